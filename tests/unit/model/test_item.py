"""The basis of levels and items: that of the weakest figure that they state."""

from __future__ import annotations

import pytest

from assessment.model.basis import Basis
from assessment.model.item import AnswerLevel, ChoiceLevel, Judged, Threshold, ThresholdLevel
from assessment.model.sourced import changed

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


def level(**stated):
    return ThresholdLevel.model_validate({**SOURCED, "basis": V, "points": "2", **stated})


def threshold(*levels):
    about = {"id": "1.1", "kind": "threshold", "text": "Tỷ lệ", "ratio": {"of": "a", "over": "b"}}
    return Threshold.model_validate({**SOURCED, "basis": V, **about, "levels": levels})


def test_what_is_unsaid_of_a_disadvantaged_area_stays_as_it_is_and_null_is_unknown():
    """A variant without a limit keeps the level's own; one whose limit is null has none."""
    ground = {"basis": P, "source": "Điều 2"}
    unsaid = level(at_least="40%", disadvantaged={**ground, "ratio": {"of": "a", "over": "c"}})
    null = level(at_least="40%", disadvantaged={**ground, "at_least": None})
    assert unsaid.in_disadvantaged_area.at_least.text == "40%"
    assert unsaid.in_disadvantaged_area.ratio.over == "c"
    assert null.in_disadvantaged_area.at_least is None
    assert (null.has_unknown_limit, null.in_disadvantaged_area.has_unknown_limit) == (False, True)


@pytest.mark.parametrize(
    ("levels", "points", "figures"),
    [
        ([{"at_least": "40%", "points": "2"}, {"otherwise": "true", "points": "0"}], False, False),
        ([{"at_least": None, "points": "2"}, {"otherwise": "true", "points": "0"}], False, True),
        ([{"at_least": "40%", "points": None}, {"otherwise": "true", "points": "0"}], True, True),
        (
            [
                {
                    "at_least": "40%",
                    "points": "2",
                    "disadvantaged": {**SOURCED, "basis": V, "at_least": None},
                }
            ],
            False,
            True,
        ),
    ],
    ids=["known", "limit", "points", "limit-in-area"],
)
def test_points_and_limits_may_be_unknown(levels, points, figures):
    """Points that are null are told from limits that are null, in either area."""
    item = threshold(*({**SOURCED, "basis": V, **each} for each in levels))
    assert (item.has_unknown_points, item.has_unknown_figures) == (points, figures)


def test_levels_whose_area_was_asked_for_are_still_comparable():
    """Two readings of one level are equal, whatever was worked out of either before."""
    one, other = level(at_least="40%"), level(at_least="40%")
    assert one.in_disadvantaged_area is one
    assert other.in_disadvantaged_area is other
    assert one == other
    item, same = threshold(one.model_dump()), threshold(one.model_dump())
    assert item.levels_by_area == same.levels_by_area
    assert item == same


def test_a_changed_copy_forgets_what_was_worked_out():
    """What depends on the fields is worked out anew in a copy with other fields."""
    item = threshold(level(at_least="40%").model_dump())
    assert (item.most, item.has_unknown_figures, item.keys) == (2, False, {"a", "b"})
    copy = changed(item, levels=(level(at_least=None, points="3"),), ratio=None, count="c")
    assert (copy.most, copy.has_unknown_figures, copy.keys) == (3, True, {"c"})
    assert item.most == 2
