"""What an item can come to: every outcome, each with values that bring it about.

The scorers themselves say what a value comes to; here they are asked once for each piece.
A composite's parts that look at different lines are combined outcome by outcome, so that
a checklist of thirty answers needs no thousand million trials.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from assessment.model.item import AllOf, BestOf, Checklist, Item, Judged, Threshold
from assessment.model.outcome import Finding, Status
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import (
    Assignment,
    Line,
    Value,
    fraction,
    lines_of,
    share_line,
)
from assessment.rulebook.proof.pieces import Piece
from assessment.rulebook.proof.realise import readings, realise
from assessment.rulebook.proof.ties import Lines, Ties
from assessment.rulebook.proof.trials import MOST_TRIALS, TooManyTrials
from scorers import score

__all__ = ["MOST_TRIALS", "Outcome", "TooManyTrials", "combinations", "outcome_at", "outcome_of", "outcomes"]


class Outcome(NamedTuple):
    """What a finding comes to once its evidence is in.

    `points` and `levels` as in a finding; `asked` is False where the item is for others;
    `known` is False where a figure of the ruleset is null or the value is open.
    """

    points: Decimal | None
    levels: frozenset[tuple[str, bool]] = frozenset()
    asked: bool = True
    known: bool = True

    @property
    def met(self) -> frozenset[str]:
        """The levels met."""
        return frozenset(level for level, truth in self.levels if truth)


def outcome_of(found: Finding) -> Outcome:
    if found.status is Status.NOT_APPLICABLE:
        return Outcome(ZERO, asked=False)
    if found.points is not None:
        known = found.points.exact and found.status is not Status.ERROR
        return Outcome(found.points.low, known=known)
    known = None not in found.levels.values()
    levels = frozenset((level, bool(truth)) for level, truth in found.levels.items())
    return Outcome(None, levels, known=known)


def outcomes(
    ruleset: Ruleset, item: Item, context: Context, among: Lines = MappingProxyType({})
) -> dict[Outcome, Assignment]:
    """Every outcome of an item in a context, with the first (simplest) values that give it.

    Args:
        among: the values that some lines may have; all others may have any.

    Raises:
        TooManyTrials: values that hang together have too many combinations.
    """
    found: dict[Outcome, Assignment] = {}
    for assignment in _assignments(ruleset, item, context, among):
        outcome = outcome_at(ruleset, item, context, assignment)
        if outcome is not None:
            found.setdefault(outcome, assignment if outcome.asked else {})
    return found


def outcome_at(
    ruleset: Ruleset, item: Item, context: Context, assignment: Assignment
) -> Outcome | None:
    """What an item comes to at these values; None: no counts have them."""
    given = realise(ruleset, assignment)
    if given is None:
        return None
    return outcome_of(score(item, context.evidence(ruleset, readings(ruleset, given))))


def combinations(lines: dict[Line, list[Value]]) -> Iterator[Assignment]:
    """Every combination of the lines' values.

    Raises:
        TooManyTrials: there are over `MOST_TRIALS`.
    """
    count = 1
    for values in lines.values():
        count *= len(values)
    if count > MOST_TRIALS:
        raise TooManyTrials
    for chosen in product(*lines.values()):
        yield dict(zip(lines, chosen, strict=True))


def empty_lines(item: Item) -> set[Line]:
    """The lines on which a share of nothing comes to something."""
    found = set()
    for part in item.parts if isinstance(item, BestOf | AllOf) else (item,):
        if isinstance(part, Judged) and part.full_at:
            found.add(share_line(part.full_at.ratio))
        elif isinstance(part, Threshold):
            ratios = [level.ratio or part.ratio for level in part.levels]
            found |= {share_line(ratio) for ratio in ratios if ratio and ratio.none_means}
            found |= {share_line(r) for r in ratios if r and part is not item}
    return found


def _assignments(
    ruleset: Ruleset, item: Item, context: Context, among: Lines
) -> Iterator[Assignment]:
    """Values enough to bring about every outcome of the item."""
    lines = {**lines_of(ruleset, item, context=context)}
    lines.update({line: list(among[line]) for line in lines.keys() & among.keys()})
    if not lines:
        yield {}
    elif isinstance(item, Checklist):
        yield from _checked(item, lines)
    elif isinstance(item, Judged):
        yield from _given(ruleset, item, lines)
    elif isinstance(item, BestOf | AllOf):
        shared = _shared(ruleset, item, context)
        ties = Ties(ruleset, lines, empty_lines(item))
        for narrowed in ties.settings(lines, shared, MOST_TRIALS):
            yield from _composed(ruleset, item, context, {**among, **narrowed})
    else:
        yield from combinations(lines)


def _shared(ruleset: Ruleset, item: BestOf | AllOf, context: Context) -> set[Line]:
    """The lines that several parts look at."""
    seen: set[Line] = set()
    found: set[Line] = set()
    for part in item.parts:
        own = lines_of(ruleset, part, context=context).keys()
        found |= seen & own
        seen |= own
    return found


def _given(
    ruleset: Ruleset, item: Judged, lines: dict[Line, list[Value]]
) -> Iterator[Assignment]:
    """Each number of points beside a share that leaves it, and each share beside no points."""
    points, *counted = lines
    if not counted:
        yield from ({points: value} for value in lines[points])
        return
    (share,) = counted
    assert item.full_at is not None
    limit = fraction(item.full_at.at_least)
    leaving = (value for value in lines[share] if not _reaches(value, limit))
    below = next((v for v in leaving if realise(ruleset, {share: v}) is not None), None)
    if below is not None:
        yield from ({points: value, share: below} for value in lines[points])
    for value in lines[share]:
        yield {share: value, points: lines[points][-1]}


def _reaches(value: Value, limit: Fraction) -> bool:
    return isinstance(value, Piece) and value.simplest() >= limit


def _checked(item: Checklist, lines: dict[Line, list[Value]]) -> Iterator[Assignment]:
    """One choice of answers for each sum."""
    worth: dict[Line, Decimal] = {}
    for part in item.parts:
        line = Line("answer", part.key)
        worth[line] = worth.get(line, ZERO) + part.points
    found: dict[Decimal, Assignment] = {ZERO: {}}
    for line, points in worth.items():
        longer: dict[Decimal, Assignment] = {}
        for answer in lines[line]:
            for so_far, answers in found.items():
                sum_ = so_far + points if answer else so_far
                longer.setdefault(sum_, {**answers, line: answer})
        found = longer
    yield from found.values()


def _composed(
    ruleset: Ruleset, item: BestOf | AllOf, context: Context, among: Lines
) -> Iterator[Assignment]:
    """One choice of values for each way in which the parts' outcomes come together."""
    found: dict[Outcome | None, Assignment] = {None: {}}
    for part in item.parts:
        own = outcomes(ruleset, part, context, among)
        longer: dict[Outcome | None, Assignment] = {}
        for so_far, values in found.items():
            for outcome, more in own.items():
                longer.setdefault(_together(item, so_far, outcome), {**values, **more})
        found = longer
    yield from found.values()


def _together(item: BestOf | AllOf, one: Outcome | None, other: Outcome) -> Outcome | None:
    if not other.asked:
        return one
    if one is None:
        return other
    known = one.known and other.known
    if one.points is not None and other.points is not None:
        return Outcome(max(one.points, other.points), known=known)
    named = {level for level, _ in one.levels | other.levels}
    missed = {level for outcome in (one, other) for level, truth in outcome.levels if not truth}
    met = one.met | other.met if isinstance(item, BestOf) else named - missed
    return Outcome(None, frozenset((level, level in met) for level in named), known=known)
