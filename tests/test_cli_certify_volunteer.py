"""A table as a volunteer keeps it: every slip named by its cell, every good row scored."""

from __future__ import annotations

import csv
import functools
from collections import Counter
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from assessment.engine.assess import assess
from assessment.files import one_line
from assessment.rulebook.catalog import Catalog
from cli import main
from tests.tables import dossier_of_row
from tests.volunteer import ROW, Table, in_text, made, write_csv, write_workbook
from tests.volunteer_slips import (
    COMMUNE_COLUMNS,
    COMMUNE_NOBODIES,
    COMMUNE_SLIPS,
    COMMUNES,
    HOUSEHOLD_COLUMNS,
    HOUSEHOLD_SLIPS,
    HOUSEHOLDS,
    NOBODIES,
)

ROWS = 5000
LEAST_KINDS = 60
PASSED = ("table.total_row", "table.no_subject", "table.header_again")
TABLES = {
    "household-qd448-2015": (
        HOUSEHOLD_COLUMNS,
        HOUSEHOLDS,
        "HK",
        HOUSEHOLD_SLIPS,
        NOBODIES,
    ),
    "tt44-2014": (COMMUNE_COLUMNS, COMMUNES, "X", COMMUNE_SLIPS, COMMUNE_NOBODIES),
}


def certified(table: Path, ruleset: str) -> tuple[list[dict[str, object]], list[list[str]], str]:
    """The rows of the results, those of the second file, the page."""
    out = table.with_name(f"{table.stem}.kq.parquet")
    call = ["certify", str(table), "--ruleset", ruleset, "--out", str(out)]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 0, result.output
    with out.with_name(f"{out.stem}.loi.csv").open(encoding="utf-8-sig", newline="") as file:
        aside = list(csv.reader(file))[1:]
    return pl.read_parquet(out).to_dicts(), aside, result.stdout


@pytest.fixture(
    scope="module", params=[(r, kept) for r in TABLES for kept in ("xlsx", "csv")], ids=str
)
def kept(request, tmp_path_factory):
    """A table as kept, its results, what was set aside, the page."""
    ruleset, suffix = request.param
    columns, base, prefix, slips, nobodies = TABLES[ruleset]
    path = tmp_path_factory.mktemp("table") / f"bang.{suffix}"
    slips = slips if suffix == "xlsx" else in_text(slips)
    table = made(columns, base, prefix, slips, nobodies, ROWS)
    (write_workbook if suffix == "xlsx" else write_csv)(table, path)
    return (ruleset, table, *certified(path, ruleset))


@functools.cache
def as_dossier(ruleset: str, told: tuple[tuple[str, str | None], ...]) -> dict[str, object]:
    """What the dossier engine makes of a row typed well."""
    rules = Catalog().get(ruleset)
    found = assess(rules, dossier_of_row(rules, dict(told)))
    assert found.score.points
    return {
        "low": found.score.points.low,
        "high": found.score.points.high,
        "recognised": found.score.determination.recognised,
        "rating": found.rating.id if found.rating else None,
        "missing": sorted(found.missing),
    }


def test_every_slip_is_named_by_its_cell(kept):
    """By row, column letter and code, and nothing beside them is named."""
    _, table, _, aside, _ = kept
    named = {(row[1], row[5]) for row in aside}
    assert named - table.wrong == set()
    assert table.wrong - named == set()


def test_the_named_cell_is_told_with_its_row_header_and_words(kept):
    """What an officer needs to find it; a row as a whole has no header."""
    _, table, _, aside, _ = kept
    headers = {letter: _header(table, name) for name, letter in table.letters.items()}
    for number, cell, _, header, _, code, why in aside:
        assert cell.endswith(number)
        assert why
        if not code.startswith("table.") or code in ("table.no_id", "table.id_twice"):
            assert header == headers[cell.removesuffix(number)]


def _header(table: Table, name: str) -> str:
    place = list(table.letters).index(name)
    return one_line(table.heads[1][place] or table.heads[0][place])


def test_no_good_row_is_lost_and_no_bad_one_scored(kept):
    """The ids of the results are those of the rows typed well, in their order."""
    _, table, results, _, _ = kept
    ids = [str(row[_header(table, "id")]).replace("\u200b", "").strip() for row in results]
    assert ids == list(table.good)


def test_good_rows_have_the_points_of_their_dossiers(kept):
    """Also those with a slip that is tolerated: as if typed well."""
    ruleset, table, results, _, _ = kept
    for told, row in zip(table.good.values(), results, strict=True):
        named = tuple((name, text) for name, text in told.items() if name != ROW)
        found = {
            "low": Decimal(str(row["low"])),
            "high": Decimal(str(row["high"])),
            "recognised": row["recognised"],
            "rating": row["rating"],
            "missing": sorted(str(row["missing"] or "").split(", ")) if row["missing"] else [],
        }
        assert found == as_dossier(ruleset, named), named


def test_the_page_tells_rows_that_are_of_nobody(kept):
    """Totals, sub-headings, signatures and headers are passed over, never silently."""
    *_, aside, page = kept
    passed = Counter(row[5] for row in aside if row[5] in PASSED)
    page = " ".join(page.split())
    assert set(passed) == set(PASSED)
    assert f"{passed['table.total_row']} dòng tổng" in page
    assert f"{passed['table.no_subject']} dòng không có mã" in page
    assert f"{passed['table.header_again']} dòng tiêu đề lặp lại" in page


def test_the_page_tells_the_sheets_that_were_not_read(kept):
    """A second sheet is never silent."""
    *_, page = kept
    if "bang.xlsx" in page:
        assert 'Chỉ đọc trang "Danh sách" của tệp Excel; chưa đọc: Ghi chép' in page


@pytest.mark.parametrize("ruleset", TABLES)
def test_there_are_kinds_enough(ruleset):
    """Each with a name and a reason of its own kind."""
    _, _, _, slips, nobodies = TABLES[ruleset]
    kinds = [each.kind for each in (*slips, *nobodies)]
    assert len(set(kinds)) == len(kinds) >= LEAST_KINDS
    assert all(each.why for each in (*slips, *nobodies))
