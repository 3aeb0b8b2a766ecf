"""Plans on real rulesets: the cheapest, the next best, limits, and why there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.engine.assess import assess
from assessment.errors import DisagreementError
from assessment.intake.read import dossier_from_content
from assessment.model.plan import Cost, Costs, Limits, Obstacle, ObstacleKind, Target
from assessment.whatif import program
from assessment.whatif.changes import changed
from assessment.whatif.choices import CostsTooFineError
from assessment.whatif.effects import TooManyCombinationsError
from assessment.whatif.plan import Planner
from tests.samples import dossier_text, ruleset_text
from tests.unit.whatif.lowered import LOWERED, example, rating, ruleset

TT44 = "tt44-2014"
COMMUNE = "subject: {kind: commune, name: A}\n"
EVIDENCE = "{p: {label: P, type: count}, w: {label: W, type: count}}"


HEAD = """\
id: mini
subject: commune
title: Xã nhỏ
document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
"""


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


@pytest.mark.parametrize(
    ("then", "points", "changes"),
    [("full", 4, {"m": True}), ("full", 5, {"k": True}), ("left_out", 3, {"k": True, "m": True})],
)
def test_what_a_criterion_left_out_would_earn_counts_for_nothing(then, points, changes):
    """A key that it shares with another criterion earns there alone."""
    text = f"""{HEAD}scale: {{max: 6, step: 1}}
criteria:
- id: A
  title: {{text: K}}
  max: 3
  may_not_apply: {{when: không có, then: {then}}}
  indicators:
  - {{id: A1, text: C, kind: yes_no, key: k, points: 3}}
- id: B
  title: {{text: K}}
  max: 3
  indicators:
  - {{id: B1, text: C, kind: yes_no, key: k, points: 2}}
  - {{id: B2, text: C, kind: yes_no, key: m, points: 1}}
ratings:
- {{id: dat, title: Đạt, when: {{total: {{at_least: 3}}}}}}
- {{id: chua_dat, title: Chưa đạt, otherwise: true}}
evidence:
  k: {{label: K, type: yes_no}}
  m: {{label: M, type: yes_no}}
"""
    dossier = dossier_text(f"{COMMUNE}applies: {{A: false}}\nevidence: {{k: không, m: không}}\n")
    costs = Costs(costs={"k": Cost(step=Decimal(10)), "m": Cost(step=Decimal(1))})
    found = Planner(ruleset_text(text), dossier, costs)
    [plan] = found.cheapest(Target(points=Decimal(points)))
    assert moves(plan) == changes
    assert plan.result.score.points.low == points


NUMBER = f"""{HEAD}scale: {{max: 4, step: 0.5}}
criteria:
- id: A
  title: {{text: K}}
  max: 4
  indicators:
  - id: A1
    text: C
    kind: threshold
    number: n
    levels: [{{at_most: 5, points: 4}}, {{otherwise: true, points: 0}}]
ratings:
- {{id: dat, title: Đạt, when: {{total: {{at_least: 4}}}}}}
- {{id: chua_dat, title: Chưa đạt, otherwise: true}}
evidence: {{n: {{label: N, type: number, at_least: 0}}}}
"""


def test_a_bound_at_the_limit_still_has_to_be_shown_exactly():
    """At least 5 where at most 5 is asked: it is enough to show that it is 5."""
    found = Planner(
        ruleset_text(NUMBER), dossier_text(f"{COMMUNE}evidence: {{n: {{at_least: 5}}}}\n")
    )
    [plan] = found.cheapest(Target(points=Decimal(4)))
    assert moves(plan) == {"n": 5}


@pytest.mark.parametrize("whole", [10**12 - 1, 10**12])
def test_a_whole_is_known_up_to_the_most_that_a_count_may_be(whole):
    """Half of it is reached, be it the largest number that a dossier may state."""
    text = NUMBER.replace("number: n", "ratio: {of: p, over: w}").replace(
        "at_most: 5", "at_least: 50%"
    )
    text = text.replace("{n: {label: N, type: number, at_least: 0}}", EVIDENCE)
    found = Planner(ruleset_text(text), dossier_text(f"{COMMUNE}evidence: {{p: 5, w: {whole}}}\n"))
    [plan] = found.cheapest(Target(points=Decimal(4)))
    assert moves(plan) == {"p": 5 * 10**11}


def test_the_most_points_take_no_needless_change():
    """Where all changes are free, those that bring nothing are left out."""
    text = f"""{HEAD}scale: {{max: 4, step: 0.5}}
criteria:
- id: A
  title: {{text: K}}
  max: 4
  indicators:
  - {{id: A1, text: C, kind: yes_no, key: k, points: 2}}
  - id: A2
    text: C
    kind: choice
    key: c
    levels: [{{option: tot, points: 2}}, {{option: kha, points: 2}}, {{option: kem, points: 0}}]
ratings:
- {{id: dat, title: Đạt, when: {{total: {{at_least: 4}}}}}}
- {{id: chua_dat, title: Chưa đạt, otherwise: true}}
evidence:
  k: {{label: C, type: yes_no}}
  c: {{label: C, type: choice, options: [{{id: tot, label: Tốt}}, {{id: kha, label: Khá}}, {{id: kem, label: Kém}}]}}
"""
    dossier = dossier_text(f"{COMMUNE}evidence: {{k: không, c: kha}}\n")
    found = Planner(ruleset_text(text), dossier, Costs(default=Decimal(0)))
    assert moves(found.most()) == {"k": True}


@pytest.mark.parametrize("documents", [[], ["a.pdf"]])
def test_what_is_shown_anew_counts_where_documents_are_asked(documents):
    """Evidence without any document is as good as missing, and a plan shows it with one."""
    ruleset_ = ruleset(TT44)
    content = example("xa-tien-tan-2019").content
    evidence = {
        key: {**claim, "documents": documents} for key, claim in content["evidence"].items()
    }
    dossier = dossier_from_content({**content, "evidence": evidence}, "")
    found = Planner(ruleset_, dossier, strict=True)
    best = found.most()
    assert best.result.score.points.low > found.now.score.points.low


def test_a_solver_that_proves_nothing_is_not_taken_for_no(monkeypatch):
    """Stopped before it starts, it says neither that there is a plan nor that there is none."""
    monkeypatch.setitem(program._OPTIONS, "mip_max_nodes", 0)
    monkeypatch.setitem(program._OPTIONS, "presolve", "off")
    monkeypatch.setitem(program._OPTIONS, "mip_heuristic_effort", 0.0)
    one = program.Program()
    columns = [one.column() for _ in range(40)]
    weights = [10 + (37 * n) % 89 for n in range(40)]
    prices = [10 + (53 * n) % 89 for n in range(40)]
    one.at_least(program.Sum(0, dict(zip(columns, weights, strict=True))), 1001)
    with pytest.raises(DisagreementError) as caught:
        one.minimise(program.Sum(0, dict(zip(columns, prices, strict=True))))
    assert [notice.code for notice in caught.value.notices] == ["plan.not_solved"]
