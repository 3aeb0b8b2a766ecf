"""From claims in words to evidence in numbers: what is read, and what is refused."""

from decimal import Decimal

import pytest

from assessment.engine.admit import admit
from assessment.model.evidence import Reading
from assessment.model.quantity import Ratio
from tests.conformance.base import shipped
from tests.unit.engine.build import assessed, codes, dossier, refused, small, warned

TT44 = "tt44-2014"


def read(key, value, ruleset=TT44) -> Reading:
    chosen = shipped(ruleset)
    admitted = admit(chosen, dossier(chosen, {key: value}), strict=False)
    assert admitted.errors == ()
    return admitted.counted.readings[key]


def small_percentage():
    indicator = {
        "id": "1.1", "text": "Tỷ lệ", "kind": "threshold", "number": "growth",
        "levels": [{"at_least": "0.5", "points": "10"}, {"otherwise": "true", "points": "0"}],
    }  # fmt: skip
    criterion = {
        "id": "1",
        "title": {"text": "Một tiêu chí"},
        "max": "10",
        "indicators": [indicator],
    }
    evidence = {
        "growth": {"label": "Tỷ lệ tăng", "type": "number", "at_least": "0", "at_most": "1"}
    }
    return small(criteria=[criterion], evidence=evidence)


# --- yes or no, choice ----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["true", "có", "x", "Có", "CÓ", "X", " có "])
def test_yes_is_read(text):
    """Every way to say yes is read as yes."""
    assert read("annual_plan", text).value is True


@pytest.mark.parametrize("text", ["false", "không", "Không", "FALSE"])
def test_no_is_read(text):
    """Every way to say no is read as no."""
    assert read("annual_plan", text).value is False


@pytest.mark.parametrize("text", ["1", "0", "maybe", "", "yes please", "khong"])
def test_other_answers_are_refused(text):
    """What is neither yes nor no is not guessed."""
    assert codes(refused(TT44, {"annual_plan": text})) == ["dossier.wrong_type"]


@pytest.mark.parametrize(
    "text",
    [
        "muc_do_1",
        "Mức độ 1",
        "mức độ 1",
        "MỨC ĐỘ 1",
        " Mức độ 1 ",
        "Mu\u031b\u0301c đo\u0323\u0302 1",
    ],
)
def test_an_option_or_its_label_is_read(text):
    """An option may be given by id or by label, in any case and any Unicode form."""
    assert read("primary_universal", text).value == "muc_do_1"


def test_an_unknown_option_names_the_nearest():
    """A misspelt option is refused with the nearest known one and the whole list."""
    [notice] = refused(TT44, {"primary_universal": "muc_do_4"}).notices
    assert notice.code == "dossier.unknown_option"
    assert notice.params["nearest"].startswith("muc_do_")
    assert "muc_do_3 (Mức độ 3)" in notice.params["allowed"]


@pytest.mark.parametrize("key", ["annual_plan", "primary_universal"])
def test_an_answer_cannot_be_a_bound(key):
    """A yes and a choice are exact or nothing."""
    assert codes(refused(TT44, {key: {"at_least": "1"}})) == ["dossier.bound_not_allowed"]


def test_points_cannot_be_a_bound():
    """An assessor gives points, not a range of them."""
    assert codes(refused("citizen-qd324-2023", {"1.1": {"at_least": "5"}})) == [
        "dossier.bound_not_allowed"
    ]


# --- counts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"), [("0", 0), ("12", 12), ("4407", 4407), (" 7 ", 7), ("1000000000000", 10**12)]
)
def test_a_count_is_read(text, count):
    """Whole numbers from 0 to a million millions are counts."""
    reading = read("workers", text)
    assert (reading.value, reading.low, reading.high) == (count, Ratio(count), Ratio(count))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("4.407", 4407),
        ("12.000", 12000),
        ("123.456", 123456),
        ("1.234.567", 1234567),
        ("1.000.000.000.000", 10**12),
    ],
)
def test_a_dot_before_three_digits_is_thousands(text, count):
    """ "4.407" is read as 4407, with a warning that says so."""
    assessment = assessed(TT44, {"workers": text})
    [notice] = [n for n in assessment.warnings if n.code == "check.thousands"]
    assert (notice.params["value"], str(notice.params["count"])) == (text, str(count))


@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "1.5",
        "4,407",
        "4 407",
        "12.34",
        "1e3",
        "NaN",
        "inf",
        "mười",
        "",
        "44.07",
        "12%",
        "１２",
        "0.500",
        "1234.567",
        "10000000000000",
        "1.000.000.000.000.000",
    ],
)
def test_what_is_no_count_is_refused(text):
    """Negative, broken, spelt out, overlong or otherwise written numbers are no counts."""
    assert codes(refused(TT44, {"workers": text})) == ["dossier.wrong_type"]


