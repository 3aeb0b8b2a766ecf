"""How far each value is from losing its level and from gaining the next, in counts.

The most fragile first: the smallest loss in proportion to the value that has it ("giảm 4
trong 46 hộ"); where more loses the level, in proportion to the whole ("thêm 1 trong 872 học
sinh"), or to what a number would then be; in proportion to itself where that is larger still.
What cannot be lost stands last.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from assessment.engine.admit import MAX_COUNT, admit
from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.model.evidence import Evidence
from assessment.model.item import Item, Threshold
from assessment.model.outcome import Assessment, Finding, RatingTest, Score, Share, Status, Takes
from assessment.model.plan import Change, Value
from assessment.model.quantity import Ratio
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.model.whatif import Loss, Margin, RatingMargin
from assessment.whatif.changes import changed
from assessment.whatif.effects import Effects

_A_BIT = Fraction(1, 10**12)
"""Past a limit, where a value is not counted."""


def margins(now: Assessment) -> tuple[Margin, ...]:
    """The margin of every value that is held against limits, the most fragile first.

    Each loss is asked of the engine: a level that another way of the same item holds is not
    lost, and a value that no dossier may state is none.
    """
    found = list(_Margins(now).all())
    losing = sorted((m for m in found if m.fragility is not None), key=_fragility)
    return (*losing, *(m for m in found if m.fragility is None))


def _fragility(margin: Margin) -> Fraction:
    assert margin.fragility is not None
    return margin.fragility


class _Margins:
    def __init__(self, now: Assessment) -> None:
        self._now = now
        self._ruleset: Ruleset = now.ruleset
        self._evidence: Evidence = admit(
            now.ruleset, now.dossier, strict=now.options.strict
        ).counted
        self._effects = Effects(now.ruleset, self._evidence, (), now.options.missing)

    def all(self) -> Iterator[Margin]:
        for found in (*self._now.findings.values(), *self._now.score.gates):
            for part in found.parts or (found,):
                margin = self._margin(found.item, part)
                if margin:
                    yield margin

    def _margin(self, item: Item, part: Finding) -> Margin | None:
        takes = part.spare or (part.next.takes if part.next else None)
        if takes is None or part.status is Status.NOT_APPLICABLE:
            return None
        loss = self._loss(item, part, part.spare) if part.spare else None
        fragility = self._fragility(part, loss.takes) if loss else None
        return Margin(item.id, part, takes.key, loss, fragility)

    # --- losing ------------------------------------------------------------------------

    def _loss(self, item: Item, part: Finding, spare: Takes) -> Loss | None:
        """What loses the level; None where nothing that can be does."""
        place = self._place(part, spare)
        key = self._stated(part.item, spare)
        if self._is_counted(spare):
            amount = Fraction(math.floor(_fraction(spare.amount)) + 1)
            takes = spare._replace(amount=Ratio(amount.numerator))
        else:
            amount, takes = _fraction(spare.amount) * self._scale(spare) + _A_BIT, spare
        at = place + amount if spare.more else place - amount
        if not self._may_be(part, spare, key, at):
            return None
        value = self._value(spare, at)
        before, after = self._effects.at(item, {}), self._effects.at(item, {key: value})
        if not after.is_below(before):
            return None
        lost = tuple(sorted(after.missed - before.missed))
        return Loss(takes, before.points - after.points, lost, self._result(key, value))

    def _may_be(self, part: Finding, spare: Takes, key: str, at: Fraction) -> bool:
        """Whether a value lies within its bounds."""
        entry = self._ruleset.evidence.get(key)
        least = Fraction(entry.at_least) if entry and entry.at_least is not None else None
        most = Fraction(entry.at_most) if entry and entry.at_most is not None else None
        if least is None and (entry is None or entry.type is not EvidenceType.NUMBER):
            least = Fraction(0)
        share = self._share(part, spare)
        if most is None and share and not self._may_exceed(part.item, share):
            most = Fraction(1) if spare.unit != "count" else Fraction(share.whole or 0)
        most = Fraction(MAX_COUNT) if most is None else most
        return (least is None or at >= least) and at <= most

    def _may_exceed(self, item: Item, share: Share) -> bool:
        ratios = item.ratios if isinstance(item, Threshold) else ()
        return any(r.may_exceed for r in ratios if (r.of, r.over) == (share.of, share.over))

    def _result(self, key: str, value: Value) -> Assessment | None:
        """The whole dossier with this value; None where no dossier states it alone."""
        options = self._now.options
        try:
            made = changed(self._now.dossier, [Change(key, None, value)])
            return assess(self._ruleset, made, missing=options.missing, strict=options.strict)
        except DossierError:
            return None

    def _fragility(self, part: Finding, takes: Takes) -> Fraction:
        place, amount = self._place(part, takes), _fraction(takes.amount) * self._scale(takes)
        share = self._share(part, takes)
        if share and takes.more:
            whole = share.whole if takes.unit == "count" and share.whole else 1
            return min(amount / whole, Fraction(1))
        then = place + amount if takes.more else place - amount
        largest = max(abs(place), abs(then), amount)
        return amount / largest if largest else Fraction(0)

    # --- values ------------------------------------------------------------------------

    def _place(self, part: Finding, takes: Takes) -> Fraction:
        """The value now: a count, a number, or a share of 1."""
        share = self._share(part, takes)
        if share is not None and takes.unit == "count":
            return Fraction(share.part or 0)
        low = share.low if share else self._evidence.readings[takes.key].low
        assert low
        return _fraction(low)

    def _share(self, part: Finding, takes: Takes) -> Share | None:
        shares = (seen for seen in part.seen if isinstance(seen, Share) and seen.of == takes.key)
        return next(shares, None)

    def _stated(self, item: Item, takes: Takes) -> str:
        """The key that states the value: a share that is not counted stands under its item's id."""
        return item.id if takes.unit == "percentage_points" else takes.key

    def _is_counted(self, takes: Takes) -> bool:
        entry = self._ruleset.evidence[takes.key]
        return takes.unit != "percentage_points" and entry.type is EvidenceType.COUNT

    def _scale(self, takes: Takes) -> Fraction:
        return Fraction(1, 100) if takes.unit == "percentage_points" else Fraction(1)

    def _value(self, takes: Takes, at: Fraction) -> Value:
        entry = self._ruleset.evidence[takes.key]
        if self._is_counted(takes):
            return int(at)
        if takes.unit == "number" and entry.type is EvidenceType.NUMBER:
            return Decimal(at.numerator) / Decimal(at.denominator)
        return Ratio(at.numerator, at.denominator)


