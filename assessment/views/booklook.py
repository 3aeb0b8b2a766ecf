"""The look of workbooks that xlsxwriter makes, and text that stays text."""

from __future__ import annotations

import re
import textwrap
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from assessment.errors import DemandError, Notice
from assessment.spreadsheets import is_formula_like
from assessment.views.legible import legible
from assessment.views.reckoning.formula import Formula, Value, Wrong

HEAD, GROUP, OPEN = "#1F4E78", "#D9E1F2", "#FFFDE7"
LINE = "#BFBFBF"
GOOD, DOUBTFUL, BAD = "#E2EFDA", "#FFF2CC", "#F8CBAD"

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

LONGEST = 32_767
"""Characters in a cell of Excel."""

LONGEST_FORMULA = 8_192
"""Characters in a formula of Excel, its sign of equality counted."""

_DEEPEST, _MOST_ARGUMENTS = 64, 255
"""Functions within functions, and what one function takes, in Excel."""

_OPENING = 60
_SIGN = re.compile(r"[(),]")
_WRITTEN_OUT = re.compile(r'"[^"]*"|{[^}]*}|\'[^\']*\'!')
"""Texts, rows of constants and names of sheets in a formula."""

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
            DemandError: `workbook.too_long`: a text that no cell holds;
                `workbook.formula_too_long`: a formula that Excel does not take.

        """
        if isinstance(value, Formula) and not value.fixed:
            if not fits(value.text):
                cell = f"{sheet.get_name()}!{xl_rowcol_to_cell(row, column)}"
                params = {"cell": cell, "limit": LONGEST_FORMULA, "count": len(value.text) + 1}
                raise DemandError(Notice("workbook.formula_too_long", params=params))
            style = self(**traits)
            sheet.write_formula(row, column, f"={value.text}", style, _cached(value.value))
            return
        plain = value.value if isinstance(value, Formula) else value
        if isinstance(plain, str) and plain:
            said = _fitting(legible(plain))
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


def fits(formula: str) -> bool:
    """Whether Excel takes a formula (without its sign of equality): its length, depth, arguments."""
    if len(formula) >= LONGEST_FORMULA:
        return False
    if formula.count("(") <= _DEEPEST and formula.count(",") < _MOST_ARGUMENTS:
        return True
    arguments, most, deepest = [1], 1, 0
    for sign in _SIGN.findall(_WRITTEN_OUT.sub("", formula)):
        match sign:
            case "(":
                arguments.append(1)
            case ")":
                arguments.pop()
            case ",":
                arguments[-1] += 1
        most, deepest = max(most, arguments[-1]), max(deepest, len(arguments) - 1)
    return deepest <= _DEEPEST and most <= _MOST_ARGUMENTS


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
    parts = text.split("\n")
    return sum(len(textwrap.wrap(p, fitting)) if len(p) > fitting else 1 for p in parts)


def height(count: float, size: float = _POINTS) -> float:
    """Of a row of so many lines, in points."""
    return min(count * size * 1.28 + 3, 400)
