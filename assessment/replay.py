"""Replay: score the dossier in a receipt by the ruleset in it, and compare.

Nothing but the receipt is needed; the shelf is asked only whether its ruleset of the same
id has changed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment import __version__
from assessment.engine.assess import assess
from assessment.engine.crosscheck import cross_check
from assessment.engine.receipt import differences
from assessment.errors import CdhtError, DisagreementError, DossierError, Notice, Place
from assessment.intake.read import dossier_from_content
from assessment.model.canonical import canonical
from assessment.model.outcome import Assessment
from assessment.model.ruleset import Ruleset
from assessment.receipts import DOSSIER, ROLLUP, RUN, Receipt, read_receipt
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.load import ruleset_from_content

_OF_TABLES = {RUN: "receipt.about_table", ROLLUP: "receipt.about_rollup"}


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found. `disagreements` mean that the result does not stand."""

    sha256: str
    assessment: Assessment | None
    disagreements: tuple[Notice, ...]
    remarks: tuple[Notice, ...]


def replay(path: Path, catalog: Catalog) -> Replay:
    """Recompute a receipt.

    Raises:
        DossierError: the file is no receipt, or what it seals cannot be read;
            `receipt.about_table`, with what can be said of it.
        DisagreementError: `receipt.tampered`: a table's receipt is not what it was.

    """
    receipt = _read(path)
    sealed, beside, stated = receipt.sealed, receipt.beside, receipt.sha256
    if not receipt.whole:
        params = {"stated": stated, "found": receipt.found}
        return Replay(stated, None, (_notice("receipt.tampered", path, **params),), ())
    ruleset = ruleset_from_content(sealed["ruleset"], f"{path} (ruleset)")
    dossier = dossier_from_content(sealed["dossier"], f"{path} (dossier)")
    options = sealed["options"]
    again = assess(ruleset, dossier, missing=options["missing"], strict=bool(options["strict"]))
    disagreements = [
        _notice("receipt.result_changed", path, item=where, before=_short(old), after=_short(new))
        for where, old, new in differences(sealed["result"], canonical(again))
    ]
    remarks = []
    if (shelved := _shelved(catalog, ruleset)) not in (None, ruleset.digest):
        remarks.append(_notice("receipt.ruleset_changed", path, id=ruleset.id, now=shelved))
    if beside["engine_version"] != __version__:
        params = {"before": beside["engine_version"], "after": __version__}
        remarks.append(_notice("receipt.engine_changed", path, **params))
    verdict = cross_check(again)
    if verdict == "disagree":
        disagreements.append(_notice("cross_check.disagrees", path))
    elif verdict != beside["cross_check"]:
        params = {"before": beside["cross_check"], "after": verdict}
        remarks.append(_notice("receipt.cross_check_changed", path, **params))
    return Replay(stated, again, tuple(disagreements), tuple(remarks))


def _read(path: Path) -> Receipt:
    """A dossier's receipt, whether or not it still has its digest."""
    receipt = read_receipt(path)
    if receipt is not None and receipt.format in _OF_TABLES:
        if not receipt.whole:
            params = {"stated": receipt.sha256, "found": receipt.found}
            raise DisagreementError(_notice("receipt.tampered", path, **params))
        raise DossierError(*_of_a_table(receipt))
    if receipt is None or receipt.format != DOSSIER or not _can_be_scored(receipt):
        raise DossierError(_notice("receipt.not_a_receipt", path))
    return receipt


def _of_a_table(receipt: Receipt) -> Iterator[Notice]:
    """What a receipt of a table is, and which files beside it are still as it tells them."""
    from assessment.batch.receipt import file_digest  # noqa: PLC0415 - tables take time

    path = receipt.path
    yield _notice(_OF_TABLES[receipt.format], path)
    for name in ("table", "output") if receipt.format == RUN else ("output",):
        file, sha256 = receipt.file(name)
        try:
            elsewhere = name == "table" and receipt.table is None
            found = file_digest(file) if file.exists() and not elsewhere else None
        except OSError:
            found = None
        became = "receipt.file_changed" if found else "receipt.file_missing"
        yield _notice("receipt.file_same" if found == sha256 else became, path, file=file.name)


def _can_be_scored(receipt: Receipt) -> bool:
    sealed, beside = receipt.sealed, receipt.beside
    known = beside.get("cross_check") in ("agree", "disagree", "unavailable")
    parts = (sealed.get(name) for name in ("ruleset", "dossier", "options", "result"))
    return (
        known
        and isinstance(beside.get("engine_version"), str)
        and all(isinstance(part, dict) for part in parts)
        and sealed["options"].get("missing") in ("open", "zero")
        and "strict" in sealed["options"]
    )


def _shelved(catalog: Catalog, sealed: Ruleset) -> str | None:
    """The digest of the shelf's ruleset, with the same overlays; None: there is none."""
    try:
        ruleset = catalog.get(sealed.id, [overlay.id for overlay in sealed.overlays])
    except CdhtError:
        return None
    return ruleset.digest if ruleset else None


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]


def _notice(code: str, path: Path, **params: Any) -> Notice:
    return Notice(code, Place(str(path)), params)
