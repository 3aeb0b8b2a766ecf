"""Ours, on a Polars frame: the plan is made ready, the run carries it out."""

from __future__ import annotations

import polars as pl

from assessment.batch.certify import certify
from assessment.batch.results import RESULTS
from benchmarks.peers import Run
from benchmarks.peers.polars_shape import shaped, streamed
from benchmarks.rubrics import ANSWERS, ruleset


def _asked(rubric: str, columns: tuple[str, ...]):
    def ready(table: pl.DataFrame) -> Run:
        return streamed(certify(ruleset(rubric), shaped(table).lazy()).select(columns))

    return ready


WORK = {
    ("household", "answers"): _asked("household", ANSWERS["household"]),
    ("household", "all"): _asked("household", RESULTS),
    ("commune", "answers"): _asked("commune", ANSWERS["commune"]),
}
