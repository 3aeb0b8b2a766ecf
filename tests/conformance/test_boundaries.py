"""Every threshold of every shipped ruleset, just below, at and just above, in every area.

The expected level is worked out here from the ruleset's own figures, by fractions.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content
from assessment.model.item import Judged, RatioOf, Threshold, ThresholdLevel
from assessment.model.outcome import Finding
from assessment.model.ruleset import Area, Ruleset
from assessment.rulebook.catalog import Catalog
from tests.conformance.base import full_marks, shipped

RULESETS = Catalog().ids()
WHOLE = 200_000
"""A denominator in which every limit of the law is a whole number."""


class Boundary(NamedTuple):
    ruleset: str
    area: Area
    item: Threshold
    level: ThresholdLevel
    shift: int

    def __str__(self) -> str:
        figure = self.level.at_least or self.level.at_most
        side = {-1: "below", 0: "at", 1: "above"}[self.shift]
        return f"{self.ruleset}-{self.area}-{self.item.id}-{side}-{figure.text if figure else ''}"


def in_area(ruleset: Ruleset, item: Threshold, area: Area) -> tuple[ThresholdLevel, ...]:
    scale = ruleset.areas.disadvantaged_scale_for if ruleset.areas else ()
    return item.levels_by_area[area in scale]


def boundaries() -> Iterator[Boundary]:
    for id_ in RULESETS:
        ruleset = shipped(id_)
        for area in Area if ruleset.areas else [Area.STANDARD]:
            for item in ruleset.every_item():
                if not isinstance(item, Threshold):
                    continue
                for level in in_area(ruleset, item, area):
                    for shift in () if level.otherwise else (-1, 0, 1):
                        yield Boundary(id_, area, item, level, shift)


BOUNDARIES = list(boundaries())


def figure_of(level: ThresholdLevel) -> Fraction:
    figure = level.at_least or level.at_most
    assert figure is not None
    return Fraction(figure.limit.part, figure.limit.whole)


def holds(level: ThresholdLevel, value: Fraction) -> bool:
    if level.otherwise:
        return True
    return value >= figure_of(level) if level.at_least else value <= figure_of(level)


def placed(boundary: Boundary) -> tuple[dict[str, str], Fraction] | None:
    """The evidence that puts the value at the boundary, and the value; None: beyond 100 %."""
    item, level = boundary.item, boundary.level
    ratio = level.ratio or item.ratio
    if ratio:
        part = figure_of(level) * WHOLE + boundary.shift
        assert part.denominator == 1, "choose a larger WHOLE"
        if not 0 <= part <= WHOLE and not ratio.may_exceed:
            return None
        return {ratio.of: str(part), ratio.over: str(WHOLE)}, Fraction(part, WHOLE)
    step = Fraction(1) if item.count else Fraction(1, 100)
    value = figure_of(level) + boundary.shift * step
    return {
        item.number or item.count or "": str(Decimal(value.numerator) / value.denominator)
    }, value


def subject(ruleset: Ruleset, item: Threshold, area: Area) -> dict[str, Any]:
    about: dict[str, Any] = {"kind": ruleset.subject.value, "name": "Trường hợp thử"}
    if ruleset.areas:
        about["area"] = area.value
    if ruleset.unit_types:
        audience = item.applies_to
        wanted = audience.unit_type if audience else None
        about["unit_type"] = wanted[0] if wanted else "su_nghiep"
        about["public"] = "true"
    return about


def found(boundary: Boundary, evidence: Mapping[str, str]) -> Finding:
    ruleset = shipped(boundary.ruleset)
    content = {
        "subject": subject(ruleset, boundary.item, boundary.area),
        "ruleset": ruleset.id,
        "evidence": dict(evidence),
    }
    score = assess(ruleset, dossier_from_content(content, str(boundary))).score
    findings = [finding for criterion in score.criteria for finding in criterion.findings]
    findings += [part for finding in findings for part in finding.parts]
    findings += score.gates
    return next(finding for finding in findings if finding.item.id == boundary.item.id)


@pytest.mark.parametrize("boundary", BOUNDARIES, ids=str)
def test_a_limit_separates_its_levels(boundary: Boundary) -> None:
    """Below, at and above a limit, an item earns what its own levels say, and nothing is open."""
    place = placed(boundary)
    if place is None:
        limit = figure_of(boundary.level)
        assert (limit, boundary.shift) in {(Fraction(1), 1), (Fraction(0), -1)}
        return
    evidence, value = place
    finding = found(boundary, evidence)
    ruleset = shipped(boundary.ruleset)
    levels = in_area(ruleset, boundary.item, boundary.area)
    if levels[0].level is None:
        points = next(level.points for level in levels if holds(level, value))
        assert finding.points is not None
        assert (finding.points.low, finding.points.high) == (points, points)
        assert finding.missing == ()
        return
    ratio = boundary.level.ratio or boundary.item.ratio
    for level in levels:
        if (level.ratio or boundary.item.ratio) == ratio:
            assert finding.levels[level.level] is holds(level, value)


def judged_in_full() -> list[tuple[str, Judged]]:
    items = [(id_, item) for id_ in RULESETS for item in shipped(id_).every_item()]
    return [(id_, item) for id_, item in items if isinstance(item, Judged) and item.full_at]


@pytest.mark.parametrize(
    ("id_", "item"), judged_in_full(), ids=lambda value: getattr(value, "id", value)
)
def test_a_judged_item_is_full_at_its_share_and_open_below(id_: str, item: Judged) -> None:
    """At the share the law names all points are earned; one fewer, and the assessor judges."""
    ruleset, ratio = shipped(id_), item.full_at.ratio if item.full_at else None
    assert isinstance(ratio, RatioOf)
    for part, low in ((WHOLE, item.max), (WHOLE - 1, Decimal(0))):
        content = {
            "subject": {"kind": ruleset.subject.value, "name": "Trường hợp thử"},
            "evidence": {ratio.of: str(part), ratio.over: str(WHOLE)},
        }
        points = assess(ruleset, dossier_from_content(content, id_)).findings[item.id].points
        assert points is not None
        assert (points.low, points.high) == (low, item.max)


def days() -> Iterator[tuple[str, date, bool]]:
    for id_ in RULESETS:
        force, one = shipped(id_).document.in_force, timedelta(days=1)
        yield id_, force.from_ - one, False
        yield id_, force.from_, True
        if force.to:
            yield id_, force.to, True
            yield id_, force.to + one, False


@pytest.mark.parametrize(("id_", "day", "inside"), list(days()), ids=str)
def test_a_ruleset_warns_outside_its_days(id_: str, day: date, inside: bool) -> None:  # noqa: FBT001
    """On the eve and the morrow of its time in force a ruleset warns; on its first and last day not."""
    ruleset = shipped(id_)
    about: dict[str, Any] = {
        "kind": ruleset.subject.value,
        "name": "Trường hợp thử",
        "area": "standard",
    }
    about |= {"unit_type": "su_nghiep", "public": "true"} if ruleset.unit_types else {}
    content = {
        "subject": about,
        "period": {"from": str(day - timedelta(days=364)), "to": str(day)},
        "evidence": full_marks(ruleset),
    }
    codes = [notice.code for notice in assess(ruleset, dossier_from_content(content, id_)).warnings]
    assert ("catalog.outside_period" not in codes) is inside


def test_the_limits_tried_are_all_of_them() -> None:
    """The list of boundaries is not empty by mistake: the rulesets hold this many limits at least."""
    assert len(BOUNDARIES) >= 600
    assert {boundary.ruleset for boundary in BOUNDARIES} == {
        id_
        for id_ in RULESETS
        if any(isinstance(item, Threshold) for item in shipped(id_).every_item())
    }
