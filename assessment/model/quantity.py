"""Points, ratios and intervals: exact numbers from text.

Points are `Decimal` (at most 100 in the shipped rulesets, in steps such as 0.5).
Shares are compared as fractions, cross-multiplied, never through a rounded percentage.
The one rounding mode, used only for printing, is half up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

ZERO = Decimal(0)
MOST_COUNT = 10**12
"""The most that a count can be; what is a number lies between it and its negative."""
_MOST_DECIMALS = 25
"""Fewer decimals than these tell any share of counts up to `MOST_COUNT` from any limit in text."""
_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,12})?")


def exact(text: object) -> Decimal:
    """The decimal number that a text states, with a dot or a comma before its decimals.

    Args:
        text: at most 15 digits before and 12 after the decimal mark.

    Raises:
        ValueError: anything else: exponents, NaN, infinity, floats, digit groups.

    >>> exact("93,5")
    Decimal('93.5')

    """
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text.strip()):
        raise ValueError(text)
    return Decimal(text.strip().replace(",", "."))


def plain(number: Decimal) -> str:
    """The number as the contract prints it: no exponent, no trailing zeros.

    >>> plain(Decimal("93.50")), plain(Decimal("8.0"))
    ('93.5', '8')
    """
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return "0" if text == "-0" else text


class Ratio(NamedTuple):
    """part / whole with whole >= 0, kept as counted; whole 0 stands for infinity.

    Order is by cross-multiplication, so 2910/4843 and a limit of 60.087 % compare exactly.
    """

    part: int
    whole: int = 1

    def reaches(self, limit: Ratio) -> bool:
        """Self >= limit"""
        return self.part * limit.whole >= limit.part * self.whole

    def exceeds(self, limit: Ratio) -> bool:
        """Self > limit"""
        return self.part * limit.whole > limit.part * self.whole

    @classmethod
    def of(cls, number: Decimal | int) -> Ratio:
        """The same number as a fraction of whole numbers."""
        if isinstance(number, int):
            return cls(number)
        return cls(*number.as_integer_ratio())


def rounded_percent(ratio: Ratio, limits: tuple[Ratio, ...] = ()) -> Decimal:
    """A share in percent to two decimals, or as many more as keep its comparisons true.

    Args:
        ratio: a share with a whole above 0.
        limits: what it is compared with; the rounded share stands on the same side of
            each as the exact one.

    >>> rounded_percent(Ratio(2910, 4843))
    Decimal('60.09')
    >>> rounded_percent(Ratio(69996, 100000), (Ratio(70, 100),))
    Decimal('69.996')

    """
    for digits in range(2, _MOST_DECIMALS):
        scale = 10 ** (digits + 2)
        units, rest = divmod(ratio.part * scale, ratio.whole)
        units += 2 * rest >= ratio.whole
        shown = Ratio(units, scale)
        if all(_side(shown, limit) == _side(ratio, limit) for limit in limits):
            break
    return Decimal(units).scaleb(-digits)


def _side(ratio: Ratio, limit: Ratio) -> int:
    return ratio.exceeds(limit) - limit.exceeds(ratio)


class Figure(NamedTuple):
    """A threshold of the law: the number, whether it is a percentage, and its text."""

    limit: Ratio
    percent: bool
    text: str


def parse_figure(text: object) -> Figure:
    """Read "40%", "0,5%" or "1.5".

    Raises:
        ValueError: the text is no number.

    """
    if isinstance(text, Figure):
        return text
    if not isinstance(text, str):
        raise ValueError(text)
    stripped = text.strip()
    percent = stripped.endswith("%")
    number = exact(stripped.removesuffix("%"))
    part, whole = number.as_integer_ratio()
    return Figure(Ratio(part, whole * 100 if percent else whole), percent, stripped)


@dataclass(frozen=True, slots=True)
class Interval:
    """Points between `low` and `high`, both included; exact when they meet."""

    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def text(self) -> str:
        """One number, or the two ends: "2.5", "0-5"."""
        return plain(self.low) if self.exact else f"{plain(self.low)}-{plain(self.high)}"

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    @classmethod
    def sum(cls, parts: Any) -> Interval:
        low = high = ZERO
        for part in parts:
            low += part.low
            high += part.high
        return cls(low, high)


NOTHING = Interval(ZERO, ZERO)


def _points(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else exact(value)


def _written(pattern: str) -> WithJsonSchema:
    """A number, or text that reads as one: what JSON and YAML make of it."""
    return WithJsonSchema({"type": ["string", "number"], "pattern": rf"^\s*{pattern}\s*$"})


Points = Annotated[
    Decimal, BeforeValidator(_points), PlainSerializer(plain), _written(_DECIMAL.pattern)
]
"""Points in a ruleset: text in the file, Decimal in the program."""

Limit = Annotated[
    Figure,
    BeforeValidator(parse_figure),
    PlainSerializer(lambda f: f.text),
    _written(rf"{_DECIMAL.pattern}\s*%?"),
]
"""A threshold in a ruleset: text in the file, Figure in the program."""
