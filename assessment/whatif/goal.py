"""A target as rows of an integer program; each condition can be waived, at a price.

What a rating asks is asked of its column: where that is 1, all must hold. A target is met
when the column of its rating, or of a better one, is 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assessment.model.item import MET
from assessment.model.outcome import Assessment, CriterionResult, Finding, Status
from assessment.model.plan import Obstacle, ObstacleKind, Target
from assessment.model.ruleset import Rating, Ruleset
from assessment.whatif.choices import Choices
from assessment.whatif.program import Program, Sum

_TOTAL = Obstacle(ObstacleKind.TOTAL, "")

Waive = Callable[[Obstacle], Sum]
"""1 where something is waived; always 0 where nothing may be."""


def accepted(ruleset: Ruleset, target: Rating) -> tuple[Rating, ...]:
    """The ratings that meet a target: it, and all that stand before it."""
    place = next(n for n, rating in enumerate(ruleset.ratings) if rating.id == target.id)
    return ruleset.ratings[: place + 1]


def meets(assessment: Assessment, target: Target) -> bool:
    """Whether a result is sure to meet a target."""
    score = assessment.score
    if target.rating is not None:
        ids = {rating.id for rating in accepted(assessment.ruleset, target.rating)}
        return all(rating.id in ids for rating in score.determination.possible)
    assert score.points is not None
    assert target.points is not None
    return score.points.low >= target.points


def require(
    program: Program, choices: Choices, now: Assessment, target: Target, waive: Waive
) -> None:
    """Bind a program to what meets the target."""
    if target.points is not None:
        short = waive(_TOTAL)
        least = choices.units(target.points)
        program.at_least(choices.total + short.times(least), least)
        return
    assert target.rating is not None
    wanted = accepted(now.ruleset, target.rating)
    chosen = [Sum(0, {program.column(): 1}) for _ in wanted]
    rows = _Rows(program, choices, now, waive)
    for rating, column in zip(wanted, chosen, strict=True):
        if not rating.otherwise:
            rows.rating(rating, column)
    program.equal(sum(chosen, Sum()), Sum(1))


class _Rows:
    def __init__(self, program: Program, choices: Choices, now: Assessment, waive: Waive) -> None:
        self._program = program
        self._choices = choices
        self._now = now
        self._waive = waive

    def rating(self, rating: Rating, column: Sum) -> None:
        """All that a rating asks, where its column is 1."""
        score = self._now.score
        when = rating.asks(disadvantaged=self._now.disadvantaged)
        for gate in score.gates:
            self._never(gate, MET, Obstacle(ObstacleKind.GATE, gate.item.id), column)
        for exclusion, applies in score.exclusions:
            if applies is not False:
                waived = self._waive(Obstacle(ObstacleKind.EXCLUSION, exclusion.id))
                denied = self._choices.denied(exclusion.key)
                self._program.at_most(column + denied.times(-1) + waived.times(-1), 0)
        if when is None:
            return
        if when.total:
            self._points(self._choices.total, self._choices.units(when.total.at_least), column)
        if when.no_criterion_at is not None:
            least = self._choices.units(when.no_criterion_at) + 1
            for result in self._asked():
                obstacle = Obstacle(ObstacleKind.CRITERION, result.criterion.id)
                sum_ = self._choices.criterion(result.criterion.id)
                self._points(sum_, least, column, obstacle)
        if when.no_indicator_below is not None:
            least = self._choices.units(when.no_indicator_below)
            for found in self._findings():
                obstacle = Obstacle(ObstacleKind.INDICATOR, found.item.id)
                self._points(self._choices.items[found.item.id].points, least, column, obstacle)
        for level in when.levels or ():
            for found in self._findings():
                self._never(found, level, Obstacle(ObstacleKind.LEVEL, found.item.id), column)

    def _points(
        self,
        points: Sum,
        least: int,
        column: Sum,
        obstacle: Obstacle = _TOTAL,
    ) -> None:
        """At least so many units of points."""
        waived = self._waive(obstacle)
        self._program.at_least(points + column.times(-least) + waived.times(least), 0)

    def _never(self, found: Finding, level: str, obstacle: Obstacle, column: Sum) -> None:
        """A level that an item may not miss."""
        missed = self._choices.items[found.item.id].missed.get(level)
        if missed is not None:
            waived = self._waive(obstacle)
            self._program.at_most(missed + column + waived.times(-1), 1)

    def _asked(self) -> Iterator[CriterionResult]:
        for result in self._now.score.criteria:
            if result.applies and any(map(_counts, result.findings)):
                yield result

    def _findings(self) -> Sequence[Finding]:
        return [
            found
            for result in self._now.score.criteria
            if result.applies
            for found in result.findings
            if _counts(found)
        ]


def _counts(found: Finding) -> bool:
    return found.status is not Status.NOT_APPLICABLE
