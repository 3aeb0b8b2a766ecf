"""The front of a ruleset's page: its document, its time in force, what stands before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assessment.model.basis import Basis
from assessment.model.catalogue import Listed, Neighbour
from assessment.model.procedure import Document, InForce
from assessment.views.pages.sheet import Figure, Ground, Run, Runs, Sheet

Address = Callable[[str], str | None]
"""Where the page of a ruleset is; None: there is none."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the front. `law`: the words are the law's own."""

    name: str
    runs: Runs
    grounds: tuple[Ground, ...] = ()
    law: bool = False


def state(force: InForce, today: date) -> str:
    """In force, no longer, or not yet."""
    if today < force.from_:
        return "coming"
    return "past" if force.to is not None and force.to < today else "current"


def facts(sheet: Sheet, listed: Listed, address: Address) -> tuple[Fact, ...]:
    return (
        *_document(sheet, sheet.ruleset.document),
        *_neighbours(sheet, listed, address),
        *_scope(sheet),
    )


def _document(sheet: Sheet, document: Document) -> Iterator[Fact]:
    say, force = sheet.say, document.in_force
    ground = sheet.ground(document.basis, document.source)
    yield Fact(say("page.number"), (Run(document.number),), (ground,))
    issued = _days(sheet, document, {"page.issued": document.issued_basis})
    yield Fact(say("page.issued"), (Run(sheet.words.date(document.issued)),), issued)
    text = sheet.words.span(force.from_, force.to)
    ends = {"page.first_day": force.from_basis} | (
        {"page.last_day": force.to_basis} if force.to else {}
    )
    yield Fact(say("rules.force"), (Run(text),), _days(sheet, document, ends))
    if document.nature:
        yield Fact(say("page.nature"), (Run(document.nature),), law=True)
    if after := document.afterwards:
        grounds = (sheet.ground(after.basis, after.source),)
        yield Fact(say("page.afterwards"), (Run(after.text),), grounds, law=True)


def _days(
    sheet: Sheet, document: Document, bases: Mapping[str, Basis | None]
) -> tuple[Ground, ...]:
    """The marks of days known better or worse than the rest of the document."""
    marked: dict[Basis, list[str]] = {}
    for name, basis in bases.items():
        if basis and basis is not document.basis:
            marked.setdefault(basis, []).append(sheet.say(name))
    return tuple(
        Ground(sheet.mark(basis), of=", ".join(names) if len(names) < len(bases) else "")
        for basis, names in marked.items()
    )


def _neighbours(sheet: Sheet, listed: Listed, address: Address) -> Iterator[Fact]:
    for name, neighbours in (
        ("page.replaces", listed.replaces),
        ("page.replaced_by", listed.replaced_by),
    ):
        if neighbours:
            runs = [run for each in neighbours for run in _neighbour(each, address)]
            yield Fact(sheet.say(name), tuple(runs[1:]))
    if listed.overlays:
        overlays = [
            run
            for overlay in listed.overlays
            for run in (Run("; "), Run(overlay.title, address(f"{overlay.base}+{overlay.id}")))
        ]
        yield Fact(sheet.say("page.overlays"), tuple(overlays[1:]), law=True)


def _neighbour(neighbour: Neighbour, address: Address) -> Iterator[Run]:
    yield Run("; ")
    if neighbour.ruleset is None:
        yield Run(neighbour.document)
    else:
        yield Run(f"{neighbour.document} ")
        yield Run(neighbour.ruleset, address(neighbour.ruleset))


def _scope(sheet: Sheet) -> Iterator[Fact]:
    ruleset, say = sheet.ruleset, sheet.say
    subject = say(f"subject.{ruleset.subject.value}")
    levels = ", ".join(say(f"page.level.{level}") for level in ruleset.unit_levels)
    yield Fact(say("rules.subject"), (Run(f"{subject} ({levels})" if levels else subject),))
    if scale := ruleset.scale:
        text = say("page.scale_of", max=scale.max, step=scale.step)
        step = Figure(say("page.figure.step"), scale.step_basis or scale.basis, scale.source)
        most = Figure(say("page.figure.most"), scale.basis, scale.source)
        yield Fact(say("explain.scale"), (Run(text),), sheet.grounds((most, step)))
    if areas := ruleset.areas:
        named = ", ".join(say(f"area.{area.value}") for area in areas.disadvantaged_scale_for)
        ground = sheet.ground(areas.basis, areas.source)
        yield Fact(say("page.areas"), (Run(named),), (ground,))
    if ruleset.gives:
        yield Fact(say("rules.gives"), (Run(ruleset.gives),))
    if note := ruleset.note:
        ground = sheet.ground(note.basis, note.source)
        yield Fact(say("explain.note"), (Run(note.text),), (ground,), law=True)
    if rule := ruleset.evidence_rule:
        ground = sheet.ground(rule.basis, rule.source)
        yield Fact(say("page.evidence_rule"), (Run(rule.text),), (ground,), law=True)
