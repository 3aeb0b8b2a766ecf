"""Tables and results that are folders of files."""

from __future__ import annotations

import hashlib
from datetime import date

import polars as pl
import pytest

from assessment.batch.certify import Certified
from assessment.batch.job import Wanted
from assessment.batch.receipt import file_digest
from assessment.batch.results import RESULTS, plainly
from assessment.batch.run import run
from assessment.batch.source import parquet_files
from assessment.batch.table import planned
from assessment.errors import DossierError
from assessment.rulebook.catalog import Catalog

HOUSEHOLD = Catalog().get("household-qd448-2015")
WANTED = Wanted(HOUSEHOLD, "open", {}, plainly, "vi", date(2026, 11, 22))


def into_folder(wanted, source, matched, results) -> Certified:
    """As an engine that writes a folder."""
    certified = planned(wanted, source, matched)
    results.mkdir()
    good = certified.good.select(*source.columns, *RESULTS).to_native()
    good.sink_parquet(results / "00000.parquet")
    return certified


def carried_out(tmp_path, marks, step=lambda _: None, reckon=into_folder):
    pl.DataFrame({"id": ["1", "2"], "A1.1": marks}).write_parquet(tmp_path / "ho.parquet")
    out = tmp_path / "kq.parquet"
    return run(
        WANTED, tmp_path / "ho.parquet", out, lambda path, _: path.touch(), step, None, None, reckon
    )


def marks_of(out):
    files = parquet_files(out)
    return pl.read_parquet(files)["A1.1"].to_list()


@pytest.mark.parametrize("first", [into_folder, None])
@pytest.mark.parametrize("second", [into_folder, None])
def test_a_folder_and_a_file_take_each_others_place(tmp_path, first, second):
    """Nothing of the earlier output is left."""
    carried_out(tmp_path, [1, 2], reckon=first)
    carried_out(tmp_path, [3, 4], reckon=second)
    assert (tmp_path / "kq.parquet").is_dir() == (second is not None)
    assert marks_of(tmp_path / "kq.parquet") == [3, 4]
    assert not list(tmp_path.glob(".*"))


def test_a_run_that_stops_leaves_the_folder_that_was_there(tmp_path):
    """At its last step."""
    carried_out(tmp_path, [1, 2])

    def step(name):
        if name == "summary":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carried_out(tmp_path, [3, 4], step)
    assert marks_of(tmp_path / "kq.parquet") == [1, 2]


def test_a_run_killed_between_old_and_new_puts_the_old_back(tmp_path):
    """A folder cannot be moved onto another: for a moment neither is in its place."""
    carried_out(tmp_path, [1, 2])
    (tmp_path / ".kq.parquet.part").mkdir()
    (tmp_path / "kq.parquet").rename(tmp_path / ".kq.parquet.part" / "before")

    def step(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carried_out(tmp_path, [3, 4], step)
    assert marks_of(tmp_path / "kq.parquet") == [1, 2]


def test_the_digest_of_a_folder_is_that_of_its_list_of_files(tmp_path):
    """As `sha256sum *.parquet | sha256sum` says; other files do not count."""
    for name in ("b.parquet", "a.parquet", "_SUCCESS"):
        (tmp_path / name).write_text(name)
    lines = [
        f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n"
        for name in ("a.parquet", "b.parquet")
    ]
    assert file_digest(tmp_path) == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_a_folder_without_a_table_is_refused(tmp_path):
    """Whatever else is in it."""
    (tmp_path / "ho.csv").touch()
    with pytest.raises(DossierError) as caught:
        parquet_files(tmp_path)
    assert [notice.code for notice in caught.value.notices] == ["table.empty_folder"]
