"""A file of costs: what moving each piece of evidence takes, and who is responsible."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from assessment.errors import DossierError, Notice, nearest
from assessment.files import Tree, read_tree
from assessment.model.item import Checklist, Choice, Item, Judged, Threshold, YesNo
from assessment.model.plan import Cost, Costs
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.shape import validate

MOST = 1_000_000
DECIMALS = 4

_COUNTED = frozenset({EvidenceType.COUNT, EvidenceType.NUMBER})


def read_costs(path: Path, ruleset: Ruleset) -> Costs:
    """Read a file of costs, and hold it to the ruleset that it is used with.

    Where only `who` is said of a key, a step of it costs the default.

    Raises:
        DossierError: every `file.*`, `shape.*` and `costs.*` problem, with line and key.

    """
    tree = read_tree(path, DossierError)
    content = {key: {} if value is None else value for key, value in tree.content.items()}
    costs = validate(Costs, tree, content, DossierError)
    notices = list(_Check(ruleset, tree).all(costs))
    if notices:
        raise DossierError(*notices)
    named: dict[str, Cost] = {}
    for name, given in costs.costs.items():
        nothing_said = not given.model_fields_set & {"each", "step"}
        cost = given.model_copy(update={"step": costs.default}) if nothing_said else given
        for key in measured(ruleset, name):
            named[key] = cost
        if name in ruleset.keyed_by_id and not isinstance(ruleset.keyed_by_id[name], Judged):
            # where only the share is stated, nothing is counted: a step costs what it does there
            named[name] = cost.model_copy(
                update={"each": Decimal(0), "step": cost.step or costs.default}
            )
    return costs.model_copy(update={"costs": named})


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
            if cost.each and keys and not any(map(self._is_counted, keys)):
                yield self._notice("costs.not_counted", "costs", name, "each", key=name)
            for key in keys:
                if key in given:
                    yield self._notice("costs.twice", "costs", name, key=key, other=given[key])
                given[key] = name

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

    def _is_counted(self, key: str) -> bool:
        entry = self._ruleset.evidence.get(key)
        return entry is not None and entry.type in _COUNTED

    def _notice(self, code: str, *steps: str, **params: Any) -> Notice:
        return Notice(code, self._tree.place(steps), params)
