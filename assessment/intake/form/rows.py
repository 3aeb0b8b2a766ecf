"""The rows of a form, wherever people have moved them: each under its code, cell by cell.

Columns are found by their heads, in either language; what stands in other columns, above the
heads, or on sheets of other things is people's own. What stands where it would be lost is
told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assessment.errors import Cell, Notice, Place
from assessment.files import one_line
from assessment.intake.cells import bare_words
from assessment.intake.form.heads import Doubt, columns, lacking, lost, printed
from assessment.intake.form.typed import is_figure, is_nothing
from assessment.model.form import ALONE, OPEN, OURS, SECTIONS, Column, Kind
from assessment.spreadsheets import Row, Sheet

_KEY = re.compile(rf"(?:{'|'.join(SECTIONS)})\.\S.*|{'|'.join(ALONE)}")
_FAULT = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!|ERROR!|SPILL!|CALC!)")
_OWN = frozenset({Column.NOTE, Column.INSPECTED_NOTE})
"""Where a row of people's own may stand without a code."""
_SENTENCES = frozenset(
    {Column.BY, Column.NOTE, Column.REASON, Column.WHY, Column.INSPECTED_BY, Column.INSPECTED_NOTE}
)
_SHARED = frozenset({Column.DOCUMENTS, Column.BY, Column.NOTE, Column.REASON, Column.WHY})
"""What cells made one say of every row that they span."""


@dataclass(frozen=True, slots=True)
class Held:
    """A row with a code: what its open cells say, and where they are.

    `lost`: those that are formulas of which the file keeps no result. `aside`: what stands in
    cells of the table that are not read.
    """

    key: str
    kind: Kind | None
    unit: str
    where: Cell
    texts: Mapping[Column, str]
    cells: Mapping[Column, Cell]
    lost: frozenset[Column] = frozenset()
    aside: tuple[tuple[Cell, str], ...] = ()


class Part(NamedTuple):
    """A section of the form, as the first sheet lists it: its name, where, the codes in it."""

    name: str
    cell: Cell
    keys: frozenset[str]


@dataclass(slots=True)
class Found:
    """What the sheets hold. `options`: of a code what each label, in small letters, stands for.

    `unread`: whether there is a sheet of the form of which no row can be read.
    """

    rows: list[Held] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    is_form: bool = False
    unread: bool = False


def find(file: str, sheets: Sequence[Sheet]) -> Found:
    """Every row of every sheet, and what is wrong with where things stand."""
    found = Found()
    for number, sheet in enumerate(sheets, start=1):
        _Reader(file, number, sheet, found).run()
    return found


