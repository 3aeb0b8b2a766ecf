"""Workbooks recalculated by LibreOffice: a third opinion beside the engine and durable-rules.

A quarter of the random dossiers and of the boundaries, unless `CDHT_LIBREOFFICE=1` asks for
all (some minutes).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.model.item import Judged, Threshold, ThresholdLevel
from assessment.model.ruleset import Area, EvidenceType, Ruleset
from assessment.rulebook.cases.trial import gathered
from assessment.rulebook.catalog import Catalog
from assessment.views.reckoning.formula import WRONG
from tests.conformance.base import full_marks, shipped
from tests.libreoffice import SOFFICE, WHY, Trial, came_out
from tests.reckoned import differing, outcome
from tests.strategies import cases, dossier

ALL = os.environ.get("CDHT_LIBREOFFICE") == "1"
RULESETS = Catalog().ids()
RANDOM = 200 if ALL else 50
WHOLE = 200_000
"""A denominator in which every limit of the law is a whole number."""

pytestmark = pytest.mark.skipif(SOFFICE is None, reason=WHY)


def agree(trials: list[Trial], folder: Path) -> int:
    """Every trial comes out as the engine says; how many there were."""
    wrong = {}
    count = 0
    for trial, came in came_out(trials, folder):
        count += 1
        if found := differing(trial.want, came):
            wrong[trial.name] = found
    assert wrong == {}
    return count


def tried(name: str, ruleset: Ruleset, content: dict[str, Any], **options: Any) -> Trial | None:
    """A dossier with what the engine makes of it; None where it refuses it."""
    told = dossier(content)
    try:
        result = assess(ruleset, told, **options)
    except DossierError:
        return None
    return Trial(name, ruleset, told, outcome(result), **options)


def subject(ruleset: Ruleset, **facts: str) -> dict[str, str]:
    unit = {"unit_type": ruleset.unit_types[0].id, "public": "true"} if ruleset.unit_types else {}
    return {"kind": ruleset.subject.value, "name": "Trường hợp thử", **unit, **facts}


def test_random_dossiers_come_out_the_same(tmp_path: Path) -> None:
    """Dossiers drawn over all shipped rulesets have the engine's points and ratings."""
    drawn: list[Trial] = []

    @settings(
        max_examples=RANDOM + 50,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        cases(st.sampled_from([shipped(id_) for id_ in RULESETS])),
        st.sampled_from(["open", "zero"]),
        st.booleans(),
    )
    def draw(case: Any, missing: str, strict: bool) -> None:  # noqa: FBT001 - drawn
        name = f"{len(drawn)} {case.ruleset.id}"
        trial = tried(name, case.ruleset, case.content, missing=missing, strict=strict)
        if trial and len(drawn) < RANDOM:
            drawn.append(trial)

    draw()
    assert agree(drawn, tmp_path) == RANDOM


class Edge(NamedTuple):
    """Evidence just below, at or above a limit, and the facts of whom it is asked."""

    name: str
    evidence: dict[str, str]
    facts: dict[str, str]


def edges(ruleset: Ruleset) -> Iterator[Edge]:
    """Every limit in every area; shares beyond 100 % are no shares."""
    scale = ruleset.areas.disadvantaged_scale_for if ruleset.areas else ()
    for area in Area if ruleset.areas else [Area.STANDARD]:
        facts = {"area": area.value} if ruleset.areas else {}
        for item in ruleset.every_item():
            if isinstance(item, Judged):
                for points in (Decimal(0), item.max):
                    yield Edge(f"{item.id} {points}", {item.id: str(points)}, facts)
            if isinstance(item, Threshold):
                for level in item.levels_by_area[area in scale]:
                    yield from around(item, level, {**facts, **kind_of(ruleset, item)})


def around(item: Threshold, level: ThresholdLevel, facts: dict[str, str]) -> Iterator[Edge]:
    figure, ratio = level.at_least or level.at_most, level.ratio or item.ratio
    for shift in (-1, 0, 1) if figure else ():
        assert figure
        limit, name = Fraction(*figure.limit), f"{item.id} {figure.text} {shift:+}"
        if ratio is None:
            at = limit + shift * Fraction(1, 1 if item.count else 100)
            key = item.count or item.number or ""
            yield Edge(name, {key: str(Decimal(at.numerator) / at.denominator)}, facts)
            continue
        part = limit * WHOLE + shift
        if 0 <= part <= WHOLE or ratio.may_exceed:
            yield Edge(name, {ratio.of: str(part), ratio.over: str(WHOLE)}, facts)


