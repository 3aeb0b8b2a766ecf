"""The limit: the rubrics by hand in NumPy, in whole numbers of 16 and 64 bits.

Cells come as arrays beside masks of what is missing; a text of several names is looked up
by the bits of its flags.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from benchmarks.peers import Run
from benchmarks.rubrics import (
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

Array = np.ndarray


class Cells(NamedTuple):
    """`known`: where a cell holds something; elsewhere its value is 0."""

    values: Array
    known: Array


def cells(column: pl.Series) -> Cells:
    known = column.is_not_null().to_numpy()
    if column.dtype == pl.Boolean:
        return Cells(column.fill_null(value=False).to_numpy(), known)
    return Cells(column.fill_null(0).to_numpy(), known)


def codes(column: pl.Series, names: tuple[str, ...]) -> Cells:
    """Texts as their place among the names; -1 for any other."""
    places = {name: place for place, name in enumerate(names)}
    coded = column.replace_strict(places, default=-1, return_dtype=pl.Int8)
    return Cells(coded.to_numpy(), column.is_not_null().to_numpy())


def _looked_up(flags: list[tuple[str, Array]]) -> Array:
    """For each row the names whose flags hold, or None."""
    bits = np.zeros(len(flags[0][1]), np.int32)
    for place, (_, flag) in enumerate(flags):
        bits |= flag.astype(np.int32) << place
    names = [name for name, _ in flags]
    texts = np.empty(1 << len(names), object)
    for each in np.unique(bits):
        if each:
            texts[each] = ", ".join(n for at, n in enumerate(names) if each >> at & 1)
    return texts[bits]


# --- household -------------------------------------------------------------------------


class _Households(NamedTuple):
    """What every answer hangs on."""

    sound: Array
    low: Array
    high: Array
    milder: Array
    applies: Array
    limit: Array
    surely: Array
    perhaps: Array


class _Household:
    def __init__(self, table: pl.DataFrame) -> None:
        self.marks = {mark: cells(table[mark]) for mark in MARKS}
        self.barred, self.applies = cells(table[BARRED]), cells(table[APPLIES])
        self.area = codes(table["area"], AREAS)

    def answers(self) -> dict[str, Array]:
        return _short(self._reckoned())

    def everything(self) -> dict[str, Array]:
        found = self._reckoned()
        sound, surely, perhaps = found.sound, found.surely, found.perhaps
        undecided = perhaps & ~surely
        below = sound & ~surely & (found.high < found.limit)
        barred = sound & ~surely & self.barred.known & self.barred.values
        asked = []
        for mark, (_, known) in self.marks.items():
            still = sound & ~known
            asked.append((mark, still & found.applies if mark in CHILDREN else still))
        asked.append((BARRED, sound & ~self.barred.known & undecided))
        why = [
            ("missing", sound & undecided),
            (f"total {LIMIT}", below & ~found.milder),
            (f"total {MILDER_LIMIT}", below & found.milder),
            (f"exclusion {BARRED}", barred),
        ]
        reason = _looked_up(why)
        wrong = [(f"{m}: dossier.out_of_bounds", self._outside(m)[~sound]) for m in MARKS]
        wrong.append(("area: shape.not_one_of", self._strange()[~sound]))
        reason[~sound] = _looked_up(wrong)
        ratings = np.array([None, "chua_dat", "dat"], object)
        rating = ratings[(sound & ~perhaps) + 2 * (sound & surely)]
        blocked = np.array([None, BARRED], object)[barred.astype(np.int8)]
        return {
            **_short(found),
            "rating": rating,
            "missing": _looked_up(asked),
            "blocked_by": blocked,
            "reason": reason,
        }

    def _outside(self, mark: str) -> Array:
        values = self.marks[mark].values
        return (values < 0) | (values > MOST)

    def _strange(self) -> Array:
        return self.area.known & (self.area.values < 0)

    def _reckoned(self) -> _Households:
        bad = self._strange()
        low = np.zeros(len(bad), np.int16)
        open_ = np.zeros(len(bad), np.int16)
        applies = self.applies.values | ~self.applies.known
        for mark, (values, known) in self.marks.items():
            bad |= self._outside(mark)
            low += values
            open_ += ~known
            if mark == CHILDREN[-1]:
                low[~applies] = len(CHILDREN) * MOST
                open_[~applies] = 0
        high = low + MOST * open_
        milder = self.area.values > 0
        limit = np.where(milder, MILDER_LIMIT, LIMIT)
        barred = self.barred
        surely = (low >= limit) & barred.known & ~barred.values
        perhaps = (high >= limit) & ~barred.values
        return _Households(~bad, low, high, milder, applies, limit, surely, perhaps)


def _short(found: _Households) -> dict[str, Array]:
    decided = found.surely | ~found.perhaps
    return {
        "total": np.ma.MaskedArray(found.low, ~(found.sound & (found.low == found.high))),
        "low": np.ma.MaskedArray(found.low, ~found.sound),
        "high": np.ma.MaskedArray(found.high, ~found.sound),
        "recognised": np.ma.MaskedArray(found.surely, ~(found.sound & decided)),
    }


# --- commune ---------------------------------------------------------------------------


class _Commune:
    def __init__(self, table: pl.DataFrame) -> None:
        self.cells: dict[str, Cells] = {}
        for measure in commune().measures:
            match measure:
                case Options(key, points):
                    self.cells[key] = codes(table[key], tuple(points))
                case Answer(key) | Amount(key):
                    self.cells[key] = cells(table[key])
                case _:
                    self.cells[measure.of] = cells(table[measure.of])
                    self.cells[measure.over] = cells(table[measure.over])
        self.area = codes(table["area"], AREAS)
        self.milder = self.area.values > 0

    def answers(self) -> dict[str, Array]:
        rubric, n = commune(), len(self.milder)
        ends = np.zeros((2, n), np.int16)
        all_have = np.ones((2, n), bool)
        for items in rubric.criteria:
            of_criterion = np.zeros((2, n), np.int16)
            for item in items:
                found = [self._points(measure) for measure in item]
                of_criterion[0] += np.maximum.reduce([np.where(k, at, 0) for at, k in found])
                most = [np.where(k, at, m.most) for (at, k), m in zip(found, item, strict=True)]
                of_criterion[1] += np.maximum.reduce(most)
            ends += of_criterion
            all_have &= of_criterion > 0
        return self._rated(ends, all_have)

    def _rated(self, ends: Array, all_have: Array) -> dict[str, Array]:
        rubric, sound = commune(), ~self._bad()
        limits = [limit for _, limit in reversed(rubric.ratings)]
        low, high = (np.searchsorted(limits, end, side="right") for end in ends)
        surely, perhaps = (low > 0) & all_have[0], (high > 0) & all_have[1]
        names = np.array([rubric.otherwise, *(n for n, _ in reversed(rubric.ratings))], object)
        rating = names[np.where(perhaps, low, 0)]
        rating[~(sound & ((surely & (low == high)) | ~perhaps))] = None
        masks = (~(sound & (ends[0] == ends[1])), ~sound, ~sound)
        shown = (ends[0] / 2, ends[0] / 2, ends[1] / 2)
        points = [np.ma.MaskedArray(*pair) for pair in zip(shown, masks, strict=True)]
        return {**dict(zip(("total", "low", "high"), points, strict=True)), "rating": rating}

    def _points(self, measure: Measure) -> Cells:
        """Half points, and where they are not open."""
        match measure:
            case Answer(key, points):
                values, known = self.cells[key]
                return Cells(values * np.int16(points), known)
            case Options(key, points):
                values, known = self.cells[key]
                return Cells(np.array(list(points.values()), np.int16)[values], known)
            case Amount(key, steps):
                values, known = self.cells[key]
                return Cells(_ladder(values, 1, steps), known)
        (of, of_known), (over, over_known) = self.cells[measure.of], self.cells[measure.over]
        part = of * 1000
        points = _ladder(part, over, measure.steps)
        if measure.milder != measure.steps:
            points = np.where(self.milder, _ladder(part, over, measure.milder), points)
        none = over_known & (over == 0)
        known = of_known & over_known & ~none
        if measure.none_met:
            return Cells(np.where(none, np.int16(measure.most), points), known | none)
        return Cells(points, known)

    def _bad(self) -> Array:
        bad = self.area.known & (self.area.values < 0)
        for measure in commune().measures:
            match measure:
                case Options(key):
                    values, known = self.cells[key]
                    bad |= known & (values < 0)
                case Amount(key, steps):
                    values, _ = self.cells[key]
                    number = isinstance(steps[1].limit, float)
                    bad |= values < (LEAST_NUMBER if number else 0)
                    if number:
                        bad |= values > MOST_NUMBER
                case Answer():
                    pass
                case _:
                    of, over = self.cells[measure.of], self.cells[measure.over]
                    bad |= (of.values < 0) | (over.values < 0)
                    if not measure.may_exceed:
                        bad |= of.known & over.known & (of.values > over.values)
        return bad


def _ladder(part: Array, whole: Array | int, steps: tuple[Step, ...]) -> Array:
    found = np.zeros(len(part), np.int16)
    for step in reversed(steps):
        limit = whole * step.limit
        found[part <= limit if step.at_most else part >= limit] = step.points
    return found


def _households(table: pl.DataFrame) -> Run:
    return _Household(table).answers


def _households_whole(table: pl.DataFrame) -> Run:
    return _Household(table).everything


def _communes(table: pl.DataFrame) -> Run:
    return _Commune(table).answers


WORK = {
    ("household", "answers"): _households,
    ("household", "all"): _households_whole,
    ("commune", "answers"): _communes,
}
