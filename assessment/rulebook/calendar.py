"""From procedures to dates: what falls due in a year, and what a recognition sets going.

A year holds the deadlines of two assessments: those of the year before that fall into it
("trước 28/02 của năm sau"), and those of the year itself. A ruleset counts for the years
whose assessment it is chosen for: those at the end of whose data it is in force.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from assessment.engine.datachecks import unknown_previous_level
from assessment.errors import DossierError
from assessment.model.calendar import Calendar, DueDay, Mark, Recognition
from assessment.model.days import day_in, last_day_in
from assessment.model.dossier import Dossier
from assessment.model.procedure import DataPeriod
from assessment.model.ruleset import Ruleset
from assessment.rulebook.choosing import is_in_force

_YEAR_END = "12-31"


def calendar(
    rulesets: Sequence[Ruleset],
    year: int,
    *,
    named: Collection[str] = (),
    recognition: Recognition | None = None,
) -> Calendar:
    """The days of a year, and those of the next that belong to its assessment.

    Args:
        year: from 1 to 9998.
        named: ids of rulesets to show whatever the year; their days go on after their last
            day in force, as localities go on using them, unless the document was repealed.

    """
    counted = [
        (ruleset, assessed)
        for ruleset in rulesets
        for assessed in (year - 1, year)
        if _counts(ruleset, assessed, named=ruleset.id in named)
    ]
    due = [day for ruleset, assessed in counted for day in _days(ruleset, assessed)]
    due.sort(key=lambda d: (d.day, d.assessed_year, d.mark, d.what or "", d.ruleset.id))
    shown = {ruleset.id for ruleset, _ in counted} | set(named)
    return Calendar(
        year,
        tuple(ruleset for ruleset in rulesets if ruleset.id in shown),
        days=tuple(day for day in due if day.day.year == year),
        ahead=tuple(day for day in due if day.day.year > year),
        recognition=recognition,
    )


def recognition(ruleset: Ruleset, dossier: Dossier) -> Recognition:
    """What the last recognition in a dossier sets going by a ruleset.

    Raises:
        DossierError: `dossier.unknown_previous_level`.

    """
    if found := tuple(unknown_previous_level(ruleset, dossier)):
        raise DossierError(*found)
    previous = dossier.previous
    if previous is None or previous.decided < ruleset.document.in_force.from_:
        return Recognition(dossier, ruleset, previous, before_force=previous is not None)
    validity, upgrade = ruleset.validity, ruleset.upgrade
    if upgrade and upgrade.from_ != previous.level:
        upgrade = None
    return Recognition(
        dossier,
        ruleset,
        previous,
        validity=validity,
        valid=validity.span(previous.decided) if validity else None,
        upgrade=upgrade,
        upgrade_from=upgrade.earliest(previous.decided) if upgrade else None,
    )


def _counts(ruleset: Ruleset, assessed: int, *, named: bool) -> bool:
    procedure = ruleset.procedure
    data = procedure.data_period if procedure else None
    end = last_day_in(assessed, (data and (data.to or data.as_of)) or _YEAR_END)
    last = ruleset.document.in_force.to
    continued = named and last is not None and last < end and not ruleset.document.repealed_by
    return is_in_force(ruleset, end) or continued


def _days(ruleset: Ruleset, assessed: int) -> Iterator[DueDay]:
    procedure = ruleset.procedure
    if procedure is None:
        return
    if data := procedure.data_period:
        for day, mark in _of_data(data, assessed):
            yield DueDay(day, mark, assessed, ruleset, data.source, data.basis)
    for deadline in procedure.deadlines:
        year = assessed + 1 if deadline.year == "next" else assessed
        yield DueDay(
            day_in(year, deadline.before),
            Mark.BEFORE,
            assessed,
            ruleset,
            deadline.source,
            deadline.basis,
            what=deadline.what,
            who=deadline.who,
        )


def _of_data(data: DataPeriod, assessed: int) -> Iterator[tuple[date, Mark]]:
    """The days of the data: a span that ends before it starts ends in the next year."""
    if data.as_of:
        yield day_in(assessed, data.as_of), Mark.DATA_AS_OF
    if data.from_:
        yield day_in(assessed, data.from_), Mark.DATA_FROM
    if data.to:
        ends_next_year = data.from_ is not None and data.to < data.from_
        yield last_day_in(assessed + ends_next_year, data.to), Mark.DATA_TO
