"""all_of: every part that concerns the subject must be met."""

from __future__ import annotations

from assessment.model.basis import weakest
from assessment.model.evidence import Evidence
from assessment.model.item import MET, AllOf
from assessment.model.outcome import Finding, Status
from assessment.model.truth import both
from scorers import awards
from scorers.parts import score_part


def score(item: AllOf, evidence: Evidence) -> Finding:
    """A level is met when each part asked for it meets it; points are earned all or none."""
    parts = tuple(score_part(part, evidence) for part in item.parts)
    levels = awards.concerned(item.levels, evidence)
    if not levels:
        return awards.not_applicable(item)
    if levels[0].level is None:
        return _by_points(item, parts)
    met = {
        level.level: both(part.levels[level.level] for part in parts if level.level in part.levels)
        for level in levels
        if level.level is not None
    }
    return awards.combined(item, parts, met)


def _by_points(item: AllOf, parts: tuple[Finding, ...]) -> Finding:
    truth = both(part.levels[MET] for part in parts if MET in part.levels)
    if truth and item.levels[0].points is None:
        return awards.unknown(item, parts)
    most = item.most
    points = awards.points_if(truth, most)
    open_ = truth is None
    return Finding(
        item,
        Status.INSUFFICIENT_EVIDENCE if open_ else awards.status_of(points, most),
        points,
        most,
        weakest([item.levels[0].weakest_basis, *(p.basis for p in parts)]),
        reached=item.levels[0] if truth else None,
        used=awards.keys_used(parts),
        missing=awards.keys_open(parts) if open_ else (),
        parts=parts,
    )
