"""Text in cells of CSV: what a spreadsheet would take for a formula begins with an apostrophe."""

from __future__ import annotations

import re

FORMULA = "^(?:[\\t\\r]|[\\s\\x00-\\x1f\u00ad\u200b-\u200f\u2060\ufeff]*[=+@-])"
"""What a spreadsheet may take for a formula, white space and what no one sees passed over."""

NUMBER = "^[+-][0-9.,][0-9., ]*%?$"
"""What begins like a formula and is only a number; a telephone number too."""

MARK = "'"

_FORMULA, _NUMBER = re.compile(FORMULA), re.compile(NUMBER)


def as_text(cell: str) -> str:
    """The cell, as a spreadsheet takes it for text or a plain number."""
    if _FORMULA.match(cell) and not _NUMBER.match(cell):
        return f"{MARK}{cell}"
    return cell


def unmarked(cell: str) -> str:
    """The cell without the apostrophe that `as_text` set before it.

    >>> unmarked(as_text("-A1")), unmarked("'tis")
    ('-A1', "'tis")

    """
    bare = cell.removeprefix(MARK)
    return bare if as_text(bare) == cell else cell
