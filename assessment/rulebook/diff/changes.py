"""What is altered from one ruleset to another, thing by thing, before it is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from assessment.files import Steps, path_text
from assessment.model.difference import Alteration, Change, Nature
from assessment.model.item import Item
from assessment.model.ruleset import Criterion, Ruleset
from assessment.model.scored import Kind
from assessment.rulebook.diff.match import Matched, gates
from assessment.rulebook.diff.walk import Leaf, as_text, is_ground, leaves, paired

_WORDING = frozenset({"text", "title", "note", "unit"})
"""Fields that people read and nothing is computed from."""

_TERMS = frozenset(
    {
        "subject",
        "unit_levels",
        "document",
        "on_request_only",
        "gives",
        "interpretations",
        "validity",
        "upgrade",
        "procedure",
    }
)
"""Sections that say who is assessed when, and how the text is read; none touches a score."""

_TEXTS = ("title", "note", "evidence_rule", "printed")
_ELSEWHERE = frozenset(
    {"id", "criteria", "gates", "exclusions", "ratings", "evidence", "overlays", "changes"}
)
"""Compared thing by thing, or no part of the law."""


def alterations(before: Ruleset, after: Ruleset, matched: Matched) -> Iterator[Alteration]:
    """Every thing that is altered, in the order in which a ruleset is read."""
    yield from _sections(before, after)
    at_old, at_new = _places(before), _places(after)
    for old, new in matched.criteria:
        steps = at_new[id(new)] if new else at_old[id(old)]
        yield from _altered(Kind.CRITERION, old, new, steps, without=("indicators",))
        inside = {id(item) for c in (old, new) if c for item in c.indicators}
        for mine, yours in (pair for pair in matched.items if id(pair[1] or pair[0]) in inside):
            steps = at_new[id(yours)] if yours else at_old[id(mine)]
            moved = tuple(_moved(before, after, matched, mine, yours))
            yield from _altered(Kind.INDICATOR, mine, yours, steps, more=moved)
    for mine, yours in gates(before, after):
        steps = at_new[id(yours)] if yours else at_old[id(mine)]
        yield from _altered(Kind.GATE, mine, yours, steps)
    yield from _named(Kind.EXCLUSION, "exclusions", before.exclusions, after.exclusions)
    yield from _named(Kind.RATING, "ratings", before.ratings, after.ratings)
    yield from _evidence(before, after)


def _sections(before: Ruleset, after: Ruleset) -> Iterator[Alteration]:
    """What stands at the head of a ruleset: an alteration for each section."""
    found: dict[str, list[Change]] = {}
    for leaf in leaves(before, after, without=tuple(_ELSEWHERE)):
        section = leaf.names[0]
        found.setdefault(section, []).append(_change(leaf, leaf.names, leaf.steps))
    for section, changes in found.items():
        yield Alteration(Kind.RULESET, section, before, after, tuple(changes))


def _evidence(before: Ruleset, after: Ruleset) -> Iterator[Alteration]:
    for key in dict.fromkeys((*after.evidence, *before.evidence)):
        old, new = before.evidence.get(key), after.evidence.get(key)
        yield from _altered(Kind.EVIDENCE, old, new, ("evidence", key), name=key)


def _named(
    kind: Kind, section: str, old: Sequence[BaseModel], new: Sequence[BaseModel]
) -> Iterator[Alteration]:
    pairs = paired(old, new)
    for mine, yours in pairs:
        place = mine if yours is None else yours
        one = None if mine is None else old[mine]
        other = None if yours is None else new[yours]
        yield from _altered(kind, one, other, (section, place or 0))
    order = [old[mine] for mine, yours in pairs if mine is not None and yours is not None]
    first = [part for part in old if part in order]
    if kind is Kind.RATING and order != first:
        names = [
            ", ".join(str(getattr(part, "id", "")) for part in parts) for parts in (first, order)
        ]
        change = Change("order", Nature.FIGURE, section, names[0], names[1], ())
        yield Alteration(Kind.RULESET, section, None, None, (change,))


def _altered(
    kind: Kind,
    old: BaseModel | None,
    new: BaseModel | None,
    steps: Steps,
    *,
    without: Sequence[str] = (),
    name: str = "",
    more: Sequence[Change] = (),
) -> Iterator[Alteration]:
    """The alteration of one thing, if it is altered; what is added or removed has no changes."""
    changes: tuple[Change, ...] = ()
    if old and new:
        found = [leaf for leaf in leaves(old, new, without=without) if not _follows(leaf)]
        changes = tuple(_change(leaf, leaf.names, (*steps, *leaf.steps)) for leaf in found)
        changes = (*changes, *more)
        if not changes:
            return
    yield Alteration(kind, name or str(getattr(new or old, "id", "")), old, new, changes)


def _change(leaf: Leaf, names: tuple[str, ...], steps: Steps) -> Change:
    before, after = as_text(leaf.before), as_text(leaf.after)
    if names[-1] == "kind":
        before, after = (getattr(item, "kind", None) for item in leaf.holders[-1])
    return Change(".".join(names), _nature(leaf), path_text(steps), before, after, leaf.holders)


def _moved(
    before: Ruleset, after: Ruleset, matched: Matched, mine: Item | None, yours: Item | None
) -> Iterator[Change]:
    """That an indicator stands in another criterion, where it does."""
    if mine and yours:
        home, now = _home(before, mine), _home(after, yours)
        if not any(old is home and new is now for old, new in matched.criteria):
            yield Change("criterion", Nature.FIGURE, "criteria", home.id, now.id, ((mine, yours),))


def _home(ruleset: Ruleset, item: Item) -> Criterion:
    return next(c for c in ruleset.criteria if any(own is item for own in c.indicators))


def _follows(leaf: Leaf) -> bool:
    """Whether a part has another id only because its item has."""
    if leaf.names != ("parts", "id"):
        return False
    old, new = leaf.holders[0]
    return getattr(old, "id", None) != getattr(new, "id", None)


def _nature(leaf: Leaf) -> Nature:
    names = leaf.names
    if is_ground(names[-1]) or names[0] == "sources":
        return Nature.GROUND
    if (
        names == ("label",)
        or names[-1] in _WORDING
        or names[0] in _TEXTS
        or names[-2:] == ("may_not_apply", "when")
    ):
        return Nature.WORDING
    return Nature.TERM if names[0] in _TERMS else Nature.FIGURE


def _places(ruleset: Ruleset) -> dict[int, Steps]:
    """Where criteria and items stand."""
    found: dict[int, Steps] = {}
    for index, criterion in enumerate(ruleset.criteria):
        found[id(criterion)] = ("criteria", index)
        for number, item in enumerate(criterion.indicators):
            found[id(item)] = ("criteria", index, "indicators", number)
    for index, gate in enumerate(ruleset.gates):
        found[id(gate)] = ("gates", index)
    return found
