"""A table of a file, read for a ruleset: its columns matched, its rows planned and looked through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, cast

import narwhals as nw
import polars as pl

from assessment.batch.admit import Slip
from assessment.batch.certify import Certified, plan, refuse_ours
from assessment.batch.headers import ID, REGISTERED, ROLE, UNIT, Matched, field_reader, match
from assessment.batch.job import Aside, Wanted
from assessment.batch.passed import PASSED
from assessment.batch.source import AT, FLAW, ROW, SAID, Source, open_table
from assessment.batch.texts import read_flag
from assessment.batch.twice import repeated
from assessment.errors import Notice, Place, TableError
from assessment.model.answers import NOTHING
from assessment.model.roles import role_of
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.model.steps import OURS

_AT_ONCE = 10_000


def read(
    wanted: Wanted, table: Path, folder: Path, told: Callable[[int], None] = lambda _: None
) -> tuple[Source, Matched]:
    """The table of a file, and which column of it is which field.

    Args:
        folder: a folder of the run, for what is read as text.
        told: how many rows of text have been read, now and then.

    Raises:
        TableError: a `file.*`, `sheet.*` or `table.*` notice.
        UsageError: `table.result_column`.

    """
    (folder / "text").mkdir()
    fields = field_reader(wanted.ruleset, wanted.called)
    source = open_table(table, folder / "text", fields, told)
    refuse_ours(source.columns)
    matched = match(wanted.ruleset, source.columns, wanted.called, str(table))
    if not matched.fields:
        raise TableError(Notice("table.no_header", Place(str(table))))
    return source, matched


def planned(wanted: Wanted, source: Source, matched: Matched) -> Certified:
    """The plan of its results; a row without an id, or with that of another, is wrong too."""
    beside = [Slip("", code, nw.col(FLAW) == code) for code in _flaws(source)]
    if id_ := matched.columns.get(ID):
        beside += id_slips(id_, repeated(source.subjects, id_, typed=bool(source.letters)))
    beside += slips_beside(wanted.ruleset, nw.from_native(source.subjects), matched)
    return plan(
        wanted.ruleset,
        nw.from_native(source.frame),
        matched.fields,
        missing=wanted.missing,
        why=wanted.why,
        beside=tuple(beside),
    )


def id_slips(column: str, twice: Sequence[str]) -> Iterator[Slip]:
    """What is wrong with rows for their ids."""
    text = nw.col(column).cast(nw.String).str.strip_chars()
    yield Slip(ID, "table.no_id", text.is_null() | (text == ""))
    if twice:
        yield Slip(ID, "table.id_twice", text.is_in(twice))


def slips_beside(ruleset: Ruleset, table: nw.LazyFrame[Any], matched: Matched) -> Iterator[Slip]:
    """What is wrong with rows in columns that are not the ruleset's."""
    if registered := matched.columns.get(REGISTERED):
        yield from _registered_slips(table, registered)
    role, unit = (matched.columns.get(name) for name in (ROLE, UNIT))
    if ruleset.subject is SubjectKind.CITIZEN and role and unit:
        yield from _role_slips(table, role, unit)


def _registered_slips(table: nw.LazyFrame[Any], column: str) -> Iterator[Slip]:
    """Rows of which nobody can tell whether they are registered; an empty cell says no."""
    if table.collect_schema()[column] == nw.Boolean:
        return
    texts = table.select(nw.col(column).cast(nw.String)).drop_nulls().unique()
    said: list[str] = texts.collect()[column].to_list()
    if odd := [text for text in said if read_flag(text).code]:
        flag = nw.col(column).cast(nw.String).is_in(odd)
        yield Slip(REGISTERED, "shape.wrong_type", flag)


def _role_slips(table: nw.LazyFrame[Any], column: str, unit: str) -> Iterator[Slip]:
    """Rows of which nobody can tell whether they are of members or of learners of their unit.

    An empty cell is asked for when units are counted; whoever names no unit may be anything.
    """
    texts = table.select(nw.col(column).cast(nw.String)).drop_nulls().unique()
    said: list[str] = texts.collect()[column].to_list()
    if odd := [text for text in said if text.strip() and role_of(text) is None]:
        named = nw.col(unit).cast(nw.String).str.strip_chars()
        of_unit = ~(named.is_null() | named.is_in(NOTHING))
        flag = nw.col(column).cast(nw.String).is_in(odd) & of_unit
        yield Slip(ROLE, "table.unknown_role", flag)


def _flaws(source: Source) -> list[str]:
    """The codes of what is wrong with some row as a whole."""
    found = source.frame.select(pl.col(FLAW).unique()).collect(engine="streaming")[FLAW]
    return sorted(found.drop_nulls().to_list())


def set_aside(
    certified: Certified, source: Source, matched: Matched, folder: Path
) -> Iterator[Aside]:
    """Every slip of every row, row by row, a bounded number of rows at a time.

    Of a row that is passed over, only why; cells are named as a spreadsheet shows them.
    """
    if not certified.slips:
        return
    flags = {f"{OURS}slip {number}": slip.flag for number, slip in enumerate(certified.slips)}
    columns = [matched.columns.get(slip.name) for slip in certified.slips]
    id_ = matched.columns.get(ID)
    kept = dict.fromkeys(column for column in (id_, *columns) if column)
    wrong = certified.table.filter(~cast("nw.Expr", certified.sound))
    native = wrong.select(ROW, FLAW, AT, SAID, *kept, **flags).to_native()
    cast("pl.LazyFrame", native).sink_parquet(folder / "aside.parquet")
    for row in in_chunks(pl.scan_parquet(folder / "aside.parquet", glob=False)):
        number, id_text = row[ROW], _text(row, id_)
        if row[FLAW]:
            yield Aside(number, id_text, "", None, row[SAID], row[FLAW], f"{row[AT]}{number}")
        if row[FLAW] in PASSED:
            continue
        for name, slip, column in zip(flags, certified.slips, columns, strict=True):
            if row[name] and slip.name:
                letters = source.letters.get(column or "")
                cell = f"{letters}{number}" if letters else None
                yield Aside(number, id_text, slip.name, column, _text(row, column), slip.code, cell)


def in_chunks(frame: pl.LazyFrame) -> Iterator[Mapping[str, Any]]:
    """The rows of a frame, of which a bounded number is held at a time."""
    for first in count(0, _AT_ONCE):
        chunk = frame.slice(first, _AT_ONCE).collect(engine="streaming")
        yield from chunk.iter_rows(named=True)
        if chunk.height < _AT_ONCE:
            break


def _text(row: Mapping[str, Any], column: str | None) -> str | None:
    value = row[column] if column else None
    return None if value is None else str(value)
