"""The sheets of formulas as they are written: widths, lines, protection, print set-up."""

from __future__ import annotations

from typing import Any

from assessment.views.booklook import GROUP, HEAD, LINE, Look, height, lines
from assessment.views.reckoning.formula import Formula
from assessment.views.reckoning.sheet import HIGH, LEAST, LOW, MOST, NAME, WRONG_, Row, Sheet

_WIDTHS = (9, 62, 13, 13, 11, 11, 34, 7)
_NUMBERS = (LOW, HIGH, LEAST, MOST)
_KNOWN = '[>=1000000000000]"…";General'
"""A count of which nothing is known has no end to show."""
_BOLD = ("title", "section", "criterion", "item", "total")
_FILLS = {"section": HEAD, "criterion": GROUP, "total": GROUP}


def write_reckoning(book: Any, look: Look, found: Sheet) -> Any:
    """Write a sheet of formulas; nobody enters anything there."""
    sheet = book.add_worksheet(found.name)
    top = 0
    for number, row in enumerate(found.rows):
        _row(sheet, look, found, number, row)
        top = number + 1 if row.role == "head" else top
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(top, NAME + 1)
    sheet.repeat_rows(top - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    set_up(sheet, found.name)
    return sheet


def write_lists(book: Any, look: Look, found: Sheet) -> Any:
    """Write the sheet of lists, out of sight."""
    sheet = book.add_worksheet(found.name)
    for number, row in enumerate(found.rows):
        for column, value in row.cells.items():
            look.write(sheet, number, column, value)
    sheet.set_column(0, 1, 40)
    sheet.protect()
    sheet.hide()
    return sheet


def set_up(sheet: Any, name: str) -> None:
    """A4 on its side, as wide as the page, its name and the page at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.set_footer(f"&L&8{name}&R&8&P/&N")


def _row(sheet: Any, look: Look, found: Sheet, number: int, row: Row) -> None:
    traits: dict[str, Any] = {}
    if row.role in _BOLD:
        traits["bold"] = True
    if row.role in _FILLS:
        traits["bg_color"] = _FILLS[row.role]
    if row.role == "title":
        traits["font_size"] = 14
    if row.role == "note":
        traits["italic"] = True
    if row.role in ("head", "section"):
        traits |= {"font_color": "white", "bg_color": HEAD, "bold": True}
    boxed = row.role not in ("title", "note")
    if row.role == "part":
        traits["italic"] = True
    if boxed:
        traits |= {"border": 1, "border_color": LINE}
    columns = range(len(_WIDTHS)) if boxed else row.cells
    for column in columns:
        value = row.cells.get(column)
        own = dict(traits)
        if boxed and row.role != "section":
            own["text_wrap"] = True
        if column in _NUMBERS and row.role != "head":
            own |= {"align": "center", "num_format": _KNOWN}
        if column == WRONG_ and row.role != "head":
            own |= {"align": "center", "num_format": "0;-0;;@"}
        if row.role in ("level", "measure", "reading") and column == NAME:
            own["indent"] = 1
        if isinstance(value, Formula):
            value = Formula(found.here(value.text), value.value, value.fixed)
        look.write(sheet, number, column, value, **own)
    if boxed and row.role != "section":
        sheet.set_row(number, height(_lines(row, bold=bool(traits.get("bold")))))


def _lines(row: Row, *, bold: bool) -> int:
    texts = {
        column: value.value if isinstance(value, Formula) else value
        for column, value in row.cells.items()
    }
    counts = [
        lines(text, _WIDTHS[column] - 2, bold=bold)
        for column, text in texts.items()
        if isinstance(text, str)
    ]
    return max(counts, default=1)
