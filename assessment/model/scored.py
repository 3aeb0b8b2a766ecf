"""What a ruleset makes of a dossier, and what that shows in a few texts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from assessment.errors import Notice
from assessment.model.outcome import Assessment, CriterionResult, Finding, Status


class Kind(StrEnum):
    """What is altered, or whose result is shown."""

    RULESET = "ruleset"
    CRITERION = "criterion"
    INDICATOR = "indicator"
    GATE = "gate"
    EXCLUSION = "exclusion"
    RATING = "rating"
    EVIDENCE = "evidence"


class Scored(NamedTuple):
    """What a ruleset makes of a dossier: an assessment, or why it takes none."""

    assessment: Assessment | None
    errors: tuple[Notice, ...] = ()

    def finding(self, id_: str | None) -> Finding | None:
        """What an indicator, a part or a gate comes to."""
        if self.assessment is None:
            return None
        score = self.assessment.score
        found = [f for c in score.criteria for f in c.findings] + list(score.gates)
        parts = [part for finding in found for part in finding.parts]
        return next((f for f in (*found, *parts) if f.item.id == id_), None)

    def criterion(self, id_: str | None) -> CriterionResult | None:
        if self.assessment is None:
            return None
        results = self.assessment.score.criteria
        return next((result for result in results if result.criterion.id == id_), None)

    def excluded(self, id_: str | None) -> bool | None:
        """Whether an exclusion applies; None where it is open or not asked."""
        asked = self.assessment.score.exclusions if self.assessment else ()
        return next((truth for exclusion, truth in asked if exclusion.id == id_), None)

    def shows(self, kind: Kind, id_: str | None = None) -> Mapping[str, str]:
        """The result in a few texts: of one thing, or the total and rating."""
        if self.assessment is None:
            return {"errors": ", ".join(sorted({notice.code for notice in self.errors}))}
        match kind:
            case Kind.INDICATOR | Kind.GATE:
                found = self.finding(id_)
                return _of_finding(found) if found else {}
            case Kind.CRITERION:
                result = self.criterion(id_)
                points = result.points if result else None
                return {"points": points.text} if points else {}
            case Kind.EXCLUSION:
                return {"applies": _WORDS[self.excluded(id_)]}
            case Kind.EVIDENCE | Kind.RULESET:
                return {}
        score = self.assessment.score
        total = {} if score.points is None else {"total": score.points.text}
        ratings = ", ".join(rating.id for rating in score.determination.possible)
        return {**total, "rating": ratings}


_WORDS = {True: "true", False: "false", None: "open"}


def comes_to(found: Finding) -> Mapping[str, str]:
    """The points of a finding, or its levels, as text."""
    if found.points is not None:
        return {"points": found.points.text}
    return {level: _WORDS[truth] for level, truth in found.levels.items()}


def _of_finding(found: Finding) -> Mapping[str, str]:
    asked = {"asked": "false"} if found.status is Status.NOT_APPLICABLE else {}
    return {**asked, **comes_to(found)}
