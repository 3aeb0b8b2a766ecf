"""A checklist that someone filled in, read back from Excel or Markdown.

Columns are found by their heads, in either language, so that moved or added columns do no
harm. What the cells mean is for `assessment.rulebook.confirm` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.files import one_line
from assessment.spreadsheets import FORM, Row, read_rows
from assessment.wording import Words

SUFFIXES = (".xlsx", ".md")
_MAX_BYTES = 4 * 1024 * 1024
_MAX_LINES = 20_000
_MAX_CHARACTERS = 2_000
_READ = ("item", "figure", "value", "official", "where", "by")
_NEEDED = frozenset({"item", "figure", "value", "official"})


class Filled(NamedTuple):
    """A row with an official value: the figure it names, what it was printed with, what it says."""

    place: Place
    name: str
    value: str
    official: str
    where: str
    by: str


class Checklist(NamedTuple):
    """`blank`: rows with nothing filled in; `problems`: rows that cannot be read."""

    file: str
    ruleset: str
    filled: tuple[Filled, ...]
    blank: int
    problems: tuple[Notice, ...]


def read_checklist(path: Path) -> Checklist:
    """Read a checklist written by `cdht rules verify --out`.

    Raises:
        DossierError: the file cannot be read within bounds, or is no checklist.
        UsageError: `confirm.unknown_format`.

    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        params = {"value": path.suffix, "allowed": ", ".join(SUFFIXES)}
        raise UsageError(Notice("confirm.unknown_format", Place(str(path)), params))
    if suffix == ".md":
        return _read(tuple(_markdown(path)), str(path))
    return _read(read_rows(path, DossierError, FORM), str(path))


def _read(rows: Sequence[Row], file: str) -> Checklist:
    languages = (Words("vi"), Words("en"))
    labels = {words.say("checklist.ruleset") for words in languages}
    heads = [{n: words.say(f"checklist.column.{n}") for n in _READ} for words in languages]
    ruleset, at, blank = "", dict[str, int](), 0
    filled: list[Filled] = []
    problems: list[Notice] = []
    for row in rows:
        if found := _columns(row.cells, heads):
            at = found
        elif row.cells[0] in labels and not ruleset:
            ruleset = next((cell for cell in row.cells[1:] if cell), "")
        elif at:
            name = _name(row.cells, at)
            cells = {column: _cell(row.cells, at.get(column)) for column in _READ}
            place = Place(file, row.number, name or None)
            if set(at.values()) & row.formulas:
                problems.append(Notice("sheet.formula", place))
            elif not cells["official"]:
                if name and (cells["where"] or cells["by"]):
                    problems.append(Notice("confirm.no_official", place))
                else:
                    blank += bool(name)
            elif not name:
                problems.append(Notice("confirm.nameless_row", place))
            else:
                texts = (cells[column] for column in ("value", "official", "where", "by"))
                filled.append(Filled(place, name, *texts))
    if not at or not ruleset:
        raise DossierError(Notice("confirm.not_a_checklist", Place(file)))
    return Checklist(file, ruleset, tuple(filled), blank, tuple(problems))


def _columns(cells: Sequence[str], languages: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """Which column is where, when these are the heads; else nothing."""
    for heads in languages:
        found = {name: cells.index(head) for name, head in heads.items() if head in cells}
        if found.keys() >= _NEEDED:
            return found
    return {}


def _name(cells: Sequence[str], at: Mapping[str, int]) -> str:
    item, figure = _cell(cells, at["item"]), _cell(cells, at["figure"])
    return f"{item}:{figure}" if item and figure else ""


def _cell(cells: Sequence[str], index: int | None) -> str:
    return cells[index] if index is not None and index < len(cells) else ""


# --- Markdown --------------------------------------------------------------------------


def _markdown(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_lines(path), start=1):
        if line.lstrip().startswith("|"):
            cells = tuple(_cells(one_line(line)))
            if not all(set(cell) <= set("-:") for cell in cells):
                yield Row(number, cells)


def _lines(path: Path) -> list[str]:
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise DossierError(Notice("file.not_found", Place(name))) from None
    except UnicodeDecodeError:
        raise DossierError(Notice("file.not_text", Place(name))) from None
    except OSError:
        raise DossierError(Notice("file.unreadable", Place(name))) from None
    lines = text.splitlines()
    if len(data) > _MAX_BYTES or len(lines) > _MAX_LINES:
        raise DossierError(Notice("sheet.too_large", Place(name), {"limit": _MAX_BYTES}))
    long = [n for n, line in enumerate(lines, start=1) if len(line) > _MAX_CHARACTERS * len(_READ)]
    if long:
        params = {"limit": _MAX_CHARACTERS}
        raise DossierError(Notice("sheet.cell_too_long", Place(name, long[0]), params))
    return lines


def _cells(line: str) -> Iterator[str]:
    r"""The cells of "| a | b \| c |": a, b | c."""
    cell, escaped = "", False
    for character in line[1:]:
        if escaped or character not in "\\|":
            cell, escaped = cell + character, False
        elif character == "\\":
            escaped = True
        else:
            yield cell.strip().strip("`")
            cell = ""
    if cell.strip():
        yield cell.strip().strip("`")
