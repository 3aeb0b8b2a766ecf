"""`cdht explain TABLE`: a row of a table as an assessment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from assessment.batch.onerow import OneRow, Which, one_row
from assessment.batch.receipt import file_digest, receipt_of
from assessment.commands.steps import chosen
from assessment.commands.tables import reason, wanted
from assessment.desk import Desk
from assessment.engine.assess import Missing, assess
from assessment.errors import Notice, Place, TableError, UsageError
from assessment.model.outcome import Assessment
from assessment.model.ruleset import Ruleset
from assessment.receipts import RUN, receipt_in
from assessment.rulebook.load import ruleset_from_content
from assessment.views.explain import RowOf


def scored_row(
    desk: Desk,
    table: Path,
    asked: tuple[str | None, int | None],
    ruleset: str | None,
    overlays: tuple[str, ...],
    missing: Missing,
    *,
    strict: bool,
) -> tuple[Assessment, RowOf]:
    """From a row of a table, or of the results of a run, to an assessment, and whose row it is.

    Beside results stands the receipt that tells their ruleset.

    Args:
        asked: the id of the row, or its number as the file shows it.

    Raises:
        UsageError: `table.which_row`, `table.which_ruleset`.
        TableError: the row cannot be found, or something in it is wrong.

    """
    which = Which(*asked)
    if (which.id is None) is (which.row is None):
        raise UsageError(Notice("table.which_row", Place(str(table))))
    rules, missing = _rules(desk, table, ruleset, overlays, missing)
    found = one_row(wanted(desk, rules, missing), table, which)
    if found.dossier is None:
        raise TableError(*_wrong(desk, rules, table, found))
    assessment = assess(rules, found.dossier, missing=missing, strict=strict)
    return assessment, RowOf(table.name, found.number, found.id, found.name)


def _rules(
    desk: Desk, table: Path, ruleset: str | None, overlays: tuple[str, ...], missing: Missing
) -> tuple[Ruleset, Missing]:
    """Those that the command names, or those of the run that made this table."""
    if ruleset is not None:
        return chosen(desk, ruleset, overlays), missing
    place = receipt_of(table)
    if not place.exists():
        raise UsageError(Notice("table.which_ruleset", Place(str(table))))
    sealed = receipt_in(place, RUN).sealed
    if sealed["output"]["file"] != table.name:
        raise UsageError(Notice("table.which_ruleset", Place(str(table))))
    if sealed["output"]["sha256"] != file_digest(table):
        notice = Notice("table.changed_since", Place(str(table)), {"receipt": place.name})
        _warn(desk, notice)
    options: Missing = "zero" if "zero" in (missing, sealed["options"]["missing"]) else "open"
    return ruleset_from_content(sealed["ruleset"], f"{place} (ruleset)"), options


def _warn(desk: Desk, notice: Notice) -> None:
    said = f"{notice.place.file}: {desk.words.message(notice)}"
    click.echo(f"{said} [{notice.code}]", err=True)


def _wrong(desk: Desk, ruleset: Ruleset, table: Path, found: OneRow) -> Iterator[Notice]:
    for each in found.slips:
        why = reason(ruleset, each.field, each.value, each.code, desk.words)
        place = Place(str(table), found.number, each.column)
        yield Notice("table.row_slip", place, {"why": why, "slip": each.code})
