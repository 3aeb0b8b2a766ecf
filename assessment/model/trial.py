"""What trying a ruleset by its cases comes to: failures, coverage, the fate of mutants.

A trial is plain data: views word it, the command line takes its exit code from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NamedTuple, get_args

from assessment.errors import Notice, Place
from assessment.model.ruleset import Ruleset

# --- cases -----------------------------------------------------------------------------


class Difference(NamedTuple):
    """One expectation that did not hold: what, as the table says it, and both values as text."""

    what: str
    expected: str
    got: str


class Failure(NamedTuple):
    """A case that came out otherwise than its table says.

    `block`: the table and the block in it. `step`: of a ladder; None outside one.
    `problems`: why its dossier was refused.
    """

    block: str
    step: str | None
    note: str
    place: Place
    differences: tuple[Difference, ...]
    problems: tuple[Notice, ...] = ()

    @property
    def case(self) -> str:
        """The name of the case: block and step."""
        return self.block if self.step is None else f"{self.block}@{self.step}"


# --- coverage --------------------------------------------------------------------------

GoalKind = Literal["level", "gate", "exclusion", "rating", "area"]
GOAL_KINDS: tuple[GoalKind, ...] = get_args(GoalKind)


class Goal(NamedTuple):
    """One thing of a ruleset that some case should show.

    `kind`: a level reached (`met`) or missed, a gate met or failed, an exclusion that
    applies or not, a rating given, what a disadvantaged area changes.
    `id`: of the indicator, part, gate, exclusion or rating.
    `level`: the position of the level (or of the part of a checklist) in its item; None
    where the item is meant as a whole.
    """

    kind: GoalKind
    id: str
    level: int | None = None
    met: bool = True


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every goal of a ruleset, in its order, and those that no case shows."""

    goals: tuple[Goal, ...]
    missing: tuple[Goal, ...]


# --- mutants ---------------------------------------------------------------------------


class Fate(StrEnum):
    """What became of a ruleset made wrong on purpose."""

    REFUSED = "refused"
    """The loader does not accept it."""
    CAUGHT = "caught"
    """A case comes out differently."""
    EQUIVALENT = "equivalent"
    """Proved to score every dossier as before."""
    SURVIVED = "survived"
    """No case tells it from the right one."""


UNSCORED = "unscored"
"""Why a survivor has no witness: what it changes is a date or a bound, which no score shows."""
UNDECIDED = "undecided"
"""Why a survivor has no witness: there are too many values to try."""


class MutantResult(NamedTuple):
    """A mutant by its stable name.

    `by`: the codes that refused it, the case that caught it, or why a survivor has no
    witness.
    `witness`: for a survivor, the content of a dossier that the two score differently.
    """

    name: str
    fate: Fate
    by: str = ""
    witness: Mapping[str, Any] | None = None


# --- the whole -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trial:
    """One ruleset (with its overlays) tried. `coverage` is None for a mere overlay.

    `mutants` is None where none were asked for.
    """

    ruleset: Ruleset
    cases: int
    failures: tuple[Failure, ...]
    coverage: Coverage | None
    mutants: tuple[MutantResult, ...] | None = None

    def of_fate(self, fate: Fate) -> tuple[MutantResult, ...]:
        """The mutants that met this fate."""
        return tuple(mutant for mutant in self.mutants or () if mutant.fate is fate)
