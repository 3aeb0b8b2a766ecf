"""What holds for the page of every ruleset, stated as theorems."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given

from assessment.model.book import Leaf
from assessment.model.catalogue import Listed
from assessment.views.pages.book import ruleset_page
from assessment.views.pages.render import Press
from assessment.views.pages.shares import points_by_basis
from assessment.wording import Words
from tests.strategies import Tree, load, trees
from tests.webpage import Page

WORDS = Words("vi")
PRESS = Press(WORDS)
TODAY = date(2026, 11, 22)


@given(trees())
def test_every_valid_ruleset_has_a_sound_page(tree: Tree):
    """It is well-formed, its ids are unique, its anchors resolve, and every item is on it."""
    ruleset = load(tree)
    leaf = Leaf("a.html", Listed(ruleset, (), (), ()))
    page = ruleset_page(leaf, WORDS, TODAY, {}.get)
    found = Page(PRESS.ruleset(page, None))
    assert len(found.ids) == len(set(found.ids))
    anchors = {link.partition("#")[2] for link in found.links if link.startswith("#")}
    assert anchors <= set(found.ids)
    for item in ruleset.every_item():
        assert " ".join(item.text.split()) in found.at(f"nd-{item.id}")


@given(trees())
def test_points_by_basis_are_all_the_points(tree: Tree):
    """No point of a ruleset that is known is without a basis, and none is counted twice."""
    ruleset = load(tree)
    known = sum((item.most for item in ruleset.indicators.values()), Decimal(0))
    most = ruleset.scale.max if ruleset.scale and not ruleset.has_unknown_points else known
    assert sum(points_by_basis(ruleset).values()) == known == most
