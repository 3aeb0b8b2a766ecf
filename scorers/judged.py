"""judged: the assessor gives the points, from 0 to the item's maximum, in the scale's step.

Where the law says when an item has all its points (TT 22: "100% thành viên …") the share
decides that; below it the law gives no scale, so the assessor judges and nothing is
prorated.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.model import columns as col
from assessment.model.evidence import Evidence
from assessment.model.item import Judged
from assessment.model.outcome import Finding, Judgement, Remark, Share
from assessment.model.quantity import ZERO, Interval
from assessment.model.rows import Rows
from scorers import awards
from scorers.measure import share, share_in_columns


def score(item: Judged, evidence: Evidence) -> Finding:
    """The points given, or all of them where the counted share is full."""
    reading = evidence.readings.get(item.id)
    given = reading.value if reading and isinstance(reading.value, Decimal) else None
    measure = share(item.full_at.ratio, item.id, evidence) if item.full_at else None
    seen = Judgement(given, measure.seen if measure and isinstance(measure.seen, Share) else None)
    refused = item.id if item.id in evidence.rejected else measure.refused if measure else None
    if refused and item.id not in evidence.inspected:
        return awards.rejected(item, item.max, (), seen, refused)
    full = below = False
    if item.full_at and measure and measure.none is False:
        full = measure.low.reaches(item.full_at.at_least.limit)
        below = not measure.high.reaches(item.full_at.at_least.limit)
    remarks: tuple[Remark, ...] = ()
    if full:
        points = Interval(item.max, item.max)
    elif given is not None:
        points = Interval(given, given)
        remarks = (Remark.BELOW_FULL,) if below or (item.full_at and given < item.max) else ()
    else:
        points = Interval(ZERO, item.max)
        remarks = (Remark.JUDGEMENT_NEEDED,)
    used = (*(measure.used if measure else ()), *((item.id,) if given is not None else ()))
    return Finding(
        item,
        awards.status_of(points, item.max),
        points,
        item.max,
        item.weakest_basis,
        seen=(seen,),
        used=tuple(dict.fromkeys(used)),
        missing=()
        if points.exact
        else (item.id, *(measure.missing if measure and not below else ())),
        remarks=remarks,
    )


# --- for every row of a table -----------------------------------------------------------


def columns(item: Judged, rows: Rows) -> col.Findings:
    """The points given in each row, or all of them where the counted share is full."""
    most = rows.scaled(item.max)
    given = rows.column(item.id)
    points = col.Span(0, most)
    if given is not None:
        points = col.Span(given.fill_null(0), given.fill_null(most))
    full: col.Flag = False
    missing: dict[str, col.Flag] = {}
    if item.full_at:
        share_ = share_in_columns(item.full_at.ratio, item.id, rows)
        holds = share_.at_least(item.full_at.at_least.limit)
        something = col.no(share_.none.perhaps)
        full = col.every((something, holds.surely))
        below = col.every((something, col.no(holds.perhaps)))
        points = col.Span(col.choose(full, most, points.low), col.choose(full, most, points.high))
        missing = {
            key: col.every((absent, col.no(below))) for key, absent in share_.missing.items()
        }
    open_ = col.every((most > 0, rows.absent(item.id), col.no(full)))
    asked = {key: col.every((open_, flag)) for key, flag in {item.id: True, **missing}.items()}
    return col.Findings(points, open=open_, missing=asked)
