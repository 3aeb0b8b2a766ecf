"""Values as people type them into a cell: bounds in words, parts, ticks, days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from assessment.intake.cells import DAY_ZERO, span, unaccented
from assessment.model.answers import CROSSED, NOTHING, TICKED
from assessment.model.form import NUMBERS, Kind, parts_of
from assessment.model.register import Span

_FIGURE = r"[-+]?\d(?:[\d., ]*\d)?\s*%?"
_BETWEEN = re.compile(
    rf"(?:tu|from|between)?\s*(?P<low>{_FIGURE})\s*(?:den|toi|-|–|to|and)\s*(?P<high>{_FIGURE})"
)
_LOW = re.compile(
    r"(?P<word>tren|hon|>=|≥|>|it nhat|toi thieu|tu|over|above|more than|at least|from)\s*"
    rf"(?P<figure>{_FIGURE})(?:\s*tro len)?|(?P<open>{_FIGURE})\s*(?:tro len|or more|and more)"
)
_HIGH = re.compile(
    r"(?P<word>duoi|<=|≤|<|khong qua|toi da|nhieu nhat|den|under|below|less than|at most|up to)\s*"
    rf"(?P<figure>{_FIGURE})(?:\s*tro xuong)?|(?P<open>{_FIGURE})\s*(?:tro xuong|or less|and less)"
)
_ABOVE = frozenset({"tren", "hon", ">", "over", "above", "more than"})
_BELOW = frozenset({"duoi", "<", "under", "below", "less than"})
_WHOLE = re.compile(r"\d{1,13}|[1-9]\d{0,2}(?:\.\d{3}){1,4}")
_OF = "gồm|trong đó|of which"
_PARTS = re.compile(
    rf"(?P<amount>[^(]*?)\s*(?:\((?:(?P<worded>{_OF})\b)?:?\s*(?P<inner>.+)\)"
    rf"|(?:,|;|:)?\s*(?:{_OF})\b:?\s*(?P<rest>.+))",
    re.DOTALL | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_BARE = re.compile(_FIGURE)
_YEARS = re.compile(r"(?<!\d)(?<!\d/)(\d{4})\s*/\s*(\d{4})(?!\d)")
"""A school year written 2025/2026."""
_DAYS = re.compile(r"[\d/. -]+")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing: blank, or a dash or dots."""
    return text.strip() in NOTHING


def is_figure(text: str) -> bool:
    """Whether a text is a number, or bounds of one, and nothing else.

    >>> is_figure("trên 70%"), is_figure("26B"), is_figure("QĐ 12")
    (True, False, False)
    """
    return all(_BARE.fullmatch(figure) for figure in _amount(text, None, "").values())


def is_given(text: str, kind: Kind | None, options: Mapping[str, str]) -> bool:
    """Whether a text is what a row of this kind takes for its value, wherever it stands.

    Args:
        kind: None where the form no longer says it.
        options: what each label stands for, by the label in small letters.

    """
    said = " ".join(text.split())
    if said.casefold() in options:
        return True
    match kind:
        case Kind.YES_NO:
            return said.casefold() in (*TICKED, *CROSSED)
        case Kind.DAY:
            return _DAYS.fullmatch(said) is not None and _span(said) is not None
        case Kind.TEXT | Kind.CHOICE:
            return False
    return is_figure(said)


def claimed(text: str, kind: Kind | None, options: Mapping[str, str], unit: str) -> dict[str, Any]:
    """The value, bounds and parts that a cell states, in the words of a dossier.

    A remark in brackets, which has no digits, is a note.

    Args:
        kind: None where the form no longer says it.
        options: what each label stands for, by the label in small letters.
        unit: in which the row counts; figures may carry it.

    >>> claimed("trên 70%", Kind.PERCENTAGE, {}, ""), claimed("trên 70", Kind.COUNT, {}, "")
    ({'at_least': '70%'}, {'at_least': '71'})

    """
    said = " ".join(text.split())
    if said.casefold() in options:
        return {"value": options[said.casefold()]}
    if kind is Kind.YES_NO:
        return {"value": answer(said)}
    if kind in (None, *NUMBERS) and (found := _PARTS.fullmatch(text.strip())):
        amount = _amount(found["amount"], kind, unit) if found["amount"].strip() else {}
        aside = found["inner"] and not found["worded"] and amount
        if aside and kind in NUMBERS and not _DIGIT.search(found["inner"]):
            return {**amount, "note": found["inner"].strip()}
        whole = str(amount.get("value", "")) if aside else None
        if parts := parts_of((found["inner"] or found["rest"]).strip(), whole):
            return {**amount, "parts": parts}
    return _amount(said, kind, unit)


