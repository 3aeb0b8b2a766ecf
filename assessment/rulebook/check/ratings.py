"""Ratings against all totals and failures that there are: each is given, each printed band closes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from assessment.model.quantity import ZERO
from assessment.model.ruleset import Interpretation, Printed, Rating
from assessment.model.flaw import Flaw, Severity, Witness
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.proof.compare import asked, holds, rating_at
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.reach import State
from assessment.rulebook.proof.witness import dossier_content, result_of

_TRIES = 20


def rating_flaws(ground: Ground) -> Iterator[Flaw]:
    """Ratings never given, totals that no printed band holds, readings that touch no total."""
    for index, rating in enumerate(ground.ruleset.ratings):
        for context in ground.contexts:
            flaw = _out_of_reach(ground, index, rating, context)
            if flaw is not None:
                yield flaw
                break
    if ground.ruleset.in_points:
        yield from _total(ground)
        yield from _printed(ground)
        yield from _idle(ground)


def _out_of_reach(ground: Ground, index: int, rating: Rating, context: Context) -> Flaw | None:
    """No dossier of this kind of subject gets the rating; or none was found that does."""
    reach = ground.reach(context)
    given = (s for s in reach.states() if rating_at(ground.ruleset, s, context) is rating)
    tried = False
    for state in islice(given, _TRIES):
        tried = True
        witness = _whole(ground, context, state)
        if witness and witness.shows.get("rating") == rating.id:
            return None
    where = None if len(ground.contexts) == 1 else context
    params: dict[str, Any] = {"id": rating.id, "title": rating.title, "context": where}
    if tried:
        return ground.warning("proof.undecided", ("ratings", index), **params)
    nearest = _nearest(ground, rating, context)
    witness = _whole(ground, context, nearest) if nearest else None
    return ground.error("proof.rating_out_of_reach", ("ratings", index), witness, **params)


def _nearest(ground: Ground, rating: Rating, context: Context) -> State | None:
    """A state that meets what the rating asks and is given a better one; else the best there is."""
    states = list(ground.reach(context).states())
    fitting = (s for s in states if holds(ground.ruleset, rating, s, context))
    best = max(states, key=lambda s: (-len(s.failing), s.total), default=None)
    return next(fitting, best)


def _whole(ground: Ground, context: Context, state: State) -> Witness | None:
    content = dossier_content(ground.ruleset, context, ground.reach(context).evidence(state))
    if content is None:
        return None
    return Witness(content, result_of(ground.ruleset, content).shows())


def _total(ground: Ground) -> Iterator[Flaw]:
    """An area or a kind of unit for which no dossier has the whole scale."""
    scale = ground.ruleset.scale
    if scale is None or ground.ruleset.has_unknown_points:
        return
    for context in ground.contexts:
        top = max(ground.reach(context).states(), key=lambda state: state.total, default=None)
        if top is not None and top.total < scale.max:
            where = None if len(ground.contexts) == 1 else context
            witness = _whole(ground, context, top)
            params: dict[str, Any] = {"most": scale.max, "points": top.total, "context": where}
            yield ground.error("proof.total_not_attained", ("scale", "max"), witness, **params)
            return


# --- bands as printed ------------------------------------------------------------------


def _printed(ground: Ground) -> Iterator[Flaw]:
    """Totals that the document's own bands leave out, hold twice, or rate otherwise than here."""
    bands = [(i, r, r.printed) for i, r in enumerate(ground.ruleset.ratings) if r.printed]
    if not bands:
        return
    states = _totals(ground)
    for index, rating, band in bands:
        yield from _band(ground, index, rating, band, states)
    ordered = sorted(bands, key=lambda entry: entry[2].from_)
    for (low_index, low, below), (_, _, above) in zip(ordered, ordered[1:], strict=False):
        if above.from_ <= below.to:
            params: dict[str, Any] = {"id": low.id, "total": above.from_}
            yield ground.error("proof.printed_twice", ("ratings", low_index, "printed"), **params)
        between = [total for total in states if below.to < total < above.from_]
        if between:
            yield _left_out(ground, low_index, between, states)


def _left_out(
    ground: Ground,
    index: int,
    totals: list[Decimal],
    states: dict[Decimal, tuple[Context, State]],
) -> Flaw:
    """Totals between two bands: announced by an interpretation, or an error."""
    context, state = states[totals[0]]
    witness = _whole(ground, context, state)
    rating = rating_at(ground.ruleset, state, context)
    where = ("ratings", index, "printed")
    params: dict[str, Any] = {"totals": totals, "rating": rating.title}
    readings = [_reading(ground, total) for total in totals]
    first = readings[0]
    if first is None or any(reading is not first for reading in readings):
        return ground.error("proof.printed_gap", where, witness, **params)
    more: dict[str, Any] = {"reading": first.text, "article": first.source}
    return ground.flaw(Severity.NOTE, "proof.printed_gap_as_read", where, witness, **params, **more)


def _reading(ground: Ground, total: Decimal) -> Interpretation | None:
    for reading in ground.ruleset.interpretations:
        gaps = reading.affects.total_between if reading.affects else ()
        if any(gap.above < total < gap.below for gap in gaps):
            return reading
    return None


def _band(
    ground: Ground,
    index: int,
    rating: Rating,
    band: Printed,
    states: dict[Decimal, tuple[Context, State]],
) -> Iterator[Flaw]:
    """A total inside a rating's printed band that the rating's own limit leaves out."""
    for total, (context, state) in states.items():
        when = asked(ground.ruleset, rating, context)
        limit = when.total.at_least if when and when.total else ZERO
        if band.from_ <= total <= band.to and total < limit:
            witness = _whole(ground, context, state)
            params: dict[str, Any] = {"id": rating.id, "total": total, "limit": limit}
            where = ("ratings", index, "printed")
            yield ground.error("proof.printed_otherwise", where, witness, **params)
            return


def _totals(ground: Ground) -> dict[Decimal, tuple[Context, State]]:
    """Every total that some dossier has, with one of its states that fails the least."""
    found: dict[Decimal, tuple[Context, State]] = {}
    for context in ground.contexts:
        for state in ground.reach(context).states():
            known = found.get(state.total)
            if known is None or len(state.failing) < len(known[1].failing):
                found[state.total] = (context, state)
    return found


def _idle(ground: Ground) -> Iterator[Flaw]:
    """An interpretation of totals that no dossier has."""
    for index, reading in enumerate(ground.ruleset.interpretations):
        gaps = reading.affects.total_between if reading.affects else ()
        for gap in gaps:
            if not any(gap.above < total < gap.below for total in _totals(ground)):
                where = ("interpretations", index)
                yield ground.warning("proof.interpretation_idle", where, id=reading.id)
                break
