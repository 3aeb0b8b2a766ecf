"""An engine in a process of its own, so that its memory is its own: told what to do, one by one."""

from __future__ import annotations

import importlib
import multiprocessing
import resource
import sys
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

REFERENCE = "reference"


class Job(NamedTuple):
    """`columns`: what is compared. `folder`: where the table and the reference are."""

    engine: str
    rubric: str
    what: str
    rows: int
    columns: tuple[str, ...]
    folder: Path

    @property
    def table(self) -> Path:
        return self.folder / self.rubric

    @property
    def reference(self) -> Path:
        return self.folder / f"{REFERENCE}-{self.rubric}-{self.what}.parquet"


class Spent(NamedTuple):
    """Seconds: to make the engine ready for the table, and to give the answers."""

    ready: float
    run: float


class ChildError(Exception):
    """What went wrong in the process."""


class Child:
    """A process that is asked, and answers."""

    def __init__(self, target: Any, *args: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, there = context.Pipe()
        self._process = context.Process(target=_served, args=(there, target, *args), daemon=True)
        self._process.start()
        there.close()

    def ask(self, what: str) -> Any:
        """Its answer.

        Raises:
            ChildError: with its traceback.

        """
        try:
            self._connection.send(what)
            answer = self._connection.recv()
        except (EOFError, OSError):
            self._process.join(20)
            raise ChildError(f"ended by itself ({self._process.exitcode})") from None
        if isinstance(answer, ChildError):
            raise answer
        return answer

    def stop(self) -> None:
        self._connection.close()
        self._process.join(20)
        self._process.kill()


def _served(connection: Connection, target: Any, *args: Any) -> None:
    worker = None
    while True:
        try:
            asked = connection.recv()
        except EOFError:
            return
        try:
            worker = worker or target(*args)
            answer = getattr(worker, asked)()
        except Exception:  # noqa: BLE001 - whatever a peer does, the others go on
            answer = ChildError(traceback.format_exc()[-1500:])
        connection.send(answer)


def peak() -> int:
    """The most memory that this process has held, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10


class Scorer:
    """Runs an engine on a table, again and again."""

    def __init__(self, job: Job) -> None:
        import polars as pl  # noqa: PLC0415 - in the child, so that the parent stays small

        self._job = job
        self._module = importlib.import_module(f"benchmarks.peers.{job.engine}")
        self._ready = self._module.WORK[job.rubric, job.what]
        self._table = pl.scan_parquet(job.table / "*.parquet").head(job.rows).collect()
        self._found: Any = None

    def run(self) -> Spent:
        start = time.perf_counter()
        run = self._ready(self._table)
        ready = time.perf_counter()
        self._found = run()
        return Spent(ready - start, time.perf_counter() - ready)

    def keep(self) -> None:
        """As what the others are compared with."""
        self._found.write_parquet(self._job.reference)

    def check(self) -> None:
        """Compare with the reference, row by row."""
        import polars as pl  # noqa: PLC0415

        from benchmarks.answers import same  # noqa: PLC0415

        reference = pl.read_parquet(self._job.reference)
        same(reference, self._found, self._job.columns, self._job.engine)

    def memory(self) -> int:
        beside = getattr(self._module, "memory", int)
        return peak() + beside()


class Writer:
    """From Parquet to Parquet, in the streaming engine; once, in a process of its own."""

    def __init__(self, folder: Path, rubric: str) -> None:
        import polars as pl  # noqa: PLC0415

        self._folder, self._rubric = folder, rubric
        self._given = pl.scan_parquet(folder / rubric / "*.parquet")
        self._made = pl.scan_parquet(self._out("certified")) if self._exists() else None

    def _out(self, name: str) -> Path:
        return self._folder / f"{name}-{self._rubric}.parquet"

    def _exists(self) -> bool:
        return self._out("certified").exists()

    def certify(self) -> tuple[float, int]:
        from assessment.batch.certify import certify  # noqa: PLC0415
        from benchmarks.rubrics import ruleset  # noqa: PLC0415

        rules = ruleset(self._rubric)
        return self._timed(certify(rules, self._given), "certified")

    def copy_given(self) -> tuple[float, int]:
        return self._timed(self._given, "copy")

    def copy_made(self) -> tuple[float, int]:
        return self._timed(self._made, "copy")

    def _timed(self, plan: Any, name: str) -> tuple[float, int]:
        start = time.perf_counter()
        plan.sink_parquet(self._out(name))
        return time.perf_counter() - start, peak()


class Drawer:
    """Draws the tables."""

    def __init__(self, folder: Path, rubric: str, rows: int) -> None:
        self._folder, self._rubric, self._rows = folder, rubric, rows

    def draw(self) -> None:
        from benchmarks.drawn import files  # noqa: PLC0415

        folder = self._folder / self._rubric
        folder.mkdir(exist_ok=True)
        files(self._rubric, self._rows, folder)
