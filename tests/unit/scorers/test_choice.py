"""choice: the option that applies."""

from decimal import Decimal

import pytest

from assessment.model.outcome import Next, Pick, Remark, Status
from tests.unit.scorers.build import found, item, span

EXACT = [
    {"option": "muc_do_2", "points": "3"},
    {"option": "muc_do_1", "points": "2"},
    {"option": "chua_dat", "points": "0"},
]


def choice(levels=EXACT):
    return item("choice", key="standard", levels=levels)


@pytest.mark.parametrize(
    ("option", "points", "status"),
    [
        ("muc_do_2", "3", Status.MET),
        ("muc_do_1", "2", Status.PARTLY_MET),
        ("chua_dat", "0", Status.NOT_MET),
    ],
)
def test_an_option_earns_its_own_points(option, points, status):
    """Each option has its level, and the finding names it."""
    result = found(choice(), {"standard": option})
    assert (span(result), result.status, result.used) == ((points, points), status, ("standard",))
    assert result.seen == (Pick("standard", option),)
    assert result.reached is not None
    assert result.reached.option == option


def test_an_unknown_choice_leaves_every_option_open():
    """Without the choice the interval runs from the worst to the best option."""
    result = found(choice(), {})
    assert (span(result), result.missing, result.next) == (("0", "3"), ("standard",), None)


def test_the_least_points_count_too():
    """Where even the worst option earns something, the interval starts there."""
    levels = [{"option": "muc_do_2", "points": "3"}, {"otherwise": True, "points": "1"}]
    assert span(found(choice(levels), {})) == ("1", "3")
    assert span(found(choice(levels), {"standard": "chua_dat"})) == ("1", "1")


def test_options_of_the_same_points_are_settled_before_they_are_known():
    """Where every option earns all there is nothing is open, and nothing is asked for."""
    levels = [{"option": "muc_do_2", "points": "3"}, {"otherwise": True, "points": "3"}]
    result = found(choice(levels), {})
    assert (span(result), result.status, result.missing) == (("3", "3"), Status.MET, ())


@pytest.mark.parametrize(
    ("option", "levels"),
    [
        ("muc_do_2", {"muc_do_2": True, "muc_do_1": True}),
        ("muc_do_1", {"muc_do_2": False, "muc_do_1": True}),
        ("chua_dat", {"muc_do_2": False, "muc_do_1": False}),
        (None, {"muc_do_2": None, "muc_do_1": None}),
    ],
)
def test_at_least_takes_better_options_too(option, levels):
    """A better option also meets the level that asks for a lesser one."""
    asked = [
        {"level": "muc_do_2", "at_least": "muc_do_2"},
        {"level": "muc_do_1", "at_least": "muc_do_1"},
    ]
    assert found(choice(asked), {"standard": option} if option else {}).levels == levels


def test_the_next_level_is_the_one_just_above():
    """From the middle option the way up is one step, and its gain is the difference."""
    result = found(choice(), {"standard": "muc_do_1"})
    assert result.next is not None
    assert (result.next.level.option, result.next.gain) == ("muc_do_2", Decimal(1))
    assert found(choice(), {"standard": "muc_do_2"}).next is None


def test_a_refused_choice_earns_nothing():
    """What the inspection refused is worth nothing."""
    result = found(choice(), {}, rejected=["standard"])
    assert (span(result), result.status, result.missing) == (("0", "0"), Status.NOT_MET, ())


def test_a_figure_that_nobody_knows_is_an_error():
    """An option whose points are null cannot be scored; another option can."""
    levels = [
        {"option": "muc_do_2", "points": None},
        {"option": "muc_do_1", "points": "2"},
        {"otherwise": True, "points": "0"},
    ]
    assert found(choice(levels), {"standard": "muc_do_2"}).status is Status.ERROR
    assert span(found(choice(levels), {"standard": "muc_do_1"})) == ("2", "2")


def test_the_next_level_of_recognition_is_the_one_just_above():
    """Levels have no gain in points: from below, the lowest one missed comes next."""
    asked = choice(
        [
            {"level": "muc_do_2", "at_least": "muc_do_2"},
            {"level": "muc_do_1", "at_least": "muc_do_1"},
        ]
    )
    high, low = asked.levels
    assert found(asked, {"standard": "muc_do_2"}).next is None
    assert found(asked, {"standard": "muc_do_1"}).next == Next(high, None, None)
    assert found(asked, {"standard": "chua_dat"}).next == Next(low, None, None)


def test_an_option_that_no_level_names_is_below_them_all():
    """Where nothing is reached the next level adds all its points."""
    asked = choice(EXACT[:2])
    result = found(asked, {"standard": "chua_dat"})
    assert (span(result), result.next) == (("0", "0"), Next(asked.levels[1], Decimal(2), None))


def test_the_way_up_from_unknown_points_starts_at_nothing():
    """A level reached whose points are null takes nothing from what the next one adds."""
    asked = choice([{"option": "muc_do_2", "points": "3"}, {"otherwise": True, "points": None}])
    assert found(asked, {"standard": "chua_dat"}).next == Next(asked.levels[0], Decimal(3), None)


def test_a_level_may_be_for_some_units_only():
    """A level for other units is not asked; where none is left the item does not apply."""
    public = {"applies_to": {"public": True}}
    asked = [{"level": "muc_do_2", "at_least": "muc_do_2", **public},
             {"level": "muc_do_1", "at_least": "muc_do_1"}]  # fmt: skip
    assert found(choice(asked), {"standard": "muc_do_2"}, public=False).levels == {"muc_do_1": True}
    for_others = choice(asked[:1])
    result = found(for_others, {"standard": "muc_do_2"}, public=False)
    assert (result.item, result.status) == (for_others, Status.NOT_APPLICABLE)


def test_a_refused_choice_is_shown_as_refused():
    """The finding keeps the item's maximum and names the key that was refused."""
    result = found(choice(), {}, rejected=["standard"])
    assert (result.max, result.seen, result.used) == (
        Decimal(3),
        (Pick("standard", None),),
        ("standard",),
    )
    assert result.remarks == (Remark.REJECTED,)
