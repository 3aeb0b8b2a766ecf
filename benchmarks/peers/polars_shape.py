"""A table and a plan as Polars likes them: texts of few kinds as categories, in streams."""

from __future__ import annotations

import polars as pl

from benchmarks.peers import Run

NAMES = pl.selectors.by_name("id", "group")


def shaped(table: pl.DataFrame) -> pl.DataFrame:
    """Texts as categories, but for the names of subjects and groups.

    As the other engines have them by their place in a list.
    """
    return table.with_columns((pl.selectors.string() - NAMES).cast(pl.Categorical))


def streamed(plan: pl.LazyFrame) -> Run:
    return lambda: plan.collect(engine="streaming")
