"""threshold: a share, a number or a count against limits."""

from decimal import Decimal

import pytest

from assessment.model.basis import Basis
from assessment.model.item import Threshold
from assessment.model.outcome import Amount, Next, Remark, Share, Status
from assessment.model.quantity import Ratio
from scorers import score
from tests.conformance.base import shipped
from tests.unit.scorers.build import evidence, found, item, span

RATIO = {"of": "part", "over": "whole"}
LEVELS = [
    {"at_least": "70%", "points": "4"},
    {"at_least": "60%", "points": "3"},
    {"otherwise": True, "points": "0"},
]


def share(levels=LEVELS, **more):
    return item("threshold", ratio={**RATIO, **more}, levels=levels)


@pytest.mark.parametrize(
    ("part", "whole", "points"),
    [
        (59, 100, "0"), (60, 100, "3"), (61, 100, "3"), (69, 100, "3"), (70, 100, "4"),
        (100, 100, "4"), (0, 100, "0"), (1118, 1662, "3"), (69996, 100000, "3"),
        (2905, 4843, "0"), (2906, 4843, "3"), (2, 3, "3"), (7, 10, "4"), (599999999999, 10**12, "0"),
    ],
)  # fmt: skip
def test_a_share_earns_the_first_level_it_reaches(part, whole, points):
    """Shares are compared exactly, with the limit itself included."""
    result = found(share(), {"part": part, "whole": whole})
    assert span(result) == (points, points)
    assert result.used == ("part", "whole")
    assert result.missing == ()


@pytest.mark.parametrize(
    ("limit", "points"), [("60.08%", "1"), ("60.086%", "1"), ("60.087%", "0"), ("60.1%", "0")]
)
def test_a_share_is_never_rounded_before_it_is_compared(limit, points):
    """2.910 of 4.843 is 60.0867…%: it reaches 60.086 % but neither 60.087 % nor 60.1 %."""
    levels = [{"at_least": limit, "points": "1"}, {"otherwise": True, "points": "0"}]
    assert span(found(share(levels), {"part": 2910, "whole": 4843})) == (points, points)


@pytest.mark.parametrize(
    ("points", "status"), [("4", Status.MET), ("3", Status.PARTLY_MET), ("0", Status.NOT_MET)]
)
def test_the_status_follows_the_points(points, status):
    """All points are met, some partly met, none not met."""
    part = {"4": 70, "3": 60, "0": 0}[points]
    assert found(share(), {"part": part, "whole": 100}).status is status


@pytest.mark.parametrize(("part", "points"), [(0, "2"), (5, "2"), (6, "1"), (10, "1"), (11, "0")])
def test_at_most_counts_down(part, points):
    """A share that should be small earns more the smaller it is; the limit is included."""
    levels = [
        {"at_most": "0.5%", "points": "2"},
        {"at_most": "1%", "points": "1"},
        {"otherwise": True, "points": "0"},
    ]
    result = found(share(levels), {"part": part, "whole": 1000})
    assert span(result) == (points, points)


@pytest.mark.parametrize(
    ("disadvantaged", "part", "points"),
    [(False, 59, "0"), (False, 60, "2"), (True, 39, "0"), (True, 40, "2"), (True, 60, "2")],
)
def test_the_area_chooses_the_limit(disadvantaged, part, points):
    """A level may ask for less in a disadvantaged area, and only there."""
    levels = [
        {
            "at_least": "60%",
            "points": "2",
            "disadvantaged": {"at_least": "40%", "basis": "reported"},
        },
        {"otherwise": True, "points": "0"},
    ]
    result = found(share(levels), {"part": part, "whole": 100}, disadvantaged=disadvantaged)
    assert span(result) == (points, points)
    if points == "2":
        assert result.basis is (Basis.REPORTED if disadvantaged else Basis.VERBATIM)


def test_the_area_may_choose_other_counts():
    """In an extremely disadvantaged commune literacy is counted among those aged 15 to 25."""
    literacy = shipped("literacy-nd20-2014")
    scored = literacy.indicators["1.1"]
    assert isinstance(scored, Threshold)
    ratios = [levels[0].ratio or scored.ratio for levels in scored.levels_by_area]
    assert [ratio.over for ratio in ratios if ratio] == ["age15to35", "age15to25"]


