"""How well a figure of the law is known."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Basis(StrEnum):
    """Mức đối chiếu, from the strongest to the weakest."""

    VERBATIM = "verbatim"
    TRANSLATED = "translated"
    REPORTED = "reported"
    INFERRED = "inferred"
    PLACEHOLDER = "placeholder"


_WEAKNESS = {basis: rank for rank, basis in enumerate(Basis)}


def weakest(bases: Iterable[Basis]) -> Basis:
    """The basis that a conclusion drawn from all of these has."""
    return max(bases, key=_WEAKNESS.__getitem__, default=Basis.VERBATIM)
