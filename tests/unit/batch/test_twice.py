"""Ids that stand more than once."""

import unicodedata

import polars as pl

from assessment.batch.twice import repeated


def test_repeated_ids_are_found_whatever_white_space_is_around_them():
    """A blank is no id, and is not told as a repeated one of others."""
    frame = pl.LazyFrame({"id": ["a", " a", "b", None, None, "c", "b "]})
    assert repeated(frame, "id", typed=False) == ["a", "b"]


def test_numbers_are_ids_too():
    """As they are written."""
    assert repeated(pl.LazyFrame({"id": [1, 2, 1]}), "id", typed=False) == ["1"]


def test_no_id_is_repeated_where_all_differ():
    """Nothing is told."""
    assert repeated(pl.LazyFrame({"id": ["a", "b"]}), "id", typed=True) == []


def test_ids_that_people_typed_are_alike_in_any_case_and_spacing():
    """All of them are told as they are written; what was made by a program is another id."""
    ids = [
        "HK-1",
        "hk-1",
        "HK 2",
        "HK\xa02\u200b",
        "HK-3",
        "Hộ 4",
        unicodedata.normalize("NFD", "hộ4"),
    ]
    frame = pl.LazyFrame({"id": [*ids, "  ", " "]})
    assert repeated(frame, "id", typed=True) == sorted({*ids} - {"HK-3"})
    assert repeated(frame, "id", typed=False) == []
