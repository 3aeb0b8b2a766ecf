"""What a reader of results should know of their table: what was not read, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any, NamedTuple

from assessment.model.ruleset import Ruleset
from assessment.wording import Words

_MOST_MISSING = 3
_LABEL = 60


class Differing(NamedTuple):
    """A column in which the table claims something else. `first`: the first such cells."""

    column: str
    rows: int
    first: str


class Remarks(NamedTuple):
    """What a run noticed of a table.

    `sheet`, `unread`: the sheet that was read where others were not. `near`: columns not read,
    and the fields that they look like. `absent`: items, gates and exclusions without a column.
    `missing`: what undecided rows lack, and how many of them. `blank`: places of which rows
    should tell theirs and do not, and how many of them. `ids`: there is a column of ids.
    `zero`: missing evidence was counted for nothing.
    """

    sheet: str | None
    unread: Sequence[str]
    near: Sequence[tuple[str, str]]
    absent: Sequence[str]
    differing: Sequence[Differing]
    slips: Mapping[str, int]
    passed_over: Mapping[str, int]
    missing: Mapping[str, int]
    blank: Mapping[str, int]
    ids: bool
    zero: bool


def sentences(ruleset: Ruleset, found: Remarks, words: Words) -> Iterator[str]:
    """What a page says of one table."""
    yield from of_columns(found, words)
    if found.missing:
        yield lacking(ruleset, found.missing, words, zero=found.zero)


def of_columns(found: Remarks, words: Words) -> Iterator[str]:
    """What was not read, and the columns that are not there."""
    if found.unread:
        others = ", ".join(found.unread)
        yield words.say("certify.unread", sheet=found.sheet, others=others)
    for column, field in found.near:
        yield words.say("certify.near", column=column, field=field)
    if found.absent:
        yield words.say("certify.absent", fields=", ".join(found.absent))
    for column, rows, first in found.differing:
        yield words.say("certify.differing", column=column, count=rows, cells=first)
    for place, count in found.blank.items():
        yield words.say(f"certify.blank.{place}", count=count)
    if not found.ids:
        yield words.say("certify.no_ids")


def lacking(ruleset: Ruleset, missing: Mapping[str, int], words: Words, *, zero: bool) -> str:
    """What most undecided rows lack, most first; and how a last run settles them."""
    most = sorted(missing.items(), key=lambda entry: -entry[1])[:_MOST_MISSING]
    fields = "; ".join(
        words.say("certify.missing.field", field=named(ruleset, key), count=count)
        for key, count in most
    )
    said = words.say("certify.missing", fields=fields)
    return said if zero else f"{said}. {words.say('certify.missing.zero')}"


def named(ruleset: Ruleset, key: str) -> str:
    """A key of evidence, or the id of an item, with what it says."""
    entry, item = ruleset.evidence.get(key), ruleset.keyed_by_id.get(key)
    text = entry.label if entry else item.text if item else ""
    label = text.partition(" (")[0]
    return f"{key} ({shorten(label, _LABEL, placeholder=' …')})" if label else key


def contract(found: Remarks) -> dict[str, Any]:
    """The same for programs; the names are a contract."""
    return {
        "sheets_not_read": list(found.unread),
        "not_read": [{"column": column, "like": field} for column, field in found.near],
        "absent": list(found.absent),
        "differing": [each._asdict() for each in found.differing],
        "ids": found.ids,
        "blank": dict(found.blank),
        "most_missing": [{"key": key, "rows": rows} for key, rows in found.missing.items()],
    }
