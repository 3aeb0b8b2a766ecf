"""Missing evidence: the fewest pieces that would settle a rating, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessment.engine.assess import assess
from assessment.model.dossier import Dossier
from assessment.model.outcome import Assessment
from assessment.model.plan import Gaps, Settling, Stake, Target
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.whatif.plan import Planner


def missing(ruleset: Ruleset, dossier: Dossier, *, best: int = 3, strict: bool = False) -> Gaps:
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
    proved = not any(lever.ratio for lever in planner.levers)
    settlings = (
        Settling(rating, tuple(planner.fewest(Target(rating), best)), proved)
        for rating in possible[: len(possible) - 1]
    )
    return Gaps(now, tuple(sorted(_stakes(now), key=_weight)), tuple(settlings))


def _stakes(now: Assessment) -> Iterator[Stake]:
    score = now.score
    found = [f for result in score.criteria for f in result.findings] + list(score.gates)
    asked_by = {
        exclusion.key: exclusion.id for exclusion, truth in score.exclusions if truth is None
    }
    for key in now.missing:
        items = [f for f in found if key in f.missing]
        points = sum((f.at_stake(key) for f in items), ZERO)
        named = [f.item.id for f in items] + ([asked_by[key]] if key in asked_by else [])
        yield Stake(key, points, tuple(named))


def _weight(stake: Stake) -> tuple[Decimal, int]:
    """The most points first, then what most items ask for."""
    return -stake.points, -len(stake.items)
