"""Whole numbers with given shares of each other, against trying them all."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.rulebook.proof.counts import Shares, counts_of
from assessment.rulebook.proof.pieces import Piece, cut
from assessment.rulebook.proof.trials import TooManyTrials

KEYS = ("a", "b", "c")
LIMITS = [Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(9, 10), Fraction(1), Fraction(3, 2)]
PIECES = list(cut(Fraction(0), None, LIMITS))
PAIRS = [(one, other) for one in KEYS for other in KEYS if one != other]


def keeps(asked: Shares, counts: dict[str, int]) -> bool:
    """Whether counts have all that is asked of them."""
    inside = all(low <= counts[key] <= high for key, (low, high) in asked.bounds.items())
    nothing = all(counts[key] == 0 for key in asked.nothing)
    within = all(counts[small] <= counts[large] for small, large in asked.within)
    return (
        inside
        and nothing
        and within
        and all(
            counts[whole] > 0 and piece.holds(Fraction(counts[part], counts[whole]))
            for (part, whole), piece in asked.shares.items()
        )
    )


def all_counts(asked: Shares, most: int):
    ranges = [range(low, min(high, most) + 1) for low, high in asked.bounds.values()]
    for numbers in product(*ranges):
        counts = dict(zip(asked.bounds, numbers, strict=True))
        if keeps(asked, counts):
            yield counts


@st.composite
def problems(draw, most):
    bounds = {}
    for key in KEYS:
        low = draw(st.sampled_from([0, 0, 0, 1, 2, 5]))
        bounds[key] = (low, low + draw(st.integers(0, 8)) if most is None else most)
    pairs = draw(st.lists(st.sampled_from(PAIRS), max_size=3, unique=True))
    shares = {pair: draw(st.sampled_from(PIECES)) for pair in pairs}
    within = frozenset(draw(st.lists(st.sampled_from(PAIRS), max_size=2, unique=True)))
    nothing = frozenset(draw(st.sampled_from([(), (), (), ("a",), ("b",)])))
    return Shares(bounds, shares, nothing, within)


@given(problems(None))
def test_counts_are_found_exactly_where_there_are_some(asked):
    """Within small bounds: found counts keep all that is asked, and none are missed."""
    found = counts_of(asked)
    if found is None:
        assert not any(True for _ in all_counts(asked, 20))
    else:
        assert keeps(asked, found)


@given(problems(10**12))
def test_without_bounds_in_the_way_none_are_missed_either(asked):
    """Where counts may be as large as needed, none up to 14 are there when none were found."""
    found = counts_of(asked)
    if found is None:
        assert not any(True for _ in all_counts(asked, 14))
    else:
        assert keeps(asked, found)


def test_a_share_in_tight_bounds_is_found_by_trying():
    """4 of 9 lies between 40% and 50%, though the simplest share there is 3 of 7."""
    between = Piece(Fraction(2, 5), Fraction(1, 2), False, False)
    assert counts_of(Shares({"a": (0, 9), "b": (9, 9)}, {("a", "b"): between})) == {"a": 4, "b": 9}


def test_a_share_that_no_counts_in_bounds_have_is_excluded():
    """At most 600 of at least 1000 is never 70%."""
    at_least = Piece(Fraction(7, 10), Fraction(1), True, True)
    asked = Shares({"a": (0, 600), "b": (1000, 10**12)}, {("a", "b"): at_least})
    assert counts_of(asked) is None


def test_what_cannot_be_tried_through_is_not_said_to_be_impossible():
    """A share of a hair's breadth among a million counts is given up, not denied."""
    hair = Piece(Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**13), False, False)
    bounds = {"a": (10**5, 10**6), "b": (10**5, 10**6)}
    with pytest.raises(TooManyTrials):
        counts_of(Shares(bounds, {("a", "b"): hair}))
