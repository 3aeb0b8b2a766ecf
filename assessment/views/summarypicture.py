"""A district's table as a picture: subjects by criteria, the darker the more is lost.

Each cell holds its number too, and what is still open is hatched, so that it can be read in
grey print.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from assessment.model.quantity import ZERO
from assessment.model.summary import Earned, Group, Row, Summary, Table
from assessment.views.summarywords import PROVISIONAL, SummaryWords
from assessment.wording import Words

_SETTINGS: Any = {
    "font.family": "DejaVu Sans",  # ships with matplotlib, and has the letters of Vietnamese
    "font.size": 9,
    "hatch.linewidth": 0.5,
    "svg.hashsalt": "cdht",
    "text.parse_math": False,  # a dollar in a name is a dollar
}
_NO_DATE = {"svg": {"Date": None}, "png": {"Software": None}}
_MOST_ROWS = 200
"""More would make a picture that nothing shows."""
_WIDTH, _NAMES, _RESULTS = 11.0, 2.6, 2.4
"""Inches: of the whole, of the names on the left, of the results on the right."""
_ROW, _TITLES, _KEY, _BETWEEN, _LEGEND, _BESIDE = 0.3, 0.8, 0.17, 0.35, 0.55, 0.1
_NAME, _RESULT, _CRITERION = 34, 32, 76
"""Letters."""
_DARKEST = 0.55
"""Of a cell where all is lost, 1 being white: black letters can still be read on it."""
_OPEN, _EDGE = "////", "0.35"


class _Part(NamedTuple):
    """One table of the picture, and the rows of it that are drawn."""

    table: Table
    said: SummaryWords
    rows: Sequence[Row]


def render(found: Summary, words: Words, format_: Literal["svg", "png"]) -> bytes:
    """The picture, the same bytes for the same tables."""
    parts = list(_parts(found.groups, words))
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # a letter of no font here is drawn as a box
        figure = _figure(parts, words)
        file = io.BytesIO()
        figure.savefig(
            file, format=format_, dpi=150, bbox_inches="tight", metadata=_NO_DATE[format_]
        )
    return file.getvalue()


def _parts(groups: Sequence[Group], words: Words) -> list[_Part]:
    """The tables, as far as the rows of a picture reach."""
    parts, left = list[_Part](), _MOST_ROWS
    for group in groups:
        for table in group.tables:
            rows = table.rows[:left]
            left -= len(rows)
            if rows:
                parts.append(_Part(table, SummaryWords(group, words), rows))
    return parts


def _figure(parts: Sequence[_Part], words: Words) -> Figure:
    heights = [_height(part) for part in parts]
    whole = sum(heights) + _BETWEEN * (len(parts) - 1) + _LEGEND
    figure = Figure(figsize=(_WIDTH, whole))
    top = whole
    for part, height in zip(parts, heights, strict=True):
        top -= height
        lines = len(_titles(part.table))
        below = lines * _KEY
        cells = len(part.rows) * _ROW
        box = (_NAMES, top + below, _WIDTH - _NAMES - _RESULTS, cells)
        share = (box[0] / _WIDTH, box[1] / whole, box[2] / _WIDTH, box[3] / whole)
        axes = figure.add_axes(share)
        _draw(axes, part, words)
        _key(figure, part.table, (top + below - _KEY) / whole, _KEY / whole)
        top -= _BETWEEN
    _legend(figure, parts, words)
    return figure


def _height(part: _Part) -> float:
    return len(part.rows) * _ROW + len(_titles(part.table)) * _KEY + _TITLES


def _titles(table: Table) -> list[str]:
    """The criteria's titles, for below the cells."""
    titles = (f"{c.id}. {c.title.text}" for c in table.ruleset.criteria)
    return [textwrap.shorten(title, _CRITERION * 2, placeholder=" …") for title in titles]


