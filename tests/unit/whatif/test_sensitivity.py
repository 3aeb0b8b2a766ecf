"""Each indicator a level up and a level down: the nearest change, and where it leads."""

from __future__ import annotations

from assessment.engine.assess import assess
from assessment.model.plan import Change
from assessment.whatif.sensitivity import sensitivity
from tests.samples import LEVELS, dossier_text, ruleset_text
from tests.unit.whatif.lowered import LOWERED, example, ruleset


def found(id_, name, **made):
    now = assess(ruleset(id_), example(name, **made))
    return {one.finding.item.id: one for one in sensitivity(now)}


def test_a_share_goes_to_the_nearest_limits():
    """Up to 70 % of the households, down to just below 60 %."""
    one = found("tt44-2014", "xa-tien-tan-2019")["9.1"]
    assert one.up.changes == (Change("households_recognised", 1118, 1164),)
    assert one.down.changes == (Change("households_recognised", 1118, 997),)
    assert one.up.result.score.points.low == 94.5
    assert one.down.result.score.points.low == 92.5


def test_an_option_and_an_answer_go_step_by_step():
    """From level 1 to level 2, and to none; from yes to no."""
    items = found("tt44-2014", "xa-tien-tan-2019")
    assert items["4.1"].up.changes[0].after == "muc_do_2"
    assert items["4.1"].down.changes[0].after == "chua_dat"
    assert items["1.2"].up is None
    assert items["1.2"].down.changes == (Change("annual_plan", True, False),)


def test_judged_points_go_one_step():
    """One point up, one point down; at the maximum only down."""
    items = found("household-qd448-2015", "ho-gia-dinh-2018")
    assert [x.after for x in items["A1.2"].up.changes] == [9]
    assert [x.after for x in items["A1.2"].down.changes] == [7]
    assert items["A1.1"].up is None


def test_the_rating_that_a_change_leads_to_is_told():
    """With one point missing, what brings a point or more brings the rating."""
    made = {**LOWERED, "funding": "du"}
    items = found("tt44-2014", "xa-tien-tan-2019", **made)
    results = {id_: one.up.result for id_, one in items.items() if one.up}
    better = {id_ for id_, result in results.items() if result.rating.id == "tot"}
    assert better == {id_ for id_, result in results.items() if result.score.points.low >= 85}
    assert {"9.1", "4.1"} <= better < set(results)


def test_parts_that_must_all_be_met_move_together():
    """Where two answers lack, no single one is enough."""
    levels = ruleset_text(LEVELS)
    now = assess(
        levels,
        dossier_text(
            "subject: {kind: commune, name: A}\n"
            "evidence: {plan: có, budget: không, donations: không}\n"
        ),
    )
    one = next(x for x in sensitivity(now) if x.finding.item.id == "1.2")
    assert one.up.changes == (Change("budget", False, True), Change("donations", False, True))
    assert one.up.result.rating.id == "muc_do_2"
    assert one.down is None
