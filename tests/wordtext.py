"""What a Word document says, block by block in the order of its pages, as text."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import docx
from docx.table import Table

SOFFICE = shutil.which("soffice")


def blocks(document: Path | IO[bytes]) -> list[str]:
    """Each paragraph, and each row of a table with its cells apart by " | "."""
    return list(
        _blocks(docx.Document(document if not isinstance(document, Path) else str(document)))
    )


def paragraphs(document: Path | IO[bytes]) -> list[str]:
    """The paragraphs outside of ruled tables, in order; those of a block on one page too."""
    return list(
        _paragraphs(docx.Document(document if not isinstance(document, Path) else str(document)))
    )


def _paragraphs(part) -> Iterator[str]:
    for block in part.iter_inner_content():
        if not isinstance(block, Table):
            yield block.text
        for row in block.rows if isinstance(block, Table) else ():
            if row.cells[0].tables:
                yield from _paragraphs(row.cells[0])


def said(document: Path | IO[bytes]) -> str:
    """Everything, in one line of single spaces."""
    return " ".join(" ".join(blocks(document)).split())


def _blocks(part) -> Iterator[str]:
    for block in part.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                if any(cell.tables for cell in row.cells):
                    yield from _blocks(row.cells[0])
                else:
                    yield " | ".join(cell.text for cell in row.cells)
        else:
            yield block.text


def printed(file: Path, folder: Path) -> Path | None:
    """The document as LibreOffice prints it; None where it cannot open it."""
    assert SOFFICE
    profile = (folder / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", folder, file], check=True, capture_output=True, timeout=120
    )
    made = folder / f"{file.stem}.pdf"
    return made if made.exists() else None
