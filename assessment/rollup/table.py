"""Groups as a table that certifying reads: a new one, or filled into one that there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import polars as pl

from assessment.batch.headers import ID, NAME
from assessment.batch.job import Wanted
from assessment.batch.source import FLAW, ROW, readable
from assessment.batch.table import read
from assessment.errors import Notice, Place, TableError
from assessment.model.alphabet import spelled_alike
from assessment.model.dossier import Claim
from assessment.model.rollup import Change, Given, Group, How
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.rollup.groups import Grouped
from assessment.rollup.own import receipts_of
from assessment.rollup.values import say_the_same, stated


class Laid(NamedTuple):
    """`groups`: with the ids and changes of their rows. `alone`: rows without any results.

    `added`: groups that the table had no row for. `fields`: those that it has a column for.
    """

    frame: pl.DataFrame
    fields: frozenset[str]
    groups: tuple[Group, ...]
    alone: tuple[Group, ...]
    added: tuple[Group, ...]


def laid(target: Ruleset, found: Grouped, heads: Mapping[str, str]) -> Laid:
    """A new table.

    Args:
        heads: what to call the columns of ids and of the places around the groups.

    """
    columns = {field: heads[field] for field in (ID, *found.above)}
    sheet = _Sheet(
        pl.DataFrame(schema=dict.fromkeys(columns.values(), pl.String)),
        columns,
        target.subject.value,
    )
    return _laid(target, found, sheet, replace=False)


def laid_into(wanted: Wanted, path: Path, found: Grouped, *, replace: bool) -> Laid:
    """A table with the groups filled in, by their names; those that it lacks come after its rows.

    Args:
        replace: what was entered by hand, and is another, gives way.

    Raises:
        TableError: the table cannot be read; `rollup.into_broken`, `rollup.no_names`,
            `rollup.group_twice`.

    """
    with TemporaryDirectory() as folder, readable(path):
        source, matched = read(wanted, path, Path(folder))
        frame = source.subjects.sort(ROW).collect(engine="streaming")
    broken = frame.filter(pl.col(FLAW).is_not_null())[ROW].to_list()
    if broken:
        params = {"row": broken[0], "count": len(broken)}
        raise TableError(Notice("rollup.into_broken", Place(str(path), broken[0]), params))
    sheet = _Sheet(
        frame.select(source.columns), matched.columns, wanted.ruleset.subject.value, path
    )
    return _laid(wanted.ruleset, found, sheet, replace=replace)


def value_of(given: Given) -> str | None:
    """As a cell states it; None where there is no exact value."""
    return None if given.why else stated(given).get("value")


def _laid(target: Ruleset, found: Grouped, sheet: _Sheet, *, replace: bool) -> Laid:
    field = target.subject.value
    groups, rows = [], []
    known = {each.key for group in found.groups for each in group.given if value_of(each)}
    for key in dict.fromkeys(each.key for group in found.groups for each in group.given):
        if key in known:
            sheet.open(target, key)
    for group in found.groups:
        row = sheet.row_of(group, field, found.above)
        changes = tuple(
            change
            for each in group.given
            if (change := _change(target, sheet, row, each, replace=replace)) is not None
        )
        rows.append(row)
        groups.append(group._replace(id=sheet.name(row, field), changes=changes))
    ordered = sorted(zip(rows, groups, strict=True), key=lambda one: one[0])
    filled = set(rows)
    files = {Path(source.file).name for source in found.sources}
    keys = tuple(dict.fromkeys(each.key for group in found.groups for each in group.given))
    alone = tuple(
        sheet.group(row, field)._replace(changes=tuple(sheet.gone(row, keys, files)))
        for row in range(sheet.height)
        if row not in filled
    )
    added = tuple(group for row, group in ordered if sheet.is_new(row))
    return Laid(sheet.frame(), sheet.fields, tuple(group for _, group in ordered), alone, added)


def _change(
    target: Ruleset, sheet: _Sheet, row: int, given: Given, *, replace: bool
) -> Change | None:
    """What becomes of a cell; None where nothing does."""
    value = value_of(given)
    if value is None:
        return sheet.clear(row, given.key)
    return sheet.put(target, row, given.key, value, replace=replace)


class _Sheet:
    """A table that is being filled in."""

    def __init__(
        self, frame: pl.DataFrame, columns: Mapping[str, str], field: str, path: Path | None = None
    ) -> None:
        """`columns`: for each field that the table has, its column. `field`: of the groups."""
        self._field = field
        self._columns = dict(columns)
        self._cells: dict[str, list[Any]] = frame.to_dict(as_series=False)
        self._types: dict[str, Any] = dict(frame.schema)
        self._path = path
        self._counted = _counted(path) if path else {}
        self._rows: defaultdict[str, set[int]] = defaultdict(set)
        self._taken: set[int] = set()
        self.height = self._given = frame.height

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self._columns)

    def name(self, row: int, field: str) -> str:
        """By which a row goes."""
        return self._first(row, (ID, NAME, field))

    def group(self, row: int, field: str) -> Group:
        """A row without results, by its id and its name."""
        name = self._first(row, (NAME, field, ID))
        return Group(name, (), (), id=self.name(row, field))

    def is_new(self, row: int) -> bool:
        """Whether the table had no such row."""
        return row >= self._given

    def row_of(self, group: Group, field: str, above: tuple[str, ...]) -> int:
        """The row of a group, at the end of the table where it has none."""
        if not self._rows:
            self._rows = self._by_name(field)
        named = {
            *self._rows[spelled_alike(group.name)],
            *self._rows[spelled_alike(_id(group))],
        }
        rows = [row for row in sorted(named) if self._lies_in(row, above, group)]
        if len(rows) > 1 or (rows and rows[0] in self._taken):
            params = {"name": _id(group), "field": field}
            raise TableError(Notice("rollup.group_twice", Place(str(self._path)), params))
        row = rows[0] if rows else self._append(group, field, above)
        self._taken.add(row)
        return row

    def _by_name(self, field: str) -> defaultdict[str, set[int]]:
        """The rows that go by a name."""
        names = [each for each in (ID, NAME, field) if each in self._columns]
        if not names:
            raise TableError(Notice("rollup.no_names", Place(str(self._path)), {"field": field}))
        found: defaultdict[str, set[int]] = defaultdict(set, {"": set()})
        for row in range(self.height):
            for each in names:
                found[spelled_alike(self._text(row, each))].add(row)
        return found

    def open(self, target: Ruleset, key: str) -> None:
        """See to it that there is a column for a key."""
        entry = target.evidence[key]
        head = self._columns.setdefault(key, entry.label)
        if head not in self._cells:
            self._cells[head] = [None] * self.height
            self._types[head] = pl.Int64 if entry.type is EvidenceType.COUNT else pl.String

    def put(self, target: Ruleset, row: int, key: str, value: str, *, replace: bool) -> Change:
        """Put a value in its cell, if nobody put another there by hand."""
        head = self._columns[key]
        before = self._text(row, key)
        how = self._how(target, row, key, before, value)
        if how is How.KEPT and replace:
            how = How.REPLACED
        if how not in (How.SAME, How.KEPT):
            if not self._types[head].is_integer() and self._types[head] != pl.String:
                self._types[head] = pl.String
                self._cells[head] = [c if c is None else str(c) for c in self._cells[head]]
            self._cells[head][row] = int(value) if self._types[head].is_integer() else value
        after = before if how is How.KEPT else value
        ours = self._ours(row, key) if how in (How.KEPT, How.REPLACED) else None
        return Change(key, how, _claim(before), _claim(after), _claim(ours))

    def clear(self, row: int, key: str) -> Change | None:
        """Take out a value of an earlier roll-up of which this one cannot tell."""
        before = self._text(row, key)
        if not before or self._ours(row, key) != before:
            return None
        self._cells[self._columns[key]][row] = None
        return Change(key, How.STALE, Claim(value=before), None)

    def gone(self, row: int, keys: Iterable[str], files: Collection[str]) -> Iterator[Change]:
        """Take out what was counted for a row in these files, which no longer have it."""
        earlier = self._counted.get(self.name(row, self._field))
        if earlier and not earlier.files.isdisjoint(files):
            yield from (c for key in keys if (c := self.clear(row, key)) is not None)

    def frame(self) -> pl.DataFrame:
        series = [
            pl.Series(head, cells, dtype=self._types[head]) for head, cells in self._cells.items()
        ]
        return pl.DataFrame(series)

    def _how(self, target: Ruleset, row: int, key: str, before: str, value: str) -> How:
        if not before:
            return How.NEW
        if say_the_same(target, key, before, value):
            return How.SAME
        return How.CORRECTED if self._ours(row, key) == before else How.KEPT

    def _ours(self, row: int, key: str) -> str | None:
        """What the earlier roll-up put in a cell."""
        earlier = self._counted.get(self.name(row, self._field))
        return earlier.values.get(key) if earlier else None

    def _lies_in(self, row: int, above: tuple[str, ...], group: Group) -> bool:
        told = zip(above, group.above, strict=True)
        cells = [
            (spelled_alike(self._text(row, each)), spelled_alike(place)) for each, place in told
        ]
        return all(not here or not place or here == place for here, place in cells)

    def _append(self, group: Group, field: str, above: tuple[str, ...]) -> int:
        for cells in self._cells.values():
            cells.append(None)
        places = {field: place for field, place in zip(above, group.above, strict=True) if place}
        named = NAME if NAME in self._columns else field
        for each, text in {ID: _id(group), named: group.name, **places}.items():
            if each in self._columns:
                self._cells[self._columns[each]][self.height] = text
        self.height += 1
        return self.height - 1

    def _first(self, row: int, fields: Iterable[str]) -> str:
        return next((text for each in fields if (text := self._text(row, each))), "")

    def _text(self, row: int, field: str) -> str:
        cells = self._cells.get(self._columns.get(field, ""), ())
        value = cells[row] if row < len(cells) else None
        return "" if value is None else str(value).strip()


def _claim(value: str | None) -> Claim | None:
    return Claim(value=value) if value else None


def _id(group: Group) -> str:
    """A name that no group in another place has."""
    return ", ".join(filter(None, (group.name, *group.above)))


class _Earlier(NamedTuple):
    """What earlier roll-ups put in a row, and in which files it was counted."""

    values: Mapping[str, str]
    files: frozenset[str]


def _counted(path: Path) -> dict[str, _Earlier]:
    """What earlier roll-ups put in a table, by row, whatever a hand put there since."""
    found: dict[str, _Earlier] = {}
    for receipt in receipts_of(path):
        try:
            groups = {
                each["id"]: _Earlier(
                    {key: str(value) for key, value in each["values"].items()},
                    frozenset(each["counts"]),
                )
                for each in receipt.sealed["groups"]
            }
        except (KeyError, TypeError, AttributeError):
            continue
        for id_, (values, files) in groups.items():
            later = found.get(id_, _Earlier({}, frozenset()))
            found[id_] = _Earlier({**values, **later.values}, files | later.files)
    return found
