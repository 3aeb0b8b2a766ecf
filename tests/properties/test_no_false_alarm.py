"""What is sound is found to be sound."""

from __future__ import annotations

from hypothesis import given, settings

from assessment.errors import RulesetError
from assessment.files import tree_of
from assessment.model.flaw import Severity
from assessment.rulebook.check.run import check_ruleset
from tests.sound import sound_trees
from tests.strategies import Tree, tangled_trees, trees
from tests.unit.rulebook.check.shown import BY_WORLDS, SHOWN, Case

many = settings(max_examples=max(100, settings().max_examples))


@many
@given(sound_trees())
def test_a_sound_ruleset_has_no_error_and_no_warning(tree: Tree):
    """Whatever a ruleset is made of, where nothing is wrong nothing is said to be."""
    ruleset, flaws = check_ruleset(tree_of(tree, "thu-nghiem.yaml", RulesetError))
    assert ruleset is not None
    assert [f for f in flaws if f.severity is not Severity.NOTE] == []


@given(trees() | tangled_trees())
def test_whatever_is_found_is_so(tree: Tree):
    """Every flaw of any ruleset is seen in its witness and in many dossiers at random."""
    ruleset, flaws = check_ruleset(tree_of(tree, "thu-nghiem.yaml", RulesetError))
    assert ruleset is not None
    for flaw in flaws:
        if flaw.notice.code in SHOWN and (flaw.witness or flaw.notice.code in BY_WORLDS):
            SHOWN[flaw.notice.code](Case(ruleset, flaw))
