"""The limits that evidence is held against, by the items that ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from assessment.model.evidence import Evidence
from assessment.model.item import Item, Judged, RatioOf, Threshold
from assessment.model.plan import Bound
from assessment.model.quantity import Limit


class Held(NamedTuple):
    """A limit that a share, or a number, is held against: at least, or at most."""

    limit: Limit
    ratio: RatioOf | None
    least: bool = True

    @property
    def at(self) -> Fraction:
        return Fraction(self.limit.limit.part, self.limit.limit.whole)


def limits_of(item: Item, evidence: Evidence) -> Iterator[Held]:
    """The limits of a simple item that this subject is held against."""
    if isinstance(item, Judged) and item.full_at:
        yield Held(item.full_at.at_least, item.full_at.ratio)
    if isinstance(item, Threshold):
        for level in item.levels_by_area[evidence.disadvantaged]:
            ratio = level.ratio or item.ratio
            if evidence.concerns(level.applies_to) and level.at_least:
                yield Held(level.at_least, ratio)
            elif evidence.concerns(level.applies_to) and level.at_most:
                yield Held(level.at_most, ratio, least=False)


def shares(item: Item) -> tuple[RatioOf, ...]:
    """The shares that a simple item looks at."""
    if isinstance(item, Threshold):
        return item.ratios
    return (item.full_at.ratio,) if isinstance(item, Judged) and item.full_at else ()


def share_key(ratio: RatioOf) -> str:
    """The key of a share, both of whose counts are missing."""
    return f"{ratio.of}/{ratio.over}"


def bound_of(key: str, items: Iterable[Item], evidence: Evidence) -> Bound | None:
    """Whether all limits that a key is held against are leasts, or all are mosts.

    A total is held against them the other way round.
    """
    sides = set[bool]()
    for item in items:
        own = {item.id, getattr(item, "number", None), getattr(item, "count", None)}
        for held in limits_of(item, evidence):
            if key in own or (held.ratio and key in (held.ratio.of, share_key(held.ratio))):
                sides.add(held.least)
            if held.ratio and key == held.ratio.over:
                sides.add(not held.least)
    if len(sides) != 1:
        return None
    return "at_least" if sides.pop() else "at_most"
