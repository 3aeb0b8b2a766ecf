"""What an item can come to: every outcome, each with values that bring it about.

The scorers themselves say what a value comes to; here they are asked once for each piece.
A composite's parts that look at different lines are combined outcome by outcome, so that
a checklist of thirty answers needs no thousand million trials.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain, product
from typing import NamedTuple

from assessment.model.item import AllOf, BestOf, Checklist, Item, Judged, Threshold
from assessment.model.outcome import Finding, Status
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.model.truth import Truth, both, either
from assessment.rulebook.proof.context import Context, told_apart
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


class Outcome(NamedTuple):
    """What a finding comes to once its evidence is in.

    `points` (the least) and `levels` as in a finding; `asked` is False where the item is
    for others; `known` is False where a figure of the ruleset is null or the value is open:
    then there may be up to `most` points, and levels that are neither met nor missed.
    """

    points: Decimal | None
    levels: frozenset[tuple[str, Truth]] = frozenset()
    asked: bool = True
    known: bool = True
    most: Decimal | None = None

    @property
    def met(self) -> frozenset[str]:
        """The levels met."""
        return frozenset(level for level, truth in self.levels if truth)


def outcome_of(found: Finding) -> Outcome:
    if found.status is Status.NOT_APPLICABLE:
        return Outcome(ZERO, asked=False)
    if found.points is not None:
        still = found.status in (Status.ERROR, Status.INSUFFICIENT_EVIDENCE)
        known = found.points.exact and not still
        return Outcome(found.points.low, known=known, most=None if known else found.points.high)
    known = None not in found.levels.values()
    return Outcome(None, frozenset(found.levels.items()), known=known)


def outcomes(ruleset: Ruleset, item: Item, context: Context) -> Mapping[Outcome, Assignment]:
    """Every outcome of an item in a context, with the first (simplest) values that give it.

    Raises:
        TooManyTrials: values that hang together have too many combinations.
    """
    return Outcomes(ruleset, context).of(item)


def outcome_at(
    ruleset: Ruleset, item: Item, context: Context, assignment: Assignment
) -> Outcome | None:
    """What an item comes to at these values; None: no counts have them."""
    given = realise(ruleset, assignment)
    if given is None:
        return None
    return outcome_of(score(item, context.evidence(ruleset, readings(ruleset, given))))


def combinations(lines: Lines) -> Iterator[Assignment]:
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
    for part in item.simple:
        if isinstance(part, Judged) and part.full_at:
            found.add(share_line(part.full_at.ratio))
        elif isinstance(part, Threshold):
            ratios = [level.ratio or part.ratio for level in part.levels]
            found |= {share_line(ratio) for ratio in ratios if ratio and ratio.none_means}
            found |= {share_line(r) for r in ratios if r and part is not item}
    return found


class Memory(NamedTuple):
    """What was found of items, by item and by what it sees of whom it is asked."""

    lines: dict[object, Lines]
    outcomes: dict[object, Mapping[Outcome, Assignment]]
    at: dict[object, tuple[Assignment, Outcome | None]]

    @classmethod
    def nothing(cls) -> Memory:
        return cls({}, {}, {})


class Outcomes:
    """The outcomes of items in one context; nothing is scored twice."""

    def __init__(self, ruleset: Ruleset, context: Context, memory: Memory | None = None) -> None:
        """The outcomes; `memory` may be shared with other contexts of the same ruleset."""
        self._ruleset = ruleset
        self._context = context
        self._memory = memory or Memory.nothing()
        self._seen = context.evidence(ruleset, {})
        self._keys: dict[str, tuple[object, ...]] = {}

    def lines(self, item: Item) -> Lines:
        """The lines that an item looks at in this context."""
        key = self._key(item)
        if key not in self._memory.lines:
            self._memory.lines[key] = lines_of(self._ruleset, item, context=self._context)
        return self._memory.lines[key]

    def of(self, item: Item) -> Mapping[Outcome, Assignment]:
        """Every outcome of an item, with the first (simplest) values that give it.

        Raises:
            TooManyTrials: values that hang together have too many combinations.
        """
        key = self._key(item)
        if key not in self._memory.outcomes:
            found: dict[Outcome, Assignment] = {}
            for narrowed in self.settings(item):
                for outcome, values in self.among(item, narrowed):
                    found.setdefault(outcome, values)
            self._memory.outcomes[key] = found
        return self._memory.outcomes[key]

    def _key(self, item: Item) -> tuple[object, ...]:
        """An item, and what it sees of whom it is asked."""
        if item.id not in self._keys:
            seen = told_apart(self._seen, item)
            self._keys[item.id] = (item.id, *seen)
        return self._keys[item.id]

    def among(self, item: Item, narrowed: Lines) -> Iterator[tuple[Outcome, Assignment]]:
        """The outcomes of an item with the values that are left to some lines.

        Args:
            narrowed: so that the item's parts are free of each other.
        """
        lines = {line: narrowed.get(line, values) for line, values in self.lines(item).items()}
        for assignment, about in self._assignments(item, lines):
            outcome = self._outcome(item, assignment, about)
            if outcome is not None:
                yield outcome, assignment if outcome.asked else {}

    def settings(self, item: Item) -> Sequence[Lines]:
        """The ways to narrow a composite's lines so that its parts are free of each other."""
        if not isinstance(item, BestOf | AllOf):
            return ({},)
        parts = [self.lines(part).keys() for part in item.parts]
        counted = Counter(chain.from_iterable(parts))
        shared = {line for line, number in counted.items() if number > 1}
        lines = self.lines(item)
        return Ties(self._ruleset, lines, empty_lines(item)).settings(lines, shared, MOST_TRIALS)

    def _outcome(
        self, item: Item, assignment: Assignment, about: Iterable[object]
    ) -> Outcome | None:
        """What an item comes to; `about` is all that it depends on."""
        key = (*self._key(item), *about)
        if key not in self._memory.at:
            found = outcome_at(self._ruleset, item, self._context, assignment)
            self._memory.at[key] = (assignment, found)
        return self._memory.at[key][1]

    def _assignments(
        self, item: Item, lines: Lines
    ) -> Iterator[tuple[Assignment, Iterable[object]]]:
        """Values enough to bring about every outcome of the item, with what each depends on."""
        if isinstance(item, BestOf | AllOf):
            yield from self._composed(item, lines)
            return
        if isinstance(item, Checklist) and lines:
            found = _checked(item, lines)
        elif isinstance(item, Judged) and lines:
            found = _given(self._ruleset, item, lines)
        else:
            found = combinations(lines)
        for assignment in found:
            yield assignment, map(id, assignment.values())

    def _composed(
        self, item: BestOf | AllOf, lines: Lines
    ) -> Iterator[tuple[Assignment, Iterable[object]]]:
        """One choice of values for each way in which the parts' outcomes come together."""
        ways: dict[Outcome | None, tuple[Assignment, tuple[Outcome, ...]]] = {None: ({}, ())}
        for part in item.parts:
            own: dict[Outcome, Assignment] = {}
            for outcome, values in self.among(part, lines):
                own.setdefault(outcome, values)
            longer: dict[Outcome | None, tuple[Assignment, tuple[Outcome, ...]]] = {}
            for so_far, (values, before) in ways.items():
                for outcome, more in own.items():
                    together = _together(item, so_far, outcome)
                    if together not in longer:
                        longer[together] = ({**values, **more}, (*before, outcome))
            ways = longer
        yield from ways.values()


def _given(ruleset: Ruleset, item: Judged, lines: Lines) -> Iterator[Assignment]:
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


def _checked(item: Checklist, lines: Lines) -> Iterator[Assignment]:
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
        if len(longer) > MOST_TRIALS:
            raise TooManyTrials
        found = longer
    yield from found.values()


def _together(item: BestOf | AllOf, one: Outcome | None, other: Outcome) -> Outcome | None:
    if not other.asked:
        return one
    if one is None:
        return other
    known = one.known and other.known
    if one.points is not None and other.points is not None:
        most = None if known else max(o.most or o.points or ZERO for o in (one, other))
        return Outcome(max(one.points, other.points), known=known, most=most)
    truths: dict[str, list[Truth]] = {}
    for level, truth in chain(one.levels, other.levels):
        truths.setdefault(level, []).append(truth)
    joined = either if isinstance(item, BestOf) else both
    levels = frozenset((level, joined(found)) for level, found in truths.items())
    return Outcome(None, levels, known=known)
