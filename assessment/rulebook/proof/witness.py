"""Dossiers that show something, and what comes of scoring them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessment.engine.assess import Missing, assess, finding
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.dossier import Dossier
from assessment.model.item import Item
from assessment.model.outcome import Finding
from assessment.model.quantity import plain
from assessment.model.ruleset import Ruleset
from assessment.model.scored import Kind, Scored, comes_to
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.realise import claims, readings, realise

Content = Mapping[str, Any]
"""A dossier as plain content."""


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


def scored(ruleset: Ruleset, dossier: Dossier, missing: Missing = "open") -> Scored:
    """What a ruleset makes of a dossier, whichever ruleset the dossier names."""
    try:
        return Scored(assess(ruleset, dossier, missing=missing))
    except DossierError as error:
        return Scored(None, error.notices)


def result_of(ruleset: Ruleset, content: Content) -> Scored:
    """What a ruleset makes of a dossier's content."""
    return scored(ruleset, dossier_from_content(content, ""))


def shows(result: Scored, item: Item | None = None) -> Mapping[str, str]:
    """The result in a few texts: of one item beside the most it may earn, or of the whole."""
    if item is None or result.assessment is None:
        return result.shows(Kind.RATING)
    found = result.finding(item.id)
    return {} if found is None else _of_item(item, found)


def _of_item(item: Item, found: Finding) -> Mapping[str, str]:
    most = {} if found.points is None else {"max": plain(item.most)}
    return {"item": item.id, **comes_to(found), **most}


def shows_alone(
    ruleset: Ruleset, context: Context, assignment: Assignment, item: Item
) -> Mapping[str, str]:
    """What one item comes to at values that counts have, whatever is wrong with the others."""
    given = realise(ruleset, assignment)
    assert given is not None
    return _of_item(item, finding(item, context.evidence(ruleset, readings(ruleset, given))))
