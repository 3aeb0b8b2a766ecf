"""Conditions of ratings: somebody fails each, and without it would be rated otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from assessment.files import Steps
from assessment.model.flaw import Flaw
from assessment.model.ruleset import Rating, Ruleset, When
from assessment.model.sourced import changed
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.check.nesting import counted_levels
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.ratings import holds, states_of
from assessment.rulebook.proof.reach import Reach
from assessment.rulebook.proof.watch import State, watched


class _Condition(NamedTuple):
    """One condition of a rating, and what is asked without it.

    `nested`: a level beside a higher one, which says that levels include each other; that is
    looked at where levels are held against each other.
    """

    name: str
    limit: Decimal | str
    when: When
    without: When
    nested: bool = False

    def fails(self, state: State) -> bool:
        own = {*watched(self.when)} - {*watched(self.without)}
        if own:
            return not own.isdisjoint(state.failing)
        return isinstance(self.limit, Decimal) and state.total < self.limit


def condition_flaws(ground: Ground) -> Iterator[Flaw]:
    """A condition that nobody fails, or that the others (and better ratings) make superfluous."""
    counted = counted_levels(ground)
    for index, rating in enumerate(ground.ruleset.ratings):
        for when, where, contexts in _whens(ground, rating, index):
            reached = _Reached(ground, index, contexts)
            for condition in _conditions(ground.ruleset, when, counted):
                name, limit = condition.name, condition.limit
                params: dict[str, Any] = {"title": rating.title, "condition": name, "limit": limit}
                if not reached.fails(condition):
                    yield ground.warning("proof.condition_idle", (*where, name), **params)
                elif not condition.nested and not reached.decides(condition):
                    yield ground.note("proof.condition_implied", (*where, name), **params)


def _whens(
    ground: Ground, rating: Rating, index: int
) -> Iterator[tuple[When, Steps, list[Context]]]:
    """What a rating asks, where it stands, and of whom, where that is anybody."""
    away = [context for context in ground.contexts if context.disadvantaged(ground.ruleset)]
    variant = rating.disadvantaged
    usual = [context for context in ground.contexts if not (variant and context in away)]
    if rating.when and usual:
        yield rating.when, ("ratings", index, "when"), usual
    if variant and away:
        yield variant.when, ("ratings", index, "disadvantaged", "when"), away


def _conditions(ruleset: Ruleset, when: When, counted: Collection[str]) -> Iterator[_Condition]:
    """All that is asked; of levels those that some indicator counts for."""
    if when.total is not None:
        yield _Condition("total", when.total.at_least, when, changed(when, total=None))
    for name in ("no_criterion_at", "no_indicator_below"):
        limit: Decimal | None = getattr(when, name)
        if limit is not None:
            yield _Condition(name, limit, when, changed(when, **{name: None}))
    named = when.levels or ()
    asked = [level.id for level in ruleset.levels if level.id in counted and level.id in named]
    for level in asked:
        others = tuple(other for other in named if other != level)
        without = changed(when, levels=others)
        yield _Condition("levels", level, when, without, nested=level != asked[-1])


class _Reached:
    """What those come to of whom a rating asks something."""

    def __init__(self, ground: Ground, index: int, contexts: list[Context]) -> None:
        self._ground = ground
        self._ruleset = ground.ruleset
        self._index = index
        self._rating = ground.ruleset.ratings[index]
        self._contexts = contexts

    def fails(self, condition: _Condition) -> bool:
        """Whether somebody fails the condition."""
        return any(
            condition.fails(State(next(iter(totals)), failing))
            for _, reach in self._reaches()
            for failing, totals in reach.groups()
        )

    def decides(self, condition: _Condition) -> bool:
        """Whether without the condition somebody would be given the rating who is not.

        Of a rating that nobody is given this cannot be said: there nobody meets the others.
        """
        eased = changed(self._rating, when=condition.without, disadvantaged=None)
        ratings = list(self._ruleset.ratings)
        ratings[self._index] = eased
        other = changed(self._ruleset, ratings=tuple(ratings))
        given = False
        for context, reach in self._reaches():
            for state in states_of(other, eased, reach, context):
                if not holds(self._ruleset, self._rating, state, context):
                    return True
                given = True
        return not given

    def _reaches(self) -> Iterator[tuple[Context, Reach]]:
        """What is sure to be reached, and then what may be."""
        for wide in (False, True):
            for context in self._contexts:
                yield context, self._ground.reach(context, wide=wide)
