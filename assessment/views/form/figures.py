"""What is a figure in an open cell, worked out step by step in cells out of sight.

A number, a number as text, "55 (luật: 12; nghề: 43)"; ranges as the form itself words them:
"từ 60% đến 70%", "từ 70 trở lên", "trên 70", "không quá 5", "dưới 5". A number miswritten
stays the text that it is, to be mended, and so does "26B". Any other text with digits is open: all that its row
can be, so that the total is a range which holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, NamedTuple

from assessment.model.answers import NOTHING
from assessment.model.dossier import Claim
from assessment.model.form import Column, Kind
from assessment.model.quantity import exact
from assessment.views.form.numerals import has_digits, number
from assessment.views.form.plan import Line
from assessment.views.form.sheets import AT, COLUMNS
from assessment.views.reckoning.formula import Formula, array
from assessment.views.reckoning.sheet import address
from assessment.wording import Words


class _Step(IntEnum):
    """The cells of one side of a row, from the left."""

    WHOLE = 0
    """The text in small letters, with single spaces."""
    HEAD = 1
    """What stands before its parts, or before a remark in brackets."""
    SAID = 2
    """The text without them."""
    LOW = 3
    HIGH = 4
    """What is said of the least and of the most."""
    VALUE = 5
    LEAST = 6
    MOST = 7


_SIDES: Final = {
    Column.VALUE: len(COLUMNS),
    Column.INSPECTED: len(COLUMNS) + len(_Step),
}
_FILLED: Final = len(COLUMNS) + 2 * len(_Step)
HIDDEN: Final = (len(COLUMNS), _FILLED)
"""The first and the last of the columns out of sight."""
_LONGEST = 40
_ANY_ROW: Final = "$0"
"""In a formula the row that it is written in."""
_FARTHEST = -(10**8)
"""The least that a number may be."""
_PARTED: Final = ("gồm", "trong đó", "of which")


class Spot(NamedTuple):
    """Where a row stands: its sheet, its row from 0, the column of its value, what it takes."""

    sheet: str
    row: int
    column: int
    line: Line


class Figures(NamedTuple):
    """The cells of what a value is, and what it lies between."""

    value: Formula
    least: Formula
    most: Formula


def figures(spot: Spot, column: Column, claim: Claim | None) -> Figures:
    """Where they stand, and what stands in them now."""
    first = _SIDES[column] + _Step.VALUE
    known = _known(spot.line, claim)
    return Figures(
        *(
            Formula(address(spot.sheet, spot.row, first + n), figure)
            for n, figure in enumerate(known)
        )
    )


def filled_in(sheet: str, first: int, last: int) -> str:
    """The cells that say of rows, from 0, whether their values are filled in: 1 or 0."""
    top, bottom = (address("", row, _FILLED).partition("!")[2] for row in (first, last))
    return f"'{sheet}'!{top}:{bottom}"


def write_filled_in(sheet: Any, spot: Spot, *, now: bool) -> None:
    """The formula of whether a row's value says something."""
    cell = address(spot.sheet, spot.row, AT[Column.VALUE]).partition("!")[2]
    text = f"=IF(ISERROR({cell}),1,IF({_says_nothing(cell)},0,1))"
    sheet.write_formula(spot.row, _FILLED, text, None, int(now))


def write_figures(
    sheet: Any, spot: Spot, column: Column, claim: Claim | None, words: Words
) -> None:
    """The formulas of one side of a row."""
    steps = _formulas(spot.line.kind, _floor(spot.line), column, words)
    known = dict(zip((_Step.VALUE, _Step.LEAST, _Step.MOST), _known(spot.line, claim), strict=True))
    for step, formula in steps.items():
        now = known.get(step)
        kept = "" if now is None else float(now)
        here = formula.replace(_ANY_ROW, f"${spot.row + 1}")
        sheet.write_formula(spot.row, _SIDES[column] + step, f"={here}", None, kept)


