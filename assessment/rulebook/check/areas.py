"""Scales for disadvantaged areas: somebody is rated by them, and by the other one, and milder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessment.model.flaw import Flaw
from assessment.model.item import Threshold
from assessment.model.quantity import ZERO
from assessment.rulebook.check.ground import Ground, Steps


def area_flaws(ground: Ground) -> Iterator[Flaw]:
    """Variants that no area uses, areas without variants, ratings that ask more there."""
    ruleset = ground.ruleset
    variant = next(_variants(ground), None)
    if variant is None:
        if ruleset.areas is not None and ground.complete:
            yield ground.warning("proof.area_changes_nothing", ("areas",))
        return
    away = [context.disadvantaged(ruleset) for context in ground.contexts]
    if not any(away):
        where = variant if ruleset.areas is None else ("areas", "disadvantaged_scale_for")
        yield ground.error("proof.area_never_applies", where)
    elif all(away):
        yield ground.error("proof.area_is_everywhere", ("areas", "disadvantaged_scale_for"))
    yield from _ratings_asking_more(ground)


def _variants(ground: Ground) -> Iterator[Steps]:
    """The places of all that differs in a disadvantaged area."""
    for item, steps in ground.examined():
        if isinstance(item, Threshold):
            for index, level in enumerate(item.levels):
                if level.disadvantaged:
                    yield (*steps, "levels", index, "disadvantaged")
    for index, rating in enumerate(ground.ruleset.ratings):
        if rating.disadvantaged:
            yield ("ratings", index, "disadvantaged")


def _ratings_asking_more(ground: Ground) -> Iterator[Flaw]:
    for index, rating in enumerate(ground.ruleset.ratings):
        if rating.disadvantaged is None or rating.when is None:
            continue
        here, usual = rating.disadvantaged.when, rating.when
        limits = [w.total.at_least if w.total else ZERO for w in (here, usual)]
        if limits[0] > limits[1]:
            where = ("ratings", index, "disadvantaged")
            params: dict[str, Any] = {"id": rating.id, "title": rating.title, "limit": limits[0]}
            yield ground.warning("proof.rating_asks_more", where, **params, usual=limits[1])
