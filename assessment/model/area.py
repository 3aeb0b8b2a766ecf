"""What people call the kinds of area, beside the names that files have for them."""

from __future__ import annotations

import re
import unicodedata

from assessment.model.ruleset import Area

_CALLED = {
    "thường": Area.STANDARD,
    "bình thường": Area.STANDARD,
    "khó khăn": Area.DISADVANTAGED,
    "đặc biệt khó khăn": Area.EXTREMELY_DISADVANTAGED,
    "đbkk": Area.EXTREMELY_DISADVANTAGED,
} | {area.value.replace("_", " "): area for area in Area}

_OF_WHAT = re.compile(
    r"(?:an? )?(?:(?:khu vực|vùng|địa bàn|xã|phường|thôn|xóm|bản|ấp) )?"
    r"(?:có )?(?:(?:điều kiện )?(?:kinh tế[ ,–-]*xã hội|kt[ –-]*xh) )?(.+?)(?: areas?)?"
)


def area_called(text: str) -> Area | None:
    """The kind of area that a text names; None where it names none of them, or a landscape.

    >>> area_called("Vùng đặc biệt khó khăn").value
    'extremely_disadvantaged'
    >>> area_called("miền núi") is None
    True

    """
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().replace("_", " ").split())
    found = _OF_WHAT.fullmatch(plain)
    return _CALLED.get(found[1]) if found else None
