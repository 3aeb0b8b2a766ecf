"""What stands in a district's table, in words: names, totals, ratings, losses, moves."""

from __future__ import annotations

from decimal import Decimal

from assessment.model.outcome import Assessment
from assessment.model.quantity import ZERO, Interval
from assessment.model.summary import Change, Direction, Entry, Group, Row, Table
from assessment.wording import Words

PROVISIONAL = "▲"
_MOST_WEAK = 3
_SIGNS = {True: "✓", False: "✗", None: "?"}


class SummaryWords:
    """The words of one group of subjects."""

    def __init__(self, group: Group, words: Words) -> None:
        self._group = group
        self._words = words

    def heading(self, table: Table) -> str:
        """By which rules whom, and when."""
        ruleset = table.ruleset
        parts = [ruleset.title, ruleset.document.number, self.rules(table)]
        if self._group.year is not None:
            parts.append(self._words.say("year", year=str(self._group.year)))
        parts.append(self.count(len(table.rows)))
        return " · ".join(parts)

    def count(self, subjects: int) -> str:
        """So many of this kind."""
        return self._words.say(f"summary.count.{self._group.kind.value}", count=subjects)

    def rules(self, table: Table) -> str:
        """The ruleset's id, with the local guidance laid over it."""
        laid = (overlay.id for overlay in table.ruleset.overlays if overlay.confirmed is None)
        return "+".join((table.ruleset.id, *laid))

    def name(self, row: Row) -> str:
        """The subject's name; with its place where another one has the same."""
        subject = row.result.dossier.subject
        places = [place for place in (subject.district, subject.province) if place]
        return f"{subject.name} ({', '.join(places)})" if row.namesake and places else subject.name

    def points(self, points: Interval) -> str:
        """One number, or "84,5–89" while open."""
        low, high = (self._words.number(end) for end in (points.low, points.high))
        return low if points.exact else f"{low}–{high}"

    def rating(self, result: Assessment) -> str:
        """The rating, or those still possible; marked where it is provisional."""
        possible = [rating.title for rating in result.score.determination.possible]
        if len(possible) == 1:
            return possible[0]
        return self._words.say("or", first=", ".join(possible[:-1]), last=possible[-1])

    def sign(self, row: Row) -> str:
        """Whether it can be recognised, in one sign."""
        return _SIGNS[row.result.score.determination.recognised]

    def recognised(self, row: Row) -> str:
        names = {True: "eligible", False: "not_eligible", None: "eligibility_open"}
        return self._words.say(names[row.result.score.determination.recognised])

    def result(self, entry: Entry) -> str:
        """Total and rating in one line."""
        points = entry.assessment.score.points
        rating = self.rating(entry.assessment)
        if points is None:
            return rating
        return f"{self._words.say('points', points=self.points(points))}, {rating}"

    # --- losses ------------------------------------------------------------------------

    def weakest(self, row: Row, most: int = _MOST_WEAK) -> str:
        """The criteria that lost most, and what blocks a rating."""
        lost = [
            f"{earned.criterion.id} ({self.minus(earned.lost.low)})"
            for earned in row.weakest[:most]
        ]
        blocked = [self._words.say("summary.blocked", id=id_) for id_ in row.blocked_by]
        return ", ".join((*lost, *blocked))

    def minus(self, points: Decimal) -> str:
        return f"−{self._words.number(points)}"

    # --- moves -------------------------------------------------------------------------

    def moved(self, row: Row) -> str:
        """In a few letters: "+3", "−2,5", "0", "+1…+5", or what else there is to say."""
        if row.change and row.change.points and row.direction is not Direction.OPEN:
            return self.signed(row.change.points)
        return self._words.say(f"summary.moved.{row.direction.value}")

    def signed(self, points: Interval) -> str:
        low, high = (self._signed(end) for end in (points.low, points.high))
        return low if points.exact else f"{low}…{high}"

    def move(self, row: Row, change: Change) -> str:
        """From what to what, and in which criteria."""
        text = self._words.say(
            "summary.move",
            name=self.name(row),
            before=self.result(change.before),
            after=self.result(row.entry),
            year=str(change.before.year),
        )
        moved = (f"{id_} ({self.signed(points)})" for id_, points in change.criteria)
        criteria = ", ".join(moved)
        return (
            f"{text}: {self._words.say('summary.in_criteria', ids=criteria)}" if criteria else text
        )

    def _signed(self, number: Decimal) -> str:
        if number == ZERO:
            return "0"
        return f"{'+' if number > ZERO else '−'}{self._words.number(abs(number))}"
