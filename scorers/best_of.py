"""best_of: several ways to earn the same thing; the best one counts."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce

from assessment.model import columns as col
from assessment.model.basis import weakest
from assessment.model.evidence import Evidence
from assessment.model.item import BestOf
from assessment.model.outcome import Finding, Status
from assessment.model.quantity import Interval
from assessment.model.rows import Rows
from assessment.model.truth import either
from scorers import awards, columnwise
from scorers.parts import columns_of_part, score_part


def score(item: BestOf, evidence: Evidence) -> Finding:
    """Score every way; points (or levels) are those of the best one.

    What is missing in a way that can no longer do better is not asked for. Where nobody
    knows the points of any way, none of them is the best that there can be.
    """
    parts = tuple(score_part(part, evidence) for part in item.parts)
    parts = tuple(part for part in parts if part.status is not Status.NOT_APPLICABLE)
    if not parts:
        return awards.not_applicable(item)
    if item.in_levels:
        return _by_level(item, parts)
    ways = [(part, part.points) for part in parts if part.points is not None]
    points = Interval(max(span.low for _, span in ways), max(span.high for _, span in ways))
    most = item.most
    status = awards.status_of(points, most)
    may_be_more = points.low != most or not most
    if may_be_more:
        if any(part.status is Status.ERROR for part in parts):
            status = Status.ERROR
        elif any(map(_hides_points, parts)):
            status = Status.INSUFFICIENT_EVIDENCE
    best, _ = max(ways, key=lambda way: way[1].low)
    missing = dict.fromkeys(
        key
        for part, span in ways
        for key in part.missing
        if span.high > points.low or (_hides_points(part) and may_be_more)
    )
    return Finding(
        item,
        status,
        points,
        most,
        best.basis if points.exact else weakest(part.basis for part in parts),
        reached=best.reached,
        used=awards.keys_used(parts),
        missing=tuple(missing),
        parts=tuple(_gaining(part, points.low) for part in parts),
    )


def _hides_points(part: Finding) -> bool:
    """Whether a way that is still open may earn points that nobody knows."""
    return part.status is Status.INSUFFICIENT_EVIDENCE and part.item.has_unknown_points


def _gaining(part: Finding, reached: Decimal) -> Finding:
    """A way's next level counts for what it adds to the item, or not at all."""
    step = part.next
    if step is None or step.gain is None or part.points is None:
        return part
    gain = part.points.low + step.gain - reached
    return part._replace(next=step._replace(gain=gain) if gain > 0 else None)


def _by_level(item: BestOf, parts: tuple[Finding, ...]) -> Finding:
    asked = dict.fromkeys(level for part in parts for level in part.levels)
    met = {
        level: either(part.levels[level] for part in parts if level in part.levels)
        for level in asked
    }
    return awards.combined(item, parts, met)


# --- for every row of a table -----------------------------------------------------------


def columns(item: BestOf, rows: Rows) -> col.Findings:
    """Every way in every row; a way that is for others earns nothing there."""
    parts = [(part, columns_of_part(part, rows)) for part in item.parts]
    if item.in_levels:
        return _levels_in_columns([found for _, found in parts], rows)
    ways = [(part, found, found.points) for part, found in parts if found.points is not None]
    low = reduce(col.larger, (span.low for _, _, span in ways))
    high = reduce(col.larger, (span.high for _, _, span in ways))
    points = col.Span(low, high)
    more = points.low != rows.scaled(item.most) if item.most else True
    hidden = [found.open if part.has_unknown_points else False for part, found, _ in ways]
    unknown = col.every((more, col.some(found.unknown for _, found, _ in ways)))
    still = col.some((points.open, col.every((more, col.some(hidden)))))
    missing: dict[str, col.Flag] = {}
    for (_, found, span), hides in zip(ways, hidden, strict=True):
        counts = col.some((span.high > points.low, col.every((hides, more))))
        for key, asked in found.missing.items():
            missing[key] = col.some((missing.get(key, False), col.every((asked, counts))))
    applies = col.some(found.applies for _, found, _ in ways)
    return col.Findings(points, applies, col.every((col.no(unknown), still)), unknown, {}, missing)


def _levels_in_columns(parts: list[col.Findings], rows: Rows) -> col.Findings:
    ways: dict[str, list[col.Met]] = {}
    for part in parts:
        for level, way in part.levels.items():
            ways.setdefault(level, []).append(way)
    met = {
        level: col.Met(
            col.some(way.asked for way in found),
            col.either(way.holds.where(way.asked) for way in found),
        )
        for level, found in ways.items()
    }
    return columnwise.combined(parts, met, rows)
