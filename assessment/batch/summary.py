"""What a run came to: how many, by group, and where points are lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

import narwhals as nw
import polars as pl

from assessment.batch.certify import Certified
from assessment.batch.headers import GROUPS
from assessment.model import columns as col
from assessment.model.rows import Rows
from assessment.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Count:
    """Rows, and how many of them have a title or are undecided."""

    rows: int
    recognised: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Summary:
    """`groups`: counts by the values of `hamlet`, `clan`. `lost`: points by indicator, of all rows.

    What is undecided counts as lost no more than it surely is.
    """

    counted: Count
    groups: Mapping[str, tuple[tuple[str | None, Count], ...]]
    lost: tuple[tuple[str, Decimal], ...]


_COUNTS = (
    pl.len().alias("rows"),
    pl.col("recognised").sum().alias("recognised"),
    pl.col("recognised").is_null().sum().alias("undecided"),
)


def summarised(certified: Certified, ruleset: Ruleset, columns: Mapping[str, str]) -> Summary:
    """Sum up the rows that have results.

    Args:
        columns: for `hamlet` and `clan`, where the table has them, their columns.

    """
    kept = [columns[name] for name in GROUPS if name in columns]
    results = cast("pl.LazyFrame", certified.good.select("recognised", *kept).to_native())
    whole = results.select(_COUNTS).collect(engine="streaming").row(0)
    groups = {}
    for name in GROUPS:
        if name in columns:
            by = results.group_by(pl.col(columns[name]).cast(pl.String)).agg(_COUNTS)
            rows = by.sort(pl.col("rows"), descending=True).collect(engine="streaming").rows()
            groups[name] = tuple((value, Count(*rest)) for value, *rest in rows)
    return Summary(Count(*whole), groups, _lost(certified, Rows(ruleset, frozenset())))


def _lost(certified: Certified, rows: Rows) -> tuple[tuple[str, Decimal], ...]:
    """The points that rows surely lack of each indicator, most first."""
    sums = {}
    for criterion in certified.score.criteria:
        for item, found in criterion.findings:
            if found.points is None:
                continue
            most = col.choose(found.applies, rows.scaled(item.most), 0)
            kept = col.choose(found.applies, found.points.high, 0)
            sums[item.id] = col.expression(most) - col.expression(kept)
    if not sums:
        return ()
    totals = certified.good.with_columns(**sums).select(nw.col(*sums).sum()).collect().rows()[0]
    points = (
        (id_, Decimal(total or 0) / rows.factor) for id_, total in zip(sums, totals, strict=True)
    )
    return tuple(sorted(((i, p) for i, p in points if p), key=lambda entry: -entry[1]))
