"""JSON Logic in Python (panzi-json-logic): the formulas applied step by step to each row."""

from __future__ import annotations

import polars as pl
from json_logic import jsonLogic

from benchmarks.formulas import Program, communes, household, rows
from benchmarks.peers import Run
from benchmarks.rubrics import ANSWERS


def _asked(program: Program, answers: tuple[str, ...]):
    def ready(table: pl.DataFrame) -> Run:
        given = rows(table)

        def one(row: dict) -> dict:
            found = dict(row)
            for name, formula in program:
                found[name] = jsonLogic(formula, found)
            return found

        def run() -> dict[str, list]:
            done = [one(row) for row in given]
            return {name: [each[name] for each in done] for name in answers}

        return run

    return ready


WORK = {
    ("household", "answers"): _asked(household(), ANSWERS["household"]),
    ("commune", "answers"): _asked(communes(), ANSWERS["commune"]),
}
