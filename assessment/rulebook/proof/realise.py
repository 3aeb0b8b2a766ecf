"""From a value on each line to evidence that a dossier can state.

Shares become the smallest counts that have them all at once: shares that have a count in
common (of one whole, or a part that is the whole of another) are given counts together.
Where lines contradict each other there are no such counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from assessment.model.dossier import Claim
from assessment.model.evidence import Reading
from assessment.model.quantity import Ratio, plain
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.rulebook.proof.lines import Assignment, Line, Nothing
from assessment.rulebook.proof.pieces import Piece

Given = Mapping[str, int | Decimal | Fraction | bool | str]
"""Evidence by key: a count, a number or points, a percentage as a share, an answer, an option."""

_CLAIM = Claim()
_HUNDRED = 100


def realise(ruleset: Ruleset, assignment: Assignment) -> Given | None:
    """Evidence with these values; None: no counts have all of them.

    Args:
        assignment: lines of the kind "applies" are left out; they are no evidence.
    """
    given: dict[str, int | Decimal | Fraction | bool | str] = {}
    fixed: dict[str, Piece] = {}
    shares: dict[Line, Piece | Nothing] = {}
    for line, value in assignment.items():
        if line.kind == "share":
            assert isinstance(value, Piece | Nothing)
            shares[line] = value
        elif line.kind == "number":
            assert isinstance(value, Piece)
            kind = ruleset.evidence[line.key].type
            if kind is EvidenceType.COUNT:
                fixed[line.key] = value
            elif kind is EvidenceType.PERCENTAGE:
                given[line.key] = Fraction((value_in_percent(value)) / _HUNDRED)
            else:
                given[line.key] = value.decimal()
        elif line.kind != "applies":
            assert not isinstance(value, Piece | Nothing)
            given[line.key] = value
    nested = _nested(ruleset, shares)
    counts = _Counts(nested, fixed).solved() if nested is not None else None
    if counts is None:
        return None
    fitted = _fitted(ruleset, counts, fixed)
    return None if _part_above_whole(ruleset, fitted) else {**given, **fitted}


def value_in_percent(piece: Piece) -> Decimal:
    """A share of the piece as a percentage of few decimals."""
    high = None if piece.high is None else piece.high * _HUNDRED
    return Piece(piece.low * _HUNDRED, high, piece.low_in, piece.high_in).decimal()


def readings(ruleset: Ruleset, given: Given) -> dict[str, Reading]:
    """The evidence as the scorers read it; an assessor's points are no measured number."""
    return {
        key: _reading(key, value, measured=key in ruleset.evidence) for key, value in given.items()
    }


def claims(given: Given) -> dict[str, str]:
    """The evidence as a dossier states it."""
    return {key: _claim(value) for key, value in given.items()}


def _reading(
    key: str,
    value: int | Decimal | Fraction | bool | str,  # noqa: FBT001
    *,
    measured: bool,
) -> Reading:
    if isinstance(value, Fraction):
        share = Ratio(value.numerator, value.denominator)
        return Reading(key, None, share, share, _CLAIM)
    if isinstance(value, bool | str) or not measured:
        return Reading(key, value, None, None, _CLAIM)
    number = Ratio.of(value)
    return Reading(key, value, number, number, _CLAIM)


def _claim(value: int | Decimal | Fraction | bool | str) -> str:  # noqa: FBT001
    match value:
        case bool():
            return "true" if value else "false"
        case Fraction():
            return f"{plain(Piece(value * _HUNDRED, value * _HUNDRED, True, True).decimal())}%"
        case Decimal():
            return plain(value)
    return str(value)


def _nested(
    ruleset: Ruleset, shares: Mapping[Line, Piece | Nothing]
) -> dict[Line, Piece | Nothing] | None:
    """Shares of one whole of which one is within another: narrowed so that it is no larger."""
    found = dict(shares)
    for line, piece in shares.items():
        within = ruleset.evidence[line.key].within
        outer = Line("share", within or "", line.over)
        other = found.get(outer)
        if not isinstance(piece, Piece) or not isinstance(other, Piece):
            continue
        inner = _common(piece, Piece(Fraction(0), other.high, True, other.high_in))
        if inner is None:
            return None
        share = inner.simplest()
        around = _common(other, Piece(share, None, True, False))
        if around is None:
            return None
        found[line], found[outer] = Piece(share, share, True, True), around
    return found


def _common(one: Piece, other: Piece) -> Piece | None:
    """The numbers in both pieces."""
    low, low_in = max((one.low, not one.low_in), (other.low, not other.low_in))
    ends = [(p.high, p.high_in) for p in (one, other) if p.high is not None]
    high, high_in = min(ends, default=(None, False))
    both = Piece(low, high, not low_in, high_in)
    if high is not None and (low > high or (low == high and not (both.low_in and high_in))):
        return None
    return both


