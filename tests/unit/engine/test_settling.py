"""What is settled without evidence, left out, or cannot be known: item by item."""

from decimal import Decimal

import pytest

from assessment.model.basis import Basis
from assessment.model.outcome import Options, Remark, Status
from assessment.model.quantity import NOTHING, Interval
from tests.samples import bent, ruleset_text
from tests.unit.engine.build import assessed

HEAD = """\
id: small
subject: commune
title: Bộ tiêu chí nhỏ
document: {number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
"""
POINTS = (
    HEAD
    + """\
scale: {max: 16, step: 0.5}
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 5}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "1"
  title: {text: Một}
  max: 10
  indicators:
  - id: "1.1"
    text: Được giao
    kind: judged
    max: 4
    basis: reported
    may_not_apply: {when: Không có, then: full, basis: inferred, source: Điều 2}
  - {id: "1.2", text: Có quỹ, kind: yes_no, key: fund, points: 6}
- id: "2"
  title: {text: Hai}
  max: 6
  may_not_apply: {when: Không có, then: full, basis: inferred, source: Điều 2}
  indicators:
  - {id: "2.1", text: Có kế hoạch, kind: yes_no, key: plan, points: 4}
  - {id: "2.2", text: Được giao, kind: judged, max: 2}
evidence:
  fund: {label: Có quỹ, type: yes_no}
  plan: {label: Có kế hoạch, type: yes_no}
"""
)
LEVELS = (
    HEAD
    + """\
levels: [{id: muc_do_2, title: Mức độ 2}, {id: muc_do_1, title: Mức độ 1}]
ratings:
- {id: muc_do_2, title: Mức độ 2, when: {levels: [muc_do_2]}}
- {id: muc_do_1, title: Mức độ 1, when: {levels: [muc_do_1]}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "1"
  title: {text: Một}
  may_not_apply: {when: Không có, then: left_out}
  indicators:
  - id: "1.1"
    text: Số lớp
    kind: threshold
    count: classes
    levels: [{level: muc_do_2, at_least: 4}, {level: muc_do_1, at_least: 2}]
  - id: "1.2"
    text: Số nhóm
    kind: threshold
    count: groups
    levels: [{level: muc_do_2, at_least: 4}, {level: muc_do_1, at_least: 2}]
evidence:
  classes: {label: Số lớp, type: count}
  groups: {label: Số nhóm, type: count}
"""
)


def span(low, high):
    return Interval(Decimal(low), Decimal(high))


def scored(text, evidence=None, **more):
    return assessed(ruleset_text(text), evidence, **more)


# --- missing as zero -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("classes", "levels", "status"),
    [
        ({"at_least": "3"}, {"muc_do_2": False, "muc_do_1": True}, Status.PARTLY_MET),
        ({"at_most": "3"}, {"muc_do_2": False, "muc_do_1": False}, Status.NOT_MET),
        (None, {"muc_do_2": False, "muc_do_1": False}, Status.NOT_MET),
    ],
)
def test_levels_surely_met_stay_met(classes, levels, status):
    """What is not shown misses its levels; what is surely reached does not."""
    found = scored(LEVELS, classes and {"classes": classes}, missing="zero").findings["1.1"]
    assert (found.levels, found.status, found.points) == (levels, status, None)
    assert found.remarks == (Remark.MISSING_AS_ZERO,)


def test_what_is_known_is_not_settled():
    """Taking what is missing for zero leaves every other finding as it is."""
    found = scored(LEVELS, {"classes": "3"}, missing="zero").findings["1.1"]
    assert (found.levels, found.remarks) == ({"muc_do_2": False, "muc_do_1": True}, ())


def test_an_item_settled_says_so_beside_its_other_remarks():
    """The judgement that is needed is still said to be."""
    found = scored(POINTS, {}, missing="zero").findings["1.1"]
    assert (found.points, found.status) == (NOTHING, Status.NOT_MET)
    assert found.remarks == (Remark.JUDGEMENT_NEEDED, Remark.MISSING_AS_ZERO)


def test_the_claimed_score_is_settled_too():
    """What was claimed is scored as what was found: missing counts for nothing in both."""
    inspected = {"fund": {"value": "có", "reason": "x"}}
    both = scored(POINTS, {"plan": "có"}, inspected=inspected, missing="zero")
    assert (both.claimed.points, both.score.points) == (span(4, 4), span(10, 10))
    left_open = scored(POINTS, {"plan": "có"}, inspected=inspected)
    assert (left_open.claimed.points, left_open.score.points) == (span(4, 16), span(10, 16))


def test_how_it_was_scored_is_kept():
    """The assessment says whether missing counted as zero and undocumented as nothing."""
    assert scored(POINTS).options == Options("open", strict=False)
    assert scored(POINTS, missing="zero", strict=True).options == Options("zero", strict=True)


# --- left out --------------------------------------------------------------------------


def test_an_item_left_out_has_its_points_and_the_basis_of_the_rule():
    """By a rule for the item alone, the others of its criterion are scored."""
    assessment = scored(POINTS, {"fund": "không"}, applies={"1.1": "false"})
    found = assessment.findings["1.1"]
    assert (found.points, found.max, found.status) == (span(4, 4), 4, Status.NOT_APPLICABLE)
    assert (found.basis, found.remarks) == (Basis.INFERRED, (Remark.LEFT_OUT,))
    [first, second] = assessment.score.criteria
    assert (first.applies, first.points, second.points) == (True, span(4, 4), span(0, 6))


