"""The look of workbooks that xlsxwriter makes, and text that stays text."""

from __future__ import annotations

import re
import textwrap
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assessment.errors import DemandError, Notice
from assessment.spreadsheets import is_formula_like
from assessment.views.reckoning.formula import Formula, Value, Wrong

HEAD, GROUP, OPEN = "#1F4E78", "#D9E1F2", "#FFFDE7"
LINE = "#BFBFBF"
GOOD, DOUBTFUL, BAD = "#E2EFDA", "#FFF2CC", "#F8CBAD"

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

LONGEST = 32_767
"""Characters in a cell of Excel."""

_OPENING = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_POINTS = 10
_BASE = {"font_name": "Arial", "font_size": _POINTS, "valign": "top"}


class _Sheet(Worksheet):  # type: ignore[misc]
    """Formulas are written as they are: ours name no function that has another name in a file."""

    def _prepare_formula(self, formula: str, *_: Any, **__: Any) -> str:
        return formula.removeprefix("=")


class Book(Workbook):  # type: ignore[misc]
    """A workbook in which nothing that is written as text becomes anything else."""

    worksheet_class = _Sheet

    def __init__(self, to: BytesIO | Path) -> None:
        super().__init__(to, _OPTIONS)


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **traits: Any) -> Any:
        """A format in the house's letters, with these traits."""
        key = tuple(sorted(traits.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_BASE, **traits})
        return self._made[key]

    def write(
        self, sheet: Any, row: int, column: int, value: Formula | Value, **traits: Any
    ) -> None:
        """A formula with its value, a number, or text that no spreadsheet takes for a formula.

        Args:
            row, column: from 0.

        Raises:
            DemandError: `workbook.too_long`: a text that no cell holds.

        """
        if isinstance(value, Formula) and not value.fixed:
            style = self(**traits)
            sheet.write_formula(row, column, f"={value.text}", style, _cached(value.value))
            return
        plain = value.value if isinstance(value, Formula) else value
        if isinstance(plain, str) and plain:
            said = _fitting(_CONTROL.sub(" ", plain))
            if is_formula_like(said):
                traits["quote_prefix"] = True
            sheet.write_string(row, column, said, self(**traits))
        elif isinstance(plain, int | Fraction):
            sheet.write_number(row, column, float(plain), self(**traits))
        else:
            sheet.write_blank(row, column, None, self(**traits))


def _fitting(text: str) -> str:
    if len(text) > LONGEST:
        params = {"limit": LONGEST, "count": len(text), "value": text[:_OPENING]}
        raise DemandError(Notice("workbook.too_long", params=params))
    return text


def _cached(value: Value) -> int | float | str:
    """What a viewer shows that does not calculate."""
    if isinstance(value, Wrong):
        return "#VALUE!"
    if isinstance(value, Fraction):
        return float(value)
    return "" if value is None else value


def lines(text: str, width: float, *, size: float = _POINTS, bold: bool = False) -> int:
    """How many lines a text takes in a column of so many digits' width."""
    fitting = max(int(width * _POINTS / size * (1.05 if bold else 1.15)), 4)
    return sum(max(len(textwrap.wrap(part, fitting)), 1) for part in text.split("\n"))


def height(count: float, size: float = _POINTS) -> float:
    """Of a row of so many lines, in points."""
    return min(count * size * 1.28 + 3, 400)
