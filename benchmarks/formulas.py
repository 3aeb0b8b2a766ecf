"""The rubrics as formulas for engines that take one row at a time.

A program is steps, each a name and a formula as JSON Logic has them, that may look at the
names before it. `written` puts a formula as text, as zen-engine and rule-engine read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import polars as pl

from benchmarks.rubrics import (
    APPLIES,
    AREAS,
    BARRED,
    CHILDREN,
    LEAST_NUMBER,
    LIMIT,
    MARKS,
    MILDER,
    MILDER_LIMIT,
    MOST,
    MOST_NUMBER,
    Amount,
    Answer,
    Measure,
    Options,
    Step,
    commune,
)

Formula = Any
Program = tuple[tuple[str, Formula], ...]


def rows(table: pl.DataFrame) -> list[dict[str, Any]]:
    """Every row as a dict, its names without dots; its id and group mean nothing here."""
    return table.drop("id", "group").rename(plain).to_dicts()


def plain(name: str) -> str:
    return name.replace(".", "_")


def var(name: str) -> Formula:
    return {"var": plain(name)}


def _if(*parts: Formula) -> Formula:
    return {"if": list(parts)}


def _null(cell: Formula) -> Formula:
    return {"===": [cell, None]}


def _known(cell: Formula) -> Formula:
    return {"!==": [cell, None]}


def _outside(cell: Formula, least: int, most: int) -> Formula:
    return {"and": [_known(cell), {"or": [{"<": [cell, least]}, {">": [cell, most]}]}]}


def _strange(cell: Formula, options: list[str]) -> Formula:
    return {"and": [_known(cell), {"!": [{"in": [cell, options]}]}]}


def _filled(cell: Formula, missing: int) -> Formula:
    return _if(_null(cell), missing, cell)


_WRONG_AREA = _strange(var("area"), list(AREAS))
_MILDER = {"and": [_known(var("area")), {"in": [var("area"), list(MILDER)]}]}


@cache
def household() -> Program:
    """Steps to total, low, high, recognised."""
    wrong = [_outside(var(mark), 0, MOST) for mark in MARKS]

    def total(missing: int) -> Formula:
        marks = [_filled(var(mark), missing) for mark in MARKS]
        spared = {"===": [var(APPLIES), False]}
        children = _if(spared, len(CHILDREN) * MOST, {"+": marks[: len(CHILDREN)]})
        return {"+": [children, *marks[len(CHILDREN) :]]}

    barred = var(BARRED)
    surely = {"and": [{">=": [var("least"), var("limit")]}, {"===": [barred, False]}]}
    never = {"or": [{"<": [var("most"), var("limit")]}, {"===": [barred, True]}]}
    bad = var("bad")
    return (
        ("bad", {"or": [*wrong, _WRONG_AREA]}),
        ("least", _if(bad, 0, total(0))),
        ("most", _if(bad, 0, total(MOST))),
        ("limit", _if(_MILDER, MILDER_LIMIT, LIMIT)),
        *_ends(1),
        ("recognised", _if(bad, None, surely, True, never, False, None)),
    )


def _ends(per_point: int) -> Program:
    least, most = (
        var(end) if per_point == 1 else {"/": [var(end), per_point]} for end in ("least", "most")
    )
    bad = var("bad")
    open_ = {"or": [bad, {"!==": [var("least"), var("most")]}]}
    return (
        ("total", _if(open_, None, least)),
        ("low", _if(bad, None, least)),
        ("high", _if(bad, None, most)),
    )


# --- commune ---------------------------------------------------------------------------


@cache
def communes() -> Program:
    """Steps to total, low, high, rating."""
    rubric = commune()
    steps: list[tuple[str, Formula]] = [("bad", {"or": [*_slips(), _WRONG_AREA]})]
    steps.append(("milder", _MILDER))
    for number, items in enumerate(rubric.criteria):
        low, high = [], []
        for place, item in enumerate(items):
            names = [f"p_{number}_{place}_{way}" for way in range(len(item))]
            steps += [(name, _points(m)) for name, m in zip(names, item, strict=True)]
            low.append(_best([_filled(var(name), 0) for name in names]))
            ways = zip(names, item, strict=True)
            high.append(_best([_filled(var(name), m.most) for name, m in ways]))
        steps += [(f"low_{number}", _sum(low)), (f"high_{number}", _sum(high))]
    ends: dict[str, list[Formula]] = {
        end: [var(f"{end}_{number}") for number in range(len(rubric.criteria))]
        for end in ("low", "high")
    }
    steps += [("least", _sum(ends["low"])), ("most", _sum(ends["high"]))]
    has = {end: {"and": [{">": [points, 0]} for points in found]} for end, found in ends.items()}
    steps += _ends(2)
    lowest = rubric.ratings[-1][1]
    surely = {"and": [{">=": [var("least"), lowest]}, has["low"]]}
    perhaps = {"and": [{">=": [var("most"), lowest]}, has["high"]]}
    bands = []
    better: Formula = False
    for name, limit in rubric.ratings:
        bands += [{">=": [var("least"), limit]}, _if(better, None, name)]
        better = {">=": [var("most"), limit]}
    rated = _if(*bands, None)
    last = _if(perhaps, None, rubric.otherwise)
    steps.append(("rating", _if(var("bad"), None, surely, rated, last)))
    return tuple(steps)


def _sum(parts: list[Formula]) -> Formula:
    return parts[0] if len(parts) == 1 else {"+": parts}


def _best(ways: list[Formula]) -> Formula:
    best = ways[0]
    for way in ways[1:]:
        best = _if({">": [way, best]}, way, best)
    return best


def _points(measure: Measure) -> Formula:
    """Half points; null while open."""
    match measure:
        case Answer(key, points):
            return _if(_null(var(key)), None, var(key), points, 0)
        case Options(key, points):
            tests = [part for o, at in points.items() for part in ({"===": [var(key), o]}, at)]
            return _if(*tests, None)
        case Amount(key, steps):
            return _if(_null(var(key)), None, *_ladder(var(key), None, steps))
    of, over = var(measure.of), var(measure.over)
    part = {"*": [of, 1000]}
    found = _if(*_ladder(part, over, measure.steps))
    if measure.milder != measure.steps:
        found = _if(var("milder"), _if(*_ladder(part, over, measure.milder)), found)
    none = measure.most if measure.none_met else None
    return _if(_null(over), None, {"===": [over, 0]}, none, _null(of), None, found)


def _ladder(part: Formula, whole: Formula, steps: tuple[Step, ...]) -> list[Formula]:
    tests: list[Formula] = []
    for step in steps:
        limit = step.limit if whole is None else {"*": [whole, step.limit]}
        tests += [{"<=" if step.at_most else ">=": [part, limit]}, step.points]
    return [*tests, 0]


def _slips() -> Iterator[Formula]:
    counts: set[str] = set()
    for measure in commune().measures:
        match measure:
            case Options(key, points):
                yield _strange(var(key), list(points))
            case Amount(key, steps) if isinstance(steps[1].limit, float):
                yield _outside(var(key), LEAST_NUMBER, MOST_NUMBER)
            case Amount(key):
                counts.add(key)
            case Answer():
                pass
            case _:
                counts |= {measure.of, measure.over}
                if not measure.may_exceed:
                    of, over = var(measure.of), var(measure.over)
                    yield {"and": [_known(of), _known(over), {">": [of, over]}]}
    for key in sorted(counts):
        yield {"and": [_known(var(key)), {"<": [var(key), 0]}]}


# --- as text ---------------------------------------------------------------------------


def written(formula: Formula, named: Callable[[str], str] = str) -> str:
    """A formula as text. `named`: how a name is written."""
    if not isinstance(formula, dict):
        return json.dumps(formula)
    ((operator, parts),) = formula.items()
    if operator == "var":
        return named(parts)
    texts = [written(part, named) for part in parts]
    match operator:
        case "!":
            return f"(not {texts[0]})"
        case "if":
            text = texts.pop()
            while texts:
                then, test = texts.pop(), texts.pop()
                text = f"({test} ? {then} : {text})"
            return text
    sign = {"===": "==", "!==": "!="}.get(operator, operator)
    return "(" + f" {sign} ".join(texts) + ")"
