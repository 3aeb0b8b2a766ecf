"""The runner itself: a table that is wrong must not pass."""

from pathlib import Path
from textwrap import dedent

import pytest

from tests.conformance.runner import TableError, differences, read_table

CASE = """
    ruleset: citizen-qd324-2023
    cases:
    - id: một
      note: mười chỉ số đủ điểm
      source: QĐ 324/QĐ-KHVN
      evidence: {base: all}
      expect: EXPECT
"""


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bang.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def found(tmp_path: Path, expect: str) -> list[str]:
    [case] = read_table(table(tmp_path, CASE.replace("EXPECT", expect)))
    return differences(case)


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
def test_a_right_table_passes(tmp_path: Path, expect: str) -> None:
    """What is so is found to be so."""
    assert found(tmp_path, expect) == []


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{total: 99}", "total: expected 99, got 100"),
        ("{total: null}", "total: expected None, got 100"),
        ("{range: [99, 100]}", "range: expected ['99', '100'], got ['100', '100']"),
        ("{rating: chua_dat}", "rating: expected chua_dat, got dat"),
        ("{recognised: false}", "recognised: expected False, got True"),
        ("{recognised: null}", "recognised: expected None, got True"),
        ("{status: provisional}", "status: expected provisional, got final"),
        ("{max: 99}", "max: expected 99, got 100"),
        ('{points: {"1.1": 9}}', "points 1.1: expected ['9', '9'], got ['10', '10']"),
        ('{levels: {"1.1": {dat: true}}}', "levels 1.1: expected {'dat': True}, got None"),
        ('{states: {"1.1": not_met}}', "states 1.1: expected not_met, got met"),
        ('{reached: {"1.1": 60%}}', "reached 1.1: expected 60%, got None"),
        ("{because: {dat: {total: []}}}", "because dat: expected {'total': []}, got {}"),
        ("{possible: [dat, chua_dat]}", "possible: expected ['dat', 'chua_dat'], got ['dat']"),
        ('{missing: ["1.1"]}', "missing: expected ['1.1'], got []"),
        ("{warnings: [check.no_area]}", "warnings: expected ['check.no_area'], got []"),
        ("{notes: [half_points]}", "notes: expected [], got ['half_points']"),
        ("{claimed: {total: 99}}", "claimed total: expected 99, got 100"),
        ("{placeholder_points: 1}", "placeholder_points: expected 1, got 0"),
        ("{error: dossier.off_step}", "error: expected dossier.off_step, got a result"),
    ],
)
def test_a_wrong_table_fails(tmp_path: Path, expect: str, said: str) -> None:
    """Every field that a table may expect is really compared, and the difference is told."""
    assert found(tmp_path, expect) == [said]


def test_an_error_that_nobody_expected_fails(tmp_path: Path) -> None:
    """A dossier that is refused does not pass for a result."""
    text = CASE.replace("{base: all}", '{base: all, "1.1": 11}').replace("EXPECT", "{total: 100}")
    [case] = read_table(table(tmp_path, text))
    assert differences(case) == ["error: expected [], got ['dossier.out_of_bounds']"]


def test_a_note_that_should_not_be_there_fails(tmp_path: Path) -> None:
    """`no_notes` refuses a note that is made."""
    text = CASE.replace("citizen-qd324-2023", "tt44-2014").replace(
        "EXPECT", "{no_notes: [titles_equated]}"
    )
    [case] = read_table(table(tmp_path, text))
    assert differences(case) == ["no_notes: expected [], got ['titles_equated']"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("expect: EXPECT", "expects: {total: 1}"),
        ("expect: EXPECT", "expect: {totals: 1}"),
        ("expect: EXPECT", "expect: {}"),
        ("source: QĐ 324/QĐ-KHVN", "source:"),
        ("note: mười chỉ số đủ điểm", "note:"),
        ("ruleset: citizen", "rulesets: citizen"),
        ("cases:", "case:"),
        ("EXPECT", "{total: 100, total: 99}"),
    ],
)
def test_a_table_that_is_malformed_is_refused(tmp_path: Path, old: str, new: str) -> None:
    """A misspelt field, a missing source or nothing expected stops the run."""
    text = CASE.replace(old, new).replace("EXPECT", "{total: 100}")
    with pytest.raises(TableError):
        read_table(table(tmp_path, text))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    """Two cases of one table cannot share an id."""
    entry = CASE[CASE.index("    - id") :]
    text = (CASE + entry.lstrip("\n")).replace("EXPECT", "{total: 100}")
    with pytest.raises(TableError, match="twice"):
        read_table(table(tmp_path, text))
