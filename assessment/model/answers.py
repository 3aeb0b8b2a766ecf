"""The words of yes, no and nothing, wherever an answer is read."""

from __future__ import annotations

from typing import Final

YES: Final = ("có", "x", "true")
NO: Final = ("không", "false")
"""In a dossier or a table; capitals do not matter."""

TICKED: Final = (*YES, "yes", "✓", "✔", "☑", "√")
CROSSED: Final = (*NO, "no")
NOTHING: Final = ("", "-", "–", "—", "…", "...", "?", "/")
"""In a cell that people fill in by hand; a cell with one of `NOTHING` is as good as empty."""
