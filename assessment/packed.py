"""Files of an office that are zips of XML: read within bounds, before anything is made of them.

What such a file unpacks to is counted while it is unpacked, and declarations of entities are
refused, under whatever name a part hides.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, NoReturn

from assessment.errors import CdhtError, Notice, Place

_MOST_MEMBERS = 1_000
_CHUNK = 1 << 16
_OVERLAP = 128
"""Bytes of a piece that come again with the next: a tag is seen whole in one of them."""
_ANY = 64 << 20
_MOST_PACKED = 200
"""Bytes out of one byte of a file, where more than `_ANY` come out of it."""
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


class Limits(NamedTuple):
    """The most bytes of a file and unpacked; the codes of a file that is larger, or unsafe."""

    packed: int
    unpacked: int
    too_large: str
    unsafe: str


def read(path: Path, error: type[CdhtError], limits: Limits) -> bytes:
    """The bytes of a file.

    Raises:
        error: `file.not_found`, `file.unreadable`, or `limits.too_large`.

    """
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(limits.packed + 1)
    except FileNotFoundError:
        _refuse(error, "file.not_found", name)
    except OSError:
        _refuse(error, "file.unreadable", name)
    if len(data) > limits.packed:
        _refuse(error, limits.too_large, name, limit=limits.packed)
    return data


def unpacked(
    data: bytes, name: str, error: type[CdhtError], limits: Limits
) -> Iterator[tuple[str, bytes]]:
    """The members of a zip, piece by piece, each piece with the end of the one before it.

    Raises:
        error: `limits.too_large` or `limits.unsafe`.
        zipfile.BadZipFile: it is no zip.

    """
    left = min(limits.unpacked, max(_ANY, len(data) * _MOST_PACKED))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if len(archive.infolist()) > _MOST_MEMBERS:
            _refuse(error, limits.too_large, name, limit=limits.unpacked)
        for member in archive.infolist():
            seen = b""
            with archive.open(member) as file:
                while chunk := file.read(min(_CHUNK, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        _refuse(error, limits.too_large, name, limit=limits.unpacked)
                    if _is_unsafe(member.filename, seen + chunk):
                        _refuse(error, limits.unsafe, name)
                    yield member.filename, seen + chunk
                    seen = chunk[-_OVERLAP:]


def refuse_unsafe(data: bytes, name: str, error: type[CdhtError], limits: Limits) -> None:
    """Unpack every member once, and keep nothing.

    Raises:
        error: as `unpacked`; `limits.unsafe` also where it is no zip.

    """
    try:
        for _ in unpacked(data, name, error, limits):
            pass
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        _refuse(error, limits.unsafe, name)


def timeless(data: bytes) -> bytes:
    """The same zip, which does not tell when it was made: the same content is the same file."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as made, zipfile.ZipFile(file, "w") as kept:
        for member in made.infolist():
            content = made.read(member)
            kept.writestr(zipfile.ZipInfo(member.filename), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _is_unsafe(member: str, content: bytes) -> bool:
    """A part with entities of its own, under any name; XML in an encoding that would hide them."""
    is_xml = member.lower().endswith((".xml", ".rels", ".vml"))
    hides = is_xml and b"\x00" in content
    return hides or _DECLARES.search(content.replace(b"\x00", b"")) is not None


def _refuse(error: type[CdhtError], code: str, name: str, **params: int) -> NoReturn:
    raise error(Notice(code, Place(name), params)) from None
