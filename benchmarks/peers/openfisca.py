"""OpenFisca-core: a tax and benefit system of variables, one entity, arrays in, arrays out.

As its users write it: a variable for each cell, formulas that look at whole arrays, `where`
in place of branches. Cells that are missing have a default of their own (-1 or 2), as in
OpenFisca nothing is null; an unknown total comes out as -1.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.peers import Run
from benchmarks.rubrics import (
    ANSWERS,
    APPLIES,
    AREAS,
    BARRED,
    CHILDREN,
    LEAST_NUMBER,
    LIMIT,
    MARKS,
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

YEAR = "2026"
NO, YES, OPEN = 0, 1, 2
UNKNOWN_POINTS = -1
MISSING = -(2**30)
"""A cell that is missing; what is below nothing and there is wrong."""

CRITERIA = sorted({mark.partition(".")[0] for mark in MARKS})

Formula = Callable[..., np.ndarray]


class System(TaxBenefitSystem):
    """Variables of one entity, made one by one."""

    def __init__(self, entity: str) -> None:
        self.one = Entity(entity, f"{entity}s", entity, "")
        super().__init__([self.one])

    def cell(self, name: str, type_: type, missing: object) -> None:
        self._add(name, {"value_type": type_, "default_value": missing})

    def formula(self, name: str, type_: type, formula: Formula) -> None:
        self._add(name, {"value_type": type_, "formula": formula})

    def _add(self, name: str, body: dict[str, object]) -> None:
        whole = {**body, "entity": self.one, "definition_period": DateUnit.YEAR, "label": name}
        self.add_variable(type(name, (Variable,), whole))

    def run(self, given: dict[str, np.ndarray], names: dict[str, str]) -> Run:
        """Every run is a simulation of its own: what it has reckoned is kept in it."""
        count = len(next(iter(given.values())))

        def run() -> dict[str, np.ndarray]:
            simulation = SimulationBuilder().build_default_simulation(self, count)
            for name, values in given.items():
                simulation.set_input(name, YEAR, values)
            return {shown: simulation.calculate(name, YEAR) for shown, name in names.items()}

        return run


class Shown(dict):
    """Answers as arrays, where -1 (or 2, or an empty text) says that nothing is known."""

    def __getitem__(self, name: str) -> np.ma.MaskedArray:
        values = super().__getitem__(name)
        unknown = {"recognised": OPEN, "rating": -1}.get(name, UNKNOWN_POINTS)
        hidden = values == unknown
        if name == "recognised":
            values = values == YES
        if name == "rating":
            values = np.array([*_rating_names(), None], object)[values]
        return np.ma.MaskedArray(values, hidden)


def _shown(run: Run) -> Run:
    return lambda: Shown(run())


def var(name: str) -> str:
    return name.replace(".", "_")


def _area(table: pl.DataFrame) -> np.ndarray:
    """The place among the areas; the first where none is told, -1 for what is none."""
    places = {area: place for place, area in enumerate(AREAS)}
    coded = pl.col("area").replace_strict(places, default=-1, return_dtype=pl.Int32)
    first = pl.when(pl.col("area").is_null()).then(0).otherwise(coded).cast(pl.Int32)
    return table.select(first).to_series().to_numpy()


def _answers(column: pl.Series) -> np.ndarray:
    return column.cast(pl.Int32).fill_null(OPEN).to_numpy()


# --- household -------------------------------------------------------------------------


def _household_system() -> System:
    system = System("household")
    for mark in MARKS:
        system.cell(var(mark), int, MISSING)
    system.cell(BARRED, int, OPEN)
    system.cell(var(APPLIES), int, YES)
    system.cell("area", int, 0)

    def sound(household, period):
        good = household("area", period) >= 0
        for mark in MARKS:
            points = household(var(mark), period)
            good &= ((points >= 0) & (points <= MOST)) | (points == MISSING)
        return good

    def criterion(name: str, missing: int) -> Formula:
        marks = [var(mark) for mark in MARKS if mark.startswith(name)]

        def formula(household, period):
            cells = (household(mark, period) for mark in marks)
            points = sum(np.where(cell == MISSING, missing, cell) for cell in cells)
            if marks[0] != var(CHILDREN[0]):
                return points
            applies = household(var(APPLIES), period) != NO
            return np.where(applies, points, len(CHILDREN) * MOST)

        return formula

    def total(end: str) -> Formula:
        def formula(household, period):
            points = sum(household(f"{name}_{end}", period) for name in CRITERIA)
            return np.where(household("sound", period), points, UNKNOWN_POINTS)

        return formula

    def exact(household, period):
        low = household("total_low", period)
        return np.where(low == household("total_high", period), low, UNKNOWN_POINTS)

    def recognised(household, period):
        low, high = household("total_low", period), household("total_high", period)
        limit = np.where(household("area", period) > 0, MILDER_LIMIT, LIMIT)
        barred = household(BARRED, period)
        surely = (low >= limit) & (barred == NO)
        perhaps = (high >= limit) & (barred != YES)
        decided = np.where(surely, YES, np.where(perhaps, OPEN, NO))
        return np.where(household("sound", period), decided, OPEN)

    system.formula("sound", bool, sound)
    for end, missing in (("low", 0), ("high", MOST)):
        for name in CRITERIA:
            system.formula(f"{name}_{end}", int, criterion(name, missing))
        system.formula(f"total_{end}", int, total(end))
    system.formula("total", int, exact)
    system.formula("recognised", int, recognised)
    return system


def _households(table: pl.DataFrame) -> Run:
    given = {var(mark): table[mark].cast(pl.Int32).fill_null(MISSING).to_numpy() for mark in MARKS}
    given[BARRED] = _answers(table[BARRED])
    given[var(APPLIES)] = table[APPLIES].cast(pl.Int32).fill_null(YES).to_numpy()
    given["area"] = _area(table)
    names = ("total", "total_low", "total_high", "recognised")
    run = _household_system().run(given, dict(zip(ANSWERS["household"], names, strict=True)))
    return _shown(run)


# --- commune ---------------------------------------------------------------------------


def _rating_names() -> list[str]:
    """From the lowest."""
    rubric = commune()
    return [rubric.otherwise, *(name for name, _ in reversed(rubric.ratings))]


def _commune_system() -> System:
    system, rubric = System("commune"), commune()
    system.cell("area", int, 0)
    for key, (type_, missing) in _cells().items():
        system.cell(key, type_, missing)
    system.formula("sound", bool, _commune_sound)
    for number, items in enumerate(rubric.criteria):
        names: list[tuple[str, ...]] = []
        for place, item in enumerate(items):
            ways = tuple(f"points_{number}_{place}_{way}" for way in range(len(item)))
            names.append(ways)
            for name, measure in zip(ways, item, strict=True):
                system.formula(name, int, _points(measure))
        for end in ("low", "high"):
            system.formula(f"criterion_{number}_{end}", int, _criterion(items, names, end))
    for end in ("low", "high"):
        system.formula(f"total_{end}", int, _total(end))
        system.formula(f"has_{end}", bool, _has(end))
    for name, formula in (("total", _exact), ("low", _end("low")), ("high", _end("high"))):
        system.formula(name, float, formula)
    system.formula("rating", int, _rating)
    return system


def _cells() -> dict[str, tuple[type, object]]:
    cells: dict[str, tuple[type, object]] = {}
    for measure in commune().measures:
        match measure:
            case Answer(key):
                cells[key] = int, OPEN
            case Options(key):
                cells[key] = int, MISSING
            case Amount(key, steps):
                number = isinstance(steps[1].limit, float)
                cells[key] = (float, np.nan) if number else (int, MISSING)
            case _:
                cells[measure.of] = cells[measure.over] = int, MISSING
    return cells


def _points(measure: Measure) -> Formula:
    """Half points of a measure, -1 while open."""

    def answer(subject, period):
        cell = subject(measure.key, period)
        return np.where(cell == OPEN, UNKNOWN_POINTS, cell * measure.points)

    def options(subject, period):
        cell = subject(measure.key, period)
        points = np.array([*measure.points.values(), UNKNOWN_POINTS])
        return points[np.where(cell == MISSING, -1, cell)]

    def amount(subject, period):
        cell = subject(measure.key, period)
        missing = np.isnan(cell) | (cell == MISSING)
        return np.where(missing, UNKNOWN_POINTS, _ladder(cell, 1, measure.steps))

    def part(subject, period):
        of, over = subject(measure.of, period), subject(measure.over, period)
        thousandths = of * 1000
        found = _ladder(thousandths, over, measure.steps)
        if measure.milder != measure.steps:
            milder = _ladder(thousandths, over, measure.milder)
            found = np.where(subject("area", period) > 0, milder, found)
        found = np.where((of == MISSING) | (over <= 0), UNKNOWN_POINTS, found)
        return np.where(over == 0, measure.most, found) if measure.none_met else found

    match measure:
        case Answer():
            return answer
        case Options():
            return options
        case Amount():
            return amount
    return part


def _ladder(part, whole, steps: tuple[Step, ...]):
    reached = [
        part <= whole * step.limit if step.at_most else part >= whole * step.limit for step in steps
    ]
    return np.select(reached, [step.points for step in steps], 0)


def _criterion(items, names: list[tuple[str, ...]], end: str) -> Formula:
    def formula(subject, period):
        total = 0
        for ways, item in zip(names, items, strict=True):
            found = [subject(name, period) for name in ways]
            filled = [
                np.where(points == UNKNOWN_POINTS, 0 if end == "low" else measure.most, points)
                for points, measure in zip(found, item, strict=True)
            ]
            total = total + (filled[0] if len(filled) == 1 else np.maximum(*filled))
        return total

    return formula


def _total(end: str) -> Formula:
    numbers = range(len(commune().criteria))
    return lambda subject, period: sum(subject(f"criterion_{n}_{end}", period) for n in numbers)


def _has(end: str) -> Formula:
    def formula(subject, period):
        has = subject("sound", period)
        for number in range(len(commune().criteria)):
            has = has & (subject(f"criterion_{number}_{end}", period) > 0)
        return has

    return formula


def _exact(subject, period):
    low = subject("low", period)
    return np.where(low == subject("high", period), low, UNKNOWN_POINTS)


def _end(end: str) -> Formula:
    def formula(subject, period):
        shown = subject(f"total_{end}", period) / 2
        return np.where(subject("sound", period), shown, UNKNOWN_POINTS)

    return formula


def _rating(subject, period):
    limits = [limit for _, limit in reversed(commune().ratings)]
    low = np.searchsorted(limits, subject("total_low", period), side="right")
    high = np.searchsorted(limits, subject("total_high", period), side="right")
    surely = (low > 0) & subject("has_low", period) & (low == high)
    never = ~((high > 0) & subject("has_high", period))
    found = np.where(surely, low, np.where(never, 0, -1))
    return np.where(subject("sound", period), found, -1)


def _commune_sound(subject, period):
    good = subject("area", period) >= 0
    for measure in commune().measures:
        match measure:
            case Answer():
                continue
            case Options(key):
                cell = subject(key, period)
                good &= (cell >= 0) | (cell == MISSING)
            case Amount(key, steps):
                cell = subject(key, period)
                if isinstance(steps[1].limit, float):
                    good &= np.isnan(cell) | ((cell >= LEAST_NUMBER) & (cell <= MOST_NUMBER))
                else:
                    good &= (cell >= 0) | (cell == MISSING)
            case _:
                of, over = subject(measure.of, period), subject(measure.over, period)
                good &= ((of >= 0) | (of == MISSING)) & ((over >= 0) | (over == MISSING))
                if not measure.may_exceed:
                    good &= (of <= over) | (over == MISSING)
    return good


def _communes(table: pl.DataFrame) -> Run:
    given = {"area": _area(table)}
    options = {m.key: m.points for m in commune().measures if isinstance(m, Options)}
    for key, (type_, missing) in _cells().items():
        column = table[key]
        if key in options:
            places = {option: place for place, option in enumerate(options[key])}
            coded = column.replace_strict(places, default=-1, return_dtype=pl.Int32)
            given[key] = np.where(column.is_null().to_numpy(), MISSING, coded.to_numpy())
        elif column.dtype == pl.Boolean:
            given[key] = _answers(column)
        else:
            dtype = pl.Int32 if type_ is int else pl.Float32
            given[key] = column.cast(dtype).fill_null(missing).to_numpy()
    names = ANSWERS["commune"]
    return _shown(_commune_system().run(given, dict(zip(names, names, strict=True))))


WORK = {("household", "answers"): _households, ("commune", "answers"): _communes}
