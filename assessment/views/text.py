"""The assessment as a page of text, 80 columns, that can be read aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assessment.model.canonical import levels_of
from assessment.model.item import Judged
from assessment.model.outcome import (
    Assessment,
    Condition,
    CriterionResult,
    Finding,
    Score,
    Standing,
    Status,
)
from assessment.model.quantity import ZERO, Interval
from assessment.model.ruleset import Ruleset
from assessment.views.lines import WIDTH, Paint, heading, plain_paint, wrapped
from assessment.views.notices import listed
from assessment.views.sentences import Sentences
from assessment.wording import Words

_BAR = 14
_MARGIN = 6
_TITLE = 42
_MOST_MISSING = 8
_MOST_LOST = 3
_UNDECLARED = {False: "excluded.undeclared", None: "excluded.null", True: "excluded.true"}


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
        self._sentences = Sentences(
            assessment.ruleset, words, disadvantaged=assessment.disadvantaged
        )

    def lines(self) -> Iterator[str]:
        yield from wrapped(heading(self._assessment, self._words), "")
        yield ""
        yield from self.result()
        yield ""
        for result in self._score.criteria:
            yield from self._criterion(result)
        yield from self._gates()
        if self._score.points and self._score.points.exact:
            yield from self._most_lost()
        yield from self._missing()
        yield from self._claimed()
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
        points = self._score.points
        if points:
            label = self._say("total")
            scale = self._ruleset.scale
            most = self._words.number(scale.max) if scale else ""
            shown = self._paint(f"{self._from_to(points)} / {most}", "strong")
            yield f"  {label:<12}{shown}"
        label = self._say("rating" if points else "result")
        yield f"  {label:<12}{self._rating()}"
        yield from self._why()
        yield from self._options()

    def _options(self) -> Iterator[str]:
        if self._assessment.options.missing == "zero":
            yield from wrapped(self._say("option.zero"), "              ")
        if self._assessment.options.strict:
            yield from wrapped(self._say("option.strict"), "              ")

    def _rating(self) -> str:
        determination, rating = self._score.determination, self._assessment.rating
        if rating is None:
            return self._paint(self._say("standing.undetermined"), "provisional")
        text = rating.title
        if self._assessment.status is not Standing.FINAL:
            text = f"{text} ({self._say(f'standing.{self._assessment.status.value}')})"
        eligible = {True: "eligible", False: "not_eligible", None: "eligibility_open"}
        role = "good" if determination.recognised else "blocking"
        return self._paint(f"{text}: {self._say(eligible[determination.recognised])}", role)

    def _why(self) -> Iterator[str]:
        """What the rating reached asks, why a better one is not, or which are still possible."""
        if self._assessment.rating is None:
            *others, last = (r.title for r in self._score.determination.possible)
            ratings = self._say("or", first=", ".join(others), last=last)
            yield from wrapped(self._say("possible", ratings=ratings), "              ")
        for reasons, titles in self._failures().items():
            text = self._say("not_reached", rating=", ".join(titles), reasons=reasons)
            yield from wrapped(text, "              ")
        for test in self._score.determination.tests:
            if test.truth and test.conditions:
                asked = ", ".join(
                    self._say(f"condition.{c.kind}", figure=self._figure(c))
                    for c in test.conditions
                    if c.figure is not None
                )
                text = self._say("asks", rating=test.rating.title, conditions=asked)
                when = test.rating.asks(disadvantaged=self._assessment.disadvantaged)
                ground = when or test.rating
                yield from wrapped(f"{text} ({ground.source})", "              ")

    def _failures(self) -> dict[str, list[str]]:
        """The ratings not reached, by the reasons that they share."""
        failures: dict[str, list[str]] = {}
        for test in self._score.determination.tests:
            if test.truth is False:
                reasons = self._sentences.failing(test)
                failures.setdefault(reasons, []).append(self._words.running(test.rating.title))
        return failures

    def _figure(self, condition: Condition) -> str:
        figure = condition.figure
        if isinstance(figure, Decimal):
            return self._words.number(figure)
        return self._words.running(self._sentences.level_title(figure)) if figure else ""

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
        names = {True: "excluded.true", False: "excluded.false", None: "excluded.null"}
        for exclusion, truth in self._score.exclusions:
            name = names[truth] if self._is_given(exclusion.key) else _UNDECLARED[truth]
            yield from wrapped(f"{exclusion.text}: {self._say(name)}", "       ")

    def _is_given(self, key: str) -> bool:
        dossier = self._assessment.dossier
        return key in dossier.evidence or key in dossier.inspected

    # --- what stands out ---------------------------------------------------------------

    def _most_lost(self) -> Iterator[str]:
        lost = [
            (result.criterion.max - result.points.high, result.criterion.id)
            for result in self._score.criteria
            if result.points and result.criterion.max is not None and result.applies
        ]
        worst = sorted((entry for entry in lost if entry[0] > ZERO), key=lambda e: -e[0])
        if worst:
            items = ", ".join(
                self._say("lost_item", id=id_, points=points) for points, id_ in worst[:_MOST_LOST]
            )
            yield ""
            yield from wrapped(self._say("points_lost", items=items), "  ")

    def _missing(self) -> Iterator[str]:
        missing = self._assessment.missing
        if not missing:
            return
        at_stake = self._at_stake()
        ordered = sorted(missing, key=lambda key: -at_stake.get(key, ZERO))
        yield ""
        head = "missing_head" if self._assessment.options.missing == "open" else "missing_head_zero"
        yield f"  {self._say(head, count=len(missing))}"
        for key in ordered[:_MOST_MISSING]:
            label, points = self._sentences.label(key), at_stake.get(key)
            name = "missing_points" if points else "missing_item"
            yield from wrapped(
                self._say(name, label=label, key=key, points=points), "     ", "       "
            )
        if len(missing) > _MOST_MISSING:
            yield f"     {self._say('and_more', count=len(missing) - _MOST_MISSING)}"

    def _at_stake(self) -> dict[str, Decimal]:
        """The points that each missing key could still bring."""
        stakes: dict[str, Decimal] = {}
        for result in self._score.criteria:
            for found in result.findings:
                for key in found.missing:
                    stakes[key] = stakes.get(key, ZERO) + found.at_stake(key)
        return stakes

    def _claimed(self) -> Iterator[str]:
        claimed = self._assessment.claimed
        if claimed is self._score:
            return
        yield ""
        counted, own = self._headline(self._score), self._headline(claimed)
        yield from wrapped(self._say("claimed", claimed=own, counted=counted), "  ")

    def _headline(self, score: Score) -> str:
        rating = score.determination.rating
        title = rating.title if rating else self._say("standing.undetermined")
        points = score.points
        return f"{self._say('points', points=self._from_to(points))}, {title}" if points else title

    def _standing(self) -> Iterator[str]:
        assessment = self._assessment
        if assessment.placeholder_points:
            text = self._say("provisional", points=assessment.placeholder_points)
        elif assessment.status is Standing.PROVISIONAL:
            text = self._say("provisional_rule")
        else:
            return
        yield ""
        yield from self._painted(wrapped(f"▲ {text}", "  ", "    "), "provisional")
        yield f"    {self._say('see_rules', id=self._ruleset.id)}"

    def _painted(self, lines: Iterable[str], role: str) -> list[str]:
        """Lines painted after they were wrapped, indents left alone."""
        cut = ((line[: len(line) - len(line.lstrip())], line.lstrip()) for line in lines)
        return [indent + self._paint(words, role) for indent, words in cut]

    def _from_to(self, points: Interval) -> str:
        if points.exact:
            return self._words.number(points.low)
        return self._say("from_to", low=points.low, high=points.high)
