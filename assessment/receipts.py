"""Receipts of every kind, read within bounds and held to their own digests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment.errors import DossierError, Notice, Place
from assessment.model.digest import digest

DOSSIER = "cdht-receipt/1"
RUN = "cdht-run/1"
ROLLUP = "cdht-rollup/1"
"""Receipts of a dossier, of a table certified, of a table rolled up: their `format`."""

MAX_BYTES = 64 << 20

_HOLDS = {
    RUN: ("ruleset", "options", "columns", "table", "output", "counts"),
    ROLLUP: ("ruleset", "subject", "inputs", "output", "groups"),
    DOSSIER: ("ruleset", "dossier", "options", "result"),
}
_FILES = ("table", "output")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt seals under the digest `sha256`, and what it tells beside.

    `found`: the digest that what it seals has now.
    """

    path: Path
    format: str
    sha256: str
    sealed: Mapping[str, Any]
    beside: Mapping[str, Any]
    found: str

    @property
    def whole(self) -> bool:
        """Whether it still has the digest that it states."""
        return self.found == self.sha256

    def file(self, name: str) -> tuple[Path, str]:
        """A file that it speaks of, beside itself, and that file's digest."""
        told = self.sealed[name]
        return self.path.with_name(Path(told["file"]).name), told["sha256"]

    @property
    def table(self) -> Path | None:
        """Where the table of a run may stand; None where its results have that very name."""
        table = self.file("table")[0]
        return None if table == self.file("output")[0] else table


def receipt_in(path: Path, format_: str) -> Receipt:
    """The receipt of this format in a file, whole.

    Raises:
        DossierError: as in `read_receipt`; `receipt.not_a_receipt`: it is none of this format;
            `receipt.tampered`: what it seals is not what its digest says.

    """
    receipt = read_receipt(path)
    if receipt is None or receipt.format != format_:
        raise DossierError(Notice("receipt.not_a_receipt", Place(str(path))))
    if not receipt.whole:
        params = {"stated": receipt.sha256, "found": receipt.found}
        raise DossierError(Notice("receipt.tampered", Place(str(path)), params))
    return receipt


def read_receipt(path: Path) -> Receipt | None:
    """The receipt in a file; None where it is something else.

    Raises:
        DossierError: `file.not_found`, `file.unreadable`, `file.too_large`.

    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise DossierError(Notice("file.not_found", Place(str(path)))) from None
    except (OSError, ValueError):
        raise DossierError(Notice("file.unreadable", Place(str(path)))) from None
    if len(data) > MAX_BYTES:
        params = {"limit": MAX_BYTES}
        raise DossierError(Notice("file.too_large", Place(str(path)), params))
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("format") not in _HOLDS:
        return None
    sealed, sha256 = content.get("sealed"), content.get("sha256")
    if not isinstance(sealed, dict) or not isinstance(sha256, str):
        return None
    if not _is_told(sealed, _HOLDS[content["format"]]):
        return None
    beside = content.get("beside")
    told = beside if isinstance(beside, dict) else {}
    return Receipt(path, content["format"], sha256, sealed, told, digest(sealed))


def _is_told(sealed: Mapping[str, Any], holds: tuple[str, ...]) -> bool:
    """Whether every part is there, and each file with its name and digest."""
    files = [sealed.get(name) for name in holds if name in _FILES]
    return all(name in sealed for name in holds) and all(map(_is_file, files))


def _is_file(told: Any) -> bool:
    if not isinstance(told, dict) or not isinstance(told.get("sha256"), str):
        return False
    name = told.get("file")
    return isinstance(name, str) and Path(name).name not in ("", "..") and "\0" not in name
