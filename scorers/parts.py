"""The parts of a composite item: each is scored by its own kind's scorer."""

from __future__ import annotations

from assessment.model.evidence import Evidence
from assessment.model.item import Choice, Item, Threshold, YesNo
from assessment.model.outcome import Finding, Status
from assessment.model.quantity import NOTHING, ZERO
from scorers import awards, choice, threshold, yes_no


def score_part(item: Threshold | Choice | YesNo, evidence: Evidence) -> Finding:
    if not evidence.concerns(item.applies_to):
        return not_applicable(item)
    match item:
        case Threshold():
            return threshold.score(item, evidence)
        case Choice():
            return choice.score(item, evidence)
        case YesNo():
            return yes_no.score(item, evidence)


def not_applicable(item: Item) -> Finding:
    """An item that is for others: it asks for nothing and earns nothing."""
    return Finding(
        item, Status.NOT_APPLICABLE, NOTHING, ZERO, awards.NO_LEVELS, (), None, None, None,
        (), (), item.basis,
    )  # fmt: skip
