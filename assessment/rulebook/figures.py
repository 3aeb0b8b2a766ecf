"""The figures of a ruleset, one by one, with their basis: what can be verified.

A sourced entry (an item, a level, a rating, the scale …) answers with its basis and source
for its own figures, listed in `_OWN`; nested entries answer for theirs. An entry may state
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
from assessment.model.ruleset import Area, Ruleset
from assessment.rulebook.grounds import CONFIRMED, SOURCED, at_path, finer_name, has_path
from assessment.rulebook.load import label_of

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
_ITEM_LISTS = ("criteria", "indicators", "parts", "gates", "ratings", "exclusions")

_NUMBER, _LIMIT, _TEXT = FigureKind.NUMBER, FigureKind.LIMIT, FigureKind.TEXT
_DAY, _CHOICE, _CHOICES = FigureKind.DAY, FigureKind.CHOICE, FigureKind.CHOICES
_WHEN: tuple[tuple[Steps, FigureKind], ...] = (
    (("when", "total", "at_least"), _NUMBER),
    (("when", "no_criterion_at"), _NUMBER),
    (("when", "no_indicator_below"), _NUMBER),
    (("when", "levels"), _CHOICES),
)
_ITEM: tuple[tuple[Steps, FigureKind], ...] = (
    (("text",), _TEXT),
    (("max",), _NUMBER),
    (("points",), _NUMBER),
)
_TITLE: tuple[tuple[Steps, FigureKind], ...] = ((("text",), _TEXT),)
_OWN: Mapping[str, tuple[tuple[Steps, FigureKind], ...]] = {
    "criteria": ((("max",), _NUMBER),),
    "title": _TITLE,
    "indicators": _ITEM,
    "parts": _ITEM,
    "gates": _ITEM,
    "levels": (
        (("title",), _TEXT),
        (("at_least",), _LIMIT),
        (("at_most",), _LIMIT),
        (("option",), _CHOICE),
        (("points",), _NUMBER),
    ),
    "disadvantaged": ((("at_least",), _LIMIT), (("at_most",), _LIMIT), *_WHEN),
    "full_at": ((("at_least",), _LIMIT),),
    "may_not_apply": ((("when",), _TEXT), (("then",), _CHOICE)),
    "exclusions": _TITLE,
    "ratings": (
        (("title",), _TEXT),
        *_WHEN,
        (("printed", "from"), _NUMBER),
        (("printed", "to"), _NUMBER),
    ),
    "scale": ((("max",), _NUMBER), (("step",), _NUMBER)),
    "areas": ((("disadvantaged_scale_for",), _CHOICES),),
    "evidence_rule": _TITLE,
    "validity": ((("months",), _NUMBER), (("counted",), _TEXT), (("starts",), _CHOICE)),
    "upgrade": ((("after_months",), _NUMBER), (("counted",), _TEXT)),
    "document": (
        (("number",), _TEXT),
        (("title",), _TEXT),
        (("issued",), _DAY),
        (("in_force", "from"), _DAY),
        (("in_force", "to"), _DAY),
        (("repeals",), _TEXT),
        (("repealed_by",), _TEXT),
    ),
    "deadlines": ((("before",), FigureKind.MONTH_DAY),),
    "decided_by": ((("who",), _TEXT), (("from",), _DAY), (("until",), _DAY)),
    "council": ((("members_at_least",), _NUMBER),),
}
"""Each kind of entry's own figures, those that are there."""

_ELSE: Mapping[str, tuple[Steps, FigureKind]] = {
    "levels": (("level",), _CHOICE),
    "disadvantaged": (("ratio",), FigureKind.SHARE),
}
"""What an entry stands for where it has no figure of its own."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    "then": ("full", "left_out"),
    "starts": ("decision", "next_year"),
    "disadvantaged_scale_for": tuple(area for area in Area if area is not Area.STANDARD),
}


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


def unverified(ruleset: Ruleset) -> tuple[Figure, ...]:
    """Those whose basis is not verbatim."""
    return tuple(figure for figure in figures_of(ruleset) if not figure.verbatim)


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
        for index, item in enumerate(_dicts(node.get(name))):
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


def pin_nested(content: Mapping[str, Any], node: dict[str, Any]) -> None:
    """What is nested in an entry states the ground that it inherited (in place)."""
    found = entries(content)
    own = next((entry.steps for entry in found if entry.node is node), ())
    for child in found:
        if child.parent == own:
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
        found = [(path, kind) for path, kind in _OWN.get(key, ()) if has_path(node, path)]
        if key == "parts" and "kind" in node and "text" not in node:
            found.insert(0, (("text",), _TEXT))
        if key == "procedure":
            found += _days_of_steps(node)
        if not found and key in _ELSE and has_path(node, _ELSE[key][0]):
            found.append(_ELSE[key])
        for path, kind in found:
            yield self._figure(node, key, at, path, kind)

    def _figure(
        self, node: Mapping[str, Any], key: str, at: _At, path: Steps, kind: FigureKind
    ) -> Figure:
        value = at_path(node, path)
        last = str(path[-1])
        if kind is _LIMIT and at.item_node.get("kind") == "choice":
            kind = _CHOICE
        if key == "parts" and last == "text":
            value = value or label_of(node, self._evidence)
        basis, source = _ground(node, key, path, at)
        steps = (*at.steps, *path)
        from_item = steps[len(at.item_steps) :] if at.item is not None else steps
        choices = self._choices(last, kind, at.item_node)
        text = _text(value)
        return Figure(at.item, from_item, text, kind, basis, source, steps, choices)

    def _choices(self, last: str, kind: FigureKind, item: Mapping[str, Any]) -> Mapping[str, str]:
        if kind not in (_CHOICE, _CHOICES):
            return {}
        if last in _WORDS:
            return dict.fromkeys(_WORDS[last], "")
        if last in ("level", "levels"):
            named = _dicts(self._content.get("levels"))
            return {str(x.get("id")): str(x.get("title")) for x in named} or {MET: ""}
        entry = self._evidence.get(str(item.get("key")))
        options = _dicts(entry.get("options")) if isinstance(entry, dict) else []
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
        for index in range(len(_dicts(procedure.get("steps"))))
    ]
    return [(path, _NUMBER) for path in paths if has_path(procedure, path)]


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return f"{value.get('of')} / {value.get('over')}"
    return None if value is None else str(value)


def _id(
    node: Mapping[str, Any], outer: Mapping[str, Any], outer_id: str | None, steps: Steps
) -> str | None:
    """An item's id; a part without one has its item's and its own number."""
    stated = node.get("id")
    if stated is not None:
        return str(stated)
    is_part = steps[-2] == "parts" and outer.get("kind") != "checklist"
    return f"{outer_id}.{int(steps[-1]) + 1}" if is_part else None


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
