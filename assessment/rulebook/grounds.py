"""Basis and source: handed down from an entry to those in it, and stated apart for a figure.

A confirmation marks the figures it read in `confirmed`, a mapping from figure to source;
here each becomes the keys that models have for it (`points_basis`, `points_source`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessment.files import Steps, parse_path
from assessment.model.basis import Basis

CONFIRMED = "confirmed"

SOURCED = frozenset(
    [
        "document",
        "afterwards",
        "scale",
        "areas",
        "validity",
        "upgrade",
        "procedure",
        "data_period",
        "evidence_rule",
        "note",
        "levels",
        "criteria",
        "gates",
        "exclusions",
        "ratings",
        "disadvantaged",
        "when",
        "interpretations",
        "title",
        "may_not_apply",
        "indicators",
        "parts",
        "full_at",
        "deadlines",
        "decided_by",
        "council",
        "dossier",
        "notes",
    ]
)
"""Keys whose entries carry a basis and a source, handed down where they state none."""

_THRESHOLDS = frozenset({"at_least", "at_most", "option"})
_BOTH, _BASIS = ("basis", "source"), ("basis",)
APART: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "levels": {"points": _BOTH, "at_least": _BOTH, "at_most": _BOTH, "option": _BOTH},
    "items": {"text": _BASIS, "max": _BOTH, "points": _BOTH},
    "criteria": {"max": _BASIS},
    "scale": {"step": _BASIS},
    "document": {"issued": _BASIS, "in_force.from": _BASIS, "in_force.to": _BASIS},
    "validity": {"starts": _BASIS},
    "decided_by": {"until": _BASIS},
}
"""The figures whose basis (and source) models keep apart, by the kind of their entry."""


def handed_down(node: Any, basis: Any, source: Any, key: str) -> Any:
    """A copy of `node` in which every sourced entry states its basis and source.

    One that it states empty stays so, to be refused; what is nested in it has what it inherits.
    """
    if key == "data_period" and isinstance(node, str):
        node = {"text": node}
    if isinstance(node, list):
        return [handed_down(item, basis, source, key) for item in node]
    if not isinstance(node, dict):
        return node
    own_basis, own_source = node.get("basis") or basis, node.get("source") or source
    copy = {name: handed_down(v, own_basis, own_source, name) for name, v in node.items()}
    if key in SOURCED:
        stated = {"basis": own_basis, "source": own_source}
        copy |= {
            n: value for n, value in stated.items() if copy.get(n) is None and value is not None
        }
        _spell_out(copy, "items" if "kind" in node else key)
    return copy


def finer_name(key: str, figure: str) -> str:
    """The name before `_basis` and `_source` of a figure of an entry under `key`."""
    return "threshold" if key == "levels" and figure in _THRESHOLDS else figure


def at_path(node: Any, path: Steps) -> Any:
    """What stands at a path in a tree; None where nothing does."""
    for step in path:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def has_path(node: Any, path: Steps) -> bool:
    """Whether a key stands at a path, be its value null."""
    parent = at_path(node, path[:-1])
    return isinstance(parent, dict) and path[-1] in parent


def _spell_out(entry: dict[str, Any], kind: str) -> None:
    """Confirmed figures in the keys that models have; a figure that is not there stays (in place)."""
    confirmed = entry.get(CONFIRMED)
    if not isinstance(confirmed, dict) or not all(
        has_path(entry, parse_path(figure)) for figure in confirmed
    ):
        return
    for figure, source in entry.pop(CONFIRMED).items():
        path = parse_path(figure)
        stated = {"basis": Basis.VERBATIM.value, "source": source}
        name = finer_name(kind, str(path[-1]))
        for what in APART.get(kind, {}).get(figure, ()):
            at_path(entry, path[:-1])[f"{name}_{what}"] = stated[what]
