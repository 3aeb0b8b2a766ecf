"""All that a dossier can come to: every total with every way of failing, exactly.

A rating asks for a total and that nothing fails: no criterion at its limit, no indicator
below its limit, no level missed, every gate met, no exclusion. `Watch`es are these ways of
failing. Items that look at the same values are taken together; groups of items are then
added one after the other, totals as sets of whole steps, so that the result names every
(total, failures) there is, and evidence for each can be found by going back.

Counts that many shares have in common are taken as free of each other, unless they are of
one item or of items on one line; so what is not reached here is surely out of reach, and
what is reached is sure once the evidence for it has been scored.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, partial
from typing import Literal, NamedTuple

from assessment.model.item import MET, Item
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Criterion, Ruleset, When
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Assignment, Line, Value, lines_of
from assessment.rulebook.proof.outcomes import (
    MOST_TRIALS,
    Outcome,
    combinations,
    outcome_at,
    outcomes,
)


class Watch(NamedTuple):
    """One way of failing. `id` names the level, gate or exclusion; `limit` is in points."""

    kind: Literal["criterion", "indicator", "level", "gate", "exclusion"]
    id: str = ""
    limit: Decimal = ZERO


def watches(ruleset: Ruleset) -> tuple[Watch, ...]:
    """Every way of failing that some rating of the ruleset asks about."""
    found: dict[Watch, None] = {}
    for rating in ruleset.ratings:
        asked = (rating.when, rating.disadvantaged.when if rating.disadvantaged else None)
        for when in asked:
            found.update(dict.fromkeys(watched(when)))
    found.update({Watch("gate", gate.id): None for gate in ruleset.gates})
    found.update({Watch("exclusion", exclusion.id): None for exclusion in ruleset.exclusions})
    return tuple(found)


def watched(when: When | None) -> Iterator[Watch]:
    """The ways of failing that one rating asks about itself; not gates and exclusions."""
    if when is None:
        return
    if when.no_criterion_at is not None:
        yield Watch("criterion", limit=when.no_criterion_at)
    if when.no_indicator_below is not None:
        yield Watch("indicator", limit=when.no_indicator_below)
    for level in when.levels or ():
        yield Watch("level", level)


class State(NamedTuple):
    """A total (0 in a ruleset of levels) and what fails beside it."""

    total: Decimal
    failing: frozenset[Watch]


class _Option(NamedTuple):
    """What a group of items can add: units of points, flags of failing, and with what values."""

    units: int
    flags: int
    chosen: _Chosen


class _Chosen(NamedTuple):
    """Values, and those chosen before them."""

    values: Assignment
    before: _Chosen | None

    def all(self) -> dict[Line, Value]:
        found: dict[Line, Value] = {}
        link: _Chosen | None = self
        while link is not None:
            found.update(link.values)
            link = link.before
        return found


_NONE = _Chosen({}, None)


class _Member(NamedTuple):
    """An item with the index of its criterion; or a gate, or an exclusion's key, with its watch."""

    item: Item | None
    criterion: int | None
    watch: Watch | None = None
    key: str = ""


