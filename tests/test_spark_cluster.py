"""Spark on a real cluster: a master and two workers, one of which is killed on the way.

Nothing is lost, nothing is there twice, and the results are those of Polars.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from assessment.batch.certify import certify
from assessment.batch.session import session_on
from assessment.rulebook.catalog import Catalog
from benchmarks.cluster import PATIENCE, Cluster, tasks_done, wait
from benchmarks.drawn import table

pytest.importorskip("pyspark", reason="pyspark is not installed: the Spark extra")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here")

ROOT = Path(__file__).resolve().parents[1]
HOUSEHOLD = Catalog().get("household-qd448-2015")
ROWS, FILES = 500_000, 16


def parts_done(folder: Path) -> int:
    """The parts that are written of an output that is not yet whole."""
    return len(list(folder.glob("_temporary/0/task_*")))


def read(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(sorted(folder.glob("*.parquet"))).sort("id")


@pytest.fixture
def given(tmp_path_factory) -> Path:
    """A table of many files, with slips in it."""
    folder = tmp_path_factory.mktemp("given") / "bang.parquet"
    folder.mkdir()
    rows, each = table("household", ROWS), ROWS // FILES
    for number in range(FILES):
        rows[number * each :][:each].write_parquet(folder / f"{number:02}.parquet")
    return folder


@pytest.fixture
def cluster(tmp_path_factory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"), soon=True)
    try:
        yield cluster
    finally:
        cluster.stop()


def killed_while_running(cluster: Cluster, written: Path, run: Callable[[], object]) -> None:
    """Run, and kill a worker when a part of the output has been written but not all."""
    raised: list[BaseException] = []

    def running() -> None:
        try:
            run()
        except BaseException as error:  # noqa: BLE001 - told below, in the thread of the test
            raised.append(error)

    thread = threading.Thread(target=running)
    thread.start()
    wait(lambda: parts_done(written) >= 2 or not thread.is_alive(), "the first tasks")
    done = parts_done(written)
    cluster.kill(next(worker for worker in cluster.workers if tasks_done(worker)))
    thread.join(PATIENCE)
    assert not raised, raised
    assert not thread.is_alive()
    assert 2 <= done < FILES


def test_a_killed_worker_costs_no_row(cluster, given, tmp_path, monkeypatch):
    """Through the library and from file to file; one test, since a cluster takes long to start."""
    for name, value in cluster.environment.items():
        monkeypatch.setenv(name, value)
    cluster.work(2)
    library(cluster, given, tmp_path / "kq")
    cluster.work(2)
    (tmp_path / "lenh").mkdir()
    command(cluster, given, tmp_path / "lenh")


def library(cluster: Cluster, given: Path, out: Path) -> None:
    """On the caller's own frame: the rows are those of Polars."""
    with session_on(cluster.master) as session:
        session.conf.set("spark.sql.files.openCostInBytes", str(1 << 30))  # a task for each file
        frame = certify(HOUSEHOLD, session.read.parquet(str(given)))
        killed_while_running(cluster, out, lambda: frame.write.parquet(str(out)))
    assert_frame_equal(read(out), certify(HOUSEHOLD, read(given)))


def command(cluster: Cluster, given: Path, folder: Path) -> None:
    """The same rows, the same slips and the same counts as without Spark; nothing else is left."""
    call = [sys.executable, ROOT / "cli.py", "certify", given, "--ruleset", HOUSEHOLD.id]
    out, here = folder / "kq.parquet", folder / "day.parquet"

    def run() -> None:
        asked = [*call, "--spark", cluster.master, "--out", out]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")

    killed_while_running(cluster, folder / ".kq.parquet.part" / "reckoned", run)
    subprocess.run([*call, "--out", here], check=True, capture_output=True)
    assert_frame_equal(read(out), pl.read_parquet(here).sort("id"))
    assert sealed(out) == sealed(here)
    slips = (folder / f"{name}.loi.csv" for name in ("kq", "day"))
    assert len({path.read_bytes() for path in slips}) == 1
    assert {path.name for path in folder.iterdir()} == {
        f"{name}.{kind}"
        for name in ("kq", "day")
        for kind in ("parquet", "loi.csv", "bien-nhan.json")
    }


def sealed(out: Path) -> dict[str, object]:
    """What a receipt says, but for the files that were written."""
    receipt = json.loads(out.with_name(f"{out.stem}.bien-nhan.json").read_text("utf-8"))
    return {
        name: told for name, told in receipt["sealed"].items() if name not in {"output", "others"}
    }
