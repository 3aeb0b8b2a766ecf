"""What a ruleset states and nothing looks at: further levels of an answer, whom everybody is."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.files import Steps
from assessment.model.flaw import Flaw, Witness
from assessment.model.item import AllOf, AppliesTo, Item, Judged, YesNo
from assessment.model.quantity import ZERO
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.proof.context import Context


def unheeded_flaws(ground: Ground) -> Iterator[Flaw]:
    """What could be left out of an item without any difference."""
    for item, steps in ground.examined():
        if isinstance(item, YesNo | AllOf) and not item.in_levels:
            yield from _further_levels(ground, item, steps)
        if isinstance(item, Judged) and item.full_at and item.full_at.ratio.none_means:
            where = (*steps, "full_at", "ratio", "none_means")
            about = {"key": item.id, "type": item.kind}
            yield ground.warning("proof.unused_field", where, None, field="none_means", **about)
        yield from _for_everybody(ground, item.applies_to, (*steps, "applies_to"))
        for index, level in enumerate(item.own_levels):
            where = (*steps, "levels", index, "applies_to")
            yield from _for_everybody(ground, level.applies_to, where)


def _further_levels(ground: Ground, item: YesNo | AllOf, steps: Steps) -> Iterator[Flaw]:
    """A level of points after one that a yes has earned already."""
    told: set[int] = set()
    for context in ground.contexts_of(item):
        seen = context.evidence(ground.ruleset, {})
        asked = [i for i, x in enumerate(item.levels) if seen.concerns(x.applies_to)]
        for index in (i for i in asked[1:] if i not in told):
            told.add(index)
            line = ground.ruleset.place(*steps, "levels", asked[0]).line
            params = {"id": item.id, "value": True, "other": str(line)}
            where = (*steps, "levels", index)
            yield ground.error("proof.level_shadowed", where, _met(ground, item, context), **params)


def _met(ground: Ground, item: Item, context: Context) -> Witness | None:
    found = ground.outcomes(item, context)
    best = max(found, key=lambda outcome: outcome.points or ZERO)
    return ground.witness(context, found[best], item)


def _for_everybody(ground: Ground, audience: AppliesTo | None, steps: Steps) -> Iterator[Flaw]:
    """Kinds of unit that are all there are."""
    types = {unit_type.id for unit_type in ground.ruleset.unit_types}
    if audience and types and types <= set(audience.unit_type or ()):
        yield ground.warning("proof.for_everybody", (*steps, "unit_type"))
