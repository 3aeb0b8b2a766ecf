"""Confirmations are numbered, …-doi-chieu-001, and laid over their base in that order."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"[0-9]{3,9}")
_LONGEST = 44
"""Characters of a base's id, so that a confirmation's own stays a valid one."""


def number_of(name: str, base: str) -> int:
    """The number of a confirmation of `base` by its name; 0 where it has another name."""
    ending = name.casefold().removeprefix(_stem(base).casefold())
    return int(ending) if _NUMBER.fullmatch(ending) else 0


def next_name(base: str, taken: Iterable[str]) -> str:
    """The name of the next confirmation of `base`, after every one there is."""
    last = max((number_of(name, base) for name in taken), default=0)
    return f"{_stem(base)}{last + 1:03}"


def _stem(base: str) -> str:
    return f"{base[:_LONGEST]}-doi-chieu-"
