"""Defects sown into rulesets, as tests/seeded describes them, and what a check finds there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.model.flaw import Flaw
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import SHIPPED
from assessment.rulebook.check.run import check_ruleset
from assessment.rulebook.load import draft_of
from tests.samples import bent

SEEDED = Path(__file__).resolve().parents[3] / "seeded"
BASES = SEEDED / "bases"


@dataclass(frozen=True)
class Found:
    """One thing that must be found."""

    code: str
    at: str
    severity: str = "error"
    shows: dict[str, str] = field(default_factory=dict)
    only: str = ""


@dataclass(frozen=True, eq=False)
class Defect:
    """One defect, sown into one ruleset."""

    kind: str
    id: str
    note: str
    base: str
    edit: tuple[tuple[str, str], ...]
    find: tuple[Found, ...]
    also: tuple[str, ...] = ()
    undetectable: str = ""
    beside_others: bool = False

    def __str__(self) -> str:
        return self.id

    @property
    def text(self) -> str:
        """The ruleset's text with the defect."""
        text = text_of(self.base)
        for old, new in self.edit:
            text = sown(text, old, new)
        return text

    def draft(self) -> Ruleset:
        """The ruleset, unfit as it may be."""
        return draft_of(parse_yaml(self.text, f"{self.base}.yaml", RulesetError))[0]

    def flaws(self) -> list[Flaw]:
        """What a check of the text alone finds."""
        return check_ruleset(parse_yaml(self.text, f"{self.base}.yaml", RulesetError))[1]

    def written(self, shelf: Path) -> Path:
        """The file on a shelf of its own."""
        kind = re.search(r"(?m)^subject: (\w+)", self.text)
        assert kind is not None
        path = shelf / kind[1] / f"{self.base}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(self.text, encoding="utf-8")
        return path


def sown(text: str, old: str, new: str) -> str:
    """The text with a passage changed that stands in it once; whole lines keep their indent."""
    if "\n" not in old:
        return bent(text, (old, new))
    wanted = [line.strip() for line in old.splitlines()]
    lines = text.splitlines()
    places = [
        number
        for number in range(len(lines))
        if [line.strip() for line in lines[number : number + len(wanted)]] == wanted
    ]
    assert len(places) == 1, (old, places)
    (start,) = places
    indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
    changed = [f"{indent}{line}" for line in dedent(new).splitlines()]
    return "\n".join([*lines[:start], *changed, *lines[start + len(wanted) :]]) + "\n"


def text_of(base: str) -> str:
    """The text of a base, or of a shipped ruleset."""
    own = BASES / f"{base}.yaml"
    (path,) = [own] if own.exists() else SHIPPED.glob(f"*/{base}.yaml")
    return path.read_text(encoding="utf-8")


def defects() -> list[Defect]:
    """Every defect of every file."""
    found = []
    for path in sorted(SEEDED.glob("*.yaml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        of_all = {name: value for name, value in table.items() if name != "defects"}
        found += [_defect({**of_all, **entry}) for entry in table["defects"]]
    return found


def _defect(entry: dict[str, Any]) -> Defect:
    edit = tuple((change["old"], change["new"]) for change in entry.pop("edit"))
    find = tuple(Found(**found) for found in entry.pop("find", ()))
    also = tuple(entry.pop("also", ()))
    return Defect(edit=edit, find=find, also=also, **entry)
