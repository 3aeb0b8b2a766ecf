"""A form that somebody filled in, read back as the content of a dossier with its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from assessment.errors import Cell, DossierError, Notice, Place
from assessment.files import Steps, Tree, lines_kept, one_line
from assessment.intake.form.kinds import refuse_other_kinds
from assessment.intake.form.rows import Found, Held, find
from assessment.intake.form.typed import (
    answer,
    claimed,
    day,
    day_for_number,
    flag,
    is_figure,
    is_given,
    period,
)
from assessment.model.form import CLAIMED, FOUND, Column, Kind, texts_of
from assessment.spreadsheets import Bounds, read_sheets

BOUNDS = Bounds(packed=8 << 20, unpacked=32 << 20, rows=5_000, columns=60, characters=32_767)

_ENDS = ("period.from", "period.to")
_PREVIOUS = ("previous.level", "previous.decided")
_IN_WORDS = frozenset({Column.DOCUMENTS, Column.BY, Column.REASON, Column.NOTE})
"""Columns beside a value that seldom hold a bare figure."""


class Read(NamedTuple):
    """What could be read of a form, and every `form.*` problem, each with its sheet and cell.

    What a problem leaves in doubt is not in the tree.
    """

    tree: Tree
    slips: tuple[Notice, ...]


def read_form(path: Path) -> Read:
    """Read a form written by `cdht form`.

    Raises:
        DossierError: the file cannot be read within bounds, or is no form.

    """
    name = str(path)
    refuse_other_kinds(path, BOUNDS.packed)
    found = find(name, read_sheets(path, DossierError, BOUNDS, lines_kept))
    if not found.is_form:
        _refuse("form.not_a_form", name)
    return _Made(name, found).read()


def is_form(path: Path) -> bool:
    """Whether a file is a form, well filled in or not."""
    try:
        return find(str(path), read_sheets(path, DossierError, BOUNDS, lines_kept)).is_form
    except DossierError:
        return False


def _refuse(code: str, file: str) -> NoReturn:
    raise DossierError(Notice(code, Place(file)))


def _says(held: Held | None) -> bool:
    return held is not None and bool(held.texts.get(Column.VALUE))


class _Made:
    """The content of a dossier, row by row, and the cell of each part of it."""

    def __init__(self, file: str, found: Found) -> None:
        self._file, self._found = file, found
        self._notices = list(found.notices)
        self._content: dict[str, Any] = {}
        self._cells: dict[Steps, Cell] = {}

    def read(self) -> Read:
        rows = list(self._once())
        by_key = {held.key: held for held in rows}
        self._look_aside(rows)
        self._look_at_numbers(rows)
        self._look_for_parts(by_key.keys())
        self._period(by_key)
        self._need(by_key)
        doubtful = {notice.place.cell for notice in self._notices}
        for held in (self._undoubted(held, doubtful) for held in rows):
            section, _, name = held.key.partition(".")
            match section:
                case "evidence":
                    self._evidence(name, held)
                case _:
                    self._single(section, name, held)
        return Read(Tree(self._content, self._file, {}, self._cells), tuple(self._notices))

    @staticmethod
    def _undoubted(held: Held, doubtful: set[Cell | None]) -> Held:
        sure = {c: text for c, text in held.texts.items() if held.cells[c] not in doubtful}
        return replace(held, texts=sure)

    def _once(self) -> Iterator[Held]:
        """Each code once: rows of the same code say the same, or fill each other in."""
        by_key: dict[str, list[Held]] = {}
        for held in self._found.rows:
            by_key.setdefault(held.key, []).append(held)
        for rows in by_key.values():
            yield self._together(rows)

    def _together(self, rows: list[Held]) -> Held:
        if all(row.lost for row in rows):
            for column in rows[0].lost:
                self._tell("form.formula", rows[0].cells[column])
        if len(rows) == 1:
            return rows[0]
        kind = next((row.kind for row in rows if row.kind not in (None, Kind.AGAIN)), rows[0].kind)
        unit = next((row.unit for row in rows if row.unit), "")
        texts: dict[Column, str] = {}
        cells, doubtful = dict(rows[0].cells), set[Column]()
        for row in rows:
            for column, text in row.texts.items():
                if column not in texts:
                    texts[column], cells[column] = text, row.cells[column]
                elif texts[column] != text:
                    said = {"value": one_line(text), "before": one_line(texts[column])}
                    self._tell("form.twice", row.cells[column], **said, other=str(cells[column]))
                    doubtful.add(column)
        sure = {column: text for column, text in texts.items() if column not in doubtful}
        aside = tuple(each for row in rows for each in row.aside)
        where = cells[Column.VALUE]
        return Held(rows[0].key, kind, unit, where, sure, cells, frozenset(doubtful), aside)

    # --- what stands alone -------------------------------------------------------------

    def _single(self, section: str, name: str, held: Held) -> None:
        steps: Steps = (section, name) if name else (section,)
        self._cells[steps] = held.where
        self._cells.setdefault((section,), held.where)
        if section == "period":
            return
        if section == "applies" and not held.texts.get(Column.VALUE):
            return
        self._told_beside(held)
        text = held.texts.get(Column.VALUE)
        if text is None:
            return
        value = self._value(held, text)
        if name:
            self._content.setdefault(section, {})[name] = value
        else:
            self._content[section] = value

    def _value(self, held: Held, text: str) -> str:
        options = self._found.options.get(held.key, {})
        said = options.get(one_line(text).casefold())
        if said is not None:
            return said
        if held.kind is Kind.DAY or held.key == "previous.decided":
            return day(text)
        if held.kind is Kind.YES_NO:
            return answer(text)
        return text

    def _told_beside(self, held: Held) -> None:
        """What stands beside a row that has a value only would be lost."""
        for column in held.texts.keys() - {Column.VALUE}:
            self._tell("form.not_here", held.cells[column], value=one_line(held.texts[column]))

    def _period(self, rows: Mapping[str, Held]) -> None:
        """The period, of which one cell may state both ends."""
        texts = [rows[key].texts.get(Column.VALUE) if key in rows else None for key in _ENDS]
        found = period(*texts)
        if found.clash:
            here, there = _ENDS if found.clash.in_first else _ENDS[::-1]
            one, other = (one_line(rows[key].texts[Column.VALUE]) for key in (here, there))
            span = found.clash.span
            said = {"value": one, "from": span.first, "to": span.last, "other": other}
            self._tell("form.two_periods", rows[here].where, **said, at=rows[there].where.at)
            return
        ends = zip(("from", "to"), (found.first, found.last), strict=True)
        stated = {name: text for name, text in ends if text is not None}
        if stated:
            self._content["period"] = stated

    # --- what is missing, and what stands elsewhere ------------------------------------

    def _need(self, rows: Mapping[str, Held]) -> None:
        """A name and a kind; of a period both ends, of a decision its day."""
        needed = ["subject.name", "subject.kind"]
        if len(self._content.get("period", _ENDS)) < len(_ENDS):
            needed += _ENDS
        if any(_says(rows.get(key)) for key in _PREVIOUS):
            needed += _PREVIOUS
        known = {notice.place.cell for notice in self._notices}
        for key in () if self._found.unread else needed:
            held = rows.get(key)
            if held is None:
                self._notices.append(Notice("form.row_gone", Place(self._file), {"key": key}))
            elif not _says(held) and held.where not in known:
                self._tell("form.needed", held.where, key=key)

    def _look_for_parts(self, keys: AbstractSet[str]) -> None:
        """A section of which no row is left; where a sheet cannot be read it may stand there."""
        for part in self._found.parts if not self._found.unread else ():
            if not part.keys & keys:
                self._tell("form.part_gone", part.cell, name=part.name)

    def _look_at_numbers(self, rows: Iterable[Held]) -> None:
        """Days in cells of numbers."""
        for held in rows:
            for column in (Column.VALUE, Column.INSPECTED):
                text = held.texts.get(column, "") if held.key.startswith("evidence.") else ""
                if found := day_for_number(text, held.kind):
                    self._tell("form.day", held.cells[column], value=found)

    def _look_aside(self, rows: Iterable[Held]) -> None:
        """What looks like the value of a row, in a cell from which none is read."""
        for held in rows:
            options = self._found.options.get(held.key, {})
            at = held.where.at
            for cell, text in held.aside:
                if is_given(text, held.kind, options) or is_figure(text):
                    self._tell("form.stray", cell, value=one_line(text), at=at)
            if Column.VALUE in (*held.texts, *held.lost) or not held.key.startswith("evidence."):
                continue
            for column in _IN_WORDS & held.texts.keys():
                if is_given(held.texts[column], held.kind, options):
                    said = {"value": one_line(held.texts[column]), "at": at}
                    self._tell("form.misplaced", held.cells[column], **said)

    def _tell(self, code: str, cell: Cell, **params: Any) -> None:
        self._notices.append(Notice(code, Place(self._file, cell=cell), params))

    # --- evidence ----------------------------------------------------------------------

    def _evidence(self, name: str, held: Held) -> None:
        for section, column, fields in (
            ("evidence", Column.VALUE, CLAIMED),
            ("inspected", Column.INSPECTED, FOUND),
        ):
            claim = dict(self._claim((section, name), held, column, fields))
            if claim:
                plain = claim["value"] if claim.keys() == {"value"} else claim
                self._content.setdefault(section, {})[name] = plain

    def _claim(
        self, steps: Steps, held: Held, column: Column, fields: Mapping[Column, str]
    ) -> Iterable[tuple[str, Any]]:
        if column in held.cells:
            self._cells[steps] = held.cells[column]
        aside = None
        if text := held.texts.get(column):
            options = self._found.options.get(held.key, {})
            said = claimed(text, held.kind, options, held.unit)
            aside = said.pop("note", None)
            yield from said.items()
        for other, name in fields.items():
            text = held.texts.get(other)
            if not text:
                continue
            self._cells[(*steps, name)] = held.cells[other]
            self._cells.setdefault(steps, held.cells[other])
            match name:
                case "documents":
                    yield name, list(texts_of(text))
                case "illustrative" | "rejected":
                    if (ticked := flag(text)) != "false":
                        yield name, ticked
                case "note" if aside:
                    aside = f"{text}; {aside}"
                case _:
                    yield name, text
        if aside:
            yield "note", aside
