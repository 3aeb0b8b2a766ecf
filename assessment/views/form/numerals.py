"""Formulas that read a text as a number, where `cdht score` reads the same one.

Texts of figures and marks alone that it refuses are given as they stand, for the formulas of
the rules to find that they are no numbers; any other text is for the caller to judge.
"""

from __future__ import annotations

from typing import NamedTuple

from assessment.model.form import Kind

_MOST_DIGITS, _MOST_OF_COUNT = 28, 13
_BEFORE, _BEHIND = 15, 12
"""Digits before and behind a decimal mark."""


class _Numeral(NamedTuple):
    """Whether a text is a number, and which."""

    sound: str
    value: str


def number(cell: str, kind: Kind, otherwise: str, by: int = 0) -> str:
    """The number in a cell of text without capitals and needless spaces.

    Args:
        otherwise: where the text is neither a number nor one miswritten.
        by: added to it.

    """
    found = _count(cell) if kind is Kind.COUNT else _decimal(cell, kind)
    value = f"{found.value}{by:+d}" if by else found.value
    marks = (".", ",") if kind is Kind.POINTS else (".", ",", "%")
    return f"IF({found.sound},{value},IF({_digits(_without(cell, *marks))},{cell},{otherwise}))"


def has_digits(text: str) -> str:
    return f"SUMPRODUCT(--ISNUMBER(FIND({{0,1,2,3,4,5,6,7,8,9}},{text})))>0"


def _count(cell: str) -> _Numeral:
    """Dots or spaces part thousands, and nothing else."""
    bare = _without(cell, ".", " ")
    marks = f"(LEN({cell})-LEN({bare}))"
    padded = f'RIGHT("{"0" * 20}"&SUBSTITUTE({cell}," ","."),20)'
    grouped = (
        f'LEFT({cell})<>"0"',
        f"OR({marks}=LEN({cell})-LEN({_without(cell, '.')}),{marks}=LEN({cell})-LEN({_without(cell, ' ')}))",
        f"LEN({cell})-4*{marks}>=1",
        f"LEN({cell})-4*{marks}<=3",
        f'SUMPRODUCT(--(MID({padded},{{5,9,13,17}},1)="."))={marks}',
    )
    plain = f"AND({marks}=0,LEN({cell})<={_MOST_OF_COUNT})"
    return _Numeral(
        f"AND({_digits(bare)},OR({plain},AND({','.join(grouped)})))",
        f"VALUE({bare})",
    )


def _decimal(cell: str, kind: Kind) -> _Numeral:
    """A comma or a dot before the decimals; a share with its sign behind it."""
    text, sign, signed = cell, "", "TRUE"
    if kind is Kind.PERCENTAGE:
        text = f"TRIM({_without(cell, '%')})"
        signed = f'AND(RIGHT({cell})="%",LEN({_without(cell, "%")})=LEN({cell})-1)'
    elif kind is Kind.NUMBER:
        text = f'IF(LEFT({cell})="-",MID({cell},2,99),{cell})'
        sign = f'IF(LEFT({cell})="-",-1,1)*'
    bare = _without(text, ".", ",")
    mark = f'FIND(",",SUBSTITUTE({text},".",",")&",")'
    behind = f"(LEN({text})-{mark})"
    decimals = f"AND(LEN({text})=LEN({bare})+1,{behind}>=1,{behind}<={_BEHIND})"
    conditions = (
        signed,
        _digits(bare),
        f"{mark}>=2",
        f"{mark}<={_BEFORE + 1}",
        f"OR(LEN({text})=LEN({bare}),{decimals})",
    )
    places = f"(LEN({bare})-{mark}+{3 if kind is Kind.PERCENTAGE else 1})"
    return _Numeral(f"AND({','.join(conditions)})", f"{sign}VALUE({bare})/10^{places}")


def _digits(text: str) -> str:
    """Whether a text is of digits alone, and of not too many."""
    places = ",".join(map(str, range(1, _MOST_DIGITS + 1)))
    each = f'MID({text}&"{"0" * _MOST_DIGITS}",{{{places}}},1)'
    found = f'SUMPRODUCT(--ISNUMBER(FIND({each},"0123456789")))={_MOST_DIGITS}'
    return f"AND(LEN({text})>0,LEN({text})<={_MOST_DIGITS},{found})"


def _without(text: str, *signs: str) -> str:
    for sign in signs:
        text = f'SUBSTITUTE({text},"{sign}","")'
    return text
