"""Pages from plain data: templates filled, everything in them escaped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assessment.views.pages.book import RulesetPage, contents
from assessment.views.pages.index import IndexPage
from assessment.wording import Words

_HERE = Path(__file__).resolve().parent
STYLE = _HERE / "style.css"


class Press:
    """Prints pages in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._templates.filters["css"] = _css_text
        self._templates.globals |= {
            "say": words.say,
            "language": words.language,
            "law": Markup(' lang="vi"') if words.language != "vi" else "",
            "style": Markup(STYLE.read_text("utf-8")),  # noqa: S704 - our own file
        }

    def ruleset(self, page: RulesetPage, as_of: str | None) -> str:
        """`as_of`: the day for which it was asked, where one was named."""
        return self._fill(
            "ruleset.html", page=page, contents=contents(page, self._words), as_of=as_of
        )

    def index(self, page: IndexPage) -> str:
        return self._fill("index.html", page=page, as_of=page.as_of)

    def _fill(self, name: str, **parts: Any) -> str:
        return self._templates.get_template(name).render(**parts)


def _css_text(text: str) -> Markup:
    """A text within a style sheet's quotes: all but plain letters and digits by their number."""
    return Markup(re.sub(r"[^A-Za-z0-9]", lambda match: f"\\{ord(match[0]):x} ", text))  # noqa: S704
