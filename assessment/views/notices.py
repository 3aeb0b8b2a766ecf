"""What looks wrong in a dossier, or must be known of its result, as lines of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assessment.errors import Notice
from assessment.views.lines import wrapped
from assessment.views.names import Names
from assessment.views.places import spot
from assessment.wording import Words

_EVIDENCE = ("evidence", "inspected")
_FIELDS = ("subject", "period")
"""Parts of a dossier that messages name in words."""


def listed(
    name: str, notices: Iterable[Notice], sign: str, names: Names, words: Words
) -> Iterator[str]:
    """A blank line, a head that counts them, and each with its place; nothing for none.

    Args:
        name: of the words at the head, "warnings" or "notes".

    """
    found = tuple(notices)
    if not found:
        return
    yield ""
    yield f"  {sign} {words.say(name, count=len(found))}"
    for notice in found:
        yield from wrapped(said(notice, names, words), "     ", "       ")


def said(notice: Notice, names: Names, words: Words) -> str:
    """What a notice says, after its place."""
    where, message = _where(notice, names, words), words.message(notice)
    return f"{where}: {message}" if where else message


def said_on_paper(notice: Notice, names: Names, words: Words) -> str:
    """The same for readers who have no file before them: no line, no field by its path."""
    path = notice.place.path or ""
    kept = None if path.partition(".")[0] in _FIELDS else notice.place.path
    place = replace(notice.place, line=None, path=kept)
    return said(replace(notice, place=place), names, words)


def _where(notice: Notice, names: Names, words: Words) -> str:
    """The evidence by its name, other places by their path; with the line where known."""
    path = notice.place.path or ""
    section, _, key = path.partition(".")
    if section in _EVIDENCE:
        if not key:
            return ""
        path = names.label(key)
    at = spot(notice.place, words)
    return f"{path} ({at})".strip() if at else path
