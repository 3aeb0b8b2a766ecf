"""What a run is given, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from assessment.batch.claims import Differing
from assessment.batch.headers import Matched
from assessment.batch.results import Why
from assessment.batch.summary import Summary
from assessment.engine.assess import Missing
from assessment.model.quantity import plain
from assessment.model.register import Span
from assessment.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be certified, and how.

    `called`: what people call `id`, `hamlet` and the like. `why`: words the reasons of a row,
    in the language `lang`. `today`: the day of the run, which its receipt tells. `near`: those
    who lack so many points of the lowest title at most are listed. `period`: that of the table,
    which no result hangs on. `claimed`: what people call columns of totals and titles.
    `papers`: those of rows with a title, by name; `template`: the digest of one of the user's.
    """

    ruleset: Ruleset
    missing: Missing
    called: Mapping[str, Sequence[str]]
    why: Why
    lang: str
    today: date
    near: Decimal | None = None
    period: Span | None = None
    claimed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    template: str | None = None

    @property
    def options(self) -> dict[str, str]:
        """What else the results hang on, as a receipt tells it."""
        asked = {
            "near": None if self.near is None else plain(self.near),
            "papers": ", ".join(self.papers) or None,
            "template": self.template,
        }
        given = {name: value for name, value in asked.items() if value is not None}
        return {"missing": self.missing, "lang": self.lang, **given}


@dataclass(frozen=True, slots=True)
class Aside:
    """A cell (or a row as a whole) for which a row was set aside.

    `row`: as the file shows it. `field`: what the cell should hold; empty for a whole row.
    `cell`: as a spreadsheet shows it ("F123"); None in files that none opens.
    """

    row: int
    id: str | None
    field: str
    column: str | None
    value: str | None
    code: str
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """Rows of one kind that are of no subject. `first`: where the first of them stand."""

    rows: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """How many rows are near the lowest title.

    `barred`: those with points enough, and something else in the way. `unseen`: those of
    which only evidence is missing; `awaited`: which, by keys, in how many of them. `groups`: rows by hamlet and its commune, most first.
    `lifts`: for each item or condition the rows that it alone would lift, most first.
    """

    rows: int
    barred: int
    unseen: int
    awaited: tuple[tuple[str, int], ...]
    groups: tuple[tuple[tuple[str | None, str | None], int], ...]
    lifts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What the rows came to.

    `aside`: rows set aside; `slips`: what for, by code. `passed`: rows passed over, by code.
    `sheet`, `unread`: the sheet of the workbook that was read, those that were not.
    `differing`: the columns in which the table claims something else.
    """

    matched: Matched
    summary: Summary
    aside: int
    slips: Mapping[str, int]
    passed: Mapping[str, Passed]
    sheet: str | None
    unread: tuple[str, ...]
    near: Near | None = None
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to, and its receipt."""

    came: Came
    receipt: Mapping[str, Any]
