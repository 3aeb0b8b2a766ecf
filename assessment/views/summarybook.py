"""The table of a district or a province as an Excel file, to print and to work on.

Each table has three sheets: the subjects, what they have in each criterion, and the evidence
they lack; the last sheet lists the files left out and what else to know. Points are numbers,
all else is text that no spreadsheet takes for a formula.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assessment.errors import Notice
from assessment.model.quantity import Interval, Ratio, rounded_percent
from assessment.model.summary import Earned, Group, Row, Summary, Table
from assessment.spreadsheets import put
from assessment.views.names import Names
from assessment.views.summarywords import SummaryWords
from assessment.wording import Words

_FONT = "Arial"
_THIN = Side(style="thin", color="FFBFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", start_color="FF1F4E78", end_color="FF1F4E78")
_SUM_FILL = PatternFill("solid", start_color="FFD9E1F2", end_color="FFD9E1F2")
_LINE, _HEAD = 13, 3
_LONGEST_CELL, _LONGEST_NAME = 32_000, 31
_ILLEGAL = re.compile(r"[\\/*?:\[\]]")

_Cell = str | int | Decimal | None


class _Column(NamedTuple):
    """A column's name, or that of its words; its width in letters."""

    name: str
    width: int
    centred: bool = False


_SUBJECTS = (
    *(_Column("number", 5), _Column("name", 22), _Column("district", 12)),
    *(
        _Column("period", 7, centred=True),
        _Column("low", 8, centred=True),
        _Column("high", 8, centred=True),
    ),
    *(_Column("rating", 16), _Column("eligible", 13), _Column("standing", 9)),
    *(_Column("missing", 8, centred=True), _Column("weakest", 18), _Column("before", 17)),
    *(_Column("change_low", 8, centred=True), _Column("change_high", 8, centred=True)),
    *(_Column("direction", 9), _Column("file", 18)),
)
_LACKING = (
    _Column("label", 60),
    _Column("key", 28),
    _Column("count", 8, centred=True),
    _Column("who", 60),
)
_NOTICES = (
    *(_Column("file", 34), _Column("line", 7), _Column("kind", 11)),
    *(_Column("message", 60), _Column("hint", 44), _Column("code", 26)),
)


