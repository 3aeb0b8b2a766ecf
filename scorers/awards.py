"""From conditions to what they earn, shared by the scorers.

A condition is true, false or not known (None). In a ruleset of points the first level
whose condition holds counts, so while some are unknown several levels remain possible:
every unknown one above the first true one, and that one. Their least and most points are
the finding's interval, and it is tight, since each of these levels can still be the one.
In a ruleset of levels each level stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from assessment.model.basis import Basis, weakest
from assessment.model.evidence import Evidence
from assessment.model.item import Award, Item
from assessment.model.outcome import Finding, Next, Remark, Seen, Status, Takes
from assessment.model.quantity import NOTHING, ZERO, Interval
from assessment.model.truth import Truth

A = TypeVar("A", bound=Award)


def possible(levels: Sequence[tuple[A, Truth]]) -> tuple[list[A], bool]:
    """The levels of which one will count: up to the first that surely holds.

    Returns:
        these levels, and whether the last of them surely holds (else none may count).
    """
    candidates = []
    for level, truth in levels:
        if truth is False:
            continue
        candidates.append(level)
        if truth:
            return candidates, True
    return candidates, False


def finding(
    item: Item,
    most: Decimal,
    levels: Sequence[tuple[A, Truth]],
    *,
    seen: tuple[Seen, ...],
    used: tuple[str, ...],
    missing: tuple[str, ...],
    next_: Next | None = None,
    spare: Takes | None = None,
    remarks: tuple[Remark, ...] = (),
) -> Finding:
    """The finding of an item whose levels hold, fail or are open as given.

    Args:
        most: the item's maximum, in points.
        levels: those that concern the subject, best first, each with its truth.
        missing: the keys to ask for while the outcome is open; dropped once it is not.

    """
    in_levels = bool(levels) and levels[0][0].level is not None
    outcome = _in_levels(levels) if in_levels else _in_points(item, most, levels)
    if outcome.reached and not in_levels and outcome.reached.points is None:
        remarks = (*remarks, Remark.UNKNOWN_FIGURE)
    status = Status.ERROR if Remark.UNKNOWN_FIGURE in remarks else outcome.status
    return Finding(
        item,
        status,
        outcome.points,
        most,
        outcome.basis,
        levels=outcome.levels,
        seen=seen,
        reached=outcome.reached,
        next=next_,
        spare=spare,
        used=used,
        missing=missing if status is Status.INSUFFICIENT_EVIDENCE else (),
        remarks=remarks,
    )


_NONE: Mapping[str, Truth] = MappingProxyType({})


class _Outcome(NamedTuple):
    """What levels that hold, fail or are open come to."""

    status: Status
    points: Interval | None
    levels: Mapping[str, Truth]
    reached: Award | None
    basis: Basis


def _in_points(item: Item, most: Decimal, levels: Sequence[tuple[Award, Truth]]) -> _Outcome:
    candidates, closed = possible(levels)
    if closed and len(candidates) == 1:
        (reached,) = candidates
        known = reached.points
        points = Interval(ZERO, most) if known is None else Interval(known, known)
        return _Outcome(status_of(points, most), points, _NONE, reached, reached.weakest_basis)
    points = _span(candidates, most, closed=closed)
    basis = weakest(level.weakest_basis for level in candidates) if candidates else item.basis
    unknown = any(level.points is None for level in candidates)
    status = Status.INSUFFICIENT_EVIDENCE if unknown else status_of(points, most)
    return _Outcome(status, points, _NONE, None, basis)


def _in_levels(levels: Sequence[tuple[Award, Truth]]) -> _Outcome:
    met = {level.level: truth for level, truth in levels if level.level is not None}
    reached = next((level for level, truth in levels if truth), None)
    basis = weakest(level.weakest_basis for level, _ in levels)
    return _Outcome(status_of_levels(met), None, met, reached, basis)


def rejected(item: Item, most: Decimal, levels: Iterable[Award], seen: Seen, key: str) -> Finding:
    """Evidence that the inspection refused earns nothing and meets nothing."""
    asked = {level.level: False for level in levels if level.level is not None}
    return Finding(
        item,
        Status.NOT_MET,
        None if asked else NOTHING,
        most,
        item.basis,
        levels=asked,
        seen=(seen,),
        used=(key,),
        remarks=(Remark.REJECTED,),
    )


def not_applicable(item: Item) -> Finding:
    """An item that is for others: it asks for nothing and earns nothing."""
    points = None if item.in_levels else NOTHING
    return Finding(item, Status.NOT_APPLICABLE, points, ZERO, item.basis)


def concerned(levels: Iterable[A], evidence: Evidence) -> list[A]:
    """The levels that are asked of this kind of unit."""
    return [
        level for level in levels if level.applies_to is None or evidence.concerns(level.applies_to)
    ]


def status_of(points: Interval, most: Decimal) -> Status:
    if points.low != points.high:
        return Status.INSUFFICIENT_EVIDENCE
    if points.low <= ZERO:
        return Status.NOT_MET
    return Status.MET if points.low == most else Status.PARTLY_MET


def status_of_levels(levels: Mapping[str, Truth]) -> Status:
    if not levels:
        return Status.NOT_APPLICABLE
    truths = levels.values()
    if None in truths:
        return Status.INSUFFICIENT_EVIDENCE
    if all(truths):
        return Status.MET
    return Status.PARTLY_MET if any(truths) else Status.NOT_MET


def _span(candidates: Sequence[Award], most: Decimal, *, closed: bool) -> Interval:
    """The least and most of the candidates; nothing too where none of them surely holds."""
    if not candidates:
        return NOTHING
    lows = [ZERO if level.points is None else level.points for level in candidates]
    highs = [most if level.points is None else level.points for level in candidates]
    return Interval(min(lows) if closed else ZERO, max(highs))


def combined(item: Item, parts: tuple[Finding, ...], met: Mapping[str, Truth]) -> Finding:
    """The finding of parts in a ruleset of levels, given the levels they meet together."""
    status = status_of_levels(met)
    return Finding(
        item,
        status,
        None,
        ZERO,
        weakest(part.basis for part in parts),
        levels=met,
        used=keys_used(parts),
        missing=keys_open(parts) if status is Status.INSUFFICIENT_EVIDENCE else (),
        parts=parts,
    )


def worded(found: Finding) -> Finding:
    """A finding rests on what its item asks, too."""
    basis = weakest((found.basis, found.item.asking_basis))
    return found if basis is found.basis else found._replace(basis=basis)


def keys_used(parts: Iterable[Finding]) -> tuple[str, ...]:
    """The evidence that the parts rest on, each key once."""
    return tuple(dict.fromkeys(key for part in parts for key in part.used))


def keys_open(parts: Iterable[Finding]) -> tuple[str, ...]:
    """What the parts still miss, each key once."""
    return tuple(dict.fromkeys(key for part in parts for key in part.missing))
