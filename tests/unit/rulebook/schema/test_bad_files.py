"""The broken files of `tests/bad_files`: what an editor sees of what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.rulebook.catalog import Catalog
from tests.editor import accepts, as_seen

TESTS = Path(__file__).resolve().parents[3]
FILES = sorted((TESTS / "bad_files").glob("*/*.yaml"))

KIND_OF = {"cases": "cases", "overlay": "overlay", "ruleset": "ruleset", "dossier": "dossier"}

NOT_SEEN = {
    "shape.dates_reversed": "a schema compares no two values",
    "shape.not_a_month_day": "a pattern knows no calendar: 02-30 looks like a day",
}
"""Errors of shape that a schema does not find, and why."""

SEEN_BESIDE_SHAPE = {
    "ruleset.bad_id",
    "ruleset.no_basis",
    "ruleset.no_label",
    "ruleset.no_scale",
    "ruleset.no_source",
}
"""Errors of a ruleset that are of its shape, too."""

NOT_SEEN_IN_DOSSIER = {
    "dossier.bounds_reversed": "a schema compares no two values",
    "dossier.part_above_whole": "a schema compares no two values",
    "dossier.off_step": "text is held to no step; an unquoted number is",
    "dossier.exclusion_rejected": "needs the list of exclusions apart",
    "dossier.nothing_inspected": "whether something was found is no matter of shape",
    "dossier.public_needed": "asked only where some item's audience asks",
    "dossier.unit_type_needed": "asked only where some item's audience asks",
    "catalog.none_in_force": "no ruleset",
    "catalog.several_apply": "no ruleset",
    "catalog.unknown_level": "no ruleset",
    "catalog.unknown_ruleset": "no ruleset",
    "shape.dates_reversed": NOT_SEEN["shape.dates_reversed"],
}
"""Errors of a dossier that the schema of its ruleset does not find, and why."""


def code_of(path):
    return path.stem.partition("-")[0]


def named(paths):
    return {"argvalues": paths, "ids": [f"{path.parent.name}/{path.stem}" for path in paths]}


OF_SHAPE = [path for path in FILES if code_of(path).startswith("shape.")]
BESIDE = [path for path in FILES if code_of(path) in SEEN_BESIDE_SHAPE]
DOSSIERS = [
    path
    for path in FILES
    if path.parent.name == "dossier" and not code_of(path).startswith("file.")
]


@pytest.mark.parametrize("path", **named([*OF_SHAPE, *BESIDE]))
def test_what_is_wrong_in_shape_an_editor_sees(path):
    """The schema refuses what the program refuses, but for what no schema can say."""
    seen = not accepts(KIND_OF[path.parent.name], as_seen(path.read_text("utf-8")))
    assert seen == (code_of(path) not in NOT_SEEN)


@pytest.mark.parametrize("path", **named(DOSSIERS))
def test_what_is_wrong_in_a_dossier_the_schema_of_its_ruleset_sees(path):
    """Unknown keys, wrong types, options, bounds and signs are refused while one writes."""
    content = as_seen(path.read_text("utf-8"))
    ruleset = Catalog([TESTS / "shelf"]).get(content.get("ruleset", ""))
    seen = ruleset is not None and not accepts("dossier", content, ruleset)
    assert seen == (code_of(path) not in NOT_SEEN_IN_DOSSIER)


def test_no_exception_is_left_over():
    """Each exception is one that some broken file shows."""
    codes = {code_of(path) for path in FILES}
    assert set(NOT_SEEN) | SEEN_BESIDE_SHAPE | set(NOT_SEEN_IN_DOSSIER) <= codes