def test_a_count_has_an_upper_bound():
    """A count above a million millions is a slip of the key."""
    assert codes(refused(TT44, {"workers": "1000000000001"})) == ["dossier.out_of_bounds"]


@pytest.mark.parametrize(
    ("claim", "low", "high"),
    [
        ({"at_least": "50"}, 50, 10**12),
        ({"at_most": "50"}, 0, 50),
        ({"at_least": "50", "at_most": "60"}, 50, 60),
        ({"at_least": "50", "at_most": "50"}, 50, 50),
        ({"at_least": "1.050"}, 1050, 10**12),
    ],
)
def test_a_count_may_be_a_bound(claim, low, high):
    """ "Trên 50" is a bound, in counts as elsewhere."""
    reading = read("workers", claim)
    assert (reading.value, reading.low, reading.high) == (None, Ratio(low), Ratio(high))


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ({"at_least": "60", "at_most": "50"}, "dossier.bounds_reversed"),
        ({"at_least": "nhiều"}, "dossier.wrong_type"),
        ({"at_most": "1000000000001"}, "dossier.out_of_bounds"),
    ],
)
def test_a_wrong_bound_is_refused(claim, code):
    """Bounds are read as strictly as values, and in their order."""
    assert codes(refused(TT44, {"workers": claim})) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "trên 70",
        "Trên 70",
        "từ 70",
        "dưới 70",
        "hơn 70",
        "ít nhất 70",
        "không quá 70",
        "> 70",
        "<70",
        "≥70",
        "≤ 70",
    ],
)
def test_a_bound_in_words_is_told_apart(text):
    """ "Trên 70" is refused with the advice to write a bound."""
    assert codes(refused(TT44, {"workers": text})) == ["dossier.bound_in_words"]


@pytest.mark.parametrize("mark", ["“", "”", "‘", "’"])
def test_a_curly_quote_is_told_apart(mark):
    """Any one of the quotation marks of a word processor is named as what is wrong."""
    assert codes(refused(TT44, {"workers": f"{mark}70"})) == ["dossier.curly_quotes"]


# --- numbers and percentages -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,5", "1.5"), ("1.5", "1.5"), ("-0,6", "-0.6"), ("2", "2"), ("1.500", "1.5")],
)
def test_a_number_takes_dot_or_comma(text, number):
    """Decimals are written with a comma or a dot; three digits after a dot are decimals here."""
    assert read("poverty_reduction_points", text).value == Decimal(number)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e2", "1.2.3", "1,2,3", "hai", "5%", ""])
def test_what_is_no_number_is_refused(text):
    """NaN, infinity, exponents and the like are no numbers, nor is an empty value."""
    assert codes(refused(TT44, {"poverty_reduction_points": text})) == ["dossier.wrong_type"]


@pytest.mark.parametrize("text", ["-100.1", "101"])
def test_a_number_keeps_its_bounds(text):
    """A fall in poverty lies between -100 and 100 points."""
    assert codes(refused(TT44, {"poverty_reduction_points": text})) == ["dossier.out_of_bounds"]


def test_a_number_may_be_a_bound():
    """A number known as "ít nhất" keeps the declared end on the other side."""
    reading = read("poverty_reduction_points", {"at_least": "1,5"})
    assert (reading.value, reading.low, reading.high) == (
        None,
        Ratio.of(Decimal("1.5")),
        Ratio(100),
    )
    ruleset = small_percentage()
    assert codes(refused(ruleset, {"growth": {"at_least": "0,9", "at_most": "0,8"}})) == [
        "dossier.bounds_reversed"
    ]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("70%", "0.7"),
        ("84,9%", "0.849"),
        ("84.9%", "0.849"),
        ("84,9 %", "0.849"),
        ("0%", "0"),
        ("100%", "1"),
    ],
)
def test_a_percentage_is_a_share(text, share):
    """A percentage under an indicator's id is read as a part of one."""
    reading = read("5.1", text)
    assert reading.low == reading.high == Ratio.of(Decimal(share))


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("5.1", "70", "dossier.no_percent_sign"),
        ("5.1", "0,7", "dossier.no_percent_sign"),
        ("5.1", "100,1%", "dossier.out_of_bounds"),
        ("5.1", "-1%", "dossier.out_of_bounds"),
        ("5.1", "bảy mươi %", "dossier.wrong_type"),
        ("5.1", "%", "dossier.wrong_type"),
        ("5.1", "trên 70%", "dossier.bound_in_words"),
    ],
)
def test_what_is_no_percentage_is_refused(key, text, code):
    """A share needs its sign, and lies between nothing and all."""
    assert codes(refused(TT44, {key: text})) == [code]


def test_a_share_that_may_exceed_all_may_be_above_100():
    """Attendances may be more than the people."""
    assert read("4.4", "150%").low == Ratio.of(Decimal("1.5"))


