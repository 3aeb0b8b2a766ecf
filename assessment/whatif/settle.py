"""Missing evidence: the fewest pieces that would settle a rating, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessment.engine.assess import assess
from assessment.model.dossier import Dossier
from assessment.model.item import Checklist
from assessment.model.outcome import Assessment, Finding
from assessment.model.plan import Missing, Settling, Stake, Target
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.whatif.plan import Planner


def missing(ruleset: Ruleset, dossier: Dossier, *, best: int = 3, strict: bool = False) -> Missing:
    """The fewest missing pieces that can make sure of each rating still possible.

    Args:
        best: so many sets a rating, none of which contains another.

    Raises:
        DossierError: as `assess`.
        TooManyCombinationsError: an item looks at too many missing pieces at once.

    """
    now = assess(ruleset, dossier, strict=strict)
    planner = Planner(ruleset, dossier, strict=strict, supply=True)
    possible = now.score.determination.possible
    settlings = (
        Settling(rating, tuple(planner.fewest(Target(rating), best)))
        for rating in possible[: len(possible) - 1]
    )
    return Missing(now, tuple(sorted(_stakes(now), key=_weight)), tuple(settlings))


def _stakes(now: Assessment) -> Iterator[Stake]:
    score = now.score
    found = [f for result in score.criteria for f in result.findings] + list(score.gates)
    asked_by = {
        exclusion.key: exclusion.id for exclusion, truth in score.exclusions if truth is None
    }
    for key in now.missing:
        items = [f for f in found if key in f.missing]
        points = sum((_at_stake(f, key) for f in items), ZERO)
        named = [f.item.id for f in items] + ([asked_by[key]] if key in asked_by else [])
        yield Stake(key, points, tuple(named))


def _at_stake(found: Finding, key: str) -> Decimal:
    """The points of a part of a list; else all that are open."""
    if isinstance(found.item, Checklist):
        return sum((part.points for part in found.item.parts if part.key == key), ZERO)
    return found.points.high - found.points.low if found.points else ZERO


def _weight(stake: Stake) -> tuple[Decimal, int]:
    """The most points first, then what most items ask for."""
    return -stake.points, -len(stake.items)
