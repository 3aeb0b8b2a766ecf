"""The same answers from the dossier engine and from tables on Polars, DuckDB and Spark.

10,000 rows of all shipped rulesets and of two that use everything: with missing and wrong
cells, in all kinds of area, at and beside every limit and every total. DuckDB is asked for
half of them and Spark for none, unless `CDHT_EVERY_ENGINE=1` asks for all on each (some
minutes): what takes their time is to plan, not to reckon.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

import duckdb
import narwhals as nw
import polars as pl
import pytest

from assessment.batch.certify import certify
from assessment.batch.session import session_on
from assessment.engine.assess import Missing
from assessment.model.item import AllOf, BestOf, Checklist, Choice, Judged, Threshold, YesNo
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog
from tests.answers import Expected, assert_equal, expected, rows_of, table
from tests.every_kind import every_kind
from tests.tables import Row, Rows

ALL = os.environ.get("CDHT_EVERY_ENGINE") == "1"
RULESETS = {ruleset.id: ruleset for ruleset in (*Catalog().all(), *every_kind())}
WAYS: tuple[Missing, ...] = ("open", "zero")
EACH = -(-10_000 // (len(RULESETS) * len(WAYS)))


class Frame(NamedTuple):
    """Rows, and what the dossier engine makes of each."""

    ruleset: Ruleset
    rows: list[Row]
    expected: list[Expected]
    drawn: Rows


Frames = Mapping[Missing, Frame]


@pytest.fixture(scope="module", params=RULESETS)
def frames(request) -> Frames:
    """Of one ruleset, for each way to take what is missing."""
    ruleset = RULESETS[request.param]
    return {missing: _frame(ruleset, missing) for missing in WAYS}


def _frame(ruleset: Ruleset, missing: Missing) -> Frame:
    drawn = Rows(ruleset, WAYS.index(missing), wrong=3)
    near = list(drawn.near_totals(EACH // 15))
    rows = [*near, *drawn.take(EACH - len(near))]
    return Frame(ruleset, rows, [expected(ruleset, row, missing) for row in rows], drawn)


@pytest.mark.parametrize("missing", WAYS)
def test_polars_gives_what_the_dossier_engine_gives(frames, missing):
    """Every column of results, row by row."""
    frame = frames[missing]
    certified = certify(frame.ruleset, table(frame.rows), missing=missing)
    assert_equal(frame.rows, frame.expected, rows_of(certified))


@pytest.mark.parametrize("missing", WAYS if ALL else WAYS[:1])
def test_duckdb_gives_what_the_dossier_engine_gives(frames, missing):
    """The same plan on another engine, the frame of its own kind."""
    frame = frames[missing]
    relation = duckdb.from_arrow(table(frame.rows).to_arrow())
    certified = certify(frame.ruleset, relation, missing=missing)
    assert isinstance(certified, duckdb.DuckDBPyRelation)
    there = nw.from_native(certified).collect("polars").to_native().sort("id")
    assert_equal(frame.rows, frame.expected, rows_of(there))


@pytest.fixture(scope="module")
def spark():
    if not ALL:
        pytest.skip("CDHT_EVERY_ENGINE=1 asks Spark as well")
    with session_on("local[2]") as session:
        yield session


@pytest.mark.parametrize("missing", WAYS)
def test_spark_gives_what_the_dossier_engine_gives(spark, frames, tmp_path, missing):
    """And on the engine of many machines."""
    frame = frames[missing]
    table(frame.rows).write_parquet(tmp_path / "rows.parquet")
    given = spark.read.parquet(str(tmp_path / "rows.parquet"))
    certified = certify(frame.ruleset, given, missing=missing)
    there = pl.DataFrame(certified.toArrow()).sort("id")
    assert_equal(frame.rows, frame.expected, rows_of(there))


# --- whether the rows are those that matter ----------------------------------------------


def test_every_limit_is_drawn_below_at_and_above(frames):
    """Of every item and number, in either area."""
    for name, limits in frames["open"].drawn.limits.items():
        for limit in limits:
            for side in (-1, 0, 1):
                assert any(frame.drawn.drawn[name, limit, side] for frame in frames.values()), name


def test_every_total_asked_for_is_drawn_below_at_and_above(frames):
    """A step of the scale below, and a step above."""
    ruleset = frames["open"].ruleset
    found = [each for frame in frames.values() for each in frame.expected]
    totals = {each["total"] for each in found if isinstance(each, dict)}
    for rating in ruleset.ratings:
        for when in (rating.when, rating.disadvantaged and rating.disadvantaged.when):
            if ruleset.scale and when and when.total:
                near = {when.total.at_least + side * ruleset.scale.step for side in (-1, 0, 1)}
                assert near <= totals


def test_rows_end_in_every_way(frames):
    """With a title, without, undecided, and refused."""
    found = [each for frame in frames.values() for each in frame.expected]
    ways = {each["recognised"] if isinstance(each, dict) else "refused" for each in found}
    assert ways == {True, False, None, "refused"}


def test_every_kind_of_item_is_asked():
    """By the rulesets that are drawn from."""
    kinds = {type(item) for each in every_kind() for item in each.every_item()}
    assert kinds == {AllOf, BestOf, Checklist, Choice, Judged, Threshold, YesNo}
