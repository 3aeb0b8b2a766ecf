"""A ruleset: one legal rubric, read from one YAML file, frozen.

A ruleset scores in points (criteria of indicators of levels, summed) or in levels (an
indicator meets or misses each level; a level is reached when every indicator meets it).
Each figure carries its basis and source; the loader hands both down from ruleset to
criterion to indicator to level, so that here they are always present.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assessment.model.basis import Basis, weakest
from assessment.model.quantity import ZERO, Limit, Points

Text = Annotated[str, StringConstraints(min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.]{0,63}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]

MET = "met"
"""The one level that a gate or a part of a points ruleset has."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Frozen):
    basis: Basis
    source: Text


class Title(Sourced):
    text: Text


class SubjectKind(StrEnum):
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    UNIT = "unit"
    HOUSEHOLD = "household"
    CLAN = "clan"
    HAMLET = "hamlet"
    CITIZEN = "citizen"


class Area(StrEnum):
    STANDARD = "standard"
    DISADVANTAGED = "disadvantaged"
    EXTREMELY_DISADVANTAGED = "extremely_disadvantaged"


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

    @cached_property
    def weakest_basis(self) -> Basis:
        own = (self.points_basis or self.basis, self.threshold_basis or self.basis)
        return weakest(own)


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

    @cached_property
    def in_disadvantaged_area(self) -> ThresholdLevel:
        """This level as it reads in a disadvantaged area."""
        if self.disadvantaged is None:
            return self
        variant = self.disadvantaged
        return self.model_copy(
            update={
                "at_least": variant.at_least or self.at_least,
                "at_most": variant.at_most or self.at_most,
                "ratio": variant.ratio or self.ratio,
                "threshold_basis": variant.basis,
                "threshold_source": variant.source,
                "disadvantaged": None,
            }
        )


class ChoiceLevel(Award):
    """`option`: exactly this one. `at_least`: this one or a better one."""

    option: Id | None = None
    at_least: Id | None = None
    otherwise: bool = False


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

    @cached_property
    def most(self) -> Decimal:
        """The most points that the item can earn; 0 in a ruleset of levels."""
        raise NotImplementedError


def _most_of(levels: tuple[Award, ...]) -> Decimal:
    return max(level.points or ZERO for level in levels)


class Threshold(Item):
    kind: Literal["threshold"]
    ratio: RatioOf | None = None
    number: Key | None = None
    count: Key | None = None
    levels: tuple[ThresholdLevel, ...] = Field(min_length=1)

    @cached_property
    def levels_by_area(self) -> tuple[tuple[ThresholdLevel, ...], tuple[ThresholdLevel, ...]]:
        """The levels in a standard and in a disadvantaged area."""
        return self.levels, tuple(level.in_disadvantaged_area for level in self.levels)

    @cached_property
    def most(self) -> Decimal:
        return _most_of(self.levels)


class Choice(Item):
    kind: Literal["choice"]
    key: Key
    levels: tuple[ChoiceLevel, ...] = Field(min_length=1)

    @cached_property
    def most(self) -> Decimal:
        return _most_of(self.levels)


class YesNo(Item):
    kind: Literal["yes_no"]
    key: Key
    levels: tuple[AnswerLevel, ...] = Field(min_length=1)

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
    def most(self) -> Decimal:
        return sum((part.points for part in self.parts), ZERO)


Simple = Annotated[Threshold | Choice | YesNo, Field(discriminator="kind")]


class BestOf(Item):
    """The best of several ways to earn the same thing."""

    kind: Literal["best_of"]
    parts: tuple[Simple, ...] = Field(min_length=2)

    @cached_property
    def most(self) -> Decimal:
        return max(part.most for part in self.parts)


class AllOf(Item):
    """Every part that applies must be met; each part says for which levels it counts."""

    kind: Literal["all_of"]
    parts: tuple[Simple, ...] = Field(min_length=1)
    levels: tuple[AnswerLevel, ...] = Field(min_length=1)

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
    full_at: FullAt | None = None

    @cached_property
    def most(self) -> Decimal:
        return self.max


