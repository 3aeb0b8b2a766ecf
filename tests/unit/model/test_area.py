"""Areas as people call them."""

from __future__ import annotations

import unicodedata

import pytest

from assessment.model.area import area_called
from assessment.model.ruleset import Area
from assessment.wording import LANGUAGES, Words


@pytest.mark.parametrize("area", Area)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_is_known_by_its_name_and_as_pages_call_it(area, language):
    """In both languages, in capitals, with marks apart."""
    said = Words(language).say(f"area.{area.value}")
    for text in (area.value, said, said.upper(), unicodedata.normalize("NFD", said)):
        assert area_called(text) is area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("thường", Area.STANDARD),
        ("Vùng khó khăn", Area.DISADVANTAGED),
        ("xã  đặc biệt khó khăn", Area.EXTREMELY_DISADVANTAGED),
        ("vùng có điều kiện kinh tế - xã hội khó khăn", Area.DISADVANTAGED),
        ("Vùng KT-XH đặc biệt khó khăn", Area.EXTREMELY_DISADVANTAGED),
        ("ĐBKK", Area.EXTREMELY_DISADVANTAGED),
    ],
)
def test_an_area_is_known_by_what_people_write(text, area):
    """The kind of place before it says nothing."""
    assert area_called(text) is area


@pytest.mark.parametrize(
    "text",
    ["", "vùng", "miền núi", "đồng bằng", "thành thị", "không khó khăn", "khu vực III", "135"],
)
def test_what_names_no_such_area_is_not_guessed(text):
    """A landscape is poor in one place and not in another."""
    assert area_called(text) is None
