"""Which of several pieces of evidence counts, and what a share known twice comes to."""

from __future__ import annotations

import pytest

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.files import tree_of
from assessment.intake.read import dossier_of
from assessment.model.outcome import Standing, Status
from assessment.views.sentences import Sentences
from assessment.wording import Words
from tests.samples import POINTS, bent


def scored(catalog, ruleset, evidence, inspected=None, *, missing="open", kind="commune"):
    content = {
        "subject": {"kind": kind, "name": "Nơi A", "area": "standard"},
        "ruleset": ruleset,
        "evidence": evidence,
        "inspected": inspected or {},
    }
    dossier = dossier_of(tree_of(content, None, DossierError))
    return assess(catalog.get(ruleset), dossier, missing=missing)


def span(assessment, item="8.1"):
    points = assessment.findings[item].points
    return int(points.low), int(points.high)


@pytest.mark.parametrize(
    ("evidence", "inspected", "points"),
    [
        ({"8.1": "75%"}, {"workers": "100", "workers_learning": {"at_most": "10"}}, (0, 0)),
        ({"8.1": "75%"}, {"workers_learning": "0"}, (0, 6)),
        ({"workers": "1000", "workers_learning": "800"}, {"8.1": "45%"}, (2, 2)),
        ({"8.1": "45%"}, {"workers": "1000", "workers_learning": "800"}, (6, 6)),
    ],
)
def test_what_the_inspection_found_outranks_the_other_form_of_the_claim(
    catalog, evidence, inspected, points
):
    """Inspected counts leave a claimed percentage out, and an inspected percentage the counts."""
    given = {
        key: {"value": value, "reason": "x"}
        for key, value in inspected.items()
        if isinstance(value, str)
    }
    given |= {
        key: {**value, "reason": "x"} for key, value in inspected.items() if isinstance(value, dict)
    }
    assert span(scored(catalog, "tt44-2014", evidence, given)) == points


@pytest.mark.parametrize(
    ("counts", "stated", "points"),
    [
        ({"workers": "100", "workers_learning": {"at_least": "80"}}, {"at_least": "40%"}, (6, 6)),
        ({"workers": "100", "workers_learning": {"at_most": "30"}}, {"at_most": "90%"}, (0, 0)),
        ({"workers": "100", "workers_learning": {"at_most": "65"}}, {"at_least": "60%"}, (5, 5)),
    ],
)
def test_a_bounded_share_and_bounded_counts_hold_together(catalog, counts, stated, points):
    """What is known in two ways lies in both, so the second way never widens the interval."""
    alone = span(scored(catalog, "tt44-2014", counts))
    both = span(scored(catalog, "tt44-2014", {**counts, "8.1": stated}))
    assert both == points
    assert alone[0] <= both[0] <= both[1] <= alone[1]


def test_an_inspected_denominator_leaves_the_claimed_share(catalog):
    """Correcting the number of households takes no percentage away that rests on it."""
    inspected = {"households": {"value": "1662", "reason": "x"}}
    assessment = scored(catalog, "tt44-2014", {"9.1": "70%", "13.1": "95%"}, inspected)
    assert (span(assessment, "9.1"), span(assessment, "13.1")) == ((4, 4), (1, 1))


def test_an_inspected_share_outlives_its_refused_count(catalog):
    """The team refused the register and found 65% itself: that is what counts."""
    evidence = {"households_recognised": "4000", "households": "4843"}
    inspected = {
        "households_recognised": {"rejected": "true", "reason": "x"},
        "9.1": {"value": "65%", "reason": "x"},
    }
    assert span(scored(catalog, "tt44-2014", evidence, inspected), "9.1") == (3, 3)


def test_a_share_that_its_counts_do_not_allow_is_warned_of(catalog):
    """10 of at least 1,000 is not 70%; of 0 households there is no share at all."""
    counts = {"households": {"at_least": "1000"}, "households_recognised": "10"}
    assessment = scored(catalog, "tt44-2014", {**counts, "9.1": "70%"})
    assert "check.share_disagrees" in [n.code for n in assessment.warnings]
    nobody = scored(catalog, "tt44-2014", {"households": "0", "9.1": "70%"})
    assert span(nobody, "9.1") == (0, 4)