Indicator = Annotated[
    Threshold | Choice | YesNo | Checklist | BestOf | AllOf | Judged, Field(discriminator="kind")
]


class Criterion(Sourced):
    id: Id
    title: Title
    max: Points | None = None
    max_basis: Basis | None = None
    may_not_apply: MayNotApply | None = None
    indicators: tuple[Indicator, ...] = Field(min_length=1)


# --- ratings, gates, interpretations ---------------------------------------------------


class TotalAtLeast(Frozen):
    at_least: Points


class When(Frozen):
    """What a rating asks; an absent field asks for nothing. Gates are asked by all but the last."""

    total: TotalAtLeast | None = None
    no_criterion_at: Points | None = None
    no_indicator_below: Points | None = None
    levels: tuple[Id, ...] | None = None


class RatingInArea(Sourced):
    when: When


class Rating(Sourced):
    id: Id
    title: Text
    when: When | None = None
    otherwise: bool = False
    disadvantaged: RatingInArea | None = None


class Exclusion(Sourced):
    id: Id
    text: Text
    key: Key


class Between(Frozen):
    above: Points
    below: Points


class LevelGap(Frozen):
    reached: Id
    missed: Id


class Affects(Frozen):
    """The results that an interpretation touches; any one of these."""

    total_between: tuple[Between, ...] = ()
    indicators: tuple[Id, ...] = ()
    evidence: Mapping[Key, tuple[Text, ...]] = Field(default_factory=dict)
    without_points: bool = False
    below_full: tuple[Id, ...] = ()
    level_gap: LevelGap | None = None
    not_applied: tuple[Id, ...] = ()
    area: bool = False


class Interpretation(Sourced):
    """How a gap or a contradiction of the text is read; without `affects` it touches no score."""

    id: Id
    where: Text
    text: Text
    affects: Affects | None = None


# --- evidence --------------------------------------------------------------------------


class EvidenceType(StrEnum):
    YES_NO = "yes_no"
    CHOICE = "choice"
    COUNT = "count"
    NUMBER = "number"
    PERCENTAGE = "percentage"


class EvidenceKey(Frozen):
    """One piece of evidence. `within`: the key of a whole that this is a part of."""

    label: Text
    type: EvidenceType
    unit: Text | None = None
    options: Mapping[Id, Text] | None = None
    at_least: Points | None = None
    at_most: Points | None = None
    within: Key | None = None
    checked_only: bool = False

    @cached_property
    def option_ranks(self) -> Mapping[str, int]:
        """Options are listed best first; rank 0 is the best."""
        return {option: rank for rank, option in enumerate(self.options or {})}


# --- the document and its procedure ----------------------------------------------------


class InForce(Frozen):
    from_: date = Field(alias="from")
    to: date | None = None
    from_basis: Basis | None = None
    to_basis: Basis | None = None


class Document(Sourced):
    number: Text
    title: Text
    issued: date
    issued_basis: Basis | None = None
    in_force: InForce
    repeals: Text | None = None
    repealed_by: Text | None = None
    nature: Text | None = None


class Scale(Sourced):
    max: Points
    step: Points
    step_basis: Basis | None = None


class LevelName(Sourced):
    id: Id
    title: Text


class Areas(Sourced):
    disadvantaged_scale_for: tuple[Area, ...]


class Duration(Sourced):
    months: int
    counted: Text


class Upgrade(Sourced):
    from_: Id = Field(alias="from")
    to: Id
    after_months: int
    counted: Text


class Step(Frozen):
    who: Text
    does: Text
    within_working_days: int | None = None
    counted_from: Text | None = None


class Deadline(Sourced):
    """`before`: month-day; `year`: 0 in the year assessed, 1 in the next."""

    what: Text
    before: Text
    year: Literal["same", "next"] = "next"


