"""Three-valued truth: True, False, or None while evidence is missing."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def both(truths: Iterable[Truth]) -> Truth:
    """All of them: false as soon as one is, unknown while one is."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def either(truths: Iterable[Truth]) -> Truth:
    """Any of them: true as soon as one is, unknown while one is."""
    result: Truth = False
    for truth in truths:
        if truth:
            return True
        if truth is None:
            result = None
    return result
