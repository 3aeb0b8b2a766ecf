"""`cdht rules doc`: the rulebook as pages to read, print and hand over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from assessment.commands.steps import chosen
from assessment.desk import Desk, common, guarded
from assessment.errors import Notice, Place, UsageError
from assessment.folder import refuse_foreign, write_pages
from assessment.model.catalogue import Listed
from assessment.rulebook.cases.blocks import Block, blocks
from assessment.rulebook.cases.table import Expect
from assessment.rulebook.diff import diff
from assessment.rulebook.listing import listed
from assessment.views import json as json_view
from assessment.views.differences import sentences
from assessment.views.pages.book import ruleset_page
from assessment.views.pages.examples import Example, Examples
from assessment.views.pages.index import index_page

INDEX = "index.html"


@click.command("doc")
@click.argument("rulesets", nargs=-1)
@common
def command(rulesets: tuple[str, ...], out: Path | None, **options: Any) -> None:
    """Các bộ tiêu chí thành trang để đọc, in và gửi, ghi vào thư mục --out."""
    dated = options["as_of"] is not None

    def run(desk: Desk) -> None:
        if out is None:
            params = {"call": "cdht rules doc", "value": "--out", "nearest": None}
            raise UsageError(Notice("usage.missing_argument", Place(), params))
        book = _Book(desk, rulesets, dated=dated)
        refuse_foreign(out, frozenset((INDEX, *book.files.values())))
        pages = dict(book.pages())
        write_pages(out, pages)
        if desk.format == "json":
            desk.put(json_view.dumps({"folder": str(out), "pages": book.contract()}))
        else:
            shown = {"count": len(pages), "folder": str(out), "index": str(out / INDEX)}
            desk.put(desk.words.say("page.written", **shown) + "\n")

    guarded(run, {**options, "out": None})


class _Book:
    """The rulesets asked for, each with its cases and the address of its page."""

    def __init__(self, desk: Desk, ids: Sequence[str], *, dated: bool) -> None:
        self._desk = desk
        self._dated = dated
        shelf = tuple(desk.catalog.all())
        wanted = [chosen(desk, id_) for id_ in dict.fromkeys(ids)] if ids else shelf
        self._shelf = {ruleset.id: ruleset for ruleset in shelf}
        self._listed = listed(wanted, shelf, tuple(desk.catalog.overlays()))
        self._blocks = tuple(blocks(desk.catalog.tables()))
        self.files = _files(self._listed)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page by its file's name."""
        from assessment.views.pages.render import Press  # noqa: PLC0415 - templates take time

        words, today = self._desk.words, self._desk.today
        press = Press(words)
        as_of = words.date(today) if self._dated else None
        index = index_page(self._listed, words, today, self.files.get, dated=self._dated)
        yield INDEX, press.index(index)
        for each in self._listed:
            page = ruleset_page(
                each,
                words,
                today,
                self.files.get,
                examples=self._cases(each.ruleset.id, None),
                differences=tuple(self._differences(each)),
            )
            yield self.files[each.ruleset.id], press.ruleset(page, as_of)
            for overlay in each.overlays:
                page = ruleset_page(
                    self._laid_over(each, overlay.id),
                    words,
                    today,
                    self.files.get,
                    laid_over=(overlay, each.ruleset),
                    examples=self._cases(each.ruleset.id, overlay.id),
                )
                yield self.files[f"{overlay.base}+{overlay.id}"], press.ruleset(page, as_of)

    def contract(self) -> list[dict[str, str]]:
        """Which file is the page of what; an overlay is named "base+overlay"."""
        pages = (("index", INDEX), *self.files.items())
        return [{"of": name, "file": file} for name, file in pages]

    def _differences(self, each: Listed) -> Iterator[str]:
        """What is altered since the rulesets that this one replaces."""
        for neighbour in each.replaces:
            if neighbour.ruleset:
                found = diff(self._shelf[neighbour.ruleset], each.ruleset)
                yield from sentences(found, self._desk.words)

    def _laid_over(self, each: Listed, overlay: str) -> Listed:
        ruleset = chosen(self._desk, each.ruleset.id, (overlay,))
        return Listed(ruleset, each.replaces, each.replaced_by, overlays=())

    def _cases(self, ruleset: str, overlay: str | None) -> tuple[Examples, ...]:
        """The cases of a ruleset with this overlay on it, table by table."""
        tables: dict[str, list[Block]] = {}
        for block in self._blocks:
            if block.ruleset == ruleset and block.entry.overlay == overlay:
                tables.setdefault(block.table, []).append(block)
        return tuple(
            Examples(name, found[0].about, found[0].note, tuple(map(_example, found)))
            for name, found in tables.items()
        )


def _example(block: Block) -> Example:
    entry, ladder = block.entry, block.entry.ladder
    given = {
        "subject": block.subject,
        "period": entry.period,
        "previous": entry.previous,
        "evidence": entry.evidence,
        "inspected": entry.inspected,
        "applies": entry.applies,
    }
    expected: list[tuple[str | None, Expect]] = [(None, entry.expect)] if entry.expect else []
    if ladder:
        expected += [(value, expect) for value, _, expect in ladder.steps()]
    return Example(
        entry.id,
        entry.note,
        entry.source,
        given,
        {value: expect.model_dump(mode="json", exclude_unset=True) for value, expect in expected},
        ladder.vary if ladder else None,
        ladder.item if ladder else None,
        entry.options.model_dump(),
    )


def _files(entries: Sequence[Listed]) -> Mapping[str, str]:
    """A file for each ruleset and each overlay ("base+overlay"); none differ by case alone."""
    taken = {INDEX}
    files: dict[str, str] = {}
    for each in entries:
        overlays = [f"{overlay.base}+{overlay.id}" for overlay in each.overlays]
        for name in (each.ruleset.id, *overlays):
            file = f"{name}.html"
            while file.casefold() in taken:
                file = f"+{file}"
            taken.add(file.casefold())
            files[name] = file
    return files
