"""A register of classes, as volunteers keep it, becomes a `Register`.

Rows are classes (or several classes of one kind, where a column counts them), headings of
sections, totals, or none of these. A cell that cannot be read is named and stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assessment.errors import Notice, Place, RegisterError
from assessment.intake.cells import amount, bare_words, said, span
from assessment.intake.heads import (
    Column,
    Heads,
    are_heads,
    are_other_heads,
    find_heads,
    likeness,
)
from assessment.intake.sections import ClassRow, Entry, Heading, TotalRow, led, totals
from assessment.intake.sheets import read_table
from assessment.model.register import (
    UNKNOWN,
    Amount,
    ClassHeld,
    Counted,
    Register,
    Span,
    Stated,
)
from assessment.spreadsheets import Row, Sheet

_COUNTED = {
    Counted.CLASSES: Column.CLASSES,
    Counted.ATTENDANCES: Column.ATTENDANCES,
    Counted.PEOPLE: Column.PEOPLE,
    Counted.WOMEN: Column.WOMEN,
}
_TOTAL = re.compile(
    r"(?P<word>tong (?:cong|so)|tong|cong don|cong|total)"
    r"(?: (?P<rest>(?:trang|nhom|muc|phan|chuong|thang|quy|nam|ca|toan|chung|hoc ky|ky|lop|luot|nguoi|so"
    r"|[ivx]+|[a-z]|\d+)\b.*))?"
)
_HEADING = re.compile(r"(nhom|muc|phan|chuong|linh vuc|thang|quy|hoc ky|[ivx]{1,5}|[a-h])\b.*")
_OF_TIME = re.compile(r"(thang|quy|hoc ky|nam)\b.*")
_SECTION_NUMBER = re.compile(r"[ivx]{1,5}|[a-h]")
_NO_CLASS = re.compile(
    r"(luy ke|(trang truoc )?(chuyen|mang) sang|cong mang sang|trang truoc|trong do|binh quan"
    r"|trung binh|ty le)\b.*"
)
"""What other rows come to in another way, or so far."""
_SUMMARY = re.compile(r"(tong hop|tong cong|summary).*")
_DIGITS = re.compile(r"\d{1,5}")
_HAS_DIGIT = re.compile(r"\d")
_COUNTING = (Column.CLASSES, Column.ATTENDANCES, Column.LEARNERS, Column.PEOPLE)
_WHEN_EMPTY = {
    Counted.CLASSES: "register.no_count",
    Counted.ATTENDANCES: "register.no_learners",
    Counted.PEOPLE: "",
    Counted.WOMEN: "",
}
"""What an empty cell is told as; "" where many registers leave it so."""
_LETTERS = 26


def read_register(path: Path) -> Register:
    """Read a register: every visible sheet that holds one, but a sheet of sums of the others.

    Raises:
        UsageError: `register.unknown_format`.
        RegisterError: `file.*`, `sheet.*`; `register.no_table`, `register.no_classes`.

    """
    sheets = read_table(path, likeness)
    tables = [(sheet, heads) for sheet in sheets if (heads := find_heads(sheet.rows))]
    if not tables:
        raise RegisterError(Notice("register.no_table", Place(str(path))))
    warnings: list[Notice] = []
    parts: list[Register] = []
    for sheet, heads in tables:
        if len(tables) > 1 and (not sheet.shown or _SUMMARY.fullmatch(bare_words(sheet.name))):
            warnings.append(Notice("register.sheet_left_out", Place(str(path), None, sheet.name)))
        else:
            parts.append(_Reading(str(path), sheet, heads).register())
    classes = tuple(held for part in parts for held in part.classes)
    if not classes:
        raise RegisterError(Notice("register.no_classes", Place(str(path))))
    return Register(
        str(path),
        classes,
        tuple(total for part in parts for total in part.totals),
        tuple(row for part in parts for row in part.set_aside),
        next((part.said_of_people for part in parts if part.said_of_people), ""),
        (*warnings, *(warning for part in parts for warning in part.warnings)),
    )


def stated_of(text: str, option: str) -> tuple[Stated, ...]:
    """The totals that a sentence states: "55 lớp, 4.407 lượt người"."""
    place = Place(path=option)
    return tuple(Stated(place, found.counted, found.amount, found.text) for found in said(text))


@dataclass(slots=True)
class _Reading:
    """One sheet, row after row."""

    file: str
    sheet: Sheet
    heads: Heads
    warnings: list[Notice] = field(default_factory=list)
    set_aside: list[tuple[Place, str]] = field(default_factory=list)

    def register(self) -> Register:
        self._doubt_heads()
        entries: list[Entry] = []
        for row in self.sheet.rows[self.heads.below :]:
            if are_other_heads(row.cells, self.heads):
                self._warn("register.another_table", self._place(row))
                break
            entry = None if are_heads(row.cells, self.heads) else self._entry(row)
            if entry is not None:
                entries.append(entry)
        filled = list(self._filled(list(led(entries))))
        self._doubt_numbers(filled)
        classes = tuple(entry.held for entry in filled if isinstance(entry, ClassRow))
        sums = tuple(totals(filled))
        at = self._at(Column.ATTENDANCES)
        people = self._at(Column.LEARNERS) if at is None else None
        head = "" if people is None else self.heads.texts[people]
        return Register(self.file, classes, sums, tuple(self.set_aside), head, tuple(self.warnings))

    # --- rows ---

    def _entry(self, row: Row) -> Entry | None:
        number = self._cell(row, Column.NUMBER)
        digits = _DIGITS.fullmatch(number.rstrip("."))
        label = next((cell for cell in row.cells if cell and not _DIGITS.fullmatch(cell)), "")
        place = self._place(row)
        total = _TOTAL.fullmatch(bare_words(label))
        if total and not digits:
            return TotalRow(place, label, total["word"], total["rest"] or "", self._stated(row))
        texts = [cell for cell in row.cells if cell]
        if digits and len(texts) == 1:
            return None  # numbered beforehand, and never written on
        lettered = bool(_SECTION_NUMBER.fullmatch(bare_words(number)))
        named = " ".join(texts[1:] if lettered and len(texts) > 1 else texts)
        alone = len(texts) == 1 + (lettered and len(texts) > 1)
        if alone and not digits and (lettered or _HEADING.fullmatch(bare_words(label))):
            return Heading(named, bool(_OF_TIME.fullmatch(bare_words(named))))
        is_class = self._is_class(row, numbered=digits is not None)
        if not is_class or (not digits and _NO_CLASS.fullmatch(bare_words(label))):
            self.set_aside.append((place, " ".join(texts)))
            return None
        counted = int(digits[0]) if digits else None
        topic = self._cell(row, Column.GROUP) or self._cell(row, Column.TOPIC) or label
        held = self._held(row)
        return ClassRow(held, topic, lettered, counted, tuple(self._counted(row, held)))

    def _is_class(self, row: Row, *, numbered: bool) -> bool:
        """A row that counts something, or names what is numbered or dated: signatures do not."""
        counts = [self._cell(row, column) for column in _COUNTING]
        counts_some = any(amount(text) not in (None, UNKNOWN) for text in counts)
        if counts_some or any(self._at(column) in row.formulas for column in _COUNTING):
            return True
        named = self._cell(row, Column.TOPIC) or self._cell(row, Column.GROUP)
        said_of_it = (self._cell(row, Column.WHEN), *counts)
        return bool(named) and (numbered or any(map(_HAS_DIGIT.search, said_of_it)))

    def _held(self, row: Row) -> ClassHeld:
        when = self._cell(row, Column.WHEN)
        return ClassHeld(
            self._place(row),
            when,
            self._span(row, when),
            self._cell(row, Column.GROUP),
            self._cell(row, Column.TOPIC),
            self._cell(row, Column.VENUE),
            self._amount(row, Counted.CLASSES) or Amount.of(1),
            self._amount(row, Counted.ATTENDANCES) or UNKNOWN,
            self._amount(row, Counted.PEOPLE),
            self._amount(row, Counted.WOMEN),
        )

    def _counted(self, row: Row, held: ClassHeld) -> Iterator[Stated]:
        for counted in Counted:
            at, found = self._at_of(counted), held.amount(counted)
            if at is not None and found is not None and found != UNKNOWN:
                yield Stated(self._place(row, at), counted, found, self._text(row, at))

    def _amount(self, row: Row, counted: Counted) -> Amount | None:
        """None: no such column. What is missing or unreadable is told, and stays unknown."""
        at = self._at_of(counted)
        if at is None:
            return None
        text = self._text(row, at)
        found = amount(text)
        if found is not None and found.exact:
            return found
        if counted is Counted.CLASSES and not text and _one_each(self.heads):
            return Amount.of(1)
        code = "register.bad_amount" if found is None else "register.rough_amount"
        code = "register.formula" if at in row.formulas else code if text else _WHEN_EMPTY[counted]
        if code:
            self._warn(code, self._place(row, at), value=text)
        return found or UNKNOWN

    def _span(self, row: Row, when: str) -> Span | None:
        try:
            return span(when)
        except ValueError:
            at = self._at(Column.WHEN)
            self._warn("register.bad_date", self._place(row, at), value=when)
            return None

    def _stated(self, row: Row) -> tuple[Stated, ...]:
        """What a total states in its cells, or in words: "Tổng cộng: 55 lớp"."""
        found: dict[Counted, Stated] = {}
        for counted in Counted:
            at = self._at_of(counted)
            if at is None and counted is Counted.CLASSES:
                at = self._at(Column.TOPIC)  # where classes are not counted, beside their sum
            text = self._text(row, at)
            stated = amount(text)
            place = self._place(row, at)
            if at in row.formulas:
                self._warn("register.formula", place)
            elif text and stated is not None:
                found[counted] = Stated(place, counted, stated, text)
            elif at == self._at(_COUNTED[counted]) and text and not any(said(text)):
                self._warn("register.bad_amount", place, value=text)
        for index, text in enumerate(row.cells):
            for each in said(text):
                counted = Counted.ATTENDANCES if each.persons else each.counted
                place = self._place(row, index)
                found.setdefault(counted, Stated(place, counted, each.amount, each.text))
        return tuple(found.values())

    # --- what the rows above and around say ---

    def _filled(self, entries: Sequence[Entry]) -> Iterator[Entry]:
        """Classes with the group and the time that their section says.

        Where merged cells leave a group empty, it is that of the row above.
        """
        own = any(isinstance(entry, ClassRow) and entry.held.group for entry in entries)
        sections = any(isinstance(e, Heading) and not e.of_time for e in entries)
        kinds = Column.CLASSES in self.heads.at and Column.GROUP not in self.heads.at
        group, time, carried = "", "", list[Place]()
        for entry in entries:
            if isinstance(entry, Heading):
                time = entry.label if entry.of_time else time
                group = group if entry.of_time else entry.label
            if isinstance(entry, ClassRow):
                held = entry.held
                if own and not held.group and group:
                    carried.append(held.place)
                named = entry.label if kinds and not sections else held.group
                group = named or group
                entry.held = replace(held, group=group, when=held.when or time)
                if not held.when and time:
                    entry.held = replace(entry.held, span=_of_section(time))
            yield entry
        if carried:
            self._warn("register.group_carried", carried[0], count=len(carried))

    # --- doubts ---

    def _doubt_heads(self) -> None:
        at = self.heads.at
        again = set(self.heads.again)
        if Column.ATTENDANCES in at and Column.LEARNERS in at:
            again.add(at[Column.LEARNERS])
        row = self.sheet.rows[self.heads.below - 1]
        for index in sorted(again):
            text = self.heads.texts[index]
            self._warn("register.column_not_read", self._place(row, index), value=text)

    def _doubt_numbers(self, entries: Sequence[Entry]) -> None:
        """A number twice, or one left out, in a section: a row may be too many or too few."""
        last: int | None = None
        for entry in entries:
            if not isinstance(entry, ClassRow) or entry.number is None:
                continue
            number = entry.number
            if last is not None and number not in (1, last + 1) and number >= last:
                code = "register.number_twice" if number == last else "register.number_left_out"
                place = replace(entry.held.place, path=self._name(self._at(Column.NUMBER), entry))
                self._warn(code, place, value=number, previous=last)
            last = number

    def _name(self, at: int | None, entry: ClassRow) -> str | None:
        return self._cell_name(at, entry.held.place.line or 0)

    # --- cells ---

    def _at(self, column: Column) -> int | None:
        return self.heads.at.get(column)

    def _at_of(self, counted: Counted) -> int | None:
        """Where something is counted; learners are attendances where no column says these."""
        at = self._at(_COUNTED[counted])
        return self._at(Column.LEARNERS) if at is None and counted is Counted.ATTENDANCES else at

    def _cell(self, row: Row, column: Column) -> str:
        return self._text(row, self._at(column))

    def _text(self, row: Row, at: int | None) -> str:
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def _place(self, row: Row, at: int | None = None) -> Place:
        return Place(self.file, row.number, self._cell_name(at, row.number))

    def _cell_name(self, at: int | None, row: int) -> str | None:
        """Quý I!E12, as spreadsheets name it; the sheet alone for a whole row."""
        cell = "" if at is None else f"{_letters(at)}{row}"
        return "!".join(part for part in (self.sheet.name, cell) if part) or None

    def _warn(self, code: str, place: Place, **params: Any) -> None:
        self.warnings.append(Notice(code, place, params))


def _one_each(heads: Heads) -> bool:
    """Whether rows are single classes even where a column counts them: they are named."""
    return Column.TOPIC in heads.at and Column.GROUP in heads.at


def _letters(index: int) -> str:
    """The column as spreadsheets name it: 0 is A, 26 is AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def _of_section(label: str) -> Span | None:
    try:
        return span(label)
    except ValueError:
        return None
