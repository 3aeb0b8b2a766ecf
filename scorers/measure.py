"""What limits are compared with: a share of a whole, a number or a count.

A share is known by two counts, or by a percentage (or a bound, "trên 70%") given under the
item's own id; counts win when both are there, unless the inspection found the percentage
and not the counts. While a count is missing, the share lies between the least and the most
that the known one allows, so that 50 of an unknown number is not yet anything, but 0 of 20
is 0.

A share of nothing is no share: with `none_means: met` it meets every limit, else it is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from assessment.model import columns as col
from assessment.model.evidence import Evidence, Reading
from assessment.model.item import RatioOf
from assessment.model.outcome import Amount, Remark, Seen, Share
from assessment.model.quantity import MOST_COUNT, Ratio
from assessment.model.rows import Rows, share_name
from assessment.model.ruleset import EvidenceKey, EvidenceType
from assessment.model.steps import Step
from assessment.model.truth import Truth

if TYPE_CHECKING:
    import narwhals as nw

_INFINITE = Ratio(1, 0)
_ZERO = Ratio(0)
_ONE = Ratio(1)
_MOST = Ratio(MOST_COUNT)
_LEAST = {
    EvidenceType.COUNT: _ZERO,
    EvidenceType.PERCENTAGE: _ZERO,
    EvidenceType.NUMBER: Ratio(-MOST_COUNT),
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
    return _whole_bounds(evidence.declared[key])


def amount(key: str, evidence: Evidence) -> Measure:
    """Where a number or a count lies."""
    reading = evidence.readings.get(key)
    if reading and reading.low and reading.high:
        low, high = reading.low, reading.high
        return Measure(low, high, False, Amount(key, low, high), (key,), (key,))
    low, high = _bounds_of(evidence.declared[key])
    seen = Amount(key, None, None)
    return Measure(low, high, False, seen, (), (key,), refused=_refused(evidence, key))


def _bounds_of(entry: EvidenceKey) -> tuple[Ratio, Ratio]:
    """The least and most that a value can be of which nothing is known."""
    low = Ratio.of(entry.at_least) if entry.at_least is not None else _LEAST[entry.type]
    most = _ONE if entry.type is EvidenceType.PERCENTAGE else _MOST
    return low, Ratio.of(entry.at_most) if entry.at_most is not None else most


def _whole_bounds(entry: EvidenceKey) -> tuple[int, int]:
    low = int(entry.at_least) if entry.at_least is not None else 0
    return low, int(entry.at_most) if entry.at_most is not None else MOST_COUNT


# --- for every row of a table -----------------------------------------------------------


@dataclass(frozen=True)
class Measured:
    """Where the value of each row lies, to be compared with limits.

    `none`: where it is a share of nothing. `known`: where it is one value.
    `missing`: for each key, where it is absent.
    """

    missing: Mapping[str, col.Flag]
    known: col.Flag
    none: col.Holds = field(default=col.NEVER, kw_only=True)
    none_means_met: bool = field(default=False, kw_only=True)

    def at_least(self, limit: Ratio) -> col.Holds:
        """Where the value reaches a limit."""
        raise NotImplementedError

    def at_most(self, limit: Ratio) -> col.Holds:
        """Where the value does not exceed a limit."""
        raise NotImplementedError


@dataclass(frozen=True)
class AmountInColumns(Measured):
    """A number, a percentage or a count. `hundred`: the column has percentages."""

    column: nw.Expr | None
    low: Ratio
    high: Ratio
    hundred: int = 1

    def at_least(self, limit: Ratio) -> col.Holds:
        least, most = self.low.reaches(limit), self.high.reaches(limit)
        if self.column is None:
            return col.Holds(least, most)
        reached = self.column >= self._figure(limit)
        return col.Holds(reached.fill_null(least), reached.fill_null(most))

    def at_most(self, limit: Ratio) -> col.Holds:
        least, most = not self.high.exceeds(limit), not self.low.exceeds(limit)
        if self.column is None:
            return col.Holds(least, most)
        within = self.column <= self._figure(limit)
        return col.Holds(within.fill_null(least), within.fill_null(most))

    def _figure(self, limit: Ratio) -> nw.Expr:
        figure: nw.Expr = col.narwhals().lit(Decimal(limit.part * self.hundred) / limit.whole)
        return figure


def amount_in_columns(key: str, rows: Rows) -> AmountInColumns:
    """A number or a count in every row."""
    entry, column, absent = rows.ruleset.evidence[key], rows.column(key), rows.absent(key)
    low, high = _bounds_of(entry)
    hundred = 100 if entry.type is EvidenceType.PERCENTAGE else 1
    return AmountInColumns({key: absent}, col.no(absent), column, low, high, hundred)


@dataclass(frozen=True)
class ShareInColumns(Measured):
    """A share by its counts, and where a percentage is stated in their place."""

    low: tuple[col.Number, col.Number]
    high: tuple[col.Number, col.Number]
    stated: AmountInColumns | None
    by_stated: col.Flag

    def at_least(self, limit: Ratio) -> col.Holds:
        p, q = limit
        counted = _or_surely(_reaches(self.low, p, q), _reaches(self.high, p, q))
        return self._or_stated(counted, self.stated.at_least(limit) if self.stated else None)

    def at_most(self, limit: Ratio) -> col.Holds:
        p, q = limit
        counted = _or_surely(_within(self.high, p, q), _within(self.low, p, q))
        return self._or_stated(counted, self.stated.at_most(limit) if self.stated else None)

    def _or_stated(self, counted: col.Holds, stated: col.Holds | None) -> col.Holds:
        return counted if stated is None else col.one_of(self.by_stated, stated, counted)


def _or_surely(surely: col.Flag, perhaps: col.Flag) -> col.Holds:
    """Counts that the bounds of their keys do not allow may have a least above their most."""
    return col.Holds(surely, col.some((surely, perhaps)))


def _reaches(share: tuple[col.Number, col.Number], p: int, q: int) -> col.Flag:
    return col.times(share[0], q) >= col.times(share[1], p)


def _within(share: tuple[col.Number, col.Number], p: int, q: int) -> col.Flag:
    return col.times(share[0], q) <= col.times(share[1], p)


def share_in_columns(ratio: RatioOf, own_id: str, rows: Rows) -> ShareInColumns:
    """A share in every row, by its counts or by the percentage stated under `own_id`."""
    keep = partial(rows.steps.keep, Step.SHARES)
    n_low, n_high = _count_in_columns(ratio.of, rows)
    d_low, d_high = _count_in_columns(ratio.over, rows)
    if not ratio.may_exceed:
        n_high, d_low = col.smaller(n_high, d_high), col.larger(d_low, n_low)
    none = rows.steps.holds(Step.SHARES, col.Holds(d_high == 0, d_low == 0))
    least_whole = col.larger(d_low, 1)
    most_part = n_high if ratio.may_exceed else col.smaller(n_high, least_whole)
    absent = {key: rows.absent(key) for key in (ratio.of, ratio.over)}
    counted = col.no(col.some(absent.values()))
    stated = None
    by_stated: col.Flag = False
    column = rows.column(share_name(own_id))
    if column is not None:
        stated = AmountInColumns({}, ~column.is_null(), column, _ZERO, _ONE, 100)
        by_stated = col.every((stated.known, col.no(col.some((counted, none.surely)))))
        none = none.where(col.no(by_stated))
    return ShareInColumns(
        absent,
        col.some((by_stated, col.every((counted, col.no(none.perhaps))))),
        (keep(n_low), keep(col.larger(d_high, 1))),
        (keep(most_part), keep(least_whole)),
        stated,
        by_stated,
        none=none,
        none_means_met=ratio.none_means is not None,
    )


def _count_in_columns(key: str, rows: Rows) -> tuple[col.Number, col.Number]:
    low, high = _whole_bounds(rows.ruleset.evidence[key])
    column = rows.column(key)
    return (low, high) if column is None else (column.fill_null(low), column.fill_null(high))
