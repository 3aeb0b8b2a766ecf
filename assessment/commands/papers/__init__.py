"""A result as a file of an office: a module a format, loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from assessment.desk import Desk, write
from assessment.engine.crosscheck import Verdict
from assessment.errors import Notice, Place, UsageError
from assessment.model.outcome import Assessment

PAPERS = ("pdf", "xlsx")
"""What `--format` may name beside text and json."""


def wanted(desk: Desk, call: str) -> Path | None:
    """Where the file goes; None where a page is asked for.

    Raises:
        UsageError: `usage.missing_argument`: no `--out`; a terminal shows no such file.

    """
    if desk.format not in PAPERS:
        return None
    if desk.out is None:
        raise UsageError(
            Notice("usage.missing_argument", Place(), {"value": "--out", "call": call})
        )
    return desk.out


def put(desk: Desk, out: Path, assessment: Assessment, verdict: Verdict, sha256: str) -> None:
    """Write the result in the format asked for: `render` of that format's module."""
    paper = import_module(f"assessment.commands.papers.{desk.format}")
    write(out, paper.render(desk, assessment, verdict, sha256))
