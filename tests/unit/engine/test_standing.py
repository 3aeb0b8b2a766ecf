"""Final, provisional or undetermined: which figures a result rests on."""

from decimal import Decimal

import pytest

from assessment.engine.assess import assess
from assessment.model.outcome import Standing
from tests.samples import bent, dossier_text, ruleset_text
from tests.unit.engine.build import assessed

TEXT = """\
id: small
subject: commune
title: Bộ tiêu chí nhỏ
document: {number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
scale: {max: 10, step: 0.5}
areas: {disadvantaged_scale_for: [disadvantaged], basis: verbatim, source: Điều 2}
ratings:
- id: tot
  title: Tốt
  basis: reported
  when: {total: {at_least: 9}}
  disadvantaged: {when: {total: {at_least: 8}}, basis: translated, source: Điều 3}
- {id: dat, title: Đạt, when: {total: {at_least: 5}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true, basis: inferred}
criteria:
- id: "1"
  title: {text: Một}
  max: 10
  indicators:
  - {id: "1.1", text: Được giao, kind: judged, max: 4}
  - id: "1.2"
    text: Số lớp
    kind: threshold
    count: classes
    levels: [{at_least: 4, points: 6}, {at_least: 2, points: 3}, {otherwise: true, points: 0}]
gates: [{id: cong, text: Có sổ, kind: yes_no, key: book}]
exclusions: [{id: loai, text: Vi phạm, key: crime}]
evidence:
  classes: {label: Số lớp, type: count}
  book: {label: Có sổ, type: yes_no}
  crime: {label: Có vi phạm, type: yes_no}
"""
WEAK = "basis: placeholder, source: tạm"
GOOD = {"1.1": "4", "classes": "4", "book": "có", "crime": "không"}
FAIR = {**GOOD, "classes": "2"}


def standing(evidence, *changes, **more):
    return assessed(ruleset_text(bent(TEXT, *changes)), evidence, **more).status


FIGURES = {
    "a judged item": ("kind: judged, max: 4}", f"kind: judged, max: 4, {WEAK}}}"),
    "a level": ("{at_least: 4, points: 6}", f"{{at_least: 4, points: 6, {WEAK}}}"),
    "a lower level": ("{at_least: 2, points: 3}", f"{{at_least: 2, points: 3, {WEAK}}}"),
    "a gate": ("kind: yes_no, key: book}", f"kind: yes_no, key: book, {WEAK}}}"),
    "an exclusion": ("text: Vi phạm, key: crime}", f"text: Vi phạm, key: crime, {WEAK}}}"),
    "a rating": ("  basis: reported\n", "  basis: placeholder\n"),
    "a lower rating": ("{id: dat, title: Đạt,", f"{{id: dat, title: Đạt, {WEAK},"),
    "the last rating": (
        "otherwise: true, basis: inferred}",
        "otherwise: true, basis: placeholder}",
    ),
    "a rating in the area": ("basis: translated, source: Điều 3", WEAK),
    "the area": ("basis: verbatim, source: Điều 2", WEAK),
}


@pytest.mark.parametrize(
    ("evidence", "area", "decisive"),
    [
        (GOOD, "standard", {"a judged item", "a level", "a gate", "an exclusion", "a rating"}),
        (FAIR, "standard", {"a judged item", "a lower level", "a gate", "an exclusion",
                            "a rating", "a lower rating"}),
        (GOOD, "disadvantaged", {"a judged item", "a level", "a gate", "an exclusion",
                                 "a rating in the area", "the area"}),
    ],
)  # fmt: skip
def test_a_result_is_as_provisional_as_the_figures_it_rests_on(evidence, area, decisive):
    """A placeholder that decided something makes it provisional, one that decided nothing does not."""
    about = {"subject": {"area": area}}
    assert standing(evidence, **about) is Standing.FINAL
    found = {
        name
        for name, change in FIGURES.items()
        if standing(evidence, change, **about) is Standing.PROVISIONAL
    }
    assert found == decisive


def test_an_area_that_changes_nothing_is_not_held_against_the_result():
    """Where no level and no rating differs by area its basis does not matter."""
    plain = (
        "  disadvantaged: {when: {total: {at_least: 8}}, basis: translated, source: Điều 3}\n",
        "",
    )
    about = {"subject": {"area": "disadvantaged"}}
    assert standing(GOOD, FIGURES["the area"], plain, **about) is Standing.FINAL


@pytest.mark.parametrize(
    ("evidence", "status"),
    [
        ({"classes": "4"}, Standing.UNDETERMINED),
        ({"book": "không"}, Standing.FINAL),
        ({**GOOD, "1.1": {"value": "0", "reason": "x"}}, Standing.FINAL),
    ],
)
def test_a_result_stands_once_its_rating_does(evidence, status):
    """Open points do not matter where only one rating is possible."""
    assert standing(evidence) is status


def test_an_item_without_evidence_decides_nothing():
    """A placeholder for which nothing was shown and nothing given is not used."""
    weak = FIGURES["a judged item"]
    assert standing({"classes": "4", "book": "không"}, weak) is Standing.FINAL
    zero = {"1.1": {"value": "0", "reason": "x"}, "classes": "4", "book": "không"}
    assert standing(zero, weak) is Standing.PROVISIONAL


def test_points_that_are_there_without_evidence_are_used():
    """A level that even the worst option earns rests on its figure though nobody gave a count."""
    floor = ("{otherwise: true, points: 0}", f"{{otherwise: true, points: 1, {WEAK}}}")
    assert standing({"1.1": "4", "book": "không"}, floor) is Standing.PROVISIONAL


@pytest.mark.parametrize(
    ("evidence", "points"),
    [(GOOD, "6"), ({**GOOD, "classes": {"at_least": "4"}}, "6"), ({**GOOD, "classes": "0"}, "0"), ({}, "0")],
)  # fmt: skip
def test_the_points_that_rest_on_placeholders_are_added_up(evidence, points):
    """Only awarded points, only those of placeholders."""
    found = assessed(ruleset_text(bent(TEXT, FIGURES["a level"])), evidence)
    assert found.placeholder_points == Decimal(points)
    assert isinstance(found.placeholder_points, Decimal)


DOSSIER = """\
subject: {kind: commune, name: Xã A}
period: {from: 2021-01-01, to: 2021-12-31}
evidence:
  classes: 1.000
  "1.1": 3
inspected:
  classes: 2.000
"""


def test_warnings_stand_in_the_order_of_the_dossier():
    """By line, and on one line by code."""
    found = assess(ruleset_text(TEXT), dossier_text(DOSSIER)).warnings
    assert [(notice.place.line, notice.code) for notice in found] == [
        (1, "check.no_area"),
        (4, "check.thousands"),
        (5, "check.no_reason"),
        (7, "check.inspected_without_reason"),
        (7, "check.thousands"),
    ]
