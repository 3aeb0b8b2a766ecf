"""One row of a table: the dossier that says the same as certifying reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from assessment.batch.job import Wanted
from assessment.batch.onerow import Which, one_row
from assessment.batch.results import RESULTS, plainly
from assessment.batch.source import ROW
from assessment.batch.table import planned, read
from assessment.engine.assess import assess
from assessment.errors import CdhtError
from assessment.rulebook.catalog import Catalog
from tests.tables import Rows

CATALOG = Catalog()
HOUSEHOLD = CATALOG.get("household-qd448-2015")
CALLED = {"id": ("mã hộ",), "name": ("chủ hộ",), "area": (), "unit_type": (), "public": ()}


def wanted(ruleset):
    return Wanted(ruleset, "open", CALLED, plainly, "vi", date(2026, 11, 22))


@pytest.mark.parametrize(
    ("id_", "suffix"), [(HOUSEHOLD.id, ".csv"), *((id_, ".parquet") for id_ in CATALOG.ids())]
)
def test_the_dossier_of_a_row_comes_to_what_the_row_does(id_, suffix, tmp_path):
    """For each ruleset, rows with slips have no dossier, all others the same points and rating."""
    ruleset = CATALOG.get(id_)
    rows = [{"id": f"D{n}", **row} for n, row in enumerate(Rows(ruleset, seed=5).take(6))]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    table = tmp_path / f"bang{suffix}"
    frame.write_csv(table) if suffix == ".csv" else frame.write_parquet(table)
    (tmp_path / "doc").mkdir()
    source, matched = read(wanted(ruleset), table, tmp_path / "doc")
    certified = planned(wanted(ruleset), source, matched)
    results = certified.table.to_native().collect().rows(named=True)
    sound = 0
    for row in results:
        found = one_row(wanted(ruleset), table, Which(row["id"], None))
        assert found.number == row[ROW]
        if found.dossier is None:
            assert found.slips
            assert row["low"] is None
            continue
        sound += 1
        result = assess(ruleset, found.dossier)
        points = result.score.points
        assert (points.low if points else None) == row["low"]
        assert result.score.determination.recognised is row["recognised"]
        assert (result.rating.id if result.rating else None) == row["rating"]
    assert sound


def table_of(tmp_path, **columns):
    own = {"Mã hộ": ["1", "2", "2", "4"], "Chủ hộ": ["A", " B \n", "C", None]}
    same = dict.fromkeys(HOUSEHOLD.indicators, 8)
    frame = pl.DataFrame({**own, **columns}).with_columns(
        **{name: pl.lit(points) for name, points in same.items() if name not in columns}
    )
    frame.write_parquet(tmp_path / "ho.parquet")
    return tmp_path / "ho.parquet"


def test_numbers_and_truths_of_a_typed_table_are_read_as_such(tmp_path):
    """Points as decimals, answers as truths, the name of whom they are about."""
    column = pl.Series([Decimal("7.00"), Decimal(8), None, None], dtype=pl.Decimal(10, 2))
    table = table_of(tmp_path, **{"A1.1": column, "law_violation": [True, False, False, None]})
    dossier = one_row(wanted(HOUSEHOLD), table, Which("1", None)).dossier
    assert dossier.evidence["A1.1"].value == "7"
    assert dossier.evidence["law_violation"].value == "true"
    assert dossier.subject.name == "A"
    assert one_row(wanted(HOUSEHOLD), table, Which(None, 2)).dossier.subject.name == "B"
    assert "A1.1" not in one_row(wanted(HOUSEHOLD), table, Which("4", None)).dossier.evidence


def test_shares_in_a_column_of_numbers_are_percent(tmp_path):
    """70 in a column of shares is 70%."""
    frame = pl.DataFrame({"id": ["1"], "households_recognised": [7], "households": [10]})
    commune = CATALOG.get("tt44-2014")
    share = next(id_ for id_ in commune.keyed_by_id if id_ == "9.1")
    frame = frame.with_columns(pl.lit(70.0).alias(share)).drop("households_recognised")
    frame.write_parquet(tmp_path / "xa.parquet")
    dossier = one_row(wanted(commune), tmp_path / "xa.parquet", Which("1", None)).dossier
    assert dossier.evidence[share].value == "70%"
    assess(commune, dossier)


def test_the_columns_of_results_are_passed_over(tmp_path):
    """The results of a run are a table too."""
    table = table_of(tmp_path, **dict.fromkeys(RESULTS, ["x"] * 4))
    assert one_row(wanted(HOUSEHOLD), table, Which("1", None)).dossier


@pytest.mark.parametrize(
    ("which", "code", "said"),
    [
        (Which("2", None), "table.id_in_rows", {"id": "2", "rows": "2, 3"}),
        (Which("7", None), "table.no_such_id", {"id": "7", "nearest": None}),
        (Which(None, 5), "table.no_such_row", {"row": 5}),
    ],
)
def test_a_row_that_is_not_there_or_not_one_is_told(which, code, said, tmp_path):
    """With the rows of an id that stands in several."""
    with pytest.raises(CdhtError) as caught:
        one_row(wanted(HOUSEHOLD), table_of(tmp_path), which)
    assert [(n.code, dict(n.params)) for n in caught.value.notices] == [(code, said)]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("0123", "HK-0123"), ("hk-012", "HK-0123"), ("HK-0132", "HK-0123"), ("XX-99", None)],
)
def test_the_nearest_id_is_told(asked, nearest, tmp_path):
    """One that holds it, or is written almost like it."""
    table = table_of(tmp_path, **{"Mã hộ": ["HK-0123", "HK-4567", "HK-8888", "TD-1"]})
    with pytest.raises(CdhtError) as caught:
        one_row(wanted(HOUSEHOLD), table, Which(asked, None))
    assert caught.value.notices[0].params["nearest"] == nearest


def test_a_table_without_ids_is_asked_by_rows(tmp_path):
    """The number of a row is enough."""
    pl.DataFrame({"A1.1": [8]}).write_parquet(tmp_path / "ho.parquet")
    with pytest.raises(CdhtError) as caught:
        one_row(wanted(HOUSEHOLD), tmp_path / "ho.parquet", Which("1", None))
    assert [n.code for n in caught.value.notices] == ["table.no_id_column"]
    assert one_row(wanted(HOUSEHOLD), tmp_path / "ho.parquet", Which(None, 1)).dossier
