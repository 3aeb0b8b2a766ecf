"""How one ruleset rates totals and failures: which rating, and from which total on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assessment.model.quantity import ZERO
from assessment.model.ruleset import Rating, Ruleset, When
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.reach import Reach
from assessment.rulebook.proof.watch import State, Watch, watched


def rating_at(ruleset: Ruleset, state: State, context: Context) -> Rating:
    """The rating of a total with these failures."""
    return next(r for r in ruleset.ratings if holds(ruleset, r, state, context))


class Band(NamedTuple):
    """The totals from `low` on, and less than `below` if that is stated, that get a rating."""

    rating: Rating
    low: Decimal
    below: Decimal | None


def bands(ruleset: Ruleset, failing: frozenset[Watch], context: Context) -> Iterator[Band]:
    """The ratings that totals with these failures get, and which totals."""
    below: Decimal | None = None
    for rating in ruleset.ratings:
        when = asked(ruleset, rating, context)
        limit = when.total.at_least if when and when.total and not rating.otherwise else ZERO
        low = max(limit, ZERO)
        if holds(ruleset, rating, State(low, failing), context) and (below is None or low < below):
            yield Band(rating, low, below)
            below = low


def states_of(ruleset: Ruleset, rating: Rating, reach: Reach, context: Context) -> Iterator[State]:
    """The states in reach that get a rating, those where the least fails first."""
    for failing, totals in reach.groups():
        for band in bands(ruleset, failing, context):
            if band.rating is rating:
                yield from (State(t, failing) for t in totals.between(band.low, band.below))


def holds(ruleset: Ruleset, rating: Rating, state: State, context: Context) -> bool:
    """Whether all that a rating asks for is so."""
    if rating.otherwise:
        return True
    when = asked(ruleset, rating, context)
    always: list[Watch] = [Watch("gate", gate.id) for gate in ruleset.gates]
    always += [Watch("exclusion", exclusion.id) for exclusion in ruleset.exclusions]
    if not state.failing.isdisjoint([*always, *watched(when)]):
        return False
    limit = when.total.at_least if when and when.total else None
    return limit is None or state.total >= limit


def asked(ruleset: Ruleset, rating: Rating, context: Context) -> When | None:
    """What a rating asks in a context."""
    if context.disadvantaged(ruleset) and rating.disadvantaged:
        return rating.disadvantaged.when
    return rating.when
