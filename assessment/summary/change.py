"""Where a subject moved since an earlier year, and by how much it surely did."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.model.quantity import NOTHING, Interval
from assessment.model.summary import Change, Direction, Earned, Entry


def change(
    before: Entry, earned_before: tuple[Earned, ...], now: Entry, earned: tuple[Earned, ...]
) -> Change:
    """From one result to a later one.

    Args:
        earned_before: the criteria of the earlier one.
        earned: the criteria of the later one.

    """
    old, new = before.assessment, now.assessment
    if old.ruleset.id != new.ruleset.id:
        return Change(before, Direction.OTHER_RULES)
    criteria = tuple(_moved(earned_before, earned))
    if old.score.points is None or new.score.points is None:
        return Change(before, _of_ratings(before, now), None, criteria)
    points = difference(old.score.points, new.score.points)
    return Change(before, _of_points(points), points, criteria)


def difference(before: Interval, after: Interval) -> Interval:
    """The least and the most that lies between them."""
    return Interval(after.low - before.high, after.high - before.low)


def _moved(before: tuple[Earned, ...], after: tuple[Earned, ...]) -> Iterator[tuple[str, Interval]]:
    """The criteria that surely moved, those that moved furthest first."""
    old = {earned.criterion.id: earned.grade for earned in before}
    pairs = ((e.criterion.id, old.get(e.criterion.id), e.grade) for e in after)
    moves = [(id_, difference(one, other)) for id_, one, other in pairs if one is not None]
    sure = [(id_, move) for id_, move in moves if move.low > NOTHING.low or move.high < NOTHING.low]
    yield from sorted(sure, key=lambda entry: -min(abs(entry[1].low), abs(entry[1].high)))


def _of_points(points: Interval) -> Direction:
    if points.low > NOTHING.low:
        return Direction.UP
    if points.high < NOTHING.low:
        return Direction.DOWN
    return Direction.SAME if points.exact else Direction.OPEN


def _of_ratings(before: Entry, now: Entry) -> Direction:
    """By the ratings possible, of which the ruleset lists the best first."""
    ranks = {rating.id: rank for rank, rating in enumerate(now.assessment.ruleset.ratings)}
    old, new = (
        [ranks[r.id] for r in entry.assessment.score.determination.possible if r.id in ranks]
        for entry in (before, now)
    )
    if not old or not new:
        return Direction.OTHER_RULES
    if max(new) < min(old):
        return Direction.UP
    if min(new) > max(old):
        return Direction.DOWN
    return Direction.SAME if len(old) == len(new) == 1 else Direction.OPEN
