"""Levels of recognition against each other: whether a higher level includes the lower ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from assessment.model.item import Choice, Item, Threshold
from assessment.model.ruleset import Interpretation, LevelName
from assessment.model.flaw import Flaw, Severity, Witness
from assessment.rulebook.check.ground import Ground, Steps
from assessment.rulebook.check.ladders import ladders
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.reach import Watch
from assessment.rulebook.proof.witness import dossier_content, result_of


def nesting_flaws(ground: Ground) -> Iterator[Flaw]:
    """A level reached while the one below is missed; a level that asks no more than the one below."""
    announced: set[str] = set()
    for lower, higher in pairwise(ground.ruleset.levels):
        reading = _reading(ground, lower, higher)
        for item, steps in ground.items():
            if len(steps) != 4:
                continue
            for flaw in _skipping(ground, item, steps, lower, higher, reading):
                announced.add(reading.id if reading else "")
                yield flaw
    yield from _asks_no_more(ground)
    yield from _idle(ground, announced)


def _reading(ground: Ground, lower: LevelName, higher: LevelName) -> Interpretation | None:
    """The interpretation that announces this gap."""
    for reading in ground.ruleset.interpretations:
        gap = reading.affects.level_gap if reading.affects else None
        if gap and (gap.reached, gap.missed) == (higher.id, lower.id):
            return reading
    return None


def _skipping(
    ground: Ground,
    item: Item,
    steps: Steps,
    lower: LevelName,
    higher: LevelName,
    reading: Interpretation | None,
) -> Iterator[Flaw]:
    """The item lets a dossier reach the higher level and miss the lower; once, with whom it touches."""
    touched: list[Context] = []
    witness: Witness | None = None
    for context in ground.contexts:
        found = _skip(ground, item, context, lower, higher)
        if found:
            touched.append(context)
            witness = witness or found
    if not touched:
        return
    params: dict[str, Any] = {
        "id": item.id,
        "level": higher.title,
        "lower": lower.title,
        "whom": ground.who(*touched),
    }
    if reading is None:
        yield ground.error("proof.level_skipped", steps, witness, **params)
        return
    params |= {"reading": reading.text, "article": reading.source}
    yield ground.flaw(Severity.NOTE, "proof.level_skipped_as_read", steps, witness, **params)


def _skip(
    ground: Ground, item: Item, context: Context, lower: LevelName, higher: LevelName
) -> Witness | None:
    """A dossier of which everything but this item meets both levels, and this one only the higher."""
    values = _values_that_skip(ground, item, context, lower.id, higher.id)
    if values is None:
        return None
    reach = ground.reach(context)
    both = {Watch("level", lower.id), Watch("level", higher.id)}
    state = next((state for state in reach.states() if state.failing.isdisjoint(both)), None)
    if state is None:
        return None
    content = dossier_content(ground.ruleset, context, {**reach.evidence(state), **values})
    if content is None:
        return None
    result = result_of(ground.ruleset, content)
    if result.assessment is None or result.assessment.rating is None:
        return None
    rating = result.assessment.rating
    asked = rating.when.levels if rating.when and rating.when.levels else ()
    if higher.id not in asked or lower.id in asked:
        return None
    return Witness(content, {**result.shows(), **result.shows(item)})


def _values_that_skip(
    ground: Ground, item: Item, context: Context, lower: str, higher: str
) -> Assignment | None:
    for outcome, values in ground.outcomes(item, context).items():
        if outcome.known and (lower, False) in outcome.levels:
            if (higher, False) not in outcome.levels:
                return values
    return None


def _asks_no_more(ground: Ground) -> Iterator[Flaw]:
    """An indicator whose higher level, written out, is met by just what meets the lower one."""
    for item, steps in ground.items():
        if not isinstance(item, Threshold | Choice) or not item.in_levels:
            continue
        for context in ground.contexts_of(item)[:1]:
            for ladder in ladders(ground, item, context):
                by_level = {level.level: index for index, level in ladder.levels.items()}
                for lower, higher in pairwise(ground.ruleset.levels):
                    low, high = by_level.get(lower.id), by_level.get(higher.id)
                    if low is None or high is None:
                        continue
                    if all((low in r.holding) == (high in r.holding) for r in ladder.rungs):
                        met = next((r for r in ladder.rungs if high in r.holding), ladder.rungs[0])
                        witness = ground.witness(context, {ladder.line: met.value}, item)
                        yield ground.flaw(
                            Severity.NOTE,
                            "proof.level_asks_no_more",
                            (*steps, "levels", high),
                            witness,
                            id=item.id,
                            level=higher.title,
                            lower=lower.title,
                        )


def _idle(ground: Ground, announced: set[str]) -> Iterator[Flaw]:
    """An interpretation of a gap between levels that no dossier falls into."""
    for index, reading in enumerate(ground.ruleset.interpretations):
        gap = reading.affects.level_gap if reading.affects else None
        if gap and reading.id not in announced:
            where = ("interpretations", index)
            yield ground.warning("proof.interpretation_idle", where, id=reading.id)
