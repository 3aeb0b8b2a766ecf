"""The changes of a plan in words, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeGuard

from assessment.model.outcome import Assessment, Standing
from assessment.model.plan import (
    Bound,
    Change,
    Limits,
    NoPlan,
    Obstacle,
    ObstacleKind,
    Plan,
    Value,
    percent_text,
)
from assessment.model.quantity import Ratio, plain
from assessment.model.ruleset import EvidenceType
from assessment.views.lines import wrapped
from assessment.views.sentences import Sentences
from assessment.wording import Words

_MOST_LACKING = 8


class Tasks(Sentences):
    """Words for the changes of one dossier, and for what stands in their way."""

    def __init__(self, now: Assessment, words: Words) -> None:
        super().__init__(now.ruleset, words, disadvantaged=now.disadvantaged)
        self._now = now
        self._before = _points(now)

    def outcome(self, assessment: Assessment) -> str:
        """A total and a rating: 82 / 100, Loại khá (tạm tính); or what is still possible."""
        score, possible = assessment.score, assessment.score.determination.possible
        title = ", ".join(rating.title for rating in possible)
        if len(possible) > 1:
            title = self._words.say("plan.missing.possible", ratings=title)
        elif assessment.status is Standing.PROVISIONAL:
            title = f"{title} ({self._words.say('standing.provisional')})"
        scale = assessment.ruleset.scale
        if score.points is None or scale is None:
            return title
        points = self.points(score.points.low, score.points.high)
        return f"{points} / {self._words.number(scale.max)}, {title}"

    def standing(self, assessment: Assessment) -> list[str]:
        """Lines that say what a result that is provisional rests on."""
        if assessment.placeholder_points:
            text = self._words.say("provisional", points=assessment.placeholder_points)
        elif assessment.status is Standing.PROVISIONAL:
            text = self._words.say("provisional_rule")
        else:
            return []
        return ["", *wrapped(f"▲ {text}", "  ", "    ")]

    def rejected(self) -> tuple[str, ...]:
        """The keys of what the inspection refused."""
        return tuple(key for key, claim in self._now.dossier.inspected.items() if claim.rejected)

    def gains(self, plan: Plan) -> list[dict[str, Decimal | None]]:
        """For each task the points that its items gain, with all other tasks done.

        None: the item has no points; or it stands at a task before, with all of them.
        """
        after, told = _points(plan.result), set[str]()
        found = []
        for task in plan.tasks:
            found.append(
                {
                    id_: after[id_] - self._before[id_]
                    if id_ in after and id_ not in told
                    else None
                    for id_ in task.items
                }
            )
            told.update(task.items)
        return found

    def brings(
        self,
        gains: Mapping[str, Decimal | None],
        plan: Plan,
        named: Callable[[str], str] = str,
    ) -> str:
        """What a change gains, item by item: "9.1 +1", "9.1".

        Args:
            named: how an item of an id is called.

        """
        return ", ".join(self._gain(id_, points, plan, named(id_)) for id_, points in gains.items())

    def _gain(self, id_: str, points: Decimal | None, plan: Plan, named: str) -> str:
        if points is not None:
            return self._words.say("plan.gain", id=named, points=self.signed(points))
        if any(gate.item.id == id_ for gate in plan.result.score.gates):
            return self._words.say("plan.gate")
        return self._words.say("plan.same_item", id=named) if plan.result.score.points else named

    def what(self, change: Change) -> str:
        """What to do, from where to where: "Số hộ …: thêm 46 hộ (từ 1.118 lên 1.164)"."""
        before, after = change.before, change.after
        if not _is_number(before) or not _is_number(after):
            return self.short(change)
        name = "plan.span_up" if Decimal(after) > before else "plan.span_down"
        shown = {"from": self._words.number(before), "to": self._words.number(after)}
        span = "" if before == after else f" {self._words.say(name, **shown)}"
        return f"{self.short(change)}{span}"

    def short(self, change: Change) -> str:
        """What to do: "Số hộ …: thêm 46 hộ"."""
        return f"{self.label(change.key)}: {self._becomes(change)}"

    def _becomes(self, change: Change) -> str:
        before, after, key = change.before, change.after, change.key
        if before is None:
            name = "plan.from_rejected" if key in self.rejected() else "plan.from_nothing"
            return self._words.say(name, to=self.bounded(key, after, change.bound))
        if before == after:  # of a bound that is known, what it exactly is
            return self._words.say("plan.exactly", to=self.shown(key, after))
        if _is_number(before) and _is_number(after):
            entry = self._ruleset.evidence.get(key)
            counted = entry is not None and entry.type is EvidenceType.COUNT
            name = f"plan.{'more' if Decimal(after) > before else 'fewer'}"
            amount = self.amount(key, abs(Decimal(after) - before))
            return self._words.say(name if counted else f"{name}_measured", amount=amount)
        if isinstance(before, Ratio) and isinstance(after, Ratio):
            name = "plan.share_up" if after.exceeds(before) else "plan.share_down"
        else:
            name = "plan.becomes"
        shown = {"from": self.shown(key, before), "to": self.shown(key, after)}
        return self._words.say(name, **shown)

    def bounded(self, key: str, value: Value, bound: Bound | None) -> str:
        """A value, and what does as well: "không quá 33 hộ", "có"."""
        shown = self.shown(key, value)
        if isinstance(value, bool | str) or bound is None:
            return shown
        return self._words.say(f"plan.{bound}", value=shown)

    def obstacle(self, obstacle: Obstacle, bounds: Limits, found: NoPlan) -> str:
        """What would have to give way; of the best that can be had, what is missing even then."""
        say, id_ = self._words.say, obstacle.id
        match obstacle.kind:
            case ObstacleKind.LOCK:
                return say("plan.obstacle.lock", label=self.label(id_), key=id_)
            case ObstacleKind.BUDGET:
                text = say("plan.obstacle.budget", budget=bounds.budget)
                if found.enough is None:
                    return text
                return f"{text}; {say('plan.obstacle.enough', cost=found.enough)}"
            case ObstacleKind.MAX_CHANGES:
                return say("plan.obstacle.max_changes", count=bounds.max_changes)
            case ObstacleKind.TOTAL:
                text = say("plan.obstacle.total")
            case ObstacleKind.EXCLUSION:
                return self._exclusion(id_)
            case ObstacleKind.CRITERION:
                title = next(c.title.text for c in self._ruleset.criteria if c.id == id_)
                text = say("plan.obstacle.criterion", id=id_, title=title)
            case _:
                item = next(item for item in self._ruleset.every_item() if item.id == id_)
                name = f"plan.obstacle.{obstacle.kind.value}"
                text = say(name, id=id_, text=item.text)
        lacking = self._lacking(found.best.result, id_)
        return f"{text}; {say('plan.obstacle.missing', keys=lacking)}" if lacking else text

    def _exclusion(self, id_: str) -> str:
        exclusion, truth = next(
            (x, truth) for x, truth in self._now.score.exclusions if x.id == id_
        )
        name = "exclusion" if truth else "exclusion_open"
        return self._words.say(f"plan.obstacle.{name}", text=exclusion.text, key=exclusion.key)

    def _lacking(self, best: Assessment, id_: str) -> str:
        """The evidence that an item, the items of a criterion, or ("") all items still lack."""
        found = [
            finding
            for result in best.score.criteria
            for finding in result.findings
            if id_ in ("", result.criterion.id, finding.item.id)
        ]
        found += [gate for gate in best.score.gates if gate.item.id == id_]
        keys = tuple(dict.fromkeys(key for finding in found for key in finding.missing))
        shown = "; ".join(f"{self.label(key)} [{key}]" for key in keys[:_MOST_LACKING])
        return f"{shown}; …" if len(keys) > _MOST_LACKING else shown


def _is_number(value: Value | None) -> TypeGuard[int | Decimal]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _points(assessment: Assessment) -> dict[str, Decimal]:
    """The points of each indicator; nothing in a ruleset of levels."""
    return {id_: f.points.low for id_, f in assessment.findings.items() if f.points}


def value_of(value: Value | None) -> Any:
    """A value in JSON: counts and answers as they are, points and shares as text."""
    match value:
        case Ratio():
            return percent_text(value)
        case Decimal():
            return plain(value)
    return value
