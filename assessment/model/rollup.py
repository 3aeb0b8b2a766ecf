"""What results come to one level up: who was counted, which evidence it is, what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from assessment.errors import Notice
from assessment.model.chain import Link, Subjects
from assessment.model.dossier import Claim
from assessment.model.register import Amount
from assessment.model.ruleset import EvidenceKey, Ruleset, SubjectKind


class Counts(NamedTuple):
    """Rows of results, of a whole table or of one group.

    `undecided`: whether they have a title is open. `untitled`: of those that have one, which
    is open. `registered`: None where nobody says. `strangers`: recognised, though the table
    says that they are not registered. `ratings`: rows by rating.
    """

    rows: int = 0
    recognised: int = 0
    undecided: int = 0
    untitled: int = 0
    registered: int | None = None
    strangers: int = 0
    ratings: Mapping[str, int] = {}


class FileCounted(NamedTuple):
    """A file of results as read. `subject`: whom the receipt of one dossier is about.

    `file`: the table, or the dossier's receipt; `aside`: rows of the table without results;
    `unread`: sheets of the workbook that nobody certified; `left_out`: subjects that only
    results of an earlier year have.
    """

    file: str
    receipt: str
    sha256: str
    ruleset: Ruleset
    counts: Counts
    aside: int = 0
    subject: str | None = None
    unread: tuple[str, ...] = ()
    left_out: int = 0


class Why(StrEnum):
    """Why a key is not filled."""

    NOT_LISTED = "not_listed"
    """Nobody says that the table lists all, or those registered."""
    UNREAD_SHEETS = "unread_sheets"
    """The workbook has sheets that were not certified, so that all are not counted."""
    EARLIER_YEAR = "earlier_year"
    """Some subjects have results of an earlier year only, so that all are not counted."""
    NOT_EXACT = "not_exact"
    """Rows are undecided or set aside, and a table has no room for a bound."""
    UNDECIDED = "undecided"
    """The one rating is open."""
    NO_ROLE = "no_role"
    """Results do not tell members of a unit from learners: those that are the sources."""
    NOBODY = "nobody"
    """No row of the results is of this group."""


class Given(NamedTuple):
    """What results come to under a key: `text` as the dossier states it, an amount, or why not."""

    link: Link
    title: str
    entry: EvidenceKey
    sources: tuple[FileCounted, ...]
    amount: Amount | None = None
    text: str | None = None
    why: Why | None = None

    @property
    def key(self) -> str:
        return self.link.key


class How(StrEnum):
    """What became of a value."""

    NEW = "new"
    SAME = "same"
    CORRECTED = "corrected"
    """In the place of what an earlier roll-up wrote."""
    AGREED = "agreed"
    """Entered by hand, and the same."""
    KEPT = "kept"
    """Entered by hand, and another: it stays."""
    REPLACED = "replaced"
    """Entered by hand, and another, which `--replace` gives up; or set on the command line."""
    STALE = "stale"
    """Of an earlier roll-up; this one cannot tell."""


class Change(NamedTuple):
    """A key of the dossier, or a cell: what stood there, what stands there now.

    `earlier`: what an earlier roll-up put in a cell, where a hand put another thing since.
    """

    key: str
    how: How
    before: Claim | None
    after: Claim | None
    earlier: Claim | None = None


class Group(NamedTuple):
    """A hamlet, a clan, a commune. `above`: what it lies in, the nearest first.

    `sources`: its rows of each file, whoever of them a link counts. `id`: by which its row in the table goes; `changes`: what was put there.
    """

    name: str
    above: tuple[str, ...]
    given: tuple[Given, ...]
    sources: tuple[FileCounted, ...] = ()
    id: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Lists:
    """What tables list, where the user says so: by the kind of subject; None for all others."""

    said: Mapping[SubjectKind | None, Subjects]

    def of(self, subject: SubjectKind) -> Subjects | None:
        return self.said.get(subject, self.said.get(None))


class Rolled(NamedTuple):
    """What a roll-up came to, as it is told.

    `unused`: files whose results give the target nothing. `alone`: rows of the table given
    without results; `added`: groups that it had no row for; `nowhere`: rows of results of no
    group. `missing`: what the target still wants. `undated`: tables of which nobody knows the
    year; `is_dated`: whether the dossier has a period. `notes`: what the rules say of that
    period. `receipt`: of a table. `is_new`: whether anything was written.
    """

    target: Ruleset
    out: str
    sources: tuple[FileCounted, ...]
    given: tuple[Given, ...] = ()
    changes: tuple[Change, ...] = ()
    groups: tuple[Group, ...] = ()
    unused: tuple[str, ...] = ()
    alone: tuple[Group, ...] = ()
    added: tuple[Group, ...] = ()
    nowhere: int = 0
    missing: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    is_dated: bool = True
    notes: tuple[Notice, ...] = ()
    warnings: tuple[Notice, ...] = ()
    receipt: str | None = None
    is_new: bool = True
