"""What is compared with an official text: a ruleset, or what a locality changes in one."""

from __future__ import annotations

from typing import NamedTuple

from assessment.model.figure import Figure
from assessment.model.ruleset import Ruleset


class Compared(NamedTuple):
    """`id`, `title` and the document's `number`: of the ruleset, or of the overlay laid over it.

    `figures`: all that the one or the other states.
    """

    id: str
    title: str
    number: str
    ruleset: Ruleset
    figures: tuple[Figure, ...]

    @property
    def left(self) -> tuple[Figure, ...]:
        """The figures that nobody has compared yet: their basis is not verbatim."""
        return tuple(figure for figure in self.figures if not figure.verbatim)
