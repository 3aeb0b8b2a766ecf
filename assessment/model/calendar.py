"""What falls due on which day, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessment.model.basis import Basis
from assessment.model.dossier import Dossier, Previous
from assessment.model.procedure import Duration, Upgrade
from assessment.model.ruleset import Ruleset


class Mark(StrEnum):
    """What a day is: too late already (`BEFORE`), or the first, last or only day of the data."""

    DATA_FROM = "data_from"
    DATA_TO = "data_to"
    DATA_AS_OF = "data_as_of"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day of one ruleset. `what` and `who` are a deadline's own words."""

    day: date
    mark: Mark
    assessed_year: int
    ruleset: Ruleset
    source: str
    basis: Basis
    what: str | None = None
    who: str | None = None

    @property
    def out_of_force(self) -> date | None:
        """The ruleset's last day in force, where it comes before this day."""
        last = self.ruleset.document.in_force.to
        return last if last and last < self.day else None


@dataclass(frozen=True, slots=True)
class Recognition:
    """A recognition in a dossier, and what its decision sets going.

    `before_force`: the decision came before this ruleset, which says nothing about it.
    """

    dossier: Dossier
    ruleset: Ruleset
    previous: Previous | None
    before_force: bool = False
    validity: Duration | None = None
    valid: tuple[date, date] | None = None
    upgrade: Upgrade | None = None
    upgrade_from: date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """One year's days, sorted; `ahead`: those of the next year that belong to its assessment."""

    year: int
    rulesets: tuple[Ruleset, ...]
    days: tuple[DueDay, ...]
    ahead: tuple[DueDay, ...]
    recognition: Recognition | None = None
