"""Whole dossiers that get another rating.

Two causes: a rating asks something else, so that one total with the same failures is rated
otherwise; or an indicator comes to something else, and the total or a level with it. The
first is decided exactly, over every total and every way of failing. For the second a
dossier is looked for at the edges of the ratings, and shown where one is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from assessment.model.difference import Alteration, Effect, Kind, Scored, Witness
from assessment.model.item import Item
from assessment.model.outcome import Finding
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Area, Rating, Ruleset
from assessment.rulebook.diff.scored import scored_by_both
from assessment.rulebook.diff.values import Values
from assessment.rulebook.diff.weigh import touches
from assessment.rulebook.proof.compare import rating_at
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.outcomes import (
    Outcome,
    Outcomes,
    outcome_at,
    outcome_of,
)
from assessment.rulebook.proof.reach import Reach, State, Watch, watches
from assessment.rulebook.proof.ties import Lines
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.witness import Content, dossier_content

Pair = tuple[str, str]
"""The ids of the rating before and after."""

_MOST_TRIES = 8
"""Dossiers tried for a pair of ratings, before it is left alone."""
_MOST_SEARCHES = 8
"""Indicators' changes for which the edges of the ratings are searched."""
_MOST_OF_ONE = 2
"""Searches for the changes of one indicator."""


class _Edge(NamedTuple):
    """A state that two rulesets rate differently, and where it was reached."""

    reach: Reach
    ruleset: Ruleset
    context: Context
    state: State


class _Pinned(Outcomes):
    """The outcomes of items, of which one has come to what it has come to."""

    def __init__(self, known: Outcomes, item: Item, fixed: tuple[Outcome, Assignment]) -> None:
        self._others = known
        self._id = item.id
        self._fixed = fixed

    def lines(self, item: Item) -> Lines:
        return self._others.lines(item)

    def of(self, item: Item) -> Mapping[Outcome, Assignment]:
        return dict([self._fixed]) if item.id == self._id else self._others.of(item)

    def among(self, item: Item, narrowed: Lines) -> Iterator[tuple[Outcome, Assignment]]:
        if item.id == self._id:
            yield self._fixed
        else:
            yield from self._others.among(item, narrowed)


