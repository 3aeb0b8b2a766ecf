"""Dossiers of the examples, some of their evidence made another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assessment.intake.read import read_dossier
from assessment.model.dossier import Dossier
from assessment.model.plan import Change
from assessment.model.ruleset import Rating, Ruleset
from assessment.rulebook.catalog import Catalog
from assessment.whatif.changes import changed

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"

LOWERED: dict[str, Any] = {
    "funding": "khong",
    "workers_learning": 1000,
    "households_recognised": 700,
    "insured": 3000,
}
"""What brings the commune of Tiên Tân from 93.5 points to 82."""


def example(name: str, **made: Any) -> Dossier:
    """An example with these values made of its evidence."""
    dossier = read_dossier(EXAMPLES / f"{name}.yaml")
    return changed(dossier, [Change(key, None, value) for key, value in made.items()])


def ruleset(id_: str) -> Ruleset:
    found = Catalog().get(id_)
    assert found
    return found


def rating(of: Ruleset, id_: str) -> Rating:
    return next(rating for rating in of.ratings if rating.id == id_)
