"""The book bound: rulesets with their neighbours, their cases run, what each altered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assessment.model.book import INDEX, Book, Example, Examples, Leaf, page_name
from assessment.model.catalogue import Listed
from assessment.model.difference import Diff
from assessment.model.overlay import Overlay
from assessment.model.ruleset import Ruleset
from assessment.rulebook.cases.blocks import Block, blocks
from assessment.rulebook.cases.run import came_out
from assessment.rulebook.cases.table import Expect
from assessment.rulebook.cases.trial import gathered
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.diff import diff
from assessment.rulebook.figures import figures_of
from assessment.rulebook.listing import listed

_Came = Mapping[str | None, Mapping[str, Any]]
"""What came of a block's outcomes that do not hold."""


def bound(catalog: Catalog, ids: Sequence[str] = ()) -> Book:
    """A page for each ruleset, and for each overlay on it.

    Args:
        ids: of the rulesets wanted, all on the shelves; empty: all.

    Raises:
        DossierError: a table of cases is malformed.
        RulesetError: a ruleset or an overlay has problems.

    """
    return Book(tuple(_Binder(catalog, ids).leaves()))


class _Binder:
    def __init__(self, catalog: Catalog, ids: Sequence[str]) -> None:
        self._catalog = catalog
        self._shelf = {ruleset.id: ruleset for ruleset in catalog.all()}
        wanted = [self._shelf[id_] for id_ in dict.fromkeys(ids or self._shelf)]
        overlays = tuple(catalog.overlays())
        self._listed = listed(wanted, tuple(self._shelf.values()), overlays)
        self._files = _files(self._listed)
        self._blocks = tuple(blocks(catalog.tables()))
        self._came: dict[tuple[str, str], dict[str | None, Mapping[str, Any]]] = {}
        for ruleset, cases, _ in gathered(catalog, tuple(r.id for r in wanted)):
            for case in cases:
                if came := came_out(case, ruleset):
                    self._came.setdefault((case.table, case.block), {})[case.step] = came

    def leaves(self) -> Iterator[Leaf]:
        for each in self._listed:
            differences = tuple(self._differences(each))
            yield replace(self._leaf(each), differences=differences)
            for overlay in each.overlays:
                ruleset = self._catalog.get(each.ruleset.id, (overlay.id,))
                assert ruleset is not None, overlay.base
                laid = Listed(ruleset, each.replaces, each.replaced_by, overlays=())
                yield self._leaf(laid, (overlay, each.ruleset))

    def _leaf(self, each: Listed, laid_over: tuple[Overlay, Ruleset] | None = None) -> Leaf:
        overlay = laid_over[0].id if laid_over else None
        return Leaf(
            self._files[page_name(each.ruleset.id, overlay)],
            each,
            laid_over,
            left=sum(not figure.verbatim for figure in figures_of(each.ruleset)),
            examples=self._cases(each.ruleset.id, overlay),
        )

    def _differences(self, each: Listed) -> Iterator[Diff]:
        for neighbour in each.replaces:
            if neighbour.ruleset:
                yield diff(self._shelf[neighbour.ruleset], each.ruleset)

    def _cases(self, ruleset: str, overlay: str | None) -> tuple[Examples, ...]:
        """The cases of a ruleset with this overlay on it, table by table."""
        tables: dict[str, list[Block]] = {}
        for block in self._blocks:
            if block.ruleset == ruleset and block.entry.overlay == overlay:
                tables.setdefault(block.table, []).append(block)
        return tuple(
            Examples(name, found[0].about, found[0].note, tuple(map(self._example, found)))
            for name, found in tables.items()
        )

    def _example(self, block: Block) -> Example:
        return _example(block, self._came.get((block.table, block.entry.id), {}))


def _example(block: Block, came: _Came) -> Example:
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
        came,
    )


def _files(entries: Sequence[Listed]) -> Mapping[str, str]:
    """A file for each page by its name; none differ by case alone."""
    taken = {INDEX}
    files: dict[str, str] = {}
    for each in entries:
        for overlay in (None, *(overlay.id for overlay in each.overlays)):
            name = page_name(each.ruleset.id, overlay)
            file = f"{name}.html"
            while file.casefold() in taken:
                file = f"+{file}"
            taken.add(file.casefold())
            files[name] = file
    return files