def _key(figure: Figure, table: Table, top: float, step: float) -> None:
    for number, title in enumerate(_titles(table), start=1):
        figure.text(_NAMES / _WIDTH, top - (number - 0.5) * step, title, fontsize=7, va="center")


# --- one table -------------------------------------------------------------------------


def _draw(axes: Axes, part: _Part, words: Words) -> None:
    criteria = part.table.ruleset.criteria
    beside = _BESIDE / (_WIDTH - _NAMES - _RESULTS)
    for line, row in enumerate(part.rows):
        by_id = {earned.criterion.id: earned for earned in row.criteria}
        for column, criterion in enumerate(criteria):
            if earned := by_id.get(criterion.id):
                _cell(axes, column, line, earned, part.said)
        name = _short(part.said.name(row), _NAME)
        middle, across = line + 0.5, axes.get_yaxis_transform()
        axes.text(-beside, middle, name, ha="right", va="center", transform=across)
        said = _result(row, part.said)
        axes.text(1 + beside, middle, said, va="center", fontsize=8, transform=across)
    axes.set_xlim(0, len(criteria))
    axes.set_ylim(len(part.rows), 0)
    axes.xaxis.tick_top()
    middles = [number + 0.5 for number in range(len(criteria))]
    axes.set_xticks(middles, [f"{c.id}\n{_most(part, c.max, words)}" for c in criteria])
    axes.set_yticks([])
    axes.tick_params(length=0)
    title = part.said.heading(part.table)
    if len(part.rows) < len(part.table.rows):
        title = f"{title} · {words.say('summary.picture.first', count=len(part.rows))}"
    axes.set_title("\n".join(textwrap.wrap(title, 100)), fontsize=10, x=0.5, pad=8)


def _most(part: _Part, most: Any, words: Words) -> str:
    return f"/{words.number(len(part.table.ruleset.levels) if most is None else most)}"


def _cell(axes: Axes, column: int, line: int, earned: Earned, said: SummaryWords) -> None:
    sure = earned.grade.low / earned.most if earned.applies and earned.most else Decimal(1)
    fill = _grey(float(sure))
    hatch = "" if earned.grade.exact else _OPEN
    box = Rectangle((column, line), 1, 1, facecolor=fill, hatch=hatch, edgecolor=_EDGE)
    box.set_linewidth(0.6)
    axes.add_patch(box)
    axes.text(
        column + 0.5,
        line + 0.5,
        said.points(earned.grade) if earned.applies else "–",
        ha="center",
        va="center",
        fontsize=8,
        weight="bold" if earned.applies and earned.grade.high == ZERO else "normal",
        bbox={"facecolor": fill, "edgecolor": "none", "pad": 0.8} if hatch else None,
    )


def _grey(share: float) -> str:
    return f"{_DARKEST + (1 - _DARKEST) * share:.3f}"


def _result(row: Row, said: SummaryWords) -> str:
    points = row.result.score.points
    parts = [said.points(points)] if points else []
    mark = f" {PROVISIONAL}" if row.provisional else ""
    return _short(" · ".join((*parts, f"{said.rating(row.result)}{mark}")), _RESULT)


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def _legend(figure: Figure, parts: Sequence[_Part], words: Words) -> None:
    greys = (("full", 1.0), ("half", 0.5), ("none", 0.0))
    handles = [
        Patch(
            facecolor=_grey(share),
            edgecolor=_EDGE,
            label=words.say(f"summary.picture.{name}"),
        )
        for name, share in greys
    ]
    handles.append(
        Patch(
            facecolor=_grey(0.5),
            edgecolor=_EDGE,
            hatch=_OPEN,
            label=words.say("summary.picture.open"),
        )
    )
    figure.legend(handles=handles, loc="lower center", ncols=len(handles), frameon=False)
    if any(row.provisional for part in parts for row in part.rows):
        said = f"{PROVISIONAL} {words.say('standing.provisional')}"
        figure.text(0.99, 0.01, said, ha="right", va="bottom", fontsize=8)
