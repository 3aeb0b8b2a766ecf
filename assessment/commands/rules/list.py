"""`cdht rules list`: what is on the shelves."""

from __future__ import annotations

from typing import Any

import click

from assessment.commands.steps import SUBJECT, day
from assessment.desk import Desk, common, guarded
from assessment.rulebook.catalog import SHIPPED
from assessment.rulebook.choosing import is_in_force
from assessment.rulebook.listing import coming, lapsed, listed
from assessment.views import catalogue as view
from assessment.views import json as json_view


@click.command("list")
@SUBJECT
@click.option("--on", "on_", metavar="YYYY-MM-DD", help="Chỉ các bộ có hiệu lực ngày này.")
@common
def command(subject: str | None, on_: str | None, **options: Any) -> None:
    """Danh sách các bộ tiêu chí."""

    def run(desk: Desk) -> None:
        on = day(on_, "--on") if on_ is not None else None
        shelf = tuple(desk.catalog.all())
        of_subject = [r for r in shelf if subject in (None, r.subject.value)]
        found = [r for r in of_subject if on is None or is_in_force(r, on)]
        overlays = [o for o in desk.catalog.overlays() if on is None or is_in_force(o, on)]
        entries = listed(found, shelf, overlays, SHIPPED)
        near = view.Nearest()
        if on is not None and not entries:
            near = view.Nearest(lapsed(of_subject, on), coming(of_subject, on))
        if desk.format == "json":
            desk.put(json_view.dumps(view.contract_list(entries, near)))
        else:
            desk.put(view.render_list(entries, desk.words, near))

    guarded(run, options)
