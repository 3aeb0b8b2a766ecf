"""Forms that people typed into: what stands in their cells, and what their formulas make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from assessment.model.dossier import Claim
from assessment.model.form import Column, Kind
from assessment.model.quantity import exact
from assessment.model.ruleset import Ruleset
from assessment.views.form.figures import Spot, figures
from assessment.views.form.plan import Line
from tests.forms import written


class Row(NamedTuple):
    """A row of evidence, from 1."""

    sheet: str
    row: int
    key: str
    kind: Kind

    @property
    def at(self) -> str:
        return f"E{self.row}"


class Made(NamedTuple):
    """What the formulas make of a cell."""

    value: Any
    least: Any
    most: Any

    @property
    def to_mend(self) -> bool:
        """Whether the text is no number, and said to be none."""
        return any(isinstance(part, str) and part for part in self)

    def holds(self, claim: Claim | None, kind: Kind) -> bool:
        """Whether what the claim says lies within it."""
        if claim is None:
            return self == (None, None, None)
        if isinstance(self.value, int | float):
            return _exact(self.value) == amount(claim.value, kind)
        low = amount(claim.at_least if claim.value is None else claim.value, kind)
        high = amount(claim.at_most if claim.value is None else claim.value, kind)
        below = self.least is None or _exact(self.least) <= (low or 0)
        return below and (self.most is None or (high is not None and high <= _exact(self.most)))


def amount(text: str | None, kind: Kind) -> Fraction | None:
    """What a claim accepted says."""
    if text is None:
        return None
    bare = text.replace(".", "") if kind is Kind.COUNT else text.removesuffix("%")
    return Fraction(exact(bare)) / (100 if text.endswith("%") else 1)


def _exact(number: float) -> Fraction:
    return Fraction(f"{number:.15g}")


def rows_of(book: Any) -> Iterator[Row]:
    """The rows to fill in, sheet by sheet."""
    for sheet in book.worksheets[1:]:
        for cells in sheet.iter_rows(min_row=4) if sheet.sheet_state == "visible" else ():
            key, kind = (str(cells[n].value or "") for n in (17, 18))
            if key.startswith("evidence.") and kind != "again":
                yield Row(sheet.title, cells[0].row, key.removeprefix("evidence."), Kind(kind))


def typed_into(path: Path, ruleset: Ruleset, typed: Mapping[Row, Any]) -> Path:
    """A blank form with a name, and with values typed into its cells."""
    book = openpyxl.load_workbook(written(path, ruleset, None))
    front = book.worksheets[0]
    named = next(row for row in range(5, 20) if front.cell(row, 4).value == "subject.name")
    front.cell(named, 2).value = "Nơi thử"
    for row, value in typed.items():
        book[row.sheet][row.at] = value
    book.save(path)
    return path


def made(book: Any, row: Row) -> Made:
    """What a recalculated form makes of the cell of a row."""
    spot = Spot(row.sheet, row.row - 1, 4, Line(row.key, row.kind, ""))
    cells = (cell.text.rpartition("!")[2] for cell in figures(spot, Column.VALUE, None))
    return Made(*(book[row.sheet][cell.replace("$", "")].value or None for cell in cells))
