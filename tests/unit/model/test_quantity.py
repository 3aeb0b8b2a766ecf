"""Numbers from text, shares as fractions, percentages that keep their side, intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from assessment.model.quantity import (
    NOTHING,
    Interval,
    Limit,
    Points,
    Ratio,
    exact,
    parse_figure,
    plain,
    rounded_percent,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("93,5", "93.5"),
        ("93.5", "93.5"),
        (" 7 ", "7"),
        ("-1,25", "-1.25"),
        ("+3", "3"),
        ("007", "7"),
        ("0.10", "0.1"),
        ("123456789012345", "123456789012345"),
        ("0,123456789012", "0.123456789012"),
    ],
)
def test_a_number_in_words_is_read_exactly(text, number):
    """A dot or a comma before the decimals, up to 15 and 12 digits, gives the very number."""
    assert exact(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "NaN",
        "Infinity",
        "-inf",
        "1e3",
        "1E400",
        "1.234,5",
        "1 234",
        "1_000",
        ",5",
        "5,",
        "5.",
        "1.2.3",
        "0x10",
        "½",
        "--1",
        "40%",
        "1234567890123456",
        "0,1234567890123",
    ],
)
def test_what_is_no_plain_number_is_refused(text):
    """Exponents, groups, NaN, infinity and numbers too long are refused and named, never guessed."""
    with pytest.raises(ValueError, match=r".*") as refused:
        exact(text)
    assert refused.value.args == (text,)


@pytest.mark.parametrize("value", [0.5, 1, True, None, Decimal(1), ["1"]])
def test_only_text_is_read_as_a_number(value):
    """A float never enters: whatever is not text is refused, and named."""
    with pytest.raises(ValueError, match=r".*") as refused:
        exact(value)
    assert refused.value.args == (value,)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("93.50", "93.5"),
        ("8.0", "8"),
        ("100", "100"),
        ("1E+2", "100"),
        ("0.0", "0"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("0.000000000001", "0.000000000001"),
        ("-2.50", "-2.5"),
    ],
)
def test_numbers_print_without_exponent_or_trailing_zeros(number, text):
    """The contract's form: the shortest plain decimal, and one zero only."""
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize("text", ["93.5", "0.05", "100", "-7.25", "0"])
def test_what_is_printed_reads_back_equal(text):
    """`plain` and `exact` are inverses on numbers in the contract's form."""
    assert plain(exact(text)) == text


@pytest.mark.parametrize(
    ("part", "whole", "reaches", "exceeds"),
    [
        (2909, 4848, True, True),
        (3, 5, True, False),
        (60, 100, True, False),
        (599, 999, False, False),
    ],
)
def test_shares_compare_as_fractions(part, whole, reaches, exceeds):
    """Just above, at and just below 60 % compare as counted, not as rounded."""
    share, limit = Ratio(part, whole), Ratio(60, 100)
    assert (share.reaches(limit), share.exceeds(limit)) == (reaches, exceeds)


def test_a_share_beyond_double_precision_still_compares():
    """One person in 10^17 more or fewer than the limit is seen, which a float cannot."""
    limit = Ratio(1, 2)
    assert Ratio(5 * 10**16, 10**17).reaches(limit)
    assert not Ratio(5 * 10**16 - 1, 10**17).reaches(limit)
    assert Ratio(5 * 10**16 + 1, 10**17).exceeds(limit)


def test_infinity_reaches_every_share():
    """Whole 0 stands for infinity: it exceeds any finite share and none exceeds it."""
    infinite = Ratio(1, 0)
    assert infinite.exceeds(Ratio(10**12))
    assert not Ratio(10**12).reaches(infinite)


def test_a_decimal_becomes_the_same_fraction():
    """0.35 as a fraction is exactly 35/100, and a whole number keeps 1 below it."""
    assert Ratio.of(Decimal("0.35")).reaches(Ratio(35, 100))
    assert not Ratio.of(Decimal("0.35")).exceeds(Ratio(35, 100))
    assert Ratio.of(7) == Ratio(7, 1)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (2910, 4843, "60.09"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 800, "0.13"),
        (1, 8000, "0.01"),
        (0, 5, "0.00"),
        (7, 7, "100.00"),
        (3, 2, "150.00"),
    ],
)
def test_a_percentage_rounds_half_up_to_two_decimals(part, whole, shown):
    """0,125 % prints as 0,13 %: half goes up."""
    assert rounded_percent(Ratio(part, whole)) == Decimal(shown)


