"""How well a figure is known, and what is left of it in a conclusion."""

from __future__ import annotations

import itertools

import pytest

from assessment.model.basis import Basis, weakest

STRONGEST_FIRST = ["verbatim", "translated", "reported", "inferred", "placeholder"]


def test_the_five_bases_stand_from_strongest_to_weakest():
    """The order that conclusions rely on is the order of the design."""
    assert [basis.value for basis in Basis] == STRONGEST_FIRST


@pytest.mark.parametrize(("one", "two"), list(itertools.combinations(STRONGEST_FIRST, 2)))
def test_a_conclusion_is_as_weak_as_its_weakest_figure(one, two):
    """Of two bases the weaker travels on, in whichever order they come."""
    assert weakest([Basis(one), Basis(two)]) is Basis(two)
    assert weakest([Basis(two), Basis(one)]) is Basis(two)


def test_a_conclusion_from_nothing_is_not_weakened():
    """Where no figure was used, none can make the result provisional."""
    assert weakest([]) is Basis.VERBATIM
