"""What each item comes to as its levers are moved: asked of the scorers, value by value.

Only what is sure counts: the least points, the levels surely met. So what a plan reaches is
reached whatever else may come to light.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from assessment.engine.assess import Missing, finding
from assessment.model.dossier import Claim
from assessment.model.evidence import Evidence, Reading
from assessment.model.item import Item
from assessment.model.outcome import Finding, Status
from assessment.model.plan import Value
from assessment.model.quantity import MOST_COUNT, ZERO, Ratio
from assessment.model.ruleset import Ruleset
from assessment.whatif.held import share_key, shares
from assessment.whatif.levers import Lever

MOST_COMBINATIONS = 50_000

Moved = Mapping[str, Value]
"""Evidence that is moved, by key; what is not in it stays as it is."""


class Effect(NamedTuple):
    """What an item comes to: points, and the levels that it misses. `asked`: whether it counts."""

    points: Decimal
    missed: frozenset[str]
    asked: bool = True

    def is_below(self, other: Effect) -> bool:
        """Fewer points; or, of as many, more levels missed."""
        if self.points != other.points:
            return self.points < other.points
        return self.missed > other.missed


class TooManyCombinationsError(Exception):
    """An item looks at more levers at once than can be tried."""

    def __init__(self, item: str) -> None:
        super().__init__(item)
        self.item = item


def effect_of(found: Finding) -> Effect:
    points = found.points.low if found.points else ZERO
    missed = frozenset(level for level, truth in found.levels.items() if not truth)
    return Effect(points, missed, found.status is not Status.NOT_APPLICABLE)


class Effects:
    """The effects of one dossier's levers."""

    def __init__(
        self,
        ruleset: Ruleset,
        evidence: Evidence,
        levers: Iterable[Lever],
        missing: Missing = "zero",
    ) -> None:
        self._ruleset = ruleset
        self._evidence = evidence
        self._missing = missing
        self.levers = {lever.key: lever for lever in levers}

    def of(self, item: Item) -> tuple[tuple[Lever, ...], dict[tuple[Value | None, ...], Effect]]:
        """The levers of an item, and its effect at each combination of their values.

        Returns:
            the effects by a value for each lever, in their order; None: as it is.

        Raises:
            TooManyCombinationsError: over `MOST_COMBINATIONS`.

        """
        own = self.of_item(item)
        choices = [(None, *(move.value for move in lever.moves)) for lever in own]
        count = 1
        for choice in choices:
            count *= len(choice)
        if count > MOST_COMBINATIONS:
            raise TooManyCombinationsError(item.id)
        keys = [lever.key for lever in own]
        return own, {
            values: self.at(
                item, {k: v for k, v in zip(keys, values, strict=True) if v is not None}
            )
            for values in product(*choices)
        }

    def of_item(self, item: Item) -> tuple[Lever, ...]:
        """The levers that an item, or a part of it, looks at."""
        keys = dict.fromkeys(
            key
            for part in item.simple
            for key in (*sorted(part.keys), part.id, *map(share_key, shares(part)))
        )
        return tuple(self.levers[key] for key in keys if key in self.levers)

    def span(self, key: str) -> tuple[Fraction, Fraction]:
        """The least and most that a count may be while it stays; anything where it is not shown."""
        reading = self._evidence.readings.get(key)
        if not (reading and reading.low and reading.high):
            return Fraction(0), Fraction(MOST_COUNT)
        return Fraction(reading.low.part), Fraction(reading.high.part)

    def at(self, item: Item, moved: Moved) -> Effect:
        """What an item comes to with these values moved."""
        return effect_of(finding(item, self.evidence(moved), missing=self._missing))

    def evidence(self, moved: Moved) -> Evidence:
        """The evidence with these values moved; what the inspection refused is then found."""
        if not moved:
            return self._evidence
        now = self._evidence
        stated = {key: value for key, value in moved.items() if not self.levers[key].ratio}
        stated |= self._counted(moved)
        found = {key: self._reading(key, value) for key, value in stated.items()}
        return replace(
            now,
            readings={**now.readings, **found},
            rejected=now.rejected.difference(found),
            inspected=now.inspected | now.rejected.intersection(found),
        )

    def _counted(self, moved: Moved) -> dict[str, Value]:
        """Shares as counts of a total that all of them come out even of, known parts raised with it."""
        levers = ((self.levers[key], value) for key, value in moved.items())
        found = {x.ratio: Fraction(*v) for x, v in levers if x.ratio and isinstance(v, Ratio)}
        counts = dict[str, Value]()
        for over in {ratio.over for ratio in found}:
            own = {ratio.of: share for ratio, share in found.items() if ratio.over == over}
            times = math.lcm(*(share.denominator for share in own.values()))
            total = moved.get(over, 1)
            assert isinstance(total, int)
            counts[over] = total * times
            counts |= {of: int(share * total * times) for of, share in own.items()}
            for ratio in self._ruleset.ratios:
                reading = self._evidence.readings.get(ratio.of)
                if ratio.over == over and reading and isinstance(reading.value, int):
                    counts[ratio.of] = reading.value * times
        return counts

    def _reading(self, key: str, value: Value) -> Reading:
        match value:
            case bool() | str():
                return Reading(key, value, None, None, _CLAIM)
            case Ratio():
                return Reading(key, None, value, value, _CLAIM)
        if key not in self._ruleset.evidence:
            return Reading(key, value, None, None, _CLAIM)
        at = Ratio.of(value)
        return Reading(key, value, at, at, _CLAIM)


_CLAIM = Claim()
