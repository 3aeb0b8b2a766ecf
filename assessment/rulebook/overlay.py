"""Overlays: read, and laid over the content of a ruleset.

The changed content is checked again as a whole, and names its overlays, so that a receipt
of it replays without them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from assessment.errors import Notice, RulesetError, nearest
from assessment.files import Steps, Tree, parse_path, path_text, read_tree
from assessment.model.basis import Basis
from assessment.model.digest import digest
from assessment.model.figure import figure_name
from assessment.model.overlay import UNKNOWN, Change, Confirmation, Overlay, Reading
from assessment.model.quantity import parse_figure
from assessment.rulebook.figures import as_text, dicts, entries, items, pin_others, raise_confirmed
from assessment.rulebook.grounds import APART, CONFIRMED, SOURCED, at_path, finer_name
from assessment.rulebook.load import label_of
from assessment.shape import validate

_WORDS = frozenset({"title", "text", "label", "unit", "note"})
_BESIDE = _WORDS | {"at_least", "at_most"}
"""What may be changed and is no figure of the law: words, and the bounds of evidence."""


class LoadedOverlay:
    """An overlay and the file it came from; with `confirmed` it is a confirmation."""

    def __init__(self, tree: Tree) -> None:
        head = {name: tree.content.get(name) for name in ("basis", "source")}
        content = {name: value for name, value in tree.content.items() if name not in head}
        for name in ("document", "changes"):
            if name in content:
                content[name] = _sourced(content[name], head)
        self.tree = tree
        self.overlay: Overlay | Confirmation
        if "confirmed" in content:
            self.overlay = validate(Confirmation, tree, content, RulesetError)
        else:
            self.overlay = validate(Overlay, tree, content, RulesetError)
        self.changes: tuple[Change | Reading, ...] = self.overlay.changes

    @classmethod
    def read(cls, path: Path) -> LoadedOverlay:
        """Read one overlay file.

        Raises:
            RulesetError: every `file.*` and `shape.*` problem.
        """
        return cls(read_tree(path, RulesetError))

    def over(self, base: Tree) -> Tree:
        """The base's content with every change made and this overlay named.

        Raises:
            RulesetError: a change that names an item or a figure that the base lacks.
        """
        content = copy.deepcopy(base.content)
        read = self._lay_over(content)
        raise_confirmed(content)
        content["overlays"] = [*content.get("overlays", []), self._named(read)]
        return Tree(content, base.file, dict(base.lines))

    def already_said(self, base: Tree) -> Iterator[tuple[int, str]]:
        """The changes, by their number from 0, of what is so already; and what that is.

        Raises:
            RulesetError: a change that names an item or a figure that the base lacks.
        """
        for index, (change, was) in enumerate(self._lay_over(copy.deepcopy(base.content))):
            if _is_same(change, change.to, was):
                yield index, was

    def _lay_over(self, content: dict[str, Any]) -> list[tuple[Change | Reading, str]]:
        """Make every change (in place); each with what was said before."""
        found = dict(items(content))
        figures = {figure.name for entry in entries(content) for figure in entry.figures}
        read = []
        stale = []
        for index, change in enumerate(self.changes):
            item = content if change.item is None else self._item(found, change.item, index)
            steps = parse_path(change.figure)
            if figure_name(change.item, steps) not in figures and steps[-1] not in _BESIDE:
                self._refuse("overlay.unknown_figure", index, figure=change.figure)
            was = as_text(self._set(content, item, change, index)) or UNKNOWN
            read.append((change, was))
            if isinstance(change, Reading) and not _fits(change, was, content):
                params = {"figure": _name(change), "was": change.was, "now": was}
                params["base"] = self.overlay.base
                place = self.tree.place(("changes", index, "was"))
                stale.append(Notice("overlay.stale_reading", place, params))
        if stale:
            raise RulesetError(*stale)
        return read

    def _item(self, found: Mapping[str, Any], id_: str, index: int) -> dict[str, Any]:
        if id_ not in found:
            self._refuse("overlay.unknown_item", index, id=id_, nearest=nearest(id_, found))
        item: dict[str, Any] = found[id_]
        return item

    def _set(
        self, content: dict[str, Any], item: dict[str, Any], change: Change | Reading, index: int
    ) -> Any:
        """Set a figure and its ground (in place); what it was before."""
        steps = parse_path(change.figure)
        holder = at_path(item, steps[:-1])
        last = steps[-1]
        unsaid = change.figure == "text" and "kind" in item
        if not (isinstance(holder, dict) and (last in holder or unsaid)):
            self._refuse("overlay.unknown_figure", index, figure=change.figure)
        evidence = content.get("evidence") or {}
        was = holder[last] if last in holder else label_of(item, evidence)
        match was:
            case list():
                holder[last] = _names(change.to)
            case {"of": _, "over": _} if isinstance(change, Change) or change.to == as_text(was):
                of, _, over = change.to.partition("/")
                holder[last] = {**was, "of": of.strip(), "over": over.strip()}
            case _:
                holder[last] = change.to
        self._ground(content, item, steps, change)
        return was

    def _ground(
        self, content: dict[str, Any], item: dict[str, Any], steps: Steps, change: Change | Reading
    ) -> None:
        """Basis and source of the figure, or of the innermost entry that holds it (in place)."""
        depth, key, entry = 0, "", item
        for index in range(1, len(steps)):
            name = next(s for s in reversed(steps[:index]) if isinstance(s, str))
            node = at_path(item, steps[:index])
            if isinstance(node, dict) and name in SOURCED:
                depth, key, entry = index, name, node
        if entry is content:  # whose basis is handed down, and says nothing of its own words
            return
        figure = path_text(steps[depth:])
        if change.basis is Basis.VERBATIM:
            entry[CONFIRMED] = {**entry.get(CONFIRMED, {}), figure: change.source}
            return
        entry.get(CONFIRMED, {}).pop(figure, None)
        kind = "items" if "kind" in entry else key
        apart = APART.get(kind, {}).get(figure, ())
        stated = {"basis": change.basis.value, "source": change.source}
        if apart:
            holder, name = at_path(entry, steps[depth:-1]), finer_name(kind, str(steps[-1]))
            holder.update({f"{name}_{what}": stated[what] for what in apart})
            return
        pin_others(content, entry, figure)
        entry.update(stated)

    def _named(self, read: Sequence[tuple[Change | Reading, str]]) -> dict[str, Any]:
        """What the changed content says of this overlay."""
        overlay = self.overlay
        sha256 = digest(self.tree.content)
        if isinstance(overlay, Overlay):
            number = overlay.document.number
            return {"id": overlay.id, "title": overlay.title, "number": number, "sha256": sha256}
        by, on = overlay.confirmed.by, overlay.confirmed.on.isoformat()
        figures = [_read(change, was) for change, was in read if isinstance(change, Reading)]
        confirmed = {"by": by, "on": on}
        return {"id": overlay.id, "sha256": sha256, "confirmed": confirmed, "figures": figures}

    def _refuse(self, code: str, index: int, **params: Any) -> NoReturn:
        place = self.tree.place(("changes", index))
        raise RulesetError(Notice(code, place, {**params, "base": self.overlay.base}))


def _fits(reading: Reading, now: str, content: Mapping[str, Any]) -> bool:
    """Whether a figure is still the one that was read.

    It says what it said then, or what was read; or other readings of it came between.
    """
    earlier = [
        read
        for overlay in dicts(content.get("overlays"))
        for read in dicts(overlay.get("figures"))
        if read.get("figure") == _name(reading)
    ]
    known = {now, *(read.get(name) for read in earlier for name in ("to", "was"))}
    return reading.was in known or reading.to == now


def _name(reading: Reading) -> str:
    return figure_name(reading.item, parse_path(reading.figure))


def _read(reading: Reading, was: str) -> dict[str, str]:
    """A figure as read, beside what the ruleset said where that differs."""
    stated = {"figure": _name(reading), "to": reading.to, "source": reading.source}
    stated |= {} if was == reading.to else {"was": was}
    return stated | ({"by": reading.by} if reading.by else {})


def _is_same(change: Change | Reading, one: str, other: str) -> bool:
    """Whether two texts set a figure to the same: 1.50 and 1.5; of words each letter counts."""
    reads = str if parse_path(change.figure)[-1] in _WORDS else _as_read
    return reads(one) == reads(other)


def _as_read(text: str) -> object:
    """A number or a percentage as exact; else the names that are listed, or divided."""
    try:
        return parse_figure(text)[:2]
    except ValueError:
        return _names(text.replace("/", ","))


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def refuse_conflicts(overlays: Sequence[LoadedOverlay]) -> None:
    """Overlays that hold together must not set one figure to two values.

    Raises:
        RulesetError: `overlay.same_figure`, at the later overlay's change.

    """
    set_by: dict[tuple[str | None, Steps], tuple[LoadedOverlay, str]] = {}
    found: list[Notice] = []
    for loaded in overlays:
        for index, change in enumerate(loaded.changes):
            figure = (change.item, parse_path(change.figure))
            other, value = set_by.setdefault(figure, (loaded, change.to))
            if not _is_same(change, value, change.to):
                params = {
                    "item": change.item or change.figure,
                    "one": other.overlay.id,
                    "value": value,
                    "other": loaded.overlay.id,
                    "to": change.to,
                }
                place = loaded.tree.place(("changes", index))
                found.append(Notice("overlay.same_figure", place, params))
    if found:
        raise RulesetError(*found)


def _sourced(node: Any, head: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_sourced(item, head) for item in node]
    if not isinstance(node, dict):
        return node
    return {**{name: value for name, value in head.items() if value is not None}, **node}
