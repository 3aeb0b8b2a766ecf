"""threshold: a share, a number or a count against limits ("từ 40%: 2 điểm; từ 30%: 1 điểm").

Limits are compared as fractions; what a share or a number is known by stands in `measure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from assessment.model import columns as col
from assessment.model.evidence import Evidence
from assessment.model.item import RatioOf, Threshold, ThresholdLevel
from assessment.model.outcome import Amount, Finding, Next, Remark, Share, Takes
from assessment.model.quantity import ZERO, Ratio
from assessment.model.rows import Rows
from assessment.model.truth import Truth
from scorers import awards, columnwise
from scorers.measure import (
    Measure,
    Measured,
    amount,
    amount_in_columns,
    share,
    share_in_columns,
)


def score(item: Threshold, evidence: Evidence) -> Finding:
    """Compare the measured value with each limit.

    Args:
        item: its levels are listed best first.

    Returns:
        points in [0, max of the item], or each level's truth.

    """
    levels = awards.concerned(item.levels_by_area[evidence.disadvantaged], evidence)
    if not levels:
        return awards.not_applicable(item)
    measured = _measured(item, levels, evidence)
    refused = next((measure for measure in measured if measure.refused), None)
    if refused and refused.refused:
        return awards.rejected(item, item.most, levels, refused.seen, refused.refused)
    tested = [
        (level, _holds(level, measure)) for level, measure in zip(levels, measured, strict=True)
    ]
    next_, spare = _ways(tested, measured)
    return awards.finding(
        item,
        item.most,
        tested,
        seen=tuple(dict.fromkeys(measure.seen for measure in measured)),
        used=_keys(measure.used for measure in measured),
        missing=_keys(measure.missing for measure in measured),
        next_=next_,
        spare=spare,
        remarks=_remarks(tested, measured),
    )


def _measured(
    item: Threshold, levels: Sequence[ThresholdLevel], evidence: Evidence
) -> list[Measure]:
    """What each level compares: mostly one measure for all, sometimes one of its own."""
    if all(level.ratio is None for level in levels):
        return [_measure(item, item.ratio, evidence)] * len(levels)
    return [_measure(item, level.ratio or item.ratio, evidence) for level in levels]


def _remarks(
    tested: Sequence[tuple[ThresholdLevel, Truth]], measured: Sequence[Measure]
) -> tuple[Remark, ...]:
    """What the measure says of itself; and a limit that is needed and unknown, the value known.

    In points no level is needed below the first that holds.
    """
    remarks = measured[0].remarks
    for (level, truth), measure in zip(tested, measured, strict=True):
        if truth is None and measure.none is False and measure.low == measure.high:
            return (*remarks, Remark.UNKNOWN_FIGURE)
        if truth and level.level is None:
            break
    return remarks


def _keys(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of all measures, each once."""
    return tuple(dict.fromkeys(key for group in groups for key in group))


def _measure(item: Threshold, ratio: RatioOf | None, evidence: Evidence) -> Measure:
    if ratio is not None:
        return share(ratio, item.id, evidence)
    return amount(_key(item), evidence)


def _key(item: Threshold) -> str:
    key = item.number or item.count
    assert key
    return key


def _holds(level: ThresholdLevel, measure: Measure) -> Truth:
    if level.otherwise:
        return True
    if measure.none:
        return True if measure.none_means_met else None
    truth: Truth = None
    if level.at_least is not None:
        limit = level.at_least.limit
        if measure.low.reaches(limit):
            truth = True
        elif not measure.high.reaches(limit):
            truth = False
    elif level.at_most is not None:
        limit = level.at_most.limit
        if not measure.high.exceeds(limit):
            truth = True
        elif measure.low.exceeds(limit):
            truth = False
    if measure.none is None and not (truth and measure.none_means_met):
        return None
    return truth


# --- the way up and down ---------------------------------------------------------------


def _ways(
    tested: Sequence[tuple[ThresholdLevel, Truth]], measured: Sequence[Measure]
) -> tuple[Next | None, Takes | None]:
    """The next level to gain with what it takes, and what the best one met can spare."""
    truths = [truth for _, truth in tested]
    if None in truths:
        return None, None
    best = truths.index(True) if True in truths else None
    spare = None
    if best is not None and not tested[best][0].otherwise:
        spare = _distance(tested[best][0], measured[best], up=False)
    if tested[0][0].level is not None:
        return _lowest_missed(tested, measured), spare
    return _better_level(tested, measured, len(tested) if best is None else best), spare


