"""What limits are compared with: a share of a whole, a number or a count, as formulas."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from assessment.model.item import Judged, RatioOf, ThresholdLevel
from assessment.model.quantity import Figure
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.formula import FALSE, ONE, TRUE, ZERO, Formula
from assessment.views.reckoning.readings import MILLION, Reading, Readings
from assessment.views.reckoning.sheet import HIGH, LEAST, LOW, MOST, NAME, Sheet
from assessment.wording import Words


class Holds(NamedTuple):
    """Whether something surely holds, and whether it perhaps does."""

    surely: Formula
    perhaps: Formula

    @property
    def open(self) -> Formula:
        return f.both(self.perhaps, f.no(self.surely))

    def where(self, flag: Formula) -> Holds:
        """Holding only where the flag does as well."""
        return Holds(f.both(flag, self.surely), f.both(flag, self.perhaps))

    def unless(self, flag: Formula) -> Holds:
        """Holding too where the flag does."""
        return Holds(f.either(flag, self.surely), f.either(flag, self.perhaps))


ALWAYS, NEVER, UNKNOWN = Holds(TRUE, TRUE), Holds(FALSE, FALSE), Holds(FALSE, TRUE)


def all_hold(truths: Sequence[Holds]) -> Holds:
    return Holds(f.both(*(t.surely for t in truths)), f.both(*(t.perhaps for t in truths)))


def some_hold(truths: Sequence[Holds]) -> Holds:
    return Holds(f.either(*(t.surely for t in truths)), f.either(*(t.perhaps for t in truths)))


def one_of(flag: Formula, then: Holds, otherwise: Holds) -> Holds:
    """`then` where the flag holds, `otherwise` elsewhere."""
    return Holds(
        f.choose_flag(flag, then.surely, otherwise.surely),
        f.choose_flag(flag, then.perhaps, otherwise.perhaps),
    )


class Measure(NamedTuple):
    """Where a value lies: its ends as a part and a whole.

    `none`: whether it is a share of nothing. `stated`: its ends in millionths, where a
    percentage is stated in the place of counts (`by_stated`). `known`: one value.
    """

    low: tuple[Formula, Formula]
    high: tuple[Formula, Formula]
    known: Formula
    wrong: Formula
    refused: Formula = FALSE
    none: Holds = NEVER
    none_means_met: bool = False
    by_stated: Formula = FALSE
    apart: Formula = FALSE
    stated: tuple[Formula, Formula] = (ZERO, ONE)

    def holds(self, level: ThresholdLevel) -> Holds:
        """Whether a level's limit is kept."""
        truth = UNKNOWN
        if level.at_least is not None:
            truth = self._at_least(Fraction(*level.at_least.limit))
        elif level.at_most is not None:
            truth = self._at_most(Fraction(*level.at_most.limit))
        perhaps = f.either(self.none.perhaps, truth.perhaps)
        if self.none_means_met:
            return Holds(
                f.choose_flag(
                    self.none.perhaps,
                    f.either(self.none.surely, truth.surely),
                    truth.surely,
                ),
                perhaps,
            )
        return Holds(f.both(f.no(self.none.perhaps), truth.surely), perhaps)

    def reaches(self, figure: Figure) -> Holds:
        """Whether it surely, or perhaps, is as much; a share of nothing aside."""
        return self._at_least(Fraction(*figure.limit))

    def _at_least(self, limit: Fraction) -> Holds:
        counted = _surely_or(_reaches(self.low, limit), _reaches(self.high, limit))
        if self.by_stated == FALSE:
            return counted
        low, high = ((end, f.number(MILLION)) for end in self.stated)
        alone = _surely_or(_reaches(low, limit), _reaches(high, limit))
        together = _surely_or(
            f.either(_reaches(self.low, limit), _reaches(low, limit)),
            f.both(_reaches(self.high, limit), _reaches(high, limit)),
        )
        return one_of(self.by_stated, one_of(self.apart, alone, together), counted)

    def _at_most(self, limit: Fraction) -> Holds:
        counted = _surely_or(_within(self.high, limit), _within(self.low, limit))
        if self.by_stated == FALSE:
            return counted
        low, high = ((end, f.number(MILLION)) for end in self.stated)
        alone = _surely_or(_within(high, limit), _within(low, limit))
        together = _surely_or(
            f.either(_within(self.high, limit), _within(high, limit)),
            f.both(_within(self.low, limit), _within(low, limit)),
        )
        return one_of(self.by_stated, one_of(self.apart, alone, together), counted)


def _surely_or(surely: Formula, perhaps: Formula) -> Holds:
    return Holds(surely, f.either(surely, perhaps))


def _reaches(share: tuple[Formula, Formula], limit: Fraction) -> Formula:
    return f.at_least(f.times(share[0], limit.denominator), f.times(share[1], limit.numerator))


def _within(share: tuple[Formula, Formula], limit: Fraction) -> Formula:
    return f.at_most(f.times(share[0], limit.denominator), f.times(share[1], limit.numerator))


