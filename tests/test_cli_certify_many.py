"""`cdht certify` of folders, patterns and several tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from tests.test_cli_certify import HEAD, HOUSEHOLD, IDS, cells


def run(*call, code=0):
    given = ["certify", *map(str, call), "--ruleset", HOUSEHOLD.id]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def folder(tmp_path) -> Path:
    low = ["", *["7"] * (len(IDS) - 1)]
    tables = {
        "xa-a/ho.csv": [HEAD, cells("A1"), cells("A2", "4", "5", "0"), cells("A3", "mười")],
        "xa-b/ho.csv": [HEAD, cells("B1"), cells("B2", *low)],
    }
    for name, rows in tables.items():
        path = tmp_path / "bang" / name
        path.parent.mkdir(parents=True)
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return tmp_path / "bang"


def test_one_page_sums_all_tables_up(folder, tmp_path):
    """Titles of all, and of each table."""
    page = run(folder, "--out", tmp_path / "kq").stdout
    assert page.startswith("Gia đình học tập · 448/QĐ-KHVN · 2 bảng\n")
    assert "Đủ điều kiện công nhận   2 dòng (50%)" in page
    assert "Chưa đạt                 1 dòng (25%)" in page
    assert "Chưa xác định            1 dòng (25%)" in page
    assert "1 dòng có lỗi" in page
    lines = [" ".join(line.split()) for line in page.splitlines()]
    assert "xa-a/ho.csv 1 / 2 1" in lines
    assert "xa-b/ho.csv 1 / 2 0" in lines
    assert (tmp_path / "kq/xa-a/ho.loi.csv").exists()
    assert (tmp_path / "kq/xa-b/ho.bien-nhan.json").exists()


def test_started_again_the_page_says_how_many_were_kept(folder, tmp_path):
    """And the sums are the same."""
    first = json.loads(run(folder, "--out", tmp_path / "kq", "--format", "json").stdout)
    assert "Giữ nguyên kết quả của 2 bảng" in run(folder, "--out", tmp_path / "kq").stdout
    again = json.loads(run(folder, "--out", tmp_path / "kq", "--format", "json").stdout)
    assert [each["kept"] for each in again["tables"]] == [True, True]
    assert {**again, "tables": None} == {**first, "tables": None}
    assert (first["rows"], first["recognised"], first["aside"]) == (4, 2, 1)


def test_a_table_that_cannot_be_read_is_named_at_the_end(folder, tmp_path):
    """Exit code 3, after all the good ones are written."""
    (folder / "hong.csv").write_text("Tên\nA\n", encoding="utf-8")
    result = run(folder, "--out", tmp_path / "kq", code=3)
    assert "1 bảng không chấm được" in result.stdout
    assert "table.no_header" in result.stdout
    assert "table.left_out" in result.stderr
    assert (tmp_path / "kq/xa-b/ho.csv").exists()
    found = json.loads(run(folder, "--out", tmp_path / "kq", "--format", "json", code=3).stdout)
    [failure] = found["failures"]
    assert [error["code"] for error in failure["errors"]] == ["table.no_header"]


def test_those_near_are_summed_up_too(folder, tmp_path):
    """With a list beside each result; kept results tell the same."""
    for _ in range(2):
        page = run(folder, "--out", tmp_path / "kq", "--near", "7").stdout
        assert "Gần đạt: 2 dòng thiếu không quá 7 điểm" in page
    assert (tmp_path / "kq/xa-b/ho.gan-dat.csv").exists()


def test_tables_named_one_by_one_or_by_a_pattern(folder, tmp_path):
    """Also a single one, into a folder that is there."""
    (folder / "xa-b/ho.csv").rename(folder / "xa-b/ho2.csv")
    run(folder / "xa-a/ho.csv", folder / "xa-b/ho2.csv", "--out", tmp_path / "kq")
    assert {path.name for path in (tmp_path / "kq").glob("*.csv")} == {
        "ho.csv",
        "ho2.csv",
        "ho.loi.csv",
    }
    run(folder / "*/*.csv", "--out", tmp_path / "kq2", "--lang", "en")
    assert {path.name for path in (tmp_path / "kq2").glob("*.csv")} == {
        "ho.csv",
        "ho2.csv",
        "ho.loi.csv",
    }
    (tmp_path / "kq3").mkdir()
    run(folder / "xa-b/ho2.csv", "--out", tmp_path / "kq3")
    assert (tmp_path / "kq3/ho2.csv").exists()


@pytest.mark.parametrize(
    ("call", "code", "exit_code"),
    [
        (("bang", "--out", "kq.csv"), "usage.folder_wanted", 2),
        (("bang",), "usage.missing_argument", 2),
        (("bang", "--out", "bang/kq"), "table.folder_inside", 2),
        (("bang", "--out", "kq", "--receipt", "bn.json"), "table.one_only", 2),
        (("rong", "--out", "kq"), "table.none_found", 3),
        (("bang/xa-a/ho.csv", "bang/xa-b/ho.csv", "--out", "kq"), "table.same_output", 2),
    ],
)
def test_what_cannot_be_is_refused(folder, tmp_path, monkeypatch, call, code, exit_code):
    """Before anything is written."""
    (tmp_path / "rong").mkdir()
    monkeypatch.chdir(tmp_path)
    assert folder.exists()
    assert code in run(*call, code=exit_code).stderr
    assert not (tmp_path / "kq").exists()


def test_a_folder_of_results_only_has_no_tables(folder, tmp_path):
    """They are passed over."""
    run(folder, "--out", tmp_path / "kq")
    assert "table.none_found" in run(tmp_path / "kq", "--out", tmp_path / "kq2", code=3).stderr
