"""The one way in: a whole dossier, scored."""

from decimal import Decimal

import pytest

from assessment.engine.admit import admit
from assessment.engine.assess import assess, finding
from assessment.model.outcome import Standing, Status
from assessment.model.quantity import Interval
from tests.conformance.base import full_marks, shipped
from tests.unit.engine.build import SMALL, assessed, dossier, refused, small

TT44 = "tt44-2014"


def full(ruleset, **changes):
    evidence = {**full_marks(shipped(ruleset)), **changes}
    return {key: value for key, value in evidence.items() if value is not None}


def span(low, high):
    return Interval(Decimal(low), Decimal(high))


def noted(assessment):
    return [notice.code for notice in assessment.notes]


def test_missing_evidence_is_open_unless_asked_to_be_zero():
    """Open leaves an interval and asks; zero gives the least, says so, and still lists the keys."""
    evidence = {"1.1": {"value": "3", "reason": "x"}}
    opened = assessed(small(), evidence)
    assert (opened.score.points, opened.missing, noted(opened)) == (span(3, 9), ("fund",), [])
    settled = assessed(small(), evidence, missing="zero")
    assert (settled.score.points, settled.missing) == (span(3, 3), ("fund",))
    assert noted(settled) == ["note.missing_as_zero"]
    assert settled.notes[0].params["ids"] == "1.2"
    assert settled.findings["1.2"].status is Status.NOT_MET
    assert settled.findings["1.1"].status is Status.PARTLY_MET


@pytest.mark.parametrize("options", [{}, {"missing": "open"}, {"missing": "zero"}])
def test_an_item_by_itself_comes_to_what_it_does_in_the_whole(options):
    """The finding of one item is that of the assessment, under the same rule for missing evidence."""
    ruleset = small()
    shown = dossier(ruleset, {"1.1": {"value": "3", "reason": "x"}})
    evidence = admit(ruleset, shown, strict=False).counted
    alone = {id_: finding(item, evidence, **options) for id_, item in ruleset.indicators.items()}
    assert alone == assess(ruleset, shown, **options).findings


def test_zero_keeps_what_is_surely_earned():
    """A bound that surely reaches a level keeps its points when the rest is taken for zero."""
    assessment = assessed(TT44, {"8.1": {"at_least": "55%"}}, missing="zero")
    assert assessment.findings["8.1"].points == span(4, 4)
    assert assessment.findings["8.1"].status is Status.PARTLY_MET


def test_zero_changes_nothing_in_a_complete_dossier():
    """With all evidence in, the rule for missing evidence is not needed."""
    evidence = full(TT44, workers_learning="650")
    assert assessed(TT44, evidence, missing="zero").score == assessed(TT44, evidence).score


def test_zero_does_not_exclude():
    """Nothing shown about a violation is no violation when missing counts as zero."""
    evidence = full("household-qd448-2015", law_violation=None)
    assert assessed("household-qd448-2015", evidence).rating is None
    settled = assessed("household-qd448-2015", evidence, missing="zero")
    assert settled.rating is not None
    assert settled.rating.id == "dat"


def test_zero_fails_an_open_gate():
    """A gate without evidence is not met when missing counts as zero."""
    settled = assessed("clan-qd448-2015", full("clan-qd448-2015", has_fund=None), missing="zero")
    assert settled.rating is not None
    assert settled.rating.id == "chua_dat"


def test_zero_misses_open_levels():
    """In a ruleset of levels an indicator without evidence misses its levels."""
    settled = assessed(
        "commune-tt25-2023", full("commune-tt25-2023", library_digital=None), missing="zero"
    )
    assert settled.findings["3.2"].levels == {"muc_do_2": False, "muc_do_1": False}
    assert settled.rating is not None
    assert settled.rating.id == "chua_dat"


def test_claimed_and_inspected_stand_side_by_side():
    """The inspected value counts, the claim stays beside it."""
    assessment = assessed(
        small(),
        {"1.1": "4", "fund": "có"},
        inspected={
            "1.1": {"value": "1", "reason": "x"},
            "fund": {"rejected": "true", "reason": "x"},
        },
    )
    assert assessment.score.points == span(1, 1)
    assert assessment.claimed.points == span(10, 10)
    assert (assessment.rating.id, assessment.claimed.determination.rating.id) == ("chua_dat", "dat")
    assert assessment.findings["1.2"].remarks == ("rejected",)
    assert assessment.missing == ()


def test_without_an_inspection_both_scores_are_one():
    """Nothing inspected, nothing to compare."""
    assessment = assessed(small(), {"1.1": "4", "fund": "có"})
    assert assessment.claimed is assessment.score


