"""Days as the law counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model.days import day_in, last_day_in, months_after
from assessment.model.procedure import Duration, Upgrade

GROUND = {"basis": "verbatim", "source": "Điều 5"}


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2024-03-20", 12, "2025-03-20"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-02-28", 12, "2025-02-28"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-08-31", 1, "2024-09-30"),
        ("2024-12-01", 1, "2025-01-01"),
        ("2024-11-30", 1, "2024-12-30"),
        ("2024-01-31", 0, "2024-01-31"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_months_keep_the_day_or_the_end_of_the_month(day, months, after):
    """The same number of the month, or its last day where it is shorter; never past the calendar."""
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(after)


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)), st.integers(0, 600))
def test_months_count_up_and_never_skip_a_month(day, months):
    """As many months later, at most on the same number of the month."""
    after = months_after(day, months)
    assert (after.year - day.year) * 12 + after.month - day.month == months
    assert after.day == day.day or (after + timedelta(days=1)).day == 1 < day.day


@pytest.mark.parametrize(
    ("year", "month_day", "day", "last"),
    [
        (2024, "02-29", "2024-02-29", "2024-02-29"),
        (2025, "02-29", "2025-03-01", "2025-02-28"),
        (2100, "02-29", "2100-03-01", "2100-02-28"),
        (2025, "02-28", "2025-02-28", "2025-02-28"),
        (2025, "03-01", "2025-03-01", "2025-03-01"),
        (2025, "12-31", "2025-12-31", "2025-12-31"),
    ],
)
def test_the_leap_day_keeps_what_lies_before_it(year, month_day, day, last):
    """Before 29 February always ends with 28 February; up to it always ends with the month."""
    assert day_in(year, month_day) == date.fromisoformat(day)
    assert last_day_in(year, month_day) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("starts", "decided", "span"),
    [
        ("next_year", "2024-01-01", ("2025-01-01", "2027-12-31")),
        ("next_year", "2024-03-20", ("2025-01-01", "2027-12-31")),
        ("next_year", "2024-12-31", ("2025-01-01", "2027-12-31")),
        ("next_year", "2025-01-01", ("2026-01-01", "2028-12-31")),
        ("next_year", "2024-02-29", ("2025-01-01", "2027-12-31")),
        ("decision", "2024-03-20", ("2024-03-20", "2027-03-19")),
        ("decision", "2024-02-29", ("2024-02-29", "2027-02-27")),
        (None, "2024-03-20", None),
    ],
)
def test_a_recognition_lasts_from_where_it_is_counted(starts, decided, span):
    """TT 25 Điều 5.4: 36 months of the years after that of the decision; unstated is untold."""
    validity = Duration(months=36, counted="tiếp theo năm được công nhận", starts=starts, **GROUND)
    found = validity.span(date.fromisoformat(decided))
    assert found == (span and tuple(map(date.fromisoformat, span)))


def test_an_upgrade_waits_from_the_day_of_the_decision():
    """TT 24 Điều 5.3: twelve months from the decision."""
    upgrade = Upgrade.model_validate(
        {"from": "muc_do_1", "to": "muc_do_2", "after_months": "12", "counted": "từ", **GROUND}
    )
    assert upgrade.earliest(date(2024, 3, 20)) == date(2025, 3, 20)
