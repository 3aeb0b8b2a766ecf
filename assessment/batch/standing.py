"""What stands already where a run would write: its own, untouched; or what must not be lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assessment.batch.receipt import draft_of, file_digest, receipt_of
from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.receipts import ROLLUP, RUN, Receipt, read_receipt


def refuse_loss(out: Path, receipt: Path, *, overwrite: bool) -> None:
    """Refuse a run that would take away what somebody still needs.

    Args:
        overwrite: results that were changed by hand may go.

    Raises:
        UsageError: `table.receipt_taken`: the receipt of another output that stands would go;
            `table.output_changed`: results that were changed since they were written;
            `usage.no_folder`, `usage.cannot_write`: nothing can be written there.

    """
    for file in (out, receipt):
        if not file.parent.is_dir():
            params = {"value": str(file.parent)}
            raise UsageError(Notice("usage.no_folder", Place(str(file)), params))
    if receipt.is_dir():
        raise UsageError(Notice("usage.cannot_write", Place(str(receipt))))
    known = _read(receipt)
    if known and _is_of_another(known, out):
        params = {"receipt": receipt.name, "output": known.file("output")[0].name}
        raise UsageError(Notice("table.receipt_taken", Place(str(out)), params))
    if not overwrite and _was_changed(out, receipt):
        params = {"receipt": receipt_of(out).name}
        raise UsageError(Notice("table.output_changed", Place(str(out)), params))


def _is_of_another(known: Receipt, out: Path) -> bool:
    """Whether it speaks of a table that stands as it was written, and that is no run's to replace."""
    if known.format not in (RUN, ROLLUP):
        return False
    file, digest = known.file("output")
    if known.format == RUN and file.name == out.name:
        return False
    return file.exists() and file_digest(file) == digest


def _was_changed(out: Path, receipt: Path) -> bool:
    """Whether receipts tell of this output, and none of them as it is now.

    The draft of a receipt is that of a run that was killed before its last step.
    """
    told = set(_digests(out, receipt))
    return bool(told) and out.exists() and file_digest(out) not in told


def _digests(out: Path, receipt: Path) -> Iterator[str]:
    for place in {receipt, receipt_of(out)}:
        for file in (place, draft_of(place)):
            known = _read(file)
            if known and known.format == RUN and known.sealed["output"]["file"] == out.name:
                yield known.sealed["output"]["sha256"]


def _read(path: Path) -> Receipt | None:
    try:
        return read_receipt(path)
    except DossierError:
        return None
