"""For whom a ruleset is read: the area, the kind of unit, public or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from assessment.model.evidence import Evidence, Reading
from assessment.model.item import AppliesTo, Item, Threshold
from assessment.model.ruleset import Area, Ruleset

_NAME = "Ví dụ"
"""Of the subject of a dossier that shows something."""


class Context(NamedTuple):
    """One kind of subject: every one of its kind is asked the same."""

    area: Area | None = None
    unit_type: str | None = None
    public: bool | None = None

    def subject(self, ruleset: Ruleset) -> dict[str, str]:
        """The subject of a dossier of this kind."""
        about = {"kind": ruleset.subject.value, "name": _NAME}
        if self.area is not None:
            about["area"] = self.area.value
        if self.unit_type is not None:
            about["unit_type"] = self.unit_type
        if self.public is not None:
            about["public"] = "true" if self.public else "false"
        return about

    def disadvantaged(self, ruleset: Ruleset) -> bool:
        """Whether the ruleset's scale for disadvantaged areas is the one that counts."""
        return ruleset.areas is not None and self.area in ruleset.areas.disadvantaged_scale_for

    def evidence(self, ruleset: Ruleset, readings: Mapping[str, Reading]) -> Evidence:
        """What a dossier of this kind shows."""
        return Evidence(
            readings=readings,
            declared=ruleset.evidence,
            disadvantaged=self.disadvantaged(ruleset),
            unit_type=self.unit_type,
            public=self.public,
        )


def contexts(
    *rulesets: Ruleset, taken: Callable[[Context], bool] = lambda _: True
) -> tuple[Context, ...]:
    """Every kind of subject that some of the rulesets tells apart, one example of each.

    Args:
        taken: whether a kind counts at all.

    """
    examples: dict[tuple[tuple[bool, ...], ...], Context] = {}
    areas = dict.fromkeys(area for ruleset in rulesets for area in _areas(ruleset))
    units = dict.fromkeys(unit for ruleset in rulesets for unit in _units(ruleset))
    for area in areas:
        for unit_type, public in units:
            context = Context(area, unit_type, public)
            seen = tuple(_told_apart(ruleset, context) for ruleset in rulesets)
            if seen not in examples and taken(context):
                examples[seen] = context
    return tuple(examples.values())


def alike(ruleset: Ruleset, context: Context) -> list[Context]:
    """Every kind of subject that the ruleset treats as it treats this one."""
    kinds = (Context(a, u, p) for a in _areas(ruleset) for u, p in _units(ruleset))
    wanted = _told_apart(ruleset, context)
    return [kind for kind in kinds if _told_apart(ruleset, kind) == wanted]


def audiences(item: Item) -> list[AppliesTo]:
    """Every limit to kinds of unit that an item, its parts or its levels state."""
    own = [item.applies_to, *(level.applies_to for level in item.own_levels)]
    found = [audience for audience in own if audience is not None]
    for part in item.nested:
        found += audiences(part)
    return found


def told_apart(seen: Evidence, item: Item) -> tuple[bool, ...]:
    """All that an item sees of whom it is asked."""
    away = seen.disadvantaged and differs_by_area(item)
    return (away, *(seen.concerns(audience) for audience in audiences(item)))


def differs_by_area(item: Item) -> bool:
    """Whether an item, or a part of it, asks something else in a disadvantaged area."""
    thresholds = (part for part in item.simple if isinstance(part, Threshold))
    return any(level.disadvantaged for part in thresholds for level in part.levels)


def _told_apart(ruleset: Ruleset, context: Context) -> tuple[bool, ...]:
    seen = context.evidence(ruleset, {})
    asked = (seen.concerns(audience) for audience in ruleset.audiences)
    return (ruleset.has_area_variants and seen.disadvantaged, *asked)


def _areas(ruleset: Ruleset) -> tuple[Area | None, ...]:
    return (None,) if ruleset.areas is None else tuple(Area)


def _units(ruleset: Ruleset) -> list[tuple[str | None, bool | None]]:
    asks = any(audience.public is not None for audience in ruleset.audiences)
    publics: tuple[bool | None, ...] = (True, False) if asks else (None,)
    types: tuple[str | None, ...] = tuple(unit_type.id for unit_type in ruleset.unit_types)
    return [(unit_type, public) for unit_type in types or (None,) for public in publics]
