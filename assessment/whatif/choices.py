"""A dossier's levers as an integer program: which value each takes, and what that comes to.

For each lever one column a value, of which one is 1. Items that look at one lever come to
sums over its columns; those that look at several have a column for each combination. All
points and costs are whole numbers of the finest unit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from assessment.model.item import Checklist, Item
from assessment.model.outcome import Finding, Score
from assessment.model.plan import Costs, Value
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.whatif.effects import Effect, Effects, effect_of
from assessment.whatif.levers import Lever, Move
from assessment.whatif.program import Program, Solution, Sum, total

MOST_COST = 10**9
"""Of all moves together, in the unit of which all costs are whole numbers: more is not proved
in floating-point numbers."""


class CostsTooFineError(Exception):
    """Costs that are too far apart for a proof; `key`: of the dearest."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Comes(NamedTuple):
    """What an item comes to: units of points, and for each level 1 where it is missed."""

    points: Sum
    missed: Mapping[str, Sum]


class Choices:
    """The program of a dossier, and the sums over it that a plan is about."""

    def __init__(self, ruleset: Ruleset, score: Score, effects: Effects, costs: Costs) -> None:
        """The choices.

        Args:
            score: the dossier as it is, what is missing counted for nothing.

        Raises:
            TooManyCombinationsError: an item looks at too many levers at once.
            CostsTooFineError: the costs are too far apart.

        """
        self.program = Program()
        self.columns: dict[str, dict[Move, int]] = {}
        self._stays: dict[str, int] = {}
        self._effects = effects
        self._score = score
        self._unit = _finest(ruleset)
        for lever in effects.levers.values():
            self._lever(lever)
        self._fit(ruleset)
        self._costs = costs
        prices = {(k, m): self._price(k, m) for k, own in self.columns.items() for m in own}
        self.cost_unit = _unit_of(prices.values())
        self.cost = Sum(
            0, {self.columns[k][m]: int(p / self.cost_unit) for (k, m), p in prices.items()}
        )
        if sum(self.cost.terms.values()) > MOST_COST:
            raise CostsTooFineError(max(prices, key=lambda at: prices[at])[0])
        self.changes = Sum(0, {c: 1 for own in self.columns.values() for c in own.values()})
        self.steps = Sum(0, {c: m.steps for own in self.columns.values() for m, c in own.items()})
        self.pieces = dict(self._pieces())
        self.items = {found.item.id: self._item(found) for found in score.gates}
        for result in score.criteria:
            come = self._item if result.applies else self._constant
            self.items |= {found.item.id: come(found) for found in result.findings}

    @property
    def total(self) -> Sum:
        """Units of points of the whole."""
        return total(self.criterion(result.criterion.id) for result in self._score.criteria)

    def criterion(self, id_: str) -> Sum:
        """Units of points of a criterion."""
        result = next(r for r in self._score.criteria if r.criterion.id == id_)
        return total(self.items[found.item.id].points for found in result.findings)

    def units(self, points: object) -> int:
        """Points in units, rounded up."""
        return math.ceil(Fraction(str(points)) * self._unit)

    def points(self, units: int) -> Fraction:
        return Fraction(units, self._unit)

    def cheapest(self, program: Program) -> Solution | None:
        """The least cost, and of that the fewest changes; the objective is the cost.

        In one go where the numbers are small enough to be proved so, else in two.
        """
        most = len(self.columns) + 1
        both = total((self.cost.times(most), self.changes))
        if sum(both.terms.values()) <= MOST_COST:
            found = program.minimise(both)
            if found is None:
                return None
            bound = math.ceil(Fraction(found.bound - most + 1, most))
            return Solution(found.values, self.cost.at(found.values), bound)
        least = program.minimise(self.cost)
        if least is None:
            return None
        fewest = program.copy()
        fewest.at_most(self.cost, least.objective)
        found = fewest.minimise(self.changes)
        assert found is not None
        return Solution(found.values, least.objective, least.bound)

    def moved(self, solution: Solution) -> dict[str, Move]:
        """What a solution moves, by key."""
        return {
            key: move
            for key, own in self.columns.items()
            for move, column in own.items()
            if solution.values[column]
        }

    def price(self, key: str, move: Move) -> Decimal:
        """The cost of a move."""
        price = self._price(key, move)
        return Decimal(price.numerator) / Decimal(price.denominator)

    def _price(self, key: str, move: Move) -> Fraction:
        cost = self._costs.of(key)
        return Fraction(cost.each) * move.units + Fraction(cost.step) * move.steps

    def at_least_as_far(self, key: str, move: Move) -> Sum:
        """1 where a lever goes as far as this, or farther the same way; what is first shown, anywhere."""
        lever = self._effects.levers[key]
        if move.place == lever.place:
            return self.moves(key)
        up = move.place > lever.place
        farther = (
            column
            for other, column in self.columns[key].items()
            if (other.place >= move.place if up else other.place <= move.place)
        )
        return Sum(0, dict.fromkeys(farther, 1))

    def denied(self, key: str) -> Sum:
        """1 where a lever is moved to "no"."""
        own = self.columns.get(key, {})
        return Sum(0, {column: 1 for move, column in own.items() if move.value is False})

    def moves(self, key: str) -> Sum:
        """1 where a lever is moved."""
        return Sum(0, dict.fromkeys(self.columns[key].values(), 1))

    # --- levers ------------------------------------------------------------------------

    def _lever(self, lever: Lever) -> None:
        self._stays[lever.key] = self.program.column()
        self.columns[lever.key] = {move: self.program.column() for move in lever.moves}
        own = (self._stays[lever.key], *self.columns[lever.key].values())
        self.program.equal(Sum(0, dict.fromkeys(own, 1)), Sum(1))

    def _pieces(self) -> Iterator[tuple[str, Sum]]:
        """For each piece of evidence, 1 where a lever that takes it is moved."""
        takers: dict[str, list[str]] = {}
        for lever in self._effects.levers.values():
            for key in lever.keys:
                takers.setdefault(key, []).append(lever.key)
        for key, own in takers.items():
            if len(own) == 1:
                yield key, self.moves(own[0])
                continue
            taken = Sum(0, {self.program.column(): 1})
            for lever_key in own:
                self.program.at_most(self.moves(lever_key) + taken.times(-1), 0)
            yield key, taken

    def _fit(self, ruleset: Ruleset) -> None:
        """No part is moved above its whole, nor a whole below its part."""
        for part, wholes in ruleset.wholes.items():
            for whole in wholes:
                if part in self.columns or whole in self.columns:
                    self._fit_pair(part, whole)

    def _fit_pair(self, part: str, whole: str) -> None:
        """As they are, both are as the dossier has them, whatever that is."""
        least, most = self._effects.span(part)[0], self._effects.span(whole)[1]
        wholes = [(most, self._stays.get(whole)), *self._moved_to(whole)]
        for place, column in ((least, self._stays.get(part)), *self._moved_to(part)):
            stays = column in (None, self._stays.get(part))
            room = [
                other
                for at, other in wholes
                if at >= place or (stays and other in (None, self._stays.get(whole)))
            ]
            if None not in room:
                here = Sum(1) if column is None else Sum(0, {column: 1})
                inside = Sum(0, {other: -1 for other in room if other is not None})
                self.program.at_most(here + inside, 0)

    def _moved_to(self, key: str) -> Iterator[tuple[Fraction, int | None]]:
        """Each place that a count may be moved to, with its column."""
        yield from ((move.place, column) for move, column in self.columns.get(key, {}).items())

    # --- items -------------------------------------------------------------------------

    def _item(self, found: Finding) -> Comes:
        item = found.item
        own = self._effects.of_item(item)
        if not own:
            return self._constant(found)
        if isinstance(item, Checklist):
            return Comes(self._summed(item, own, effect_of(found)), {})
        levers, table = self._effects.of(item)
        columns = self._columns_of(levers, table)
        points = Sum(0, {c: self.units(table[v].points) for v, c in columns.items()})
        levels = {level for effect in table.values() for level in effect.missed}
        return Comes(
            points,
            {x: Sum(0, {c: 1 for v, c in columns.items() if x in table[v].missed}) for x in levels},
        )

    def _constant(self, found: Finding) -> Comes:
        """What it comes to whatever is moved."""
        now = effect_of(found)
        return Comes(Sum(self.units(now.points)), {level: Sum(1) for level in now.missed})

    def _summed(self, item: Item, own: Iterable[Lever], now: Effect) -> Sum:
        """A list's points: each part adds its own."""
        terms = {
            column: self.units(self._effects.at(item, {lever.key: move.value}).points)
            - self.units(now.points)
            for lever in own
            for move, column in self.columns[lever.key].items()
        }
        return Sum(self.units(now.points), terms)

    def _columns_of(
        self,
        levers: tuple[Lever, ...],
        table: Mapping[tuple[Value | None, ...], Effect],
    ) -> dict[tuple[Value | None, ...], int]:
        """A column for each combination of values; of one lever its own."""
        by_value = [
            {None: self._stays[lever.key]}
            | {move.value: column for move, column in self.columns[lever.key].items()}
            for lever in levers
        ]
        if len(levers) == 1:
            return {values: by_value[0][values[0]] for values in table}
        columns = {values: self.program.column(integral=False) for values in table}
        for index, own in enumerate(by_value):
            for value, column in own.items():
                with_it = (c for values, c in columns.items() if values[index] == value)
                self.program.equal(Sum(0, dict.fromkeys(with_it, 1)), Sum(0, {column: 1}))
        return columns


def _unit_of(prices: Iterable[Fraction]) -> Fraction:
    """The largest that all costs are whole numbers of."""
    found = [price for price in prices if price]
    if not found:
        return Fraction(1)
    return Fraction(
        math.gcd(*(price.numerator for price in found)),
        math.lcm(*(price.denominator for price in found)),
    )


def _finest(ruleset: Ruleset) -> int:
    """So many units a point that all points are whole."""
    stated = [level.points for item in ruleset.every_item() for level in item.own_levels]
    parts = [
        part.points for i in ruleset.every_item() if isinstance(i, Checklist) for part in i.parts
    ]
    most = [item.most for item in ruleset.every_item()]
    step = [ruleset.scale.step] if ruleset.scale else []
    found = (Fraction(points or ZERO) for points in (*stated, *parts, *most, *step))
    return math.lcm(1, *(points.denominator for points in found))
