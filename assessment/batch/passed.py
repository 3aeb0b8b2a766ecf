"""Rows of a table that are of no subject: totals, sub-headings, signatures, headers again.

They are passed over and told, never scored. Nothing is guessed: a row is passed over for
what it says it is, or because it has neither an id nor a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assessment.batch.headers import ID, NAME
from assessment.batch.heading import Heading, folded

TOTAL, ASIDE, HEADER = "table.total_row", "table.no_subject", "table.header_again"
PASSED = (TOTAL, ASIDE, HEADER)
"""The codes of rows that are passed over."""

_NUMBERED = r"(?:(?:[0-9]{1,4}|[ivxlcdm]{1,6}|[a-z])[.)]\s*)?"
_TOTAL = re.compile(
    _NUMBERED + r"(?:tổng|(?:tổng cộng|tổng số|tổng điểm|tổng hợp|tổng toàn)\b.*"
    r"|cộng|cộng (?:dồn|lại|chung|toàn|cả|thôn|xóm|bản|ấp|khóm|tổ|khu|dòng họ|trang|mục)\b.*"
    r"|toàn (?:thôn|xóm|bản|ấp|khóm|xã|phường|dòng họ)\b.*)\W*"
)
_MEAN = re.compile(_NUMBERED + r"(?:điểm )?(?:bình quân|trung bình|tỷ lệ|tỉ lệ)\b.*")
_PLACE = re.compile(
    _NUMBERED + r"(?:thôn|xóm|bản|ấp|khóm|tổ|khu|làng|buôn|sóc|phum|xã|phường|thị trấn|chi hội"
    r"|họ|dòng họ|ngày|người|ghi chú|lưu ý|chú thích)\b.*"
)
_ONE = frozenset({"1", "(1)", "A", "(A)", "a", "(a)"})
_ORDINAL = re.compile(r"\(?([0-9]{1,3}|[A-Za-z])\)?")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FEWEST = 6
"""Cells of a row that numbers the columns."""


class Flaw(NamedTuple):
    """What is wrong with a row as a whole; `at`: the cell that shows it, from 0."""

    code: str
    at: int


def passed(head: Heading, cells: Sequence[str]) -> Flaw | None:
    """Why a row is of no subject; None: it is of one.

    Args:
        cells: at least one of them holds something.

    """
    label = _label(cells)
    said = folded(cells[label])
    named = head.id is not None and head.id < len(cells) and not blank(cells[head.id])
    if _sums(head, label, said, named=named):
        return Flaw(TOTAL, label)
    if not named or (label == head.id and _no_id(said, cells)):
        values = head.values.intersection(filled(cells))
        if all(_words(cells[index]) for index in values):
            return Flaw(ASIDE, label)
    again = label < len(head.plain) and said == head.plain[label] and _header(head, cells)
    if again or (cells[0].strip() in _ONE and _numbering(cells)):
        return Flaw(HEADER, next(iter(filled(cells))))
    return None


def blank(text: str) -> bool:
    """Whether a cell holds nothing that is seen."""
    return not text or text.isspace()


def filled(cells: Sequence[str]) -> Iterator[int]:
    """The cells that hold something, from 0."""
    return (index for index, cell in enumerate(cells) if not blank(cell))


def _label(cells: Sequence[str]) -> int:
    """The first cell that is no number; of numbers only, the first."""
    for index, cell in enumerate(cells):
        if not blank(cell) and not _number(cell):
            return index
    return next(filled(cells))


def _number(text: str) -> bool:
    return text.strip(" .()\t\xa0").isdecimal()


def _sums(head: Heading, label: int, said: str, *, named: bool) -> bool:
    """A total or a mean, which its row says before the figures.

    A mean says so where the subject stands, or in a row without its id: "Trung bình" may
    also be a hamlet, or a rating.
    """
    if label != head.id and not head.values.isdisjoint(range(label + 1)):
        return False
    if _TOTAL.fullmatch(said):
        return True
    here = head.fields[label : label + 1] in ((ID,), (NAME,)) or (head.id is not None and not named)
    return here and _MEAN.fullmatch(said) is not None


def _no_id(said: str, cells: Sequence[str]) -> bool:
    """Words where an id should be; of a row that holds no more, also the name of a place."""
    if " " in said and not any(sign.isdigit() for sign in said):
        return True
    return _PLACE.fullmatch(said) is not None and len(list(filled(cells))) == 1


def _words(text: str) -> bool:
    """What people write beside a table: "Chủ tịch", "(Ký, ghi rõ họ tên)"."""
    said = text.strip().lstrip("(")
    return said[:1].isalpha() and any(sign.isspace() for sign in said)


def _header(head: Heading, cells: Sequence[str]) -> bool:
    """The header once more, as at the top of each page; one cell of it may be a slip."""
    said = [(index, folded(cells[index])) for index in filled(cells)]
    alike = sum(1 for index, text in said if head.plain[index : index + 1] == (text,))
    return alike > 1 and 2 * alike >= len(said)


def _numbering(cells: Sequence[str]) -> bool:
    """A, B, 1, 2, 3 … under the header, one for each column."""
    marks = [_ORDINAL.fullmatch(cells[index].strip()) for index in filled(cells)]
    said = [mark[1].upper() for mark in marks if mark]
    if len(marks) < _FEWEST or len(said) < len(marks):
        return False
    letters = sum(1 for sign in said if sign.isalpha())
    numbers = range(1, len(said) - letters + 1)
    counted = [*_ALPHABET[:letters], *map(str, numbers)]
    further = [*_ALPHABET[:letters], *(str(number + letters) for number in numbers)]
    return said in (counted, further)
