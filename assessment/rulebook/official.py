"""What a text says of a figure: the official value, as people write it in a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assessment.files import one_line
from assessment.model.figure import Figure, FigureKind
from assessment.model.quantity import exact, parse_figure, plain

_SAME = frozenset({"đúng", "x", "✓", "✔", "correct"})
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MONTH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")


class Known(NamedTuple):
    """A figure with the ways it is written: as printed, and its choices by their labels."""

    figure: Figure
    shown: frozenset[str]
    labels: Mapping[str, str]


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
            return now if now is not None and number == exact(now) else plain(number)
        case FigureKind.LIMIT:
            found = parse_figure(said)
            current = parse_figure(now)
            if found.percent != current.percent:
                raise ValueError(said)
            number = _number(said.removesuffix("%").rstrip())
            text = f"{plain(number)}%" if found.percent else plain(number)
            return str(now) if found.limit == current.limit else text
        case FigureKind.DAY:
            match = _DAY.fullmatch(said)
            day = date(*map(int, reversed(match.groups()))) if match else date.fromisoformat(said)
            return day.isoformat()
        case FigureKind.MONTH_DAY:
            match = _MONTH_DAY.fullmatch(said)
            return f"{int(match[2]):02}-{int(match[1]):02}" if match else said
        case FigureKind.CHOICE:
            return _choice(one, said)
        case FigureKind.CHOICES:
            return ", ".join(_choice(one, part.strip()) for part in said.split(","))
        case FigureKind.TEXT if said:
            return said
    raise ValueError(said)


def _number(said: str) -> Decimal:
    """A number; "1.000" may be one or a thousand, and is refused."""
    if _GROUPED.fullmatch(said):
        raise ValueError(said)
    return exact(said)


def _choice(one: Known, said: str) -> str:
    found = {label.casefold(): id_ for label, id_ in one.labels.items()}
    found |= {id_.casefold(): id_ for id_ in one.labels.values()}
    if said.casefold() not in found:
        raise ValueError(said)
    return found[said.casefold()]
