"""What moves between two results of one dossier."""

from __future__ import annotations

from decimal import Decimal

from assessment.engine.assess import assess
from assessment.intake.scenarios import settings_of
from assessment.whatif.changes import suppose
from assessment.whatif.compare import compare
from tests.unit.whatif.lowered import example, ruleset


def comparison(id_, name, *arguments, **options):
    before = assess(ruleset(id_), example(name), **options)
    return compare(before, suppose(before, settings_of(arguments))[1])


def commune(*arguments, **options):
    return comparison("tt44-2014", "xa-tien-tan-2019", *arguments, **options)


def ids(moves):
    return [move.after.item.id for move in moves]


def test_without_a_change_nothing_moves():
    """A result compared with itself."""
    found = commune()
    assert found.same
    assert (found.items, found.criteria, found.kept, found.gained) == ((), (), (), 0)


def test_a_level_gained_moves_its_item_criterion_and_total():
    """46 households more are a point more."""
    found = commune("9.1+=46")
    assert not found.same
    assert ids(found.items) == ["9.1"]
    assert [move.after.criterion.id for move in found.criteria] == ["9"]
    assert found.gained == Decimal(1)
    assert not found.rating_moved


def test_a_level_not_reached_keeps_its_item():
    """45 households more are none; the item is named with what it shows now."""
    found = commune("9.1+=45")
    assert found.same
    assert [kept.item.id for kept in found.kept] == ["9.1"]
    assert found.kept[0].next.takes.amount.part == 1


def test_a_shared_count_moves_every_item_that_looks_at_it():
    """Fewer households raise five shares, and the points of those that pass a limit."""
    found = commune("households=1590")
    assert "9.1" in ids(found.items)
    touched = {*ids(found.items), *(kept.item.id for kept in found.kept)}
    assert {"9.1", "11.1", "13.1", "13.2", "13.3"} <= touched


def test_a_rating_that_is_lost_has_moved():
    """A criterion at nothing loses Tốt whatever the total."""
    found = commune("workers_learning=0", "workers_trained=0")
    assert found.rating_moved
    assert found.after.rating.id != "tot"


def test_a_level_of_recognition_moves_without_points():
    """In a ruleset of levels the item meets another level, and nothing is gained in points."""
    found = comparison("unit-district-tt24-2023", "don-vi-tt24-2024", "2.2=31")
    assert ids(found.items) == ["2.2"]
    assert found.gained is None
    assert not found.same


def test_an_exclusion_that_applies_is_told():
    """It moves, and the title is lost without a point."""
    found = comparison("household-qd448-2015", "ho-gia-dinh-2018", "law_violation=có")
    ((_, before, after),) = found.exclusions
    assert (before, after) == (False, True)
    assert found.rating_moved
    assert found.gained == 0


def test_open_points_gain_no_number():
    """While the total is an interval nobody can say by how much it moved."""
    found = comparison("tt44-2014", "xa-ai-thuong-2021", "1.2=có")
    assert found.gained is None
    assert ids(found.items) == ["1.2"]
