"""Figures that are null: what they may turn out to be is allowed for, and nothing else is denied."""

from __future__ import annotations

import pytest

from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.rulebook.check.run import check_ruleset
from tests.unit.rulebook.check.seeds import text_of

AT_70, AT_60, AT_50 = (
    "{at_least: 70%, points: 4}",
    "{at_least: 60%, points: 2.5}",
    "{at_least: 50%, points: 1}",
)
LEVEL_2 = "{level: muc_do_2, at_least: 95%, disadvantaged: {at_least: 90%}}"


def codes(base, *edits):
    """The severity and code of each flaw of a base with these texts replaced."""
    text = text_of(base)
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    _, flaws = check_ruleset(parse_yaml(text, "x.yaml", RulesetError))
    return [(flaw.notice.code, flaw.notice.place.path.rpartition(".")[2]) for flaw in flaws]


@pytest.mark.parametrize(
    ("base", "old", "new"),
    [
        ("diem", AT_70, "{at_least: null, points: 4}"),
        ("diem", AT_60, "{at_least: null, points: 2.5}"),
        ("diem", AT_50, "{at_least: null, points: 1}"),
        ("diem", AT_60, "{at_least: 60%, points: null}"),
        ("diem", "{at_most: 30, points: 2}", "{at_most: null, points: 2}"),
        ("muc-do", LEVEL_2, LEVEL_2.replace("95%", "null")),
        ("muc-do", LEVEL_2, LEVEL_2.replace("90%", "null")),
        ("muc-do", "at_least: 30%}", "at_least: null}"),
        ("muc-do", "at_least: 10%}", "at_least: null}"),
    ],
)
def test_an_unknown_figure_is_noted_and_denies_nothing(base, old, new):
    """Whatever figure nobody knows: it is noted, and no rating, level or total is out of reach."""
    known = [code for code in codes(base) if code[0] != "proof.printed_gap_as_read"]
    figure = "points" if "points: null" in new else "at_most" if "at_most" in new else "at_least"
    assert known == []
    assert codes(base, (old, new)) == [("proof.figure_unknown", figure)]


def test_two_limits_that_nobody_knows_are_not_called_the_same():
    """Null in one area and null in the other may turn out to be two figures."""
    unknown = LEVEL_2.replace("95%", "null").replace("90%", "null")
    assert codes("muc-do", (LEVEL_2, unknown)) == [("proof.figure_unknown", "at_least")] * 2


def test_a_gate_of_an_unknown_limit_may_go_either_way():
    """A gate whose limit is null neither stops everybody nor nobody."""
    gate = (
        "gates:\n- {id: G, text: Cổng, kind: threshold, ratio: {of: learners, over: adults},"
        " levels: [{at_least: null}]}\n\nratings:\n"
    )
    assert codes("diem", ("\nratings:\n", f"\n{gate}")) == [("proof.figure_unknown", "at_least")]


def test_a_part_of_an_unknown_limit_leaves_what_the_others_come_to():
    """The best of two ways, one of an unknown limit: every rating can still be had."""
    best = """  - id: "1.1"
    text: Tỷ lệ người học thường xuyên
    kind: best_of
    parts:
    - {kind: yes_no, key: praised, points: 1}
    - kind: threshold
      ratio: {of: learners, over: adults}
      levels:
      - {at_least: null, points: 4}
      - {otherwise: true, points: 0}
"""
    text = text_of("diem")
    old = text[text.index('  - id: "1.1"') : text.index('  - id: "1.2"')]
    key = "evidence:\n  praised: {label: Được khen, type: yes_no}\n"
    edits = (old, best), ("\nevidence:\n", f"\n{key}")
    assert codes("diem", *edits) == [("proof.figure_unknown", "at_least")]


def test_what_the_known_levels_say_is_still_held_against_each_other():
    """Beside a level of unknown limit a level out of reach and a reversal are found."""
    unknown = (AT_60, "{at_least: null, points: 2.5}")
    beyond = codes("diem", unknown, (AT_70, "{at_least: 101%, points: 4}"))
    assert ("proof.level_out_of_reach", "levels[0]") in beyond
    shadowed = codes("diem", unknown, (AT_50, "{at_least: 75%, points: 1}"))
    assert ("proof.level_shadowed", "levels[2]") in shadowed


def test_a_limit_of_the_other_direction_is_not_unknown_in_an_area():
    """A disadvantaged area changes the limit that there is, and may not null another."""
    wrong = LEVEL_2.replace("{at_least: 90%}", "{at_most: null}")
    assert ("ruleset.bad_condition", "levels[0]") in codes("muc-do", (LEVEL_2, wrong))


UNKNOWN_TWICE = """
id: hai-cho-trong
subject: commune
title: Hai chỗ trống
basis: inferred
source: Điều 1
document: {number: 1/TT, title: Thử, issued: 2014-01-01, in_force: {from: 2015-01-01}}
scale: {max: 5, step: 1}
criteria:
- id: "1"
  title: {text: Một, source: Điều 1}
  max: 4
  indicators: [{id: "1.1", text: Chấm, kind: judged, max: 4}]
- id: "2"
  title: {text: Hai, source: Điều 1}
  max: 1
  indicators:
  - id: "2.1"
    text: Đủ các điều
    kind: all_of
    points: null
    parts: [{kind: threshold, number: so, levels: [{at_least: null}]}]
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 5}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  so: {label: Con số, type: number, at_least: 0, at_most: 9}
"""


def test_an_item_of_which_points_and_limit_are_unknown_may_have_all_that_its_criterion_leaves():
    """Its own levels add up to no point, and yet no rating is out of reach."""
    _, flaws = check_ruleset(parse_yaml(UNKNOWN_TWICE, "x.yaml", RulesetError))
    assert {flaw.notice.code for flaw in flaws} == {"proof.figure_unknown"}
