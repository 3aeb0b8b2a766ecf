"""A plan as a picture: a bar per criterion, present, planned and attainable, as SVG or PNG.

Hatches tell the parts apart, so that it can be read in grey print.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from assessment.model.outcome import Assessment, CriterionResult, Finding, Standing, Status
from assessment.model.quantity import ZERO
from assessment.views.lines import heading
from assessment.views.plan import Answer, target_text
from assessment.views.sentences import Sentences
from assessment.wording import Words

_SETTINGS: Any = {
    "font.family": "DejaVu Sans",  # ships with matplotlib, and has the letters of Vietnamese
    "hatch.linewidth": 0.6,
    "svg.hashsalt": "cdht",
    "text.parse_math": False,  # a dollar in a name is a dollar
}
_FILLS = {
    "present": ("#1f4e79", ""),
    "planned": ("#f2c14e", "////"),
    "attainable": ("#e9e9e9", "..."),
    "most": ("white", ""),
}
"""Each part of a bar: its colour, and the hatch over it."""

_NO_DATE = {"svg": {"Date": None}, "png": {"Software": None}}
_TITLE = 46
_WIDTH = 11.0
_LINE, _ROW, _REST = 0.2, 0.22, 1.9
"""Inches: a line of a title, the space around a bar, all that stands above and below."""
_BAR = 0.28


class Bar(NamedTuple):
    """One criterion. `attainable`: None where nothing is known of it."""

    id: str
    title: str
    present: Decimal
    planned: Decimal
    attainable: Decimal | None
    most: Decimal


def render(
    answer: Answer, attainable: Assessment | None, words: Words, format_: Literal["svg", "png"]
) -> bytes:
    """The picture, the same bytes for the same answer.

    Args:
        attainable: the dossier with the most points that can be had; None in a ruleset of
            levels, where the indicators that reach the level wanted are drawn.

    """
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # a letter of no font here is drawn as a box
        figure = _figure(_bars(answer, attainable), answer, words)
        file = io.BytesIO()
        figure.savefig(
            file, format=format_, dpi=150, bbox_inches="tight", metadata=_NO_DATE[format_]
        )
    return file.getvalue()


# --- what is drawn ---------------------------------------------------------------------


def _bars(answer: Answer, attainable: Assessment | None) -> list[Bar]:
    now, planned = answer.now.score.criteria, answer.planned.score.criteria
    if attainable is not None:
        each = zip(now, planned, attainable.score.criteria, strict=True)
        return [_points(*results) for results in each]
    levels = _levels(answer)
    pairs = zip(now, planned, strict=True)
    return [_items(one, other, levels) for one, other in pairs if one.applies]


def _points(now: CriterionResult, planned: CriterionResult, attainable: CriterionResult) -> Bar:
    one, other, best = (r.points.low if r.points else ZERO for r in (now, planned, attainable))
    criterion = now.criterion
    return Bar(criterion.id, criterion.title.text, one, other, best, criterion.max or ZERO)


def _items(now: CriterionResult, planned: CriterionResult, levels: tuple[str, ...]) -> Bar:
    """The indicators that reach the levels wanted."""

    def met(result: CriterionResult) -> Decimal:
        return Decimal(sum(all(f.levels.get(x) for x in levels) for f in asked(result)))

    def asked(result: CriterionResult) -> list[Finding]:
        return [f for f in result.findings if f.status is not Status.NOT_APPLICABLE]

    criterion, most = now.criterion, Decimal(len(asked(now)))
    return Bar(criterion.id, criterion.title.text, met(now), met(planned), None, most)


def _levels(answer: Answer) -> tuple[str, ...]:
    """The levels that the rating wanted asks for; the lowest where it asks for none."""
    rating = answer.target.rating if answer.target else None
    when = rating.asks(disadvantaged=answer.now.disadvantaged) if rating else None
    lowest = tuple(level.id for level in answer.now.ruleset.levels[:1])
    return (when.levels if when else None) or lowest


# --- the drawing -----------------------------------------------------------------------


def _figure(bars: list[Bar], answer: Answer, words: Words) -> Figure:
    titles = [textwrap.wrap(f"{bar.id}. {bar.title}", _TITLE) for bar in bars]
    heights = [len(lines) * _LINE + _ROW for lines in titles]
    figure = Figure(figsize=(_WIDTH, sum(heights) + _REST), layout="constrained")
    axes = figure.add_subplot()
    middles = [sum(heights[:n]) + height / 2 for n, height in enumerate(heights)]
    furthest = max((bar.most for bar in bars), default=ZERO) or Decimal(1)
    for bar, middle in zip(bars, middles, strict=True):
        left = 0.0
        for name, end in _ends(bar):
            width = max(float(end) - left, 0.0)
            axes.barh(middle, width, _BAR, left, **_fill(name))
            left += width
        axes.text(
            float(bar.most) + float(furthest) * 0.015, middle, _numbers(bar, words), va="center"
        )
    axes.set_ylim(sum(heights), 0)
    axes.set_xlim(0, float(furthest) * 1.22)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_yticks(middles, ["\n".join(lines) for lines in titles], linespacing=1.1)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel(_unit(answer, words))
    figure.suptitle(
        "\n".join((*textwrap.wrap(heading(answer.now, words), 90), _title(answer, words)))
    )
    _legend(figure, bars, answer, words)
    return figure


def _title(answer: Answer, words: Words) -> str:
    """What the picture shows: a plan, a target met, or the best of one that is out of reach."""
    planned = answer.planned
    name = "none" if answer.no_plan else "title" if answer.plans else "reached"
    best = words.running(planned.rating.title) if planned.rating else ""
    if planned.score.points:
        best = words.number(planned.score.points.low)
    text = words.say(f"plan.picture.{name}", target=target_text(answer, words), best=best)
    if planned.status is Standing.PROVISIONAL:
        text = f"{text} ({words.say('standing.provisional')})"
    return text


def _fill(part: str) -> dict[str, Any]:
    colour, hatch = _FILLS[part]
    return {"facecolor": colour, "hatch": hatch, "edgecolor": "black", "linewidth": 0.7}


def _ends(bar: Bar) -> Iterable[tuple[str, Decimal]]:
    """Where each part of a bar ends."""
    yield "present", bar.present
    yield "planned", bar.planned
    if bar.attainable is not None:
        yield "attainable", bar.attainable
    yield "most", bar.most


def _numbers(bar: Bar, words: Words) -> str:
    """What it comes to now and as planned, of how much: 6,5 → 7,5 / 8."""
    shown = words.number(bar.present)
    if bar.planned != bar.present:
        shown = f"{shown} → {words.number(bar.planned)}"
    return f"{shown} / {words.number(bar.most)}"


def _legend(figure: Figure, bars: list[Bar], answer: Answer, words: Words) -> None:
    totals: dict[str, Decimal] = {}
    for bar in bars:
        for name, end in _ends(bar):
            totals[name] = totals.get(name, ZERO) + end
    said = {"planned": "best"} if answer.no_plan else {}
    handles = [
        Patch(label=words.say(f"plan.picture.{said.get(name, name)}", total=total), **_fill(name))
        for name, total in totals.items()
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)


def _unit(answer: Answer, words: Words) -> str:
    if answer.now.ruleset.in_points:
        return words.say("plan.picture.points")
    names = Sentences(answer.now.ruleset, words)
    shown = ", ".join(words.running(names.level_title(level)) for level in _levels(answer))
    return words.say("plan.picture.items", level=shown)
