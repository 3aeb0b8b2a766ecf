"""One run: a table certified from file to file, all of it or nothing.

    file -> source -> plan -> results beside what is wrong -> summary -> receipt

Everything is written in a folder of its own beside the output, and moved at the end: a run
that is killed leaves what was there before, and the next one clears up after it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import narwhals as nw
import polars as pl

from assessment.batch.admit import Slip
from assessment.batch.certify import Certified, plan
from assessment.batch.headers import ID, Matched, match
from assessment.batch.results import RESULTS, Why
from assessment.batch.source import FLAW, ROW, Source, open_table
from assessment.batch.summary import Summary, summarised
from assessment.batch.twice import repeated
from assessment.batch.write import write_table
from assessment.engine.assess import Missing
from assessment.model.ruleset import Ruleset

STEPS = ("read", "certify", "aside", "summary")
"""What a run does, in this order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be certified, and how.

    `called`: what people call `id`, `hamlet` and the like. `why`: words the reasons of a row.
    """

    ruleset: Ruleset
    missing: Missing
    called: Mapping[str, Sequence[str]]
    why: Why


@dataclass(frozen=True, slots=True)
class Aside:
    """A cell (or a row as a whole) for which a row was set aside.

    `row`: as the file shows it. `field`: what the cell should hold; empty for a whole row.
    """

    row: int
    id: str | None
    field: str
    column: str | None
    value: str | None
    code: str


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to. `digests`: SHA-256 of the input and of the output."""

    matched: Matched
    summary: Summary
    aside: int
    slips: Mapping[str, int]
    digests: tuple[str, str]


def run(
    wanted: Wanted,
    table: Path,
    out: Path,
    write_aside: Callable[[Path, Iterator[Aside]], None],
    step: Callable[[str], None],
) -> Ran:
    """Certify the table in a file.

    Args:
        out: its suffix says what is written: .csv, .xlsx or .parquet.
        write_aside: writes the second file, beside the output, with what was set aside.
        step: told each of `STEPS` when it begins.

    Raises:
        DossierError: the table cannot be read.
        UsageError: a column of it cannot be used, or the output cannot be written.

    """
    with _folder(out) as folder:
        step("read")
        source, matched = _read(wanted, table, folder)
        certified = _planned(wanted, source, matched)
        step("certify")
        shown = list(source.columns)
        good = cast("pl.LazyFrame", certified.good.select(*shown, *RESULTS).to_native())
        write_table(good, folder / out.name)
        step("aside")
        aside = list(_set_aside(certified, matched, folder))
        write_aside(folder / aside_of(out).name, iter(aside))
        step("summary")
        found = summarised(certified, wanted.ruleset, matched.columns)
        digests = _digest(table), _digest(folder / out.name)
        _publish(folder, out, aside=bool(aside))
    slips: dict[str, int] = {}
    for each in aside:
        slips[each.code] = slips.get(each.code, 0) + 1
    return Ran(matched, found, len({each.row for each in aside}), slips, digests)


def aside_of(out: Path) -> Path:
    """The second file, beside the output."""
    return out.with_name(f"{out.stem}.loi.csv")


def _read(wanted: Wanted, table: Path, folder: Path) -> tuple[Source, Matched]:
    def known(headers: Sequence[str]) -> int:
        return len(match(wanted.ruleset, headers, wanted.called, str(table)).fields)

    (folder / "text").mkdir()
    source = open_table(table, folder / "text", known)
    return source, match(wanted.ruleset, source.columns, wanted.called, str(table))


def _planned(wanted: Wanted, source: Source, matched: Matched) -> Certified:
    beside = [Slip("", code, nw.col(FLAW) == code) for code in _flaws(source)]
    if id_ := matched.columns.get(ID):
        text = nw.col(id_).cast(nw.String).str.strip_chars()
        beside.append(Slip(ID, "table.no_id", text.is_null() | (text == "")))
        if twice := repeated(source.frame, id_):
            beside.append(Slip(ID, "table.id_twice", text.is_in(twice)))
    return plan(
        wanted.ruleset,
        nw.from_native(source.frame),
        matched.fields,
        missing=wanted.missing,
        why=wanted.why,
        beside=tuple(beside),
    )


def _flaws(source: Source) -> list[str]:
    """The codes of what is wrong with some row as a whole."""
    found = source.frame.select(pl.col(FLAW).unique()).collect(engine="streaming")[FLAW]
    return sorted(found.drop_nulls().to_list())


# --- what is set aside -------------------------------------------------------------------


def _set_aside(certified: Certified, matched: Matched, folder: Path) -> Iterator[Aside]:
    """Every slip of every row, row by row."""
    if not certified.slips:
        return
    flags = {f"slip {number}": slip.flag for number, slip in enumerate(certified.slips)}
    wrong = certified.table.filter(~cast("nw.Expr", certified.sound))
    kept = wrong.select(*certified.own, **flags).to_native()
    cast("pl.LazyFrame", kept).sink_parquet(folder / "aside.parquet")
    frame = pl.read_parquet(folder / "aside.parquet").sort(ROW)
    id_ = matched.columns.get(ID)
    for row in frame.iter_rows(named=True):
        for name, slip in zip(flags, certified.slips, strict=True):
            if row[name]:
                column = matched.columns.get(slip.name)
                yield Aside(
                    row[ROW], _text(row, id_), slip.name, column, _text(row, column), slip.code
                )


def _text(row: Mapping[str, Any], column: str | None) -> str | None:
    value = row[column] if column else None
    return None if value is None else str(value)


# --- all or nothing ----------------------------------------------------------------------


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """A folder of the run beside its output, gone when the run is done."""
    folder = out.with_name(f".{out.name}.part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _publish(folder: Path, out: Path, *, aside: bool) -> None:
    """Move what was written to its place; the output last."""
    second = aside_of(out)
    if aside:
        (folder / second.name).replace(second)
    else:
        second.unlink(missing_ok=True)
    (folder / out.name).replace(out)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
