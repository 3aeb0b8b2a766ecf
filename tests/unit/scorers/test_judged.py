"""judged: the assessor gives the points."""

from decimal import Decimal

import pytest

from assessment.model.basis import Basis
from assessment.model.outcome import Judgement, Remark, Share, Status
from assessment.model.quantity import Ratio
from tests.unit.scorers.build import found, item, span

FULL_AT = {"ratio": {"of": "part", "over": "whole"}, "at_least": "100%", "basis": "inferred"}


@pytest.mark.parametrize(
    ("points", "status"),
    [
        ("0", Status.NOT_MET),
        ("0.5", Status.PARTLY_MET),
        ("9.5", Status.PARTLY_MET),
        ("10", Status.MET),
    ],
)
def test_the_points_are_those_given(points, status):
    """What the assessor gives is what the item has."""
    result = found(item("judged", max="10"), {"1.1": Decimal(points)})
    assert (span(result), result.status, result.used) == ((points, points), status, ("1.1",))
    assert result.seen == (Judgement(Decimal(points), None),)


def test_without_a_judgement_everything_is_open():
    """No points given leave 0 to the maximum open, and the item's own id is what is missing."""
    result = found(item("judged", max="10"))
    assert (span(result), result.missing) == (("0", "10"), ("1.1",))
    assert result.status is Status.INSUFFICIENT_EVIDENCE


def test_a_full_share_has_all_the_points():
    """TT 22: at 100 % the law itself gives the maximum, on the basis of that figure."""
    result = found(item("judged", max="10", full_at=FULL_AT), {"part": 42, "whole": 42})
    assert (span(result), result.missing, result.basis) == (("10", "10"), (), Basis.INFERRED)
    assert result.used == ("part", "whole")


def test_a_full_share_wins_over_a_lower_judgement():
    """The law decides where it speaks."""
    shown = {"part": 42, "whole": 42, "1.1": Decimal(8)}
    assert span(found(item("judged", max="10", full_at=FULL_AT), shown)) == ("10", "10")


@pytest.mark.parametrize("part", [0, 21, 41])
def test_below_full_nothing_is_prorated(part):
    """Below 100 % the share earns nothing by itself: the assessor judges."""
    scored = item("judged", max="10", full_at=FULL_AT)
    result = found(scored, {"part": part, "whole": 42})
    assert (span(result), result.missing) == (("0", "10"), ("1.1",))
    judged = found(scored, {"part": part, "whole": 42, "1.1": Decimal("7.5")})
    assert span(judged) == ("7.5", "7.5")
    assert "below_full" in judged.remarks


def test_a_full_percentage_is_full():
    """A share known only as 100 % has all the points; 99 % does not."""
    scored = item("judged", max="10", full_at=FULL_AT)
    assert span(found(scored, {"1.1": "100%"})) == ("10", "10")
    assert span(found(scored, {"1.1": "99%"})) == ("0", "10")


def test_nobody_is_not_everybody():
    """0 of 0 members is not a full share."""
    assert span(found(item("judged", max="10", full_at=FULL_AT), {"part": 0, "whole": 0})) == (
        "0",
        "10",
    )


def test_refused_points_are_none():
    """Points that the inspection refused are 0."""
    result = found(item("judged", max="10"), {}, rejected=["1.1"])
    assert (span(result), result.status, result.remarks) == (
        ("0", "0"),
        Status.NOT_MET,
        ("rejected",),
    )


def test_a_refused_count_takes_the_points_with_it():
    """Where the count is refused neither it nor the claimed points earn anything."""
    scored = item("judged", max="10", full_at=FULL_AT)
    assert span(found(scored, {"whole": 42, "1.1": Decimal(6)}, rejected=["part"])) == ("0", "0")
    assert span(found(scored, {"whole": 42}, rejected=["part"])) == ("0", "0")


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        ({"part": 0}, ("1.1", "whole")),
        ({"part": 5}, ("1.1", "whole")),
        ({"whole": 5}, ("1.1", "part")),
        ({}, ("1.1", "part", "whole")),
    ],
)
def test_counts_are_asked_for_while_the_share_may_be_full(shown, missing):
    """Nobody of an unknown number may still be nobody of nobody, which is not below full."""
    result = found(item("judged", max="10", full_at=FULL_AT), shown)
    assert (span(result), result.missing) == (("0", "10"), missing)
    assert result.remarks == (Remark.JUDGEMENT_NEEDED,)


def test_the_counted_share_is_shown_beside_the_judgement():
    """What was counted and what was judged, both."""
    scored = item("judged", max="10", full_at=FULL_AT)
    shown = {"part": 40, "whole": 42, "1.1": Decimal(9)}
    share = Ratio(40, 42)
    assert found(scored, shown).seen == (
        Judgement(Decimal(9), Share("part", "whole", 40, 42, share, share, False)),
    )


def test_points_that_were_refused_are_shown_as_refused():
    """Out of the item's maximum, under its own id."""
    result = found(item("judged", max="10"), {}, rejected=["1.1"])
    assert (result.max, result.seen, result.used) == (10, (Judgement(None, None),), ("1.1",))
