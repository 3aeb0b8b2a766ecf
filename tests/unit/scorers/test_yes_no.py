"""yes_no: there or not there."""

from decimal import Decimal

import pytest

from assessment.model.basis import Basis
from assessment.model.outcome import Answer, Next, Status
from tests.unit.scorers.build import found, item, span

PLAN = [{"points": "2"}]


@pytest.mark.parametrize(
    ("answer", "points", "status", "missing"),
    [
        (True, ("2", "2"), Status.MET, ()),
        (False, ("0", "0"), Status.NOT_MET, ()),
        (None, ("0", "2"), Status.INSUFFICIENT_EVIDENCE, ("plan",)),
    ],
)
def test_yes_earns_all_and_no_nothing(answer, points, status, missing):
    """A yes has the points, a no has none, no answer leaves both open."""
    result = found(
        item("yes_no", key="plan", levels=PLAN), {} if answer is None else {"plan": answer}
    )
    assert (span(result), result.status, result.missing) == (points, status, missing)
    assert result.seen == (Answer("plan", answer),)


def test_a_no_says_what_a_yes_would_add():
    """The next level after a no is the yes and its points."""
    asked = item("yes_no", key="plan", levels=PLAN)
    assert found(asked, {"plan": False}).next == Next(asked.levels[0], Decimal(2), None)
    assert found(item("yes_no", key="plan", levels=PLAN), {"plan": True}).next is None


def test_a_yes_meets_every_level_asked_of_the_unit():
    """Levels for other units are left out of a yes and of a no."""
    levels = [{"level": "muc_do_2", "applies_to": {"public": True}}, {"level": "muc_do_1"}]
    asked = item("yes_no", key="plan", levels=levels)
    assert found(asked, {"plan": True}, public=True).levels == {"muc_do_2": True, "muc_do_1": True}
    assert found(asked, {"plan": False}, public=False).levels == {"muc_do_1": False}
    assert found(asked, {}, public=False).levels == {"muc_do_1": None}
    for_others = item("yes_no", key="plan", levels=levels[:1])
    result = found(for_others, {"plan": True}, public=False)
    assert (result.item, result.status) == (for_others, Status.NOT_APPLICABLE)


def test_a_refused_answer_earns_nothing():
    """What the inspection refused counts as not there, and is not missing."""
    result = found(item("yes_no", key="plan", levels=PLAN), {}, rejected=["plan"])
    assert (span(result), result.missing, result.remarks) == (("0", "0"), (), ("rejected",))
    assert (result.max, result.seen, result.used) == (2, (Answer("plan", None),), ("plan",))


def test_an_answer_is_missing_also_where_nobody_knows_its_points():
    """Without a yes or a no an item whose points are null is open, and asks; after a no it is not."""
    unknown = item("yes_no", key="plan", levels=[{"points": None}])
    result = found(unknown, {})
    assert (result.status, result.missing) == (Status.INSUFFICIENT_EVIDENCE, ("plan",))
    refuted = found(unknown, {"plan": False})
    assert (span(refuted), refuted.status, refuted.missing) == (("0", "0"), Status.NOT_MET, ())
    assert found(unknown, {"plan": True}).status is Status.ERROR


def test_a_no_rests_on_the_item_itself():
    """Where no level is reached the basis is that of the item, however well its wording is known."""
    asked = item("yes_no", key="plan", levels=PLAN, basis="reported", text_basis="verbatim")
    assert found(asked, {"plan": False}).basis is Basis.REPORTED
    assert found(asked, {"plan": True}).basis is Basis.VERBATIM
    doubtful = item("yes_no", key="plan", levels=PLAN, text_basis="inferred")
    assert found(doubtful, {"plan": True}).basis is Basis.INFERRED


def test_in_points_no_level_is_met_or_missed():
    """Levels of recognition belong to rulesets of levels."""
    asked = item("yes_no", key="plan", levels=PLAN)
    assert [dict(found(asked, shown).levels) for shown in ({}, {"plan": True})] == [{}, {}]
