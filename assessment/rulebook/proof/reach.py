"""All that a dossier can come to: every total with every way of failing, exactly.

A rating asks for a total and that nothing fails: no criterion at its limit, no indicator
below its limit, no level missed, every gate met, no exclusion. `Watch`es are these ways of
failing. Clusters of items are added one after the other, totals as sets of whole units
(the bits of one number), so that the result names every (total, failures) there is, and
evidence for each is found by going back.

Where a cluster had too many settings some of what binds its items was let go (`exact` is
False): what is not reached is still surely out of reach, and what is reached is sure once
the evidence for it has been scored.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain
from itertools import combinations as subsets
from typing import NamedTuple

from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.rulebook.proof.clusters import (
    Cluster,
    Clusters,
    ComesTo,
    Option,
    Units,
    awards,
)
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment, Line, Value
from assessment.rulebook.proof.outcomes import Outcomes
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.watch import State, Watch, watches

_LEFT_OUT = -1
_MOST_KEYS = 20_000
_MOST_UNITS = 10**6


class _Key(NamedTuple):
    """What has failed so far, and the criteria that are not closed yet.

    `open`: each with `_LEFT_OUT` where it does not apply; else its units as far as they
    matter, doubled, and one more where something was asked.
    """

    flags: int
    open: tuple[tuple[int, int], ...]


_START = _Key(0, ())


class _Move(NamedTuple):
    """One option taken: units added, the key afterwards, and criteria newly left out."""

    units: int
    key: _Key
    option: Option
    left: tuple[int, ...]


class _Step(NamedTuple):
    """A cluster, and the criteria followed that it is the first and the last to add to."""

    cluster: Cluster
    opens: list[int]
    closes: list[int]


class _Chosen(NamedTuple):
    """A move, and those that come after it."""

    move: _Move
    rest: _Chosen | None


class Totals:
    """The totals that come with one set of failures, from low to high."""

    def __init__(self, bits: int, scale: int) -> None:
        self._bits = bits
        self._scale = scale

    def __iter__(self) -> Iterator[Decimal]:
        return self.between(ZERO, None)

    def between(self, low: Decimal, below: Decimal | None) -> Iterator[Decimal]:
        """The totals from `low` on that are less than `below`."""
        first = math.ceil(low * self._scale)
        bits = self._bits >> max(first, 0) << max(first, 0)
        if below is not None:
            bits &= (1 << max(math.ceil(below * self._scale), 0)) - 1
        while bits:
            lowest = bits & -bits
            yield Decimal(lowest.bit_length() - 1) / self._scale
            bits ^= lowest

    @property
    def most(self) -> Decimal:
        return Decimal(self._bits.bit_length() - 1) / self._scale


class Reach:
    """Every state of a ruleset in one context."""

    def __init__(
        self,
        ruleset: Ruleset,
        context: Context,
        watching: Sequence[Watch] | None = None,
        comes_to: ComesTo | None = None,
        scored: Outcomes | None = None,
        *,
        wide: bool = False,
    ) -> None:
        """A reach.

        Args:
            comes_to: what items come to where nothing binds them, in the place of what they do.
            scored: outcomes of this ruleset in this context that are at hand already.
            wide: with whatever may come of dossiers that leave an item open (0 out of 0):
                a rating that is sure though an item is open is among those reached.

        """
        self._ruleset = ruleset
        self._context = context
        watching = watches(ruleset) if watching is None else watching
        self._bits = {watch: 1 << index for index, watch in enumerate(watching)}
        self._limits = [watch for watch in watching if watch.kind == "criterion"]
        scored = scored or Outcomes(ruleset, context)
        self._clusters = Clusters(ruleset, context, scored, comes_to, wide=wide)
        self._cached: dict[tuple[int, frozenset[int]], list[Option]] = {}
        self._taken: dict[tuple[int, _Key], list[_Move]] = {}

    @property
    def exact(self) -> bool:
        """Whether each state surely has evidence; else some may have none."""
        return bool(self._steps) and self._clusters.exact

    def states(self) -> Iterator[State]:
        """Every total with every set of failures, totals from low to high."""
        found = [(total, failing) for failing, totals in self.groups() for total in totals]
        for total, failing in sorted(found, key=lambda state: (state[0], self._flags(state[1]))):
            yield State(total, failing)

    def groups(self) -> Iterator[tuple[frozenset[Watch], Totals]]:
        """Every set of failures with its totals, fewest failures first."""
        last = self._layers[-1]
        for key in sorted(last, key=lambda key: (key.flags.bit_count(), key.flags)):
            yield self._failing(key.flags), Totals(last[key], self._units.scale)

    def evidence(self, state: State) -> Assignment:
        """Values that bring a state about."""
        return next(self.ways(state))

    def ways(self, state: State) -> Iterator[Assignment]:
        """All ways to bring a state about, as far as options differ."""
        units = int(state.total * self._units.scale)
        end = _Key(self._flags(state.failing), ())
        ahead: list[tuple[int, int, _Key, _Chosen | None]] = [(len(self._steps), units, end, None)]
        while ahead:
            place, units, key, chosen = ahead.pop()
            if place == 0:
                yield self._values(chosen)
                continue
            before = [
                (place - 1, units - move.units, earlier, _Chosen(move, chosen))
                for earlier, totals in self._layers[place - 1].items()
                for move in self._moves(place - 1, earlier)
                if move.key == key and move.units <= units and totals >> (units - move.units) & 1
            ]
            ahead += reversed(before)

    # --- units and steps ---------------------------------------------------------------

    @cached_property
    def _units(self) -> Units:
        """So many units a point that all points are whole."""
        items = self._ruleset.indicators.values()
        points = {item.most for item in items}
        points |= {o.points for i in items for o in self._clusters.of(i) if o.points}
        points |= {p for i in items if i.has_unknown_figures for p in awards(i)}
        if self._ruleset.scale and self._ruleset.scale.step > 0:
            points.add(self._ruleset.scale.step)
        scale = math.lcm(1, *(point.as_integer_ratio()[1] for point in points))
        if sum(item.most for item in items) * scale > _MOST_UNITS:
            raise TooManyTrials
        return Units(scale, self._bits)

    @cached_property
    def _steps(self) -> list[_Step]:
        """The clusters, with the criteria that each opens and closes."""
        clusters = self._clusters.all()
        followed = {
            index
            for index, criterion in enumerate(self._ruleset.criteria)
            if criterion.may_not_apply or self._limits
        }
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for place, cluster in enumerate(clusters):
            for criterion in followed.intersection(cluster.criteria):
                first.setdefault(criterion, place)
                last[criterion] = place
        return [
            _Step(
                cluster,
                [c for c in cluster.criteria if first.get(c) == place],
                [c for c in cluster.criteria if last.get(c) == place],
            )
            for place, cluster in enumerate(clusters)
        ]

    @cached_property
    def _layers(self) -> list[dict[_Key, int]]:
        """After each step: the totals reached with each key, as bits."""
        layers: list[dict[_Key, int]] = [{_START: 1}]
        for place in range(len(self._steps)):
            reached: dict[_Key, int] = {}
            for key, totals in layers[-1].items():
                for move in self._moves(place, key):
                    reached[move.key] = reached.get(move.key, 0) | totals << move.units
            if len(reached) > _MOST_KEYS:
                raise TooManyTrials
            layers.append(reached)
        return layers

    def _moves(self, place: int, key: _Key) -> list[_Move]:
        """Every option of a step after a key."""
        if (place, key) not in self._taken:
            self._taken[place, key] = list(self._every_move(place, key))
        return self._taken[place, key]

    def _every_move(self, place: int, key: _Key) -> Iterator[_Move]:
        step = self._steps[place]
        if not step.opens and not key.open:
            for option in self._options(place, frozenset()):
                units = sum(add[1] for add in option.adds)
                yield _Move(units, _Key(key.flags | option.flags, ()), option, ())
            return
        able = [c for c in step.opens if self._ruleset.criteria[c].may_not_apply]
        for left in chain.from_iterable(subsets(able, n) for n in range(len(able) + 1)):
            status = dict(key.open) | dict.fromkeys(step.opens, 0) | dict.fromkeys(left, _LEFT_OUT)
            out = frozenset(c for c in step.cluster.criteria if status.get(c) == _LEFT_OUT)
            for option in self._options(place, out):
                yield self._moved(step, key.flags | option.flags, status, option, left)

    def _moved(
        self,
        step: _Step,
        flags: int,
        status: Mapping[int, int],
        option: Option,
        left: tuple[int, ...],
    ) -> _Move:
        after = dict(status)
        total = 0
        for criterion, units, asked in option.adds:
            total += units
            if self._limits:
                so_far = after[criterion]
                after[criterion] = min(so_far // 2 + units, self._enough) * 2 + (so_far & 1 | asked)
        for criterion in step.closes:
            closed = after.pop(criterion)
            if closed == _LEFT_OUT:
                total += self._in_full(criterion)
            elif closed & 1:
                flags |= self._at_limit(closed // 2)
        return _Move(total, _Key(flags, tuple(sorted(after.items()))), option, left)

    def _options(self, place: int, left: frozenset[int]) -> list[Option]:
        if (place, left) not in self._cached:
            cluster = self._steps[place].cluster
            self._cached[place, left] = self._clusters.options(cluster, left, self._units)
        return self._cached[place, left]

    # --- criteria ----------------------------------------------------------------------

    @cached_property
    def _enough(self) -> int:
        """The units from which on a criterion is above every limit that is asked."""
        return max((int(w.limit * self._units.scale) + 1 for w in self._limits), default=0)

    def _at_limit(self, units: int) -> int:
        """The bits of the limits that a criterion of so many units is at."""
        scale = self._units.scale
        return sum(self._bits[watch] for watch in self._limits if units <= watch.limit * scale)

    def _in_full(self, criterion: int) -> int:
        """What a criterion adds that does not apply."""
        found = self._ruleset.criteria[criterion]
        if found.may_not_apply is None or found.may_not_apply.then != "full":
            return 0
        return self._units.of(sum((item.most for item in found.indicators), ZERO))

    # --- back to values ----------------------------------------------------------------

    def _values(self, chosen: _Chosen | None) -> Assignment:
        found: dict[Line, Value] = {}
        while chosen is not None:
            found.update(chosen.move.option.values)
            for criterion in chosen.move.left:
                found[Line("applies", self._ruleset.criteria[criterion].id)] = False
            chosen = chosen.rest
        return found

    def _failing(self, flags: int) -> frozenset[Watch]:
        return frozenset(watch for watch, bit in self._bits.items() if flags & bit)

    def _flags(self, failing: frozenset[Watch]) -> int:
        return sum(self._bits[watch] for watch in failing)
