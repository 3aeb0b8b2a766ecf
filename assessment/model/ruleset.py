"""A ruleset: one legal rubric, read from one YAML file, frozen.

A ruleset scores in points (criteria of indicators of levels, summed) or in levels (an
indicator meets or misses each level; a level is reached when every indicator meets it).
Each figure carries its basis and source; the loader hands both down from ruleset to
criterion to indicator to level, so that here they are always present.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, PrivateAttr

from assessment.errors import Place
from assessment.files import Tree
from assessment.model.basis import Basis
from assessment.model.digest import digest
from assessment.model.item import (
    AllOf,
    AppliesTo,
    Choice,
    Indicator,
    Item,
    Judged,
    MayNotApply,
    RatioOf,
    Simple,
    Threshold,
    YesNo,
)
from assessment.model.overlay import Confirmed
from assessment.model.procedure import Document, Duration, Procedure, Upgrade
from assessment.model.quantity import Points
from assessment.model.sourced import Day, Frozen, Id, Key, Sourced, Text, Title


class SubjectKind(StrEnum):
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    UNIT = "unit"
    HOUSEHOLD = "household"
    CLAN = "clan"
    HAMLET = "hamlet"
    CITIZEN = "citizen"


UnitLevel = Literal["commune", "district", "province"]


class Area(StrEnum):
    STANDARD = "standard"
    DISADVANTAGED = "disadvantaged"
    EXTREMELY_DISADVANTAGED = "extremely_disadvantaged"


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


class When(Sourced):
    """What a rating asks; an absent field asks for nothing. Gates are asked by all but the last."""

    total: TotalAtLeast | None = None
    no_criterion_at: Points | None = None
    no_indicator_below: Points | None = None
    levels: tuple[Id, ...] | None = None


class RatingInArea(Sourced):
    when: When


class Printed(Frozen):
    """The band of totals as the document prints it ("70-84 điểm"), both ends included."""

    from_: Points = Field(alias="from")
    to: Points


class Rating(Sourced):
    """One rating. `printed`: where the document prints a band that `when` had to be read from."""

    id: Id
    title: Text
    when: When | None = None
    printed: Printed | None = None
    otherwise: bool = False
    disadvantaged: RatingInArea | None = None

    def asks(self, *, disadvantaged: bool) -> When | None:
        """What it asks in a standard or a disadvantaged area."""
        variant = self.disadvantaged if disadvantaged else None
        return variant.when if variant else self.when


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
    not_asked: bool = False
    from_date: Day | None = None


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


class Option(Frozen):
    id: Id
    label: Text


class EvidenceKey(Frozen):
    """One piece of evidence. `within`: the key of a whole that this is a part of."""

    label: Text
    type: EvidenceType
    unit: Text | None = None
    options: tuple[Option, ...] = ()
    at_least: Points | None = None
    at_most: Points | None = None
    within: Key | None = None
    checked_only: bool = False

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The options with their labels, best first; empty where there is no choice."""
        return {option.id: option.label for option in self.options}

    @cached_property
    def option_ranks(self) -> Mapping[str, int]:
        """Options are listed best first; rank 0 is the best."""
        return {option.id: rank for rank, option in enumerate(self.options)}


# --- the whole ------------------------------------------------------------------------


class Scale(Sourced):
    max: Points
    step: Points
    step_basis: Basis | None = None


class LevelName(Sourced):
    id: Id
    title: Text


class Areas(Sourced):
    disadvantaged_scale_for: tuple[Area, ...]


class UnitType(Frozen):
    id: Id
    text: Text


class ReadFigure(Frozen):
    """A figure by its name, such as 9.1:levels[0].points, as the official text has it.

    `was`: what the ruleset said where that differs ("null": nobody knew it).
    """

    figure: Text
    to: Text
    was: Text | None = None
    source: Text
    by: Text | None = None


class AppliedOverlay(Frozen):
    """An overlay that this ruleset's content already contains.

    A locality's has a title and a number; a confirmation says who confirmed which figures, and when.
    """

    id: Id
    title: Text | None = None
    number: Text | None = None
    sha256: Text
    confirmed: Confirmed | None = None
    figures: tuple[ReadFigure, ...] = ()


class Ruleset(Frozen):
    """One rubric."""

    id: Id
    subject: SubjectKind
    unit_levels: tuple[UnitLevel, ...] = ()
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
    overlays: tuple[AppliedOverlay, ...] = ()
    sources: Mapping[str, Text] = Field(default_factory=dict)
    changes: Mapping[str, Text] = Field(default_factory=dict)

    _tree: Tree = PrivateAttr(default_factory=lambda: Tree({}))

    def model_post_init(self, context: Tree | None) -> None:
        """Keep the file that the ruleset was read from."""
        if context is not None:
            self._tree = context

    @property
    def content(self) -> Mapping[str, Any]:
        """The ruleset as it was written, scalars as text: what a receipt embeds."""
        return self._tree.content

    @property
    def tree(self) -> Tree:
        """Its content, and where each part of it stands."""
        return self._tree

    def place(self, *steps: str | int) -> Place:
        """The file and line of a path such as ("criteria", 0, "indicators", 2)."""
        return self._tree.place(steps)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content; comments and the order of keys do not count."""
        return digest(self.content)

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
    def has_unknown_points(self) -> bool:
        """Whether some figure of points is null."""
        return any(item.has_unknown_points for item in self.indicators.values())

    @cached_property
    def has_unknown_figures(self) -> bool:
        """Whether some points or some limit, of an item or a gate, are null."""
        return any(item.has_unknown_figures for item in self.every_item())

    @cached_property
    def ratios(self) -> tuple[RatioOf, ...]:
        """Every share that some item compares."""
        found: dict[RatioOf, None] = {}
        for item in self.every_item():
            if isinstance(item, Threshold):
                found |= dict.fromkeys(item.ratios)
            elif isinstance(item, Judged) and item.full_at:
                found[item.full_at.ratio] = None
        return tuple(found)

    @cached_property
    def wholes(self) -> Mapping[str, tuple[str, ...]]:
        """For each count those that it may not exceed: of which it is a share, or a part."""
        found: dict[str, dict[str, None]] = {}
        for ratio in self.ratios:
            if not ratio.may_exceed:
                found.setdefault(ratio.of, {})[ratio.over] = None
        for key, entry in self.evidence.items():
            if entry.within and entry.type is EvidenceType.COUNT:
                found.setdefault(key, {})[entry.within] = None
        return {key: tuple(wholes) for key, wholes in found.items()}

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
            yield from item.nested
        yield from self.gates
