"""What may be moved in a dossier, and to which values.

Numerators move, denominators stay: a count that something is divided by is a fact of the
place, and so is an exclusion. A count is worth moving only to where some item comes to
something else: up to a limit, or down to just below one; and, where counts lie within one
another, to wherever a part has to fit.

What is not shown lies at the worst: at nothing; or, where every limit is a most, above all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from assessment.intake.costs import fixed
from assessment.model.evidence import Evidence, Reading
from assessment.model.item import Item, Judged, RatioOf, Threshold
from assessment.model.plan import Bound, Value
from assessment.model.quantity import MOST_COUNT, ZERO, Ratio
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset
from assessment.whatif.held import Held, bound_of, limits_of, share_key, shares

_NONE = Fraction(0)
_TOP = Fraction(MOST_COUNT + 1)


class Move(NamedTuple):
    """A value to move to. `place`: where it lies; `steps` and `units`: how far it is from now.

    A step is a limit passed, an option, an answer, a step of the scale; at least 1.
    """

    value: Value
    place: Fraction
    steps: int
    units: Fraction


class Lever(NamedTuple):
    """A piece of evidence that may be moved, or two: a share of which neither count is shown.

    `key`: of evidence, or the id of an item whose points or share are stated themselves.
    `now`: its value, or the least that it surely is; None where nothing is shown.
    `place`: where that lies; nothing shown lies at the worst.
    `moves`: by place, without `now`.
    `bound`: where every limit is a least, or every one a most.
    `ratio`: of a share, its counts.
    """

    key: str
    now: Value | None
    place: Fraction
    moves: tuple[Move, ...]
    bound: Bound | None = None
    ratio: RatioOf | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The pieces of evidence that it takes."""
        return (self.ratio.of, self.ratio.over) if self.ratio else (self.key,)


def levers(ruleset: Ruleset, evidence: Evidence) -> tuple[Lever, ...]:
    """Every piece of evidence that may be moved, in the ruleset's order, judged items last."""
    return tuple(lever for lever in _Levers(ruleset, evidence).all() if lever.moves)


