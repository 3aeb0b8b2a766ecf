"""Items taken together because their values are not free of each other, and what they add.

Items hang together that look at one line, or at lines that are tied (see `ties`). For each
setting of the lines that bind them the items are free of each other again, and are added
one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from assessment.model.item import MET, Item, Threshold
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Criterion, Ruleset
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.groups import joined
from assessment.rulebook.proof.lines import (
    Assignment,
    Line,
    Nothing,
    Value,
    lines_of,
    multiples,
)
from assessment.rulebook.proof.outcomes import Outcome, Outcomes, empty_lines
from assessment.rulebook.proof.ties import Lines, Ties
from assessment.rulebook.proof.trials import MOST_TRIALS, TooManyTrials
from assessment.rulebook.proof.watch import Watch

MOST_SETTINGS = 3_000
"""A cluster with more settings is taken apart, and then nothing is exact."""

_FREE: Sequence[Lines] = ({},)
_ANY = -1


class Member(NamedTuple):
    """An item with the index of its criterion; or a gate, or an exclusion's key, with its watch."""

    item: Item | None
    criterion: int | None
    watch: Watch | None = None
    key: str = ""


class Cluster(NamedTuple):
    """Members, and every way to narrow the lines that bind them."""

    members: tuple[Member, ...]
    settings: Sequence[Lines] = _FREE

    @property
    def criteria(self) -> list[int]:
        return sorted({m.criterion for m in self.members if m.criterion is not None})


Add = tuple[int, int, bool]
"""A criterion's index (-1 where only sums matter), units of points, and whether anything was asked."""


class Option(NamedTuple):
    """One thing that a cluster can come to; `flags`: the bits of what fails."""

    adds: tuple[Add, ...]
    flags: int
    values: Assignment


ComesTo = Callable[[Item, Context], Mapping[Outcome, Assignment]]
"""What an item comes to where nothing binds it, each outcome with values that bring it about."""


class Units:
    """How points are counted: so many units a point, and one bit for each watch.

    `apart`: whether the points of each criterion matter, and not only their sum.
    """

    def __init__(self, scale: int, bits: Mapping[Watch, int]) -> None:
        self.scale = scale
        self.bits = bits
        self.apart = any(watch.kind == "criterion" for watch in bits)
        self._levels = [(w.id, bit) for w, bit in bits.items() if w.kind == "level"]
        self._least = [(w.limit, bit) for w, bit in bits.items() if w.kind == "indicator"]

    def of(self, points: Decimal | None) -> int:
        return int((points or ZERO) * self.scale)

    def add(self, criterion: int, outcome: Outcome) -> Add:
        units = self.of(outcome.points)
        return (criterion, units, outcome.asked) if self.apart else (_ANY, units, True)

    def failing(self, member: Member, outcome: Outcome) -> int:
        """The bits of what fails with an outcome; criteria are seen when they are summed."""
        if member.watch is not None:
            return self.bits.get(member.watch, 0) if (MET, False) in outcome.levels else 0
        flags = 0
        for level, bit in self._levels:
            if (level, False) in outcome.levels:
                flags |= bit
        for limit, bit in self._least:
            if outcome.asked and (outcome.points or ZERO) < limit:
                flags |= bit
        return flags


