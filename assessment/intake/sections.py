"""Rows of a register in their sections: which rows each total is the sum of.

A total may stand below its rows or at their head, say which group it is of, and be one of
several: of each section, and of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.errors import Place
from assessment.intake.cells import bare_words
from assessment.model.register import UNKNOWN, Amount, ClassHeld, Stated, Total

_OF_GROUP = re.compile(r"(nhom|muc|phan|chuong|[ivx]+|[a-z])\b.*")
_OF_TIME = re.compile(r"(thang|quy|hoc ky|ky)\b.*")


@dataclass(slots=True)
class ClassRow:
    """A class. `leads`: numbered I, II or A, B, as what stands over others is.

    `stated`: what it counts, cell by cell, in case it does.
    """

    held: ClassHeld
    label: str
    leads: bool
    number: int | None
    stated: tuple[Stated, ...]


@dataclass(slots=True)
class TotalRow:
    """A total. `rest`: what it is of, as its label says; `over`: of so many classes below it."""

    place: Place
    label: str
    word: str
    rest: str
    stated: tuple[Stated, ...]
    over: int = 0


@dataclass(slots=True)
class Heading:
    """What is said of the rows below: their group, or when they were."""

    label: str
    of_time: bool


Entry = ClassRow | TotalRow | Heading


def led(entries: Sequence[Entry]) -> Iterator[Entry]:
    """What is numbered I, II or A, B over other rows is their heading, and states their sum."""
    for index, entry in enumerate(entries):
        over = _below(entries, index) if isinstance(entry, ClassRow) and entry.leads else 0
        if not isinstance(entry, ClassRow) or not over:
            yield entry
            continue
        yield Heading(entry.label, of_time=False)
        yield TotalRow(entry.held.place, entry.label, "", "", entry.stated, over)


def _below(entries: Sequence[Entry], index: int) -> int:
    """How many classes stand right below, numbered otherwise."""
    count = 0
    for entry in entries[index + 1 :]:
        if not isinstance(entry, ClassRow) or entry.leads:
            break
        count += 1
    return count


def totals(entries: Sequence[Entry]) -> Iterator[Total]:
    """Each total with the rows that it is the sum of.

    What stands where a section's total would, but is not its sum and is that of all, is of all:
    below the last section nobody may have summed that section by itself.
    """
    every = tuple(entry.held for entry in entries if isinstance(entry, ClassRow))
    section: list[ClassHeld] = []
    seen, closed = 0, False
    of_sections: set[str] = set()
    for index, entry in enumerate(entries):
        if isinstance(entry, TotalRow):
            covers = every
            if entry.over:
                covers = every[seen : seen + entry.over]
            elif _OF_GROUP.fullmatch(entry.rest):
                covers = _of_group(entry.rest, every) or tuple(section)
            elif seen and _ends_section(entry, entries[index + 1 :], of_sections):
                is_of_all = _is_sum(entry, every) and not _is_sum(entry, section)
                of_sections.update(() if is_of_all else (entry.word,))
                covers = every if is_of_all else tuple(section)
            closed = True
            yield Total(entry.place, entry.label, covers, entry.stated)
            continue
        if closed or isinstance(entry, Heading):
            section, closed = [], False
        if isinstance(entry, ClassRow):
            section.append(entry.held)
            seen += 1


def _is_sum(entry: TotalRow, rows: Sequence[ClassHeld]) -> bool:
    """Whether rows come to all that a total states, and to nothing else."""
    return bool(entry.stated) and all(
        each.amount.exact
        and each.amount == Amount.sum(held.amount(each.counted) or UNKNOWN for held in rows)
        for each in entry.stated
    )


def _of_group(rest: str, every: Sequence[ClassHeld]) -> tuple[ClassHeld, ...]:
    """The classes of the group that a label names: "nhom 1", "nhom phap luat"."""
    name = rest.partition(" ")[2]

    def is_named(group: str) -> bool:
        words = bare_words(group)
        same = words in (rest, name) or words.startswith(f"{rest} ")
        return same or (bool(name) and not name.isdigit() and name in words)

    return tuple(held for held in every if held.group and is_named(held.group))


def _ends_section(entry: TotalRow, later: Sequence[Entry], of_sections: set[str]) -> bool:
    """Whether a total is of the rows since the last: others follow it, or it is called as such."""
    if entry.word in of_sections or _OF_TIME.fullmatch(entry.rest):
        return True
    if any(isinstance(follows, ClassRow) for follows in later):
        return True
    return entry.word == "cong" and any(isinstance(follows, TotalRow) for follows in later)
