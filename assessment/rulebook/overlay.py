"""Overlays: read, and laid over the content of a ruleset.

The changed content is checked again as a whole, and names its overlays, so that a receipt
of it replays without them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from assessment.errors import Notice, RulesetError, nearest
from assessment.files import Steps, Tree, read_tree
from assessment.model.digest import digest
from assessment.model.overlay import Overlay
from assessment.rulebook.load import SOURCED
from assessment.shape import validate

_STEP = re.compile(r"([A-Za-z_]+)((?:\[[0-9]+\])*)")
_ITEMS = ("criteria", "indicators", "parts", "gates", "ratings")
_THRESHOLDS = frozenset({"at_least", "at_most", "option"})


class LoadedOverlay:
    """An overlay and the file it came from."""

    def __init__(self, tree: Tree) -> None:
        head = {name: tree.content.get(name) for name in ("basis", "source")}
        content = {name: value for name, value in tree.content.items() if name not in head}
        for name in ("document", "changes"):
            content[name] = _sourced(content.get(name), head)
        self.tree = tree
        self.overlay = validate(Overlay, tree, content, RulesetError)

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
        lines = dict(base.lines)
        for index, change in enumerate(self.overlay.changes):
            node = self._item(content, change.item, index)
            self._set(node, change.figure, change.to, index)
        named = {"id": self.overlay.id, "title": self.overlay.title}
        named |= {"number": self.overlay.document.number, "sha256": digest(self.tree.content)}
        content["overlays"] = [*content.get("overlays", []), named]
        return Tree(content, base.file, lines)

    def _item(self, content: dict[str, Any], id_: str | None, index: int) -> dict[str, Any]:
        if id_ is None:
            return content
        items = {item.get("id"): item for item in _items(content)}
        if id_ not in items:
            known = [str(name) for name in items]
            self._refuse("overlay.unknown_item", index, id=id_, nearest=nearest(id_, known))
        return items[id_]

    def _set(self, item: dict[str, Any], figure: str, to: str, index: int) -> None:
        steps = _steps(figure)
        node: Any = item
        ground, ground_key = item, ""
        for depth, step in enumerate(steps):
            last = depth == len(steps) - 1
            known = step in node if isinstance(node, dict) else _has(node, step)
            if not known:
                self._refuse("overlay.unknown_figure", index, figure=figure)
            if last:
                break
            key = step if isinstance(step, str) else ground_key
            node = node[step]
            if isinstance(node, dict) and key in SOURCED:
                ground = node
            ground_key = key
        node[steps[-1]] = to
        change = self.overlay.changes[index]
        prefix = "" if ground_key != "levels" else _finer(str(steps[-1]))
        ground[f"{prefix}basis"], ground[f"{prefix}source"] = change.basis.value, change.source

    def _refuse(self, code: str, index: int, **params: Any) -> NoReturn:
        place = self.tree.place(("changes", index))
        raise RulesetError(Notice(code, place, {**params, "base": self.overlay.base}))


def _sourced(node: Any, head: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_sourced(item, head) for item in node]
    if not isinstance(node, dict):
        return node
    return {**{name: value for name, value in head.items() if value is not None}, **node}


def _items(node: Any) -> Iterator[dict[str, Any]]:
    """Criteria, indicators, their parts, gates and ratings."""
    for name in _ITEMS:
        for item in node.get(name) or ():
            if isinstance(item, dict):
                yield item
                yield from _items(item)


def _steps(figure: str) -> Steps:
    """`levels[0].at_least` -> levels, 0, at_least"""
    steps: list[str | int] = []
    for part in figure.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            return (figure,)
        steps.append(match[1])
        steps.extend(int(number) for number in re.findall(r"[0-9]+", match[2]))
    return tuple(steps)


def _has(node: Any, step: str | int) -> bool:
    return isinstance(node, list) and isinstance(step, int) and step < len(node)


def _finer(figure: str) -> str:
    """The basis of one figure of a level stands beside the other's."""
    if figure in _THRESHOLDS:
        return "threshold_"
    return "points_" if figure == "points" else ""
