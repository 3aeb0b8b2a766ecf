"""Plans on real rulesets: the cheapest, the next best, limits, and why there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content
from assessment.model.plan import Cost, Costs, Obstacle, ObstacleKind, Target
from assessment.whatif.changes import changed
from assessment.whatif.choices import CostsTooFineError
from assessment.whatif.effects import TooManyCombinationsError
from assessment.whatif.plan import Limits, Planner
from tests.samples import ruleset_text
from tests.unit.whatif.lowered import LOWERED, example, rating, ruleset

TT44 = "tt44-2014"


def planner(costs=None, **limits):
    return Planner(ruleset(TT44), example("xa-tien-tan-2019", **LOWERED), costs, Limits(**limits))


def good():
    return Target(rating(ruleset(TT44), "tot"))


def moves(plan):
    return {task.change.key: task.change.after for task in plan.tasks}


def test_a_commune_at_82_points_needs_three_more():
    """Six ways to Tốt, the cheapest first, each proved and each scored by the engine."""
    plans = list(planner().cheapest(good(), best=6))
    assert len(plans) == 6
    assert [plan.cost for plan in plans] == sorted(plan.cost for plan in plans)
    assert all(plan.optimal for plan in plans)
    assert all(plan.result.rating.id == "tot" for plan in plans)
    assert all(plan.result.score.points.low >= 85 for plan in plans)
    assert len({frozenset(moves(plan).items()) for plan in plans}) == 6


def test_the_changes_of_a_plan_are_what_reaches_its_total():
    """Made in the dossier by hand, they come to the same points and rating."""
    [plan] = planner().cheapest(good())
    dossier = example("xa-tien-tan-2019", **LOWERED)
    again = assess(
        ruleset(TT44), changed(dossier, [task.change for task in plan.tasks]), missing="zero"
    )
    assert again.score.points == plan.result.score.points
    assert again.rating == plan.result.rating


def test_costs_decide_which_plan_is_the_cheapest():
    """Dear steps elsewhere, and cheap households: the plan moves households alone."""
    costs = Costs(
        default=Decimal(100),
        costs={"households_recognised": Cost(each=Decimal("0.01"), who="Hội Khuyến học")},
    )
    [plan] = planner(costs).cheapest(good())
    [task] = plan.tasks
    assert moves(plan) == {"households_recognised": 998}
    assert (task.cost, task.who, task.items) == (Decimal("2.98"), "Hội Khuyến học", ("9.1",))
    assert (plan.cost, plan.bound) == (Decimal("2.98"), Decimal("2.98"))


def test_what_is_locked_does_not_move():
    """A lock takes a key out of every plan; `only` all the others."""
    [free] = planner().cheapest(good())
    locked = frozenset(moves(free))
    assert all(
        locked.isdisjoint(moves(plan)) for plan in planner(locked=locked).cheapest(good(), 3)
    )
    only = frozenset({"households_recognised", "insured", "funding"})
    [plan] = planner(only=only).cheapest(good())
    assert moves(plan).keys() <= only


@pytest.mark.parametrize(("budget", "found"), [("0.99", False), ("1", True), ("5", True)])
def test_a_budget_is_kept(budget, found):
    """One step up of 8.1 costs 1: below that nothing can be had, at it all is."""
    costs = Costs(default=Decimal(50), costs={"workers_learning": Cost(step=Decimal("0.5"))})
    plans = list(planner(costs, budget=Decimal(budget)).cheapest(good()))
    assert bool(plans) is found
    assert all(plan.cost <= Decimal(budget) for plan in plans)


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_changes_than_allowed(most):
    """One change is enough for Tốt here, where it is the right one."""
    plans = list(planner(max_changes=most).cheapest(good(), 3))
    assert plans
    assert all(len(plan.tasks) <= most for plan in plans)


def test_a_target_that_is_reached_takes_nothing():
    """No change, no cost, one plan."""
    done = Planner(ruleset(TT44), example("xa-tien-tan-2019"))
    [plan] = done.cheapest(good(), best=5)
    assert (plan.tasks, plan.cost, plan.optimal) == ((), 0, True)


def test_the_most_points_for_a_budget():
    """More for more, up to all that can be had; never more than the budget."""
    totals = []
    for budget in (0, 2, 5, 1000):
        plan = planner(budget=Decimal(budget)).most()
        assert plan.cost <= budget
        totals.append(plan.result.score.points.low)
    assert totals == sorted(totals)
    assert (totals[0], totals[-1]) == (82, 100)


def test_an_exclusion_that_holds_is_named():
    """A household with an offence is recognised by no plan; the offence is what stands there."""
    household = ruleset("household-qd448-2015")
    found = Planner(household, example("ho-gia-dinh-2018", law_violation=True))
    target = Target(rating(household, "dat"))
    assert list(found.cheapest(target)) == []
    none = found.no_plan(target)
    assert none.obstacles == (Obstacle(ObstacleKind.EXCLUSION, "law_violation"),)
    assert none.best.result.rating.id == "chua_dat"
    assert none.best.result.score.points.low == 100


def test_a_lock_is_named_before_the_gate_that_it_keeps_from_being_met():
    """A clan whose families' number is locked below half: the lock can give way, the law cannot."""
    clan = ruleset("clan-qd448-2015")
    dossier = example("dong-ho-2018", households_recognised=1)
    found = Planner(clan, dossier, limits=Limits(locked=frozenset({"households_recognised"})))
    target = Target(clan.ratings[0])
    assert list(found.cheapest(target)) == []
    [obstacle] = found.no_plan(target).obstacles
    assert obstacle == Obstacle(ObstacleKind.LOCK, "households_recognised")


