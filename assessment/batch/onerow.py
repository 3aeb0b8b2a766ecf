"""One row of a table, read as certifying reads it, and the dossier that says the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from assessment.batch.fields import Kind, fields
from assessment.batch.headers import ID, NAME, Matched
from assessment.batch.job import Aside, Wanted
from assessment.batch.results import RESULTS
from assessment.batch.source import ROW, Source, readable
from assessment.batch.table import planned, read, set_aside
from assessment.batch.texts import read as read_text
from assessment.batch.twice import spoken
from assessment.batch.write import unmarked_column
from assessment.celltext import unmarked
from assessment.errors import Notice, Place, TableError, UsageError, nearest
from assessment.files import plain_text
from assessment.intake.rows import dossier_of_row, text_of
from assessment.model.dossier import Dossier
from assessment.model.ruleset import Area, Ruleset

_MOST_ROWS = 20
_MOST_IDS = 5_000
_IN_PERCENT = (Kind.SHARE, Kind.PERCENTAGE)


@dataclass(frozen=True, slots=True)
class Which:
    """The row that is asked for: by its id, or by its number as the file shows it."""

    id: str | None
    row: int | None


@dataclass(frozen=True, slots=True)
class OneRow:
    """`slips`: why it is not scored. `dossier`: what it says; None where something is wrong.

    `id`, `name`: whose row it is, where the table has a column of them.
    """

    number: int
    id: str | None
    name: str | None
    slips: tuple[Aside, ...]
    dossier: Dossier | None


def one_row(wanted: Wanted, table: Path, which: Which) -> OneRow:
    """A row of a table, or of the results of a run, whose columns are passed over.

    Raises:
        TableError: the table cannot be read; `table.no_such_id`, `table.no_such_row`,
            `table.id_in_rows`: there is not one such row.
        UsageError: `table.no_id_column`; a column cannot be used.

    """
    with TemporaryDirectory() as made, readable(table):
        folder = Path(made)
        source, matched = read(wanted, table, folder)
        source = _without_results(source)
        number = _number(source, matched, which)
        frame = source.frame.filter(pl.col(ROW) == number).collect(engine="streaming")
        if frame.is_empty():
            raise TableError(Notice("table.no_such_row", Place(str(table)), {"row": number}))
        alone = replace(source, frame=frame.lazy())
        columns = {field: column for field, column in matched.columns.items() if field != ID}
        certified = planned(wanted, alone, Matched(columns, matched.near))
        slips = tuple(set_aside(certified, source, matched, folder))
    row = frame.row(0, named=True)
    id_, name = (_of(row, matched.columns.get(field)) for field in (ID, NAME))
    if slips:
        return OneRow(number, id_, name, slips, None)
    values = dict(_values(wanted.ruleset, matched, row))
    return OneRow(number, id_, name, (), dossier_of_row(wanted.ruleset, values, str(table)))


def _of(row: Mapping[str, Any], column: str | None) -> str | None:
    text = text_of(row[column]) if column else None
    return " ".join(text.split()) if text else None


def _without_results(source: Source) -> Source:
    if not set(RESULTS) <= set(source.columns):
        return source
    own = tuple(column for column in source.columns if column not in RESULTS)
    frame = source.frame.drop(RESULTS)
    if source.path.suffix.lower() == ".csv":
        frame = frame.with_columns(unmarked_column(pl.col(own)))
    return Source(source.path, own, frame)


# --- which row ---------------------------------------------------------------------------


def _number(source: Source, matched: Matched, which: Which) -> int:
    if which.row is not None:
        return which.row
    place = Place(str(source.path))
    column = matched.columns.get(ID)
    if column is None:
        raise UsageError(Notice("table.no_id_column", place))
    assert which.id is not None
    id_ = pl.col(column).cast(pl.String).str.strip_chars()
    asked = which.id.strip()
    spelled = dict.fromkeys((asked, unmarked(asked)))
    forms = [unicodedata.normalize(form, each) for each in spelled for form in ("NFC", "NFD")]
    rows = _rows(source, id_.is_in(forms)) or _rows(source, spoken(id_) == spoken(pl.lit(asked)))
    if len(rows) == 1:
        return rows[0]
    if rows:
        shown = ", ".join(map(str, rows[:_MOST_ROWS]))
        raise TableError(Notice("table.id_in_rows", place, {"id": asked, "rows": shown}))
    params = {"id": asked, "nearest": _like(source.frame, id_, asked)}
    raise TableError(Notice("table.no_such_id", place, params))


def _rows(source: Source, where: pl.Expr) -> list[int]:
    found = source.frame.filter(where).select(ROW).collect(engine="streaming")
    rows: list[int] = found[ROW].sort().to_list()
    return rows


def _like(frame: pl.LazyFrame, id_: pl.Expr, asked: str) -> str | None:
    """The id most like one that is not there, of those that hold it or are about as long."""
    small, length = id_.str.to_lowercase(), len(asked)
    same = small.str.contains(asked.casefold(), literal=True)
    alike = id_.str.len_chars().is_between(length - 1, length + 1)
    alike &= small.str.starts_with(asked[:1].casefold())
    for where in (same, alike):
        ids = frame.filter(where).select(id_.alias("id")).head(_MOST_IDS)
        texts: list[str] = ids.collect(engine="streaming")["id"].to_list()
        found = texts[0] if len(texts) == 1 else nearest(asked, texts)
        if found is not None:
            return found
    return None


# --- what it says ------------------------------------------------------------------------


def _values(
    ruleset: Ruleset, matched: Matched, row: Mapping[str, Any]
) -> Iterator[tuple[str, object]]:
    """What each field holds, as a dossier writes it."""
    kinds = fields(ruleset)
    for field, column in matched.columns.items():
        value, kind = row[column], kinds.get(field)
        text = text_of(value)
        if text is None or not text.strip():
            continue
        if kind is None:
            yield field, " ".join(text.split())
        elif isinstance(value, str):
            yield field, _said(ruleset, field, kind, plain_text(value).strip())
        else:
            yield field, f"{text}%" if kind in _IN_PERCENT else value


def _said(ruleset: Ruleset, field: str, kind: Kind, text: str) -> object:
    """The text; for what describes the subject, what it stands for."""
    if kind not in (Kind.AREA, Kind.UNIT_TYPE, Kind.FLAG):
        return text
    said = read_text(ruleset, field, text).value
    if kind is not Kind.AREA:
        return said
    if ruleset.areas is None or not said:
        return Area.STANDARD.value
    return ruleset.areas.disadvantaged_scale_for[0].value
