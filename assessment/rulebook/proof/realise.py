"""From a value on each line to evidence that a dossier can state.

Shares become small counts that have them all at once, keep the bounds that the ruleset
declares, and are no larger than what they are a part of. Where lines contradict each
other there are no such counts.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from assessment.model.dossier import Claim
from assessment.model.evidence import Reading
from assessment.model.quantity import Ratio, plain
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.rulebook.proof.counts import Bounds, Shares, counts_of
from assessment.rulebook.proof.lines import Assignment, Line, Nothing, bounds_of
from assessment.rulebook.proof.pieces import Piece, common

Given = Mapping[str, int | Decimal | Fraction | bool | str]
"""Evidence by key: a count, a number or points, a percentage as a share, an answer, an option."""

_CLAIM = Claim()
_HUNDRED = 100


def realise(ruleset: Ruleset, assignment: Assignment) -> Given | None:
    """Evidence with these values; None: no counts have all of them.

    Args:
        assignment: lines of the kind "applies" are left out; they are no evidence.

    Raises:
        TooManyTrials: counts were neither found nor excluded.
    """
    given: dict[str, int | Decimal | Fraction | bool | str] = {}
    counted: dict[Line, Piece | Nothing] = {}
    for line, value in assignment.items():
        if line.kind == "share" or _is_count(ruleset, line):
            assert isinstance(value, Piece | Nothing)
            counted[line] = value
        elif line.kind == "number":
            assert isinstance(value, Piece)
            is_share = ruleset.evidence[line.key].type is EvidenceType.PERCENTAGE
            percent = Fraction(value_in_percent(value)) / _HUNDRED if is_share else None
            given[line.key] = value.decimal() if percent is None else percent
        elif line.kind != "applies":
            assert not isinstance(value, Piece | Nothing)
            given[line.key] = value
    if not counted:
        return given
    if len(counted) == 1:
        (entry,) = counted.items()
        simple = _one_share(ruleset, *entry)
        if simple is not None:
            return {**given, **simple}
    asked = _asked(ruleset, counted)
    counts = counts_of(asked) if asked else None
    return None if counts is None else {**given, **counts}


def _one_share(ruleset: Ruleset, line: Line, value: Piece | Nothing) -> dict[str, int] | None:
    """The counts of one share that no bound is in the way of; None: it takes more to tell."""
    entries = [ruleset.evidence[key] for key in line[1:] if key]
    bounded = any(e.at_least is not None or e.at_most is not None for e in entries)
    if bounded or line.kind != "share" or line.key == line.over or line.over in ruleset.wholes:
        return None
    if isinstance(value, Nothing):
        return {line.key: 0, line.over: 0}
    part, whole = value.simplest().as_integer_ratio()
    return {line.key: part, line.over: whole} if part <= whole else None


def _is_count(ruleset: Ruleset, line: Line) -> bool:
    return line.kind == "number" and ruleset.evidence[line.key].type is EvidenceType.COUNT


def _asked(ruleset: Ruleset, counted: Mapping[Line, Piece | Nothing]) -> Shares | None:
    """What the values ask of counts; None where one has no whole number, or two of one differ."""
    bounds: dict[str, Bounds] = {}
    shares: dict[tuple[str, str], Piece] = {}
    nothing: set[str] = set()
    for line, value in counted.items():
        for key in line[1:]:
            if key:
                bounds.setdefault(key, _bounds(ruleset, key))
        if isinstance(value, Nothing):
            nothing.add(line.over)
        elif line.kind == "share":
            shares[line.key, line.over] = value
        else:
            least, most = bounds[line.key]
            both = common(value, Piece(Fraction(least), Fraction(most), True, True))
            within = both.wholes() if both else None
            if within is None:
                return None
            bounds[line.key] = within
    pairs = frozenset((key, whole) for key in bounds for whole in wholes_of(ruleset, key, bounds))
    return Shares(bounds, shares, frozenset(nothing), pairs)


def _bounds(ruleset: Ruleset, key: str) -> Bounds:
    low, high = bounds_of(ruleset.evidence[key])
    return math.ceil(low), math.floor(high)


def wholes_of(ruleset: Ruleset, key: str, known: Collection[str]) -> Iterator[str]:
    """Those of the known counts that this one may not exceed, directly or through others."""
    seen = {key}
    ahead = [key]
    while ahead:
        for whole in ruleset.wholes.get(ahead.pop(), ()):
            if whole in known:
                yield whole
            elif whole not in seen:
                ahead.append(whole)
            seen.add(whole)


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