@pytest.mark.parametrize(("given", "points"), [(None, 0), ("5", 5), ("3,5", None)])
def test_a_refused_count_takes_the_claimed_points_with_it(catalog, given, points):
    """TT 22 item 2.4: only the inspection's own points count once its evidence is refused."""
    evidence = {"members": "100", "members_advanced": "100", "2.4": {"value": "4", "reason": "x"}}
    inspected = {"members_advanced": {"rejected": "true", "reason": "x"}}
    if given:
        inspected["2.4"] = {"value": given, "reason": "x"}
    found = scored(catalog, "unit-tt22-2020", evidence, inspected, kind="unit").findings["2.4"]
    assert float(found.points.low) == (3.5 if points is None else points)
    assert found.points.exact


def test_bounds_are_told_as_bounds(catalog):
    """The page says "từ 80 trở lên", never a count that nobody gave."""
    evidence = {"workers": {"at_most": "100"}, "workers_learning": {"at_least": "80"}}
    assessment = scored(catalog, "tt44-2014", evidence)
    reason = Sentences(assessment.ruleset, Words()).reason(assessment.findings["8.1"])
    assert "từ 80 trở lên" in reason
    assert "không quá 100" in reason
    assert " 0 " not in reason


def test_a_way_that_adds_nothing_is_not_offered(catalog):
    """Of 11.1's two ways, the one not counted promises only what it would add."""
    evidence = {"poverty_reduction_points": "0,5", "poor_households": "4", "households": "100"}
    found = scored(catalog, "tt44-2014", evidence).findings["11.1"]
    gains = [part.next.gain for part in found.parts if part.next]
    assert found.points.low == 2
    assert gains == [2]  # down to 2% of households; one point of reduction would add nothing


def test_spare_is_never_rounded_up(catalog):
    """70.004% has no hundredth of a point to spare."""
    assessment = scored(catalog, "tt44-2014", {"8.1": "70.004%"})
    kept = Sentences(assessment.ruleset, Words()).keep(assessment.findings["8.1"])
    assert kept == Words().say("spare.none")


def test_an_exclusion_nobody_answered_is_named(catalog):
    """Under the final score it is taken not to apply, and the result says so."""
    points = {
        f"A{a}.{b}": "10" for a, n in ((1, 3), (2, 3), (3, 2), (4, 2)) for b in range(1, n + 1)
    }
    final = scored(catalog, "household-qd448-2015", points, missing="zero", kind="household")
    assert final.score.determination.recognised is True
    assert final.missing == ("law_violation",)
    (note,) = [n for n in final.notes if n.code == "note.missing_as_zero"]
    assert "law_violation" in note.params["ids"]


def test_a_gate_nobody_answered_is_named(catalog):
    """A gate settled for want of evidence is listed as missing."""
    evidence = {"households": "10", "households_recognised": "9"}
    final = scored(catalog, "clan-qd448-2015", evidence, missing="zero", kind="clan")
    assert final.score.determination.recognised is False
    assert "has_fund" in final.missing


def test_unknown_points_withhold_the_total(load_text):
    """Where the points that count are null, the criterion is open to its maximum."""
    text = bent(POINTS, ("50%, points: 3}", "50%, points: null}"))
    content = {
        "subject": {"kind": "commune", "name": "Xã A"},
        "period": {"from": "2021-01-01", "to": "2021-12-31"},
        "evidence": {"learners": "60", "adults": "100", "plan": "có"},
    }
    assessment = assess(load_text(text), dossier_of(tree_of(content, None, DossierError)))
    assert assessment.findings["1.1"].status is Status.ERROR
    assert assessment.status is Standing.UNDETERMINED
    assert not assessment.score.points.exact


def test_the_lowest_level_missed_comes_first(catalog):
    """In TT 25 item 5.2 the part that blocks level 1 is told, not one that blocks level 2."""
    evidence = {"citizens": "1000", "citizens_trained": "550", "citizens_university": "100"}
    assessment = scored(catalog, "commune-tt25-2023", evidence)
    step = Sentences(assessment.ruleset, Words()).next_step(assessment.findings["5.2"])
    assert step.startswith("còn thiếu 20 người")
    assert "đại học" in step
    assert "50 người" not in step
