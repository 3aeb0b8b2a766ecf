"""The first dossier that two rulesets score differently, or the proof that there is none.

Items of one id are tried on pieces cut at the limits of both, so that on each piece both
say one thing; then the ratings, on every total with every way of failing that either asks
about. What differs is scored before it is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, zip_longest
from typing import Any, NamedTuple

from pydantic import BaseModel

from assessment.model.item import Item
from assessment.model.quantity import ZERO, plain
from assessment.model.ruleset import EvidenceKey, Rating, Ruleset, When
from assessment.rulebook.proof.context import Context, contexts
from assessment.rulebook.proof.lines import Line, Value, keys_of, lines_of
from assessment.rulebook.proof.outcomes import combinations
from assessment.rulebook.proof.reach import Reach, State, Watch, watched, watches
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.witness import Content, dossier_content, result_of


class Difference(NamedTuple):
    """A dossier, and what each ruleset makes of it. `item`: the item that differs, if one does."""

    content: Content
    before: dict[str, str]
    after: dict[str, str]
    item: str | None = None


def first_difference(before: Ruleset, after: Ruleset) -> Content | None:
    """The content of a dossier that the two score differently.

    Returns:
        None: it is proved that no complete dossier is scored differently.

    Raises:
        TooManyTrials: neither was found nor excluded.

    """
    tried = [item_differences(before, after), bound_differences(before, after)]
    if not _rated_alike(before, after):
        tried.append(rating_differences(before, after))
    found = next(chain.from_iterable(tried), None)
    if found is None and not _same_members(before, after):
        raise TooManyTrials
    return found.content if found else None


def item_differences(before: Ruleset, after: Ruleset) -> Iterator[Difference]:
    """For each item that differs, in each context, one dossier that shows it."""
    for context in contexts(before, after):
        for id_ in _items(before) | _items(after):
            found = item_difference(before, after, id_, context)
            if found:
                yield found
        for id_ in _not_applying(before) | _not_applying(after):
            content = {**_empty(before, context), "applies": {id_: "false"}}
            found = _difference(before, after, content, None)
            if found:
                yield found


def item_difference(
    before: Ruleset, after: Ruleset, id_: str, context: Context
) -> Difference | None:
    """The first values at which an item comes to different things."""
    old, new = _items(before).get(id_), _items(after).get(id_)
    if old and new and _alike(before, after, old, new):
        return None
    lines = _lines(before, after, old, new)
    for ruleset in (before, after) if old else (after, before):
        for assignment in combinations(_statable(ruleset, lines)):
            content = dossier_content(ruleset, context, assignment)
            found = _difference(before, after, content, old or new) if content else None
            if found:
                return found
        if _statable(before, lines) == _statable(after, lines):
            break
    return None


def bound_differences(before: Ruleset, after: Ruleset) -> Iterator[Difference]:
    """For each number that only one of the two takes, a dossier that states it."""
    context = contexts(before, after)[0]
    for key in sorted(before.evidence.keys() & after.evidence.keys()):
        for value in _around_bounds(before.evidence[key], after.evidence[key]):
            content = {**_empty(before, context), "evidence": {key: plain(value)}}
            results = [result_of(ruleset, content) for ruleset in (before, after)]
            if results[0].errors != results[1].errors:
                yield Difference(content, results[0].shows(), results[1].shows())
                break


def _around_bounds(*entries: EvidenceKey) -> list[Decimal]:
    """Each bound of either declaration, and the nearest numbers below and above it."""
    bounds = [b for entry in entries for b in (entry.at_least, entry.at_most) if b is not None]
    near: dict[Decimal, None] = {}
    for bound in bounds:
        step = Decimal((0, (1,), min(int(bound.as_tuple().exponent), 0)))
        near.update(dict.fromkeys((bound - step, bound, bound + step)))
    return list(near)


def rating_differences(before: Ruleset, after: Ruleset) -> Iterator[Difference]:
    """For each context, and each pair of ratings that a state gets, one dossier.

    The states are those of `before`: gates, exclusions and members of criteria that only
    `after` has are not looked at.

    Raises:
        TooManyTrials: for some pair no dossier was found.
    """
    watching = tuple(dict.fromkeys((*watches(before), *watches(after))))
    for context in contexts(before, after):
        reach = Reach(before, context, watching)
        shown: dict[tuple[str, str], bool] = {}
        for state in reach.states():
            pair = (rating_at(before, state, context).id, rating_at(after, state, context).id)
            if pair[0] == pair[1] or shown.get(pair):
                continue
            content = dossier_content(before, context, reach.evidence(state))
            found = _difference(before, after, content, None) if content else None
            shown[pair] = found is not None
            if found:
                yield found
        if not all(shown.values()):
            raise TooManyTrials


def rating_at(ruleset: Ruleset, state: State, context: Context) -> Rating:
    """The rating of a total with these failures."""
    return next(r for r in ruleset.ratings if holds(ruleset, r, state, context))


class Band(NamedTuple):
    """The totals from `low` on, and less than `below` if that is stated, that get a rating."""

    rating: Rating
    low: Decimal
    below: Decimal | None


def bands(ruleset: Ruleset, failing: frozenset[Watch], context: Context) -> Iterator[Band]:
    """The ratings that totals with these failures get, and which totals."""
    below: Decimal | None = None
    for rating in ruleset.ratings:
        when = asked(ruleset, rating, context)
        limit = when.total.at_least if when and when.total and not rating.otherwise else ZERO
        low = max(limit, ZERO)
        if holds(ruleset, rating, State(low, failing), context) and (below is None or low < below):
            yield Band(rating, low, below)
            below = low


def holds(ruleset: Ruleset, rating: Rating, state: State, context: Context) -> bool:
    """Whether all that a rating asks for is so."""
    if rating.otherwise:
        return True
    when = asked(ruleset, rating, context)
    always: list[Watch] = [Watch("gate", gate.id) for gate in ruleset.gates]
    always += [Watch("exclusion", exclusion.id) for exclusion in ruleset.exclusions]
    if not state.failing.isdisjoint([*always, *watched(when)]):
        return False
    limit = when.total.at_least if when and when.total else None
    return limit is None or state.total >= limit


def asked(ruleset: Ruleset, rating: Rating, context: Context) -> When | None:
    """What a rating asks in a context."""
    if context.disadvantaged(ruleset) and rating.disadvantaged:
        return rating.disadvantaged.when
    return rating.when


def _items(ruleset: Ruleset) -> dict[str, Item]:
    return {**ruleset.indicators, **{gate.id: gate for gate in ruleset.gates}}


def _not_applying(ruleset: Ruleset) -> dict[str, None]:
    """The ids of what may not apply."""
    found = {c.id: None for c in ruleset.criteria if c.may_not_apply}
    return found | {i.id: None for i in ruleset.indicators.values() if i.may_not_apply}


def _empty(ruleset: Ruleset, context: Context) -> dict[str, Any]:
    return {"subject": context.subject(ruleset), "ruleset": ruleset.id, "evidence": {}}


def _lines(
    before: Ruleset, after: Ruleset, old: Item | None, new: Item | None
) -> dict[Line, list[Value]]:
    """The values that tell apart what either item tells apart, within the bounds of either."""
    items = [item for item in (old, new) if item is not None]
    found: dict[Line, list[Value]] = {}
    for ruleset in (before, after):
        known = [item for item in items if _declared(ruleset, item)]
        for line, values in lines_of(ruleset, *known).items():
            found[line] = list(dict.fromkeys((*found.get(line, ()), *values)))
    return found


def _statable(
    ruleset: Ruleset, lines: Mapping[Line, Sequence[Value]]
) -> dict[Line, Sequence[Value]]:
    """The lines whose evidence a ruleset declares; an assessor's points need none."""
    return {
        line: values
        for line, values in lines.items()
        if line.kind == "judged" or ruleset.evidence.keys() >= {key for key in line[1:] if key}
    }


