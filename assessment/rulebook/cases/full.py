"""A dossier that earns everything, built from a ruleset's own levels."""

from __future__ import annotations

from assessment.model.item import Checklist, Choice, Item, Judged, Threshold, YesNo
from assessment.model.quantity import plain
from assessment.model.ruleset import EvidenceKey, Ruleset

WHOLE = 1000
"""Every denominator of a full dossier that its bounds allow."""


def full_marks(ruleset: Ruleset) -> dict[str, str]:
    """Evidence with which every item earns all its points or meets every level."""
    evidence: dict[str, str] = {}
    for item in ruleset.every_item():
        evidence.update(_best(item, ruleset))
    evidence.update((exclusion.key, "false") for exclusion in ruleset.exclusions)
    return evidence


def _best(item: Item, ruleset: Ruleset) -> dict[str, str]:
    match item:
        case Threshold():
            return _highest(item, ruleset)
        case Choice():
            return {item.key: next(iter(ruleset.evidence[item.key].labels))}
        case YesNo():
            return {item.key: "true"}
        case Checklist():
            return {part.key: "true" for part in item.parts}
        case Judged():
            return {item.id: plain(item.max)}
    return {}  # the parts of best_of and all_of are items too


def _highest(item: Threshold, ruleset: Ruleset) -> dict[str, str]:
    found: dict[str, str] = {}
    for level in (*item.levels_by_area[0], *item.levels_by_area[1]):
        figure = level.at_least or level.at_most
        if figure is None:
            continue
        ratio = level.ratio or item.ratio
        if ratio:
            found[ratio.over] = _whole(ruleset.evidence[ratio.over])
            found[ratio.of] = found[ratio.over] if level.at_least else "0"
        else:
            found.setdefault(item.number or item.count or "", figure.text)
    return found


def _whole(entry: EvidenceKey) -> str:
    least = WHOLE if entry.at_least is None else max(WHOLE, int(entry.at_least))
    return str(least if entry.at_most is None else min(least, int(entry.at_most)))
