"""Levels of recognition against each other: whether a higher level includes the lower ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from assessment.files import Steps
from assessment.model.flaw import Flaw, Severity, Witness
from assessment.model.item import Choice, Item, Threshold
from assessment.model.ruleset import Interpretation, LevelName, Rating
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.check.ladders import Ladder, ladders
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.watch import State, Watch
from assessment.rulebook.proof.witness import result_of, shows


def nesting_flaws(ground: Ground) -> Iterator[Flaw]:
    """A level reached while the one below is missed; a level that asks no more than the one below."""
    counted = counted_levels(ground)
    yield from _unasked(ground, counted)
    for lower, higher in pairwise(ground.ruleset.levels):
        if not {lower.id, higher.id} <= counted:
            continue
        interpretation = _announced_by(ground, lower, higher)
        found = list(_Skips(ground, lower, higher, interpretation).flaws())
        yield from found
        if interpretation and not found:
            yield _idle(ground, interpretation)
    yield from _asks_no_more(ground)


def counted_levels(ground: Ground) -> set[str]:
    """The levels that some indicator counts for."""
    return {
        level
        for item, _ in ground.indicators()
        for context in ground.contexts_of(item)
        for outcome in ground.outcomes(item, context)
        for level, _ in outcome.levels
    }


def _unasked(ground: Ground, counted: set[str]) -> Iterator[Flaw]:
    """A level that no indicator counts for, or that no rating asks."""
    asked = {level for rating in ground.ruleset.ratings for level in _asked(rating)}
    for index, level in enumerate(ground.ruleset.levels):
        where = ("levels", index)
        if level.id not in counted:
            yield ground.error("proof.level_without_indicator", where, level=level.title)
        if level.id not in asked:
            yield ground.error("proof.level_without_rating", where, level=level.title)


def _asked(rating: Rating) -> tuple[str, ...]:
    found = rating.when.levels if rating.when and rating.when.levels else ()
    variant = rating.disadvantaged.when.levels if rating.disadvantaged else None
    return (*found, *(variant or ()))


def _announced_by(ground: Ground, lower: LevelName, higher: LevelName) -> Interpretation | None:
    """The interpretation that announces this gap."""
    for interpretation in ground.ruleset.interpretations:
        gap = interpretation.affects.level_gap if interpretation.affects else None
        if gap and (gap.reached, gap.missed) == (higher.id, lower.id):
            return interpretation
    return None


def _idle(ground: Ground, interpretation: Interpretation) -> Flaw:
    """An interpretation of a gap between levels that no dossier falls into."""
    index = ground.ruleset.interpretations.index(interpretation)
    where = ("interpretations", index, "affects", "level_gap")
    return ground.warning("proof.interpretation_idle", where, id=interpretation.id)


class _Skips:
    """Dossiers that reach a level and miss the one below."""

    def __init__(
        self,
        ground: Ground,
        lower: LevelName,
        higher: LevelName,
        interpretation: Interpretation | None,
    ) -> None:
        self._ground = ground
        self._lower = lower
        self._higher = higher
        self._interpretation = interpretation

    def flaws(self) -> Iterator[Flaw]:
        """Each indicator that alone lets it happen, with whom it touches; else the levels."""
        found = False
        for item, steps in self._ground.indicators():
            shown = [(c, w) for c in self._ground.contexts if (w := self._alone(item, c))]
            if shown:
                found = True
                yield self._flaw(steps, item.id, [c for c, _ in shown], shown[0][1])
        if not found:
            together = [(c, w) for c in self._ground.contexts if (w := self._together(c))]
            if together:
                index = self._ground.ruleset.levels.index(self._higher)
                contexts = [context for context, _ in together]
                yield self._flaw(
                    ("levels", index), self._missed(together[0][1]), contexts, together[0][1]
                )

    def _flaw(self, steps: Steps, ids: str, touched: list[Context], witness: Witness) -> Flaw:
        params: dict[str, Any] = {
            "id": ids,
            "level": self._higher.title,
            "lower": self._lower.title,
            "whom": self._ground.who(*touched),
        }
        if self._interpretation is None:
            return self._ground.error("proof.level_skipped", steps, witness, **params)
        params |= {"reading": self._interpretation.text, "article": self._interpretation.source}
        code = "proof.level_skipped_as_read"
        return self._ground.flaw(Severity.NOTE, code, steps, witness, **params)

    def _alone(self, item: Item, context: Context) -> Witness | None:
        """A dossier of which everything but this item meets both levels, and this one only the higher."""
        values = self._values(item, context)
        if values is None:
            return None
        both = {Watch("level", self._lower.id), Watch("level", self._higher.id)}
        reach = self._ground.reach(context)
        for failing, totals in reach.groups():
            if failing.isdisjoint(both):
                around = reach.evidence(State(next(iter(totals)), failing))
                witness = self._ground.witness(context, {**around, **values})
                if witness is not None and self._skips(witness):
                    return self._with(witness, item) if self._missed(witness) == item.id else None
                return None
        return None

    def _values(self, item: Item, context: Context) -> Assignment | None:
        for outcome, values in self._ground.outcomes(item, context).items():
            missed = {level for level, truth in outcome.levels if not truth}
            if outcome.known and self._lower.id in missed and self._higher.id not in missed:
                return values
        return None

    def _together(self, context: Context) -> Witness | None:
        """Any dossier that reaches the higher level and misses the lower."""
        reached, missed = Watch("level", self._higher.id), Watch("level", self._lower.id)
        for failing, totals in self._ground.reach(context).groups():
            if missed in failing and reached not in failing:
                witness = self._ground.shown(context, State(next(iter(totals)), failing))
                if witness is not None and self._skips(witness) and self._missed(witness):
                    return witness
        return None

    def _skips(self, witness: Witness) -> bool:
        """Whether the rating asks for the higher level and not for the lower."""
        ratings = {rating.id: rating for rating in self._ground.ruleset.ratings}
        rating = ratings.get(witness.shows.get("rating", ""))
        levels = _asked(rating) if rating else ()
        return self._higher.id in levels and self._lower.id not in levels

    def _with(self, witness: Witness, item: Item) -> Witness:
        result = result_of(self._ground.ruleset, witness.dossier)
        return replace(witness, shows={**witness.shows, **shows(result, item)})

    def _missed(self, witness: Witness) -> str:
        """The indicators that miss the lower level."""
        assessment = result_of(self._ground.ruleset, witness.dossier).assessment
        assert assessment is not None
        missed = (f for f in assessment.findings.values() if f.levels.get(self._lower.id) is False)
        return ", ".join(found.item.id for found in missed)


# --- no more than the one below --------------------------------------------------------


def _asks_no_more(ground: Ground) -> Iterator[Flaw]:
    """An indicator whose higher level, written out, is met by just what meets the lower one."""
    for item, steps in ground.examined():
        if not isinstance(item, Threshold | Choice) or not item.in_levels:
            continue
        for context in ground.contexts_of(item)[:1]:
            for ladder in ladders(ground, item, context):
                for lower, higher in pairwise(ground.ruleset.levels):
                    yield from _no_more(ground, item, steps, context, ladder, lower, higher)


def _no_more(
    ground: Ground,
    item: Item,
    steps: Steps,
    context: Context,
    ladder: Ladder,
    lower: LevelName,
    higher: LevelName,
) -> Iterator[Flaw]:
    by_level = {level.level: index for index, level in ladder.levels.items()}
    low, high = by_level.get(lower.id), by_level.get(higher.id)
    if low is None or high is None:
        return
    if all((low in rung.holding) == (high in rung.holding) for rung in ladder.rungs):
        met = next((rung for rung in ladder.rungs if high in rung.holding), ladder.rungs[0])
        witness = ground.witness(context, ladder.values(met), item)
        where = (*steps, "levels", high)
        params = {"id": item.id, "level": higher.title, "lower": lower.title}
        yield ground.note("proof.level_asks_no_more", where, witness, **params)
