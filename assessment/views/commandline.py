"""Parts of a command line, for a reader to copy."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[\w./:\\@%+=,~-]+")
_IN_QUOTES = re.compile(r'(["`$])')
_ESCAPED = r"\\\1"


def quoted(argument: str) -> str:
    """An argument as a command line of any system takes it: in double quotes where needed."""
    return argument if _PLAIN.fullmatch(argument) else f'"{_IN_QUOTES.sub(_ESCAPED, argument)}"'


def with_shelves(shelves: Iterable[str]) -> str:
    """The option that names the shelves in use."""
    return "".join(f" --rules {quoted(shelf)}" for shelf in shelves)
