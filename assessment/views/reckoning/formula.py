"""Spreadsheet formulas, each with the value that a spreadsheet will make of it.

Only what Excel 2010 and LibreOffice both know. Values are exact here: whole numbers and
fractions; a spreadsheet has doubles, which hold the same as long as no number in a
comparison exceeds `EXACT` (`readings` sees to that).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any
from unicodedata import normalize

EXACT = 10**14
"""Up to here whole numbers compare exactly: Excel compares 15 digits, LibreOffice 48 bits."""
_PIECE = 255


class Wrong:
    """What a spreadsheet shows as #VALUE!."""


WRONG = Wrong()
Value = None | bool | int | Fraction | str | Wrong


@dataclass(frozen=True, slots=True)
class Formula:
    """`text` without its sign of equality. `fixed`: it stands in no cell that may change."""

    text: str
    value: Value
    fixed: bool = False

    @property
    def holds(self) -> bool:
        return self.value is True


TRUE = Formula("TRUE", True, fixed=True)
FALSE = Formula("FALSE", False, fixed=True)


def number(value: Decimal | int | Fraction) -> Formula:
    """A number as it stands in a formula; its decimals must come to an end."""
    exact = Fraction(value)
    whole, places = exact, 0
    while whole.denominator != 1:
        whole, places = whole * 10, places + 1
        assert places <= 12, value  # noqa: PLR2004 - as many decimals as a figure may have
    text = f"{Decimal(whole.numerator).scaleb(-places):f}"
    return Formula(text, exact if places else exact.numerator, fixed=True)


ZERO, ONE = number(0), number(1)


def text(words: str) -> Formula:
    """Words of the program, in pieces of as many letters as a formula takes at once."""
    pieces = [words[at : at + _PIECE] for at in range(0, len(words), _PIECE)] or [""]
    quoted = (piece.replace('"', '""') for piece in pieces)
    return Formula("&".join(f'"{piece}"' for piece in quoted), words, fixed=True)


# --- truths ------------------------------------------------------------------------------


def both(*flags: Formula) -> Formula:
    """All of them."""
    return _joined("AND", flags, neutral=TRUE, final=FALSE)


def either(*flags: Formula) -> Formula:
    """At least one of them."""
    return _joined("OR", flags, neutral=FALSE, final=TRUE)


def _joined(name: str, flags: Iterable[Formula], *, neutral: Formula, final: Formula) -> Formula:
    left = list(dict.fromkeys(flag for flag in flags if flag != neutral))
    if final in left:
        return final
    if len(left) < 2:  # noqa: PLR2004 - one needs no joining
        return left[0] if left else neutral
    values = [flag.value for flag in left]
    value: Value = WRONG
    if WRONG not in values:
        value = all(values) if neutral is TRUE else any(values)
    return Formula(f"{name}({','.join(flag.text for flag in left)})", value)


def no(flag: Formula) -> Formula:
    if flag.fixed:
        return FALSE if flag.holds else TRUE
    value = WRONG if flag.value is WRONG else not flag.value
    return Formula(f"NOT({flag.text})", value)


def choose(flag: Formula, then: Formula, otherwise: Formula) -> Formula:
    """`then` where the flag holds, `otherwise` elsewhere."""
    if flag.fixed or then == otherwise:
        return then if flag.value else otherwise
    if (then, otherwise) == (TRUE, FALSE):
        return flag
    value = WRONG if flag.value is WRONG else then.value if flag.value else otherwise.value
    return Formula(f"IF({flag.text},{then.text},{otherwise.text})", value)


def choose_flag(flag: Formula, then: Formula, otherwise: Formula) -> Formula:
    """As `choose`, of truths."""
    return either(both(flag, then), both(no(flag), otherwise)) if then != otherwise else then


def as_number(flag: Formula) -> Formula:
    """1 where the flag holds, else 0: what a cell keeps of it."""
    return choose(flag, ONE, ZERO)


# --- comparisons and sums ----------------------------------------------------------------


def _number(value: Value) -> int | Fraction | None:
    """What a spreadsheet counts with; an empty cell is 0."""
    if value is None:
        return 0
    return value if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


def _compared(one: Formula, sign: str, other: Formula, holds: Callable[..., bool]) -> Formula:
    left, right = _number(one.value), _number(other.value)
    value = WRONG if left is None or right is None else holds(left, right)
    if one.fixed and other.fixed:
        return TRUE if value else FALSE
    return Formula(f"{one.text}{sign}{other.text}", value)


def at_least(one: Formula, other: Formula) -> Formula:
    return _compared(one, ">=", other, lambda a, b: a >= b)


def at_most(one: Formula, other: Formula) -> Formula:
    return _compared(one, "<=", other, lambda a, b: a <= b)


def above(one: Formula, other: Formula) -> Formula:
    return _compared(one, ">", other, lambda a, b: a > b)


def equal(one: Formula, other: Formula) -> Formula:
    return _compared(one, "=", other, lambda a, b: a == b)


def differs(one: Formula, other: Formula) -> Formula:
    return _compared(one, "<>", other, lambda a, b: a != b)


