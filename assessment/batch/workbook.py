"""Workbooks out: text stays text, numbers are numbers, and it can be read, filtered, printed."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from assessment.celltext import unmarked
from assessment.errors import Notice, Place, UsageError

_MOST_ROWS = 1_048_575
_A4 = 9
_SHEET = "Kết quả"
_WIDEST = 280
"""Pixels of a column, about 40 letters."""
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - the same table is the same file at any time
_TRUTHS = {True: "có", False: "không"}

_PLAIN = r"^-?(?:0|[1-9][0-9]{0,7})(?:[.,][0-9]{1,2})?$"
"""A number and nothing else: what begins with 0, or has 9 digits, may be of a telephone or a card;
three digits behind a dot may be thousands.
"""
_NUMBER = pl.Decimal(12, 2)


class Sheet(NamedTuple):
    """A list of a run, as a sheet. `numbers`: its columns, from 0, that are numbers."""

    name: str
    file: Path
    numbers: tuple[int, ...]


def write_workbook(
    frame: pl.DataFrame, path: Path, numbers: Collection[str], beside: Sequence[Sheet]
) -> None:
    """Write a table, and lists from CSV as further sheets.

    A list that is longer than a sheet stays in its file alone.

    Args:
        numbers: columns of text which are columns of numbers if that is all that they hold.

    Raises:
        UsageError: `table.too_many_rows`.

    """
    import xlsxwriter  # noqa: PLC0415 - only this format needs it

    if frame.height > _MOST_ROWS:
        params = {"rows": frame.height, "most": _MOST_ROWS}
        raise UsageError(Notice("table.too_many_rows", Place(str(path)), params))
    plain: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False}
    plain["nan_inf_to_errors"] = True
    with xlsxwriter.Workbook(path, plain) as book:
        book.set_properties({"created": _NO_TIME})
        _write(book, _SHEET, frame, numbers)
        for each in beside:
            found = _read(each.file)
            if found.width and found.height <= _MOST_ROWS:
                _write(book, each.name, found, [found.columns[n] for n in each.numbers])


def _write(book: Any, name: str, frame: pl.DataFrame, numbers: Collection[str]) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
    shown = _in_words(_in_numbers(frame, numbers))
    truths = frame.select(pl.selectors.boolean()).columns
    plain = dict.fromkeys(shown.select(pl.selectors.numeric()).columns, "General")
    formats: dict[Any, Any] = {**plain, **{name: {"align": "center"} for name in truths}}
    shown.write_excel(book, sheet, header_format=head, column_formats=formats, freeze_panes=(1, 0))
    sheet.autofit(_WIDEST)


def _read(file: Path) -> pl.DataFrame:
    """A list as it was before it was marked for CSV."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        head, rows = next(reader, []), list(reader)
    cells = [[unmarked(cell) or None for cell in row] for row in rows]
    return pl.DataFrame(cells, schema=dict.fromkeys(head, pl.String), orient="row")


def _in_numbers(frame: pl.DataFrame, columns: Collection[str]) -> pl.DataFrame:
    texts = (frame[name] for name in columns if frame.schema[name] == pl.String)
    return frame.with_columns(_numbers(text.str.strip_chars()) for text in texts)


def _numbers(texts: pl.Series) -> pl.Series:
    """A column as numbers, if it holds nothing else."""
    if texts.null_count() == len(texts) or not texts.str.contains(_PLAIN).all():
        return texts
    if not texts.str.contains("[.,]").any():
        return texts.cast(pl.Int64)
    return texts.str.replace(",", ".", literal=True).cast(_NUMBER)


def _in_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Truths as every spreadsheet shows and prints them alike.

    Moments with a time zone, which a sheet knows nothing of, are text too.
    """
    truths, zoned = pl.selectors.boolean(), pl.selectors.datetime(time_zone="*")
    return frame.with_columns(
        truths.replace_strict(_TRUTHS, return_dtype=pl.String), zoned.dt.to_string("iso:strict")
    )
