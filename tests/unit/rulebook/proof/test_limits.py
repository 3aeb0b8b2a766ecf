"""What is too much to prove is said to be so, and nothing else is said of it."""

from __future__ import annotations

import copy

import pytest

from assessment.errors import RulesetError
from assessment.files import parse_yaml, tree_of
from assessment.rulebook.check import ladders
from assessment.rulebook.check.run import check_ruleset
from assessment.rulebook.proof import clusters, outcomes, reach
from assessment.rulebook.proof.trials import TooManyTrials
from tests.unit.rulebook.check.seeds import text_of


def base(name="day-du"):
    return parse_yaml(text_of(name), None, RulesetError).content


def found(content):
    _, flaws = check_ruleset(tree_of(content, "x.yaml", RulesetError))
    return [(flaw.notice.code, flaw.severity.value, flaw.notice.params.get("id")) for flaw in flaws]


def circle(number):
    """An item of many shares that all hang together."""
    keys = [f"k{index}" for index in range(number)]
    pairs = [(one, other) for one in keys for other in keys if one < other]
    part = {"kind": "threshold", "levels": [{"at_least": "50%"}]}
    return keys, [{**part, "ratio": {"of": of, "over": over}} for of, over in pairs]


def test_an_item_of_too_many_values_is_left_out(monkeypatch):
    """An all_of whose parts hang together in many circles is not proved, and so named."""
    monkeypatch.setattr(outcomes, "MOST_TRIALS", 2_000)
    content = base()
    keys, parts = circle(9)
    item = content["criteria"][0]["indicators"][2]
    del item["keys"]
    item["parts"] = parts
    for key in ("has_plan", "has_report", "has_budget"):
        del content["evidence"][key]
    content["evidence"] |= {key: {"label": key, "type": "count"} for key in keys}
    assert found(content) == [("proof.too_many_values", "warning", "A.3")]


def test_levels_of_counts_that_cannot_be_found_are_not_proved(monkeypatch):
    """Each item that compares them is named, and the others are proved."""

    def given_up(*_):
        raise TooManyTrials

    monkeypatch.setattr(ladders, "realise", given_up)
    told = [(code, id_) for code, _, id_ in found(base("diem"))]
    names = ("1.1", "1.2", "2.1", "2.2")
    assert told[:4] == [("proof.too_many_values", name) for name in names]
    assert {code for code, _ in told[4:]} <= {"proof.printed_gap_as_read"}


def test_too_many_states_are_not_proved(monkeypatch):
    """Where what can fail has more combinations than can be held, totals are left alone."""
    monkeypatch.setattr(reach, "_MOST_KEYS", 3)
    assert found(base()) == [("proof.too_many_states", "warning", None)]


def test_a_rating_that_only_contradicting_counts_would_get_is_undecided(monkeypatch):
    """Where ties were let go, a rating without a dossier is neither given nor denied."""
    monkeypatch.setattr(clusters, "MOST_SETTINGS", 1)
    content = copy.deepcopy(base("diem"))
    content["criteria"][0]["indicators"][2] = {
        "id": "1.3",
        "text": "Ít lớp",
        "kind": "threshold",
        "count": "classes",
        "levels": [{"at_most": "4", "points": "2"}, {"otherwise": "true", "points": "0"}],
    }
    del content["evidence"]["register"]
    content["ratings"][0]["when"]["total"]["at_least"] = "20"
    content["ratings"][0]["printed"]["from"] = "20"
    codes = {code for code, *_ in found(content)}
    assert "proof.undecided" in codes
    assert "proof.rating_out_of_reach" not in codes


@pytest.mark.parametrize("step", ["0", "-0.5"])
def test_without_a_step_nothing_is_judged(step):
    """A step that is not above 0 is told, and neither judged points nor totals are tried."""
    content = base("diem")
    content["scale"]["step"] = step
    assert found(content) == [("ruleset.not_above_zero", "error", None)]


@pytest.mark.parametrize(
    ("step", "most"), [("0.000001", "4"), ("0.5", "999999999999")], ids=["step", "most"]
)
def test_judged_points_too_many_to_try_are_left_out(step, most):
    """An assessor's choice among millions of points is not tried one by one."""
    content = base("diem")
    content["scale"]["step"] = step
    content["criteria"][1]["indicators"][2]["max"] = most
    assert ("proof.too_many_values", "warning", "2.3") in found(content)


def test_totals_too_high_to_add_up_are_not_proved():
    """Where points run into thousands of millions no total is worked out."""
    content = base("diem")
    content["criteria"][0]["indicators"][0]["levels"][0]["points"] = "300000000000"
    assert ("proof.too_many_states", "warning", None) in found(content)


def test_a_checklist_of_too_many_sums_is_left_out(monkeypatch):
    """Parts whose points add up to ever different sums are not all tried."""
    monkeypatch.setattr(outcomes, "MOST_TRIALS", 3)
    content = base("diem")
    parts = [{"key": key, "points": points} for key, points in (("x", "0.5"), ("y", "1.5"))]
    item = {"id": "1.3", "text": "Hồ sơ", "kind": "checklist", "parts": parts}
    content["criteria"][0]["indicators"][2] = item
    del content["evidence"]["register"]
    content["evidence"] |= {key: {"label": key, "type": "yes_no"} for key in ("x", "y")}
    assert ("proof.too_many_values", "warning", "1.3") in found(content)
