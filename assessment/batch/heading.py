"""The header of a table that people keep: which row it is, in how many rows it stands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, NoReturn

from assessment.batch.headers import BESIDE, ID
from assessment.errors import Notice, Place, TableError
from assessment.files import one_line

WITHIN = 20
"""Rows in which the header is looked for."""

FieldOf = Callable[[str], str | None]
"""The field that a header names; None: it is the table's own."""

_ABOVE = 2
"""Rows of a header above its last."""
_FEWEST = 3
"""Cells that a row above fills if it belongs to the header."""

_OLD_FONT = re.compile(
    "[^\\W\\d_](?:[¡-©«-±´-¸»¿]|[ÄÅÆËÏÑÖ×ØÛÜÞßäåæëïñö÷øûüþÿ])|[¡-©«-±´-¸»¿][^\\W\\d_]"
)
"""Signs that only text for fonts older than Unicode (TCVN3, VNI) has beside its letters."""


class Line(NamedTuple):
    """A row of text: its number from 1, its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Heading:
    """The columns of a table.

    Attributes:
        names: one for each column, no two alike.
        fields: what each column holds; None: it is the table's own.
        rows: rows up to the end of the header, as they were read.
        least: cells of the header's last row.

    """

    names: tuple[str, ...]
    fields: tuple[str | None, ...]
    rows: int
    least: int

    @cached_property
    def values(self) -> frozenset[int]:
        """The columns of which points are made."""
        return frozenset(i for i, field in enumerate(self.fields) if field and field not in BESIDE)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The names, as they are compared with cells."""
        return tuple(map(folded, self.names))

    @cached_property
    def id(self) -> int | None:
        """The column of ids."""
        return self.fields.index(ID) if ID in self.fields else None


def folded(text: str) -> str:
    """Text by which rows are told apart: in small letters, in NFC, white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def known(cells: Sequence[str], field_of: FieldOf) -> int:
    """How many fields of the ruleset these headers name."""
    return len({field_of(cell) for cell in cells if cell} - {None, *BESIDE})


def heading(path: Path, lines: Sequence[Line], field_of: FieldOf) -> Heading:
    """The header among the first rows of a table: the row that names most fields.

    What it leaves blank is named by the rows above it or below that belong to it.

    Raises:
        TableError: `table.no_header`, `table.header_twice`, `table.old_font`.

    """
    found = [known(line.cells, field_of) for line in lines]
    if not any(found):
        _refuse_old_fonts(path, lines)
        _refuse("table.no_header", path)
    best = last = found.index(max(found))
    while last + 1 < len(lines) and found[last + 1] and _continues(lines[last], lines[last + 1]):
        last += 1
    first = best
    while best - _ABOVE < first and first and _belongs(lines[first - 1], lines[first]):
        first -= 1
    _refuse_old_fonts(path, lines[first : last + 1])
    rows = [line.cells for line in lines[first : last + 1]]
    names = [_name(rows, column) for column in range(max(map(len, rows)))]
    while not names[-1]:
        names.pop()
    columns = _unlike(path, lines[best].number, names, field_of)
    fields = tuple(field_of(name) for name in columns)
    return Heading(columns, fields, last + 1, len(lines[last].cells))


def _continues(upper: Line, lower: Line) -> bool:
    """Whether a row names only columns that the one above leaves blank."""
    both = zip(upper.cells, lower.cells, strict=False)
    return lower.number == upper.number + 1 and not any(a.strip() and b.strip() for a, b in both)


def _belongs(upper: Line, lower: Line) -> bool:
    """Whether a row is the upper part of a header; a title fills a cell or two."""
    filled = sum(1 for cell in upper.cells if cell.strip())
    return upper.number == lower.number - 1 and filled >= _FEWEST


def _name(rows: Sequence[Sequence[str]], column: int) -> str:
    """What the lowest row says that says anything."""
    said = (row[column] for row in reversed(rows) if column < len(row))
    return next(filter(None, map(one_line, said)), "")


def _unlike(path: Path, line: int, names: Sequence[str], field_of: FieldOf) -> tuple[str, ...]:
    """Names of columns: one without a name is named by its place, one of several by its turn."""
    counted = Counter(names)
    twice = [name for name, times in counted.items() if times > 1 and name and field_of(name)]
    if twice:
        _refuse("table.header_twice", path, line=line, column=", ".join(sorted(twice)))
    found: dict[str, None] = {}
    for place, name in enumerate(names, start=1):
        unlike, turn = name or f"({place})", 1
        while unlike in found or (turn > 1 and unlike in counted):
            turn += 1
            unlike = f"{name} ({turn})"
        found[unlike] = None
    return tuple(found)


def _refuse_old_fonts(path: Path, lines: Sequence[Line]) -> None:
    for line in lines:
        if sum(1 for cell in line.cells if _OLD_FONT.search(cell)) >= _FEWEST - 1:
            _refuse("table.old_font", path, line=line.number)


def _refuse(code: str, path: Path, *, line: int | None = None, **params: str) -> NoReturn:
    raise TableError(Notice(code, Place(str(path), line), params)) from None
