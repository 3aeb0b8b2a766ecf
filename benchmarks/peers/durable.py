"""durable-rules by its plain interface: one ruleset, each family posted as an event.

Its rules tell which cells are wrong and who is recognised; the sums come with the event, as
its conditions have no long sums. `post_batch` is hardly faster, and refuses some batches.
"""

from __future__ import annotations

import operator
from functools import reduce

import polars as pl
from durable.lang import m, post, pri, ruleset, when_all

from benchmarks.formulas import plain, rows
from benchmarks.peers import Run
from benchmarks.rubrics import (
    ANSWERS,
    APPLIES,
    AREAS,
    BARRED,
    CHILDREN,
    LIMIT,
    MARKS,
    MILDER,
    MILDER_LIMIT,
    MOST,
)

RULESET = "household"
SPARED, NEEDED = tuple(map(plain, CHILDREN)), tuple(map(plain, MARKS[len(CHILDREN) :]))
_found: list[tuple] = []


def _any(conditions):
    return reduce(operator.or_, conditions)


def _marks():
    for mark in (*SPARED, *NEEDED):
        yield getattr(m, mark) > MOST
        yield getattr(m, mark) < 0


def _milder():
    return _any(m.area == area for area in MILDER)


def _keep(c, recognised):
    low, high = c.m.low, c.m.high
    _found.append((c.m.row, low if low == high else None, low, high, recognised))


with ruleset(RULESET):

    @when_all(pri(1), _any([*_marks(), m.strange == True]))  # noqa: E712 - a condition
    def wrong(c):
        _found.append((c.m.row, None, None, None, None))

    @when_all(
        pri(2),
        (m.barred == "no") & ((m.low >= LIMIT) | ((m.low >= MILDER_LIMIT) & _milder())),
    )
    def recognised(c):
        _keep(c, recognised=True)

    @when_all(
        pri(3),
        (m.barred == "yes") | (m.high < MILDER_LIMIT) | ((m.high < LIMIT) & (m.area == AREAS[0])),
    )
    def not_recognised(c):
        _keep(c, recognised=False)

    @when_all(pri(4), +m.low)
    def undecided(c):
        _keep(c, recognised=None)


def event(number: int, row: dict) -> dict:
    """A row with its sums; a cell that is missing is not in it."""
    told = {name: cell for name, cell in row.items() if cell is not None}
    spared = told.get(plain(APPLIES)) is False
    low = high = len(SPARED) * MOST if spared else 0
    for mark in NEEDED if spared else (*SPARED, *NEEDED):
        cell = told.get(mark)
        low += 0 if cell is None else cell
        high += MOST if cell is None else cell
    barred = {True: "yes", False: "no", None: "open"}[told.pop(BARRED, None)]
    area = told.setdefault("area", AREAS[0])
    sums = {"low": low, "high": high, "barred": barred, "strange": area not in AREAS}
    return {**told, **sums, "row": number}


def _households(table: pl.DataFrame) -> Run:
    given = rows(table)

    def run() -> dict[str, list]:
        _found.clear()
        for number, row in enumerate(given):
            post(RULESET, event(number, row))
        columns = list(zip(*sorted(_found, key=operator.itemgetter(0)), strict=True))
        return dict(zip(ANSWERS["household"], columns[1:], strict=True))

    return run


WORK = {("household", "answers"): _households}
