"""An overlay: what a locality changes in a ruleset, or what its official text was found to say.

A locality may guide the use of a framework (TT 22/2020 Điều 8.1b, TT 44/2014 Điều 7.1b). A
confirmation holds for every place: someone has read the figures in the official text. Both
stand in files of their own, and the ruleset they are laid over stays as it is.
"""

from __future__ import annotations

from pydantic import Field

from assessment.model.basis import Basis
from assessment.model.procedure import Document
from assessment.model.sourced import Day, Frozen, Id, Sourced, Text


class Change(Sourced):
    """One figure of one item: `figure` is a path in it, such as `levels[0].at_least`.

    `item` is the id of a criterion, indicator, part, gate or rating; absent, the path
    starts at the ruleset itself.
    """

    item: Id | None = None
    figure: Text
    to: Text


class Scope(Frozen):
    """The places an overlay is for, by the names that dossiers use."""

    province: Text
    district: Text | None = None


class Overlay(Frozen):
    """Changes to the ruleset `base`; without `applies_to` it is used only when named."""

    id: Id
    base: Id
    title: Text
    document: Document
    applies_to: Scope | None = None
    changes: tuple[Change, ...] = Field(min_length=1)


class Confirmed(Frozen):
    """Who confirmed, and on what day."""

    by: Text
    on: Day


UNKNOWN = "null"
"""How an overlay writes a figure that nobody knows."""


class Reading(Frozen):
    """What the official text says of one figure, and where; `by`: read by someone else.

    `was`: what the ruleset said when it was read, so that it is never taken for a reading
    of another figure that came to stand in its place.
    """

    item: Id | None = None
    figure: Text
    was: Text
    to: Text
    source: Text
    by: Text | None = None

    @property
    def basis(self) -> Basis:
        return Basis.VERBATIM


class Confirmation(Frozen):
    """Figures of the ruleset `base`, read in its official text: confirmed or corrected."""

    id: Id
    base: Id
    confirmed: Confirmed
    changes: tuple[Reading, ...] = Field(min_length=1)