def answer(text: str) -> str:
    """A yes or no in the words of a dossier; other text as it is."""
    said = text.strip().casefold()
    if said in TICKED or said in CROSSED:
        return "có" if said in TICKED else "không"
    return text


def flag(text: str) -> str:
    """A tick as true, a no as false; other text as it is."""
    said = answer(text)
    return {"có": "true", "không": "false"}.get(said, said)


def day_for_number(text: str, kind: Kind | None) -> date | None:
    """The day in a cell of a number: what Excel makes of 1/2."""
    if kind not in NUMBERS or not _ISO_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day(text: str) -> str:
    """A day as 2019-12-31; other text as it is."""
    found = _span(text)
    return found.first.isoformat() if found and found.first == found.last else text


class Period(NamedTuple):
    """The ends of a period as days; other text as it is. `clash`: whether they contradict."""

    first: str | None
    last: str | None
    clash: Clash | None = None


class Clash(NamedTuple):
    """What one of two cells states alone, more than its end; `in_first`: which of them."""

    span: Span
    in_first: bool


def period(first: str | None, last: str | None) -> Period:
    """The period that two cells state; one of them may state it whole.

    Of a year, a school year or a month it begins on the first day and ends on the last one.

    >>> period("năm học 2025-2026", None)[:2], period("2025", "2025")[:2]
    (('2025-09-01', '2026-08-31'), ('2025-01-01', '2025-12-31'))
    """
    begins, ends = (_span(text) if text else None for text in (first, last))
    if begins and not last and begins.first < begins.last:
        ends = begins
    if ends and not first and ends.first < ends.last:
        begins = ends
    clash = None
    if begins and ends and begins.first < begins.last and begins.last > ends.last:
        clash = Clash(begins, in_first=True)
    elif begins and ends and ends.first < ends.last and ends.first < begins.first:
        clash = Clash(ends, in_first=False)
    return Period(
        begins.first.isoformat() if begins else first,
        ends.last.isoformat() if ends else last,
        clash,
    )


def _span(text: str) -> Span | None:
    """The days that a cell names; a year that Excel took for a day of 1905 is that year."""
    try:
        found = span(_YEARS.sub(r"\1-\2", text))
    except (ValueError, OverflowError):
        return None
    if found and found.first == found.last:
        year = (found.first - DAY_ZERO).days
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            return Span(date(year, 1, 1), date(year, 12, 31))
    return found


def _amount(text: str, kind: Kind | None, unit: str) -> dict[str, Any]:
    said = " ".join(text.split())
    if kind not in (None, *NUMBERS):
        return {"value": said}
    if unit not in ("", "%") and said.casefold().endswith(f" {unit.casefold()}"):
        bare = said[: -len(unit)].strip()
        said = bare if any(letter.isdigit() for letter in bare) else said
    plain = unaccented(said)
    if found := _BETWEEN.fullmatch(plain):
        low, high = _figure(found["low"]), _figure(found["high"])
        if high.endswith("%") and not low.endswith("%"):
            low = f"{low}%"
        return {"at_least": low, "at_most": high}
    if found := _LOW.fullmatch(plain):
        figure = _figure(found["figure"] or found["open"])
        return {"at_least": _next(figure, kind, 1 if found["word"] in _ABOVE else 0)}
    if found := _HIGH.fullmatch(plain):
        figure = _figure(found["figure"] or found["open"])
        return {"at_most": _next(figure, kind, -1 if found["word"] in _BELOW else 0)}
    return {"value": _figure(said)}


def _next(figure: str, kind: Kind | None, by: int) -> str:
    """Of a count the next one above or below; a share stays, as a bound that holds."""
    if kind is not Kind.COUNT or not by or not _WHOLE.fullmatch(figure):
        return figure
    return str(int(figure.replace(".", "")) + by)


def _figure(text: str) -> str:
    """Spaces between thousands go, and one before a percent sign."""
    return re.sub(r"\s+%", "%", _SPACED.sub("", text.strip()))