# --- nothing to count --------------------------------------------------------------------


def test_none_means_met_meets_every_limit():
    """0 out of 0 has all the points where the law takes none for met."""
    result = found(share(none_means="met"), {"part": 0, "whole": 0})
    assert (span(result), result.status, result.remarks) == (("4", "4"), Status.MET, ())


def test_nothing_counted_is_open_and_remarked():
    """0 out of 0 without `none_means` is no share: open, and said to be so."""
    result = found(share(), {"part": 0, "whole": 0})
    assert span(result) == ("0", "4")
    assert result.status is Status.INSUFFICIENT_EVIDENCE
    assert result.remarks == ("nothing_counted",)


def test_a_part_of_nothing_known_is_open_where_none_means_met():
    """With a part of 0 and the whole unknown, both nothing and all are still possible."""
    result = found(share(none_means="met"), {"part": 0})
    assert span(result) == ("0", "4")
    assert result.missing == ("whole",)


def test_none_means_met_does_not_help_a_whole_that_is_there():
    """0 of 5 earns nothing, whatever none means."""
    assert span(found(share(none_means="met"), {"part": 0, "whole": 5})) == ("0", "0")


@pytest.mark.parametrize(
    ("none_means", "points"), [({"none_means": "met"}, ("4", "4")), ({}, ("0", "4"))]
)
def test_a_share_that_holds_whether_or_not_anybody_is_there(none_means, points):
    """Ten visits of at most five people, or of none: met where none means met, else open."""
    values = {"part": 10, "whole": (None, 5)}
    assert span(found(share(may_exceed=True, **none_means), values)) == points
    few = [{"at_most": "5%", "points": "4"}, {"otherwise": True, "points": "0"}]
    assert span(found(share(few, **none_means), {"part": 0})) == points


# --- something missing -------------------------------------------------------------------


def test_without_evidence_everything_is_possible():
    """No count at all leaves the whole interval open and asks for both."""
    result = found(share())
    assert (span(result), result.missing, result.used) == (("0", "4"), ("part", "whole"), ())
    assert result.status is Status.INSUFFICIENT_EVIDENCE
    assert result.reached is result.next is result.spare is None


@pytest.mark.parametrize(
    ("values", "points", "missing"),
    [
        ({"part": 50}, ("0", "4"), ("whole",)),
        ({"whole": 100}, ("0", "4"), ("part",)),
        ({"whole": 100, "part": (65, None)}, ("3", "4"), ("part",)),
        ({"whole": 100, "part": (None, 65)}, ("0", "3"), ("part",)),
        ({"whole": 100, "part": (None, 59)}, ("0", "0"), ()),
        ({"whole": 100, "part": (70, None)}, ("4", "4"), ()),
        ({"part": 60, "whole": (60, 100)}, ("3", "4"), ("whole",)),
        ({"part": 60, "whole": (None, 85)}, ("4", "4"), ()),
        ({"part": 59, "whole": (100, None)}, ("0", "0"), ()),
        ({"part": (65, None), "whole": (None, 90)}, ("4", "4"), ()),
    ],
)
def test_what_is_known_narrows_the_interval(values, points, missing):
    """One count, or a bound, leaves exactly the levels that it does not rule out."""
    result = found(share(), values)
    assert (span(result), result.missing) == (points, missing)


@pytest.mark.parametrize(
    ("values", "points"),
    [({"part": 1}, ("0", "4")), ({"part": 1, "whole": (None, 1)}, ("4", "4")),
     ({"part": (None, 1), "whole": 1}, ("0", "4")), ({"part": (1, None), "whole": 1}, ("4", "4"))],
)  # fmt: skip
def test_one_alone_is_a_share_too(values, points):
    """One of one is all of them, and one of nobody knows how many may be."""
    assert span(found(share(), values)) == points


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ({"part": 10}, Ratio(10, 20), Ratio(1)),
        ({"part": 12}, Ratio(12, 20), Ratio(1)),
        ({"part": 5}, Ratio(5, 20), Ratio(5, 10)),
        ({"part": 0}, Ratio(0, 20), Ratio(0, 10)),
    ],
)
def test_a_whole_that_nobody_gave_lies_where_it_is_declared(values, low, high):
    """From 10 to 20 members: five of them are a quarter to a half."""
    scored = item("threshold", ratio={"of": "part", "over": "staff"}, levels=LEVELS)
    [seen] = found(scored, values).seen
    assert isinstance(seen, Share)
    assert (seen.low, seen.high) == (low, high)


