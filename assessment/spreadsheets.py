"""Excel files: read within bounds, as text; and text written so that it stays text.

A workbook is a zip of XML. What it unpacks to is counted while it is unpacked, entities are
refused, and rows, columns and the length of a cell are bounded, before anything is read.
Formulas are not evaluated: the row names the columns that hold one.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar, cast

from assessment import packed
from assessment.errors import CdhtError, Notice, Place
from assessment.files import one_line
from assessment.model.quantity import plain

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

T = TypeVar("T")

_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_WRITTEN_OUT = re.compile(r'"[^"]*"|\\.')
_RETURN = re.compile(r"_x000D_(?=\n)")
"""How Excel writes the other half of a line break."""
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"'
)
_MERGE = b"mergeCell "
_MOST_MERGES = 200_000
_HAS_FORMULA = re.compile(rb"<(\w+:)?f[ >/]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that is read: bytes of the file and unpacked, rows, columns, characters."""

    packed: int
    unpacked: int
    rows: int
    columns: int
    characters: int


FORM = Bounds(packed=4 << 20, unpacked=4 << 20, rows=5_000, columns=30, characters=2_000)
"""A form that people fill in by hand."""


class Row(NamedTuple):
    """A row that holds something. `number` from 1; `formulas`: the columns (from 0) of formulas.

    `worked_out`: the columns of formulas whose value stands in the cell.
    """

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()
    worked_out: frozenset[int] = frozenset()


class Merge(NamedTuple):
    """Cells made one: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet of a workbook. `shown`: whether it is, or is hidden."""

    name: str
    shown: bool
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()


def read_rows(path: Path, error: type[CdhtError], bounds: Bounds) -> tuple[Row, ...]:
    """The rows of a workbook's first sheet, cells as text.

    Numbers are plain decimals, shares shown in percent keep their sign ("70%"), days are
    2019-12-31; text is one line without control characters.

    Raises:
        error: `file.not_found`, `file.unreadable`, or one `sheet.*` notice.

    """
    return _book(path, error, bounds, lambda book: tuple(_rows(book[0], str(path), error, bounds)))


class Lines(NamedTuple):
    """The first sheet that is shown, row by row; the names of the others that are shown.

    `merges`: of cells over several rows.
    """

    sheet: str
    others: tuple[str, ...]
    rows: Iterator[Row]
    merges: tuple[Merge, ...] = ()


def read_lines(path: Path, error: type[CdhtError], bounds: Bounds) -> Lines:
    """As `read_rows`, one row after another, formulas as what Excel last made of them.

    `Row.formulas` are those of which it kept no value; these stay as they are written.
    """
    name = str(path)
    data = _data(path, error, bounds)

    def failing(found: Iterator[T]) -> Iterator[T]:
        try:
            yield from found
        except CdhtError:
            raise
        except Exception:  # noqa: BLE001 - a broken workbook fails anywhere in the reader
            _refuse(error, "sheet.not_a_workbook", name)

    def lines() -> Iterator[Lines]:
        calculates, merges = _refuse_bombs(data, name, error, bounds)
        written = _shown(data, values=False)
        kept = _shown(data, values=True)[0] if calculates else None
        others = tuple(one_line(sheet.title) for sheet in written[1:])
        rows = failing(_rows(written[0], name, error, bounds, kept))
        part = str(written[0]._worksheet_path).lstrip("/")  # noqa: SLF001 - it has no public name
        yield Lines(one_line(written[0].title), others, rows, tuple(merges.get(part, ())))

    return next(failing(lines()))


def _shown(data: bytes, *, values: bool) -> Sequence[Any]:
    book = _opened(data, values=values)
    return [sheet for sheet in book if sheet.sheet_state == "visible"] or book


def _opened(data: bytes, *, values: bool) -> Sequence[Any]:
    import openpyxl  # noqa: PLC0415 - heavy, and few commands read a workbook

    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False, data_only=values)
    return book.worksheets


def read_sheets(
    path: Path,
    error: type[CdhtError],
    bounds: Bounds,
    tidy: Callable[[str], str] = one_line,
) -> tuple[Sheet, ...]:
    """As `read_rows`, all sheets, formulas as what Excel last made of them.

    `Row.formulas` are those of which it kept no value. `bounds` are those of each sheet;
    `tidy` is done to what is text.
    """

    def sheets(book: Sequence[Any]) -> tuple[Sheet, ...]:
        return tuple(
            Sheet(
                one_line(sheet.title),
                sheet.sheet_state == "visible",
                tuple(_rows(sheet, str(path), error, bounds, tidy=tidy)),
                tuple(_merges(sheet)),
            )
            for sheet in book
        )

    written = _book(path, error, bounds, sheets)
    if not any(row.formulas for sheet in written for row in sheet.rows):
        return written
    return tuple(map(_valued, written, _book(path, error, bounds, sheets, values=True)))


def _valued(written: Sheet, worked_out: Sheet) -> Sheet:
    """The values of formulas in the places of the formulas."""
    values = {row.number: row.cells for row in worked_out.rows}

    def valued(row: Row) -> Row:
        known = values.get(row.number, ())
        cells = list(row.cells)
        for index in row.formulas:
            cells[index] = known[index] if index < len(known) else ""
        lost = frozenset(index for index in row.formulas if not cells[index])
        return Row(row.number, tuple(cells), lost, row.formulas - lost)

    return written._replace(rows=tuple(map(valued, written.rows)))


