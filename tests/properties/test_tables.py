"""Every row of a table comes to what the same row comes to as a dossier."""

from __future__ import annotations

from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.batch.certify import certify
from assessment.batch.results import RESULTS
from assessment.engine.assess import Missing, assess
from assessment.errors import DossierError
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog
from tests.strategies import load, trees
from tests.tables import Row, Rows, dossier_of_row

SHIPPED = tuple(Catalog().all())
few = settings(max_examples=max(20, settings().max_examples // 2))


def table(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String)).with_row_index("id")


def as_dossier(ruleset: Ruleset, row: Row, missing: Missing) -> dict[str, Any] | set[str]:
    """What the dossier engine makes of a row; or the codes of what is wrong with it."""
    try:
        found = assess(ruleset, dossier_of_row(ruleset, row), missing=missing)
    except DossierError as error:
        return {notice.code for notice in error.notices}
    points = found.score.points
    return {
        "total": points.low if points and points.exact else None,
        "low": points.low if points else None,
        "high": points.high if points else None,
        "recognised": found.score.determination.recognised,
        "rating": found.rating.id if found.rating else None,
        "missing": set(found.missing),
    }


def parts(text: str | None) -> set[str]:
    return set(text.split(", ")) if text else set()


def assert_equal(ruleset: Ruleset, row: Row, missing: Missing, got: dict[str, Any]) -> None:
    expected = as_dossier(ruleset, row, missing)
    if isinstance(expected, dict):
        assert {**got, "missing": parts(got["missing"])} | expected == {
            **got,
            "missing": parts(got["missing"]),
        }, row
        return
    codes = {part.partition(": ")[2] for part in parts(got["reason"])}
    if any(code.startswith("shape.") for code in expected):  # a dossier says no more than these
        assert expected <= codes
    else:
        assert expected == codes
    assert all(got[name] is None for name in RESULTS if name != "reason")


def assert_rows_equal(ruleset: Ruleset, rows: list[Row], missing: Missing) -> None:
    certified = certify(ruleset, table(rows), missing=missing)
    for row, got in zip(rows, certified.select(RESULTS).to_dicts(), strict=True):
        assert_equal(ruleset, row, missing, got)


@few
@given(trees(), st.integers(0, 2**20), st.sampled_from(["open", "zero"]))
def test_random_rulesets_give_a_row_what_they_give_its_dossier(tree, seed, missing):
    """Points, rating, what is missing and what is wrong, for any ruleset."""
    ruleset = load(tree)
    assert_rows_equal(ruleset, list(Rows(ruleset, seed).take(12)), missing)


@pytest.mark.parametrize("ruleset", SHIPPED, ids=lambda ruleset: ruleset.id)
@pytest.mark.parametrize("missing", ["open", "zero"])
def test_shipped_rulesets_give_a_row_what_they_give_its_dossier(ruleset, missing):
    """Rows at and beside every limit, with cells missing and cells that are wrong."""
    assert_rows_equal(ruleset, list(Rows(ruleset, 1).take(60)), missing)


@pytest.mark.parametrize("ruleset", SHIPPED, ids=lambda ruleset: ruleset.id)
def test_duckdb_gives_what_polars_gives(ruleset):
    """The same plan on another engine, the frame of its own kind."""
    frame = table(list(Rows(ruleset, 2).take(40)))
    relation = certify(ruleset, duckdb.from_arrow(frame.to_arrow()))
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    there = nw.from_native(relation).collect("polars").to_native().sort("id")
    here = certify(ruleset, frame)
    assert there.select(RESULTS).to_dicts() == here.select(RESULTS).to_dicts()
