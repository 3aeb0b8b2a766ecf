"""The book bound: its pages, their cases as they come out now, what each altered."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.rulebook.book import bound
from assessment.rulebook.cases.trial import gathered
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.figures import figures_of

CORRECTION = """\
id: household-qd448-2015-doi-chieu-001
base: household-qd448-2015
confirmed: {by: Nguyễn Văn A, on: 2026-11-22}
changes:
- {item: dat, figure: when.total.at_least, was: '70', to: '75', source: Điều 2}
"""


@pytest.fixture(scope="module")
def book():
    """The shipped rulebook."""
    return bound(Catalog())


def test_a_page_a_ruleset_and_an_overlay(book):
    """In the order of the shelf, an overlay after its base; each in a file of its own."""
    overlays = {overlay.base: overlay.id for overlay in Catalog().overlays()}
    names = []
    for id_ in Catalog().ids():
        names += [id_, f"{id_}+{overlays[id_]}"] if id_ in overlays else [id_]
    assert [leaf.name for leaf in book.leaves] == names
    assert book.files == {name: f"{name}.html" for name in names}


def test_every_case_of_the_shelf_stands_on_one_page(book):
    """With all its outcomes, none of which came out otherwise."""
    told = [
        (table.name, example.id, value)
        for leaf in book.leaves
        for table in leaf.examples
        for example in table.examples
        for value in example.outcomes
    ]
    cases = [c for found in gathered(Catalog()) for c in found.cases]
    assert sorted(told, key=str) == sorted(((c.table, c.block, c.step) for c in cases), key=str)
    assert {leaf.failed for leaf in book.leaves} == {0}


def test_figures_left_are_those_that_are_not_verbatim(book):
    """An overlay's page counts the figures of the ruleset that it is laid over."""
    for leaf in book.leaves:
        figures = figures_of(leaf.listed.ruleset)
        assert leaf.left == len([f for f in figures if not f.verbatim]) <= len(figures)
    assert {leaf.left for leaf in book.leaves} >= {0, 7}


def test_only_a_ruleset_that_replaces_another_differs_from_it(book):
    """Thông tư 25 from Thông tư 44; a ruleset whose forerunner is on no shelf from nothing."""
    differ = {leaf.name: [d.before.id for d in leaf.differences] for leaf in book.leaves}
    assert differ["commune-tt25-2023"] == ["tt44-2014"]
    assert differ["unit-province-tt24-2023"] == ["unit-tt22-2020"]
    assert differ["district-tt25-2023"] == differ["unit-tt22-2020+ha-noi-kh103-2021"] == []


def test_what_a_correction_breaks_is_told_outcome_by_outcome(tmp_path: Path):
    """The pass mark read as 75: only the cases of 70 come out otherwise, and only there."""
    (tmp_path / "overlays").mkdir()
    file = tmp_path / "overlays" / "household-qd448-2015-doi-chieu-001.yaml"
    file.write_text(CORRECTION, "utf-8")
    (leaf,) = bound(Catalog([tmp_path]), ["household-qd448-2015", "household-qd448-2015"]).leaves
    came = {e.id: e.came for table in leaf.examples for e in table.examples if e.came}
    assert came == {
        "ho-70": {None: {"rating": "chua_dat", "recognised": False}},
        "ho-cong-nhan": {"10": {"rating": "chua_dat"}},
    }
    assert leaf.failed == 2
