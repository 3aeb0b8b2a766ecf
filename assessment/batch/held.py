"""A folder in which one run works at a time; the system frees it when the run is gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from assessment.errors import Notice, Place, UsageError

OWNER = "owner"
"""The file of the folder that a run keeps locked."""


@contextmanager
def held(folder: Path, out: Path) -> Iterator[None]:
    """Hold a folder, made where there is none; it may be removed meanwhile.

    Args:
        out: what the run writes.

    Raises:
        UsageError: `table.in_use`: another run holds it.

    """
    file = _owner(folder, out)
    try:
        yield
    finally:
        file.close()
        if sys.platform == "win32":  # which removes no file that is open
            with suppress(OSError):
                (folder / OWNER).unlink()
                folder.rmdir()


def _owner(folder: Path, out: Path) -> BinaryIO:
    while True:
        folder.mkdir(exist_ok=True)
        try:
            file = (folder / OWNER).open("ab")
        except FileNotFoundError:  # a run has just ended, and taken the folder along
            continue
        try:
            _lock(file)
            if _stands(file, folder / OWNER):
                return file
        except BlockingIOError:
            file.close()
            raise UsageError(Notice("table.in_use", Place(str(out)))) from None
        file.close()


def _stands(file: BinaryIO, path: Path) -> bool:
    """Whether the open file is still the one of this name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _lock(file: BinaryIO) -> None:
    """Lock a file while this process lives; some network drives know no locks.

    Raises:
        BlockingIOError: it is locked.

    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - of this system only

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None
    else:
        import fcntl  # noqa: PLC0415 - as above

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            return
