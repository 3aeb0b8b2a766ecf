"""An assessment as plain data, without words: what receipts seal and JSON builds on.

Points are decimal strings without trailing zeros; an interval is [low, high]; a truth is
true, false or null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessment.errors import Notice
from assessment.model.outcome import Assessment, CriterionResult, Finding, Score, grounds_of
from assessment.model.quantity import Interval, plain
from assessment.model.ruleset import Ruleset
from assessment.model.truth import Truth


def canonical(assessment: Assessment) -> dict[str, Any]:
    """The whole result."""
    ruleset, score = assessment.ruleset, assessment.score
    placeholder = assessment.placeholder_points
    return {
        "ruleset": {"id": ruleset.id, "sha256": ruleset.digest},
        **_headline(score),
        "max": plain(ruleset.scale.max) if ruleset.scale else None,
        "possible_ratings": [rating.id for rating in score.determination.possible],
        "recognised": score.determination.recognised,
        "status": assessment.status.value,
        "placeholder_points": None if placeholder is None else plain(placeholder),
        "missing": list(assessment.missing),
        "claimed": _headline(assessment.claimed),
        "criteria": [_criterion(ruleset, result) for result in score.criteria],
        "gates": [{"id": g.item.id, **_item(ruleset, g)} for g in score.gates],
        "exclusions": [{"id": e.id, "applies": truth} for e, truth in score.exclusions],
        "warnings": _notices(assessment.warnings),
        "notes": _notices(assessment.notes),
    }


def _headline(score: Score) -> dict[str, Any]:
    points, rating = score.points, score.determination.rating
    return {
        "total": plain(points.low) if points and points.exact else None,
        "range": span(points),
        "rating": rating.id if rating else None,
    }


def _criterion(ruleset: Ruleset, result: CriterionResult) -> dict[str, Any]:
    criterion = result.criterion
    return {
        "id": criterion.id,
        "max": plain(criterion.max) if criterion.max is not None else None,
        "applies": result.applies,
        **_earned(ruleset, result.points, levels_of(ruleset, result.findings)),
        "indicators": [{"id": f.item.id, **_item(ruleset, f)} for f in result.findings],
    }


def _item(ruleset: Ruleset, found: Finding) -> dict[str, Any]:
    return {
        "max": plain(found.max) if ruleset.in_points else None,
        **_earned(ruleset, found.points, found.levels),
        "status": found.status.value,
        "evidence": list(found.used),
        "missing": list(found.missing),
        "source": grounds_of(found),
        "basis": found.basis.value,
        "remarks": [remark.value for remark in found.remarks],
        "parts": [{"id": part.item.id, **_item(ruleset, part)} for part in found.parts],
    }


def _earned(
    ruleset: Ruleset, points: Interval | None, levels: Mapping[str, Truth]
) -> dict[str, Any]:
    if ruleset.in_points and not levels:
        return {"range": span(points)}
    return {"levels": dict(levels)}


def span(points: Interval | None) -> list[str] | None:
    return None if points is None else [plain(points.low), plain(points.high)]


def levels_of(ruleset: Ruleset, findings: Iterable[Finding]) -> dict[str, Truth]:
    """Whether a criterion meets each level: when all its indicators asked for it do."""
    found = list(findings)
    result: dict[str, Truth] = {}
    for level in ruleset.levels:
        truths = [f.levels[level.id] for f in found if level.id in f.levels]
        result[level.id] = False if False in truths else None if None in truths else True
    return result


def _notices(notices: Iterable[Notice]) -> list[dict[str, Any]]:
    """Sorted without regard to lines: a receipt replays where there are none."""
    found = [{"code": n.code, "where": n.place.path} for n in notices]
    return sorted(found, key=lambda n: (n["code"] or "", n["where"] or ""))
