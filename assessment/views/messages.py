"""Errors and replays in words, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.errors import (
    CdhtError,
    CostsError,
    DemandError,
    DisagreementError,
    DossierError,
    FileError,
    Notice,
    RegisterError,
    RulesetError,
    ScenariosError,
    TableError,
)
from assessment.views.lines import Paint, wrapped
from assessment.views.places import spot
from assessment.wording import Words

_HEADS: tuple[tuple[type[CdhtError], str], ...] = (
    (ScenariosError, "error.scenarios"),
    (CostsError, "error.costs"),
    (RegisterError, "error.register"),
    (TableError, "error.table"),
    (FileError, "error.file"),
    (DossierError, "error.dossier"),
    (RulesetError, "error.ruleset"),
    (DemandError, "error.demand"),
    (DisagreementError, "error.disagreement"),
)


def render(error: CdhtError, words: Words, paint: Paint) -> str:
    """Each notice: where, what is wrong, what to do, its code."""
    name = next((key for kind, key in _HEADS if isinstance(error, kind)), "error.usage")
    blocks = ["\n".join(_block(notice, words, words.say(name), paint)) for notice in error.notices]
    return "\n\n".join(blocks) + "\n"


def replayed(
    sha256: str, disagreements: Sequence[Notice], remarks: Sequence[Notice], words: Words
) -> str:
    """Whether the result in a receipt stands, and what has changed beside it."""
    head = words.say("replay.differs" if disagreements else "replay.same", sha256=sha256)
    lines = wrapped(head, "")
    for notice in (*disagreements, *remarks):
        lines.extend(wrapped(f"- {words.message(notice)}", "  ", "    "))
        if hint := words.hint(notice):
            lines.extend(wrapped(hint, "    "))
    return "\n".join((*lines, ""))


def _block(notice: Notice, words: Words, head: str, paint: Paint) -> Iterator[str]:
    place = notice.place
    at = ", ".join(part for part in (place.file, spot(place, words)) if part)
    where = ": ".join(part for part in (at, place.path) if part)
    yield f"{paint(head, 'blocking')}  {where}".rstrip()
    yield from wrapped(words.message(notice), "  ")
    if hint := words.hint(notice):
        yield from wrapped(hint, "  ")
    yield paint(f"  [{notice.code}]", "faint")
