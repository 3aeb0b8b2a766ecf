"""Counts that come to given shares: a dossier on which the engine can be asked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessment.model.evidence import Evidence
from assessment.model.plan import Change, Value
from assessment.model.quantity import Ratio
from assessment.model.ruleset import Ruleset
from assessment.whatif.levers import Lever

Moved = Sequence[tuple[Lever, Value]]


def in_counts(ruleset: Ruleset, evidence: Evidence, moved: Moved) -> tuple[Change, ...] | None:
    """What is moved, each share as a part of a total that it comes out even of if it can.

    None: no counts come to it, since one is moved as itself and as a share, or is a share of
    two totals.
    """
    values = {lever.key: value for lever, value in moved if not lever.ratio}
    shares = [(lever, Fraction(*value)) for lever, value in moved if isinstance(value, Ratio)]
    shares = [(lever, share) for lever, share in shares if lever.ratio]
    parts = [lever.keys[0] for lever, _ in shares]
    if len({*parts, *values}) < len(parts) + len(values):
        return None
    for lever, share in shares:
        part, over = lever.keys
        if over not in values:
            even = math.lcm(*(s.denominator for other, s in shares if other.keys[1] == over))
            values[over] = even * math.ceil(max(_inside(ruleset, evidence, values, over), 1) / even)
        total = values[over]
        assert isinstance(total, int)
        count = share * total
        if lever.bound is None and count.denominator > 1:
            return None
        values[part] = math.floor(count) if lever.bound == "at_most" else math.ceil(count)
    return tuple(Change(key, None, value) for key, value in values.items())


def _inside(ruleset: Ruleset, evidence: Evidence, values: Mapping[str, Value], over: str) -> int:
    """The most that lies within a total."""
    inside = [0]
    for part, wholes in ruleset.wholes.items():
        if over in wholes:
            reading, value = evidence.readings.get(part), values.get(part)
            inside += [value] if isinstance(value, int) else []
            inside += [reading.low.part] if reading and reading.low else []
    return max(inside)
