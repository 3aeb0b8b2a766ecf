"""threshold: a share, a number or a count against limits ("từ 40%: 2 điểm; từ 30%: 1 điểm").

Limits are compared as fractions. A share is known by two counts, or by a percentage (or a
bound, "trên 70%") given under the item's own id; counts win when both are there, unless
the inspection found the percentage and not the counts. While a
count is missing, the share lies between the least and the most that the known one
allows, so that 50 of an unknown number is not yet anything, but 0 of 20 is 0.

A share of nothing is no share: with `none_means: met` it meets every limit, else it is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assessment.model.evidence import Evidence, Reading
from assessment.model.item import RatioOf, Threshold, ThresholdLevel
from assessment.model.outcome import Amount, Finding, Next, Remark, Seen, Share, Takes
from assessment.model.quantity import ZERO, Ratio
from assessment.model.ruleset import EvidenceType
from assessment.model.truth import Truth
from scorers import awards

_INFINITE = Ratio(1, 0)
_ZERO = Ratio(0)
_ONE = Ratio(1)
_MOST = Ratio(10**12)
_LEAST = {
    EvidenceType.COUNT: _ZERO,
    EvidenceType.PERCENTAGE: _ZERO,
    EvidenceType.NUMBER: Ratio(-(10**12)),
}


class Measure(NamedTuple):
    """Where a value lies. `none`: a share of nothing, surely (True), perhaps (None) or not (False)."""

    low: Ratio
    high: Ratio
    none: Truth
    seen: Seen
    used: tuple[str, ...]
    missing: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    refused: str | None = None
    none_means_met: bool = False


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


def share(ratio: RatioOf, own_id: str, evidence: Evidence) -> Measure:
    """Where a share lies, by its counts or by the percentage given under `own_id`."""
    part, whole, stated = _counted(ratio, own_id, evidence)
    met = ratio.none_means is not None
    if part and whole and isinstance(part.value, int) and isinstance(whole.value, int):
        n, d = part.value, whole.value
        value = Ratio(n, d)
        seen = Share(ratio.of, ratio.over, n, d, value, value, False)
        if d == 0:
            remarks: tuple[Remark, ...] = () if met else (Remark.NOTHING_COUNTED,)
            used = ratio.of, ratio.over
            return Measure(_ZERO, _INFINITE, True, seen, used, (), remarks, none_means_met=met)
        return Measure(value, value, False, seen, (ratio.of, ratio.over), ())
    counted_on = (own_id,) if own_id in evidence.inspected else (ratio.of, ratio.over, own_id)
    refused = _refused(evidence, *counted_on)
    counts = _partial_share(ratio, part, whole, evidence, met=met)._replace(refused=refused)
    if stated is None or stated.low is None or stated.high is None or counts.none:
        return counts
    low, high = _common(counts, stated.low, stated.high)
    remarks = (Remark.PERCENTAGE_ONLY,)
    if counts.low.exceeds(stated.high) or stated.low.exceeds(counts.high):
        remarks = (*remarks, Remark.SHARE_DISAGREES)
    seen = Share(ratio.of, ratio.over, None, None, low, high, True)
    stated_by = (own_id, *counts.used)
    return Measure(low, high, False, seen, stated_by, counts.missing, remarks, refused)


def _counted(
    ratio: RatioOf, own_id: str, evidence: Evidence
) -> tuple[Reading | None, Reading | None, Reading | None]:
    """Part, whole and stated percentage; what the inspection found leaves out the other claim."""
    readings, inspected = evidence.readings, evidence.inspected
    part, whole = readings.get(ratio.of), readings.get(ratio.over)
    stated = readings.get(own_id)
    if not inspected:
        return part, whole, stated
    if own_id in inspected:
        part = part if ratio.of in inspected else None
        whole = whole if ratio.over in inspected else None
    elif ratio.of in inspected:
        stated = None
    return part, whole, stated


def _common(counts: Measure, low: Ratio, high: Ratio) -> tuple[Ratio, Ratio]:
    """What a stated share and bounded counts allow together; the share where they disagree."""
    least = counts.low if counts.low.exceeds(low) else low
    most = counts.high if high.exceeds(counts.high) else high
    return (low, high) if least.exceeds(most) else (least, most)


def _partial_share(
    ratio: RatioOf, part: Reading | None, whole: Reading | None, evidence: Evidence, *, met: bool
) -> Measure:
    n_low, n_high = _span(ratio.of, part, evidence)
    d_low, d_high = _span(ratio.over, whole, evidence)
    given_counts = (_bounds(part), _bounds(whole))
    if not ratio.may_exceed:
        n_high = min(n_high, d_high)
        d_low = max(d_low, n_low)
    none: Truth = True if d_high == 0 else None if d_low == 0 else False
    least_whole = max(d_low, 1)
    low = Ratio(n_low, max(d_high, 1))
    reaches_one = not ratio.may_exceed and least_whole <= n_high
    high = _ONE if reaches_one else Ratio(n_high, least_whole)
    given = [reading for reading in (part, whole) if reading]
    missing = tuple(
        key
        for key, reading in ((ratio.of, part), (ratio.over, whole))
        if reading is None or reading.value is None
    )
    seen = Share(
        ratio.of,
        ratio.over,
        part.value if part and isinstance(part.value, int) else None,
        whole.value if whole and isinstance(whole.value, int) else None,
        low if given else None,
        high if given else None,
        False,
        *given_counts,
    )
    used = tuple(reading.key for reading in given)
    return Measure(low, high, none, seen, used, missing, none_means_met=met)


def _bounds(reading: Reading | None) -> tuple[Ratio, Ratio] | None:
    return (reading.low, reading.high) if reading and reading.low and reading.high else None


def _refused(evidence: Evidence, *keys: str) -> str | None:
    return next((key for key in keys if key in evidence.rejected), None)


def _span(key: str, reading: Reading | None, evidence: Evidence) -> tuple[int, int]:
    """The least and most that a count can be; bounds on counts are whole numbers."""
    if reading and reading.low and reading.high:
        return reading.low.part, reading.high.part
    entry = evidence.declared[key]
    low = int(entry.at_least) if entry.at_least is not None else 0
    high = int(entry.at_most) if entry.at_most is not None else _MOST.part
    return low, high


def _measure(item: Threshold, ratio: RatioOf | None, evidence: Evidence) -> Measure:
    if ratio is not None:
        return share(ratio, item.id, evidence)
    key = item.number or item.count
    assert key
    reading = evidence.readings.get(key)
    if reading and reading.low and reading.high:
        low, high = reading.low, reading.high
        return Measure(low, high, False, Amount(key, low, high), (key,), (key,))
    entry = evidence.declared[key]
    low = Ratio.of(entry.at_least) if entry.at_least is not None else _LEAST[entry.type]
    most = _ONE if entry.type is EvidenceType.PERCENTAGE else _MOST
    high = Ratio.of(entry.at_most) if entry.at_most is not None else most
    seen = Amount(key, None, None)
    return Measure(low, high, False, seen, (), (key,), refused=_refused(evidence, key))


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