@lru_cache
def _formulas(
    kind: Kind, floor: int | Fraction, column: Column, words: Words
) -> Mapping[_Step, str]:
    """The formulas of one side of every row of a kind, for the row `_ANY_ROW`."""
    return _Steps(kind, floor, column, words).formulas()


def _known(line: Line, claim: Claim | None) -> tuple[Fraction | None, ...]:
    texts = (claim.value, claim.at_least, claim.at_most) if claim else (None, None, None)
    known = tuple(_figure(line.kind, text) for text in texts)
    if any(texts) and not any(figure is not None for figure in known):
        return None, Fraction(_floor(line)), None
    return known


def _figure(kind: Kind, text: str | None) -> Fraction | None:
    """The number; of points a share is left open."""
    if text is None:
        return None
    said = text.strip()
    if kind is Kind.COUNT:
        said = said.replace(".", "")
    share = said.endswith("%")
    if share and kind is Kind.POINTS:
        return None
    return Fraction(exact(said.removesuffix("%").strip())) / (100 if share else 1)


def _floor(line: Line) -> int | Fraction:
    """The least that a row can say."""
    if line.least is not None:
        return Fraction(line.least)
    return _FARTHEST if line.kind is Kind.NUMBER else 0


def _says_nothing(cell: str) -> str:
    return f"SUMPRODUCT(--(TRIM({cell})={array(NOTHING)}))>0"


def _is_torn(cell: str) -> str:
    """Whether a text is one word that no reading takes: "26B", "~1987"."""
    letters = "abcdefghijklmnopqrstuvwxyzđ?!+~=…"
    behind = f'ISNUMBER(FIND(RIGHT({cell}),"{letters}"))'
    return f'AND(ISERROR(FIND(" ",{cell})),OR({behind},ISNUMBER(FIND(LEFT({cell}),"~≈"))))'


