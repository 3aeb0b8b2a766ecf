"""The papers that go with titles given to the rows of a table: their names, and what they tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from assessment.model.register import Span
from assessment.model.ruleset import Ruleset

LIST, CERTIFICATE = "danh-sach", "giay-cong-nhan"

TITLE_PAPERS = (LIST, CERTIFICATE)
"""In the order in which they are made."""


class Titled(NamedTuple):
    """A row that has a title for sure.

    `about`: by the columns that the table has beside those of its ruleset. `low`, `high`: points; None where
    the ruleset has none. `rating`: None while several are possible. `missing`: keys of evidence
    that it does not hang on.
    """

    about: Mapping[str, str | None]
    low: Decimal | None
    high: Decimal | None
    rating: str | None
    missing: str | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """By which rules and for which period titles are given, and to how many rows they are not.

    `aside`: rows in which something was wrong. `provisional`: some figure is a placeholder.
    """

    ruleset: Ruleset
    period: Span | None
    refused: int
    undecided: int
    aside: int
    provisional: bool
