"""The heads of a form's columns: which column is where, and which of them people took away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from assessment.files import one_line
from assessment.intake.cells import bare_words
from assessment.model.form import Column
from assessment.spreadsheets import Row
from assessment.wording import LANGUAGES, Words

_CODES = ("evidence.", "subject.", "applies.")
_FEW = 2
"""Heads that make a row the row of heads, where codes stand below it."""
_MANY = 5
"""Heads of a form that no sheet of people's own has by chance."""
_ALWAYS = (
    *(Column.DOCUMENTS, Column.BY, Column.NOTE),
    *(Column.INSPECTED, Column.REJECTED, Column.WHY),
)
"""What every sheet of evidence has beside its values."""


class Doubt(NamedTuple):
    """What is wrong with the heads: a code, a row from 1, a column from 0, what its words need."""

    code: str
    row: int
    column: int
    params: Mapping[str, str]


@lru_cache(maxsize=1)
def columns() -> Mapping[str, Column]:
    """The column of each head, in either language."""
    return {
        bare_words(words.say(f"form.head.{column.value}")): column
        for words in map(Words, LANGUAGES)
        for column in Column
    }


@lru_cache(maxsize=1)
def _others() -> Mapping[str, str]:
    """Heads under which nothing is read."""
    return {
        bare_words(words.say(f"form.head.{name}")): name
        for words in map(Words, LANGUAGES)
        for name in ("about", "how", "step")
    }


def printed(heads: Row) -> frozenset[int]:
    """The columns of what the form itself says in words."""
    said = {Column.RULE, Column.LABEL, Column.UNIT}
    found = ((index, bare_words(text)) for index, text in enumerate(heads.cells))
    return frozenset(
        index
        for index, head in found
        if columns().get(head) in said or _others().get(head) in ("about", "how")
    )


def lost(rows: Sequence[Row]) -> Doubt | None:
    """What keeps a sheet of a form from being read: its codes, a head, or all heads are gone."""
    codes = ((row, n) for row in rows for n, text in enumerate(row.cells) if _is_code(text))
    first = next(codes, None)
    if first is None:
        return _without_codes(rows)
    row, at_codes = first
    above = [each for each in rows if each.number < row.number]
    heads = max(above, key=lambda each: len(_known(each)), default=None)
    if heads is None or len(_known(heads)) < _FEW:
        return Doubt("form.no_heads", row.number, at_codes, {})
    named = {columns().get(bare_words(text)) for text in heads.cells}
    if Column.KEY not in named:
        return _nameless(heads, at_codes, _called(heads, Column.KEY))
    wanted = _called(heads, Column.OPTION if Column.OPTION_ID in named else Column.VALUE)
    below = [each for each in rows if each.number > heads.number]
    for index in _unknown(heads, below):
        return _nameless(heads, index, wanted)
    return Doubt("form.no_values", heads.number, at_codes, {"wanted": wanted})


def _without_codes(rows: Sequence[Row]) -> Doubt | None:
    for row in rows:
        at = {columns().get(bare_words(text)): index for index, text in enumerate(row.cells)}
        if Column.VALUE in at and len(at.keys() - {None}) >= _MANY:
            return Doubt("form.no_codes", row.number, at[Column.VALUE], {})
    return None


def lacking(heads: Row, keyed: Sequence[Row]) -> Iterator[Doubt]:
    """Columns of the form that are missing, where one of another name has something in it."""
    known = {columns().get(bare_words(text)) for text in heads.cells}
    gone = [column for column in _ALWAYS if column not in known]
    if gone:
        wanted = " / ".join(_called(heads, column) for column in gone)
        for index in _unknown(heads, keyed):
            yield _nameless(heads, index, wanted)


def _is_code(text: str) -> bool:
    return text.startswith(_CODES) and len(text.split()) == 1


def _known(row: Row) -> list[int]:
    heads = enumerate(map(bare_words, row.cells))
    return [index for index, head in heads if head in columns() or head in _others()]


def _unknown(heads: Row, rows: Sequence[Row]) -> Iterator[int]:
    """The columns in which somebody wrote something, under no head of the form."""
    known = set(_known(heads))
    for index in range(max((len(row.cells) for row in rows), default=0)):
        written = (row for row in rows if _text(row, index) and index not in row.worked_out)
        if index not in known and next(written, None):
            yield index


def _nameless(heads: Row, index: int, wanted: str) -> Doubt:
    head = one_line(_text(heads, index))
    code = "form.head_gone" if head else "form.head_empty"
    said = {"value": head} if head else {}
    return Doubt(code, heads.number, index, {**said, "wanted": wanted})


def _called(heads: Row, column: Column) -> str:
    """What a column is called in the language of the form."""
    said = {bare_words(text) for text in heads.cells}

    def likeness(words: Words) -> int:
        names = (*(column.value for column in Column), "about", "how")
        return sum(bare_words(words.say(f"form.head.{name}")) in said for name in names)

    return max(map(Words, LANGUAGES), key=likeness).say(f"form.head.{column.value}")


def _text(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""
