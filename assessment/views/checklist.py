"""The checklist of a ruleset's figures: a page to read, a Markdown file to fill in, JSON.

What is filled in is read back by `assessment.intake.checklist`; the columns are those of
`COLUMNS`, in each language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from assessment.model.basis import Basis
from assessment.model.compared import Compared
from assessment.model.figure import Figure
from assessment.views.commandline import with_shelves
from assessment.views.figures import FigureWords, Group
from assessment.views.lines import wrapped
from assessment.wording import Words

COLUMNS = ("item", "wording", "figure", "value", "basis", "source", "official", "where", "by")
"""The last three are for the reader of the official text."""

_SPECIAL = re.compile(r"([\\|])")


class Line(NamedTuple):
    """One figure, a text a column."""

    item: str
    wording: str
    figure: str
    value: str
    basis: str
    source: str


def lines_of(group: Group, names: FigureWords) -> Iterator[tuple[Figure, Line]]:
    """The lines of a group: an item's text stands in its first line, unless it is a figure too."""
    owner = ""
    for figure in group.figures:
        item, _, path = figure.name.partition(":")
        text, what = names.owner(figure), names.what(figure)
        known = item == owner or text == figure.value or group.title.endswith(text)
        wording = what if known else f"{text}: {what}"
        owner = item
        yield (
            figure,
            Line(item, wording, path, names.said(figure), names.basis(figure), figure.source),
        )


def columns(words: Words) -> dict[str, str]:
    """The heads of the columns in one language."""
    return {name: words.say(f"checklist.column.{name}") for name in COLUMNS}


def counts(figures: Sequence[Figure], words: Words) -> str:
    """How many figures of each basis: "25 tạm, chưa đối chiếu; 3 suy ra"."""
    found = Counter(figure.basis for figure in figures)
    named = [
        words.say("checklist.count", count=found[basis], basis=words.say(f"basis.{basis.value}"))
        for basis in reversed(Basis)
        if found[basis]
    ]
    return "; ".join(named)


def render(found: Compared, words: Words, shelves: Sequence[str] = ()) -> str:
    """The page on the screen, grouped by criterion, 80 columns."""
    return "\n".join((*_page(found, words, shelves), ""))


def _page(found: Compared, words: Words, shelves: Sequence[str]) -> Iterator[str]:
    names, figures = FigureWords(found.ruleset, words), found.left
    yield from wrapped(f"{found.id} · {found.title} · {found.number}", "")
    if not figures:
        yield from wrapped(words.say("checklist.nothing_left"), "  ")
        return
    head = words.say("checklist.head", count=len(figures), counts=counts(figures, words))
    yield from wrapped(head, "  ")
    for group in names.groups(figures):
        yield ""
        yield from wrapped(group.title, "", "   ")
        for owner, of_one in groupby(group.figures, key=lambda figure: figure.owner):
            yield from _of_one(owner, tuple(of_one), names, under=group.title)
    yield ""
    yield from wrapped(words.say("checklist.how", id=found.id, rules=with_shelves(shelves)), "  ")


def _of_one(
    owner: str, figures: Sequence[Figure], names: FigureWords, *, under: str
) -> Iterator[str]:
    """The figures of one item under its text, and each source below those that have it."""
    text = names.owner(figures[0])
    if not under.endswith(text):
        yield from wrapped(f"{owner} {text}", "   ", "      ")
    for source, found in groupby(figures, key=lambda figure: figure.source):
        for figure in found:
            said = "" if figure.value == text else f": {names.said(figure)}"
            line = f"{figure.name}  {names.what(figure)}{said} ({names.basis(figure)})"
            yield from wrapped(line, "      ", "         ")
        yield from wrapped(f"({names.ground(source)})", "      ", "       ")


def markdown(found: Compared, words: Words) -> str:
    """A Markdown file with a table a group."""
    return "\n".join((*_markdown(found, words), ""))


def _markdown(found: Compared, words: Words) -> Iterator[str]:
    names, heads, figures = FigureWords(found.ruleset, words), columns(words), found.left
    yield f"# {words.say('checklist.title')}: {found.title}"
    yield ""
    yield from _table([words.say("checklist.ruleset"), found.id], [])
    yield ""
    yield (
        found.number
        + ". "
        + words.say("checklist.head", count=len(figures), counts=counts(figures, words))
    )
    yield ""
    yield words.say("checklist.fill")
    for group in names.groups(figures):
        lines = (line for _, line in lines_of(group, names))
        rows = [[*line._replace(figure=f"`{line.figure}`"), "", "", ""] for line in lines]
        yield from ("", f"## {group.title}", "")
        yield from _table([heads[name] for name in COLUMNS], rows)
    sources = found.ruleset.sources
    if sources:
        yield from ("", f"## {words.say('rules.sources')}", "")
    yield from (f"- {mark}: {text}" for mark, text in sources.items())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        cells = (_SPECIAL.sub(r"\\\1", " ".join(cell.split())) for cell in row)
        yield f"| {' | '.join(cells)} |"


def contract(found: Compared, words: Words) -> dict[str, Any]:
    """The figures as JSON: `value` as the ruleset writes it, null where nobody knows it."""
    names = FigureWords(found.ruleset, words)
    return {
        "ruleset": found.id,
        "sha256": found.ruleset.digest,
        "figures": [
            {
                "name": figure.name,
                "text": ": ".join(filter(None, (names.owner(figure), names.what(figure)))),
                "value": figure.value,
                "basis": figure.basis.value,
                "source": figure.source,
            }
            for figure in found.left
        ],
    }
