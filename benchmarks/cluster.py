"""A Spark cluster on this machine: how much faster two workers are than one.

    python benchmarks/cluster.py
    python benchmarks/cluster.py --rows 1000000,3000000,10000000 --rounds 3

Workers have one core each. The household rubric, all columns, from Parquet to nowhere
(`noop`), so that no disk is measured; a first run of each warms up, and is not counted.
Needs Java and `pip install "cdht[spark]"`.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

HOST = "127.0.0.1"
PATIENCE = 240
"""Seconds that anything is waited for."""

SETTINGS = "spark.executor.memory 640m\nspark.driver.memory 768m\n"


class Cluster:
    """A master and its workers, each in a group of processes of its own with what it starts.

    `environment`: what a driver needs too. `workers`: those that live, by their folders.
    """

    def __init__(self, folder: Path, *, soon: bool = False) -> None:
        """`soon`: ready sooner, and slower later."""
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: dict[Path, subprocess.Popen[bytes]] = {}
        (folder / "conf").mkdir()
        (folder / "conf" / "spark-defaults.conf").write_text(SETTINGS, "utf-8")
        self.environment = {
            "SPARK_CONF_DIR": str(folder / "conf"),
            "SPARK_LOCAL_DIRS": str(folder),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_DAEMON_MEMORY": "256m",
        }
        if soon:
            self.environment["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
        with socket.socket() as free:
            free.bind((HOST, 0))
            port = free.getsockname()[1]
        self.master = f"spark://{HOST}:{port}"
        self._start("master.Master", "--port", str(port))
        wait(lambda: _is_open(port), "the master")

    def work(self, number: int) -> None:
        """Let so many workers be there."""
        while len(self.workers) < number:
            folder = self._folder / f"work-{len(self._processes)}"
            options = ("--cores", "1", "--memory", "640m", "--work-dir", str(folder))
            self.workers[folder] = self._start("worker.Worker", *options, self.master)

    def kill(self, worker: Path) -> None:
        """End a worker at once, and its executor with it."""
        _kill(self.workers.pop(worker))

    def stop(self) -> None:
        for process in self._processes:
            _kill(process)

    def _start(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        import pyspark  # noqa: PLC0415 - not installed everywhere

        script = Path(pyspark.__file__).parent / "bin" / "spark-class"
        call = [script, f"org.apache.spark.deploy.{name}", "--host", HOST, "--webui-port", "0"]
        with (self._folder / f"{len(self._processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*call, *options],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        return process


def tasks_done(worker: Path) -> int:
    """How many tasks the executor of a worker says it has finished, the one there now."""
    logs = sorted(worker.glob("app-*/*/stderr"), key=lambda log: log.stat().st_mtime)
    return logs[-1].read_text("utf-8").count("Finished task") if logs else 0


def wait(until: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.05)


def _is_open(port: int) -> bool:
    with socket.socket() as there:
        return there.connect_ex((HOST, port)) == 0


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


# --- one worker, and two -----------------------------------------------------------------


def measure(table: Path, workers: int, rounds: int) -> float:
    """Seconds to certify a table, the median of some runs."""
    from assessment.batch.session import session_on  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster(Path(folder))
        try:
            os.environ.update(cluster.environment)
            cluster.work(workers)
            with session_on(cluster.master) as session:
                wait(lambda: session.sparkContext.defaultParallelism >= workers, "the workers")
                spent = [_timed(session, table) for _ in range(rounds + 1)]
                return statistics.median(spent[1:])
        finally:
            cluster.stop()


def _timed(session: Any, table: Path) -> float:
    from assessment.batch.certify import certify  # noqa: PLC0415
    from benchmarks.rubrics import ruleset  # noqa: PLC0415

    frame = certify(ruleset("household"), session.read.parquet(str(table)))
    start = time.perf_counter()
    frame.write.format("noop").mode("overwrite").save()
    return time.perf_counter() - start


def main() -> None:
    from benchmarks.drawn import files  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="1000000,3000000")
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    print(f"{'rows':>12}{'1 worker':>12}{'2 workers':>12}{'faster':>9}{'load':>7}")
    for rows in map(int, asked.rows.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            files("household", rows, Path(folder))
            one, two = (measure(Path(folder), workers, asked.rounds) for workers in (1, 2))
        load = os.getloadavg()[0]
        print(f"{rows:12,}{one:11.1f}s{two:11.1f}s{one / two:9.2f}{load:7.1f}", flush=True)


if __name__ == "__main__":
    main()