def test_a_gate_that_cannot_be_met_is_named():
    """A clan that does not say how many families it has misses the gate on them."""
    clan = ruleset("clan-qd448-2015")
    evidence = dict(example("dong-ho-2018").content["evidence"])
    del evidence["households"]
    content = {**example("dong-ho-2018").content, "evidence": evidence}
    found = Planner(clan, dossier_from_content(content, ""))
    target = Target(clan.ratings[0])
    assert list(found.cheapest(target)) == []
    assert Obstacle(ObstacleKind.GATE, "families") in found.no_plan(target).obstacles


def test_a_total_beyond_the_scale_is_named_as_such():
    """More points than there are: nothing else would have to give way."""
    none = planner().no_plan(Target(points=Decimal(101)))
    assert none.obstacles == (Obstacle(ObstacleKind.TOTAL, ""),)
    assert none.best.result.score.points.low == 100


def test_a_budget_that_is_too_small_is_named():
    """Without the budget there would be a plan."""
    none = planner(budget=Decimal(0)).no_plan(good())
    assert none.obstacles == (Obstacle(ObstacleKind.BUDGET, ""),)


def test_levels_are_planned_for_as_points_are():
    """From level 1 to level 2 of a learning commune: what each indicator still lacks."""
    commune = ruleset("commune-tt25-2023")
    target = Target(rating(commune, "muc_do_2"))
    [plan] = Planner(commune, example("xa-mau-tt25-2024")).cheapest(target)
    assert plan.result.rating.id == "muc_do_2"
    assert plan.optimal
    before = Planner(commune, example("xa-mau-tt25-2024")).now
    missed = {
        id_ for id_, found in before.findings.items() if found.levels.get("muc_do_2") is False
    }
    assert {id_ for task in plan.tasks for id_ in task.items} == missed


def test_costs_that_cannot_be_told_apart_are_refused():
    """A ten-thousandth beside a million a household: no proof in floating-point numbers."""
    costs = Costs(
        default=Decimal(1_000_000),
        costs={"households_recognised": Cost(each=Decimal("0.0001"))},
    )
    with pytest.raises(CostsTooFineError):
        planner(costs)


def test_what_hangs_together_too_much_is_refused():
    """An item of twenty answers that must all be yes has too many combinations."""
    keys = [f"k{n}" for n in range(20)]
    text = f"""\
id: small
subject: commune
title: Bộ tiêu chí nhỏ
document: {{number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {{from: 2020-01-01}}}}
basis: verbatim
source: Điều 1
scale: {{max: 1, step: 1}}
ratings:
- {{id: dat, title: Đạt, when: {{total: {{at_least: 1}}}}}}
- {{id: chua_dat, title: Chưa đạt, otherwise: true}}
criteria:
- id: "1"
  title: {{text: Tất cả}}
  max: 1
  indicators: [{{id: "1.1", text: Tất cả, kind: all_of, points: 1, keys: [{", ".join(keys)}]}}]
evidence: {{{", ".join(f"{key}: {{label: {key}, type: yes_no}}" for key in keys)}}}
"""
    dossier = example("xa-tien-tan-2019").model_copy(update={"ruleset": None, "evidence": {}})
    with pytest.raises(TooManyCombinationsError):
        Planner(ruleset_text(text), dossier)
