"""What a rating asks: totals with failures that two rulesets rate differently.

Every total and every way of failing is looked at, so that where none is rated otherwise
the change is proved to touch nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from heapq import merge
from itertools import pairwise
from typing import NamedTuple

from assessment.model.difference import Alteration, Witness
from assessment.model.ruleset import Rating, Ruleset
from assessment.model.scored import Kind
from assessment.model.sourced import changed
from assessment.rulebook.diff.both import Both, RatingPair
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.outcomes import Memory, Outcomes
from assessment.rulebook.proof.ratings import bands, rating_at
from assessment.rulebook.proof.reach import Reach, Totals
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.watch import State, Watch, watches
from assessment.rulebook.proof.witness import Content, dossier_content

MOST_TRIES = 8
"""Dossiers tried for a pair of ratings, before it is left alone."""


class _Edge(NamedTuple):
    """A state that two rulesets rate differently."""

    state: State
    pair: RatingPair


class Ratings:
    """Of two rulesets; the dossiers found are kept, for each pair of ratings one."""

    def __init__(self, both: Both) -> None:
        self._both = both
        self.found: dict[RatingPair, Witness] = {}
        watching = (*watches(both.before), *watches(both.after))
        self._watching = tuple(dict.fromkeys(watching))
        self._known = {id(r): Memory.nothing() for r in (both.before, both.after)}
        self._reaches: dict[tuple[int, Context], Reach] = {}

    def of(self, alteration: Alteration) -> Iterator[Witness | None]:
        """A dossier for each pair of ratings that are altered; None: one that may be was not found.

        Of several ratings that are altered each has what its own change does.
        """
        tries: Counter[RatingPair] = Counter()
        shown: dict[RatingPair, Witness] = {}
        try:
            for ruleset, context, edge in self._edges(self._with_only(alteration)):
                if edge.pair in shown or tries[edge.pair] >= MOST_TRIES:
                    continue
                tries[edge.pair] += 1
                values = self._reach(ruleset, context).evidence(edge.state)
                content = dossier_content(ruleset, context, values)
                witness = self.witness(content) if content else None
                if witness and witness not in shown.values():
                    yield witness
                if witness:
                    shown[edge.pair] = witness
        except TooManyTrials:
            yield None
        if tries.keys() - shown.keys():
            yield None

    def witness(self, content: Content) -> Witness | None:
        """The dossier scored by both, where it gets two ratings; kept by its pair."""
        shown = self._both.scored(content)
        pair = shown.ratings
        if pair is None:
            return None
        subjects = (context.subject(self._both.before) for context in self._both.contexts)
        everyone = all(
            self._both.scored({**content, "subject": subject}).ratings == pair
            for subject in subjects
        )
        return self.found.setdefault(pair, Witness(Kind.RATING, *shown, *pair, everyone))

    def outcomes(self, ruleset: Ruleset, context: Context) -> Outcomes:
        """What the items of one of the two can come to, found once."""
        return Outcomes(ruleset, context, self._known[id(ruleset)])

    def reach(self, ruleset: Ruleset, context: Context, scored: Outcomes) -> Reach:
        """All totals of one of the two, with every way of failing that either looks at."""
        return Reach(ruleset, context, self._watching, scored=scored)

    def _reach(self, ruleset: Ruleset, context: Context) -> Reach:
        key = (id(ruleset), context)
        if key not in self._reaches:
            self._reaches[key] = self.reach(ruleset, context, self.outcomes(ruleset, context))
        return self._reaches[key]

    def _edges(self, alone: Ruleset | None) -> Iterator[tuple[Ruleset, Context, _Edge]]:
        """Every state of either ruleset that they rate differently, those where little fails first.

        Args:
            alone: which must rate the state otherwise than the first ruleset, too.

        """
        both = (self._both.before, self._both.after)
        same_states = all(a.rates or not a.touches for a in self._both.unweighed.alterations)
        for context in self._both.contexts:
            for ruleset in both[:1] if same_states else both:
                groups = self._reach(ruleset, context).groups()
                found = (self._of_group(alone, context, *group) for group in groups)
                by_total = merge(*found, key=lambda e: (len(e.state.failing), e.state.total))
                yield from ((ruleset, context, edge) for edge in by_total)

    def _of_group(
        self, alone: Ruleset | None, context: Context, failing: frozenset[Watch], totals: Totals
    ) -> Iterator[_Edge]:
        """The edges among the totals that come with one set of failures."""
        rulesets = [r for r in (self._both.before, self._both.after, alone) if r]
        lows = {band.low for ruleset in rulesets for band in bands(ruleset, failing, context)}
        ends: list[Decimal | None] = [*sorted(lows), None]
        for low, below in pairwise(ends):
            assert low is not None
            rated = partial(rating_at, state=State(low, failing), context=context)
            old, *others = (rated(ruleset).id for ruleset in rulesets)
            if old not in others:
                for total in totals.between(low, below):
                    yield _Edge(State(total, failing), (old, others[0]))

    def _with_only(self, alteration: Alteration) -> Ruleset | None:
        """The first ruleset with this one rating altered; None where it is not one rating."""
        old, new = alteration.before, alteration.after
        before = self._both.before
        if alteration.kind is not Kind.RATING:
            return None
        ratings = list(before.ratings)
        if isinstance(old, Rating) and isinstance(new, Rating):
            ratings[ratings.index(old)] = new
        elif isinstance(old, Rating):
            ratings.remove(old)
        elif isinstance(new, Rating):
            ratings.insert(min(self._both.after.ratings.index(new), len(ratings) - 1), new)
        if not ratings[-1].otherwise:
            return None
        return changed(before, ratings=tuple(ratings))