def test_a_part_that_nobody_gave_lies_where_it_is_declared():
    """At least 10 of 100, at most 20."""
    scored = item("threshold", ratio={"of": "staff", "over": "whole"}, levels=LEVELS)
    [seen] = found(scored, {"whole": 100}).seen
    assert isinstance(seen, Share)
    assert (seen.low, seen.high) == (Ratio(10, 100), Ratio(20, 100))


@pytest.mark.parametrize(
    ("values", "counts", "bounds"),
    [
        ({}, (None, None), (None, None)),
        ({"part": 5}, (5, None), ((Ratio(5), Ratio(5)), None)),
        ({"whole": 5}, (None, 5), (None, (Ratio(5), Ratio(5)))),
        ({"part": (2, 3), "whole": 5}, (None, 5), ((Ratio(2), Ratio(3)), (Ratio(5), Ratio(5)))),
    ],
)
def test_what_is_known_of_a_share_is_shown(values, counts, bounds):
    """The keys, each count that is known, and the bounds of those given; nothing of nothing."""
    [seen] = found(share(), values).seen
    assert isinstance(seen, Share)
    assert (seen.of, seen.over, seen.by_percentage) == ("part", "whole", False)
    assert ((seen.part, seen.whole), (seen.part_bounds, seen.whole_bounds)) == (counts, bounds)
    assert (seen.low is None, seen.high is None) == (not values, not values)


def test_an_unknown_whole_cannot_be_smaller_than_its_part():
    """50 of an unknown number may be all of it; a share above 1 is not feared."""
    result = found(share(), {"part": 50})
    [seen] = result.seen
    assert isinstance(seen, Share)
    assert seen.high == Ratio(1)


# --- a percentage without counts -----------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "points", "missing"),
    [
        ("60%", ("3", "3"), ()),
        ("59.99%", ("0", "0"), ()),
        (("70%", None), ("4", "4"), ()),
        (("65%", None), ("3", "4"), ("part", "whole")),
        ((None, "65%"), ("0", "3"), ("part", "whole")),
    ],
)
def test_a_percentage_is_scored_and_marked(value, points, missing):
    """A share known only in percent counts, and the finding says that the counts are missing."""
    result = found(share(), {"1.1": value})
    assert (span(result), result.missing) == (points, missing)
    assert (result.used, result.remarks) == (("1.1",), (Remark.PERCENTAGE_ONLY,))
    [seen] = result.seen
    assert isinstance(seen, Share)
    assert (seen.of, seen.over, seen.by_percentage) == ("part", "whole", True)
    assert (seen.part, seen.whole) == (None, None)


def test_counts_win_over_a_percentage():
    """Where both are there, the counts decide."""
    result = found(share(), {"1.1": "90%", "part": 60, "whole": 100})
    assert (span(result), result.used) == (("3", "3"), ("part", "whole"))


def test_a_share_that_may_exceed_all():
    """Attendances may be more than the people; the share is above 1 and earns all."""
    assert span(found(share(may_exceed=True), {"part": 150, "whole": 100})) == ("4", "4")
    assert span(found(share(may_exceed=True), {"whole": 100, "part": (None, 500)})) == ("0", "4")


# --- counts and numbers ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "points"),
    [(0, ("0", "0")), (1, ("0", "0")), (2, ("1", "1")), (4, ("2", "2")), (5, ("2", "2")),
     ((3, None), ("1", "2")), ((4, None), ("2", "2")), ((None, 3), ("0", "1"))],
)  # fmt: skip
def test_a_count_reaches_its_limits(value, points):
    """A count is compared as a whole number, or as a bound."""
    levels = [
        {"at_least": "4", "points": "2"},
        {"at_least": "2", "points": "1"},
        {"otherwise": True, "points": "0"},
    ]
    assert (
        span(found(item("threshold", count="reviews", levels=levels), {"reviews": value})) == points
    )


