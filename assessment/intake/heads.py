"""The heads of a register's columns, in the words that people use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from assessment.intake.cells import bare_words
from assessment.spreadsheets import Row


class Column(StrEnum):
    """What a column of a register of classes holds."""

    NUMBER = "number"
    PEOPLE = "people"
    """New learners only, each person once."""
    WOMEN = "women"
    CLASSES = "classes"
    ATTENDANCES = "attendances"
    """Said to be attendances (lượt)."""
    LEARNERS = "learners"
    """Said to be learners: of a class its attendances, if no column says them better."""
    GROUP = "group"
    WHEN = "when"
    VENUE = "venue"
    TOPIC = "topic"


_HEADS: Mapping[Column, re.Pattern[str]] = {
    column: re.compile(pattern)
    for column, pattern in {
        Column.NUMBER: r"(so )?t ?t|stt|so thu tu|thu tu|no",
        Column.PEOPLE: r".*\b(khong (tinh |ke )?trung|khac nhau|nguoi moi|hoc vien moi|lan dau|distinct).*",
        Column.WOMEN: r".*\b(nu|female|women)\b(?! cong).*",
        Column.CLASSES: r"(tong )?so (luong )?(lop|chuyen de)\b.*|sl lop|classes",
        Column.ATTENDANCES: r".*\bluot\b.*|attendances",
        Column.LEARNERS: (
            r"(tong |tong so |so |so luong |sl |si so )*(nguoi( (hoc|du|tham).*)?|hoc vien.*|hv.*)"
            r"|si so.*|so luong|sl|tong so|tham (du|gia)|learners.*"
        ),
        Column.GROUP: r"(ten |theo )?(nhom|linh vuc|khoi|mang)\b.*|loai (hinh|lop|noi dung).*|group",
        Column.WHEN: r"(ngay|thoi gian|thoi diem|thang|quy|ky)\b.*|date|period",
        Column.VENUE: r"(dia diem|noi (hoc|to chuc|mo)|dia chi)\b.*|place|venue",
        Column.TOPIC: (
            r"(ten |noi dung |chu )*(noi dung|chuyen de|chu de|de|lop|mon|bai|hoat dong)\b.*"
            r"|(class|topic|title).*"
        ),
    }.items()
}
"""A head is of the first column that it fits, as a whole."""
_AMOUNTS = frozenset({Column.CLASSES, Column.ATTENDANCES, Column.LEARNERS})
_NAMING = frozenset({Column.GROUP, Column.TOPIC, Column.WHEN, Column.NUMBER})
_SUB_HEAD = re.compile(
    r"(tong|tong so|ts|nam|(trong do )?nu|(so )?(nguoi|luot|luot nguoi|hoc vien|lop)|nguoi moi"
    r"|khong trung|lan dau|(ke hoach|thuc hien)|(tu|den)( ngay)?)"
)
_SEQUENCE = re.compile(r"[(\[]?([0-9]{1,2}|[a-d])[)\]]?", re.IGNORECASE)
_HAS_DIGIT = re.compile(r"\d")
_LOOKED_AT = 50
_FEW = 3


class Heads(NamedTuple):
    """Where the columns are (from 0), what they are called, and the row below their heads.

    `rows`: the heads and sub-heads as printed, to know them again.
    `again`: heads that say what another column says already; these columns are not read.
    """

    at: Mapping[Column, int]
    texts: tuple[str, ...]
    below: int
    again: tuple[int, ...]
    rows: frozenset[tuple[str, ...]]


def find_heads(rows: Sequence[Row]) -> Heads | None:
    """The first row that names columns of a register, with the row of sub-heads below it."""
    for index, row in enumerate(rows[:_LOOKED_AT]):
        if not _columns(row.cells):
            continue
        texts, below = row.cells, index + 1
        printed = {_printed(texts)}
        if below < len(rows) and _are_sub_heads(rows[below]):
            printed.add(_printed(rows[below].cells))
            texts, below = _joined(texts, rows[below].cells), below + 1
        found = _columns(texts)
        if found:
            if below < len(rows) and _is_numbering(rows[below].cells):
                below += 1
            again = tuple(i for i, c in _named(texts) if found.get(c) not in (None, i))
            return Heads(found, texts, below, again, frozenset(printed))
    return None


def likeness(rows: Sequence[Row]) -> int:
    """How many columns of a register the rows name."""
    heads = find_heads(rows)
    return len(heads.at) if heads else 0


def are_heads(cells: Sequence[str], heads: Heads) -> bool:
    """Whether a row is the heads again, as at the top of another page."""
    return _printed(cells) in heads.rows or _columns(cells) == heads.at


def are_other_heads(cells: Sequence[str], heads: Heads) -> bool:
    """Whether a row names columns of another table, as of sums below the register."""
    filled = [cell for cell in cells if cell]
    words_only = len(filled) >= _FEW and not any(map(_HAS_DIGIT.search, filled))
    return words_only and bool(_columns(cells)) and not are_heads(cells, heads)


def _columns(cells: Iterable[str]) -> dict[Column, int]:
    """Which column is where, when these are heads; else nothing."""
    found: dict[Column, int] = {}
    for index, column in _named(cells):
        found.setdefault(column, index)
    return found if _AMOUNTS & found.keys() and _NAMING & found.keys() else {}


def _printed(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(bare_words(cell) for cell in cells if cell)


def _named(cells: Iterable[str]) -> list[tuple[int, Column]]:
    named = ((index, _column(cell)) for index, cell in enumerate(cells))
    return [(index, column) for index, column in named if column is not None]


def _column(head: str) -> Column | None:
    words = bare_words(head)
    return next((column for column, like in _HEADS.items() if like.fullmatch(words)), None)


def _are_sub_heads(row: Row) -> bool:
    words = [bare_words(cell) for cell in row.cells if cell]
    return bool(words) and all(map(_SUB_HEAD.fullmatch, words))


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Heads over sub-heads; one that spans several columns stands in the first of them."""
    width = max(len(upper), len(lower))
    tops = [*upper, *[""] * (width - len(upper))]
    subs = [*lower, *[""] * (width - len(lower))]
    spanning = ""
    joined: list[str] = []
    for top, sub in zip(tops, subs, strict=True):
        spanning = top or (spanning if sub else "")
        joined.append(f"{spanning} ({sub})" if spanning and sub else spanning or sub)
    return tuple(joined)


def _is_numbering(cells: Sequence[str]) -> bool:
    """The row of numbers that forms have below their heads: (1) (2) (3), A B 1 2 3."""
    signs = [_SEQUENCE.fullmatch(cell) for cell in cells if cell]
    if not all(signs):
        return False
    numbers = [int(sign[1]) for sign in signs if sign and sign[1].isdigit()]
    in_order = all(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) >= _FEW and numbers[0] == 1 and in_order
