"""The document a ruleset comes from, and its procedure: who does what by when, as data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from assessment.model.basis import Basis
from assessment.model.days import MonthDay, months_after
from assessment.model.sourced import Day, Frozen, Id, Sourced, Text, Title


class InForce(Frozen):
    from_: Day = Field(alias="from")
    to: Day | None = None
    from_basis: Basis | None = None
    to_basis: Basis | None = None


class Document(Sourced):
    """`afterwards`: what holds after the last day in force where no ruleset follows."""

    number: Text
    title: Text
    issued: Day
    issued_basis: Basis | None = None
    in_force: InForce
    repeals: Text | None = None
    repealed_by: Text | None = None
    nature: Text | None = None
    afterwards: Title | None = None


Months = Annotated[int, Field(ge=1, le=1200)]


class Duration(Sourced):
    """How long a recognition lasts, counted from `starts`: absent, no day can be told."""

    months: Months
    counted: Text
    starts: Literal["decision", "next_year"] | None = None
    starts_basis: Basis | None = None

    def span(self, decided: date) -> tuple[date, date] | None:
        """The first and the last day counted for a decision of this day."""
        if self.starts is None:
            return None
        next_year = months_after(decided.replace(month=1, day=1), 12)
        first = next_year if self.starts == "next_year" else decided
        return first, months_after(first, self.months) - timedelta(days=1)


class Upgrade(Sourced):
    """From one level to a higher one, `after_months` from the day of the decision."""

    from_: Id = Field(alias="from")
    to: Id
    after_months: Months
    counted: Text

    def earliest(self, decided: date) -> date:
        """The first day on which an upgrade may be asked for."""
        return months_after(decided, self.after_months)


class Step(Frozen):
    who: Text
    does: Text
    within_working_days: int | None = None
    counted_from: Text | None = None


class Deadline(Sourced):
    """`before`: the day itself is too late; `year`: of the year assessed, or the next."""

    what: Text
    who: Text | None = None
    before: MonthDay
    year: Literal["same", "next"] = "next"


class DecidedBy(Sourced):
    who: Text
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    until_basis: Basis | None = None
    note: Text | None = None


class Council(Sourced):
    members_at_least: int
    odd: bool
    note: Text | None = None


class Papers(Sourced):
    by: Text
    papers: tuple[Text, ...]


class DataPeriod(Title):
    """Which days the data are of: from a day to a day, both included, or as of one day."""

    from_: MonthDay | None = Field(default=None, alias="from")
    to: MonthDay | None = None
    as_of: MonthDay | None = None


class Procedure(Sourced):
    """Who does what by when, as data; nothing here touches a score."""

    assessed_in: Text | None = None
    data_period: DataPeriod | None = None
    steps: tuple[Step, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    decided_by: tuple[DecidedBy, ...] = ()
    council: Council | None = None
    dossier: tuple[Papers, ...] = ()
    notes: tuple[Title, ...] = ()
