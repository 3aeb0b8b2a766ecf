"""One run: a table certified from file to file, all of it or nothing.

    file -> source -> plan -> results beside what is wrong -> summary -> receipt

Everything is written in a folder of its own beside the output, and moved at the end: a run
that is killed leaves what was there before, and the next one clears up after it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import polars as pl

from assessment.batch.certify import Certified
from assessment.batch.headers import Matched
from assessment.batch.held import OWNER, held
from assessment.batch.job import Aside, Came, Passed, Ran, Wanted
from assessment.batch.near import Counted, Lack, near
from assessment.batch.passed import PASSED
from assessment.batch.receipt import draft_of, receipt_of, seal
from assessment.batch.results import RESULTS
from assessment.batch.source import Source, readable
from assessment.batch.summary import summarised
from assessment.batch.table import planned, read, set_aside
from assessment.batch.write import write_table
from assessment.errors import Notice, Place, UsageError
from assessment.model.rows import Rows

Reckon = Callable[[Wanted, Source, Matched, Path], Certified]
"""Writes the results of a table to a path; gives back what was reckoned, for Polars to read."""

STEPS = ("read", "certify", "aside", "summary")
"""What every run does, in this order; `near` comes before the last, where it is wanted."""

_BEFORE = "before"
"""In the folder of a run, an earlier output on its way out; the next run puts it back."""

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

    Raises:
        TableError: the table cannot be read.
        UsageError: a column of it cannot be used, or the output cannot be written.

    """
    with _folder(out) as folder, readable(table):
        step("read")
        source, matched = read(wanted, table, folder, told)
        step("certify")
        certified = (reckon or _here)(wanted, source, matched, folder / out.name)
        step("aside")
        aside = _Counted(set_aside(certified, source, matched, folder))
        second = folder / aside_of(out).name
        write_aside(second, aside)
        nearby = None
        if wanted.near is not None and write_near is not None:
            step("near")
            lacks = _lacks(wanted, certified, matched, folder)
            write_near(folder / near_of(out).name, lacks)
            nearby = lacks.near
        step("summary")
        found = summarised(certified, wanted.ruleset, matched.columns)
        told_aside = (aside.rows, aside.slips, aside.passed)
        came = Came(matched, found, *told_aside, source.sheet, source.others, nearby)
        others = [second] if aside.rows or aside.passed else []
        if nearby and nearby.rows:
            others.append(folder / near_of(out).name)
        sealed = seal(wanted, came, table, folder / out.name, others)
        _publish(folder, out, receipt or receipt_of(out), sealed, others)
    return Ran(came, sealed)


def _here(wanted: Wanted, source: Source, matched: Matched, results: Path) -> Certified:
    """Certify with Polars."""
    certified = planned(wanted, source, matched)
    good = certified.good.select(*source.columns, *RESULTS).to_native()
    write_table(cast("pl.LazyFrame", good), results)
    return certified


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


def clear_up(out: Path) -> None:
    """Remove the folder of a run that was killed; an output that was on its way out is put back.

    Raises:
        UsageError: `table.in_use`: the run is not over.

    """
    if _folder_of(out).exists():
        with _folder(out):
            pass


def _put_back(out: Path) -> None:
    before = _folder_of(out) / _BEFORE
    if before.exists() and not out.exists():
        before.replace(out)


def _empty(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != OWNER:
            left.unlink()


def _folder_of(out: Path) -> Path:
    return out.with_name(f".{out.name}.part")


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """A folder of the run beside its output, empty, of no other run, gone when it is done."""
    folder = _folder_of(out)
    with held(folder, out):
        try:
            _put_back(out)
            _empty(folder)
            yield folder
        finally:
            _put_back(out)
            shutil.rmtree(folder, ignore_errors=True)


def _publish(
    folder: Path, out: Path, receipt: Path, sealed: Mapping[str, Any], others: Sequence[Path]
) -> None:
    """Move what was written to its place: the output, what stands beside it, the receipt.

    The output is first, the receipt last: where the receipt fits the output, all else had
    been moved.
    """
    draft = draft_of(receipt)
    try:
        _write_draft(draft, receipt, sealed)
        if out.is_dir() or ((folder / out.name).is_dir() and out.exists()):
            out.replace(folder / _BEFORE)  # no folder can be moved onto another
        (folder / out.name).replace(out)
        names = {file.name for file in others}
        for place in (aside_of(out), near_of(out)):
            if place.name not in names:
                place.unlink(missing_ok=True)
        for file in others:
            file.replace(out.with_name(file.name))
        draft.replace(receipt)
    finally:
        draft.unlink(missing_ok=True)


def _write_draft(draft: Path, receipt: Path, sealed: Mapping[str, Any]) -> None:
    text = json.dumps(sealed, ensure_ascii=False, indent=1) + "\n"
    try:
        draft.write_text(text, "utf-8")
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(receipt)))) from None
