"""`cdht rules show`: one ruleset in full."""

from __future__ import annotations

from typing import Any

import click

from assessment.commands.steps import chosen
from assessment.desk import OVERLAYS, Desk, common, guarded
from assessment.rulebook.chains import joints
from assessment.views import json as json_view
from assessment.views import rules as view


@click.command("show")
@click.argument("ruleset", metavar="BỘ")
@OVERLAYS
@common
def command(ruleset: str, overlays: tuple[str, ...], **options: Any) -> None:
    """Một bộ tiêu chí, đầy đủ: nội dung, thang điểm, căn cứ, mức đối chiếu."""

    def run(desk: Desk) -> None:
        found = chosen(desk, ruleset, overlays)
        links = [(j.results, j.link) for j in joints(desk.catalog) if j.link.ruleset == found.id]
        if desk.format == "json":
            desk.put(json_view.dumps(view.contract(found, links)))
        else:
            desk.put(view.render(found, desk.words, links))

    guarded(run, options)
