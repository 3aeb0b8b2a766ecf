"""The lines that items look at: a share, a number, an answer, an option, an assessor's points.

Items that look at one line look at the same value; lines of different names are free of
each other, as far as counts can be found that give all of them (see `realise`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from assessment.model.item import (
    Checklist,
    Choice,
    Item,
    Judged,
    RatioOf,
    Threshold,
    ThresholdLevel,
    YesNo,
)
from assessment.model.quantity import MOST_COUNT, ZERO, Limit
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.pieces import Piece, cut
from assessment.rulebook.proof.trials import MOST_TRIALS, TooManyTrials


class Line(NamedTuple):
    """Where values lie. A share has two keys, a part and its whole; the others have one."""

    kind: Literal["share", "number", "answer", "option", "judged", "applies"]
    key: str
    over: str = ""


class Nothing(NamedTuple):
    """A share of nothing: 0 out of 0."""


Value = Piece | Nothing | bool | str | Decimal
Assignment = Mapping[Line, Value]
"""A value for each of some lines."""


def lines_of(
    ruleset: Ruleset, *items: Item, context: Context | None = None
) -> dict[Line, list[Value]]:
    """The lines that these items look at, each with all its values, told apart by their limits.

    Args:
        context: whom the items are asked of; None: anybody.

    Raises:
        TooManyTrials: an assessor may give too many different numbers of points.

    """
    limits: dict[Line, set[Fraction]] = {}
    values: dict[Line, list[Value]] = {}
    exceed: set[Line] = set()
    for item in _asked(ruleset, items, context):
        match item:
            case YesNo():
                values[Line("answer", item.key)] = [False, True]
            case Checklist():
                values.update({Line("answer", part.key): [False, True] for part in item.parts})
            case Choice():
                entry = ruleset.evidence[item.key]
                values[Line("option", item.key)] = list(entry.labels)
            case Judged():
                values[Line("judged", item.id)] = list(_grid(item, ruleset))
                if item.full_at:
                    at = {fraction(item.full_at.at_least)}
                    line = share_line(item.full_at.ratio)
                    limits.setdefault(line, set()).update(at)
            case Threshold():
                for line, limit, ratio in _threshold(item, _concerned(ruleset, item, context)):
                    limits.setdefault(line, set()).update(limit)
                    if ratio and ratio.may_exceed:
                        exceed.add(line)
    for line, at in limits.items():
        values[line] = list(_pieces(ruleset, line, at, exceeds=line in exceed))
    return values


def _asked(ruleset: Ruleset, items: Iterable[Item], context: Context | None) -> Iterator[Item]:
    """The items, and the parts of composite ones, that are asked of somebody."""
    seen = context.evidence(ruleset, {}) if context else None
    for item in items:
        if seen is None:
            yield from item.simple
        elif seen.concerns(item.applies_to):
            yield from (part for part in item.simple if seen.concerns(part.applies_to))


def _concerned(
    ruleset: Ruleset, item: Threshold, context: Context | None
) -> Iterator[ThresholdLevel]:
    """The levels of an item that somebody is asked, in the area where they are."""
    if context is None:
        for levels in item.levels_by_area:
            yield from levels
        return
    seen = context.evidence(ruleset, {})
    for level in item.levels_by_area[seen.disadvantaged]:
        if seen.concerns(level.applies_to):
            yield level


def share_line(ratio: RatioOf) -> Line:
    return Line("share", ratio.of, ratio.over)


def bounds_of(entry: EvidenceKey) -> tuple[Fraction, Fraction]:
    """The least and most that a number or a count may be."""
    least = -MOST_COUNT if entry.type is EvidenceType.NUMBER else 0
    low = Fraction(least if entry.at_least is None else entry.at_least)
    high = Fraction(MOST_COUNT if entry.at_most is None else entry.at_most)
    if entry.type is EvidenceType.PERCENTAGE:
        return Fraction(0), Fraction(1)
    return low, high


def _threshold(
    item: Threshold, levels: Iterable[ThresholdLevel]
) -> Iterator[tuple[Line, list[Fraction], RatioOf | None]]:
    for level in levels:
        ratio = level.ratio or item.ratio
        line = share_line(ratio) if ratio else Line("number", item.number or item.count or "")
        yield line, _limits(level), ratio


def _limits(level: ThresholdLevel) -> list[Fraction]:
    figures = (level.at_least, level.at_most)
    return [fraction(figure) for figure in figures if figure is not None]


def fraction(figure: Limit) -> Fraction:
    """A limit of the law as a fraction: 70% is 7/10."""
    return Fraction(figure.limit.part, figure.limit.whole)


def _pieces(
    ruleset: Ruleset, line: Line, limits: set[Fraction], *, exceeds: bool
) -> Iterator[Value]:
    if line.kind == "share":
        one = Fraction(1)
        yield from cut(Fraction(0), None if exceeds else one, {*limits, one})
        yield Nothing()
        return
    entry = ruleset.evidence[line.key]
    for piece in cut(*bounds_of(entry), limits):
        if entry.type is not EvidenceType.COUNT or piece.whole() is not None:
            yield piece


def _grid(item: Judged, ruleset: Ruleset) -> Iterator[Decimal]:
    """Every number of points that an assessor may give."""
    step = ruleset.scale.step if ruleset.scale and ruleset.scale.step > 0 else item.max
    yield from multiples(step, item.max)
    if step <= 0 or item.max % step:
        yield item.max


def multiples(step: Decimal, most: Decimal) -> Iterator[Decimal]:
    """0, one step, two steps … up to `most`; nothing where there is no step.

    Raises:
        TooManyTrials: there are over `MOST_TRIALS`.
    """
    if step > 0 and most / step > MOST_TRIALS:
        raise TooManyTrials
    points = ZERO
    while step > 0 and points <= most:
        yield points
        points += step
