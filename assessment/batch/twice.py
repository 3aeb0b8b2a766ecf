"""Ids that stand in a table more than once, found without keeping every id."""

from __future__ import annotations

import polars as pl


def repeated(frame: pl.LazyFrame, column: str) -> list[str]:
    """The ids, without white space at their ends, of more than one row.

    Of each id 64 bits are kept; those that are alike are then compared in full.
    """
    id_ = pl.col(column).cast(pl.String).str.strip_chars()
    marks = frame.select(id_.hash()).collect(engine="streaming").to_series().sort()
    alike = marks.filter(marks == marks.shift(1)).unique()
    if alike.is_empty():
        return []
    candidates = frame.select(id_.alias("id")).filter(pl.col("id").hash().is_in(alike.implode()))
    counted = candidates.group_by("id").len().filter(pl.col("len") > 1)
    found: list[str] = counted.drop_nulls().collect(engine="streaming")["id"].to_list()
    return sorted(found)
