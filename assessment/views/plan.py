"""A plan as a page and as JSON: what to do, what it brings; or what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessment.errors import Notice
from assessment.model.outcome import Assessment
from assessment.model.plan import (
    Limits,
    NoPlan,
    Plan,
    Target,
    Task,
)
from assessment.model.quantity import ZERO, plain
from assessment.model.ruleset import When
from assessment.views.json import notices
from assessment.views.lines import Paint, heading, plain_paint, wrapped
from assessment.views.notices import listed
from assessment.views.tasks import Tasks, value_of
from assessment.wording import Words

_LABEL = 12
_INDENT = "       "

Receipt = Callable[[Assessment], str]
"""The SHA-256 of a result's receipt."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked of a dossier, and found.

    `target`: None where the most points were asked for. No plans and no `no_plan`: the
    target is met as things are. `warnings`: of the costs and limits.
    """

    now: Assessment
    target: Target | None
    bounds: Limits
    plans: tuple[Plan, ...] = ()
    no_plan: NoPlan | None = None
    warnings: tuple[Notice, ...] = ()

    @property
    def planned(self) -> Assessment:
        """What the first plan comes to; without one the best that can be had, or as it is."""
        if self.plans:
            return self.plans[0].result
        return self.no_plan.best.result if self.no_plan else self.now

    @property
    def noticed(self) -> tuple[Notice, ...]:
        """What looks wrong in the dossier, and in what was asked."""
        return (*self.now.warnings, *self.warnings)


def render(answer: Answer, words: Words, receipt: Receipt, paint: Paint = plain_paint) -> str:
    """The whole page."""
    return "\n".join((*_Page(answer, words, receipt, paint).lines(), ""))


def contract(answer: Answer, words: Words, receipt: Receipt) -> dict[str, Any]:
    """`cdht plan --format json`."""
    tasks = Tasks(answer.now, words)
    target, no_plan = answer.target, answer.no_plan
    rating = target.rating if target else None
    return {
        "ruleset": answer.now.ruleset.id,
        "target": {
            "rating": rating.id if rating else None,
            "points": plain(target.points) if target and target.points is not None else None,
            "maximise": target is None,
        },
        "now": _result(answer.now, receipt),
        "reached": not answer.plans and no_plan is None,
        "plans": [_plan(plan, tasks, receipt) for plan in answer.plans],
        "no_plan": None
        if no_plan is None
        else {
            "best": _plan(no_plan.best, tasks, receipt),
            "obstacles": [
                {
                    "kind": o.kind.value,
                    "id": o.id or None,
                    "text": tasks.obstacle(o, answer.bounds, no_plan),
                }
                for o in no_plan.obstacles
            ],
            "enough": None if no_plan.enough is None else plain(no_plan.enough),
        },
        "warnings": notices(answer.noticed, words),
    }


def target_text(answer: Answer, words: Words) -> str:
    """What was asked for, in a few words."""
    target = answer.target
    if target is None:
        return words.say("plan.most")
    if target.rating is not None:
        return target.rating.title
    return words.say("points", points=target.points)


# --- JSON ------------------------------------------------------------------------------


def _result(assessment: Assessment, receipt: Receipt) -> dict[str, Any]:
    points = assessment.score.points
    return {
        "total": plain(points.low) if points else None,
        "rating": assessment.rating.id if assessment.rating else None,
        "rating_title": assessment.rating.title if assessment.rating else None,
        "recognised": assessment.score.determination.recognised,
        "status": assessment.status.value,
        "receipt": receipt(assessment),
    }


def _plan(plan: Plan, tasks: Tasks, receipt: Receipt) -> dict[str, Any]:
    return {
        "cost": plain(plan.cost),
        "bound": plain(plan.bound),
        "optimal": plan.optimal,
        **_result(plan.result, receipt),
        "changes": [
            _change(task, gains, plan, tasks)
            for task, gains in zip(plan.tasks, tasks.gains(plan), strict=True)
        ],
    }


def _change(
    task: Task, gains: Mapping[str, Decimal | None], plan: Plan, tasks: Tasks
) -> dict[str, Any]:
    in_points = plan.result.score.points is not None
    return {
        "key": task.change.key,
        "label": tasks.label(task.change.key),
        "from": value_of(task.change.before),
        "to": value_of(task.change.after),
        "points": plain(sum((p for p in gains.values() if p), ZERO)) if in_points else None,
        "cost": plain(task.cost),
        "who": task.who,
        "items": [
            {"id": id_, "points": None if points is None else plain(points)}
            for id_, points in gains.items()
        ],
        "text": tasks.what(task.change),
    }


# --- the page --------------------------------------------------------------------------


class _Page:
    def __init__(self, answer: Answer, words: Words, receipt: Receipt, paint: Paint) -> None:
        self._answer = answer
        self._words = words
        self._say = words.say
        self._receipt = receipt
        self._paint = paint
        self._tasks = Tasks(answer.now, words)

    def lines(self) -> Iterator[str]:
        answer = self._answer
        yield from wrapped(heading(answer.now, self._words), "")
        yield ""
        yield from self._row("plan.now", self._tasks.outcome(answer.now))
        yield from self._row("plan.target", self._target())
        if bounds := "; ".join(self._bounds()):
            yield from self._row("plan.limits", bounds)
        yield ""
        if answer.plans:
            yield from self._plan(answer.plans[0])
            yield from self._others(answer.plans[1:])
        elif answer.no_plan:
            yield from self._no_plan(answer.no_plan)
        else:
            yield from wrapped(self._say("plan.reached"), "  ")
        yield from self._tasks.standing(answer.planned)
        yield from listed("warnings", answer.noticed, "!", self._tasks, self._words)
        yield ""
        sha256 = self._receipt(answer.planned)
        shown = self._say("receipt", sha256=f"{sha256[:4]}…{sha256[-4:]}")
        yield from wrapped(self._say("plan.foot", receipt=shown), "  ")

    def _painted(self, text: str, role: str) -> Iterator[str]:
        """Lines painted after they were wrapped."""
        for line in wrapped(text, "  "):
            yield f"  {self._paint(line.strip(), role)}"

    def _row(self, name: str, text: str) -> list[str]:
        return wrapped(text, f"  {self._say(name):<{_LABEL}}", " " * (_LABEL + 2))

    # --- head --------------------------------------------------------------------------

    def _target(self) -> str:
        target, shown = self._answer.target, target_text(self._answer, self._words)
        if target is None or target.rating is None:
            return shown
        when = target.rating.asks(disadvantaged=self._answer.now.disadvantaged)
        asked = ", ".join(self._asked(when)) if when else ""
        return self._say("asks", rating=shown, conditions=asked) if asked else shown

    def _asked(self, when: When) -> Iterator[str]:
        if when.total:
            yield self._say("condition.total", figure=when.total.at_least)
        if when.no_criterion_at is not None:
            yield self._say("condition.no_criterion_at", figure=when.no_criterion_at)
        if when.no_indicator_below is not None:
            yield self._say("condition.no_indicator_below", figure=when.no_indicator_below)
        levels = [level.id for level in self._answer.now.ruleset.levels]
        if when.levels:
            title = self._tasks.level_title(max(when.levels, key=levels.index))
            yield self._say("condition.level", figure=self._words.running(title))
        gates = [self._words.running(gate.item.text) for gate in self._answer.now.score.gates]
        if gates:
            yield self._say("plan.gates", gates="; ".join(gates))

    def _bounds(self) -> Iterator[str]:
        bounds = self._answer.bounds
        if bounds.budget is not None:
            yield self._say("plan.bound.budget", budget=bounds.budget)
        if bounds.max_changes is not None:
            yield self._say("plan.bound.max_changes", count=bounds.max_changes)
        if bounds.locked:
            yield self._say("plan.bound.locked", keys=", ".join(bounds.locked))
        if bounds.only:
            yield self._say("plan.bound.only", keys=", ".join(bounds.only))
        if self._answer.now.options.strict:
            yield self._words.running(self._say("option.strict")).removesuffix(".")

    # --- plans -------------------------------------------------------------------------

    def _plan(self, plan: Plan) -> Iterator[str]:
        if not plan.tasks:
            yield from wrapped(self._say("plan.nothing_more"), "  ")
            return
        name = "plan.head_most" if self._answer.target is None else "plan.head"
        head = self._say(name, count=len(plan.tasks), cost=plan.cost)
        yield from self._painted(f"{head} ({self._proof(plan)})", "strong")
        yield ""
        yield from self._list(plan)
        yield ""
        yield from self._row("plan.result", self._tasks.outcome(plan.result))
        yield from self._barred(plan.result)

    def _list(self, plan: Plan) -> Iterator[str]:
        each = zip(plan.tasks, self._tasks.gains(plan), strict=True)
        for number, (task, gains) in enumerate(each, start=1):
            yield from wrapped(self._tasks.what(task.change), f"  {number:>3}. ", _INDENT)
            yield from wrapped(" · ".join(self._brings(task, gains, plan)), _INDENT)

    def _barred(self, result: Assessment) -> Iterator[str]:
        """Why the most points are no title."""
        tests = result.score.determination.tests
        rating = result.rating
        if self._answer.target is None and rating and rating.otherwise and tests:
            lowest = [test for test in tests if test.conditions][-1]
            title = self._words.running(lowest.rating.title)
            text = self._say("not_reached", rating=title, reasons=self._tasks.failing(lowest))
            yield from wrapped(text, " " * (_LABEL + 2))

    def _proof(self, plan: Plan) -> str:
        if plan.optimal:
            most = self._answer.target is None
            return self._say("plan.proved_most" if most else "plan.proved")
        return self._say("plan.not_proved", bound=plan.bound)

    def _brings(self, task: Task, gains: Mapping[str, Decimal | None], plan: Plan) -> Iterator[str]:
        """What a task gains, by item; its cost; who does it."""
        if gains:
            yield self._tasks.brings(gains, plan)
        yield self._say("plan.cost", cost=task.cost)
        if task.who:
            yield task.who

    def _others(self, plans: tuple[Plan, ...]) -> Iterator[str]:
        if plans:
            yield ""
            yield f"  {self._say('plan.others', count=len(plans))}"
        for number, plan in enumerate(plans, start=2):
            tasks = "; ".join(self._tasks.short(task.change) for task in plan.tasks)
            cost = self._say("plan.cost", cost=plan.cost)
            head = f"{cost} → {self._tasks.outcome(plan.result)}"
            yield from wrapped(f"{head}: {tasks}", f"  {number:>3}. ", _INDENT)

    def _no_plan(self, found: NoPlan) -> Iterator[str]:
        text = self._say("plan.none", target=target_text(self._answer, self._words))
        yield from self._painted(text, "blocking")
        yield ""
        yield from self._row("plan.best", self._tasks.outcome(found.best.result))
        yield from wrapped(self._say("plan.in_the_way"), "  ")
        for obstacle in found.obstacles:
            text = self._tasks.obstacle(obstacle, self._answer.bounds, found)
            yield from wrapped(text, "     - ", _INDENT)
        if found.best.tasks:
            yield ""
            head = self._say("plan.to_best", count=len(found.best.tasks), cost=found.best.cost)
            yield from wrapped(head, "  ")
            yield from self._list(found.best)
