"""best_of: several ways to earn the same thing; the best one counts."""

from decimal import Decimal

import pytest

from assessment.model.basis import Basis
from assessment.model.outcome import Status
from tests.unit.scorers.build import SOURCED, found, item, part, span

FALL = part(
    "threshold", "1.1.1", number="fall",
    levels=[{"at_least": "2", "points": "4", "basis": "verbatim", "source": "Điều 1"},
            {"otherwise": True, "points": "0", "basis": "verbatim", "source": "Điều 1"}],
)  # fmt: skip
POOR = part(
    "threshold", "1.1.2", ratio={"of": "part", "over": "whole"}, basis="reported",
    levels=[{"at_most": "2%", "points": "4", "basis": "reported"},
            {"at_most": "5%", "points": "2", "basis": "reported"},
            {"otherwise": True, "points": "0", "basis": "reported"}],
)  # fmt: skip


def best_of():
    return item("best_of", parts=[FALL, POOR])


@pytest.mark.parametrize(
    ("fall", "poor", "points"),
    [("2", 20, "4"), ("2", 99, "4"), ("0", 20, "4"), ("0", 50, "2"), ("0", 51, "0")],
)
def test_the_better_way_counts(fall, poor, points):
    """The points are the most that any way earns."""
    result = found(best_of(), {"fall": Decimal(fall), "part": poor, "whole": 1000})
    assert span(result) == (points, points)
    assert result.used == ("fall", "part", "whole")


@pytest.mark.parametrize(
    ("values", "points", "missing"),
    [
        ({}, ("0", "4"), ("fall", "part", "whole")),
        ({"fall": Decimal(2)}, ("4", "4"), ()),
        ({"fall": Decimal(0)}, ("0", "4"), ("part", "whole")),
        ({"part": 40, "whole": 1000}, ("2", "4"), ("fall",)),
    ],
)
def test_a_way_that_cannot_do_better_is_not_asked_for(values, points, missing):
    """Only what could still raise the points is missing."""
    result = found(best_of(), values)
    assert (span(result), result.missing) == (points, missing)


def test_the_basis_is_that_of_the_way_that_counts():
    """A result rests on the way that earned it."""
    values = {"fall": Decimal(0), "part": 50, "whole": 1000}
    assert found(best_of(), values).basis is Basis.REPORTED
    assert found(best_of(), {**values, "fall": Decimal(2)}).basis is Basis.VERBATIM


def test_a_refused_way_leaves_the_other():
    """Evidence refused for one way does not hurt the other."""
    result = found(best_of(), {"part": 20, "whole": 1000}, rejected=["fall"])
    assert (span(result), result.status) == (("4", "4"), Status.MET)
    assert result.parts[0].remarks == ("rejected",)


@pytest.mark.parametrize(
    ("plan", "share", "met"),
    [
        (True, None, True),
        (False, 100, True),
        (False, 99, False),
        (None, 99, None),
        (None, 100, True),
        (False, None, None),
    ],
)
def test_either_way_meets_a_level(plan, share, met):
    """In a ruleset of levels any way that meets a level is enough."""
    levels = [{"level": "muc_do_1", "basis": "verbatim", "source": "Điều 1"}]
    ways = [
        part("yes_no", "1.1.1", key="plan", levels=levels),
        part(
            "threshold",
            "1.1.2",
            ratio={"of": "part", "over": "whole"},
            levels=[{**levels[0], "at_least": "100%"}],
        ),
    ]
    values = {"whole": 100, "plan": plan, "part": share}
    result = found(item("best_of", parts=ways), {k: v for k, v in values.items() if v is not None})
    assert (result.levels, result.points) == ({"muc_do_1": met}, None)
    assert (result.missing == ()) is (met is not None)


def test_an_unknown_figure_matters_only_where_it_decides():
    """A way whose points nobody knows is an error, unless another way already earns all."""
    unknown = part(
        "yes_no",
        "1.1.1",
        key="plan",
        levels=[{"points": None, "basis": "verbatim", "source": "Điều 1"}],
    )
    scored = item("best_of", parts=[unknown, POOR])
    values = {"plan": True, "whole": 1000}
    assert found(scored, {**values, "part": 50}).status is Status.ERROR
    assert found(scored, {**values, "part": 20}).status is Status.MET


