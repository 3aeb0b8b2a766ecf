"""The basis of levels and items: that of the weakest figure that they state."""

from __future__ import annotations

import pytest

from assessment.model.basis import Basis
from assessment.model.item import AnswerLevel, ChoiceLevel, Judged, ThresholdLevel

P, R, V = Basis.PLACEHOLDER, Basis.REPORTED, Basis.VERBATIM
SOURCED = {"source": "Điều 1"}


@pytest.mark.parametrize(
    ("stated", "basis"),
    [
        ({"basis": P}, P),
        ({"basis": P, "points_basis": V}, P),
        ({"basis": P, "threshold_basis": V}, P),
        ({"basis": P, "points_basis": V, "threshold_basis": V}, V),
        ({"basis": V, "points_basis": R}, R),
        ({"basis": V, "threshold_basis": R}, R),
        ({"basis": V, "points_basis": R, "threshold_basis": P}, P),
    ],
)
def test_a_level_is_as_well_known_as_its_weakest_figure(stated, basis):
    """Its threshold and its points each count, by their own basis where they have one."""
    level = ThresholdLevel.model_validate({**SOURCED, **stated, "at_least": "40%", "points": "2"})
    choice = ChoiceLevel.model_validate({**SOURCED, **stated, "option": "tot", "points": "2"})
    assert (level.weakest_basis, choice.weakest_basis) == (basis, basis)


@pytest.mark.parametrize(
    "level",
    [
        ThresholdLevel.model_validate(
            {**SOURCED, "basis": P, "otherwise": "true", "points": "0", "points_basis": V}
        ),
        ChoiceLevel.model_validate(
            {**SOURCED, "basis": P, "otherwise": "true", "points": "0", "points_basis": V}
        ),
        AnswerLevel.model_validate({**SOURCED, "basis": P, "points": "2", "points_basis": V}),
        ThresholdLevel.model_validate(
            {**SOURCED, "basis": P, "at_least": "4", "level": "a", "threshold_basis": V}
        ),
    ],
    ids=["rest", "rest-of-choice", "answer", "level"],
)
def test_a_figure_that_a_level_does_not_state_does_not_count(level):
    """The last level has no threshold, an answer neither, a level of recognition no points."""
    assert level.weakest_basis is V


def test_a_level_without_figures_is_as_well_known_as_its_entry():
    """What a yes means for a level of recognition is known as the entry is."""
    level = AnswerLevel.model_validate({**SOURCED, "basis": R, "level": "a"})
    assert level.weakest_basis is R


@pytest.mark.parametrize(
    ("max_basis", "share", "basis"), [(None, V, P), (V, V, V), (V, R, R), (R, V, R)]
)
def test_judged_points_rest_on_their_maximum_and_the_share_that_earns_it(max_basis, share, basis):
    """The maximum counts by its own basis, and the share where there is one."""
    full_at = {
        "basis": share,
        "source": "S1",
        "ratio": {"of": "a", "over": "b"},
        "at_least": "100%",
    }
    item = Judged.model_validate(
        {
            **SOURCED,
            "basis": P,
            "id": "1.1",
            "kind": "judged",
            "text": "Chấm",
            "max": "10",
            "max_basis": max_basis,
            "max_source": "tr. 3",
            "full_at": full_at,
        }
    )
    assert item.weakest_basis is basis
    assert item.grounds == "S1; tr. 3"