@pytest.mark.parametrize(
    ("value", "points"),
    [("1.49", "0"), ("1.5", "3"), ("1.99", "3"), ("2", "4"), ("-100", "0"), ("1.50", "3")],
)
def test_a_number_reaches_its_limits(value, points):
    """A number with decimals is compared exactly, also below 0."""
    levels = [
        {"at_least": "2", "points": "4"},
        {"at_least": "1.5", "points": "3"},
        {"otherwise": True, "points": "0"},
    ]
    result = found(item("threshold", number="fall", levels=levels), {"fall": Decimal(value)})
    assert span(result) == (points, points)


def test_a_missing_number_is_asked_for():
    """Without the number every level is possible."""
    levels = [{"at_least": "2", "points": "4"}, {"otherwise": True, "points": "1"}]
    result = found(item("threshold", number="fall", levels=levels))
    assert (span(result), result.missing) == (("1", "4"), ("fall",))
    assert (result.seen, result.used) == ((Amount("fall", None, None),), ())


@pytest.mark.parametrize(
    ("level", "points"),
    [
        ({"at_least": "-100"}, ("4", "4")),
        ({"at_least": "-99"}, ("0", "4")),
        ({"at_least": "100"}, ("0", "4")),
        ({"at_least": "101"}, ("0", "0")),
        ({"at_most": "100"}, ("4", "4")),
        ({"at_most": "-101"}, ("0", "0")),
    ],
)
def test_a_number_that_nobody_gave_lies_where_it_is_declared(level, points):
    """From -100 to 100: what every such number reaches is reached, what none does is not."""
    levels = [{**level, "points": "4"}, {"otherwise": True, "points": "0"}]
    assert span(found(item("threshold", number="fall", levels=levels))) == points


@pytest.mark.parametrize(
    ("value", "level", "points"),
    [
        ({"count": "reviews"}, {"at_most": "0"}, ("0", "4")),
        ({"count": "reviews"}, {"at_least": "1000000000000"}, ("0", "4")),
        ({"count": "reviews"}, {"at_least": "1000000000001"}, ("0", "0")),
        ({"number": "growth"}, {"at_most": "-1000000000000"}, ("0", "4")),
        ({"number": "growth"}, {"at_most": "-1000000000001"}, ("0", "0")),
        ({"number": "growth"}, {"at_least": "1000000000000"}, ("0", "4")),
        ({"number": "growth"}, {"at_least": "1000000000001"}, ("0", "0")),
        ({"number": "pleased"}, {"at_most": "0%"}, ("0", "4")),
        ({"number": "pleased"}, {"at_most": "99.9%"}, ("0", "4")),
        ({"number": "pleased"}, {"at_most": "100%"}, ("4", "4")),
        ({"number": "pleased"}, {"at_least": "100.1%"}, ("0", "0")),
    ],
)
def test_a_value_that_nobody_gave_lies_where_it_could_be_given(value, level, points):
    """Without declared ends a count, a number or a percentage ends where a dossier's must."""
    levels = [{**level, "points": "4"}, {"otherwise": True, "points": "0"}]
    assert span(found(item("threshold", levels=levels, **value))) == points


def test_what_is_known_of_a_number_is_shown():
    """Both ends of a bound, one end twice where it is exact; only while open it is asked for."""
    levels = [{"at_least": "2", "points": "4"}, {"otherwise": True, "points": "0"}]
    scored = item("threshold", number="fall", levels=levels)
    open_ = found(scored, {"fall": (Decimal(1), Decimal(3))})
    assert open_.seen == (Amount("fall", Ratio(1), Ratio(3)),)
    assert (open_.used, open_.missing) == (("fall",), ("fall",))
    exact = found(scored, {"fall": Decimal(3)})
    assert exact.seen == (Amount("fall", Ratio(3), Ratio(3)),)
    assert (exact.used, exact.missing) == (("fall",), ())


# --- refused, for others, unknown -------------------------------------------------------------


@pytest.mark.parametrize("refused", ["part", "whole", "1.1"])
def test_refused_evidence_earns_nothing(refused):
    """What the inspection refused is worth nothing and is not asked for again."""
    values = {"part": 100} if refused == "whole" else {"whole": 100}
    result = found(share(), values, rejected=[refused])
    assert (span(result), result.status, result.missing) == (("0", "0"), Status.NOT_MET, ())
    assert (result.max, result.remarks, result.used) == (4, ("rejected",), (refused,))
    [seen] = result.seen
    assert isinstance(seen, Share)
    assert (seen.of, seen.over) == ("part", "whole")


