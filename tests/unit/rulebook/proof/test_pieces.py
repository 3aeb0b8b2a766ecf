"""Exact pieces of a line."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.rulebook.proof.pieces import Piece, cut

FRACTIONS = st.fractions(min_value=-5, max_value=5, max_denominator=60)


def piece(text: str) -> Piece:
    """[1/3, 1/2) as it is written; an end of * is open without limit."""
    low, high = text[1:-1].split(",")
    end = None if high.strip() == "*" else Fraction(high.strip())
    return Piece(Fraction(low.strip()), end, text[0] == "[", text[-1] == "]")


@pytest.mark.parametrize(
    ("text", "simplest"),
    [
        ("[0, 1]", "0"),
        ("(0, 1]", "1"),
        ("(0, 1)", "1/2"),
        ("(2/5, 1/2)", "3/7"),
        ("[2/5, 1/2)", "2/5"),
        ("(7/10, 1]", "1"),
        ("(1/2, 7/10)", "2/3"),
        ("[17/20, 17/20]", "17/20"),
        ("(1, *)", "2"),
        ("(-2, -1)", "-3/2"),
        ("(3141/1000, 3142/1000)", "245/78"),
    ],
)
def test_the_simplest_number_has_the_smallest_denominator(text, simplest):
    """Known pieces have the simplest number that there is in them."""
    assert piece(text).simplest() == Fraction(simplest)


@pytest.mark.parametrize(
    ("text", "whole"),
    [("[2, 3]", 2), ("(2, 3]", 3), ("(2, 3)", None), ("(0, *)", 1), ("[1/2, 1/2]", None)],
)
def test_a_piece_may_hold_a_whole_number(text, whole):
    """The least whole number is found, or that there is none."""
    assert piece(text).whole() == whole


@pytest.mark.parametrize(
    ("text", "decimal"),
    [("(1, 1.5)".replace("1.5", "3/2"), "1.1"), ("[3/2, 3/2]", "1.5"), ("(1, 101/100)", "1.001")],
)
def test_a_decimal_has_as_few_decimals_as_the_piece_allows(text, decimal):
    """Numbers that a dossier can state are found in any piece."""
    assert str(piece(text).decimal()) == decimal


@given(
    FRACTIONS,
    st.fractions(min_value=0, max_value=4, max_denominator=60),
    st.booleans(),
    st.booleans(),
)
def test_no_number_in_a_piece_is_simpler_than_the_simplest(low, length, low_in, high_in):
    """The simplest number lies in its piece, and no smaller denominator has a number there."""
    single = length == 0
    wide = Piece(low, low + length, low_in or single, high_in or single)
    found = wide.simplest()
    assert wide.holds(found)
    for denominator in range(1, found.denominator):
        first = -(-low.numerator * denominator // low.denominator)
        assert not any(wide.holds(Fraction(n, denominator)) for n in range(first, first + 2))


@given(st.lists(FRACTIONS, max_size=6), FRACTIONS, FRACTIONS)
def test_a_cut_line_has_every_number_once(limits, number, other):
    """Each number of the line is in one piece, and no limit lies inside a piece."""
    low, high = min(number, other), max(number, other)
    pieces = list(cut(low, high, limits))
    for point in [low, high, (low + high) / 2, *limits]:
        inside = low <= point <= high
        assert sum(piece.holds(point) for piece in pieces) == inside
    for piece_ in pieces:
        assert piece_.single or not any(piece_.holds(limit) for limit in limits)
