"""A period on the command line."""

from __future__ import annotations

from assessment.errors import Notice, Place, UsageError
from assessment.intake.cells import span
from assessment.model.register import Span


def period_asked(text: str) -> Span:
    """A period given on the command line: 2026, 2025-2026 (a school year), 1/9/2025-31/8/2026.

    Raises:
        UsageError: `register.bad_period`.

    """
    try:
        found = span(text)
    except ValueError:
        found = None
    if found is None:
        raise UsageError(Notice("register.bad_period", Place(path="--period"), {"value": text}))
    return found
