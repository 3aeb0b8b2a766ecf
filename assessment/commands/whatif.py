"""`cdht whatif`: what would be, if; and how far things are from moving."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from assessment.commands.steps import scored, sealed
from assessment.desk import Desk, common, guarded, scoring, write
from assessment.engine.assess import Missing
from assessment.errors import (
    DossierError,
    Notice,
    ScenariosError,
    UsageError,
)
from assessment.intake.scenarios import read_scenarios, settings_of
from assessment.model.outcome import Assessment
from assessment.model.whatif import Outcome, Scenario
from assessment.views import json as json_view
from assessment.views import whatif as view
from assessment.views import whatifjson
from assessment.whatif.changes import suppose
from assessment.whatif.compare import compare
from assessment.whatif.margins import margins
from assessment.whatif.ratings import rating_margins
from assessment.whatif.remarks import remarks
from assessment.whatif.sensitivity import sensitivity


@click.command("whatif", short_help="Nếu đổi số liệu thì sao; còn bao xa thì mất mức, lên mức.")
@click.argument("dossier", metavar="HỒ_SƠ", type=click.Path(path_type=Path))
@click.option(
    "--set",
    "arguments",
    metavar="KHÓA=GIÁ_TRỊ",
    multiple=True,
    help="Đặt một số liệu hay chỉ tiêu: KHÓA=GIÁ_TRỊ, KHÓA+=N, KHÓA-=N.",
)
@click.option("--scenarios", type=click.Path(path_type=Path), help="Tệp ghi nhiều giả định có tên.")
@click.option(
    "--sensitivity",
    "with_sensitivity",
    is_flag=True,
    help="Từng chỉ tiêu lên hoặc xuống một mức thì kết quả ra sao.",
)
@click.option(
    "--margins",
    "with_margins",
    is_flag=True,
    help="Mỗi số liệu còn bao nhiêu thì mất mức, thêm bao nhiêu thì lên mức.",
)
@click.option(
    "--receipt",
    "receipt_file",
    type=click.Path(path_type=Path),
    help="Ghi biên nhận của giả định ra tệp.",
)
@scoring
@common
def command(
    dossier: Path,
    arguments: tuple[str, ...],
    scenarios: Path | None,
    ruleset: str | None,
    overlays: tuple[str, ...],
    missing: Missing,
    receipt_file: Path | None,
    *,
    with_sensitivity: bool,
    with_margins: bool,
    strict_evidence: bool,
    **options: Any,
) -> None:
    """Nếu đổi số liệu thì kết quả ra sao; còn bao xa thì mất mức, lên mức.

    Không ghi --set, --scenarios hay --sensitivity thì xem khoảng cách tới từng mức.
    """

    def run(desk: Desk) -> None:
        asked = [Scenario(None, settings_of(arguments))] if arguments else []
        asked += read_scenarios(scenarios) if scenarios is not None else ()
        if receipt_file is not None and len(asked) != 1:
            raise UsageError(Notice("whatif.one_receipt", params={"count": len(asked)}))
        now = scored(desk, dossier, ruleset, overlays, missing, strict=strict_evidence)
        played = _all_played(desk, now, asked)
        if receipt_file is not None:
            receipt = sealed(desk, played[0].outcome.comparison.after)
            write(receipt_file, json.dumps(receipt, ensure_ascii=False, indent=1) + "\n")
        wants_margins = with_margins or not (asked or with_sensitivity)
        shown = view.Shown(
            now,
            sealed(desk, now)["sha256"],
            tuple(played),
            rating_margins(now) if wants_margins else (),
            margins(now) if wants_margins else None,
            sensitivity(now) if with_sensitivity else None,
        )
        if desk.format == "json":
            desk.put(json_view.dumps(whatifjson.contract(shown, desk.words)))
        else:
            desk.put(view.render(shown, desk.words, desk.paint))

    guarded(run, options, dossier, scenarios, receipt=receipt_file)


def _all_played(desk: Desk, now: Assessment, asked: Iterable[Scenario]) -> list[view.Played]:
    """Every scenario; what is wrong with those of a file is told at once."""
    played, notices = list[view.Played](), list[Notice]()
    for scenario in asked:
        try:
            played.append(_played(desk, now, scenario))
        except DossierError as error:
            notices.extend(error.notices)
    if notices:
        raise ScenariosError(*notices)
    return played


def _played(desk: Desk, now: Assessment, scenario: Scenario) -> view.Played:
    supposed, after = suppose(now, scenario.settings)
    receipt = sealed(desk, after)["sha256"]
    said = tuple(remarks(now, supposed))
    return view.Played(Outcome(scenario, supposed, said, compare(now, after)), receipt)
