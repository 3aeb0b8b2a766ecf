"""A dossier that earns everything, built from a ruleset's own levels."""

from __future__ import annotations

from functools import cache

from assessment.model.item import AllOf as All
from assessment.model.item import BestOf, Checklist, Choice, Item, Judged, Threshold, YesNo
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog

WHOLE = "1000"
"""Every denominator of a full dossier."""


@cache
def shipped(id_: str) -> Ruleset:
    """A shipped ruleset; frozen, so one copy serves every test."""
    ruleset = Catalog().get(id_)
    assert ruleset is not None, id_
    return ruleset


def full_marks(ruleset: Ruleset) -> dict[str, str]:
    """Evidence with which every item earns all its points or meets every level."""
    evidence: dict[str, str] = {}
    for item in (*ruleset.every_item(),):
        evidence.update(_best(item, ruleset))
    evidence.update((exclusion.key, "false") for exclusion in ruleset.exclusions)
    return evidence


def _best(item: Item, ruleset: Ruleset) -> dict[str, str]:
    match item:
        case Threshold():
            return _highest(item)
        case Choice():
            return {item.key: next(iter(ruleset.evidence[item.key].labels))}
        case YesNo():
            return {item.key: "true"}
        case Checklist():
            return {part.key: "true" for part in item.parts}
        case Judged():
            return {item.id: str(item.max)}
        case BestOf() | All():
            return {}  # its parts are items too
    raise AssertionError(item)


def _highest(item: Threshold) -> dict[str, str]:
    found: dict[str, str] = {}
    for level in (*item.levels_by_area[0], *item.levels_by_area[1]):
        if level.otherwise:
            continue
        ratio = level.ratio or item.ratio
        if ratio:
            found[ratio.over] = WHOLE
            found[ratio.of] = WHOLE if level.at_least else "0"
            continue
        figure = level.at_least or level.at_most
        assert figure is not None
        found.setdefault(item.number or item.count or "", figure.text)
    return found
