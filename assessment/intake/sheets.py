"""Tables that people keep, CSV or Excel, as sheets of rows of text, within bounds."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import NoReturn

from assessment.errors import Notice, Place, RegisterError, UsageError
from assessment.files import one_line
from assessment.spreadsheets import Bounds, Row, Sheet, read_sheets

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
KEPT = Bounds(packed=4 << 20, unpacked=32 << 20, rows=10_000, columns=60, characters=2_000)
"""A table that people keep by hand, row after row."""
_DELIMITERS = ",;\t"
_TOP = 60
"""Lines in which the heads of a table are looked for."""


def read_table(path: Path, likeness: Callable[[tuple[Row, ...]], int]) -> tuple[Sheet, ...]:
    """The sheets of a table; a CSV file is one sheet without a name.

    Args:
        likeness: how much rows look like the table expected; what a CSV file is delimited
            by, comma, semicolon or tab, is that by which it looks most like it.

    Raises:
        UsageError: `register.unknown_format`.
        RegisterError: one `file.*` or `sheet.*` notice.

    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        params = {"value": path.suffix, "allowed": ", ".join(SUFFIXES)}
        raise UsageError(Notice("register.unknown_format", Place(str(path)), params))
    if suffix == ".xlsx":
        return read_sheets(path, RegisterError, KEPT)
    text = _text(path)
    top = "\n".join(text.splitlines()[:_TOP])
    delimiter = max(_DELIMITERS, key=lambda sign: likeness(tuple(_split(top, sign))))
    return (Sheet("", shown=True, rows=tuple(_bounded(_split(text, delimiter), path))),)


def _text(path: Path) -> str:
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(KEPT.packed + 1)
        text = data[: KEPT.packed].decode("utf-8-sig") if len(data) <= KEPT.packed else ""
    except FileNotFoundError:
        raise RegisterError(Notice("file.not_found", Place(name))) from None
    except UnicodeDecodeError:
        raise RegisterError(Notice("file.not_text", Place(name))) from None
    except OSError:
        raise RegisterError(Notice("file.unreadable", Place(name))) from None
    if len(data) > KEPT.packed:
        raise RegisterError(Notice("sheet.too_large", Place(name), {"limit": KEPT.packed}))
    return text


def _split(text: str, delimiter: str) -> Iterator[Row]:
    """Rows that hold something, numbered as a spreadsheet numbers them."""
    lines = StringIO(text.replace("\x00", " "), newline="")
    for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
        texts = [one_line(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield Row(number, tuple(texts))


def _bounded(rows: Iterator[Row], path: Path) -> Iterator[Row]:
    try:
        for row in rows:
            if row.number > KEPT.rows:
                _refuse("sheet.too_many_rows", path, row.number, KEPT.rows)
            if len(row.cells) > KEPT.columns:
                _refuse("sheet.too_many_columns", path, row.number, KEPT.columns)
            if any(len(cell) > KEPT.characters for cell in row.cells):
                _refuse("sheet.cell_too_long", path, row.number, KEPT.characters)
            yield row
    except csv.Error:
        _refuse("sheet.cell_too_long", path, None, KEPT.characters)


def _refuse(code: str, path: Path, line: int | None, limit: int) -> NoReturn:
    raise RegisterError(Notice(code, Place(str(path), line), {"limit": limit})) from None