@pytest.mark.parametrize(
    ("poor", "status", "missing"),
    [(20, Status.MET, ()), (50, Status.INSUFFICIENT_EVIDENCE, ("plan",)),
     (51, Status.INSUFFICIENT_EVIDENCE, ("plan",))],
)  # fmt: skip
def test_a_way_whose_points_nobody_knows_is_asked_for(poor, status, missing):
    """While it is open it may still be the one that counts, unless another already earns all."""
    unknown = part("yes_no", "1.1.1", key="plan", levels=[{"points": None, **SOURCED}])
    scored = item("best_of", parts=[unknown, POOR])
    result = found(scored, {"part": poor, "whole": 1000})
    assert (result.status, result.missing) == (status, missing)
    refuted = found(scored, {"part": poor, "whole": 1000, "plan": False})
    assert (refuted.status is Status.INSUFFICIENT_EVIDENCE, refuted.missing) == (False, ())


def test_the_finding_shows_the_way_that_counts():
    """The level reached is that of the best way, out of the most that any way earns."""
    scored = best_of()
    fall, poor = scored.parts
    by_poor = found(scored, {"fall": Decimal(0), "part": 50, "whole": 1000})
    assert (by_poor.item, by_poor.max, by_poor.reached) == (scored, 4, poor.levels[1])
    by_fall = found(scored, {"fall": Decimal(2), "part": 50, "whole": 1000})
    assert (by_fall.reached, by_fall.status) == (fall.levels[0], Status.MET)
    assert [of.item for of in by_fall.parts] == [fall, poor]


def test_while_it_is_open_the_basis_is_that_of_the_weakest_way():
    """Nobody knows yet which way will count."""
    result = found(best_of(), {"part": 50, "whole": 1000, "fall": (Decimal(1), Decimal(3))})
    assert (span(result), result.basis) == (("2", "4"), Basis.REPORTED)
    assert found(best_of(), {}).basis is Basis.REPORTED


@pytest.mark.parametrize(
    ("points", "gain"), [("3", Decimal(1)), ("2.5", Decimal("0.5")), ("2", None), ("1", None)]
)
def test_the_next_level_of_a_way_counts_for_what_it_adds(points, gain):
    """Beside two points that another way has, half a point more is worth telling, none is not."""
    small = part("yes_no", "1.1.1", key="plan", levels=[{"points": points, **SOURCED}])
    scored = item("best_of", parts=[small, POOR])
    [way, _] = found(scored, {"plan": False, "part": 50, "whole": 1000}).parts
    assert (way.next and way.next.gain) == gain


def test_a_way_for_other_units_is_no_way():
    """What does not concern the unit neither earns nor asks; without any way nothing applies."""
    public = {"applies_to": {"public": True}}
    scored = item("best_of", parts=[{**FALL, **public}, POOR])
    result = found(scored, {"part": 50, "whole": 1000}, public=False)
    assert (span(result), result.missing, len(result.parts)) == (("2", "2"), (), 1)
    for_others = item("best_of", parts=[{**FALL, **public}, {**POOR, **public}])
    none = found(for_others, {"part": 50, "whole": 1000}, public=False)
    assert (none.item, none.status) == (for_others, Status.NOT_APPLICABLE)


def test_ways_of_which_nobody_knows_the_points_are_never_settled():
    """A yes may be worth anything: an unknown figure, and not nothing."""
    unknown = {"points": None, "basis": "placeholder", "source": "Điều 1"}
    ways = [part("yes_no", f"1.1.{n}", key=f"co{n}", levels=[unknown]) for n in (1, 2)]
    either = item("best_of", parts=ways)
    assert found(either, {"co1": True, "co2": False}).status is Status.ERROR
    open_ = found(either, {"co1": False})
    assert (open_.status, open_.missing) == (Status.INSUFFICIENT_EVIDENCE, ("co2",))
    assert found(either, {"co1": False, "co2": False}).status is Status.NOT_MET
