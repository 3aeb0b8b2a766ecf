"""From evidence down its documents: the receipts behind it, and those behind these."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from assessment.model.dossier import Claim
from assessment.model.outcome import Assessment
from assessment.model.rollup import Counts
from assessment.model.ruleset import Ruleset


class Fate(StrEnum):
    """What became of a file that a document names."""

    SAME = "same"
    CHANGED = "changed"
    """It is no longer what its receipt tells, or a receipt no longer what it sealed."""
    MISSING = "missing"
    OUTSIDE = "outside"
    """Not in the folder of the dossier, nor in one inside: it is not followed."""
    UNREAD = "unread"
    """A paper, or a file too large to look through."""


class File(NamedTuple):
    """A file that a receipt tells, and what became of it."""

    name: str
    found: Fate


class GroupSeen(NamedTuple):
    """A hamlet, a clan, a commune; `values`: what it was put down as one level up."""

    name: str
    counts: Counts
    values: Mapping[str, str]


class Step(NamedTuple):
    """A document. `kind`: run, rollup, dossier; paper for all else.

    `by`: the field of `groups`; `first`: some ids with a title; `table`: where their rows are.
    `below`: what this rests on; `cut`: so many documents more that were not followed; `again`:
    it was told above, with all that it rests on.
    """

    document: str
    kind: str
    found: Fate
    sha256: str | None = None
    ruleset: Ruleset | None = None
    rules: str = ""
    files: tuple[File, ...] = ()
    counts: Mapping[str, str] = {}
    by: str | None = None
    groups: tuple[GroupSeen, ...] = ()
    first: tuple[str, ...] = ()
    table: str | None = None
    assessment: Assessment | None = None
    below: tuple[Step, ...] = ()
    cut: int = 0
    again: bool = False


class Trace(NamedTuple):
    """The documents of some evidence. `keys`: all that rests on this document."""

    keys: tuple[str, ...]
    step: Step


class Recount(NamedTuple):
    """A value as the dossier states it, and as its receipts come to when they are counted again."""

    key: str
    stated: Claim
    counted: Claim
    agrees: bool


class Traced(NamedTuple):
    """All that was followed. `cut`: documents of the dossier that were not."""

    traces: tuple[Trace, ...]
    recounts: tuple[Recount, ...] = ()
    cut: int = 0
