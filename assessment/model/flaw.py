"""What a check finds: a notice, how grave it is, and a witness that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assessment.errors import Notice
from assessment.model.ruleset import Ruleset


class Severity(StrEnum):
    """Errors make a ruleset unfit; notes are the law's own oddities, announced."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Witness:
    """A dossier that shows a flaw, as plain content, and what comes of scoring it.

    `shows` is what the engine gave: points of the item, or total and rating, or the codes
    of the errors; all as text. `ruleset`: what it was scored by, if by one alone.
    """

    dossier: Mapping[str, Any]
    shows: Mapping[str, str]
    ruleset: Ruleset | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing found in a ruleset."""

    severity: Severity
    notice: Notice
    witness: Witness | None = None
