"""What an assessment found, from the single indicator to the rating, as data.

Nothing here is worded: views turn findings into sentences, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple

from assessment.errors import Notice
from assessment.model.basis import Basis
from assessment.model.dossier import Dossier
from assessment.model.item import Award, Checklist, Item, Judged
from assessment.model.quantity import ZERO, Interval, Ratio
from assessment.model.ruleset import Criterion, Exclusion, Rating, Ruleset
from assessment.model.truth import Truth


class Status(StrEnum):
    """Of an indicator."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


class Remark(StrEnum):
    """What a reader must know of a finding beside its points."""

    REJECTED = "rejected"
    """The inspection refused the evidence."""
    UNKNOWN_FIGURE = "unknown_figure"
    """The ruleset does not have the figure (null)."""
    NOTHING_COUNTED = "nothing_counted"
    """A share of nothing, which no rule gives a meaning."""
    PERCENTAGE_ONLY = "percentage_only"
    """A share known without its counts."""
    SHARE_DISAGREES = "share_disagrees"
    """A stated share that the counts given beside it do not allow."""
    BELOW_FULL = "below_full"
    """The assessor judged below the share that has all points."""
    JUDGEMENT_NEEDED = "judgement_needed"
    """The assessor has not given points yet."""
    MISSING_AS_ZERO = "missing_as_zero"
    """Settled for want of evidence."""
    LEFT_OUT = "left_out"
    """The dossier says that the item does not apply."""


class Standing(StrEnum):
    """Of a whole result: which of the law's figures it could rest on."""

    UNDETERMINED = "undetermined"
    PROVISIONAL = "provisional"
    FINAL = "final"


# --- what was seen ---------------------------------------------------------------------


class Share(NamedTuple):
    """A part of a whole. Counts are None where only a percentage or a bound is known.

    `part_bounds` and `whole_bounds`: the least and most that a given count can be.
    """

    of: str
    over: str
    part: int | None
    whole: int | None
    low: Ratio | None
    high: Ratio | None
    by_percentage: bool
    part_bounds: tuple[Ratio, Ratio] | None = None
    whole_bounds: tuple[Ratio, Ratio] | None = None


class Amount(NamedTuple):
    """A number or a count."""

    key: str
    low: Ratio | None
    high: Ratio | None


class Pick(NamedTuple):
    """The option chosen; None when it is not known."""

    key: str
    option: str | None


class Answer(NamedTuple):
    """Yes, no, or not known."""

    key: str
    answer: Truth


class Judgement(NamedTuple):
    """The points that an assessor gave; None when none were. `share` where one was counted."""

    points: Decimal | None
    share: Share | None


Seen = Share | Amount | Pick | Answer | Judgement


class Takes(NamedTuple):
    """What reaching (or losing) a level takes: so many more or fewer of something.

    `unit`: counted things of evidence `key`, percentage points, or plain numbers.
    """

    amount: Ratio
    more: bool
    unit: Literal["count", "percentage_points", "number"]
    key: str


class Next(NamedTuple):
    """The next better level, what it adds, and what it takes (None: see the level itself)."""

    level: Award
    gain: Decimal | None
    takes: Takes | None


class Finding(NamedTuple):
    """What one indicator (or part, or gate) comes to.

    `points` is None in a ruleset of levels, where `levels` maps each level asked to
    whether it is met. `spare` is how much can be lost before the level reached is.
    `missing` are the keys that could still change points or levels. `reached` is the one
    level reached, None while several are possible.
    """

    item: Item
    status: Status
    points: Interval | None
    max: Decimal
    basis: Basis
    levels: Mapping[str, Truth] = MappingProxyType({})
    seen: tuple[Seen, ...] = ()
    reached: Award | None = None
    next: Next | None = None
    spare: Takes | None = None
    used: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def at_stake(self, key: str) -> Decimal:
        """The points that a missing key may decide: of a list its part's, else all open ones."""
        if isinstance(self.item, Checklist):
            return sum((part.points for part in self.item.parts if part.key == key), ZERO)
        return self.points.high - self.points.low if self.points else ZERO


def grounds_of(found: Finding) -> str:
    """The sources of the figures that a finding rests on."""
    if found.reached:
        return found.reached.grounds
    if isinstance(found.item, Judged):
        return found.item.grounds
    return found.item.source


# --- up to the rating ------------------------------------------------------------------


class CriterionResult(NamedTuple):
    criterion: Criterion
    points: Interval | None
    findings: tuple[Finding, ...]
    applies: bool = True


class Condition(NamedTuple):
    """One thing that a rating asks, and whether it holds.

    `kind`: total, no_criterion_at, no_indicator_below, level, gate, exclusion.
    `decisive`: the ids (of criteria, indicators, gates, exclusions) that decide or leave
    it open.
    """

    kind: str
    truth: Truth
    figure: Decimal | str | None
    decisive: tuple[str, ...] = ()


class RatingTest(NamedTuple):
    rating: Rating
    truth: Truth
    conditions: tuple[Condition, ...]


class Determination(NamedTuple):
    """The ratings still possible, best first, and the tests that say so."""

    possible: tuple[Rating, ...]
    tests: tuple[RatingTest, ...]
    recognised: Truth

    @property
    def rating(self) -> Rating | None:
        return self.possible[0] if len(self.possible) == 1 else None


class Score(NamedTuple):
    """One reading of the evidence (as claimed, or as inspected), scored."""

    criteria: tuple[CriterionResult, ...]
    gates: tuple[Finding, ...]
    exclusions: tuple[tuple[Exclusion, Truth], ...]
    points: Interval | None
    determination: Determination


class Options(NamedTuple):
    """How a dossier was scored: what missing evidence counts for, and which evidence counts."""

    missing: Literal["open", "zero"] = "open"
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """A dossier scored by a ruleset.

    `score` counts the inspected value where there is one; `claimed` is the commune's own.
    `placeholder_points`: the awarded low points that rest on placeholders, None in a
    ruleset of levels.
    """

    ruleset: Ruleset
    dossier: Dossier
    options: Options
    score: Score
    claimed: Score
    status: Standing
    placeholder_points: Decimal | None
    missing: tuple[str, ...]
    warnings: tuple[Notice, ...]
    notes: tuple[Notice, ...]

    @property
    def rating(self) -> Rating | None:
        return self.score.determination.rating

    @property
    def disadvantaged(self) -> bool:
        """Whether the scale for disadvantaged areas is the one applied."""
        areas = self.ruleset.areas.disadvantaged_scale_for if self.ruleset.areas else ()
        return self.dossier.subject.area in areas

    @property
    def findings(self) -> Mapping[str, Finding]:
        """Every indicator's finding, by its id."""
        return {f.item.id: f for c in self.score.criteria for f in c.findings}
