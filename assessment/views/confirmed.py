"""What a confirmation has written down, and what is left to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from assessment.model.compared import Compared
from assessment.model.flaw import Flaw, Severity
from assessment.views.checklist import counts
from assessment.views.commandline import quoted
from assessment.views.figures import FigureWords
from assessment.views.lines import wrapped
from assessment.wording import Words


class Done(NamedTuple):
    """What was compared, its ruleset's last overlay new; and the rows that said nothing new."""

    found: Compared
    file: str
    blank: int
    already: int


def render(done: Done, words: Words) -> str:
    """The page: each figure as read, and what is left."""
    return "\n".join((*_lines(done, words), ""))


def _lines(done: Done, words: Words) -> Iterator[str]:
    ruleset, left = done.found.ruleset, done.found.left
    overlay = ruleset.overlays[-1]
    figures = overlay.figures
    corrected = sum(1 for read in figures if read.was)
    head = words.say("confirm.written", file=done.file, count=len(figures), corrected=corrected)
    yield from wrapped(head, "")
    yield from FigureWords(ruleset, words).confirmation(overlay)
    if done.blank or done.already:
        rows = words.say("confirm.rows", blank=done.blank, already=done.already)
        yield from wrapped(rows, "  ")
    params = {"id": done.found.id, "count": len(left)}
    name = "confirm.left" if left else "confirm.none_left"
    yield from wrapped(words.say(name, **params, counts=counts(left, words)), "  ")
    if corrected:
        yield from wrapped(words.say("confirm.cases", **{**params, "id": ruleset.id}), "  ")


def warn(doubts: Sequence[Flaw], file: str, words: Words) -> str:
    """What speaks against the ruleset as confirmed: errors, warnings, and how to undo it.

    Args:
        file: the confirmation's.

    """
    errors = sum(doubt.severity is Severity.ERROR for doubt in doubts)
    counts = {"errors": errors, "warnings": len(doubts) - errors}
    lines = wrapped(words.say("confirm.broken" if errors else "confirm.doubts", **counts), "")
    for doubt in doubts:
        notice, place = doubt.notice, doubt.notice.place
        line = words.say("line", line=str(place.line)) if place.line else None
        at = ", ".join(part for part in (place.file, line) if part)
        where = ": ".join(part for part in (at, place.path) if part)
        lines += wrapped(f"{words.say(f'checks.{doubt.severity.value}')}  {where}", "  ", "    ")
        lines += wrapped(f"{words.message(notice)} [{notice.code}]", "    ")
        if notice.code.startswith("confirm.") and (hint := words.hint(notice)):
            lines += wrapped(hint, "    ")
    undo = words.say("confirm.undo", file=quoted(file))
    return "\n".join((*lines, *wrapped(undo, ""), ""))


def contract(done: Done) -> dict[str, Any]:
    """The new overlay as JSON; `left`: figures whose basis is not verbatim yet."""
    ruleset = done.found.ruleset
    overlay = ruleset.overlays[-1]
    return {
        "file": done.file,
        "ruleset": done.found.id,
        "sha256": ruleset.digest,
        **overlay.model_dump(mode="json", include={"id", "confirmed", "figures"}),
        "left": len(done.found.left),
        "blank": done.blank,
        "already": done.already,
    }