def kind_of(ruleset: Ruleset, item: Threshold) -> dict[str, str]:
    """A kind of unit that the item is for."""
    wanted = item.applies_to.unit_type if item.applies_to else None
    return {"unit_type": wanted[0]} if wanted else {}


def packed(ruleset: Ruleset) -> list[Edge]:
    """All edges in few dossiers: those of other evidence, or of the same, stand together."""
    groups: list[Edge] = []
    for edge in edges(ruleset):
        for group in groups:
            held = group.evidence
            fits = all(held.get(key, value) == value for key, value in edge.evidence.items())
            merged = Edge(f"{group.name}; {edge.name}", {**held, **edge.evidence}, edge.facts)
            if group.facts == edge.facts and fits and scored_edge(ruleset, merged):
                groups[groups.index(group)] = merged
                break
        else:
            groups.append(edge)
    return groups


def scored_edge(ruleset: Ruleset, edge: Edge) -> Trial | None:
    evidence = {**full_marks(ruleset), **edge.evidence}
    content = {"subject": subject(ruleset, **edge.facts), "ruleset": ruleset.id}
    name = f"{ruleset.id} {edge.facts} {edge.name}"
    return tried(name, ruleset, {**content, "evidence": evidence})


def test_every_boundary_comes_out_the_same(tmp_path: Path) -> None:
    """Below, at and above every limit of every shipped ruleset, in every area."""
    found = [
        scored_edge(ruleset, edge)
        for id_ in RULESETS
        for ruleset in [shipped(id_)]
        for edge in packed(ruleset)
    ]
    trials = [trial for trial in found if trial]
    shown = sum(trial.name.count(";") + 1 for trial in trials)
    assert shown > 1000
    asked = trials if ALL else trials[::4]
    assert agree(asked, tmp_path) == len(asked)


def test_the_conformance_cases_come_out_the_same(tmp_path: Path) -> None:
    """The first case of every eighth block of the shipped tables."""
    firsts = {
        (case.table, case.block): (trialled.ruleset, case)
        for trialled in gathered(Catalog())
        for case in reversed(trialled.cases)
        if case.expect.error is None
    }
    found = [
        tried(
            f"{ruleset.id} {case}",
            ruleset,
            case.content,
            missing=case.options.missing,
            strict=case.options.strict,
        )
        for ruleset, case in list(firsts.values())[::8]
    ]
    trials = [trial for trial in found if trial]
    assert agree(trials, tmp_path) == len(trials) > 0


SLIPS: dict[EvidenceType | str, list[Any]] = {
    EvidenceType.COUNT: ["nhiều", "12 hộ", -1, Fraction(1, 2), 10**13, WRONG],
    EvidenceType.NUMBER: ["một", "1..5", 10**13],
    EvidenceType.YES_NO: ["co", "đúng", 2, "không có"],
    EvidenceType.CHOICE: ["loại khác", "*", WRONG],
    "points": ["chín", -1, Fraction(1, 3), 10**6],
    "percentage": ["bảy mươi", -1, 70, WRONG],
}


def slips() -> Iterator[Trial]:
    """What people type where something else belongs; each is one cell to mend."""
    for id_ in ("tt44-2014", "unit-tt22-2020", "commune-tt25-2023"):
        ruleset = shipped(id_)
        content = {"subject": subject(ruleset), "ruleset": id_, "evidence": full_marks(ruleset)}
        for kind, typed in SLIPS.items():
            field = field_of(ruleset, kind)
            for value in typed if field else ():
                told = dossier(content)
                yield Trial(f"{id_} {field} {value}", ruleset, told, {}, typed={field: value})


def field_of(ruleset: Ruleset, kind: EvidenceType | str) -> str | None:
    """The first field of a kind."""
    for key, entry in ruleset.evidence.items():
        if entry.type is kind:
            return key
    for id_, item in ruleset.keyed_by_id.items():
        if kind == ("points" if isinstance(item, Judged) else "percentage"):
            return id_
    return None


def test_slips_are_shown_and_not_counted_as_nothing(tmp_path: Path) -> None:
    """Text, negatives, fractions and errors where a value belongs are each one cell to mend."""
    trials = list(slips())
    assert len(trials) > 20
    for trial, came in came_out(trials, tmp_path):
        assert came["slips"] == 1, trial.name
