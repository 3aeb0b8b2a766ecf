"""What an earlier roll-up wrote and nobody has touched: only that may be written over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from assessment.batch.receipt import file_digest, receipt_of
from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.files import MAX_BYTES
from assessment.model.digest import digest
from assessment.receipts import ROLLUP, Receipt, read_receipt

_SEAL = "# cdht rollup sha256:"
_IN_NOTE = re.compile(r" ?\[cdht rollup sha256:[0-9a-f]{64}\]$")
"""The seal of a dossier in JSON, which has no remarks: at the end of the dossier's own note."""


def own_receipt(table: Path) -> Receipt | None:
    """The receipt beside a table that is as a roll-up wrote it; None for every other table."""
    receipt = _receipt_of(table)
    try:
        is_own = receipt is not None and receipt.file("output")[1] == file_digest(table)
    except OSError:
        return None
    return receipt if is_own else None


def receipts_of(table: Path) -> Iterator[Receipt]:
    """The receipts of the roll-ups that a table was filled in by, the last of them first.

    Whether anybody changed the table since is not asked.
    """
    seen: set[str] = set()
    while table.name not in seen and (receipt := _receipt_of(table)) is not None:
        yield receipt
        seen.add(table.name)
        into = receipt.sealed.get("into")
        name = Path(str(into.get("file"))).name if isinstance(into, Mapping) else ""
        table = table.with_name(name or table.name)


def _receipt_of(table: Path) -> Receipt | None:
    """The receipt beside a table that speaks of it as of one rolled up."""
    try:
        receipt = read_receipt(receipt_of(table))
    except DossierError:
        return None
    if receipt is None or receipt.format != ROLLUP or not receipt.whole:
        return None
    return receipt if receipt.file("output")[0].name == table.name else None


# --- dossiers --------------------------------------------------------------------------


def sealed(text: str) -> str:
    """A YAML dossier under a remark by which a later change to it is seen."""
    return f"{_SEAL}{sha256(text.encode()).hexdigest()}\n{text}"


def sealed_content(content: Mapping[str, Any]) -> dict[str, Any]:
    """A dossier for JSON, with the same at the end of its note."""
    plain = unsealed(content)
    note = f"{plain.get('note', '')} [cdht rollup sha256:{digest(plain)}]"
    return {**plain, "note": note.strip()}


def unsealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """A dossier's content as it was before it was sealed for JSON."""
    note = content.get("note")
    if not isinstance(note, str) or not _IN_NOTE.search(note):
        return dict(content)
    bare = _IN_NOTE.sub("", note)
    return {
        name: bare if name == "note" else v for name, v in content.items() if name != "note" or bare
    }


def refuse_by_hand(out: Path) -> None:
    """Refuse to write over what a roll-up has not written, or what was changed since.

    Raises:
        UsageError: `rollup.out_by_hand`.

    """
    if out.exists() and not (_is_sealed(out) or own_receipt(out)):
        raise UsageError(Notice("rollup.out_by_hand", Place(str(out))))


def _is_sealed(path: Path) -> bool:
    """Whether a dossier is as it was sealed."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return False
    if path.suffix.lower() == ".json":
        return _is_sealed_json(data)
    seal, _, text = data.partition(b"\n")
    return seal == f"{_SEAL}{sha256(text).hexdigest()}".encode()


def _is_sealed_json(data: bytes) -> bool:
    try:
        content = json.loads(data)
        return isinstance(content, dict) and content == sealed_content(content)
    except (ValueError, TypeError, RecursionError):
        return False