class Measures:
    """Writes the rows of measures, each once for an item."""

    def __init__(self, sheet: Sheet, ruleset: Ruleset, readings: Readings, words: Words) -> None:
        self._say = words.say
        self._sheet = sheet
        self._ruleset = ruleset
        self._readings = readings

    def amount(self, key: str) -> Measure:
        """A number, a count or a percentage: no row of its own, its reading says it all."""
        read = self._readings[key]
        low, high, whole = read.low, read.high, ONE
        if self._ruleset.evidence[key].type is EvidenceType.PERCENTAGE:
            low, high, whole = _millionths(low), _millionths(high), f.number(MILLION)
        known = f.both(read.given, f.equal(read.low, read.high))
        return Measure((low, whole), (high, whole), known, read.wrong, read.rejected)

    def share(self, ratio: RatioOf, own_id: str) -> Measure:
        """A share by its counts, or by the percentage stated under the item's id.

        A part above its whole leaves both open: one of them is wrong.
        """
        part, whole = self._readings[ratio.of], self._readings[ratio.over]
        own = self._own(own_id)
        row = len(self._sheet.rows)
        sound = f.no(part.wrong)
        uses_part = f.both(sound, f.either(f.no(own.inspected), part.inspected))
        uses_whole = f.both(sound, f.either(f.no(own.inspected), whole.inspected))
        n, d = self._counts(ratio, uses_part, uses_whole)
        counted = f.both(part.exact, uses_part, whole.exact, uses_whole)
        refused = f.both(
            f.no(own.inspected),
            f.no(counted),
            f.either(part.rejected, whole.rejected, own.rejected),
        )
        none = Holds(f.equal(d[1], ZERO), f.equal(d[0], ZERO))
        least = f.larger(d[0], ONE)
        low = (n[0], f.larger(d[1], ONE))
        high = (n[1] if ratio.may_exceed else f.smaller(n[1], least), least)
        same = f.both(f.equal(n[0], n[1]), f.equal(d[0], d[1]))
        found = Measure(
            low,
            high,
            f.either(counted, same),
            f.either(part.wrong, whole.wrong, own.wrong),
            refused,
            none,
            ratio.none_means is not None,
        )
        if own.given == FALSE:
            return found
        return self._stated(found, own, part.inspected, counted, row)

    def _stated(
        self, found: Measure, own: Reading, by_part: Formula, counted: Formula, row: int
    ) -> Measure:
        """Beside counts, in rows from `row` on, a share that may be stated in their place.

        What is looked at often is kept: of the part whether it is counted, and refused; of
        the share whether it is the one that counts, and alone.
        """
        counted = self._sheet.flag(row, LEAST, counted)
        refused = self._sheet.flag(row, MOST, found.refused)
        third = self._sheet.add("measure", {NAME: self._say("workbook.stated")})
        low = self._sheet.put(third, LOW, _millionths(own.low))
        high = self._sheet.put(third, HIGH, _millionths(own.high))
        uses = f.both(own.given, f.either(own.inspected, f.no(by_part)))
        by_stated = f.both(uses, f.no(counted), f.no(found.none.surely))
        by_stated = self._sheet.flag(third, LEAST, by_stated)
        apart = self._sheet.flag(third, MOST, _apart(found.low, found.high, (low, high)))
        return found._replace(
            known=f.choose_flag(by_stated, f.equal(low, high), found.known),
            refused=refused,
            none=found.none.where(f.no(by_stated)),
            by_stated=by_stated,
            apart=apart,
            stated=(low, high),
        )

    def _own(self, id_: str) -> Reading:
        """The share stated under an item's id; points that were judged state none."""
        own = self._readings[id_]
        if isinstance(self._ruleset.keyed_by_id.get(id_), Judged):
            return own._replace(low=ZERO, high=ONE, given=FALSE, exact=FALSE)
        return own

    def _counts(
        self, ratio: RatioOf, uses_part: Formula, uses_whole: Formula
    ) -> tuple[tuple[Formula, Formula], tuple[Formula, Formula]]:
        """The least and the most of the part and of the whole."""
        part, whole = self._readings[ratio.of], self._readings[ratio.over]
        no_part, no_whole = self._readings.nothing(ratio.of), self._readings.nothing(ratio.over)
        n_low = f.choose(uses_part, part.low, no_part.low)
        n_high = f.choose(uses_part, part.high, no_part.high)
        d_low = f.choose(uses_whole, whole.low, no_whole.low)
        d_high = f.choose(uses_whole, whole.high, no_whole.high)
        if not ratio.may_exceed:
            n_high, d_low = f.smaller(n_high, d_high), f.larger(d_low, n_low)
        label = self._readings.label
        first = self._sheet.add("measure", {NAME: label(ratio.of)})
        second = self._sheet.add("measure", {NAME: label(ratio.over)})
        return (
            (self._sheet.put(first, LOW, n_low), self._sheet.put(first, HIGH, n_high)),
            (self._sheet.put(second, LOW, d_low), self._sheet.put(second, HIGH, d_high)),
        )


def _apart(
    low: tuple[Formula, Formula],
    high: tuple[Formula, Formula],
    stated: tuple[Formula, Formula],
) -> Formula:
    """Where counts and a stated share have nothing in common: the share counts."""
    return f.either(
        f.above(f.times(low[0], MILLION), f.product(stated[1], low[1])),
        f.above(f.product(stated[0], high[1]), f.times(high[0], MILLION)),
    )


def _millionths(share: Formula) -> Formula:
    if share.fixed:
        return f.number(Fraction(share.value) * MILLION)  # type: ignore[arg-type]
    return f.rounded(f.times(share, MILLION), 0)
