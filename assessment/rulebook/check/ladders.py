"""What levels say of every value, rung by rung.

A ladder is one line of values, from the least to the most (of options: from the worst to
the best), and on each rung the levels whose condition holds there. The first level that
holds is the one that counts. Where levels of one item compare several shares there is a
ladder for each, beside every value of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from assessment.model.item import Award, Choice, Threshold, ThresholdLevel
from assessment.model.sourced import changed
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import (
    Assignment,
    Line,
    Nothing,
    Value,
    lines_of,
    share_line,
)
from assessment.rulebook.proof.realise import readings, realise
from scorers import score


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
    """The item's ladders in a context, rungs that counts can have; none where it is not asked.

    Raises:
        TooManyTrials: counts that some rung takes were neither found nor excluded.
    """
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
            rungs = tuple(_rungs(ground, item, context, line, values[line], beside, compared))
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
    context: Context,
    line: Line,
    values: list[Value],
    beside: Assignment,
    levels: Collection[int],
) -> Iterator[Rung]:
    ordered = [value for value in values if not isinstance(value, Nothing)]
    if isinstance(item, Choice):
        ordered.reverse()
    alone = {index: changed(item, levels=(item.levels[index],)) for index in levels}
    for value in ordered:
        given = realise(ground.ruleset, {**beside, line: value})
        if given is not None:
            shown = context.evidence(ground.ruleset, readings(ground.ruleset, given))
            holding = (i for i, one in alone.items() if score(one, shown).reached is not None)
            yield Rung(value, tuple(holding))
