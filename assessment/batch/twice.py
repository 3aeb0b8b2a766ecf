"""Ids that stand in a table more than once, found without keeping every id."""

from __future__ import annotations

import polars as pl

_UNSAID = "[\\s\u00ad\u200b\u200e\u200f\u2060\ufeff]"
"""What two ids that are read aloud alike may differ by, beside their case."""


def repeated(frame: pl.LazyFrame, column: str, *, typed: bool) -> list[str]:
    """The ids, without white space at their ends, that stand in more than one row.

    Of each id 64 bits are kept; those that are alike are then compared in full.

    Args:
        typed: people typed them: "hk 01" and "HK01" are one id.

    """
    id_ = pl.col(column).cast(pl.String).str.strip_chars()
    same = spoken(id_) if typed else id_
    marks = frame.select(same.hash()).collect(engine="streaming").to_series().sort()
    alike = marks.filter(marks == marks.shift(1)).unique()
    if alike.is_empty():
        return []
    candidates = frame.select(id_.alias("id"), same.alias("same")).filter(
        pl.col("same").hash().is_in(alike.implode()), pl.col("same") != ""
    )
    counted = candidates.group_by("same").agg(pl.len(), pl.col("id").unique())
    ids = counted.filter(pl.col("len") > 1).select(pl.col("id").explode())
    found: list[str] = ids.drop_nulls().collect(engine="streaming")["id"].to_list()
    return sorted(found)


def spoken(id_: pl.Expr) -> pl.Expr:
    """Ids by what is read aloud of them: without case and white space."""
    return id_.str.normalize("NFC").str.to_lowercase().str.replace_all(_UNSAID, "")
