"""Scales for disadvantaged areas: somebody is rated by them, and by the other one, and milder."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from assessment.files import Steps
from assessment.model.flaw import Flaw
from assessment.model.item import Threshold, ThresholdLevel
from assessment.model.quantity import ZERO
from assessment.model.ruleset import When
from assessment.rulebook.check.ground import Ground


def area_flaws(ground: Ground) -> Iterator[Flaw]:
    """Variants that no area uses or that say the same, areas without variants, ratings that ask more."""
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
    yield from _saying_the_same(ground)


def _saying_the_same(ground: Ground) -> Iterator[Flaw]:
    """Levels and ratings that are told apart for disadvantaged areas and are the same there."""
    for item, steps in ground.examined():
        for index, level in enumerate(item.levels if isinstance(item, Threshold) else ()):
            if not level.disadvantaged or (level.at_least or level.at_most) is None:
                continue
            if _asked(level) == _asked(level.in_disadvantaged_area):
                where = (*steps, "levels", index, "disadvantaged")
                yield ground.warning("proof.area_changes_nothing", where)
    for index, rating in enumerate(ground.ruleset.ratings):
        variant, when = rating.disadvantaged, rating.when
        if variant and when and _conditions(variant.when) == _conditions(when):
            where = ("ratings", index, "disadvantaged")
            yield ground.warning("proof.area_changes_nothing", where)


def _asked(level: ThresholdLevel) -> tuple[Any, ...]:
    """What a level compares, however its figures are written."""
    limits = (
        (figure.limit, figure.percent) for figure in (level.at_least, level.at_most) if figure
    )
    return (*((Fraction(*limit), percent) for limit, percent in limits), level.ratio)


def _conditions(when: When) -> tuple[Any, ...]:
    total = when.total.at_least if when.total else None
    return total, when.no_criterion_at, when.no_indicator_below, frozenset(when.levels or ())


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
