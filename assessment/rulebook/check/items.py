"""Indicators and gates as wholes: each matters, its maximum is attained, a gate can go either way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from assessment.model.item import MET, AllOf, BestOf, Checklist, Item, Judged
from assessment.model.quantity import ZERO
from assessment.model.flaw import Flaw
from assessment.rulebook.check.ground import Ground, Steps
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment, Line, fraction
from assessment.rulebook.proof.outcomes import Outcome


def item_flaws(ground: Ground) -> Iterator[Flaw]:
    """Every flaw of an indicator, a gate or a part that its levels alone do not show."""
    gates = {gate.id for gate in ground.ruleset.gates}
    for item, steps in ground.items():
        whole = len(steps) in (2, 4)
        if item.id in gates:
            yield from _gate(ground, item, steps)
        elif whole:
            yield from _constant(ground, item, steps)
            yield from _maximum(ground, item, steps)
        if isinstance(item, BestOf):
            yield from _never_best(ground, item, steps)
        elif isinstance(item, AllOf):
            yield from _never_decides(ground, item, steps)
        elif isinstance(item, Checklist):
            yield from _checklist(ground, item, steps)
        elif isinstance(item, Judged):
            yield from _full_at(ground, item, steps)


Known = Mapping[Outcome, Assignment]


def _in_contexts(ground: Ground, item: Item) -> list[tuple[Context, Known]]:
    """The known outcomes in each context in which the item is asked."""
    found: list[tuple[Context, Known]] = []
    for context in ground.contexts_of(item):
        known = {o: a for o, a in ground.outcomes(item, context).items() if o.known and o.asked}
        if known:
            found.append((context, known))
    return found


def _constant(ground: Ground, item: Item, steps: Steps) -> Iterator[Flaw]:
    """An indicator that is asked of nobody, or comes to the same whatever is shown."""
    if item.has_unknown_points:
        return
    found = _in_contexts(ground, item)
    if not found:
        yield ground.error("proof.never_asked", steps, id=item.id)
        return
    results = {(outcome.points, outcome.levels) for _, known in found for outcome in known}
    if len(results) == 1:
        context, known = found[0]
        witness = ground.witness(context, next(iter(known.values())), item)
        yield ground.error("proof.irrelevant", steps, witness, id=item.id)


def _maximum(ground: Ground, item: Item, steps: Steps) -> Iterator[Flaw]:
    """A context in which no evidence earns the item's maximum."""
    if not ground.ruleset.in_points or item.has_unknown_points:
        return
    found = _in_contexts(ground, item)
    for context, known in found:
        best = max(known, key=_points)
        if _points(best) < item.most:
            witness = ground.witness(context, known[best], item)
            where = None if len(found) == 1 else context
            params: dict[str, Any] = {"id": item.id, "most": item.most, "points": _points(best)}
            yield ground.error(
                "proof.maximum_not_attained", steps, witness, context=where, **params
            )
            return


def _points(outcome: Outcome) -> Decimal:
    return outcome.points or ZERO


def _gate(ground: Ground, gate: Item, steps: Steps) -> Iterator[Flaw]:
    """A gate that everybody passes, or nobody."""
    for context, known in _in_contexts(ground, gate):
        truths = {truth for outcome in known for level, truth in outcome.levels if level == MET}
        if len(truths) == 1:
            code = "proof.gate_cannot_fail" if True in truths else "proof.gate_cannot_be_met"
            witness = ground.witness(context, next(iter(known.values())), gate)
            yield ground.error(code, steps, witness, id=gate.id)
            return


# --- composites ------------------------------------------------------------------------


def _never_best(ground: Ground, item: BestOf, steps: Steps) -> Iterator[Flaw]:
    """A way that never earns more than another one earns at the least."""
    if item.in_levels or item.has_unknown_points:
        return
    for index, part in enumerate(item.parts):
        useful = False
        for context in ground.contexts_of(item):
            spans = {p.id: _span(ground, p, context) for p in item.parts}
            own = spans.pop(part.id)
            others = [span[0] for span in spans.values() if span is not None]
            useful = useful or (own is not None and own[1] > max(others, default=ZERO))
        if not useful:
            context = ground.contexts_of(item)[0]
            best = max(ground.outcomes(part, context).items(), key=lambda entry: _points(entry[0]))
            witness = ground.witness(context, best[1], item)
            yield ground.error(
                "proof.part_irrelevant", (*steps, "parts", index), witness, id=part.id
            )


def _span(ground: Ground, part: Item, context: Context) -> tuple[Decimal, Decimal] | None:
    points = [_points(o) for o in ground.outcomes(part, context) if o.asked]
    return (min(points), max(points)) if points else None


def _never_decides(ground: Ground, item: AllOf, steps: Steps) -> Iterator[Flaw]:
    """A part that never fails, or one that always does."""
    for index, part in enumerate(item.parts):
        where = (*steps, "parts", index)
        found = _in_contexts(ground, part)
        if not found:
            yield ground.error("proof.never_asked", where, id=part.id)
            continue
        results = {outcome.levels for _, known in found for outcome in known}
        if len(results) == 1:
            context, known = found[0]
            witness = ground.witness(context, next(iter(known.values())), part)
            yield ground.error("proof.part_irrelevant", where, witness, id=part.id)


def _checklist(ground: Ground, item: Checklist, steps: Steps) -> Iterator[Flaw]:
    """A part that earns nothing, or an answer that is counted twice."""
    seen: set[str] = set()
    context = ground.contexts_of(item)[0]
    for index, part in enumerate(item.parts):
        where = (*steps, "parts", index)
        yes: Assignment = {Line("answer", part.key): True}
        if part.points == 0:
            witness = ground.witness(context, yes, item)
            yield ground.error("proof.part_irrelevant", where, witness, id=part.key)
        if part.key in seen:
            witness = ground.witness(context, yes, item)
            yield ground.error("proof.counted_twice", where, witness, id=item.id, key=part.key)
        seen.add(part.key)


def _full_at(ground: Ground, item: Judged, steps: Steps) -> Iterator[Flaw]:
    """A share for all points that nobody reaches, or everybody."""
    if item.full_at is None:
        return
    limit = fraction(item.full_at.at_least)
    where = (*steps, "full_at", "at_least")
    if limit > 1 and not item.full_at.ratio.may_exceed:
        yield ground.error("proof.level_out_of_reach", where, id=item.id, value="1/1")
    elif limit <= 0:
        yield ground.error("proof.level_always_met", where, id=item.id, value="0/1")
