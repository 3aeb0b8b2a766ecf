"""The command line `cdht`: wires files, catalogue, engine and views, and prints.

Results go to stdout, messages to stderr (with --format json, errors are JSON on stdout).
Exit codes: 0 done, 2 usage, 3 bad input, 4 bad ruleset, 5 a demand not met, 6 a replay or
the cross-check disagrees.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none is used; looking costs 15 ms
gc.set_threshold(50_000)  # a command is one short run; collecting early costs a twentieth of it

import click

from assessment import __version__
from assessment.commands.papers import OFFICE, PAPER, TEMPLATE, Result, put, wanted
from assessment.commands.rules import rules
from assessment.commands.steps import scored
from assessment.commands.trace import traced, traced_content
from assessment.desk import Desk, Program, common, guarded, scoring, with_common, write
from assessment.engine.assess import Missing
from assessment.engine.crosscheck import Verdict, cross_check
from assessment.engine.receipt import seal
from assessment.errors import (
    DemandError,
    DisagreementError,
    Notice,
    Place,
    UsageError,
    nearest,
)
from assessment.finding import TABLES
from assessment.help_pages import HelpPage
from assessment.model.outcome import Assessment, Standing
from assessment.model.ruleset import Ruleset
from assessment.views import json as json_view
from assessment.views import messages, text

click.Context.formatter_class = HelpPage

# --- commands --------------------------------------------------------------------------


_LATE = ("certify", "form", "plan", "register", "rollup", "summary", "template", "whatif")
"""Commands that are modules of their own, each loaded when it is called."""


class _Commands(Program):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_LATE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _LATE:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module(f"assessment.commands.{cmd_name}").command
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="cdht")
def main() -> None:
    """Chấm điểm, giải thích và công nhận các danh hiệu học tập."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.argument("dossier", metavar="HỒ_SƠ", type=click.Path(path_type=Path))
@scoring
@click.option(
    "--require-rating", is_flag=True, help="Báo lỗi (mã 5) khi chưa xác định được xếp loại."
)
@click.option(
    "--receipt", "receipt_file", type=click.Path(path_type=Path), help="Ghi biên nhận ra tệp."
)
@partial(
    with_common,
    out="TỆP",
    out_help="Ghi ra tệp.",
    formats=("text", "json", *OFFICE),
)
@PAPER
@TEMPLATE
def score(
    dossier: Path,
    ruleset: str | None,
    overlays: tuple[str, ...],
    missing: Missing,
    *,
    strict_evidence: bool,
    require_rating: bool,
    receipt_file: Path | None,
    papers: tuple[str, ...],
    template: Path | None,
    **options: Any,
) -> None:
    """Chấm điểm một hồ sơ và giải thích."""

    def run(desk: Desk) -> None:
        out = wanted(desk, "cdht score", papers, template)
        assessment = scored(desk, dossier, ruleset, overlays, missing, strict=strict_evidence)
        verdict = cross_check(assessment)
        receipt = seal(assessment, as_of=desk.today, verdict=verdict)
        if receipt_file is not None:
            write(receipt_file, json.dumps(receipt, ensure_ascii=False, indent=1) + "\n")
        if out is not None:
            put(desk, out, Result(assessment, verdict, receipt["sha256"], papers, template))
        else:
            desk.put(page(desk, assessment, verdict, receipt["sha256"]))
        if verdict == "disagree":
            raise DisagreementError(Notice("cross_check.disagrees", Place(str(dossier))))
        if require_rating and assessment.status is Standing.UNDETERMINED:
            raise DemandError(_undetermined(assessment, dossier))

    guarded(run, options, dossier, template, receipt=receipt_file)


