"""Names of communes, districts and provinces as papers write them: kind, name, town."""

from __future__ import annotations

import re
from typing import NamedTuple

_KINDS = (
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "huyện",
    "quận",
    "thị xã",
    "thành phố",
    "tỉnh",
)
_COMMITTEE = re.compile(r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+", re.IGNORECASE)


class PlaceName(NamedTuple):
    """A place. `kind`: in small letters, empty where the name does not tell it."""

    kind: str
    name: str

    @property
    def inside(self) -> str:
        """Inside a sentence: "xã Tiên Tân"."""
        return f"{self.kind} {self.name}".lstrip()

    @property
    def town(self) -> str:
        """Before a day: "Tiên Tân"; "Phường 4", whose name is a number (NĐ 30/2020)."""
        name = self.name.partition(",")[0].strip()
        return f"{self.kind.capitalize()} {name}" if name[:1].isdigit() and self.kind else name


def place_name(written: str) -> PlaceName:
    """Read "Xã Tiên Tân", "XÃ TIÊN TÂN" or "UBND xã Tiên Tân"."""
    name = _COMMITTEE.sub("", written.strip(), count=1)
    kind = next((each for each in _KINDS if name.lower().startswith(f"{each} ")), "")
    rest = name[len(kind) :].strip()
    if rest.isupper() and any(len(word) > 1 and word.isalpha() for word in rest.split()):
        rest = rest.title()
    return PlaceName(kind, rest)
