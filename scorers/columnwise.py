"""From conditions to what they earn in every row of a table: `awards` for columns.

The least and the most points of an item are folded from its last level up: where a level
surely holds it counts; where it perhaps does, it and what follows it are possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assessment.model.columns import (
    Findings,
    Flag,
    Holds,
    Met,
    Number,
    Span,
    choose,
    every,
    larger,
    no,
    smaller,
    some,
)
from assessment.model.item import Award, Item
from assessment.model.rows import Rows
from assessment.model.steps import Step


class Tested(NamedTuple):
    """A level, where it is asked of the subject, and where its condition holds."""

    level: Award
    asked: Flag
    holds: Holds


def tested(levels: Iterable[tuple[Award, Holds]], rows: Rows) -> list[Tested]:
    """Each level with the rows that it is for."""
    return [
        Tested(level, rows.concerns(level.applies_to), rows.steps.holds(Step.LEVELS, holds))
        for level, holds in levels
    ]


def findings(
    item: Item,
    levels: Sequence[Tested],
    rows: Rows,
    *,
    missing: Mapping[str, Flag],
    unknown: Flag = False,
) -> Findings:
    """What an item comes to whose levels hold, fail or are open as given.

    Args:
        levels: all of the item, best first.
        missing: for each key, where it is absent.
        unknown: where a limit is needed that nobody knows.

    """
    applies = some(each.asked for each in levels)
    if levels[0].level.level is not None:
        met = {each.level.level: Met(each.asked, each.holds) for each in levels if each.level.level}
        still = rows.steps.keep(Step.OPEN, every((no(unknown), some(_open(met)))))
        return Findings(None, applies, still, unknown, met, _asked_for(missing, still))
    points = rows.steps.span(Step.POINTS, _points(item, levels, rows))
    needed, hidden = _unknown_points(levels)
    unknown = some((unknown, needed))
    still = rows.steps.keep(Step.OPEN, every((no(unknown), some((points.open, hidden)))))
    return Findings(points, applies, still, unknown, {}, _asked_for(missing, still))


def combined(parts: Sequence[Findings], met: Mapping[str, Met], rows: Rows) -> Findings:
    """What parts in a ruleset of levels come to, given the levels that they meet together."""
    applies = some(each.asked for each in met.values())
    still = rows.steps.keep(Step.OPEN, some(_open(met)))
    return Findings(None, applies, still, False, met, _asked_for(keys_open(parts), still))


def keys_open(parts: Iterable[Findings]) -> dict[str, Flag]:
    """What the parts still miss."""
    asked: dict[str, Flag] = {}
    for part in parts:
        for key, flag in part.missing.items():
            asked[key] = some((asked.get(key, False), flag))
    return asked


def _asked_for(missing: Mapping[str, Flag], still: Flag) -> dict[str, Flag]:
    return {key: every((still, absent)) for key, absent in missing.items()}


def _open(met: Mapping[str, Met]) -> list[Flag]:
    return [every((each.asked, each.holds.open)) for each in met.values()]


def _points(item: Item, levels: Sequence[Tested], rows: Rows) -> Span:
    most = rows.scaled(item.most)
    low: Number = 0
    high: Number = 0
    low_most = high_most = 0
    for level, asked, holds in reversed(levels):
        surely, perhaps = every((asked, holds.surely)), every((asked, holds.perhaps))
        least = 0 if level.points is None else rows.scaled(level.points)
        best = most if level.points is None else rows.scaled(level.points)
        below = low if least >= low_most else choose(perhaps, smaller(least, low), low)
        low = choose(surely, least, below)
        if best >= high_most:
            high = choose(perhaps, best, high)
        else:
            high = choose(surely, best, choose(perhaps, larger(best, high), high))
        low_most, high_most = max(low_most, least), max(high_most, best)
    return Span(low, high)


def _unknown_points(levels: Sequence[Tested]) -> tuple[Flag, Flag]:
    """Where a level counts whose points nobody knows, and where one may."""
    needed: list[Flag] = []
    possible: list[Flag] = []
    may_count: Flag = True
    settled: Flag = False
    for level, asked, holds in levels:
        surely, perhaps = every((asked, holds.surely)), every((asked, holds.perhaps))
        if level.points is None:
            needed.append(every((may_count, surely)))
            possible.append(every((no(settled), perhaps)))
        may_count = every((may_count, no(perhaps)))
        settled = some((settled, surely))
    return some(needed), some(possible)
