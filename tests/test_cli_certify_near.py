"""`cdht certify --near`: who is near a title, on the page and as a list."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from tests.test_cli_certify import HEAD, HOUSEHOLD, IDS, cells


def run(table, out, *options, code=0, ruleset=HOUSEHOLD.id):
    call = ["certify", str(table), "--ruleset", ruleset, "--out", str(out), *options]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def table(tmp_path) -> Path:
    seven = ["7"] * len(IDS)
    rows = [
        HEAD,
        cells("1", "3", *seven[1:], hamlet="=1+1"),
        cells("2", "", *seven[1:], hamlet="Thôn 2"),
        cells("3", "1", *seven[1:]),
        cells("4", violation="x"),
        cells("5"),
        cells("6", "mười"),
    ]
    path = tmp_path / "ho.csv"
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


def test_the_page_tells_how_many_where_and_what_would_lift_them(table, tmp_path):
    """With 66, 63 to 73, 64 and 80 points but barred; 70 are asked."""
    page = " ".join(run(table, tmp_path / "kq.csv", "--near", "6").stdout.split())
    assert "Gần đạt: 3 dòng thiếu không quá 6 điểm" in page
    assert "1 dòng trong đó đã đủ điểm nhưng vướng điều kiện khác" in page
    assert "Theo thôn, tổ dân phố: Thôn 1 (2); =1+1 (1)" in page
    assert "là đạt: A1.1 (2 dòng)" in page
    assert "Gần đạt: 4 dòng thiếu không quá 7 điểm" in " ".join(
        run(table, tmp_path / "kq.csv", "--near", "7,0").stdout.split()
    )


def test_the_list_says_of_each_what_it_lacks(table, tmp_path):
    """Missing evidence counts for nothing and is named; what a sheet would reckon is text."""
    run(table, tmp_path / "kq.csv", "--near", "7")
    path = tmp_path / "kq.gan-dat.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = {row["mã"]: row for row in csv.DictReader(file)}
    assert [(id_, row["dòng"], row["điểm"], row["còn thiếu"]) for id_, row in found.items()] == [
        ("1", "2", "66", "4"),
        ("2", "3", "63", "7"),
        ("3", "4", "64", "6"),
        ("4", "5", "80", "0"),
    ]
    assert found["1"]["thôn"] == "'=1+1"
    assert found["1"]["tăng riêng mục nào là đạt"] == "A1.1"
    assert found["1"]["mục còn tăng được"].startswith("A1.1 (+7), A1.2 (+3)")
    assert found["2"]["chưa có số liệu"] == "A1.1"
    assert found["4"]["tăng riêng mục nào là đạt"] == ""
    assert "vi phạm pháp luật" in found["4"]["vướng"]


def test_the_list_goes_with_the_run_that_made_it(table, tmp_path):
    """The next run without one, or with nobody near, leaves none; a receipt tells it."""
    run(table, tmp_path / "kq.csv", "--near", "7")
    sealed = json.loads((tmp_path / "kq.bien-nhan.json").read_text("utf-8"))["sealed"]
    assert [file["file"] for file in sealed["others"]] == ["kq.loi.csv", "kq.gan-dat.csv"]
    assert (sealed["options"]["near"], sealed["counts"]["near"]) == ("7", "4")
    run(table, tmp_path / "kq.csv")
    assert not (tmp_path / "kq.gan-dat.csv").exists()


def test_json_holds_the_counts(table, tmp_path):
    """For programs; null where nobody asked."""
    call = (table, tmp_path / "kq.csv", "--format", "json")
    near = json.loads(run(*call, "--near", "7").stdout)["near"]
    assert (near["within"], near["rows"], near["barred"]) == ("7", 4, 1)
    assert near["alone"][0] == {"id": "A1.1", "rows": 3}
    assert {"value": "Thôn 2", "commune": None, "rows": 1} in near["hamlets"]
    assert json.loads(run(*call).stdout)["near"] is None


@pytest.mark.parametrize("value", ["-1", "năm", "", "1e3", "5%"])
def test_points_that_cannot_be_read_are_refused(table, tmp_path, value):
    """Before anything is done."""
    assert "table.bad_near" in run(table, tmp_path / "kq.csv", "--near", value, code=2).stderr
    assert not (tmp_path / "kq.csv").exists()


def test_a_ruleset_of_levels_has_nobody_near(table, tmp_path):
    """It does not go by a total."""
    call = ("--near", "5")
    found = run(table, tmp_path / "kq.csv", *call, code=2, ruleset="commune-tt25-2023")
    assert "table.near_in_levels" in found.stderr


def test_the_table_is_never_the_list(table, tmp_path):
    """A table named like it is not written over."""
    table = table.rename(tmp_path / "kq.gan-dat.csv")
    assert "usage.would_overwrite" in run(table, tmp_path / "kq.csv", code=2).stderr
