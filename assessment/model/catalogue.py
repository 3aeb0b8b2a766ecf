"""A ruleset as the catalogue lists it: beside its own content, what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.model.overlay import Overlay
from assessment.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What comes before or after a ruleset: `ruleset` is None where no shelf has it."""

    document: str
    ruleset: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One ruleset of the list, with the overlays on it, by id.

    `over_shipped`: the file of a local shelf that stands in the place of a shipped one; None
    where there is no such thing.
    """

    ruleset: Ruleset
    replaces: tuple[Neighbour, ...]
    replaced_by: tuple[Neighbour, ...]
    overlays: tuple[Overlay, ...]
    over_shipped: str | None = None
