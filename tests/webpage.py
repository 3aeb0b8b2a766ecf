"""A page of HTML as a test looks at it: its elements, ids, links and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"td", "th", "tr", "li", "ul", "ol", "p", "dt", "dd", "h1", "h2", "h3", "section", "table"}
VOID = {"meta", "rect", "wbr", "link", "img", "br", "hr", "input", "base"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text within; a cell, an item or a paragraph stands apart from the next."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                parts.append(f" {child.text} " if child.tag in BLOCKS else child.text)
        return "".join(parts)

    def every(self, *tags: str) -> Iterator[Element]:
        """The elements within, of these tags where some are named."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.every(*tags)

    def of_class(self, name: str) -> list[Element]:
        return [e for e in self.every() if name in e.attributes.get("class", "").split()]


class Page(HTMLParser):
    """Parses strictly: each end tag closes the element that is open."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self._open = [self.root]
        self.feed(text)
        self.close()
        assert len(self._open) == 1, [e.tag for e in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {n: v or "" for n, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, (self._open[-1].tag, tag)
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.root.every() if "id" in e.attributes]

    @property
    def links(self) -> list[str]:
        return [e.attributes["href"] for e in self.root.every() if "href" in e.attributes]

    @property
    def text(self) -> str:
        body = next(self.root.every("body"))
        return " ".join(body.text.split())

    def at(self, id_: str) -> str:
        """The text of an element by its id."""
        found = next(e for e in self.root.every() if e.attributes.get("id") == id_)
        return " ".join(found.text.split())