class Ratings:
    """Of two rulesets, for some kinds of subjects."""

    def __init__(self, before: Ruleset, after: Ruleset, contexts: tuple[Context, ...]) -> None:
        self._before, self._after = before, after
        self._contexts = contexts
        self._watching = tuple(dict.fromkeys((*watches(before), *watches(after))))
        self._values = Values(before, after)
        self._found: dict[Pair, Witness] = {}
        self._known: dict[tuple[int, Context], Outcomes] = {}

    def weighed(self, alterations: tuple[Alteration, ...]) -> tuple[Alteration, ...]:
        """The alterations, those of ratings with their effects; open where they cannot be told."""
        if not any(map(_of_ratings, alterations)):
            return alterations
        try:
            edges = [edge for edge in self._edges() if self._pair(edge) is not None]
            return tuple(self._weighed(a, edges) if _of_ratings(a) else a for a in alterations)
        except TooManyTrials:
            return tuple(
                replace(a, effect=Effect.OPEN) if _of_ratings(a) else a for a in alterations
            )

    def witnesses(self, alterations: Iterable[Alteration]) -> tuple[Witness, ...]:
        """One whole dossier for each pair of ratings, of all that were found."""
        for witness in islice(_telling(alterations), _MOST_SEARCHES):
            with suppress(TooManyTrials):
                self._search(witness)
        return tuple(self._found.values())

    # --- what a rating asks ------------------------------------------------------------

    def _weighed(self, alteration: Alteration, edges: list[_Edge]) -> Alteration:
        alone = self._with_only(alteration)
        own = [edge for edge in edges if alone is None or self._rated(alone, edge)]
        witnesses: dict[Pair, Witness] = {}
        tries: dict[Pair, int] = {}
        for edge in own:
            pair = self._pair(edge)
            if pair is None or pair in witnesses or tries.get(pair, 0) >= _MOST_TRIES:
                continue
            tries[pair] = tries.get(pair, 0) + 1
            content = dossier_content(edge.ruleset, edge.context, edge.reach.evidence(edge.state))
            witness = self._witness(content) if content else None
            if witness:
                witnesses[pair] = witness
        shown = (*alteration.witnesses, *witnesses.values())
        effect = Effect.CHANGES if shown else Effect.OPEN if own else Effect.NONE
        return replace(alteration, effect=effect, witnesses=shown)

    def _edges(self) -> Iterator[_Edge]:
        """Every state of either ruleset, those where little fails first."""
        for context in self._contexts:
            for ruleset in (self._before, self._after):
                known = self._outcomes(ruleset, context)
                reach = Reach(ruleset, context, self._watching, scored=known)
                states = sorted(reach.states(), key=lambda s: (len(s.failing), s.total))
                yield from (_Edge(reach, ruleset, context, state) for state in states)

    def _pair(self, edge: _Edge) -> Pair | None:
        """How the two rate a state, where they differ."""
        old = rating_at(self._before, edge.state, edge.context).id
        new = rating_at(self._after, edge.state, edge.context).id
        return None if old == new else (old, new)

    def _rated(self, alone: Ruleset, edge: _Edge) -> bool:
        """Whether a state is rated otherwise for this alteration alone."""
        old = rating_at(self._before, edge.state, edge.context)
        return old.id != rating_at(alone, edge.state, edge.context).id

    def _with_only(self, alteration: Alteration) -> Ruleset | None:
        """The first ruleset with this one rating altered; None where it is not one rating."""
        old, new = alteration.before, alteration.after
        if alteration.kind is not Kind.RATING:
            return None
        ratings = list(self._before.ratings)
        if isinstance(old, Rating) and isinstance(new, Rating):
            ratings[ratings.index(old)] = new
        elif isinstance(old, Rating):
            ratings.remove(old)
        elif isinstance(new, Rating):
            ratings.insert(min(self._after.ratings.index(new), len(ratings) - 1), new)
        if not ratings[-1].otherwise:
            return None
        return self._before.model_copy(update={"ratings": tuple(ratings)})

    # --- what an indicator comes to ----------------------------------------------------

    def _search(self, shown: Witness) -> None:
        """Whole dossiers around one that shows an indicator's change."""
        old, new = _findings(shown)
        context = _context_of(shown.content)
        known = self._outcomes(self._before, context)
        fixed = self._fixed(old, new, context)
        if fixed is None:
            return
        pinned = _Pinned(known, old.item, fixed)
        reach = Reach(self._before, context, self._watching, scored=pinned)
        gain = _gain(shown)
        tries: dict[Pair, int] = {}
        for state in sorted(reach.states(), key=lambda s: (len(s.failing), -s.total)):
            then = State(state.total + gain, state.failing | self._missed(new))
            now = State(state.total, state.failing | self._missed(old))
            pair = (
                rating_at(self._before, now, context).id,
                rating_at(self._after, then, context).id,
            )
            if pair[0] == pair[1] or pair in self._found or tries.get(pair, 0) >= _MOST_TRIES:
                continue
            tries[pair] = tries.get(pair, 0) + 1
            content = dossier_content(self._before, context, reach.evidence(state))
            if content:
                self._witness(content)

    def _fixed(
        self, old: Finding, new: Finding, context: Context
    ) -> tuple[Outcome, Assignment] | None:
        """What an item comes to in the first ruleset, with values for it and for what follows."""
        wanted = outcome_of(old), outcome_of(new)
        for assignment in self._values.assignments(old.item, new.item, context):
            found = (
                outcome_at(self._values.before, old.item, context, assignment),
                outcome_at(self._values.after, new.item, context, assignment),
            )
            if found == wanted:
                return Outcome(wanted[0].points), assignment
        return None

    def _outcomes(self, ruleset: Ruleset, context: Context) -> Outcomes:
        """What the items of a ruleset can come to, found once."""
        key = (id(ruleset), context)
        if key not in self._known:
            self._known[key] = Outcomes(ruleset, context)
        return self._known[key]

    def _missed(self, found: Finding) -> frozenset[Watch]:
        """What fails for a finding's levels."""
        missed = {level for level, truth in found.levels.items() if truth is False}
        gates = {gate.id for gate in (*self._before.gates, *self._after.gates)}
        if found.item.id in gates:
            return frozenset({Watch("gate", found.item.id)} if missed else ())
        return frozenset(Watch("level", level) for level in missed)

    # --- scoring -----------------------------------------------------------------------

    def _witness(self, content: Content) -> Witness | None:
        """The dossier scored by both, where it gets two ratings; kept by its pair."""
        before, after = scored_by_both(self._before, self._after, content)
        pair = _ratings_of(before, after)
        if pair is None:
            return None
        everyone = all(
            _ratings_of(*scored_by_both(self._before, self._after, other)) == pair
            for other in self._for_everyone(content)
        )
        witness = Witness(Kind.RATING, content, before, after, *pair, everyone)
        return self._found.setdefault(pair, witness)

    def _for_everyone(self, content: Content) -> Iterator[Content]:
        for context in self._contexts:
            yield {**content, "subject": context.subject(self._before)}


def _of_ratings(alteration: Alteration) -> bool:
    """Whether an alteration says how totals and failures are rated."""
    of_ratings = alteration.kind is Kind.RATING or alteration.id in ("ratings", "areas")
    return of_ratings and touches(alteration)


def _telling(alterations: Iterable[Alteration]) -> Iterator[Witness]:
    """Of each alteration what loses and what gains most; of levels the first that are shown."""
    for alteration in alterations:
        shown = sorted(filter(_is_settled, alteration.witnesses), key=_gain)
        in_points = bool(shown) and _findings(shown[0])[0].points is not None
        yield from [shown[0], shown[-1]][: len(shown)] if in_points else shown[:_MOST_OF_ONE]


def _is_settled(witness: Witness) -> bool:
    """Whether it shows what an item comes to in both, without anything left open."""
    if witness.kind not in (Kind.INDICATOR, Kind.GATE):
        return False
    found = witness.before.finding(witness.before_id), witness.after.finding(witness.after_id)
    return all(f is not None and (f.points is None or f.points.exact) for f in found)


def _findings(witness: Witness) -> tuple[Finding, Finding]:
    old, new = witness.before.finding(witness.before_id), witness.after.finding(witness.after_id)
    assert old
    assert new
    return old, new


def _gain(witness: Witness) -> Decimal:
    old, new = (found.points.low if found.points else ZERO for found in _findings(witness))
    return new - old


def _ratings_of(before: Scored, after: Scored) -> Pair | None:
    """The two ratings, where each ruleset gives one and they differ."""
    old, new = (one.assessment.rating if one.assessment else None for one in (before, after))
    return (old.id, new.id) if old and new and old.id != new.id else None


def _context_of(content: Content) -> Context:
    subject = content["subject"]
    public = subject.get("public")
    area = subject.get("area")
    return Context(
        None if area is None else Area(area),
        subject.get("unit_type"),
        None if public is None else public == "true",
    )