@pytest.mark.parametrize("refused", ["part", "whole"])
def test_a_percentage_falls_with_its_counts(refused):
    """A share claimed beside a count that was refused earns nothing; one that was found stands."""
    claimed = found(share(), {"1.1": "70%"}, rejected=[refused])
    assert (span(claimed), claimed.remarks) == (("0", "0"), (Remark.REJECTED,))
    inspected = frozenset({"1.1"})
    own = found(share(), {"1.1": "70%"}, rejected=[refused], inspected=inspected)
    assert (span(own), own.remarks) == (("4", "4"), (Remark.PERCENTAGE_ONLY,))


def test_what_the_inspection_counted_stays_beside_the_share_it_found():
    """A claimed count does not; the share decides."""
    values = {"1.1": "60%", "part": 50, "whole": 100}
    one = found(share(), values, inspected=frozenset({"1.1", "part"}))
    assert (span(one), one.used) == (("3", "3"), ("1.1", "part"))
    other = found(share(), values, inspected=frozenset({"1.1", "whole"}))
    assert (span(other), other.used) == (("3", "3"), ("1.1", "whole"))
    both = found(share(), values, inspected=frozenset({"1.1", "part", "whole"}))
    assert (span(both), both.used) == (("0", "0"), ("part", "whole"))


def test_a_refused_percentage_beside_counts_changes_nothing():
    """The counts stand on their own."""
    result = found(share(), {"part": 70, "whole": 100}, rejected=["1.1"])
    assert span(result) == ("4", "4")


def test_refused_evidence_meets_no_level():
    """In a ruleset of levels, refused evidence fails every level asked."""
    levels = [{"at_least": "80%", "level": "muc_do_2"}, {"at_least": "60%", "level": "muc_do_1"}]
    result = found(share(levels), {"whole": 100}, rejected=["part"])
    assert result.levels == {"muc_do_2": False, "muc_do_1": False}
    assert result.points is None


@pytest.mark.parametrize(
    ("unit_type", "public", "applies"),
    [
        ("mam_non", True, True),
        ("mam_non", False, False),
        ("dai_hoc", True, False),
        (None, True, False),
    ],
)
def test_an_item_for_other_units_does_not_apply(unit_type, public, applies):
    """The kind of unit, and whether it is public, decide if the item is asked at all."""
    scored = item(
        "threshold",
        ratio=RATIO,
        levels=LEVELS,
        applies_to={"unit_type": ["mam_non"], "public": True},
    )
    result = found(scored, {"part": 70, "whole": 100}, unit_type=unit_type, public=public)
    assert (result.status is Status.NOT_APPLICABLE) is not applies
    assert span(result) == (("4", "4") if applies else ("0", "0"))


def test_a_level_that_does_not_apply_earns_no_points():
    """In a ruleset of levels an item for other units has neither levels nor points."""
    levels = [{"at_least": "80%", "level": "muc_do_1"}]
    scored = item("threshold", ratio=RATIO, levels=levels, applies_to={"public": True})
    result = found(scored, {"part": 80, "whole": 100}, public=False)
    assert (result.item, result.points, result.max, dict(result.levels)) == (scored, None, 0, {})


def test_an_item_may_be_for_all_but_some():
    """`not_unit_type` leaves out the kinds it names."""
    scored = item(
        "threshold", ratio=RATIO, levels=LEVELS, applies_to={"not_unit_type": ["kinh_te"]}
    )
    assert found(scored, unit_type="kinh_te").status is Status.NOT_APPLICABLE
    assert found(scored, unit_type="co_quan").status is Status.INSUFFICIENT_EVIDENCE


