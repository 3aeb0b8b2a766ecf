"""What speaks against a ruleset as confirmed: what the proofs hold against it, and its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assessment.errors import Notice
from assessment.model.figure import Figure, FigureKind
from assessment.model.flaw import Flaw, Severity
from assessment.model.ruleset import Ruleset
from assessment.rulebook.check.run import check_ruleset
from assessment.rulebook.figures import figures_of


def new_doubts(before: Ruleset, after: Ruleset) -> list[Flaw]:
    """What a confirmation has brought about: errors of the proofs first, then warnings.

    Args:
        after: its last overlay is the confirmation.

    """
    new = _more(_flaws(before), _flaws(after))
    new += [Flaw(Severity.WARNING, notice) for notice in _words_left(before, after)]
    return sorted(new, key=lambda flaw: flaw.severity is not Severity.ERROR)


def _flaws(ruleset: Ruleset) -> list[Flaw]:
    _, flaws = check_ruleset(ruleset.tree)
    return [flaw for flaw in flaws if flaw.severity is not Severity.NOTE]


def _more(before: Sequence[Flaw], after: Sequence[Flaw]) -> list[Flaw]:
    """The flaws beyond as many of the same code at the same place, whatever figures these name."""
    known = Counter(map(_said, before))
    exactly = {_exactly(flaw) for flaw in before}
    new = []
    for flaw in sorted(after, key=lambda flaw: _exactly(flaw) not in exactly):
        if known[_said(flaw)]:
            known[_said(flaw)] -= 1
        else:
            new.append(flaw)
    return new


def _said(flaw: Flaw) -> tuple[str, str | None]:
    return flaw.notice.code, flaw.notice.place.path


def _exactly(flaw: Flaw) -> tuple[str, str | None, str]:
    return *_said(flaw), repr(sorted(flaw.notice.params.items()))


def _words_left(before: Ruleset, after: Ruleset) -> Iterator[Notice]:
    """Corrected limits whose old figure the wording of their item goes on saying."""
    figures = {figure.name: figure for figure in figures_of(before)}
    texts = {figure.item: figure for figure in figures_of(after) if figure.figure == "text"}
    for read in after.overlays[-1].figures:
        figure = figures[read.figure]
        wording = texts.get(figure.item)
        if read.was and wording and _is_limit(figure) and _says(wording.value or "", read.was):
            params = {"was": read.was, "to": read.to, "text": wording.value, "item": figure.item}
            yield Notice("confirm.words_left", after.place(*wording.steps), params)


def _is_limit(figure: Figure) -> bool:
    return figure.kind is FigureKind.LIMIT


def _says(text: str, figure: str) -> bool:
    """Whether a text has the figure, with a point or a comma, and not as part of another."""
    digits = re.escape(figure).replace(r"\.", "[.,]")
    return re.search(rf"(?<![\d.,])0*{digits}(?![\d%]|[.,]\d)", text) is not None
