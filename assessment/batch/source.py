"""Tables in: CSV, Excel or Parquet, as one plan over columns, with the number of each row.

CSV and Excel are read as text, cell by cell, and kept as Parquet in a folder of the run, so
that what follows reads columns however many rows there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, count, islice
from pathlib import Path
from typing import NoReturn

import polars as pl

from assessment.batch.heading import WITHIN, FieldOf, Heading, Line, heading
from assessment.batch.merged import Merged
from assessment.batch.passed import PASSED, Flaw, blank, filled, passed
from assessment.batch.typed import csv_lines
from assessment.errors import Notice, Place, TableError
from assessment.model.steps import OURS
from assessment.spreadsheets import Bounds, Merge, read_lines

ROW = f"{OURS}row"
"""The number of a row as the file shows it, the header's being the one above the first."""

FLAW = f"{OURS}flaw"
"""What is wrong with a row as a whole, by its code; null where nothing is."""

AT, SAID = f"{OURS}at", f"{OURS}said"
"""The cell that shows what is wrong with a row as a whole: its column's letters, its text."""

WORKBOOK = Bounds(packed=256 << 20, unpacked=2 << 30, rows=1_048_576, columns=500, characters=4_000)
_CHUNK = 50_000
_PARQUET = ".parquet"
_BOOKS = (".xlsx", ".xlsm")
_LETTERS = 26
_NO_VALUE = re.compile(r"=.*|#[A-Z0-9/_]+[!?]?", re.DOTALL)
"""A formula that has no value, or an error in the place of one."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table: `frame` has its own columns, `ROW`, `FLAW`, `AT` and `SAID`.

    `letters`: by which a spreadsheet shows each column; none for Parquet, which none opens.
    `sheet`: that of the workbook which is read; `others`: those that are not, hidden ones apart.
    """

    path: Path
    columns: tuple[str, ...]
    frame: pl.LazyFrame
    letters: dict[str, str] = field(default_factory=dict)
    sheet: str | None = None
    others: tuple[str, ...] = ()

    @property
    def subjects(self) -> pl.LazyFrame:
        """Without the rows that are passed over."""
        return self.frame.filter(pl.col(FLAW).is_in(PASSED).fill_null(value=False).not_())


def _nobody(_rows: int) -> None:
    """Who is told of rows where nobody watches."""


def open_table(
    path: Path, folder: Path, field_of: FieldOf, told: Callable[[int], None] = _nobody
) -> Source:
    """The table in a file.

    Args:
        folder: a folder of the run, for what is read as text.
        field_of: the field that a header names.
        told: how many rows of text have been read, now and then.

    Raises:
        TableError: a `file.*`, `sheet.*` or `table.*` notice.

    """
    if path.is_dir():
        return _parquet(path)
    match path.suffix.lower():
        case ".parquet":
            return _parquet(path)
        case ".csv" | ".tsv" | ".txt":
            lines = csv_lines(path, field_of, WORKBOOK)
            return _texts(path, lines, folder, field_of, told)
        case suffix if suffix in _BOOKS:
            book = read_lines(path, TableError, WORKBOOK)
            lines = (Line(row.number, list(row.cells)) for row in book.rows)
            found = _texts(path, lines, folder, field_of, told, merges=book.merges)
            return replace(found, sheet=book.sheet, others=book.others)
    raise TableError(Notice("table.unknown_format", Place(str(path))))


def first_rows(path: Path, field_of: FieldOf) -> Iterator[list[str]]:
    """The rows of a table, or of Parquet its header, for who looks at a few.

    Raises:
        TableError: as `open_table`.

    """
    if path.is_dir() or path.suffix.lower() == _PARQUET:
        return iter([list(_parquet(path).columns)])
    if path.suffix.lower() in _BOOKS:
        return (list(row.cells) for row in read_lines(path, TableError, WORKBOOK).rows)
    return (line.cells for line in csv_lines(path, field_of, WORKBOOK))


def parquet_files(path: Path) -> list[Path]:
    """The files of a table: one, or all of a folder, by name.

    Raises:
        TableError: `table.empty_folder`.

    """
    if not path.is_dir():
        return [path]
    return sorted(path.glob("*.parquet")) or _refuse("table.empty_folder", path)


