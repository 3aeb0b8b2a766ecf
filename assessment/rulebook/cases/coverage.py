"""Coverage: what of a ruleset some case shows, and what none does.

In a ruleset of points each level of a scale is to be reached; whatever is only there or
not (a yes or no, a part of a checklist, a level of recognition, a gate, an exclusion) is
to be met once and missed once. A level with a variant counts by itself where the variant
does not apply, and its variant where it does. A judged item is to be full once and less
once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessment.errors import DossierError
from assessment.model.item import (
    MET,
    AllOf,
    BestOf,
    Checklist,
    Choice,
    FullAt,
    Item,
    Judged,
    Threshold,
    YesNo,
)
from assessment.model.outcome import Answer, Assessment, Finding, Judgement, Status
from assessment.model.ruleset import Ruleset
from assessment.model.trial import Coverage, Goal, GoalKind
from assessment.model.truth import Truth
from assessment.rulebook.cases.run import scored
from assessment.rulebook.cases.table import Case


def coverage(ruleset: Ruleset, cases: Iterable[Case]) -> Coverage:
    """What the cases of a ruleset show of it."""
    goals = tuple(dict.fromkeys(_goals(ruleset)))
    open_ = set(goals)
    for case in cases:
        try:
            open_.difference_update(_shown(scored(case, ruleset)))
        except DossierError:
            continue
    return Coverage(goals, tuple(goal for goal in goals if goal in open_))


# --- what there is to show -------------------------------------------------------------


def _goals(ruleset: Ruleset) -> Iterator[Goal]:
    for item in ruleset.indicators.values():
        for part in (item, *item.nested):
            yield from _goals_of(part)
    for gate in ruleset.gates:
        yield from _both("gate", gate.id)
        yield from _variants(gate)
    for exclusion in ruleset.exclusions:
        yield from _both("exclusion", exclusion.id)
    for rating in ruleset.ratings:
        yield Goal("rating", rating.id)
        if rating.disadvantaged:
            yield Goal("area", rating.id)


def _goals_of(item: Item) -> Iterator[Goal]:
    match item:
        case BestOf():
            return
        case Judged():
            yield from _both("level", item.id, 0 if item.full_at else None)
        case Checklist():
            for index in range(len(item.parts)):
                yield from _both("level", item.id, index)
        case Threshold() | Choice() if not item.in_levels:
            for index in range(len(item.levels)):
                yield Goal("level", item.id, index)
        case _:
            for index in range(len(item.own_levels)):
                yield from _both("level", item.id, index)
    yield from _variants(item)


def _variants(item: Item) -> Iterator[Goal]:
    if isinstance(item, Threshold):
        for index, level in enumerate(item.levels):
            if level.disadvantaged:
                yield Goal("area", item.id, index)


def _both(kind: GoalKind, id_: str, level: int | None = None) -> tuple[Goal, Goal]:
    return Goal(kind, id_, level), Goal(kind, id_, level, met=False)


# --- what an assessment shows ----------------------------------------------------------


def _shown(assessment: Assessment) -> Iterator[Goal]:
    score, there = assessment.score, assessment.disadvantaged
    for found in (*assessment.findings.values(), *score.gates):
        for part in (found, *found.parts):
            yield from _shown_by(part, disadvantaged=there)
    for gate in score.gates:
        yield from (Goal("gate", gate.item.id, met=met) for met in _sure(gate.levels.get(MET)))
    for exclusion, applies in score.exclusions:
        yield from (Goal("exclusion", exclusion.id, met=met) for met in _sure(applies))
    if rating := assessment.rating:
        yield Goal("area" if there and rating.disadvantaged else "rating", rating.id)


def _shown_by(found: Finding, *, disadvantaged: bool) -> Iterator[Goal]:
    for index, met in _levels(found):
        if not (disadvantaged and _varies(found.item, index)):
            yield Goal("level", found.item.id, index, met)
        elif met:
            yield Goal("area", found.item.id, index)


def _varies(item: Item, index: int | None) -> bool:
    """Whether a disadvantaged area changes this level."""
    return (
        isinstance(item, Threshold)
        and index is not None
        and item.levels[index].disadvantaged is not None
    )


def _levels(found: Finding) -> Iterator[tuple[int | None, bool]]:
    """The levels (by position) that a finding surely meets or misses."""
    item = found.item
    if found.status is Status.NOT_APPLICABLE:
        return
    match item:
        case Judged(full_at=None):
            if found.points and found.points.exact:
                yield None, found.status is Status.MET
        case Judged(full_at=full) if full:
            yield from _judged(full, found)
        case Checklist():
            answers = [seen.answer for seen in found.seen if isinstance(seen, Answer)]
            for index, answer in enumerate(answers):
                yield from ((index, met) for met in _sure(answer))
        case Threshold() | Choice() | YesNo() | AllOf() if found.levels:
            for index, level in enumerate(item.levels):
                yield from ((index, met) for met in _sure(found.levels.get(level.level or "")))
        case Threshold() | Choice() | YesNo() | AllOf():
            yield from _reached(item, found)


def _judged(full: FullAt, found: Finding) -> Iterator[tuple[int, bool]]:
    """Whether the counted share has all the points."""
    seen = found.seen[0] if found.seen else None
    share = seen.share if isinstance(seen, Judgement) else None
    if share and share.low and share.high:
        if share.low.reaches(full.at_least.limit):
            yield 0, True
        elif not share.high.reaches(full.at_least.limit):
            yield 0, False


def _reached(
    item: Threshold | Choice | YesNo | AllOf, found: Finding
) -> Iterator[tuple[int, bool]]:
    """The level of a scale of points that counts; a no, where a yes is all there is."""
    scales = item.levels_by_area if isinstance(item, Threshold) else (item.levels,)
    for index, level in (pair for levels in scales for pair in enumerate(levels)):
        if level is found.reached:
            yield index, True
            return
    if found.status is Status.NOT_MET and isinstance(item, YesNo | AllOf):
        yield 0, False


def _sure(truth: Truth) -> tuple[bool, ...]:
    return () if truth is None else (truth,)
