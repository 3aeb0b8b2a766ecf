"""Whether two engines give the same answers, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl

from assessment.batch.results import RESULTS
from benchmarks.peers import COMMUNES, HOUSEHOLDS, WHOLE, Answers
from benchmarks.rubrics import ANSWERS

COLUMNS = {HOUSEHOLDS: ANSWERS["household"], WHOLE: RESULTS, COMMUNES: ANSWERS["commune"]}
"""What is compared, by what an engine is asked."""


def same(expected: pl.DataFrame, found: Answers, columns: Iterable[str], who: str) -> None:
    """Compare every row of every column; points by their value, whatever type they have.

    Raises:
        AssertionError: with the first row that differs.

    """
    for name in columns:
        theirs = _plain(series(found[name]))
        ours = _plain(expected[name].head(len(theirs)))
        differs = ours.ne_missing(theirs)
        if differs.any():
            row = differs.arg_true()[0]
            raise AssertionError(
                f"{who}: {name} of row {row} is {theirs[row]!r}, ours is {ours[row]!r}"
            )


def series(values: Any) -> pl.Series:
    if isinstance(values, np.ma.MaskedArray):
        hidden = pl.Series(np.ma.getmaskarray(values))
        if values.dtype == object:
            return pl.Series(values.tolist())
        return pl.select(pl.when(~hidden).then(pl.Series(values.data))).to_series()
    if isinstance(values, np.ndarray) and values.dtype == object:
        return pl.Series(values.tolist())
    return pl.Series(values, strict=False)


def _plain(values: pl.Series) -> pl.Series:
    if values.dtype.is_numeric():
        return values.cast(pl.Float64).fill_nan(None)
    return values
