"""What an item can come to: every outcome, each with values that bring it about.

The scorers themselves say what a value comes to; here they are asked once for each piece.
A composite's parts that look at different lines are combined outcome by outcome, so that
a checklist of thirty answers needs no thousand million trials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from assessment.model.item import AllOf, BestOf, Checklist, Item, Judged
from assessment.model.outcome import Finding, Status
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment, Line, Value, lines_of
from assessment.rulebook.proof.realise import readings, realise
from scorers import score

MOST_TRIALS = 20_000


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


class TooManyTrials(Exception):  # noqa: N818 - not an error of anybody's file
    """Lines that hang together have more combinations of values than can be tried."""


def outcome_of(found: Finding) -> Outcome:
    if found.status is Status.NOT_APPLICABLE:
        return Outcome(ZERO, asked=False)
    if found.points is not None:
        known = found.points.exact and found.status is not Status.ERROR
        return Outcome(found.points.low, known=known)
    known = None not in found.levels.values()
    levels = frozenset((level, bool(truth)) for level, truth in found.levels.items())
    return Outcome(None, levels, known=known)


def outcomes(ruleset: Ruleset, item: Item, context: Context) -> dict[Outcome, Assignment]:
    """Every outcome of an item in a context, with the first (simplest) values that give it.

    Raises:
        TooManyTrials: parts that share lines have too many combinations.
    """
    found: dict[Outcome, Assignment] = {}
    for assignment in _assignments(ruleset, item, context):
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


def _assignments(ruleset: Ruleset, item: Item, context: Context) -> Iterator[Assignment]:
    """Values enough to bring about every outcome of the item."""
    if isinstance(item, Checklist):
        yield from _checked(item)
    elif isinstance(item, Judged):
        yield from _given(ruleset, item)
    elif isinstance(item, BestOf | AllOf) and _apart(ruleset, item.parts):
        yield from _composed(ruleset, item, context)
    else:
        yield from combinations(lines_of(ruleset, item))


def _given(ruleset: Ruleset, item: Judged) -> Iterator[Assignment]:
    """The points that an assessor may give, then the shares that may be counted instead."""
    for line, values in lines_of(ruleset, item).items():
        yield from ({line: value} for value in values)


def _apart(ruleset: Ruleset, parts: Sequence[Item]) -> bool:
    """Whether no two parts look at one line, or at counts of one kind."""
    keys = [key for part in parts for line in lines_of(ruleset, part) for key in line[1:] if key]
    each = [{key for line in lines_of(ruleset, part) for key in line[1:] if key} for part in parts]
    return len(set(keys)) == sum(map(len, each))


def _checked(item: Checklist) -> Iterator[Assignment]:
    """One choice of answers for each sum."""
    found: dict[Decimal, Assignment] = {ZERO: {}}
    for part in item.parts:
        line = Line("answer", part.key)
        longer: dict[Decimal, Assignment] = {}
        for points, answers in found.items():
            longer.setdefault(points, {**answers, line: False})
        for points, answers in found.items():
            longer.setdefault(points + part.points, {**answers, line: True})
        found = longer
    yield from found.values()


def _composed(ruleset: Ruleset, item: BestOf | AllOf, context: Context) -> Iterator[Assignment]:
    """One choice of values for each way in which the parts' outcomes come together."""
    found: dict[Outcome | None, Assignment] = {None: {}}
    for part in item.parts:
        longer: dict[Outcome | None, Assignment] = {}
        for so_far, values in found.items():
            for outcome, more in outcomes(ruleset, part, context).items():
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
