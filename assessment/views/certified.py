"""What a run over a table came to: a page, JSON, and the rows that were set aside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from assessment.model.quantity import Ratio, plain, rounded_percent
from assessment.model.ruleset import Ruleset
from assessment.views.lines import Paint, plain_paint, wrapped
from assessment.wording import Words

_MOST_GROUPS = 12
_MOST_LOST = 5


class Count(Protocol):
    """Rows, those with a title, those undecided."""

    @property
    def rows(self) -> int: ...
    @property
    def recognised(self) -> int: ...
    @property
    def undecided(self) -> int: ...


Groups = Mapping[str, Sequence[tuple[str | None, Count]]]


class Shown(NamedTuple):
    """What the page is about.

    `second`: the file of rows set aside; None: there is none. `provisional`: some figure of
    the ruleset is a placeholder. `absent`: items of which the table has no evidence.
    """

    ruleset: Ruleset
    provisional: bool
    table: str
    out: str
    second: str | None
    counted: Count
    groups: Groups
    lost: Sequence[tuple[str, Decimal]]
    aside: int
    slips: Mapping[str, int]
    near: Sequence[tuple[str, str]]
    absent: Sequence[str]
    sha256: str


def render(shown: Shown, words: Words, paint: Paint = plain_paint) -> str:
    """The page of a run."""
    return "\n".join((*_lines(shown, words, paint), ""))


def _lines(shown: Shown, words: Words, paint: Paint) -> Iterator[str]:
    ruleset, counted = shown.ruleset, shown.counted
    yield paint(f"{ruleset.title} · {ruleset.document.number} · {shown.table}", "strong")
    yield ""
    not_ = counted.rows - counted.recognised - counted.undecided
    for name, count, role in (
        ("recognised", counted.recognised, "good"),
        ("not", not_, "blocking"),
        ("undecided", counted.undecided, "provisional"),
    ):
        yield _counted(name, count, counted.rows, words, paint, role)
    if shown.aside:
        cells = sum(shown.slips.values())
        said = words.say("certify.slips", rows=shown.aside, cells=cells)
        yield from wrapped(f"{_label('aside', words)}{said}", "  ", " " * 27)
    yield from _groups(shown, words)
    if shown.lost:
        items = ", ".join(
            words.say("certify.lost.item", id=id_, points=points)
            for id_, points in shown.lost[:_MOST_LOST]
        )
        yield ""
        yield from wrapped(words.say("certify.lost", items=items), "  ")
    yield from _unread(shown, words)
    if shown.provisional:
        yield ""
        yield from wrapped(words.say("certify.provisional", id=ruleset.id), "  ", "    ")
    yield ""
    yield f"  {words.say('certify.written', file=shown.out)}"
    if shown.second:
        yield f"  {words.say('certify.second', file=shown.second)}"


def _label(name: str, words: Words) -> str:
    return f"{words.say(f'certify.{name}'):<25}"


def _counted(name: str, count: int, of: int, words: Words, paint: Paint, role: str) -> str:
    said = words.say("certify.rows", count=count)
    if of:
        share = rounded_percent(Ratio(count, of))
        said = words.say("certify.share", count=count, share=share)
    return f"  {paint(_label(name, words), role)}{said}"


def _groups(shown: Shown, words: Words) -> Iterator[str]:
    for name, groups in shown.groups.items():
        yield ""
        yield f"  {words.say(f'certify.groups.{name}')}"
        for value, counted in groups[:_MOST_GROUPS]:
            label = value or words.say("certify.nobody")
            yield f"    {label:<40.40}{counted.recognised:>8} / {counted.rows}"
        more = len(groups) - _MOST_GROUPS
        if more > 0:
            yield f"    {words.say('certify.more', count=more, file=shown.out)}"


def _unread(shown: Shown, words: Words) -> Iterator[str]:
    if shown.near or shown.absent:
        yield ""
    for column, field in shown.near:
        yield from wrapped(f"! {words.say('certify.near', column=column, field=field)}", "  ")
    if shown.absent:
        said = words.say("certify.absent", fields=", ".join(shown.absent))
        yield from wrapped(f"! {said}", "  ", "    ")


def contract(shown: Shown) -> dict[str, Any]:
    """`cdht certify --format json`; the names are a contract."""
    return {
        "ruleset": shown.ruleset.id,
        "provisional": shown.provisional,
        "table": shown.table,
        "out": shown.out,
        "aside": {"file": shown.second, "rows": shown.aside, "slips": dict(shown.slips)},
        **_counts(shown.counted),
        "groups": {
            name: [{"value": value, **_counts(counted)} for value, counted in groups]
            for name, groups in shown.groups.items()
        },
        "lost": [{"id": id_, "points": plain(points)} for id_, points in shown.lost],
        "not_read": [{"column": column, "like": field} for column, field in shown.near],
        "absent": list(shown.absent),
        "receipt": shown.sha256,
    }


def _counts(counted: Count) -> dict[str, int]:
    return {
        "rows": counted.rows,
        "recognised": counted.recognised,
        "undecided": counted.undecided,
    }


def aside(rows: Iterable[Sequence[str]], words: Words) -> Iterator[str]:
    """The lines of the second file: CSV that Excel reads."""
    yield "\ufeff"
    for cells in (words.say("aside.columns").split("|"), *rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(map(_plain, cells))
        yield line.getvalue()


def _plain(cell: str) -> str:
    """Text that a spreadsheet takes for no formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
