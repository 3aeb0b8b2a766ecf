"""Names that stand for two things: a table and its results, an id and what CSV shows for it."""

from __future__ import annotations

import json

import pytest

from tests.rolling import POOR, certified, household, read_csv, run, write_csv

HOUSEHOLD, HAMLET, TT44 = "household-qd448-2015", "hamlet-qd448-2015", "tt44-2014"
ROWS = [household("1", "Thôn Đông"), household("2", "Thôn Đông", POOR)]


@pytest.fixture
def results(tmp_path):
    """Results under the name of their table, in a folder of their own."""
    (tmp_path / "bang").mkdir()
    write_csv(tmp_path / "bang/ho.csv", ROWS)
    run("certify", tmp_path / "bang", "--ruleset", HOUSEHOLD, "--out", tmp_path / "kq")
    return tmp_path / "kq/ho.csv"


def test_results_are_not_taken_for_their_table_that_was_changed(results, tmp_path):
    """Neither when they are counted, nor when they are followed back."""
    call = ["rollup", results, "--to", TT44, "--lists", "all", "--out", results.parent / "xa.yaml"]
    told = json.loads(run(*call, "--format", "json").stdout)
    assert "rollup.corrected_since" not in json.dumps(told)
    call = ["explain", results.parent / "xa.yaml", "9.1", "--trace", "--format", "json"]
    [found] = json.loads(run(*call).stdout)["trace"]
    assert [file["found"] for file in found["files"]] == ["same", "missing"]


def test_of_a_table_elsewhere_a_receipt_tells_that_it_is_not_here(results):
    """And that the results are as they were."""
    receipt = results.with_name("ho.bien-nhan.json")
    errors = json.loads(run("replay", receipt, "--format", "json", code=3).stdout)["errors"]
    assert [error["code"] for error in errors][1:] == ["receipt.file_missing", "receipt.file_same"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_a_hamlet_like_a_formula_is_the_same_in_what_is_rolled_up(tmp_path, suffix):
    """Whatever the results are written as."""
    write_csv(tmp_path / "ho.csv", [household("-A1", "-Tổ 1"), household("@2", "-Tổ 1")])
    out = tmp_path / f"kq{suffix}"
    run("certify", tmp_path / "ho.csv", "--ruleset", HOUSEHOLD, "--out", out)
    call = ["rollup", out, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv"]
    found = json.loads(run(*call, "--format", "json").stdout)
    assert [group["id"] for group in found["groups"]] == ["-Tổ 1"]


def test_hamlets_that_look_alike_are_one_in_what_is_rolled_up(tmp_path):
    """With Ð for Đ, and with signs that no one sees."""
    names = ["Thôn Đông", "Thôn Ðông", "Thôn Đô\u200bng"]
    out = certified(tmp_path, [household(str(n), name) for n, name in enumerate(names)])
    run("rollup", out, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
    assert len(read_csv(tmp_path / "thon.csv")) == 1
