"""Truths and points of every row of a table at once, as Narwhals expressions.

What is the same in all rows stays a plain `bool` or `int`, so that whatever a ruleset does
not ask for costs a table nothing. Points are whole numbers of the smallest part that a
ruleset gives (`Rows.scaled`). Nothing here is ever null: what is not known is a pair of
ends, as in `Interval` and `Truth` for a single dossier.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import narwhals as nw

Flag: TypeAlias = "bool | nw.Expr"
"""Whether something holds: the same in all rows, or row by row."""

Number: TypeAlias = "int | nw.Expr"
"""A count or scaled points: the same in all rows, or row by row."""


def narwhals() -> ModuleType:
    """The library of the expressions, loaded when a table is scored and not before."""
    import narwhals as nw  # noqa: PLC0415 - dossiers are scored without it

    return nw


# --- flags: what holds in which rows ---------------------------------------------------


def every(flags: Iterable[Flag]) -> Flag:
    """Where all of them hold."""
    flags = tuple(flags)
    if any(flag is False for flag in flags):
        return False
    varying = [flag for flag in flags if flag is not True]
    return functools.reduce(operator.and_, varying) if varying else True


def some(flags: Iterable[Flag]) -> Flag:
    """Where at least one of them holds."""
    flags = tuple(flags)
    if any(flag is True for flag in flags):
        return True
    varying = [flag for flag in flags if flag is not False]
    return functools.reduce(operator.or_, varying) if varying else False


def no(flag: Flag) -> Flag:
    """Where it does not hold."""
    return not flag if isinstance(flag, bool) else ~flag


def choose(flag: Flag, then: Number, otherwise: Number) -> Number:
    """`then` where the flag holds, `otherwise` elsewhere."""
    if isinstance(flag, bool):
        return then if flag else otherwise
    if isinstance(then, int) and isinstance(otherwise, int) and then == otherwise:
        return then
    chosen: nw.Expr = narwhals().when(flag).then(expression(then)).otherwise(expression(otherwise))
    return chosen


def either_flag(flag: Flag, then: Flag, otherwise: Flag) -> Flag:
    """`then` where the flag holds, `otherwise` elsewhere."""
    if then is otherwise:
        return then
    return some((every((flag, then)), every((no(flag), otherwise))))


def expression(value: Flag | Number) -> nw.Expr:
    """The same value in every row, where it is a plain one."""
    if not isinstance(value, bool | int):
        return value
    same: nw.Expr = narwhals().lit(value)
    return same


# --- what is not known -----------------------------------------------------------------


class Holds(NamedTuple):
    """Where something surely holds, and where it perhaps does."""

    surely: Flag
    perhaps: Flag

    @classmethod
    def of(cls, column: nw.Expr) -> Holds:
        """Of a column of truths, null where it is not known."""
        return cls(column.fill_null(value=False), column.fill_null(value=True))

    def __invert__(self) -> Holds:
        return Holds(no(self.perhaps), no(self.surely))

    @property
    def open(self) -> Flag:
        """Where it is not known."""
        return every((self.perhaps, no(self.surely)))

    def unless(self, flag: Flag) -> Holds:
        """Holding too where the flag does."""
        return Holds(some((flag, self.surely)), some((flag, self.perhaps)))

    def where(self, flag: Flag) -> Holds:
        """Holding only where the flag does as well."""
        return Holds(every((flag, self.surely)), every((flag, self.perhaps)))


ALWAYS = Holds(surely=True, perhaps=True)
NEVER = Holds(surely=False, perhaps=False)
UNKNOWN = Holds(surely=False, perhaps=True)


def both(truths: Iterable[Holds]) -> Holds:
    """All of them."""
    truths = tuple(truths)
    return Holds(every(t.surely for t in truths), every(t.perhaps for t in truths))


def either(truths: Iterable[Holds]) -> Holds:
    """Any of them."""
    truths = tuple(truths)
    return Holds(some(t.surely for t in truths), some(t.perhaps for t in truths))


def one_of(flag: Flag, then: Holds, otherwise: Holds) -> Holds:
    """`then` where the flag holds, `otherwise` elsewhere."""
    return Holds(
        either_flag(flag, then.surely, otherwise.surely),
        either_flag(flag, then.perhaps, otherwise.perhaps),
    )


class Span(NamedTuple):
    """Points between `low` and `high` in each row, both included, scaled."""

    low: Number
    high: Number

    def __add__(self, other: Span) -> Span:  # type: ignore[override]
        return Span(added(self.low, other.low), added(self.high, other.high))

    @property
    def open(self) -> Flag:
        """Where the points are not yet one number."""
        return False if self.low is self.high else self.low != self.high


NOTHING = Span(0, 0)


def added(one: Number, other: Number) -> Number:
    """Their sum; nothing is added for a plain 0."""
    if isinstance(one, int) and one == 0:
        return other
    return one if isinstance(other, int) and other == 0 else one + other


def times(one: Number, by: int) -> Number:
    """So many times as much."""
    return one if by == 1 else one * by


def smaller(one: Number, other: Number) -> Number:
    """The lesser of two in each row."""
    if isinstance(one, int) and isinstance(other, int):
        return min(one, other)
    least: nw.Expr = narwhals().min_horizontal(expression(one), expression(other))
    return least


def larger(one: Number, other: Number) -> Number:
    """The greater of two in each row."""
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    most: nw.Expr = narwhals().max_horizontal(expression(one), expression(other))
    return most


# --- what an item comes to -------------------------------------------------------------


class Met(NamedTuple):
    """A level of recognition: where it is asked at all, and where it is met."""

    asked: Flag
    holds: Holds


@dataclass(frozen=True, slots=True)
class Findings:
    """What one item comes to in every row.

    `points` is None in a ruleset of levels, where `levels` has each level that is asked of
    somebody. `applies`: where the item concerns the subject. `open`: where evidence is
    missing that could still change it. `unknown`: where a figure that nobody knows is
    needed. `missing`: for each key, where it is asked for.
    """

    points: Span | None
    applies: Flag = True
    open: Flag = False
    unknown: Flag = False
    levels: Mapping[str, Met] = field(default_factory=dict)
    missing: Mapping[str, Flag] = field(default_factory=dict)

    def where(self, flag: Flag) -> Findings:
        """The same where the flag holds; elsewhere the item is not applicable."""
        if flag is True:
            return self
        points = self.points
        return Findings(
            points and Span(choose(flag, points.low, 0), choose(flag, points.high, 0)),
            every((flag, self.applies)),
            every((flag, self.open)),
            every((flag, self.unknown)),
            {id_: Met(every((flag, met.asked)), met.holds) for id_, met in self.levels.items()},
            {key: every((flag, asked)) for key, asked in self.missing.items()},
        )
