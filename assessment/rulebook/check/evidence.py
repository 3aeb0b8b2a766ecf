"""Declarations of evidence: numbers have bounds, wholes have no circles."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.model.item import Threshold
from assessment.model.ruleset import EvidenceType
from assessment.model.flaw import Flaw
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.proof.lines import Line, bounds_of
from assessment.rulebook.proof.pieces import Piece


def evidence_flaws(ground: Ground) -> Iterator[Flaw]:
    """Numbers that may be anything, and wholes that are parts of themselves."""
    declared = ground.ruleset.evidence
    for key, entry in declared.items():
        low, high = entry.at_least, entry.at_most
        if low is None or high is None:
            if entry.type is EvidenceType.NUMBER:
                yield _unbounded(ground, key)
        elif low > high:
            where = ("evidence", key)
            yield ground.error("proof.bounds_reversed", where, key=key, low=low, high=high)
        if _circle(ground, key):
            yield ground.error("proof.within_itself", ("evidence", key, "within"), key=key)


def _unbounded(ground: Ground, key: str) -> Flaw:
    """A number without a least or a most; an absurd one is scored without a word."""
    low, high = bounds_of(ground.ruleset.evidence[key])
    absurd = low if ground.ruleset.evidence[key].at_least is None else high
    value = Piece(absurd, absurd, True, True)
    users = [
        item for item, _ in ground.items() if isinstance(item, Threshold) and item.number == key
    ]
    item = users[0] if users else None
    witness = ground.witness(ground.contexts[0], {Line("number", key): value}, item)
    return ground.error("proof.no_bounds", ("evidence", key), witness, key=key)


def _circle(ground: Ground, key: str) -> bool:
    """Whether a key is, through its wholes, within itself."""
    declared = ground.ruleset.evidence
    seen: set[str] = set()
    whole = declared[key].within
    while whole is not None and whole in declared and whole not in seen:
        if whole == key:
            return True
        seen.add(whole)
        whole = declared[whole].within
    return False
