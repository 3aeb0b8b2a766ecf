"""Which column of a table is which field: by name, by label, by what people call it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assessment.batch.fields import fields
from assessment.errors import Notice, Place, TableError, nearest
from assessment.files import plain_text
from assessment.model.item import Item
from assessment.model.ruleset import Ruleset

ID, NAME, HAMLET, CLAN, UNIT, COMMUNE = "id", "name", "hamlet", "clan", "unit", "commune"
GROUPS = (HAMLET, CLAN, UNIT, COMMUNE)
"""Columns by which a summary counts."""

REGISTERED = "registered"
ROLE = "role"
"""Member or learner of the unit that the row names."""

BESIDE = (ID, NAME, *GROUPS, "district", "province", REGISTERED, ROLE)
"""Columns that a table may have beside those of a ruleset."""

_SPACE = re.compile(r"\s+")
_DECORATION = " .:;,*()-–'"


class Matched(NamedTuple):
    """`columns`: for each field that the table has, its column. `near`: columns that are not
    read although they look like a field that no other is, with that field.
    """

    columns: Mapping[str, str]
    near: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> Mapping[str, str]:
        """Those of the ruleset."""
        return {name: column for name, column in self.columns.items() if name not in BESIDE}


def match(
    ruleset: Ruleset, headers: Sequence[str], called: Mapping[str, Sequence[str]], file: str
) -> Matched:
    """Match the headers of a table with the fields of a ruleset, and `BESIDE`.

    Args:
        called: what people call `id`, `area` and the like.

    Raises:
        TableError: `table.column_twice`: two columns hold the same field; of names the first counts.

    """
    names = _names(ruleset, called)
    columns: dict[str, str] = {}
    near: list[tuple[str, str]] = []
    twice: list[Notice] = []
    for header in headers:
        field = _field(header, names)
        if field is None:
            like = nearest(folded(header), names)
            if like:
                near.append((header, names[like]))
        elif field in columns and field != NAME:
            params = {"column": header, "other": columns[field], "field": field}
            twice.append(Notice("table.column_twice", Place(file, path=header), params))
        else:
            columns.setdefault(field, header)
    if twice:
        raise TableError(*twice)
    return Matched(columns, tuple(each for each in near if each[1] not in columns))


def field_reader(
    ruleset: Ruleset, called: Mapping[str, Sequence[str]]
) -> Callable[[str], str | None]:
    """Tells the field that a header names, as `match` does; None: it names none."""
    names = _names(ruleset, called)
    return lambda header: _field(header, names)


def folded(text: str) -> str:
    """A header without what people add to it: case, white space, marks at its ends."""
    plain = _SPACE.sub(" ", plain_text(text)).casefold()
    return plain.strip(_DECORATION)


def _names(ruleset: Ruleset, called: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every name of a field, folded; the fields' own names come first."""
    names: dict[str, str] = {}
    for name, field in _every_name(ruleset, called):
        names.setdefault(folded(name), field)
    return names


def _every_name(ruleset: Ruleset, called: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    known = fields(ruleset)
    for field in (*known, *BESIDE):
        yield field, field
    for key, entry in ruleset.evidence.items():
        yield entry.label, key
        if entry.unit:
            yield f"{entry.label} ({entry.unit})", key
    for item in ruleset.every_item():
        held = item.id if item.id in known else _only_key(item)
        if held:
            yield item.id, held
            yield item.text, held
            yield f"{item.id} {item.text}", held
    for field, others in called.items():
        yield from ((name, field) for name in others)


def _only_key(item: Item) -> str | None:
    """The key of an item that looks at no other."""
    return next(iter(item.keys)) if len(item.keys) == 1 else None


def _field(header: str, names: Mapping[str, str]) -> str | None:
    """The field of a header; "A1.1. Trẻ đi học" is A1.1 whatever follows."""
    name = folded(header)
    if name in names:
        return names[name]
    first, _, _ = name.partition(" ")
    begins = first.strip(_DECORATION)
    return names.get(begins) if any(mark.isdigit() for mark in begins) else None
