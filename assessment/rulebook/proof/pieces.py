"""Exact pieces of a line of values, and the simplest number in each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple


class Piece(NamedTuple):
    """The numbers from `low` to `high`; `high` None is without end. Never empty.

    A single number is a piece that has both its ends.
    """

    low: Fraction
    high: Fraction | None
    low_in: bool
    high_in: bool

    @property
    def single(self) -> bool:
        return self.low == self.high

    def simplest(self) -> Fraction:
        """The number with the smallest denominator, then the smallest numerator.

        >>> Piece(Fraction(2, 5), Fraction(1, 2), True, False).simplest()
        Fraction(2, 5)
        """
        return _simplest(self)

    def whole(self) -> Fraction | None:
        """The smallest whole number in the piece, if there is one."""
        least = math.ceil(self.low)
        if least == self.low and not self.low_in:
            least += 1
        return Fraction(least) if self.holds(Fraction(least)) else None

    def wholes(self) -> tuple[int, int] | None:
        """The smallest and the largest whole number in the piece, which has an end."""
        assert self.high is not None
        least, most = self.whole(), math.floor(self.high)
        if most == self.high and not self.high_in:
            most -= 1
        return None if least is None else (int(least), most)

    def decimal(self) -> Decimal:
        """A number with as few decimals as the piece allows."""
        for digits in range(40):
            scale = 10**digits
            high = None if self.high is None else self.high * scale
            found = Piece(self.low * scale, high, self.low_in, self.high_in).whole()
            if found is not None:
                return Decimal(int(found)).scaleb(-digits)
        raise AssertionError(self)

    def holds(self, number: Fraction) -> bool:
        if number < self.low or (number == self.low and not self.low_in):
            return False
        if self.high is None:
            return True
        return number < self.high or (number == self.high and self.high_in)


def cut(low: Fraction, high: Fraction | None, limits: Iterable[Fraction]) -> Iterator[Piece]:
    """The line from `low` to `high`, cut at each limit: the limits, and what lies between.

    >>> [piece.simplest() for piece in cut(Fraction(0), Fraction(1), [Fraction(1, 2)])]
    [Fraction(0, 1), Fraction(1, 2), Fraction(1, 1)]
    """
    inside = sorted({limit for limit in limits if low <= limit and (high is None or limit <= high)})
    start, start_in = low, True
    for limit in inside:
        if start < limit:
            yield Piece(start, limit, start_in, False)
        yield Piece(limit, limit, True, True)
        start, start_in = limit, False
    if high is None or start < high:
        yield Piece(start, high, start_in, high is not None)
    elif start_in:
        yield Piece(start, start, True, True)


def common(one: Piece, other: Piece) -> Piece | None:
    """The numbers in both pieces.

    >>> common(Piece(Fraction(0), None, True, False), Piece(Fraction(1), Fraction(1), True, True))
    Piece(low=Fraction(1, 1), high=Fraction(1, 1), low_in=True, high_in=True)
    """
    low, open_below = max((one.low, not one.low_in), (other.low, not other.low_in))
    ends = [(piece.high, piece.high_in) for piece in (one, other) if piece.high is not None]
    high, high_in = min(ends, default=(None, False))
    if high is not None and (low > high or (low == high and (open_below or not high_in))):
        return None
    return Piece(low, high, not open_below, high_in)


@lru_cache(maxsize=20_000)
def _simplest(piece: Piece) -> Fraction:
    whole = piece.whole()
    if whole is not None:
        return whole
    floor = math.floor(piece.low)
    assert piece.high is not None
    rest_high = None if piece.low == floor else 1 / (piece.low - floor)
    rest = Piece(1 / (piece.high - floor), rest_high, piece.high_in, piece.low_in)
    return floor + 1 / _simplest(rest)
