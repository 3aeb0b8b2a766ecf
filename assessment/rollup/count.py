"""Rows of results counted, as a whole or by groups, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from assessment.batch.headers import ID
from assessment.errors import Notice, Place, TableError
from assessment.model.alphabet import spelled_alike
from assessment.model.chain import Among, Subjects
from assessment.model.rollup import Counts, Lists
from assessment.rollup.among import among_only
from assessment.rollup.results import RATING, RECOGNISED, REGISTERED, Results, compared
from assessment.rulebook.chains import Joint

_YES = ("true", "có", "x")
_NO = ("false", "không", "")
_FEW = 3
_FEW_IDS = 5

Key = tuple[str | None, ...]
"""The values by which rows are told apart, folded; None where a cell is empty."""


class ByGroup(NamedTuple):
    """The rows of some results by group. `names`: each group's values as they are written."""

    results: Results
    groups: Mapping[Key, Counts]
    names: Mapping[Key, Key]

    @property
    def whole(self) -> Counts:
        return total(self.groups.values())

    def of(self, group: Key) -> Counts:
        return self.groups.get(group, Counts())

    @property
    def nowhere(self) -> int:
        """Rows of no group: the last field that tells groups apart is empty."""
        return sum(counts.rows for key, counts in self.groups.items() if not key[-1])


class Part(NamedTuple):
    """Of some results those rows that a link counts, and `every` row of the group."""

    results: Results
    counts: Counts
    every: Counts


Counted = Mapping[tuple[Path, Among | None], ByGroup]
"""Results counted, by their receipts and by whom of their subjects is counted."""


def counted(
    links: Iterable[tuple[Joint, Sequence[Results]]],
    by: Callable[[Results], Sequence[str]],
    lists: Lists,
) -> Counted:
    """The results of links counted, all their rows and those that a link counts.

    Args:
        by: the fields that tell the groups of results apart.

    """
    asked = {
        (each.receipt, among): each
        for joint, of in links
        for each in of
        for among in (None, joint.link.among)
    }
    return {
        (receipt, among): count(each, by(each), lists.of(each.ruleset.subject), among)
        for (receipt, among), each in asked.items()
    }


def parts(found: Counted, joint: Joint, of: Sequence[Results], group: Key | None) -> list[Part]:
    """What a link counts of results; `group`: None for all groups together."""
    told = []
    for each in of:
        kinds = (found[each.receipt, joint.link.among], found[each.receipt, None])
        counts = (by.whole if group is None else by.of(group) for by in kinds)
        told.append(Part(each, *counts))
    return told


def count(
    results: Results, by: Sequence[str], listed: Subjects | None, among: Among | None = None
) -> ByGroup:
    """Count rows.

    Args:
        by: the fields that tell groups apart, empty where the results have no such field; by
            none, all rows are one group.
        listed: what the user says that the table lists.
        among: of whom; None: of all.

    Raises:
        TableError: `rollup.bad_registered`, `rollup.lists_disagree`, `rollup.bad_role`.

    """
    registered = _registered(results, listed)
    told = [field in results.fields for field in by]
    nothing = pl.lit(None, dtype=pl.String)
    groups = {f"group {n}": compared(field) if told[n] else nothing for n, field in enumerate(by)}
    names = {
        f"name {n}": pl.col(field).str.strip_chars() if told[n] else nothing
        for n, field in enumerate(by)
    }
    rows = among_only(results, among) if among else results.frame
    frame = rows.select(RECOGNISED, RATING, **groups, **names, **_told(registered))
    alike = frame.group_by(*groups, RATING, RECOGNISED).agg(
        pl.len().alias("rows"), pl.col(REGISTERED).sum(), pl.col(*names).min() if names else []
    )
    found: dict[Key, Counts] = {}
    spelled: dict[Key, Key] = {}
    for row in alike.collect(engine="streaming").iter_rows(named=True):
        group = tuple(spelled_alike(row[name]) if row[name] else None for name in groups)
        written = tuple(row[name] for name in names)
        counts = _counts(row, registered is not None)
        found[group] = total((found[group], counts)) if group in found else counts
        spelled[group] = min(spelled.get(group, written), written, key=_letters)
    ordered = sorted(found, key=_letters)
    return ByGroup(results, {g: found[g] for g in ordered}, {g: spelled[g] for g in ordered})


def total(counts: Iterable[Counts]) -> Counts:
    """All together; what is registered only where it is known of all."""
    every = list(counts)
    ratings: dict[str, int] = {}
    for each in every:
        for rating, rows in each.ratings.items():
            ratings[rating] = ratings.get(rating, 0) + rows
    registered = [each.registered for each in every if each.registered is not None]
    return Counts(
        sum(each.rows for each in every),
        sum(each.recognised for each in every),
        sum(each.undecided for each in every),
        sum(each.untitled for each in every),
        sum(registered) if every and len(registered) == len(every) else None,
        sum(each.strangers for each in every),
        dict(sorted(ratings.items())),
    )


def _counts(row: Mapping[str, Any], registered: bool) -> Counts:  # noqa: FBT001 - of one row
    """Rows that are alike in rating and title."""
    rows, titled, rating = row["rows"], row[RECOGNISED], row[RATING]
    return Counts(
        rows,
        rows if titled else 0,
        rows if titled is None else 0,
        rows if titled and rating is None else 0,
        row[REGISTERED] if registered else None,
        rows - row[REGISTERED] if titled and registered else 0,
        {rating: rows} if rating else {},
    )


def _letters(group: Key) -> tuple[str, ...]:
    return tuple(value or "" for value in group)


def no_group(found: ByGroup, field: str) -> Notice:
    """What is wrong where everyone should be of some group; `field` tells of which."""
    rows = found.nowhere
    empty = found.results.frame.filter(compared(field).fill_null("") == "").select(ID)
    ids = empty.head(_FEW_IDS).collect(engine="streaming")[ID].to_list()
    names = ", ".join(map(str, ids)) + (", …" if rows > len(ids) else "")
    params = {"count": rows, "field": field, "ids": names}
    return Notice("rollup.no_group", Place(str(found.results.path)), params)


# --- who is registered -----------------------------------------------------------------


def _registered(results: Results, listed: Subjects | None) -> pl.Expr | None:
    """Whether a row is registered; None: nobody says. An empty cell is no registration."""
    if REGISTERED not in results.fields:
        return pl.lit(value=True) if listed is Subjects.REGISTERED else None
    said = compared(REGISTERED).fill_null("")
    odd = results.frame.filter(~said.is_in([*_YES, *_NO])).select(ID, REGISTERED)
    values = odd.head(_FEW).collect(engine="streaming").rows()
    place = Place(str(results.path))
    if values:
        params = {"values": "; ".join(f'{id_} ("{text}")' for id_, text in values)}
        raise TableError(Notice("rollup.bad_registered", place, params))
    if listed is Subjects.REGISTERED:
        others = results.frame.filter(~said.is_in(_YES)).select(pl.len()).collect().item()
        if others:
            raise TableError(Notice("rollup.lists_disagree", place, {"count": others}))
    return said.is_in(_YES)


def _told(registered: pl.Expr | None) -> dict[str, pl.Expr]:
    return {REGISTERED: pl.lit(value=False) if registered is None else registered}
