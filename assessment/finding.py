"""From files, folders and patterns on the command line to the files that they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from glob import glob, has_magic
from os.path import isdir, lexists, realpath
from pathlib import Path
from typing import NamedTuple

DOSSIERS = frozenset({".yaml", ".yml", ".json", ".xlsx"})
TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet"})
"""The endings of files, in small letters."""

LISTED = TABLES - {".txt"}
"""Of those of tables, the ones that are looked for in folders."""

_PARTED = ".parquet"


class Found(NamedTuple):
    """A file to read. `named`: the user named it, or a pattern did, and not only its folder."""

    path: Path
    named: bool


def files_of(paths: Sequence[Path], suffixes: Collection[str]) -> tuple[list[Found], list[Path]]:
    """The files that paths stand for, each once, those of folders by their names.

    Args:
        paths: files, folders (with the folders in them), or patterns such as xa/*.yaml.
        suffixes: the endings of the files that are looked for in folders.

    Returns:
        the files, and the folders and patterns without any.

    """
    found: dict[str, Found] = {}
    empty: list[Path] = []
    for path in paths:
        files = list(_files(path, suffixes))
        for file in files:
            target = realpath(file.path)
            known = found.setdefault(target, file)
            found[target] = known._replace(named=known.named or file.named)
        if not files:
            empty.append(path)
    return list(found.values()), empty


def stands_for_several(path: Path) -> bool:
    """Whether a path may stand for several files."""
    return _is_folder(path) or (has_magic(str(path)) and not lexists(path))


def _files(path: Path, suffixes: Collection[str]) -> Iterator[Found]:
    if _is_folder(path):
        inside = (p for p in sorted(path.rglob("*")) if p.suffix.lower() in suffixes)
        shown = (p for p in inside if not _is_hidden(p.relative_to(path)))
        yield from (Found(p, named=False) for p in shown if _is_one(p, path))
    elif has_magic(str(path)) and not lexists(path):
        for name in sorted(glob(str(path), recursive=True)):  # noqa: PTH207 - absolute patterns too
            matched = Path(name)
            if _is_folder(matched):
                yield from _files(matched, suffixes)
            else:
                yield Found(matched, named=True)
    else:
        yield Found(path, named=True)


def _is_one(path: Path, root: Path) -> bool:
    """A file, or a folder that is one table; and no part of such a folder."""
    parts = path.relative_to(root).parents
    return (path.is_file() or is_table(path)) and not any(is_table(root / p) for p in parts)


def is_table(path: Path) -> bool:
    """Whether a folder holds the parts of one table, as engines on several machines write it."""
    return path.suffix.lower() == _PARTED and isdir(path)  # noqa: PTH112 - as below


def _is_folder(path: Path) -> bool:
    if is_table(path):
        return False
    return isdir(path)  # noqa: PTH112 - of a name too long, or links in a circle, this makes no error


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)
