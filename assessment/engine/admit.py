"""From claims in words to evidence in numbers, read by what the ruleset declares.

Every value is read by its type; what cannot be read is an error, what can be read but
looks wrong is a warning. An inspected value stands in the place of the claimed one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from assessment.errors import Notice, nearest
from assessment.model.alphabet import caseless
from assessment.model.answers import NO, YES
from assessment.model.dossier import Claim, Dossier
from assessment.model.evidence import Evidence, Reading
from assessment.model.figure import figure_name
from assessment.model.item import Judged, RatioOf, Threshold
from assessment.model.quantity import MOST_COUNT, ZERO, Ratio, exact
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset

_COUNT = re.compile(r"\d{1,13}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3}){1,4}")
_BOUND = re.compile(r"(trên|từ|dưới|ít nhất|hơn|không quá|[<>≥≤])\s*\d", re.IGNORECASE)
_CURLY = frozenset("“”‘’")
_INFINITE = Ratio(1, 0)
_WHOLE = 100
_MOST_SUGGESTIONS = 50
N = TypeVar("N", int, Decimal)


@dataclass(frozen=True, slots=True)
class Admitted:
    """The evidence counted, the evidence as claimed, and what was noticed on the way."""

    counted: Evidence
    claimed: Evidence
    errors: tuple[Notice, ...]
    warnings: tuple[Notice, ...]


def admit(ruleset: Ruleset, dossier: Dossier, *, strict: bool) -> Admitted:
    """Read a dossier's claims and the inspection's findings.

    Căn cứ: TT 44/2014 Điều 4.1, 4.2; TT 24/2023 Điều 9.1, 9.3 (minh chứng).

    Args:
        strict: a claim without a document counts as no evidence; what the inspection
            found is its own document.

    """
    reader = _Reader(ruleset, dossier)
    claimed = reader.read("evidence", dossier.evidence)
    if strict:
        claimed = {key: r for key, r in claimed.items() if r.claim.documents}
    own = _evidence(ruleset, dossier, claimed)
    if not dossier.inspected:
        return Admitted(own, own, tuple(reader.errors), tuple(reader.warnings))
    inspected = reader.read("inspected", dossier.inspected)
    rejected = frozenset(key for key, claim in dossier.inspected.items() if claim.rejected)
    readings = {**claimed, **inspected}
    counted = {key: r for key, r in readings.items() if key not in rejected}
    return Admitted(
        _evidence(ruleset, dossier, counted, rejected, frozenset(inspected)),
        own,
        tuple(reader.errors),
        tuple(reader.warnings),
    )


def _evidence(
    ruleset: Ruleset,
    dossier: Dossier,
    readings: Mapping[str, Reading],
    rejected: frozenset[str] = frozenset(),
    inspected: frozenset[str] = frozenset(),
) -> Evidence:
    subject = dossier.subject
    areas = ruleset.areas.disadvantaged_scale_for if ruleset.areas else ()
    return Evidence(
        readings=readings,
        declared=ruleset.evidence,
        rejected=rejected,
        inspected=inspected,
        not_applied=frozenset(id_ for id_, applies in dossier.applies.items() if not applies),
        disadvantaged=subject.area in areas,
        unit_type=subject.unit_type,
        public=subject.public,
    )


class _Reader:
    def __init__(self, ruleset: Ruleset, dossier: Dossier) -> None:
        self._ruleset = ruleset
        self._dossier = dossier
        self.errors: list[Notice] = []
        self.warnings: list[Notice] = []
        self._where: tuple[str, ...] = ()

    def read(self, section: str, claims: Mapping[str, Claim]) -> dict[str, Reading]:
        readings = {}
        for key, claim in claims.items():
            self._where = (section, key)
            if section == "inspected" and claim.empty and not claim.rejected:
                self._error("dossier.nothing_inspected")
                continue
            reading = self._reading(key, claim)
            if reading is not None:
                readings[key] = reading
        return readings

    def _reading(self, key: str, claim: Claim) -> Reading | None:
        if claim.value is not None and not (claim.at_least is None and claim.at_most is None):
            self._error("dossier.bound_not_allowed")
            return None
        entry = self._ruleset.evidence.get(key)
        if entry is None:
            return self._reading_by_id(key, claim)
        if claim.empty:
            return None
        match entry.type:
            case EvidenceType.YES_NO:
                return self._yes_no(key, claim)
            case EvidenceType.CHOICE:
                return self._choice(key, entry, claim)
            case EvidenceType.COUNT:
                return self._count(key, entry, claim)
            case EvidenceType.NUMBER:
                return self._number(key, entry, claim)
            case EvidenceType.PERCENTAGE:
                return self._percentage(key, claim, None)

    def _reading_by_id(self, key: str, claim: Claim) -> Reading | None:
        item = self._ruleset.keyed_by_id.get(key)
        if item is None:
            self._unknown(key)
            return None
        if claim.empty:
            return None
        if isinstance(item, Threshold):
            return self._percentage(key, claim, item.ratio)
        texts = (claim.value, claim.at_least, claim.at_most)
        if item.full_at and any(text and text.strip().endswith("%") for text in texts):
            return self._percentage(key, claim, item.full_at.ratio)
        return self._judged(item, claim)

    def _unknown(self, key: str) -> None:
        meant = self._meant(key)
        entry = self._ruleset.evidence.get(meant) if meant else None
        self._error(
            "dossier.unknown_key",
            key=key,
            ruleset=self._ruleset.id,
            nearest=meant,
            label=entry.label if entry else None,
        )

    def _meant(self, key: str) -> str | None:
        """The key of the item that was named, the key with this label, or the nearest key."""
        item = next((item for item in self._ruleset.every_item() if item.id == key), None)
        if item is not None:
            own = (getattr(item, name, None) for name in ("key", "count", "number"))
            return next(filter(None, own), None)
        labels = {entry.label.casefold(): name for name, entry in self._ruleset.evidence.items()}
        if key.casefold() in labels:
            return labels[key.casefold()]
        if len(self.errors) >= _MOST_SUGGESTIONS:
            return None
        return nearest(key, [*self._ruleset.evidence, *self._ruleset.keyed_by_id])

    # --- by type -----------------------------------------------------------------------

    def _yes_no(self, key: str, claim: Claim) -> Reading | None:
        text = self._exact_text(claim)
        if text is None:
            return None
        answer = text.casefold()
        if answer in YES or answer in NO:
            return Reading(key, answer in YES, None, None, claim)
        self._wrong_type(text, "yes_no")
        return None

    def _choice(self, key: str, entry: EvidenceKey, claim: Claim) -> Reading | None:
        text = self._exact_text(claim)
        if text is None:
            return None
        options = entry.labels
        if text in options:
            return Reading(key, text, None, None, claim)
        folded = caseless(text)
        for option, label in options.items():
            if folded in (caseless(option), caseless(label)):
                return Reading(key, option, None, None, claim)
        near = nearest(text, [*options, *options.values()])
        allowed = "; ".join(f"{option} ({label})" for option, label in options.items())
        self._error("dossier.unknown_option", value=text, nearest=near, allowed=allowed)
        return None

    def _count(self, key: str, entry: EvidenceKey, claim: Claim) -> Reading | None:
        least = int(entry.at_least) if entry.at_least is not None else 0
        most = int(entry.at_most) if entry.at_most is not None else MOST_COUNT
        if claim.value is not None:
            count = self._counted(claim.value, least, most)
            if count is None:
                return None
            self._parts(count, claim)
            return Reading(key, count, Ratio(count), Ratio(count), claim)
        low = least if claim.at_least is None else self._counted(claim.at_least, least, most)
        high = most if claim.at_most is None else self._counted(claim.at_most, least, most)
        if low is None or high is None:
            return None
        return self._bounded(key, claim, Ratio(low), Ratio(high))

    def _counted(self, text: str, least: int, most: int) -> int | None:
        return self._within(text, self._whole(text), "count", least, most)

    def _number(self, key: str, entry: EvidenceKey, claim: Claim) -> Reading | None:
        least = entry.at_least if entry.at_least is not None else Decimal(-MOST_COUNT)
        most = entry.at_most if entry.at_most is not None else Decimal(MOST_COUNT)
        if claim.value is not None:
            value = self._numbered(claim.value, least, most)
            if value is None:
                return None
            return Reading(key, value, Ratio.of(value), Ratio.of(value), claim)
        low = least if claim.at_least is None else self._numbered(claim.at_least, least, most)
        high = most if claim.at_most is None else self._numbered(claim.at_most, least, most)
        if low is None or high is None:
            return None
        return self._bounded(key, claim, Ratio.of(low), Ratio.of(high))

    def _numbered(self, text: str, least: Decimal, most: Decimal) -> Decimal | None:
        return self._within(text, _decimal(text), "number", least, most)

    def _percentage(self, key: str, claim: Claim, ratio: RatioOf | None) -> Reading | None:
        """A share; `ratio` names the counts that it may be given by instead."""
        given = {"value": claim.value, "at_least": claim.at_least, "at_most": claim.at_most}
        shares: dict[str, Ratio] = {}
        for name, text in given.items():
            if text is None:
                continue
            percent = self._percent(text.strip(), key, ratio)
            if percent is None:
                return None
            shares[name] = Ratio.of(percent / 100)
        if "value" in shares:
            return Reading(key, None, shares["value"], shares["value"], claim)
        top = _INFINITE if ratio and ratio.may_exceed else Ratio(1)
        low, high = shares.get("at_least", Ratio(0)), shares.get("at_most", top)
        return self._bounded(key, claim, low, high)

    def _percent(self, text: str, key: str, ratio: RatioOf | None) -> Decimal | None:
        if _decimal(text) is not None:
            of, over = (ratio.of, ratio.over) if ratio else (key, key)
            self._error("dossier.no_percent_sign", value=text, of=of, over=over)
            return None
        percent = _decimal(text.removesuffix("%"))
        if percent is None:
            self._wrong_type(text, "percentage")
            return None
        too_much = percent > _WHOLE and not (ratio and ratio.may_exceed)
        if percent < 0 or too_much:
            self._out_of_bounds(text, "0%", "100%")
            return None
        return percent

    def _judged(self, item: Judged, claim: Claim) -> Reading | None:
        text = self._exact_text(claim)
        if text is None:
            return None
        corrected = _corrected(self._ruleset, item)
        points = self._within(text, _decimal(text), "points", ZERO, item.max, **corrected)
        if points is None:
            return None
        scale = self._ruleset.scale
        if scale and points % scale.step:
            self._error("dossier.off_step", value=text, step=scale.step)
            return None
        return Reading(item.id, points, None, None, claim)

    # --- the small things --------------------------------------------------------------

    def _bounded(self, key: str, claim: Claim, low: Ratio, high: Ratio) -> Reading | None:
        if low.exceeds(high):
            self._error("dossier.bounds_reversed", low=claim.at_least, high=claim.at_most)
            return None
        return Reading(key, None, low, high, claim)

    def _exact_text(self, claim: Claim) -> str | None:
        """The value, where only an exact one will do."""
        if claim.value is None:
            self._error("dossier.bound_not_allowed")
        return claim.value.strip() if claim.value is not None else None

    def _whole(self, text: str) -> int | None:
        count = whole_number(text)
        if count is not None and "." in text:
            self._warn("check.thousands", value=text.strip(), count=str(count))
        return count

    def _parts(self, count: int, claim: Claim) -> None:
        if not claim.parts:
            return
        parts = {name: self._whole(text) for name, text in claim.parts.items()}
        wrong = next((name for name, part in parts.items() if part is None), None)
        if wrong is not None:
            self._error("dossier.wrong_type", value=claim.parts[wrong], wanted="count")
            return
        total = sum(part for part in parts.values() if part is not None)
        if total != count:
            listed = " + ".join(str(part) for part in parts.values())
            self._warn("check.parts_do_not_add_up", stated=count, sum=total, listed=listed)

    def _within(
        self, text: str, number: N | None, wanted: str, least: N, most: N, **corrected: Any
    ) -> N | None:
        """The number that the text states, where it states one and it lies within its bounds."""
        if number is None:
            self._wrong_type(text, wanted)
        elif least <= number <= most:
            return number
        else:
            self._out_of_bounds(text, least, most, **corrected)
        return None

    def _wrong_type(self, text: str, wanted: str) -> None:
        code = "dossier.bound_in_words" if _BOUND.match(text.strip()) else "dossier.wrong_type"
        if not _CURLY.isdisjoint(text):
            code = "dossier.curly_quotes"
        self._error(code, value=text, wanted=wanted)

    def _out_of_bounds(self, value: str, least: Any, most: Any, **corrected: Any) -> None:
        self._error("dossier.out_of_bounds", value=value, least=least, most=most, **corrected)

    def _place(self) -> Any:
        return self._dossier.place(*self._where)

    def _error(self, code: str, **params: Any) -> None:
        self.errors.append(Notice(code, self._place(), params))

    def _warn(self, code: str, **params: Any) -> None:
        self.warnings.append(Notice(code, self._place(), params))


def _corrected(ruleset: Ruleset, item: Judged) -> dict[str, Any]:
    """Who made the maximum what it is by the official text, when, in which file, and from what."""
    name = figure_name(item.id, ("max",))
    for overlay in reversed(ruleset.overlays):
        for read in overlay.figures:
            if (
                overlay.confirmed
                and read.figure == name
                and read.was
                and exact(read.to) == item.max
            ):
                by, was = read.by or overlay.confirmed.by, exact(read.was)
                return {"by": by, "on": overlay.confirmed.on, "overlay": overlay.id, "was": was}
    return {}


def whole_number(text: str) -> int | None:
    """4407, or "4.407" with dots between thousands; None: no whole number."""
    stripped = text.strip()
    if not stripped.isascii():
        return None
    if _COUNT.fullmatch(stripped):
        return int(stripped)
    return int(stripped.replace(".", "")) if _GROUPED.fullmatch(stripped) else None


def _decimal(text: str) -> Decimal | None:
    try:
        return exact(text)
    except ValueError:
        return None
