"""The document a ruleset comes from, and its procedure: who does what by when, as data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assessment.model.basis import Basis
from assessment.model.sourced import Day, Frozen, Id, Sourced, Text, Title


class InForce(Frozen):
    from_: Day = Field(alias="from")
    to: Day | None = None
    from_basis: Basis | None = None
    to_basis: Basis | None = None


class Document(Sourced):
    number: Text
    title: Text
    issued: Day
    issued_basis: Basis | None = None
    in_force: InForce
    repeals: Text | None = None
    repealed_by: Text | None = None
    nature: Text | None = None


class Duration(Sourced):
    months: int
    counted: Text


class Upgrade(Sourced):
    from_: Id = Field(alias="from")
    to: Id
    after_months: int
    counted: Text


class Step(Frozen):
    who: Text
    does: Text
    within_working_days: int | None = None
    counted_from: Text | None = None


MonthDay = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$")]


class Deadline(Sourced):
    """`before`: month-day; `year`: 0 in the year assessed, 1 in the next."""

    what: Text
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


class Procedure(Sourced):
    """Who does what by when, as data; nothing here touches a score."""

    assessed_in: Text | None = None
    data_period: Text | None = None
    steps: tuple[Step, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    decided_by: tuple[DecidedBy, ...] = ()
    council: Council | None = None
    dossier: tuple[Papers, ...] = ()
    notes: tuple[Title, ...] = ()
