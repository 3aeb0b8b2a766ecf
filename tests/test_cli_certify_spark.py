"""`cdht certify --spark`: what is said where it cannot be, and one machine where it can."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec

import polars as pl
import pytest
from click.testing import CliRunner

from assessment.batch import session
from assessment.batch.run import aside_of
from assessment.rulebook.catalog import Catalog
from cli import main

HOUSEHOLD = Catalog().get("household-qd448-2015")
MARKS = list(HOUSEHOLD.indicators)
LOCAL = "local[2]"
needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark needs Java and the extra `spark`",
)


def row(id_, *marks, hamlet="Thôn 1"):
    points = [*marks, *[8] * (len(MARKS) - len(marks))]
    return {"Mã hộ": id_, "Thôn": hamlet, **dict(zip(MARKS, points, strict=True))}


ROWS = [row("1"), row("2", None, 4), row("3", hamlet="Thôn 2"), row("4", 11), row("3")]
SCHEMA = {"Mã hộ": pl.String, "Thôn": pl.String, **dict.fromkeys(MARKS, pl.Int8)}


@pytest.fixture
def table(tmp_path):
    """In two files, in a folder whose name Spark could take for a pattern."""
    folder = tmp_path / "Mạo Khê [1].parquet"
    folder.mkdir()
    for number, rows in enumerate((ROWS[:2], ROWS[2:])):
        pl.DataFrame(rows, schema=SCHEMA).write_parquet(folder / f"tờ {number} + 50%.parquet")
    return folder


def run(table, out, *options, code=0):
    call = ["certify", str(table), "--ruleset", HOUSEHOLD.id, "--out", str(out), *options]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == code, result.output
    return result


# --- a folder of files --------------------------------------------------------------------


def test_a_folder_of_parquet_is_one_table(table, tmp_path):
    """Its rows are numbered on from file to file, by name."""
    run(table, tmp_path / "kq.parquet")
    assert pl.read_parquet(tmp_path / "kq.parquet")["Mã hộ"].to_list() == ["1", "2"]
    with aside_of(tmp_path / "kq.parquet").open(encoding="utf-8-sig") as file:
        numbers = [line.split(",")[0] for line in list(file)[1:]]
    assert numbers == ["3", "4", "5"]


def test_an_empty_folder_is_no_table(tmp_path):
    """It is told, and nothing is written."""
    (tmp_path / "bang.parquet").mkdir()
    assert (
        "table.empty_folder" in run(tmp_path / "bang.parquet", tmp_path / "kq.csv", code=3).stderr
    )


# --- where it cannot be -------------------------------------------------------------------


@pytest.mark.parametrize(("table", "out"), [("a.csv", "kq.parquet"), ("a.parquet", "kq.csv")])
def test_only_parquet_goes_through_spark(tmp_path, table, out):
    """Both ways."""
    (tmp_path / table).touch()
    page = run(tmp_path / table, tmp_path / out, "--spark", LOCAL, code=2).stderr
    assert "spark.only_parquet" in page


def test_without_the_extra_it_says_what_to_install(table, tmp_path, monkeypatch):
    """In the words of the command to copy."""
    monkeypatch.setattr(session, "find_spec", lambda _: None)
    page = run(table, tmp_path / "kq.parquet", "--spark", LOCAL, code=2).stderr
    assert "spark.not_installed" in page
    assert 'pip install "cdht[spark]"' in page


def test_without_java_it_says_what_to_install(table, tmp_path, monkeypatch):
    """Neither on the path nor where JAVA_HOME says."""
    monkeypatch.setattr(session, "find_spec", lambda _: True)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    page = run(table, tmp_path / "kq.parquet", "--spark", LOCAL, code=2).stderr
    assert "spark.no_java" in page
    assert not (tmp_path / "kq.parquet").exists()


@pytest.mark.parametrize("master", ["spark://127.0.0.1:1", "spark://nowhere", "spark://a:b"])
def test_a_master_that_is_not_there_is_told_soon(table, tmp_path, monkeypatch, master):
    """Spark itself tries for a minute."""
    monkeypatch.setattr(session, "find_spec", lambda _: True)
    monkeypatch.setattr(session.shutil, "which", lambda _: "java")
    page = run(table, tmp_path / "kq.parquet", "--spark", master, code=2).stderr
    assert "spark.no_answer" in page
    assert {path.name for path in tmp_path.iterdir()} == {table.name}


@pytest.mark.parametrize("master", ["xyz", "local[", "http://may:7077", ""])
def test_a_master_of_no_kind_is_told(table, tmp_path, master):
    """Before anything is started."""
    page = run(table, tmp_path / "kq.parquet", "--spark", master, code=2).stderr
    assert "spark.unknown_master" in page


# --- where it can -------------------------------------------------------------------------


@needs_spark
def test_spark_on_this_machine_gives_what_polars_gives(table, tmp_path):
    """Rows, slips, counts and receipt; over an earlier output, and nothing else is left."""
    run(table, tmp_path / "day.parquet", "--near", "30")
    page = run(table, tmp_path / "kq.parquet", "--near", "30", "--spark", LOCAL)
    again = run(table, tmp_path / "kq.parquet", "--near", "30", "--spark", LOCAL)
    assert page.stderr == again.stderr == ""
    assert page.stdout == again.stdout
    found = pl.read_parquet(sorted((tmp_path / "kq.parquet").iterdir()), glob=False)
    assert found.sort("Mã hộ").equals(pl.read_parquet(tmp_path / "day.parquet"))
    for kind in ("loi.csv", "gan-dat.csv"):
        files = [tmp_path / f"{name}.{kind}" for name in ("kq", "day")]
        assert files[0].read_bytes() == files[1].read_bytes()
    receipts = [
        json.loads((tmp_path / f"{name}.bien-nhan.json").read_text("utf-8"))["sealed"]
        for name in ("kq", "day")
    ]
    told = [{k: v for k, v in r.items() if k not in {"output", "others"}} for r in receipts]
    assert told[0] == told[1]
    assert not list(tmp_path.glob(".*"))


def test_a_folder_that_holds_other_things_is_not_taken_for_results(table, tmp_path):
    """Only one that holds nothing but Parquet is written over."""
    (tmp_path / "kq.parquet").mkdir()
    (tmp_path / "kq.parquet" / "quý.docx").touch()
    assert "usage.cannot_write" in run(table, tmp_path / "kq.parquet", code=2).stderr
    assert (tmp_path / "kq.parquet" / "quý.docx").exists()


def test_a_table_that_is_a_folder_is_never_written_over(table):
    """Its own name as output is refused."""
    names = sorted(table.iterdir())
    assert "usage.would_overwrite" in run(table, table, code=2).stderr
    assert sorted(table.iterdir()) == names
