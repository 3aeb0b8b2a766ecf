"""The one way in: `assess(ruleset, dossier)` scores a dossier and explains every point.

    dossier -> admit -> evidence -> scorers -> findings -> criteria -> total -> determine

Pure: no clock, no files, no database. The same ruleset, dossier and options give the same
assessment.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from assessment.engine import datachecks, notes
from assessment.engine.admit import admit
from assessment.engine.determine import determine
from assessment.errors import DossierError
from assessment.model.basis import Basis
from assessment.model.dossier import Dossier
from assessment.model.evidence import Evidence
from assessment.model.item import Item, MayNotApply
from assessment.model.outcome import (
    Assessment,
    CriterionResult,
    Finding,
    Options,
    Remark,
    Score,
    Standing,
    Status,
)
from assessment.model.quantity import NOTHING, ZERO, Interval
from assessment.model.ruleset import Criterion, Ruleset
from assessment.model.truth import Truth
from scorers import score as score_item

Missing = Literal["open", "zero"]


def assess(
    ruleset: Ruleset, dossier: Dossier, *, missing: Missing = "open", strict: bool = False
) -> Assessment:
    """Score a dossier.

    Args:
        missing: `open` leaves points that evidence could still change as an interval;
            `zero` gives them none, as for the final score (TT 44 Điều 4.2).
        strict: a claimed value without a document counts as no evidence.

    Returns:
        the assessment; points in [0, the scale's maximum].

    Raises:
        DossierError: every `dossier.*` problem, with its line and key.

    """
    admitted = admit(ruleset, dossier, strict=strict)
    found = (*admitted.errors, *datachecks.errors(ruleset, dossier, admitted.counted))
    if found:
        raise DossierError(*found)
    score = _score(ruleset, admitted.counted, missing)
    claimed = score
    if admitted.claimed is not admitted.counted:
        claimed = _score(ruleset, admitted.claimed, missing)
        slips = datachecks.parts_above_wholes(ruleset, dossier, admitted.claimed)
    else:
        slips = iter(())
    warnings = (
        *admitted.warnings,
        *slips,
        *datachecks.warnings(ruleset, dossier, admitted.counted, admitted.claimed),
        *datachecks.warnings_of_findings(dossier, score.criteria, admitted.counted),
        *datachecks.warnings_of_rating(ruleset, dossier, score.determination.possible),
    )
    return Assessment(
        ruleset=ruleset,
        dossier=dossier,
        options=Options(missing, strict),
        score=score,
        claimed=claimed,
        status=_standing(ruleset, admitted.counted, score),
        placeholder_points=_placeholder_points(score) if score.points else None,
        missing=_missing(score, admitted.counted),
        warnings=tuple(sorted(warnings, key=lambda n: (n.place.order, n.code))),
        notes=tuple(notes.notes(ruleset, dossier, admitted.counted, score)),
    )


def finding(item: Item, evidence: Evidence, *, missing: Missing = "open") -> Finding:
    """What one indicator or gate comes to; left out, as its rule says, where it does not apply."""
    return _finding(item, evidence, settle=missing == "zero")


# --- scoring ---------------------------------------------------------------------------


def _score(ruleset: Ruleset, evidence: Evidence, missing: Missing) -> Score:
    settle = missing == "zero"
    criteria = tuple(
        _criterion(ruleset, criterion, evidence, settle=settle) for criterion in ruleset.criteria
    )
    total = None
    if ruleset.in_points:
        total = Interval.sum(c.points for c in criteria if c.points)
    gates = tuple(_finding(gate, evidence, settle=settle) for gate in ruleset.gates)
    exclusions = tuple(
        (exclusion, _excluded(exclusion.key, evidence, settle=settle))
        for exclusion in ruleset.exclusions
    )
    determination = determine(
        ruleset, criteria, total, gates, exclusions, disadvantaged=evidence.disadvantaged
    )
    return Score(criteria, gates, exclusions, total, determination)


def _criterion(
    ruleset: Ruleset, criterion: Criterion, evidence: Evidence, *, settle: bool
) -> CriterionResult:
    if criterion.id in evidence.not_applied and criterion.may_not_apply:
        rule = criterion.may_not_apply
        left_out = tuple(_left_out(item, rule) for item in criterion.indicators)
        points = Interval.sum(f.points for f in left_out) if ruleset.in_points else None
        return CriterionResult(criterion, points, left_out, applies=False)
    findings = tuple(_finding(item, evidence, settle=settle) for item in criterion.indicators)
    points = None
    if ruleset.in_points:
        points = Interval.sum(f.points for f in findings)
        unknown = ruleset.has_unknown_points and any(_may_be_more(f) for f in findings)
        if unknown and criterion.max is not None:
            points = Interval(points.low, criterion.max)
    return CriterionResult(criterion, points, findings)


def _may_be_more(found: Finding) -> bool:
    """An item whose unknown points may be the ones that count."""
    undecided = found.status in (Status.ERROR, Status.INSUFFICIENT_EVIDENCE)
    return undecided and found.item.has_unknown_points


def _finding(item: Item, evidence: Evidence, *, settle: bool) -> Finding:
    if item.id in evidence.not_applied and item.may_not_apply:
        return _left_out(item, item.may_not_apply)
    found = score_item(item, evidence)
    if settle and found.status is Status.INSUFFICIENT_EVIDENCE:
        return _settled(found)
    return found


def _settled(found: Finding) -> Finding:
    """What is not shown earns nothing: the least points, the levels surely met."""
    remarks = (*found.remarks, Remark.MISSING_AS_ZERO)
    if found.points is not None:
        least = Interval(found.points.low, found.points.low)
        status = Status.PARTLY_MET if least.low else Status.NOT_MET
        return found._replace(points=least, status=status, remarks=remarks)
    levels = {level: bool(truth) for level, truth in found.levels.items()}
    status = Status.PARTLY_MET if any(levels.values()) else Status.NOT_MET
    return found._replace(levels=levels, status=status, remarks=remarks)


def _left_out(item: Item, rule: MayNotApply) -> Finding:
    points = Interval(item.most, item.most) if rule.then == "full" else NOTHING
    status, remarks = Status.NOT_APPLICABLE, (Remark.LEFT_OUT,)
    return Finding(item, status, points, item.most, rule.basis, remarks=remarks)


def _excluded(key: str, evidence: Evidence, *, settle: bool) -> Truth:
    answer = evidence.answer(key)
    return False if answer is None and settle else answer


# --- what it rests on ------------------------------------------------------------------


def _standing(ruleset: Ruleset, evidence: Evidence, score: Score) -> Standing:
    findings = [f for c in score.criteria for f in c.findings]
    if score.determination.rating is None or any(f.status is Status.ERROR for f in findings):
        return Standing.UNDETERMINED
    used = {f.basis for f in findings if _counts(f)}
    used.update(gate.basis for gate in score.gates)
    used.update(exclusion.basis for exclusion, _ in score.exclusions)
    used.update(_rating_bases(score, disadvantaged=evidence.disadvantaged))
    if evidence.disadvantaged and ruleset.areas and ruleset.has_area_variants:
        used.add(ruleset.areas.basis)
    return Standing.PROVISIONAL if Basis.PLACEHOLDER in used else Standing.FINAL


def _counts(found: Finding) -> bool:
    """Whether a finding says something: some evidence was seen, or some points given."""
    return bool(found.used) or bool(found.points and found.points.low)


def _rating_bases(score: Score, *, disadvantaged: bool) -> Iterator[Basis]:
    for test in score.determination.tests:
        if not test.rating.otherwise:
            when = test.rating.asks(disadvantaged=disadvantaged)
            if when is test.rating.when:
                yield test.rating.basis
            if when:
                yield when.basis


def _placeholder_points(score: Score) -> Decimal:
    return sum(
        (
            f.points.low
            for c in score.criteria
            for f in c.findings
            if f.points and f.basis is Basis.PLACEHOLDER
        ),
        ZERO,
    )


def _missing(score: Score, evidence: Evidence) -> tuple[str, ...]:
    """The keys that could still change points, or in a ruleset of levels the rating."""
    keys: dict[str, None] = {}
    open_levels = {
        condition.figure
        for test in score.determination.tests
        if test.truth is None
        for condition in test.conditions
        if condition.truth is None
    }
    for result in score.criteria:
        for found in result.findings:
            if found.points is not None or any(
                truth is None and level in open_levels for level, truth in found.levels.items()
            ):
                keys.update(dict.fromkeys(found.missing))
    undecided = score.determination.recognised is None
    for gate in score.gates:
        if undecided or Remark.MISSING_AS_ZERO in gate.remarks:
            keys.update(dict.fromkeys(gate.missing))
    for exclusion, truth in score.exclusions:
        settled = truth is False and exclusion.key not in evidence.readings
        if settled or (undecided and truth is None):
            keys[exclusion.key] = None
    return tuple(keys)
