"""Pages from plain data: templates filled, everything in them escaped."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assessment.model.book import INDEX, Book
from assessment.views.pages.book import RulesetPage, contents, ruleset_page
from assessment.views.pages.index import IndexPage, index_page
from assessment.wording import Words

_HERE = Path(__file__).resolve().parent
STYLE = _HERE / "style.css"


def printed(book: Book, words: Words, today: date, *, dated: bool) -> dict[str, str]:
    """Every page by its file. `dated`: say for which day they hold."""
    press, address = Press(words), book.files.get
    as_of = words.date(today) if dated else None
    rulesets = [leaf for leaf in book.leaves if leaf.laid_over is None]
    pages = {INDEX: press.index(index_page(rulesets, words, today, address, dated=dated))}
    for leaf in book.leaves:
        pages[leaf.file] = press.ruleset(ruleset_page(leaf, words, today, address), as_of)
    return pages


def written(book: Book, folder: Path, removed: int, words: Words) -> str:
    """What was written where and taken away, and on which pages some case does not hold."""
    shown = {"count": len(book.leaves) + 1, "folder": folder, "index": folder / INDEX}
    lines = [words.say("page.written", **shown)]
    if removed:
        lines.append(words.say("page.removed", count=removed))
    lines += [
        words.say("page.written_failed", failed=leaf.failed, file=leaf.file)
        for leaf in book.leaves
        if leaf.failed
    ]
    return "\n".join((*lines, ""))


def contract(book: Book) -> list[dict[str, Any]]:
    """Which file is the page of what, and how many of its cases do not hold."""
    pages = ({"of": leaf.name, "file": leaf.file, "failed": leaf.failed} for leaf in book.leaves)
    return [{"of": "index", "file": INDEX, "failed": 0}, *pages]


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
