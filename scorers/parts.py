"""The parts of a composite item: each is scored by its own kind's scorer."""

from __future__ import annotations

from assessment.model.columns import Findings
from assessment.model.evidence import Evidence
from assessment.model.item import Choice, Threshold, YesNo
from assessment.model.outcome import Finding
from assessment.model.rows import Rows
from scorers import awards, choice, threshold, yes_no


def score_part(item: Threshold | Choice | YesNo, evidence: Evidence) -> Finding:
    if not evidence.concerns(item.applies_to):
        return awards.not_applicable(item)
    match item:
        case Threshold():
            return awards.worded(threshold.score(item, evidence))
        case Choice():
            return awards.worded(choice.score(item, evidence))
        case YesNo():
            return awards.worded(yes_no.score(item, evidence))


def columns_of_part(item: Threshold | Choice | YesNo, rows: Rows) -> Findings:
    """The same for every row of a table."""
    match item:
        case Threshold():
            found = threshold.columns(item, rows)
        case Choice():
            found = choice.columns(item, rows)
        case YesNo():
            found = yes_no.columns(item, rows)
    return found.where(rows.concerns(item.applies_to))
