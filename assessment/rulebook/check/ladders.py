"""What levels say of every value, rung by rung.

A ladder is one line of values, from the least to the most (of options: from the worst to
the best), and on each rung the levels whose condition holds there. The first level that
holds is the one that counts. Where levels of one item compare several shares there is a
ladder for each, beside every value of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from assessment.model.item import Award, Choice, ChoiceLevel, Threshold, ThresholdLevel
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import (
    Assignment,
    Line,
    Nothing,
    Value,
    fraction,
    lines_of,
    share_line,
)
from assessment.rulebook.proof.pieces import Piece
from assessment.rulebook.proof.realise import realise
from assessment.rulebook.proof.trials import TooManyTrials


class Rung(NamedTuple):
    """A value, and the places (in the item's list) of the levels that hold there."""

    value: Value
    holding: tuple[int, ...]


class Ladder(NamedTuple):
    """The levels on one line; `own` are those that compare it, `beside` the others' values.

    `unknown`: the places of the levels whose limit is null, which may hold on any rung; they
    are not among the levels.
    """

    line: Line
    beside: Assignment
    levels: dict[int, Award]
    own: frozenset[int]
    unknown: frozenset[int]
    rungs: tuple[Rung, ...]

    def points(self, rung: Rung) -> Decimal | None:
        """What the first level that holds earns; None: nothing known."""
        if not rung.holding or any(index < rung.holding[0] for index in self.unknown):
            return None
        return self.levels[rung.holding[0]].points

    def values(self, rung: Rung) -> Assignment:
        """All values at a rung."""
        return {**self.beside, self.line: rung.value}


def ladders(ground: Ground, item: Threshold | Choice, context: Context) -> list[Ladder]:
    """The item's ladders in a context, rungs that counts can have; none where it is not asked."""
    seen = context.evidence(ground.ruleset, {})
    if not seen.concerns(item.applies_to):
        return []
    values = lines_of(ground.ruleset, item)
    levels: tuple[Award, ...] = item.levels
    if isinstance(item, Threshold):
        levels = item.levels_by_area[seen.disadvantaged]
    asked = {i: level for i, level in enumerate(levels) if seen.concerns(level.applies_to)}
    unknown = frozenset(index for index, level in asked.items() if level.has_unknown_limit)
    asked = {index: level for index, level in asked.items() if index not in unknown}
    line_of = {index: _line(item, level) for index, level in asked.items()}
    lines = list(dict.fromkeys(line_of.values()))
    found = []
    for line in lines:
        own = frozenset(index for index, other in line_of.items() if other == line)
        compared = {i: level for i, level in asked.items() if i in own or not item.in_levels}
        others = [other for other in lines if other != line and not item.in_levels]
        for beside in _besides(values, others):
            rungs = tuple(_rungs(ground, item, line, values[line], beside, compared, line_of))
            if rungs:
                found.append(Ladder(line, beside, compared, own, unknown, rungs))
    return found


def _besides(values: Mapping[Line, list[Value]], others: list[Line]) -> Iterator[Assignment]:
    choices = [[v for v in values[line] if not isinstance(v, Nothing)] for line in others]
    for chosen in product(*choices):
        yield dict(zip(others, chosen, strict=True))


def _line(item: Threshold | Choice, level: Award) -> Line:
    if isinstance(item, Choice):
        return Line("option", item.key)
    own = level.ratio if isinstance(level, ThresholdLevel) else None
    ratio = own or item.ratio
    return share_line(ratio) if ratio else Line("number", item.number or item.count or "")


def _rungs(
    ground: Ground,
    item: Threshold | Choice,
    line: Line,
    values: list[Value],
    beside: Assignment,
    levels: Mapping[int, Award],
    line_of: Mapping[int, Line],
) -> Iterator[Rung]:
    ruleset = ground.ruleset
    ranks = ruleset.evidence[item.key].option_ranks if isinstance(item, Choice) else {}
    ordered = [value for value in values if not isinstance(value, Nothing)]
    if isinstance(item, Choice):
        ordered.reverse()
    for value in ordered:
        at = {**beside, line: value}
        if stated(ground, at):
            exact = {x: v.simplest() if isinstance(v, Piece) else v for x, v in at.items()}
            holding = (i for i, level in levels.items() if _holds(level, exact[line_of[i]], ranks))
            yield Rung(value, tuple(holding))


def stated(ground: Ground, values: Assignment) -> bool:
    """Whether counts can have these values."""
    try:
        return realise(ground.ruleset, values) is not None
    except TooManyTrials:
        return True


def _holds(level: Award, value: object, ranks: Mapping[str, int]) -> bool:
    if isinstance(level, ChoiceLevel):
        if level.otherwise:
            return True
        if level.option is not None:
            return value == level.option
        return ranks[str(value)] <= ranks[level.at_least or ""]
    assert isinstance(level, ThresholdLevel)
    if level.otherwise:
        return True
    assert isinstance(value, Fraction)
    return _reaches(level, value)


def _reaches(level: ThresholdLevel, value: Fraction) -> bool:
    if level.at_least is not None:
        return value >= fraction(level.at_least)
    return level.at_most is not None and value <= fraction(level.at_most)
