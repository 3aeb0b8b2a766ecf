"""From a ruleset file to a checked `Ruleset`.

Three steps: the file becomes a tree (bounded, unique keys), the tree is filled in (basis,
source and short forms), and the model is checked as a whole. Nothing runs on a ruleset
that has not passed all three.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from assessment.errors import Notice, RulesetError
from assessment.files import Tree, read_tree, tree_of
from assessment.model.item import MET
from assessment.model.ruleset import Ruleset
from assessment.rulebook.grounds import handed_down
from assessment.rulebook.integrity import problems
from assessment.shape import validate

_OF_POINTS = ("points", "points_basis", "points_source")


def load_ruleset(path: Path) -> Ruleset:
    """Read, fill in and check one ruleset file.

    Raises:
        RulesetError: every `file.*`, `shape.*` or `ruleset.*` problem, with line and key.

    """
    return ruleset_of(read_tree(path, RulesetError))


def ruleset_from_content(content: Mapping[str, Any], name: str) -> Ruleset:
    """The ruleset that a receipt embeds."""
    return ruleset_of(tree_of(content, name, RulesetError))


def ruleset_of(tree: Tree) -> Ruleset:
    """The ruleset of a tree.

    Raises:
        RulesetError: every `shape.*` or `ruleset.*` problem.
    """
    ruleset, found = draft_of(tree)
    if found:
        raise RulesetError(*found)
    return ruleset


def draft_of(tree: Tree) -> tuple[Ruleset, list[Notice]]:
    """A ruleset of the right shape, and every problem that keeps it from being used.

    Raises:
        RulesetError: every `shape.*` problem.
    """
    other = other_kind(tree.content)
    if other is not None:
        raise RulesetError(Notice("ruleset.other_kind", tree.place(()), {"kind": other}))
    if ("scale" in tree.content) == ("levels" in tree.content):
        raise RulesetError(Notice("ruleset.no_scale", tree.place(())))
    filled = _filled_in(tree.content)
    ruleset = validate(Ruleset, tree, filled, RulesetError)
    return ruleset, problems(ruleset, tree)


def other_kind(content: Mapping[str, Any]) -> str | None:
    """What a file is that is no ruleset, where it can be told."""
    if "sealed" in content:
        return "receipt"
    if "cases" in content:
        return "cases"
    if "feeds" in content:
        return "register"
    if "chains" in content:
        return "chain"
    if "base" in content:
        return "confirmation" if "confirmed" in content else "overlay"
    return "dossier" if isinstance(content.get("subject"), Mapping) else None


def _filled_in(content: Mapping[str, Any]) -> dict[str, Any]:
    filled = {
        key: handed_down(value, content.get("basis"), content.get("source"), key)
        for key, value in content.items()
    }
    short = _ShortForms(filled)
    for criterion in _dicts(filled.get("criteria")):
        for item in _dicts(criterion.get("indicators")):
            short.spell_out(item, "own")
    for gate in _dicts(filled.get("gates")):
        short.spell_out(gate, "met")
    return filled


class _ShortForms:
    """Spells out what a ruleset may leave unsaid in its items (in place)."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._in_points = "scale" in content
        self._levels_best_first = [x.get("id") for x in reversed(_dicts(content.get("levels")))]
        evidence = content.get("evidence")
        self._evidence = evidence if isinstance(evidence, dict) else {}

    def spell_out(self, item: dict[str, Any], earns: Literal["own", "met"]) -> None:
        """`earns`: what the ruleset awards, or (a gate, a part in points) only "met"."""
        sourced: dict[str, Any] = {name: item[name] for name in ("basis", "source") if name in item}
        kind = item.get("kind")
        if kind == "all_of" and isinstance(item.get("keys"), list):
            keys = item.pop("keys")
            item["parts"] = [{"kind": "yes_no", "key": key, **sourced} for key in keys]
        if kind in ("yes_no", "all_of") and "levels" not in item:
            self._answers(item, sourced, earns)
        if earns == "met":
            for level in _dicts(item.get("levels")):
                if "points" not in level:
                    level.setdefault("level", MET)
        of_parts: Literal["own", "met"] = "met" if kind == "all_of" and self._in_points else earns
        for number, nested in enumerate(_dicts(item.get("parts")), start=1):
            if kind != "checklist":
                nested.setdefault("id", f"{item.get('id')}.{number}")
                nested.setdefault("text", label_of(nested, self._evidence))
                self.spell_out(nested, of_parts)

    def _answers(self, item: dict[str, Any], sourced: dict[str, Any], earns: str) -> None:
        if "points" in item:
            own = {name: item.pop(name) for name in _OF_POINTS if name in item}
            item["levels"] = [{**own, **sourced}]
        elif earns == "met":
            item["levels"] = [{"level": MET, **sourced}]
        elif not self._in_points:
            item["levels"] = [{"level": level, **sourced} for level in self._levels_best_first]


def label_of(item: Mapping[str, Any], evidence: Mapping[str, Any]) -> Any:
    """The text of a part that states none: the name of what it asks for."""
    ratio = item.get("ratio")
    key = item.get("key") or item.get("count") or item.get("number")
    if key is None and isinstance(ratio, dict):
        key = ratio.get("of")
    entry = evidence.get(key) if isinstance(key, str) else None
    return entry.get("label") if isinstance(entry, dict) else key


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
