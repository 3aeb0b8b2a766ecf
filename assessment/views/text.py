"""The assessment as a page of text, 80 columns, that can be read aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assessment.model.canonical import levels_of
from assessment.model.item import Judged
from assessment.model.outcome import Assessment, CriterionResult, Finding, Score, Status
from assessment.model.quantity import ZERO, Interval
from assessment.model.ruleset import Ruleset
from assessment.views.gist import Gist
from assessment.views.lines import WIDTH, Paint, heading, plain_paint, wrapped
from assessment.views.notices import listed
from assessment.wording import Words

_BAR = 14
_MARGIN = 6
_TITLE = 42
_MOST_MISSING = 8
_BESIDE = " " * 14


def render(
    assessment: Assessment,
    words: Words,
    *,
    cross_check: str,
    receipt: str,
    paint: Paint = plain_paint,
) -> str:
    """The whole page."""
    page = _Page(assessment, words, paint)
    return "\n".join((*page.lines(), *page.foot(cross_check, receipt), ""))


def result_lines(assessment: Assessment, words: Words) -> list[str]:
    """What the dossier comes to, why not more, and the cases that bar a title."""
    page = _Page(assessment, words, plain_paint)
    return [*page.result(), *page.exclusions()]


class _Page:
    def __init__(self, assessment: Assessment, words: Words, paint: Paint) -> None:
        self._assessment = assessment
        self._ruleset: Ruleset = assessment.ruleset
        self._score: Score = assessment.score
        self._words = words
        self._say = words.say
        self._paint = paint
        self._gist = Gist(assessment, words)
        self._sentences = self._gist.sentences

    def lines(self) -> Iterator[str]:
        yield from wrapped(heading(self._assessment, self._words), "")
        yield ""
        yield from self.result()
        yield ""
        for result in self._score.criteria:
            yield from self._criterion(result)
        yield from self._gates()
        yield from self._remark(self._gist.most_lost())
        yield from self._missing()
        yield from self._remark(self._gist.claimed())
        yield from self._standing()
        for name, found, sign in (
            ("warnings", self._assessment.warnings, "!"),
            ("notes", self._assessment.notes, "·"),
        ):
            yield from listed(name, found, sign, self._sentences, self._words)

    def foot(self, cross_check: str, receipt: str) -> list[str]:
        parts = [
            self._say(f"cross_check.{cross_check}"),
            self._say("receipt", sha256=f"{receipt[:4]}…{receipt[-4:]}"),
        ]
        return ["", *self._painted(wrapped(" · ".join(parts), "  "), "faint")]

    # --- head --------------------------------------------------------------------------

    def result(self) -> Iterator[str]:
        total = self._gist.total()
        if total:
            yield f"  {self._say('total'):<12}{self._paint(total, 'strong')}"
        label = self._say("rating" if total else "result")
        rating = self._paint(self._gist.rating(), self._gist.rating_role())
        yield f"  {label:<12}{rating}"
        for said in (*self._gist.why(), *self._gist.options()):
            yield from wrapped(said, _BESIDE)

    # --- criteria ----------------------------------------------------------------------

    def _criterion(self, result: CriterionResult) -> Iterator[str]:
        title = textwrap.wrap(result.criterion.title.text, _TITLE, break_on_hyphens=False)
        mark = self._mark(result)
        aside = sum(len(text) + 2 for text, _ in mark) <= WIDTH - _TITLE - _MARGIN
        shown = "  ".join(self._paint(text, role) if role else text for text, role in mark)
        yield f"  {result.criterion.id:>3}  {title[0]:<{_TITLE}} {shown if aside else ''}".rstrip()
        yield from (f"       {line}" for line in title[1:])
        if not aside:
            yield f"       {shown}"
        for found in result.findings:
            if found.status not in (Status.MET, Status.NOT_APPLICABLE):
                yield from self._finding(found)

    def _mark(self, result: CriterionResult) -> list[tuple[str, str]]:
        """What a criterion comes to: texts, each with the role to paint it in."""
        if not result.applies and result.points:
            full = self._sentences.points(result.points.low, result.points.high)
            shown = f"{full} / {self._words.number(result.criterion.max or ZERO)}"
            return [(f"{shown:>11}  {self._say('not_applied')}", "")]
        if result.points and result.criterion.max is not None:
            most = result.criterion.max
            shown = self._sentences.points(result.points.low, result.points.high)
            points = f"{shown + ' / ' + self._words.number(most):>11}"
            return [(points, ""), *self._bar(result.points, most)]
        levels = levels_of(self._ruleset, result.findings)
        signs = {True: "✓", False: "✗", None: "?"}
        roles = {True: "good", False: "blocking", None: "provisional"}
        return [
            (f"{signs[truth]} {self._sentences.level_title(level)}", roles[truth])
            for level, truth in levels.items()
        ]

    def _bar(self, points: Interval, most: Decimal) -> list[tuple[str, str]]:
        sure = int(points.low * _BAR / most) if most else 0
        open_ = int(points.high * _BAR / most) - sure if most else 0
        role = "good" if points.low == most else "provisional" if points.low else "blocking"
        return [("█" * sure + "▒" * open_ + "░" * (_BAR - sure - open_), role)]

    def _finding(self, found: Finding) -> Iterator[str]:
        if found.missing and not found.used:
            yield from wrapped(self._nothing_given(found), "       ", "           ")
            return
        reason = f"{found.item.id} {self._sentences.reason(found)}"
        if isinstance(found.item, Judged) and found.seen:
            reason = f"{found.item.id} {found.item.text}: {self._sentences.reason(found)}"
        yield from wrapped(reason, "       ", "           ")
        for more in (self._given_reason(found), self._sentences.next_step(found), self._gap(found)):
            if more:
                yield from self._painted(wrapped(more, "           "), "faint")

    def _nothing_given(self, found: Finding) -> str:
        names = {"id": found.item.id, "text": found.item.text, "keys": ", ".join(found.missing)}
        if found.points is None:
            return self._say("missing_line_levels", **names)
        points = self._sentences.points(found.points.low, found.points.high)
        stated = any(key in self._assessment.dossier.evidence for key in found.missing)
        name = (
            "missing_line_strict" if stated and self._assessment.options.strict else "missing_line"
        )
        return self._say(name, points=points, **names)

    def _given_reason(self, found: Finding) -> str | None:
        """Why the assessor, or the inspection, gave less."""
        dossier = self._assessment.dossier
        for key in found.used:
            claim = dossier.inspected.get(key) or dossier.evidence.get(key)
            if claim and claim.reason:
                return self._say("reason", reason=claim.reason)
        return None

    def _gap(self, found: Finding) -> str | None:
        if not found.missing:
            return None
        names = "; ".join(f"{self._sentences.label(key)} [{key}]" for key in found.missing)
        return f"{self._say('explain.missing').lower()}: {names}"

    def _gates(self) -> Iterator[str]:
        if self._score.gates:
            yield ""
            yield f"  {self._say('gates')}"
        for gate in self._score.gates:
            yield from wrapped(
                f"{gate.item.id}  {self._sentences.reason(gate)}", "       ", "           "
            )
            if step := self._sentences.next_step(gate):
                yield from wrapped(step, "           ")
        yield from self.exclusions()

    def exclusions(self) -> Iterator[str]:
        if self._score.exclusions:
            yield ""
            yield f"  {self._say('exclusions')}"
        for said in self._gist.exclusions():
            yield from wrapped(said, "       ")

    # --- what stands out ---------------------------------------------------------------

    def _remark(self, said: str | None) -> Iterator[str]:
        if said:
            yield ""
            yield from wrapped(said, "  ")

    def _missing(self) -> Iterator[str]:
        missing = self._gist.missing()
        if missing is None:
            return
        yield ""
        yield f"  {missing.head}"
        for item in missing.items[:_MOST_MISSING]:
            yield from wrapped(item, "     ", "       ")
        if len(missing.items) > _MOST_MISSING:
            more = len(missing.items) - _MOST_MISSING
            yield f"     {self._say('and_more', count=more)}"

    def _standing(self) -> Iterator[str]:
        provisional = self._gist.provisional()
        if provisional is None:
            return
        yield ""
        yield from self._painted(wrapped(f"▲ {provisional}", "  ", "    "), "provisional")
        yield f"    {self._say('see_rules', id=self._ruleset.id)}"

    def _painted(self, lines: Iterable[str], role: str) -> list[str]:
        """Lines painted after they were wrapped, indents left alone."""
        cut = ((line[: len(line) - len(line.lstrip())], line.lstrip()) for line in lines)
        return [indent + self._paint(words, role) for indent, words in cut]
