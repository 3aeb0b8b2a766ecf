"""Tables out: CSV that Excel reads, Excel, or Parquet; text in them stays text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from assessment.errors import Notice, Place, UsageError

FORMATS = (".csv", ".xlsx", ".parquet")
_MOST_ROWS = 1_048_575
_A4 = 9
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - the same table is the same file at any time
_TRUTHS = {True: "có", False: "không"}
_FORMULA = r"^([=@\t\r]|[+-][^0-9.,( ])"


def write_table(frame: pl.LazyFrame, path: Path) -> None:
    """Write a table by the suffix of its file.

    Raises:
        UsageError: `table.unknown_output`; `table.too_many_rows` for a workbook.

    """
    match path.suffix.lower():
        case ".parquet":
            frame.sink_parquet(path, engine="streaming")
        case ".csv":
            _neutral(frame).sink_csv(path, include_bom=True, engine="streaming")
        case ".xlsx":
            _workbook(frame.collect(engine="streaming"), path)
        case _:
            params = {"allowed": ", ".join(FORMATS)}
            raise UsageError(Notice("table.unknown_output", Place(str(path)), params))


def _neutral(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Text that a spreadsheet would take for a formula begins with an apostrophe."""
    return frame.with_columns(pl.selectors.string().str.replace(_FORMULA, "'${1}"))


def _in_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Truths as people write them in a sheet: every spreadsheet shows and prints them alike."""
    truths = pl.selectors.boolean()
    return frame.with_columns(truths.replace_strict(_TRUTHS, return_dtype=pl.String))


def _workbook(frame: pl.DataFrame, path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - only this format needs it

    if frame.height > _MOST_ROWS:
        params = {"rows": frame.height, "most": _MOST_ROWS}
        raise UsageError(Notice("table.too_many_rows", Place(str(path)), params))
    plain: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, plain) as book:
        book.set_properties({"created": _NO_TIME})
        sheet = book.add_worksheet()
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        head = {"bold": True, "bottom": 1}
        truths = frame.select(pl.selectors.boolean()).columns
        _in_words(frame).write_excel(
            book,
            sheet,
            header_format=head,
            column_formats={name: {"align": "center"} for name in truths},
            freeze_panes=(1, 0),
            autofit=True,
        )