class _Steps:
    """Formulas that read one cell."""

    def __init__(self, kind: Kind, floor: int | Fraction, column: Column, words: Words) -> None:
        def at(index: int) -> str:
            return address("", 0, index).partition("!")[2].removesuffix("$1") + _ANY_ROW

        self._kind, self._floor, self._say = kind, str(int(floor)), words.say
        self._cell = at(AT[column])
        self._at = {step: at(_SIDES[column] + step) for step in _Step}
        self._said = self._at[_Step.SAID]

    def formulas(self) -> dict[_Step, str]:
        return {
            _Step.WHOLE: self._whole(),
            _Step.HEAD: self._head(),
            _Step.SAID: self._bare(),
            _Step.LOW: self._low(),
            _Step.HIGH: self._high(),
            _Step.VALUE: self._value(),
            _Step.LEAST: self._least(),
            _Step.MOST: self._most(),
        }

    # --- the text --------------------------------------------------------------------------

    def _whole(self) -> str:
        cell = self._cell
        spaced = f'SUBSTITUTE(SUBSTITUTE({cell},"\u00a0"," "),CHAR(10)," ")'
        return f'IF(ISTEXT({cell}),LOWER(TRIM({spaced})),"")'

    def _head(self) -> str:
        whole, ends = self._at[_Step.WHOLE], ("(", *_PARTED)
        return f'TRIM(LEFT({whole},MIN(FIND({array(ends)},{whole}&"{"".join(ends)}"))-1))'

    def _bare(self) -> str:
        """Without parts, which name their counts, and without remarks, which have no digits."""
        whole, head = self._at[_Step.WHOLE], self._at[_Step.HEAD]
        rest = f"MID({whole},LEN({head})+1,999)"
        named = f'ISNUMBER(FIND(":",{rest}))'
        worded = f"SUMPRODUCT(--ISNUMBER(FIND({array(_PARTED)},{rest})))>0"
        closed = f'OR(ISERROR(FIND("(",{whole})),RIGHT({whole})=")")'
        parts = f"AND({has_digits(rest)},OR({named},{worded}))"
        remark = f'AND(NOT({has_digits(rest)}),ISNUMBER(FIND("(",{whole})),NOT({worded}))'
        apart = f"AND(LEN({head})>0,LEN({head})<LEN({whole}),{closed},OR({parts},{remark}))"
        stop = f"SUMPRODUCT(--(RIGHT({head})={array((',', ';', ':'))}))>0"
        return f"IF({apart},IF({stop},TRIM(LEFT({head},LEN({head})-1)),{head}),{whole})"

    def _low(self) -> str:
        said, (opening, to, _) = self._said, self._around("form.between", "low", "high")
        _, more, _ = self._around("form.from", "low")
        start = len(opening) + 1
        both = f'MID({said},{start},FIND("{to}",{said})-{start})'
        sign = f'IF(AND(RIGHT({said})="%",LEN(SUBSTITUTE({said},"%",""))=LEN({said})-1),"%","")'
        end = f'FIND("{more}",{said}&"{more}")' if more else f"(LEN({said})+1)"
        alone = f"MID({said},{start},{end}-{start})"
        ranged = f'IF(ISNUMBER(FIND("{to}",{said})),{both}&{sign},{alone})'
        return self._where([(opening, ranged), self._behind(self._say("form.over"))])

    def _high(self) -> str:
        said, (opening, to, _) = self._said, self._around("form.between", "low", "high")
        up_to, _, _ = self._around("form.up_to", "high")
        high = f'MID({said},FIND("{to}",{said})+{len(to)},{_LONGEST})'
        under = self._behind(self._say("form.under"))
        return self._where([(opening, high), self._behind(up_to), under])

    def _around(self, key: str, *names: str) -> list[str]:
        """What stands before, between and behind the figures of a sentence."""
        said = self._say(key, **dict.fromkeys(names, "\0")).split("\0")
        return [*said, "", ""][:3]

    def _behind(self, opening: str) -> tuple[str, str]:
        return opening, f"MID({self._said},{len(opening) + 1},{_LONGEST})"

    def _where(self, cases: list[tuple[str, str]]) -> str:
        """The text behind the words that it begins with; nothing where it has none of them."""
        found = '""'
        for opening, text in reversed(cases):
            found = f"IF({self._begins(opening)},{text},{found})"
        return f'TRIM(IFERROR({found},""))'

    def _begins(self, opening: str) -> str:
        return f'LEFT({self._said},{len(opening)})="{opening}"'

    # --- the figures -----------------------------------------------------------------------

    def _value(self) -> str:
        """A truth is no figure; what is no text and no number is an error, and stays one."""
        cell, said = self._cell, self._said
        is_open = f"AND({has_digits(said)},NOT({_is_torn(said)}))"
        text = number(said, self._kind, f'IF({is_open},"",{said})')
        read = f'IF({_says_nothing(said)},"",{text})'
        other = f'IF(ISTEXT({cell}),{read},IF(ISBLANK({cell}),"",{cell}))'
        return f'IF(ISLOGICAL({cell}),"x",IF(ISNUMBER({cell}),{cell},{other}))'

    def _least(self) -> str:
        low, floor = self._at[_Step.LOW], self._floor
        silent = f"AND(LEN({self._at[_Step.VALUE]})=0,LEN({self._at[_Step.MOST]})=0)"
        is_open = f"AND({silent},NOT({_says_nothing(self._said)}))"
        nothing = f'IF({is_open},{floor},"")'
        return f"IF(LEN({low})=0,{nothing},{self._end(low, 'form.over', 1, floor)})"

    def _most(self) -> str:
        high = self._at[_Step.HIGH]
        end = self._end(high, "form.under", -1, '""')
        return f'IF(LEN({high})=0,"",{end})'

    def _end(self, cell: str, beyond: str, by: int, otherwise: str) -> str:
        """Above or below a figure: of counts the next one."""
        kind = self._kind
        end = number(cell, kind, otherwise)
        if kind is not Kind.COUNT:
            return end
        next_ = number(cell, kind, otherwise, by)
        return f"IF({self._begins(self._say(beyond))},{next_},{end})"
