"""checklist: each part that is there earns its own points."""

import pytest

from assessment.model.basis import Basis
from assessment.model.outcome import Answer, Status
from tests.unit.scorers.build import found, item, span

PARTS = [
    {"key": "plan", "points": "1"},
    {"key": "report", "points": "0.5"},
    {"key": "fund", "points": "1.5", "basis": "inferred"},
]


@pytest.mark.parametrize(
    ("values", "points", "missing", "status"),
    [
        ({"plan": True, "report": True, "fund": True}, ("3", "3"), (), Status.MET),
        ({"plan": True, "report": False, "fund": False}, ("1", "1"), (), Status.PARTLY_MET),
        ({"plan": False, "report": False, "fund": False}, ("0", "0"), (), Status.NOT_MET),
        ({"plan": True}, ("1", "3"), ("report", "fund"), Status.INSUFFICIENT_EVIDENCE),
        ({"fund": False}, ("0", "1.5"), ("plan", "report"), Status.INSUFFICIENT_EVIDENCE),
        ({}, ("0", "3"), ("plan", "report", "fund"), Status.INSUFFICIENT_EVIDENCE),
    ],
)
def test_parts_add_up(values, points, missing, status):
    """The points are the sum of the parts that are there; what is not known stays open."""
    result = found(item("checklist", parts=PARTS), values)
    assert (span(result), result.missing, result.status) == (points, missing, status)
    assert result.used == tuple(values)


def test_every_part_is_seen():
    """The finding shows each answer, also the unknown one, in the ruleset's order."""
    result = found(item("checklist", parts=PARTS), {"report": True})
    assert result.seen == (Answer("plan", None), Answer("report", True), Answer("fund", None))


def test_a_refused_part_earns_nothing_and_the_others_stay():
    """The inspection refuses one part; the finding says so and keeps the rest."""
    result = found(
        item("checklist", parts=PARTS), {"plan": True, "report": True}, rejected=["fund"]
    )
    assert (span(result), result.missing, result.remarks) == (("1.5", "1.5"), (), ("rejected",))


def test_the_weakest_part_gives_the_basis():
    """The finding is as sure as its least sure part."""
    assert found(item("checklist", parts=PARTS), {}).basis is Basis.INFERRED