def _book(
    path: Path,
    error: type[CdhtError],
    bounds: Bounds,
    read: Callable[[Sequence[Any]], T],
    *,
    values: bool = False,
) -> T:
    """What is read of a workbook's sheets, all of it within bounds."""
    name = str(path)
    data = _data(path, error, bounds)
    try:
        _refuse_bombs(data, name, error, bounds)
        return read(_opened(data, values=values))
    except CdhtError:
        raise
    except Exception:  # noqa: BLE001 - a broken workbook fails anywhere in the reader
        _refuse(error, "sheet.not_a_workbook", name)


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet would take text for a formula when somebody edits it."""
    return text.startswith(_FORMULA)


def put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write text that no spreadsheet takes for a formula, now or when it is edited."""
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = is_formula_like(text)
    return cell


# --- within bounds ---------------------------------------------------------------------


def _data(path: Path, error: type[CdhtError], bounds: Bounds) -> bytes:
    return packed.read(path, error, _limits(bounds))


def _refuse_bombs(
    data: bytes, name: str, error: type[CdhtError], bounds: Bounds
) -> tuple[bool, dict[str, dict[Merge, None]]]:
    """Unpack every member once.

    Returns:
        whether some cell holds a formula; by member, the cells merged over several rows.

    """
    calculates = False
    merges: dict[str, dict[Merge, None]] = {}
    for member, content in packed.unpacked(data, name, error, _limits(bounds)):
        calculates = calculates or _HAS_FORMULA.search(content) is not None
        if _MERGE in content:
            known = merges.setdefault(member, {})
            known.update((each, None) for each in _merged(content) if each.bottom > each.top)
            if sum(map(len, merges.values())) > _MOST_MERGES:
                _refuse(error, "sheet.too_many_merges", name, limit=_MOST_MERGES)
    return calculates, merges


def _limits(bounds: Bounds) -> packed.Limits:
    codes = ("sheet.too_large", "sheet.not_a_workbook")
    return packed.Limits(bounds.packed, bounds.unpacked, *codes)


def _rows(
    sheet: Any,
    name: str,
    error: type[CdhtError],
    bounds: Bounds,
    kept: Any = None,
    tidy: Callable[[str], str] = one_line,
) -> Iterator[Row]:
    """`kept`: the same sheet with the values that Excel kept of its formulas."""
    found, worked_out = (_cells(each, bounds) if each else repeat(()) for each in (sheet, kept))
    for number, (cells, values) in enumerate(zip(found, worked_out, strict=False), start=1):
        filled = [index for index, cell in enumerate(cells) if cell.value is not None]
        if not filled:
            continue
        if number > bounds.rows:
            _refuse(error, "sheet.too_many_rows", name, line=number, limit=bounds.rows)
        if filled[-1] >= bounds.columns:
            _refuse(error, "sheet.too_many_columns", name, line=number, limit=bounds.columns)
        formulas = frozenset(index for index in filled if cells[index].data_type == "f")
        lost = frozenset(index for index in formulas if not (values and _is_kept(values[index])))
        shown = [values[i] if i in formulas - lost else cells[i] for i in range(filled[-1] + 1)]
        texts = tuple(_text(cell, tidy) for cell in shown)
        if any(len(text) > bounds.characters for text in texts):
            _refuse(error, "sheet.cell_too_long", name, line=number, limit=bounds.characters)
        yield Row(number, texts, lost)


def _cells(sheet: Any, bounds: Bounds) -> Iterator[tuple[Any, ...]]:
    width = min(max(sheet.max_column or 0, bounds.columns + 1), _LAST_COLUMN)
    sheet.reset_dimensions()
    found: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_row=_LAST_ROW, max_col=width)
    return found


def _is_kept(cell: Any) -> bool:
    """Whether a formula has a value, be it an empty text."""
    return cell.value is not None or cell.data_type == "str"


def _merges(sheet: Any) -> Iterator[Merge]:
    """The library reads none where it reads row by row; they stand behind the rows."""
    with sheet._get_source() as file:  # noqa: SLF001 - the part's content has no public name
        content: bytes = file.read()
    yield from _merged(content)


def _merged(content: bytes) -> Iterator[Merge]:
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - heavy

    for found in _MERGED.finditer(content):
        left, top, right, bottom = range_boundaries(found[1].decode())
        yield Merge(int(top or 1), int(left or 1) - 1, int(bottom or 1), int(right or 1) - 1)


def _text(cell: Any, tidy: Callable[[str], str]) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, str(cell.number_format))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return tidy(_RETURN.sub("", str(getattr(value, "text", value))))


def _number(value: float, number_format: str) -> str:
    """Excel keeps fifteen digits; what it shows as 70% it keeps as 0.7.

    A percent sign that a format only writes out (`0"%"`) stands behind 70 itself.
    """
    exact = Decimal(f"{value:.15g}")
    if "%" in number_format and "%" not in _WRITTEN_OUT.sub("", number_format):
        return f"{plain(exact)}%"
    if "%" in number_format:
        return f"{plain(exact * 100)}%"
    return plain(exact)


def _refuse(
    error: type[CdhtError], code: str, name: str, *, line: int | None = None, **params: Any
) -> NoReturn:
    raise error(Notice(code, Place(name, line), params)) from None
