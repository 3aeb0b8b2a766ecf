"""Households near the title, and what lifts most of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.errors import UsageError
from assessment.whatif.tables import near
from tests.unit.whatif.lowered import ruleset

HOUSEHOLD = "household-qd448-2015"
FULL = {"A1.1": 10, "A1.2": 10, "A1.3": 10, "A2.1": 10, "A2.2": 10, "A2.3": 10}
REST = {"A3.1": 0, "A3.2": 0, "A4.1": 0, "A4.2": 0, "law_violation": "không"}


def row(id_, **values):
    return {"id": id_, "name": f"Hộ {id_}", "area": "standard", **FULL, **REST, **values}


@pytest.mark.parametrize(
    ("total", "is_near"), [(64, False), (65, True), (69, True), (70, False), (71, False)]
)
def test_near_is_below_the_mark_by_so_many_points_at_most(total, is_near):
    """With 70 to reach and 5 points allowed: from 65 to 69."""
    found = near(ruleset(HOUSEHOLD), [row("1", **{"A3.1": total - 60})], Decimal(5))
    assert [miss.id for miss in found.near] == (["1"] if is_near else [])
    if is_near:
        assert found.near[0].short == 70 - total


def test_the_single_improvement_that_lifts_most_comes_first():
    """Each change that alone reaches the title, and for how many rows its key does."""
    rows = [row("1", **{"A3.1": 9}), row("2", **{"A3.2": 8}), row("3", **{"A3.1": 5, "A3.2": 4})]
    found = near(ruleset(HOUSEHOLD), rows, Decimal(3))
    assert [(miss.id, miss.short) for miss in found.near] == [("1", 1), ("2", 2), ("3", 1)]
    singles = {miss.id: {c.key: c.after for c in miss.singles} for miss in found.near}
    assert singles["1"]["A3.1"] == Decimal(10)
    assert singles["1"]["A3.2"] == Decimal(1)
    assert singles["3"]["A3.2"] == Decimal(5)
    assert dict(found.lifts)["A3.1"] == 3
    assert [count for _, count in found.lifts] == sorted(dict(found.lifts).values(), reverse=True)


def test_who_is_excluded_is_lifted_by_nothing():
    """Near by points, and no change reaches the title."""
    found = near(ruleset(HOUSEHOLD), [row("1", **{"A3.1": 9, "law_violation": "có"})], Decimal(3))
    assert [miss.singles for miss in found.near] == [()]


def test_a_row_that_cannot_be_scored_is_set_aside():
    """The bad row is named with what is wrong, the good one is examined."""
    rows = [row("1", **{"A3.1": "mười"}), row("2", **{"A3.1": 9.0, "A3.2": None})]
    found = near(ruleset(HOUSEHOLD), rows, Decimal(3))
    [(id_, notices)] = found.refused
    assert (id_, [notice.code for notice in notices]) == ("1", ["dossier.wrong_type"])
    assert [miss.id for miss in found.near] == ["2"]


def test_titles_without_points_have_no_distance():
    """A ruleset of levels knows none."""
    with pytest.raises(UsageError) as raised:
        near(ruleset("commune-tt25-2023"), [{"id": "1"}], Decimal(3))
    assert [notice.code for notice in raised.value.notices] == ["plan.not_in_points"]


def test_columns_of_the_register_are_passed_over():
    """The hamlet, the clan and what else is no evidence; what does not apply is heeded."""
    own = {"hamlet": "Đông", "clan": "Nguyễn", "Ghi chú": "x"}
    found = near(ruleset(HOUSEHOLD), [row("1", **own, **{"A3.1": 9})], Decimal(3))
    assert [miss.id for miss in found.near] == ["1"]
    [miss] = near(
        ruleset(HOUSEHOLD), [{**row("1"), "applies.A1": "không", "A2.1": 8}], Decimal(70)
    ).near
    assert miss.total == 58


class Float(float):
    """As a library's own float prints itself."""

    def __repr__(self) -> str:
        return f"np.float64({float(self)!r})"


@pytest.mark.parametrize("count", [20, 20.0, Float(20.0), "20"])
def test_numbers_of_a_frame_are_read_as_numbers(count):
    """A count in a column of floats is a count."""
    clan = {"households": count, "households_recognised": 9.0}
    found = near(ruleset("clan-qd448-2015"), [{"id": "1", **clan}], Decimal(100))
    assert found.refused == ()
    assert [miss.id for miss in found.near] == ["1"]


@pytest.mark.parametrize(
    ("id_", "shown"), [(0, "0"), (7, "7"), (7.0, "7"), ("07", "07"), (None, "1")]
)
def test_a_row_is_called_by_its_id(id_, shown):
    """Nought is an id; only a row without one is called by its number."""
    found = near(ruleset(HOUSEHOLD), [row(id_, **{"A3.1": 9})], Decimal(3))
    assert [miss.id for miss in found.near] == [shown]


def test_a_number_without_end_is_set_aside():
    """Infinity is no number of points."""
    found = near(ruleset(HOUSEHOLD), [row("1", **{"A3.1": float("inf")})], Decimal(3))
    assert [notice.code for _, notices in found.refused for notice in notices] == [
        "dossier.wrong_type"
    ]
