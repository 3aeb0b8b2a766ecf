"""Receipts of every kind, read within bounds and held to their own digests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment.batch.receipt import FORMAT as RUN
from assessment.engine.receipt import FORMAT as DOSSIER
from assessment.errors import DossierError, Notice, Place
from assessment.model.digest import digest

ROLLUP = "cdht-rollup/1"
MAX_BYTES = 64 << 20

_HOLDS = {
    RUN: ("ruleset", "columns", "table", "output", "counts"),
    ROLLUP: ("ruleset", "subject", "inputs", "output", "groups"),
    DOSSIER: ("ruleset", "dossier", "options", "result"),
}
_FILES = ("table", "output")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt seals. `whole`: it still has the digest that it states."""

    path: Path
    format: str
    sha256: str
    sealed: Mapping[str, Any]
    whole: bool

    def file(self, name: str) -> tuple[Path, str]:
        """A file that it speaks of, beside itself, and that file's digest."""
        told = self.sealed[name]
        return self.path.with_name(Path(told["file"]).name), told["sha256"]


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
    return Receipt(path, content["format"], sha256, sealed, digest(sealed) == sha256)


def _is_told(sealed: Mapping[str, Any], holds: tuple[str, ...]) -> bool:
    """Whether every part is there, and each file with its name and digest."""
    files = [sealed.get(name) for name in holds if name in _FILES]
    return all(name in sealed for name in holds) and all(map(_is_file, files))


def _is_file(told: Any) -> bool:
    if not isinstance(told, dict) or not isinstance(told.get("sha256"), str):
        return False
    name = told.get("file")
    return isinstance(name, str) and Path(name).name not in ("", "..") and "\0" not in name
