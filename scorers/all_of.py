"""all_of: every part that concerns the subject must be met."""

from __future__ import annotations

from assessment.model import columns as col
from assessment.model.basis import weakest
from assessment.model.evidence import Evidence
from assessment.model.item import MET, AllOf, AnswerLevel
from assessment.model.outcome import Finding
from assessment.model.rows import Rows
from assessment.model.truth import both
from scorers import awards, columnwise
from scorers.parts import columns_of_part, score_part


def score(item: AllOf, evidence: Evidence) -> Finding:
    """A level is met when each part asked for it meets it; points are earned all or none."""
    parts = tuple(score_part(part, evidence) for part in item.parts)
    levels = awards.concerned(item.levels, evidence)
    if not levels:
        return awards.not_applicable(item)
    if levels[0].level is None:
        return _by_points(item, levels[0], parts)
    met = {
        level.level: both(part.levels[level.level] for part in parts if level.level in part.levels)
        for level in levels
        if level.level is not None
    }
    return awards.combined(item, parts, met)


def _by_points(item: AllOf, level: AnswerLevel, parts: tuple[Finding, ...]) -> Finding:
    """`level`: the first that concerns the subject, which no later one can better."""
    truth = both(part.levels[MET] for part in parts if MET in part.levels)
    found = awards.finding(
        item,
        item.most,
        [(level, truth)],
        seen=(),
        used=awards.keys_used(parts),
        missing=awards.keys_open(parts),
    )
    basis = weakest([level.weakest_basis, *(part.basis for part in parts)])
    return found._replace(basis=basis, parts=parts)


# --- for every row of a table -----------------------------------------------------------


def columns(item: AllOf, rows: Rows) -> col.Findings:
    """Every part in every row; a part that is for others is not asked there."""
    parts = [columns_of_part(part, rows) for part in item.parts]
    if item.levels[0].level is None:
        return _points_in_columns(item, parts, rows)
    met = {
        level.level: col.Met(rows.concerns(level.applies_to), _together(parts, level.level))
        for level in item.levels
        if level.level is not None
    }
    return columnwise.combined(parts, met, rows)


def _points_in_columns(item: AllOf, parts: list[col.Findings], rows: Rows) -> col.Findings:
    """The first level that concerns the subject counts."""
    truth = _together(parts, MET)
    tested: list[columnwise.Tested] = []
    for level in item.levels:
        earlier = col.some(each.asked for each in tested)
        asked = col.every((rows.concerns(level.applies_to), col.no(earlier)))
        tested.append(columnwise.Tested(level, asked, truth))
    return columnwise.findings(item, tested, rows, missing=columnwise.keys_open(parts))


def _together(parts: list[col.Findings], level: str) -> col.Holds:
    asked = [part.levels[level] for part in parts if level in part.levels]
    return col.both(met.holds.unless(col.no(met.asked)) for met in asked)
