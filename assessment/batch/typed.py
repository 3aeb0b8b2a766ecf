"""CSV files as people save them: their encoding, what stands between cells, their rows."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, NoReturn, TextIO

from assessment.batch.heading import WITHIN, FieldOf, Line, known
from assessment.errors import Notice, Place, TableError
from assessment.spreadsheets import Bounds

_DELIMITERS = ",;\t|"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_START = 1 << 16
_SEPARATOR = "sep="


class _Dialect(NamedTuple):
    """`said`: the first line says what stands between cells, and holds none itself."""

    encoding: str
    delimiter: str
    said: bool


def csv_lines(path: Path, field_of: FieldOf, bounds: Bounds) -> Iterator[Line]:
    """The rows of a CSV file, numbered as a spreadsheet shows them.

    Raises:
        TableError: `file.*`, `table.wrong_encoding`, `table.not_csv`, `table.is_workbook`,
            `sheet.too_many_columns`.

    """
    dialect = _dialect(path, field_of)
    at = 0
    try:
        with path.open(encoding=dialect.encoding, newline="") as file:
            if dialect.said:
                file.readline()
            reader = csv.reader(_lines(file), delimiter=dialect.delimiter, strict=True)
            for number, cells in enumerate(reader, start=1):
                if number <= WITHIN and len(cells) > bounds.columns:
                    params = {"limit": bounds.columns}
                    where = Place(str(path), number)
                    raise TableError(Notice("sheet.too_many_columns", where, params))
                if reader.line_num - at > 1 and _swallowed(cells, dialect.delimiter):
                    _refuse("table.not_csv", path, line=number)
                at = reader.line_num
                yield Line(number, cells)
    except UnicodeError:
        _refuse("table.wrong_encoding", path)
    except csv.Error:
        _refuse("table.not_csv", path, line=at + 1)
    except OSError:
        _refuse("file.unreadable", path)


def _lines(file: TextIO) -> Iterator[str]:
    for line in file:
        if "\0" in line:
            raise csv.Error
        yield line


def _swallowed(cells: list[str], delimiter: str) -> bool:
    """A cell that holds rows: a quotation mark was opened in one and closed in another.

    Then its first line is the rest of a row, its last the beginning of one, and what is
    between are rows.
    """
    most = len(cells) - 1
    for before, cell in enumerate(cells):
        counts = [line.count(delimiter) for line in cell.splitlines()]
        if len(counts) > 1 and most:
            rest, *rows, beginning = counts
            if max(rows, default=0) >= most or (rest, beginning) == (most - before, before):
                return True
    return False


def _dialect(path: Path, field_of: FieldOf) -> _Dialect:
    """What stands between cells: that by which most headers are known."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except FileNotFoundError:
        _refuse("file.not_found", path)
    except OSError:
        _refuse("file.unreadable", path)
    if start.startswith(_WORKBOOKS):
        _refuse("table.is_workbook", path)
    encoding = "utf-16" if start.startswith(_UTF_16) else "utf-8-sig"
    text = start.decode(encoding, errors="ignore")
    if "\0" in text:
        _refuse("table.wrong_encoding", path)
    first = text.splitlines()[0] if text.strip() else ""
    if first.casefold().startswith(_SEPARATOR) and len(first) == len(_SEPARATOR) + 1:
        return _Dialect(encoding, first[-1], said=True)
    signs = Counter(text)

    def likeness(delimiter: str) -> tuple[int, int]:
        rows = islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), WITHIN)
        try:
            most = max((known(cells, field_of) for cells in rows), default=0)
        except csv.Error:
            most = 0
        return most, signs[delimiter]

    return _Dialect(encoding, max(_DELIMITERS, key=likeness), said=False)


def _refuse(code: str, path: Path, *, line: int | None = None) -> NoReturn:
    raise TableError(Notice(code, Place(str(path), line))) from None
