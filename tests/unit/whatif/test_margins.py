"""Margins on real dossiers: counts, shares without counts, several ways, ratings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.engine.assess import assess
from assessment.intake.scenarios import settings_of
from assessment.whatif.changes import suppose
from assessment.whatif.margins import margins, rating_margins
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
    assert margin.finding.next.takes.amount.part == 46
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


def test_the_most_fragile_stands_first():
    """Three poor households more of 1,662 come before everything else."""
    found = margins(assessed())
    assert found[0].item == "11.1"
    assert found[-1].loss is None


def test_a_level_that_another_way_holds_is_not_lost():
    """11.1 counts the best of two ways: the worse one has nothing to lose."""
    parts = {m.finding.item.id: m for m in margins(assessed()) if m.item == "11.1"}
    assert parts["11.1.2"].loss.points == 2
    assert all(m.loss is None for id_, m in parts.items() if id_ != "11.1.2")


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


def test_what_is_judged_has_no_margin():
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
    assert found == [("kha", True, "total", (), 12), ("tot", False, "total", (), -3)]


def test_a_criterion_one_step_above_nothing_is_named():
    """Criterion 13 at half a point; at nothing it stands in the way of every better rating."""
    lost = {"households_waste_collected": 0, "households_sanitation": 0}
    half = rated(assessed(**lost, households_clean_water=1495))
    assert ("tot", True, "no_criterion_at", ("13",), 0) in half
    none = rated(assessed(**lost, households_clean_water=0))
    assert ("trung_binh", False, "no_criterion_at", ("13",), Decimal("-0.5")) in none


def test_levels_that_are_missed_are_named():
    """The unit's level 2 is missed at five indicators."""
    (found,) = rated(assessed("unit-district-tt24-2023", "don-vi-tt24-2024"))
    assert found == ("muc_do_2", False, "level", ("2.2", "2.3", "2.4", "2.5", "3.1"), None)


def test_while_the_rating_is_open_nothing_is_said_to_lack():
    """What is missing may still bring it."""
    assert rated(assessed(TT44, "xa-ai-thuong-2021")) == []
