"""What is wrong, or looks wrong, when the pieces of a dossier are held together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assessment.errors import Notice, Place, nearest
from assessment.model.dossier import Dossier
from assessment.model.evidence import Evidence
from assessment.model.item import AppliesTo, Judged, RatioOf, Threshold
from assessment.model.outcome import CriterionResult, Finding, Judgement, Remark, Share
from assessment.model.quantity import Ratio, exact, rounded_percent
from assessment.model.ruleset import Rating, Ruleset, SubjectKind


def errors(ruleset: Ruleset, dossier: Dossier, evidence: Evidence) -> Iterator[Notice]:
    """What makes a dossier unfit to be scored by this ruleset."""
    yield from _subject(ruleset, dossier)
    yield from _left_out(ruleset, dossier)
    yield from unknown_previous_level(ruleset, dossier)
    for exclusion in ruleset.exclusions:
        if exclusion.key in evidence.rejected:
            place = dossier.place("inspected", exclusion.key)
            yield Notice("dossier.exclusion_rejected", place, {"text": exclusion.text})
    yield from parts_above_wholes(ruleset, dossier, evidence)


def parts_above_wholes(ruleset: Ruleset, dossier: Dossier, evidence: Evidence) -> Iterator[Notice]:
    """A part that is more than its whole, where the item does not allow it."""
    for ratio in ruleset.ratios:
        part, whole = _least(evidence, ratio.of), _most(evidence, ratio.over)
        if part is not None and whole is not None and part > whole and not ratio.may_exceed:
            yield Notice(
                "dossier.part_above_whole",
                _place(dossier, evidence, ratio.of),
                {
                    "key": ratio.of,
                    "part": part,
                    "over": ratio.over,
                    "whole": whole,
                    "label": ruleset.evidence[ratio.of].label,
                    "over_label": ruleset.evidence[ratio.over].label,
                },
            )


def warnings(
    ruleset: Ruleset, dossier: Dossier, evidence: Evidence, claimed: Evidence
) -> Iterator[Notice]:
    """What looks wrong but can be scored."""
    yield from _period(ruleset, dossier)
    if dossier.subject.area is None and ruleset.has_area_variants:
        yield Notice("check.no_area", dossier.place("subject", "area"))
    yield from _percentages(ruleset, dossier, claimed)
    if evidence is not claimed:
        yield from _percentages(ruleset, dossier, evidence, only=evidence.inspected)
    for key, entry in ruleset.evidence.items():
        if entry.within is None:
            continue
        part, whole = _count(evidence, key), _count(evidence, entry.within)
        if part is not None and whole is not None and part > whole:
            yield Notice(
                "check.part_of_population",
                _place(dossier, evidence, key),
                {
                    "label": entry.label,
                    "part": part,
                    "over_label": ruleset.evidence[entry.within].label,
                    "whole": whole,
                },
            )
    for key, claim in dossier.inspected.items():
        if not claim.reason:
            yield Notice("check.inspected_without_reason", dossier.place("inspected", key))


def warnings_of_findings(
    dossier: Dossier, criteria: tuple[CriterionResult, ...], evidence: Evidence
) -> Iterator[Notice]:
    """What only scoring shows: judged points without a reason, a share of nothing."""
    for result in criteria:
        for finding in result.findings:
            for found in (finding, *finding.parts):
                if Remark.NOTHING_COUNTED in found.remarks and isinstance(found.seen[0], Share):
                    over = found.seen[0].over
                    place = _place(dossier, evidence, over)
                    yield Notice("check.nothing_counted", place, {"key": over})
                if Remark.SHARE_DISAGREES in found.remarks:
                    place = _place(dossier, evidence, found.item.id)
                    yield Notice("check.share_disagrees", place, {"id": found.item.id})
            if isinstance(finding.item, Judged):
                yield from _judged(dossier, finding, evidence)


def _judged(dossier: Dossier, finding: Finding, evidence: Evidence) -> Iterator[Notice]:
    item = finding.item
    seen = finding.seen[0] if finding.seen else None
    reading = evidence.readings.get(item.id)
    if reading is None or not isinstance(seen, Judgement) or seen.points is None:
        return
    params = {"id": item.id, "points": seen.points, "max": finding.max}
    place = _place(dossier, evidence, item.id)
    if finding.points and seen.points != finding.points.low:
        yield Notice("check.judged_and_counted", place, params)
    elif seen.points < finding.max and not reading.claim.reason:
        yield Notice("check.no_reason", place, params)
    elif seen.points == finding.max and Remark.BELOW_FULL in finding.remarks:
        yield Notice("check.full_points_below_full", place, params)


# --- subject and period ----------------------------------------------------------------


def _subject(ruleset: Ruleset, dossier: Dossier) -> Iterator[Notice]:
    subject = dossier.subject
    if subject.kind != ruleset.subject:
        kinds = {"subject": subject.kind, "ruleset": ruleset.id, "wanted": ruleset.subject}
        yield Notice("catalog.wrong_subject", dossier.place("subject", "kind"), kinds)
        return
    if subject.level and ruleset.unit_levels and subject.level not in ruleset.unit_levels:
        levels = ", ".join(ruleset.unit_levels)
        shown = {"value": subject.level, "ruleset": ruleset.id, "allowed": levels}
        yield Notice("catalog.wrong_level", dossier.place("subject", "level"), shown)
    if subject.kind is not SubjectKind.UNIT:
        return
    known = {unit_type.id: unit_type.text for unit_type in ruleset.unit_types}
    allowed = "; ".join(f"{id_} ({text})" for id_, text in known.items())
    params: dict[str, Any]
    if subject.unit_type is None:
        if any(_asks_type(audience) for audience in ruleset.audiences):
            params = {"allowed": allowed}
            place = dossier.place("subject", "unit_type")
            yield Notice("dossier.unit_type_needed", place, params)
    elif known and subject.unit_type not in known:
        near = nearest(subject.unit_type, [*known, *known.values()])
        params = {"value": subject.unit_type, "nearest": near, "allowed": allowed}
        yield Notice("dossier.unknown_unit_type", dossier.place("subject", "unit_type"), params)
    if subject.public is None and any(a.public is not None for a in ruleset.audiences):
        yield Notice("dossier.public_needed", dossier.place("subject", "public"))


def _asks_type(audience: AppliesTo) -> bool:
    return audience.unit_type is not None or audience.not_unit_type is not None


def _left_out(ruleset: Ruleset, dossier: Dossier) -> Iterator[Notice]:
    allowed = {c.id for c in ruleset.criteria if c.may_not_apply}
    allowed |= {item.id for item in ruleset.indicators.values() if item.may_not_apply}
    for name in dossier.applies:
        if name not in allowed:
            params = {"id": name, "allowed": ", ".join(sorted(allowed))}
            yield Notice("dossier.may_not_be_left_out", dossier.place("applies", name), params)


def unknown_previous_level(ruleset: Ruleset, dossier: Dossier) -> Iterator[Notice]:
    """The last recognition was of a rating that this ruleset does not have."""
    known = [rating.id for rating in ruleset.ratings if not rating.otherwise]
    if dossier.previous and dossier.previous.level not in known:
        params = {"value": dossier.previous.level, "allowed": ", ".join(known)}
        yield Notice("dossier.unknown_previous_level", dossier.place("previous", "level"), params)


def _period(ruleset: Ruleset, dossier: Dossier) -> Iterator[Notice]:
    force = ruleset.document.in_force
    params: dict[str, Any] = {"ruleset": ruleset.id, "number": ruleset.document.number}
    if dossier.period is None:
        yield Notice("catalog.period_unknown", dossier.place("period"), params)
        return
    end = dossier.period.to
    if end < force.from_ or (force.to is not None and end > force.to):
        shown = {**params, "from": force.from_, "to": force.to, "end": end}
        yield Notice("catalog.outside_period", dossier.place("period"), shown)


def warnings_of_rating(
    ruleset: Ruleset, dossier: Dossier, possible: tuple[Rating, ...]
) -> Iterator[Notice]:
    """An upgrade that comes before its time."""
    upgrade, previous, period = ruleset.upgrade, dossier.previous, dossier.period
    if not (upgrade and previous and period) or previous.level != upgrade.from_:
        return
    if all(rating.id != upgrade.to for rating in possible):
        return
    earliest = upgrade.earliest(previous.decided)
    if period.to < earliest:
        title = next(level.title for level in ruleset.levels if level.id == upgrade.from_)
        params = {
            "level": title.lower(),
            "decided": previous.decided,
            "months": upgrade.after_months,
            "earliest": earliest,
        }
        yield Notice("check.upgrade_too_early", dossier.place("previous", "decided"), params)


# --- stated percentages ----------------------------------------------------------------


def _percentages(
    ruleset: Ruleset, dossier: Dossier, evidence: Evidence, only: frozenset[str] | None = None
) -> Iterator[Notice]:
    """A percentage beside its own counts must be theirs, to a unit of its last digit."""
    for id_, item in ruleset.keyed_by_id.items():
        ratio = item.ratio if isinstance(item, Threshold) else _full_ratio(item)
        reading = evidence.readings.get(id_)
        if ratio is None or reading is None or reading.claim.value is None:
            continue
        if only is not None and id_ not in only:
            continue
        part, whole = _count(evidence, ratio.of), _count(evidence, ratio.over)
        text = reading.claim.value.strip()
        if part is None or not whole or not text.endswith("%"):
            continue
        stated = exact(text.removesuffix("%"))
        if _fits(stated, part, whole):
            continue
        fitting = _fitting(stated, part, {ratio.of, ratio.over}, evidence)
        yield Notice(
            "check.stated_percentage",
            _place(dossier, evidence, id_),
            {
                "id": id_,
                "stated": text,
                "part": part,
                "whole": whole,
                "computed": rounded_percent(Ratio(part, whole), (Ratio.of(stated / 100),)),
                "fitting": fitting,
                "fitting_label": ruleset.evidence[fitting].label if fitting else None,
                "fitting_count": _count(evidence, fitting) if fitting else None,
            },
        )


def _full_ratio(item: Judged) -> RatioOf | None:
    return item.full_at.ratio if item.full_at else None


def _fits(stated: Decimal, part: int, whole: int) -> bool:
    """|100 part/whole - stated| is less than one unit of the last digit stated."""
    exponent = stated.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(100 * part - stated * whole) < unit * whole


def _fitting(stated: Decimal, part: int, own: set[str], evidence: Evidence) -> str | None:
    """Another count of the dossier of which the percentage is right; of the same unit first."""
    units = {evidence.declared[key].unit for key in own}
    fitting = [
        key
        for key, reading in evidence.readings.items()
        if key not in own and type(reading.value) is int
        if _fits(stated, part, reading.value)
    ]
    alike = (key for key in fitting if evidence.declared[key].unit in units)
    return next(alike, fitting[0] if fitting else None)


def _least(evidence: Evidence, key: str) -> int | None:
    reading = evidence.readings.get(key)
    return reading.low.part if reading and reading.low else None


def _most(evidence: Evidence, key: str) -> int | None:
    reading = evidence.readings.get(key)
    return reading.high.part if reading and reading.high else None


def _count(evidence: Evidence, key: str) -> int | None:
    reading = evidence.readings.get(key)
    value = reading.value if reading else None
    return value if type(value) is int else None


def _place(dossier: Dossier, evidence: Evidence, key: str) -> Place:
    return dossier.place("inspected" if key in evidence.inspected else "evidence", key)
