"""`cdht certify`: titles for every row of a table, from file to file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import click

from assessment.batch.fields import Kind, fields
from assessment.batch.headers import CLAN, HAMLET, ID, NAME
from assessment.batch.receipt import seal
from assessment.batch.run import STEPS, Aside, Ran, Wanted, aside_of, run
from assessment.batch.texts import slip
from assessment.batch.write import FORMATS
from assessment.commands.steps import chosen
from assessment.desk import OVERLAYS, Desk, guarded, with_common, write
from assessment.engine.assess import Missing
from assessment.errors import Notice, Place, UsageError
from assessment.model.basis import Basis
from assessment.model.rows import DISADVANTAGED, PUBLIC, UNIT_TYPE
from assessment.model.ruleset import Ruleset
from assessment.rulebook.figures import figures_of
from assessment.views import certified as view
from assessment.views import json as json_view
from assessment.wording import LANGUAGES, Words

_CALLED = (ID, NAME, HAMLET, CLAN, DISADVANTAGED, UNIT_TYPE, PUBLIC)


@click.command("certify", short_help="Công nhận danh hiệu cho từng dòng của một bảng.")
@click.argument("table", metavar="BẢNG", type=click.Path(path_type=Path))
@click.option("--ruleset", metavar="ID", required=True, help="Bộ tiêu chí để chấm từng dòng.")
@OVERLAYS
@click.option(
    "--missing",
    type=click.Choice(["open", "zero"]),
    default="open",
    help="Số liệu thiếu: để ngỏ, hay không tính điểm.",
)
@click.option("--receipt", type=click.Path(path_type=Path), help="Ghi biên nhận của lần chấm.")
@partial(with_common, out="TỆP", out_help="Bảng kết quả: .csv, .xlsx hoặc .parquet.")
def command(
    table: Path,
    ruleset: str,
    overlays: tuple[str, ...],
    missing: Missing,
    receipt: Path | None,
    **options: Any,
) -> None:
    """Chấm từng dòng của một bảng CSV, Excel hoặc Parquet, ghi kết quả ra tệp.

    Mỗi dòng một hộ (dòng họ, thôn, đơn vị …), mỗi cột một mục hay một số liệu. Dòng có lỗi
    được để riêng ở tệp thứ hai; bảng gốc giữ nguyên.
    """

    def work(desk: Desk) -> None:
        out = _output(desk, table)
        found = chosen(desk, ruleset, overlays)
        called = {name: _names(name) for name in _CALLED}

        barring = {each.id: each.text for each in (*found.exclusions, *found.gates)}

        def why(kind: str, figure: object, id_: str) -> str:
            return desk.words.say(f"why.{kind}", figure=figure, id=barring.get(id_, id_))

        wanted = Wanted(found, missing, called, why)
        ran = _carried_out(wanted, table, out, desk)
        sealed = seal(wanted, ran, table, out, as_of=desk.today)
        if receipt is not None:
            write(receipt, json.dumps(sealed, ensure_ascii=False, indent=1) + "\n")
        shown = _shown(wanted, ran, table, out, sealed["sha256"])
        page = replace(desk, out=None)
        if desk.format == "json":
            page.put(json_view.dumps(view.contract(shown)))
        else:
            page.put(view.render(shown, desk.words, desk.paint))

    guarded(work, options, table, receipt=receipt)


def _names(field: str) -> list[str]:
    """What people call a field, in any language: a table need not be in that of the page."""
    said = (Words(language).say(f"called.{field}") for language in LANGUAGES)
    return [name for names in said for name in names.split("|")]


def _output(desk: Desk, table: Path) -> Path:
    """Where the results go: a file of a known kind, of which the second file is not the table."""
    if desk.out is None:
        params = {"value": "--out", "call": "cdht certify"}
        raise UsageError(Notice("usage.missing_argument", Place(), params))
    if desk.out.suffix.lower() not in FORMATS:
        params = {"allowed": ", ".join(FORMATS)}
        raise UsageError(Notice("table.unknown_output", Place(str(desk.out)), params))
    second = aside_of(desk.out)
    if second.resolve() == table.resolve():
        raise UsageError(Notice("usage.would_overwrite", Place(), {"value": str(second)}))
    return desk.out


def _carried_out(wanted: Wanted, table: Path, out: Path, desk: Desk) -> Ran:
    """Run with a bar of its steps where somebody watches."""

    @lru_cache(maxsize=10_000)
    def why(field: str, value: str | None, code: str) -> str:
        return _why(wanted.ruleset, field, value, code, desk.words)

    def write_aside(path: Path, found: Iterator[Aside]) -> None:
        rows = (
            [
                str(each.row),
                *(cell or "" for cell in (each.id, each.column, each.value)),
                each.code,
                why(each.field, each.value, each.code),
            ]
            for each in found
        )
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(view.aside(rows, desk.words))

    try:
        with click.progressbar(
            length=len(STEPS), file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:

            def step(name: str) -> None:
                bar.label = desk.words.say(f"step.{name}")
                bar.update(1)

            return run(wanted, table, out, write_aside, step)
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(out)))) from None


def _why(ruleset: Ruleset, field: str, value: str | None, code: str, words: Words) -> str:
    """What a dossier would say of this value; or what is wrong with the row."""
    kind = fields(ruleset).get(field)
    if value and kind not in (None, Kind.AREA, Kind.UNIT_TYPE, Kind.FLAG):
        notice = slip(ruleset, field, value)
        if notice and notice.code == code:
            return words.message(notice)
    return words.say(f"slip.{code.partition('.')[2]}")


def _shown(wanted: Wanted, ran: Ran, table: Path, out: Path, sha256: str) -> view.Shown:
    return view.Shown(
        wanted.ruleset,
        any(figure.basis is Basis.PLACEHOLDER for figure in figures_of(wanted.ruleset)),
        table.name,
        str(out),
        str(aside_of(out)) if ran.aside else None,
        ran.summary.counted,
        ran.summary.groups,
        ran.summary.lost,
        ran.aside,
        ran.slips,
        ran.matched.near,
        list(_absent(wanted.ruleset, ran.matched.columns)),
        sha256,
    )


def _absent(ruleset: Ruleset, columns: Mapping[str, str]) -> Iterator[str]:
    """The items and exclusions of which no column of the table shows anything."""
    for item in ruleset.indicators.values():
        parts = {part.id for part in item.simple}
        if not columns.keys() & {item.id, *parts, *item.keys}:
            yield item.id
    yield from (e.key for e in ruleset.exclusions if e.key not in columns)
