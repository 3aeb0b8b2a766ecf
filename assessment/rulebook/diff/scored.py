"""Scoring one dossier by two rulesets."""

from __future__ import annotations

from assessment.engine.assess import Missing, assess
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.difference import Scored
from assessment.model.dossier import Dossier
from assessment.model.ruleset import Ruleset
from assessment.rulebook.proof.witness import Content


def scored(ruleset: Ruleset, dossier: Dossier, missing: Missing = "open") -> Scored:
    """What a ruleset makes of a dossier, whichever ruleset the dossier names."""
    try:
        return Scored(assess(ruleset, dossier, missing=missing))
    except DossierError as error:
        return Scored(None, error.notices)


def scored_by_both(before: Ruleset, after: Ruleset, content: Content) -> tuple[Scored, Scored]:
    dossier = dossier_from_content(content, "")
    return scored(before, dossier), scored(after, dossier)
