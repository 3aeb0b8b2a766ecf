"""Everything that can be wrong, as data: one shape, each with a code of `assessment.codes`.

    CdhtError                     exit code
    ├── UsageError                2   the command itself
    ├── DossierError              3   a dossier or receipt; no ruleset for it
    │   ├── TableError                a table of many subjects
    │   ├── ScenariosError            a file of scenarios
    │   ├── CostsError                a file of costs
    │   ├── RegisterError             a register of classes
    │   └── FileError                 a file that cannot even be looked up, whatever was to be in it
    ├── RulesetError              4   a ruleset file
    ├── DemandError               5   what was demanded cannot be had
    └── DisagreementError         6   replay or cross-check disagrees

An error carries all the notices found in its file, sorted by place. The words for a
code stand in `assessment.wording`, one entry a code and language.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from assessment.codes import CODES

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_LETTERS = 26


class Cell(NamedTuple):
    """A cell of a workbook, in the order in which people read. Sheet, row and column from 1."""

    number: int
    row: int
    column: int
    sheet: str

    @property
    def at(self) -> str:
        """As spreadsheets name it: F12."""
        letters, left = "", self.column
        while left:
            left, rest = divmod(left - 1, _LETTERS)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.row}"

    def __str__(self) -> str:
        return f"'{self.sheet}'!{self.at}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notice belongs: a file, a line (from 1) or a cell, a path of keys; each may be unknown."""

    file: str | None = None
    line: int | None = None
    path: str | None = None
    cell: Cell | None = None

    def __str__(self) -> str:
        line = "" if self.line is None else f":{self.line}"
        cell = None if self.cell is None else str(self.cell)
        parts = (f"{self.file}{line}" if self.file else None, cell, self.path)
        return " ".join(part for part in parts if part)

    @property
    def order(self) -> tuple[int, tuple[Any, ...]]:
        """By which the places of a file are sorted."""
        return self.line or 0, self.cell or ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say: a code of `CODES`, its place, and the values its words need."""

    code: str
    place: Place = field(default_factory=Place)
    params: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        assert self.code in CODES, self.code


class CdhtError(Exception):
    """One or more notices that stop the work. `notices` is sorted by file and line.

    `sample`: the kind of file, for a hint at one that is right.
    """

    exit_code = 1
    sample = "dossier"

    def __init__(self, *notices: Notice) -> None:
        self.notices = tuple(
            sorted(notices, key=lambda n: (n.place.file or "", n.place.order, n.code))
        )
        super().__init__("; ".join(f"{n.code} {n.place}".strip() for n in self.notices))


class UsageError(CdhtError):
    exit_code = 2


class DossierError(CdhtError):
    exit_code = 3


class ScenariosError(DossierError):
    sample = "scenarios"


class CostsError(DossierError):
    sample = "costs"


class RegisterError(DossierError):
    pass


class TableError(DossierError):
    pass


class FileError(DossierError):
    pass


class RulesetError(CdhtError):
    exit_code = 4
    sample = "ruleset"


class DemandError(CdhtError):
    exit_code = 5


class DisagreementError(CdhtError):
    exit_code = 6


_LOOSE, _STRICT = 0.6, 0.75
"""How like a known name must be, of which 1 is the same; in few letters chance makes more likeness."""
_FEW = 5


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when none is near.

    >>> nearest("under_3", ["under3", "workers"])
    'under3'
    """
    return _nearest(name, tuple(known))


@lru_cache(maxsize=1024)
def _nearest(name: str, names: tuple[str, ...]) -> str | None:
    """One mistake is often made in many files and rows, and likeness takes long to tell."""
    found = difflib.get_close_matches(name, names, n=1, cutoff=_LOOSE)
    if not found or len(name) > _FEW or found[0].startswith(name):
        return found[0] if found else None
    return next(iter(difflib.get_close_matches(name, names, n=1, cutoff=_STRICT)), None)
