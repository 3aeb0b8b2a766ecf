"""What a ruleset asks: indicators of seven kinds, their levels, and what a level earns.

One kind a scorer, of the same name. A level is a condition and an award: points in a
ruleset of points, a level of recognition in a ruleset of levels.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from assessment.model.basis import Basis, weakest
from assessment.model.quantity import ZERO, Limit, Points
from assessment.model.sourced import Frozen, Id, Key, Sourced, Text, changed

MET = "met"
"""The one level that a gate or a part of a points ruleset has."""


class AppliesTo(Frozen):
    """The kinds of unit that an item is for; an absent field asks for nothing."""

    unit_type: tuple[Id, ...] | None = None
    not_unit_type: tuple[Id, ...] | None = None
    public: bool | None = None


class RatioOf(Frozen):
    """Two counts, or a whole and a part of it. `none_means`: what 0 out of 0 is taken for."""

    of: Key
    over: Key
    may_exceed: bool = False
    none_means: Literal["met"] | None = None


# --- levels: a condition and what it earns ---------------------------------------------


class Award(Sourced):
    """Earns `points` in a points ruleset, `level` in a ruleset of levels.

    `points: null` is a figure that nobody knows yet: a result that needs it is withheld.
    """

    points: Points | None = None
    level: Id | None = None
    applies_to: AppliesTo | None = None
    points_basis: Basis | None = None
    points_source: Text | None = None
    threshold_basis: Basis | None = None
    threshold_source: Text | None = None

    @property
    def grounds(self) -> str:
        """The sources of its figures, each once."""
        sources = (self.threshold_source or self.source, self.points_source or self.source)
        return "; ".join(dict.fromkeys(sources))

    @property
    def asks(self) -> bool:
        """Whether it states what reaches it: a limit, an option."""
        return False

    @property
    def has_unknown_limit(self) -> bool:
        """Whether its limit is null: nobody knows what reaches it."""
        return False

    @property
    def takes_a_share(self) -> bool:
        """Whether it states what is divided by what."""
        return False

    @cached_property
    def weakest_basis(self) -> Basis:
        """Of its figures; its own where it states none."""
        own = []
        if "points" in self.model_fields_set:
            own.append(self.points_basis or self.basis)
        if self.asks:
            own.append(self.threshold_basis or self.basis)
        if self.applies_to or self.takes_a_share:
            own.append(self.basis)
        return weakest(own or [self.basis])


class AreaVariant(Sourced):
    """What differs in a disadvantaged area; the rest stays as in the level."""

    at_least: Limit | None = None
    at_most: Limit | None = None
    ratio: RatioOf | None = None


class ThresholdLevel(Award):
    at_least: Limit | None = None
    at_most: Limit | None = None
    otherwise: bool = False
    ratio: RatioOf | None = None
    disadvantaged: AreaVariant | None = None

    @property
    def asks(self) -> bool:
        return not self.otherwise

    @property
    def takes_a_share(self) -> bool:
        return self.ratio is not None

    @property
    def has_unknown_limit(self) -> bool:
        return not self.otherwise and self.at_least is None and self.at_most is None

    @property
    def in_disadvantaged_area(self) -> ThresholdLevel:
        """This level as it reads in a disadvantaged area; a limit that is null there is unknown."""
        variant = self.disadvantaged
        if variant is None:
            return self
        stated = variant.model_fields_set & {"at_least", "at_most"}
        return changed(
            self,
            **{name: getattr(variant, name) for name in stated},
            ratio=variant.ratio or self.ratio,
            threshold_basis=variant.basis,
            threshold_source=variant.source,
            disadvantaged=None,
        )


class ChoiceLevel(Award):
    """`option`: exactly this one. `at_least`: this one or a better one."""

    option: Id | None = None
    at_least: Id | None = None
    otherwise: bool = False

    @property
    def asks(self) -> bool:
        return not self.otherwise


class AnswerLevel(Award):
    """What a yes earns."""


# --- indicators, one kind a scorer -----------------------------------------------------


class MayNotApply(Sourced):
    """A dossier may say that the item does not apply; then it counts in full or not at all."""

    when: Text
    then: Literal["full", "left_out"]


class Item(Sourced):
    id: Id
    kind: str
    text: Text
    text_basis: Basis | None = None
    note: Text | None = None
    applies_to: AppliesTo | None = None
    may_not_apply: MayNotApply | None = None

    @property
    def wording_basis(self) -> Basis:
        """Of its text: what it asks is no better known than that."""
        return self.text_basis or self.basis

    @cached_property
    def asking_basis(self) -> Basis:
        """Of what it asks, and of whom: its text, the share that it takes, those it is for."""
        rest = (self.basis,) if self.applies_to or self.takes_a_share else ()
        return weakest((self.wording_basis, *rest))

    @property
    def takes_a_share(self) -> bool:
        """Whether it states what is divided by what, for all its levels."""
        return False

    @cached_property
    def most(self) -> Decimal:
        """The most points that the item can earn; 0 in a ruleset of levels."""
        raise NotImplementedError

    @property
    def own_levels(self) -> tuple[Award, ...]:
        """The levels that it states itself; a list, a best of several or judged points have none."""
        levels: tuple[Award, ...] = getattr(self, "levels", ())
        return levels

    @property
    def nested(self) -> tuple[Item, ...]:
        """The items that it is put together of; a simple item has none."""
        return ()

    @property
    def simple(self) -> tuple[Item, ...]:
        """The items in it that evidence is compared with: itself, or those nested in it."""
        return self.nested or (self,)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of evidence that it looks at, in any area; not its own id."""
        return frozenset(key for part in self.nested for key in part.keys)

    @cached_property
    def has_unknown_points(self) -> bool:
        """Whether some level's points are null: nobody knows them yet."""
        unknown = (level.level is None and level.points is None for level in self.own_levels)
        return any(unknown) or any(part.has_unknown_points for part in self.nested)

    @cached_property
    def has_unknown_figures(self) -> bool:
        """Whether some points, or some limit in either area, are null."""
        return self.has_unknown_points or any(part.has_unknown_figures for part in self.nested)

    @cached_property
    def in_levels(self) -> bool:
        """Whether the item meets levels, and earns no points."""
        if self.own_levels:
            return self.own_levels[0].level is not None
        return any(part.in_levels for part in self.nested[:1])