@main.command()
@click.argument("dossier", metavar="HỒ_SƠ|BẢNG", type=click.Path(path_type=Path))
@click.argument("item", metavar="[MỤC]", required=False)
@click.option("--id", "id_", metavar="MÃ", help="Của bảng: dòng có mã này.")
@click.option("--row", type=click.IntRange(1), help="Của bảng: dòng số này.")
@click.option("--trace", is_flag=True, help="Lần theo biên nhận của các số liệu, xuống tận hộ.")
@scoring
@common
def explain(
    dossier: Path,
    item: str | None,
    id_: str | None,
    row: int | None,
    ruleset: str | None,
    overlays: tuple[str, ...],
    missing: Missing,
    *,
    trace: bool,
    strict_evidence: bool,
    **options: Any,
) -> None:
    """Giải thích đầy đủ một tiêu chí, một chỉ tiêu, hoặc cả hồ sơ.

    Của một bảng, hay của bảng kết quả mà cdht certify ghi ra, thì giải thích một dòng.
    """

    def run(desk: Desk) -> None:
        from assessment.views import explain as view  # noqa: PLC0415 - only this command needs it

        whose: view.RowOf | None = None
        if _is_table(dossier, one_row=id_ is not None or row is not None):
            from assessment.commands.row import scored_row  # noqa: PLC0415 - only for tables

            asked = (id_, row), ruleset, overlays, missing
            assessment, whose = scored_row(desk, dossier, *asked, strict=strict_evidence)
        else:
            if id_ is not None or row is not None:
                raise UsageError(Notice("table.no_rows", Place(str(dossier))))
            assessment = scored(desk, dossier, ruleset, overlays, missing, strict=strict_evidence)
        if item is not None and item not in _items(assessment.ruleset):
            raise UsageError(_unknown_item(assessment.ruleset, item))
        if desk.format == "json":
            content = whose.content if whose else {}
            content |= json_view.explained(assessment, desk.words, item)
            if trace:
                content |= traced_content(desk, assessment, item, dossier)
            desk.put(json_view.dumps(content))
            return
        page = view.render(assessment, desk.words, item, whose)
        desk.put(page + traced(desk, assessment, item, dossier) if trace else page)

    guarded(run, options, dossier)


@main.command()
@click.argument("receipt", metavar="BIÊN_NHẬN", type=click.Path(path_type=Path))
@common
def replay(receipt: Path, **options: Any) -> None:
    """Tính lại từ biên nhận và so sánh."""
    from assessment.replay import replay as recompute  # noqa: PLC0415 - only this command needs it

    def run(desk: Desk) -> None:
        found = recompute(receipt, desk.catalog)
        if desk.format == "json":
            desk.put(
                json_view.dumps(
                    json_view.replayed(found.sha256, found.disagreements, found.remarks, desk.words)
                )
            )
        else:
            desk.put(
                messages.replayed(found.sha256, found.disagreements, found.remarks, desk.words)
            )
        if found.disagreements:
            sys.exit(DisagreementError.exit_code)

    guarded(run, options, receipt)


main.add_command(rules)


# --- steps -----------------------------------------------------------------------------


def page(desk: Desk, assessment: Assessment, verdict: Verdict, receipt: str) -> str:
    if desk.format == "json":
        return json_view.render(assessment, desk.words, cross_check=verdict, receipt=receipt)
    return text.render(
        assessment, desk.words, cross_check=verdict, receipt=receipt, paint=desk.paint
    )


def _is_table(path: Path, *, one_row: bool) -> bool:
    """Whether a file is a table; a workbook of which no row is asked may be a form."""
    suffix = path.suffix.lower()
    if suffix != ".xlsx" or one_row:
        return suffix in TABLES
    from assessment.intake.form.read import is_form  # noqa: PLC0415 - only for workbooks

    return not is_form(path)


def _items(ruleset: Ruleset) -> set[str]:
    return {c.id for c in ruleset.criteria} | {item.id for item in ruleset.every_item()}


def _unknown_item(ruleset: Ruleset, item: str) -> Notice:
    params = {"id": item, "ruleset": ruleset.id, "nearest": nearest(item, _items(ruleset))}
    return Notice("usage.unknown_item", Place(), params)


def _undetermined(assessment: Assessment, dossier: Path) -> Notice:
    titles = ", ".join(r.title for r in assessment.score.determination.possible)
    params = {"ratings": titles, "count": len(assessment.missing), "file": str(dossier)}
    return Notice("demand.rating_undetermined", Place(str(dossier)), params)


if __name__ == "__main__":
    main()
