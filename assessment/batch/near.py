"""Rows that lack few points of the lowest title, what they lack, and what alone would do it.

What is missing counts for nothing. Everything is looked at in columns, the room of each item
and what else bars the title too, and only of the rows that are picked: so hundreds of
thousands of rows take hardly longer than certifying them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, cast

import narwhals as nw
import polars as pl

from assessment.batch.certify import Certified
from assessment.batch.determine import Asked, asked_of
from assessment.batch.headers import COMMUNE, HAMLET, ID, NAME, Matched
from assessment.batch.job import Near
from assessment.batch.results import Why
from assessment.batch.score import ScoreColumns
from assessment.batch.source import ROW
from assessment.batch.table import in_chunks
from assessment.errors import Notice, Place, UsageError
from assessment.model import columns as col
from assessment.model.alphabet import spelled_alike
from assessment.model.columns import Flag, Number
from assessment.model.item import Item
from assessment.model.rows import Rows
from assessment.model.ruleset import Criterion, Rating, Ruleset

ABOUT = (ID, NAME, HAMLET, COMMUNE)
"""The columns by which a row is told."""


class Room(NamedTuple):
    """The points that an item still has to give."""

    id: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Lack:
    """A row near the lowest title.

    `row`: as the file shows it. `short`: points, 0 where only something else is in the way.
    `alone`: items each of which, with all its points, is enough by itself; or the one
    condition that is left. `rooms`: items with points left, most first. `bars`: what else is
    in the way, in words. `awaited`: keys of what may exclude the row, which is not shown.
    `missing`: what is not shown, by keys.
    """

    row: int
    about: Mapping[str, str | None]
    points: Decimal
    short: Decimal
    alone: tuple[str, ...]
    rooms: tuple[Room, ...]
    bars: tuple[str, ...]
    awaited: tuple[str, ...]
    missing: str | None


def refuse_levels(ruleset: Ruleset) -> None:
    """Only a title that asks for points can be missed by some.

    Raises:
        UsageError: `table.near_in_levels`.

    """
    rating = _lowest(ruleset)
    if any(_total(rating, disadvantaged=away) is None for away in (False, True)):
        raise UsageError(Notice("table.near_in_levels", Place(), {"ruleset": ruleset.id}))


def near(
    certified: Certified, matched: Matched, rows: Rows, within: Decimal, why: Why, folder: Path
) -> Iterator[Lack]:
    """The rows that have no title for sure, and lack so many points of the lowest at most.

    Args:
        within: points, at least 0.
        why: words what is in the way.
        folder: a folder of the run, for the rows that are picked.

    """
    seen = _Seen(rows, certified.score)
    about = {name: matched.columns[name] for name in ABOUT if name in matched.columns}
    title = nw.col("recognised").fill_null(value=False)
    asked = col.expression(seen.short) <= rows.scaled(within)
    picked = certified.good.filter(~title & asked)
    named = {f"#{name}": nw.col(column).cast(nw.String) for name, column in about.items()}
    kept = picked.select(ROW, "missing", **named, **seen.columns).to_native()
    cast("pl.LazyFrame", kept).sink_parquet(folder / "near.parquet")
    for row in in_chunks(pl.scan_parquet(folder / "near.parquet", glob=False)):
        yield seen.lack(row, {name: row[f"#{name}"] for name in about}, why)


class Counted(Iterator[Lack]):
    """Rows near a title, counted on their way."""

    def __init__(self, found: Iterator[Lack]) -> None:
        self._found = found
        self._rows = self._barred = self._unseen = 0
        self._awaited: Counter[str] = Counter()
        self._groups: Counter[tuple[str, str]] = Counter()
        self._names: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        self._lifts: Counter[str] = Counter()

    def __next__(self) -> Lack:
        each = next(self._found)
        self._rows += 1
        if not each.short and each.bars:
            self._barred += 1
        elif not each.short:
            self._unseen += 1
            self._awaited.update(each.awaited)
        if HAMLET in each.about:
            names = _name(each.about[HAMLET]), _name(each.about.get(COMMUNE))
            key = spelled_alike(names[0] or ""), spelled_alike(names[1] or "")
            self._names.setdefault(key, names)
            self._groups[key] += 1
        self._lifts.update(each.alone)
        return each

    @property
    def near(self) -> Near:
        return Near(
            self._rows,
            self._barred,
            self._unseen,
            tuple(self._awaited.most_common()),
            tuple((self._names[key], rows) for key, rows in self._groups.most_common()),
            tuple(self._lifts.most_common()),
        )


class _Bar(NamedTuple):
    """Something else than points that the title asks, and where it is not so."""

    asked: Asked
    flag: Flag


class _Seen:
    """What is looked at of each row that is picked, as columns, and read from them."""

    def __init__(self, rows: Rows, score: ScoreColumns) -> None:
        self._rows, self._score = rows, score
        self._rating = _lowest(rows.ruleset)
        self._items = [
            (criterion.criterion, item, found)
            for criterion in score.criteria
            for item, found in criterion.findings
            if found.points is not None
        ]

    @property
    def short(self) -> Number:
        """The points that are lacking, scaled; fewer than none where there are more."""
        assert self._score.total
        standard, milder = (
            self._rows.scaled(_total(self._rating, disadvantaged=away) or Decimal())
            for away in (False, True)
        )
        limit = col.choose(self._rows.disadvantaged, milder, standard)
        return col.expression(limit) - col.expression(self._score.total.low)

    @property
    def columns(self) -> dict[str, nw.Expr]:
        assert self._score.total
        shown: dict[str, Flag | Number] = {"#short": self.short, "#low": self._score.total.low}
        for number, (_, item, found) in enumerate(self._items):
            assert found.points
            most = col.expression(self._rows.scaled(item.most))
            room = most - col.expression(found.points.low)
            shown[f"#room {number}"] = col.choose(found.applies, room, 0)
        for number, bar in enumerate(self._bars):
            shown[f"#bar {number}"] = bar.flag
        for exclusion, applies in self._score.exclusions:
            shown[f"#open {exclusion.id}"] = applies.open
        for criterion in self._score.criteria:
            if criterion.points:
                shown[f"#criterion {criterion.criterion.id}"] = criterion.points.low
        return {name: col.expression(value) for name, value in shown.items()}

    @cached_property
    def _bars(self) -> list[_Bar]:
        """Everything but the total; what is missing is not met, and excludes nobody."""
        areas = (col.no(self._rows.disadvantaged), self._rows.disadvantaged)
        found: dict[tuple[str, object, str], _Bar] = {}
        for away, area in zip((False, True), areas, strict=True):
            for each in asked_of(self._rating, self._score, self._rows, disadvantaged=away):
                if each.kind == "total":
                    continue
                missed = each.holds.perhaps if each.kind == "exclusion" else each.holds.surely
                flag = col.every((area, col.no(missed)))
                key = (each.kind, each.figure, each.id)
                known = found.get(key, _Bar(each, False))
                found[key] = _Bar(each, col.some((known.flag, flag)))
        return [bar for bar in found.values() if bar.flag is not False]

    def lack(self, row: Mapping[str, Any], about: Mapping[str, str | None], why: Why) -> Lack:
        bars = [bar.asked for number, bar in enumerate(self._bars) if row[f"#bar {number}"]]
        rooms = sorted(
            ((row[f"#room {number}"], number) for number in range(len(self._items))),
            key=lambda entry: (-entry[0], entry[1]),
        )
        left = [
            (room, *self._items[number][:2], row[f"#criterion {self._items[number][0].id}"])
            for room, number in rooms
            if room > 0
        ]
        short = max(row["#short"], 0)
        return Lack(
            row[ROW],
            about,
            self._points(row["#low"]),
            self._points(short),
            tuple(self._alone(short, left, bars)),
            tuple(Room(item.id, self._points(room)) for room, _, item, _ in left),
            tuple(why(bar.kind, bar.figure, bar.id) for bar in bars),
            tuple(self._awaited(row)),
            row["missing"],
        )

    def _awaited(self, row: Mapping[str, Any]) -> Iterator[str]:
        for exclusion, _ in self._score.exclusions:
            if row[f"#open {exclusion.id}"]:
                yield exclusion.key

    def _points(self, scaled: int) -> Decimal:
        return Decimal(scaled) / self._rows.factor

    def _alone(
        self, short: int, left: Sequence[tuple[int, Criterion, Item, int]], bars: Sequence[Asked]
    ) -> Iterator[str]:
        if short == 0 and not bars:
            return
        if short == 0 and [bar.kind for bar in bars] == ["gate"]:
            yield bars[0].id
        for room, criterion, item, low in left:
            if room >= short and all(self._lifts(bar, criterion, item, low + room) for bar in bars):
                yield item.id

    def _lifts(self, bar: Asked, criterion: Criterion, item: Item, points: int) -> bool:
        """Whether all points of the item do away with what is in the way."""
        if bar.kind == "no_indicator_below":
            return bar.id == item.id
        if bar.kind == "no_criterion_at":
            limit = cast("Decimal", bar.figure)
            return bar.id == criterion.id and points > self._rows.scaled(limit)
        return False


def _name(text: str | None) -> str | None:
    return (text or "").strip() or None


def _lowest(ruleset: Ruleset) -> Rating:
    """The lowest rating that is a title."""
    return next(rating for rating in reversed(ruleset.ratings) if not rating.otherwise)


def _total(rating: Rating, *, disadvantaged: bool) -> Decimal | None:
    when = rating.asks(disadvantaged=disadvantaged)
    return when.total.at_least if when and when.total else None
