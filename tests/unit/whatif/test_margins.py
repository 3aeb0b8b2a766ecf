"""Margins on real dossiers: counts, shares without counts, several ways, ratings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.engine.assess import assess
from assessment.intake.scenarios import settings_of
from assessment.model.quantity import Interval
from assessment.whatif.changes import suppose
from assessment.whatif.margins import margins
from assessment.whatif.ratings import rating_margins
from tests.unit.whatif.lowered import LOWERED, example, ruleset

TT44, TIEN_TAN = "tt44-2014", "xa-tien-tan-2019"


def assessed(id_=TT44, name=TIEN_TAN, **made):
    return assess(ruleset(id_), example(name, **made))


def by_item(now):
    return {margin.item: margin for margin in margins(now)}


def test_the_households_of_tien_tan():
    """121 fewer lose the level and a point; 46 more gain the next."""
    margin = by_item(assessed())["9.1"]
    assert (margin.loss.takes.amount.part, margin.loss.takes.more) == (121, False)
    assert margin.loss.points == 1
    assert (margin.gain.takes.amount.part, margin.gain.points) == (46, 1)
    assert margin.fragility == Fraction(121, 1118)


@pytest.mark.parametrize(("fewer", "points"), [(120, 3), (121, 2)])
def test_the_loss_loses_and_one_fewer_does_not(fewer, points):
    """Through the engine."""
    after = suppose(assessed(), settings_of([f"9.1-={fewer}"]))[1]
    assert after.findings["9.1"].points.low == points


@pytest.mark.parametrize(("more", "points"), [(45, 3), (46, 4)])
def test_the_gain_reaches_the_next_level_and_one_fewer_does_not(more, points):
    """Through the engine."""
    after = suppose(assessed(), settings_of([f"9.1+={more}"]))[1]
    assert after.findings["9.1"].points.low == points


def test_more_loses_a_level_that_asks_for_no_more():
    """Five dropouts of 872 pupils; in proportion to the pupils."""
    margin = by_item(assessed())["6.3"]
    assert (margin.loss.takes.amount.part, margin.loss.takes.more) == (5, True)
    assert margin.fragility == Fraction(5, 872)


def test_what_costs_the_rating_stands_first_then_the_most_fragile():
    """One hamlet of five keeps criterion 10 above nothing; then three poor households of 1,662."""
    found = margins(assessed(**LOWERED, culture_hamlets=5))
    assert [m.item for m in found[:2]] == ["10.1", "11.1"]
    assert found[0].fragility > found[1].fragility
    assert found[-1].loss is None


def test_a_level_that_another_way_holds_is_not_lost():
    """11.1 counts the best of two ways: the worse one has nothing to lose."""
    (margin,) = [m for m in margins(assessed()) if m.item == "11.1"]
    assert (margin.finding.item.id, margin.loss.points) == ("11.1.2", 2)


def test_a_level_that_another_way_holds_is_not_gained():
    """1.4 is met by the other way: all the children more would gain it nothing."""
    now = assessed("primary-nd20-2014", "pho-cap/tieu-hoc")
    assert "1.4" not in by_item(now)
    after = suppose(now, settings_of(["age11_completed_primary+=7"]))[1]
    assert after.findings["1.4"].levels == now.findings["1.4"].levels


def test_a_share_without_counts_is_lost_past_its_limit():
    """In points of a percentage: 85 % may fall by 15, and no more, before 70 %."""
    margin = by_item(assessed(TT44, "xa-ai-thuong-2021"))["9.1"]
    takes = margin.loss.takes
    assert takes.unit == "percentage_points"
    assert Fraction(takes.amount.part, takes.amount.whole) == 15
    assert margin.loss.result.findings["9.1"].points.low == 3


def test_a_level_of_recognition_that_is_lost_is_named_with_the_result():
    """One member fewer of 29 loses level 1, and the unit its recognition."""
    margin = by_item(assessed("unit-district-tt24-2023", "don-vi-tt24-2024"))["2.3"]
    assert margin.loss.takes.amount.part == 1
    assert margin.loss.levels == ("muc_do_1",)
    assert margin.loss.result.rating.id == "chua_dat"


def test_each_count_of_an_item_has_its_own_margin():
    """Level 1 of 2.4 is held by certificates, level 2 lacks members of the level asked."""
    now = assessed("unit-district-tt24-2023", "don-vi-tt24-2024")
    held, lacking = [m for m in margins(now) if m.item == "2.4"]
    assert (held.loss.key, held.loss.takes.amount.part) == ("members_language_certified", 1)
    assert (lacking.gain.key, lacking.gain.takes.amount.part) == ("members_language_proficient", 9)
    assert held.gain is lacking.loss is None


def test_a_lower_level_with_its_own_count_can_be_lost():
    """At both levels 2.4 loses level 2 by the one count, level 1 by the other."""
    made = {"members_language_proficient": 23}
    now = assessed("unit-district-tt24-2023", "don-vi-tt24-2024", **made)
    lost = {m.key: m.loss.levels for m in margins(now) if m.item == "2.4"}
    assert lost == {
        "members_language_certified": ("muc_do_1",),
        "members_language_proficient": ("muc_do_2",),
    }


def test_the_share_that_earns_all_points_is_a_limit():
    """41 of 42 members open 2.1 to the assessor, and with it the rating; of 2.2 the points only."""
    found = by_item(assessed("unit-tt22-2020", "don-vi-tt22-2022"))
    loss = found["2.1"].loss
    assert (loss.key, loss.takes.amount.part) == ("members_with_plan", 1)
    assert (loss.open, loss.rating_falls) == (Interval(Decimal(0), Decimal(10)), True)
    assert len(loss.result.score.determination.possible) == 2
    assert (found["2.2"].loss.open.high, found["2.2"].loss.rating_falls) == (5, False)
    assert (found["2.3"].gain.takes.amount.part, found["2.3"].gain.points) == (2, 1)
    assert next(iter(found)) == "2.1"


def test_what_is_judged_alone_has_no_margin():
    """A household's points are given, and held against no limit."""
    assert margins(assessed("household-qd448-2015", "ho-gia-dinh-2018")) == ()


