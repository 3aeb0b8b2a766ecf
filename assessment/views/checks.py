"""What a check of rulesets found, on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from assessment.model.flaw import Flaw, Severity
from assessment.views import witnesses
from assessment.views.json import notices
from assessment.views.lines import Paint, wrapped
from assessment.wording import Words

_SHIPPED = Path(__file__).resolve().parents[2]
_ROLES = {Severity.ERROR: "blocking", Severity.WARNING: "provisional", Severity.NOTE: "faint"}


@dataclass(frozen=True, slots=True)
class Told:
    """What was found in how many files; `in_files`: its witnesses are written to files as well."""

    flaws: Sequence[Flaw]
    files: int
    in_files: bool = False


def render(told: Told, words: Words, paint: Paint) -> str:
    """Flaws by file, each with its place, a witness and a way out; then a count."""
    flaws = told.flaws
    lines: list[str] = []
    for file, found in groupby(flaws, key=lambda flaw: flaw.notice.place.file):
        lines += [paint(_called(file or ""), "strong")]
        for flaw in found:
            lines += [*_block(flaw, words, paint), ""]
    if not any(flaw.severity is Severity.ERROR for flaw in flaws):
        lines.append(paint(words.say("checks.clean"), "good"))
    long = any(witnesses.is_long(flaw.witness) for flaw in flaws if flaw.witness)
    if long and not told.in_files:
        lines.append(paint(words.say("checks.in_full"), "faint"))
    lines.append(words.say("checks.summary", files=told.files, **_counts(flaws)))
    return "\n".join((*lines, ""))


def _called(file: str) -> str:
    """A file's name; of one that came with the program where it stands there."""
    path = Path(file)
    apart = path.is_absolute() and path.is_relative_to(_SHIPPED / "criteria")
    return path.relative_to(_SHIPPED).as_posix() if apart else file


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
