"""The two rubrics of the benchmarks, as someone would note them who writes them by hand.

What every engine is built from: the household rubric in a few constants, the commune rubric
as lists read off its ruleset, so that no engine is given another law than ours. Points of
the commune rubric are in halves, shares in thousandths: whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from assessment.model.item import BestOf, Checklist, Choice, Item, Threshold, YesNo
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog

RULESETS = {"household": "household-qd448-2015", "commune": "tt44-2014"}
ANSWERS = {
    "household": ("total", "low", "high", "recognised"),
    "commune": ("total", "low", "high", "rating"),
}
"""What every engine returns of a rubric, row by row; null where it is open or the row is bad."""

AREAS = ("standard", "disadvantaged", "extremely_disadvantaged")
MILDER = AREAS[1:]

# --- household -------------------------------------------------------------------------

CHILDREN = ("A1.1", "A1.2", "A1.3")
"""Full points where the family has no child of school age (`applies.A1` false)."""

MARKS = (*CHILDREN, "A2.1", "A2.2", "A2.3", "A3.1", "A3.2", "A4.1", "A4.2")
MOST = 10
LIMIT, MILDER_LIMIT = 70, 60
BARRED = "law_violation"
APPLIES = "applies.A1"

# --- commune ---------------------------------------------------------------------------

LEAST_NUMBER, MOST_NUMBER = -100, 100


class Step(NamedTuple):
    """From (or, `at_most`, up to) a limit: so many half points. Shares in thousandths."""

    limit: float
    at_most: bool
    points: int


class Answer(NamedTuple):
    key: str
    points: int

    @property
    def most(self) -> int:
        return self.points


class Options(NamedTuple):
    key: str
    points: dict[str, int]

    @property
    def most(self) -> int:
        return max(self.points.values())


class Amount(NamedTuple):
    key: str
    steps: tuple[Step, ...]

    @property
    def most(self) -> int:
        return self.steps[0].points


class Part(NamedTuple):
    """A share of a whole. `none_met`: a whole of nothing has all points, else it is open."""

    of: str
    over: str
    none_met: bool
    may_exceed: bool
    steps: tuple[Step, ...]
    milder: tuple[Step, ...]

    @property
    def most(self) -> int:
        return self.steps[0].points


Measure = Answer | Options | Amount | Part


class Commune(NamedTuple):
    """`criteria`: of each its items; an item counts the best of its measures."""

    criteria: tuple[tuple[tuple[Measure, ...], ...], ...]
    ratings: tuple[tuple[str, int], ...]
    otherwise: str

    @property
    def measures(self) -> list[Measure]:
        return [each for items in self.criteria for item in items for each in item]


@cache
def ruleset(rubric: str) -> Ruleset:
    found = Catalog().get(RULESETS[rubric])
    assert found
    return found


@cache
def commune() -> Commune:
    book = ruleset("commune")
    criteria = tuple(
        tuple(item for each in criterion.indicators for item in _items(each))
        for criterion in book.criteria
    )
    *titles, last = book.ratings
    limits = []
    for rating in titles:
        assert rating.when
        assert rating.when.total
        assert rating.when.no_criterion_at == 0
        limits.append((rating.id, int(rating.when.total.at_least * 2)))
    return Commune(criteria, tuple(limits), last.id)


def _items(item: Item) -> Iterator[tuple[Measure, ...]]:
    if isinstance(item, Checklist):
        yield from ((Answer(part.key, int(part.points * 2)),) for part in item.parts)
    elif isinstance(item, BestOf):
        yield tuple(_measure(part) for part in item.parts)
    else:
        yield (_measure(item),)


def _measure(item: Item) -> Measure:
    match item:
        case YesNo():
            return Answer(item.key, int(item.most * 2))
        case Choice():
            points = {level.option: int((level.points or 0) * 2) for level in item.levels}
            return Options(item.key, {option: at for option, at in points.items() if option})
        case Threshold() if item.ratio:
            steps, milder = (_steps(levels, 1000) for levels in item.levels_by_area)
            ratio = item.ratio
            met = ratio.none_means is not None
            return Part(ratio.of, ratio.over, met, ratio.may_exceed, steps, milder)
        case Threshold():
            return Amount(item.number or item.count or "", _steps(item.levels, 1))
    raise TypeError(item.kind)


def _steps(levels: tuple, unit: int) -> tuple[Step, ...]:
    steps = []
    for level in levels:
        figure = level.at_least or level.at_most
        if figure:
            limit = unit * figure.limit.part / figure.limit.whole
            whole = int(limit) if limit == int(limit) else limit
            steps.append(Step(whole, level.at_most is not None, int(level.points * 2)))
        else:
            assert level.otherwise
            assert level.points == 0
    return tuple(steps)
