"""Tables of cases as they were written, block by block: what a reader is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment.errors import DossierError
from assessment.files import read_tree
from assessment.rulebook.cases.table import Entry, Table
from assessment.shape import validate


@dataclass(frozen=True, slots=True)
class Block:
    """One entry of a table (named by its file), with what the table says for all of them."""

    table: str
    about: str
    note: str | None
    ruleset: str | None
    subject: Mapping[str, Any]
    entry: Entry


def blocks(paths: Iterable[Path]) -> Iterator[Block]:
    """Every entry of the tables, in their order.

    Raises:
        DossierError: `file.*`, `shape.*`.

    """
    for path in paths:
        tree = read_tree(path, DossierError)
        table = validate(Table, tree, tree.content, DossierError)
        for entry in table.cases:
            ruleset = entry.ruleset or table.ruleset
            subject = {**table.subject, **entry.subject}
            yield Block(path.stem, table.about, table.note, ruleset, subject, entry)
