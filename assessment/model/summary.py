"""The table of a district or a province: subjects with their results, this year and before."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from assessment.errors import Notice
from assessment.model.outcome import Assessment, Standing
from assessment.model.quantity import ZERO, Interval
from assessment.model.ruleset import Criterion, Rating, Ruleset, SubjectKind


class Order(StrEnum):
    """Of the subjects in a table: the best first, or by name."""

    TOTAL = "total"
    NAME = "name"
    RATING = "rating"


class Direction(StrEnum):
    """Where a subject moved since an earlier year: by its points, or by its levels."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    OPEN = "open"
    """Missing evidence leaves it open."""
    OTHER_RULES = "other_rules"
    """Two rulesets, whose results cannot be held against each other."""
    NEW = "new"
    """No dossier of an earlier year."""


class Entry(NamedTuple):
    """One dossier's result. `receipt`: the SHA-256 of the receipt that it was read from."""

    file: str
    assessment: Assessment
    receipt: str | None = None

    @property
    def name(self) -> str:
        return self.assessment.dossier.subject.name

    @property
    def year(self) -> int | None:
        """The year in which its period ends."""
        period = self.assessment.dossier.period
        return period.to.year if period else None


class Failure(NamedTuple):
    """A file that stands in no table, and why."""

    file: str
    notices: tuple[Notice, ...]
    exit_code: int


class Earned(NamedTuple):
    """What a criterion comes to: points, or in a ruleset of levels how many levels it reaches."""

    criterion: Criterion
    grade: Interval
    most: Decimal
    applies: bool

    @property
    def lost(self) -> Interval:
        """How much is lost for sure (`low`), and at most (`high`)."""
        if not self.applies:
            return Interval(ZERO, ZERO)
        return Interval(self.most - self.grade.high, self.most - self.grade.low)


class Change(NamedTuple):
    """Since the latest earlier year. `points` and `criteria` where the two are comparable."""

    before: Entry
    direction: Direction
    points: Interval | None = None
    criteria: tuple[tuple[str, Interval], ...] = ()


class Row(NamedTuple):
    """A subject in the table. `namesake`: another one there has the same name."""

    entry: Entry
    criteria: tuple[Earned, ...]
    change: Change | None = None
    namesake: bool = False

    @property
    def result(self) -> Assessment:
        return self.entry.assessment

    @property
    def provisional(self) -> bool:
        return self.result.status is Standing.PROVISIONAL

    @property
    def illustrative(self) -> bool:
        """Whether some of its figures are only an illustration."""
        return any(note.code == "note.illustrative" for note in self.result.notes)

    @property
    def weakest(self) -> tuple[Earned, ...]:
        """The criteria that surely lost something, those that lost most first."""
        lost = [earned for earned in self.criteria if earned.lost.low > ZERO]
        return tuple(sorted(lost, key=lambda earned: -earned.lost.low))

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """The gates not passed and the exclusions that apply, which keep a rating away."""
        found = (
            id_
            for test in self.result.score.determination.tests
            for condition in test.conditions
            if condition.kind in ("gate", "exclusion") and condition.truth is False
            for id_ in condition.decisive
        )
        return tuple(dict.fromkeys(found))

    @property
    def direction(self) -> Direction:
        return self.change.direction if self.change else Direction.NEW


class RatingCount(NamedTuple):
    """How many subjects surely have a rating, and how many could have it."""

    rating: Rating
    sure: int
    possible: int


class Loss(NamedTuple):
    """What a criterion lost over all subjects. `subjects`: how many surely lost something."""

    criterion: Criterion
    lost: Interval
    subjects: int


class Lacking(NamedTuple):
    """A piece of evidence, and the subjects in whose results it is missing."""

    key: str
    subjects: tuple[Row, ...]


class Table(NamedTuple):
    """The subjects of one year that one ruleset scored; the criteria in the ruleset's order."""

    ruleset: Ruleset
    rows: tuple[Row, ...]
    ratings: tuple[RatingCount, ...]
    losses: tuple[Loss, ...]
    lacking: tuple[Lacking, ...]

    @property
    def undetermined(self) -> int:
        return sum(row.result.rating is None for row in self.rows)

    @property
    def provisional(self) -> int:
        return sum(row.provisional for row in self.rows)

    @property
    def illustrative(self) -> int:
        return sum(row.illustrative for row in self.rows)

    @property
    def directions(self) -> Counter[Direction]:
        """How many subjects moved which way."""
        return Counter(row.direction for row in self.rows)

    @property
    def movers(self) -> tuple[Row, ...]:
        """Those that surely moved: up, then down, each in the table's order."""
        ways = (Direction.UP, Direction.DOWN)
        return tuple(row for way in ways for row in self.rows if row.direction is way)


class Group(NamedTuple):
    """The subjects of one kind that compete for one title, whichever ruleset was in force.

    `year` is None where no dossier states its period. `absent`: the last results of those
    without a dossier of that year.
    """

    kind: SubjectKind
    year: int | None
    tables: tuple[Table, ...]
    absent: tuple[Entry, ...]


class Summary(NamedTuple):
    """Everything that was found in the files given."""

    groups: tuple[Group, ...]
    failures: tuple[Failure, ...]
    warnings: tuple[Notice, ...]
    passed_over: tuple[str, ...]
    """Files of folders that hold something else."""
