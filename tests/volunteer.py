"""Workbooks as volunteers keep them: thousands of rows, and in some of them a slip of each kind.

A slip is what was typed into a row, and what is to become of it: the row is scored as if it
had been typed well, or set aside with each cell named by a code. Rows that are of nobody
(totals, sub-headings, signatures) are to be passed over with a code.
"""

from __future__ import annotations

import csv
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

UNKEPT = 987654321
"""Stands for the value of a formula of which the workbook keeps none."""

NOTHING = "no text at all"
"""Stands for the value of a formula that comes to an empty text."""

WRONG, BOUNDS, STEP = "dossier.wrong_type", "dossier.out_of_bounds", "dossier.off_step"
NO_SIGN, OPTION = "dossier.no_percent_sign", "dossier.unknown_option"
BOUND = "dossier.bound_in_words"
YES_NO, AREA = "shape.wrong_type", "shape.not_one_of"
NO_ID, TWICE, NO_VALUE = "table.no_id", "table.id_twice", "table.no_value"
TOTAL, NOBODY, HEADER = "table.total_row", "table.no_subject", "table.header_again"
ROW = "row"
"""Stands for a row as a whole where a code is of no column."""


class Cell(NamedTuple):
    """What a cell holds beside its value: how it is shown, the formula, a comment."""

    value: Any
    format: str | None = None
    formula: str | None = None
    comment: str | None = None


@dataclass(frozen=True)
class Slip:
    """What is typed in some columns of a row, and why that happens.

    `well`: what a dossier says in their place, where the row is to be scored. `aside`: the
    codes by column, where it is not.
    """

    kind: str
    why: str
    typed: Mapping[str, Any]
    well: Mapping[str, str | None] = field(default_factory=dict)
    aside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Nobody:
    """A row that is of no subject, by the letters of its columns, and the code it is told by."""

    kind: str
    why: str
    cells: Mapping[str, Any]
    code: str | None


class Row(NamedTuple):
    """A row of the table: its number in the file, its cells from A."""

    number: int
    cells: list[Any]


@dataclass(frozen=True)
class Table:
    """A table as kept, and what is to become of each row.

    `letters`: of each field. `good`: for each id to be scored, what its dossier says.
    `wrong`: the cells to be named, with their codes.
    """

    title: Sequence[str]
    heads: Sequence[Sequence[Any]]
    rows: Sequence[Row]
    letters: Mapping[str, str]
    good: Mapping[str, Mapping[str, str | None]]
    wrong: frozenset[tuple[str, str]]
    kinds: Mapping[str, frozenset[str]]


def made(
    columns: Mapping[str, Sequence[str]],
    base: Sequence[Mapping[str, str]],
    prefix: str,
    slips: Sequence[Slip],
    nobodies: Sequence[Nobody],
    rows: int,
) -> Table:
    """A table of so many subjects with a slip of each kind, and rows of nobody among them.

    Args:
        columns: the header of each field, upper and lower row.
        base: rows typed well, in turn.

    """
    letters = {name: chr(ord("A") + index) for index, name in enumerate(columns)}
    title = ["HỘI KHUYẾN HỌC XÃ MẪU", "DANH SÁCH ĐỀ NGHỊ CÔNG NHẬN NĂM 2019", ""]
    heads = [[upper for upper, _ in columns.values()], [lower for _, lower in columns.values()]]
    number = len(title) + len(heads)
    made_rows: list[Row] = []
    good: dict[str, Mapping[str, str | None]] = {}
    wrong: set[tuple[str, str]] = set()
    kinds: dict[str, frozenset[str]] = {}
    every = rows // (len(slips) + 1)
    between = rows // (len(nobodies) + 1)
    left, nobody = list(slips), list(nobodies)
    for turn in range(1, rows + 1):
        if turn % between == 0 and nobody:
            number += 1
            row = nobody.pop(0)
            made_rows.append(Row(number, _by_letter(row.cells, len(columns))))
            if row.code:
                first = next((a for a, c in row.cells.items() if not _number(c)), "A")
                told = (f"{first}{number}", row.code)
                wrong.add(told)
                kinds[row.kind] = frozenset({told[0]})
        number += 1
        told_well = dict(base[turn % len(base)])
        cells: dict[str, Any] = {"stt": turn, "id": f"{prefix}-{turn:04}", **told_well}
        if turn % every == 0 and left:
            slip = left.pop(0)
            cells |= slip.typed
            told_well |= slip.well
            found = {
                (f"{letters.get(name, '')}{number}" if name != ROW else f"S{number}", code)
                for name, code in slip.aside.items()
            }
            wrong |= found
            kinds[slip.kind] = frozenset(cell for cell, _ in found)
            if slip.aside:
                made_rows.append(Row(number, [cells.get(name) for name in columns]))
                continue
        made_rows.append(Row(number, [cells.get(name) for name in columns]))
        good[_id(cells["id"])] = {
            name: text for name, text in told_well.items() if name not in ("name", "hamlet", "note")
        }
    assert not left
    assert not nobody
    return Table(title, heads, made_rows, letters, good, frozenset(wrong), kinds)


