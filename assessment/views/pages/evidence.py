"""The evidence that a ruleset asks for, and where each piece of it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessment.model.item import Judged, Threshold
from assessment.model.ruleset import EvidenceKey, Option, Ruleset
from assessment.views.pages.sheet import (
    Run,
    Runs,
    Sheet,
    evidence_anchor,
    exclusion_anchor,
)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence: its name in a dossier, what it is, how it is written, its uses."""

    anchor: str
    key: str
    label: str
    kind: str
    options: tuple[Option, ...]
    remarks: tuple[Runs, ...]
    used: Runs


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """`judged`, `by_share`: items whose own id is the name of a value in a dossier."""

    lines: tuple[EvidenceLine, ...]
    judged: Runs
    by_share: Runs


def evidence_table(sheet: Sheet) -> EvidenceTable:
    uses = _uses(sheet.ruleset)
    by_id = sheet.ruleset.keyed_by_id
    lines = tuple(
        EvidenceLine(
            evidence_anchor(key),
            key,
            entry.label,
            _kind(sheet, entry),
            entry.options,
            tuple(_remarks(sheet, entry)),
            _used(sheet, key, dict.fromkeys(uses.get(key, ()))),
        )
        for key, entry in sheet.ruleset.evidence.items()
    )
    judged = sheet.links(id_ for id_, item in by_id.items() if isinstance(item, Judged))
    shares = sheet.links(id_ for id_, item in by_id.items() if isinstance(item, Threshold))
    return EvidenceTable(lines, judged, shares)


def _kind(sheet: Sheet, entry: EvidenceKey) -> str:
    kind = sheet.say(f"page.type.{entry.type.value}")
    return f"{kind}, {entry.unit}" if entry.unit else kind


def _remarks(sheet: Sheet, entry: EvidenceKey) -> Iterator[Runs]:
    if entry.at_least is not None:
        yield (Run(sheet.say("page.bound.at_least", figure=entry.at_least)),)
    if entry.at_most is not None:
        yield (Run(sheet.say("page.bound.at_most", figure=entry.at_most)),)
    if entry.within:
        whole = Run(sheet.here.label(entry.within), f"#{evidence_anchor(entry.within)}")
        yield Run(sheet.say("page.within") + " "), whole
    if entry.checked_only:
        yield (Run(sheet.say("page.checked_only")),)


def _used(sheet: Sheet, key: str, items: Iterable[str]) -> Runs:
    """Where a key is used: items by id, exclusions by what they are."""
    excluding = [each for each in sheet.ruleset.exclusions if each.key == key]
    word = sheet.say("page.an_exclusion")
    runs = [Run(word, f"#{exclusion_anchor(each.id)}") for each in excluding]
    return (*sheet.links(items), *runs)


def _uses(ruleset: Ruleset) -> dict[str, list[str]]:
    """The items that ask for each key, in their order."""
    uses: dict[str, list[str]] = {}
    for item in (*ruleset.indicators.values(), *ruleset.gates):
        for asked in (item, *item.nested):
            for key in sorted(asked.keys, key=list(ruleset.evidence).index):
                uses.setdefault(key, []).append(asked.id)
    return uses
