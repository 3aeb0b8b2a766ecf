"""Ours, on a Spark frame: cached in the executors, every answer reckoned there.

A run reckons all answers and drops them (`noop`), as Spark's own benchmarks do; they are
brought here to be compared, and in the order of the table, when they are first looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from pyspark.sql import DataFrame, SparkSession

from assessment.batch.certify import certify
from assessment.batch.results import RESULTS
from benchmarks.peers import Run
from benchmarks.rubrics import ANSWERS, ruleset


class _Reckoned(Mapping):
    """Answers that are still with Spark."""

    def __init__(self, frame: DataFrame) -> None:
        self._frame = frame

    @cached_property
    def _here(self) -> pl.DataFrame:
        number = pl.col("id").str.extract(r"(\d+)$").cast(pl.Int64)
        return pl.DataFrame(self._frame.toArrow()).sort(number)

    def __getitem__(self, name: str) -> pl.Series:
        return self._here[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._frame.columns)

    def __len__(self) -> int:
        return len(self._frame.columns)


@cache
def session() -> SparkSession:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _asked(rubric: str, columns: tuple[str, ...]):
    def ready(table: pl.DataFrame) -> Run:
        session().catalog.clearCache()
        with TemporaryDirectory() as folder:
            table.write_parquet(Path(folder) / "table.parquet")
            frame = session().read.parquet(folder).repartition(2).cache()
            frame.count()
        plan = certify(ruleset(rubric), frame).select("id", *columns)

        def run() -> _Reckoned:
            plan.write.format("noop").mode("overwrite").save()
            return _Reckoned(plan)

        return run

    return ready


def memory() -> int:
    """The most that the Java process held, in bytes."""
    status = Path(f"/proc/{session().sparkContext._gateway.proc.pid}/status").read_text("ascii")  # noqa: SLF001
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak) << 10


WORK = {
    ("household", "answers"): _asked("household", ANSWERS["household"]),
    ("household", "all"): _asked("household", RESULTS),
    ("commune", "answers"): _asked("commune", ANSWERS["commune"]),
}
