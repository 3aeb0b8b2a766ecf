"""Conditions of ratings that decide nothing, told apart from those that do by one step."""

from __future__ import annotations

import pytest

from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.model.flaw import Severity
from assessment.rulebook.check.run import check_ruleset
from tests.samples import POINTS, bent
from tests.unit.rulebook.check.seeds import text_of

IDLE, IMPLIED = ("proof.condition_idle", "warning"), ("proof.condition_implied", "note")


def told(text):
    """What is said of conditions: how grave, where, and the figure."""
    _, flaws = check_ruleset(parse_yaml(text, "x.yaml", RulesetError))
    assert Severity.ERROR not in {flaw.severity for flaw in flaws}
    return [
        (notice.code, flaw.severity.value, notice.place.path, str(notice.params["limit"]))
        for flaw in flaws
        if (notice := flaw.notice).code.startswith("proof.condition_")
    ]


@pytest.mark.parametrize(
    ("total", "implied"), [("25", False), ("26", False), ("27", True), ("30", True)]
)
def test_a_total_that_leaves_no_indicator_without_points(total, implied):
    """Whoever has nothing of the smallest indicator, of 4 points of 30, has 26 at most."""
    text = bent(text_of("day-du"), ("total: {at_least: 26}", f"total: {{at_least: {total}}}"))
    wanted = [(*IMPLIED, "ratings[0].when.no_indicator_below", "1")]
    assert told(text) == (wanted if implied else [])


@pytest.mark.parametrize(
    ("limit", "wanted"),
    [
        ("0", [(*IMPLIED, "ratings[1].when.no_criterion_at", "0")]),
        ("0.5", [(*IMPLIED, "ratings[1].when.no_criterion_at", "0.5")]),
        ("1", []),
        ("5", []),
        ("5.5", [(*IMPLIED, "ratings[1].when.total", "12")]),
    ],
)
def test_criteria_and_total_that_imply_each_other(limit, wanted):
    """Of 12 points 1 is of the first criterion; two criteria of 6 points make 12."""
    assert (
        told(bent(text_of("diem"), ("no_criterion_at: 4", f"no_criterion_at: {limit}"))) == wanted
    )


@pytest.mark.parametrize(("total", "idle"), [("0", True), ("1", False)])
def test_a_total_that_everybody_has(total, idle):
    """At least 0 points stops nobody."""
    text = bent(
        POINTS, ("{total: {at_least: 2}}", f"{{total: {{at_least: {total}}}, no_criterion_at: 0}}")
    )
    found = told(text)
    assert ((*IDLE, "ratings[0].when.total", "0") in found) == idle


@pytest.mark.parametrize(
    ("gate", "implied"),
    [("", False), ("gates:\n- {id: G, text: Kế hoạch, kind: yes_no, key: plan}\n", True)],
)
def test_what_a_gate_asks_already(gate, implied):
    """Who has points of the first indicator may lack the second, unless a gate asks for it."""
    when = "{total: {at_least: 2}, no_indicator_below: 1}"
    text = bent(POINTS, ("{total: {at_least: 2}}", when), ("ratings:\n", f"{gate}ratings:\n"))
    path = "ratings[0].when.no_indicator_below"
    assert ((*IMPLIED, path, "1") in told(text)) == implied


def test_a_level_beside_a_higher_one_says_that_levels_nest():
    """Level 1 follows from level 2 everywhere, and asking for both is no flaw."""
    assert told(bent(text_of("muc-do"), ("[muc_do_2]", "[muc_do_1, muc_do_2]"))) == []


def test_each_area_is_looked_at_for_itself():
    """27 points in disadvantaged areas alone: there the condition decides nothing, elsewhere it does."""
    text = bent(text_of("day-du"), ("{total: {at_least: 24}, no", "{total: {at_least: 27}, no"))
    path = "ratings[0].disadvantaged.when.no_indicator_below"
    assert told(text) == [(*IMPLIED, path, "1")]
