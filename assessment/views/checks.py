"""What a check of rulesets found, on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from assessment.model.flaw import Flaw, Severity
from assessment.views import witnesses
from assessment.views.json import notices
from assessment.views.text import Paint, wrapped
from assessment.wording import Words

_ROLES = {Severity.ERROR: "blocking", Severity.WARNING: "provisional", Severity.NOTE: "faint"}


def render(flaws: Sequence[Flaw], files: int, words: Words, paint: Paint) -> str:
    """Flaws by file, each with its place, a witness and a way out; then a count."""
    lines: list[str] = []
    for file, found in groupby(flaws, key=lambda flaw: flaw.notice.place.file):
        lines += [paint(file or "", "strong")]
        for flaw in found:
            lines += [*_block(flaw, words, paint), ""]
    if not any(flaw.severity is Severity.ERROR for flaw in flaws):
        lines.append(paint(words.say("checks.clean"), "good"))
    if any(witnesses.is_long(flaw.witness) for flaw in flaws if flaw.witness):
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
        yield from wrapped(witnesses.said(flaw.witness, words), "    ", "      ")
    if hint := words.hint(notice):
        yield from wrapped(hint, "    ")
    yield paint(f"    [{notice.code}]", "faint")