def test_the_inspection_may_add_what_was_not_claimed():
    """What the team found counts though the commune claimed nothing."""
    assessment = assessed(
        small(), {"1.1": "4"}, inspected={"fund": {"value": "có", "reason": "xem sổ"}}
    )
    assert (assessment.score.points, assessment.claimed.points) == (span(10, 10), span(4, 10))


@pytest.mark.parametrize(("then", "points"), [("full", span(6, 6)), ("left_out", span(2, 2))])
def test_a_criterion_may_not_apply(then, points):
    """A criterion declared not to apply counts in full or not at all, and asks for nothing."""
    first = {
        **SMALL["criteria"][0],
        "max": "4",
        "indicators": [SMALL["criteria"][0]["indicators"][0]],
    }
    first["may_not_apply"] = {"when": "không có", "then": then}
    second = {
        "id": "2", "title": {"text": "Hai"}, "max": "6",
        "indicators": [{"id": "2.1", "text": "Được giao", "kind": "judged", "max": "6"}],
    }  # fmt: skip
    ruleset = small(criteria=[first, second], evidence={})
    assessment = assessed(ruleset, {"2.1": {"value": "2", "reason": "x"}}, applies={"1": "không"})
    assert (assessment.score.points, assessment.missing) == (points, ())
    assert assessment.findings["1.1"].status is Status.NOT_APPLICABLE
    assert not assessment.score.criteria[0].applies


def test_a_criterion_that_is_left_out_is_not_at_zero():
    """ "No criterion at 0" does not ask a criterion that does not apply."""
    ratings = [{"id": "dat", "title": "Đạt", "when": {"no_criterion_at": "0"}}, SMALL["ratings"][1]]
    first = {**SMALL["criteria"][0], "may_not_apply": {"when": "không có", "then": "left_out"}}
    assessment = assessed(small(criteria=[first], ratings=ratings), {}, applies={"1": "false"})
    assert assessment.rating is not None
    assert assessment.rating.id == "dat"


def test_saying_that_it_applies_changes_nothing():
    """`applies: có` is what a dossier says anyway."""
    evidence = full("household-qd448-2015")
    plainly = assessed("household-qd448-2015", evidence)
    assert assessed("household-qd448-2015", evidence, applies={"A1": "có"}).score == plainly.score


# --- status ----------------------------------------------------------------------------------


def test_a_complete_dossier_without_placeholders_is_final():
    """Every figure known from the text makes the result final."""
    assessment = assessed(small(), {"1.1": "4", "fund": "có"})
    assert (assessment.status, assessment.placeholder_points) == (Standing.FINAL, 0)


def test_an_open_rating_is_undetermined():
    """While two ratings are possible nothing is final."""
    assert assessed(small(), {"1.1": {"value": "2", "reason": "x"}}).status is Standing.UNDETERMINED


def test_open_points_with_one_rating_are_determined():
    """The rating may be settled while the points are not."""
    assert assessed(small(), {"fund": "có"}).status is Standing.FINAL


def placeholder(**on):
    indicators = [
        {**entry, **on.get(entry["id"].replace(".", "_"), {})}
        for entry in SMALL["criteria"][0]["indicators"]
    ]
    return [{**SMALL["criteria"][0], "indicators": indicators}]


@pytest.mark.parametrize(
    ("evidence", "status", "points"),
    [
        ({"1.1": {"value": "4"}, "fund": "có"}, Standing.PROVISIONAL, 6),
        ({"1.1": {"value": "4"}, "fund": "không"}, Standing.PROVISIONAL, 0),
    ],
)
def test_a_placeholder_that_was_used_makes_the_result_provisional(evidence, status, points):
    """Points that rest on a placeholder are counted; a placeholder that gave none still counts as used."""
    ruleset = small(criteria=placeholder(**{"1_2": {"basis": "placeholder"}}))
    assessment = assessed(ruleset, evidence)
    assert (assessment.status, assessment.placeholder_points) == (status, points)


def test_a_placeholder_that_was_not_used_is_not_held_against_the_result():
    """With no evidence for it, and missing taken for zero, the placeholder decided nothing."""
    ruleset = small(criteria=placeholder(**{"1_2": {"basis": "placeholder"}}))
    assert assessed(ruleset, {"1.1": "4"}, missing="zero").status is Standing.FINAL


def test_a_placeholder_rating_makes_the_result_provisional():
    """A band that is a working value taints what it decides."""
    ratings = [{**SMALL["ratings"][0], "basis": "placeholder"}, SMALL["ratings"][1]]
    assert (
        assessed(small(ratings=ratings), {"1.1": "4", "fund": "có"}).status is Standing.PROVISIONAL
    )