class DecidedBy(Sourced):
    who: Text
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    note: Text | None = None


class Council(Sourced):
    members_at_least: int
    odd: bool
    note: Text | None = None


class Papers(Sourced):
    by: Text
    papers: tuple[Text, ...]


class Procedure(Sourced):
    """Who does what by when, as data; nothing here touches a score."""

    assessed_in: Text | None = None
    data_period: Text | None = None
    steps: tuple[Step, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    decided_by: tuple[DecidedBy, ...] = ()
    council: Council | None = None
    dossier: tuple[Papers, ...] = ()
    notes: tuple[Title, ...] = ()


class UnitType(Frozen):
    id: Id
    text: Text


class Ruleset(Frozen):
    """One rubric. `digest` is the SHA-256 of its canonical content, filled in by the loader."""

    id: Id
    subject: SubjectKind
    unit_levels: tuple[Literal["commune", "district", "province"], ...] = ()
    title: Text
    document: Document
    basis: Basis
    source: Text
    on_request_only: bool = False
    gives: Key | None = None
    note: Title | None = None
    scale: Scale | None = None
    levels: tuple[LevelName, ...] = ()
    areas: Areas | None = None
    unit_types: tuple[UnitType, ...] = ()
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    gates: tuple[Simple, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    ratings: tuple[Rating, ...] = Field(min_length=2)
    evidence: Mapping[Key, EvidenceKey]
    evidence_rule: Title | None = None
    interpretations: tuple[Interpretation, ...] = ()
    validity: Duration | None = None
    upgrade: Upgrade | None = None
    procedure: Procedure | None = None
    sources: Mapping[str, Text] = Field(default_factory=dict)
    changes: Mapping[str, Text] = Field(default_factory=dict)
    digest: str = ""

    _content: Mapping[str, Any] = {}

    @property
    def content(self) -> Mapping[str, Any]:
        """The ruleset as it was written, scalars as text: what a receipt embeds."""
        return self._content

    @property
    def in_points(self) -> bool:
        return self.scale is not None

    @cached_property
    def indicators(self) -> Mapping[str, Item]:
        return {item.id: item for criterion in self.criteria for item in criterion.indicators}

    @cached_property
    def has_area_variants(self) -> bool:
        return any(rating.disadvantaged for rating in self.ratings) or any(
            level.disadvantaged
            for item in self.every_item()
            if isinstance(item, Threshold)
            for level in item.levels
        )

    @cached_property
    def ratios(self) -> tuple[RatioOf, ...]:
        """Every share that some item compares."""
        found: dict[RatioOf, None] = {}
        for item in self.every_item():
            if isinstance(item, Threshold):
                for level in (*item.levels_by_area[0], *item.levels_by_area[1]):
                    if ratio := level.ratio or item.ratio:
                        found[ratio] = None
            elif isinstance(item, Judged) and item.full_at:
                found[item.full_at.ratio] = None
        return tuple(found)

    @cached_property
    def keyed_by_id(self) -> Mapping[str, Threshold | Judged]:
        """Items whose own id is an evidence key: judged points, or a share as a percentage."""
        return {
            item.id: item
            for item in self.every_item()
            if isinstance(item, Judged) or (isinstance(item, Threshold) and item.ratio)
        }

    @cached_property
    def audiences(self) -> tuple[AppliesTo, ...]:
        """Every limit to kinds of unit that some item states."""
        found = [item.applies_to for item in self.every_item()]
        for item in self.every_item():
            if isinstance(item, Threshold | Choice | YesNo | AllOf):
                found += [level.applies_to for level in item.levels]
        return tuple(audience for audience in found if audience)

    def every_item(self) -> Iterator[Item]:
        """Indicators, their parts, and gates."""
        for item in self.indicators.values():
            yield item
            if isinstance(item, BestOf | AllOf):
                yield from item.parts
        yield from self.gates
