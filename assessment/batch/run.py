"""One run: a table certified from file to file, all of it or nothing.

    file -> source -> plan -> results beside what is wrong -> summary -> receipt

Everything is written in a folder of its own beside the output, and moved at the end: a run
that is killed leaves what was there before, and the next one clears up after it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import polars as pl

from assessment.batch.certify import Certified
from assessment.batch.claims import differing
from assessment.batch.headers import BESIDE, Matched
from assessment.batch.job import Aside, Came, Near, Passed, Ran, Wanted
from assessment.batch.near import Counted, Lack, near
from assessment.batch.passed import PASSED
from assessment.batch.placed import placed, put, refuse_held
from assessment.batch.receipt import draft_of, receipt_of, seal
from assessment.batch.results import RESULTS
from assessment.batch.source import Source, readable
from assessment.batch.summary import summarised
from assessment.batch.table import planned, read, set_aside
from assessment.batch.titles import papers_of, refuse_too_many, titles
from assessment.batch.workbook import Sheet
from assessment.batch.write import write_table
from assessment.errors import Notice, Place, UsageError
from assessment.model.rows import Rows
from assessment.model.titlepapers import Titled

Reckon = Callable[[Wanted, Source, Matched, Path], Certified]
"""Writes the results of a table to a path; gives back what was reckoned, for Polars to read."""

STEPS = ("read", "certify", "aside", "summary")
"""What every run does, in this order; where wanted, `near` comes before the last, `papers` after."""

WritePapers = Callable[[Path, Sequence[Titled], Came], Sequence[Path]]
"""Writes the papers of rows with a title, at least one row, beside an output; tells which."""

_TOLD = 5
"""Rows passed over of which a page tells where they stand."""


def run(
    wanted: Wanted,
    table: Path,
    out: Path,
    write_aside: Callable[[Path, Iterator[Aside]], None],
    step: Callable[[str], None],
    receipt: Path | None = None,
    write_near: Callable[[Path, Iterator[Lack]], None] | None = None,
    reckon: Reckon | None = None,
    told: Callable[[int], None] = lambda _: None,
    write_papers: WritePapers | None = None,
) -> Ran:
    """Certify the table in a file.

    Args:
        out: its suffix says what is written: .csv, .xlsx or .parquet.
        write_aside: writes the second file, beside the output, with what was set aside.
        step: told each of `STEPS` when it begins.
        receipt: where the receipt goes, when not beside the output.
        write_near: writes the list of those near a title, beside the output, where one is wanted.
        reckon: another engine than Polars.
        told: how many rows of text have been read, now and then.
        write_papers: writes those that are wanted, beside the output.

    Raises:
        TableError: the table cannot be read.
        UsageError: a column of it cannot be used, or the output cannot be written;
            `titles.too_many`: papers of so many rows.
        FileError: the template of a paper cannot be filled.

    """
    with placed(out) as folder, readable(table):
        step("read")
        source, matched = read(wanted, table, folder, told)
        step("certify")
        certified = (reckon or _here)(wanted, source, matched, folder / out.name)
        step("aside")
        aside = _Counted(set_aside(certified, source, matched, folder))
        write_aside(folder / aside_of(out).name, aside)
        nearby = None
        if wanted.near is not None and write_near is not None:
            step("near")
            lacks = _lacks(wanted, certified, matched, folder)
            write_near(folder / near_of(out).name, lacks)
            nearby = lacks.near
        step("summary")
        came = _came(wanted, certified, source, matched, aside, nearby)
        if wanted.papers:
            refuse_too_many(came.summary.counted.recognised, table)
        lists = list(_lists(folder, out, came))
        others = [each.file for each in lists]
        if reckon is None and _is_workbook(out):
            _write(certified, source, matched, folder / out.name, lists)
        if wanted.papers and write_papers is not None:
            step("papers")
            if titled := titles(certified, matched):
                others += write_papers(folder / out.name, titled, came)
        sealed = seal(wanted, came, table, folder / out.name, others)
        _publish(folder, out, receipt or receipt_of(out), sealed, others)
    return Ran(came, sealed)


def _here(wanted: Wanted, source: Source, matched: Matched, results: Path) -> Certified:
    """Certify with Polars; a workbook is written last, when its further sheets are known."""
    certified = planned(wanted, source, matched)
    if not _is_workbook(results):
        _write(certified, source, matched, results)
    return certified


def _write(
    certified: Certified,
    source: Source,
    matched: Matched,
    results: Path,
    beside: Sequence[Sheet] = (),
) -> None:
    good = certified.good.select(*source.columns, *RESULTS).to_native()
    texts = {column for field, column in matched.columns.items() if field in BESIDE}
    numbers = [column for column in source.columns if column not in texts]
    write_table(cast("pl.LazyFrame", good), results, numbers, beside)


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() == ".xlsx"


def _came(
    wanted: Wanted,
    certified: Certified,
    source: Source,
    matched: Matched,
    aside: _Counted,
    nearby: Near | None,
) -> Came:
    return Came(
        matched,
        summarised(certified, wanted.ruleset, matched.columns),
        aside.rows,
        aside.slips,
        aside.passed,
        source.sheet,
        source.others,
        nearby,
        differing(certified, source, matched, wanted.ruleset, wanted.claimed),
    )


def _lists(folder: Path, out: Path, came: Came) -> Iterator[Sheet]:
    """The lists beside the output that say something; in a workbook they are sheets too."""
    if came.aside or came.passed:
        yield Sheet("Để riêng", folder / aside_of(out).name, (0,))
    if came.near and came.near.rows:
        yield Sheet("Gần đạt", folder / near_of(out).name, (0, 5, 6))


def _lacks(wanted: Wanted, certified: Certified, matched: Matched, folder: Path) -> Counted:
    assert wanted.near is not None
    rows = Rows(wanted.ruleset, frozenset(matched.fields))
    return Counted(near(certified, matched, rows, wanted.near, wanted.why, folder))


def aside_of(out: Path) -> Path:
    """The second file, beside the output."""
    return out.with_name(f"{out.stem}.loi.csv")


def near_of(out: Path) -> Path:
    """The list of those near a title, beside the output."""
    return out.with_name(f"{out.stem}.gan-dat.csv")


def all_beside(out: Path) -> tuple[Path, ...]:
    """Everything that a run may leave beside the output, its receipt aside."""
    return aside_of(out), near_of(out), *papers_of(out)


class _Counted(Iterator[Aside]):
    """What is set aside, counted on its way: rows, slips by their codes, rows passed over."""

    def __init__(self, found: Iterator[Aside]) -> None:
        self._found = found
        self._last: int | None = None
        self.rows = 0
        self.slips: dict[str, int] = {}
        self.passed: dict[str, Passed] = {}

    def __next__(self) -> Aside:
        each = next(self._found)
        if each.code in PASSED:
            known = self.passed.get(each.code, Passed(0, ()))
            first = (*known.first, each.cell or str(each.row))[:_TOLD]
            self.passed[each.code] = Passed(known.rows + 1, first)
            return each
        self.rows += each.row != self._last
        self._last = each.row
        self.slips[each.code] = self.slips.get(each.code, 0) + 1
        return each


# --- all or nothing ----------------------------------------------------------------------


def _publish(
    folder: Path, out: Path, receipt: Path, sealed: Mapping[str, Any], others: Sequence[Path]
) -> None:
    """Move what was written to its place: the output, what stands beside it, the receipt.

    The output is first, the receipt last: where the receipt fits the output, all else had
    been moved. Once the output is there the draft of the receipt stays, whatever else fails: by
    it the next run knows the output for its own.
    """
    for place in (*(() if out.is_dir() else (out,)), receipt, *all_beside(out)):
        refuse_held(place)
    draft = draft_of(receipt)
    try:
        _write_draft(draft, receipt, sealed)
        put(folder, out)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    names = {file.name for file in others}
    moves = [*((file, out.with_name(file.name)) for file in others), (draft, receipt)]
    place = out
    try:
        for place in all_beside(out):
            if place.name not in names:
                place.unlink(missing_ok=True)
        for file, place in moves:
            file.replace(place)
    except OSError:
        raise UsageError(Notice("table.half_moved", Place(str(place)), {"out": out.name})) from None


def _write_draft(draft: Path, receipt: Path, sealed: Mapping[str, Any]) -> None:
    text = json.dumps(sealed, ensure_ascii=False, indent=1) + "\n"
    try:
        draft.write_text(text, "utf-8")
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(receipt)))) from None
