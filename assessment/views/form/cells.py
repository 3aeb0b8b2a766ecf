"""Cells of a form as they are written: numbers, days, and text that stays text."""

from __future__ import annotations

import textwrap
from datetime import datetime
from typing import Any

from assessment.spreadsheets import is_formula_like
from assessment.views.form.values import Shown

_LINE, _LEAST = 12.75, 18.0
_HIGHEST = 400


def put(sheet: Any, row: int, column: int, value: Shown | None, style: Any, quoted: Any) -> None:
    """Write a value; text that a spreadsheet could take for a formula in the style `quoted`."""
    match value:
        case None | "":
            sheet.write_blank(row, column, None, style)
        case datetime():
            sheet.write_datetime(row, column, value, style)
        case float():
            sheet.write_number(row, column, value, style)
        case str():
            sheet.write_string(row, column, value, quoted if is_formula_like(value) else style)


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many letters."""
    fitting = max(int(width * 1.08), 4)
    return sum(max(len(textwrap.wrap(part, fitting)), 1) for part in text.split("\n")) or 1


def height(count: float) -> float:
    """Of a row of so many lines, in points."""
    return min(max(_LINE * count + 3, _LEAST), _HIGHEST)
