"""The table of a district or a province as a page of text, 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from assessment.errors import Notice
from assessment.model.quantity import Ratio
from assessment.model.summary import Direction, Failure, Group, Loss, Row, Summary, Table
from assessment.views.lines import Paint, plain_paint, wrapped
from assessment.views.names import Names
from assessment.views.places import spot
from assessment.views.summarywords import PROVISIONAL, SummaryWords
from assessment.wording import Words

_MOST_LOSSES = 5
_MOST_LACKING = 8
_MOST_NOTICES = 3
_INDENT = "      "


class _Column(NamedTuple):
    """`right`: numbers stand under each other."""

    name: str
    width: int
    right: bool = False


_NUMBER, _NAME = _Column("number", 3, right=True), _Column("name", 23)
_POINTS, _RATING = _Column("points", 9, right=True), _Column("rating", 17)
_OTHERS = (
    _Column("recognised", 5),
    _Column("missing", 5, right=True),
    _Column("moved", 9, right=True),
)
_WIDER = 11
"""What the names and the ratings have more where there are no points."""


def render(found: Summary, words: Words, paint: Paint = plain_paint) -> str:
    """The whole page."""
    lines = list(_lines(found, words, paint))
    return "\n".join((*lines[1:], "")) if lines and not lines[0] else "\n".join((*lines, ""))


def _lines(found: Summary, words: Words, paint: Paint) -> Iterator[str]:
    for group in found.groups:
        said = SummaryWords(group, words)
        for table in group.tables:
            yield ""
            yield from (paint(line, "strong") for line in wrapped(said.heading(table), ""))
            yield ""
            yield from _Page(table, group, words, paint).lines()
        yield from _absent(group, said, words)
    yield ""
    yield from (paint(line, "faint") for line in wrapped(words.say("summary.signs"), "  "))
    yield from _failures(found.failures, words, paint)
    yield from _warnings(found, words)


class _Page:
    def __init__(self, table: Table, group: Group, words: Words, paint: Paint) -> None:
        self._table = table
        self._words = words
        self._say = words.say
        self._paint = paint
        self._said = SummaryWords(group, words)
        self._names = Names(table.ruleset, words)
        self._unit = "points" if table.ruleset.in_points else "levels"

    def lines(self) -> Iterator[str]:
        yield from self._options()
        yield from self._rows()
        yield from self._ratings()
        yield from self._moves()
        yield from self._losses()
        yield from self._lacking()

    def _options(self) -> Iterator[str]:
        """How the dossiers were scored, where it is not the usual way."""
        options = [row.result.options for row in self._table.rows]
        if any(one.missing == "zero" for one in options):
            yield from wrapped(self._say("option.zero"), "  ")
        if any(one.strict for one in options):
            yield from wrapped(self._say("option.strict"), "  ")

    # --- the subjects ------------------------------------------------------------------

    def _columns(self) -> tuple[_Column, ...]:
        if self._table.ruleset.in_points:
            return (_NUMBER, _NAME, _POINTS, _RATING, *_OTHERS)
        name = _NAME._replace(width=_NAME.width + _WIDER - 6)
        return (_NUMBER, name, _RATING._replace(width=_RATING.width + 6), *_OTHERS)

    def _rows(self) -> Iterator[str]:
        columns = self._columns()
        most = self._table.ruleset.scale.max if self._table.ruleset.scale else ""
        heads = [self._say(f"summary.column.{column.name}", max=most) for column in columns]
        yield from _laid(columns, heads)
        for number, row in enumerate(self._table.rows, start=1):
            yield from _laid(columns, [self._cell(row, number, c.name) for c in columns])
            if weakest := self._said.weakest(row):
                text = self._say(f"summary.weakest.{self._unit}", items=weakest)
                yield from (self._paint(line, "faint") for line in wrapped(text, _INDENT))
        if self._table.provisional:
            yield ""
            text = self._say("summary.provisional", count=self._table.provisional)
            yield from wrapped(f"{PROVISIONAL} {text}", "  ", "    ")
        if self._table.illustrative:
            yield ""
            count = self._said.count(self._table.illustrative)
            yield from wrapped(self._say("summary.illustrative", subjects=count), "  ")

    def _cell(self, row: Row, number: int, column: str) -> str:
        points = row.result.score.points
        match column:
            case "number":
                return str(number)
            case "name":
                return self._said.name(row)
            case "points":
                return self._said.points(points) if points else ""
            case "rating":
                mark = f" {PROVISIONAL}" if row.provisional else ""
                return f"{self._said.rating(row.result)}{mark}"
            case "recognised":
                return self._said.sign(row)
            case "missing":
                return str(len(row.result.missing) or "")
        return self._said.moved(row)

    # --- together ----------------------------------------------------------------------

    def _title(self, name: str, **params: object) -> Iterator[str]:
        yield ""
        yield from wrapped(self._say(name, **params), "  ")

    def _ratings(self) -> Iterator[str]:
        yield from self._title("rating" if self._table.ruleset.in_points else "result")
        whole = len(self._table.rows)
        for rating, sure, possible in self._table.ratings:
            share = self._words.percent(Ratio(sure, whole))
            more = f"  {self._say('summary.up_to', count=possible)}" if possible > sure else ""
            text = f"{rating.title:<30} {sure:>5}  {share:>7}{more}"
            yield from wrapped(text, "     ", "       ")
        if undetermined := self._table.undetermined:
            share = self._words.percent(Ratio(undetermined, whole))
            title = self._say("standing.undetermined")
            yield from wrapped(f"{title:<30} {undetermined:>5}  {share:>7}", "     ", "       ")
        recognised = [row.result.score.determination.recognised for row in self._table.rows]
        counts = {n: recognised.count(t) for n, t in (("yes", True), ("no", False), ("open", None))}
        yield from wrapped(self._say("summary.recognised", **counts), "  ")

    def _moves(self) -> Iterator[str]:
        counts = self._table.directions
        if set(counts) == {Direction.NEW}:
            return
        counted = "; ".join(
            self._say(f"summary.direction.{direction.value}", count=counts[direction])
            for direction in Direction
            if counts[direction]
        )
        yield from self._title("summary.moves", counted=counted)
        for row in self._table.movers:
            if row.change:
                yield from wrapped(f"- {self._said.move(row, row.change)}", "     ", "       ")

    def _losses(self) -> Iterator[str]:
        losses = [loss for loss in self._table.losses if loss.subjects]
        if losses:
            yield from self._title(f"summary.lost.{self._unit}")
        for loss in losses[:_MOST_LOSSES]:
            yield from wrapped(f"- {self._loss(loss)}", "     ", "       ")
        if len(losses) > _MOST_LOSSES:
            yield from wrapped(self._say("summary.more", count=len(losses) - _MOST_LOSSES), "     ")

    def _loss(self, loss: Loss) -> str:
        params = {
            "id": loss.criterion.id,
            "title": loss.criterion.title.text,
            "lost": self._said.minus(loss.lost.low),
            "subjects": self._said.count(loss.subjects),
        }
        text = self._say("summary.loss", **params)
        if loss.lost.exact:
            return text
        more = self._say("summary.still_open", points=loss.lost.high - loss.lost.low)
        return f"{text} ({more})"

    def _lacking(self) -> Iterator[str]:
        lacking = self._table.lacking
        if lacking:
            yield from self._title("summary.lacking")
        for key, subjects in lacking[:_MOST_LACKING]:
            count = self._said.count(len(subjects))
            text = self._say("summary.lacks", label=self._names.label(key), key=key, subjects=count)
            yield from wrapped(f"- {text}", "     ", "       ")
        if len(lacking) > _MOST_LACKING:
            more = len(lacking) - _MOST_LACKING
            yield from wrapped(self._say("summary.more", count=more), "     ")


# --- beside the tables -----------------------------------------------------------------


def _absent(group: Group, said: SummaryWords, words: Words) -> Iterator[str]:
    if not group.absent:
        return
    yield ""
    head = {"subjects": said.count(len(group.absent)), "year": str(group.year)}
    yield from wrapped(words.say("summary.absent", **head), "  ")
    for entry in group.absent:
        year = words.say("year", year=str(entry.year))
        yield from wrapped(f"- {entry.name} ({year}: {said.result(entry)})", "     ", "       ")


def _failures(failures: Sequence[Failure], words: Words, paint: Paint) -> Iterator[str]:
    if not failures:
        return
    yield ""
    head = words.say("summary.failures", count=len(failures))
    yield from (paint(line, "blocking") for line in wrapped(head, "  "))
    for failure in failures:
        yield from wrapped(failure.file, "     ", "       ")
        for notice in failure.notices[:_MOST_NOTICES]:
            at = spot(notice.place, words)
            said = (words.message(notice), words.hint(notice), f"[{notice.code}]")
            text = " ".join(part for part in said if part)
            yield from wrapped(f"- {at}: {text}" if at else f"- {text}", "       ", "         ")
        if len(failure.notices) > _MOST_NOTICES:
            more = len(failure.notices) - _MOST_NOTICES
            yield from wrapped(words.say("summary.more_errors", count=more), "         ")


def _warnings(found: Summary, words: Words) -> Iterator[str]:
    """The warnings, those of one code together, and no more of them than need to be seen."""
    by_code: dict[str, list[Notice]] = {}
    for notice in found.warnings:
        by_code.setdefault(notice.code, []).append(notice)
    if found.warnings:
        yield ""
        yield f"  ! {words.say('summary.warnings', count=len(found.warnings))}"
    for alike in by_code.values():
        for notice in alike[:_MOST_NOTICES]:
            where = f"{notice.place.file}: " if notice.place.file else ""
            said = (words.message(notice), words.hint(notice))
            text = " ".join(part for part in said if part)
            yield from wrapped(f"- {where}{text}", "     ", "       ")
        if len(alike) > _MOST_NOTICES:
            more = words.say("summary.more_alike", count=len(alike) - _MOST_NOTICES)
            yield from wrapped(more, "       ")
    if found.passed_over:
        yield ""
        files = "; ".join(found.passed_over)
        text = words.say("summary.passed_over", count=len(found.passed_over), files=files)
        yield from wrapped(text, "  ")


# --- lines -----------------------------------------------------------------------------


def _laid(columns: Sequence[_Column], cells: Iterable[str]) -> Iterator[str]:
    """One row of the table, each cell wrapped in its column."""
    wrapped_ = [
        textwrap.wrap(cell, column.width, break_on_hyphens=False) or [""]
        for column, cell in zip(columns, cells, strict=True)
    ]
    for line in zip_longest(*wrapped_, fillvalue=""):
        shown = (
            f"{text:>{column.width}}" if column.right else f"{text:<{column.width}}"
            for column, text in zip(columns, line, strict=True)
        )
        yield f"  {' '.join(shown)}".rstrip()
