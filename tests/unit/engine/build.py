"""Dossiers and small rulesets for the engine's tests."""

from __future__ import annotations

from typing import Any

from assessment.engine.assess import Missing, assess
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.dossier import Dossier
from assessment.model.outcome import Assessment
from assessment.model.ruleset import Ruleset
from assessment.rulebook.load import ruleset_from_content
from tests.conformance.base import shipped

DOCUMENT = {
    "number": "1/2020",
    "title": "Một văn bản",
    "issued": "2020-01-01",
    "in_force": {"from": "2020-01-01", "to": "2020-12-31"},
}
SMALL = {
    "id": "small",
    "subject": "commune",
    "title": "Bộ tiêu chí nhỏ",
    "document": DOCUMENT,
    "basis": "verbatim",
    "source": "Điều 1",
    "scale": {"max": "10", "step": "0.5"},
    "ratings": [
        {"id": "dat", "title": "Đạt", "when": {"total": {"at_least": "5"}}},
        {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"},
    ],
    "criteria": [
        {
            "id": "1",
            "title": {"text": "Một tiêu chí"},
            "max": "10",
            "indicators": [
                {"id": "1.1", "text": "Được giao", "kind": "judged", "max": "4"},
                {"id": "1.2", "text": "Có quỹ", "kind": "yes_no", "key": "fund", "points": "6"},
            ],
        }
    ],
    "evidence": {"fund": {"label": "Có quỹ", "type": "yes_no"}},
}


def small(**changes: Any) -> Ruleset:
    """A ruleset of one criterion and ten points, with some of its keys replaced."""
    return ruleset_from_content({**SMALL, **changes}, "small.yaml")


def dossier(
    ruleset: Ruleset,
    evidence: dict[str, Any] | None = None,
    subject: dict[str, Any] | None = None,
    **more: Any,
) -> Dossier:
    """A dossier for a ruleset; a period in force unless another (or None) is given."""
    about = {"kind": ruleset.subject.value, "name": "Trường hợp thử", "area": "standard"}
    day = str(ruleset.document.in_force.to or "2024-12-31")
    content = {
        "subject": {**about, **(subject or {})},
        "period": {"from": f"{int(day[:4]) - 1}{day[4:]}", "to": day},
        "evidence": evidence or {},
        **more,
    }
    kept = {name: value for name, value in content.items() if value is not None}
    return dossier_from_content(kept, "ho-so.yaml")


def assessed(
    ruleset: Ruleset | str,
    evidence: dict[str, Any] | None = None,
    *,
    missing: Missing = "open",
    strict: bool = False,
    **more: Any,
) -> Assessment:
    """The assessment of such a dossier."""
    chosen = shipped(ruleset) if isinstance(ruleset, str) else ruleset
    return assess(chosen, dossier(chosen, evidence, **more), missing=missing, strict=strict)


def refused(
    ruleset: Ruleset | str, evidence: dict[str, Any] | None = None, **more: Any
) -> DossierError:
    """The error of a dossier that is refused."""
    try:
        assessed(ruleset, evidence, **more)
    except DossierError as error:
        return error
    raise AssertionError("nothing was refused")


def codes(error: DossierError) -> list[str]:
    return [notice.code for notice in error.notices]


def warned(assessment: Assessment) -> list[str]:
    return [notice.code for notice in assessment.warnings]