class _Counts:
    """Counts for shares that have keys in common, found along the shares."""

    def __init__(self, shares: Mapping[Line, Piece | Nothing], fixed: Mapping[str, Piece]) -> None:
        self._shares = shares
        self._fixed = fixed
        self._at: dict[str, list[Line]] = {}
        for line in shares:
            self._at.setdefault(line.key, []).append(line)
            self._at.setdefault(line.over, []).append(line)
        self._wholes = dict.fromkeys(line.over for line in shares)

    def solved(self) -> list[dict[str, int]] | None:
        """One group of counts for each group of connected shares; found from a whole down."""
        groups: list[dict[str, int]] = []
        seen: set[str] = set()
        parts = {line.key for line in self._shares}
        tops = [key for key in self._wholes if key not in parts]
        for key in [*tops, *self._at, *self._fixed]:
            if key in seen:
                continue
            relative = self._relative(key)
            group = self._scaled(relative) if relative is not None else None
            if group is None:
                return None
            groups.append(group)
            seen.update(group)
        return groups

    def _relative(self, start: str) -> dict[str, Fraction] | None:
        """Each count of a group as a multiple of the first."""
        nothing = any(isinstance(self._shares[line], Nothing) for line in self._at.get(start, ()))
        found = {start: Fraction(0 if nothing else 1)}
        ahead = [start]
        while ahead:
            key = ahead.pop()
            for line in self._at.get(key, ()):
                other = line.over if line.key == key else line.key
                value = self._other(line, key, found[key])
                if value is None or found.get(other, value) != value:
                    return None
                if other not in found:
                    found[other] = value
                    ahead.append(other)
        return found

    def _other(self, line: Line, key: str, count: Fraction) -> Fraction | None:
        """The count at the other end of a share."""
        value = self._shares[line]
        if isinstance(value, Nothing):
            return Fraction(0) if count == 0 else None
        share = self._share(line, value)
        if key == line.over:
            return count * share if count else None
        if share == 0:
            return Fraction(1) if count == 0 else None
        return count / share if count else None

    def _share(self, line: Line, piece: Piece) -> Fraction:
        """The simplest share; above 0 where its part is the whole of another share."""
        if line.key in self._wholes and piece.holds(Fraction(0)) and not piece.single:
            return Piece(Fraction(0), piece.high, False, piece.high_in).simplest()
        return piece.simplest()

    def _scaled(self, relative: Mapping[str, Fraction]) -> dict[str, int] | None:
        """The smallest whole numbers in these proportions, and in the pieces that are fixed."""
        scale = math.lcm(*(value.denominator for value in relative.values()))
        common = math.gcd(*(int(value * scale) for value in relative.values())) or 1
        counts = {key: int(value * scale) // common for key, value in relative.items()}
        times = 1
        for key in counts.keys() & self._fixed.keys():
            piece = self._fixed[key]
            least = piece.whole()
            if least is None or (counts[key] == 0 and not piece.holds(Fraction(0))):
                return None
            if counts[key]:
                times = max(times, math.ceil(least / counts[key]))
        if len(relative) == 1:
            (key,) = relative
            least = self._fixed[key].whole()
            return None if least is None else {key: int(least)}
        counts = {key: count * times for key, count in counts.items()}
        held = counts.keys() & self._fixed.keys()
        return counts if all(self._fixed[k].holds(Fraction(counts[k])) for k in held) else None


def _fitted(
    ruleset: Ruleset, groups: list[dict[str, int]], fixed: Mapping[str, Piece]
) -> dict[str, int]:
    """All groups together; a whole is made large enough for its parts in other groups."""
    for _ in groups:
        for small, key, whole, large in _pairs(ruleset, groups):
            if small is large or not fixed.keys().isdisjoint(large) or not large[whole]:
                continue
            if small[key] > large[whole]:
                times = -(-small[key] // large[whole])
                large.update({name: count * times for name, count in large.items()})
    return {key: count for group in groups for key, count in group.items()}


def _part_above_whole(ruleset: Ruleset, counts: Mapping[str, int]) -> bool:
    """Whether something that is part of something else is larger."""
    wholes = ((count, ruleset.evidence[key].within) for key, count in counts.items())
    return any(whole in counts and count > counts[whole] for count, whole in wholes if whole)


def _pairs(
    ruleset: Ruleset, groups: list[dict[str, int]]
) -> Iterator[tuple[dict[str, int], str, str, dict[str, int]]]:
    group_of = {key: group for group in groups for key in group}
    for key, group in group_of.items():
        whole = ruleset.evidence[key].within
        if whole in group_of:
            yield group, key, whole, group_of[whole]
