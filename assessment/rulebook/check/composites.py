"""Parts of composite indicators: each sometimes decides what the indicator comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assessment.model.flaw import Flaw, Witness
from assessment.model.item import AllOf, BestOf, Item
from assessment.model.quantity import ZERO
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.check.items import known_in
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment
from assessment.rulebook.proof.outcomes import Outcome

Results = Sequence[tuple[Outcome, Assignment]]
"""What a part can come to while nothing binds it to the others."""


def composite_flaws(ground: Ground) -> Iterator[Flaw]:
    """Parts that never decide: never the best, never the one that is missed."""
    for item, _ in ground.examined():
        if (
            isinstance(item, BestOf | AllOf)
            and not item.has_unknown_figures
            and _varies(ground, item)
        ):
            yield from _idle_parts(ground, item)


def _varies(ground: Ground, item: Item) -> bool:
    """Whether the item comes to different things at all."""
    found = known_in(ground, item)
    return len({(o.points, o.levels) for _, known in found for o in known}) > 1


def _idle_parts(ground: Ground, item: BestOf | AllOf) -> Iterator[Flaw]:
    places = {other.id: where for other, where in ground.examined()}
    decides = _misses_alone if isinstance(item, AllOf) else _is_best_alone
    for index, part in enumerate(item.parts):
        where = places[part.id]
        if not known_in(ground, part):
            yield ground.error("proof.never_asked", where, id=part.id)
            continue
        contexts = ground.contexts_of(item)
        if any(_useful(ground, item, index, context, decides) for context in contexts):
            continue
        yield ground.error("proof.part_irrelevant", where, _shown(ground, item, index), id=part.id)


def _useful(
    ground: Ground,
    item: BestOf | AllOf,
    index: int,
    context: Context,
    decides: Callable[[Results, Sequence[Results]], bool],
) -> bool:
    """Whether a part decides at some setting."""
    scored = ground.outcomes_in(context)
    for narrowed in scored.settings(item):
        results = [_known(scored.among(part, narrowed)) for part in item.parts]
        if all(results) and decides(results[index], [*results[:index], *results[index + 1 :]]):
            return True
    return False


def _known(found: Iterator[tuple[Outcome, Assignment]]) -> Results:
    return [(outcome, values) for outcome, values in found if outcome.known]


def _misses_alone(own: Results, others: Sequence[Results]) -> bool:
    """Whether the part can miss a level that all others meet, or do not state."""
    missed = {level for outcome, _ in own for level, truth in outcome.levels if not truth}
    return any(
        all(any((level, False) not in outcome.levels for outcome, _ in other) for other in others)
        for level in missed
    )


def _is_best_alone(own: Results, others: Sequence[Results]) -> bool:
    """Whether the part can be asked alone, earn more than all others, or meet what they miss.

    A part that alone asks for a level decides that the item asks for it.
    """
    if _asked(own) and all(any(not o.asked for o, _ in other) for other in others):
        return True
    if not _stated(own) <= {level for other in others for level in _stated(other)}:
        return True
    least = [
        min(o.points for o, _ in other if o.points is not None)
        for other in map(_asked, others)
        if _in_points(other)
    ]
    most = [o.points for o, _ in _asked(own) if o.points is not None]
    if most:
        return max(most) > max(least, default=ZERO)
    met = {level for outcome, _ in own for level in outcome.met}
    return any(
        all(any(level not in outcome.met for outcome, _ in other) for other in others)
        for level in met
    )


def _asked(results: Results) -> Results:
    return [entry for entry in results if entry[0].asked]


def _stated(results: Results) -> set[str]:
    """The levels that a part asks for."""
    return {level for outcome, _ in results for level, _ in outcome.levels}


def _in_points(results: Results) -> bool:
    return any(outcome.points is not None for outcome, _ in results)


def _shown(ground: Ground, item: BestOf | AllOf, index: int) -> Witness | None:
    """A dossier in which the part does its utmost, or misses, and nothing comes of it."""
    part: Item = item.parts[index]
    for context in ground.contexts_of(item):
        scored = ground.outcomes_in(context)
        for narrowed in scored.settings(item):
            own = _asked(_known(scored.among(part, narrowed)))
            rest = [
                _known(scored.among(other, narrowed)) for other in item.parts if other is not part
            ]
            if own and all(rest):
                first = max(own, key=lambda entry: entry[0].points or ZERO)
                if isinstance(item, AllOf):
                    first = min(own, key=lambda entry: len(entry[0].met))
                values: Assignment = dict(first[1])
                for results in rest:
                    values = {**values, **results[0][1]}
                return ground.witness(context, values, item)
    return None
