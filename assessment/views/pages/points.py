"""Tables of a ruleset of points: a line a level, what it asks and what it earns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessment.model.item import Award, Checklist, Item, Judged
from assessment.views.pages.scale import (
    Asked,
    Head,
    asked,
    cited_above,
    every_figure,
    figures,
    head,
)
from assessment.views.pages.sheet import Ground, Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """One level: what it asks, what it earns, and where its figures come from."""

    asked: Asked
    worth: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An item or a part of one: its head and the lines of its scale."""

    head: Head
    most: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PointsTable:
    """`areas`: some level asks something else in a disadvantaged area. `earns`: points."""

    areas: bool
    earns: bool
    blocks: tuple[Block, ...]


def points_table(sheet: Sheet, items: Iterable[Item], *, seen: str) -> PointsTable:
    """The items of a criterion, or the gates. `seen`: the source shown above the table."""
    blocks = tuple(block for item in items for block in _blocks(sheet, item, seen))
    areas = any(line.asked.elsewhere for block in blocks for line in block.lines)
    return PointsTable(areas, any(block.most for block in blocks), blocks)


def _blocks(sheet: Sheet, item: Item, seen: str) -> Iterator[Block]:
    most = sheet.words.number(item.most) if item.most else None
    yield Block(head(sheet, item, seen=seen), most, tuple(_lines(sheet, item)))
    for part in item.nested:
        lines = tuple(_lines(sheet, part))
        yield Block(head(sheet, part, seen=item.source, part=True), None, lines)


def _lines(sheet: Sheet, item: Item) -> Iterator[Line]:
    if isinstance(item, Checklist):
        for part in item.parts:
            ground = sheet.ground(part.basis, part.source, seen=(item.source,))
            label = Asked(sheet.here.label(part.key), law=True)
            yield Line(label, sheet.words.number(part.points), (ground,))
    elif isinstance(item, Judged):
        yield from _judged(sheet, item)
    else:
        seen = cited_above(sheet, item)
        for level in item.own_levels:
            grounds = sheet.grounds(figures(sheet, level), seen=seen)
            yield Line(asked(sheet, item, level), _worth(sheet, level), grounds)


def _judged(sheet: Sheet, item: Judged) -> Iterator[Line]:
    """From what share on the item has all its points, and what the assessor may give."""
    *threshold, points = every_figure(sheet, item)
    most, step = sheet.words.number(item.max), _step(sheet)
    key = "page.judged"
    if item.full_at:
        key = "page.judged_below"
        figure = sheet.here.figure(item.full_at.at_least.text)
        grounds = sheet.grounds((*threshold, points), seen=(item.source,))
        yield Line(Asked(sheet.say("scale.at_least", figure=figure)), most, grounds)
    grounds = sheet.grounds((points,), seen=(item.source,))
    yield Line(Asked(sheet.say(key, step=step)), f"0–{most}", grounds)


def _step(sheet: Sheet) -> Decimal:
    return sheet.ruleset.scale.step if sheet.ruleset.scale else Decimal(1)


def _worth(sheet: Sheet, level: Award) -> str:
    if level.points is None:
        return sheet.here.worth(level)
    return sheet.words.number(level.points)
