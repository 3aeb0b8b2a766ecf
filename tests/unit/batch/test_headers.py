"""Headers as volunteers write them."""

from __future__ import annotations

import unicodedata

import pytest

from assessment.batch.headers import match
from assessment.errors import DossierError
from assessment.rulebook.catalog import Catalog

HOUSEHOLD = Catalog().get("household-qd448-2015")
COMMUNE = Catalog().get("tt44-2014")
CALLED = {"id": ("mã hộ",), "hamlet": ("thôn", "xóm"), "area": ("khu vực",)}


def field(ruleset, header):
    found = match(ruleset, [header], CALLED, "bang.csv").columns
    return next(iter(found), None)


@pytest.mark.parametrize(
    "header",
    [
        "A1.1",
        " a1.1 ",
        "A1.1.",
        "A1.1. Trẻ đi học",
        "A1.1\nTrẻ đi học",
        "A1.1: trẻ đi học (10 điểm)",
        next(iter(HOUSEHOLD.indicators.values())).text,
    ],
)
def test_a_judged_item_is_known_by_its_id_or_text(header):
    """The id at the head is enough, whatever follows."""
    assert field(HOUSEHOLD, header) == "A1.1"


def test_a_key_is_known_by_its_name_or_label_in_either_normal_form():
    """Letters with their marks apart (NFD) are the same letters."""
    label = COMMUNE.evidence["households"].label
    for header in ("households", label, label.upper(), unicodedata.normalize("NFD", label)):
        assert field(COMMUNE, header) == "households"


def test_what_people_call_a_field_is_known():
    """`id`, `hamlet` and `area` have names in the reader's language, and their own."""
    headers = ["Mã hộ", "THÔN", "Khu vực"]
    found = match(HOUSEHOLD, headers, CALLED, "bang.csv").columns
    assert found == {"id": "Mã hộ", "hamlet": "THÔN", "area": "Khu vực"}
    assert field(HOUSEHOLD, "hamlet") == "hamlet"


def test_other_columns_are_the_tables_own_and_a_slip_is_told():
    """A column like a field's name is not read, and said to be like it."""
    found = match(HOUSEHOLD, ["Ghi chú", "law_violatoin"], CALLED, "bang.csv")
    assert found.columns == {}
    assert found.near == (("law_violatoin", "law_violation"),)


def test_two_columns_of_one_field_are_refused():
    """Nobody knows which of them counts."""
    with pytest.raises(DossierError) as caught:
        match(HOUSEHOLD, ["A1.1", "A1.1. Trẻ đi học"], CALLED, "bang.csv")
    assert [notice.code for notice in caught.value.notices] == ["table.column_twice"]
