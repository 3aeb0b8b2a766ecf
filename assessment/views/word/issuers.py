"""Who gives a title, by the procedure of its ruleset, as its papers name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from assessment.model.register import Span
from assessment.model.ruleset import Ruleset
from assessment.views.word.offices import COMMITTEE, decides
from assessment.views.word.places import place_name

DOTS = "………………"
"""For what is written by hand."""

_COMMITTEE_SIGNS = re.compile(r"UBND.*")
_SOMEBODY_SIGNS = re.compile(r"(Chủ tịch|Bộ trưởng|Giám đốc) (.+)")
_SECTION_HEAD = re.compile(r"Trưởng (phòng .+)")
_LEVELS = {"cấp xã": "commune", "cấp huyện": "district", "cấp tỉnh": "province"}


class Issuer(NamedTuple):
    """An office that gives a title, and who signs for it.

    `level`: the column of a table that names the place of a committee of the people; None: it
    is no committee, or that of no known place.
    """

    name: str
    on_behalf: str
    signer: str
    level: str | None = None

    def office(self, places: Mapping[str, str]) -> str:
        """The office of a row, by the places that it names; dots where it does not."""
        if self.name != COMMITTEE:
            return self.name
        return f"{self.name} {_with_kind(places.get(self.level or '', ''))}"

    def town(self, places: Mapping[str, str]) -> str:
        """Where its papers are signed: the name of the place without its kind."""
        return place_name(places.get(self.level or "", "")).town or DOTS


def issuer_of(ruleset: Ruleset, period: Span | None) -> Issuer:
    """Who decides at the end of a period; nobody where several have and none is given."""
    deciders = ruleset.procedure.decided_by if ruleset.procedure else ()
    asked = [each.who for each in deciders if period is None or decides(each, period.last)]
    if len(asked) != 1:
        return Issuer(DOTS, "", DOTS)
    [who] = asked
    level = next((field for said, field in _LEVELS.items() if said in who), None)
    if _COMMITTEE_SIGNS.fullmatch(who):
        return Issuer(COMMITTEE, f"TM. {COMMITTEE}", "Chủ tịch", level)
    if found := _SOMEBODY_SIGNS.fullmatch(who):
        office = COMMITTEE if found[2].startswith("UBND") else found[2]
        return Issuer(office, "", found[1], level)
    if found := _SECTION_HEAD.fullmatch(who):
        return Issuer(found[1].replace("phòng", "Phòng", 1), "", "Trưởng phòng")
    return Issuer(who, "", DOTS)


def inside(name: str) -> str:
    """The name of a place inside a sentence: "xã Tiên Tân"; others stay as they are."""
    place = place_name(name)
    return place.inside if place.kind else name


def _with_kind(name: str) -> str:
    """The same; dots for a kind that is not told."""
    return inside(name) if place_name(name).kind else " ".join(filter(None, (DOTS, name)))