def workbook(found: Summary, words: Words) -> bytes:
    """The file's content."""
    book = Workbook()
    book.remove(book.worksheets[0])
    pairs = [(group, table) for group in found.groups for table in group.tables]
    for number, (group, table) in enumerate(pairs, start=1):
        sheets = _Sheets(group, table, words, f" {number}" if len(pairs) > 1 else "")
        sheets.subjects(book)
        sheets.criteria(book)
        sheets.lacking(book)
    _notices(book, found, words)
    book.properties.title = words.say("summary.sheet.subjects")
    book.properties.creator = "cdht"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Sheets:
    """The sheets of one table."""

    def __init__(self, group: Group, table: Table, words: Words, suffix: str) -> None:
        self._group = group
        self._table = table
        self._words = words
        self._say = words.say
        self._suffix = suffix
        self._said = SummaryWords(group, words)

    def _sheet(self, book: Workbook, name: str) -> Worksheet:
        title = self._say(f"summary.sheet.{name}")[: _LONGEST_NAME - len(self._suffix)]
        sheet: Worksheet = book.create_sheet(_ILLEGAL.sub(" ", f"{title}{self._suffix}"))
        _title(sheet, self._say(f"summary.sheet.{name}"), self._said.heading(self._table))
        return sheet

    # --- the subjects ------------------------------------------------------------------

    def subjects(self, book: Workbook) -> None:
        sheet = self._sheet(book, "subjects")
        _heads(sheet, [self._column(c.name) for c in _SUBJECTS], [c.width for c in _SUBJECTS])
        row = _HEAD
        for row, found in enumerate(self._table.rows, start=_HEAD + 1):
            _cells(sheet, row, self._subject(row - _HEAD, found), _SUBJECTS)
        _finish(sheet, len(_SUBJECTS), row, f"C{_HEAD + 1}")
        self._together(sheet, row + 2)

    def _column(self, name: str) -> str:
        return self._say(f"summary.head.{name}")

    def _subject(self, number: int, row: Row) -> Iterator[_Cell]:
        subject, period = row.result.dossier.subject, row.result.dossier.period
        points, change = row.result.score.points, row.change
        yield number
        yield subject.name
        yield subject.district
        yield period.to.year if period else None
        yield from (points.low, points.high) if points else (None, None)
        yield self._said.rating(row.result)
        yield self._said.recognised(row)
        standing = "provisional" if row.provisional else None
        yield self._say(f"standing.{standing}") if standing else None
        yield len(row.result.missing)
        yield self._said.weakest(row)
        yield self._before(row)
        moved = change.points if change else None
        yield from (moved.low, moved.high) if moved else (None, None)
        yield self._say(f"summary.moved.{row.direction.value}")
        yield row.entry.file

    def _before(self, row: Row) -> str | None:
        if row.change is None:
            return None
        entry = row.change.before
        return f"{entry.year}: {self._said.result(entry)}"

    def _together(self, sheet: Worksheet, row: int) -> None:
        """How many have each rating, below the subjects."""
        whole = len(self._table.rows)
        lines: list[tuple[str, int, int]] = [
            (rating.title, sure, possible) for rating, sure, possible in self._table.ratings
        ]
        lines.append((self._say("standing.undetermined"), self._table.undetermined, 0))
        heads = ("rating", "count", "share", "possible")
        for column, name in zip((2, 3, 4, 5), heads, strict=True):
            cell = put(sheet, row, column, self._column(name))
            cell.font, cell.fill, cell.border = _bold(), _SUM_FILL, _BOX
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        for offset, (title, sure, possible) in enumerate(lines, start=1):
            share = rounded_percent(Ratio(sure, whole))
            told: list[_Cell] = [title, sure, share, possible or None]
            for column, value in zip((2, 3, 4, 5), told, strict=True):
                _put(sheet, row + offset, column, value)
        below = row + len(lines) + 2
        for entry in self._group.absent:
            text = self._say("summary.absent_one", name=entry.name, year=str(self._group.year))
            put(sheet, below, 2, text).font = Font(name=_FONT, size=10, italic=True)
            below += 1

    # --- criteria ----------------------------------------------------------------------

    def criteria(self, book: Workbook) -> None:
        sheet = self._sheet(book, "criteria")
        columns = [*_SUBJECTS[:2], *self._criteria()]
        heads = [self._column("number"), self._column("name"), *(c.name for c in columns[2:])]
        _heads(sheet, heads, [column.width for column in columns])
        row = _HEAD
        criteria = self._table.ruleset.criteria
        for row, found in enumerate(self._table.rows, start=_HEAD + 1):
            by_id = {earned.criterion.id: earned for earned in found.criteria}
            grades = [self._grade(by_id.get(c.id)) for c in criteria]
            points = found.result.score.points
            total = [self._open(points)] if points else []
            _cells(sheet, row, [row - _HEAD, self._said.name(found), *grades, *total], columns)
        losses = {loss.criterion.id: loss for loss in self._table.losses}
        mine = [losses.get(criterion.id) for criterion in criteria]
        sums: dict[str, list[_Cell]] = {
            "lost": [self._open(loss.lost) if loss else 0 for loss in mine],
            "losers": [loss.subjects if loss else 0 for loss in mine],
        }
        for offset, (name, values) in enumerate(sums.items(), start=1):
            _cells(sheet, row + offset, [None, self._column(name), *values], columns)
            for column in range(1, len(columns) + 1):
                cell = sheet.cell(row + offset, column)
                cell.fill, cell.font = _SUM_FILL, _bold()
        _finish(sheet, len(columns), row, f"C{_HEAD + 1}")

    def _criteria(self) -> Iterator[_Column]:
        """A column a criterion, each with the most that it can come to; then the total."""
        ruleset = self._table.ruleset
        width = max(9, min(16, 150 // len(ruleset.criteria)))
        for criterion in ruleset.criteria:
            most = len(ruleset.levels) if criterion.max is None else criterion.max
            title = f"{criterion.id}. {criterion.title.text}"
            yield _Column(f"{title} ({self._words.number(most)})", width, centred=True)
        if ruleset.scale:
            total = f"{self._column('total')} ({self._words.number(ruleset.scale.max)})"
            yield _Column(total, 10, centred=True)

    def _grade(self, earned: Earned | None) -> _Cell:
        if earned is None:
            return None
        return self._open(earned.grade) if earned.applies else self._say("not_applied")

    def _open(self, points: Interval) -> _Cell:
        """A number; what is still open as text."""
        return points.low if points.exact else self._said.points(points)

    # --- evidence ----------------------------------------------------------------------

    def lacking(self, book: Workbook) -> None:
        sheet = self._sheet(book, "lacking")
        _heads(sheet, [self._column(c.name) for c in _LACKING], [c.width for c in _LACKING])
        names = Names(self._table.ruleset, self._words)
        row = _HEAD
        for row, (key, rows) in enumerate(self._table.lacking, start=_HEAD + 1):
            who = "; ".join(self._said.name(found) for found in rows)
            _cells(sheet, row, [names.label(key), key, len(rows), who], _LACKING)
        _finish(sheet, len(_LACKING), row, f"A{_HEAD + 1}")


def _notices(book: Workbook, found: Summary, words: Words) -> None:
    """The files left out with every reason, then the warnings."""
    sheet: Worksheet = book.create_sheet(words.say("summary.sheet.errors"))
    _title(sheet, words.say("summary.sheet.errors"), _counted(found, words))
    heads = [words.say(f"summary.head.{column.name}") for column in _NOTICES]
    _heads(sheet, heads, [column.width for column in _NOTICES])
    told: list[tuple[str, str, Notice]] = [
        (failure.file, "error", notice) for failure in found.failures for notice in failure.notices
    ]
    told += [(notice.place.file or "", "warning", notice) for notice in found.warnings]
    row = _HEAD
    for row, (file, kind, notice) in enumerate(told, start=_HEAD + 1):
        at = str(notice.place.cell) if notice.place.cell else notice.place.line
        cells: list[_Cell] = [file, at, words.say(f"summary.kind.{kind}")]
        cells += [words.message(notice), words.hint(notice), notice.code]
        _cells(sheet, row, cells, _NOTICES)
    _finish(sheet, len(_NOTICES), row, f"A{_HEAD + 1}")


def _counted(found: Summary, words: Words) -> str:
    said = words.say("summary.failures", count=len(found.failures))
    if not found.passed_over:
        return said
    files = "; ".join(found.passed_over)
    passed = words.say("summary.passed_over", count=len(found.passed_over), files=files)
    return f"{said} {passed}"


# --- cells -----------------------------------------------------------------------------


def _bold() -> Font:
    return Font(name=_FONT, size=10, bold=True)


def _title(sheet: Worksheet, title: str, heading: str) -> None:
    put(sheet, 1, 1, title).font = Font(name=_FONT, size=14, bold=True)
    put(sheet, 2, 1, heading[:_LONGEST_CELL]).font = Font(name=_FONT, size=10)


def _heads(sheet: Worksheet, names: Sequence[str], widths: Sequence[int]) -> None:
    for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        cell = put(sheet, _HEAD, column, name)
        cell.font = Font(name=_FONT, bold=True, size=10, color="FFFFFFFF")
        cell.fill, cell.border = _HEAD_FILL, _BOX
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    pairs = zip(names, widths, strict=True)
    tallest = max(len(textwrap.wrap(name, max(width - 2, 4))) for name, width in pairs)
    sheet.row_dimensions[_HEAD].height = _LINE * max(tallest, 2) + 4


def _cells(sheet: Worksheet, row: int, values: Iterable[_Cell], columns: Sequence[_Column]) -> None:
    told = list(values)
    for number, (value, column) in enumerate(zip(told, columns, strict=False), start=1):
        _put(sheet, row, number, value, centred=column.centred)
    lines = (
        len(textwrap.wrap(str(value), column.width))
        for value, column in zip(told, columns, strict=False)
        if value is not None
    )
    sheet.row_dimensions[row].height = _LINE * max([1, *lines]) + 3


def _put(sheet: Worksheet, row: int, column: int, value: _Cell, *, centred: bool = False) -> None:
    if isinstance(value, str):
        cell: Any = put(sheet, row, column, value[:_LONGEST_CELL])
    else:
        cell = sheet.cell(row, column, value)
    cell.font, cell.border = Font(name=_FONT, size=10), _BOX
    horizontal = "center" if centred else None
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=horizontal)


def _finish(sheet: Worksheet, columns: int, last: int, frozen: str) -> None:
    """Frozen heads, a filter, and A4 landscape with the heads on every page."""
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(columns)}{max(last, _HEAD + 1)}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.3
    footer: Any = sheet.oddFooter
    footer.right.text = "&P/&N"
