"""What the reader of a result must know: readings of the law that touch it, and the like."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.errors import Notice, Place
from assessment.model.dossier import Dossier
from assessment.model.evidence import Evidence
from assessment.model.outcome import Finding, Score, Status
from assessment.model.ruleset import Affects, Ruleset


def notes(ruleset: Ruleset, dossier: Dossier, evidence: Evidence, score: Score) -> Iterator[Notice]:
    """The notes of a result, in the order of the ruleset."""
    findings = {f.item.id: f for c in score.criteria for f in c.findings}
    parts = {part.item.id: part for found in findings.values() for part in found.parts}
    for reading in ruleset.interpretations:
        if reading.affects and _touches(reading.affects, evidence, score, findings, parts):
            params = {"id": reading.id, "where": reading.where, "text": reading.text}
            yield Notice("note.interpretation", Place(path=reading.where), params)
    for found in findings.values():
        if "unknown_figure" in found.remarks:
            yield Notice("note.unknown_figure", Place(path=found.item.id), {"id": found.item.id})
    yield from _listed("note.missing_as_zero", "missing_as_zero", findings)
    illustrative = [key for key, r in evidence.readings.items() if r.claim.illustrative]
    if illustrative:
        yield Notice(
            "note.illustrative",
            dossier.place("evidence"),
            {"count": len(illustrative), "keys": ", ".join(illustrative)},
        )


def _listed(code: str, remark: str, findings: dict[str, Finding]) -> Iterator[Notice]:
    ids = [id_ for id_, found in findings.items() if remark in found.remarks]
    if ids:
        yield Notice(code, Place(), {"ids": ", ".join(ids)})


def _touches(
    affects: Affects,
    evidence: Evidence,
    score: Score,
    findings: dict[str, Finding],
    parts: dict[str, Finding],
) -> bool:
    total = score.points
    if total and total.exact:
        if any(gap.above < total.low < gap.below for gap in affects.total_between):
            return True
    if any(id_ in findings and findings[id_].used for id_ in affects.indicators):
        return True
    if any(id_ in parts and parts[id_].status is Status.MET for id_ in affects.indicators):
        return True
    for key, values in affects.evidence.items():
        reading = evidence.readings.get(key)
        if reading and reading.value in values:
            return True
    if any("below_full" in findings[id_].remarks for id_ in affects.below_full if id_ in findings):
        return True
    if any(id_ in evidence.not_applied for id_ in affects.not_applied):
        return True
    if affects.area and evidence.disadvantaged:
        return True
    if affects.without_points and any(
        c.points and c.points.high == 0 and not any(f.used for f in c.findings)
        for c in score.criteria
        if c.applies
    ):
        return True
    return _has_gap(affects, score)


def _has_gap(affects: Affects, score: Score) -> bool:
    """The level reached surely, the other surely missed."""
    if affects.level_gap is None:
        return False
    truths: dict[str, list[bool | None]] = {}
    for result in score.criteria:
        for found in result.findings:
            for level, truth in found.levels.items():
                truths.setdefault(level, []).append(truth)
    reached = truths.get(affects.level_gap.reached, [])
    missed = truths.get(affects.level_gap.missed, [])
    return all(truth is True for truth in reached) and any(truth is False for truth in missed)
