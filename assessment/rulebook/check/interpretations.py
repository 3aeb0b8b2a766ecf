"""Interpretations: each touches some result."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.model.flaw import Flaw
from assessment.model.item import AllOf, BestOf, Judged
from assessment.model.ruleset import Affects, EvidenceType
from assessment.rulebook.check.ground import Ground

_ANSWERS = ("true", "false")


def interpretation_flaws(ground: Ground) -> Iterator[Flaw]:
    """What an interpretation says that it touches, and cannot.

    Gaps between totals and between levels are looked at where these are proved.
    """
    for index, interpretation in enumerate(ground.ruleset.interpretations):
        if interpretation.affects is None:
            continue
        for name in _idle(ground, interpretation.affects):
            where = ("interpretations", index, "affects", name)
            yield ground.warning("proof.interpretation_idle", where, id=interpretation.id)


def _idle(ground: Ground, affects: Affects) -> Iterator[str]:
    """The fields of which some entry can never be so."""
    ruleset = ground.ruleset
    items = ruleset.indicators
    parts = {p.id for i in items.values() if isinstance(i, BestOf | AllOf) for p in i.parts}
    if any(id_ not in items and id_ not in parts for id_ in affects.indicators):
        yield "indicators"
    if not all(_possible(ground, key, values) for key, values in affects.evidence.items()):
        yield "evidence"
    if affects.without_points and not ruleset.in_points:
        yield "without_points"
    judged = (items.get(id_) for id_ in affects.below_full)
    if not all(isinstance(item, Judged) and item.full_at for item in judged):
        yield "below_full"
    able = {c.id for c in ruleset.criteria if c.may_not_apply}
    able |= {id_ for id_, item in items.items() if item.may_not_apply}
    if not able.issuperset(affects.not_applied):
        yield "not_applied"
    if affects.area and ruleset.areas is None:
        yield "area"
    if affects.not_asked and not ruleset.audiences and not able:
        yield "not_asked"
    ends = ruleset.document.in_force.to
    if affects.from_date and ends and affects.from_date > ends:
        yield "from_date"


def _possible(ground: Ground, key: str, values: tuple[str, ...]) -> bool:
    """Whether evidence can have each of these values."""
    entry = ground.ruleset.evidence.get(key)
    if entry is None or not values:
        return False
    if entry.type is EvidenceType.YES_NO:
        return set(values) <= set(_ANSWERS)
    return entry.type is EvidenceType.CHOICE and set(values) <= entry.labels.keys()
