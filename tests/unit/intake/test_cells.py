"""Cells as people fill them in: counts with their doubts, days and spans of days."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from assessment.intake.cells import amount, bare_words, said, span
from assessment.model.register import UNKNOWN, Amount, Counted, Span


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("45", 45),
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234", 1234),
        ("12.734.000", 12_734_000),
        ("45 người", 45),
        ("45 HV", 45),
        ("120 lượt người", 120),
        ("999999999", 999_999_999),
    ],
)
def test_a_count_is_read_however_it_is_grouped(text, count):
    """Dots, commas and spaces before three digits are thousands; a unit may follow."""
    assert amount(text) == Amount.of(count)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("trên 1.100", 1101, None),
        ("hơn 50", 51, None),
        (">50", 51, None),
        ("ít nhất 50", 50, None),
        ("45+", 45, None),
        ("gần 900", 0, 899),
        ("dưới 900", 0, 899),
        ("không quá 900", 0, 900),
        ("<=900", 0, 900),
        ("30-40", 30, 40),
        ("khoảng 50", 0, None),
        ("trên dưới 50", 0, None),
        ("~50", 0, None),
    ],
)
def test_a_rough_count_is_what_it_surely_says(text, low, high):
    """A bound where the words give one, at the count itself or beside it; else nothing known."""
    assert amount(text) == Amount(low, high)


@pytest.mark.parametrize("text", ["", "-", "…", "?"])
def test_an_empty_cell_is_unknown_and_not_zero(text):
    """Blanks and dashes say nothing."""
    assert amount(text) == UNKNOWN


@pytest.mark.parametrize("text", ["x", "12,5", "1.23", "1.2345", "-3", "40-30", "1234567890"])
def test_what_is_no_count_is_refused(text):
    """Fractions, negatives, reversed ranges and words are no counts."""
    assert amount(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("15/3/2019", (2019, 3, 15), (2019, 3, 15)),
        ("15-03-2019", (2019, 3, 15), (2019, 3, 15)),
        ("15.3.19", (2019, 3, 15), (2019, 3, 15)),
        ("2019-03-15", (2019, 3, 15), (2019, 3, 15)),
        ("43539", (2019, 3, 15), (2019, 3, 15)),
        ("Sáng 15/3/2019", (2019, 3, 15), (2019, 3, 15)),
        ("ngày 15 tháng 3 năm 2019", (2019, 3, 15), (2019, 3, 15)),
        ("29/2/2020", (2020, 2, 29), (2020, 2, 29)),
        ("15-20/3/2019", (2019, 3, 15), (2019, 3, 20)),
        ("15/3-20/3/2019", (2019, 3, 15), (2019, 3, 20)),
        ("Từ 28/2 đến 3/3/2019", (2019, 2, 28), (2019, 3, 3)),
        ("1/9/2021 - 31/8/2022", (2021, 9, 1), (2022, 8, 31)),
        ("3/2019", (2019, 3, 1), (2019, 3, 31)),
        ("Tháng 2 năm 2020", (2020, 2, 1), (2020, 2, 29)),
        ("Quý IV/2019", (2019, 10, 1), (2019, 12, 31)),
        ("2019", (2019, 1, 1), (2019, 12, 31)),
        ("năm học 2012-2013", (2012, 9, 1), (2013, 8, 31)),
    ],
)
def test_days_are_read_as_people_write_them(text, first, last):
    """Day before month, with any sign; months, quarters, years and spans too."""
    assert span(text) == Span(date(*first), date(*last))


@pytest.mark.parametrize("text", ["", "15/3", "Tháng 3", "hằng tuần", "29999", "50000"])
def test_what_names_no_day_is_no_day(text):
    """Nothing is guessed: neither the year nor what a number may mean."""
    assert span(text) is None


@pytest.mark.parametrize(
    "text",
    ["31/2/2019", "29/2/2019", "3/15/2019", "13/2019", "20/3/2019-15/3/2019", "2019-2021"],
)
def test_a_day_of_no_calendar_is_refused(text):
    """The month that is none, the 29th of a common year, and what ends before it begins."""
    with pytest.raises(ValueError):  # noqa: PT011 - told by the cell, not by the message
        span(text)


def test_what_a_report_says_is_told_apart():
    """Classes, attendances and people, each by the word behind its number."""
    found = [(each.counted, each.amount.low) for each in said("55 lớp, 4.407 lượt người")]
    assert found == [(Counted.CLASSES, 55), (Counted.ATTENDANCES, 4407)]
    (people,) = [each for each in said("101 lớp với 12.734 người học") if each.persons]
    assert (people.counted, people.amount) == (Counted.PEOPLE, Amount.of(12_734))
    assert [each.amount for each in said("gần 2.000 lượt")] == [Amount(0, 1999)]
    assert [each.amount for each in said("Tổng số lớp: 55")] == [Amount.of(55)]
    assert list(said("lớp 55")) == []


def test_words_are_the_same_however_they_are_typed():
    """Case, accents composed or not, signs and spaces do not tell words apart."""
    text = "  Số  LƯỢT-người đến "
    assert bare_words(text) == bare_words(unicodedata.normalize("NFD", text)) == "so luot nguoi den"
