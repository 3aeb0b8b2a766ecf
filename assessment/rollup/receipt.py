"""The receipt of a rolled-up table: which results, by which links, and what each group came to.

    {"format", "sha256",
     "sealed": {"ruleset", "subject", "lists", "into", "inputs", "keys", "groups", "output"},
     "beside": {"as_of", "engine_version"}}

It stands beside the table; its inputs are told by the digests of their own receipts, so that
a count can be followed from the commune through the hamlets to the households.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from os.path import relpath
from pathlib import Path
from typing import Any

from assessment import __version__
from assessment.batch.placed import placed
from assessment.batch.receipt import receipt_of, told
from assessment.batch.write import write_table
from assessment.errors import Notice, Place, UsageError
from assessment.model.chain import Link
from assessment.model.digest import digest
from assessment.model.rollup import Counts, FileCounted, Given, Group, Lists
from assessment.model.ruleset import Ruleset
from assessment.receipts import ROLLUP
from assessment.rollup.count import total
from assessment.rollup.own import own_receipt, refuse_by_hand
from assessment.rollup.table import Laid, value_of


def write_rolled_up(
    out: Path, table: Laid, target: Ruleset, lists: Lists, into: Path | None, today: date
) -> tuple[str, bool]:
    """Write a table and its receipt, both or neither; nothing where both are there already.

    Returns:
        the receipt's digest, and whether anything was written.

    Raises:
        UsageError: `usage.cannot_write`, `usage.no_folder`, `table.*`; `rollup.out_by_hand`:
            another file stands there.

    """
    try:
        with placed(out) as folder:
            write_table(table.frame.lazy(), folder / out.name)
            sealed = _sealed(folder / out.name, out.parent, table, target, lists, into)
            sha256 = digest(sealed)
            if _is_there(out, sha256):
                return sha256, False
            refuse_by_hand(out)
            content = {
                "format": ROLLUP,
                "sha256": sha256,
                "sealed": sealed,
                "beside": {"as_of": today.isoformat(), "engine_version": __version__},
            }
            receipt = receipt_of(folder / out.name)
            receipt.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
            (folder / out.name).replace(out)
            receipt.replace(receipt_of(out))
            return sha256, True
    except OSError:
        code = "usage.cannot_write" if out.parent.exists() else "usage.no_folder"
        raise UsageError(Notice(code, Place(str(out)), {"value": str(out.parent)})) from None


def how(link: Link) -> str:
    """How a link counts, in one word of the files."""
    if link.counted:
        return f"{link.counted.value}{f':{link.among.value}' if link.among else ''}"
    return f"rating_at_least:{link.rating_at_least}" if link.rating_at_least else "rating"


def told_counts(counts: Counts) -> dict[str, Any]:
    """Counts as files tell them."""
    found: dict[str, Any] = {
        "rows": counts.rows,
        "recognised": counts.recognised,
        "undecided": counts.undecided,
    }
    if counts.registered is not None:
        found["registered"] = counts.registered
    return {name: str(count) for name, count in found.items()}


def _sealed(
    output: Path, folder: Path, table: Laid, target: Ruleset, lists: Lists, into: Path | None
) -> dict[str, Any]:
    links = {each.key: each for group in table.groups for each in group.given}
    sources = {s.receipt: s for group in table.groups for g in group.given for s in g.sources}
    return {
        "ruleset": {"id": target.id, "sha256": target.digest},
        "subject": target.subject.value,
        "lists": {kind.value if kind else "": which.value for kind, which in lists.said.items()},
        "into": told(into) if into else None,
        "inputs": [_input(source, folder) for source in sources.values()],
        "keys": [
            {"key": key, "title": each.title, "how": how(each.link)} for key, each in links.items()
        ],
        "groups": [_group(group) for group in table.groups],
        "output": told(output),
    }


def _input(source: FileCounted, folder: Path) -> dict[str, str]:
    receipt, file = (
        Path(relpath(path, folder)).as_posix() for path in (source.receipt, source.file)
    )
    rules = source.ruleset
    return {"receipt": receipt, "sha256": source.sha256, "file": file, "ruleset": rules.id}


def _group(group: Group) -> dict[str, Any]:
    """A row: its counts by the files that they were counted in, and what they were put down as."""
    files: defaultdict[str, list[Counts]] = defaultdict(list)
    for source in group.sources:
        files[Path(source.file).name].append(source.counts)
    counts = {file: told_counts(total(of)) for file, of in files.items()}
    return {"id": group.id, "name": group.name, "counts": counts, "values": _values(group.given)}


def _values(found: Sequence[Given]) -> dict[str, str]:
    return {each.key: value for each in found if (value := value_of(each)) is not None}


def _is_there(out: Path, sha256: str) -> bool:
    """Whether this very table stands there, with its receipt."""
    known = own_receipt(out)
    return known is not None and known.sha256 == sha256