@pytest.mark.parametrize(
    ("claim", "low", "high"),
    [
        ({"at_least": "70%"}, "0.7", "1"),
        ({"at_most": "30%"}, "0", "0.3"),
        ({"at_least": "1%", "at_most": "2%"}, "0.01", "0.02"),
    ],
)
def test_a_percentage_may_be_a_bound(claim, low, high):
    """ "Trên 70%" lies between 70 and 100 %."""
    reading = read("8.1", claim)
    assert (reading.low, reading.high) == (Ratio.of(Decimal(low)), Ratio.of(Decimal(high)))


def test_reversed_percentages_are_refused():
    """A lower bound above the upper one is a slip."""
    assert codes(refused(TT44, {"8.1": {"at_least": "80%", "at_most": "70%"}})) == [
        "dossier.bounds_reversed"
    ]


# --- judged points -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "points"), [("9", "9"), ("8,5", "8.5"), ("8.5", "8.5"), ("0", "0"), ("10", "10")]
)
def test_points_in_the_step_are_read(text, points):
    """TT 22 is judged in half points."""
    assert read("1.1", text, "unit-tt22-2020").value == Decimal(points)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9,3", "dossier.off_step"),
        ("10,5", "dossier.out_of_bounds"),
        ("-1", "dossier.out_of_bounds"),
        ("mười", "dossier.wrong_type"),
        ("", "dossier.wrong_type"),
    ],
)
def test_other_points_are_refused(text, code):
    """Points lie between 0 and the maximum, in the ruleset's step."""
    assert codes(refused("unit-tt22-2020", {"1.1": text}, subject={"level": "district"})) == [code]


# --- keys, documents, inspection ------------------------------------------------------------------


def test_an_unknown_key_names_the_nearest():
    """A misspelt key is refused where it stands, with the key it resembles."""
    [notice] = refused(TT44, {"household": "5"}).notices
    assert (notice.code, notice.params["nearest"]) == ("dossier.unknown_key", "households")
    assert notice.place.path == "evidence.household"


def test_an_item_that_is_not_a_share_names_its_key():
    """Under the id of an item with a key of its own, that key is what is asked for."""
    [notice] = refused(TT44, {"2.4": "4"}).notices
    assert (notice.code, notice.params["nearest"]) == ("dossier.unknown_key", "committee_reviews")


def test_all_errors_are_told_at_once():
    """Every wrong value of a dossier is named, not the first only."""
    error = refused(TT44, {"annual_plan": "maybe", "workers": "-1", "nothing": "1", "5.1": "70"})
    assert sorted(codes(error)) == [
        "dossier.no_percent_sign", "dossier.unknown_key", "dossier.wrong_type", "dossier.wrong_type",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [None, {"note": "chưa có"}, {"documents": ["a.pdf"]}])
def test_an_empty_claim_is_missing(value):
    """A key without a value says nothing."""
    assessment = assessed(TT44, {"annual_plan": value})
    assert "annual_plan" in assessment.missing


@pytest.mark.parametrize(
    ("parts", "warnings"),
    [
        ({"a": "20", "b": "35"}, []),
        ({"a": "20", "b": "34"}, ["check.parts_do_not_add_up"]),
        ({"a": "1.020", "b": "0"}, ["check.parts_do_not_add_up", "check.thousands"]),
        ({}, []),
    ],
)
def test_parts_are_added_up(parts, warnings):
    """Parts that do not make the whole are warned of; the whole is what counts."""
    assessment = assessed(TT44, {"centre_classes": {"value": "55", "parts": parts}})
    assert sorted(warned(assessment)) == warnings


def test_a_part_that_is_no_count_is_refused():
    """The parts of a count are counts."""
    claim = {"value": "55", "parts": {"a": "nhiều", "b": "34"}}
    assert codes(refused(TT44, {"centre_classes": claim})) == ["dossier.wrong_type"]


def test_strict_counts_only_what_is_documented():
    """A claim without a document is no evidence when strict; the inspection needs none."""
    evidence = {"annual_plan": {"value": "có", "documents": ["a.pdf"]}, "annual_review": "có"}
    inspected = {"committee_plan": {"value": "có", "reason": "xem tại chỗ"}}
    strict = assessed(TT44, evidence, inspected=inspected, strict=True)
    assert "annual_review" in strict.missing
    assert not {"annual_plan", "committee_plan"} & set(strict.missing)
    assert not {"annual_plan", "annual_review"} & set(assessed(TT44, evidence).missing)


def test_inspected_errors_stand_in_their_section():
    """A wrong inspected value is refused where it stands."""
    [notice] = refused(TT44, {}, inspected={"workers": "nhiều"}).notices
    assert notice.place.path == "inspected.workers"
