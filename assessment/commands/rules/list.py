"""`cdht rules list`: what is on the shelves."""

from __future__ import annotations

from typing import Any

import click

from assessment.commands.steps import day
from assessment.desk import Desk, common, guarded
from assessment.model.ruleset import SubjectKind
from assessment.rulebook.catalog import is_in_force
from assessment.views import json as json_view
from assessment.views import rules as view


@click.command("list")
@click.option(
    "--subject",
    type=click.Choice([kind.value for kind in SubjectKind]),
    help="Chỉ các bộ cho đối tượng này.",
)
@click.option("--on", "on_", metavar="YYYY-MM-DD", help="Chỉ các bộ có hiệu lực ngày này.")
@common
def command(subject: str | None, on_: str | None, **options: Any) -> None:
    """Danh sách các bộ tiêu chí."""

    def run(desk: Desk) -> None:
        found = [r for r in desk.catalog.all() if subject in (None, r.subject.value)]
        if on_ is not None:
            wanted = day(on_, "--on")
            found = [r for r in found if is_in_force(r, wanted)]
        if desk.format == "json":
            desk.put(json_view.dumps({"rulesets": view.contract_list(found)}))
        else:
            desk.put(view.render_list(found, desk.words))

    guarded(run, options)
