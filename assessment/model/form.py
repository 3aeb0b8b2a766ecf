"""What a form in Excel is, to whoever writes one and whoever reads it back.

A row states one thing under its code ("evidence.households", "subject.name"); columns are
known by their heads. Lists of texts in a cell are one a line, and in quotes what would fall
apart: `"a; b"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

SECTIONS: Final = ("subject", "period", "evidence", "applies", "previous")
"""Of a dossier, in which a row can stand; `inspected` has columns of its own."""
ALONE: Final = ("ruleset", "note")
"""What a dossier states in no section."""
OURS: Final = "cdht"
"""The code of rows that only tell something."""


class Kind(StrEnum):
    """What a row takes."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    COUNT = "count"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    POINTS = "points"
    DAY = "day"
    TEXT = "text"
    AGAIN = "again"
    """What another row states; it shows it."""


NUMBERS: Final = frozenset({Kind.COUNT, Kind.NUMBER, Kind.PERCENTAGE, Kind.POINTS})
"""The kinds that are numbers."""


class Column(StrEnum):
    """What a column holds."""

    ITEM = "item"
    RULE = "rule"
    LABEL = "label"
    UNIT = "unit"
    VALUE = "value"
    DOCUMENTS = "documents"
    BY = "by"
    REASON = "reason"
    NOTE = "note"
    INSPECTED = "inspected"
    REJECTED = "rejected"
    WHY = "why"
    """The reason of the inspection."""
    ILLUSTRATIVE = "illustrative"
    INSPECTED_DOCUMENTS = "inspected_documents"
    INSPECTED_BY = "inspected_by"
    INSPECTED_NOTE = "inspected_note"
    INSPECTED_ILLUSTRATIVE = "inspected_illustrative"
    KEY = "key"
    KIND = "kind"
    OPTION = "option"
    OPTION_ID = "option_id"


CLAIMED: Final = {
    Column.DOCUMENTS: "documents",
    Column.BY: "by",
    Column.NOTE: "note",
    Column.REASON: "reason",
    Column.ILLUSTRATIVE: "illustrative",
}
"""Beside a value as claimed: the fields of a claim."""
FOUND: Final = {
    Column.REJECTED: "rejected",
    Column.WHY: "reason",
    Column.INSPECTED_DOCUMENTS: "documents",
    Column.INSPECTED_BY: "by",
    Column.INSPECTED_NOTE: "note",
    Column.INSPECTED_ILLUSTRATIVE: "illustrative",
}
"""Beside a value as the inspection found it."""
OPEN: Final = (Column.VALUE, *CLAIMED, Column.INSPECTED, *FOUND)
"""What people fill in."""

# --- texts in a cell -------------------------------------------------------------------

_QUOTED = r'"(?:[^"]|"")*"'
_TEXT = re.compile(rf"\s*({_QUOTED}|[^;\n]+)\s*(?:[;\n]|$)")
_PLAIN = re.compile(r'[^";:\n()\s](?:[^";:\n()]*[^";:\n()\s])?')
_PART = re.compile(rf"\s*({_QUOTED}|[^;:\n\"]+?)\s*:\s*({_QUOTED}|[^;:\n\"]+?)\s*(?:[;\n]|$)")
_COUNTED = re.compile(r"\s*(?P<count>\d[\d.]*)\s+(?P<name>[^;:,\n\d][^;:\n]*?)\s*(?:[;\n,]|$)")
_NAMED = re.compile(r"\s*(?P<name>[^;:\n]+?)\s*:?\s+(?P<count>\d[\d.]*)\s*(?:[;\n,]|$)")


def quoted(text: str) -> str:
    """The text, in quotes where it would fall apart."""
    return text if _PLAIN.fullmatch(text) else '"' + text.replace('"', '""') + '"'


def listed(texts: Iterable[str]) -> str:
    r"""Texts as one cell.

    >>> listed(["a.pdf", "b; c.pdf"])
    'a.pdf\n"b; c.pdf"'
    """
    return "\n".join(map(_kept, texts))


def _kept(text: str) -> str:
    return quoted(text) if re.search(r'[;\n"]|^\s|\s$', text) else text


def texts_of(cell: str) -> tuple[str, ...]:
    """The texts that a cell lists, one a line or parted by semicolons.

    >>> texts_of('a.pdf; b.pdf'), texts_of('"b; c.pdf"')
    (('a.pdf', 'b.pdf'), ('b; c.pdf',))
    """
    found = [_bare(match[1]) for match in _TEXT.finditer(cell)]
    return tuple(text for text in found if text)


def parts_text(parts: Iterable[tuple[str, str]]) -> str:
    """The named parts of a whole.

    >>> parts_text([("pháp luật", "12"), ("nghề: may", "3")])
    'pháp luật: 12; "nghề: may": 3'
    """
    return "; ".join(f"{quoted(name)}: {quoted(count)}" for name, count in parts)


def parts_of(text: str, whole: str | None = None) -> dict[str, str] | None:
    """The named parts that a text states; None where it states none, or a name twice.

    Args:
        whole: what parts without colons add up to; else "năm 2019" is none. None: anything.

    >>> parts_of("pháp luật: 12; dạy nghề: 10"), parts_of("12 pháp luật, 10 dạy nghề")
    ({'pháp luật': '12', 'dạy nghề': '10'}, {'pháp luật': '12', 'dạy nghề': '10'})
    """
    for read in (_stated, _counted):
        found = list(read(text))
        parts = dict(found)
        if found and len(parts) == len(found):
            return parts if read is _stated or _add_up(parts, whole) else None
    return None


def _stated(text: str) -> Iterator[tuple[str, str]]:
    """As "pháp luật: 12; dạy nghề: 10", by commas too where each says a whole number."""
    by_commas = re.fullmatch(r"[^;\n\"]*:\s*\d[\d.]*(?:\s*,[^;,:\n\"]+:\s*\d[\d.]*)+\s*", text)
    rest = text.replace(",", ";") if by_commas else text
    found = list(_PART.finditer(rest))
    if found and "".join(match[0] for match in found) == rest:
        yield from ((_bare(match[1]), _bare(match[2])) for match in found)


def _counted(text: str) -> Iterator[tuple[str, str]]:
    """As "12 pháp luật, 10 dạy nghề", or the name first."""
    for pattern in (_COUNTED, _NAMED):
        found = list(pattern.finditer(text))
        if found and "".join(match[0] for match in found) == text:
            yield from ((match["name"].strip(), match["count"]) for match in found)
            return


def _add_up(parts: Mapping[str, str], whole: str | None) -> bool:
    if whole is None:
        return True
    counts = [whole.strip(), *parts.values()]
    if not all(re.fullmatch(r"\d[\d.]*", count) for count in counts):
        return False
    stated, *others = (int(count.replace(".", "")) for count in counts)
    return stated == sum(others)


def _bare(text: str) -> str:
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1].replace('""', '"')
    return text.strip()
