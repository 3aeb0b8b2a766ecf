"""What would be, if: changes supposed of a dossier, what they move, how far all is from moving."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from assessment.errors import Notice, Place
from assessment.model.difference import ItemMove
from assessment.model.item import ThresholdLevel
from assessment.model.outcome import (
    Amount,
    Assessment,
    CriterionResult,
    Finding,
    Share,
    Takes,
)
from assessment.model.plan import Change
from assessment.model.quantity import Interval, Ratio
from assessment.model.ruleset import Exclusion, Rating
from assessment.model.truth import Truth

# --- what is supposed ------------------------------------------------------------------


class Setting(NamedTuple):
    """One change as it is asked for: a key or an item's id, and what becomes of it.

    `place`: the argument, or the line of a file.
    """

    key: str
    how: Literal["=", "+=", "-="]
    text: str
    place: Place


class Scenario(NamedTuple):
    """Changes that are supposed together. `name`: None where the command states them itself."""

    name: str | None
    settings: tuple[Setting, ...]


class Supposed(NamedTuple):
    """A setting as it was read.

    `share`: the share that was asked for, of so many of `over`, where a count was made of it.
    """

    change: Change
    setting: Setting
    share: Ratio | None = None
    over: str | None = None
    whole: int | None = None


# --- what moves ------------------------------------------------------------------------


class CriterionMove(NamedTuple):
    before: CriterionResult
    after: CriterionResult


class ExclusionMove(NamedTuple):
    exclusion: Exclusion
    before: Truth
    after: Truth


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments of one dossier by one ruleset, the second with something changed.

    `items` and `gates`: those that come to something else. `kept`: findings that show
    other evidence and come to the same.
    """

    before: Assessment
    after: Assessment
    items: tuple[ItemMove, ...]
    gates: tuple[ItemMove, ...]
    criteria: tuple[CriterionMove, ...]
    exclusions: tuple[ExclusionMove, ...]
    kept: tuple[Finding, ...]

    @property
    def rating_moved(self) -> bool:
        """Whether other ratings are possible now."""
        one, other = (x.score.determination.possible for x in (self.before, self.after))
        return [rating.id for rating in one] != [rating.id for rating in other]

    @property
    def same(self) -> bool:
        """Whether nothing has moved."""
        moved = self.items or self.gates or self.criteria or self.exclusions
        totals_differ = self.before.score.points != self.after.score.points
        return not (moved or totals_differ or self.rating_moved)

    @property
    def gained(self) -> Decimal | None:
        """The points by which the total moved; None where either is open, or there is none."""
        one, other = self.before.score.points, self.after.score.points
        if one is None or other is None or not (one.exact and other.exact):
            return None
        return other.low - one.low


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario played: what was read, what must be said of it, and what it moved."""

    scenario: Scenario
    supposed: tuple[Supposed, ...]
    remarks: tuple[Notice, ...]
    comparison: Comparison


# --- how far from moving ---------------------------------------------------------------


class Loss(NamedTuple):
    """What loses a level.

    `key`: what states the value. `takes`: of a count, this many (and no fewer) lose it; of a
    share or number that is not counted, anything more than this. `points`: what the item then
    loses; `levels`: what it then misses. `open`: what the assessor then gives it; None where
    that is settled. `result`: the whole dossier then; None where no dossier can say so alone.
    """

    key: str
    takes: Takes
    points: Decimal
    levels: tuple[str, ...]
    open: Interval | None
    result: Assessment | None
    rating_falls: bool


class Gain(NamedTuple):
    """What gains a level. `level`: None where it is all of a judged item's points.

    `alone`: whether the item has it then; other parts of the item may lack theirs, too.
    """

    key: str
    takes: Takes
    points: Decimal
    level: ThresholdLevel | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a value is from losing its level, and from gaining the next.

    `finding`: of the item, or of the part of it, that is held against limits; `seen`: the
    value. `fragility`: the loss in proportion to the value; where more loses the level, to
    the whole. In [0, 1]; None where nothing can be lost.
    """

    item: str
    finding: Finding
    seen: Share | Amount
    loss: Loss | None
    gain: Gain | None
    fragility: Fraction | None

    @property
    def key(self) -> str:
        """What is counted or measured."""
        return self.seen.of if isinstance(self.seen, Share) else self.seen.key


class Step(NamedTuple):
    """An item's nearest change to a level below."""

    item: str
    changes: tuple[Change, ...]


class RatingMargin(NamedTuple):
    """How far one thing that a rating asks is from failing; below 0: from holding.

    `kind` as in `Condition`. `ids`: the criteria, indicators, gates or exclusions that it
    is about; none: the total. `spare` is None where it is not about points. `steps`: of a
    rating held, each of which alone breaks it.
    """

    rating: Rating
    held: bool
    kind: str
    ids: tuple[str, ...]
    spare: Decimal | None
    figure: Decimal | str | None
    steps: tuple[Step, ...] = ()


class Shift(NamedTuple):
    """The nearest changes that move an item a level, and the dossier with them made."""

    changes: tuple[Change, ...]
    result: Assessment


class Sensitivity(NamedTuple):
    """An indicator or gate one level up, and one down; None: it has no such level in reach."""

    finding: Finding
    up: Shift | None
    down: Shift | None
