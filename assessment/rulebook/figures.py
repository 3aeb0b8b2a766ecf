"""The figures of a ruleset, one by one, with their basis: what can be verified.

A sourced entry (an item, a level, a rating, the scale …) answers with its basis and source
for its own figures, listed in `stated.OWN`; nested entries answer for theirs. An entry may state
the basis of one figure apart: by a key of that name (`points_basis`), or, where the figure
was confirmed by its official text, in `confirmed`, a mapping from figure to source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from assessment.files import Steps, path_text
from assessment.model.basis import Basis
from assessment.model.figure import Figure, FigureKind
from assessment.model.item import MET
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.rulebook.grounds import CONFIRMED, SOURCED, at_path, finer_name, has_path
from assessment.rulebook.load import label_of
from assessment.rulebook.stated import ELSE, OWN, WORDS

_SECTIONS = (
    "criteria",
    "gates",
    "exclusions",
    "ratings",
    "levels",
    "scale",
    "areas",
    "evidence_rule",
    "validity",
    "upgrade",
    "document",
    "procedure",
)
_SCORED = ("criteria", "gates", "exclusions", "ratings", "areas")
"""The sections of a ruleset that make a rating provisional."""
_ITEM_LISTS = ("criteria", "indicators", "parts", "gates", "ratings", "exclusions")


class Entry(NamedTuple):
    """A sourced entry at `steps`, inside the entry at `parent`; `node` is its own mapping."""

    steps: Steps
    parent: Steps
    node: dict[str, Any]
    figures: tuple[Figure, ...]
    basis: str
    source: str


def figures_of(ruleset: Ruleset) -> tuple[Figure, ...]:
    """Every figure of a ruleset: its items in order, then what holds for the whole."""
    return tuple(f for entry in entries(ruleset.content) for f in entry.figures)


def entries(content: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Every sourced entry of a ruleset's content, an outer one before those inside it."""
    at = _At((), (), str(content.get("basis")), str(content.get("source")), None, (), {})
    sections = {name: content[name] for name in _SECTIONS if name in content}
    return tuple(_Walk(content).inside(sections, at))