@pytest.mark.parametrize(
    ("part", "whole", "limit", "shown"),
    [
        (69996, 100000, "0.70", "69.996"),
        (699999999, 10**9, "0.70", "69.9999999"),
        (70, 100, "0.70", "70.00"),
        (700001, 10**6, "0.70", "70.0001"),
        (49999999, 10**8, "0.5", "49.999999"),
        (600051, 10**6, "0.60007", "60.005"),
        (599949, 10**6, "0.59993", "59.995"),
        (10**12 - 2, 10**12 - 1, "0.999999999999", "99.9999999998999999999999"),
        (1, 10**12 - 1, "0.000000000001", "0.0000000001000000000001"),
    ],
)
def test_a_percentage_shows_the_digits_that_keep_its_comparison(part, whole, limit, shown):
    """A share below its limit never prints as the limit, nor one above it, nor one at it."""
    assert rounded_percent(Ratio(part, whole), (Ratio.of(Decimal(limit)),)) == Decimal(shown)


def test_a_share_that_no_decimal_states_is_cut_off():
    """One third held against one third never comes out even: 24 decimals are enough."""
    third = Ratio(1, 3)
    assert rounded_percent(third, (third,)) == Decimal("33." + 24 * "3")


def test_every_limit_keeps_its_side():
    """With several limits the digits are as many as the closest one needs."""
    limits = tuple(Ratio.of(Decimal(text)) for text in ("0.5", "0.70", "0.9"))
    assert rounded_percent(Ratio(69996, 100000), limits) == Decimal("69.996")


@pytest.mark.parametrize(
    ("text", "limit", "percent"),
    [
        ("40%", Ratio(2, 5), True),
        ("0,5%", Ratio(1, 200), True),
        ("12.5 %", Ratio(1, 8), True),
        ("1.5", Ratio(3, 2), False),
        ("100", Ratio(100, 1), False),
    ],
)
def test_a_figure_of_the_law_is_read_exactly(text, limit, percent):
    """A threshold keeps its text, knows whether it is a percentage, and is an exact fraction."""
    figure = parse_figure(text)
    assert figure.limit.reaches(limit)
    assert limit.reaches(figure.limit)
    assert (figure.percent, figure.text) == (percent, text)


@pytest.mark.parametrize(
    ("text", "named"),
    [("", ""), ("%", ""), ("40%%", "40%"), ("bốn mươi", "bốn mươi"), ("4e1%", "4e1"), (None, None),
     (40, 40)],
)  # fmt: skip
def test_a_figure_that_is_no_number_is_refused(text, named):
    """A threshold that cannot be read is refused and named, not taken for zero."""
    with pytest.raises(ValueError, match=r".*") as refused:
        parse_figure(text)
    assert refused.value.args == (named,)


def test_a_figure_that_was_read_stays_as_it_is():
    """Reading a figure twice changes nothing, so that a model may be validated again."""
    figure = parse_figure("40%")
    assert parse_figure(figure) is figure


def test_intervals_add_end_by_end():
    """Low adds to low and high to high, for two intervals and for many."""
    one, two = Interval(Decimal(1), Decimal(3)), Interval(Decimal("0.5"), Decimal("0.5"))
    assert one + two == Interval(Decimal("1.5"), Decimal("3.5"))
    assert Interval.sum([one, two, one]) == Interval(Decimal("2.5"), Decimal("6.5"))
    assert Interval.sum([]) == NOTHING


def test_an_interval_is_exact_when_its_ends_meet():
    """Known points are an interval of one number."""
    assert Interval(Decimal(2), Decimal("2.0")).exact
    assert not Interval(Decimal(2), Decimal("2.5")).exact


def test_points_between_two_ends_are_written_as_both():
    """One number where the ends meet, however they are written; else the two."""
    assert Interval(Decimal(2), Decimal("2.0")).text == "2"
    assert Interval(Decimal("0.5"), Decimal(3)).text == "0.5-3"


@pytest.mark.parametrize("value", [Decimal("2.5"), "2.5", "2,5"])
def test_points_in_a_model_are_text_or_a_number_read_before(value):
    """A model that is built anew takes the points that it printed, and those it held."""
    points = TypeAdapter(Points)
    assert points.validate_python(value) == Decimal("2.5")
    assert points.dump_json(points.validate_python(value)) == b'"2.5"'
    with pytest.raises(ValidationError):
        points.validate_python(2.5)


def test_a_limit_in_a_model_keeps_its_text():
    """A threshold prints as the law has it, and is read again from that."""
    limit = TypeAdapter(Limit)
    figure = limit.validate_python(" 40 % ")
    assert (figure.percent, figure.text) == (True, "40 %")
    assert not figure.limit.exceeds(Ratio(2, 5))
    assert limit.dump_json(figure) == b'"40 %"'
    assert limit.validate_python(figure) == figure


@pytest.mark.parametrize(
    ("type_", "mark"), [(Points, ""), (Limit, r"\s*%?")], ids=["points", "limit"]
)
def test_a_schema_asks_for_text_or_a_number_in_that_form(type_, mark):
    """An editor takes a number as YAML reads it, or its text; for a limit with or without a percent sign."""
    assert TypeAdapter(type_).json_schema() == {
        "type": ["string", "number"],
        "pattern": rf"^\s*[+-]?[0-9]{{1,15}}(?:[.,][0-9]{{1,12}})?{mark}\s*$",
    }
