"""Which values are not free of each other, because they count the same things.

Two shares of one whole can be anything at once: the whole is taken large enough. They are
tied where that does not help:

- one says that a count is 0 (a share of nothing), another that it is not;
- shares go round in a circle (a of b, b of c, a of c, or a within b);
- a bound keeps counts small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.rulebook.proof.groups import joined
from assessment.rulebook.proof.lines import Assignment, Line, Nothing, Value
from assessment.rulebook.proof.pieces import Piece
from assessment.rulebook.proof.realise import realise, wholes_of
from assessment.rulebook.proof.trials import TooManyTrials

Lines = Mapping[Line, Sequence[Value]]
"""Lines, each with values that it may have."""


class Ties:
    """What binds the values of some lines."""

    def __init__(
        self,
        ruleset: Ruleset,
        lines: Lines,
        empty: Collection[Line],
        spare: Collection[Line] = (),
        fatal: Collection[Line] = (),
    ) -> None:
        """The ties of lines with these values.

        Args:
            empty: the lines on which a share of nothing comes to something.
            spare: those of them on which another share comes to the same.
            fatal: the lines on which a share of nothing leaves all open.
        """
        self._ruleset = ruleset
        self._lines = lines
        self._graph = _Graph(ruleset, lines, empty)
        zero = self._graph.by_zero()
        never = {line.over for line in fatal} | self._graph.never_only_by(spare)
        self._zero = {key: tied for key, tied in zero.items() if key not in never}
        self._positive = {line.over for line in empty if line.over in never}
        self._empty = set(empty).difference(spare)
        self._scale = self._graph.by_scale()

    def groups(self) -> list[list[Line]]:
        """Lines of which not every combination of values has counts, two or more a group."""
        return [group for group in (*map(list, self._zero.values()), *self._scale) if group[1:]]

    def settings(
        self,
        lines: Collection[Line],
        shared: Collection[Line],
        most: int,
        *,
        loose: bool = False,
    ) -> list[Lines]:
        """Every way to narrow the values of some lines so that each is free of all others.

        Args:
            lines: all that are to be free of each other.
            shared: those of them that are looked at from several sides: one value each.
            loose: bind nothing but these.

        Returns:
            the values left to each line that is narrowed.

        Raises:
            TooManyTrials: over `most` values in all combinations, whole ones and begun ones.
        """
        scaled = set() if loose else {line for group in self._scale for line in group}
        single = [line for line in lines if line in scaled or line in shared]
        zero = {} if loose else self._zero
        keys = [key for key, tied in zero.items() if not tied.isdisjoint(lines)]
        own = () if loose else [x.over for x in lines if x.over in self._positive]
        found: list[Lines] = []
        for values in self._combined(single, most):
            for zeros in product((False, True), repeat=len(keys)):
                tied = dict.fromkeys(own, False) | dict(zip(keys, zeros, strict=True))
                narrowed = self._narrowed(lines, values, tied)
                if narrowed is not None:
                    found.append(narrowed)
                    if len(found) > most:
                        raise TooManyTrials
        return found

    def _combined(self, lines: Sequence[Line], most: int) -> Iterator[Assignment]:
        """Every combination of values that some counts have."""
        tried = 0
        ahead: list[dict[Line, Value]] = [{}]
        while ahead:
            begun = ahead.pop()
            tried += max(1, len(begun))
            if tried > most:
                raise TooManyTrials
            if len(begun) == len(lines):
                yield begun
                continue
            line = lines[len(begun)]
            longer = ({**begun, line: value} for value in reversed(self._lines[line]))
            ahead += [values for values in longer if self._possible(line, values)]

    def _possible(self, line: Line, values: Assignment) -> bool:
        if not counts_on(self._ruleset, line):
            return True
        counted = {k: v for k, v in values.items() if counts_on(self._ruleset, k)}
        return realise(self._ruleset, counted) is not None

    def _narrowed(
        self, lines: Collection[Line], values: Assignment, tied: Mapping[str, bool]
    ) -> Lines | None:
        """The values of the lines where these counts are 0 and those are not; None: one has none."""
        zeros = self._graph.with_parts(tied)
        if zeros is None:
            return None
        found: dict[Line, Sequence[Value]] = {line: (value,) for line, value in values.items()}
        for line in lines:
            for key in counts_on(self._ruleset, line):
                if key in zeros and not (key in self._positive and line not in self._empty):
                    left = found.get(line, self._lines[line])
                    found[line] = [
                        v for v in left if _may_be(self._ruleset, line, v, key, zero=zeros[key])
                    ]
                    if not found[line]:
                        return None
        return found


def counts_on(ruleset: Ruleset, line: Line) -> tuple[str, ...]:
    """The counts that a line is about."""
    if line.kind == "share":
        return line.key, line.over
    if line.kind == "number" and ruleset.evidence[line.key].type is EvidenceType.COUNT:
        return (line.key,)
    return ()


def _may_be(ruleset: Ruleset, line: Line, value: Value, key: str, *, zero: bool) -> bool:
    """Whether a value leaves a count at 0, or above."""
    if isinstance(value, Nothing):
        may_exceed = line.over not in ruleset.wholes.get(line.key, ())
        return zero or (key == line.key and may_exceed)
    assert isinstance(value, Piece)
    if line.kind == "share" and key == line.over:
        return not zero
    if zero:
        return value.holds(Fraction(0))
    return not value.single or value.low > 0


class _Graph:
    def __init__(self, ruleset: Ruleset, lines: Lines, empty: Collection[Line]) -> None:
        self._ruleset = ruleset
        self._lines = [line for line in lines if counts_on(ruleset, line)]
        self._at: dict[str, list[Line]] = {}
        self._zero: dict[str, set[Line]] = {}
        self._positive: dict[str, set[Line]] = {}
        for line, values in lines.items():
            for key in counts_on(ruleset, line):
                self._at.setdefault(key, []).append(line)
                for value in values:
                    if not isinstance(value, Nothing) or line in empty:
                        self._note(line, value, key)
        self._wholes = {key: set(wholes_of(ruleset, key, self._at)) for key in self._at}
        self._all_wholes = {key: self._above(key) for key in self._at}

    def _note(self, line: Line, value: Value, key: str) -> None:
        """Whether a value says of a count that it is 0, or that it is not."""
        if not _may_be(self._ruleset, line, value, key, zero=True):
            self._positive.setdefault(key, set()).add(line)
        if not _may_be(self._ruleset, line, value, key, zero=False):
            self._zero.setdefault(key, set()).add(line)

    def never_only_by(self, spare: Collection[Line]) -> set[str]:
        """Counts that are 0 only for shares of nothing that can be done without."""
        found = set()
        for key, zero in self._zero.items():
            if all(line in spare and line.over == key and self._alone(line.key) for line in zero):
                found.add(key)
        return found

    def _alone(self, key: str) -> bool:
        """Whether a count is looked at by one line, and is whole of nothing."""
        wholes = self._all_wholes
        return len(self._at[key]) == 1 and not any(key in above for above in wholes.values())

    def by_zero(self) -> dict[str, set[Line]]:
        """Counts that one line may say are 0, and another that they, or parts of them, are not."""
        found: dict[str, set[Line]] = {}
        for key, zero in self._zero.items():
            below = [part for part, wholes in self._all_wholes.items() if key in wholes]
            for part in [key, *below]:
                positive = self._positive.get(part, set())
                if positive and len(zero | positive) > 1:
                    found[key] = {*self._at[key], *self._at[part], *found.get(key, ())}
        return found

    def with_parts(self, zeros: Mapping[str, bool]) -> Mapping[str, bool] | None:
        """These counts and those that are parts of nothing; None: one is 0 and is not."""
        if not any(zeros.values()):
            return zeros
        found = dict(zeros)
        for key, wholes in self._all_wholes.items():
            if any(zeros.get(whole, False) for whole in wholes) and not found.setdefault(key, True):
                return None
        return found

    def _above(self, key: str) -> set[str]:
        """What a count may not exceed, directly or through others."""
        found: set[str] = set()
        ahead = [key]
        while ahead:
            new = self._wholes[ahead.pop()] - found
            found |= new
            ahead += new
        return found

    def by_scale(self) -> list[list[Line]]:
        """Lines in circles, and those whose counts a bound keeps from being taken larger."""
        keys = list(self._at)
        number = {key: n for n, key in enumerate(keys)}
        pairs = [(line.key, line.over) for line in self._lines if line.kind == "share"]
        apart = joined(len(keys), [[number[a], number[b]] for a, b in pairs])
        found: list[list[Line]] = []
        for group, is_stuck in self._stuck([[keys[n] for n in group] for group in apart]):
            lines = list(dict.fromkeys(line for key in group for line in self._at[key]))
            circle = set() if is_stuck else self._circle(group)
            inside = [line for line in lines if is_stuck or {line.key, line.over} <= circle]
            found += [inside] if inside[1:] else []
        pairs_of: dict[frozenset[str], list[Line]] = {}
        for line in self._lines:
            pairs_of.setdefault(frozenset((line.key, line.over)), []).append(line)
        return [*found, *(lines for lines in pairs_of.values() if lines[1:])]

    def _stuck(self, groups: list[list[str]]) -> list[tuple[list[str], bool]]:
        """The groups, each with whether it cannot be taken larger; put together where one is stuck above."""
        of = {key: n for n, group in enumerate(groups) for key in group}
        above = [
            {of[w] for key in group for w in self._wholes[key]} - {n}
            for n, group in enumerate(groups)
        ]
        stuck = {n for n, group in enumerate(groups) if any(map(self._bounded, group))}
        stuck |= _in_circles(above)
        size = -1
        while size != len(stuck):
            size = len(stuck)
            stuck |= {n for n in range(len(groups)) if above[n] & stuck}
        links = [[n, m] for n in range(len(groups)) for m in above[n] & stuck]
        return [
            ([key for n in both for key in groups[n]], not stuck.isdisjoint(both))
            for both in joined(len(groups), links)
        ]

    def _bounded(self, key: str) -> bool:
        """Whether something keeps a count from being as large as needed."""
        own = any(line.kind == "number" for line in self._at[key])
        return own or self._ruleset.evidence[key].at_most is not None

    def _circle(self, group: list[str]) -> set[str]:
        """The counts of a group that are left when those with one neighbour are taken off."""
        near: dict[str, set[str]] = {key: set() for key in group}
        pairs = [(x.key, x.over) for key in group for x in self._at[key] if x.kind == "share"]
        pairs += [(key, w) for key in group for w in self._wholes[key] if w in near]
        for one, other in pairs:
            if one != other:
                near[one].add(other)
                near[other].add(one)
        while ends := [key for key, others in near.items() if len(others) < 2]:  # noqa: PLR2004
            for key in ends:
                for other in near.pop(key):
                    near[other].discard(key)
        return set(near)


def _in_circles(above: list[set[int]]) -> set[int]:
    """Those that stand, through others, above themselves."""
    found = set()
    for start in range(len(above)):
        seen: set[int] = set()
        ahead = list(above[start])
        while ahead:
            new = ahead.pop()
            if new not in seen:
                seen.add(new)
                ahead += above[new]
        if start in seen:
            found.add(start)
    return found
