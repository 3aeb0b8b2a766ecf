"""What an indicator's change does to the rating of a whole dossier.

Around a dossier that shows the change, whole dossiers are looked for at which the total,
or a level, comes to lie in another rating. One that is found is shown; nothing is proved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from itertools import islice

from assessment.model.difference import Alteration, Witness
from assessment.model.item import Item
from assessment.model.outcome import Finding
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Area
from assessment.model.scored import Kind
from assessment.rulebook.diff.both import RatingPair
from assessment.rulebook.diff.ratings import MOST_TRIES
from assessment.rulebook.diff.search import Search
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.outcomes import Outcome, Outcomes, outcome_at, outcome_of
from assessment.rulebook.proof.ratings import rating_at
from assessment.rulebook.proof.ties import Lines
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.watch import State, Watch
from assessment.rulebook.proof.witness import Content, dossier_content

_MOST_SEARCHES = 8
"""Indicators' changes for which the edges of the ratings are searched."""
_MOST_OF_ONE = 2
"""Searches for the changes of one indicator."""


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


class Consequences:
    """Of the alterations between two rulesets."""

    def __init__(self, search: Search) -> None:
        self._both = search.both
        self._values = search.both.values
        self._ratings = search.ratings

    def of(self, alterations: Iterable[Alteration]) -> tuple[Witness, ...]:
        """One whole dossier for each pair of ratings, of all that were found."""
        for witness in islice(_telling(alterations), _MOST_SEARCHES):
            with suppress(TooManyTrials):
                self._search(witness)
        return tuple(self._ratings.found.values())

    def _search(self, shown: Witness) -> None:
        """Whole dossiers around one that shows an indicator's change."""
        before, after = self._both.before, self._both.after
        old, new = _findings(shown)
        context = _context_of(shown.content)
        fixed = self._fixed(old, new, context)
        if fixed is None:
            return
        pinned = _Pinned(self._ratings.outcomes(before, context), old.item, fixed)
        reach = self._ratings.reach(before, context, pinned)
        gain = _gain(shown)
        tries: Counter[RatingPair] = Counter()
        for state in sorted(reach.states(), key=lambda s: (len(s.failing), -s.total)):
            now = State(state.total, state.failing | self._missed(old))
            then = State(state.total + gain, state.failing | self._missed(new))
            pair = rating_at(before, now, context).id, rating_at(after, then, context).id
            if pair[0] == pair[1] or pair in self._ratings.found or tries[pair] >= MOST_TRIES:
                continue
            tries[pair] += 1
            content = dossier_content(before, context, reach.evidence(state))
            if content:
                self._ratings.witness(content)

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

    def _missed(self, found: Finding) -> frozenset[Watch]:
        """What fails for a finding's levels."""
        missed = {level for level, truth in found.levels.items() if truth is False}
        gates = {gate.id for gate in (*self._both.before.gates, *self._both.after.gates)}
        if found.item.id in gates:
            return frozenset({Watch("gate", found.item.id)} if missed else ())
        return frozenset(Watch("level", level) for level in missed)


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


def _context_of(content: Content) -> Context:
    subject = content["subject"]
    public = subject.get("public")
    area = subject.get("area")
    return Context(
        None if area is None else Area(area),
        subject.get("unit_type"),
        None if public is None else public == "true",
    )
