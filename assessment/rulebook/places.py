"""Names of places as people write them: with or without a title, accents and marks."""

from __future__ import annotations

import re
import unicodedata

_TITLE = re.compile(r"^(thanh pho|thu do|tinh|tp|t p|huyen|quan|thi xa|tx) ")


def same_place(one: str, other: str | None) -> bool:
    """Names of provinces and districts, with or without "tỉnh" or "huyện" before them."""
    return other is not None and _bare(one) == _bare(other)


def _bare(name: str) -> str:
    """A place's name without accents, marks and the title before it."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return _TITLE.sub("", " ".join(letters.split()))
