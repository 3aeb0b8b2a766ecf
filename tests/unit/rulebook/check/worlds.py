"""Dossiers drawn at random for any ruleset, however unfit: an eye of its own beside the proofs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.item import Judged, Threshold
from assessment.model.outcome import Assessment
from assessment.model.quantity import plain
from assessment.model.ruleset import EvidenceType, Ruleset

Content = dict[str, Any]


class Worlds:
    """Whole truths about subjects, each a dossier's content."""

    def __init__(self, ruleset: Ruleset, seed: int) -> None:
        self._ruleset = ruleset
        self._random = Random(seed)  # noqa: S311
        self._limits = dict(_limits(ruleset))

    def assessed(self, number: int, subject: Content | None = None) -> Iterator[Assessment]:
        """So many dossiers, scored; those that contradict themselves are left out."""
        for content in self.consistent(number, subject):
            with suppress(DossierError):
                yield assess(self._ruleset, dossier_from_content(content, ""))

    def consistent(self, number: int, subject: Content | None = None) -> Iterator[Content]:
        """So many dossiers, without those in which a part is above its whole."""
        for _ in range(number):
            content = self.content(subject)
            if self._consistent(content["evidence"]):
                yield content

    def _consistent(self, evidence: Content) -> bool:
        """Whether no count is above a whole of it."""
        wholes = self._ruleset.wholes.items()
        pairs = [(evidence[key], evidence[whole]) for key, many in wholes for whole in many]
        return all(int(part) <= int(whole) for part, whole in pairs)

    def content(self, subject: Content | None = None) -> Content:
        ruleset = self._ruleset
        given: dict[str, Any] = {}
        for key in self._wholes_first():
            given[key] = self._count(key, given)
        for key, entry in ruleset.evidence.items():
            match entry.type:
                case EvidenceType.YES_NO:
                    given[key] = self._random.random() < 0.7
                case EvidenceType.CHOICE:
                    given[key] = self._random.choice(list(entry.labels) or [""])
                case EvidenceType.NUMBER | EvidenceType.PERCENTAGE:
                    given[key] = self._number(key)
        for item in ruleset.indicators.values():
            if isinstance(item, Judged):
                step = ruleset.scale.step if ruleset.scale and ruleset.scale.step > 0 else item.max
                most = int(item.max / step) if step else 0
                given[item.id] = plain(step * self._random.choice([0, most, self._up_to(most)]))
        return {
            "subject": subject or self._subject(),
            "ruleset": ruleset.id,
            "applies": self._applies(),
            "evidence": {key: _shown(value) for key, value in given.items()},
        }

    def _subject(self) -> Content:
        ruleset = self._ruleset
        subject: Content = {"kind": ruleset.subject.value, "name": "A"}
        subject["area"] = self._random.choice(["standard", "extremely_disadvantaged"])
        if ruleset.unit_types:
            subject["unit_type"] = self._random.choice([kind.id for kind in ruleset.unit_types])
        if ruleset.subject == "unit":
            subject["public"] = self._random.choice(["true", "false"])
        return subject

    def _applies(self) -> Content:
        ruleset = self._ruleset
        able = [c.id for c in ruleset.criteria if c.may_not_apply]
        able += [item.id for item in ruleset.indicators.values() if item.may_not_apply]
        return {id_: "false" for id_ in able if self._random.random() < 0.3}

    def _up_to(self, most: int) -> int:
        return self._random.randint(0, max(most, 0))

    def _count(self, key: str, given: Content) -> int:
        entry = self._ruleset.evidence[key]
        tops = [given[whole] for whole in self._ruleset.wholes.get(key, ()) if whole in given]
        if entry.at_most is not None:
            tops.append(int(entry.at_most))
        at = [int(limit * given.get(whole, 1)) for whole, limit in self._limits.get(key, ())]
        near = [max(limit + self._random.choice([-1, 0, 1]), 0) for limit in at]
        guess = self._random.choice([self._up_to(12), self._up_to(400), *near, *tops])
        return max(min([guess, *tops]), int(entry.at_least or 0))

    def _number(self, key: str) -> str:
        entry = self._ruleset.evidence[key]
        percent = entry.type is EvidenceType.PERCENTAGE
        low = Decimal(0) if percent or entry.at_least is None else entry.at_least
        high = Decimal(100) if percent or entry.at_most is None else entry.at_most
        at = [
            Decimal(float(limit * (100 if percent else 1)))
            for _, limit in self._limits.get(key, ())
        ]
        near = [
            value + self._random.choice([Decimal("-0.5"), Decimal(0), Decimal("0.5")])
            for value in at
        ]
        spread = low + (high - low) * self._up_to(100) / 100
        value = min(max(self._random.choice([spread, low, high, *near]), low), high)
        return f"{plain(value.quantize(Decimal('0.01')))}{'%' if percent else ''}"

    def _wholes_first(self) -> list[str]:
        done: dict[str, None] = {}

        def visit(key: str, above: tuple[str, ...]) -> None:
            for whole in self._ruleset.wholes.get(key, ()):
                if whole not in above:
                    visit(whole, (*above, key))
            done[key] = None

        for key, entry in self._ruleset.evidence.items():
            if entry.type is EvidenceType.COUNT:
                visit(key, (key,))
        return [key for key in done if key in self._ruleset.evidence]


def _limits(ruleset: Ruleset) -> Iterator[tuple[str, list[tuple[str, Fraction]]]]:
    found: dict[str, list[tuple[str, Fraction]]] = {}
    for item in ruleset.every_item():
        if isinstance(item, Threshold):
            for level in (*item.levels_by_area[0], *item.levels_by_area[1]):
                ratio = level.ratio or item.ratio
                figure = level.at_least or level.at_most
                key = ratio.of if ratio else item.number or item.count
                if figure and key:
                    whole = ratio.over if ratio else ""
                    found.setdefault(key, []).append((whole, Fraction(*figure.limit)))
    yield from found.items()


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
