"""Where in its file a notice belongs, in words: a line, or a cell of a sheet."""

from __future__ import annotations

from assessment.errors import Place
from assessment.wording import Words


def spot(place: Place, words: Words) -> str:
    """As "dòng 12", "trang 'Tiêu chí 4', ô F12"; "" where neither is known."""
    if place.cell is not None:
        return words.say("form.at", sheet=place.cell.sheet, cell=place.cell.at)
    return words.say("line", line=str(place.line)) if place.line else ""
