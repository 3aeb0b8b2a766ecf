"""What differs between two rulesets, and who is touched by it, as data.

A difference is shown, not asserted: a change that alters results carries a dossier and
what each ruleset makes of it; a change that alters none is proved to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import BaseModel

from assessment.model.item import Item
from assessment.model.outcome import Finding
from assessment.model.ruleset import Ruleset
from assessment.model.scored import Kind, Scored


@dataclass(frozen=True, slots=True)
class Witness:
    """A dossier that two rulesets score differently, scored by both.

    `kind`, `before_id` and `after_id` say whose result differs (a rating: the whole);
    an id is None in the ruleset that does not ask it. `everyone`: so it is for every kind
    of subject, whatever the dossier's own.
    """

    kind: Kind
    content: Mapping[str, Any]
    before: Scored
    after: Scored
    before_id: str | None = None
    after_id: str | None = None
    everyone: bool = True

    @property
    def taken(self) -> bool:
        """Whether both rulesets take it."""
        return self.before.assessment is not None and self.after.assessment is not None

    @property
    def shown(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """What each ruleset makes of it, in a few texts."""
        return self.before.shows(self.kind, self.before_id), self.after.shows(
            self.kind, self.after_id
        )


# --- what is altered -------------------------------------------------------------------


class Nature(StrEnum):
    """What a change can do. Only a change of figures can touch a result."""

    FIGURE = "figure"
    WORDING = "wording"
    TERM = "term"
    """Times in force, procedure, validity: who is assessed when, not how."""
    GROUND = "ground"
    """Basis and source: provisional or final, never points."""


class Effect(StrEnum):
    """What a change of figures does to results."""

    CHANGES = "changes"
    NONE = "none"
    """Proved: no dossier that leaves nothing open is scored differently."""
    OPEN = "open"
    """Neither shown nor proved: too many values hang together."""


Holder = tuple[BaseModel | None, BaseModel | None]
"""A part of the first ruleset and what stands in its place in the second."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure or text. `what` is its path without numbers: levels.at_least.

    `path` is where it stands: in the second ruleset, or in the first where it is gone.
    `before` and `after` are as written; None where there is nothing. `holders`: what it
    is a part of, from the altered thing down to the level, part or option itself.
    """

    what: str
    nature: Nature
    path: str
    before: str | None
    after: str | None
    holders: tuple[Holder, ...]

    @property
    def added(self) -> bool:
        return self.before is None

    @property
    def removed(self) -> bool:
        return self.after is None


@dataclass(frozen=True, slots=True)
class Alteration:
    """One thing that is altered, added (`before` None) or removed (`after` None).

    `id`: in the second ruleset, or in the first where it is gone; a section's name
    (scale, areas, document …) where the ruleset itself is altered. `effect` is None where
    no figure of it is altered, and where the two rulesets cannot be held together.
    """

    kind: Kind
    id: str
    before: BaseModel | None
    after: BaseModel | None
    changes: tuple[Change, ...]
    effect: Effect | None = None
    witnesses: tuple[Witness, ...] = ()

    @property
    def added(self) -> bool:
        return self.before is None

    @property
    def removed(self) -> bool:
        return self.after is None

    @property
    def touches(self) -> bool:
        """Whether it may touch a result: a thing come or gone, or a figure that is another."""
        if self.added or self.removed:
            return self.kind is not Kind.CRITERION
        return bool(self.of(Nature.FIGURE))

    @property
    def rates(self) -> bool:
        """Whether it says how results are rated: a rating, or the order of ratings."""
        return self.kind is Kind.RATING or (self.kind is Kind.RULESET and self.id == "ratings")

    @property
    def moves(self) -> bool:
        """Whether an indicator came to stand in another criterion."""
        return any(change.what == "criterion" for change in self.changes)

    def of(self, *natures: Nature) -> tuple[Change, ...]:
        """Its changes of these natures."""
        return tuple(change for change in self.changes if change.nature in natures)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two rulesets held side by side.

    `kept`: the indicators that both have, paired. `held`: whether results could be
    compared at all (one kind of subject, both in points or both in the same levels).
    `ratings`: whole dossiers that get another rating, for each pair of ratings one.
    """

    before: Ruleset
    after: Ruleset
    kept: tuple[tuple[Item, Item], ...]
    held: bool
    alterations: tuple[Alteration, ...]
    ratings: tuple[Witness, ...] = ()

    @property
    def same(self) -> bool:
        return not self.alterations

    @property
    def alike(self) -> bool:
        """Whether they measure mostly the same: half of their indicators, or more, are kept."""
        most = max(len(self.before.indicators), len(self.after.indicators))
        return 2 * len(self.kept) >= most

    @property
    def effect(self) -> Effect | None:
        """Of all changes together; None where results could not be compared."""
        effects = {alteration.effect for alteration in self.alterations}
        if not self.held:
            return None
        for effect in (Effect.CHANGES, Effect.OPEN):
            if effect in effects:
                return effect
        return Effect.NONE

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """Every witness: of the alterations in their order, then of the ratings."""
        own = (witness for alteration in self.alterations for witness in alteration.witnesses)
        return (*own, *self.ratings)


# --- who moves -------------------------------------------------------------------------


class Direction(StrEnum):
    """Where a dossier goes from the first ruleset to the second, by its rating."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNDETERMINED = "undetermined"
    """It had one rating, and has several possible ones."""
    DETERMINED = "determined"
    """It had several possible ratings, and has one."""
    OTHER = "other"
    """Another rating, neither better nor worse: the two rate on different scales."""
    REFUSED = "refused"
    """One of the two does not take it."""


class ItemMove(NamedTuple):
    """An indicator or gate that comes to something else; None where a ruleset has no such."""

    before: Finding | None
    after: Finding | None


@dataclass(frozen=True, slots=True)
class Move:
    """One dossier scored by both. `name`: its file. `items`: what moved it, most first.

    `foreign`: neither takes it, for it is about another subject or names another ruleset.
    """

    name: str
    direction: Direction
    before: Scored
    after: Scored
    items: tuple[ItemMove, ...] = ()
    foreign: bool = False