def _most_of(levels: tuple[Award, ...]) -> Decimal:
    return max(level.points or ZERO for level in levels)


class Threshold(Item):
    kind: Literal["threshold"]
    ratio: RatioOf | None = None
    number: Key | None = None
    count: Key | None = None
    levels: tuple[ThresholdLevel, ...] = Field(min_length=1)

    @property
    def takes_a_share(self) -> bool:
        return self.ratio is not None

    @cached_property
    def levels_by_area(self) -> tuple[tuple[ThresholdLevel, ...], tuple[ThresholdLevel, ...]]:
        """The levels in a standard and in a disadvantaged area."""
        return self.levels, tuple(level.in_disadvantaged_area for level in self.levels)

    @cached_property
    def has_unknown_figures(self) -> bool:
        limits = any(level.has_unknown_limit for area in self.levels_by_area for level in area)
        return limits or self.has_unknown_points

    @cached_property
    def ratios(self) -> tuple[RatioOf, ...]:
        """Every share that some level compares, in either area."""
        levels = (level for levels in self.levels_by_area for level in levels)
        found = (level.ratio or self.ratio for level in levels)
        return tuple(dict.fromkeys(ratio for ratio in found if ratio))

    @cached_property
    def keys(self) -> frozenset[str]:
        counted = (key for ratio in self.ratios for key in (ratio.of, ratio.over))
        return frozenset((*counted, *filter(None, (self.number, self.count))))

    @cached_property
    def most(self) -> Decimal:
        return _most_of(self.levels)


class Choice(Item):
    kind: Literal["choice"]
    key: Key
    levels: tuple[ChoiceLevel, ...] = Field(min_length=1)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset({self.key})

    @cached_property
    def most(self) -> Decimal:
        return _most_of(self.levels)


class YesNo(Item):
    kind: Literal["yes_no"]
    key: Key
    levels: tuple[AnswerLevel, ...] = Field(min_length=1)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset({self.key})

    @cached_property
    def most(self) -> Decimal:
        return _most_of(self.levels)


class ChecklistPart(Sourced):
    key: Key
    points: Points


class Checklist(Item):
    """Each part that is there earns its own points."""

    kind: Literal["checklist"]
    parts: tuple[ChecklistPart, ...] = Field(min_length=1)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(part.key for part in self.parts)

    @cached_property
    def most(self) -> Decimal:
        return sum((part.points for part in self.parts), ZERO)


Simple = Annotated[Threshold | Choice | YesNo, Field(discriminator="kind")]


class BestOf(Item):
    """The best of several ways to earn the same thing."""

    kind: Literal["best_of"]
    parts: tuple[Simple, ...] = Field(min_length=2)

    @property
    def nested(self) -> tuple[Item, ...]:
        return self.parts

    @cached_property
    def most(self) -> Decimal:
        return max(part.most for part in self.parts)


class AllOf(Item):
    """Every part that applies must be met; each part says for which levels it counts."""

    kind: Literal["all_of"]
    parts: tuple[Simple, ...] = Field(min_length=1)
    levels: tuple[AnswerLevel, ...] = Field(min_length=1)

    @property
    def nested(self) -> tuple[Item, ...]:
        return self.parts

    @cached_property
    def most(self) -> Decimal:
        return _most_of(self.levels)


class FullAt(Sourced):
    """From this share on a judged item has all its points; below it the assessor judges."""

    ratio: RatioOf
    at_least: Limit


class Judged(Item):
    """The assessor gives 0 to `max` points in the scale's step, and a reason below `max`."""

    kind: Literal["judged"]
    max: Points
    max_basis: Basis | None = None
    max_source: Text | None = None
    full_at: FullAt | None = None

    @property
    def grounds(self) -> str:
        """The sources of its figures, each once."""
        share = (self.full_at.source,) if self.full_at else ()
        return "; ".join(dict.fromkeys((*share, self.max_source or self.source)))

    @cached_property
    def weakest_basis(self) -> Basis:
        """Of its figures."""
        share = (self.full_at.basis,) if self.full_at else ()
        return weakest((*share, self.max_basis or self.basis))

    @cached_property
    def keys(self) -> frozenset[str]:
        ratio = self.full_at.ratio if self.full_at else None
        return frozenset((ratio.of, ratio.over) if ratio else ())

    @cached_property
    def most(self) -> Decimal:
        return self.max


Indicator = Annotated[
    Threshold | Choice | YesNo | Checklist | BestOf | AllOf | Judged, Field(discriminator="kind")
]
