"""The tables of the benchmarks: drawn by a seed, in chunks, the same each time.

Cells are missing, areas are disadvantaged, families are barred; one cell in ten thousand is
wrong: a mark of 11, a count below nothing, a part above its whole, an unknown option.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.rubrics import (
    APPLIES,
    AREAS,
    BARRED,
    MARKS,
    MOST,
    Amount,
    Answer,
    Options,
    Part,
    commune,
)

CHUNK = 1_000_000
HOUSEHOLD_MISSING, COMMUNE_MISSING = 0.02, 0.003
WRONG = 1e-4
RARELY, OFTEN, MOSTLY = 0.01, 0.8, 0.97
WHOLES = {"population": 20_000, "households": 6_000, "hamlets": 30, "clans": 40, "officials": 30}


def table(rubric: str, rows: int) -> pl.DataFrame:
    return pl.concat(chunks(rubric, rows))


def files(rubric: str, rows: int, folder: Path) -> None:
    """The same table, as Parquet files of up to a million rows."""
    for number, chunk in enumerate(chunks(rubric, rows)):
        chunk.write_parquet(folder / f"{number:03}.parquet")


def chunks(rubric: str, rows: int) -> Iterator[pl.DataFrame]:
    draw = {"household": _households, "commune": _communes}[rubric]
    for first in range(0, rows, CHUNK):
        rng = np.random.default_rng([448, first])
        yield draw(rng, first, min(CHUNK, rows - first))


def _households(rng: np.random.Generator, first: int, n: int) -> pl.DataFrame:
    columns: dict[str, pl.Series] = _names("HK", first, n, rng, n // 120 + 1)
    for mark in MARKS:
        points = np.minimum(rng.integers(4, 13, n), MOST).astype(np.int8)
        points[rng.random(n) < WRONG] = MOST + 1
        columns[mark] = _holed(rng, points, HOUSEHOLD_MISSING)
    columns[BARRED] = _holed(rng, rng.random(n) < RARELY, RARELY)
    columns[APPLIES] = _holed(rng, rng.random(n) < OFTEN, RARELY)
    columns["area"] = _area(rng, n)
    return pl.DataFrame(columns)


def _communes(rng: np.random.Generator, first: int, n: int) -> pl.DataFrame:
    columns: dict[str, pl.Series] = _names("X", first, n, rng, 63)
    counts: dict[str, np.ndarray] = {}
    for measure in commune().measures:
        match measure:
            case Answer(key):
                columns[key] = _holed(rng, rng.random(n) < MOSTLY, COMMUNE_MISSING)
            case Options(key, points):
                names = np.array([*points, "?"])
                drawn = np.minimum(rng.geometric(0.8, n) - 1, len(points) - 1)
                drawn[rng.random(n) < WRONG] = len(points)
                columns[key] = _holed(rng, names[drawn], COMMUNE_MISSING)
            case Amount(key, steps) if isinstance(steps[1].limit, float):
                columns[key] = _holed(rng, rng.integers(-4, 17, n) / 4, COMMUNE_MISSING)
            case Amount(key):
                columns[key] = _holed(rng, rng.integers(0, 7, n), COMMUNE_MISSING)
            case Part(of, over, _, may_exceed):
                if over not in counts:
                    counts[over] = rng.integers(0, WHOLES.get(over, 800), n)
                low, high = _drawn_share(measure)
                part = counts[over] * rng.integers(low, high, n) // 1000
                wrong = rng.random(n) < WRONG
                part[wrong] = -1 if may_exceed else counts[over][wrong] + 1
                counts[of] = part
    counts["population"][rng.random(n) < WRONG] = -1
    for key, count in counts.items():
        columns[key] = _holed(rng, count, COMMUNE_MISSING)
    columns["area"] = _area(rng, n)
    return pl.DataFrame(columns)


def _drawn_share(part: Part) -> tuple[int, int]:
    """Thousandths around the limits; most communes reach the best one."""
    best, last = part.steps[0], part.milder[-1]
    if best.at_most:
        return 0, int(best.limit * 2) + 2
    return int(last.limit) - 50, min(int(best.limit) * 2 - int(last.limit), 1000) + 1


def _names(prefix: str, first: int, n: int, rng: np.random.Generator, groups: int) -> dict:
    ids = pl.Series(np.arange(first, first + n)).cast(pl.String)
    group = pl.Series(rng.integers(0, groups, n)).cast(pl.String)
    return {"id": prefix + "-" + ids, "group": "T" + group}


def _area(rng: np.random.Generator, n: int) -> pl.Series:
    names = np.array([*AREAS, "?"])
    drawn = rng.choice(3, n, p=[0.7, 0.2, 0.1])
    drawn[rng.random(n) < WRONG] = len(AREAS)
    return _holed(rng, names[drawn], RARELY)


def _holed(rng: np.random.Generator, values: np.ndarray, missing: float) -> pl.Series:
    holes = pl.Series(rng.random(len(values)) < missing)
    series = pl.Series(values)
    return pl.select(pl.when(~holes).then(series)).to_series()
