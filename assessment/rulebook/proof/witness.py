"""Dossiers that show something, and what comes of scoring them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.item import Item
from assessment.model.outcome import Assessment, Finding, Status
from assessment.model.quantity import ZERO, Interval, plain
from assessment.model.ruleset import Ruleset
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.realise import claims, realise

Content = Mapping[str, Any]
"""A dossier as plain content."""


class Result(NamedTuple):
    """What the engine makes of a dossier: an assessment, or the codes of what is wrong."""

    assessment: Assessment | None
    errors: tuple[str, ...] = ()

    def shows(self, item: Item | None = None) -> dict[str, str]:
        """The result in a few texts: of one item, or of the whole."""
        if self.assessment is None:
            return {"errors": ", ".join(self.errors)}
        if item is not None:
            found = self._finding(item.id)
            return {"item": item.id, **_outcome(found)} if found else {}
        score = self.assessment.score
        ratings = ", ".join(rating.id for rating in score.determination.possible)
        total = {} if score.points is None else {"total": span(score.points)}
        return {**total, "rating": ratings}

    def asks(self, item: Item) -> bool:
        """Whether the item was asked of the subject."""
        found = self._finding(item.id) if self.assessment else None
        return found is not None and found.status is not Status.NOT_APPLICABLE

    def _finding(self, id_: str) -> Finding | None:
        assert self.assessment is not None
        score = self.assessment.score
        found = [f for c in score.criteria for f in c.findings] + list(score.gates)
        parts = [part for finding in found for part in finding.parts]
        return next((f for f in (*found, *parts) if f.item.id == id_), None)


def dossier_content(ruleset: Ruleset, context: Context, assignment: Assignment) -> Content | None:
    """The dossier that states these values; None: no counts have them all."""
    given = realise(ruleset, assignment)
    if given is None:
        return None
    applies = {line.key: "false" for line in assignment if line.kind == "applies"}
    return {
        "subject": context.subject(ruleset),
        "ruleset": ruleset.id,
        **({"applies": applies} if applies else {}),
        "evidence": _in_order(ruleset, claims(given)),
    }


def _in_order(ruleset: Ruleset, evidence: Mapping[str, str]) -> dict[str, str]:
    """The evidence in the order in which the ruleset declares it, an assessor's points first."""
    order = {key: place for place, key in enumerate(ruleset.evidence)}
    return dict(sorted(evidence.items(), key=lambda entry: (order.get(entry[0], -1), entry[0])))


def result_of(ruleset: Ruleset, content: Content) -> Result:
    """Score a dossier."""
    try:
        return Result(assess(ruleset, dossier_from_content(content, "")))
    except DossierError as error:
        return Result(None, tuple(sorted({notice.code for notice in error.notices})))


def span(points: Interval) -> str:
    """Points as text: one number, or the two ends."""
    if points.exact:
        return plain(points.low)
    return f"{plain(points.low)}-{plain(points.high)}"


def _outcome(found: Finding) -> dict[str, str]:
    if found.points is not None:
        return {"points": span(found.points), "max": plain(found.item.most or ZERO)}
    words = {True: "true", False: "false", None: "open"}
    return {level: words[truth] for level, truth in found.levels.items()}
