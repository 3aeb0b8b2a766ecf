"""Scorers: one module a kind of indicator, one pure function each.

`score(item, evidence)` looks the item's kind up and returns its finding; `columns(item, rows)`
gives the findings of every row of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assessment.model.columns import Findings
from assessment.model.evidence import Evidence
from assessment.model.item import Item
from assessment.model.outcome import Finding
from assessment.model.rows import Rows
from scorers import all_of, awards, best_of, checklist, choice, judged, threshold, yes_no

__all__ = ["KINDS", "columns", "score"]

KINDS: Mapping[str, Callable[[Any, Evidence], Finding]] = {
    "all_of": all_of.score,
    "best_of": best_of.score,
    "checklist": checklist.score,
    "choice": choice.score,
    "judged": judged.score,
    "threshold": threshold.score,
    "yes_no": yes_no.score,
}
"""Each kind's scorer, by the name that rulesets write in `kind`."""

_COLUMNS: Mapping[str, Callable[[Any, Rows], Findings]] = {
    "all_of": all_of.columns,
    "best_of": best_of.columns,
    "checklist": checklist.columns,
    "choice": choice.columns,
    "judged": judged.columns,
    "threshold": threshold.columns,
    "yes_no": yes_no.columns,
}


def score(item: Item, evidence: Evidence) -> Finding:
    """The finding of one indicator or gate.

    An item for other kinds of unit is not applicable.
    """
    if item.applies_to is not None and not evidence.concerns(item.applies_to):
        return awards.not_applicable(item)
    return awards.worded(KINDS[item.kind](item, evidence))


def columns(item: Item, rows: Rows) -> Findings:
    """What one indicator or gate comes to in every row of a table."""
    return _COLUMNS[item.kind](item, rows).where(rows.concerns(item.applies_to))