def _parquet(path: Path) -> Source:
    try:
        files = parquet_files(path)
        frame = pl.scan_parquet(files, row_index_name=ROW, row_index_offset=1, glob=False)
        names = [name for name in frame.collect_schema().names() if name != ROW]
    except FileNotFoundError:
        _refuse("file.not_found", path)
    except (OSError, pl.exceptions.PolarsError):
        _refuse("table.not_parquet", path)
    nothing = (pl.lit(None, dtype=pl.String).alias(name) for name in (FLAW, AT, SAID))
    return Source(path, tuple(names), frame.with_columns(*nothing))


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Work with a table: where it fails, and the table is damaged, that is what is told.

    Raises:
        TableError: `table.not_parquet`.

    """
    try:
        yield
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        if _is_damaged(path):
            _refuse("table.not_parquet", path)
        raise


def _is_damaged(path: Path) -> bool:
    """Whether the end of a Parquet file can be read, and not what it tells of."""
    if path.suffix.lower() != _PARQUET:
        return False
    try:
        frame = pl.scan_parquet(parquet_files(path), glob=False)
        frame.select(pl.all().null_count()).collect(engine="streaming")
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return True
    return False


# --- text ------------------------------------------------------------------------------

Cells = tuple[str | int | None, ...]


def _texts(
    path: Path,
    lines: Iterator[Line],
    folder: Path,
    field_of: FieldOf,
    told: Callable[[int], None],
    merges: Sequence[Merge] | None = None,
) -> Source:
    """`merges`: of a workbook, whose rows may end before its last columns."""
    first = list(islice(lines, WITHIN))
    head = heading(path, first, field_of)
    names = (*head.names, FLAW, AT, SAID)
    schema: dict[str, type[pl.DataType]] = {**dict.fromkeys(names, pl.String), ROW: pl.Int64}
    parts = [folder / "00000.parquet"]
    pl.DataFrame(schema=schema).write_parquet(parts[0])
    least = head.least if merges is None else 0
    merged = Merged(head, merges or ())
    rows = _rows(chain(first[head.rows :], lines), head, least, merged)
    for number in count(1):
        chunk = list(islice(rows, _CHUNK))
        if not chunk:
            break
        frame = pl.DataFrame(chunk, schema=schema, orient="row")
        texts = pl.col(head.names)
        frame = frame.with_columns(pl.when(texts != "").then(texts).name.keep())
        parts.append(folder / f"{number:05}.parquet")
        frame.write_parquet(parts[-1])
        told((number - 1) * _CHUNK + len(chunk))
    letters = {name: letters_of(index) for index, name in enumerate(head.names)}
    return Source(path, head.names, pl.scan_parquet(parts, glob=False), letters)


def _rows(lines: Iterable[Line], head: Heading, least: int, merged: Merged) -> Iterator[Cells]:
    """The rows that hold something: their cells, what is wrong with them, their number.

    What is blank is an empty text.
    """
    width = len(head.names)
    for number, cells in lines:
        if blank("".join(cells)):
            continue
        flaw = passed(head, cells) or _misplaced(head, cells, least)
        wrong: tuple[str | None, ...] = (None, None, None)
        if flaw:
            wrong = flaw.code, letters_of(flaw.at), cells[flaw.at]
        cells = merged.filled(number, cells)  # noqa: PLW2901
        if len(cells) != width:
            cells = [*cells, *[""] * (width - len(cells))][:width]  # noqa: PLW2901
        yield (*cells, *wrong, number)


def _misplaced(head: Heading, cells: list[str], least: int) -> Flaw | None:
    """Cells that stand beside their columns, or an id that a formula failed to give."""
    if len(cells) > len(head.names):
        beyond = [i for i in filled(cells) if i >= len(head.names)]
        if beyond:
            return Flaw("table.too_many_cells", beyond[0])
    if len(cells) < least:
        return Flaw("table.too_few_cells", len(cells) - 1)
    if head.id is not None and head.id < len(cells) and _NO_VALUE.fullmatch(cells[head.id]):
        return Flaw("table.no_value", head.id)
    return None


def letters_of(index: int) -> str:
    """How a spreadsheet shows a column: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, _LETTERS)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters


def _refuse(code: str, path: Path) -> NoReturn:
    raise TableError(Notice(code, Place(str(path)))) from None
