"""For which kinds of unit an item is, in a sentence and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.model.item import AppliesTo
from assessment.views.pages.sheet import Run, Sheet, item_anchor


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A kind of unit, and for each column whether the item there is for it."""

    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitTable:
    columns: tuple[Run, ...]
    rows: tuple[UnitRow, ...]


def audience(sheet: Sheet, limits: AppliesTo | None) -> str | None:
    """The kinds of unit that are asked, in a sentence."""
    if limits is None:
        return None
    kinds = {kind.id: kind.text for kind in sheet.ruleset.unit_types}
    said = []
    for name, ids in (("only", limits.unit_type), ("not", limits.not_unit_type)):
        if ids is not None:
            named = "; ".join(kinds.get(id_, id_) for id_ in ids)
            said.append(sheet.say(f"page.audience.{name}", kinds=named))
    if limits.public is not None:
        said.append(sheet.say("page.audience.public" if limits.public else "page.audience.private"))
    return ". ".join(said) or None


def unit_table(sheet: Sheet) -> UnitTable | None:
    """Which kind of unit is asked which of the items that are not for all; None: all are."""
    limited = list(_limited(sheet))
    kinds = sheet.ruleset.unit_types
    if not limited or not kinds:
        return None
    rows = tuple(
        UnitRow(kind.text, tuple(_answer(sheet, limits, kind.id) for _, limits in limited))
        for kind in kinds
    )
    return UnitTable(tuple(column for column, _ in limited), rows)


def _limited(sheet: Sheet) -> Iterator[tuple[Run, tuple[AppliesTo, ...]]]:
    for item in sheet.ruleset.indicators.values():
        for asked in (item, *item.nested):
            own = tuple(limits for limits in (item.applies_to, asked.applies_to) if limits)
            column = Run(asked.id, f"#{item_anchor(asked.id)}")
            if asked.applies_to:
                yield column, own
            for level in asked.own_levels:
                if level.applies_to:
                    title = sheet.words.running(sheet.here.worth(level))
                    yield column._replace(text=f"{asked.id}, {title}"), (*own, level.applies_to)


def _answer(sheet: Sheet, limits: tuple[AppliesTo, ...], kind: str) -> str:
    public, private = (all(_is_for(each, kind, public=p) for each in limits) for p in (True, False))
    name = {(True, True): "all", (True, False): "public", (False, True): "private"}
    return sheet.say(f"page.units.{name.get((public, private), 'none')}")


def _is_for(limits: AppliesTo, kind: str, *, public: bool) -> bool:
    return (
        (limits.unit_type is None or kind in limits.unit_type)
        and (limits.not_unit_type is None or kind not in limits.not_unit_type)
        and limits.public in (None, public)
    )
