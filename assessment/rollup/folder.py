"""The folder of a dossier: its files, as documents and receipts name them, and no others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assessment.batch.receipt import file_digest, receipt_of
from assessment.errors import DossierError
from assessment.model.trace import Fate, File
from assessment.receipts import RUN, Receipt, read_receipt

_MOST_BYTES = 8 << 30
_MOST_FILES = 20_000
_MOST_NAMESAKES = 5


class Told(NamedTuple):
    """A file that a receipt tells: where it is, or would be, and what became of it."""

    path: Path
    file: File


class Folder:
    """Files are looked at where they lie in the folder, or in one inside."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._named: dict[str, list[Path]] | None = None

    def document(self, document: str, folder: Path) -> Path | None:
        """Where a document is that something in a folder names; None: outside."""
        named = Path(document)
        if named.is_absolute() or ".." in named.parts or "\\" in document or "\0" in document:
            return None
        try:
            path = (folder / named).resolve()
        except (OSError, RuntimeError):
            return None
        return path if path.is_relative_to(self._root) else None

    def within(self, path: Path) -> Path:
        """A file's path from the folder."""
        return path.resolve().relative_to(self._root)

    def output(self, receipt: Receipt) -> Told:
        """What a receipt was written for, beside it."""
        path, digest = receipt.file("output")
        return Told(path, File(path.name, self._fate(path, digest)))

    def table(self, receipt: Receipt) -> Told:
        """What a run certified: beside its receipt, or a file of that name and digest elsewhere."""
        path, digest = receipt.file("table")
        fate = Fate.MISSING if _is_of_another(receipt, path) else self._fate(path, digest)
        if fate is not Fate.SAME:
            for other in self._namesakes(path.name):
                if self._fate(other, digest) is Fate.SAME:
                    return Told(other, File(path.name, Fate.SAME))
        return Told(path, File(path.name, fate))

    def _fate(self, path: Path, digest: str) -> Fate:
        if not path.resolve().is_relative_to(self._root):
            return Fate.OUTSIDE
        if not path.exists():
            return Fate.MISSING
        parts = path.glob("*.parquet") if path.is_dir() else (path,)
        if sum(part.stat().st_size for part in parts) > _MOST_BYTES:
            return Fate.UNREAD
        return Fate.SAME if file_digest(path) == digest else Fate.CHANGED

    def _namesakes(self, name: str) -> list[Path]:
        """The first few files of a name; the folder is looked through once."""
        if self._named is None:
            self._named = {}
            for number, path in enumerate(self._every()):
                if number == _MOST_FILES:
                    break
                self._named.setdefault(path.name, []).append(path)
        return self._named.get(name, [])[:_MOST_NAMESAKES]

    def _every(self) -> Iterator[Path]:
        for folder, folders, files in os.walk(self._root):
            folders.sort()
            yield from (Path(folder, name) for name in sorted((*files, *folders)))


def _is_of_another(receipt: Receipt, table: Path) -> bool:
    """Whether what stands where the table of a run would is results, of this run or of another."""
    if receipt.table is None:
        return True
    try:
        other = read_receipt(receipt_of(table))
    except DossierError:
        return False
    if other is None or other.format != RUN:
        return False
    path, digest = other.file("output")
    return path == table and table.exists() and file_digest(table) == digest
