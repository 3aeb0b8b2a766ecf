"""Tables out: CSV that Excel reads, Excel, or Parquet; text in them stays text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import polars as pl

from assessment.batch.workbook import Sheet, write_workbook
from assessment.celltext import FORMULA, MARK, NUMBER, as_text
from assessment.errors import Notice, Place, UsageError

FORMATS = (".csv", ".xlsx", ".parquet")
_IN_NO_CELL = (pl.Array, pl.Binary, pl.Duration, pl.List, pl.Object, pl.Struct)
_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def write_table(
    frame: pl.LazyFrame, path: Path, numbers: Collection[str] = (), beside: Sequence[Sheet] = ()
) -> None:
    """Write a table by the suffix of its file.

    Args:
        numbers: columns of text which are columns of numbers in a workbook, if that is all
            that they hold.
        beside: what a workbook has on further sheets.

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
            write_workbook(frame.collect(engine="streaming"), path, numbers, beside)
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


def unmarked_column(text: pl.Expr) -> pl.Expr:
    """Cells of CSV that was written here, without the apostrophes that were set before them."""
    bare = text.str.strip_prefix(MARK)
    marked = text.str.starts_with(MARK) & bare.str.contains(FORMULA) & ~bare.str.contains(NUMBER)
    return pl.when(marked).then(bare).otherwise(text).name.keep()


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
