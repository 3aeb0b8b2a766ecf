"""The limit: the rubrics written out by hand in Polars, as one who knows it well would."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from assessment.batch.results import RESULTS
from benchmarks.peers import Run
from benchmarks.peers.polars_shape import shaped, streamed
from benchmarks.rubrics import (
    ANSWERS,
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
    Part,
    Step,
    commune,
)

c = pl.col


def _wrong_area() -> pl.Expr:
    return (~c("area").is_in(AREAS)).fill_null(value=False)


# --- household -------------------------------------------------------------------------


def _households(asked: tuple[str, ...]):
    def ready(table: pl.DataFrame) -> Run:
        return streamed(_certified(shaped(table).lazy()).select(asked))

    return ready


def _certified(table: pl.LazyFrame) -> pl.LazyFrame:
    outside = [~c(mark).is_between(0, MOST) for mark in MARKS]
    wrong = pl.any_horizontal(*(flag.fill_null(value=False) for flag in outside), _wrong_area())
    barred = c(BARRED)
    table = table.with_columns(
        _sound=~wrong,
        _applies=c(APPLIES).fill_null(value=True),
        _low=_sum(0),
        _high=_sum(MOST),
        _milder=c("area").is_in(MILDER).fill_null(value=False),
    ).with_columns(_limit=pl.when("_milder").then(MILDER_LIMIT).otherwise(LIMIT).cast(pl.Int16))
    low, high, limit = c("_low"), c("_high"), c("_limit")
    table = table.with_columns(
        _surely=(low >= limit) & ~barred.fill_null(value=True),
        _perhaps=(high >= limit) & ~barred.fill_null(value=False),
    )
    sound, surely, perhaps = c("_sound"), c("_surely"), c("_perhaps")
    undecided = perhaps & ~surely
    below = ~surely & (high < limit)
    return table.with_columns(
        total=pl.when(sound & (low == high)).then(low).cast(pl.Int64),
        low=pl.when(sound).then(low).cast(pl.Int64),
        high=pl.when(sound).then(high).cast(pl.Int64),
        recognised=pl.when(sound & (surely | ~perhaps)).then(surely),
        rating=pl.when(sound & surely)
        .then(pl.lit("dat"))
        .when(sound & ~perhaps)
        .then(pl.lit("chua_dat")),
        missing=_listed(
            *((mark, c(mark).is_null() & c("_applies")) for mark in CHILDREN),
            *((mark, c(mark).is_null()) for mark in MARKS[len(CHILDREN) :]),
            (BARRED, barred.is_null() & undecided),
        ),
        blocked_by=pl.when(sound & ~surely & barred).then(pl.lit(BARRED)),
        reason=pl.coalesce(
            _wrong(),
            _listed(
                ("missing", undecided),
                (f"total {LIMIT}", below & ~c("_milder")),
                (f"total {MILDER_LIMIT}", below & c("_milder")),
                (f"exclusion {BARRED}", ~surely & barred.fill_null(value=False)),
            ),
        ),
    )


def _sum(missing: int) -> pl.Expr:
    def marks(names: Iterable[str]) -> pl.Expr:
        filled = [c(mark).fill_null(missing).cast(pl.Int16) for mark in names]
        total = filled[0]
        for mark in filled[1:]:
            total += mark
        return total

    full = len(CHILDREN) * MOST
    applies = c(APPLIES).fill_null(value=True)
    children = pl.when(applies).then(marks(CHILDREN)).otherwise(pl.lit(full, pl.Int16))
    return children + marks(MARKS[len(CHILDREN) :])


def _listed(*flagged: tuple[str, pl.Expr]) -> pl.Expr:
    texts = [pl.when(flag).then(pl.lit(text)) for text, flag in flagged]
    any_ = pl.any_horizontal(flag for _, flag in flagged)
    joined = pl.concat_str(texts, separator=", ", ignore_nulls=True)
    return pl.when(c("_sound") & any_).then(joined)


def _wrong() -> pl.Expr:
    """Which cells are wrong; few rows have one."""
    marks = [
        pl.when(~c(mark).is_between(0, MOST)).then(pl.lit(f"{mark}: dossier.out_of_bounds"))
        for mark in MARKS
    ]
    area = pl.when(_wrong_area()).then(pl.lit("area: shape.not_one_of"))
    texts = pl.concat_str([*marks, area], separator=", ", ignore_nulls=True)
    return pl.when(~c("_sound")).then(texts)


# --- commune ---------------------------------------------------------------------------


def _communes(table: pl.DataFrame) -> Run:
    return streamed(_rated(shaped(table).lazy()).select(ANSWERS["commune"]))


def _rated(table: pl.LazyFrame) -> pl.LazyFrame:
    rubric = commune()
    table = table.with_columns(
        _sound=~pl.any_horizontal(flag.fill_null(value=False) for flag in _slips()),
        _milder=c("area").is_in(MILDER).fill_null(value=False),
    )
    points: dict[str, pl.Expr] = {}
    ends: dict[str, list[pl.Expr]] = {"low": [], "high": []}
    for number, items in enumerate(rubric.criteria):
        low, high = [], []
        for item in items:
            names = [f"_{len(points) + place}" for place in range(len(item))]
            points |= {name: _points(each) for name, each in zip(names, item, strict=True)}
            best = [(c(name), each.most) for name, each in zip(names, item, strict=True)]
            low.append(pl.max_horizontal(at.fill_null(0) for at, _ in best))
            high.append(pl.max_horizontal(at.fill_null(most) for at, most in best))
        ends["low"].append(_added(low).alias(f"_low{number}"))
        ends["high"].append(_added(high).alias(f"_high{number}"))
    names = {end: [f"_{end}{n}" for n in range(len(rubric.criteria))] for end in ends}
    table = table.with_columns(**points).with_columns(*ends["low"], *ends["high"])
    table = table.with_columns(
        *(_added([c(name) for name in names[end]]).alias(f"_{end}") for end in ends),
        *(
            pl.all_horizontal(c(name) > 0 for name in names[end]).alias(f"_{end}_all")
            for end in ends
        ),
    )
    low, high = c("_low"), c("_high")
    surely = (low >= rubric.ratings[-1][1]) & c("_low_all")
    perhaps = (high >= rubric.ratings[-1][1]) & c("_high_all")
    band, sound = _band(low), c("_sound")
    return table.select(
        total=pl.when(sound & (low == high)).then(low / 2),
        low=pl.when(sound).then(low / 2),
        high=pl.when(sound).then(high / 2),
        rating=pl.when(sound & surely & (band == _band(high)))
        .then(band)
        .when(sound & ~perhaps)
        .then(pl.lit(rubric.otherwise)),
    )


def _added(parts: list[pl.Expr]) -> pl.Expr:
    total = parts[0]
    for part in parts[1:]:
        total += part
    return total


def _band(points: pl.Expr) -> pl.Expr:
    band = pl.lit(None, pl.String)
    for name, limit in reversed(commune().ratings):
        band = pl.when(points >= limit).then(pl.lit(name)).otherwise(band)
    return band


def _points(measure: Measure) -> pl.Expr:
    """Half points; null where they are open."""
    match measure:
        case Answer(key, points):
            return pl.when(c(key)).then(points).when(~c(key)).then(0).cast(pl.Int16)
        case Options(key, points):
            return c(key).replace_strict(points, default=None, return_dtype=pl.Int16)
        case Amount(key, steps):
            return pl.when(c(key).is_not_null()).then(_ladder(c(key), pl.lit(1), steps))
    of, over = c(measure.of) * 1000, c(measure.over)
    found = _ladder(of, over, measure.steps)
    if measure.milder != measure.steps:
        milder = _ladder(of, over, measure.milder)
        found = pl.when("_milder").then(milder).otherwise(found)
    points = pl.when((over > 0) & of.is_not_null()).then(found)
    if measure.none_met:
        points = pl.when(over == 0).then(pl.lit(measure.most, pl.Int16)).otherwise(points)
    return points


def _ladder(part: pl.Expr, whole: pl.Expr, steps: tuple[Step, ...]) -> pl.Expr:
    found = pl.lit(0, pl.Int16)
    for step in reversed(steps):
        limit = whole * step.limit
        reached = part <= limit if step.at_most else part >= limit
        found = pl.when(reached).then(pl.lit(step.points, pl.Int16)).otherwise(found)
    return found


def _slips() -> Iterable[pl.Expr]:
    counts: set[str] = set()
    for measure in commune().measures:
        match measure:
            case Options(key, points):
                yield ~c(key).is_in(list(points))
            case Amount(key, steps) if isinstance(steps[1].limit, float):
                yield ~c(key).is_between(LEAST_NUMBER, MOST_NUMBER)
            case Amount(key):
                counts.add(key)
            case Part(of, over, _, may_exceed):
                counts |= {of, over}
                if not may_exceed:
                    yield c(of) > c(over)
    yield from (c(key) < 0 for key in sorted(counts))
    yield _wrong_area()


WORK = {
    ("household", "answers"): _households(ANSWERS["household"]),
    ("household", "all"): _households(RESULTS),
    ("commune", "answers"): _communes,
}
