"""A folder of pages: made by us, known by its list, and never mixed with others' files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from assessment.desk import write
from assessment.errors import Notice, Place, UsageError

LIST = ".cdht-pages"
"""The list of the pages in a folder that we wrote, a name a line."""

_PAGE = re.compile(r"[A-Za-z0-9+][A-Za-z0-9_.+-]*\.html")


def refuse_foreign(folder: Path, names: frozenset[str]) -> None:
    """No page is written into a folder that holds anything but pages of ours.

    Args:
        names: of the pages to write.

    Raises:
        UsageError: `pages.not_a_folder`; `pages.foreign_file` for a folder without our
            list that is not empty, or for a page's name that a file has which is not ours.

    """
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        _refuse("pages.not_a_folder", folder)
    try:
        found = sorted(path.name for path in folder.iterdir())
    except OSError:
        _refuse("pages.not_a_folder", folder)
    ours = _listed(folder)
    if LIST not in found and found:
        _refuse("pages.foreign_file", folder, file=found[0])
    for name in found:
        taken = name in names and name not in ours
        if taken or (name in ours and not _is_plain_file(folder / name)):
            _refuse("pages.foreign_file", folder, file=name)


def write_pages(folder: Path, pages: Mapping[str, str]) -> int:
    """Write the pages, and take away those of ours that are no longer among them.

    Args:
        pages: by file name.

    Returns:
        how many were taken away.

    Raises:
        UsageError: as `refuse_foreign`; `usage.cannot_write`.

    """
    refuse_foreign(folder, frozenset(pages))
    before = _listed(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / LIST, _lines(before | frozenset(pages)))
        for name, content in pages.items():
            write(folder / name, content)
        gone = [folder / name for name in sorted(before - frozenset(pages))]
        removed = sum(path.exists() for path in gone)
        for path in gone:
            path.unlink(missing_ok=True)
        write(folder / LIST, _lines(frozenset(pages)))
    except OSError:
        raise UsageError(Notice("usage.cannot_write", Place(str(folder)))) from None
    return removed


def _listed(folder: Path) -> frozenset[str]:
    """The names on our list that a page could have; none where there is no list."""
    try:
        text = (folder / LIST).read_text("utf-8")
    except (OSError, ValueError):
        return frozenset()
    return frozenset(name for name in text.splitlines() if _PAGE.fullmatch(name))


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _lines(names: frozenset[str]) -> str:
    return "".join(f"{name}\n" for name in sorted(names))


def _refuse(code: str, folder: Path, **params: str) -> NoReturn:
    raise UsageError(Notice(code, Place(), {"value": str(folder), **params}))
