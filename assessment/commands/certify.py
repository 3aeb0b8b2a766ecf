"""`cdht certify`: titles for every row of a table, from file to file."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from assessment.batch.job import Came, Ran, Wanted
from assessment.batch.many import tasks
from assessment.batch.near import refuse_levels
from assessment.batch.receipt import receipt_of
from assessment.batch.run import STEPS, Reckon, all_beside, aside_of, near_of
from assessment.batch.spark import PARQUET, OnSpark
from assessment.batch.titles import papers_of
from assessment.batch.write import FORMATS
from assessment.commands.manytables import certify_all
from assessment.commands.period import period_asked
from assessment.commands.runner import Runner
from assessment.commands.steps import chosen
from assessment.commands.tables import is_provisional, remarks_of, wanted, within
from assessment.commands.titlepapers import asked, titled_in_word
from assessment.desk import OVERLAYS, Desk, folder_wanted, guarded, with_common
from assessment.engine.assess import Missing
from assessment.errors import Notice, Place, UsageError
from assessment.finding import LISTED, files_of, stands_for_several
from assessment.views import certified as view
from assessment.views import json as json_view
from assessment.views.nearby import Nearby


@click.command("certify", short_help="Công nhận danh hiệu cho từng dòng của một bảng.")
@click.argument(
    "tables",
    metavar="BẢNG|THƯ_MỤC...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option("--ruleset", metavar="ID", required=True, help="Bộ tiêu chí để chấm từng dòng.")
@OVERLAYS
@click.option(
    "--missing",
    type=click.Choice(["open", "zero"]),
    default="open",
    help="Số liệu thiếu: để ngỏ, hay không tính điểm.",
)
@click.option(
    "--near", metavar="ĐIỂM", help="Liệt kê những dòng thiếu không quá chừng ấy điểm, và thiếu gì."
)
@click.option("--period", metavar="KỲ", help="Bảng của kỳ nào: 2025, hoặc năm học 2025-2026.")
@click.option("--spark", metavar="MASTER", help="Chấm bằng Spark: local[4], spark://MÁY:7077.")
@click.option(
    "--receipt",
    type=click.Path(path_type=Path),
    help="Ghi biên nhận ra tệp này, không phải cạnh kết quả.",
)
@titled_in_word
@click.option("--overwrite", is_flag=True, help="Ghi đè cả bảng kết quả đã bị sửa tay.")
@partial(
    with_common,
    out="TỆP",
    out_help="Bảng kết quả: .csv, .xlsx hoặc .parquet; của nhiều bảng: thư mục.",
)
def command(
    tables: tuple[Path, ...],
    ruleset: str,
    overlays: tuple[str, ...],
    missing: Missing,
    near: str | None,
    period: str | None,
    spark: str | None,
    receipt: Path | None,
    papers: tuple[str, ...],
    template: Path | None,
    *,
    docx: bool,
    overwrite: bool,
    **options: Any,
) -> None:
    """Chấm từng dòng của một bảng CSV, Excel hoặc Parquet, ghi kết quả ra tệp.

    Mỗi dòng một hộ (dòng họ, thôn, đơn vị …), mỗi cột một mục hay một số liệu. Dòng có lỗi
    được để riêng ở tệp thứ hai; bảng gốc giữ nguyên. Nhiều bảng, thư mục hay mẫu tên (xa/*.csv)
    thì --out là thư mục; chạy lại thì bảng nào không đổi được giữ nguyên. Thêm --docx thì cạnh
    kết quả có danh sách đề nghị công nhận và giấy công nhận.
    """
    several = _are_several(tables, options["out"], spark)
    files = [file.path for file in files_of(tables, LISTED)[0]] if several else tables

    def work(desk: Desk) -> None:
        found = chosen(desk, ruleset, overlays)
        span = None if period is None else period_asked(period)
        drawn = asked(papers, template, spark, docx=docx)
        job = wanted(desk, found, missing, within(near), span)
        job = replace(job, papers=drawn.names, template=drawn.digest)
        if job.near is not None:
            refuse_levels(found)
        if several:
            if drawn.names:
                _refuse_name(tables)
            folder = _folder(desk, receipt, spark)
            runner = Runner(desk, job, None, overwrite, drawn)
            every = tasks(tables, folder)
            for task in every.tasks:
                _spare(task.out, template)
            certify_all(desk, runner, every, folder)
            return
        [table] = tables
        out = _output(desk)
        _spare(out, table, receipt, template)
        runner = Runner(desk, job, _reckon(spark, table, out), overwrite, drawn)
        _one(desk, runner, table, out, receipt or receipt_of(out))

    guarded(work, options, *files, template, receipt=receipt)


def _are_several(tables: tuple[Path, ...], out: Path | None, spark: str | None) -> bool:
    """Whether the results go into a folder; one that ends in .parquet is one table of Spark's."""
    if spark is not None and len(tables) == 1:
        return False
    into_folder = out is not None and out.is_dir() and out.suffix.lower() not in FORMATS
    one = len(tables) == 1 and not into_folder
    return not one or any(stands_for_several(table) for table in tables)


def _refuse_name(tables: tuple[Path, ...]) -> None:
    """Papers stand beside the results: a name behind `--docx` is read as one more table."""
    for table in tables:
        if not (table.suffix or table.exists() or stands_for_several(table)):
            params = {"value": str(table)}
            raise UsageError(Notice("titles.takes_no_name", Place(path="--docx"), params))


def _folder(desk: Desk, receipt: Path | None, spark: str | None) -> Path:
    """Where the results of several tables go."""
    for option, value in (("--receipt", receipt), ("--spark", spark)):
        if value is not None:
            raise UsageError(Notice("table.one_only", Place(path=option), {"option": option}))
    if desk.out is None:
        params = {"value": "--out", "call": "cdht certify"}
        raise UsageError(Notice("usage.missing_argument", Place(), params))
    folder_wanted(desk.out, "cdht certify")
    return desk.out


def _one(desk: Desk, runner: Runner, table: Path, out: Path, receipt: Path) -> None:
    ran = _carried_out(runner, table, out, receipt)
    shown = _shown(runner.job, ran, table, out, receipt)
    page = replace(desk, out=None)
    if desk.format == "json":
        page.put(json_view.dumps(view.contract(shown)))
    else:
        page.put(view.render(shown, desk.words, desk.paint))


def _output(desk: Desk) -> Path:
    """Where the results go: a file of a known kind."""
    if desk.out is None:
        params = {"value": "--out", "call": "cdht certify"}
        raise UsageError(Notice("usage.missing_argument", Place(), params))
    if desk.out.suffix.lower() not in FORMATS:
        params = {"allowed": ", ".join(FORMATS)}
        raise UsageError(Notice("table.unknown_output", Place(str(desk.out)), params))
    if desk.out.is_dir() and any(file.suffix != PARQUET for file in desk.out.iterdir()):
        raise UsageError(Notice("usage.cannot_write", Place(str(desk.out))))
    return desk.out


def _spare(out: Path, *files: Path | None) -> None:
    """Refuse results in whose place, or beside which, something would be written over."""
    taken = [file.resolve() for file in files if file]
    for place in (out, *all_beside(out)):
        if place.resolve() in taken:
            raise UsageError(Notice("usage.would_overwrite", Place(), {"value": str(place)}))


def _reckon(spark: str | None, table: Path, out: Path) -> Reckon | None:
    """What reckons where Spark is asked to; its workers read and write Parquet alone."""
    if spark is None:
        return None
    for path in (table, out):
        if path.suffix.lower() != PARQUET and not path.is_dir():
            raise UsageError(Notice("spark.only_parquet", Place(str(path))))
    return OnSpark(spark)


def _carried_out(runner: Runner, table: Path, out: Path, receipt: Path) -> Ran:
    """Run with a bar of its steps where somebody watches."""
    steps = len(STEPS) + (runner.job.near is not None) + bool(runner.job.papers)
    say = runner.desk.words.say
    with click.progressbar(length=steps, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def step(name: str) -> None:
            bar.label = say(f"step.{name}")
            bar.update(1)

        def told(rows: int) -> None:
            bar.label = say("step.rows", count=rows)
            bar.render_progress()

        def made(certificates: int) -> None:
            bar.label = say("step.certificates", count=certificates)
            bar.render_progress()

        return runner.run(table, out, receipt, step, told, made)


def _shown(job: Wanted, ran: Ran, table: Path, out: Path, receipt: Path) -> view.Shown:
    came = ran.came
    return view.Shown(
        job.ruleset,
        is_provisional(job.ruleset),
        table.name,
        str(out),
        str(aside_of(out)) if came.aside or came.passed else None,
        str(receipt),
        came.summary.counted,
        came.summary.groups,
        came.summary.lost,
        came.aside,
        came.slips,
        came.passed,
        came.sheet,
        remarks_of(job.ruleset, ran.receipt["sealed"]),
        _nearby(job, came, out),
        ran.receipt["sha256"],
        _papers(job, ran, out),
    )


def _papers(job: Wanted, ran: Ran, out: Path) -> view.Papers | None:
    """The papers that were written; None where none were wanted."""
    if not job.papers:
        return None
    from assessment.views.word.issuers import issuer_of  # noqa: PLC0415 - only papers need it

    names = {each["file"] for each in ran.receipt["sealed"]["others"]}
    found = {
        name: tuple(str(file) for file in papers_of(out, (name,)) if file.name in names)
        for name in job.papers
    }
    files = {name: files for name, files in found.items() if files}
    level = issuer_of(job.ruleset, job.period).level
    nowhere = level if level not in ran.came.matched.columns else None
    return view.Papers(files, dated=job.period is not None, nowhere=nowhere)


def _nearby(job: Wanted, came: Came, out: Path) -> Nearby | None:
    if came.near is None or job.near is None:
        return None
    return Nearby(came.near, job.near, str(near_of(out)) if came.near.rows else None)
