"""rule-engine: a compiled `Rule` for each step, evaluated on each row (a dict)."""

from __future__ import annotations

import polars as pl
from rule_engine import Context, Rule, resolve_item

from benchmarks.formulas import Program, communes, household, rows, written
from benchmarks.peers import Run
from benchmarks.rubrics import ANSWERS


def _asked(program: Program, answers: tuple[str, ...]):
    def ready(table: pl.DataFrame) -> Run:
        context = Context(resolver=resolve_item)
        rules = [(name, Rule(written(formula), context=context)) for name, formula in program]
        given = rows(table)

        def one(row: dict) -> dict:
            found = dict(row)
            for name, rule in rules:
                found[name] = rule.evaluate(found)
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
