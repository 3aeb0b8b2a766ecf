"""Ways of failing that ratings ask about, and what a dossier can come to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset, When


class Watch(NamedTuple):
    """One way of failing. `id` names the level, gate or exclusion; `limit` is in points."""

    kind: Literal["criterion", "indicator", "level", "gate", "exclusion"]
    id: str = ""
    limit: Decimal = ZERO


class State(NamedTuple):
    """A total (0 in a ruleset of levels) and what fails beside it."""

    total: Decimal
    failing: frozenset[Watch]


def watches(ruleset: Ruleset) -> tuple[Watch, ...]:
    """Every way of failing that some rating of the ruleset asks about."""
    found: dict[Watch, None] = {}
    for rating in ruleset.ratings:
        asked = (rating.when, rating.disadvantaged.when if rating.disadvantaged else None)
        for when in asked:
            found.update(dict.fromkeys(watched(when)))
    found.update({Watch("gate", gate.id): None for gate in ruleset.gates})
    found.update({Watch("exclusion", exclusion.id): None for exclusion in ruleset.exclusions})
    return tuple(found)


def watched(when: When | None) -> Iterator[Watch]:
    """The ways of failing that one rating asks about itself; not gates and exclusions."""
    if when is None:
        return
    if when.no_criterion_at is not None:
        yield Watch("criterion", limit=when.no_criterion_at)
    if when.no_indicator_below is not None:
        yield Watch("indicator", limit=when.no_indicator_below)
    for level in when.levels or ():
        yield Watch("level", level)
