"""What would change a result: levers, changes, costs and plans, as data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import Field

from assessment.model.outcome import Assessment
from assessment.model.quantity import ZERO, Points, Ratio, plain
from assessment.model.ruleset import Rating
from assessment.model.sourced import Frozen, Text

Value = int | Decimal | Ratio | bool | str
"""A count, a number or judged points, a share, an answer, the id of an option."""

Bound = Literal["at_least", "at_most"]
"""Whether all above a value does as well as it, or all below."""


class Change(NamedTuple):
    """One piece of evidence that becomes another; `before` is None where nothing was shown.

    `bound`: of what is first shown, what would do as well; None: nothing else may.
    """

    key: str
    before: Value | None
    after: Value
    bound: Bound | None = None


def percent_text(share: Ratio) -> str:
    """A share as a dossier states it: "70%"."""
    return f"{plain(Decimal(share.part) * 100 / Decimal(share.whole))}%"


# --- costs -----------------------------------------------------------------------------


class Cost(Frozen):
    """What moving one piece of evidence costs.

    `each`: for each unit of a count or number. `step`: for each step: a limit of the
    ruleset that a number passes, an option, an answer, a step of the scale. Both add up.
    """

    each: Points = ZERO
    step: Points = ZERO
    who: Text | None = None


class Costs(Frozen):
    """Costs by evidence key or the id of a judged item; `default` is a step's elsewhere."""

    default: Points = Decimal(1)
    costs: Mapping[str, Cost] = Field(default_factory=dict)

    def of(self, key: str) -> Cost:
        return self.costs.get(key) or Cost(step=self.default)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan may not do, by keys, or by the names that stand for them.

    `only`: what may move; None: all that is not locked.
    """

    locked: Collection[str] = ()
    only: Collection[str] | None = None
    budget: Decimal | None = None
    max_changes: int | None = None


# --- plans -----------------------------------------------------------------------------


class Task(NamedTuple):
    """One change of a plan: its cost, and the points that it takes part in gaining, by item."""

    change: Change
    cost: Decimal
    who: str | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that reach a target, scored by the engine.

    `bound`: no plan costs less than this, as the solver proved, but for those that contain
    a plan found before it; where it is the cost, the plan is the cheapest.
    """

    tasks: tuple[Task, ...]
    cost: Decimal
    bound: Decimal
    result: Assessment

    @property
    def optimal(self) -> bool:
        return self.cost == self.bound


class ObstacleKind(StrEnum):
    """What stands in the way of a target."""

    LOCK = "lock"
    """A key that was locked, or not among those that may move."""
    BUDGET = "budget"
    MAX_CHANGES = "max_changes"
    TOTAL = "total"
    """The points that can be had at all."""
    GATE = "gate"
    EXCLUSION = "exclusion"
    CRITERION = "criterion"
    INDICATOR = "indicator"
    LEVEL = "level"


class Obstacle(NamedTuple):
    """One thing that would have to give way; `id`: a key, an item, an exclusion, a criterion."""

    kind: ObstacleKind
    id: str


@dataclass(frozen=True, slots=True)
class NoPlan:
    """Why a target is out of reach: the best that can be had, and what stands in the way.

    `obstacles`: one of the smallest sets that would have to give way.
    `enough`: the least budget with which there is a plan; None: with none, or there is no budget.
    """

    best: Plan
    obstacles: tuple[Obstacle, ...]
    enough: Decimal | None = None


class Target(NamedTuple):
    """A rating or better, or a total."""

    rating: Rating | None = None
    points: Decimal | None = None


# --- missing evidence ------------------------------------------------------------------


class Stake(NamedTuple):
    """A missing key: the most points that it takes part in, and the items it is asked for.

    Of a list each part has its own points; of all else all keys together have the item's.
    """

    key: str
    points: Decimal
    items: tuple[str, ...]


class Piece(NamedTuple):
    """A missing piece of evidence, and what it has to come to.

    `after`: None: whatever it is. `over`: the total of which `after` is a share, itself missing.
    `bound`: what would do as well; None: nothing else may. `upto`: or all up to this.
    """

    key: str
    after: Value | None = None
    bound: Bound | None = None
    over: str | None = None
    upto: int | None = None


class Settling(NamedTuple):
    """Sets of evidence, the smallest first, any of which can make sure of a rating or better.

    Shown as each piece of a set says, the rating is sure, whatever the totals are; the
    smallest set is the smallest there is. No sets: nothing can make sure of it, which is
    `proved` where no share lacks both of its counts.
    """

    rating: Rating
    sets: tuple[tuple[Piece, ...], ...]
    proved: bool = True


class Gaps(NamedTuple):
    """What is missing in a dossier. `now`: scored with all that is missing left open."""

    now: Assessment
    stakes: tuple[Stake, ...]
    settlings: tuple[Settling, ...]
