"""Ids that stand more than once."""

import polars as pl

from assessment.batch.twice import repeated


def test_repeated_ids_are_found_whatever_white_space_is_around_them():
    """A blank is no id, and is not told as a repeated one of others."""
    frame = pl.LazyFrame({"id": ["a", " a", "b", None, None, "c", "b "]})
    assert repeated(frame, "id") == ["a", "b"]


def test_numbers_are_ids_too():
    """As they are written."""
    assert repeated(pl.LazyFrame({"id": [1, 2, 1]}), "id") == ["1"]


def test_no_id_is_repeated_where_all_differ():
    """Nothing is told."""
    assert repeated(pl.LazyFrame({"id": ["a", "b"]}), "id") == []
