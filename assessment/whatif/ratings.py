"""What keeps the rating held, what a single step takes it away, and what the next one lacks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessment.model.outcome import Assessment, RatingTest, Score, Status
from assessment.model.ruleset import Rating
from assessment.model.whatif import RatingMargin, Step
from assessment.whatif.sensitivity import steps_down


def falls(before: Assessment, after: Assessment) -> bool:
    """Whether the rating that is sure, or the best still possible, is a worse one."""
    ids = [rating.id for rating in before.ruleset.ratings]

    def worst_and_best(assessment: Assessment) -> tuple[int, int]:
        ranks = [ids.index(rating.id) for rating in assessment.score.determination.possible]
        return max(ranks), min(ranks)

    return worst_and_best(after) > worst_and_best(before)


def rating_margins(now: Assessment) -> tuple[RatingMargin, ...]:
    """What the rating held has to spare, and what the next better one lacks.

    Of what is held: the total above its limit, and every step that breaks another of its
    conditions: an item's nearest change to a level below. Only what is sure counts; while more
    than one rating is possible, nothing is said to lack.
    """
    tests = [test for test in now.score.determination.tests if not test.rating.otherwise]
    held = next((n for n, test in enumerate(tests) if test.truth), len(tests))
    found: list[RatingMargin] = []
    if held < len(tests):
        found.extend(_total(now, tests[held], held=True))
        found.extend(_one_step_away(now, tests[held].rating))
    if held and now.rating is not None:
        found.extend(_lacking(now, tests[held - 1]))
    return tuple(found)


def _total(now: Assessment, test: RatingTest, *, held: bool) -> Iterator[RatingMargin]:
    when, points = test.rating.asks(disadvantaged=now.disadvantaged), now.score.points
    if when and when.total and points:
        figure = when.total.at_least
        yield RatingMargin(test.rating, held, "total", (), points.low - figure, figure)


# --- held ------------------------------------------------------------------------------


def _one_step_away(now: Assessment, rating: Rating) -> Iterator[RatingMargin]:
    """Each condition beside the total that one step breaks, with all the steps that do."""
    broken: dict[str, RatingMargin] = {}
    for found, shift in steps_down(now):
        step = Step(found.item.id, shift.changes)
        tests = shift.result.score.determination.tests
        for condition in (c for test in tests if test.rating == rating for c in test.conditions):
            kind = condition.kind
            if kind != "total" and condition.truth is not True:
                one = broken.get(kind) or RatingMargin(
                    rating, True, kind, (), None, condition.figure
                )
                ids = tuple(dict.fromkeys((*one.ids, *condition.decisive)))
                broken[kind] = one._replace(ids=ids, steps=(*one.steps, step))
    yield from broken.values()


# --- lacking ---------------------------------------------------------------------------


def _lacking(now: Assessment, test: RatingTest) -> Iterator[RatingMargin]:
    for margin in (*_total(now, test, held=False), *_points_lacking(now, test)):
        if margin.spare is not None and margin.spare < 0:
            yield margin
    for condition in test.conditions:
        if condition.kind in ("level", "gate", "exclusion") and condition.truth is not True:
            ids, figure = condition.decisive, condition.figure
            yield RatingMargin(test.rating, False, condition.kind, ids, None, figure)


def _points_lacking(now: Assessment, test: RatingTest) -> Iterator[RatingMargin]:
    when = test.rating.asks(disadvantaged=now.disadvantaged)
    step = now.ruleset.scale.step if now.ruleset.scale else Decimal(0)
    if when and when.no_criterion_at is not None:
        figure = when.no_criterion_at
        for id_, points in _criteria(now.score):
            spare = points - figure - step
            yield RatingMargin(test.rating, False, "no_criterion_at", (id_,), spare, figure)
    if when and when.no_indicator_below is not None:
        figure = when.no_indicator_below
        for id_, points in _indicators(now.score):
            spare = points - figure
            yield RatingMargin(test.rating, False, "no_indicator_below", (id_,), spare, figure)


def _criteria(score: Score) -> Iterator[tuple[str, Decimal]]:
    for result in score.criteria:
        asked = any(f.status is not Status.NOT_APPLICABLE for f in result.findings)
        if result.applies and asked and result.points:
            yield result.criterion.id, result.points.low


def _indicators(score: Score) -> Iterator[tuple[str, Decimal]]:
    for result in score.criteria:
        for found in result.findings if result.applies else ():
            if found.points and found.status is not Status.NOT_APPLICABLE:
                yield found.item.id, found.points.low
