"""What is a figure in an open cell, worked out in cells out of sight for the formulas.

A number, a number as text, "55 (luật: 12; nghề: 43)"; ranges as the form itself words them:
"từ 60% đến 70%", "từ 70 trở lên", "trên 70", "không quá 5", "dưới 5". Text with digits that
is none of these stays open, so that the total is a range which holds.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final, NamedTuple

from assessment.model.dossier import Claim
from assessment.model.form import Column, Kind
from assessment.model.quantity import exact
from assessment.views.form.plan import Line
from assessment.views.form.sheets import AT, COLUMNS
from assessment.views.reckoning.formula import Formula
from assessment.views.reckoning.sheet import address
from assessment.wording import Words

NUMBERS: Final = frozenset({Kind.COUNT, Kind.NUMBER, Kind.POINTS, Kind.PERCENTAGE})
_SIDES: Final = {Column.VALUE: len(COLUMNS), Column.INSPECTED: len(COLUMNS) + 3}
HIDDEN: Final = (len(COLUMNS), len(COLUMNS) + 5)
"""The first and the last of the columns out of sight."""
_DIGITS = "{0,1,2,3,4,5,6,7,8,9}"
_LONGEST = 40


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
    first = _SIDES[column]
    texts = (claim.value, claim.at_least, claim.at_most) if claim else (None, None, None)
    return Figures(
        *(
            Formula(address(spot.sheet, spot.row, first + n), _figure(spot.line.kind, text))
            for n, text in enumerate(texts)
        )
    )


def write_figures(
    sheet: Any, spot: Spot, column: Column, claim: Claim | None, words: Words
) -> None:
    """The formulas of one side of a row."""
    cell = address(spot.sheet, spot.row, AT[column]).partition("!")[2]
    formulas = _Reader(cell, spot.line.kind, words).formulas()
    known = figures(spot, column, claim)
    for number, (formula, now) in enumerate(zip(formulas, known, strict=True)):
        kept = float(now.value) if isinstance(now.value, Fraction) else ""
        sheet.write_formula(spot.row, _SIDES[column] + number, f"={formula}", None, kept)


def _figure(kind: Kind, text: str | None) -> Fraction | None:
    if text is None:
        return None
    said = text.strip()
    if kind is Kind.COUNT:
        said = said.replace(".", "")
    share = said.endswith("%")
    return Fraction(exact(said.removesuffix("%"))) / (100 if share else 1)


class _Reader:
    """Formulas that read one cell."""

    def __init__(self, cell: str, kind: Kind, words: Words) -> None:
        self._cell, self._kind, self._say = cell, kind, words.say
        trimmed = f"LOWER(TRIM({cell}))"
        self._said = f'IFERROR(LEFT({trimmed},FIND(" (",{trimmed})-1),{trimmed})'

    def formulas(self) -> tuple[str, str, str]:
        cell = self._cell
        digits = f"SUMPRODUCT(--ISNUMBER(FIND({_DIGITS},{cell})))>0"
        text = f'IFERROR({self._number(self._said)},IF({digits},"",{cell}))'
        value = f'IF(ISNUMBER({cell}),{cell},IF(LEN(TRIM({cell}))=0,"",{text}))'
        return value, self._least(), self._most()

    def _least(self) -> str:
        opening, to, _ = self._around("form.between", "low", "high")
        _, more, _ = self._around("form.from", "low")
        said, start = self._said, len(opening) + 1
        end = f'IFERROR(FIND("{to}",{said}),IFERROR(FIND("{more}",{said}),LEN({said})+1))'
        end = end if more else f'IFERROR(FIND("{to}",{said}),LEN({said})+1)'
        low = self._number(f"MID({said},{start},{end}-{start})")
        return self._where([(opening, low), self._beyond("form.over", 1)])

    def _most(self) -> str:
        opening, to, _ = self._around("form.between", "low", "high")
        up_to, _, _ = self._around("form.up_to", "high")
        said = self._said
        high = self._number(f'MID({said},FIND("{to}",{said})+{len(to)},{_LONGEST})')
        cases = [(opening, high), self._behind(up_to), self._beyond("form.under", -1)]
        return self._where(cases)

    def _around(self, key: str, *names: str) -> list[str]:
        """What stands before, between and behind the figures of a sentence."""
        said = self._say(key, **dict.fromkeys(names, "\0")).split("\0")
        return [*said, "", ""][:3]

    def _beyond(self, key: str, by: int) -> tuple[str, str]:
        """Above or below a figure: of counts the next one."""
        opening, figure = self._behind(self._say(key))
        return opening, f"{figure}{by:+d}" if self._kind is Kind.COUNT else figure

    def _behind(self, opening: str) -> tuple[str, str]:
        return opening, self._number(f"MID({self._said},{len(opening) + 1},{_LONGEST})")

    def _where(self, cases: list[tuple[str, str]]) -> str:
        """The figure behind the words that the text begins with; nothing where it cannot be read."""
        found = '""'
        for opening, figure in reversed(cases):
            begins = f'LEFT({self._said},{len(opening)})="{opening}"'
            found = f"IF({begins},{figure},{found})"
        return f'IF(ISTEXT({self._cell}),IFERROR({found},""),"")'

    def _number(self, text: str) -> str:
        """A number however it is written: of a count dots part thousands, else they are commas."""
        if self._kind is Kind.COUNT:
            return f'_xlfn.NUMBERVALUE({text},",",".")'
        return f'_xlfn.NUMBERVALUE(SUBSTITUTE({text},".",","),",","~")'
