"""From the evidence of every row to points or levels, gates and exclusions.

    rows -> findings -> criteria -> total

The counterpart of `engine.assess`, for all rows at once. What is looked at more than once
is kept as a column (`Steps`), so that it is reckoned once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assessment.engine.assess import Missing
from assessment.model import columns as col
from assessment.model.columns import Findings, Flag, Holds, Met, Span
from assessment.model.item import Item, MayNotApply
from assessment.model.rows import Rows
from assessment.model.ruleset import Criterion, Exclusion
from assessment.model.steps import Step, Steps
from scorers import columns


@dataclass(frozen=True, slots=True)
class CriterionColumns:
    """`applies`: where it is not left out. `findings`: of its indicators, in their order."""

    criterion: Criterion
    applies: Flag
    findings: tuple[tuple[Item, Findings], ...]
    points: Span | None


@dataclass(frozen=True, slots=True)
class ScoreColumns:
    """One reading of every row. `exclusions`: where each applies."""

    criteria: tuple[CriterionColumns, ...]
    gates: tuple[tuple[Item, Findings], ...]
    exclusions: tuple[tuple[Exclusion, Holds], ...]
    total: Span | None


def score(rows: Rows, missing: Missing) -> ScoreColumns:
    """Score every row.

    Args:
        missing: `zero` gives no points where evidence is missing, as in `assess`.

    """
    ruleset, steps, settle = rows.ruleset, rows.steps, missing == "zero"
    found = {
        item.id: _kept(_finding(item, rows, settle=settle), steps)
        for item in ruleset.indicators.values()
    }
    gates = tuple(
        (gate, _kept(_settled(columns(gate, rows), settle=settle), steps)) for gate in ruleset.gates
    )
    exclusions = tuple(
        (exclusion, steps.holds(Step.FINDINGS, _excluded(exclusion, rows, settle=settle)))
        for exclusion in ruleset.exclusions
    )
    criteria = tuple(_criterion(c, found, rows) for c in ruleset.criteria)
    total = None
    if ruleset.in_points:
        total = steps.span(Step.TOTAL, _sum(criterion.points for criterion in criteria))
    return ScoreColumns(criteria, gates, exclusions, total)


def _kept(found: Findings, steps: Steps) -> Findings:
    """What an item comes to, as columns of its own; its points are summed once, and not kept."""

    def keep(flag: Flag) -> Flag:
        return steps.keep(Step.FINDINGS, flag)

    return Findings(
        found.points,
        keep(found.applies),
        keep(found.open),
        keep(found.unknown),
        {
            id_: Met(keep(met.asked), steps.holds(Step.FINDINGS, met.holds))
            for id_, met in found.levels.items()
        },
        {key: keep(flag) for key, flag in found.missing.items()},
    )


def _sum(spans: Iterable[Span | None]) -> Span:
    total = col.NOTHING
    for span in spans:
        total = total if span is None else total + span
    return total


def _criterion(
    criterion: Criterion, findings: Mapping[str, Findings], rows: Rows
) -> CriterionColumns:
    found = tuple((item, findings[item.id]) for item in criterion.indicators)
    points = None
    if rows.ruleset.in_points:
        points = _sum(each.points for _, each in found)
        if criterion.max is not None:
            most = rows.scaled(criterion.max)
            points = Span(points.low, col.choose(_may_be_more(found), most, points.high))
    rule = criterion.may_not_apply
    if rule is None:
        return CriterionColumns(
            criterion, True, found, points and rows.steps.span(Step.CRITERIA, points)
        )
    applies = rows.applies(criterion.id)
    whole = _sum(_earned(item, rule, rows) for item, _ in found)
    found = tuple((item, each.where(applies)) for item, each in found)
    if points is not None:
        points = rows.steps.span(Step.CRITERIA, _one_of(applies, points, whole))
    return CriterionColumns(criterion, applies, found, points)


def _may_be_more(found: tuple[tuple[Item, Findings], ...]) -> Flag:
    """Where an item's unknown points may be the ones that count."""
    return col.some(
        col.some((each.open, each.unknown)) for item, each in found if item.has_unknown_points
    )


def _finding(item: Item, rows: Rows, *, settle: bool) -> Findings:
    found = _settled(columns(item, rows), settle=settle)
    rule = item.may_not_apply
    if rule is None:
        return found
    applies = rows.applies(item.id)
    kept = found.where(applies)
    if kept.points is None:
        return kept
    return replace(kept, points=_one_of(applies, kept.points, _earned(item, rule, rows)))


def _settled(found: Findings, *, settle: bool) -> Findings:
    """What is not shown earns nothing: the least points, the levels surely met."""
    if not settle:
        return found
    points = found.points
    if points is not None:
        points = Span(points.low, col.choose(found.open, points.low, points.high))
    levels = {
        level: met._replace(holds=_shown(met.holds, found.open))
        for level, met in found.levels.items()
    }
    return replace(found, points=points, levels=levels, open=False)


def _shown(holds: Holds, still: Flag) -> Holds:
    return Holds(holds.surely, col.either_flag(still, holds.surely, holds.perhaps))


def _one_of(flag: Flag, then: Span, otherwise: Span) -> Span:
    return Span(
        col.choose(flag, then.low, otherwise.low), col.choose(flag, then.high, otherwise.high)
    )


def _earned(item: Item, rule: MayNotApply, rows: Rows) -> Span:
    """What an item earns that does not apply: all its points, or none."""
    most = rows.scaled(item.most) if rule.then == "full" else 0
    return Span(most, most)


def _excluded(exclusion: Exclusion, rows: Rows, *, settle: bool) -> Holds:
    answer = rows.answer(exclusion.key)
    return Holds(answer.surely, answer.surely) if settle else answer