def supplies(ruleset: Ruleset, evidence: Evidence) -> tuple[Lever, ...]:
    """Every piece of evidence that is not shown, exclusions too, as a lever.

    A share of which neither count is shown is one lever, since a total is a fact and nothing
    to choose: the share is what matters, and it takes both. What the inspection refused was
    shown, and is none.
    """
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
        self._unsure = {
            key
            for item in asked(ruleset, evidence)
            if item.has_unknown_figures
            for part in item.simple
            for key in (part.id, *part.keys, *map(share_key, shares(part)))
        }
        self._totals = {ratio.over for ratio in ruleset.ratios}
        shown = {key for key, reading in evidence.readings.items() if _is_known(reading)}
        self._stay = shown | evidence.rejected if supply else fixed(ruleset)
        self._shares = self._missing_shares() if supply else ()

    def all(self) -> Iterator[Lever]:
        used = self._used() - self._stay
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
                limits = {held.at for held in limits_of(item, self._evidence)}
                yield self._numeric(item.id, limits, _share)
        for ratio in self._shares:
            limits = set(self._limits_of_share(ratio))
            yield self._numeric(share_key(ratio), limits, _share)._replace(ratio=ratio)

    def _used(self) -> set[str]:
        """The keys that something looks at; a count not where it is half of a missing share."""
        used = {exclusion.key for exclusion in self._ruleset.exclusions}
        for item in self._items:
            ratios = shares(item)
            counted = {key for ratio in ratios for key in (ratio.of, ratio.over)}
            known = (ratio for ratio in ratios if ratio not in self._shares)
            used |= item.keys - counted
            used |= {key for ratio in known for key in (ratio.of, ratio.over)}
        return used

    def _missing_shares(self) -> tuple[RatioOf, ...]:
        """The shares of which neither count is shown, as this subject is held against them."""
        found = (held.ratio for item in self._items for held in limits_of(item, self._evidence))
        return tuple(dict.fromkeys(r for r in found if r and self._stay.isdisjoint((r.of, r.over))))

    def _limits_of_share(self, ratio: RatioOf) -> Iterator[Fraction]:
        """Those that can be reached: a share that may not exceed 1 is no more than that."""
        for item in self._items:
            for held in limits_of(item, self._evidence):
                limit = held.at
                if held.ratio == ratio and (ratio.may_exceed or limit <= 1):
                    yield limit
                elif held.ratio == ratio and not held.least:
                    yield Fraction(1)

    def _place(self, key: str, reading: Reading | None) -> Fraction:
        """Where a number lies; nothing shown lies at the worst."""
        falling = bound_of(key, self._items, self._evidence) == "at_most"
        return _TOP if reading is None and falling else _low(reading)

    def _bound(self, key: str) -> Bound | None:
        """Where a limit or points are unknown, nobody can say that more does as well."""
        return None if key in self._unsure else bound_of(key, self._items, self._evidence)

    def _is_stated(self, item: Threshold) -> bool:
        """Whether the item's share is stated itself, and not counted; or only a bound on it."""
        known = self._evidence.readings
        counts = [known.get(key) for ratio in item.ratios for key in (ratio.of, ratio.over)]
        stated = known.get(item.id)
        if stated is None or (self._supply and stated.low == stated.high):
            return False
        return not all(r and isinstance(r.value, int) for r in counts)

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
        return Lever(item.id, now, Fraction(now or 0), tuple(moves), "at_least")

    # --- numbers and shares ------------------------------------------------------------

    def _numeric(
        self, key: str, limits: Collection[Fraction], value: Callable[[Fraction], Value]
    ) -> Lever:
        reading = self._evidence.readings.get(key)
        if reading and reading.low == Ratio(-MOST_COUNT):
            reading = None  # of a number that is known from above alone nothing is sure
        place = self._place(key, reading)
        entry = self._ruleset.evidence.get(key)
        inside = sorted(limit for limit in limits if entry is None or _allows(entry, limit))
        moves = (
            Move(value(at), at, max(1, _between(inside, place, at)), _units(place, at))
            for at in inside
            if at != place or not _is_known(reading)
        )
        now = None if reading is None else value(place)
        return Lever(key, now, place, tuple(moves), self._bound(key))

    def _plain_limits(self, key: str) -> set[Fraction]:
        limits = (
            limits_of(item, self._evidence)
            for item in self._items
            if isinstance(item, Threshold) and item.number == key
        )
        return {held.at for found in limits for held in found}

    # --- counts ------------------------------------------------------------------------

    def _count(self, key: str, values: Collection[int]) -> Lever:
        reading = self._evidence.readings.get(key)
        place = self._place(key, reading)
        turns = sorted(self._turns(key))
        moves = (
            Move(n, Fraction(n), max(1, _between(turns, place, n)), _units(place, Fraction(n)))
            for n in sorted(values)
            if n != place or not _is_known(reading)
        )
        now = None if reading is None else int(place)
        return Lever(key, now, place, tuple(moves), self._bound(key))

    def _counts(self, used: Collection[str]) -> dict[str, set[int]]:
        """The counts that may be moved, each with where to; parts and wholes fit each other."""
        entries = self._ruleset.evidence
        keys = [key for key in used if entries[key].type is EvidenceType.COUNT]
        place = {key: int(_low(r)) for key, r in self._evidence.readings.items() if r.low}
        place |= {key: 0 for key in keys if key not in place}
        worst = {key: self._place(key, self._evidence.readings.get(key)) for key in keys}
        found = {key: {at} if worst.get(key) != _TOP else set() for key, at in place.items()}
        for key in keys:
            found[key].update(self._own(key, worst[key]))
        pairs = [(k, w) for k, wholes in self._ruleset.wholes.items() for w in wholes]
        pairs = [(k, w) for k, w in pairs if k in found and w in found]
        size = -1
        while size != (size := sum(map(len, found.values()))):
            for part, whole in pairs:
                found[whole] |= {n for n in found[part] if n > place[whole] and whole in keys}
                below = worst.get(part, place[part])
                down = {n for n in found[whole] if n < below or self._supply}
                found[part] |= down if part in keys else set()
        least = {key: 1 if key in self._totals else 0 for key in keys}
        return {
            key: {n for n in found[key] if n >= least[key] and _allows(entries[key], Fraction(n))}
            for key in keys
        }

    def _own(self, key: str, place: Fraction) -> Iterator[int]:
        turns = self._turns(key)
        yield from (turn for turn in turns if turn > place)
        yield from (turn - 1 for turn in turns if turn <= place)
        if place != _TOP and not _is_known(self._evidence.readings.get(key)):
            yield max(int(place), int(self._ruleset.evidence[key].at_least or 0))

    def _turns(self, key: str) -> set[int]:
        """Each least count that comes to something else than one less does, above 0."""
        found = {1} if self._supply else set[int]()
        for item in self._items:
            for held in limits_of(item, self._evidence):
                if held.ratio in self._shares:
                    continue
                if held.ratio and held.ratio.over == key:
                    found.update(self._turns_of_whole(held))
                least, most = self._whole(key, item, held.ratio)
                if held.least and most is not None:
                    found.add(math.ceil(held.at * most))
                elif not held.least and least is not None:
                    found.add(math.floor(held.at * least) + 1)
        return {turn for turn in found if turn > 0}

    def _turns_of_whole(self, held: Held) -> Iterator[int]:
        """The least whole of which a known part is less than a limit, or no more than it."""
        assert held.ratio
        part = self._evidence.readings.get(held.ratio.of)
        limit = held.at
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
            is_open = whole.high.part == MOST_COUNT and not _is_known(whole)
            return _low(whole), None if is_open else Fraction(whole.high.part)
        most = None if entry.at_most is None else Fraction(entry.at_most)
        return Fraction(entry.at_least or 0), most


def _allows(entry: EvidenceKey, value: Fraction) -> bool:
    above = entry.at_least is None or value >= Fraction(entry.at_least)
    return above and (entry.at_most is None or value <= Fraction(entry.at_most))


def _between(turns: Iterable[Fraction | int], one: Fraction | int, other: Fraction | int) -> int:
    """How many turns are passed from one place to another."""
    low, high = sorted((one, other))
    return sum(low < turn <= high for turn in turns)


def _units(place: Fraction, at: Fraction) -> Fraction:
    """How far it is; from above all, nobody can say."""
    return _NONE if place == _TOP else abs(at - place)


def _is_known(reading: Reading | None) -> bool:
    """Exactly; a share has no value but two bounds that meet."""
    if reading is None:
        return False
    return reading.value is not None or (reading.low is not None and reading.low == reading.high)


def _low(reading: Reading | None) -> Fraction:
    low = reading.low if reading else None
    return Fraction(low.part, low.whole) if low else Fraction(0)


def _share(at: Fraction) -> Ratio:
    return Ratio(at.numerator, at.denominator)


def _number(at: Fraction) -> Decimal:
    return Decimal(at.numerator) / Decimal(at.denominator)
