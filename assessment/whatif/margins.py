"""How far each value is from losing its level and from gaining the next, in counts.

What costs the rating stands first; then the most fragile: the smallest loss in proportion to
the value that has it ("giảm 4 trong 46 hộ"); where more loses the level, in proportion to the
whole ("thêm 1 trong 872 học sinh"), or to what a number would then be; in proportion to itself
where that is larger still. What cannot be lost stands last.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from assessment.engine.admit import admit
from assessment.engine.assess import assess, finding
from assessment.errors import DossierError
from assessment.model.dossier import Claim
from assessment.model.evidence import Evidence, Reading
from assessment.model.item import AllOf, Item, Judged, RatioOf, Threshold, ThresholdLevel
from assessment.model.outcome import Amount, Assessment, Finding, Judgement, Share, Status, Takes
from assessment.model.plan import Change, Value
from assessment.model.quantity import MOST_COUNT, Interval, Limit, Ratio
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.model.whatif import Gain, Loss, Margin
from assessment.whatif.changes import changed
from assessment.whatif.effects import effect_of
from assessment.whatif.ratings import falls

_A_BIT = Fraction(1, 10**12)
"""Past a limit, where a value is not counted."""

W = TypeVar("W", Loss, Gain)


def margins(now: Assessment) -> tuple[Margin, ...]:
    """The margin of every value that is held against limits; what costs the rating first.

    Each loss and gain is asked of the engine: a level that another way of the same item holds
    is neither lost nor gained, and a value that no dossier may state is none.
    """
    return tuple(sorted(_Margins(now).all(), key=_order))


def _order(margin: Margin) -> tuple[int, Fraction]:
    if margin.loss is None or margin.fragility is None:
        return 2, Fraction(0)
    return (0 if margin.loss.rating_falls else 1), margin.fragility


class _Limit(NamedTuple):
    """A limit that a part of an item is held against, and the value that is.

    `at` and `edge`: the value, and the last that holds: a count, a number, or a share of 1.
    `key`: what states the value: a share that is not counted stands under its item's id.
    `level`: None where the limit earns all of a judged item's points.
    """

    part: Finding
    seen: Share | Amount
    level: ThresholdLevel | None
    least: bool
    at: Fraction
    edge: Fraction
    key: str
    is_count: bool
    may_exceed: bool

    @property
    def holds(self) -> bool:
        return self.at >= self.edge if self.least else self.at <= self.edge

    @property
    def distance(self) -> Fraction:
        return abs(self.edge - self.at)

    @property
    def whole(self) -> int | None:
        return self.seen.whole if isinstance(self.seen, Share) else None

    def takes(self, amount: Fraction, *, more: bool) -> Takes:
        if isinstance(self.seen, Amount):
            return Takes(Ratio(amount.numerator, amount.denominator), more, "number", self.seen.key)
        if self.is_count:
            return Takes(Ratio(int(amount)), more, "count", self.seen.of)
        points = amount * 100
        ratio = Ratio(points.numerator, points.denominator)
        return Takes(ratio, more, "percentage_points", self.seen.of)


class _Margins:
    def __init__(self, now: Assessment) -> None:
        self._now = now
        self._ruleset: Ruleset = now.ruleset
        self._evidence: Evidence = admit(
            now.ruleset, now.dossier, strict=now.options.strict
        ).counted

    def all(self) -> Iterator[Margin]:
        for found in (*self._now.findings.values(), *self._now.score.gates):
            if found.status is not Status.NOT_APPLICABLE:
                yield from self._of(found)

    def _of(self, found: Finding) -> Iterator[Margin]:
        """By part and value: what loses, and what gains, soonest of all that the key does."""
        limits = [limit for part in found.parts or (found,) for limit in self._limits(part)]
        losses = _soonest(limits, lambda limit: self._loss(found, limit))
        gains = _soonest(limits, lambda limit: self._gain(found, limit))
        rows = {(limit.part.item.id, limit.seen): limit for limit in limits}
        for row, limit in rows.items():
            loss, gain = losses.get(row), gains.get(row)
            if loss or gain:
                fragility = _fragility(limit, loss) if loss else None
                yield Margin(found.item.id, limit.part, limit.seen, loss, gain, fragility)

    # --- limits ------------------------------------------------------------------------

    def _limits(self, part: Finding) -> Iterator[_Limit]:
        """The limits that this subject is held against, the best first, where the value is known."""
        item = part.item
        if isinstance(item, Judged) and item.full_at:
            seen = part.seen[0] if part.seen else None
            share = seen.share if isinstance(seen, Judgement) else None
            full = item.full_at
            yield from self._limit(part, share, None, full.at_least, full.ratio)
        if isinstance(item, Threshold):
            for level in item.levels_by_area[self._evidence.disadvantaged]:
                ratio = level.ratio or item.ratio
                if self._evidence.concerns(level.applies_to):
                    seen_ = _seen(part, ratio)
                    yield from self._limit(
                        part, seen_, level, level.at_least or level.at_most, ratio
                    )

    def _limit(
        self,
        part: Finding,
        seen: Share | Amount | None,
        level: ThresholdLevel | None,
        figure: Limit | None,
        ratio: RatioOf | None,
    ) -> Iterator[_Limit]:
        if seen is None or figure is None or seen.low is None or seen.low != seen.high:
            return
        least = level is None or level.at_least is not None
        edge = _fraction(figure.limit)
        if isinstance(seen, Amount):
            key = seen.key
            is_count = self._ruleset.evidence[key].type is EvidenceType.COUNT
            at = _fraction(seen.low)
        elif seen.part is not None and seen.whole:
            key, is_count, at, edge = seen.of, True, Fraction(seen.part), edge * seen.whole
        elif seen.by_percentage:
            key, is_count, at = part.item.id, False, _fraction(seen.low)
        else:
            return
        if is_count:
            edge = Fraction(math.ceil(edge) if least else math.floor(edge))
        may_exceed = ratio is None or ratio.may_exceed
        yield _Limit(part, seen, level, least, at, edge, key, is_count, may_exceed)

    # --- losing and gaining ------------------------------------------------------------

    def _loss(self, found: Finding, limit: _Limit) -> Loss | None:
        """What loses the limit; None where that loses nothing of the item."""
        if not limit.holds:
            return None
        step = Fraction(1) if limit.is_count else _A_BIT
        past = limit.edge - step if limit.least else limit.edge + step
        then = self._then(found.item, limit, past)
        if then is None:
            return None
        before, after = effect_of(found), effect_of(then)
        if not after.is_below(before):
            return None
        amount = abs(past - limit.at) if limit.is_count else limit.distance
        result = self._result(limit.key, self._value(limit, past))
        return Loss(
            limit.key,
            limit.takes(amount, more=not limit.least),
            before.points - after.points,
            tuple(sorted(after.missed - before.missed)),
            then.points if _is_opened(found.points, then.points) else None,
            result,
            result is not None and falls(self._now, result),
        )

    def _gain(self, found: Finding, limit: _Limit) -> Gain | None:
        """What reaches the limit; None where that gains neither the item nor what it adds up from.

        Of an item that asks for all its parts, what gains a part is needed, if not enough.
        """
        then = None if limit.holds else self._then(found.item, limit, limit.edge)
        if then is None:
            return None
        before, after = effect_of(found), effect_of(then)
        alone = before.is_below(after)
        if not (alone or self._gains_part(found.item, limit)):
            return None
        takes = limit.takes(limit.distance, more=limit.least)
        return Gain(limit.key, takes, after.points - before.points, limit.level, alone)

    def _gains_part(self, item: Item, limit: _Limit) -> bool:
        then = self._then(limit.part.item, limit, limit.edge)
        needed = isinstance(item, AllOf) and then is not None
        return bool(needed and then and effect_of(limit.part).is_below(effect_of(then)))

    def _then(self, item: Item, limit: _Limit, at: Fraction) -> Finding | None:
        """The item with the value there; None where it lies beyond its bounds."""
        if not self._may_be(limit, at):
            return None
        value, place = self._value(limit, at), Ratio(at.numerator, at.denominator)
        exact = None if isinstance(value, Ratio) else value
        reading = Reading(limit.key, exact, place, place, Claim())
        readings = {**self._evidence.readings, limit.key: reading}
        moved = replace(self._evidence, readings=readings)
        return finding(item, moved, missing=self._now.options.missing)

    def _may_be(self, limit: _Limit, at: Fraction) -> bool:
        entry = self._ruleset.evidence.get(limit.key)
        least = Fraction(entry.at_least) if entry and entry.at_least is not None else None
        most = Fraction(entry.at_most) if entry and entry.at_most is not None else None
        if least is None and (entry is None or entry.type is not EvidenceType.NUMBER):
            least = Fraction(0)
        if most is None and isinstance(limit.seen, Share) and not limit.may_exceed:
            most = Fraction(limit.whole or 1)
        most = Fraction(MOST_COUNT) if most is None else most
        return (least is None or at >= least) and at <= most

    def _result(self, key: str, value: Value) -> Assessment | None:
        """The whole dossier with this value; None where no dossier states it alone."""
        options = self._now.options
        try:
            made = changed(self._now.dossier, [Change(key, None, value)])
            return assess(self._ruleset, made, missing=options.missing, strict=options.strict)
        except DossierError:
            return None

    def _value(self, limit: _Limit, at: Fraction) -> Value:
        if limit.is_count:
            return int(at)
        entry = self._ruleset.evidence.get(limit.key)
        if entry and entry.type is EvidenceType.NUMBER:
            return Decimal(at.numerator) / Decimal(at.denominator)
        return Ratio(at.numerator, at.denominator)


def _soonest(
    limits: Iterable[_Limit], way: Callable[[_Limit], W | None]
) -> dict[tuple[str, Share | Amount], W]:
    """Of each key the nearest limit that does it, by the part and value held against it."""
    found: dict[str, tuple[tuple[str, Share | Amount], W]] = {}
    for limit in sorted(limits, key=lambda limit: limit.distance):
        if limit.key not in found and (done := way(limit)):
            found[limit.key] = (limit.part.item.id, limit.seen), done
    return dict(found.values())


def _seen(part: Finding, ratio: RatioOf | None) -> Share | Amount | None:
    """What a level compares, among all that the part has seen."""
    for seen in part.seen:
        if isinstance(seen, Amount) and ratio is None:
            return seen
        if isinstance(seen, Share) and ratio and (seen.of, seen.over) == (ratio.of, ratio.over):
            return seen
    return None


def _is_opened(before: Interval | None, after: Interval | None) -> bool:
    return bool(before and before.exact and after and not after.exact)


def _fragility(limit: _Limit, loss: Loss) -> Fraction:
    amount = _fraction(loss.takes.amount)
    if loss.takes.unit == "percentage_points":
        amount /= 100
    if isinstance(limit.seen, Share) and loss.takes.more:
        return min(amount / (limit.whole or 1), Fraction(1))
    then = limit.at + amount if loss.takes.more else limit.at - amount
    largest = max(abs(limit.at), abs(then), amount)
    return amount / largest if largest else Fraction(0)


def _fraction(ratio: Ratio) -> Fraction:
    return Fraction(ratio.part, ratio.whole)
