"""A centre's register of classes: what it says row by row, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from assessment.errors import Notice, Place
from assessment.model.sourced import Id, Key, Sourced


class Counted(StrEnum):
    """What a register counts. Someone in two classes is one person and two attendances."""

    CLASSES = "classes"
    ATTENDANCES = "attendances"
    PEOPLE = "people"
    WOMEN = "women"
    """Attendances of women."""


class Amount(NamedTuple):
    """A count as far as it is known: at least `low`, at most `high` (None: nobody knows)."""

    low: int = 0
    high: int | None = None

    @classmethod
    def of(cls, count: int) -> Amount:
        return cls(count, count)

    @classmethod
    def sum(cls, amounts: Iterable[Amount]) -> Amount:
        """All together; open above as soon as one of them is."""
        found = tuple(amounts)
        highs = [amount.high for amount in found if amount.high is not None]
        return cls(
            sum(amount.low for amount in found), sum(highs) if len(highs) == len(found) else None
        )

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def may_be(self, other: Amount) -> bool:
        """Whether both can be the same count."""
        below = self.high is not None and self.high < other.low
        above = other.high is not None and other.high < self.low
        return not (below or above)


UNKNOWN = Amount()


class Span(NamedTuple):
    """From a day to a day, both included."""

    first: date
    last: date

    def apart_from(self, other: Span) -> bool:
        """Whether they have no day in common."""
        return self.last < other.first or other.last < self.first


@dataclass(frozen=True, slots=True)
class ClassHeld:
    """A row of a register: a class, or as many as `classes` says.

    An amount that the row does not say, or not readably, is `UNKNOWN`, never 0. `people`,
    `women`: None where the register has no such column. `group`: as written, "" for none.
    """

    place: Place
    when: str = ""
    span: Span | None = None
    group: str = ""
    topic: str = ""
    venue: str = ""
    classes: Amount = field(default_factory=lambda: Amount.of(1))
    attendances: Amount = UNKNOWN
    people: Amount | None = None
    women: Amount | None = None

    def amount(self, counted: Counted) -> Amount | None:
        """What the row says of this; None: the register does not count it."""
        return {
            Counted.CLASSES: self.classes,
            Counted.ATTENDANCES: self.attendances,
            Counted.PEOPLE: self.people,
            Counted.WOMEN: self.women,
        }[counted]


@dataclass(frozen=True, slots=True)
class Stated:
    """One count as someone stated it, in words that may be rough: "gần 2.000"."""

    place: Place
    counted: Counted
    amount: Amount
    text: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row that states what others come to. `covers` are the rows that it is the sum of."""

    place: Place
    label: str
    covers: tuple[ClassHeld, ...]
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A file as read.

    `set_aside`: rows that are neither class nor total, with their text. `said_of_people`:
    the head of the column of attendances, where it speaks of people ("Số người học").
    """

    file: str
    classes: tuple[ClassHeld, ...] = ()
    totals: tuple[Total, ...] = ()
    set_aside: tuple[tuple[Place, str], ...] = ()
    said_of_people: str = ""
    warnings: tuple[Notice, ...] = ()


# --- what it comes to ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """A stated total beside what adds up. `label`: of its row, "" for one stated elsewhere."""

    label: str
    stated: Stated
    rows: int
    sum: Amount
    parts: tuple[Amount, ...]

    @property
    def agrees(self) -> bool | None:
        """None: one of the two is not known well enough to say."""
        if not self.sum.may_be(self.stated.amount):
            return False
        return True if self.sum.exact and self.stated.amount.exact else None


@dataclass(frozen=True, slots=True)
class Sums:
    """What some rows come to; None where the register does not count it."""

    rows: int
    amounts: Mapping[Counted, Amount | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """What registers come to.

    `whole`: of the rows counted; `groups`: the same by group ("": none is said), in the
    order of the registers; `outside`: rows that are not counted, being outside `period`.
    `slips` are the checks that do not agree, as notices.
    """

    registers: tuple[Register, ...]
    period: Span | None
    whole: Sums
    groups: Mapping[str, Sums]
    checks: tuple[Check, ...]
    outside: tuple[ClassHeld, ...]
    slips: tuple[Notice, ...]
    warnings: tuple[Notice, ...]

    def __getitem__(self, counted: Counted) -> Amount | None:
        return self.whole.amounts[counted]


# --- which evidence it is --------------------------------------------------------------


class Feed(Sourced):
    """What is counted in registers is this evidence of a ruleset."""

    ruleset: Id
    key: Key
    counted: Literal[Counted.CLASSES, Counted.ATTENDANCES, Counted.PEOPLE]


class Feeds(Sourced):
    """A file of a shelf that says what a register of classes is evidence of.

    Its basis and source are those of each feed that states none.
    """

    feeds: tuple[Feed, ...]
