"""`cdht rules doc`: the rulebook as pages to read, print and hand over."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from assessment.commands.steps import chosen
from assessment.desk import Desk, folder_wanted, guarded, with_common
from assessment.errors import Notice, Place, UsageError
from assessment.folder import refuse_foreign, write_pages
from assessment.model.book import INDEX
from assessment.rulebook.book import bound
from assessment.views import json as json_view

_CALL = "cdht rules doc"


@click.command("doc")
@click.argument("rulesets", metavar="[BỘ]...", nargs=-1)
@partial(with_common, out="THƯ_MỤC", out_help="Ghi vào thư mục này.")
def command(rulesets: tuple[str, ...], out: Path | None, **options: Any) -> None:
    """Các bộ tiêu chí thành trang để đọc, in và gửi, ghi vào thư mục --out."""
    dated = options["as_of"] is not None

    def run(desk: Desk) -> None:
        from assessment.views.pages import render as view  # noqa: PLC0415 - templates take time

        if out is None:
            params = {"call": _CALL, "value": "--out", "nearest": None}
            raise UsageError(Notice("usage.missing_argument", Place(), params))
        folder_wanted(out, _CALL)
        for id_ in rulesets:
            chosen(desk, id_)
        book = bound(desk.catalog, rulesets)
        refuse_foreign(out, frozenset((INDEX, *book.files.values())))
        removed = write_pages(out, view.printed(book, desk.words, desk.today, dated=dated))
        if desk.format == "json":
            desk.put(
                json_view.dumps(
                    {"folder": str(out), "pages": view.contract(book), "removed": removed}
                )
            )
        else:
            desk.put(view.written(book, out, removed, desk.words))

    guarded(run, {**options, "out": None})
