"""What a check of rulesets found, on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from assessment.model.flaw import Flaw, Severity, Witness
from assessment.views.json import notices
from assessment.views.text import Paint, wrapped
from assessment.wording import Words

_ROLES = {Severity.ERROR: "blocking", Severity.WARNING: "provisional", Severity.NOTE: "faint"}
_MOST_SHOWN = 6


def render(flaws: Sequence[Flaw], files: int, words: Words, paint: Paint) -> str:
    """Flaws by file, each with its place, a witness and a way out; then a count."""
    lines: list[str] = []
    for file, found in groupby(flaws, key=lambda flaw: flaw.notice.place.file):
        lines += [paint(file or "", "strong")]
        for flaw in found:
            lines += [*_block(flaw, words, paint), ""]
    if not any(flaw.severity is Severity.ERROR for flaw in flaws):
        lines.append(paint(words.say("checks.clean"), "good"))
    if any(len(_given(flaw.witness)) > _MOST_SHOWN for flaw in flaws if flaw.witness):
        lines.append(paint(words.say("checks.in_full"), "faint"))
    lines.append(words.say("checks.summary", files=files, **_counts(flaws)))
    return "\n".join((*lines, ""))


def contract(flaws: Sequence[Flaw], files: int, words: Words) -> dict[str, Any]:
    """Every finding with its code, place, message, way out, and witness."""
    return {"files": files, **_counts(flaws), "findings": [_finding(f, words) for f in flaws]}


def _finding(flaw: Flaw, words: Words) -> dict[str, Any]:
    (entry,) = notices([flaw.notice], words)
    witness = flaw.witness
    shown = {"dossier": witness.dossier, "shows": witness.shows} if witness else None
    place = flaw.notice.place
    at = {"file": place.file, "line": place.line, "path": place.path}
    return {"severity": flaw.severity.value, **entry, **at, "witness": shown}


def _counts(flaws: Sequence[Flaw]) -> dict[str, int]:
    return {
        f"{severity.value}s": sum(flaw.severity is severity for flaw in flaws)
        for severity in Severity
    }


def _block(flaw: Flaw, words: Words, paint: Paint) -> Iterator[str]:
    notice = flaw.notice
    head = paint(words.say(f"checks.{flaw.severity.value}"), _ROLES[flaw.severity])
    line = words.say("line", line=str(notice.place.line)) if notice.place.line else None
    where = ": ".join(part for part in (line, notice.place.path) if part)
    yield f"  {head}  {where}".rstrip()
    yield from wrapped(words.message(notice), "    ")
    if flaw.witness:
        yield from _witness(flaw.witness, words)
    if hint := words.hint(notice):
        yield from wrapped(hint, "    ")
    yield paint(f"    [{notice.code}]", "faint")


def _given(witness: Witness) -> dict[str, str]:
    """What the dossier states of evidence, and of what does not apply."""
    return {**witness.dossier.get("applies", {}), **witness.dossier.get("evidence", {})}


def _witness(witness: Witness, words: Words) -> Iterator[str]:
    """The dossier in a line or two, and what comes of it."""
    given = _given(witness)
    shown = [f"{key}: {value}" for key, value in list(given.items())[:_MOST_SHOWN]]
    if len(given) > _MOST_SHOWN:
        shown.append(words.say("checks.more", count=len(given) - _MOST_SHOWN))
    text = words.say("checks.witness", evidence=", ".join((*_about(witness.dossier), *shown)))
    for sentence in _shows(witness.shows, words):
        text = f"{text} {sentence}"
    yield from wrapped(text, "    ", "      ")


def _about(dossier: Mapping[str, Any]) -> Iterator[str]:
    """Of whom and of when, where it matters."""
    subject = dossier.get("subject", {})
    names = ("kind", "level") if "evidence" not in dossier else ("area", "unit_type", "public")
    yield from (f"{name}: {subject[name]}" for name in names if name in subject)
    if "period" in dossier:
        yield f"period: {dossier['period']['to']}"


def _shows(shows: Mapping[str, str], words: Words) -> Iterator[str]:
    local = {name: words.figure(text) for name, text in shows.items()}
    if "errors" in shows:
        yield words.say("checks.shows_errors", **shows)
    elif "total" in shows:
        yield words.say("checks.shows_total", total=local["total"], rating=shows["rating"])
    elif "rating" in shows:
        yield words.say("checks.shows_rating", **shows)
    if "points" in shows:
        name = "criterion" if "criterion" in shows else "item"
        points = {"points": local["points"], "max": local["max"]}
        yield words.say(f"checks.shows_{name}", id=shows[name], **points)
    elif "item" in shows:
        levels = [
            words.say(f"checks.level_{truth}", level=level)
            for level, truth in shows.items()
            if truth in ("true", "false", "open")
        ]
        if levels:
            yield words.say("checks.shows_level", id=shows["item"], levels=", ".join(levels))
