"""Evidence as the scorers see it: typed values, bounds, and what is absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from assessment.model.dossier import Claim
from assessment.model.item import AppliesTo
from assessment.model.quantity import Ratio
from assessment.model.ruleset import EvidenceKey
from assessment.model.truth import Truth


class Reading(NamedTuple):
    """One piece of evidence, read by its type.

    `low` and `high` bound a numeric value and meet when it is known; a percentage is a
    share (70 % is 70/100). `value` is the exact value, None when only a bound is known:
    an int, a Decimal, a bool, or the id of an option.
    """

    key: str
    value: int | Decimal | bool | str | None
    low: Ratio | None
    high: Ratio | None
    claim: Claim


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a dossier shows, as claimed or as inspected.

    `rejected` are keys whose evidence the inspection refused: they earn nothing.
    `inspected` are keys whose value the inspection found itself.
    `not_applied` are the ids of items that the dossier says do not apply.
    """

    readings: Mapping[str, Reading]
    declared: Mapping[str, EvidenceKey]
    rejected: frozenset[str] = frozenset()
    inspected: frozenset[str] = frozenset()
    not_applied: frozenset[str] = frozenset()
    disadvantaged: bool = False
    unit_type: str | None = None
    public: bool | None = None

    def answer(self, key: str) -> Truth:
        """Yes or no; None while nobody has said."""
        reading = self.readings.get(key)
        return reading.value if reading and isinstance(reading.value, bool) else None

    def concerns(self, audience: AppliesTo | None) -> bool:
        """Whether an item for this audience is for the unit assessed."""
        if audience is None:
            return True
        if audience.unit_type is not None and self.unit_type not in audience.unit_type:
            return False
        if audience.not_unit_type is not None and self.unit_type in audience.not_unit_type:
            return False
        return audience.public is None or audience.public == self.public
