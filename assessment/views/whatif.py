"""What would be, if, as a page: what is supposed, what it moves, what is close to moving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessment.errors import Notice
from assessment.model.outcome import Assessment, Finding, Standing
from assessment.model.plan import Change
from assessment.model.quantity import ZERO
from assessment.model.whatif import (
    Comparison,
    CriterionMove,
    Margin,
    Outcome,
    RatingMargin,
    Sensitivity,
    Shift,
)
from assessment.views.lines import Paint, heading, plain_paint, wrapped
from assessment.views.notices import listed
from assessment.views.suppositions import Suppositions, ratings_of
from assessment.wording import Words

_LABEL = 12
_COLUMN = " " * (_LABEL + 2)
_INDENT = "     "
_ID = 6
_HANGING = " " * (5 + _ID)
_NOT_ASKED_OF_A_GUESS = frozenset({"check.no_reason", "check.inspected_without_reason"})


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario with the digest of its result's receipt."""

    outcome: Outcome
    receipt: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What was asked about a dossier; None where it was not."""

    now: Assessment
    receipt: str
    played: tuple[Played, ...] = ()
    ratings: tuple[RatingMargin, ...] = ()
    margins: tuple[Margin, ...] | None = None
    sensitivity: tuple[Sensitivity, ...] | None = None


def render(shown: Shown, words: Words, paint: Paint = plain_paint) -> str:
    """The whole page."""
    return "\n".join((*_Page(shown, words, paint).lines(), ""))


class _Page:
    def __init__(self, shown: Shown, words: Words, paint: Paint) -> None:
        self._shown = shown
        self._now = shown.now
        self._words = words
        self._say = words.say
        self._paint = paint
        self._sentences = Suppositions(shown.now, words)

    def lines(self) -> Iterator[str]:
        shown = self._shown
        yield from wrapped(heading(self._now, self._words), "")
        yield ""
        yield from self._row("whatif.now", self._outcome(self._now))
        yield from self._receipt(shown.receipt)
        for played in shown.played:
            yield ""
            yield from self._scenario(played)
        if len(shown.played) > 1:
            yield ""
            yield from self._summary(shown.played)
        if shown.margins is not None:
            yield ""
            yield from self._margins(shown.ratings, shown.margins)
        if shown.sensitivity is not None:
            yield ""
            yield from self._sensitivity(shown.sensitivity)
        yield from self._standing()
        yield from listed("warnings", self._now.warnings, "!", self._sentences, self._words)

    def _row(self, name: str, text: str) -> list[str]:
        return wrapped(text, f"  {self._say(name):<{_LABEL}}", _COLUMN)

    def _entry(self, id_: str, text: str) -> list[str]:
        return wrapped(text, f"{_INDENT}{id_:<{_ID - 1}} ", _HANGING)

    def _head(self, name: str) -> str:
        return f"  {self._paint(self._say(name), 'strong')}"

    def _receipt(self, sha256: str) -> Iterator[str]:
        text = self._say("receipt", sha256=f"{sha256[:4]}…{sha256[-4:]}")
        yield f"{_COLUMN}{self._paint(text, 'faint')}"

    def _outcome(self, assessment: Assessment, gained: Decimal | None = None) -> str:
        """A total and a rating: 94,5 / 100 (+1), Loại tốt (tạm tính)."""
        title = self._sentences.rating(assessment)
        standing = assessment.status
        if standing is not Standing.FINAL:
            title = f"{title} ({self._say(f'standing.{standing.value}')})"
        points, scale = assessment.score.points, assessment.ruleset.scale
        if points is None or scale is None:
            return title
        total = f"{self._sentences.total(points)} / {self._words.number(scale.max)}"
        if gained:
            total = f"{total} ({self._sentences.signed(gained)})"
        return f"{total}, {title}"

    # --- scenarios ---------------------------------------------------------------------

    def _scenario(self, played: Played) -> Iterator[str]:
        outcome = played.outcome
        comparison = outcome.comparison
        supposed = [self._sentences.supposed(one) for one in outcome.supposed]
        if not supposed:
            supposed = [self._say("whatif.as_it_is")]
        if outcome.scenario.name:
            supposed.insert(0, outcome.scenario.name)
        yield from self._row("whatif.if", supposed[0])
        for text in supposed[1:]:
            yield from wrapped(text, _COLUMN)
        yield from self._row("whatif.then", self._then(outcome))
        yield from self._why(comparison)
        yield from self._receipt(played.receipt)
        moved = [*self._moved(comparison), *self._warnings(outcome)]
        if moved:
            yield ""
        yield from moved

    def _then(self, outcome: Outcome) -> str:
        comparison = outcome.comparison
        if not outcome.supposed:
            return self._say("whatif.nothing_moves")
        if comparison.same:
            in_points = comparison.after.score.points
            return self._say("whatif.same_points" if in_points else "whatif.same_result")
        text = self._outcome(comparison.after, comparison.gained)
        if not comparison.rating_moved:
            return f"{text}; {self._say('whatif.rating_same')}"
        before = self._words.running(self._sentences.rating(comparison.before))
        return f"{text}; {self._say('whatif.rating_before', rating=before)}"

    def _why(self, comparison: Comparison) -> Iterator[str]:
        """What stands in the way of each rating, where it is not what stood there before."""
        stood = dict(self._failures(comparison.before))
        for title, reasons in self._failures(comparison.after):
            if stood.get(title) != reasons:
                text = self._say("not_reached", rating=title, reasons=reasons)
                yield from wrapped(text, _COLUMN)

    def _failures(self, assessment: Assessment) -> Iterator[tuple[str, str]]:
        for test in assessment.score.determination.tests:
            if reasons := self._sentences.failing(test):
                yield self._words.running(test.rating.title), reasons

    def _moved(self, comparison: Comparison) -> Iterator[str]:
        """Items that come to something else; then those that show something else, and do not."""
        for move in (*comparison.items, *comparison.gates):
            if move.before and move.after:
                yield from self._item(move.before, move.after)
        for found in comparison.kept:
            text = f"{self._say('whatif.kept')}: {self._sentences.reason(found)}"
            yield from self._entry(found.item.id, text)
            if step := self._sentences.next_step(found):
                yield from wrapped(step, _HANGING)
        points = [self._criterion(move) for move in comparison.criteria if move.after.points]
        if points:
            yield from wrapped(self._say("whatif.criteria", moves="; ".join(points)), _INDENT)
        for exclusion, before, after in comparison.exclusions:
            shown = (self._truth(before), self._truth(after))
            text = self._say("whatif.change", label=exclusion.text, before=shown[0], after=shown[1])
            yield from wrapped(f"{self._say('exclusions')}: {text}", _INDENT, _HANGING)

    def _item(self, before: Finding, after: Finding) -> Iterator[str]:
        reason = self._sentences.reason(after)
        if before.points and after.points:
            points = (
                f"{self._sentences.total(before.points)} → {self._sentences.total(after.points)}"
            )
            text = self._say("points", points=points)
            if before.points.exact and after.points.exact:
                text = f"{text} ({self._sentences.signed(after.points.low - before.points.low)})"
        else:
            text = self._say("whatif.was", before=self._sentences.award(before))
        yield from self._entry(after.item.id, self._asked(after.item.id, f"{text}: {reason}"))

    def _criterion(self, move: CriterionMove) -> str:
        assert move.before.points
        assert move.after.points
        points = (self._sentences.total(result.points) for result in move if result.points)
        return f"{move.after.criterion.id} ({' → '.join(points)})"

    def _truth(self, truth: bool | None) -> str:  # noqa: FBT001
        return self._say({True: "yes", False: "no", None: "unknown"}[truth])

    def _warnings(self, outcome: Outcome) -> Iterator[str]:
        for notice in supposed_warnings(outcome):
            yield from wrapped(f"! {self._words.message(notice)}", _INDENT, _INDENT + "  ")

    def _summary(self, played: Iterable[Played]) -> Iterator[str]:
        yield self._head("whatif.summary")
        for number, one in enumerate(played, start=1):
            comparison = one.outcome.comparison
            name = one.outcome.scenario.name or self._say("whatif.from_command")
            outcome = self._outcome(comparison.after, comparison.gained)
            yield from self._entry(f"{number}.", f"{name}: {outcome}")

    # --- margins -----------------------------------------------------------------------

    def _margins(
        self, ratings: tuple[RatingMargin, ...], margins: tuple[Margin, ...]
    ) -> Iterator[str]:
        yield self._head("whatif.margins")
        for rating in ratings:
            yield from wrapped(self._sentences.margin(rating), _INDENT)
        if not margins:
            yield from wrapped(self._say("whatif.no_margins"), _INDENT)
        for margin in margins:
            loss, gain, say = margin.loss, margin.gain, self._sentences
            yield from self._entry(margin.item, self._held(margin))
            ways = (loss and say.loss(margin, loss), gain and say.gain(margin, gain))
            for way in filter(None, ways):
                yield from wrapped(way, f"{_HANGING}- ", f"{_HANGING}  ")

    def _held(self, margin: Margin) -> str:
        """The value; of a gate with what the gate asks, its id being no number that people know."""
        return self._asked(margin.item, self._sentences.held(margin))

    def _asked(self, id_: str, text: str) -> str:
        """A text about an item; of a gate with what the gate asks."""
        gates = (gate.item for gate in self._now.score.gates)
        gate = next((item for item in gates if item.id == id_), None)
        return f"{gate.text}: {text}" if gate else text

    # --- sensitivity -------------------------------------------------------------------

    def _sensitivity(self, found: tuple[Sensitivity, ...]) -> Iterator[str]:
        yield self._head("whatif.sensitivity")
        for one in found:
            shifts = [("whatif.up", one.up), ("whatif.down", one.down)]
            made = [(self._say(name), shift) for name, shift in shifts if shift]
            changes = {change.key: change for _, shift in made for change in shift.changes}
            if len(changes) == 1:
                ((key, change),) = changes.items()
                before = self._sentences.before(change, unit=True)
                yield from self._entry(
                    one.finding.item.id, f"{self._sentences.label(key)}: {before}"
                )
            elif changes:
                yield from self._entry(one.finding.item.id, one.finding.item.text)
            for name, shift in made:
                to = (self._to(change, alone=len(changes) == 1) for change in shift.changes)
                text = self._say("whatif.leads_to", way=name, changes="; ".join(to))
                text = f"{text} ⇒ {self._leads_to(shift)}"
                yield from wrapped(text, f"{_HANGING}- ", f"{_HANGING}  ")

    def _to(self, change: Change, *, alone: bool) -> str:
        if alone:
            return self._sentences.shown(change.key, change.after)
        return self._sentences.change(change)

    def _leads_to(self, shift: Shift) -> str:
        """The total, and the rating where it is another."""
        points, before = shift.result.score.points, self._now.score.points
        rating = self._sentences.rating(shift.result)
        if points is None or before is None:
            return rating
        total = self._say("points", points=self._sentences.total(points))
        if points.exact and before.exact:
            total = f"{total} ({self._sentences.signed(points.low - before.low)})"
        return f"{total}, {rating}" if ratings_of(shift.result) != ratings_of(self._now) else total

    def _standing(self) -> Iterator[str]:
        after = [played.outcome.comparison.after for played in self._shown.played]
        now, *then = (one.placeholder_points for one in (self._now, *after))
        if set(then) - {now}:
            shown = "; ".join(self._words.number(points or ZERO) for points in then)
            text = self._say("whatif.provisional", before=now or ZERO, after=shown)
        elif now:
            text = self._say("provisional", points=now)
        elif self._now.status is Standing.PROVISIONAL:
            text = self._say("provisional_rule")
        else:
            return
        yield ""
        yield from wrapped(f"▲ {text}", "  ", "    ")


def supposed_warnings(outcome: Outcome) -> Iterator[Notice]:
    """What must be said of a scenario, and what looks wrong only as it supposes."""
    yield from outcome.remarks
    known = {_notice(notice) for notice in outcome.comparison.before.warnings}
    for notice in outcome.comparison.after.warnings:
        if _notice(notice) not in known and notice.code not in _NOT_ASKED_OF_A_GUESS:
            yield notice


def _notice(notice: Notice) -> tuple[str, str | None]:
    return notice.code, notice.place.path