def items(
    node: Mapping[str, Any], outer: str | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Criteria, indicators, their parts, gates, ratings and exclusions, each with its id."""
    for name in _ITEM_LISTS:
        for index, item in enumerate(dicts(node.get(name))):
            id_ = _id(item, node, outer, (name, index))
            if id_ is not None:
                yield id_, item
                yield from items(item, id_)


def raise_confirmed(content: Mapping[str, Any]) -> None:
    """An entry whose own figures are all confirmed is verbatim itself (in place).

    What is nested in it keeps what it had: an entry that inherited states it from now on.
    """
    found = entries(content)
    for entry in found:
        confirmed = entry.node.get(CONFIRMED)
        if not confirmed or not all(figure.verbatim for figure in entry.figures):
            continue
        for child in found:
            if child.parent == entry.steps and _keeps(child, found):
                child.node.setdefault("basis", child.basis)
                child.node.setdefault("source", child.source)
        entry.node["basis"] = Basis.VERBATIM.value
        entry.node["source"] = "; ".join(dict.fromkeys(confirmed.values()))


def pin_others(content: Mapping[str, Any], node: dict[str, Any], figure: str) -> None:
    """All but one figure of an entry keep their ground when the entry's own changes (in place).

    What is nested in it states the ground that it inherited; its own figures that are
    verbatim are noted with their source.
    """
    found = entries(content)
    own = next(entry for entry in found if entry.node is node)
    for other in own.figures:
        path = path_text(other.steps[len(own.steps) :])
        if other.verbatim and path != figure:
            node[CONFIRMED] = {**node.get(CONFIRMED, {}), path: other.source}
    for child in found:
        if child.parent == own.steps:
            child.node.setdefault("basis", child.basis)
            child.node.setdefault("source", child.source)


def _keeps(child: Entry, found: tuple[Entry, ...]) -> bool:
    """Whether something in it is not verbatim, or it states a ground of its own."""
    if "basis" in child.node or "source" in child.node:
        return True
    inside = (entry for entry in found if entry.steps[: len(child.steps)] == child.steps)
    return any(not figure.verbatim for entry in inside for figure in entry.figures)


# --- the walk --------------------------------------------------------------------------


class _At(NamedTuple):
    """Where the walk stands: what is handed down, and the item it is in."""

    steps: Steps
    parent: Steps
    basis: str
    source: str
    item: str | None
    item_steps: Steps
    item_node: Mapping[str, Any]


class _Walk:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        evidence = content.get("evidence")
        self._evidence: Mapping[str, Any] = evidence if isinstance(evidence, dict) else {}

    def inside(self, node: Mapping[str, Any], at: _At) -> Iterator[Entry]:
        for name, value in node.items():
            if isinstance(value, dict):
                yield from self._one(value, name, at._replace(steps=(*at.steps, name)))
            elif isinstance(value, list):
                for index, one in enumerate(value):
                    if isinstance(one, dict):
                        here = at._replace(steps=(*at.steps, name, index))
                        yield from self._one(one, name, here)

    def _one(self, node: dict[str, Any], key: str, at: _At) -> Iterator[Entry]:
        if key == CONFIRMED:
            return
        if key in _ITEM_LISTS and (id_ := _id(node, at.item_node, at.item, at.steps)):
            at = at._replace(item=id_, item_steps=at.steps, item_node=node)
        if key in SOURCED:
            basis, source = node.get("basis") or at.basis, node.get("source") or at.source
            at = at._replace(basis=basis, source=source)
            figures = tuple(self._figures(node, key, at))
            yield Entry(at.steps, at.parent, node, figures, basis, source)
            at = at._replace(parent=at.steps)
        yield from self.inside(node, at)

    def _figures(self, node: Mapping[str, Any], key: str, at: _At) -> Iterator[Figure]:
        found = [(path, kind) for path, kind in OWN.get(key, ()) if has_path(node, path)]
        if key == "parts" and "kind" in node and "text" not in node:
            found.insert(0, (("text",), FigureKind.TEXT))
        if key == "procedure":
            found += _days_of_steps(node)
        asks = any(path[0] != "applies_to" for path, _ in found)
        if not asks and key in ELSE and has_path(node, ELSE[key][0]):
            found.append(ELSE[key])
        for path, kind in found:
            yield self._figure(node, key, at, path, kind)

    def _figure(
        self, node: Mapping[str, Any], key: str, at: _At, path: Steps, kind: FigureKind
    ) -> Figure:
        value = at_path(node, path)
        last = str(path[-1])
        if kind is FigureKind.LIMIT and at.item_node.get("kind") == "choice":
            kind = FigureKind.CHOICE
        if key == "parts" and last == "text":
            value = value or label_of(node, self._evidence)
        basis, source = _ground(node, key, path, at)
        steps = (*at.steps, *path)
        from_item = steps[len(at.item_steps) :] if at.item is not None else steps
        choices = self._choices(last, kind, at.item_node)
        text = as_text(value)
        percent = kind is FigureKind.LIMIT and self._compares_shares(at.item_node)
        return Figure(at.item, from_item, text, kind, basis, source, steps, choices, percent)

    def _compares_shares(self, item: Mapping[str, Any]) -> bool:
        """Whether limits of an item are percentages: of a share, or of a percentage given."""
        if item.get("number") is None:
            return item.get("count") is None
        entry = self._evidence.get(str(item["number"]))
        return isinstance(entry, dict) and entry.get("type") == EvidenceType.PERCENTAGE

    def _choices(self, last: str, kind: FigureKind, item: Mapping[str, Any]) -> Mapping[str, str]:
        if kind not in (FigureKind.CHOICE, FigureKind.CHOICES):
            return {}
        if last in WORDS:
            return dict.fromkeys(WORDS[last], "")
        if last in ("unit_type", "not_unit_type"):
            types = dicts(self._content.get("unit_types"))
            return {str(x.get("id")): str(x.get("text")) for x in types}
        if last in ("level", "levels"):
            named = dicts(self._content.get("levels"))
            return {str(x.get("id")): str(x.get("title")) for x in named} or {MET: ""}
        entry = self._evidence.get(str(item.get("key")))
        options = dicts(entry.get("options")) if isinstance(entry, dict) else []
        return {str(x.get("id")): str(x.get("label")) for x in options}


def _ground(node: Mapping[str, Any], key: str, path: Steps, at: _At) -> tuple[Basis, str]:
    """The basis and source of one figure: confirmed, stated apart, or the entry's."""
    confirmed = node.get(CONFIRMED) or {}
    if (name := path_text(path)) in confirmed:
        return Basis.VERBATIM, confirmed[name]
    beside = at_path(node, path[:-1])
    finer = finer_name(key, str(path[-1]))
    stated = beside if isinstance(beside, dict) else {}
    basis = stated.get(f"{finer}_basis") or at.basis
    known = basis in frozenset(Basis)
    return Basis(basis) if known else Basis.PLACEHOLDER, stated.get(f"{finer}_source") or at.source


def _days_of_steps(procedure: Mapping[str, Any]) -> list[tuple[Steps, FigureKind]]:
    paths = [
        ("steps", index, "within_working_days")
        for index in range(len(dicts(procedure.get("steps"))))
    ]
    return [(path, FigureKind.NUMBER) for path in paths if has_path(procedure, path)]


def as_text(value: Any) -> str | None:
    """A figure's value as one text: a list with commas, a share as its two keys."""
    match value:
        case list():
            return ", ".join(map(str, value))
        case {"of": of, "over": over}:
            return f"{of} / {over}"
        case None | dict():
            return None
    return str(value)


def _id(
    node: Mapping[str, Any], outer: Mapping[str, Any], outer_id: str | None, steps: Steps
) -> str | None:
    """An item's id; a part without one has its item's and its own number."""
    stated = node.get("id")
    if stated is not None:
        return str(stated)
    is_part = steps[-2] == "parts" and outer.get("kind") != "checklist"
    return f"{outer_id}.{int(steps[-1]) + 1}" if is_part else None


def dicts(value: Any) -> list[dict[str, Any]]:
    """The mappings of a list; nothing where it is none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def rests_on_placeholders(ruleset: Ruleset) -> bool:
    """Whether some rating of it is provisional: a figure was not read in the official text."""
    scored = [entry for entry in entries(ruleset.content) if entry.steps[0] in _SCORED]
    grounds = {entry.basis for entry in scored}
    grounds |= {figure.basis for entry in scored for figure in entry.figures}
    return Basis.PLACEHOLDER in grounds
