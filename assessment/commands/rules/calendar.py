"""`cdht rules calendar`: what falls due when, and what a recognition sets going."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from assessment.commands.steps import SUBJECT, chosen
from assessment.desk import Desk, common, guarded
from assessment.intake.read import read_dossier
from assessment.model.ruleset import Ruleset
from assessment.rulebook.calendar import calendar, recognition
from assessment.views import calendar as view
from assessment.views import json as json_view


@click.command("calendar")
@click.argument("rulesets", nargs=-1, metavar="[BỘ]...")
@click.option("--year", type=click.IntRange(1900, 2999), help="Năm cần xem; mặc định là năm nay.")
@SUBJECT
@click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    help="Hồ sơ có ghi lần công nhận trước: thời hạn và ngày được đề nghị nâng mức độ.",
)
@common
def command(
    rulesets: tuple[str, ...],
    year: int | None,
    subject: str | None,
    dossier: Path | None,
    **options: Any,
) -> None:
    """Lịch một năm: hạn nộp, kỳ số liệu, thời hạn công nhận."""

    def run(desk: Desk) -> None:
        named = [chosen(desk, id_) for id_ in dict.fromkeys(rulesets)]
        found = None
        if dossier is not None:
            read = read_dossier(dossier)
            found = recognition(desk.catalog.choose(read, desk.today), read)
            named = _with(named, found.ruleset)
        wanted = named or list(desk.catalog.all())
        made = calendar(
            [r for r in wanted if subject in (None, r.subject.value)],
            desk.today.year if year is None else year,
            named={r.id for r in named},
            recognition=found,
        )
        if desk.format == "json":
            desk.put(json_view.dumps(view.contract(made, desk.today)))
        else:
            desk.put(view.render(made, desk.words, desk.today))

    guarded(run, options, dossier)


def _with(rulesets: list[Ruleset], one: Ruleset) -> list[Ruleset]:
    return [one, *(ruleset for ruleset in rulesets if ruleset.id != one.id)]
