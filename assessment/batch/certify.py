"""`certify(ruleset, frame)`: titles for every row of a table.

    frame -> admit -> rows -> score -> determine -> results

One plan of expressions; the frame's own engine (Polars, DuckDB, Spark) carries it out.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import narwhals as nw
import polars as pl

from assessment.batch.admit import Slip, admit
from assessment.batch.determine import determine
from assessment.batch.fields import fields
from assessment.batch.results import RESULTS, Why, listed, plainly, results
from assessment.batch.score import ScoreColumns, score
from assessment.engine.assess import Missing
from assessment.errors import Notice, Place, UsageError
from assessment.model.columns import Flag
from assessment.model.ruleset import Ruleset
from assessment.model.steps import OURS, Step


@dataclass(frozen=True)
class Certified:
    """A table with its results, and the columns that they were reckoned from.

    `own`: the names of the table's own columns. `sound`: where nothing is wrong.
    `slips`: what is wrong, and in which rows; these have no results.
    """

    table: nw.LazyFrame[Any]
    own: tuple[str, ...]
    score: ScoreColumns
    sound: Flag
    slips: tuple[Slip, ...]

    @property
    def good(self) -> nw.LazyFrame[Any]:
        """The rows in which nothing is wrong."""
        return self.table if isinstance(self.sound, bool) else self.table.filter(self.sound)


def certify(ruleset: Ruleset, frame: Any, *, missing: Missing = "open", why: Why = plainly) -> Any:
    """The frame with what each row comes to.

    Args:
        frame: Polars, lazy or not, a DuckDB relation or a Spark frame; of its columns those
            of `fields(ruleset)` are read, typed, as text or as categories.
        missing: `zero` gives no points where evidence is missing, as in `assess`.
        why: words the reasons.

    Returns:
        a frame of the same kind, with `RESULTS` after its own columns:

        - `total`, `low`, `high`: points, decimal or whole; `total` is null while open.
        - `recognised`: true, false, or null while undecided.
        - `rating`: the id of the one rating possible, else null.
        - `missing`: keys that could still change the result.
        - `blocked_by`: ids of the criteria, indicators, gates and exclusions that bar a title.
        - `reason`: why there is no title, or what is wrong in the row; such a row has
          no result.

    Raises:
        UsageError: `table.*`: a column is of a wrong type, is needed, or is named as a result.

    """
    table = nw.from_native(frame)
    own = table.collect_schema().names()
    refuse_ours(own)
    lazy = _without_dots(table.lazy())
    here = dict(zip(own, lazy.collect_schema().names(), strict=True))
    known = fields(ruleset)
    headers = {name: header for name, header in here.items() if name in known}
    certified = plan(ruleset, lazy, headers, missing=missing, why=why)
    done = certified.table.select(*certified.own, *RESULTS)
    if isinstance(table, nw.DataFrame):
        return done.collect(table.implementation).to_native()
    native = done.to_native()
    return native.toDF(*own, *RESULTS) if _is_spark(table) else native


def plan(
    ruleset: Ruleset,
    table: nw.LazyFrame[Any],
    headers: Mapping[str, str],
    *,
    missing: Missing,
    why: Why,
    beside: tuple[Slip, ...] = (),
) -> Certified:
    """The same, where columns have names of their own.

    Args:
        headers: for each field that the table has, the name of its column.
        beside: what else is wrong with rows.

    """
    table = _with_types(table)
    own = tuple(table.collect_schema().names())
    _refuse([name for name in RESULTS if name in own])
    admitted = admit(ruleset, table, headers)
    rows, steps = admitted.rows, admitted.rows.steps
    slips = tuple(
        slip._replace(flag=steps.keep(Step.SHARES, slip.flag))
        for slip in (*beside, *admitted.slips)
    )
    scored = score(rows, missing)
    sound = steps.keep(Step.FINDINGS, _sound(slips))
    determined = determine(rows, scored)
    found = results(rows, scored, determined, missing, why, sound=sound)
    if slips:
        wrong = {f"{slip.name}: {slip.code}".removeprefix(": "): slip.flag for slip in slips}
        found["reason"] = nw.coalesce(listed(wrong, where=True), found["reason"])
    return Certified(steps.onto(table).with_columns(**found), own, scored, sound, slips)


def refuse_ours(own: Sequence[str]) -> None:
    """A table may have no column that is named like those that are kept beside its own.

    Raises:
        UsageError: `table.result_column`.

    """
    _refuse([name for name in own if name.startswith(OURS)])


def _refuse(taken: Sequence[str]) -> None:
    if taken:
        raise UsageError(Notice("table.result_column", Place(), {"column": ", ".join(taken)}))


def _sound(slips: tuple[Slip, ...]) -> Flag:
    """Where nothing is wrong."""
    if not slips:
        return True
    wrong = reduce(operator.or_, (slip.flag for slip in slips))
    return ~wrong.fill_null(value=False)


def _with_types(table: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Polars has a type for columns that hold nothing at all: they are taken for text."""
    if table.implementation is not nw.Implementation.POLARS:
        return table
    text = pl.selectors.by_dtype(pl.Null).cast(pl.String)
    typed: nw.LazyFrame[Any] = nw.from_native(table.to_native().with_columns(text))
    return typed


def _without_dots(table: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Spark takes a dot in a name for a part of a column: it gets other names meanwhile."""
    if not _is_spark(table):
        return table
    frame = table.to_native()
    undotted: nw.LazyFrame[Any] = nw.from_native(frame.toDF(*map(str, range(len(frame.columns)))))
    return undotted


def _is_spark(table: nw.LazyFrame[Any] | nw.DataFrame[Any]) -> bool:
    return table.implementation is nw.Implementation.PYSPARK