def test_a_criterion_left_out_has_all_its_items_left_out():
    """By the criterion's rule, and evidence for its items counts for nothing."""
    assessment = scored(POINTS, {"plan": "không"}, applies={"2": "false"})
    [_, second] = assessment.score.criteria
    assert (second.criterion.id, second.applies, second.points) == ("2", False, span(6, 6))
    assert [(f.item.id, f.points, f.max, f.basis) for f in second.findings] == [
        ("2.1", span(4, 4), 4, Basis.INFERRED),
        ("2.2", span(2, 2), 2, Basis.INFERRED),
    ]
    assert "plan" not in assessment.missing


def test_in_levels_what_is_left_out_meets_and_misses_nothing():
    """Without points a criterion left out has none either."""
    [only] = scored(LEVELS, {}, applies={"1": "false"}).score.criteria
    assert (only.applies, only.points) == (False, None)
    assert all(not found.levels for found in only.findings)


# --- points that nobody knows ----------------------------------------------------------

UNKNOWN = bent(POINTS, ("key: fund, points: 6}", "key: fund, points: null}"), ("max: 10", "max: 12"),
               ("max: 16", "max: 18"))  # fmt: skip


@pytest.mark.parametrize(
    ("fund", "first"),
    [("có", span(0, 12)), (None, span(0, 12)), ("không", span(0, 4))],
)
def test_unknown_points_open_their_criterion_where_they_may_count(fund, first):
    """Up to the criterion's maximum while the item can still earn them, no further than its others else."""
    assessment = scored(UNKNOWN, {"fund": fund} if fund else {})
    [criterion, second] = assessment.score.criteria
    assert (criterion.points, second.points) == (first, span(0, 6))
    assert assessment.score.points == span(0, first.high + 6)


def test_unknown_points_leave_what_is_surely_earned():
    """The low end stays."""
    evidence = {"fund": "có", "1.1": {"value": "3", "reason": "x"}}
    [criterion, _] = scored(UNKNOWN, evidence).score.criteria
    assert criterion.points == span(3, 12)


def test_a_ruleset_of_levels_has_no_points():
    """Neither a criterion nor the whole has a number."""
    score = scored(LEVELS, {"classes": "3"}).score
    assert (score.points, [c.points for c in score.criteria]) == (None, [None])


# --- what is missing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evidence", "missing"),
    [
        ({}, ("classes", "groups")),
        ({"classes": "3"}, ("groups",)),
        ({"classes": "1"}, ()),
        ({"classes": "3", "groups": {"at_least": "3"}}, ()),
        ({"classes": "3", "groups": {"at_most": "3"}}, ("groups",)),
        ({"classes": "4", "groups": {"at_least": "3"}}, ("groups",)),
        ({"classes": {"at_least": "3"}, "groups": {"at_most": "3"}}, ("groups",)),
    ],
)
def test_only_a_level_that_some_rating_still_asks_is_asked_for(evidence, missing):
    """A count that could only move a level already lost, or surely reached, is not missing."""
    assert scored(LEVELS, evidence).missing == missing


GATED = bent(
    POINTS,
    ("evidence:\n", "gates: [{id: cong, text: Có sổ, kind: yes_no, key: book}]\n"
                    "exclusions: [{id: loai, text: Vi phạm, key: crime}]\n"
                    "evidence:\n  book: {label: Có sổ, type: yes_no}\n"
                    "  crime: {label: Có vi phạm, type: yes_no}\n"),
)  # fmt: skip
ALL = {"1.1": "4", "fund": "có", "plan": "có", "2.2": "2"}
LITTLE = {"1.1": {"value": "0", "reason": "x"}, "fund": "không", "plan": "không", "2.2": ALL["2.2"]}


@pytest.mark.parametrize(
    ("evidence", "how", "missing"),
    [
        (ALL, "open", ("book", "crime")),
        (ALL, "zero", ("book", "crime")),
        ({**ALL, "book": "có"}, "open", ("crime",)),
        ({**ALL, "book": "không"}, "open", ()),
        ({**ALL, "book": "không"}, "zero", ("crime",)),
        ({**ALL, "crime": "có"}, "open", ()),
        ({**ALL, "crime": "có"}, "zero", ("book",)),
        ({**ALL, "book": "có", "crime": "không"}, "open", ()),
        ({**ALL, "book": "có", "crime": "không"}, "zero", ()),
        (LITTLE, "open", ()),
        (LITTLE, "zero", ("book", "crime")),
    ],
)
def test_gates_and_exclusions_are_asked_for_while_they_can_decide(evidence, how, missing):
    """Once recognition is sure nobody asks; what was settled for want of evidence is still named."""
    assert scored(GATED, evidence, missing=how).missing == missing


def test_an_exclusion_without_an_answer_is_settled_by_the_final_score_only():
    """Open it stays unknown; as zero it does not apply, and an answer stands either way."""

    def applies(evidence, how):
        [(_, truth)] = scored(GATED, evidence, missing=how).score.exclusions
        return truth

    assert [applies({}, how) for how in ("open", "zero")] == [None, False]
    assert [applies({"crime": "có"}, how) for how in ("open", "zero")] == [True, True]
    assert [applies({"crime": "không"}, how) for how in ("open", "zero")] == [False, False]
