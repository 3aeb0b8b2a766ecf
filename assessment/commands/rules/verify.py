"""`cdht rules verify`: every figure that nobody has compared with the official text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from assessment.desk import Desk, common, guarded, write
from assessment.errors import Notice, Place, UsageError, nearest
from assessment.model.compared import Compared
from assessment.rulebook.comparing import compared
from assessment.views import checklist as view
from assessment.views import json as json_view
from assessment.views.commandline import quoted, with_shelves


@click.command("verify")
@click.argument("ruleset", metavar="BỘ")
@common
def command(ruleset: str, **options: Any) -> None:
    """Bảng các con số chưa đối chiếu với văn bản chính thức; --out TỆP.xlsx hoặc TỆP.md để ghi."""

    def run(desk: Desk) -> None:
        found = asked(desk, ruleset)
        shelves = [str(shelf) for shelf in options["rules"]]
        suffix = desk.out.suffix.lower() if desk.out else ""
        if desk.out is not None and suffix in (".xlsx", ".md"):
            _write(desk, desk.out, found, shelves)
        elif suffix not in ("", ".txt", ".json"):
            params = {"value": suffix, "allowed": ".xlsx, .md, .txt, .json"}
            raise UsageError(Notice("confirm.unknown_format", Place(str(desk.out)), params))
        elif desk.format == "json":
            desk.put(json_view.dumps(view.contract(found, desk.words)))
        else:
            desk.put(view.render(found, desk.words, shelves))

    guarded(run, options)


def asked(desk: Desk, id_: str) -> Compared:
    """The ruleset, or the locality's overlay, whose figures the command is about."""
    found = compared(desk.catalog, id_)
    if found is None:
        overlays = [overlay.id for overlay in desk.catalog.overlays()]
        params = {"id": id_, "nearest": nearest(id_, [*desk.catalog.ids(), *overlays])}
        raise UsageError(Notice("usage.unknown_ruleset", Place(), params))
    return found


def _write(desk: Desk, out: Path, found: Compared, shelves: Sequence[str]) -> None:
    """A checklist to fill in; one that is there may be filled in already."""
    if out.exists():
        raise UsageError(Notice("confirm.checklist_exists", Place(str(out))))
    if out.suffix.lower() == ".md":
        write(out, view.markdown(found, desk.words))
    else:
        from assessment.views.workbook import workbook  # noqa: PLC0415 - heavy

        write(out, workbook(found, desk.words))
    params = {"count": len(found.left), "file": quoted(str(out)), "id": found.id}
    rules = with_shelves(shelves or [desk.words.say("checklist.folder")])
    click.echo(desk.words.say("checklist.written", **params, rules=rules), err=True)
