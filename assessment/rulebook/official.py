"""What a text says of a figure: the official value, as people write it in a form."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

from assessment.files import one_line
from assessment.model.figure import Figure, FigureKind, Known
from assessment.model.quantity import exact, parse_figure, plain

_SAME = frozenset({"đúng", "x", "✓", "✔", "correct"})
_SLIPS = frozenset(
    {
        "dung",
        "dung roi",
        "ok",
        "okay",
        "oke",
        "yes",
        "y",
        "co",
        "true",
        "correct",
        "right",
        "same",
        "x",
        "v",
        "d",
        "giong",
        "giong nhau",
        "trung",
        "khop",
        "nhu tren",
        "nhu cu",
        "sai",
        "sai roi",
        "khong",
        "khong dung",
        "khong co",
        "khong ro",
        "khong biet",
        "khong khop",
        "khong doc duoc",
        "no",
        "n",
        "not",
        "none",
        "null",
        "false",
        "wrong",
        "na",
        "n a",
        "khac",
        "chua",
        "chua ro",
        "chua biet",
        "chua co",
        "chua doc",
        "chua doc duoc",
        "chua doi chieu",
        "unknown",
        "illegible",
        "not read",
        "khong trung",
    }
)
"""What people write in place of a wording; without tone marks and punctuation."""

_WHOLE = frozenset({"months", "after_months", "within_working_days", "members_at_least"})
_LEAST_ALIKE = 0.25
"""The share of words that a wording keeps when it is corrected and not replaced."""

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MONTH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
_ISO_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2000


def official(one: Known, text: str) -> str | None:
    """What a text says of a figure, as rulesets write it; None where it cannot be that figure.

    The figure as it is printed, or a word of assent, is the figure as it stands.
    """
    said = one_line(text)
    now = one.figure.value
    if said in one.shown or said == now:
        return now
    if assents(said):
        return now
    try:
        return _parsed(one, said)
    except ValueError:
        return None


def assents(text: str) -> bool:
    """Whether a text says that the figure is the same as printed."""
    return one_line(text).casefold() in _SAME


def _parsed(one: Known, said: str) -> str:
    now = one.figure.value
    match one.figure.kind:
        case FigureKind.NUMBER:
            number = _number(said)
            if _is_impossible(one.figure, number):
                raise ValueError(said)
            return now if now is not None and number == exact(now) else plain(number)
        case FigureKind.LIMIT:
            found = parse_figure(said)
            if found.percent != one.figure.percent:
                raise ValueError(said)
            number = _number(said.removesuffix("%").rstrip())
            if number < 0:
                raise ValueError(said)
            text = f"{plain(number)}%" if found.percent else plain(number)
            return now if now is not None and found.limit == parse_figure(now).limit else text
        case FigureKind.DAY:
            match = _DAY.fullmatch(said)
            day = date(*map(int, reversed(match.groups()))) if match else date.fromisoformat(said)
            return day.isoformat()
        case FigureKind.MONTH_DAY:
            return _month_day(said)
        case FigureKind.CHOICE:
            return _choice(one, said)
        case FigureKind.CHOICES:
            return ", ".join(_choice(one, part.strip()) for part in _apart(one, said))
        case FigureKind.TEXT if not is_slip(one, said):
            return said
    raise ValueError(said)


def is_slip(one: Known, text: str) -> bool:
    """Whether a text is a tick or a remark where the wording itself is asked for.

    A wording of several words is not corrected to a single one.
    """
    words = _words(text)
    return not words or " ".join(words) in _SLIPS or len(words) == 1 < len(_words(one.figure.value))


def is_far(one: Known, text: str) -> bool:
    """Whether a text has hardly a word of the wording it would replace."""
    now = _words(one.figure.value)
    return bool(now) and SequenceMatcher(None, now, _words(text)).ratio() < _LEAST_ALIKE


def is_whole(figure: Figure) -> bool:
    """Whether a figure counts months, days or people: a whole number from 1."""
    return figure.path[-1] in _WHOLE


def is_step(figure: Figure) -> bool:
    """Whether a figure is the step of the points, which is never 0."""
    return figure.steps == ("scale", "step")


def _is_impossible(figure: Figure, number: Decimal) -> bool:
    if is_whole(figure):
        return number < 1 or number != number.to_integral_value()
    return number < 0 or (number == 0 and is_step(figure))


def _words(text: str | None) -> list[str]:
    """The words of a text without case, tone marks and punctuation."""
    apart = unicodedata.normalize("NFD", (text or "").casefold().replace("đ", "d"))
    return re.findall(r"\w+", "".join(c for c in apart if not unicodedata.combining(c)))


def _month_day(said: str) -> str:
    if match := _MONTH_DAY.fullmatch(said):
        day, month = int(match[1]), int(match[2])
    elif match := _ISO_MONTH_DAY.fullmatch(said):
        month, day = int(match[1]), int(match[2])
    else:
        raise ValueError(said)
    return f"{date(_LEAP_YEAR, month, day):%m-%d}"


def _number(said: str) -> Decimal:
    """A number; "1.000" may be one or a thousand, and is refused."""
    if _GROUPED.fullmatch(said):
        raise ValueError(said)
    return exact(said)


def _apart(one: Known, said: str) -> list[str]:
    """The choices named in a text; a label may have commas of its own."""
    if ";" in said or said.casefold() in _ids(one):
        return said.split(";")
    return said.split(",")


def _choice(one: Known, said: str) -> str:
    found = _ids(one)
    if said.casefold() not in found:
        raise ValueError(said)
    return found[said.casefold()]


def _ids(one: Known) -> dict[str, str]:
    """The choices by label and by id, without case."""
    found = {label.casefold(): id_ for label, id_ in one.labels.items()}
    return found | {id_.casefold(): id_ for id_ in one.labels.values()}
