"""What an earlier roll-up wrote and nobody has touched: only that may be written over."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from assessment.batch.receipt import file_digest, receipt_of
from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.receipts import ROLLUP, Receipt, read_receipt

_SEAL = "# cdht rollup sha256:"


def own_receipt(table: Path) -> Receipt | None:
    """The receipt beside a table that is as a roll-up wrote it; None for every other table."""
    try:
        receipt = read_receipt(receipt_of(table))
        if receipt is None or receipt.format != ROLLUP or not receipt.whole:
            return None
        return receipt if receipt.file("output")[1] == file_digest(table) else None
    except (DossierError, OSError):
        return None


def sealed(text: str) -> str:
    """A YAML dossier under a remark by which a later change to it is seen."""
    return f"{_SEAL}{sha256(text.encode()).hexdigest()}\n{text}"


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
        seal, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return False
    return seal == f"{_SEAL}{sha256(text).hexdigest()}".encode()
