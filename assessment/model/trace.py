"""From evidence down its documents: the receipts behind it, and those behind these."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from assessment.model.outcome import Assessment
from assessment.model.rollup import Counts
from assessment.model.ruleset import Ruleset


class Found(StrEnum):
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
    found: Found


class GroupSeen(NamedTuple):
    """A hamlet, a clan, a commune; `values`: what it was put down as one level up."""

    name: str
    counts: Counts
    values: Mapping[str, str]


class Step(NamedTuple):
    """A document. `kind`: run, rollup, dossier; paper for all else.

    `by`: the field of `groups`; `first`: some ids with a title; `table`: where their rows are.
    `below`: what this rests on.
    """

    document: str
    kind: str
    found: Found
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


class Trace(NamedTuple):
    """The documents of some evidence. `keys`: all that rests on this document."""

    keys: tuple[str, ...]
    step: Step
