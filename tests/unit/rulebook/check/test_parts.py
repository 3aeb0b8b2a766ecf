"""Parts of an indicator that do and do not decide."""

from __future__ import annotations

from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.rulebook.check.run import check_ruleset

ONLY_ONE_ASKS = """
id: mot-phan-hoi
subject: commune
title: Một phần hỏi mức 2
basis: inferred
source: Điều 1
document: {number: 1/TT, title: Thử, issued: 2014-01-01, in_force: {from: 2015-01-01}}
levels: [{id: muc_1, title: Mức 1}, {id: muc_2, title: Mức 2}]
criteria:
- id: "1"
  title: {text: Một, source: Điều 1}
  indicators:
  - id: "1.1"
    text: Một trong hai
    kind: best_of
    parts:
    - {kind: yes_no, key: co, levels: [{level: muc_1}]}
    - {kind: threshold, number: so, levels: [{level: LEVEL, at_least: 10}]}
  - {id: "1.2", text: Có, kind: yes_no, key: khac, levels: [{level: muc_2}, {level: muc_1}]}
ratings:
- {id: muc_2, title: Mức 2, when: {levels: [muc_1, muc_2]}}
- {id: muc_1, title: Mức 1, when: {levels: [muc_1]}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  co: {label: Có, type: yes_no}
  khac: {label: Khác, type: yes_no}
  so: {label: Con số, type: number, at_least: 0, at_most: 9}
"""


def codes(level):
    text = ONLY_ONE_ASKS.replace("LEVEL", level)
    _, flaws = check_ruleset(parse_yaml(text, "x.yaml", RulesetError))
    return {flaw.notice.code for flaw in flaws}


def test_a_part_that_alone_asks_for_a_level_decides_though_nobody_meets_it():
    """Without it the indicator would not ask for the level; that nobody meets it is told."""
    assert "proof.part_irrelevant" not in codes("muc_2")
    assert "proof.rating_out_of_reach" in codes("muc_2")


def test_a_part_that_nobody_meets_and_another_asks_for_too_is_irrelevant():
    """The other part decides the level."""
    assert "proof.part_irrelevant" in codes("muc_1")
