"""Indicators and gates as wholes: each matters, its maximum is attained, a gate can go either way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from assessment.files import Steps
from assessment.model.flaw import Flaw
from assessment.model.item import (
    MET,
    AreaVariant,
    Award,
    Checklist,
    Item,
    Judged,
    ThresholdLevel,
)
from assessment.model.quantity import ZERO, Ratio
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment, Line, fraction, lines_of, share_line
from assessment.rulebook.proof.outcomes import Outcome
from assessment.rulebook.proof.pieces import Piece
from assessment.rulebook.proof.realise import realise
from assessment.rulebook.proof.trials import TooManyTrials


def item_flaws(ground: Ground) -> Iterator[Flaw]:
    """Every flaw of an indicator, a gate or a part that its levels alone do not show."""
    for item, steps in ground.indicators():
        yield from _constant(ground, item, steps)
        yield from _maximum(ground, item, steps)
    for gate, steps in ground.gates():
        yield from _gate(ground, gate, steps)
    for item, steps in ground.examined():
        yield from _unknown(ground, item, steps)
        yield from _named_twice(ground, item, steps)
        if isinstance(item, Checklist):
            yield from _checklist(ground, item, steps)
        elif isinstance(item, Judged):
            yield from _full_at(ground, item, steps)


KnownOutcomes = Mapping[Outcome, Assignment]
"""What an item can come to, where that is known, each with values that bring it about."""


def known_in(ground: Ground, item: Item) -> list[tuple[Context, KnownOutcomes]]:
    """The known outcomes in each context in which the item is asked."""
    found: list[tuple[Context, KnownOutcomes]] = []
    for context in ground.contexts_of(item):
        known = {o: a for o, a in ground.outcomes(item, context).items() if o.known and o.asked}
        if known:
            found.append((context, known))
    return found


def _constant(ground: Ground, item: Item, steps: Steps) -> Iterator[Flaw]:
    """An indicator that is asked of nobody, or comes to the same whatever is shown."""
    if item.has_unknown_figures:
        return
    found = known_in(ground, item)
    if not any(o.asked for c in ground.contexts_of(item) for o in ground.outcomes(item, c)):
        yield ground.error("proof.never_asked", steps, id=item.id)
    results = {(outcome.points, outcome.levels) for _, known in found for outcome in known}
    if len(results) == 1:
        context, known = found[0]
        witness = ground.witness(context, next(iter(known.values())), item)
        yield ground.error("proof.irrelevant", steps, witness, id=item.id)


def _maximum(ground: Ground, item: Item, steps: Steps) -> Iterator[Flaw]:
    """A context in which no evidence earns the item's maximum."""
    if not ground.ruleset.in_points or item.has_unknown_figures:
        return
    found = known_in(ground, item)
    short = [(c, known) for c, known in found if _best(known)[0] < item.most]
    if short:
        context, known = short[0]
        points, values = _best(known)
        everywhere = len(short) == len(found)
        kinds = [kind for c, _ in short for kind in ground.like(item, c)]
        yield ground.error(
            "proof.maximum_not_attained",
            steps,
            ground.witness(context, values, item),
            among=None if everywhere else kinds,
            id=item.id,
            most=item.most,
            points=points,
        )


def _best(known: KnownOutcomes) -> tuple[Decimal, Assignment]:
    best = max(known, key=lambda outcome: outcome.points or ZERO)
    return best.points or ZERO, known[best]


def _gate(ground: Ground, gate: Item, steps: Steps) -> Iterator[Flaw]:
    """A gate that everybody passes, or nobody."""
    if gate.has_unknown_figures:
        return
    found = known_in(ground, gate)
    for passes, code in ((True, "proof.gate_cannot_fail"), (False, "proof.gate_cannot_be_met")):
        same = [(c, known) for c, known in found if all(_passes(o) == passes for o in known)]
        if same:
            context, known = same[0]
            everywhere = len(same) == len(found)
            kinds = [kind for c, _ in same for kind in ground.like(gate, c)]
            witness = ground.witness(context, next(iter(known.values())), gate)
            among = None if everywhere else kinds
            yield ground.error(code, steps, witness, among=among, id=gate.id)


def _passes(outcome: Outcome) -> bool:
    return (MET, False) not in outcome.levels


def _unknown(ground: Ground, item: Item, steps: Steps) -> Iterator[Flaw]:
    """Figures that are null: nobody knows them yet."""
    for index, level in enumerate(item.own_levels):
        here = (*steps, "levels", index)
        entries: list[tuple[Steps, Award | AreaVariant]] = [(here, level)]
        if isinstance(level, ThresholdLevel) and level.disadvantaged:
            entries.append(((*here, "disadvantaged"), level.disadvantaged))
        for where, entry in entries:
            for name in ("points", "at_least", "at_most"):
                if name in entry.model_fields_set and getattr(entry, name) is None:
                    yield ground.note("proof.figure_unknown", (*where, name), id=item.id)


def _named_twice(ground: Ground, item: Item, steps: Steps) -> Iterator[Flaw]:
    """A level of recognition that an item states twice to the same subjects: one is not looked at."""
    if not item.in_levels:
        return
    titles = {level.id: level.title for level in ground.ruleset.levels}
    for context in ground.contexts_of(item):
        seen = context.evidence(ground.ruleset, {})
        asked = [(i, x) for i, x in enumerate(item.own_levels) if seen.concerns(x.applies_to)]
        counted = Counter(level.level for _, level in asked)
        for index, level in asked:
            if counted[level.level] > 1 and level.level not in ground.doubled_levels:
                name = titles.get(level.level or "", level.level or "")
                where = (*steps, "levels", index)
                yield ground.error("proof.level_named_twice", where, id=item.id, level=name)
                return


def _checklist(ground: Ground, item: Checklist, steps: Steps) -> Iterator[Flaw]:
    """A part that earns nothing, or an answer that is counted twice."""
    seen: set[str] = set()
    context = next(iter(ground.contexts_of(item)), None)
    if context is None:
        return
    for index, part in enumerate(item.parts):
        where = (*steps, "parts", index)
        answers = {Line("answer", other.key): other.key == part.key for other in item.parts}
        if part.points == 0:
            witness = ground.witness(context, answers, item)
            yield ground.error("proof.part_irrelevant", where, witness, id=part.key)
        if part.key in seen:
            witness = ground.witness(context, answers, item)
            yield ground.error("proof.counted_twice", where, witness, id=item.id, key=part.key)
        seen.add(part.key)


def _full_at(ground: Ground, item: Judged, steps: Steps) -> Iterator[Flaw]:
    """A share for all points that nobody reaches, or everybody."""
    if item.full_at is None:
        return
    limit, line = fraction(item.full_at.at_least), share_line(item.full_at.ratio)
    where = (*steps, "full_at", "at_least")
    pieces = [value for value in lines_of(ground.ruleset, item)[line] if isinstance(value, Piece)]
    shares = [piece.simplest() for piece in pieces if _stated(ground, {line: piece})]
    if shares and max(shares) < limit:
        yield ground.error("proof.level_out_of_reach", where, id=item.id, value=_ratio(max(shares)))
    elif shares and min(shares) >= limit:
        yield ground.error("proof.level_always_met", where, id=item.id, value=_ratio(min(shares)))


def _stated(ground: Ground, values: Assignment) -> bool:
    """Whether counts can have these values."""
    try:
        return realise(ground.ruleset, values) is not None
    except TooManyTrials:
        return True


def _ratio(share: Fraction) -> Ratio:
    return Ratio(*share.as_integer_ratio())
