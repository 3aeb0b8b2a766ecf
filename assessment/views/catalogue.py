"""The list of rulesets: by subject, the newest first, with what stands around each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from assessment.model.catalogue import Listed, Neighbour
from assessment.model.overlay import Overlay, Scope
from assessment.model.procedure import Document
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.views.lines import wrapped
from assessment.wording import Words

_ID_WIDTH = 30
_TEXT = " " * (_ID_WIDTH + 3)


class Nearest(NamedTuple):
    """Where nothing is listed: what was the last in force, and what will be the first."""

    lapsed: Sequence[Ruleset] = ()
    coming: Sequence[Ruleset] = ()


def render_list(entries: Sequence[Listed], words: Words, nearest: Nearest) -> str:
    """A block a ruleset: id, title, document, time in force, and what stands around it."""
    lines = [words.say("rules.head", count=len(entries))]
    for kind in SubjectKind:
        of_kind = [entry for entry in entries if entry.ruleset.subject is kind]
        if of_kind:
            name = words.say(f"subject.{kind.value}")
            lines += ["", name[:1].upper() + name[1:]]
        for entry in sorted(of_kind, key=_newest_first):
            lines.extend(_entry(entry, words))
    for ruleset in nearest.lapsed:
        last = words.say("list.lapsed", id=ruleset.id, to=ruleset.document.in_force.to)
        lines += ["", *wrapped(last, "  ", "    "), *_afterwards(ruleset.document, words, "    ")]
    for ruleset in nearest.coming:
        first = words.say("list.coming", id=ruleset.id, first=ruleset.document.in_force.from_)
        lines += ["", *wrapped(first, "  ", "    ")]
    return "\n".join((*lines, ""))


def contract_list(entries: Iterable[Listed], nearest: Nearest) -> dict[str, Any]:
    """`cdht rules list --format json`."""
    near = [*nearest.lapsed, *nearest.coming]
    return {
        "rulesets": [_contract(entry) for entry in entries],
        "nearest": [{**_named(ruleset), "afterwards": _after(ruleset)} for ruleset in near],
    }


def _named(ruleset: Ruleset) -> dict[str, Any]:
    return {
        "id": ruleset.id,
        "subject": ruleset.subject.value,
        "title": ruleset.title,
        "document": ruleset.document.number,
        **_period(ruleset.document),
    }


def _contract(entry: Listed) -> dict[str, Any]:
    ruleset = entry.ruleset
    return {
        **_named(ruleset),
        "on_request_only": ruleset.on_request_only,
        "sha256": ruleset.digest,
        "unit_levels": list(ruleset.unit_levels),
        "replaces": [_neighbour(other) for other in entry.replaces],
        "replaced_by": [_neighbour(other) for other in entry.replaced_by],
        "validity_months": ruleset.validity.months if ruleset.validity else None,
        "upgrade_months": ruleset.upgrade.after_months if ruleset.upgrade else None,
        "afterwards": _after(ruleset),
        "over_shipped": entry.over_shipped,
        "overlays": [_overlay(overlay) for overlay in entry.overlays],
    }


def _after(ruleset: Ruleset) -> str | None:
    """What the document, or common practice, says of the time after its last day."""
    after = ruleset.document.afterwards
    return after.text if after else None


def in_force_text(document: Document, words: Words) -> str:
    """From when to when."""
    return words.span(document.in_force.from_, document.in_force.to)


def _newest_first(entry: Listed) -> tuple[bool, int, str]:
    ruleset = entry.ruleset
    return ruleset.on_request_only, -ruleset.document.in_force.from_.toordinal(), ruleset.id


def _entry(entry: Listed, words: Words) -> Iterator[str]:
    ruleset = entry.ruleset
    document = ruleset.document
    asked = f" ({words.say('rules.on_request')})" if ruleset.on_request_only else ""
    yield from wrapped(f"{ruleset.id:<{_ID_WIDTH}} {ruleset.title}{asked}", "  ", _TEXT)
    yield from wrapped(f"{document.number}; {in_force_text(document, words)}", _TEXT)
    if entry.over_shipped:
        text = words.say("list.over_shipped", file=entry.over_shipped)
        yield from wrapped(text, _TEXT, f"{_TEXT}  ")
    for key, others in (
        ("list.replaces", entry.replaces),
        ("list.replaced_by", entry.replaced_by),
    ):
        if others:
            names = ", ".join(other.ruleset or other.document for other in others)
            yield from wrapped(words.say(key, names=names), _TEXT, f"{_TEXT}  ")
    yield from _afterwards(document, words, _TEXT)
    if ruleset.validity:
        yield from wrapped(words.say("list.validity", months=ruleset.validity.months), _TEXT)
    if ruleset.upgrade:
        yield from wrapped(words.say("list.upgrade", months=ruleset.upgrade.after_months), _TEXT)
    for overlay in entry.overlays:
        text = words.say(
            "list.overlay",
            id=overlay.id,
            title=words.running(overlay.title),
            place=_place(overlay.applies_to, words),
            force=in_force_text(overlay.document, words),
        )
        yield from wrapped(text, _TEXT, f"{_TEXT}  ")


def _afterwards(document: Document, words: Words, indent: str) -> list[str]:
    if document.afterwards is None:
        return []
    return wrapped(words.say("list.afterwards", text=document.afterwards.text), indent)


def _place(scope: Scope | None, words: Words) -> str:
    if scope is None:
        return words.say("rules.on_request")
    return ", ".join(name for name in (scope.district, scope.province) if name)


def _period(document: Document) -> dict[str, str | None]:
    return {"from": document.in_force.from_.isoformat(), "to": _iso(document.in_force.to)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _neighbour(other: Neighbour) -> dict[str, str | None]:
    return {"ruleset": other.ruleset, "document": other.document}


def _overlay(overlay: Overlay) -> dict[str, Any]:
    scope = overlay.applies_to
    return {
        "id": overlay.id,
        "title": overlay.title,
        "document": overlay.document.number,
        "province": scope.province if scope else None,
        "district": scope.district if scope else None,
        **_period(overlay.document),
    }