# --- ratings ---------------------------------------------------------------------------


def rated(now):
    return [(m.rating.id, m.held, m.kind, m.ids, m.spare) for m in rating_margins(now)]


def test_a_total_above_its_limit_has_points_to_spare():
    """93.5 points are 8.5 above 85."""
    assert [(*found[:4], str(found[4])) for found in rated(assessed())] == [
        ("tot", True, "total", (), "8.5")
    ]


def test_the_next_rating_tells_what_it_lacks():
    """At 82 points Khá has 12 to spare, and Tốt lacks 3."""
    found = rated(assessed(**LOWERED))
    assert found == [
        ("kha", True, "total", (), 12),
        ("kha", True, "no_criterion_at", ("14",), None),
        ("tot", False, "total", (), -3),
    ]


def test_a_criterion_one_step_above_nothing_is_named():
    """Criterion 13 at half a point; at nothing it stands in the way of every better rating."""
    lost = {"households_waste_collected": 0, "households_sanitation": 0}
    half = rated(assessed(**lost, households_clean_water=1495))
    assert ("tot", True, "no_criterion_at", ("13",), None) in half
    none = rated(assessed(**lost, households_clean_water=0))
    assert ("trung_binh", False, "no_criterion_at", ("13",), Decimal("-0.5")) in none


def test_a_criterion_one_level_above_nothing_is_named_with_the_step():
    """At five hamlets criterion 10 has three points; at four it has none, and bars every rating."""
    now = assessed(TT44, "xa-tien-tan-82")
    (barred,) = [m for m in rating_margins(now) if m.kind == "no_criterion_at"]
    assert (barred.rating.id, barred.held, barred.ids) == ("kha", True, ("10",))
    ((item, (change,)),) = barred.steps
    assert (item, change.key, change.before, change.after) == ("10.1", "culture_hamlets", 5, 4)
    after = suppose(now, settings_of(["culture_hamlets-=1"]))[1]
    assert (after.score.points.low, after.rating.id) == (79, "chua_dat")


def test_an_answer_that_keeps_a_gate_is_a_step():
    """A clan without a fund, or with too few families, has no title."""
    now = assessed("clan-qd448-2015", "dong-ho-2018")
    (gates,) = [m for m in rating_margins(now) if m.kind == "gate"]
    assert [step.item for step in gates.steps] == ["families", "fund"]


def test_levels_that_are_missed_are_named():
    """The unit's level 2 is missed at five indicators; level 1 falls with any of twelve."""
    held, found = rated(assessed("unit-district-tt24-2023", "don-vi-tt24-2024"))
    assert found == ("muc_do_2", False, "level", ("2.2", "2.3", "2.4", "2.5", "3.1"), None)
    assert (*held[:3], len(held[3])) == ("muc_do_1", True, "level", 12)


def test_while_the_rating_is_open_nothing_is_said_to_lack():
    """What is missing may still bring it."""
    assert rated(assessed(TT44, "xa-ai-thuong-2021")) == []