class Reach:
    """Every state of a ruleset in one context."""

    def __init__(
        self,
        ruleset: Ruleset,
        context: Context,
        watching: Sequence[Watch] | None = None,
        known: Callable[[Item, Context], Mapping[Outcome, Assignment]] | None = None,
    ) -> None:
        """A reach; `known` gives the outcomes of items where they are at hand already."""
        self._ruleset = ruleset
        self._context = context
        watching = watches(ruleset) if watching is None else watching
        self._bits = {watch: 1 << index for index, watch in enumerate(watching)}
        self.exact = True
        self._known = known or partial(outcomes, ruleset)
        self._cached: dict[str, Mapping[Outcome, Assignment]] = {}

    def states(self) -> Iterator[State]:
        """Every total with every set of failures, totals from low to high."""
        found = [
            (units, flags) for flags, totals in self._layers[-1].items() for units in _set(totals)
        ]
        for units, flags in sorted(found):
            yield State(self._points(units), self._failing(flags))

    def evidence(self, state: State) -> Assignment:
        """Values that bring a state about."""
        units = int(state.total * self._scale)
        flags = sum(self._bits[watch] for watch in state.failing)
        chosen: dict[Line, Value] = {}
        for options, before in zip(
            reversed(self._blocks), reversed(self._layers[:-1]), strict=True
        ):
            option, flags = _step_back(options, before, units, flags)
            units -= option.units
            chosen.update(option.chosen.all())
        return chosen

    def outcomes(self, item: Item) -> Mapping[Outcome, Assignment]:
        """What an item can come to in this context."""
        if item.id not in self._cached:
            self._cached[item.id] = self._known(item, self._context)
        return self._cached[item.id]

    # --- groups of items ---------------------------------------------------------------

    @cached_property
    def _scale(self) -> int:
        """How many units a point has, so that all points are whole."""
        points = [item.most for item in self._ruleset.indicators.values()]
        points += [
            o.points
            for i in self._ruleset.indicators.values()
            for o in self.outcomes(i)
            if o.points
        ]
        if self._ruleset.scale and self._ruleset.scale.step > 0:
            points.append(self._ruleset.scale.step)
        return math.lcm(1, *(point.as_integer_ratio()[1] for point in points))

    @cached_property
    def _layers(self) -> list[dict[int, int]]:
        """After each block: for each set of failures, the totals reached as bits."""
        layers: list[dict[int, int]] = [{0: 1}]
        for options in self._blocks:
            reached: dict[int, int] = {}
            for flags, totals in layers[-1].items():
                for option in options:
                    both = flags | option.flags
                    reached[both] = reached.get(both, 0) | totals << option.units
            layers.append(reached)
        return layers

    @cached_property
    def _blocks(self) -> list[list[_Option]]:
        """The options of each block of criteria that hang together, gates and exclusions too."""
        return [self._block(members) for members in self._grouped()]

    def _members(self) -> list[_Member]:
        members = [
            _Member(item, index)
            for index, criterion in enumerate(self._ruleset.criteria)
            for item in criterion.indicators
        ]
        members += [_Member(gate, None, Watch("gate", gate.id)) for gate in self._ruleset.gates]
        return members + [
            _Member(None, None, Watch("exclusion", exclusion.id), exclusion.key)
            for exclusion in self._ruleset.exclusions
        ]

    def _lines(self, member: _Member) -> dict[Line, list[Value]]:
        if member.item is None:
            return {Line("answer", member.key): [False, True]}
        return lines_of(self._ruleset, member.item)

    def _grouped(self) -> list[list[list[_Member]]]:
        """Blocks of components: components share lines, blocks share criteria."""
        members = self._members()
        by_line: dict[Line, list[int]] = {}
        for index, member in enumerate(members):
            for line in self._lines(member):
                by_line.setdefault(line, []).append(index)
        components = list(self._tried(members, _joined(len(members), by_line.values())))
        by_criterion: dict[int, list[int]] = {}
        for index, component in enumerate(components):
            for number in component:
                criterion = members[number].criterion
                if criterion is not None:
                    by_criterion.setdefault(criterion, []).append(index)
        blocks = _joined(len(components), by_criterion.values())
        return [[[members[n] for n in components[c]] for c in block] for block in blocks]

    def _tried(self, members: list[_Member], components: list[list[int]]) -> Iterator[list[int]]:
        """The components, those of too many values taken apart."""
        for component in components:
            lines = self._all_lines([members[n] for n in component])
            trials = math.prod(map(len, lines.values()))
            if len(component) > 1 and trials > MOST_TRIALS:
                self.exact = False
                yield from ([number] for number in component)
            else:
                yield component

    def _block(self, components: list[list[_Member]]) -> list[_Option]:
        """All that a block can add, criterion by criterion; the first way of each is kept."""
        indices = {m.criterion for c in components for m in c if m.criterion is not None}
        criteria = sorted(indices)
        found: dict[tuple[tuple[int, ...], int], _Chosen] = {((0,) * len(criteria), 0): _NONE}
        asked: dict[int, bool] = dict.fromkeys(criteria, False)
        for component in components:
            longer: dict[tuple[tuple[int, ...], int], _Chosen] = {}
            options = list(self._options(component, criteria, asked))
            for (sums, flags), chosen in found.items():
                for more, failing, values in options:
                    added = tuple(map(sum, zip(sums, more, strict=True)))
                    longer.setdefault((added, flags | failing), _Chosen(values, chosen))
            found = longer
        options_of: dict[tuple[int, int], _Option] = {}
        for (sums, flags), chosen in found.items():
            failing = self._criteria_at(dict(zip(criteria, sums, strict=True)), asked)
            key = (sum(sums), flags | failing)
            options_of.setdefault(key, _Option(*key, chosen))
        if len(criteria) == 1:
            for option in self._not_applied(self._ruleset.criteria[criteria[0]]):
                options_of.setdefault((option.units, option.flags), option)
        return list(options_of.values())

    def _options(
        self, component: list[_Member], criteria: list[int], asked: dict[int, bool]
    ) -> Iterator[tuple[tuple[int, ...], int, Assignment]]:
        """What the items of a component come to together."""
        for assignment, results in self._together(component):
            sums = dict.fromkeys(criteria, 0)
            flags = 0
            for member, outcome in zip(component, results, strict=True):
                if member.criterion is not None:
                    sums[member.criterion] += int((outcome.points or ZERO) * self._scale)
                    asked[member.criterion] |= outcome.asked
                flags |= self._flags(member, outcome)
            yield tuple(sums.values()), flags, assignment

    def _together(self, component: list[_Member]) -> Iterator[tuple[Assignment, list[Outcome]]]:
        if len(component) == 1 and component[0].item is not None:
            for outcome, assignment in self._single(component[0], component[0].item):
                yield assignment, [outcome]
            return
        for assignment in combinations(self._all_lines(component)):
            results = [self._at(member, assignment) for member in component]
            if all(result is not None and result.known for result in results):
                yield assignment, [result for result in results if result is not None]

    def _all_lines(self, component: list[_Member]) -> dict[Line, list[Value]]:
        items = [member.item for member in component if member.item is not None]
        lines = lines_of(self._ruleset, *items)
        for member in component:
            if member.item is None:
                lines.update(self._lines(member))
        return lines

    def _single(self, member: _Member, item: Item) -> Iterator[tuple[Outcome, Assignment]]:
        """The outcomes of an item; where points are unknown, every number that they may be."""
        for outcome, assignment in self.outcomes(item).items():
            if outcome.known:
                yield outcome, assignment
        if item.may_not_apply:
            full = item.may_not_apply.then == "full"
            left_out = Outcome(item.most if full else ZERO, asked=False)
            yield left_out, {Line("applies", item.id): False}
        if item.has_unknown_points and member.criterion is not None:
            self.exact = False
            most = self._ruleset.criteria[member.criterion].max or ZERO
            for units in range(int(most * self._scale) + 1):
                yield Outcome(self._points(units)), {}

    def _at(self, member: _Member, assignment: Assignment) -> Outcome | None:
        if member.item is None:
            return Outcome(None, frozenset({(MET, not assignment[Line("answer", member.key)])}))
        own = {line: assignment[line] for line in self._lines(member)}
        return outcome_at(self._ruleset, member.item, self._context, own)

    # --- ways of failing ---------------------------------------------------------------

    def _flags(self, member: _Member, outcome: Outcome) -> int:
        flags = 0
        for watch, bit in self._bits.items():
            if watch.kind in ("gate", "exclusion"):
                failing = member.watch == watch and (MET, False) in outcome.levels
            elif watch.kind == "level":
                failing = member.watch is None and (watch.id, False) in outcome.levels
            elif watch.kind == "indicator":
                asked = member.watch is None and outcome.asked
                failing = asked and (outcome.points or ZERO) < watch.limit
            else:
                continue
            flags |= bit if failing else 0
        return flags

    def _criteria_at(self, sums: Mapping[int, int], asked: Mapping[int, bool]) -> int:
        flags = 0
        for watch, bit in self._bits.items():
            if watch.kind == "criterion":
                limit = watch.limit * self._scale
                if any(asked[index] and units <= limit for index, units in sums.items()):
                    flags |= bit
        return flags

    def _not_applied(self, criterion: Criterion) -> Iterator[_Option]:
        """What a criterion adds that the dossier says does not apply."""
        rule = criterion.may_not_apply
        if rule is None:
            return
        most = sum((item.most for item in criterion.indicators), ZERO)
        units = int(most * self._scale) if rule.then == "full" else 0
        yield _Option(units, 0, _Chosen({Line("applies", criterion.id): False}, None))

    def _points(self, units: int) -> Decimal:
        return Decimal(units) / self._scale

    def _failing(self, flags: int) -> frozenset[Watch]:
        return frozenset(watch for watch, bit in self._bits.items() if flags & bit)


def _step_back(
    options: list[_Option], before: Mapping[int, int], units: int, flags: int
) -> tuple[_Option, int]:
    """The option that leads from a state before the block to this one."""
    for option in options:
        if option.units > units or option.flags & ~flags:
            continue
        for earlier, totals in before.items():
            if earlier | option.flags == flags and totals >> (units - option.units) & 1:
                return option, earlier
    raise AssertionError(units, flags)


def _set(totals: int) -> Iterator[int]:
    """The positions of the bits that are set."""
    while totals:
        lowest = totals & -totals
        yield lowest.bit_length() - 1
        totals ^= lowest


def _joined(count: int, groups: Iterable[list[int]]) -> list[list[int]]:
    """Numbers from 0 to `count`, put together where a group holds both."""
    leader = list(range(count))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for group in groups:
        for number in group[1:]:
            leader[lead(number)] = lead(group[0])
    found: dict[int, list[int]] = {}
    for number in range(count):
        found.setdefault(lead(number), []).append(number)
    return list(found.values())
