"""Two models held side by side: every figure and text that is not the same.

Models are walked field by field. In a list, parts are paired by what names them (an id, a
key); levels, which have no name, by what they ask and what they earn. A part without a
partner is added or removed as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import BaseModel

from assessment.files import Steps
from assessment.model.difference import Holder
from assessment.model.item import Award, Item
from assessment.model.quantity import Figure, plain

_GROUNDS = ("basis", "source", "confirmed")
_NAMES = ("id", "key", "what", "who", "by", "text")
_EARNS = ("points", "level")


class Leaf(NamedTuple):
    """One difference. `steps`: from the model down, in the second where it is there.

    `before` and `after` are a value, or a whole part that only one of the two has;
    `names` are the steps without numbers. `holders`: outermost first.
    """

    names: tuple[str, ...]
    steps: Steps
    before: Any
    after: Any
    holders: tuple[Holder, ...]


def leaves(old: BaseModel, new: BaseModel, *, without: Sequence[str] = ()) -> Iterator[Leaf]:
    """What differs between two models of one kind, but for some fields.

    Two items that are scored in different ways differ as wholes, under the name `kind`,
    and in what every item states.
    """
    yield from _models(old, new, Leaf((), (), None, None, ((old, new),)), without)


def is_ground(name: str) -> bool:
    """Whether a field says how well a figure is known, and from where."""
    return name in _GROUNDS or name.endswith(("_basis", "_source"))


def as_text(value: Any) -> str | None:
    """A value, or a whole part, as text."""
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case Figure():
            return value.text
        case Decimal():
            return plain(value)
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case BaseModel():
            dump = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            return json.dumps(_without_grounds(dump), ensure_ascii=False)
        case Mapping():
            return json.dumps({k: as_text(v) for k, v in value.items()}, ensure_ascii=False)
        case list() | tuple():
            return ", ".join(as_text(part) or "" for part in value)
    return str(value)


def paired(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int | None, int | None]]:
    """The positions that belong together; those removed stand where they stood."""
    partner = _partners(old, new)
    pairs: list[tuple[int | None, int | None]] = [
        (partner.get(position), position) for position in range(len(new))
    ]
    kept = set(partner.values())
    for gone in (position for position in range(len(old)) if position not in kept):
        before = [at for at, (mine, _) in enumerate(pairs) if mine is not None and mine < gone]
        pairs.insert(before[-1] + 1 if before else 0, (gone, None))
    return pairs


def _models(
    old: BaseModel, new: BaseModel, at: Leaf, without: Sequence[str] = ()
) -> Iterator[Leaf]:
    fields = type(new).model_fields
    if type(old) is not type(new):
        yield _under(at, "kind")._replace(before=old, after=new)
        fields = Item.model_fields
    for name in fields:
        if name not in (*without, "kind"):
            below = _under(at, name.rstrip("_"))
            yield from _values(getattr(old, name), getattr(new, name), below)


def _values(old: Any, new: Any, at: Leaf) -> Iterator[Leaf]:
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _models(old, new, at._replace(holders=(*at.holders, (old, new))))
    elif _of_parts(old) and _of_parts(new) and (old or new):
        yield from _lists(old, new, at)
    elif isinstance(old, BaseModel) or isinstance(new, BaseModel):
        yield at._replace(before=old, after=new, holders=(*at.holders, (old, new)))
    elif not _equal(old, new):
        yield at._replace(before=old, after=new)


def _lists(old: Sequence[Any], new: Sequence[Any], at: Leaf) -> Iterator[Leaf]:
    pairs = paired(old, new)
    for mine, yours in pairs:
        before = None if mine is None else old[mine]
        after = None if yours is None else new[yours]
        place = mine if yours is None else yours
        below = at._replace(steps=(*at.steps, place or 0))
        if mine is None or yours is None:
            holder = (*at.holders, (before, after))
            yield below._replace(before=before, after=after, holders=holder)
        else:
            yield from _values(before, after, below)
    kept = [mine for mine, yours in pairs if mine is not None and yours is not None]
    if any(one > other for one, other in pairwise(kept)):
        order = [
            [_name(old[position]) for position in positions] for positions in (sorted(kept), kept)
        ]
        yield _under(at, "order")._replace(before=tuple(order[0]), after=tuple(order[1]))


def _under(at: Leaf, name: str) -> Leaf:
    return at._replace(names=(*at.names, name), steps=(*at.steps, name))


def _equal(old: Any, new: Any) -> bool:
    if isinstance(old, Figure) and isinstance(new, Figure):
        return (
            old.percent == new.percent
            and old.limit.reaches(new.limit)
            and new.limit.reaches(old.limit)
        )
    return bool(old == new)


def _of_parts(value: Any) -> bool:
    """A list of models; an empty list may be one."""
    return (
        isinstance(value, tuple)
        and not isinstance(value, Figure)
        and all(isinstance(part, BaseModel) for part in value)
    )


# --- pairing ---------------------------------------------------------------------------


def _partners(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """For each new position the old one; first by the surest mark, then by weaker ones."""
    found: dict[int, int] = {}
    left = dict.fromkeys(range(len(old)))
    for mark in _marks(old, new):
        at: dict[Any, list[int]] = {}
        for position in left:
            if (name := mark(old[position])) is not None:
                at.setdefault(name, []).append(position)
        for position in (p for p in range(len(new)) if p not in found):
            same = at.get(mark(new[position]))
            if same:
                found[position] = same.pop(0)
                del left[found[position]]
    if _are_levels(old) and _are_levels(new):
        rest = [position for position in range(len(new)) if position not in found]
        found |= dict(zip(rest, left, strict=False))
    return found


def _marks(old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    if _are_levels(old) and _are_levels(new):
        return [lambda level: (_asked(level), _earned(level)), _asked, _earned]
    if any(isinstance(part, Item) for part in (*old, *new)):
        return [_looks_at, _name]
    return [_name]


def _are_levels(parts: Sequence[Any]) -> bool:
    return all(isinstance(part, Award) for part in parts)


def _asked(level: Award) -> Any:
    """What reaches a level, in a standard area."""
    figures = [getattr(level, name, None) for name in ("at_least", "at_most")]
    limits = tuple(f.limit if isinstance(f, Figure) else f for f in figures)
    asked = (*limits, getattr(level, "option", None), getattr(level, "otherwise", None))
    return None if asked == (None, None, None, None) else (*asked, level.applies_to)


def _earned(level: Award) -> Any:
    return tuple(getattr(level, name) for name in _EARNS)


def _looks_at(item: Item) -> Any:
    """What a part compares; parts have ids by their number only."""
    return (
        getattr(item, "ratio", None) or getattr(item, "key", None) or getattr(item, "count", None)
    )


def _name(part: Any) -> Any:
    """What names a part among others."""
    own = (getattr(part, name, None) for name in _NAMES)
    return next((name for name in own if name is not None), None) or as_text(part)


def _without_grounds(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_grounds(part) for part in node]
    if isinstance(node, dict):
        return {k: _without_grounds(v) for k, v in node.items() if not is_ground(k)}
    return node
