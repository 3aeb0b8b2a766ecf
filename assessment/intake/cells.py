"""Cells as volunteers fill them in: counts with their doubts, days and spans of days."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from assessment.model.answers import NOTHING
from assessment.model.register import UNKNOWN, Amount, Counted, Span

# --- words -----------------------------------------------------------------------------


def unaccented(text: str) -> str:
    """In small letters without accents, signs kept: "Số lượt: 30" is "so luot: 30"."""
    letters = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


@lru_cache(maxsize=4096)
def bare_words(text: str) -> str:
    """By which words are recognised, however they are typed.

    >>> bare_words("  SỐ  lượt-người ")
    'so luot nguoi'
    """
    return " ".join(re.findall(r"[a-z0-9]+", unaccented(text)))


# --- counts ----------------------------------------------------------------------------

_COUNT = r"(?<![\d.,])(?:[1-9]\d{0,2}(?:[., ]\d{3})+|\d{1,9})(?![\d.,]*\d)"
_ROUGH = (
    r"tren duoi|khoang|chung|uoc(?: tinh)?|gan|~|≈|tren|hon|>|it nhat|toi thieu|tu|>=|≥|duoi|chua den|<"
    r"|nhieu nhat|toi da|khong qua|den|<=|≤"
)
_UNIT = r"(?:luot(?: (?:nguoi|hoc vien))?|nguoi(?: (?:hoc|du|tham (?:du|gia)))?|hoc vien|hv|lop|chuyen de)"
_AMOUNT = re.compile(
    rf"(?P<rough>{_ROUGH})?\s*(?P<low>{_COUNT})(?:\s*[-–]\s*(?P<high>{_COUNT}))?"
    rf"\s*(?P<plus>\+)?\s*(?:{_UNIT})?"
)
_STATED = re.compile(
    rf"(?:\b(?P<rough>{_ROUGH})\s*)?(?P<low>{_COUNT})\s*(?P<unit>luot|nguoi|hoc vien|hv\b|lop\b|chuyen de)"
)
_BEHIND = re.compile(r"\b(?P<unit>lop|luot(?: nguoi)?)\s*:\s*(?P<low>" + _COUNT + r")(?!\s*[a-z])")
_UNITS = {"lop": Counted.CLASSES, "chuyen de": Counted.CLASSES}
_ABOVE, _FROM = (
    frozenset({"tren", "hon", ">"}),
    frozenset({"it nhat", "toi thieu", "tu", ">=", "≥"}),
)
_BELOW = frozenset({"gan", "duoi", "chua den", "<"})
_UP_TO = frozenset({"nhieu nhat", "toi da", "khong qua", "den", "<=", "≤"})


def amount(text: str) -> Amount | None:
    """The count that a cell says, `UNKNOWN` where it says none; None: it is no count.

    >>> amount("1.234"), amount("trên 1.100"), amount("gần 900"), amount("")
    (Amount(low=1234, high=1234), Amount(low=1101, high=None), Amount(low=0, high=899), Amount(low=0, high=None))
    """
    plain = unaccented(text).strip()
    if plain in NOTHING:
        return UNKNOWN
    found = _AMOUNT.fullmatch(plain)
    if found is None or (found["high"] and (found["rough"] or found["plus"])):
        return None
    low = _whole(found["low"])
    if found["high"]:
        high = _whole(found["high"])
        return Amount(low, high) if low <= high else None
    return _rough("tu" if found["plus"] else found["rough"], low)


class Said(NamedTuple):
    """A count in a sentence. `persons`: it is said of people, and not of attendances."""

    counted: Counted
    amount: Amount
    persons: bool
    text: str


def said(text: str) -> Iterator[Said]:
    """The counts of classes and learners in a sentence: "55 lớp, 4.407 lượt người".

    Args:
        text: what is said of people ("12.734 người học") counts as people.
    """
    plain = unaccented(text)
    same = len(plain) == len(text)
    for pattern in (_STATED, _BEHIND):
        for found in pattern.finditer(plain):
            unit = found["unit"]
            persons = not unit.startswith(("luot", *_UNITS))
            other = Counted.PEOPLE if persons else Counted.ATTENDANCES
            quoted = text[found.start() : found.end()] if same else found[0]
            rough = found.groupdict().get("rough")
            value = _rough(rough, _whole(found["low"]))
            yield Said(_UNITS.get(unit, other), value, persons, quoted.strip())


def _whole(text: str) -> int:
    return int(re.sub(r"[., ]", "", text))


def _rough(word: str | None, count: int) -> Amount:
    if word is None:
        return Amount.of(count)
    if word in _ABOVE:
        return Amount(count + 1)
    if word in _FROM:
        return Amount(count)
    if word in _BELOW:
        return Amount(0, max(count - 1, 0))
    return Amount(0, count) if word in _UP_TO else UNKNOWN


# --- days ------------------------------------------------------------------------------

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_IN_WORDS = re.compile(r"(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_FROM_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:\s*[/.]\s*(\d{1,2}))?\s*(?:[-–]|den)\s*(?:ngay )?$")
_MONTH = re.compile(r"(?<![\d/.-])(?:thang )?(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})(?!\d)")
_QUARTER = re.compile(r"quy (iv|i{1,3}|[1-4])\s*(?:[/.,-]|nam)?\s*(\d{4})(?!\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)(\d{4})\s*[-–]\s*(\d{4})(?!\d)")
_YEAR = re.compile(r"(?:nam )?(\d{4})")
_SERIAL = re.compile(r"[34]\d{4}")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CENTURY, _PIVOT = 2000, 100
DAY_ZERO = date(1899, 12, 30)
"""From which Excel counts its days."""
_SCHOOL_STARTS = 9


def span(text: str) -> Span | None:
    """The days that a cell names; None where it names none, or no year.

    A school year is from 1 September to 31 August.

    Raises:
        ValueError: it names a day or a month that no calendar has, or ends before it begins.

    >>> span("15-20/3/2019")
    Span(first=datetime.date(2019, 3, 15), last=datetime.date(2019, 3, 20))
    """
    plain = unaccented(text).strip()
    days = list(_days(plain))
    if days:
        return _ordered(Span(days[0], days[-1]))
    if _SERIAL.fullmatch(plain):
        day = DAY_ZERO + timedelta(days=int(plain))
        return Span(day, day)
    if quarters := _QUARTER.findall(plain):
        first, last = quarters[0], quarters[-1]
        end = _quarter(last[0]) * 3
        start = _month(_quarter(first[0]) * 3 - 2, int(first[1]))
        return _ordered(Span(start.first, _month(end, int(last[1])).last))
    if months := _MONTH.findall(plain):
        ends = (_month(*map(int, months[0])), _month(*map(int, months[-1])))
        return _ordered(Span(ends[0].first, ends[1].last))
    if years := _SCHOOL_YEAR.search(plain):
        first_year, last_year = int(years[1]), int(years[2])
        if last_year != first_year + 1:
            raise ValueError(text)
        opening = date(first_year, _SCHOOL_STARTS, 1)
        return Span(opening, date(last_year, _SCHOOL_STARTS, 1) - timedelta(days=1))
    year = _YEAR.fullmatch(plain)
    return Span(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)) if year else None


def _days(plain: str) -> Iterator[date]:
    for found in _ISO.finditer(plain):
        yield date(*map(int, found.groups()))
    for found in _DAY.finditer(plain):
        year = int(found[4])
        last = date(year if year >= _PIVOT else _CENTURY + year, int(found[3]), int(found[1]))
        if begun := _FROM_DAY.search(plain[: found.start()]):
            yield date(last.year, int(begun[2] or last.month), int(begun[1]))
        yield last
    for found in _IN_WORDS.finditer(plain):
        yield date(int(found[3]), int(found[2]), int(found[1]))


def _month(month: int, year: int) -> Span:
    first = date(year, month, 1)
    return Span(first, first.replace(day=monthrange(year, month)[1]))


def _quarter(text: str) -> int:
    return _QUARTERS.get(text) or int(text)


def _ordered(found: Span) -> Span:
    if found.last < found.first:
        raise ValueError(found)
    return found
