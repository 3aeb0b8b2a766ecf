"""`cdht rules confirm`: write down that figures were read in the official text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from assessment.commands.rules.verify import asked
from assessment.desk import Desk, common, create, guarded
from assessment.errors import Notice, Place, UsageError
from assessment.files import one_line
from assessment.intake.checklist import read_checklist
from assessment.rulebook import confirm
from assessment.rulebook.readings import Readings, as_filled, as_named, named
from assessment.views import confirmed as view
from assessment.views import json as json_view
from assessment.views.figures import known_by_name


@click.command("confirm")
@click.argument("ruleset", metavar="BỘ")
@click.argument("items", metavar="[MỤC]...", nargs=-1)
@click.option("--source", metavar="TEXT", help="Đọc ở đâu: văn bản, trang, điều, khoản.")
@click.option("--by", required=True, metavar="NAME", help="Ai đối chiếu.")
@click.option("--value", metavar="V", help="Con số đúng, khi khác; chỉ với một con số.")
@click.option(
    "--from",
    "from_",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Bảng của `rules verify` đã ghi, .xlsx hoặc .md.",
)
@common
def command(
    ruleset: str,
    items: tuple[str, ...],
    source: str | None,
    by: str,
    value: str | None,
    from_: Path | None,
    **options: Any,
) -> None:
    """Ghi nhận con số đã đối chiếu với văn bản chính thức: mã mục (9.1), hay mục:con số."""

    def run(desk: Desk) -> None:
        if bool(items) == (from_ is not None) or (from_ is not None and value is not None):
            raise UsageError(Notice("confirm.one_way"))
        if not options["rules"]:
            raise UsageError(Notice("confirm.no_shelf"))
        shelf: Path = options["rules"][0]
        who, where = one_line(by), one_line(source or "")
        if not who:
            raise UsageError(Notice("confirm.nobody"))
        if not (where or from_):
            raise UsageError(Notice("confirm.nowhere"))
        if desk.today > date.today():  # noqa: DTZ011 - the user's own calendar day
            raise UsageError(Notice("confirm.not_yet", Place(path="--as-of"), {"on": desk.today}))
        found = asked(desk, ruleset)
        known = known_by_name(found, desk.words)
        if from_ is None:
            read = as_named(named(found.id, items, known), source=where, value=value)
        else:
            filled = read_checklist(from_)
            read = as_filled(found.id, filled, known, source=where or None, by=who)
        made = confirm.made(desk.catalog, found.id, read, known, by=who, on=desk.today, shelf=shelf)
        _write(desk, made, read)
        from assessment.rulebook.doubts import new_doubts  # noqa: PLC0415 - heavy

        if doubts := new_doubts(found.ruleset, made.compared.ruleset):
            click.echo(view.warn(doubts, str(made.file), desk.words), nl=False, err=True)

    guarded(run, options, from_)


def _write(desk: Desk, made: confirm.Made, read: Readings) -> None:
    """The confirmation's file; its page, or JSON."""
    done = view.Done(made.compared, str(made.file), read.blank, read.already)
    in_json = desk.format == "json"
    page = json_view.dumps(view.contract(done)) if in_json else view.render(done, desk.words)
    create(made.file, made.text)
    desk.put(page)
