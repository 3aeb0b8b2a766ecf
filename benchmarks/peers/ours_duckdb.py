"""Ours, on a DuckDB relation: a table of its own, the answers fetched as Arrow."""

from __future__ import annotations

import duckdb
import polars as pl

from assessment.batch.certify import certify
from assessment.batch.results import RESULTS
from benchmarks.peers import Run
from benchmarks.rubrics import ANSWERS, ruleset


def _asked(rubric: str, columns: tuple[str, ...]):
    def ready(table: pl.DataFrame) -> Run:
        connection = duckdb.connect()
        connection.register("given", table.to_arrow())
        connection.execute("create table subjects as select * from given")
        connection.unregister("given")
        plan = certify(ruleset(rubric), connection.table("subjects")).select(*columns)
        return lambda: pl.DataFrame(plan.to_arrow_table())

    return ready


WORK = {
    ("household", "answers"): _asked("household", ANSWERS["household"]),
    ("household", "all"): _asked("household", RESULTS),
    ("commune", "answers"): _asked("commune", ANSWERS["commune"]),
}