def says_one_of(cell: Formula, words: Iterable[str]) -> Formula:
    """Whether a cell says one of these; capitals and spaces around do not matter.

    A truth of the spreadsheet says "true" or "false". Some keyboards type an accent apart
    from its letter, which a spreadsheet tells from the two in one.
    """
    known = _typed(tuple(words))
    said = _said(cell.value)
    value = WRONG if said is None else said.casefold() in known
    typed = f'IF(ISLOGICAL({cell.text}),IF({cell.text},"true","false"),TRIM({cell.text}))'
    return Formula(f"SUMPRODUCT(--({typed}={array(known)}))>0", value)


@lru_cache
def _typed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word once, and as it is with its accents apart."""
    return tuple(dict.fromkeys(each for word in words for each in (word, normalize("NFD", word))))


@lru_cache
def array(words: tuple[str, ...]) -> str:
    """Words as a row of constants."""
    return f"{{{','.join(text(word).text for word in words)}}}"


def is_empty(cell: Formula) -> Formula:
    said = _said(cell.value)
    return Formula(f"LEN(TRIM({cell.text}))=0", WRONG if said is None else not said)


def is_number(cell: Formula) -> Formula:
    return Formula(
        f"ISNUMBER({cell.text})", cell.value is not None and _number(cell.value) is not None
    )


def _said(value: Value) -> str | None:
    if value is None:
        return ""
    return None if isinstance(value, Wrong) else " ".join(str(value).split())


def _worked(text_: str, *parts: Formula, by: Callable[..., Any]) -> Formula:
    numbers = [_number(part.value) for part in parts]
    value = WRONG if None in numbers else by(*numbers)
    return Formula(text_, value, fixed=all(part.fixed for part in parts))


def times(one: Formula, factor: int) -> Formula:
    """So many times a cell."""
    return one if factor == 1 else _worked(f"{one.text}*{factor}", one, by=lambda a: a * factor)


def product(one: Formula, other: Formula) -> Formula:
    return _worked(f"{one.text}*{other.text}", one, other, by=lambda a, b: a * b)


def smaller(*parts: Formula) -> Formula:
    return _extreme("MIN", min, parts)


def larger(*parts: Formula) -> Formula:
    return _extreme("MAX", max, parts)


def _extreme(name: str, by: Callable[..., Any], parts: Iterable[Formula]) -> Formula:
    left = list(dict.fromkeys(parts))
    if len(left) == 1:
        return left[0]
    inside = ",".join(part.text for part in left)
    found = _worked(f"{name}({inside})", *left, by=by)
    return number(_known(found)) if found.fixed else found


def _known(found: Formula) -> int | Fraction:
    value = _number(found.value)
    assert value is not None
    return value


def total(parts: Iterable[Formula], places: int | None = None) -> Formula:
    """Their sum. `places`: rounded to so many decimals, which binary numbers may just miss."""
    left = [part for part in parts if part != ZERO]
    if not left:
        return ZERO
    added = _worked("+".join(part.text for part in left), *left, by=lambda *all_: sum(all_))
    return added if places is None or len(left) == 1 else rounded(added, places)


def rounded(one: Formula, places: int) -> Formula:
    """Half up, as spreadsheets do."""

    def half_up(value: int | Fraction) -> int | Fraction:
        scaled = abs(Fraction(value)) * 10**places
        near = Fraction(int(scaled + Fraction(1, 2)), 10**places)
        return near if value >= 0 else -near

    return _worked(f"ROUND({one.text},{places})", one, by=half_up)


def position(cell: Formula, area: str, labels: Iterable[str]) -> Formula:
    """Where a text stands in a column of texts, from 1; 0 where it does not. No wildcards."""
    said = _said(cell.value)
    found: Value = WRONG
    if said is not None:
        places = enumerate((label.casefold() for label in labels), start=1)
        found = sum(place for place, label in places if label == said.casefold())
    first = area.partition(":")[0]
    return Formula(f"SUMPRODUCT(({area}=TRIM({cell.text}))*(ROW({area})-ROW({first})+1))", found)


def unless_wrong(one: Formula, otherwise: Formula) -> Formula:
    """The other where a cell is wrong: an error, text in the place of a number."""
    value = otherwise.value if one.value is WRONG else one.value
    return Formula(f"IFERROR({one.text},{otherwise.text})", value)


def one_of(cases: Iterable[tuple[Formula, Formula]], otherwise: Formula) -> Formula:
    """The first whose flag holds."""
    return reduce(
        lambda rest, case: choose(case[0], case[1], rest), reversed(list(cases)), otherwise
    )


def span(low: Formula, high: Formula, joint: str = "–") -> Formula:
    """One number, or the two ends as text: "0–4"."""
    value: Value = low.value if low.value == high.value else WRONG
    if isinstance(value, Wrong):
        value = f"{shown(low.value)}{joint}{shown(high.value)}"
    both_ends = f'{low.text}&"{joint}"&{high.text}'
    return Formula(f"IF({low.text}={high.text},{low.text},{both_ends})", value)


def joined(*parts: Formula) -> Formula:
    """Texts and numbers as one text."""
    value = "".join(shown(part.value) for part in parts)
    return Formula("&".join(part.text for part in parts), value)


def shown(value: Value) -> str:
    """A value as a Vietnamese spreadsheet joins it to a text."""
    if isinstance(value, Fraction):
        return number(value).text.replace(".", ",")
    return "" if value is None else str(value)
