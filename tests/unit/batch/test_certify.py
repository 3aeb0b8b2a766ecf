"""The public function over frames: what goes in, what comes out, what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from assessment.batch.certify import certify
from assessment.batch.results import RESULTS
from assessment.errors import UsageError
from assessment.rulebook.catalog import Catalog
from tests.tables import Rows

SHELF = Catalog()
HOUSEHOLD = SHELF.get("household-qd448-2015")
CITIZEN = SHELF.get("citizen-qd324-2023")
COMMUNE = SHELF.get("tt44-2014")
UNIT = SHELF.get("unit-district-tt24-2023")
WORDS = {
    "exclusion": "bị loại: {id}",
    "gate": "thiếu {id}",
    "level": "chưa đạt {figure}",
    "missing": "chưa đủ số liệu",
    "no_criterion_at": "có tiêu chí {figure} điểm",
    "no_indicator_below": "có mục dưới {figure} điểm",
    "total": "chưa đủ {figure} điểm",
}


def why(kind, figure, id_):
    return WORDS[kind].format(figure=figure, id=id_)


FULL = dict.fromkeys(HOUSEHOLD.indicators, 7)


def certified(ruleset=HOUSEHOLD, missing="open", **columns):
    frame = pl.DataFrame({name: [value] for name, value in columns.items()})
    return certify(ruleset, frame, missing=missing, why=why).row(0, named=True)


def household(**columns):
    return certified(**{**FULL, "law_violation": False, **columns})


# --- what comes out --------------------------------------------------------------------


def test_results_follow_the_tables_own_columns():
    """All that came in stays, in its order."""
    frame = pl.DataFrame({"chủ hộ": ["A"], "A1.1": [7], "id": ["1"]})
    assert certify(HOUSEHOLD, frame, why=why).columns == ["chủ hộ", "A1.1", "id", *RESULTS]


def test_a_household_with_70_points_has_the_title():
    """Its results say all that a list of titles needs."""
    found = household()
    assert {name: found[name] for name in RESULTS} == {
        "total": 70,
        "low": 70,
        "high": 70,
        "recognised": True,
        "rating": "dat",
        "missing": None,
        "blocked_by": None,
        "reason": None,
    }


def test_one_point_less_has_not_and_says_why():
    """69 points; in a disadvantaged area 60 are enough."""
    found = household(**{"A1.1": 6})
    assert (found["recognised"], found["reason"]) == (False, "chưa đủ 70 điểm")
    assert household(**{"A1.1": 6, "area": "disadvantaged"})["recognised"] is True


def test_an_exclusion_bars_and_is_named():
    """The total stays as it is."""
    found = household(law_violation=True)
    assert (found["total"], found["rating"]) == (70, "chua_dat")
    assert found["blocked_by"] == "law_violation"
    assert found["reason"] == "bị loại: law_violation"


def test_what_is_missing_leaves_an_interval():
    """Nothing is decided while the missing points could still decide it."""
    found = household(**{"A1.1": None, "A1.2": 5})
    assert (found["total"], found["low"], found["high"]) == (None, 61, 71)
    assert (found["recognised"], found["rating"]) == (None, None)
    assert (found["missing"], found["reason"]) == ("A1.1", "chưa đủ số liệu")


def test_missing_zero_gives_no_points():
    """As for the final score; what was missing is still named."""
    found = certified(missing="zero", **{**FULL, "A1.1": None})
    assert (found["total"], found["recognised"]) == (63, False)
    assert found["missing"] == "A1.1, law_violation"


def test_points_of_parts_are_decimals():
    """TT 44 gives half points: exact, with as many digits as it needs."""
    frame = certify(COMMUNE, pl.DataFrame({"households": [10]}), why=why)
    assert frame.schema["low"] == pl.Decimal(18, 1)
    assert frame["low"].to_list() == [Decimal("0.0")]


@pytest.mark.parametrize("missing", ["open", "zero"])
def test_levels_have_no_points(missing):
    """A ruleset of levels gives a rating and null points."""
    columns = {"unit_type": "mam_non", "public": True}
    found = certified(UNIT, missing, **columns)
    assert [found[name] for name in ("total", "low", "high")] == [None, None, None]
    assert found["rating"] == ("chua_dat" if missing == "zero" else None)


# --- what goes in ----------------------------------------------------------------------


def test_the_frame_keeps_its_kind():
    """Polars, lazy or not, and DuckDB."""
    frame = pl.DataFrame({**{id_: [7] for id_ in FULL}, "law_violation": [False]})
    assert isinstance(certify(HOUSEHOLD, frame, why=why), pl.DataFrame)
    assert isinstance(certify(HOUSEHOLD, frame.lazy(), why=why), pl.LazyFrame)
    relation = certify(HOUSEHOLD, duckdb.from_arrow(frame.to_arrow()), why=why)
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    assert relation.select("total, recognised").fetchall() == [(70, True)]


@pytest.mark.parametrize(
    "points",
    [7, 7.0, Decimal(7), "7", " 7 ", "7,0", "7.0"],
    ids=repr,
)
def test_points_may_be_numbers_or_text(points):
    """Whatever their type, seven are seven."""
    assert household(**{"A1.1": points})["total"] == 70


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt64, pl.Int64, pl.Float32, pl.Float64])
@pytest.mark.parametrize(("value", "code"), [(0, None), (10, None), (11, "dossier.out_of_bounds")])
def test_bounds_hold_for_every_type(dtype, value, code):
    """At the bound and beyond it."""
    frame = pl.DataFrame({"A1.1": pl.Series([value], dtype=dtype)})
    reason = certify(HOUSEHOLD, frame, why=why)["reason"].item()
    assert reason == (f"A1.1: {code}" if code else "chưa đủ số liệu")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (-1, "A1.1: dossier.out_of_bounds"),
        (7.5, "A1.1: dossier.off_step"),
        (Decimal("7.5"), "A1.1: dossier.off_step"),
        (float("inf"), "A1.1: dossier.wrong_type"),
        (2**62, "A1.1: dossier.out_of_bounds"),
        ("7,5", "A1.1: dossier.off_step"),
        ("bảy", "A1.1: dossier.wrong_type"),
    ],
    ids=repr,
)
def test_a_row_with_a_slip_has_no_result_and_names_it(value, reason):
    """No score comes from a bad cell."""
    found = household(**{"A1.1": value})
    assert found["reason"] == reason
    assert {found[name] for name in RESULTS if name != "reason"} == {None}


@pytest.mark.parametrize("ruleset", tuple(Catalog().all()), ids=lambda ruleset: ruleset.id)
def test_categories_are_texts(ruleset):
    """A table whose texts are kept as categories comes to the same, a slip included."""
    rows = list(Rows(ruleset, 5).take(40))
    texts = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    results = certify(ruleset, texts).select(RESULTS)
    assert certify(ruleset, texts.cast(pl.Categorical)).select(RESULTS).equals(results)


def test_slips_stand_in_the_order_of_the_tables_columns():
    """Whichever of two wrong cells comes first in the table is named first."""
    cells = {"A2.1": [11], "A1.1": [-1], "area": ["?"]}
    for names in (["A2.1", "A1.1", "area"], ["area", "A1.1", "A2.1"]):
        reason = certify(HOUSEHOLD, pl.DataFrame(cells).select(names), why=why)["reason"].item()
        assert [each.split(": ")[0] for each in reason.split(", ")] == names


def test_sums_of_cells_far_out_of_bounds_stay_where_they_are():
    """Cells of 8 bits that are all too large leave the other rows as they are, on DuckDB too."""
    marks = [item.id for item in HOUSEHOLD.every_item()]
    frame = pl.DataFrame({mark: pl.Series([255, 7], dtype=pl.UInt8) for mark in marks})
    relation = certify(HOUSEHOLD, duckdb.from_arrow(frame.to_arrow()))
    for found in (certify(HOUSEHOLD, frame), pl.DataFrame(relation.to_arrow_table())):
        assert found["total"].to_list() == [None, 70]


def test_not_a_number_is_a_blank():
    """As frames write a missing number."""
    assert household(**{"A1.1": float("nan"), "A1.2": 8})["missing"] == "A1.1"


@pytest.mark.parametrize(
    ("value", "count"), [(5, 5), (5.0, 5), ("5", 5), ("1.000", 1000), (5.5, None), ("5,5", None)]
)
def test_counts_are_whole_numbers(value, count):
    """5.0 of a frame is 5; a dot and three digits are thousands, in text."""
    frame = pl.DataFrame({"households": [value], "households_recognised": [5]})
    found = certify(COMMUNE, frame, why=why)
    wrong = found["reason"].item() == "households: dossier.wrong_type"
    assert wrong == (count is None)


def test_a_part_above_its_whole_is_a_slip():
    """6 of 5 is no share."""
    frame = pl.DataFrame({"households": [5, 6], "households_recognised": [6, 6]})
    reasons = certify(COMMUNE, frame, why=why)["reason"].to_list()
    assert reasons[0] == "households_recognised: dossier.part_above_whole"
    assert "part_above_whole" not in reasons[1]


# --- what is refused -------------------------------------------------------------------


ODD = ("#0", "#1", "@A1:1", "@law_violation", "#row", "#flaw", "#at", "#said", "a.b", "slip 0")


def odd():
    """A table with names of columns that signs and numbers make up."""
    names = [*HOUSEHOLD.indicators, "law_violation"]
    values = {name: ["9", "x"] for name in HOUSEHOLD.indicators} | {"law_violation": ["không"] * 2}
    own = {name: [f"{name} 1", f"{name} 2"] for name in ODD}
    frame = pl.DataFrame({**own, **values})
    return frame.select(*ODD[:5], *names, *ODD[5:])


def test_columns_of_any_name_come_back_as_they_were():
    """Names like numbers, keys and marks change nothing, in Polars and in DuckDB."""
    frame = odd()
    plain = certify(HOUSEHOLD, frame.drop(ODD), why=why)
    assert plain["total"].to_list() == [90, None]
    done = certify(HOUSEHOLD, frame, why=why)
    assert done.columns == [*frame.columns, *RESULTS]
    assert done.select(frame.columns).equals(frame)
    assert done.select(RESULTS).equals(plain.select(RESULTS))
    relation = certify(HOUSEHOLD, duckdb.from_arrow(frame.to_arrow()), why=why)
    assert relation.columns == done.columns
    assert relation.fetchall() == done.rows()


@pytest.mark.parametrize(
    ("ruleset", "columns", "code"),
    [
        (HOUSEHOLD, {"A1.1": [date(2024, 1, 1)]}, "table.wrong_type"),
        (HOUSEHOLD, {"law_violation": [1]}, "table.wrong_type"),
        (HOUSEHOLD, {"area": [1]}, "table.wrong_type"),
        (HOUSEHOLD, {"A1.1": [True]}, "table.wrong_type"),
        (HOUSEHOLD, {"A1.1": [7], "total": [70]}, "table.result_column"),
        (HOUSEHOLD, {"A1.1": [7], "\ue0000": [70]}, "table.result_column"),
        (UNIT, {"unit_type": ["mam_non"]}, "table.column_needed"),
        (UNIT, {"public": [True]}, "table.column_needed"),
    ],
)
def test_a_table_that_cannot_be_scored_is_refused(ruleset, columns, code):
    """Before any row is looked at."""
    with pytest.raises(UsageError) as caught:
        certify(ruleset, pl.DataFrame(columns), why=why)
    assert [notice.code for notice in caught.value.notices] == [code]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"unit_type": ["mam_non"], "public": [None]}, "public: dossier.public_needed"),
        ({"unit_type": [None], "public": ["có"]}, "unit_type: dossier.unit_type_needed"),
        ({"unit_type": ["chợ"], "public": ["có"]}, "unit_type: dossier.unknown_unit_type"),
    ],
)
def test_a_row_without_its_kind_of_unit_is_a_slip(columns, code):
    """What is asked depends on the kind of unit."""
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    assert certify(UNIT, frame, why=why)["reason"].item() == code
