"""What a run over a table came to: a page, JSON, and the rows that were set aside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from assessment.celltext import as_text
from assessment.model.quantity import Ratio, plain, rounded_percent
from assessment.model.ruleset import Ruleset
from assessment.views import nearby, remarks
from assessment.views.lines import Paint, plain_paint, wrapped
from assessment.views.remarks import Remarks
from assessment.wording import Words

_MOST_GROUPS = 12
_MOST_LOST = 5
_FEWEST_COMMUNES = 2

_ENDS = "\r\n"
"""Cells that hold one of these are quoted, so that they stay one cell."""


class Count(Protocol):
    """Rows, those with a title, those undecided."""

    @property
    def rows(self) -> int: ...
    @property
    def recognised(self) -> int: ...
    @property
    def undecided(self) -> int: ...


class Group(Protocol):
    """Rows with one value of a column, of one commune where the table tells it."""

    @property
    def value(self) -> str | None: ...
    @property
    def commune(self) -> str | None: ...
    @property
    def counted(self) -> Count: ...


class Passed(Protocol):
    """Rows that are of no subject, and where the first of them stand."""

    @property
    def rows(self) -> int: ...
    @property
    def first(self) -> Sequence[str]: ...


Groups = Mapping[str, Sequence[Group]]


class Papers(NamedTuple):
    """Word documents of the rows with a title, by name. `dated`: they tell their period.

    `nowhere`: the column that would tell whose committee gives the title; None: it is there.
    """

    files: Mapping[str, Sequence[str]]
    dated: bool
    nowhere: str | None = None


class Shown(NamedTuple):
    """What the page is about.

    `second`: the file of rows set aside; None: there is none. `provisional`: some figure of
    the ruleset is a placeholder. `passed`: rows that are of no subject, by code. `sheet`: the
    sheet that was read. `remarks`: what a reader should know of the table. `papers`: None where
    none were wanted.
    """

    ruleset: Ruleset
    provisional: bool
    table: str
    out: str
    second: str | None
    receipt: str
    counted: Count
    groups: Groups
    lost: Sequence[tuple[str, Decimal]]
    aside: int
    slips: Mapping[str, int]
    passed: Mapping[str, Passed]
    sheet: str | None
    remarks: Remarks
    nearby: nearby.Nearby | None
    sha256: str
    papers: Papers | None


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
        yield share_line(name, count, counted.rows, words, paint, role)
    if shown.aside:
        cells = sum(shown.slips.values())
        said = words.say("certify.slips", rows=shown.aside, cells=cells)
        yield from wrapped(f"{label('aside', words)}{said}", "  ", " " * 27)
    yield from _passed(shown, words)
    yield from _groups(shown, words)
    if shown.lost:
        items = ", ".join(
            words.say("certify.lost.item", id=id_, points=points)
            for id_, points in shown.lost[:_MOST_LOST]
        )
        yield ""
        yield from wrapped(words.say("certify.lost", items=items), "  ")
    if shown.nearby:
        yield ""
        yield from nearby.lines(shown.ruleset, shown.nearby, words)
    if told := list(remarks.sentences(shown.ruleset, shown.remarks, words)):
        yield ""
        for sentence in told:
            yield from wrapped(f"! {sentence}", "  ", "    ")
    if shown.provisional:
        yield ""
        yield from wrapped(words.say("certify.provisional", id=ruleset.id), "  ", "    ")
    yield ""
    yield f"  {words.say('certify.written', file=shown.out)}"
    if shown.second:
        yield f"  {words.say('certify.second', file=shown.second)}"
    if shown.nearby and shown.nearby.file:
        yield f"  {words.say('certify.third', file=shown.nearby.file)}"
    if shown.papers:
        yield from _papers(shown.papers, words)
    yield f"  {words.say('certify.receipt', file=shown.receipt)}"


def _papers(papers: Papers, words: Words) -> Iterator[str]:
    for name, files in papers.files.items():
        yield f"  {words.say(f'certify.paper.{name}', files=', '.join(files))}"
    if not papers.files:
        yield f"  {words.say('certify.no_papers')}"
        return
    if not papers.dated:
        yield from wrapped(words.say("certify.no_year"), "    ")
    if papers.nowhere:
        column = words.say(f"rollup.head.{papers.nowhere}")
        yield from wrapped(words.say("certify.no_place", column=column), "    ")


def _passed(shown: Shown, words: Words) -> Iterator[str]:
    said = []
    for code, passed in shown.passed.items():
        more = "" if passed.rows == len(passed.first) else " …"
        cells = ", ".join(passed.first) + more
        kind = code.partition(".")[2]
        said.append(words.say(f"certify.passed.{kind}", count=passed.rows, cells=cells))
    if said:
        yield from wrapped(f"{label('passed', words)}{'; '.join(said)}", "  ", " " * 27)


def label(name: str, words: Words) -> str:
    """What a count is of, as wide as all of them."""
    return f"{words.say(f'certify.{name}'):<25}"


def share_line(name: str, count: int, of: int, words: Words, paint: Paint, role: str) -> str:
    """How many rows, and their share of all."""
    said = words.say("certify.rows", count=count)
    if of:
        share = rounded_percent(Ratio(count, of))
        said = words.say("certify.share", count=count, share=share)
    return f"  {paint(label(name, words), role)}{said}"


def _groups(shown: Shown, words: Words) -> Iterator[str]:
    for name, groups in shown.groups.items():
        if name == "commune" and len(groups) < _FEWEST_COMMUNES:
            continue
        several = len({group.commune for group in groups}) > 1
        yield ""
        yield f"  {words.say(f'certify.groups.{name}')}"
        for group in groups[:_MOST_GROUPS]:
            label = group.value or words.say("certify.nobody")
            if several:
                label = f"{label}, {group.commune or words.say('certify.nobody')}"
            yield f"    {label:<40.40}{group.counted.recognised:>8} / {group.counted.rows}"
        more = len(groups) - _MOST_GROUPS
        if more > 0:
            yield f"    {words.say('certify.more', count=more, file=shown.out)}"


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
            name: [
                {"value": group.value, "commune": group.commune, **_counts(group.counted)}
                for group in groups
            ]
            for name, groups in shown.groups.items()
        },
        "lost": [{"id": id_, "points": plain(points)} for id_, points in shown.lost],
        "passed_over": {code: passed.rows for code, passed in shown.passed.items()},
        "sheet": shown.sheet,
        **remarks.contract(shown.remarks),
        "near": nearby.contract(shown.nearby) if shown.nearby else None,
        "papers": {name: list(files) for name, files in shown.papers.files.items()}
        if shown.papers
        else None,
        "receipt": {"file": shown.receipt, "sha256": shown.sha256},
    }


def _counts(counted: Count) -> dict[str, int]:
    return {
        "rows": counted.rows,
        "recognised": counted.recognised,
        "undecided": counted.undecided,
    }


def aside(rows: Iterable[Sequence[str]], words: Words) -> Iterator[str]:
    """The lines of the second file."""
    return sheet((words.say("aside.columns").split("|"), *rows))


def sheet(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of CSV that Excel reads, its text kept text."""
    yield "\ufeff"
    for cells in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator=_ENDS).writerow(map(as_text, cells))
        yield f"{line.getvalue().removesuffix(_ENDS)}\n"
