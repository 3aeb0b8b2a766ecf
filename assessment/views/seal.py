"""What vouches for a result, as the papers made from it say."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Seal(NamedTuple):
    """What vouches for a result. `cross_check`: as the cross-check answered."""

    sha256: str
    cross_check: str
    today: date
