"""What recognition takes: ratings, mandatory conditions, grounds for exclusion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.model.ruleset import Rating, When
from assessment.views.pages.points import PointsTable, points_table
from assessment.views.pages.sheet import (
    Ground,
    Run,
    Runs,
    Sheet,
    evidence_anchor,
    exclusion_anchor,
    rating_anchor,
)


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating, what it asks, and what it asks in a disadvantaged area where that differs."""

    anchor: str
    title: str
    asks: tuple[str, ...]
    elsewhere: tuple[str, ...] | None
    printed: str | None
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class ExclusionLine:
    anchor: str
    text: str
    evidence: Runs
    ground: Ground


@dataclass(frozen=True, slots=True)
class Recognition:
    """`areas`: some rating asks something else in a disadvantaged area."""

    ratings: tuple[RatingLine, ...]
    areas: bool
    gates: PointsTable | None
    exclusions: tuple[ExclusionLine, ...]


def recognition(sheet: Sheet) -> Recognition:
    ruleset = sheet.ruleset
    lines = tuple(_rating(sheet, rating) for rating in ruleset.ratings)
    gates = points_table(sheet, ruleset.gates, seen="") if ruleset.gates else None
    exclusions = tuple(
        ExclusionLine(
            exclusion_anchor(exclusion.id),
            exclusion.text,
            (Run(exclusion.key, f"#{evidence_anchor(exclusion.key)}"),),
            sheet.ground(exclusion.basis, exclusion.source),
        )
        for exclusion in ruleset.exclusions
    )
    return Recognition(lines, any(line.elsewhere for line in lines), gates, exclusions)


def _rating(sheet: Sheet, rating: Rating) -> RatingLine:
    when = rating.when
    asks = tuple(_asks(sheet, when)) if when else (sheet.say("rules.otherwise"),)
    own = when or rating
    grounds: tuple[Ground, ...] = (sheet.ground(own.basis, own.source),)
    elsewhere = None
    if variant := rating.disadvantaged:
        elsewhere = tuple(_asks(sheet, variant.when))
        there = variant.when
        ground = sheet.ground(there.basis, there.source, of=sheet.area, seen=(own.source,))
        if (there.basis, there.source) != (own.basis, own.source):
            grounds = (*grounds, ground)
    printed = None
    if band := rating.printed:
        printed = sheet.say("page.printed", **{"from": band.from_, "to": band.to})
    return RatingLine(rating_anchor(rating.id), rating.title, asks, elsewhere, printed, grounds)


def _asks(sheet: Sheet, when: When) -> Iterator[str]:
    if when.total:
        yield sheet.say("condition.total", figure=when.total.at_least)
    for kind in ("no_criterion_at", "no_indicator_below"):
        figure = getattr(when, kind)
        if figure is not None:
            yield sheet.say(f"condition.{kind}", figure=figure)
    for level in when.levels or ():
        title = sheet.words.running(sheet.here.level_title(level))
        yield sheet.say("condition.level", figure=title)
    if sheet.ruleset.gates:
        yield sheet.say("page.every_gate")
    if sheet.ruleset.exclusions:
        yield sheet.say("page.no_exclusion")
