"""Names of places as papers write them."""

from __future__ import annotations

import pytest

from assessment.views.word.places import place_name


@pytest.mark.parametrize(
    ("written", "inside", "town"),
    [
        ("Xã Tiên Tân", "xã Tiên Tân", "Tiên Tân"),
        ("xã Tiên Tân", "xã Tiên Tân", "Tiên Tân"),
        ("XÃ TÂN PHÚ", "xã Tân Phú", "Tân Phú"),
        ("UBND xã Đoài", "xã Đoài", "Đoài"),
        ("Ủy ban nhân dân Xã Đoài", "xã Đoài", "Đoài"),
        ("Phường 4", "phường 4", "Phường 4"),
        ("Phường 4, thành phố Mỹ Tho", "phường 4, thành phố Mỹ Tho", "Phường 4"),
        ("Thị trấn Sa Pa", "thị trấn Sa Pa", "Sa Pa"),
        ("Thành phố Hải Phòng", "thành phố Hải Phòng", "Hải Phòng"),
        ("Tân Phú", "Tân Phú", "Tân Phú"),
        ("Xãm Lạ", "Xãm Lạ", "Xãm Lạ"),
    ],
)
def test_a_place_is_written_inside_a_sentence_and_before_a_day(
    written: str, inside: str, town: str
):
    """Kinds are small inside a sentence; a name that is a number keeps its kind before a day."""
    place = place_name(written)
    assert (place.inside, place.town) == (inside, town)