def _fraction(ratio: Ratio) -> Fraction:
    return Fraction(ratio.part, ratio.whole)


# --- ratings ---------------------------------------------------------------------------


def rating_margins(now: Assessment) -> tuple[RatingMargin, ...]:
    """What the rating held has to spare, and what the next better one lacks.

    Of what is held: the total above its limit, and the criteria and indicators that a single
    step of the scale keeps where they have to be. Only what is sure counts; while more than
    one rating is possible, nothing is said to lack.
    """
    tests = [test for test in now.score.determination.tests if not test.rating.otherwise]
    held = next((n for n, test in enumerate(tests) if test.truth), len(tests))
    found: list[RatingMargin] = []
    if held < len(tests):
        found.extend(m for m in _asked(now, tests[held], held=True) if _is_near(now, m))
    if held and now.rating is not None:
        found.extend(m for m in _asked(now, tests[held - 1], held=False) if _is_short(m))
    return tuple(found)


def _asked(now: Assessment, test: RatingTest, *, held: bool) -> Iterator[RatingMargin]:
    when = test.rating.asks(disadvantaged=now.disadvantaged)
    score, step = now.score, now.ruleset.scale.step if now.ruleset.scale else Decimal(0)
    if when and when.total and score.points:
        figure = when.total.at_least
        spare = score.points.low - figure
        yield RatingMargin(test.rating, held, "total", (), spare, figure)
    if when and when.no_criterion_at is not None:
        figure = when.no_criterion_at
        for id_, points in _criteria(score):
            spare = points - figure - step
            yield RatingMargin(test.rating, held, "no_criterion_at", (id_,), spare, figure)
    if when and when.no_indicator_below is not None:
        figure = when.no_indicator_below
        for id_, points in _indicators(score):
            spare = points - figure
            yield RatingMargin(test.rating, held, "no_indicator_below", (id_,), spare, figure)
    for condition in test.conditions:
        if condition.kind in ("level", "gate", "exclusion") and condition.truth is not True:
            ids = condition.decisive
            yield RatingMargin(test.rating, held, condition.kind, ids, None, condition.figure)


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


def _is_near(now: Assessment, margin: RatingMargin) -> bool:
    step = now.ruleset.scale.step if now.ruleset.scale else Decimal(0)
    return margin.kind == "total" or (margin.spare is not None and margin.spare < step)


def _is_short(margin: RatingMargin) -> bool:
    return margin.spare is None or margin.spare < 0