class _Reader:
    """One sheet."""

    def __init__(self, file: str, number: int, sheet: Sheet, found: Found) -> None:
        self._file, self._number, self._sheet, self._found = file, number, sheet, found
        self._at: dict[Column, int] = {}
        self._headed: frozenset[int] = frozenset()
        self._printed: frozenset[int] = frozenset()

    def run(self) -> None:
        rows = list(self._sheet.rows)
        below = next((n for n, row in enumerate(rows) if self._are_heads(row)), None)
        if below is None:
            self._headless(rows)
            return
        self._found.is_form = True
        if Column.OPTION in self._at:
            self._options(rows[below + 1 :])
            return
        self._headed = frozenset(n for n, head in enumerate(rows[below].cells) if head)
        self._printed = printed(rows[below])
        held = [*self._rows(rows[below + 1 :])]
        self._doubt_heads(rows[below], held)
        self._doubt_merges(held)
        self._found.rows += held

    # --- heads -------------------------------------------------------------------------

    def _are_heads(self, row: Row) -> bool:
        """Whether a row names the columns; which one is where is then known."""
        named = [(columns().get(bare_words(text)), index) for index, text in enumerate(row.cells)]
        at: dict[Column, int] = {}
        again: list[tuple[Column, int]] = []
        for column, index in named:
            if column is not None and at.setdefault(column, index) != index:
                again.append((column, index))
        if Column.KEY in at and at.keys() & {Column.VALUE, Column.OPTION}:
            for column, index in again:
                other = str(self._cell(row.number, index))
                params = {"column": row.cells[index], "other": other}
                self._tell("form.head_twice", row.number, at[column], **params)
            self._at = at
        return bool(self._at)

    def _doubt_heads(self, heads: Row, held: Sequence[Held]) -> None:
        keyed = {row.where.row for row in held if row.key.startswith("evidence.")}
        for doubt in lacking(heads, [row for row in self._sheet.rows if row.number in keyed]):
            self._doubt(doubt)

    def _headless(self, rows: Sequence[Row]) -> None:
        """Codes without their heads above them, or heads without codes."""
        if doubt := lost(rows):
            self._found.is_form = self._found.unread = True
            self._doubt(doubt)

    def _doubt(self, doubt: Doubt) -> None:
        self._tell(doubt.code, doubt.row, doubt.column, **doubt.params)

    def _options(self, rows: Sequence[Row]) -> None:
        for row in rows:
            key, label, id_ = (
                one_line(self._text(row, self._at.get(column)))
                for column in (Column.KEY, Column.OPTION, Column.OPTION_ID)
            )
            if key and label and id_:
                self._found.options.setdefault(key, {})[label.casefold()] = id_

    # --- rows --------------------------------------------------------------------------

    def _rows(self, rows: Sequence[Row]) -> Iterator[Held]:
        merged = dict(self._spread(rows))
        for row in rows:
            key = one_line(self._text(row, self._at[Column.KEY]))
            texts = dict(self._texts(row, merged))
            if key == OURS:
                self._ours(row, texts)
            elif not key:
                self._nameless(row, texts)
            elif columns().get(bare_words(key)) is Column.KEY:
                continue
            elif not _KEY.fullmatch(key):
                self._unknown(row, key, texts)
            else:
                yield self._held(row, key, texts)

    def _texts(
        self, row: Row, merged: Mapping[tuple[int, Column], str]
    ) -> Iterator[tuple[Column, str]]:
        """What the open cells of a row say; a dash says something in a sentence only."""
        for column in OPEN:
            index = self._at.get(column)
            text = self._text(row, index) or merged.get((row.number, column), "")
            if text and (column in _SENTENCES or not is_nothing(text)):
                yield column, text

    def _held(self, row: Row, key: str, texts: dict[Column, str]) -> Held:
        kinds = {kind.value: kind for kind in Kind}
        kind = kinds.get(one_line(self._text(row, self._at.get(Column.KIND))))
        for column in [name for name, text in texts.items() if _FAULT.fullmatch(text)]:
            self._tell("form.fault", row.number, self._at[column], value=texts.pop(column))
        lost = frozenset(column for column in OPEN if self._at.get(column) in row.formulas)
        cells = {column: self._cell(row.number, index) for column, index in self._at.items()}
        unit = one_line(self._text(row, self._at.get(Column.UNIT)))
        aside = tuple(self._aside(row))
        return Held(key, kind, unit, cells[Column.VALUE], texts, cells, lost, aside)

    def _aside(self, row: Row) -> Iterator[tuple[Cell, str]]:
        """What is written over the form's own words, or under no head."""
        for index, text in enumerate(row.cells):
            loose = index in self._printed or index not in self._headed
            if text and loose and index not in row.worked_out:
                yield self._cell(row.number, index), text

    def _ours(self, row: Row, texts: Mapping[Column, str]) -> None:
        """A heading, which takes no figure; on the first sheet the section that it lists."""
        codes = frozenset(self._text(row, self._at.get(Column.KIND)).split())
        if codes:
            index, name = next((n, text) for n, text in enumerate(row.cells) if text)
            self._found.parts.append(Part(one_line(name), self._cell(row.number, index), codes))
        figures = {column: text for column, text in texts.items() if is_figure(text)}
        if figures:
            self._nameless(row, figures)

    def _nameless(self, row: Row, texts: Mapping[Column, str]) -> None:
        """A row of people's own is left alone where nothing in it would be lost."""
        if texts.keys() <= _OWN:
            return
        for column, text in texts.items():
            self._tell("form.no_code", row.number, self._at[column], value=one_line(text))

    def _unknown(self, row: Row, key: str, texts: Mapping[Column, str]) -> None:
        for column, text in texts.items():
            params = {"key": key, "value": one_line(text)}
            self._tell("form.unknown_code", row.number, self._at[column], **params)

    # --- cells made one ----------------------------------------------------------------

    def _spread(self, rows: Sequence[Row]) -> Iterator[tuple[tuple[int, Column], str]]:
        """What a cell over several rows says of each of them: a document, a name, a reason."""
        by_number = {row.number: row for row in rows}
        for column in _SHARED & self._at.keys():
            index = self._at[column]
            for merge in self._sheet.merges:
                top = by_number.get(merge.top)
                if merge.left == index and merge.bottom > merge.top and top:
                    text = self._text(top, index)
                    yield from (
                        ((number, column), text) for number in range(merge.top, merge.bottom + 1)
                    )

    def _doubt_merges(self, held: Sequence[Held]) -> None:
        """A value in cells made one over two rows, or with another column: whose is it?"""
        values = {self._at[c]: c for c in (Column.VALUE, Column.INSPECTED) if c in self._at}
        printed = {self._at[c] for c in (Column.UNIT, Column.LABEL) if c in self._at}
        by_number = {row.number: row for row in self._sheet.rows}
        keyed = {row.where.row for row in held}
        for merge in self._sheet.merges:
            covered = [index for index in values if merge.left <= index <= merge.right]
            rows = keyed & set(range(merge.top, merge.bottom + 1))
            top = by_number.get(merge.top)
            if not covered or not rows or top is None or not self._text(top, merge.left):
                continue
            if len(rows) > 1 or (merge.left not in values and merge.left in printed):
                cells = (
                    f"{self._at_of(merge.top, merge.left)}:{self._at_of(merge.bottom, merge.right)}"
                )
                self._tell("form.merged", merge.top, merge.left, cells=cells)

    # --- places ------------------------------------------------------------------------

    def _text(self, row: Row, index: int | None) -> str:
        return row.cells[index] if index is not None and index < len(row.cells) else ""

    def _cell(self, row: int, index: int) -> Cell:
        return Cell(self._number, row, index + 1, self._sheet.name)

    def _at_of(self, row: int, index: int) -> str:
        return self._cell(row, index).at

    def _place(self, row: int, index: int) -> Place:
        return Place(self._file, cell=self._cell(row, index))

    def _tell(self, code: str, row: int, index: int, **params: str) -> None:
        self._found.notices.append(Notice(code, self._place(row, index), params))
