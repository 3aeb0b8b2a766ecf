"""`cdht form`: the form of a ruleset's evidence in Excel, blank or filled from a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from assessment.commands.steps import chosen
from assessment.desk import OVERLAYS, Desk, guarded, with_common, write
from assessment.engine.assess import assess
from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.intake.read import read_dossier
from assessment.model.dossier import Dossier
from assessment.model.outcome import Assessment, Standing
from assessment.model.ruleset import Ruleset
from assessment.views import json as json_view
from assessment.views.booklook import LONGEST
from assessment.views.commandline import quoted

SUFFIX = ".xlsx"


@click.command("form", short_help="Phiếu Excel để điền số liệu của một bộ tiêu chí.")
@click.argument("ruleset", metavar="BỘ")
@click.option(
    "--from",
    "from_",
    type=click.Path(path_type=Path),
    metavar="HỒ_SƠ",
    help="Điền sẵn số liệu của hồ sơ này.",
)
@OVERLAYS
@partial(with_common, out="PHIẾU.xlsx", out_help="Ghi phiếu ra tệp này; tệp đã có thì giữ nguyên.")
def command(ruleset: str, from_: Path | None, overlays: tuple[str, ...], **options: Any) -> None:
    """Phiếu Excel để điền số liệu của một bộ tiêu chí; --from để điền sẵn.

    Điền xong, đưa phiếu cho mọi lệnh nhận hồ sơ: cdht score PHIẾU.xlsx.
    """

    def run(desk: Desk) -> None:
        out = _output(desk)
        found = chosen(desk, ruleset, overlays)
        dossier = read_dossier(from_) if from_ is not None else None
        standing = Standing.UNDETERMINED if dossier is None else _scored(found, dossier).status
        from assessment.rulebook.figures import rests_on_placeholders  # noqa: PLC0415 - heavy
        from assessment.views.form.book import workbook  # noqa: PLC0415 - heavy

        placeholders = rests_on_placeholders(found)
        write(out, workbook(found, desk.words, dossier, standing, placeholders=placeholders))
        _tell(desk, found, dossier, out)

    guarded(run, options, from_)


def _output(desk: Desk) -> Path:
    """Where the form goes: a new file; one that is there may be filled in already."""
    if desk.out is None:
        params = {"value": "--out", "call": "cdht form"}
        raise UsageError(Notice("usage.missing_argument", Place(), params))
    if desk.out.suffix.lower() != SUFFIX:
        params = {"value": desk.out.suffix}
        raise UsageError(Notice("form.not_xlsx", Place(str(desk.out)), params))
    if desk.out.exists():
        raise UsageError(Notice("form.exists", Place(str(desk.out))))
    return desk.out


def _scored(ruleset: Ruleset, dossier: Dossier) -> Assessment:
    """What the dossier comes to; one that does not fit is refused: a form holds what the ruleset knows, and what a cell can hold."""
    long = [
        Notice("form.too_long", dossier.place(*steps), {"limit": LONGEST})
        for steps, text in _texts(dossier)
        if len(text) > LONGEST
    ]
    if long:
        raise DossierError(*long)
    try:
        return assess(ruleset, dossier)
    except DossierError as error:
        unknown = any(notice.code == "dossier.unknown_key" for notice in error.notices)
        if unknown and dossier.ruleset not in (None, ruleset.id):
            params = {"id": dossier.ruleset, "ruleset": ruleset.id}
            notice = Notice("form.other_ruleset", dossier.place("ruleset"), params)
            raise DossierError(notice) from None
        raise


def _texts(dossier: Dossier) -> Iterator[tuple[tuple[str, ...], str]]:
    """What one cell would hold, as one text."""
    yield ("note",), dossier.note or ""
    yield ("subject", "name"), dossier.subject.name
    for section in ("evidence", "inspected"):
        for key, claim in getattr(dossier, section).items():
            for name, value in claim.model_dump().items():
                text = "\n".join(map(str, value)) if isinstance(value, tuple | dict) else value
                yield (section, key, name), text if isinstance(text, str) else ""


def _tell(desk: Desk, ruleset: Ruleset, dossier: Dossier | None, out: Path) -> None:
    """What was written: in words on stderr, or as JSON."""
    count = len(ruleset.evidence) + sum(
        item.id not in ruleset.evidence for item in _judged(ruleset)
    )
    if desk.format == "json":
        told = {
            "ruleset": ruleset.id,
            "sha256": ruleset.digest,
            "file": str(out),
            "fields": count,
            "filled": len(dossier.evidence) if dossier else 0,
        }
        click.echo(json_view.dumps(told), nl=False)
        return
    said = {"id": ruleset.id, "file": quoted(str(out)), "count": count}
    click.echo(desk.words.say("form.written", **said), err=True)


def _judged(ruleset: Ruleset) -> Iterator[Any]:
    yield from (item for item in ruleset.keyed_by_id.values() if item.kind == "judged")
