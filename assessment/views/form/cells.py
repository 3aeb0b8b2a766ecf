"""Cells of a form as they are written: numbers, days, and text that stays text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assessment.spreadsheets import is_formula_like
from assessment.views.form.values import Shown


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
