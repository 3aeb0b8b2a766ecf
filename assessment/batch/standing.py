"""What stands already where a run would write: its own, untouched; or what must not be lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assessment.batch.placed import refuse_link
from assessment.batch.receipt import draft_of, file_digest, receipt_of
from assessment.batch.run import all_beside
from assessment.batch.titles import papers_of
from assessment.batch.write import FORMATS
from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.receipts import ROLLUP, RUN, Receipt, read_receipt


def refuse_loss(out: Path, receipt: Path, *, overwrite: bool) -> None:
    """Refuse a run that would take away what somebody still needs.

    Args:
        overwrite: results and papers that were changed by hand may go.

    Raises:
        UsageError: `table.receipt_taken`: the receipt of another output that stands would go;
            `table.beside_taken`: a list that stands beside another output would go;
            `table.not_results`: a folder that no run has written would go; `table.out_is_link`;
            `table.output_changed`: results that were changed since they were written;
            `table.paper_by_hand`: a paper that no run wrote, or that was filled in since;
            `usage.no_folder`, `usage.cannot_write`: nothing can be written there.

    """
    for file in (out, receipt):
        if not file.parent.is_dir():
            params = {"value": str(file.parent)}
            raise UsageError(Notice("usage.no_folder", Place(str(file)), params))
    if receipt.is_dir():
        raise UsageError(Notice("usage.cannot_write", Place(str(receipt))))
    for file in (out, receipt, *all_beside(out)):
        refuse_link(file)
    known = _read(receipt)
    if known and _is_of_another(known, out):
        params = {"receipt": receipt.name, "output": known.file("output")[0].name}
        raise UsageError(Notice("table.receipt_taken", Place(str(out)), params))
    own = list(_of_this(out, receipt))
    _refuse_lists_of_others(out, own)
    digests = {each.file("output")[1] for each in own}
    if out.is_dir() and not digests and any(out.iterdir()):
        raise UsageError(Notice("table.not_results", Place(str(out))))
    if not overwrite:
        _refuse_papers_by_hand(out, own)
    if digests and not overwrite and out.exists() and file_digest(out) not in digests:
        params = {"receipt": receipt_of(out).name}
        raise UsageError(Notice("table.output_changed", Place(str(out)), params))


def _is_of_another(known: Receipt, out: Path) -> bool:
    """Whether it speaks of a table that stands, and that is no run's to replace."""
    if known.format not in (RUN, ROLLUP):
        return False
    file, _ = known.file("output")
    return file.exists() and (known.format == ROLLUP or file.name != out.name)


def _refuse_lists_of_others(out: Path, own: Sequence[Receipt]) -> None:
    """A list that no run of this output wrote may be that of an output with another ending."""
    others = [out.with_suffix(suffix) for suffix in FORMATS if suffix != out.suffix]
    standing = next((other for other in others if other.exists()), None)
    names = {name for name, _ in _told(own)}
    for file in all_beside(out):
        if standing and file.exists() and file.name not in names:
            params = {"file": file.name, "output": standing.name}
            raise UsageError(Notice("table.beside_taken", Place(str(out)), params))


def _refuse_papers_by_hand(out: Path, own: Sequence[Receipt]) -> None:
    """Papers are made to be filled in: the number of a decision, its day."""
    told = set(_told(own))
    for file in papers_of(out):
        if file.exists() and (file.is_dir() or (file.name, file_digest(file)) not in told):
            params = {"file": file.name}
            raise UsageError(Notice("table.paper_by_hand", Place(str(out)), params))


def _told(own: Sequence[Receipt]) -> Iterator[tuple[str, str]]:
    """What stands beside the output by its receipts: names and digests."""
    for known in own:
        for each in known.sealed.get("others", ()):
            if isinstance(each, dict) and {"file", "sha256"} <= each.keys():
                yield str(each["file"]), str(each["sha256"])


def _of_this(out: Path, receipt: Path) -> Iterator[Receipt]:
    """The receipts that tell of this output.

    The draft of a receipt is that of a run that was killed before its last step.
    """
    for place in {receipt, receipt_of(out)}:
        for file in (place, draft_of(place)):
            known = _read(file)
            if known and known.format == RUN and known.sealed["output"]["file"] == out.name:
                yield known


def _read(path: Path) -> Receipt | None:
    try:
        return read_receipt(path)
    except DossierError:
        return None
