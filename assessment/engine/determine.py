"""From points or levels to the rating: three-valued, best rating first.

Each rating asks conditions; a condition holds, fails, or is open while evidence is
missing. A rating that may hold stays possible while every better one can still fail on a
condition that this one does not ask, and the first that surely holds closes the list. Gates and exclusions are asked by every rating but the last ("các trường hợp còn
lại"); they never change the total.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessment.model.item import MET
from assessment.model.outcome import (
    Condition,
    CriterionResult,
    Determination,
    Finding,
    RatingTest,
    Status,
)
from assessment.model.quantity import Interval
from assessment.model.ruleset import Exclusion, Rating, Ruleset
from assessment.model.truth import Truth, both


def determine(
    ruleset: Ruleset,
    criteria: tuple[CriterionResult, ...],
    total: Interval | None,
    gates: tuple[Finding, ...],
    exclusions: tuple[tuple[Exclusion, Truth], ...],
    *,
    disadvantaged: bool,
) -> Determination:
    """Which ratings are possible, and why.

    Args:
        total: points from 0 to the scale's maximum; None in a ruleset of levels.

    Returns:
        at least one possible rating; exactly one when the evidence decides.

    Căn cứ: TT 44/2014 Điều 4.3; TT 22/2020 Điều 6.3; TT 25/2023 Điều 8, 13, 18;
    TT 24/2023 Điều 8, 14.

    """
    always = (*_gates(gates), *_exclusions(exclusions))
    tests: list[RatingTest] = []
    possible: list[Rating] = []
    for rating in ruleset.ratings:
        conditions = _conditions(rating, criteria, total, disadvantaged=disadvantaged)
        test = _test(rating, (*conditions, *always))
        if test.truth is not False and all(_leaves_room(better, test) for better in tests):
            possible.append(rating)
        tests.append(test)
        if test.truth:
            break
    last = ruleset.ratings[-1]
    named = [rating is not last for rating in possible]
    recognised: Truth = True if all(named) else None if any(named) else False
    return Determination(tuple(possible), tuple(tests), recognised)


def _leaves_room(better: RatingTest, test: RatingTest) -> bool:
    """Whether a better rating can fail while this one holds: on a condition not asked here."""
    asked = {_identity(condition) for condition in test.conditions}
    return any(c.truth is not True and _identity(c) not in asked for c in better.conditions)


def _identity(condition: Condition) -> tuple[str, object]:
    """What is asked; gates and exclusions are asked together, by every rating but the last."""
    return condition.kind, condition.figure


def _test(rating: Rating, conditions: tuple[Condition, ...]) -> RatingTest:
    if rating.otherwise:
        return RatingTest(rating, True, ())
    return RatingTest(rating, both(c.truth for c in conditions), conditions)


def _conditions(
    rating: Rating,
    criteria: tuple[CriterionResult, ...],
    total: Interval | None,
    *,
    disadvantaged: bool,
) -> Iterator[Condition]:
    when = rating.asks(disadvantaged=disadvantaged)
    if when is None:
        return
    if when.total and total:
        limit = when.total.at_least
        yield Condition("total", _at_least(total, limit), limit)
    if when.no_criterion_at is not None:
        limit = when.no_criterion_at
        asked = (c for c in criteria if c.applies and any(_counts(f) for f in c.findings))
        spans = {c.criterion.id: c.points for c in asked if c.points}
        yield _none_below("no_criterion_at", spans, limit, inclusive=True)
    if when.no_indicator_below is not None:
        limit = when.no_indicator_below
        found = (f for c in criteria if c.applies for f in c.findings if _counts(f))
        spans = {f.item.id: f.points for f in found if f.points}
        yield _none_below("no_indicator_below", spans, limit, inclusive=False)
    for level in when.levels or ():
        yield _level(level, criteria)


def _counts(found: Finding) -> bool:
    return found.status is not Status.NOT_APPLICABLE


def _at_least(points: Interval, limit: Decimal) -> Truth:
    if points.low >= limit:
        return True
    return None if points.high >= limit else False


def _none_below(
    kind: str, spans: dict[str, Interval], limit: Decimal, *, inclusive: bool
) -> Condition:
    """No span may lie below the limit (or at it, where inclusive)."""

    def short(points: Decimal) -> bool:
        return points <= limit if inclusive else points < limit

    failing = tuple(id_ for id_, span in spans.items() if short(span.high))
    if failing:
        return Condition(kind, False, limit, failing)
    unsure = tuple(id_ for id_, span in spans.items() if short(span.low))
    return Condition(kind, None if unsure else True, limit, unsure)


def _level(level: str, criteria: tuple[CriterionResult, ...]) -> Condition:
    truths = {f.item.id: f.levels[level] for c in criteria for f in c.findings if level in f.levels}
    truth = both(truths.values())
    decisive = tuple(id_ for id_, met in truths.items() if truth is not True and met is truth)
    return Condition("level", truth, level, decisive)


def _gates(gates: tuple[Finding, ...]) -> Iterator[Condition]:
    for gate in gates:
        yield Condition("gate", gate.levels.get(MET, True), None, (gate.item.id,))


def _exclusions(exclusions: tuple[tuple[Exclusion, Truth], ...]) -> Iterator[Condition]:
    for exclusion, applies in exclusions:
        truth = None if applies is None else not applies
        yield Condition("exclusion", truth, None, (exclusion.id,))
