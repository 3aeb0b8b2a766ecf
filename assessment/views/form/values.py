"""Text of a dossier as a cell of its kind: a number only where it reads back as the same."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from assessment.model.form import NUMBERS, Kind
from assessment.model.quantity import exact, plain
from assessment.views.form.filled import answer
from assessment.views.form.plan import Line
from assessment.wording import Words

Shown = str | float | datetime
_DIGITS = 15
"""Of a number that a spreadsheet keeps."""
_DECIMALS = 2
"""Of a percentage that its cell shows."""


def shown(line: Line, text: str, words: Words) -> Shown:
    """What a row's cell holds: a number, a day, the label of a choice, or text."""
    match line.kind:
        case Kind.YES_NO:
            return answer(text, words)
        case Kind.CHOICE:
            labels = {id_: label for label, id_ in (line.options or {}).items()}
            return labels.get(text, text)
        case Kind.DAY:
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a calendar day
        case Kind.PERCENTAGE if text.endswith("%"):
            return _share(text)
        case kind if kind in NUMBERS - {Kind.PERCENTAGE} and not text.endswith("%"):
            return _number(text)
    return text


def _number(text: str) -> Shown:
    try:
        number = exact(text)
    except ValueError:
        return text
    kept = float(number)
    return kept if Decimal(f"{kept:.{_DIGITS}g}") == number else text


def _share(text: str) -> Shown:
    """70% is 0.7 in a cell that shows percent; what its decimals would not show stays text."""
    try:
        percent = exact(text.removesuffix("%"))
    except ValueError:
        return text
    kept = float(percent / 100)
    same = Decimal(f"{kept:.{_DIGITS}g}") * 100 == percent
    decimals = len(plain(percent).partition(".")[2])
    return kept if same and decimals <= _DECIMALS else text
