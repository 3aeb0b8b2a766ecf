"""The catalogue as a list: what each ruleset replaces, what replaces it, what lies on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from assessment.model.catalogue import Listed, Neighbour
from assessment.model.overlay import Overlay
from assessment.model.ruleset import Ruleset
from assessment.rulebook.choosing import successions_of


def listed(
    wanted: Iterable[Ruleset],
    shelf: Sequence[Ruleset],
    overlays: Sequence[Overlay],
    shipped: Path | None = None,
) -> tuple[Listed, ...]:
    """The wanted rulesets with their neighbours.

    Args:
        shelf: every ruleset, so that a neighbour is found though it is not wanted.
        overlays: those to list under their base.
        shipped: the folder of the shipped rulesets, to mark what stands in their place.

    """
    return tuple(
        Listed(
            ruleset,
            tuple(_before(ruleset, shelf)),
            tuple(_after(ruleset, shelf)),
            tuple(overlay for overlay in overlays if overlay.base == ruleset.id),
            _over_shipped(ruleset, shipped) if shipped else None,
        )
        for ruleset in wanted
    )


def _over_shipped(ruleset: Ruleset, shipped: Path) -> str | None:
    """The file of a local ruleset whose id is that of a shipped one."""
    file = ruleset.place().file
    namesake = shipped / ruleset.subject.value / f"{ruleset.id}.yaml"
    return file if file and namesake.exists() and Path(file).resolve() != namesake else None


def lapsed(rulesets: Iterable[Ruleset], on: date) -> tuple[Ruleset, ...]:
    """Of the rulesets no longer in force on a day, those that were the last to be."""
    ended = [(to, r) for r in rulesets if (to := r.document.in_force.to) and to < on]
    last = max((to for to, _ in ended), default=None)
    return tuple(ruleset for to, ruleset in ended if to == last)


def coming(rulesets: Iterable[Ruleset], on: date) -> tuple[Ruleset, ...]:
    """Of the rulesets not yet in force on a day, those that will be the first."""
    ahead = [ruleset for ruleset in rulesets if ruleset.document.in_force.from_ > on]
    first = min((ruleset.document.in_force.from_ for ruleset in ahead), default=None)
    return tuple(ruleset for ruleset in ahead if ruleset.document.in_force.from_ == first)


def _before(ruleset: Ruleset, shelf: Sequence[Ruleset]) -> Iterable[Neighbour]:
    older = [other for other in shelf if _replaces(ruleset, other)]
    yield from (Neighbour(other.document.number, other.id) for other in older)
    named = ruleset.document.repeals
    if named and not any(_names(named, other.document.number) for other in older):
        yield Neighbour(named)


def _after(ruleset: Ruleset, shelf: Sequence[Ruleset]) -> Iterable[Neighbour]:
    newer = [other for other in shelf if _replaces(other, ruleset)]
    yield from (Neighbour(other.document.number, other.id) for other in newer)
    named = ruleset.document.repealed_by
    if named and not any(_names(named, other.document.number) for other in newer):
        yield Neighbour(named)


def _replaces(newer: Ruleset, older: Ruleset) -> bool:
    """Whether either document says so, for two rulesets of one succession."""
    if newer.id == older.id or successions_of(newer).isdisjoint(successions_of(older)):
        return False
    said_by_newer = _names(newer.document.repeals, older.document.number)
    return said_by_newer or _names(older.document.repealed_by, newer.document.number)


def _names(text: str | None, number: str) -> bool:
    """Whether a text such as "244/QĐ-KHVN (28/07/2022)" names the document of a number."""
    return bool(text and re.search(rf"(?<![\w/-]){re.escape(number)}(?![\w/-])", text))
