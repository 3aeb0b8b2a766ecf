"""Coverage: what counts as shown, and that nothing counts which is not."""

from __future__ import annotations

import pytest

from assessment.model.trial import Goal
from assessment.rulebook.cases.coverage import coverage
from assessment.rulebook.cases.read import read_tables
from tests import samples
from tests.conformance.base import shipped
from tests.unit.rulebook.cases.build import HEAD, MINI, STRONG, WEAK, cases, table


def missing(ruleset, found):
    return set(coverage(ruleset, found).missing)


def of(tmp_path, ruleset, evidence, **more):
    """The goals that one case of a ruleset leaves open."""
    extra = "".join(f"  {name}: {value}\n" for name, value in more.items())
    text = f"about: x\nruleset: {ruleset.id}\ncases:\n{WEAK}".replace("{base: all}", evidence)
    text = text.replace("{total: 4, rating: dat}", "{status: final}") + extra
    return missing(ruleset, read_tables([table(tmp_path, text)], lambda *_: ruleset))


def test_nothing_is_shown_by_no_case():
    """Without cases every goal is missing."""
    found = coverage(MINI, [])
    assert found.missing == found.goals


def test_each_level_of_points_is_to_be_reached(tmp_path):
    """A full dossier reaches the best levels only, and gives one rating."""
    assert missing(MINI, cases(tmp_path, HEAD + WEAK)) == {
        Goal("level", "1.1", 1),
        Goal("level", "1.2", 0, met=False),
        Goal("rating", "chua_dat"),
    }


def test_a_full_table_shows_everything(tmp_path):
    """Below and at each limit, with and without, every rating: nothing is left."""
    assert missing(MINI, cases(tmp_path, HEAD + STRONG)) == set()


def test_what_is_missing_reaches_no_level(tmp_path):
    """An open finding shows nothing: it is an interval, not a level."""
    open_ = of(tmp_path, MINI, "{adults: 1000}")
    assert Goal("level", "1.1", 0) in open_
    assert Goal("level", "1.1", 1) in open_


def test_a_dossier_that_is_refused_shows_nothing(tmp_path):
    """An expected error is a case, but it exercises no level."""
    assert of(tmp_path, MINI, "{base: all, x: 1}") == set(coverage(MINI, []).goals)


def test_levels_of_recognition_are_met_and_missed(tmp_path):
    """Each level of an item is a question of its own: yes once, no once."""
    ruleset = samples.ruleset_text(samples.LEVELS)
    met = of(tmp_path, ruleset, "{plan: có, budget: có, donations: có}")
    missed = of(tmp_path, ruleset, "{plan: không, budget: không, donations: không}")
    assert {goal for goal in met if goal.kind == "level"} == {
        goal for goal in coverage(ruleset, []).goals if goal.kind == "level" and not goal.met
    }
    assert not met & missed - {Goal("rating", "muc_do_1")}


def test_a_gate_is_to_be_met_and_to_fail(tmp_path):
    """So is an exclusion: each counts on both sides."""
    clan, household = shipped("clan-qd448-2015"), shipped("household-qd448-2015")
    assert Goal("gate", "fund", met=False) in of(tmp_path, clan, "{base: all}")
    assert Goal("gate", "fund") in of(tmp_path, clan, "{base: all, has_fund: không}")
    with_violation = of(tmp_path, household, "{base: all, law_violation: có}")
    assert Goal("exclusion", "law_violation") not in with_violation
    assert Goal("exclusion", "law_violation", met=False) in with_violation


@pytest.mark.parametrize(("area", "kind"), [("standard", "level"), ("disadvantaged", "area")])
def test_a_variant_counts_where_it_applies(tmp_path, area, kind):
    """In a disadvantaged area the variant is exercised, elsewhere the level itself."""
    ruleset = shipped("tt44-2014")
    subject = f"{{area: {area}}}"
    open_ = of(tmp_path, ruleset, "{base: all, households_recognised: 600}", subject=subject)
    reached = {("standard", 1), ("disadvantaged", 0)}
    for index in (0, 1):
        for name in ("level", "area"):
            shown = name == kind and (area, index) in reached
            assert (Goal(name, "9.1", index) in open_) is not shown


def test_a_judged_item_is_full_once_and_less_once(tmp_path):
    """Where a share gives all the points, it is the share that counts, not the judgement."""
    citizen, unit = shipped("citizen-qd324-2023"), shipped("unit-tt22-2020")
    assert Goal("level", "1.1", met=False) in of(tmp_path, citizen, "{base: all}")
    assert Goal("level", "1.1", met=False) not in of(tmp_path, citizen, '{"1.1": 9}')
    judged = of(tmp_path, unit, '{"2.1": 10}')
    counted = of(tmp_path, unit, "{members: 10, members_with_plan: 10}")
    short = of(tmp_path, unit, "{members: 10, members_with_plan: 9}")
    assert Goal("level", "2.1", 0) in judged
    assert Goal("level", "2.1", 0) not in counted
    assert Goal("level", "2.1", 0, met=False) not in short


def test_each_part_of_a_checklist_is_there_and_not(tmp_path):
    """The position of the part tells one from another."""
    open_ = of(
        tmp_path, shipped("tt44-2014"), "{women_in_committee: có, girls_equal_access: không}"
    )
    assert Goal("level", "12.1", 0) not in open_
    assert Goal("level", "12.1", 0, met=False) in open_
    assert Goal("level", "12.1", 1, met=False) not in open_
    assert {Goal("level", "12.1", 2), Goal("level", "12.1", 2, met=False)} <= open_
