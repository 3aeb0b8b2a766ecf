"""What a file with the ending of a workbook is in truth, where it is no workbook to be read.

People change endings by hand, and programs write pages of text under the ending of Excel.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from assessment.errors import DossierError, Notice, Place

SUFFIX = ".xlsx"

_OF_MACROS = (".xlsm", ".xltm")
_BEFORE_2007 = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "vbaproject.bin"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


def refuse_other_kinds(path: Path, limit: int) -> None:
    """Refuse what is no workbook of Excel from 2007 on, or runs by itself, and say what it is.

    A file that cannot be opened is for whoever reads it.

    Args:
        limit: the most bytes to look at.

    Raises:
        DossierError: `form.empty_file`, `form.locked`, `form.old_excel`, `form.text_file`,
            `form.macros`, `form.other_format`.

    """
    try:
        with path.open("rb") as file:
            data = file.read(limit)
    except OSError:
        return
    if found := _kind(data, path.suffix.lower()):
        code, value = found
        raise DossierError(Notice(code, Place(str(path)), {"value": value} if value else {}))


def is_zip(path: Path) -> bool:
    """Whether a file is an archive, as workbooks are, whatever its ending says."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def _kind(data: bytes, suffix: str) -> tuple[str, str] | None:
    """The code of what a file is, and the ending that it has or should have."""
    if not data.strip():
        return "form.empty_file", ""
    if data.startswith(_BEFORE_2007):
        return ("form.locked" if _ENCRYPTED in data else "form.old_excel"), ""
    if data.startswith(b"PK"):
        return _kind_of_zip(data, suffix)
    if _is_text(data):
        return "form.text_file", suffix
    return None if suffix == SUFFIX else ("form.other_format", suffix)


def _kind_of_zip(data: bytes, suffix: str) -> tuple[str, str] | None:
    names, mimetype = list[str](), b""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if names[:1] == ["mimetype"]:
                with archive.open("mimetype") as file:
                    mimetype = file.read(len(_OPEN_DOCUMENT))
    except (ValueError, NotImplementedError, RuntimeError, BadZipFile):
        pass  # whoever reads the workbook says what is wrong with it
    if suffix in _OF_MACROS or any(name.lower().endswith(_MACROS) for name in names):
        return "form.macros", suffix
    if mimetype == _OPEN_DOCUMENT:
        return "form.other_format", ".ods"
    return None if suffix == SUFFIX else ("form.other_format", suffix)


def _is_text(data: bytes) -> bool:
    """Whether a file is a table or a page of text: CSV, HTML."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in data and not data.startswith(b"%PDF")
