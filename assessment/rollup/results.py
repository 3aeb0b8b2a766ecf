"""Results as they are counted: one plan of rows, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from assessment.model.alphabet import UNSEEN
from assessment.model.answers import NOTHING
from assessment.model.outcome import Assessment
from assessment.model.register import Span
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.receipts import Receipt

PLACES = (
    SubjectKind.HAMLET,
    SubjectKind.CLAN,
    SubjectKind.COMMUNE,
    SubjectKind.DISTRICT,
    SubjectKind.PROVINCE,
)
"""The places that people live in, the nearest first; a clan is none, and counts as one."""

_UNSEEN = f"[{''.join(map(chr, UNSEEN))}]"

RECOGNISED, RATING, REGISTERED = "recognised", "rating", "registered"


@dataclass(frozen=True, slots=True)
class Results:
    """A file of results. `assessment`: of a dossier's receipt; `aside`: rows without results.

    `run`: the receipt of a certified table. `period`: of whose it is said that they are.
    `earlier`: results of the same kind that are not counted beside these.
    """

    path: Path
    receipt: Path
    sha256: str
    ruleset: Ruleset
    frame: pl.LazyFrame
    fields: frozenset[str]
    aside: int = 0
    assessment: Assessment | None = None
    run: Receipt | None = None
    period: Span | None = None
    earlier: tuple[Earlier, ...] = ()

    @property
    def original(self) -> Path | None:
        """The table that was certified, where it would stand beside its results."""
        return self.run.table if self.run else None

    @property
    def unread(self) -> tuple[str, ...]:
        """Sheets of the table that were not certified."""
        names = self.run.sealed["table"].get("unread") if self.run else None
        return tuple(map(str, names)) if isinstance(names, list) else ()

    @property
    def left_out(self) -> int:
        """Subjects that only results of an earlier year have."""
        return sum(each.left for each in self.earlier)


class Earlier(NamedTuple):
    """Results of an earlier year, beside which there are later ones.

    `left`: so many of their subjects have no later result. `titled`: those of them with a title,
    which holds at least until the day `until` (None: nobody can tell).
    """

    results: Results
    left: int
    titled: tuple[str, ...]
    until: date | None


def compared(column: str) -> pl.Expr:
    """The cells of a column without what differs as people type them: case, space, unseen signs.

    A dash is as good as nothing.

    What is alike here is one name; names that differ here may still be one (`spelled_alike`).
    """
    text = pl.col(column).str.normalize("NFC").str.replace_all(_UNSEEN, "")
    plain = text.str.replace_all(r"\s+", " ").str.strip_chars().str.to_lowercase()
    return pl.when(plain.is_in(NOTHING)).then(pl.lit("")).otherwise(plain)
