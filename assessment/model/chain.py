"""Chains: the results of one ruleset that are evidence for another."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from assessment.files import one_line
from assessment.model.ruleset import SubjectKind
from assessment.model.sourced import Frozen, Id, Key, Sourced, Text


def title_key(title: str) -> str:
    """A title as results are told apart by it, however it is spaced and capitalised."""
    return one_line(title).casefold()


class Subjects(StrEnum):
    """Which subjects are counted. All and those registered are never the same by default."""

    RECOGNISED = "recognised"
    ALL = "all"
    REGISTERED = "registered"


class Among(StrEnum):
    """Whom of the subjects a link counts. Căn cứ: TT 24/2023, Điều 2.7 and 2.8."""

    MEMBERS = "members"
    LEARNERS = "learners"


class Results(Frozen):
    """Whose results: of every ruleset for this subject and title, the localities' own too."""

    subject: SubjectKind
    title: Text


class Link(Sourced):
    """Results give a key of a ruleset; exactly one of the last three fields says how.

    `among`: of the members, or of the learners, of a unit only; None: of all subjects.
    `counted`: so many subjects. `rating_at_least`: so many with this rating or a better one.
    `rating`: the one subject's rating: the option of the same id, or what is said of each.
    """

    ruleset: Id
    key: Key
    among: Among | None = None
    counted: Subjects | None = None
    rating_at_least: Id | None = None
    rating: Literal["same"] | Mapping[Id, Text] | None = None

    @property
    def ways(self) -> int:
        return sum(way is not None for way in (self.counted, self.rating_at_least, self.rating))


class Chain(Sourced):
    """All that some results give. Its basis and source are those of each link that states none."""

    results: Results
    gives: tuple[Link, ...] = Field(min_length=1)


class Chains(Sourced):
    """A file of a shelf. Its basis and source are those of each chain that states none."""

    chains: tuple[Chain, ...] = Field(min_length=1)
