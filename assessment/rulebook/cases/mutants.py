"""Rulesets made wrong on purpose, one thing at a time, on the content of their file.

What can go wrong with an entry is told by its key. A figure moves by one step in both
directions: points by the scale's step, a limit by one unit of its last printed digit (70%
to 71%, 0.5% to 0.6%, 1.5 to 1.6), months and days by one; the step itself is halved and
doubled. An entry of a list (a level, an item, a part, a gate, an exclusion, a rating, a
level that a rating asks) is removed; a name chosen from a closed list (a kind of unit, an
area) is removed, and each that is not there is added. A condition, a variant or an
exemption is dropped. A comparison is turned: at least and at most, this option and this
one or a better, every part and the best part, full and left out, public and not.

Titles, sources, bases, labels, the procedure and the words of interpretations decide no
result and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from assessment.files import Steps, path_text
from assessment.model.quantity import exact, plain
from assessment.model.ruleset import Area

_SECTIONS = (
    "scale", "areas", "levels", "criteria", "gates", "exclusions", "ratings", "evidence",
    "upgrade", "document", "interpretations",
)  # fmt: skip
_UNSCORED = frozenset({"evidence", "upgrade", "document", "interpretations"})
"""Sections that decide what is refused, warned of or noted, and never a point."""

_IN_POINTS = frozenset({"points", "max", "no_criterion_at", "no_indicator_below"})
_IN_DIGITS = frozenset({"at_least", "at_most", "after_months"})
_DAYS = frozenset({"from", "to", "from_date"})
_ENTRIES = frozenset(
    {"levels", "criteria", "indicators", "parts", "keys", "gates", "exclusions", "ratings"}
)
_DROPPED = frozenset(
    {
        "applies_to", "may_not_apply", "may_exceed", "none_means", "full_at", "disadvantaged",
        "total", "no_criterion_at", "no_indicator_below",
    }
)  # fmt: skip
_TURNED = {
    ("then", "full"): "left_out",
    ("then", "left_out"): "full",
    ("public", "true"): "false",
    ("public", "false"): "true",
}
_LIMITS = {"at_least": "at_most", "at_most": "at_least"}
_NAMED = {
    "criteria": "criterion ",
    "gates": "gate ",
    "exclusions": "exclusion ",
    "ratings": "rating ",
    "interpretations": "interpretation ",
    "indicators": "",
    "parts": "",
}
_REMOVED: Any = object()


class Mutant(NamedTuple):
    """A ruleset's content with one thing changed.

    `name` is stable: the item, the figure in it, what became of it. `item` is the id of
    the indicator, part, gate, exclusion, rating, criterion or key. `scored`: whether the
    change can show in a score; else it shows only in what is refused, warned of or noted.
    """

    name: str
    item: str
    scored: bool
    content: dict[str, Any]


def mutants(content: Mapping[str, Any]) -> Iterator[Mutant]:
    """Every mutant of a ruleset's content, in the order of the file."""
    return _Mutator(content).run()


class _Owner(NamedTuple):
    """What a path is told from: "9.1", "rating tot", or the ruleset itself."""

    id: str
    shown: str
    steps: Steps


