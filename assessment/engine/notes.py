"""What the reader of a result must know: readings of the law that touch it, and the like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from assessment.errors import Notice, Place
from assessment.model.dossier import Dossier
from assessment.model.evidence import Evidence
from assessment.model.outcome import Finding, Remark, Score, Status
from assessment.model.ruleset import Affects, AppliedOverlay, Ruleset


def notes(ruleset: Ruleset, dossier: Dossier, evidence: Evidence, score: Score) -> Iterator[Notice]:
    """The notes of a result, in the order of the ruleset."""
    findings = {f.item.id: f for c in score.criteria for f in c.findings}
    parts = {part.item.id: part for found in findings.values() for part in found.parts}
    yield from map(_overlay, ruleset.overlays)
    for reading in ruleset.interpretations:
        if reading.affects and (
            _touches(reading.affects, evidence, score, findings, parts)
            or _is_after(reading.affects, dossier)
        ):
            params = {"id": reading.id, "where": reading.where, "text": reading.text}
            yield Notice("note.interpretation", Place(path=reading.where), params)
    for found in findings.values():
        if Remark.UNKNOWN_FIGURE in found.remarks:
            yield Notice("note.unknown_figure", Place(path=found.item.id), {"id": found.item.id})
    yield from _missing_as_zero(evidence, score, findings)
    illustrative = [key for key, r in evidence.readings.items() if r.claim.illustrative]
    if illustrative:
        yield Notice(
            "note.illustrative",
            dossier.place("evidence"),
            {"count": len(illustrative), "keys": ", ".join(illustrative)},
        )


def _overlay(overlay: AppliedOverlay) -> Notice:
    """A locality's guidance, or figures that someone read in the official text."""
    if overlay.confirmed is None:
        named = {"title": overlay.title, "number": overlay.number}
        return Notice("note.overlay", Place(), named)
    corrected = [(read.figure, read.was, read.to) for read in overlay.figures if read.was]
    readers = Counter(read.by or overlay.confirmed.by for read in overlay.figures)
    each = (f"{name} ({count})" if len(readers) > 1 else name for name, count in readers.items())
    params = {
        "by": ", ".join(each),
        "on": overlay.confirmed.on,
        "count": len(overlay.figures),
        "sources": tuple(dict.fromkeys(read.source for read in overlay.figures)),
        "corrected": tuple(corrected),
    }
    return Notice("note.confirmed", Place(path=overlay.id), params)


def _missing_as_zero(
    evidence: Evidence, score: Score, findings: Mapping[str, Finding]
) -> Iterator[Notice]:
    """What was settled for want of evidence: items, gates, and exclusions taken not to apply."""
    items = (*findings.values(), *score.gates)
    ids = [found.item.id for found in items if Remark.MISSING_AS_ZERO in found.remarks]
    ids += [
        e.id for e, truth in score.exclusions if truth is False and e.key not in evidence.readings
    ]
    if ids:
        yield Notice("note.missing_as_zero", Place(), {"ids": ", ".join(ids)})


def _touches(
    affects: Affects,
    evidence: Evidence,
    score: Score,
    findings: Mapping[str, Finding],
    parts: Mapping[str, Finding],
) -> bool:
    return (
        _in_gap(affects, score)
        or any(id_ in findings and findings[id_].used for id_ in affects.indicators)
        or any(id_ in parts and parts[id_].status is Status.MET for id_ in affects.indicators)
        or any(_is_below_full(findings.get(id_)) for id_ in affects.below_full)
        or not evidence.not_applied.isdisjoint(affects.not_applied)
        or (affects.area and evidence.disadvantaged)
        or (affects.not_asked and any(f.status is Status.NOT_APPLICABLE for f in findings.values()))
        or any(_has_value(evidence, key, values) for key, values in affects.evidence.items())
        or (affects.without_points and _has_empty_criterion(score))
        or _has_level_gap(affects, score)
    )


def _is_below_full(found: Finding | None) -> bool:
    return found is not None and Remark.BELOW_FULL in found.remarks


def _in_gap(affects: Affects, score: Score) -> bool:
    total = score.points
    if total is None or not total.exact:
        return False
    return any(gap.above < total.low < gap.below for gap in affects.total_between)


def _has_value(evidence: Evidence, key: str, values: tuple[str, ...]) -> bool:
    reading = evidence.readings.get(key)
    if reading is None:
        return False
    value = reading.value
    return (str(value).lower() if isinstance(value, bool) else value) in values


def _is_after(affects: Affects, dossier: Dossier) -> bool:
    if affects.from_date is None or dossier.period is None:
        return False
    return dossier.period.to >= affects.from_date


def _has_empty_criterion(score: Score) -> bool:
    """A criterion settled at nothing because nothing was shown for it."""
    return any(
        result.applies
        and result.points is not None
        and result.points.high == 0
        and not any(found.used for found in result.findings)
        for result in score.criteria
    )


def _has_level_gap(affects: Affects, score: Score) -> bool:
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
