"""Lists of texts and named parts in one cell: what is written is what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model.form import listed, parts_of, parts_text, texts_of

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).map(
    str.strip
)
TOLD = TEXTS.filter(bool)


@given(st.lists(TOLD, max_size=5))
def test_a_list_of_texts_comes_back_as_it_was(texts):
    """Semicolons, quotes and brackets in names do not part them."""
    assert texts_of(listed(texts)) == tuple(texts)


@given(st.dictionaries(TOLD, st.integers(0, 10**6).map(str), min_size=1, max_size=5))
def test_named_parts_come_back_as_they_were(parts):
    """Whatever the parts are called."""
    assert parts_of(parts_text(parts.items())) == parts


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("năm 2019", "55", None),
        ("năm 2019", "2019", {"năm": "2019"}),
        ("12 luật, 43 nghề", "55", {"luật": "12", "nghề": "43"}),
        ("12 luật, 43 nghề", "56", None),
        ("luật 1.012; nghề 43", "1.055", {"luật": "1.012", "nghề": "43"}),
        ("12 luật, 43 nghề", "", None),
        ("luật: 12; nghề: 40", "55", {"luật": "12", "nghề": "40"}),
    ],
)
def test_parts_without_colons_add_up_to_what_they_are_parts_of(text, whole, parts):
    """Else they are a remark, and with colons they are parts in any case."""
    assert parts_of(text, whole) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("luật: 12; nghề: 43", {"luật": "12", "nghề": "43"}),
        ("luật: 12, nghề: 43", {"luật": "12", "nghề": "43"}),
        ("luật: 12\nnghề: 43", {"luật": "12", "nghề": "43"}),
        ("12 luật, 43 nghề", {"luật": "12", "nghề": "43"}),
        ("luật 12; nghề 43", {"luật": "12", "nghề": "43"}),
        ("khoa học, kỹ thuật: 11; nghề: 10", {"khoa học, kỹ thuật": "11", "nghề": "10"}),
        ("luật: 12; luật: 43", None),
        ("12", None),
        ("", None),
        ("theo sổ", None),
    ],
)
def test_parts_are_read_as_people_write_them(text, parts):
    """Parted by semicolons, commas or lines, the number before or behind the name."""
    assert parts_of(text) == parts
