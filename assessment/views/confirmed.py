"""What a confirmation has written down, and what is left to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from assessment.errors import Notice
from assessment.model.compared import Compared
from assessment.views.checklist import counts, quoted
from assessment.views.figures import FigureWords
from assessment.views.text import wrapped
from assessment.wording import Words


class Done(NamedTuple):
    """What was compared, its ruleset's last overlay new; and the rows that said nothing new."""

    found: Compared
    file: str
    shelf: str
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
    params = {"id": done.found.id, "shelf": quoted(done.shelf), "count": len(left)}
    name = "confirm.left" if left else "confirm.none_left"
    yield from wrapped(words.say(name, **params, counts=counts(left, words)), "  ")
    if corrected:
        yield from wrapped(words.say("confirm.cases", **{**params, "id": ruleset.id}), "  ")


def warn(doubts: Sequence[Notice], words: Words) -> str:
    """What the proofs hold against the ruleset as confirmed."""
    lines = wrapped(words.say("confirm.doubts", count=len(doubts)), "")
    for notice in doubts:
        where = f"{notice.place.path}: " if notice.place.path else ""
        lines += wrapped(f"- {where}{words.message(notice)} [{notice.code}]", "  ", "    ")
    return "\n".join((*lines, ""))


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
