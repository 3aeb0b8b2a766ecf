"""What was laid over a ruleset: a locality's changes, and figures read in the official text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessment.files import Steps, parse_path
from assessment.model.basis import Basis
from assessment.model.figure import Figure, FigureKind
from assessment.model.overlay import Change, Overlay
from assessment.model.ruleset import Ruleset
from assessment.views.figures import FigureWords
from assessment.views.pages.sheet import Ground, Run, Runs, Sheet


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One figure: of which item, what it is, what it was, and what it is now."""

    item: Runs
    figure: str
    before: str
    after: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class OverlayText:
    id: str
    title: str
    number: str
    document: str
    force: str
    place: str
    base: Run
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A figure that someone read in the official text. `before`: empty where it stayed.

    `id`: of its item; empty where it is the ruleset's own.
    """

    id: str
    item: Runs
    figure: str
    before: str
    after: str
    source: str
    by: str


def overlay_text(sheet: Sheet, overlay: Overlay, base: Ruleset, address: str | None) -> OverlayText:
    """What an overlay does to its base.

    Args:
        base: the ruleset without it.
        address: the page of the base, if there is one.

    """
    document, force = overlay.document, overlay.document.in_force
    scope = overlay.applies_to
    named = ", ".join(filter(None, (scope.district, scope.province))) if scope else ""
    return OverlayText(
        overlay.id,
        overlay.title,
        document.number,
        document.title,
        sheet.words.span(force.from_, force.to),
        named or sheet.say("page.overlay_on_request"),
        Run(base.id, address),
        tuple(_line(sheet, base, change) for change in overlay.changes),
    )


def read_figures(sheet: Sheet) -> tuple[ReadLine, ...]:
    """Every figure of the ruleset that a confirmation has read in the official text."""
    return tuple(_read(sheet))


def _read(sheet: Sheet) -> Iterator[ReadLine]:
    for overlay in sheet.ruleset.overlays:
        if overlay.confirmed is None:
            continue
        for read in overlay.figures:
            owner, _, rest = read.figure.partition(":")
            item, path = (
                (owner, rest)
                if sheet.anchor(owner)
                else (None, f"{owner}.{rest}".replace(".[", "["))
            )
            told = sheet.say(
                "page.read_by", by=read.by or overlay.confirmed.by, on=overlay.confirmed.on
            )
            what, after = _in_words(sheet, item, path, read.to)
            _, before = _in_words(sheet, item, path, read.was) if read.was else ("", "")
            yield ReadLine(item or "", _of(sheet, item), what, before, after, read.source, told)


def _line(sheet: Sheet, base: Ruleset, change: Change) -> ChangeLine:
    was = _at(base.content, change.item, parse_path(change.figure))
    what, after = _in_words(sheet, change.item, change.figure, change.to)
    _, before = _in_words(sheet, change.item, change.figure, was)
    ground = sheet.ground(change.basis, change.source)
    return ChangeLine(_of(sheet, change.item), what, before, after, ground)


def _of(sheet: Sheet, item: str | None) -> Runs:
    return sheet.links([item]) if item else (Run(sheet.ruleset.title),)


def _in_words(sheet: Sheet, item: str | None, path: str, value: str | None) -> tuple[str, str]:
    """What a figure is and what it says; both as written where it has no name."""
    steps = parse_path(path)
    kind, basis = FigureKind.TEXT, Basis.VERBATIM
    figure = Figure(item, steps, value, kind, basis, "", steps, {})
    words = FigureWords(sheet.ruleset, sheet.words)
    try:
        return words.what(figure), words.said(figure)
    except (KeyError, IndexError):
        return path, value or ""


def _at(content: Mapping[str, Any], item: str | None, steps: Steps) -> str | None:
    """The figure as the base has it; None where it is not written there."""
    node: Any = content
    if item is not None:
        node = next((each for each in _items(content) if each.get("id") == item), {})
    for step in steps:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return None if node is None else str(node)


def _items(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        if "id" in node:
            yield node
        node = tuple(node.values())
    if isinstance(node, list | tuple):
        for each in node:
            yield from _items(each)
