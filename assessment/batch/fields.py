"""Which columns a ruleset looks at in a table, and of what kind each is.

A column is named as the dossier names what it holds: a key of evidence, the id of a judged
item, or the id of an item whose share is known only as a percentage; and `area`,
`unit_type`, `public`, `applies.ID`. Every other column is the table's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from assessment.model.item import Judged
from assessment.model.rows import DISADVANTAGED, PUBLIC, UNIT_TYPE, applies_name
from assessment.model.ruleset import EvidenceType, Ruleset, SubjectKind


class Kind(StrEnum):
    """What a column holds."""

    COUNT = "count"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    YES_NO = "yes_no"
    CHOICE = "choice"
    POINTS = "points"
    SHARE = "share"
    AREA = "area"
    UNIT_TYPE = "unit_type"
    FLAG = "flag"


_OF_TYPE = {
    EvidenceType.COUNT: Kind.COUNT,
    EvidenceType.NUMBER: Kind.NUMBER,
    EvidenceType.PERCENTAGE: Kind.PERCENTAGE,
    EvidenceType.YES_NO: Kind.YES_NO,
    EvidenceType.CHOICE: Kind.CHOICE,
}


def fields(ruleset: Ruleset) -> Mapping[str, Kind]:
    """Every column that a table may have for a ruleset, in the order of its items."""
    found: dict[str, Kind] = {}
    for item in ruleset.every_item():
        if item.id in ruleset.keyed_by_id:
            found[item.id] = Kind.POINTS if isinstance(item, Judged) else Kind.SHARE
        for key in sorted(item.keys):
            found[key] = _OF_TYPE[ruleset.evidence[key].type]
    found |= {key: _OF_TYPE[entry.type] for key, entry in ruleset.evidence.items()}
    if ruleset.areas:
        found[DISADVANTAGED] = Kind.AREA
    if ruleset.subject is SubjectKind.UNIT:
        found |= {UNIT_TYPE: Kind.UNIT_TYPE, PUBLIC: Kind.FLAG}
    for id_ in _may_not_apply(ruleset):
        found[applies_name(id_)] = Kind.FLAG
    return found


def unshown(ruleset: Ruleset, columns: Collection[str]) -> Iterator[str]:
    """The items, gates and exclusions of which no column of a table shows anything."""
    for item in ruleset.indicators.values():
        if not any(name in columns for name in (item.id, *(p.id for p in item.simple), *item.keys)):
            yield item.id
    keys = [key for gate in ruleset.gates if gate.id not in columns for key in sorted(gate.keys)]
    keys += [exclusion.key for exclusion in ruleset.exclusions]
    yield from dict.fromkeys(key for key in keys if key not in columns)


def _may_not_apply(ruleset: Ruleset) -> list[str]:
    """Criteria and indicators that a row may say do not apply."""
    found = [criterion.id for criterion in ruleset.criteria if criterion.may_not_apply]
    return found + [item.id for item in ruleset.indicators.values() if item.may_not_apply]