def test_a_level_may_be_for_some_units_only():
    """A level that is not asked of this unit is neither met nor missed."""
    levels = [
        {"at_least": "80%", "level": "muc_do_2", "applies_to": {"public": True}},
        {"at_least": "60%", "level": "muc_do_1"},
    ]
    values = {"part": 70, "whole": 100}
    assert found(share(levels), values, public=False).levels == {"muc_do_1": True}
    assert found(share(levels), values, public=True).levels == {"muc_do_2": False, "muc_do_1": True}
    for_others = share(levels[:1])
    result = found(for_others, values, public=False)
    assert (result.item, result.status) == (for_others, Status.NOT_APPLICABLE)


def test_a_figure_that_nobody_knows_is_an_error():
    """A level reached whose points are null gives no points but an error."""
    levels = [
        {"at_least": "70%", "points": None},
        {"at_least": "10%", "points": "2"},
        {"otherwise": True, "points": "0"},
    ]
    result = found(share(levels), {"part": 80, "whole": 100})
    assert result.status is Status.ERROR
    assert "unknown_figure" in result.remarks
    assert span(found(share(levels), {"part": 20, "whole": 100})) == ("2", "2")


def test_a_limit_that_nobody_knows_is_an_error():
    """A value that is known cannot be held against a null; one that is open is asked for first."""
    levels = [
        {"points": "4"},
        {"at_least": "60%", "points": "3"},
        {"otherwise": True, "points": "0"},
    ]
    result = found(share(levels), {"part": 65, "whole": 100})
    assert (span(result), result.status) == (("3", "4"), Status.ERROR)
    assert (result.remarks, result.missing) == ((Remark.UNKNOWN_FIGURE,), ())
    open_ = found(share(levels), {"whole": 100})
    assert (open_.status, open_.missing) == (Status.INSUFFICIENT_EVIDENCE, ("part",))


def test_a_limit_that_nobody_knows_and_nobody_needs_is_no_error():
    """From the level above on, the points are known whatever the limit below them may be."""
    levels = [
        {"at_least": "70%", "points": "4"},
        {"points": "3"},
        {"otherwise": True, "points": "0"},
    ]
    above = found(share(levels), {"part": 70, "whole": 100})
    assert (span(above), above.status, above.remarks) == (("4", "4"), Status.MET, ())
    below = found(share(levels), {"part": 69, "whole": 100})
    assert (span(below), below.status) == (("0", "3"), Status.ERROR)


def test_points_that_nobody_knows_leave_the_levels_around_them():
    """Between an unknown figure and three points, nothing below is sure and nothing above."""
    levels = [
        {"at_least": "70%", "points": None},
        {"at_least": "60%", "points": "3"},
        {"otherwise": True, "points": "0"},
    ]
    result = found(share(levels), {"part": (65, None), "whole": 100})
    assert (span(result), result.status) == (("0", "3"), Status.INSUFFICIENT_EVIDENCE)
    assert result.missing == ("part",)


@pytest.mark.parametrize(
    ("part", "levels", "status"),
    [
        (80, {"muc_do_2": True, "muc_do_1": True}, Status.MET),
        (79, {"muc_do_2": False, "muc_do_1": True}, Status.PARTLY_MET),
        (60, {"muc_do_2": False, "muc_do_1": True}, Status.PARTLY_MET),
        (59, {"muc_do_2": False, "muc_do_1": False}, Status.NOT_MET),
    ],
)
def test_each_level_stands_for_itself(part, levels, status):
    """In a ruleset of levels each level is met or missed by its own limit."""
    asked = [{"at_least": "80%", "level": "muc_do_2"}, {"at_least": "60%", "level": "muc_do_1"}]
    result = found(share(asked), {"part": part, "whole": 100})
    assert (result.levels, result.status, result.points) == (levels, status, None)


def test_levels_may_count_different_things():
    """Two levels of one item, each with its own share, are seen and asked for separately."""
    asked = [
        {"ratio": {"of": "part2", "over": "whole"}, "at_least": "70%", "level": "muc_do_2"},
        {"ratio": {"of": "part", "over": "whole"}, "at_least": "50%", "level": "muc_do_1"},
    ]
    scored = item("threshold", levels=asked)
    result = found(scored, {"whole": 100, "part": 49})
    assert result.levels == {"muc_do_2": None, "muc_do_1": False}
    assert result.missing == ("part2",)
    assert [seen.of for seen in result.seen if isinstance(seen, Share)] == ["part2", "part"]


