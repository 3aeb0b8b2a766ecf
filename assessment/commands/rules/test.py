"""`cdht rules test`: run the tables of cases, measure them, and try them on mutants."""

from __future__ import annotations

import sys
from typing import Any

import click

from assessment.commands.steps import chosen
from assessment.desk import Desk, common, guarded
from assessment.errors import DemandError, RulesetError
from assessment.model.trial import Fate, Trial
from assessment.rulebook.cases.trial import gathered, stray_tables, trial
from assessment.views import json as json_view
from assessment.views import trials as view


@click.command("test")
@click.argument("rulesets", metavar="[BỘ]...", nargs=-1)
@click.option(
    "--mutants",
    is_flag=True,
    help="Làm sai từng con số, từng điều kiện của bộ, xem bảng thử có phát hiện không.",
)
@common
def command(rulesets: tuple[str, ...], *, mutants: bool, **options: Any) -> None:
    """Chạy bảng thử của các bộ tiêu chí; nêu chỗ sai và chỗ chưa thử."""

    def run(desk: Desk) -> None:
        for id_ in rulesets:
            chosen(desk, id_)
        if strays := stray_tables(desk.catalog):
            click.echo(view.warn(strays, desk.words), nl=False, err=True)
        found = gathered(desk.catalog, rulesets)
        hidden = not mutants or not sys.stderr.isatty()
        with click.progressbar(found, file=sys.stderr, hidden=hidden) as bar:
            trials = [trial(trialled, mutants=mutants) for trialled in bar]
        if desk.format == "json":
            desk.put(json_view.dumps(view.contract(trials, desk.words)))
        else:
            desk.put(view.render(trials, desk.words, desk.paint))
        code = _exit_code(trials)
        if code:
            sys.exit(code)

    guarded(run, options)


def _exit_code(trials: list[Trial]) -> int:
    """A case that fails weighs more than a mutant that lives."""
    if any(tried.failures for tried in trials):
        return RulesetError.exit_code
    survived = any(tried.of_fate(Fate.SURVIVED) for tried in trials)
    return DemandError.exit_code if survived else 0