def _alike(before: Ruleset, after: Ruleset, old: Item, new: Item) -> bool:
    """Whether both say the same of an item, its evidence and its subjects."""
    pairs: list[tuple[BaseModel | None, BaseModel | None]] = [
        (old, new),
        (before.scale, after.scale),
        (before.areas, after.areas),
    ]
    keys = keys_of(old) | keys_of(new)
    pairs += [(before.evidence.get(key), after.evidence.get(key)) for key in keys]
    pairs += zip_longest(before.unit_types, after.unit_types)
    return all(_written(one) == _written(other) for one, other in pairs)


def _same_members(before: Ruleset, after: Ruleset) -> bool:
    """Whether the states of `before` hold all that `after` looks at when it rates."""
    gates = [{gate.id for gate in ruleset.gates} for ruleset in (before, after)]
    keys = [{(e.id, e.key) for e in ruleset.exclusions} for ruleset in (before, after)]
    members = [
        [(c.id, [item.id for item in c.indicators]) for c in ruleset.criteria]
        for ruleset in (before, after)
    ]
    return gates[1] <= gates[0] and keys[1] <= keys[0] and members[0] == members[1]


def _rated_alike(before: Ruleset, after: Ruleset) -> bool:
    """Whether items that come to the same are summed and rated the same."""
    if (before.areas is None) != (after.areas is None) or before.has_unknown_points:
        return False
    both = (before, after)
    members = [[(c.id, [i.id for i in c.indicators]) for c in r.criteria] for r in both]
    gates = [{gate.id for gate in r.gates} for r in both]
    scopes = [r.areas.disadvantaged_scale_for if r.areas else () for r in both]
    written = [[_written(part) for part in (*r.ratings, *r.exclusions)] for r in both]
    pairs = (members, gates, scopes, written)
    return all(one == other for one, other in pairs)


def _written(part: BaseModel | None) -> dict[str, Any] | None:
    return None if part is None else part.model_dump()


def _declared(ruleset: Ruleset, item: Item) -> bool:
    """Whether the ruleset declares all the evidence that an item looks at."""
    keys = keys_of(item)
    return keys <= ruleset.evidence.keys()


def _difference(
    before: Ruleset, after: Ruleset, content: Content, item: Item | None
) -> Difference | None:
    old, new = result_of(before, content), result_of(after, content)
    shown = (old.shows(item), new.shows(item))
    asked_alike = item is None or old.asks(item) == new.asks(item)
    if shown[0] == shown[1] and asked_alike:
        return None
    return Difference(content, *shown, item.id if item else None)
