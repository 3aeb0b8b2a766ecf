"""The procedure of a ruleset: who does what by when, for how long, and with which papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.model.procedure import Deadline, DecidedBy
from assessment.views.pages.sheet import Ground, Sheet
from assessment.views.rules import step_within


@dataclass(frozen=True, slots=True)
class Point:
    """One thing said of the procedure. `name`: in our words; `text`: in the law's."""

    name: str
    text: str
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    text: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class StepLine:
    who: str
    does: str
    within: str | None


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    what: str
    who: str | None
    before: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class PapersOf:
    by: str
    papers: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class ProcedureText:
    ground: Ground | None
    points: tuple[Point, ...]
    steps: tuple[StepLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    deciders: tuple[Remark, ...]
    papers: tuple[PapersOf, ...]
    notes: tuple[Remark, ...]


def procedure_text(sheet: Sheet) -> ProcedureText | None:
    """None: the ruleset says nothing of it."""
    points = tuple(_points(sheet))
    found = sheet.ruleset.procedure
    if found is None:
        return ProcedureText(None, points, (), (), (), (), ()) if points else None
    seen = found.source
    return ProcedureText(
        sheet.ground(found.basis, found.source),
        points,
        tuple(
            StepLine(step.who, step.does, step_within(step, sheet.words)) for step in found.steps
        ),
        tuple(_deadline(sheet, deadline, seen) for deadline in found.deadlines),
        tuple(_decider(sheet, decider, seen) for decider in found.decided_by),
        tuple(
            PapersOf(each.by, each.papers, sheet.ground(each.basis, each.source, seen=(seen,)))
            for each in found.dossier
        ),
        tuple(
            Remark(note.text, sheet.ground(note.basis, note.source, seen=(seen,)))
            for note in found.notes
        ),
    )


def _points(sheet: Sheet) -> Iterator[Point]:
    ruleset, say = sheet.ruleset, sheet.say
    procedure = ruleset.procedure
    if procedure and procedure.assessed_in:
        yield Point(say("page.assessed_in"), procedure.assessed_in)
    if procedure and (period := procedure.data_period):
        ground = sheet.ground(period.basis, period.source, seen=(procedure.source,))
        yield Point(say("page.data_period"), period.text, ground)
    if found := ruleset.validity:
        text = say("rules.validity_text", months=found.months, counted=found.counted)
        yield Point(say("rules.validity"), text, sheet.ground(found.basis, found.source))
    if upgrade := ruleset.upgrade:
        names = {
            "from": sheet.words.running(sheet.here.level_title(upgrade.from_)),
            "to": sheet.words.running(sheet.here.level_title(upgrade.to)),
        }
        months = upgrade.after_months
        text = say("rules.upgrade_text", **names, months=months, counted=upgrade.counted)
        yield Point(say("rules.upgrade"), text, sheet.ground(upgrade.basis, upgrade.source))
    if procedure and (council := procedure.council):
        key = "page.council_odd" if council.odd else "page.council"
        text = say(key, count=council.members_at_least)
        text = f"{text}. {council.note}" if council.note else text
        yield Point(say("page.council_name"), text, sheet.ground(council.basis, council.source))


def _deadline(sheet: Sheet, deadline: Deadline, seen: str) -> DeadlineLine:
    month, day = deadline.before.split("-")
    before = sheet.say(f"page.before.{deadline.year}", day=f"{day}/{month}")
    ground = sheet.ground(deadline.basis, deadline.source, seen=(seen,))
    return DeadlineLine(deadline.what, deadline.who, before, ground)


def _decider(sheet: Sheet, decider: DecidedBy, seen: str) -> Remark:
    span = []
    if decider.from_:
        span.append(sheet.say("page.decides_from", day=decider.from_))
    if decider.until:
        mark = sheet.mark(decider.until_basis or decider.basis).word
        span.append(sheet.say("page.decides_until", day=decider.until, mark=mark))
    text = f"{decider.who} ({'; '.join(span)})" if span else decider.who
    text = f"{text}. {decider.note}" if decider.note else text
    ground = sheet.ground(decider.basis, decider.source, seen=(seen,))
    return Remark(text, ground)
