"""A file of costs: what moving each piece of evidence takes, and who is responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from assessment.errors import CostsError, Notice, Place, nearest
from assessment.files import Tree, read_tree
from assessment.model.item import Checklist, Choice, Item, Judged, Threshold, YesNo
from assessment.model.plan import Cost, Costs
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.shape import validate

MOST = 1_000_000_000
DECIMALS = 4

_COUNTED = frozenset({EvidenceType.COUNT, EvidenceType.NUMBER})


_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
_AMOUNTS = ("each", "step")


class CostsRead(NamedTuple):
    """A file of costs: what it says, what looks wrong, and where each key stands."""

    costs: Costs
    warnings: tuple[Notice, ...]
    places: Mapping[str, Place]
    whole: Place

    def place(self, key: str) -> Place:
        """Where the cost of a key is said; of one that is not named, the default."""
        return self.places.get(key, self.whole)


def ungrouped(text: str) -> str:
    """An amount without the dots between its thousands: "1.500.000" is 1500000, "1.5" stays."""
    return text.replace(".", "") if _GROUPED.fullmatch(text.strip()) else text


def grouped(text: str, place: Place) -> Notice:
    """The warning that an amount was read so."""
    params = {"value": text.strip(), "count": ungrouped(text).strip()}
    return Notice("check.thousands", place, params)


def read_costs(path: Path, ruleset: Ruleset) -> CostsRead:
    """Read a file of costs, and hold it to the ruleset that it is used with.

    Where only `who` is said of a key, a step of it costs the default.

    Raises:
        CostsError: every `file.*`, `shape.*` and `costs.*` problem, with line and key.

    """
    tree = read_tree(path, CostsError)
    warnings: list[Notice] = []
    costs = validate(Costs, tree, _said(tree, warnings), CostsError)
    check = _Check(ruleset, tree)
    notices = list(check.all(costs))
    if notices:
        raise CostsError(*notices)
    warnings += check.idle(costs)
    named: dict[str, Cost] = {}
    places: dict[str, Place] = {}
    for name, given in costs.costs.items():
        nothing_said = not given.model_fields_set & set(_AMOUNTS)
        cost = given.model_copy(update={"step": costs.default}) if nothing_said else given
        keys = dict.fromkeys(measured(ruleset, name))
        if name in ruleset.keyed_by_id:  # where only the share is stated
            keys[name] = None
        for key in keys:
            named[key] = cost if _is_counted(ruleset, key) else _by_step(cost, costs.default)
            places[key] = tree.place(("costs", name))
    read = costs.model_copy(update={"costs": named})
    return CostsRead(read, tuple(warnings), places, tree.place(("default",)))


def _by_step(cost: Cost, default: Decimal) -> Cost:
    """The cost of what has no units: where only units have one, a step costs the default."""
    if not cost.each:
        return cost
    return cost.model_copy(update={"each": Decimal(0), "step": cost.step or default})


def _is_counted(ruleset: Ruleset, key: str) -> bool:
    entry = ruleset.evidence.get(key)
    return entry is not None and entry.type in _COUNTED


def _said(tree: Tree, warnings: list[Notice]) -> dict[str, Any]:
    """A file's content without what is left blank, amounts without dots between thousands."""

    def plain(value: Any, *steps: str) -> Any:
        if isinstance(value, str) and ungrouped(value) != value:
            warnings.append(grouped(value, tree.place(steps)))
            return ungrouped(value)
        return value

    content = {key: value for key, value in tree.content.items() if value is not None}
    if "default" in content:
        content["default"] = plain(content["default"], "default")
    if not isinstance(content.get("costs"), dict):
        return content
    content["costs"] = {
        name: {
            field: plain(value, "costs", name, field) if field in _AMOUNTS else value
            for field, value in cost.items()
            if value is not None or field not in Cost.model_fields
        }
        if isinstance(cost, dict)
        else cost
        for name, cost in content["costs"].items()
    }
    return content


def fixed(ruleset: Ruleset) -> frozenset[str]:
    """What no plan changes: what something is divided by, and exclusions, are facts."""
    totals = {ratio.over for ratio in ruleset.ratios}
    return frozenset(totals | {exclusion.key for exclusion in ruleset.exclusions})


def names(ruleset: Ruleset) -> dict[str, str]:
    """What may be named where something moves, with its label: evidence, and items by id."""
    items = {item.id: item.text for item in ruleset.every_item()}
    return items | {key: entry.label for key, entry in ruleset.evidence.items()}


def measured(ruleset: Ruleset, name: str) -> tuple[str, ...]:
    """The keys that a name stands for: its own, or what an item of that id measures.

    Empty: no such name. What something is divided by is not measured.
    """
    if name in ruleset.evidence:
        return (name,)
    found = [item for item in ruleset.every_item() if item.id == name]
    keys = (key for item in found for part in item.simple for key in _measured(part))
    return tuple(dict.fromkeys(keys))


def _measured(item: Item) -> Iterator[str]:
    match item:
        case Judged():
            yield item.id
            yield from (item.full_at.ratio.of,) if item.full_at else ()
        case Threshold():
            yield from (ratio.of for ratio in item.ratios)
            yield from (key for key in (item.number, item.count) if key)
        case Choice() | YesNo():
            yield item.key
        case Checklist():
            yield from (part.key for part in item.parts)


class _Check:
    """What is wrong with costs that are well formed."""

    def __init__(self, ruleset: Ruleset, tree: Tree) -> None:
        self._ruleset = ruleset
        self._tree = tree

    def all(self, costs: Costs) -> Iterator[Notice]:
        yield from self._amount(costs.default, "default")
        given: dict[str, str] = {}
        for name, cost in costs.costs.items():
            keys = measured(self._ruleset, name)
            if not keys:
                yield self._unknown(name)
            for field, amount in (("each", cost.each), ("step", cost.step)):
                yield from self._amount(amount, "costs", name, field)
            if cost.each and keys and not any(_is_counted(self._ruleset, key) for key in keys):
                yield self._notice("costs.not_counted", "costs", name, "each", key=name)
            for key in keys:
                if key in given:
                    yield self._notice("costs.twice", "costs", name, key=key, other=given[key])
                given[key] = name

    def idle(self, costs: Costs) -> Iterator[Notice]:
        """Costs of what no plan changes."""
        known, facts = names(self._ruleset), fixed(self._ruleset)
        for name in costs.costs:
            if facts.issuperset(measured(self._ruleset, name)):
                yield self._notice("plan.stays", "costs", name, key=name, label=known[name])

    def _amount(self, amount: Decimal, *steps: str) -> Iterator[Notice]:
        fraction = -int(amount.normalize().as_tuple().exponent)
        if not 0 <= amount <= MOST or fraction > DECIMALS:
            params = {"value": str(amount), "most": MOST, "decimals": DECIMALS}
            yield self._notice("costs.bad_amount", *steps, **params)

    def _unknown(self, name: str) -> Notice:
        known = names(self._ruleset)
        near = nearest(name, known)
        params = {"nearest": near, "label": known.get(near or "")}
        return self._notice(
            "costs.unknown_key", "costs", name, key=name, ruleset=self._ruleset.id, **params
        )

    def _notice(self, code: str, *steps: str, **params: Any) -> Notice:
        return Notice(code, self._tree.place(steps), params)
