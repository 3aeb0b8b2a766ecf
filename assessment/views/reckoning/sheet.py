"""A sheet of formulas as it is being put together, before any library writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.views.reckoning.formula import ONE, Formula, Value, as_number, equal

ID, NAME, LOW, HIGH, LEAST, MOST, STATE, WRONG_ = range(8)
"""The columns: two for what is surely and perhaps so, two for points, and remarks."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def address(sheet: str, row: int, column: int) -> str:
    """'Tính điểm'!$C$5; rows and columns from 0."""
    group, letter = divmod(column, len(_LETTERS))
    letters = f"{_LETTERS[group - 1] if group else ''}{_LETTERS[letter]}"
    return f"'{sheet}'!${letters}${row + 1}"


def cell(sheet: str, row: int, column: int, value: Value) -> Formula:
    """A cell that somebody may fill in, and what stands in it now."""
    return Formula(address(sheet, row, column), value)


@dataclass
class Row:
    """`role`: what the row shows: title, head, section, item, line. `flags`: columns of truths."""

    role: str
    cells: dict[int, str | Formula] = field(default_factory=dict)
    flags: frozenset[int] = frozenset()


@dataclass
class Sheet:
    """Rows from the top. A list of choices is a column of its own texts (`lists`)."""

    name: str
    rows: list[Row] = field(default_factory=list)

    def add(self, role: str, cells: Mapping[int, str | Formula] | None = None) -> int:
        """A row below the last; its number, from 0."""
        self.rows.append(Row(role, dict(cells or {})))
        return len(self.rows) - 1

    def put(self, row: int, column: int, formula: Formula) -> Formula:
        """Keep a number or a text; what stands for it in other formulas."""
        if formula.fixed:
            self.rows[row].cells[column] = formula
            return formula
        self.rows[row].cells[column] = formula
        return Formula(address(self.name, row, column), formula.value)

    def flag(self, row: int, column: int, flag: Formula) -> Formula:
        """Keep a truth as 1 or 0."""
        self.rows[row].flags |= {column}
        kept = self.put(row, column, as_number(flag))
        return flag if flag.fixed else equal(kept, ONE)

    def area(self, column: int, first: int, last: int) -> str:
        """The cells of a column from row to row."""
        start, end = (address(self.name, row, column) for row in (first, last))
        return f"{start}:{end.partition('!')[2]}"

    def here(self, text: str) -> str:
        """A formula as it reads on this sheet."""
        return text.replace(f"'{self.name}'!", "")