def _lowest_missed(
    tested: Sequence[tuple[ThresholdLevel, Truth]], measured: Sequence[Measure]
) -> Next | None:
    """Levels of recognition are gained from below, each by itself."""
    for index in range(len(tested) - 1, -1, -1):
        level, truth = tested[index]
        if truth is False:
            return Next(level, None, _distance(level, measured[index], up=True))
    return None


def _better_level(
    tested: Sequence[tuple[ThresholdLevel, Truth]], measured: Sequence[Measure], reached: int
) -> Next | None:
    """The level above the one reached, or a better one that takes no more."""
    if reached == 0:
        return None
    points = (tested[reached][0].points or ZERO) if reached < len(tested) else ZERO
    index = reached - 1
    takes = _distance(tested[index][0], measured[index], up=True)
    while index > 0 and takes:
        if _distance(tested[index - 1][0], measured[index - 1], up=True) != takes:
            break
        index -= 1
    above = tested[index][0]
    return Next(above, None if above.points is None else above.points - points, takes)


def _distance(level: ThresholdLevel, measure: Measure, *, up: bool) -> Takes | None:
    """From the value to the level's limit, in counts where counts are known."""
    figure = level.at_least or level.at_most
    if measure.none is not False or measure.low != measure.high:
        return None
    assert figure
    limit, at_least = figure.limit, level.at_least is not None
    seen = measure.seen
    more = at_least if up else not at_least
    if isinstance(seen, Share) and seen.part is not None and seen.whole is not None:
        scaled = limit.part * seen.whole
        needed = -(-scaled // limit.whole) if at_least else scaled // limit.whole
        return Takes(Ratio(abs(needed - seen.part)), more, "count", seen.of)
    value = measure.low
    gap = abs(limit.part * value.whole - value.part * limit.whole)
    if isinstance(seen, Share):
        return Takes(
            Ratio(gap * 100, limit.whole * value.whole), more, "percentage_points", seen.of
        )
    assert isinstance(seen, Amount)
    return Takes(Ratio(gap, limit.whole * value.whole), more, "number", seen.key)


# --- for every row of a table -----------------------------------------------------------


def columns(item: Threshold, rows: Rows) -> col.Findings:
    """Compare the measured value of each row with each limit of its area."""
    standard, milder = item.levels_by_area
    measured = cache(partial(_in_columns, item, rows))
    here = [_compared(level, measured(level.ratio)) for level in standard]
    there = here
    if milder != standard:
        there = [_compared(level, measured(level.ratio)) for level in milder]
    pairs = list(zip(here, there, strict=True))
    area = rows.disadvantaged
    holds = [col.one_of(area, away.holds, home.holds) for home, away in pairs]
    levels = columnwise.tested(zip(standard, holds, strict=True), rows)
    missing: dict[str, col.Flag] = {}
    unknown: list[col.Flag] = []
    needed: col.Flag = True
    for tested, (home, away) in zip(levels, pairs, strict=True):
        for compared, flag in ((home, col.no(area)), (away, area)):
            asked = col.every((flag, tested.asked))
            unknown.append(col.every((asked, needed, compared.unknown)))
            for key, absent in compared.missing.items():
                missing[key] = col.some((missing.get(key, False), col.every((asked, absent))))
        if tested.level.level is None:
            needed = col.every((needed, col.no(col.every((tested.asked, tested.holds.surely)))))
    return columnwise.findings(item, levels, rows, missing=missing, unknown=col.some(unknown))


class _Compared(NamedTuple):
    """Where a level holds in one area, and where its limit is needed and nobody knows it."""

    holds: col.Holds
    unknown: col.Flag
    missing: Mapping[str, col.Flag]


def _in_columns(item: Threshold, rows: Rows, ratio: RatioOf | None) -> Measured:
    ratio = ratio or item.ratio
    if ratio is None:
        return amount_in_columns(_key(item), rows)
    return share_in_columns(ratio, item.id, rows)


def _compared(level: ThresholdLevel, measured: Measured) -> _Compared:
    unknown = measured.known if level.has_unknown_limit else False
    return _Compared(_holds_in_columns(level, measured), unknown, measured.missing)


def _holds_in_columns(level: ThresholdLevel, measured: Measured) -> col.Holds:
    if level.otherwise:
        return col.ALWAYS
    truth = col.UNKNOWN
    if level.at_least is not None:
        truth = measured.at_least(level.at_least.limit)
    elif level.at_most is not None:
        truth = measured.at_most(level.at_most.limit)
    none = measured.none
    perhaps = col.some((none.perhaps, truth.perhaps))
    if measured.none_means_met:
        return col.Holds(col.some((none.surely, truth.surely)), perhaps)
    return col.Holds(col.every((col.no(none.perhaps), truth.surely)), perhaps)
