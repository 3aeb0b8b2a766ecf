"""What may be moved in a dossier, and to which values.

Numerators move, denominators stay: a count that something is divided by is a fact of the
place, and so is an exclusion. A count is worth moving only to where some item comes to
something else: up to a limit, or down to just below one; and, where counts lie within one
another, to wherever a part has to fit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from assessment.engine.admit import MAX_COUNT
from assessment.model.evidence import Evidence, Reading
from assessment.model.item import Item, Judged, RatioOf, Threshold
from assessment.model.plan import Value
from assessment.model.quantity import ZERO, Limit, Ratio
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset

_NONE = Fraction(0)


class Move(NamedTuple):
    """A value to move to. `place`: where it lies; `steps` and `units`: how far it is from now.

    A step is a limit passed, an option, an answer, a step of the scale; at least 1.
    """

    value: Value
    place: Fraction
    steps: int
    units: Fraction


class Lever(NamedTuple):
    """A piece of evidence that may be moved.

    `key`: of evidence, or the id of an item whose points or share are stated themselves.
    `now`: its value, or the least that it surely is; None where nothing is shown.
    `place`: where that lies; nothing shown lies at the worst.
    `moves`: by place, without `now`.
    """

    key: str
    now: Value | None
    place: Fraction
    moves: tuple[Move, ...]


class _Held(NamedTuple):
    """A limit that a share, or a number, is held against: at least, or at most."""

    limit: Limit
    ratio: RatioOf | None
    least: bool = True


def levers(ruleset: Ruleset, evidence: Evidence) -> tuple[Lever, ...]:
    """Every piece of evidence that may be moved, in the ruleset's order, judged items last."""
    return tuple(lever for lever in _Levers(ruleset, evidence).all() if lever.moves)


def supplies(ruleset: Ruleset, evidence: Evidence) -> tuple[Lever, ...]:
    """Every piece of evidence that is not shown, denominators and exclusions too, as a lever."""
    found = _Levers(ruleset, evidence, supply=True).all()
    return tuple(lever for lever in found if lever.moves)


def asked(ruleset: Ruleset, evidence: Evidence) -> tuple[Item, ...]:
    """The indicators and gates that this subject is asked."""
    left_out = evidence.not_applied
    found = [
        item
        for criterion in ruleset.criteria
        if not (criterion.may_not_apply and criterion.id in left_out)
        for item in criterion.indicators
        if not (item.may_not_apply and item.id in left_out)
    ]
    return tuple(item for item in (*found, *ruleset.gates) if evidence.concerns(item.applies_to))


