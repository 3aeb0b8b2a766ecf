"""An overlay: what a locality, or a confirmation, changes in a ruleset.

A locality may guide the use of a framework (TT 22/2020 Điều 8.1b, TT 44/2014 Điều 7.1b);
its changes stand in a file of their own, and the ruleset they change stays as it is.
"""

from __future__ import annotations

from pydantic import Field

from assessment.model.procedure import Document
from assessment.model.sourced import Frozen, Id, Sourced, Text


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
