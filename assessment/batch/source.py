"""Tables in: CSV, Excel or Parquet, as one plan over columns, with the number of each row.

CSV and Excel are read as text, cell by cell, and kept as Parquet in a folder of the run, so
that what follows reads columns however many rows there are.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path
from typing import NamedTuple, NoReturn

import polars as pl

from assessment.errors import DossierError, Notice, Place
from assessment.files import one_line
from assessment.spreadsheets import Bounds, read_rows

ROW = "#row"
"""The number of a row as the file shows it, the header's being the one above the first."""

FLAW = "#flaw"
"""What is wrong with a row as a whole, by its code; null where nothing is."""

WORKBOOK = Bounds(packed=256 << 20, unpacked=2 << 30, rows=1_048_576, columns=500, characters=4_000)
_CHUNK = 50_000
_HEADER_WITHIN = 20
_DELIMITERS = ",;\t|"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
    """A row of text: its number from 1, its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Source:
    """A table: `frame` has its own columns, `ROW` and `FLAW`."""

    path: Path
    columns: tuple[str, ...]
    frame: pl.LazyFrame


def open_table(path: Path, folder: Path, known: Callable[[Sequence[str]], int]) -> Source:
    """The table in a file.

    Args:
        folder: a folder of the run, for what is read as text.
        known: how many of these headers are known; the row with the most is the header.

    Raises:
        DossierError: a `file.*`, `sheet.*` or `table.*` notice.

    """
    match path.suffix.lower():
        case ".parquet":
            return _parquet(path)
        case ".csv" | ".tsv" | ".txt":
            return _texts(path, _csv_lines(path), folder, known, ragged=False)
        case ".xlsx" | ".xlsm":
            rows = read_rows(path, DossierError, WORKBOOK)
            lines = (Line(row.number, list(row.cells)) for row in rows)
            return _texts(path, lines, folder, known, ragged=True)
    raise DossierError(Notice("table.unknown_format", Place(str(path))))


def _parquet(path: Path) -> Source:
    try:
        frame = pl.scan_parquet(path, row_index_name=ROW, row_index_offset=1, glob=False)
        names = [name for name in frame.collect_schema().names() if name != ROW]
    except FileNotFoundError:
        _refuse("file.not_found", path)
    except (OSError, pl.exceptions.PolarsError):
        _refuse("table.not_parquet", path)
    flaw = pl.lit(None, dtype=pl.String).alias(FLAW)
    return Source(path, tuple(names), frame.with_columns(flaw))


# --- text ------------------------------------------------------------------------------


def _texts(
    path: Path,
    lines: Iterator[Line],
    folder: Path,
    known: Callable[[Sequence[str]], int],
    *,
    ragged: bool,
) -> Source:
    """`ragged`: a row may end before its last columns, as rows of a workbook do."""
    first = list(islice(lines, _HEADER_WITHIN))
    best = max(range(len(first)), key=lambda index: known(first[index].cells), default=None)
    if best is None or not known(first[best].cells):
        _refuse("table.no_header", path)
    header = first[best]
    columns = _columns(path, header)
    schema = {**dict.fromkeys(columns, pl.String), ROW: pl.Int64, FLAW: pl.String}
    pl.DataFrame(schema=schema).write_parquet(folder / "00000.parquet")
    rows = _rows(chain(first[best + 1 :], lines), len(columns), 0 if ragged else len(header.cells))
    for number in count(1):
        chunk = list(islice(rows, _CHUNK))
        if not chunk:
            break
        frame = pl.DataFrame(chunk, schema=schema, orient="row")
        frame.write_parquet(folder / f"{number:05}.parquet")
    return Source(path, columns, pl.scan_parquet(folder / "*.parquet"))


def _columns(path: Path, header: Line) -> tuple[str, ...]:
    """The names of the columns; one without a name is named by its place."""
    cells = list(header.cells)
    while cells and not cells[-1].strip():
        cells.pop()
    names = [one_line(cell) or f"({number})" for number, cell in enumerate(cells, start=1)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        _refuse("table.header_twice", path, line=header.number, column=", ".join(twice))
    return tuple(names)


def _rows(lines: Iterable[Line], width: int, least: int) -> Iterator[tuple[str | int | None, ...]]:
    """The rows that hold something: their cells, number and flaw."""
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        flaw = None
        if any(cell.strip() for cell in cells[width:]):
            flaw = "table.too_many_cells"
        elif len(cells) < least:
            flaw = "table.too_few_cells"
        padded = [*cells[:width], *[""] * (width - len(cells))]
        yield (*(cell or None for cell in padded), number, flaw)


def _csv_lines(path: Path) -> Iterator[Line]:
    encoding, delimiter = _dialect(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            for number, cells in enumerate(csv.reader(file, delimiter=delimiter), start=1):
                yield Line(number, cells)
    except UnicodeDecodeError:
        _refuse("table.wrong_encoding", path)
    except csv.Error:
        _refuse("table.not_csv", path)
    except OSError:
        _refuse("file.unreadable", path)


def _dialect(path: Path) -> tuple[str, str]:
    """The encoding, and what stands between cells: what the first rows have most of."""
    try:
        with path.open("rb") as file:
            start = file.read(1 << 16)
    except FileNotFoundError:
        _refuse("file.not_found", path)
    except OSError:
        _refuse("file.unreadable", path)
    encoding = "utf-16" if start.startswith(_UTF_16) else "utf-8-sig"
    text = start.decode(encoding, errors="ignore")
    return encoding, max(_DELIMITERS, key=text.count)


def _refuse(code: str, path: Path, *, line: int | None = None, **params: str) -> NoReturn:
    raise DossierError(Notice(code, Place(str(path), line), params)) from None
