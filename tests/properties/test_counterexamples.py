"""Small cases that once broke a theorem, kept so that each is tried on every run."""

from __future__ import annotations

import pytest

from assessment.engine.assess import assess
from assessment.errors import DossierError, RulesetError
from assessment.files import parse_yaml
from assessment.intake.read import dossier_of
from assessment.model.outcome import Assessment, Status
from assessment.model.ruleset import Ruleset
from assessment.rulebook.load import ruleset_of

_HEAD = """
id: thu-nghiem
title: Thử nghiệm
document: {number: 1/TT, title: Thử nghiệm, issued: 2014-01-01, in_force: {from: 2015-01-01}}
basis: verbatim
source: Điều 1
ratings:
- {id: dat, title: Đạt, when: {%s}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  a: {label: Phần, type: count}
  b: {label: Tổng, type: count}
  c: {label: Số, type: number}
  d: {label: Có, type: yes_no}
  e: {label: Có nữa, type: yes_no}
"""
_COMMUNE = "subject: {kind: commune, name: Xã}\n"
_UNIT = "subject: {kind: unit, name: Trường, unit_type: gdtx, public: true}\n"


def loaded(text: str, items: str) -> Ruleset:
    """The ruleset of a text, with the evidence that its items do not use left out."""
    tree = parse_yaml(text, None, RulesetError)
    words = items.replace(",", " ").replace("}", " ").replace("]", " ").replace("[", " ").split()
    for key in set(tree.content["evidence"]) - set(words):
        del tree.content["evidence"][key]
    return ruleset_of(tree)


def in_points(item: str) -> Ruleset:
    """One indicator of 4 points."""
    criteria = f'criteria: [{{id: "1", title: {{text: C}}, max: 4, indicators: [{item}]}}]\n'
    head = _HEAD % "total: {at_least: 1}"
    return loaded(f"{head}subject: commune\nscale: {{max: 4, step: 1}}\n{criteria}", item)


def in_levels(item: str) -> Ruleset:
    """One indicator for one level, for units of two types."""
    criteria = f'criteria: [{{id: "1", title: {{text: C}}, indicators: [{item}]}}]\n'
    types = "unit_types: [{id: gdtx, text: GDTX}, {id: mam_non, text: Mầm non}]\n"
    levels = "levels: [{id: dat, title: Đạt}]\n"
    return loaded(f"{_HEAD % 'levels: [dat]'}subject: unit\n{types}{levels}{criteria}", item)


def scored(ruleset: Ruleset, text: str) -> Assessment:
    return assess(ruleset, dossier_of(parse_yaml(text, None, DossierError)))


def span(assessment: Assessment) -> tuple[int, int]:
    points = assessment.findings["1.1"].points
    assert points is not None
    return int(points.low), int(points.high)


_RATIO = (
    '{id: "1.1", text: t, kind: threshold, ratio: {of: a, over: b%s},'
    " levels: [{at_least: %s, points: 4}, {otherwise: true, points: 0}]}"
)
_NUMBER = (
    '{id: "1.1", text: t, kind: threshold, number: c,'
    " levels: [{at_least: 0, points: 4}, {otherwise: true, points: 0}]}"
)
_FULL_AT = (
    '{id: "1.1", text: t, kind: judged, max: 4, full_at: {ratio: {of: a, over: b}, at_least: 100%}}'
)


@pytest.mark.parametrize(
    ("item", "some", "more"),
    [
        pytest.param(_RATIO % ("", "50%"), "{a: 0}", "{a: 0, b: 0}", id="nothing-of-nothing"),
        pytest.param(
            _RATIO % (", may_exceed: true", "200%"), "{a: 1}", "{a: 1, b: 0}", id="one-of-nothing"
        ),
        pytest.param(_NUMBER, "{}", "{c: -1}", id="below-zero"),
        pytest.param(_FULL_AT, "{a: 3}", "{a: 3, b: 3}", id="full-by-counts"),
    ],
)
def test_more_evidence_only_narrows(item: str, some: str, more: str):
    """Counts of nothing, numbers below zero and full shares stay inside what was possible."""
    ruleset = in_points(item)
    before = scored(ruleset, f"{_COMMUNE}evidence: {some}\n")
    low, high = span(before)
    new_low, new_high = span(scored(ruleset, f"{_COMMUNE}evidence: {more}\n"))
    assert low <= new_low <= new_high <= high


def test_one_more_of_nothing_is_no_worse():
    """Where 0 of 0 is met and a part may exceed its whole, 1 of 0 is met as well."""
    ruleset = in_points(_RATIO % (", may_exceed: true, none_means: met", "50%"))
    assert span(scored(ruleset, f"{_COMMUNE}evidence: {{a: 0, b: 0}}\n")) == (4, 4)
    assert span(scored(ruleset, f"{_COMMUNE}evidence: {{a: 1, b: 0}}\n")) == (4, 4)


def test_missing_names_the_counts_that_would_make_a_judged_item_full():
    """The points, or the counts that decide them, could still change an open judged item."""
    found = scored(in_points(_FULL_AT), f"{_COMMUNE}evidence: {{a: 3}}\n")
    assert set(found.missing) == {"1.1", "b"}


_ELSEWHERE = "applies_to: {unit_type: [mam_non]}"


@pytest.mark.parametrize("first", [True, False])
def test_a_way_for_other_units_does_not_count(*, first: bool):
    """best_of leaves out the ways that are for other units, wherever they are listed."""
    ways = ["{kind: yes_no, key: d}", f"{{kind: yes_no, key: e, {_ELSEWHERE}}}"]
    parts = ", ".join(reversed(ways) if first else ways)
    ruleset = in_levels(f'{{id: "1.1", text: t, kind: best_of, parts: [{parts}]}}')
    assert scored(ruleset, f"{_UNIT}evidence: {{d: không}}\n").rating.id == "chua_dat"
    assert scored(ruleset, f"{_UNIT}evidence: {{d: có}}\n").rating.id == "dat"


@pytest.mark.parametrize(
    "item",
    [
        f"{{id: '1.1', text: t, kind: threshold, count: a, levels: [{{at_least: 1, level: dat, {_ELSEWHERE}}}]}}",
        f"{{id: '1.1', text: t, kind: yes_no, key: d, levels: [{{level: dat, {_ELSEWHERE}}}]}}",
    ],
)
def test_an_item_whose_levels_are_all_for_others_is_not_applicable(item: str):
    """An indicator that asks nothing of this unit is not applicable, neither met nor missed."""
    found = scored(in_levels(item), f"{_UNIT}evidence: {{}}\n").findings["1.1"]
    assert found.status is Status.NOT_APPLICABLE
    assert dict(found.levels) == {}
