"""The tables: subjects in order, and what they come to together.

Nothing open is averaged: what is sure and what is possible are counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from assessment.errors import Notice, Place
from assessment.model.alphabet import alphabetical
from assessment.model.canonical import levels_of
from assessment.model.outcome import Assessment, CriterionResult
from assessment.model.quantity import NOTHING, ZERO, Interval
from assessment.model.ruleset import Criterion, Ruleset, SubjectKind
from assessment.model.summary import (
    Earned,
    Entry,
    Failure,
    Group,
    Lacking,
    Loss,
    Order,
    RatingCount,
    Row,
    Summary,
    Table,
)
from assessment.rulebook.choosing import successions_of
from assessment.summary.change import change
from assessment.summary.gather import Gathered
from assessment.summary.subjects import History, histories

_KINDS = list(SubjectKind)


def summarise(found: Gathered, year: int | None = None, order: Order = Order.TOTAL) -> Summary:
    """The tables of everything found.

    Args:
        year: that the tables are of; None: the latest of each kind of subject.

    """
    groups: list[Group] = []
    failures: list[Failure] = list(found.failures)
    warnings: list[Notice] = list(found.warnings)
    for (kind, _), entries in sorted(_contests(found.entries).items(), key=_place_of):
        sorted_ = histories(entries)
        failures += sorted_.failures
        warnings += sorted_.warnings
        groups.append(_group(kind, sorted_.histories, year, order, warnings))
    return Summary(
        tuple(group for group in groups if group.tables or group.absent),
        tuple(failures),
        tuple(warnings),
        found.passed_over,
    )


def _contests(entries: Iterable[Entry]) -> dict[tuple[SubjectKind, str], list[Entry]]:
    """Results by kind of subject; those of a ruleset used on request only by what it gives."""
    contests: dict[tuple[SubjectKind, str], list[Entry]] = {}
    for entry in entries:
        succession = next(iter(successions_of(entry.assessment.ruleset)))
        key = succession.subject, succession.gives or ""
        contests.setdefault(key, []).append(entry)
    return contests


def _place_of(contest: tuple[tuple[SubjectKind, str], list[Entry]]) -> tuple[int, str]:
    (kind, gives), _ = contest
    return _KINDS.index(kind), gives


# --- one kind of subject ---------------------------------------------------------------


def _group(
    kind: SubjectKind,
    found: Sequence[History],
    asked: int | None,
    order: Order,
    warnings: list[Notice],
) -> Group:
    years = [entry.year for history in found for entry in history.entries if entry.year]
    year = asked or max(years, default=None)
    later = [e.file for h in found for e in h.entries if year and e.year and e.year > year]
    if later:
        params = {"count": len(later), "year": str(year), "files": ", ".join(later)}
        warnings.append(Notice("summary.later", Place(), params))
    present: list[tuple[Entry, Entry | None]] = []
    absent: list[Entry] = []
    for history in found:
        mine = [e for e in history.entries if e.year is None or year is None or e.year <= year]
        if mine and mine[0].year in (year, None):
            present.append((mine[0], mine[1] if len(mine) > 1 else None))
        elif mine:
            absent.append(mine[0])
    rows = [_row(now, before, warnings) for now, before in present]
    tables = sorted(_tables(_told_apart(rows), order, warnings), key=lambda t: -len(t.rows))
    absent.sort(key=lambda entry: alphabetical(entry.name))
    return Group(kind, year, tuple(tables), tuple(absent))


def _row(now: Entry, before: Entry | None, warnings: list[Notice]) -> Row:
    earned = earned_of(now.assessment)
    if before is None:
        return Row(now, earned)
    moved = change(before, earned_of(before.assessment), now, earned)
    old, new = before.assessment.ruleset, now.assessment.ruleset
    if old.digest != new.digest:
        code = "summary.other_rules" if old.id != new.id else "summary.changed_rules"
        params = {"name": now.name, "before": old.id, "now": new.id, "year": str(before.year)}
        warnings.append(Notice(code, Place(now.file), params))
    return Row(now, earned, moved)


def _told_apart(rows: Sequence[Row]) -> list[Row]:
    counts = Counter(alphabetical(row.entry.name) for row in rows)
    return [row._replace(namesake=counts[alphabetical(row.entry.name)] > 1) for row in rows]


def earned_of(result: Assessment) -> tuple[Earned, ...]:
    """What each criterion comes to."""
    return tuple(_earned(result.ruleset, found) for found in result.score.criteria)


def _earned(ruleset: Ruleset, found: CriterionResult) -> Earned:
    if ruleset.in_points:
        most = found.criterion.max or ZERO
        return Earned(found.criterion, found.points or NOTHING, most, found.applies)
    truths = list(levels_of(ruleset, found.findings).values())
    low = max((rank for rank, truth in enumerate(truths, 1) if truth), default=0)
    high = max((rank for rank, truth in enumerate(truths, 1) if truth is not False), default=0)
    grade = Interval(Decimal(low), Decimal(high))
    return Earned(found.criterion, grade, Decimal(len(truths)), found.applies)


# --- one table -------------------------------------------------------------------------


def _tables(rows: Sequence[Row], order: Order, warnings: list[Notice]) -> Iterator[Table]:
    by_rules: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        ruleset = row.result.ruleset
        guidance = (overlay.id for overlay in ruleset.overlays if overlay.confirmed is None)
        by_rules.setdefault((ruleset.id, *guidance), []).append(row)
    for mine in by_rules.values():
        ordered = tuple(sorted(mine, key=lambda row: _rank(row, order)))
        ruleset = ordered[0].result.ruleset
        if len({row.result.ruleset.digest for row in ordered}) > 1:
            params = {"id": ruleset.id}
            warnings.append(Notice("summary.ruleset_versions", Place(), params))
        yield Table(
            ruleset,
            ordered,
            tuple(_ratings(ruleset, ordered)),
            tuple(_losses(ordered)),
            tuple(_lacking(ordered)),
        )


def _rank(row: Row, order: Order) -> tuple[Any, ...]:
    """Surely more first; of equals by the name."""
    name = alphabetical(row.entry.name), row.entry.file
    ranks = {rating.id: rank for rank, rating in enumerate(row.result.ruleset.ratings)}
    possible = [ranks[rating.id] for rating in row.result.score.determination.possible]
    rating = max(possible), min(possible)
    points = row.result.score.points or NOTHING
    total = -points.low, -points.high
    match order:
        case Order.NAME:
            return name
        case Order.RATING:
            return (*rating, *total, *name)
        case Order.TOTAL:
            return (*total, *rating, *name)


def _ratings(ruleset: Ruleset, rows: Sequence[Row]) -> Iterator[RatingCount]:
    possible = [row.result.score.determination.possible for row in rows]
    for rating in ruleset.ratings:
        ids = [[one.id for one in ratings] for ratings in possible]
        sure = sum(each == [rating.id] for each in ids)
        yield RatingCount(rating, sure, sum(rating.id in each for each in ids))


def _losses(rows: Sequence[Row]) -> list[Loss]:
    """The criteria that lost something, or may have; those that surely lost most first."""
    found: dict[str, tuple[Criterion, list[Interval]]] = {}
    for row in rows:
        for earned in row.criteria:
            _, lost = found.setdefault(earned.criterion.id, (earned.criterion, []))
            lost.append(earned.lost)
    losses = [
        Loss(criterion, Interval.sum(lost), sum(one.low > ZERO for one in lost))
        for criterion, lost in found.values()
    ]
    worst = sorted(losses, key=lambda loss: (-loss.lost.low, -loss.lost.high))
    return [loss for loss in worst if loss.lost.high > ZERO]


def _lacking(rows: Sequence[Row]) -> list[Lacking]:
    """The evidence missing somewhere, that missing most often first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for key in row.result.missing:
            found.setdefault(key, []).append(row)
    lacking = [Lacking(key, tuple(mine)) for key, mine in found.items()]
    return sorted(lacking, key=lambda one: -len(one.subjects))
