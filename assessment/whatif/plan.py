"""The cheapest changes that reach a target, proved; the next best; the most for a budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from assessment.engine.admit import admit
from assessment.engine.assess import Missing, assess
from assessment.errors import DisagreementError, DossierError, Notice, Place
from assessment.model.dossier import Dossier
from assessment.model.item import Threshold
from assessment.model.outcome import Assessment, Finding
from assessment.model.plan import (
    Change,
    Costs,
    Limits,
    NoPlan,
    Obstacle,
    ObstacleKind,
    Piece,
    Plan,
    Target,
    Task,
    Value,
)
from assessment.model.ruleset import Ruleset
from assessment.whatif.changes import changed
from assessment.whatif.choices import Choices
from assessment.whatif.effects import Effects
from assessment.whatif.goal import Waive, meets, require
from assessment.whatif.levers import Lever, Move, levers, supplies
from assessment.whatif.program import Program, Solution, Sum, total
from assessment.whatif.witness import Moved, in_counts

_OWN = frozenset({ObstacleKind.LOCK, ObstacleKind.BUDGET, ObstacleKind.MAX_CHANGES})
_OWN_WEIGHT, _LAW_WEIGHT, _TOTAL_WEIGHT = 1_000, 1_001, 1_000_000
"""The fewest obstacles; of as many, those that whoever asks has set; points only at the last."""


class Planner:
    """Plans for one dossier."""

    def __init__(
        self,
        ruleset: Ruleset,
        dossier: Dossier,
        costs: Costs | None = None,
        limits: Limits | None = None,
        *,
        strict: bool = False,
        supply: bool = False,
    ) -> None:
        """What may be moved in a dossier, and at what cost.

        Evidence that is missing counts for nothing, before and after.

        Args:
            strict: as in `assess`.
            supply: only what is missing may become something, and the rest of it is left open.

        Raises:
            DossierError: as `assess`.
            TooManyCombinationsError: an item looks at too many levers at once.
            CostsTooFineError: the costs are too far apart.

        """
        self._missing: Missing = "open" if supply else "zero"
        self.now = assess(ruleset, dossier, missing=self._missing, strict=strict)
        self._costs = costs or Costs()
        self._limits = limits or Limits()
        self._strict = strict
        self._evidence = admit(ruleset, dossier, strict=strict).counted
        self.levers = (supplies if supply else levers)(ruleset, self._evidence)
        effects = Effects(ruleset, self._evidence, self.levers, self._missing)
        self._choices = Choices(ruleset, self.now.score, effects, self._costs)

    def cheapest(self, target: Target, best: int = 1) -> Iterator[Plan]:
        """Plans that reach a target, the cheapest first; none: it is out of reach.

        Each next one does without a change, or goes less far in one, of each before it; of
        those that cost the same, fewer changes come first.

        Args:
            best: at most so many.

        """
        choices = self._choices
        program = self._bound(target)
        before: list[Mapping[str, Move]] = []
        for _ in range(best):
            solution = choices.cheapest(program)
            if solution is None:
                return
            moved = choices.moved(solution)
            if any(moved.items() >= one.items() for one in before):
                raise DisagreementError(Notice("plan.not_confirmed", Place()))
            before.append(moved)
            yield self._plan(solution, target)
            if not moved:
                return
            far = total(choices.at_least_as_far(key, move) for key, move in moved.items())
            program.at_most(far, len(moved) - 1)

    def fewest(self, target: Target, best: int = 1) -> Iterator[tuple[Piece, ...]]:
        """The fewest pieces of evidence that have to come to light to reach a target.

        Each next one does without a piece of each before it. Of those with as many pieces
        the one that asks the fewest steps of them.

        Args:
            best: at most so many.

        """
        choices = self._choices
        program = self._bound(target)
        count = total(choices.pieces.values())
        for _ in range(best):
            least = program.minimise(count)
            if least is None:
                return
            weakest = program.copy()
            weakest.at_most(count, least.objective)
            solution = weakest.minimise(choices.steps) or least
            self._confirm_in_counts(self._moved(solution), target)
            pieces = tuple(self._pieces(self._moved(solution), target))
            yield pieces
            if not pieces:
                return
            keys = {piece.key for piece in pieces}
            program.at_most(total(choices.pieces[key] for key in keys), len(keys) - 1)

    def most(self) -> Plan:
        """The most points within the limits, the least cost for them, the fewest changes for that."""
        program = self._limited()
        points = self._choices.total
        best = program.minimise(points.times(-1))
        assert best is not None
        program.at_least(points, -best.objective)
        cheapest = self._choices.cheapest(program)
        assert cheapest is not None
        return self._plan(cheapest, Target(points=Decimal(0)))

    def no_plan(self, target: Target) -> NoPlan:
        """What stands in the way of a target that is out of reach, and the best that is not."""
        program = self._choices.program.copy()
        waived: dict[Obstacle, Sum] = {}

        def waive(obstacle: Obstacle) -> Sum:
            if obstacle not in waived:
                waived[obstacle] = Sum(0, {program.column(): 1})
            return waived[obstacle]

        self._limit(program, waive)
        require(program, self._choices, self.now, target, waive)
        weights = (column.times(_weight(obstacle.kind)) for obstacle, column in waived.items())
        solution = program.minimise(total(weights))
        assert solution is not None
        obstacles = tuple(o for o, column in waived.items() if column.at(solution.values))
        return NoPlan(self._best(), obstacles, self._enough(target))

    def _enough(self, target: Target) -> Decimal | None:
        """The cost of the cheapest way without a limit on it; None: it is no cost that is lacking."""
        if self._limits.budget is None:
            return None
        program = self._choices.program.copy()
        self._limit(program, lambda _: Sum(), bounded=False)
        require(program, self._choices, self.now, target, lambda _: Sum())
        least = program.minimise(self._choices.cost)
        return None if least is None else self._cost(least.objective)

    # --- programs ----------------------------------------------------------------------

    def _limited(self) -> Program:
        program = self._choices.program.copy()
        self._limit(program, lambda _: Sum())
        return program

    def _bound(self, target: Target) -> Program:
        program = self._limited()
        require(program, self._choices, self.now, target, lambda _: Sum())
        return program

    def _limit(self, program: Program, waive: Waive, *, bounded: bool = True) -> None:
        """`bounded`: within the budget as well."""
        limits, choices = self._limits, self._choices
        for key in choices.columns:
            if not self._may_move(key):
                given_way = waive(Obstacle(ObstacleKind.LOCK, key)).times(-1)
                program.at_most(choices.moves(key) + given_way, 0)
        for kind, limit, spent in (
            (ObstacleKind.BUDGET, self._budget() if bounded else None, choices.cost),
            (ObstacleKind.MAX_CHANGES, limits.max_changes, choices.changes),
        ):
            if limit is not None:
                beyond = waive(Obstacle(kind, "")).times(-sum(spent.terms.values()))
                program.at_most(spent + beyond, limit)

    def _may_move(self, key: str) -> bool:
        """Within the locks; a share that is stated itself is one of what it counts."""
        item = self.now.ruleset.keyed_by_id.get(key)
        counted = {ratio.of for ratio in item.ratios} if isinstance(item, Threshold) else set[str]()
        names = counted | {key}
        only = self._limits.only
        return names.isdisjoint(self._limits.locked) and (
            only is None or not names.isdisjoint(only)
        )

    def _budget(self) -> int | None:
        if self._limits.budget is None:
            return None
        return int(Fraction(self._limits.budget) / self._choices.cost_unit)

    def _best(self) -> Plan:
        """The best rating within the limits, of those the most points, of those the cheapest."""
        for rating in self.now.ruleset.ratings:
            target = Target(rating)
            program = self._bound(target)
            best = program.minimise(self._choices.total.times(-1))
            if best is not None:
                program.at_least(self._choices.total, -best.objective)
                cheapest = self._choices.cheapest(program)
                assert cheapest is not None
                return self._plan(cheapest, target)
        raise AssertionError

    def _cost(self, units: int) -> Decimal:
        cost = units * self._choices.cost_unit
        return Decimal(cost.numerator) / Decimal(cost.denominator)

    # --- missing evidence --------------------------------------------------------------

    def _pieces(self, found: Moved, target: Target) -> Iterator[Piece]:
        """What each piece has to come to; a total of shares alone, to nothing."""
        for key in dict.fromkeys((*self.now.ruleset.evidence, *(lever.key for lever, _ in found))):
            own = [(lever, value) for lever, value in found if key == lever.keys[0]]
            for lever, value in own:
                over = lever.ratio.over if lever.ratio else None
                counted = isinstance(value, int) and not isinstance(value, bool)
                if counted and lever.bound is None:
                    yield self._between(lever, value, found, target)
                else:
                    yield Piece(key, value, lever.bound, over)
            if not own and any(key in lever.keys for lever, _ in found):
                yield Piece(key)

    def _between(self, lever: Lever, value: Value, found: Moved, target: Target) -> Piece:
        """A count that some limits hold from below and others from above: from where to where.

        All counts from one of its moves to just below the next come to the same.
        """
        counts = [move.value for move in lever.moves if isinstance(move.value, int)]
        place = next(n for n, count in enumerate(counts) if count == value)

        def does(count: int) -> bool:
            moved = [(x, count if x is lever else other) for x, other in found]
            changes = in_counts(self.now.ruleset, self._evidence, moved)
            if changes is None:
                return False
            try:
                return meets(self._assessed(changes), target)
            except DossierError:
                return False

        low = [counts[place], *takewhile(does, reversed(counts[:place]))][-1]
        beyond = next((count for count in counts[place + 1 :] if not does(count)), None)
        if beyond is None:
            return Piece(lever.key, low, "at_least")
        return Piece(lever.key, low, upto=beyond - 1)

    def _confirm_in_counts(self, moved: Moved, target: Target) -> None:
        """The engine's word on a dossier with counts that come to the shares, if there is one.

        Raises:
            DisagreementError: the engine does not find that it meets the target.

        """
        changes = in_counts(self.now.ruleset, self._evidence, moved)
        if changes is None:
            return
        with suppress(DossierError):  # nor do counts that the ruleset bounds come to them
            if not meets(self._assessed(changes), target):
                raise DisagreementError(Notice("plan.not_confirmed", Place()))

    def _moved(self, solution: Solution) -> Moved:
        moved = self._choices.moved(solution)
        return [(lever, moved[lever.key].value) for lever in self.levers if lever.key in moved]

    # --- plans -------------------------------------------------------------------------

    def _plan(self, solution: Solution, target: Target) -> Plan:
        """A solution as a plan that the engine has scored.

        Raises:
            DisagreementError: the engine does not find that it meets the target, or it goes
                beyond the limits.

        """
        moved = self._choices.moved(solution)
        changes = self._changes(solution)
        result = self._assessed(changes)
        self._confirm(result, solution, target)
        tasks = tuple(self._task(change, moved[change.key], result) for change in changes)
        cost = sum((task.cost for task in tasks), Decimal(0))
        if not self._is_within_limits(tasks, cost):
            raise DisagreementError(Notice("plan.not_confirmed", Place()))
        return Plan(tasks, cost, min(cost, self._cost(solution.bound)), result)

    def _is_within_limits(self, tasks: Sequence[Task], cost: Decimal) -> bool:
        limits = self._limits
        return (
            (limits.budget is None or cost <= limits.budget)
            and (limits.max_changes is None or len(tasks) <= limits.max_changes)
            and all(self._may_move(task.change.key) for task in tasks)
        )

    def _confirm(self, result: Assessment, solution: Solution, target: Target) -> None:
        units = self._choices.total.at(solution.values)
        points = result.score.points
        if not meets(result, target) or (points and points.low != self._choices.points(units)):
            raise DisagreementError(Notice("plan.not_confirmed", Place()))

    def _changes(self, solution: Solution) -> tuple[Change, ...]:
        return tuple(
            Change(lever.key, lever.now, value, lever.bound if lever.now is None else None)
            for lever, value in self._moved(solution)
        )

    def _assessed(self, changes: tuple[Change, ...]) -> Assessment:
        dossier = changed(self.now.dossier, changes)
        return assess(self.now.ruleset, dossier, missing=self._missing, strict=self._strict)

    def _task(self, change: Change, move: Move, result: Assessment) -> Task:
        cost = self._costs.of(change.key)
        price = self._choices.price(change.key, move)
        before = _findings(self.now)
        items = (
            id_
            for id_, found in _findings(result).items()
            if change.key in {*found.item.keys, *(part.id for part in found.item.simple)}
            and (found.points, found.levels) != (before[id_].points, before[id_].levels)
        )
        return Task(change, price, cost.who, tuple(items))


def _weight(kind: ObstacleKind) -> int:
    if kind is ObstacleKind.TOTAL:
        return _TOTAL_WEIGHT
    return _OWN_WEIGHT if kind in _OWN else _LAW_WEIGHT


def _findings(assessment: Assessment) -> dict[str, Finding]:
    score = assessment.score
    return dict(assessment.findings) | {gate.item.id: gate for gate in score.gates}
