"""From claims in words to evidence in numbers, read by what the ruleset declares.

Every value is read by its type; what cannot be read is an error, what can be read but
looks wrong is a warning. An inspected value stands in the place of the claimed one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessment.errors import Notice, nearest
from assessment.model.dossier import Claim, Dossier
from assessment.model.evidence import Evidence, Reading
from assessment.model.item import Judged, RatioOf, Threshold
from assessment.model.quantity import Ratio, exact
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset

MAX_COUNT = 10**12
_YES = frozenset({"true", "có", "x"})
_NO = frozenset({"false", "không"})
_COUNT = re.compile(r"\d{1,13}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3}){1,4}")
_BOUND = re.compile(r"(trên|từ|dưới|ít nhất|hơn|không quá|[<>≥≤])\s*\d", re.IGNORECASE)
_CURLY = frozenset("“”‘’")
_INFINITE = Ratio(1, 0)
_WHOLE = 100
_MOST_SUGGESTIONS = 50


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
        if item.full_at and _text(claim).strip().endswith("%"):
            return self._percentage(key, claim, item.full_at.ratio)
        return self._judged(item, claim)

    def _unknown(self, key: str) -> None:
        known = [*self._ruleset.evidence, *self._ruleset.keyed_by_id]
        labels = {entry.label.casefold(): name for name, entry in self._ruleset.evidence.items()}
        near = labels.get(key.casefold())
        if near is None and len(self.errors) < _MOST_SUGGESTIONS:
            near = nearest(key, known)
        entry = self._ruleset.evidence.get(near or "")
        item = self._ruleset.indicators.get(key)
        own = getattr(item, "key", None) or getattr(item, "count", None)
        self._error(
            "dossier.unknown_key",
            key=key,
            ruleset=self._ruleset.id,
            nearest=own or near,
            label=self._ruleset.evidence[own].label if own else entry.label if entry else None,
        )

    # --- by type -----------------------------------------------------------------------

    def _yes_no(self, key: str, claim: Claim) -> Reading | None:
        text = (self._exact_text(claim) or "").casefold()
        if text in _YES or text in _NO:
            return Reading(key, text in _YES, None, None, claim)
        self._wrong_type(claim, "yes_no")
        return None

    def _choice(self, key: str, entry: EvidenceKey, claim: Claim) -> Reading | None:
        text = self._exact_text(claim)
        if text is None:
            self._wrong_type(claim, "choice")
            return None
        options = entry.labels
        if text in options:
            return Reading(key, text, None, None, claim)
        folded = _folded(text)
        for option, label in options.items():
            if folded in (_folded(option), _folded(label)):
                return Reading(key, option, None, None, claim)
        near = nearest(text, [*options, *options.values()])
        allowed = "; ".join(f"{option} ({label})" for option, label in options.items())
        self._error("dossier.unknown_option", value=text, nearest=near, allowed=allowed)
        return None

    def _count(self, key: str, entry: EvidenceKey, claim: Claim) -> Reading | None:
        least = int(entry.at_least) if entry.at_least is not None else 0
        most = int(entry.at_most) if entry.at_most is not None else MAX_COUNT
        if claim.value is not None:
            count = self._whole(claim.value)
            if count is None:
                self._wrong_type(claim, "count")
                return None
            if not least <= count <= most:
                self._out_of_bounds(claim.value, least, most)
                return None
            self._parts(count, claim)
            return Reading(key, count, Ratio(count), Ratio(count), claim)
        low = least if claim.at_least is None else self._whole(claim.at_least)
        high = most if claim.at_most is None else self._whole(claim.at_most)
        if low is None or high is None:
            self._wrong_type(claim, "count")
            return None
        if not least <= low <= most or not least <= high <= most:
            self._out_of_bounds(claim.at_least or claim.at_most or "", least, most)
            return None
        return self._bounded(key, claim, Ratio(low), Ratio(high))

    def _number(self, key: str, entry: EvidenceKey, claim: Claim) -> Reading | None:
        least = entry.at_least if entry.at_least is not None else Decimal(-MAX_COUNT)
        most = entry.at_most if entry.at_most is not None else Decimal(MAX_COUNT)
        numbers = [
            _decimal(t) for t in (claim.value, claim.at_least, claim.at_most) if t is not None
        ]
        if None in numbers:
            self._wrong_type(claim, "number")
            return None
        if any(n is not None and not least <= n <= most for n in numbers):
            self._out_of_bounds(_text(claim), least, most)
            return None
        if claim.value is not None:
            value = exact(claim.value)
            return Reading(key, value, Ratio.of(value), Ratio.of(value), claim)
        low = exact(claim.at_least) if claim.at_least is not None else least
        high = exact(claim.at_most) if claim.at_most is not None else most
        return self._bounded(key, claim, Ratio.of(low), Ratio.of(high))

    def _percentage(self, key: str, claim: Claim, ratio: RatioOf | None) -> Reading | None:
        """A share; `ratio` names the counts that it may be given by instead."""
        may_exceed = ratio is not None and ratio.may_exceed
        shares = {}
        for name, text in (
            ("value", claim.value),
            ("at_least", claim.at_least),
            ("at_most", claim.at_most),
        ):
            if text is None:
                continue
            text = text.strip()  # noqa: PLW2901 - the same text, trimmed
            if not text.endswith("%") and _decimal(text) is not None:
                self._error(
                    "dossier.no_percent_sign",
                    value=text,
                    of=ratio.of if ratio else key,
                    over=ratio.over if ratio else key,
                )
                return None
            percent = _decimal(text.removesuffix("%"))
            if percent is None:
                self._wrong_type(claim, "percentage")
                return None
            if percent < 0 or (percent > _WHOLE and not may_exceed):
                self._out_of_bounds(text, "0%", "100%")
                return None
            shares[name] = Ratio.of(percent / 100)
        if "value" in shares:
            return Reading(key, None, shares["value"], shares["value"], claim)
        top = _INFINITE if may_exceed else Ratio(1)
        low, high = shares.get("at_least", Ratio(0)), shares.get("at_most", top)
        return self._bounded(key, claim, low, high)

    def _judged(self, item: Judged, claim: Claim) -> Reading | None:
        text = self._exact_text(claim)
        points = _decimal(text) if text is not None else None
        if points is None:
            self._wrong_type(claim, "points")
            return None
        if not 0 <= points <= item.max:
            self._out_of_bounds(text or "", 0, item.max)
            return None
        step = self._ruleset.scale.step if self._ruleset.scale else Decimal(1)
        if points % step:
            self._error("dossier.off_step", value=text, step=step)
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
        stripped = text.strip()
        if _COUNT.fullmatch(stripped) and stripped.isascii():
            return int(stripped)
        if _GROUPED.fullmatch(stripped) and stripped.isascii():
            count = int(stripped.replace(".", ""))
            self._warn("check.thousands", value=stripped, count=str(count))
            return count
        return None

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

    def _wrong_type(self, claim: Claim, wanted: str) -> None:
        if any(n.place == self._place() for n in self.errors):
            return
        code = "dossier.bound_in_words" if _BOUND.match(_text(claim)) else "dossier.wrong_type"
        if not _CURLY.isdisjoint(_text(claim)):
            code = "dossier.curly_quotes"
        self._error(code, value=_text(claim), wanted=wanted)

    def _out_of_bounds(self, value: str, least: Any, most: Any) -> None:
        self._error("dossier.out_of_bounds", value=value, least=least, most=most)

    def _place(self) -> Any:
        return self._dossier.place(*self._where)

    def _error(self, code: str, **params: Any) -> None:
        self.errors.append(Notice(code, self._place(), params))

    def _warn(self, code: str, **params: Any) -> None:
        self.warnings.append(Notice(code, self._place(), params))


def _decimal(text: str | None) -> Decimal | None:
    try:
        return exact(text.strip()) if text is not None else None
    except ValueError:
        return None


def _text(claim: Claim) -> str:
    return claim.value or claim.at_least or claim.at_most or ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()