def _by_letter(cells: Mapping[str, Any], width: int) -> list[Any]:
    return [cells.get(chr(ord("A") + index)) for index in range(width)]


def _number(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.isdecimal())


def _id(value: Any) -> str:
    plain = value.value if isinstance(value, Cell) else value
    plain = int(plain) if isinstance(plain, float) else plain
    return unicodedata.normalize("NFC", str(plain)).replace("\u200b", "").strip()


# --- written ---------------------------------------------------------------------------


def write_workbook(table: Table, path: Path) -> None:
    """With merged titles and headers, frozen panes, a filter, hidden rows, another sheet."""
    draft = path.with_suffix(".draft")
    with xlsxwriter.Workbook(draft, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Danh sách")
        other = book.add_worksheet("Ghi chép")
        other.write("A1", "Bản nháp")
        formats: dict[str, Any] = {}
        last = len(table.heads[0]) - 1
        for index, text in enumerate(table.title):
            if text:
                sheet.merge_range(index, 0, index, last, text)
        for index, head in enumerate(table.heads, start=len(table.title)):
            sheet.write_row(index, 0, head)
        for row in table.rows:
            for column, value in enumerate(row.cells):
                _put(book, sheet, formats, row.number - 1, column, value)
        sheet.freeze_panes(len(table.title) + len(table.heads), 2)
        first = len(table.title) + len(table.heads) - 1
        sheet.autofilter(first, 0, table.rows[-1].number - 1, last)
        sheet.set_row(table.rows[7].number - 1, None, None, {"hidden": True})
        sheet.set_column("Z:Z", 3, None, {"hidden": True})
        sheet.data_validation("E6:E50", {"validate": "integer", "criteria": ">", "value": 0})
        sheet.conditional_format("E6:E50", {"type": "duplicate"})
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            data = data.replace(b"<v>%d</v>" % UNKEPT, b"")
            new.writestr(member.filename, data.replace(NOTHING.encode(), b""))
    draft.unlink()


def _put(book: Any, sheet: Any, formats: dict[str, Any], row: int, column: int, value: Any) -> None:
    cell = value if isinstance(value, Cell) else Cell(value)
    shown = None
    pictures = {date: "dd/mm/yyyy", time: "hh:mm"}
    picture = cell.format or pictures.get(type(cell.value))
    if picture:
        shown = formats.setdefault(picture, book.add_format({"num_format": picture}))
    if cell.formula:
        sheet.write_formula(row, column, cell.formula, shown, cell.value)
    elif cell.value is not None:
        sheet.write(row, column, cell.value, shown)
    if cell.comment:
        sheet.write_comment(row, column, cell.comment)


def write_csv(table: Table, path: Path) -> None:
    """As Excel saves it in Vietnam: semicolons, a BOM, blank rows kept."""
    width = max(len(row.cells) for row in table.rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        number = 0
        for row in _every_row(table):
            while number < row.number - 1:
                number += 1
                writer.writerow([""] * width)
            number += 1
            cells = ["" if cell is None else cell for cell in row.cells]
            writer.writerow([*cells, *[""] * (width - len(cells))])


def _every_row(table: Table) -> Iterator[Row]:
    tops = [[text] for text in table.title] + [list(head) for head in table.heads]
    for number, cells in enumerate(tops, start=1):
        yield Row(number, cells)
    yield from table.rows


def in_text(slips: Sequence[Slip]) -> list[Slip]:
    """Those that a CSV file can hold as well."""
    return [
        slip
        for slip in slips
        if all(value is None or isinstance(value, str) for value in slip.typed.values())
    ]