def test_a_figure_that_nobody_knows_withholds_the_result():
    """A needed null is an error finding, a note, and no determination."""
    levels = [{"points": None}]
    ruleset = small(criteria=placeholder(**{"1_2": {"points": "6"}, "1_1": {"max": "4"}}))
    assert assessed(ruleset, {"1.1": "4", "fund": "có"}).status is Standing.FINAL
    choice = {
        "id": "1.2", "text": "Mức", "kind": "choice", "key": "standard",
        "levels": [{"option": "cao", "points": "6"}, {"option": "vua", **levels[0]}, {"option": "khong", "points": "0"}],
    }  # fmt: skip
    criterion = {
        **SMALL["criteria"][0],
        "indicators": [SMALL["criteria"][0]["indicators"][0], choice],
    }
    evidence = {
        "standard": {
            "label": "Mức",
            "type": "choice",
            "options": [{"id": x, "label": x.title()} for x in ("cao", "vua", "khong")],
        }
    }
    unknown = small(criteria=[criterion], evidence=evidence)
    assessment = assessed(unknown, {"1.1": "4", "standard": "vua"})
    assert assessment.status is Standing.UNDETERMINED
    assert assessment.findings["1.2"].status is Status.ERROR
    assert "note.unknown_figure" in noted(assessment)
    assert assessed(unknown, {"1.1": "4", "standard": "cao"}).status is Standing.FINAL


# --- what is missing, in levels -----------------------------------------------------------------


def test_in_levels_only_what_could_change_the_rating_is_missing():
    """With level 2 lost, what only level 2 would ask is not asked for."""
    evidence = full("commune-tt25-2023", primary_universal="muc_do_2", learning_citizens=None)
    evidence["5.1"] = {"at_least": "60%"}
    assessment = assessed("commune-tt25-2023", evidence)
    assert (assessment.rating.id, assessment.missing) == ("muc_do_1", ())


def test_giving_what_is_missing_settles_it():
    """Each key that an empty dossier misses is really asked for: giving them all closes every point."""
    assessment = assessed(TT44, {})
    evidence = full(TT44)
    given = {key: evidence[key] for key in assessment.missing}
    assert assessed(TT44, given).missing == ()


def test_what_a_judged_item_misses_includes_its_counts():
    """TT 22: either the points or a full count settle an item, so both are missing."""
    missing = assessed("unit-tt22-2020", {}, subject={"level": "district"}).missing
    assert {"2.1", "members", "members_with_plan"} <= set(missing)


def test_a_refused_count_earns_nothing():
    """A judged item whose count was refused has no points, until the inspection gives some."""
    assessment = assessed(
        "unit-tt22-2020",
        {"members": "10", "members_with_plan": "10"},
        subject={"level": "district"},
        inspected={"members_with_plan": {"rejected": "true", "reason": "x"}},
    )
    found = assessment.findings["2.1"]
    assert found.status is Status.NOT_MET
    assert "members_with_plan" in found.used


# --- the rest -----------------------------------------------------------------------------------


def test_every_error_is_told_at_once():
    """Wrong values and a dossier that does not fit are reported together, by line and code."""
    error = refused(
        TT44,
        {"annual_plan": "maybe", "workers": "1", "workers_learning": "2"},
        applies={"1": "không"},
    )
    assert sorted(notice.code for notice in error.notices) == [
        "dossier.may_not_be_left_out", "dossier.part_above_whole", "dossier.wrong_type",
    ]  # fmt: skip


def test_illustrative_values_are_noted():
    """Values that are only for show are counted and named."""
    evidence = {"1.1": {"value": "4", "illustrative": "true"}, "fund": "có"}
    [notice] = assessed(small(), evidence).notes
    assert (notice.code, notice.params["count"], notice.params["keys"]) == (
        "note.illustrative",
        1,
        "1.1",
    )


def test_the_parts_add_up():
    """Indicators sum to their criterion and criteria to the total."""
    score = assessed(TT44, full(TT44, workers_learning="450", insured=None)).score
    assert score.points == Interval.sum(c.points for c in score.criteria)
    for criterion in score.criteria:
        assert criterion.points == Interval.sum(f.points for f in criterion.findings)


def test_the_order_of_the_evidence_does_not_matter():
    """The same evidence in another order gives the same result."""
    evidence = full(TT44, workers_learning="450")
    backwards = dict(reversed(evidence.items()))
    assert assessed(TT44, evidence).score == assessed(TT44, backwards).score
