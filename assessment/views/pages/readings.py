"""Readings of the law: where its text leaves a gap, how that is read, and whom it touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.model.ruleset import Affects, Interpretation
from assessment.views.pages.sheet import Ground, Run, Runs, Sheet, evidence_anchor


@dataclass(frozen=True, slots=True)
class Understanding:
    """One reading. `touches`: the results that it concerns; none where it changes nothing."""

    anchor: str
    where: str
    text: str
    ground: Ground
    touches: tuple[Runs, ...]


def readings(sheet: Sheet) -> tuple[Understanding, ...]:
    return tuple(
        Understanding(
            reading_anchor(reading.id),
            reading.where,
            reading.text,
            sheet.ground(reading.basis, reading.source),
            tuple(_touches(sheet, reading)),
        )
        for reading in sheet.ruleset.interpretations
    )


def reading_anchor(id_: str) -> str:
    return f"ch-{id_}"


def _touches(sheet: Sheet, reading: Interpretation) -> Iterator[Runs]:
    if reading.affects is None:
        return
    yield from _by_figures(sheet, reading.affects)
    yield from _by_items(sheet, reading.affects)
    for name in ("without_points", "area", "not_asked"):
        if getattr(reading.affects, name):
            yield (Run(sheet.say(f"page.touches.{name}")),)


def _by_figures(sheet: Sheet, affects: Affects) -> Iterator[Runs]:
    say = sheet.say
    for span in affects.total_between:
        yield (Run(say("page.touches.total_between", above=span.above, below=span.below)),)
    if gap := affects.level_gap:
        names = {
            "reached": sheet.words.running(sheet.here.level_title(gap.reached)),
            "missed": sheet.words.running(sheet.here.level_title(gap.missed)),
        }
        yield (Run(say("page.touches.level_gap", **names)),)
    if day := affects.from_date:
        yield (Run(say("page.touches.from_date", day=day)),)


def _by_items(sheet: Sheet, affects: Affects) -> Iterator[Runs]:
    for name in ("indicators", "below_full", "not_applied"):
        if ids := getattr(affects, name):
            yield (Run(sheet.say(f"page.touches.{name}") + " "), *sheet.links(ids))
    for key, values in affects.evidence.items():
        label = Run(sheet.here.label(key), f"#{evidence_anchor(key)}")
        stated = Run(sheet.say("page.touches.stated") + " ")
        yield stated, label, Run(f": {', '.join(sheet.value(key, value) for value in values)}")
