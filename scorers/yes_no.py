"""yes_no: there or not there ("có kế hoạch: 2 điểm")."""

from __future__ import annotations

from assessment.model.columns import Findings
from assessment.model.evidence import Evidence
from assessment.model.item import YesNo
from assessment.model.outcome import Answer, Finding, Next
from assessment.model.rows import Rows
from scorers import awards, columnwise


def score(item: YesNo, evidence: Evidence) -> Finding:
    """Yes earns the item's points or meets its levels; no earns nothing."""
    answer = evidence.answer(item.key)
    levels = awards.concerned(item.levels, evidence)
    if not levels:
        return awards.not_applicable(item)
    most = item.most
    seen = Answer(item.key, answer)
    if item.key in evidence.rejected:
        return awards.rejected(item, most, levels, seen, item.key)
    tested = [(level, answer) for level in levels]
    return awards.finding(
        item,
        most,
        tested,
        seen=(seen,),
        used=() if answer is None else (item.key,),
        missing=(item.key,),
        next_=Next(levels[0], levels[0].points, None) if answer is False else None,
    )


def columns(item: YesNo, rows: Rows) -> Findings:
    """The same for every row of a table."""
    answer = rows.answer(item.key)
    levels = columnwise.tested([(level, answer) for level in item.levels], rows)
    return columnwise.findings(item, levels, rows, missing={item.key: rows.absent(item.key)})
