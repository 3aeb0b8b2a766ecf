"""What the scorers share: three-valued conditions and what they earn."""

import itertools
from decimal import Decimal

import pytest

from assessment.model import truth
from assessment.model.outcome import Status
from assessment.model.quantity import Interval
from scorers import awards

TRUTHS = (True, False, None)


@pytest.mark.parametrize("truths", list(itertools.product(TRUTHS, repeat=3)))
def test_both_and_either_are_what_every_completion_says(truths):
    """`both` and `either` are known exactly when every way to fill the gaps agrees."""
    ways = list(itertools.product(*[(t,) if t is not None else (True, False) for t in truths]))
    for combine, whole in ((truth.both, all), (truth.either, any)):
        outcomes = {whole(way) for way in ways}
        assert combine(truths) is (outcomes.pop() if len(outcomes) == 1 else None)


def test_nothing_asked_is_met():
    """No condition at all holds; no way at all does not."""
    assert truth.both([]) is True
    assert truth.either([]) is False


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [("0", "0", Status.NOT_MET), ("1", "1", Status.PARTLY_MET), ("2", "2", Status.MET),
     ("0", "2", Status.INSUFFICIENT_EVIDENCE), ("1", "2", Status.INSUFFICIENT_EVIDENCE)],
)  # fmt: skip
def test_points_have_a_status(low, high, status):
    """An interval is open; a point is met, partly met or not."""
    assert awards.status_of(Interval(Decimal(low), Decimal(high)), Decimal(2)) is status


@pytest.mark.parametrize(
    ("levels", "status"),
    [
        ({}, Status.NOT_APPLICABLE),
        ({"a": True, "b": True}, Status.MET),
        ({"a": True, "b": False}, Status.PARTLY_MET),
        ({"a": False}, Status.NOT_MET),
        ({"a": True, "b": None}, Status.INSUFFICIENT_EVIDENCE),
    ],
)
def test_levels_have_a_status(levels, status):
    """No level asked does not apply; one unknown level leaves the item open."""
    assert awards.status_of_levels(levels) is status
