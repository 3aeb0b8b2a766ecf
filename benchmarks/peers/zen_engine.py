"""zen-engine: a JDM decision, one expression node, every row evaluated by a loaded engine.

A static loader keeps the decision compiled, which `create_decision` does not: it is several
times faster so.
"""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import zen

from benchmarks.formulas import Program, communes, household, rows, written
from benchmarks.peers import Run
from benchmarks.rubrics import ANSWERS


def decision(program: Program, answers: tuple[str, ...]) -> dict:
    """The decision as JDM: all steps in one node, the answers in the next."""
    own = {name for name, _ in program}

    def named(name: str) -> str:
        return f"$.{name}" if name in own else name

    steps = [(name, written(formula, named)) for name, formula in program]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        _expressions("steps", steps),
        _expressions("answers", [(name, name) for name in answers]),
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    for node in nodes:
        node["position"] = {"x": 0, "y": 0}
    ids = [node["id"] for node in nodes]
    edges = [
        {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
        for one, other in pairwise(ids)
    ]
    return {"nodes": nodes, "edges": edges}


def _expressions(id_: str, steps: list[tuple[str, str]]) -> dict:
    expressions = [{"id": name, "key": name, "value": text} for name, text in steps]
    return {
        "id": id_,
        "type": "expressionNode",
        "name": id_,
        "content": {"expressions": expressions},
    }


def asked(program: Program, answers: tuple[str, ...], *, trace: bool):
    def ready(table: pl.DataFrame) -> Run:
        content = {"rubric": decision(program, answers)}
        engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
        given = rows(table)
        options = {"trace": trace}

        def run() -> dict[str, list]:
            found = [engine.evaluate("rubric", row, options)["result"] for row in given]
            return {name: [each.get(name) for each in found] for name in answers}

        return run

    return ready


def work(*, trace: bool) -> dict:
    return {
        ("household", "answers"): asked(household(), ANSWERS["household"], trace=trace),
        ("commune", "answers"): asked(communes(), ANSWERS["commune"], trace=trace),
    }


WORK = work(trace=False)
