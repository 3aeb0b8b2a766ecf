"""What is written beside its place first, and moved there when all of it is done.

A command that is killed leaves what was there before, and the next one clears up after it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.batch.held import OWNER, held
from assessment.errors import Notice, Place, UsageError

_BEFORE = "before"
"""In the folder of a run, an earlier output on its way out; the next run puts it back."""


@contextmanager
def placed(out: Path) -> Iterator[Path]:
    """A folder of the run beside its output, empty, of no other run, gone when it is done.

    Raises:
        UsageError: `table.in_use`: another run writes there; `table.out_is_link`.
        OSError: there can be no such folder.

    """
    refuse_link(out)
    folder = _folder_of(out)
    with held(folder, out):
        try:
            _put_back(out)
            _empty(folder)
            yield folder
        finally:
            _put_back(out)
            shutil.rmtree(folder, ignore_errors=True)


def put(folder: Path, out: Path) -> None:
    """Move an output from the folder of its run to its place.

    No folder can be moved onto another: what was there waits in the folder of the run.
    """
    if out.is_dir() or ((folder / out.name).is_dir() and out.exists()):
        out.replace(folder / _BEFORE)
    (folder / out.name).replace(out)


def clear_up(out: Path) -> None:
    """Remove the folder of a run that was killed; an output that was on its way out is put back.

    Raises:
        UsageError: `table.in_use`: the run is not over.

    """
    if _folder_of(out).exists():
        with placed(out):
            pass


def refuse_link(file: Path) -> None:
    """Refuse to put a file in the place of a link, which would be gone and its target stay.

    Raises:
        UsageError: `table.out_is_link`.

    """
    if file.is_symlink():
        params = {"target": str(file.readlink())}
        raise UsageError(Notice("table.out_is_link", Place(str(file)), params))


def refuse_held(file: Path) -> None:
    """Refuse to replace a file that another program holds open, as Excel and Word do on Windows.

    Raises:
        UsageError: `usage.cannot_write`.

    """
    try:
        with file.open("r+b"):
            pass
    except FileNotFoundError:
        return
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(file)))) from None


def _folder_of(out: Path) -> Path:
    return out.with_name(f".{out.name}.part")


def _put_back(out: Path) -> None:
    before = _folder_of(out) / _BEFORE
    if before.exists() and not out.exists():
        before.replace(out)


def _empty(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != OWNER:
            left.unlink()
