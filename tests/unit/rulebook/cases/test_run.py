"""The runner itself: a table that is wrong must not pass."""

from __future__ import annotations

import pytest

from assessment.rulebook.cases.run import came_out, differences, failures
from tests.conformance.base import shipped
from tests.unit.rulebook.cases.build import cases

CASE = """
    about: mười chỉ số
    ruleset: RULESET
    cases:
    - id: du
      note: mọi thứ đều có
      source: Điều 1
      evidence: EVIDENCE
      expect: EXPECT
"""
CITIZEN = "citizen-qd324-2023"


def found(tmp_path, expect, evidence="{base: all}", ruleset=CITIZEN):
    text = CASE.replace("EXPECT", expect).replace("EVIDENCE", evidence).replace("RULESET", ruleset)
    [case] = cases(tmp_path, text)
    return [tuple(difference) for difference in differences(case, shipped(ruleset))]


@pytest.mark.parametrize(
    "expect",
    [
        "{total: 100}",
        "{rating: dat, recognised: true, status: final, max: 100}",
        '{points: {"1.1": 10, "1": 40}, range: ["100", "100"]}',
        '{states: {"1.1": met}, possible: [dat], missing: [], warnings: [], placeholder_points: 0}',
        '{claimed: {total: "100", rating: dat}, because: {dat: {}}, no_notes: [anything]}',
    ],
)
def test_a_right_table_passes(tmp_path, expect):
    """What is so is found to be so."""
    assert found(tmp_path, expect) == []


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{total: 99}", ("total", "99", "100")),
        ("{total: null}", ("total", "null", "100")),
        ("{range: [99, 100]}", ("range", "[99, 100]", "100")),
        ("{rating: chua_dat}", ("rating", "chua_dat", "dat")),
        ("{rating: null}", ("rating", "null", "dat")),
        ("{recognised: false}", ("recognised", "false", "true")),
        ("{recognised: null}", ("recognised", "null", "true")),
        ("{status: provisional}", ("status", "provisional", "final")),
        ("{max: 99}", ("max", "99", "100")),
        ('{points: {"1.1": 9}}', ("points 1.1", "9", "10")),
        ('{points: {"1": [0, 40]}}', ("points 1", "[0, 40]", "40")),
        ('{levels: {"1.1": {dat: true}}}', ("levels 1.1", "{dat: true}", "{}")),
        ('{states: {"1.1": not_met}}', ("states 1.1", "not_met", "met")),
        ('{reached: {"1.1": 60%}}', ("reached 1.1", "60%", "null")),
        ("{because: {dat: {total: []}}}", ("because dat", "{total: []}", "{}")),
        ("{because: {chua_dat: {total: []}}}", ("because chua_dat", "{total: []}", "null")),
        ("{possible: [dat, chua_dat]}", ("possible", "[dat, chua_dat]", "[dat]")),
        ('{missing: ["1.1"]}', ("missing", "[1.1]", "[]")),
        ("{warnings: check.no_area}", ("warnings", "[check.no_area]", "[]")),
        ("{notes: [half_points]}", ("notes", "[half_points]", "[]")),
        ("{claimed: {total: 99}}", ("claimed total", "99", "100")),
        ("{claimed: {rating: null}}", ("claimed rating", "null", "dat")),
        ("{placeholder_points: 1}", ("placeholder_points", "1", "0")),
        ("{error: dossier.off_step}", ("error", "[dossier.off_step]", "[]")),
    ],
)
def test_a_wrong_table_fails(tmp_path, expect, said):
    """Every field that a table may expect is really compared, and the difference is told."""
    assert found(tmp_path, expect) == [said]


@pytest.mark.parametrize(
    ("expect", "came"),
    [
        ("{total: 100, rating: dat}", {}),
        ("{total: 99, rating: dat}", {"total": "100"}),
        ("{range: [99, 100]}", {"range": ["100", "100"]}),
        ('{points: {"1.1": 9, "1.2": 10}}', {"points": {"1.1": ["10", "10"]}}),
        ('{states: {"1.1": not_met}}', {"states": {"1.1": "met"}}),
        ("{recognised: null}", {"recognised": True}),
        ("{status: provisional}", {"status": "final"}),
        ("{because: {dat: {total: []}}}", {"because": {"dat": {}}}),
        ("{because: {chua_dat: {total: []}}}", {"because": {"chua_dat": None}}),
        ("{claimed: {total: 99, rating: dat}}", {"claimed": {"total": "100"}}),
        ("{notes: [half_points]}", {"notes": []}),
        ("{error: dossier.off_step}", {"error": []}),
    ],
)
def test_what_came_out_is_stated_as_a_table_would(tmp_path, expect, came):
    """Only what differs, in the shape of what was expected: texts, lists, truths."""
    text = CASE.replace("EXPECT", expect).replace("EVIDENCE", "{base: all}")
    [case] = cases(tmp_path, text.replace("RULESET", CITIZEN))
    assert came_out(case, shipped(CITIZEN)) == came


def test_all_that_differs_is_told(tmp_path):
    """The keeper sees at once whether the total, the rating or both are off."""
    said = found(tmp_path, "{rating: chua_dat, total: 99}")
    assert said == [("total", "99", "100"), ("rating", "chua_dat", "dat")]


def test_an_error_that_nobody_expected_fails(tmp_path):
    """A dossier that is refused does not pass for a result."""
    said = found(tmp_path, "{total: 100}", '{base: all, "1.1": 11}')
    assert said == [("error", "[]", "[dossier.out_of_bounds]")]


def test_why_a_dossier_was_refused_is_told_at_its_line(tmp_path):
    """The key, the nearest one and the line of the evidence in the table."""
    text = CASE.replace("EXPECT", "{total: 100}").replace("EVIDENCE", '{base: all, "1.1": 11}')
    [failure] = failures(cases(tmp_path, text.replace("RULESET", CITIZEN)), shipped(CITIZEN))
    [problem] = failure.problems
    assert (problem.code, problem.place.path) == ("dossier.out_of_bounds", "evidence.1.1")
    assert problem.place.file == str(tmp_path / "bang.yaml")
    written = (tmp_path / "bang.yaml").read_text("utf-8").splitlines()
    assert "evidence" in written[problem.place.line - 1]


def test_an_error_that_was_expected_passes(tmp_path):
    """Whatever the order in which the codes are listed."""
    errors = "{error: [dossier.out_of_bounds, dossier.unknown_key]}"
    assert found(tmp_path, errors, '{base: all, "1.1": 11, x: 1}') == []


def test_a_note_that_should_not_be_there_fails(tmp_path):
    """`no_notes` refuses a note that is made."""
    said = found(tmp_path, "{no_notes: [titles_equated]}", ruleset="tt44-2014")
    assert said == [("no_notes", "[]", "[titles_equated]")]


def test_a_failure_names_its_case_and_line(tmp_path):
    """Case, note, file and line: enough to go there and mend it."""
    text = CASE.replace("EXPECT", "{total: 99}").replace("EVIDENCE", "{base: all}")
    failing = cases(tmp_path, text.replace("RULESET", CITIZEN))
    [failure] = failures(failing, shipped(CITIZEN))
    assert (failure.case, failure.note) == ("bang:du", "mọi thứ đều có")
    assert failure.place.file == str(tmp_path / "bang.yaml")
    assert failure.place.line == 5