def test_a_stated_share_stands_where_bounded_counts_do_not_allow_it():
    """60 % stated of at most half: the share is what counts, and both are said to disagree."""
    result = found(share(), {"1.1": "60%", "part": (None, 50), "whole": 100})
    [seen] = result.seen
    assert isinstance(seen, Share)
    assert (seen.low, seen.high) == (Ratio(3, 5), Ratio(3, 5))
    assert (span(result), result.remarks) == (
        ("3", "3"),
        (Remark.PERCENTAGE_ONLY, Remark.SHARE_DISAGREES),
    )


@pytest.mark.parametrize(
    ("part", "level"), [(90, None), (80, None), (79, 0), (70, 0), (69, 1), (50, 1), (49, 2), (0, 2)]
)
def test_levels_of_recognition_are_gained_from_below(part, level):
    """Of three levels the lowest one missed comes next."""
    levels = [
        {"at_least": "80%", "level": "muc_do_3"},
        {"at_least": "70%", "level": "muc_do_2"},
        {"at_least": "50%", "level": "muc_do_1"},
    ]
    scored = share(levels)
    result = found(scored, {"part": part, "whole": 100})
    assert (result.next and result.next.level) == (None if level is None else scored.levels[level])
    assert result.next is None or result.next.gain is None


# --- the way up and down -----------------------------------------------------------------------


def test_the_next_level_says_how_many_more():
    """1.118 of 1.662 households is 67.27 %: 46 more reach 70 %, 120 fewer still keep 60 %."""
    result = found(share(), {"part": 1118, "whole": 1662})
    assert result.next is not None
    assert result.next.gain == Decimal(1)
    assert result.next.takes is not None
    assert (result.next.takes.amount, result.next.takes.more) == (Ratio(46), True)
    assert (result.next.takes.unit, result.next.takes.key) == ("count", "part")
    assert result.spare is not None
    assert (result.spare.amount, result.spare.more) == (Ratio(120), False)


@pytest.mark.parametrize(("part", "whole"), [(1118, 1662), (0, 1), (0, 7), (41, 69), (2905, 4843)])
def test_the_next_level_is_reached_by_exactly_that_many(part, whole):
    """What the next level takes reaches it, and one less does not."""
    result = found(share(), {"part": part, "whole": whole})
    assert result.next is not None
    assert result.next.takes is not None
    more = result.next.takes.amount.part
    points = found(share(), {"part": part + more, "whole": whole}).points
    assert points is not None
    assert result.next.level.points is not None
    assert points.low >= result.next.level.points
    assert found(share(), {"part": part + more - 1, "whole": whole}).points == result.points


@pytest.mark.parametrize(("part", "whole"), [(1118, 1662), (60, 100), (2906, 4843), (100, 100)])
def test_the_level_is_kept_down_to_exactly_its_spare(part, whole):
    """The spare may be lost and the level stays; one more and it does not."""
    result = found(share(), {"part": part, "whole": whole})
    assert result.spare is not None
    lost = result.spare.amount.part
    assert found(share(), {"part": part - lost, "whole": whole}).points == result.points
    assert found(share(), {"part": part - lost - 1, "whole": whole}).points != result.points


def test_at_most_improves_downwards():
    """Where less is better the next level takes fewer, and the spare is more."""
    levels = [
        {"at_most": "2%", "points": "4"},
        {"at_most": "5%", "points": "2"},
        {"otherwise": True, "points": "0"},
    ]
    result = found(share(levels), {"part": 31, "whole": 1000})
    assert result.next is not None
    assert result.next.takes is not None
    assert (result.next.takes.amount, result.next.takes.more) == (Ratio(11), False)
    assert result.spare is not None
    assert (result.spare.amount, result.spare.more) == (Ratio(19), True)


@pytest.mark.parametrize(("part", "less", "spare"), [(51, 31, 0), (31, 11, 20), (20, None, 0)])
def test_at_most_allows_whole_counts_only(part, less, spare):
    """2 % of 1.030 is 20,6 and 5 % is 51,5: at most 20 and 51 of them."""
    levels = [
        {"at_most": "2%", "points": "4"},
        {"at_most": "5%", "points": "2"},
        {"otherwise": True, "points": "0"},
    ]
    result = found(share(levels), {"part": part, "whole": 1030})
    takes = result.next and result.next.takes
    assert (takes and (takes.amount, takes.more)) == (less and (Ratio(less), False))
    assert result.spare is not None
    assert (result.spare.amount, result.spare.more) == (Ratio(spare), True)