class _Levers:
    def __init__(self, ruleset: Ruleset, evidence: Evidence, *, supply: bool = False) -> None:
        """`supply`: what is not shown may become anything, and all else stays."""
        self._ruleset = ruleset
        self._evidence = evidence
        self._supply = supply
        self._items = [
            part
            for item in asked(ruleset, evidence)
            for part in item.simple
            if evidence.concerns(part.applies_to)
        ]
        facts = {ratio.over for ratio in ruleset.ratios} | {x.key for x in ruleset.exclusions}
        shown = {key for key, reading in evidence.readings.items() if _is_known(reading)}
        self._stay = shown if supply else facts

    def all(self) -> Iterator[Lever]:
        used = {key for item in self._items for key in item.keys}
        used |= {exclusion.key for exclusion in self._ruleset.exclusions}
        used -= self._stay
        counts = self._counts(used)
        for key, entry in self._ruleset.evidence.items():
            if key in used:
                yield self._lever(key, entry, counts)
        for item in self._items:
            if item.id in self._stay:
                continue
            if isinstance(item, Judged):
                yield self._judged(item)
            elif isinstance(item, Threshold) and self._is_stated(item):
                limits = {_fraction(held.limit) for held in self._limits_of(item)}
                yield self._numeric(item.id, limits, _share)

    def _is_stated(self, item: Threshold) -> bool:
        """Whether the item's share is stated itself, and not counted."""
        known = self._evidence.readings
        counts = [known.get(key) for ratio in item.ratios for key in (ratio.of, ratio.over)]
        return item.id in known and not all(r and isinstance(r.value, int) for r in counts)

    def _lever(self, key: str, entry: EvidenceKey, counts: Mapping[str, set[int]]) -> Lever:
        match entry.type:
            case EvidenceType.YES_NO:
                return self._ranked(key, (False, True))
            case EvidenceType.CHOICE:
                return self._ranked(key, tuple(entry.labels)[::-1])
            case EvidenceType.COUNT:
                return self._count(key, counts[key])
            case EvidenceType.NUMBER:
                return self._numeric(key, self._plain_limits(key), _number)
            case EvidenceType.PERCENTAGE:
                return self._numeric(key, self._plain_limits(key), _share)

    # --- answers, options, judged points -----------------------------------------------

    def _ranked(self, key: str, values: tuple[Value, ...]) -> Lever:
        """`values`: the worst first."""
        reading = self._evidence.readings.get(key)
        now = reading.value if reading else None
        place = values.index(now) if now is not None else 0
        moves = (
            Move(value, Fraction(at), max(1, abs(at - place)), _NONE)
            for at, value in enumerate(values)
            if value != now and not (now is None and at == 0 and not self._supply)
        )
        return Lever(key, now, Fraction(place), tuple(moves))

    def _judged(self, item: Judged) -> Lever:
        reading = self._evidence.readings.get(item.id)
        now = reading.value if reading and isinstance(reading.value, Decimal) else None
        scale = self._ruleset.scale
        step = scale.step if scale else Decimal(1)
        grid = [step * n for n in range(int(item.max / step) + 1)]
        moves = (
            Move(points, Fraction(points), max(1, int(abs(points - (now or ZERO)) / step)), _NONE)
            for points in grid
            if points != now and not (now is None and points == 0)
        )
        return Lever(item.id, now, Fraction(now or 0), tuple(moves))

    # --- numbers and shares ------------------------------------------------------------

    def _numeric(
        self, key: str, limits: Collection[Fraction], value: Callable[[Fraction], Value]
    ) -> Lever:
        reading = self._evidence.readings.get(key)
        place = _low(reading)
        entry = self._ruleset.evidence.get(key)
        inside = sorted(limit for limit in limits if entry is None or _allows(entry, limit))
        moves = (
            Move(value(at), at, max(1, _between(inside, place, at)), abs(at - place))
            for at in inside
            if reading is None or at != place
        )
        return Lever(key, None if reading is None else value(place), place, tuple(moves))

    def _plain_limits(self, key: str) -> set[Fraction]:
        limits = (
            self._limits_of(item)
            for item in self._items
            if isinstance(item, Threshold) and item.number == key
        )
        return {_fraction(held.limit) for found in limits for held in found}

    # --- counts ------------------------------------------------------------------------

    def _count(self, key: str, values: Collection[int]) -> Lever:
        reading = self._evidence.readings.get(key)
        place = int(_low(reading))
        turns = sorted(self._turns(key))
        moves = (
            Move(n, Fraction(n), max(1, _between(turns, place, n)), Fraction(abs(n - place)))
            for n in sorted(values)
            if n != place or not _is_known(reading)
        )
        return Lever(key, None if reading is None else place, Fraction(place), tuple(moves))

    def _counts(self, used: Collection[str]) -> dict[str, set[int]]:
        """The counts that may be moved, each with where to; parts and wholes fit each other."""
        entries = self._ruleset.evidence
        keys = [key for key in used if entries[key].type is EvidenceType.COUNT]
        place = {key: int(_low(r)) for key, r in self._evidence.readings.items() if r.low}
        place |= {key: 0 for key in keys if key not in place}
        found = {key: {at} for key, at in place.items()}
        for key in keys:
            found[key].update(self._own(key, place[key]))
        pairs = [(k, w) for k, wholes in self._ruleset.wholes.items() for w in wholes]
        pairs = [(k, w) for k, w in pairs if k in found and w in found]
        size = -1
        while size != (size := sum(map(len, found.values()))):
            for part, whole in pairs:
                found[whole] |= {n for n in found[part] if n > place[whole] and whole in keys}
                down = {n for n in found[whole] if n < place[part] or self._supply}
                found[part] |= down if part in keys else set()
        return {
            key: {n for n in found[key] if n >= 0 and _allows(entries[key], Fraction(n))}
            for key in keys
        }

    def _own(self, key: str, place: int) -> Iterator[int]:
        turns = self._turns(key)
        yield from (turn for turn in turns if turn > place)
        yield from (turn - 1 for turn in turns if turn <= place)
        if not _is_known(self._evidence.readings.get(key)):
            yield max(place, int(self._ruleset.evidence[key].at_least or 0))

    def _turns(self, key: str) -> set[int]:
        """Each least count that comes to something else than one less does, above 0."""
        found = {1} if self._supply else set[int]()
        for item in self._items:
            for held in self._limits_of(item):
                if held.ratio and held.ratio.over == key:
                    found.update(self._turns_of_whole(held))
                least, most = self._whole(key, item, held.ratio)
                if held.least and most is not None:
                    found.add(math.ceil(_fraction(held.limit) * most))
                elif not held.least and least is not None:
                    found.add(math.floor(_fraction(held.limit) * least) + 1)
        return {turn for turn in found if turn > 0}

    def _turns_of_whole(self, held: _Held) -> Iterator[int]:
        """The least whole of which a known part is less than a limit, or no more than it."""
        assert held.ratio
        part = self._evidence.readings.get(held.ratio.of)
        limit = _fraction(held.limit)
        if part and isinstance(part.value, int) and limit:
            at = part.value / limit
            yield math.floor(at) + 1 if held.least else math.ceil(at)

    def _whole(
        self, key: str, item: Item, ratio: RatioOf | None
    ) -> tuple[Fraction | None, Fraction | None]:
        """The least and most that a limit is multiplied by to be one of this count.

        None: it is not about it; or, of the most, nobody knows.
        """
        if ratio is None:
            of_this = isinstance(item, Threshold) and item.count == key
            return (Fraction(1), Fraction(1)) if of_this else (None, None)
        if ratio.of != key:
            return None, None
        whole = self._evidence.readings.get(ratio.over)
        entry = self._ruleset.evidence[ratio.over]
        if whole and whole.low and whole.high:
            least, most = _low(whole), Fraction(whole.high.part)
        else:
            least, most = Fraction(entry.at_least or 0), Fraction(entry.at_most or MAX_COUNT)
        return least, most if most < MAX_COUNT else None

    def _limits_of(self, item: Item) -> Iterator[_Held]:
        """The limits that this subject is held against."""
        if isinstance(item, Judged) and item.full_at:
            yield _Held(item.full_at.at_least, item.full_at.ratio)
        if isinstance(item, Threshold):
            for level in item.levels_by_area[self._evidence.disadvantaged]:
                ratio = level.ratio or item.ratio
                if self._evidence.concerns(level.applies_to) and level.at_least:
                    yield _Held(level.at_least, ratio)
                elif self._evidence.concerns(level.applies_to) and level.at_most:
                    yield _Held(level.at_most, ratio, least=False)


def _allows(entry: EvidenceKey, value: Fraction) -> bool:
    above = entry.at_least is None or value >= Fraction(entry.at_least)
    return above and (entry.at_most is None or value <= Fraction(entry.at_most))


def _between(turns: Iterable[Fraction | int], one: Fraction | int, other: Fraction | int) -> int:
    """How many turns are passed from one place to another."""
    low, high = sorted((one, other))
    return sum(low < turn <= high for turn in turns)


def _is_known(reading: Reading | None) -> bool:
    return reading is not None and reading.value is not None


def _low(reading: Reading | None) -> Fraction:
    low = reading.low if reading else None
    return Fraction(low.part, low.whole) if low else Fraction(0)


def _fraction(limit: Limit) -> Fraction:
    return Fraction(limit.limit.part, limit.limit.whole)


def _share(at: Fraction) -> Ratio:
    return Ratio(at.numerator, at.denominator)


def _number(at: Fraction) -> Decimal:
    return Decimal(at.numerator) / Decimal(at.denominator)