class _Mutator:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        scale = content.get("scale")
        self._step = exact(scale["step"]) if isinstance(scale, dict) else Decimal(1)
        types = [entry["id"] for entry in content.get("unit_types") or ()]
        areas = [area.value for area in Area if area is not Area.STANDARD]
        self._closed = {
            "unit_type": types,
            "not_unit_type": types,
            "disadvantaged_scale_for": areas,
        }

    def run(self) -> Iterator[Mutant]:
        whole = _Owner("", "", ())
        for section in _SECTIONS:
            if section in self._content:
                yield from self._entry(self._content, section, (), whole)

    # --- the walk ----------------------------------------------------------------------

    def _node(self, node: Any, steps: Steps, owner: _Owner) -> Iterator[Mutant]:
        if isinstance(node, dict):
            for key in node:
                yield from self._entry(node, key, steps, owner)

    def _entry(
        self, node: Mapping[str, Any], key: str, steps: Steps, owner: _Owner
    ) -> Iterator[Mutant]:
        """What can go wrong with one entry of a mapping, and below it."""
        value, here = node[key], (*steps, key)
        if key in _DROPPED:
            yield self._mutant(here, _REMOVED, owner, "removed")
        if isinstance(value, str):
            yield from self._text(key, value, here, owner)
        if key == "kind" and value in ("best_of", "all_of"):
            yield self._parts_turned(node, steps, owner)
        if key in self._closed:
            yield from self._names(key, value, here, owner)
        elif isinstance(value, list):
            yield from self._list(node, key, here, owner)
        elif key == "evidence":
            for name, entry in value.items():
                named = _Owner(name, f"evidence {name}", (*here, name))
                yield from self._node(entry, named.steps, named)
        elif key == "document":
            yield from self._node(value.get("in_force"), (*here, "in_force"), owner)
        else:
            yield from self._node(value, here, owner)

    def _list(
        self, node: Mapping[str, Any], key: str, here: Steps, owner: _Owner
    ) -> Iterator[Mutant]:
        for index, entry in enumerate(node[key]):
            steps = (*here, index)
            named = self._owner(node, key, entry, steps, owner)
            if key in _ENTRIES:
                yield self._mutant(steps, _REMOVED, named, "removed")
            if key == "levels" and isinstance(entry, dict):
                yield from self._comparison_turned(node, entry, steps, named)
            if key == "interpretations":
                yield from self._reading(entry, steps, named)
            else:
                yield from self._node(entry, steps, named)

    def _owner(
        self, node: Mapping[str, Any], key: str, entry: Any, steps: Steps, owner: _Owner
    ) -> _Owner:
        if key not in _NAMED or node.get("kind") == "checklist" or not isinstance(entry, dict):
            return owner
        id_ = entry.get("id") or f"{owner.id}.{int(steps[-1]) + 1}"
        return _Owner(id_, f"{_NAMED[key]}{id_}", steps)

    def _reading(self, reading: Mapping[str, Any], steps: Steps, owner: _Owner) -> Iterator[Mutant]:
        """An interpretation: only the points and the day that it is tied to."""
        affects = reading.get("affects") or {}
        if "from_date" in affects:
            yield from self._entry(affects, "from_date", (*steps, "affects"), owner)
        for index, gap in enumerate(affects.get("total_between") or ()):
            for name in gap:
                here = (*steps, "affects", "total_between", index, name)
                yield from self._moved(here, gap[name], self._step, owner)

    # --- one change at a time ----------------------------------------------------------

    def _text(self, key: str, value: str, here: Steps, owner: _Owner) -> Iterator[Mutant]:
        if key in _DAYS:
            for days in (-1, 1):
                with suppress(ValueError, OverflowError):
                    moved = str(date.fromisoformat(value) + timedelta(days=days))
                    yield self._mutant(here, moved, owner, f"{value} -> {moved}")
        elif key == "step":
            for moved in (plain(self._step / 2), plain(self._step * 2)):
                yield self._mutant(here, moved, owner, f"{value} -> {moved}")
        elif key in _IN_POINTS or (key == "at_least" and here[-2:-1] == ("total",)):
            yield from self._moved(here, value, self._step, owner)
        elif key in _IN_DIGITS:
            yield from self._moved(here, value, _last_digit(value), owner)
        if other := _TURNED.get((key, value)):
            yield self._mutant(here, other, owner, f"{value} -> {other}")

    def _moved(self, here: Steps, text: str, by: Decimal | None, owner: _Owner) -> Iterator[Mutant]:
        """A figure one step down and one step up; nothing of the law lies below nought."""
        percent = "%" if text.endswith("%") else ""
        with suppress(ValueError):
            figure = exact(text.removesuffix("%"))
            for moved in (figure - (by or 0), figure + (by or 0)):
                if by and (moved >= 0 or figure < 0):
                    to = f"{plain(moved)}{percent}"
                    yield self._mutant(here, to, owner, f"{text} -> {to}")

    def _names(self, key: str, value: Any, here: Steps, owner: _Owner) -> Iterator[Mutant]:
        """A list of names from a closed list: each left out, each other one let in."""
        for index, name in enumerate(value):
            without = [*value[:index], *value[index + 1 :]]
            yield self._mutant(here, without, owner, f"- {name}")
        for name in self._closed[key]:
            if name not in value:
                yield self._mutant(here, [*value, name], owner, f"+ {name}")

    def _comparison_turned(
        self, node: Mapping[str, Any], level: Mapping[str, Any], steps: Steps, owner: _Owner
    ) -> Iterator[Mutant]:
        turned = {"at_least": "option", "option": "at_least"} if _is_choice(node) else _LIMITS
        for name in level:
            if name in turned:
                other = _renamed(level, name, turned[name])
                yield self._mutant(steps, other, owner, f"{name} -> {turned[name]}")

    def _parts_turned(self, item: Mapping[str, Any], steps: Steps, owner: _Owner) -> Mutant:
        """Every part, or the best of them. What only the one kind may state is left out."""
        keys = item.get("keys")
        turned: dict[str, Any] = {k: v for k, v in item.items() if k not in ("keys", "levels")}
        turned["kind"] = "best_of" if item["kind"] == "all_of" else "all_of"
        if keys:
            turned["parts"] = [{"kind": "yes_no", "key": key} for key in keys]
        return self._mutant(steps, turned, owner, f"{item['kind']} -> {turned['kind']}")

    def _mutant(self, steps: Steps, value: Any, owner: _Owner, change: str) -> Mutant:
        where = path_text(steps[len(owner.steps) :])
        name = " ".join(part for part in (owner.shown, where, change) if part)
        scored = steps[0] not in _UNSCORED
        return Mutant(name, owner.id, scored, _changed(self._content, steps, value))


def _changed(node: Any, steps: Steps, value: Any) -> Any:
    """A copy with one entry replaced or removed; all that is not on the way is shared."""
    step, rest = steps[0], steps[1:]
    copy: Any = list(node) if isinstance(node, list) else dict(node)
    if rest:
        copy[step] = _changed(node[step], rest, value)
    elif value is _REMOVED:
        del copy[step]
    else:
        copy[step] = value
    return copy


def _last_digit(text: str) -> Decimal | None:
    """One unit of the last digit printed; None where the text is no number."""
    with suppress(ValueError):
        exponent = exact(text.removesuffix("%")).as_tuple().exponent
        return Decimal(1).scaleb(min(int(exponent), 0))
    return None


def _is_choice(item: Mapping[str, Any]) -> bool:
    return item.get("kind") == "choice"


def _renamed(level: Mapping[str, Any], name: str, other: str) -> dict[str, Any]:
    """A level that compares the other way, in every area."""
    renamed = {other if key == name else key: value for key, value in level.items()}
    variant = level.get("disadvantaged")
    if isinstance(variant, dict):
        renamed["disadvantaged"] = {other if k == name else k: v for k, v in variant.items()}
    return renamed
