"""Values as people type them into a cell: bounds in words, parts, ticks, days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

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
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing: blank, or a dash or dots."""
    return text.strip() in NOTHING


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


def day(text: str) -> str:
    """A day as 2019-12-31; other text as it is."""
    found = _span(text)
    return found.first.isoformat() if found and found.first == found.last else text


def end(text: str, *, last: bool) -> str:
    """As `day`; of a year, a school year or a month its first day or its last."""
    found = _span(text)
    return (found.last if last else found.first).isoformat() if found else text


def _span(text: str) -> Span | None:
    """The days that a cell names; a year that Excel took for a day of 1905 is that year."""
    try:
        found = span(text)
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
