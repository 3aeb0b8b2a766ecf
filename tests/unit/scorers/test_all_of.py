"""all_of: every part that concerns the subject must be met."""

from decimal import Decimal

import pytest

from assessment.model.basis import Basis
from assessment.model.outcome import Remark, Status
from tests.unit.scorers.build import SOURCED, found, item, part, span

KEYS = ("plan", "report", "fund")


def by_levels(**limits):
    parts = [
        part(
            "yes_no",
            f"1.1.{n}",
            key=key,
            levels=[{"level": "muc_do_1", **SOURCED}],
            **limits.get(key, {}),
        )
        for n, key in enumerate(KEYS, start=1)
    ]
    return item("all_of", parts=parts, levels=[{"level": "muc_do_1"}])


def by_points():
    parts = [
        part("yes_no", f"1.1.{n}", key=key, levels=[{"level": "met", **SOURCED}])
        for n, key in enumerate(KEYS, start=1)
    ]
    return item("all_of", parts=parts, levels=[{"points": "2"}])


CASES = [
    ((True, True, True), True, ()),
    ((True, True, False), False, ()),
    ((None, True, False), False, ()),
    ((True, None, True), None, ("report",)),
    ((None, None, None), None, KEYS),
]


def given(answers):
    return {key: answer for key, answer in zip(KEYS, answers, strict=True) if answer is not None}


@pytest.mark.parametrize(("answers", "met", "missing"), CASES)
def test_a_level_asks_every_part(answers, met, missing):
    """One part that fails decides, one that is unknown leaves it open."""
    result = found(by_levels(), given(answers))
    assert (result.levels, result.missing) == ({"muc_do_1": met}, missing)


@pytest.mark.parametrize(("answers", "met", "missing"), CASES)
def test_points_are_all_or_none(answers, met, missing):
    """In a ruleset of points all parts together earn them."""
    result = found(by_points(), given(answers))
    expected = {True: ("2", "2"), False: ("0", "0"), None: ("0", "2")}[met]
    assert (span(result), result.missing) == (expected, missing)


def test_a_part_for_other_units_is_not_asked():
    """A part that does not concern this unit neither helps nor hurts."""
    scored = by_levels(fund={"applies_to": {"public": True}})
    shown = {"plan": True, "report": True}
    private = found(scored, shown, public=False)
    assert (private.levels, private.missing) == ({"muc_do_1": True}, ())
    assert private.parts[2].status is Status.NOT_APPLICABLE
    assert found(scored, shown, public=True).levels == {"muc_do_1": None}


def test_a_refused_part_fails_the_whole():
    """What the inspection refused is not there."""
    result = found(by_levels(), {"plan": True, "report": True}, rejected=["fund"])
    assert (result.levels, result.status) == ({"muc_do_1": False}, Status.NOT_MET)


@pytest.mark.parametrize(
    ("trained", "university", "levels", "status"),
    [
        (60, 15, {"muc_do_2": True, "muc_do_1": True}, Status.MET),
        (60, 14, {"muc_do_2": False, "muc_do_1": True}, Status.PARTLY_MET),
        (49, 15, {"muc_do_2": False, "muc_do_1": False}, Status.NOT_MET),
    ],
)
def test_each_level_is_the_weakest_of_its_parts(trained, university, levels, status):
    """TT 25 Điều 6.5b, 7.5b: both shares must reach a level for the level to be met."""

    def limits(high, low):
        return [
            {"level": "muc_do_2", "at_least": high, **SOURCED},
            {"level": "muc_do_1", "at_least": low, **SOURCED},
        ]

    parts = [
        part(
            "threshold", "1.1.1", ratio={"of": "part", "over": "whole"}, levels=limits("60%", "50%")
        ),
        part(
            "threshold",
            "1.1.2",
            ratio={"of": "part2", "over": "whole"},
            levels=limits("15%", "12%"),
        ),
    ]
    scored = item("all_of", parts=parts, levels=[{"level": "muc_do_2"}, {"level": "muc_do_1"}])
    result = found(scored, {"part": trained, "part2": university, "whole": 100})
    assert (result.levels, result.status) == (levels, status)


@pytest.mark.parametrize(
    ("answers", "status", "reached"),
    [
        ((True, True, True), Status.MET, True),
        ((True, True, False), Status.NOT_MET, False),
        ((True, True, None), Status.INSUFFICIENT_EVIDENCE, False),
    ],
)
def test_a_finding_in_points_shows_its_parts(answers, status, reached):
    """What was reached, out of how much, by which keys and parts, on the weakest basis."""
    scored = by_points()
    result = found(scored, given(answers))
    assert (result.item, result.status, result.max) == (scored, status, Decimal(2))
    assert result.reached is (scored.levels[0] if reached else None)
    assert result.used == tuple(given(answers))
    assert [of.item for of in result.parts] == list(scored.parts)
    assert result.basis is Basis.VERBATIM


