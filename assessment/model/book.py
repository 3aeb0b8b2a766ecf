"""The rulebook as a book: a page a ruleset and a page an overlay, with all that is told there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.model.catalogue import Listed
from assessment.model.difference import Diff
from assessment.model.overlay import Overlay
from assessment.model.ruleset import Ruleset

INDEX = "index.html"
"""The file of the first page."""


@dataclass(frozen=True, slots=True)
class Example:
    """One block of a table of cases, as it was written, and what came of it.

    `given` has the sections of a dossier; `evidence` may start from `base: all`. `outcomes`
    are what must come of it: one, or one for each value of what a ladder varies (`vary`),
    told of `item` where it has one. `came`: for an outcome that does not hold, what came
    instead, in the same shape; only what differs.
    """

    id: str
    note: str
    source: str
    given: Mapping[str, Any]
    outcomes: Mapping[str | None, Mapping[str, Any]]
    vary: str | None = None
    item: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    came: Mapping[str | None, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examples:
    """A table of cases. `name` is its file's; `note` holds for all of them."""

    name: str
    about: str
    note: str | None
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, in a file of this name.

    `laid_over`: the overlay that the ruleset already contains, and its base.
    `left`: how many of its figures nobody has compared with the official text.
    `examples`: its cases, as their tables have them. `differences`: from the rulesets that
    it replaces.
    """

    file: str
    listed: Listed
    laid_over: tuple[Overlay, Ruleset] | None = None
    left: int = 0
    examples: tuple[Examples, ...] = ()
    differences: tuple[Diff, ...] = ()

    @property
    def name(self) -> str:
        overlay = self.laid_over[0].id if self.laid_over else None
        return page_name(self.listed.ruleset.id, overlay)

    @property
    def failed(self) -> int:
        """How many of its cases do not come out as their tables say."""
        return sum(bool(case.came) for table in self.examples for case in table.examples)


@dataclass(frozen=True, slots=True)
class Book:
    leaves: tuple[Leaf, ...]

    @property
    def files(self) -> Mapping[str, str]:
        """The file of each page by its name, the index left out."""
        return {leaf.name: leaf.file for leaf in self.leaves}


def page_name(ruleset: str, overlay: str | None) -> str:
    """A ruleset's page by its id, an overlay's as "base+overlay"."""
    return f"{ruleset}+{overlay}" if overlay else ruleset
