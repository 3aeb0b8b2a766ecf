"""A form that somebody filled in, read back as the content of a dossier with its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from zipfile import BadZipFile, ZipFile

from assessment.errors import Cell, DossierError, Notice, Place
from assessment.files import Steps, Tree, lines_kept, one_line
from assessment.intake.form.rows import Found, Held, find
from assessment.intake.form.typed import answer, claimed, day, end, flag
from assessment.model.form import CLAIMED, FOUND, Column, Kind, texts_of
from assessment.spreadsheets import Bounds, read_sheets

SUFFIX = ".xlsx"
BOUNDS = Bounds(packed=8 << 20, unpacked=32 << 20, rows=5_000, columns=60, characters=32_767)

_LOCKED = b"\xd0\xcf\x11\xe0"
_MACROS = "vbaproject.bin"
_NEEDED = (("subject.name", True), ("period.from", False), ("period.to", False))


def read_form(path: Path) -> Tree:
    """Read a form written by `cdht form`.

    Raises:
        DossierError: the file cannot be read within bounds, or is no form; or every
            `form.*` problem, each with its sheet and cell.

    """
    name = str(path)
    if path.suffix.lower() != SUFFIX:
        code = "form.macros" if path.suffix.lower() in (".xlsm", ".xltm") else "form.other_format"
        _refuse(code, name, value=path.suffix)
    _refuse_other_kinds(path)
    found = find(name, read_sheets(path, DossierError, BOUNDS, lines_kept))
    if not found.is_form:
        _refuse("form.not_a_form", name)
    return _Made(name, found).tree()


def is_form(path: Path) -> bool:
    """Whether a file is a form, well filled in or not."""
    try:
        return find(str(path), read_sheets(path, DossierError, BOUNDS, lines_kept)).is_form
    except DossierError:
        return False


def _refuse_other_kinds(path: Path) -> None:
    """With a password, or of the years before 2007, which are no archives; with macros inside."""
    data, names = b"", list[str]()
    try:
        with path.open("rb") as file:
            data = file.read(BOUNDS.packed)
        names = ZipFile(BytesIO(data)).namelist()
    except (OSError, ValueError, BadZipFile):
        pass  # whoever reads the workbook says what is wrong with it
    if data.startswith(_LOCKED):
        _refuse("form.locked", str(path))
    if any(name.lower().endswith(_MACROS) for name in names):
        _refuse("form.macros", str(path), value=path.suffix)


def _refuse(code: str, file: str, **params: str) -> NoReturn:
    raise DossierError(Notice(code, Place(file), params))


class _Made:
    """The content of a dossier, row by row, and the cell of each part of it."""

    def __init__(self, file: str, found: Found) -> None:
        self._file, self._found = file, found
        self._notices = list(found.notices)
        self._content: dict[str, Any] = {}
        self._cells: dict[Steps, Cell] = {}

    def tree(self) -> Tree:
        rows = list(self._once())
        for held in rows:
            section, _, name = held.key.partition(".")
            match section:
                case "evidence":
                    self._evidence(name, held)
                case _:
                    self._single(section, name, held)
        self._need({held.key: held for held in rows})
        if self._notices:
            raise DossierError(*self._notices)
        return Tree(self._content, self._file, {}, self._cells)

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
        cells = dict(rows[0].cells)
        for row in rows:
            for column, text in row.texts.items():
                if column not in texts:
                    texts[column], cells[column] = text, row.cells[column]
                elif texts[column] != text:
                    said = {"value": one_line(text), "before": one_line(texts[column])}
                    self._tell("form.twice", row.cells[column], **said, other=str(cells[column]))
        return Held(rows[0].key, kind, unit, cells[Column.VALUE], texts, cells)

    # --- what stands alone -------------------------------------------------------------

    def _single(self, section: str, name: str, held: Held) -> None:
        steps: Steps = (section, name) if name else (section,)
        self._cells[steps] = held.where
        if section == "applies" and not held.texts.get(Column.VALUE):
            return
        self._told_beside(held)
        text = held.texts.get(Column.VALUE)
        if text is None:
            return
        value = self._value(held, text)
        if name:
            self._content.setdefault(section, {})[name] = value
            self._cells.setdefault((section,), held.where)
        else:
            self._content[section] = value

    def _value(self, held: Held, text: str) -> str:
        options = self._found.options.get(held.key, {})
        said = options.get(one_line(text).casefold())
        if said is not None:
            return said
        if held.key in ("period.from", "period.to"):
            return end(text, last=held.key == "period.to")
        if held.kind is Kind.DAY or held.key == "previous.decided":
            return day(text)
        if held.kind is Kind.YES_NO:
            return answer(text)
        return text

    def _told_beside(self, held: Held) -> None:
        """What stands beside a row that has a value only would be lost."""
        for column in held.texts.keys() - {Column.VALUE}:
            self._tell("form.not_here", held.cells[column], value=one_line(held.texts[column]))

    def _need(self, rows: Mapping[str, Held]) -> None:
        """A name; and of a period both ends."""
        period = self._content.get("period", {})
        for key, always in _NEEDED:
            held = rows.get(key)
            if held and not held.texts.get(Column.VALUE) and (always or period):
                self._tell("form.needed", held.where)

    def _tell(self, code: str, cell: Cell, **params: str) -> None:
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
