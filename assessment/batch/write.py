"""Tables out: CSV that Excel reads, Excel, or Parquet; text in them stays text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from assessment.celltext import FORMULA, MARK, NUMBER, as_text
from assessment.errors import Notice, Place, UsageError

FORMATS = (".csv", ".xlsx", ".parquet")
_MOST_ROWS = 1_048_575
_A4 = 9
_SHEET = "Kết quả"
_WIDEST = 280
"""Pixels of a column, about 40 letters."""
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - the same table is the same file at any time
_TRUTHS = {True: "có", False: "không"}
_IN_NO_CELL = (pl.Array, pl.Binary, pl.Duration, pl.List, pl.Object, pl.Struct)
_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def write_table(frame: pl.LazyFrame, path: Path) -> None:
    """Write a table by the suffix of its file.

    Raises:
        UsageError: `table.unknown_output`; `table.too_many_rows` for a workbook;
            `table.in_no_cell`: a column holds what only Parquet can.

    """
    suffix = path.suffix.lower()
    if suffix in FORMATS and suffix != ".parquet":
        _refuse_wholes(frame.collect_schema(), suffix)
    match suffix:
        case ".parquet":
            frame.sink_parquet(path, engine="streaming")
        case ".csv":
            _neutral(frame).sink_csv(path, include_bom=True, engine="streaming")
        case ".xlsx":
            _workbook(frame.collect(engine="streaming"), path)
        case _:
            params = {"allowed": ", ".join(FORMATS)}
            raise UsageError(Notice("table.unknown_output", Place(str(path)), params))


def _refuse_wholes(schema: pl.Schema, suffix: str) -> None:
    """Lists, spans of time and the like have no text that says all of them."""
    notices = [
        Notice(
            "table.in_no_cell",
            Place(path=column),
            {"column": column, "type": str(dtype), "suffix": suffix},
        )
        for column, dtype in schema.items()
        if dtype.base_type() in _IN_NO_CELL
    ]
    if notices:
        raise UsageError(*notices)


def _neutral(frame: pl.LazyFrame) -> pl.LazyFrame:
    """No text, category or name of a column is one that a spreadsheet takes for a formula."""
    schema = frame.collect_schema()
    texts = [_marked(name) for name, dtype in schema.items() if dtype in _TEXTS]
    return frame.with_columns(texts).rename(_names(schema.names()))


def _marked(column: str) -> pl.Expr:
    text = pl.col(column).cast(pl.String)
    risky = text.str.contains(FORMULA) & ~text.str.contains(NUMBER)
    return pl.when(risky).then(pl.lit(MARK) + text).otherwise(text).alias(column)


def _names(columns: Sequence[str]) -> dict[str, str]:
    """What each column that cannot keep its name is called, no two alike."""
    taken, found = set(columns), {}
    for column in columns:
        name = as_text(column)
        while name != column and name in taken:
            name = f"{MARK}{name}"
        taken.add(name)
        found[column] = name
    return {column: name for column, name in found.items() if name != column}


def _in_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Truths as people write them in a sheet: every spreadsheet shows and prints them alike.

    Times of a time zone, which a sheet knows nothing of, are text too.
    """
    truths, zoned = pl.selectors.boolean(), pl.selectors.datetime(time_zone="*")
    return frame.with_columns(
        truths.replace_strict(_TRUTHS, return_dtype=pl.String), zoned.dt.to_string("iso:strict")
    )


def _workbook(frame: pl.DataFrame, path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - only this format needs it

    if frame.height > _MOST_ROWS:
        params = {"rows": frame.height, "most": _MOST_ROWS}
        raise UsageError(Notice("table.too_many_rows", Place(str(path)), params))
    plain: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False}
    plain["nan_inf_to_errors"] = True
    with xlsxwriter.Workbook(path, plain) as book:
        book.set_properties({"created": _NO_TIME})
        sheet = book.add_worksheet(_SHEET)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        truths = frame.select(pl.selectors.boolean()).columns
        _in_words(frame).write_excel(
            book,
            sheet,
            header_format=head,
            column_formats={name: {"align": "center"} for name in truths},
            freeze_panes=(1, 0),
        )
        sheet.autofit(_WIDEST)
