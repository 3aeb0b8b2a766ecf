"""One name in four places: kind in the YAML, module, registry, test."""

from pathlib import Path

import pytest

from assessment.model.basis import Basis
from assessment.model.item import Item
from assessment.rulebook.catalog import Catalog
from scorers import KINDS, score
from tests.unit.scorers.build import evidence

ROOT = Path(__file__).parents[3]
SHARED = {"__init__", "awards", "columnwise", "measure", "parts"}


def test_kinds_are_modules():
    """Each scorer module is registered under its own name, and nothing else is."""
    modules = {path.stem for path in (ROOT / "scorers").glob("*.py")} - SHARED
    assert set(KINDS) == modules
    assert all(scorer.__module__ == f"scorers.{kind}" for kind, scorer in KINDS.items())


def test_kinds_are_types_and_what_rulesets_write():
    """Each kind has one type of item, and the shipped rulesets use every kind that has a scorer."""
    written = {item.kind for ruleset in Catalog().all() for item in ruleset.every_item()}
    assert written == set(KINDS)
    stated = {
        type_.model_fields["kind"].annotation.__args__[0]
        for type_ in Item.__subclasses__()
        if type_.model_fields["kind"].annotation is not str
    }
    assert stated == set(KINDS)


def test_kinds_have_tests():
    """Each kind has a test file of its name."""
    assert all((Path(__file__).parent / f"test_{kind}.py").is_file() for kind in KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_without_a_scorer_cannot_be_scored(kind):
    """Only a registered name finds a scorer."""
    with pytest.raises(KeyError):
        KINDS[f"{kind}s"]


def test_an_item_of_no_known_kind_is_refused():
    """`score` does not guess."""
    unknown = Item(id="1", kind="guess", text="một chỉ tiêu", basis=Basis.VERBATIM, source="Điều 1")
    with pytest.raises(KeyError):
        score(unknown, evidence())
