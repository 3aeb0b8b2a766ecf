"""Tables of a ruleset of levels: a column a level, a row an indicator or a part of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessment.model.item import Award, Item
from assessment.model.ruleset import Criterion
from assessment.views.pages.scale import Asked, Head, asked, cited_above, figures, head
from assessment.views.pages.sheet import Ground, Sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """What one level asks, or all of them where they ask the same; `asked` None: nothing.

    `heading`: the level, for a screen too narrow for columns.
    """

    heading: str
    span: int
    asked: Asked | None
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    head: Head
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LevelsTable:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def levels_table(sheet: Sheet, criterion: Criterion) -> LevelsTable:
    """Levels stand from the lowest to the highest."""
    columns = tuple(level.title for level in sheet.ruleset.levels)
    rows = (row for item in criterion.indicators for row in _rows(sheet, item, criterion.source))
    return LevelsTable(columns, tuple(rows))


def _rows(sheet: Sheet, item: Item, seen: str) -> Iterator[Row]:
    yield Row(head(sheet, item, seen=seen), _cells(sheet, item))
    for part in item.nested:
        yield Row(head(sheet, part, seen=item.source, part=True), _cells(sheet, part))


def _cells(sheet: Sheet, item: Item) -> tuple[Cell, ...]:
    by_name = {level.level: level for level in item.own_levels}
    cells = [_cell(sheet, item, name.title, by_name.get(name.id)) for name in sheet.ruleset.levels]
    alike = {replace(cell, heading="") for cell in cells}
    same = cells[0].asked
    if len(cells) > 1 and len(alike) == 1 and same:
        asked_of_all = replace(same, text=sheet.say("page.any_level", asks=same.text))
        return (Cell("", len(cells), asked_of_all, cells[0].grounds),)
    return tuple(cells)


def _cell(sheet: Sheet, item: Item, heading: str, level: Award | None) -> Cell:
    if level is None:
        return Cell(heading, 1, None)
    grounds = sheet.grounds(figures(sheet, level), seen=cited_above(sheet, item))
    return Cell(heading, 1, asked(sheet, item, level), grounds)
