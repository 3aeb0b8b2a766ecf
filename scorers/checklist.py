"""checklist: each part that is there earns its own points."""

from __future__ import annotations

from assessment.model import columns as col
from assessment.model.basis import weakest
from assessment.model.evidence import Evidence
from assessment.model.item import Checklist
from assessment.model.outcome import Answer, Finding, Remark
from assessment.model.quantity import NOTHING, ZERO, Interval
from assessment.model.rows import Rows
from scorers import awards


def score(item: Checklist, evidence: Evidence) -> Finding:
    """Sum the parts: a yes earns all its points, a missing answer none to all of them."""
    points = NOTHING
    seen, missing, used = [], [], []
    for part in item.parts:
        answer = False if part.key in evidence.rejected else evidence.answer(part.key)
        seen.append(Answer(part.key, answer))
        if answer is None:
            missing.append(part.key)
            points += Interval(ZERO, part.points)
            continue
        used.append(part.key)
        if answer:
            points += Interval(part.points, part.points)
    refused = any(part.key in evidence.rejected for part in item.parts)
    return Finding(
        item,
        awards.status_of(points, item.most),
        points,
        item.most,
        weakest(part.basis for part in item.parts),
        seen=tuple(seen),
        used=tuple(used),
        missing=tuple(missing),
        remarks=(Remark.REJECTED,) if refused else (),
    )


def columns(item: Checklist, rows: Rows) -> col.Findings:
    """The same for every row of a table."""
    points = col.NOTHING
    for part in item.parts:
        answer, most = rows.answer(part.key), rows.scaled(part.points)
        points += col.Span(col.choose(answer.surely, most, 0), col.choose(answer.perhaps, most, 0))
    missing = {part.key: rows.absent(part.key) for part in item.parts}
    return col.Findings(points, open=points.open, missing=missing)
