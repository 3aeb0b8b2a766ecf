"""Steps that several commands take: a ruleset by name, a dossier scored, a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from assessment.desk import Desk
from assessment.engine.assess import Missing, assess
from assessment.engine.crosscheck import cross_check
from assessment.engine.receipt import seal
from assessment.errors import DisagreementError, Notice, Place, UsageError, nearest
from assessment.intake.read import read_dossier
from assessment.model.outcome import Assessment
from assessment.model.ruleset import Ruleset, SubjectKind

SUBJECT = click.option(
    "--subject",
    type=click.Choice([kind.value for kind in SubjectKind]),
    help="Chỉ các bộ cho đối tượng này.",
)


def scored(
    desk: Desk,
    path: Path,
    ruleset: str | None,
    overlays: tuple[str, ...],
    missing: Missing,
    *,
    strict: bool,
) -> Assessment:
    """From a file to an assessment."""
    dossier = read_dossier(path)
    if ruleset is not None:
        chosen(desk, ruleset)
    found = desk.catalog.choose(dossier, desk.today, ruleset, overlays)
    return assess(found, dossier, missing=missing, strict=strict)


def sealed(desk: Desk, assessment: Assessment) -> dict[str, Any]:
    """The receipt of a result on which both opinions agree."""
    verdict = cross_check(assessment)
    if verdict == "disagree":
        place = Place(assessment.dossier.place().file)
        raise DisagreementError(Notice("cross_check.disagrees", place))
    return seal(assessment, as_of=desk.today, verdict=verdict)


def chosen(desk: Desk, id_: str, overlays: tuple[str, ...] = ()) -> Ruleset:
    """The ruleset that the command names."""
    ruleset = desk.catalog.get(id_, overlays)
    if ruleset is None:
        params = {"id": id_, "nearest": nearest(id_, desk.catalog.ids())}
        raise UsageError(Notice("usage.unknown_ruleset", Place(), params))
    return ruleset


def day(value: str, option: str) -> date:
    """A day given on the command line, 2026-12-31."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(Notice("usage.bad_date", Place(path=option), {"value": value})) from None