def test_a_percentage_lacks_percentage_points():
    """Without counts the way up is told in percentage points."""
    result = found(share(), {"1.1": "67.3%"})
    assert result.next is not None
    takes = result.next.takes
    assert takes is not None
    assert (takes.unit, takes.more, takes.key) == ("percentage_points", True, "part")
    assert Decimal(takes.amount.part) / takes.amount.whole == Decimal("2.7")


def test_a_number_lacks_a_plain_amount():
    """A number is told in its own unit."""
    levels = [{"at_least": "2", "points": "4"}, {"otherwise": True, "points": "0"}]
    result = found(item("threshold", number="fall", levels=levels), {"fall": Decimal("0.6")})
    assert result.next is not None
    takes = result.next.takes
    assert takes is not None
    assert (takes.unit, takes.more, takes.key) == ("number", True, "fall")
    assert Decimal(takes.amount.part) / takes.amount.whole == Decimal("1.4")


def limits(*figures, rest=True):
    """Levels at these percentages, best first, a point apart; below them all a level of 0."""
    levels = [
        {"at_least": figure, "points": str(len(figures) - index)}
        for index, figure in enumerate(figures)
    ]
    return [*levels, {"otherwise": True, "points": "0"}] if rest else levels


@pytest.mark.parametrize(
    ("figures", "rest", "points"),
    [
        (("80%", "70%", "65%"), True, 2),
        (("70%", "68%", "65%"), True, 3),
        (("80%", "70%", "60.1%"), True, 2),
        (("80%", "75%", "70%"), True, 1),
        (("70%", "65%"), False, 2),
        (("80%", "70%"), False, 1),
        (("70%",), False, 1),
    ],
)
def test_a_better_level_that_takes_no_more_comes_next(figures, rest, points):
    """Six of ten: 65 % takes one more, and so does 70 %; its points are all gained."""
    result = found(share(limits(*figures, rest=rest)), {"part": 6, "whole": 10})
    assert result.next is not None
    assert result.next.takes is not None
    assert (result.next.gain, result.next.takes.amount) == (Decimal(points), Ratio(1))


def test_a_better_level_of_something_else_takes_more():
    """One more of another count is not the same one more."""
    first, *others = limits("70%", "65%")
    scored = share([{**first, "ratio": {"of": "part2", "over": "whole"}}, *others])
    result = found(scored, {"part": 6, "part2": 6, "whole": 10})
    assert result.next is not None
    assert (result.next.level, result.next.gain) == (scored.levels[1], Decimal(1))


def test_the_next_level_of_a_bound_is_the_one_above():
    """Nobody knows how many more an upper bound lacks, but which level comes next is known."""
    scored = share()
    result = found(scored, {"whole": 100, "part": (None, 59)})
    assert result.next == Next(scored.levels[1], Decimal(3), None)


def test_at_the_top_there_is_no_next():
    """All points reached leave nothing to strive for, only a spare."""
    result = found(share(), {"part": 75, "whole": 100})
    assert result.next is None
    assert result.spare is not None
    assert result.spare.amount == Ratio(5)


def test_at_the_bottom_there_is_no_spare():
    """What is held by nobody's limit cannot be lost."""
    assert found(share(), {"part": 0, "whole": 100}).spare is None


def test_the_weakest_figure_gives_the_basis():
    """The basis is the weaker one of the limit's and the points'."""
    levels = [
        {
            "at_least": "40%",
            "points": "2",
            "threshold_basis": "reported",
            "points_basis": "placeholder",
        },
        {"otherwise": True, "points": "0", "basis": "inferred"},
    ]
    assert found(share(levels), {"part": 40, "whole": 100}).basis is Basis.PLACEHOLDER
    assert found(share(levels), {"part": 39, "whole": 100}).basis is Basis.INFERRED


def test_the_evidence_is_not_changed():
    """Scoring is pure: the same evidence gives the same finding twice."""
    shown = evidence({"part": 60, "whole": 100})
    scored = share()
    assert score(scored, shown) == score(scored, shown)
