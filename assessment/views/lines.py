"""What pages of text are made of: lines of 80 columns, words painted with a role, a heading.

Nothing depends on colour: a paint marks words with a role ("good", "provisional",
"blocking", "faint", "strong") and may leave them as they are.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from assessment.model.dossier import Dossier
from assessment.model.outcome import Assessment
from assessment.wording import Words

Paint = Callable[[str, str], str]

WIDTH = 80


def plain_paint(text: str, _role: str) -> str:
    return text


def wrapped(text: str, indent: str, hanging: str | None = None) -> list[str]:
    """Lines of at most 80 columns; `hanging` indents all but the first."""
    rest = indent if hanging is None else hanging
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False
    ) or [indent]


def heading(assessment: Assessment, words: Words) -> str:
    """Whom the dossier is about, by which rules, and when."""
    dossier, ruleset = assessment.dossier, assessment.ruleset
    parts = [dossier.subject.name, ruleset.title, ruleset.document.number]
    if when := period_of(dossier, words):
        parts.append(when)
    return " · ".join(parts)


def period_of(dossier: Dossier, words: Words) -> str | None:
    """The period of a dossier: "năm 2019", or from a day to a day."""
    period = dossier.period
    if period is None:
        return None
    days = (period.from_.month, period.from_.day, period.to.month, period.to.day)
    if period.from_.year == period.to.year and days == (1, 1, 12, 31):
        return words.say("year", year=str(period.to.year))
    return words.say("period", **{"from": period.from_, "to": period.to})
