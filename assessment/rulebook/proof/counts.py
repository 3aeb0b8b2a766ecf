"""Whole numbers that have given shares of each other, within their bounds; or the proof of none.

A share says that a part is at most (and at least) so many times its whole, a bound that a
count is at most a number, a whole that its part is no larger. Where no bound is met in
the way, counts follow from any fractions with these shares by taking all of them times
one number; only where a bound is in the way are whole numbers tried one by one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from assessment.rulebook.proof.pieces import Piece, common
from assessment.rulebook.proof.trials import MOST_TRIALS, TooManyTrials

Bounds = tuple[int, int]
"""The least and the most that a count may be."""


class Shares(NamedTuple):
    """What is asked of counts.

    `bounds`: of every count. `shares`: a part over a whole lies in a piece. `nothing`:
    counts that are 0. `within`: a count and another that it may not exceed.
    """

    bounds: Mapping[str, Bounds]
    shares: Mapping[tuple[str, str], Piece]
    nothing: frozenset[str] = frozenset()
    within: frozenset[tuple[str, str]] = frozenset()


def counts_of(asked: Shares) -> Mapping[str, int] | None:
    """Counts with all that is asked, small ones; None: there are none.

    Raises:
        TooManyTrials: counts were neither found nor excluded.
    """
    return _found(
        tuple(asked.bounds.items()), tuple(asked.shares.items()), asked.nothing, asked.within
    )


@lru_cache(maxsize=20_000)
def _found(
    bounds: tuple[tuple[str, Bounds], ...],
    shares: tuple[tuple[tuple[str, str], Piece], ...],
    nothing: frozenset[str],
    within: frozenset[tuple[str, str]],
) -> Mapping[str, int] | None:
    """The same, reckoned once: items and contexts ask the same of their counts again and again."""
    asked = Shares(dict(bounds), dict(shares), nothing, within)
    zero = _zeros(asked)
    if zero is None:
        return None
    found = dict.fromkeys(zero, 0)
    links = _links(asked, zero)
    if links is None:
        return None
    for group in _groups(asked.bounds.keys() - zero, links):
        counts = _Group(group, links, asked.bounds).counts()
        if counts is None:
            return None
        found.update(counts)
    return {key: found[key] for key in asked.bounds}


def _zeros(asked: Shares) -> set[str] | None:
    """The counts that are 0: those that must be, and those that nothing keeps from it."""
    zero = set(asked.nothing)
    positive = {whole for _, whole in asked.shares}
    for (part, _), piece in asked.shares.items():
        if not piece.holds(Fraction(0)):
            positive.add(part)
        elif piece.single:
            zero.add(part)
    for key, (least, most) in asked.bounds.items():
        if least > 0:
            positive.add(key)
        if most == 0:
            zero.add(key)
    for small, large in _closed([*asked.within, *asked.shares], zero, positive):
        if large in zero:
            zero.add(small)
        if small in positive:
            positive.add(large)
    if zero & positive:
        return None
    return asked.bounds.keys() - positive


def _closed(
    pairs: list[tuple[str, str]], zero: set[str], positive: set[str]
) -> Iterator[tuple[str, str]]:
    """Each pair again and again, as long as the sets grow."""
    size = -1
    while size != len(zero) + len(positive):
        size = len(zero) + len(positive)
        yield from pairs


Links = Mapping[str, Mapping[str, Piece]]
"""For two counts, where the first over the second lies; both ways round."""


def _links(asked: Shares, zero: set[str]) -> Links | None:
    """What is asked of each two counts that are not 0; None: they cannot have it."""
    found: dict[str, dict[str, Piece]] = {}
    no_more = Piece(Fraction(0), Fraction(1), False, True)
    shares = [*asked.shares.items(), *((pair, no_more) for pair in asked.within)]
    for (part, whole), piece in shares:
        if part in zero or whole in zero:
            continue
        known = found.get(part, {}).get(whole, ANY)
        both = common(known, piece)
        if both is None or both.high == 0 or (part == whole and not both.holds(Fraction(1))):
            return None
        if part != whole:
            found.setdefault(part, {})[whole] = both
            found.setdefault(whole, {})[part] = _turned(both)
    return found


ANY = Piece(Fraction(0), None, False, False)
"""Every share above 0."""


def _turned(piece: Piece) -> Piece:
    """The whole over the part, where the part over the whole is in the piece (and above 0)."""
    low = Fraction(0) if piece.high is None else 1 / piece.high
    high = None if piece.low == 0 else 1 / piece.low
    return Piece(
        low, high, piece.high is not None and piece.high_in, piece.low > 0 and piece.low_in
    )


def _times(one: Piece, other: Piece) -> Piece:
    """All products of a number of the one with a number of the other."""
    ends = None if one.high is None or other.high is None else one.high * other.high
    low_in = one.low_in and other.low_in and one.low * other.low > 0
    return Piece(
        one.low * other.low, ends, low_in, ends is not None and one.high_in and other.high_in
    )


def _groups(keys: Iterable[str], links: Links) -> Iterator[list[str]]:
    """Counts that are linked, directly or through others; in a lasting order."""
    left = dict.fromkeys(sorted(keys))
    while left:
        group = [next(iter(left))]
        for key in group:
            left.pop(key, None)
            group += [other for other in links.get(key, ()) if other in left and other not in group]
        yield group


class _Group:
    """Counts above 0 that hang together."""

    def __init__(self, keys: list[str], links: Links, bounds: Mapping[str, Bounds]) -> None:
        self._keys = keys
        self._links = {key: dict(links.get(key, {})) for key in keys}
        self._bounds = {key: (max(bounds[key][0], 1), bounds[key][1]) for key in keys}

    def counts(self) -> dict[str, int] | None:
        relative = self._fractions()
        if relative is None:
            return None
        return self._scaled(relative) or _tried(self._bounds, self._links)

    # --- fractions that have the shares ------------------------------------------------

    def _fractions(self) -> dict[str, Fraction] | None:
        """Each count as a multiple of the first; None: not even fractions have the shares."""
        ends = self._ends()
        core = [key for key in self._keys if key not in ends]
        links = self._narrowed(core)
        if links is None:
            return None
        found: dict[str, Fraction] = {}
        for key in [*core, *reversed(ends)]:
            near = links[key] if key in links else self._links[key]
            found[key] = _simplest(near, found)
        return found

    def _ends(self) -> list[str]:
        """Counts with one link or none, taken off one after the other, the whole ones last."""
        left = {key: set(near) for key, near in self._links.items()}
        ends: list[str] = []
        while left:
            key = min(left, key=lambda k: (len(left[k]), self._is_whole(k)))
            if len(left[key]) > 1:
                break
            for other in left.pop(key):
                left[other].discard(key)
            ends.append(key)
        return ends

    def _is_whole(self, key: str) -> int:
        """How many counts are parts of this one."""
        return sum(piece.high is None or piece.high > 1 for piece in self._links[key].values())

    def _narrowed(self, core: list[str]) -> dict[str, dict[str, Piece]] | None:
        """The links among counts in circles, each as narrow as all others make it."""
        inside = set(core)
        links = {
            key: {other: piece for other, piece in self._links[key].items() if other in inside}
            for key in core
        }
        for middle in core:
            for one in core:
                for other in core:
                    if len({middle, one, other}) < 3 or middle not in links[one]:  # noqa: PLR2004
                        continue
                    if other not in links[middle]:
                        continue
                    through = _times(links[one][middle], links[middle][other])
                    both = common(links[one].get(other, ANY), through)
                    if both is None:
                        return None
                    links[one][other] = both
                    links[other][one] = _turned(both)
        return links

    def _scaled(self, relative: Mapping[str, Fraction]) -> dict[str, int] | None:
        """The smallest whole numbers in these proportions, if they keep all bounds."""
        scale = math.lcm(*(value.denominator for value in relative.values()))
        counts = {key: int(value * scale) for key, value in relative.items()}
        divisor = math.gcd(*counts.values())
        counts = {key: count // divisor for key, count in counts.items()}
        times = max(-(-self._bounds[key][0] // count) for key, count in counts.items())
        counts = {key: count * times for key, count in counts.items()}
        kept = all(count <= self._bounds[key][1] for key, count in counts.items())
        return counts if kept else None


def _simplest(near: Mapping[str, Piece], found: Mapping[str, Fraction]) -> Fraction:
    """The simplest multiple of a count found already that has its share of all of them."""
    known = [(other, piece) for other, piece in near.items() if other in found]
    if not known:
        return Fraction(1)
    (first, piece), *rest = known
    unit = found[first]
    for other, more in rest:
        times = found[other] / unit
        high = None if more.high is None else more.high * times
        both = common(piece, Piece(more.low * times, high, more.low_in, more.high_in))
        assert both is not None
        piece = both
    if piece.high is not None and piece.high > 1 and piece.low > 0:
        return unit / _turned(piece).simplest()
    return unit * piece.simplest()


# --- whole numbers, one by one ---------------------------------------------------------


def _tried(bounds: Mapping[str, Bounds], links: Links) -> dict[str, int] | None:
    """The first whole numbers that keep all bounds and links."""
    trials = _Trials(links)
    domains = trials.narrowed(dict(bounds), list(bounds))
    return None if domains is None else trials.first(domains)


class _Trials:
    """A search that gives up after `MOST_TRIALS` steps."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._left = MOST_TRIALS

    def first(self, domains: dict[str, Bounds]) -> dict[str, int] | None:
        """The counts with the smallest choice first, each from its least on."""
        free = [key for key, (least, most) in domains.items() if least < most]
        if not free:
            return {key: least for key, (least, _) in domains.items()}
        key = min(free, key=lambda k: domains[k][1] - domains[k][0])
        for count in range(domains[key][0], domains[key][1] + 1):
            narrowed = self.narrowed({**domains, key: (count, count)}, [key])
            found = self.first(narrowed) if narrowed is not None else None
            if found is not None:
                return found
        return None

    def narrowed(self, domains: dict[str, Bounds], changed: list[str]) -> dict[str, Bounds] | None:
        """The domains without what the links exclude (in place); None: one is empty.

        Raises:
            TooManyTrials: after too many steps.
        """
        for key in changed:
            if domains[key][0] > domains[key][1]:
                return None
        while changed:
            self._left -= 1
            if self._left < 0:
                raise TooManyTrials
            key = changed.pop()
            for other in self._links[key]:
                least, most = _multiples(domains[key], self._links[other][key])
                old = domains[other]
                new = max(old[0], least), old[1] if most is None else min(old[1], most)
                if new[0] > new[1]:
                    return None
                if new != old:
                    domains[other] = new
                    changed.append(other)
        return domains


def _multiples(bounds: Bounds, piece: Piece) -> tuple[int, int | None]:
    """The least and most whole number whose share of a count within bounds is in the piece."""
    low = piece.low * bounds[0]
    least = math.ceil(low) + (not piece.low_in and low == math.ceil(low))
    if piece.high is None:
        return least, None
    high = piece.high * bounds[1]
    return least, math.floor(high) - (not piece.high_in and high == math.floor(high))
