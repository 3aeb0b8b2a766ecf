"""What a run came to: how many, by group, and where points are lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, cast

import narwhals as nw
import polars as pl

from assessment.batch.certify import Certified
from assessment.batch.headers import COMMUNE, GROUPS, HAMLET
from assessment.batch.results import BETWEEN
from assessment.model import columns as col
from assessment.model.alphabet import spelled_alike
from assessment.model.rows import Rows
from assessment.model.ruleset import Ruleset

_MOST_MISSING = 10


@dataclass(frozen=True, slots=True)
class Count:
    """Rows, and how many of them have a title or are undecided."""

    rows: int
    recognised: int
    undecided: int

    def __add__(self, other: Count) -> Count:
        return Count(
            self.rows + other.rows,
            self.recognised + other.recognised,
            self.undecided + other.undecided,
        )


class Group(NamedTuple):
    """The rows with one value of a column; of a hamlet or clan, those of one commune."""

    value: str | None
    commune: str | None
    counted: Count


@dataclass(frozen=True, slots=True)
class Summary:
    """`groups`: counts by the values of `GROUPS`. `lost`: points by indicator, of all rows.

    What is undecided counts as lost no more than it surely is. `missing`: what most of the
    undecided rows lack, and in how many of them, most first.
    """

    counted: Count
    groups: Mapping[str, tuple[Group, ...]]
    lost: tuple[tuple[str, Decimal], ...]
    missing: tuple[tuple[str, int], ...] = ()

    @property
    def blank(self) -> Iterator[tuple[str, int]]:
        """The places of which rows should tell theirs and do not, and how many rows."""
        for name in (HAMLET, COMMUNE):
            groups = self.groups.get(name, ())
            if rows := sum(group.counted.rows for group in groups if group.value is None):
                yield name, rows


_COUNTS = (
    pl.len().alias("rows"),
    pl.col("recognised").sum().alias("recognised"),
    pl.col("recognised").is_null().sum().alias("undecided"),
)


def summarised(certified: Certified, ruleset: Ruleset, columns: Mapping[str, str]) -> Summary:
    """Sum up the rows that have results.

    Args:
        columns: for each of `GROUPS` that the table has, its column.

    """
    names = [name for name in GROUPS if name in columns and name != ruleset.subject]
    kept = [pl.col(columns[name]).cast(pl.String).str.strip_chars().alias(name) for name in names]
    good = cast("pl.LazyFrame", certified.good.to_native())
    results = good.select("recognised", *kept)
    whole = results.select(_COUNTS).collect(engine="streaming").row(0)
    groups = {name: tuple(_groups(results, name, within=COMMUNE in names)) for name in names}
    counted = Count(*whole)
    missing = _missing(good) if counted.undecided else ()
    return Summary(counted, groups, _lost(certified, Rows(ruleset, frozenset())), missing)


def _missing(good: pl.LazyFrame) -> tuple[tuple[str, int], ...]:
    """By key, the undecided rows that lack it."""
    lacking = good.filter(pl.col("recognised").is_null()).select("missing").drop_nulls()
    counted = lacking.group_by("missing").agg(pl.len().alias("rows"))
    keys = counted.with_columns(pl.col("missing").str.split(BETWEEN)).explode("missing")
    by_key = keys.group_by("missing").agg(pl.col("rows").sum())
    order = by_key.sort("rows", "missing", descending=[True, False]).head(_MOST_MISSING)
    return tuple(order.collect(engine="streaming").rows())


def _groups(results: pl.LazyFrame, name: str, *, within: bool) -> Iterator[Group]:
    """Each group, the largest first; hamlets of one name in two communes are two.

    Names that are spelled alike are one name, written as most rows have it.
    """
    commune = pl.col(COMMUNE) if within and name != COMMUNE else pl.lit(None, dtype=pl.String)
    by = results.group_by(pl.col(name).alias("value"), commune.alias("within")).agg(_COUNTS)
    order = ("rows", "value", "within")
    counted = by.sort(order, descending=[True, False, False]).collect(engine="streaming")
    found: dict[tuple[str, str], Group] = {}
    for value, place, *rest in counted.iter_rows():
        group = Group(value or None, place or None, Count(*rest))
        key = spelled_alike(value or ""), spelled_alike(place or "")
        known = found.get(key)
        found[key] = known._replace(counted=known.counted + group.counted) if known else group
    yield from sorted(found.values(), key=lambda group: -group.counted.rows)


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
