"""Steps that several commands take: a ruleset by name, a dossier scored, a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from assessment.desk import Desk
from assessment.engine.assess import Missing, assess
from assessment.engine.crosscheck import cross_check
from assessment.engine.receipt import seal
from assessment.errors import DisagreementError, DossierError, Notice, Place, UsageError, nearest
from assessment.intake.read import others, read_what_can_be
from assessment.model.dossier import Dossier
from assessment.model.outcome import Assessment
from assessment.model.ruleset import Ruleset, SubjectKind

SUBJECT = click.option(
    "--subject",
    type=click.Choice([kind.value for kind in SubjectKind]),
    help="Chỉ các bộ cho đối tượng này.",
)
_BY_RULES = frozenset(
    {
        "dossier.unknown_key",
        "dossier.out_of_bounds",
        "dossier.off_step",
        "dossier.may_not_be_left_out",
    }
)
"""What one ruleset or overlay refuses and another one may not."""


def scored(
    desk: Desk,
    path: Path,
    ruleset: str | None,
    overlays: tuple[str, ...],
    missing: Missing,
    *,
    strict: bool,
) -> Assessment:
    """From a file to an assessment; of a form with slips whatever else is wrong is told too."""
    dossier, slips = read_what_can_be(path)
    if ruleset is not None:
        chosen(desk, ruleset)
    if dossier is None:
        raise DossierError(*slips)
    try:
        found = desk.catalog.choose(dossier, desk.today, ruleset, overlays)
        assessment = assess(found, dossier, missing=missing, strict=strict)
    except DossierError as error:
        if not slips:
            raise
        raise DossierError(*slips, *_sure(dossier, slips, error.notices)) from None
    if slips:
        raise DossierError(*slips)
    return assessment


def _sure(dossier: Dossier, slips: Sequence[Notice], found: Iterable[Notice]) -> Iterator[Notice]:
    """What is wrong whatever the cells say that could not be read.

    Those of whom and when decide on the ruleset and its overlays.
    """
    subject = dossier.place("subject").cell
    sheets = {slip.place.cell.number for slip in slips if slip.place.cell}
    doubtful = _BY_RULES if subject is None or subject.number in sheets else ()
    for notice in others(slips, found):
        if not notice.code.startswith("catalog.") and notice.code not in doubtful:
            yield notice


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