@pytest.mark.parametrize(
    ("public", "shown", "points", "status"),
    [
        (True, {"plan": True}, ("3", "3"), Status.MET),
        (False, {"plan": True}, ("2", "2"), Status.PARTLY_MET),
        (False, {}, ("0", "2"), Status.INSUFFICIENT_EVIDENCE),
        (False, {"plan": False}, ("0", "0"), Status.NOT_MET),
    ],
)
def test_each_kind_of_unit_earns_its_own_points(public, shown, points, status):
    """The first level that concerns the unit is awarded and named, and no other."""
    levels = [
        {"points": "3", "applies_to": {"public": True}},
        {"points": "2", "basis": "reported"},
        {"points": "1", "basis": "placeholder"},
    ]
    parts = [part("yes_no", "1.1.1", key="plan", levels=[{"level": "met", **SOURCED}])]
    scored = item("all_of", parts=parts, levels=levels)
    result = found(scored, shown, public=public)
    own = scored.levels[0 if public else 1]
    assert (span(result), result.status, result.basis) == (points, status, own.basis)
    assert result.reached is (own if shown.get("plan") else None)


@pytest.mark.parametrize("weak", ["level", "part"])
def test_the_weakest_figure_gives_the_basis(weak):
    """Neither the award nor a part is better known than the finding says."""
    bases = {name: "reported" if name == weak else "verbatim" for name in ("level", "part")}
    answer = {"level": "met", "source": "Điều 1", "basis": bases["part"]}
    scored = item(
        "all_of",
        parts=[part("yes_no", "1.1.1", key="plan", levels=[answer])],
        levels=[{"points": "2", "basis": bases["level"]}],
    )
    assert found(scored, {"plan": True}).basis is Basis.REPORTED


def test_points_that_nobody_knows_are_an_error():
    """The parts are shown, but nothing is earned that no figure gives."""
    answer = {"level": "met", **SOURCED}
    scored = item(
        "all_of",
        parts=[part("yes_no", "1.1.1", key="plan", levels=[answer])],
        levels=[{"points": None}],
    )
    result = found(scored, {"plan": True})
    assert (result.item, result.status, result.remarks) == (
        scored,
        Status.ERROR,
        (Remark.UNKNOWN_FIGURE,),
    )
    assert (span(result), result.max, result.basis) == (("0", "0"), 0, Basis.VERBATIM)
    assert (result.used, [of.item for of in result.parts]) == (("plan",), list(scored.parts))


@pytest.mark.parametrize(
    ("shown", "status", "missing"),
    [({}, Status.INSUFFICIENT_EVIDENCE, ("plan",)), ({"plan": False}, Status.NOT_MET, ())],
)
def test_points_that_nobody_knows_matter_only_once_they_are_earned(shown, status, missing):
    """A part that fails earns nothing whatever the points are; an open one is asked for."""
    scored = item(
        "all_of",
        parts=[part("yes_no", "1.1.1", key="plan", levels=[{"level": "met", **SOURCED}])],
        levels=[{"points": None}],
    )
    result = found(scored, shown)
    assert (span(result), result.status, result.missing) == (("0", "0"), status, missing)


def test_a_level_may_be_for_some_units_only():
    """A level for other units is not asked; where none is left the item does not apply."""
    answers = [{"level": level, **SOURCED} for level in ("muc_do_2", "muc_do_1")]
    parts = [part("yes_no", "1.1.1", key="plan", levels=answers)]
    levels = [{"level": "muc_do_2", "applies_to": {"public": True}}, {"level": "muc_do_1"}]
    scored = item("all_of", parts=parts, levels=levels)
    assert found(scored, {"plan": True}, public=False).levels == {"muc_do_1": True}
    for_others = item("all_of", parts=parts, levels=levels[:1])
    result = found(for_others, {"plan": True}, public=False)
    assert (result.item, result.status) == (for_others, Status.NOT_APPLICABLE)


def test_a_finding_in_levels_earns_no_points():
    """Where levels are met there is no maximum in points, and the parts are shown."""
    scored = by_levels()
    result = found(scored, given((True, True, False)))
    assert (result.item, result.points, result.max) == (scored, None, 0)
    assert (result.used, [of.item for of in result.parts]) == (KEYS, list(scored.parts))
