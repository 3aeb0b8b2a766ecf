"""`cdht certify FOLDER …`: several tables, their results in a folder, one page of all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from assessment.batch.many import Done, Failed, Task, Tasks, run_all
from assessment.batch.receipt import receipt_of
from assessment.commands.runner import Runner
from assessment.commands.tables import is_provisional, remarks_of
from assessment.desk import Desk, report
from assessment.errors import Notice, Place, TableError, UsageError
from assessment.model.ruleset import Ruleset
from assessment.receipts import RUN, receipt_in
from assessment.views import certifiedmany as view
from assessment.views import json as json_view


def certify_all(desk: Desk, runner: Runner, wanted: Tasks, folder: Path) -> None:
    """Certify every table and sum up; with exit code 3 where one of them could not be read.

    Raises:
        TableError: none could be.

    """
    done, failed = _carried_out(desk, runner, wanted.tasks)
    failed += [Failed(path, (_none_in(path),)) for path in wanted.empty]
    if not done:
        nothing = map(_none_in, () if failed else wanted.passed_over[:1])
        raise TableError(*nothing, *(notice for each in failed for notice in each.notices))
    job = runner.job
    shown = view.Shown(
        job.ruleset,
        is_provisional(job.ruleset),
        str(folder),
        [_told(job.ruleset, each, folder) for each in done],
        [view.Failure(str(each.table), each.notices) for each in failed],
        [str(path) for path in wanted.passed_over],
        job.near,
    )
    page = replace(desk, out=None)
    if desk.format == "json":
        page.put(json_view.dumps(view.contract(shown, desk.words)))
    else:
        page.put(view.render(shown, desk.words, desk.paint))
    if failed:
        if desk.format != "json":
            report(desk, TableError(Notice("table.left_out", Place(), {"count": len(failed)})))
        sys.exit(TableError.exit_code)


def _none_in(path: Path) -> Notice:
    return Notice("table.none_found", Place(str(path)))


def _carried_out(
    desk: Desk, runner: Runner, tasks: Sequence[Task]
) -> tuple[list[Done], list[Failed]]:
    """With a bar of the tables where somebody watches."""
    done: list[Done] = []
    failed: list[Failed] = []

    def certify(task: Task) -> None:
        try:
            task.out.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise UsageError(Notice("usage.cannot_write", Place(str(task.out)))) from None
        runner.run(task.table, task.out, receipt_of(task.out), lambda _: None)

    with click.progressbar(
        length=len(tasks),
        label=desk.words.say("step.tables"),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        for each in run_all(runner.job, tasks, certify):
            done.append(each) if isinstance(each, Done) else failed.append(each)
            bar.update(1)
    return done, failed


def _told(ruleset: Ruleset, done: Done, folder: Path) -> view.Table:
    receipt = receipt_in(receipt_of(done.task.out), RUN)
    counts = {name: int(count) for name, count in receipt.sealed["counts"].items()}
    return view.Table(
        str(done.task.table),
        str(done.task.out.relative_to(folder)),
        counts,
        done.kept,
        receipt.sha256,
        remarks_of(ruleset, receipt.sealed),
    )