class Clusters:
    """The members of a ruleset in one context, put together in clusters."""

    def __init__(
        self,
        ruleset: Ruleset,
        context: Context,
        scored: Outcomes,
        comes_to: ComesTo | None,
        *,
        wide: bool = False,
    ) -> None:
        """The clusters; `wide`: an outcome that stays open may be any that the item has."""
        self._ruleset = ruleset
        self._wide = wide
        self._context = context
        self._scored = scored
        self._comes_to = comes_to
        self.exact = not (wide or ruleset.has_unknown_figures)

    def all(self) -> list[Cluster]:
        """The clusters, in the order of their first members."""
        members = list(self._members())
        lines = [list(self._lines(member)) for member in members]
        by_line: dict[Line, list[int]] = {}
        for index, own in enumerate(lines):
            for line in own:
                by_line.setdefault(line, []).append(index)
        values = self._values(members)
        items = [member.item for member in members if member.item]
        empty = {line for item in items for line in empty_lines(item) if line in values}
        shared = {line for line, numbers in by_line.items() if len(numbers) > 1}
        users: dict[Line, list[Item]] = {}
        for part in (part for item in items for part in item.simple):
            for line in self._scored.lines(part):
                users.setdefault(line, []).append(part)
        fatal = set[Line]() if self._wide else set(self._fatal(members))
        never = {line.over for line in fatal}
        doubtful = [line for line in empty if line.over not in never]
        spare = {line for line in doubtful if self._is_spare(line, values[line], users[line])}
        ties = Ties(self._ruleset, values, empty, spare, fatal)
        groups = [by_line[line] for line in shared]
        groups += [sorted({n for x in tie for n in by_line[x]}) for tie in ties.groups()]
        found: list[Cluster] = []
        for numbers in joined(len(members), groups):
            own = list(dict.fromkeys(line for n in numbers for line in lines[n]))
            found += self._settled(tuple(members[n] for n in numbers), own, shared, ties)
        return found

    def of(self, item: Item) -> Mapping[Outcome, Assignment]:
        """What an item can come to where nothing binds it."""
        return self._comes_to(item, self._context) if self._comes_to else self._scored.of(item)

    def options(self, cluster: Cluster, left: Collection[int], units: Units) -> list[Option]:
        """All that a cluster can come to, the first values of each.

        Args:
            left: indices of criteria that do not apply.
        """
        members = [m for m in cluster.members if m.criterion is None or m.criterion not in left]
        found: dict[tuple[tuple[Add, ...], int], Option] = {}
        for setting in cluster.settings:
            for option in self._summed(members, setting, units):
                found.setdefault(option[:2], option)
        return list(found.values())

    # --- members -----------------------------------------------------------------------

    def _members(self) -> Iterator[Member]:
        for index, criterion in enumerate(self._ruleset.criteria):
            yield from (Member(item, index) for item in criterion.indicators)
        for gate in self._ruleset.gates:
            yield Member(gate, None, Watch("gate", gate.id))
        for exclusion in self._ruleset.exclusions:
            yield Member(None, None, Watch("exclusion", exclusion.id), exclusion.key)

    def _lines(self, member: Member) -> Collection[Line]:
        if member.item is None:
            return (Line("answer", member.key),)
        return self._scored.lines(member.item)

    def _values(self, members: Sequence[Member]) -> dict[Line, list[Value]]:
        """All lines, each with values that tell apart what any member does."""
        items = [member.item for member in members if member.item is not None]
        found = lines_of(self._ruleset, *items, context=self._context)
        keys = [member.key for member in members if member.item is None]
        return found | {Line("answer", key): [False, True] for key in keys}

    def _settled(
        self,
        members: tuple[Member, ...],
        lines: Sequence[Line],
        shared: Collection[Line],
        ties: Ties,
    ) -> Iterator[Cluster]:
        """The members, bound as far as there are not too many settings, or taken apart."""
        for loose in (False, True):
            try:
                ways = ties.settings(lines, shared, MOST_SETTINGS, loose=loose)
                yield Cluster(members, ways)
            except TooManyTrials:
                self.exact = False
            else:
                return
        yield from (Cluster((member,)) for member in members)

    # --- shares of nothing -------------------------------------------------------------

    def _is_spare(self, line: Line, values: Sequence[Value], users: Sequence[Item]) -> bool:
        """Whether whatever a share of nothing comes to, one other share does."""
        nothing = [self._results_at(item, line, Nothing()) for item in users]
        others = [value for value in values if not isinstance(value, Nothing)]
        return any(
            all(
                found <= self._results_at(item, line, value)
                for item, found in zip(users, nothing, strict=True)
            )
            for value in others
        )

    def _results_at(self, item: Item, line: Line, value: Value) -> set[Outcome]:
        return {outcome for outcome, _ in self._scored.among(item, {line: (value,)})}

    def _fatal(self, members: Sequence[Member]) -> Iterator[Line]:
        """The lines on which a share of nothing leaves an item open that is always asked."""
        for member in members:
            item = member.item
            criterion = self._ruleset.criteria[member.criterion or 0]
            may_not_apply = member.criterion is not None and criterion.may_not_apply
            if not isinstance(item, Threshold) or item.may_not_apply or may_not_apply:
                continue
            for line in self._scored.lines(item):
                if line.kind == "share":
                    found = self._results_at(item, line, Nothing())
                    if not any(outcome.known for outcome in found):
                        yield line

    # --- what they come to -------------------------------------------------------------

    def _summed(self, members: Sequence[Member], setting: Lines, units: Units) -> Iterator[Option]:
        """What the members come to together at one setting."""
        found: dict[tuple[tuple[Add, ...], int], Option] = {((), 0): Option((), 0, {})}
        for member in members:
            longer: dict[tuple[tuple[Add, ...], int], Option] = {}
            results = list(self._results(member, setting, units))
            for option in found.values():
                for add, flags, values in results:
                    adds = _added(option.adds, add)
                    key = (adds, option.flags | flags)
                    if key not in longer:
                        longer[key] = Option(*key, {**option.values, **values})
            found = longer
        yield from found.values()

    def _results(
        self, member: Member, setting: Lines, units: Units
    ) -> Iterator[tuple[Add | None, int, Assignment]]:
        """Each outcome of a member once: its points, the bits of what fails, its values."""
        seen: set[tuple[Add | None, int]] = set()
        for outcome, values in self._outcomes(member, setting):
            add = None if member.criterion is None else units.add(member.criterion, outcome)
            flags = units.failing(member, outcome)
            if (add, flags) not in seen:
                seen.add((add, flags))
                yield add, flags, values

    def _outcomes(self, member: Member, setting: Lines) -> Iterator[tuple[Outcome, Assignment]]:
        item = member.item
        if item is None:
            line = Line("answer", member.key)
            for answer in setting.get(line, (False, True)):
                yield Outcome(None, frozenset({(MET, not answer)})), {line: answer}
            return
        bound = any(line in setting for line in self._scored.lines(item))
        found = self._scored.among(item, setting) if bound else self.of(item).items()
        for outcome, values in found:
            if outcome.known:
                yield outcome, values
            else:
                yield from ((one, values) for one in self._instead(member, item, outcome))
        if item.may_not_apply:
            full = item.may_not_apply.then == "full"
            left_out = Outcome(item.most if full else ZERO, asked=False)
            yield left_out, {Line("applies", item.id): False}

    def _instead(self, member: Member, item: Item, found: Outcome) -> Iterable[Outcome]:
        """What an item that stays open may come to, once its figures are known or in the widest sense."""
        if not item.has_unknown_figures:
            return (any_ for any_ in self.of(item) if any_.known and self._wide)
        if found.points is None:
            return _settled(found)
        least, most = found.points, found.most or ZERO
        awarded = {points for points in awards(item) if least <= points <= most}
        if item.has_unknown_points and member.criterion is not None:
            awarded.update(self._left_to(item, self._ruleset.criteria[member.criterion]))
        return (Outcome(points) for points in sorted(awarded))

    def _left_to(self, item: Item, criterion: Criterion) -> Iterator[Decimal]:
        """Every number of points that its criterion leaves to an item of unknown points."""
        scale = self._ruleset.scale
        others = sum((other.most for other in criterion.indicators if other is not item), ZERO)
        return multiples(scale.step if scale else ZERO, (criterion.max or ZERO) - others)


def awards(item: Item) -> set[Decimal]:
    """The points that some level of an item, or of a part, awards; and nothing."""
    levels = (level for part in (item, *item.nested) for level in part.own_levels)
    return {ZERO, *(level.points for level in levels if level.points is not None)}


def _settled(found: Outcome) -> Iterator[Outcome]:
    """Each level that is open as met and as missed."""
    open_ = sorted(level for level, truth in found.levels if truth is None)
    if 2 ** len(open_) > MOST_TRIALS:
        raise TooManyTrials
    known = [(level, truth) for level, truth in found.levels if truth is not None]
    for truths in product((True, False), repeat=len(open_)):
        yield Outcome(None, frozenset([*known, *zip(open_, truths, strict=True)]))


def _added(adds: tuple[Add, ...], add: Add | None) -> tuple[Add, ...]:
    """Points added to their criterion."""
    if add is None:
        return adds
    for place, (criterion, units, asked) in enumerate(adds):
        if criterion == add[0]:
            both = (criterion, units + add[1], asked or add[2])
            return (*adds[:place], both, *adds[place + 1 :])
    return (*adds, add)
