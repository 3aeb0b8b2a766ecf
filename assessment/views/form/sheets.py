"""How a form looks: columns, colours, what each cell accepts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from assessment.model.form import Column, Kind
from assessment.views.booklook import LINE, Look
from assessment.views.form.plan import Line
from assessment.wording import Words

INK, RULE = "#1F1F1F", "#595959"
OPEN, OPEN_QUIET, TEAM, GREY = "#FFF8DC", "#FFFDF3", "#E8F3E8", "#9A9A9A"
TEAM_HEAD = "#548235"

LONGEST_MESSAGE, LONGEST_TITLE = 255, 32


class Width(NamedTuple):
    """A column: its width in letters, and whether it is shown where nothing stands in it."""

    column: Column
    width: float
    shown: bool = True


COLUMNS: Final = (
    Width(Column.ITEM, 6),
    Width(Column.RULE, 36),
    Width(Column.LABEL, 27),
    Width(Column.UNIT, 10),
    Width(Column.VALUE, 14),
    Width(Column.DOCUMENTS, 20),
    Width(Column.BY, 13),
    Width(Column.REASON, 18, shown=False),
    Width(Column.NOTE, 18),
    Width(Column.INSPECTED, 12),
    Width(Column.REJECTED, 9),
    Width(Column.WHY, 16),
    Width(Column.ILLUSTRATIVE, 9, shown=False),
    Width(Column.INSPECTED_DOCUMENTS, 18, shown=False),
    Width(Column.INSPECTED_BY, 13, shown=False),
    Width(Column.INSPECTED_NOTE, 16, shown=False),
    Width(Column.INSPECTED_ILLUSTRATIVE, 9, shown=False),
    Width(Column.KEY, 13),
    Width(Column.KIND, 8, shown=False),
)
"""Of a sheet of evidence, from the left."""
AT: Final = {each.column: index for index, each in enumerate(COLUMNS)}
PRINTED: Final = AT[Column.KEY] - 1
"""The last column on paper."""
TICKED: Final = frozenset({Column.REJECTED, Column.ILLUSTRATIVE, Column.INSPECTED_ILLUSTRATIVE})
FOUND_BY_TEAM: Final = frozenset(
    {
        Column.INSPECTED,
        Column.REJECTED,
        Column.WHY,
        Column.INSPECTED_DOCUMENTS,
        Column.INSPECTED_BY,
        Column.INSPECTED_NOTE,
        Column.INSPECTED_ILLUSTRATIVE,
    }
)

_NUMBER_FORMATS = {Kind.PERCENTAGE: "0.00%", Kind.DAY: "dd/mm/yyyy"}
_DAYS = (18_264, 73_415)
"""1 January 1950 to 31 December 2100, as Excel counts days."""


class Styles(Look):
    """The formats of a form."""

    def get(self, **wanted: Any) -> Any:
        """Text that wraps unless it says otherwise."""
        return self(**{"font_color": INK, "text_wrap": True, **wanted})

    def cell(self, **wanted: Any) -> Any:
        """A cell with an edge."""
        return self.get(border=1, border_color=LINE, **wanted)

    def open(self, column: Column, kind: Kind, *, quiet: bool = False, quoted: bool = False) -> Any:
        """A cell to fill in. `quoted`: its text stays text when somebody edits it."""
        fill = TEAM if column in FOUND_BY_TEAM else OPEN_QUIET if quiet else OPEN
        wanted: dict[str, Any] = {"bg_color": fill, "locked": False, "quote_prefix": quoted}
        if column in (Column.VALUE, Column.INSPECTED):
            wanted["num_format"] = _NUMBER_FORMATS.get(kind, "General")
            wanted["align"] = "left" if kind is Kind.TEXT else "center"
            wanted["bold"] = column is Column.VALUE
            wanted["valign"] = "vcenter"
        else:
            wanted["font_size"] = 9
            wanted["align"] = "center" if column in TICKED else "left"
        return self.cell(**wanted)


def accepts(line: Line, words: Words, choices: str | None) -> Mapping[str, Any] | None:
    """What a value's cell accepts; other input is asked about, and may stay.

    Args:
        choices: the range of the list to choose from.

    """
    say = words.say
    match line.kind:
        case Kind.YES_NO:
            return _rule("list", say("form.accepts.yes_no"), words, source=[say("yes"), say("no")])
        case Kind.CHOICE:
            return _rule("list", say("form.accepts.choice"), words, source=f"={choices}")
        case Kind.COUNT:
            message = say("form.accepts.count", **_ends(line, words))
            return _rule("integer", message, words, **_between(line))
        case Kind.NUMBER:
            message = say("form.accepts.number", **_ends(line, words))
            return _rule("decimal", message, words, **_between(line))
        case Kind.POINTS:
            assert line.most is not None
            message = say("form.accepts.points", most=line.most)
            return _rule("decimal", message, words, **_between(line))
        case Kind.PERCENTAGE:
            return _rule("decimal", say("form.accepts.percentage"), words, **_between(line))
        case Kind.DAY:
            first, last = _DAYS
            message = say("form.accepts.day")
            return _rule("decimal", message, words, criteria="between", minimum=first, maximum=last)
    return None


def ticks(words: Words) -> Mapping[str, Any]:
    return _rule("list", words.say("form.accepts.tick"), words, source=["x"])


def _rule(kind: str, message: str, words: Words, **limits: Any) -> Mapping[str, Any]:
    return {
        "validate": kind,
        "error_type": "warning",
        "error_title": words.say("form.accepts.title")[:LONGEST_TITLE],
        "error_message": message[:LONGEST_MESSAGE],
        **limits,
    }


def _between(line: Line) -> dict[str, Any]:
    if line.least is not None and line.most is not None:
        least, most = (_plain(number) for number in (line.least, line.most))
        return {"criteria": "between", "minimum": least, "maximum": most}
    if line.least is not None:
        return {"criteria": ">=", "value": _plain(line.least)}
    return {
        "criteria": "<=",
        "value": _plain(line.most if line.most is not None else Decimal(10**12)),
    }


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _ends(line: Line, words: Words) -> dict[str, str]:
    """The bounds of a number, in words; nothing where there are none to speak of."""
    low, high = line.least, line.most
    if low is not None and high is not None:
        return {"limits": words.say("form.limits.both", low=low, high=high)}
    if high is not None:
        return {"limits": words.say("form.limits.high", high=high)}
    return {"limits": words.say("form.limits.low", low=low) if low else ""}
