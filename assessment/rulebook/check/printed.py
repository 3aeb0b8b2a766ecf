"""Bands of totals as the document prints them: they close, and say what the ratings say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from assessment.model.flaw import Flaw, Witness
from assessment.model.ruleset import Interpretation, Printed, Rating
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.ratings import bands
from assessment.rulebook.proof.watch import State


class _Given(NamedTuple):
    """A total that some dossier has with nothing failing that its rating asks about."""

    rating: Rating
    context: Context
    state: State


class _Band(NamedTuple):
    place: int
    rating: Rating
    printed: Printed

    def holds(self, total: Decimal) -> bool:
        return self.printed.from_ <= total <= self.printed.to


def printed_flaws(ground: Ground) -> Iterator[Flaw]:
    """Totals that the bands leave out, hold twice, or rate otherwise; interpretations of no total."""
    found = [
        _Band(i, rating, rating.printed)
        for i, rating in enumerate(ground.ruleset.ratings)
        if rating.printed
    ]
    read = [i for i in ground.ruleset.interpretations if i.affects and i.affects.total_between]
    if not found and not read:
        return
    totals = _totals(ground)
    for band in found:
        if band.printed.from_ > band.printed.to:
            where = ("ratings", band.place, "printed")
            params: dict[str, Any] = {"from": band.printed.from_, "to": band.printed.to}
            yield ground.error("proof.printed_reversed", where, **params)
    found = sorted(
        (band for band in found if band.printed.from_ <= band.printed.to),
        key=lambda band: band.printed.from_,
    )
    for below, above in pairwise(found):
        yield from _between(ground, below, above, totals)
    yield from _otherwise(ground, found, totals)
    yield from _idle(ground, totals)


def _between(
    ground: Ground, below: _Band, above: _Band, totals: Mapping[Decimal, _Given]
) -> Iterator[Flaw]:
    where = ("ratings", below.place, "printed")
    if above.printed.from_ <= below.printed.to:
        total = above.printed.from_
        witness = _shown(ground, totals[total]) if total in totals else None
        params: dict[str, Any] = {"id": below.rating.id, "total": total}
        yield ground.error("proof.printed_twice", where, witness, **params)
    left_out = [t for t in totals if below.printed.to < t < above.printed.from_]
    if not left_out:
        return
    first = totals[left_out[0]]
    witness = _shown(ground, first)
    params = {"totals": left_out, "rating": first.rating.title}
    announced = [_announced_by(ground, total) for total in left_out]
    interpretation = announced[0]
    if interpretation is None or any(other is not interpretation for other in announced):
        yield ground.error("proof.printed_gap", where, witness, **params)
        return
    params |= {"reading": interpretation.text, "article": interpretation.source}
    yield ground.note("proof.printed_gap_as_read", where, witness, **params)


def _announced_by(ground: Ground, total: Decimal) -> Interpretation | None:
    for interpretation in ground.ruleset.interpretations:
        gaps = interpretation.affects.total_between if interpretation.affects else ()
        if any(gap.above < total < gap.below for gap in gaps):
            return interpretation
    return None


def _otherwise(
    ground: Ground, found: list[_Band], totals: Mapping[Decimal, _Given]
) -> Iterator[Flaw]:
    """For each band a total in it that is rated otherwise, or one rated so beyond all bands."""
    if not found:
        return
    lowest, highest = found[0].printed.from_, max(band.printed.to for band in found)
    seen: set[tuple[str, int]] = set()
    for total, given in totals.items():
        holding = [band for band in found if band.holds(total)]
        own = [band for band in found if band.rating is given.rating]
        wrong = [] if any(band in holding for band in own) else holding
        code = "proof.printed_otherwise"
        if not holding and not lowest <= total <= highest:
            wrong, code = own, "proof.printed_without"
        for band in wrong:
            if (code, band.place) not in seen:
                seen.add((code, band.place))
                where = ("ratings", band.place, "printed")
                params: dict[str, Any] = {
                    "title": band.rating.title,
                    "total": total,
                    "rating": given.rating.title,
                }
                yield ground.error(code, where, _shown(ground, given), **params)


def _totals(ground: Ground) -> dict[Decimal, _Given]:
    """Every total that some dossier has while nothing fails that its rating asks about."""
    found: dict[Decimal, _Given] = {}
    for context in ground.contexts:
        usual = list(bands(ground.ruleset, frozenset(), context))
        for failing, totals in ground.reach(context).groups():
            for band in bands(ground.ruleset, failing, context):
                for rating, low, below in usual:
                    if rating is band.rating:
                        for total in totals.between(max(low, band.low), _least(below, band.below)):
                            state = State(total, failing)
                            found.setdefault(total, _Given(rating, context, state))
    return dict(sorted(found.items()))


def _least(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    known = [limit for limit in (one, other) if limit is not None]
    return min(known, default=None)


def _shown(ground: Ground, given: _Given) -> Witness | None:
    return ground.shown(given.context, given.state)


def _idle(ground: Ground, totals: Mapping[Decimal, _Given]) -> Iterator[Flaw]:
    """An interpretation of totals that no dossier has."""
    for index, interpretation in enumerate(ground.ruleset.interpretations):
        gaps = interpretation.affects.total_between if interpretation.affects else ()
        for number, gap in enumerate(gaps):
            if not any(gap.above < total < gap.below for total in totals):
                where = ("interpretations", index, "affects", "total_between", number)
                yield ground.warning("proof.interpretation_idle", where, id=interpretation.id)
