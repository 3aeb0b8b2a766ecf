"""Which indicators and criteria of two rulesets are the same ones.

By id where what they look at agrees; else by the evidence they look at, or by their very
words. So an indicator that was moved or renumbered is found again, and two that only share
a number are not taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from assessment.model.item import AllOf, BestOf, Checklist, Choice, Item, Judged, Threshold, YesNo
from assessment.model.ruleset import Criterion, Ruleset

ItemPair = tuple[Item | None, Item | None]
CriterionPair = tuple[Criterion | None, Criterion | None]

_ALIKE = 0.6


class Matched(NamedTuple):
    """Pairs in the order of the second ruleset; what only the first has comes last."""

    items: tuple[ItemPair, ...]
    criteria: tuple[CriterionPair, ...]

    @property
    def kept(self) -> tuple[tuple[Item, Item], ...]:
        return tuple((old, new) for old, new in self.items if old and new)


def matched(before: Ruleset, after: Ruleset) -> Matched:
    """Pair the indicators, then the criteria."""
    one_file = before.id == after.id
    items = _pairs(list(before.indicators.values()), list(after.indicators.values()), one_file)
    return Matched(items, tuple(_criteria(before, after, items)))


def gates(before: Ruleset, after: Ruleset) -> tuple[ItemPair, ...]:
    """Pair the gates."""
    return _pairs(list(before.gates), list(after.gates), before.id == after.id)


def measures(item: Item) -> frozenset[str]:
    """The keys of what an item measures; not those of the wholes it is divided by."""
    match item:
        case BestOf() | AllOf():
            return frozenset().union(*map(measures, item.parts))
        case Checklist():
            return frozenset(part.key for part in item.parts)
        case YesNo() | Choice():
            return frozenset({item.key})
        case Judged():
            return frozenset({item.full_at.ratio.of} if item.full_at else ())
        case Threshold():
            ratios = [level.ratio for levels in item.levels_by_area for level in levels]
            parts = (ratio.of for ratio in (item.ratio, *ratios) if ratio)
            return frozenset(key for key in (*parts, item.number, item.count) if key)
    raise AssertionError(item)


def alike(one: str, other: str) -> bool:
    """Whether two texts are one text, perhaps reworded."""
    one, other = one.casefold(), other.casefold()
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _pairs(old: Sequence[Item], new: Sequence[Item], one_file: bool) -> tuple[ItemPair, ...]:  # noqa: FBT001
    mine = {item.id: item for item in old}
    partner: dict[str, Item] = {}
    for item in new:
        if item.id in mine and _agree(mine[item.id], item, one_file=one_file):
            partner[item.id] = mine.pop(item.id)
    by_key: dict[str, list[Item]] = {}
    for item in mine.values():
        for key in measures(item):
            by_key.setdefault(key, []).append(item)
    by_text = {item.text.casefold(): item for item in mine.values()}
    for item in new:
        if item.id in partner:
            continue
        near = [x for key in sorted(measures(item)) for x in by_key.get(key, ()) if x.id in mine]
        best = max(near, key=lambda other: _nearness(other, item), default=None)
        best = best or by_text.get(item.text.casefold())
        if best and best.id in mine:
            partner[item.id] = mine.pop(best.id)
    return (
        *((partner.get(item.id), item) for item in new),
        *((item, None) for item in mine.values()),
    )


def _agree(old: Item, new: Item, *, one_file: bool) -> bool:
    """Whether two items of one id are one item; in two files only evidence or words can say."""
    mine, yours = measures(old), measures(new)
    if mine & yours or old.text.casefold() == new.text.casefold():
        return True
    if mine or yours:
        return one_file and alike(old.text, new.text)
    return one_file or alike(old.text, new.text)


def _nearness(old: Item, new: Item) -> tuple[int, bool, float]:
    shared = len(measures(old) & measures(new))
    words = SequenceMatcher(None, old.text.casefold(), new.text.casefold()).ratio()
    return shared, old.kind == new.kind, words


def _criteria(
    before: Ruleset, after: Ruleset, items: tuple[ItemPair, ...]
) -> Iterator[CriterionPair]:
    """By id where they share an indicator or their title; else by the title."""
    mine = {criterion.id: criterion for criterion in before.criteria}
    by_title = {c.title.text.casefold(): c for c in before.criteria}
    home = {id(i): c.id for r in (before, after) for c in r.criteria for i in c.indicators}
    shared = {(home[id(old)], home[id(new)]) for old, new in items if old and new}
    for criterion in after.criteria:
        old = mine.get(criterion.id)
        if old and not (
            (old.id, criterion.id) in shared or alike(old.title.text, criterion.title.text)
        ):
            old = None
        found = old or by_title.get(criterion.title.text.casefold())
        yield (mine.pop(found.id, None) if found else None), criterion
    yield from ((criterion, None) for criterion in mine.values())
