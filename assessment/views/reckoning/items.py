"""What each kind of indicator comes to, as rows of formulas: the scorers' rules once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.model.item import (
    MET,
    AllOf,
    Award,
    BestOf,
    Checklist,
    Choice,
    ChoiceLevel,
    Item,
    Judged,
    Threshold,
    ThresholdLevel,
    YesNo,
)
from assessment.model.ruleset import Ruleset
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.audience import Audience
from assessment.views.reckoning.formula import FALSE, TRUE, ZERO, Formula
from assessment.views.reckoning.found import Found, Met, Span, Tested, unknown_points
from assessment.views.reckoning.measures import (
    ALWAYS,
    UNKNOWN,
    Holds,
    Measure,
    Measures,
    all_hold,
    one_of,
    some_hold,
)
from assessment.views.reckoning.readings import Readings
from assessment.views.reckoning.sheet import HIGH, ID, LEAST, LOW, MOST, NAME, STATE, Sheet, address
from assessment.views.scales import Scales
from assessment.wording import Words


class Items:
    """Writes the rows of items below the last row of the sheet."""

    def __init__(
        self,
        sheet: Sheet,
        ruleset: Ruleset,
        readings: Readings,
        audience: Audience,
        words: Words,
    ) -> None:
        self._sheet = sheet
        self._readings = readings
        self._measures = Measures(sheet, ruleset, readings, words)
        self._audience = audience
        self._say = words.say
        self._scales = Scales(ruleset, words)
        self._away = Scales(ruleset, words, disadvantaged=True)
        self._declared = ruleset.evidence

    def found(self, item: Item) -> Found:
        """The finding of an item, its rows written; one for other kinds of unit is not applicable."""
        match item:
            case Threshold():
                found = self._threshold(item)
            case Choice():
                found = self._choice(item)
            case YesNo():
                found = self._yes_no(item)
            case Checklist():
                found = self._checklist(item)
            case Judged():
                found = self._judged(item)
            case BestOf():
                found = self._best_of(item)
            case AllOf():
                found = self._all_of(item)
            case _:
                raise AssertionError(item.kind)
        return found.where(self._audience.concerns(item.applies_to))

    # --- simple kinds --------------------------------------------------------------------

    def _threshold(self, item: Threshold) -> Found:
        measures: dict[object, Measure] = {}

        def measured(level: ThresholdLevel) -> Measure:
            ratio = level.ratio or item.ratio
            if ratio not in measures:
                amount = item.number or item.count or ""
                measures[ratio] = (
                    self._measures.share(ratio, item.id) if ratio else self._measures.amount(amount)
                )
            return measures[ratio]

        away = self._audience.disadvantaged
        tested, refused, unknown = [], [], []
        needed = TRUE
        for home, there in zip(*item.levels_by_area, strict=True):
            asked = self._concerns(home)
            ways = [(home, f.no(away)), (there, away)]
            holds = one_of(away, self._holds(there, measured), self._holds(home, measured))
            for level, flag in ways if there != home else [(home, TRUE)]:
                measure = measured(level)
                refused.append(f.both(flag, asked, measure.refused))
                if level.has_unknown_limit:
                    sure = f.both(f.no(measure.none.perhaps), measure.known)
                    unknown.append(f.both(flag, asked, needed, sure))
            if home.level is None:
                needed = f.both(needed, f.no(f.both(asked, holds.surely)))
            tested.append(Tested(home, asked, holds, self._label(item, home, there)))
        wrong = f.either(*(measure.wrong for measure in measures.values()))
        return self._awarded(item, tested, f.either(*refused), wrong, f.either(*unknown))

    def _holds(self, level: ThresholdLevel, measured: object) -> Holds:
        assert callable(measured)
        measure: Measure = measured(level)
        return ALWAYS if level.otherwise else measure.holds(level)

    def _label(self, item: Threshold, home: ThresholdLevel, there: ThresholdLevel) -> str:
        asks = self._scales.asks(item, home)
        if there != home and not home.otherwise:
            milder = self._away.asks(item, there)
            asks = self._say("workbook.in_areas", asks=asks, milder=milder)
        return self._say("scale.line", asks=asks, award=self._scales.worth(home))

    def _choice(self, item: Choice) -> Found:
        read = self._readings[item.key]
        options = self._declared[item.key].option_ranks
        tested = []
        for level in item.levels:
            holds = UNKNOWN if not level.otherwise else ALWAYS
            if not level.otherwise and read.given != FALSE:
                chosen = self._chosen(level, read.low, options)
                holds = Holds(f.both(read.given, chosen), f.either(f.no(read.given), chosen))
            label = self._line(item, level)
            tested.append(Tested(level, self._concerns(level), holds, label))
        return self._awarded(item, tested, read.rejected, read.wrong)

    def _chosen(self, level: ChoiceLevel, place: Formula, options: Mapping[str, int]) -> Formula:
        if level.option is not None:
            return f.equal(place, f.number(options[level.option] + 1))
        assert level.at_least is not None
        return f.at_most(place, f.number(options[level.at_least] + 1))

    def _yes_no(self, item: YesNo) -> Found:
        read = self._readings[item.key]
        answer = _answer(read.low, read.high)
        tested = [
            Tested(level, self._concerns(level), answer, self._line(item, level))
            for level in item.levels
        ]
        return self._awarded(item, tested, read.rejected, read.wrong)

    def _checklist(self, item: Checklist) -> Found:
        lows, highs, wrong = [], [], []
        for part in item.parts:
            read, points = self._readings[part.key], f.number(part.points)
            answer = _answer(read.low, read.high)
            label = self._say(
                "scale.line",
                asks=self._readings.label(part.key),
                award=self._say("points", points=part.points),
            )
            row = self._sheet.add("level", {NAME: label})
            surely = self._sheet.flag(row, LOW, answer.surely)
            perhaps = self._sheet.flag(row, HIGH, f.both(f.no(read.rejected), answer.perhaps))
            lows.append(self._sheet.put(row, LEAST, f.choose(surely, points, ZERO)))
            highs.append(self._sheet.put(row, MOST, f.choose(perhaps, points, ZERO)))
            wrong.append(read.wrong)
        span = Span(f.total(lows), f.total(highs))
        return Found(span, open=span.open, wrong=f.either(*wrong))

    def _judged(self, item: Judged) -> Found:
        read = self._readings[item.id]
        most = f.number(item.max)
        points = Span(read.low, read.high)
        refused, full, wrong = read.rejected, FALSE, read.wrong
        if item.full_at:
            measure = self._measures.share(item.full_at.ratio, item.id)
            holds = measure.reaches(item.full_at.at_least)
            row = self._sheet.add("level", {NAME: next(iter(self._scales.scale(item)))})
            full = self._sheet.flag(row, LOW, f.both(f.no(measure.none.perhaps), holds.surely))
            refused = f.both(f.either(refused, measure.refused), f.no(read.inspected))
            wrong = f.either(wrong, measure.wrong)
        low = f.choose(refused, ZERO, f.choose(full, most, points.low))
        high = f.choose(refused, ZERO, f.choose(full, most, points.high))
        still = f.both(f.differs(most, ZERO), f.no(read.given), f.no(refused), f.no(full))
        return Found(Span(low, high), open=still, wrong=wrong)

    # --- composites ----------------------------------------------------------------------

    def _best_of(self, item: BestOf) -> Found:
        parts = [(part, self._part(part)) for part in item.parts]
        wrong = f.either(*(found.wrong for _, found in parts))
        if item.in_levels:
            return self._together(item, [found for _, found in parts])._replace(wrong=wrong)
        ways = [(part, found, found.points) for part, found in parts if found.points]
        points = Span(
            f.larger(*(way.low for *_, way in ways)), f.larger(*(way.high for *_, way in ways))
        )
        more = f.differs(points.low, f.number(item.most)) if item.most else TRUE
        unknown = f.both(more, f.either(*(found.unknown for _, found, _ in ways)))
        hidden = f.either(*(found.open for part, found, _ in ways if part.has_unknown_points))
        still = f.both(f.no(unknown), f.either(points.open, f.both(more, hidden)))
        applies = f.either(*(found.applies for _, found, _ in ways))
        return Found(points, {}, applies, still, unknown, wrong)

    def _all_of(self, item: AllOf) -> Found:
        parts = [self._part(part) for part in item.parts]
        wrong = f.either(*(part.wrong for part in parts))
        if item.levels[0].level is None:
            truth = self._every(parts, MET)
            tested: list[Tested] = []
            for level in item.levels:
                earlier = f.either(*(each.asked for each in tested))
                asked = f.both(self._concerns(level), f.no(earlier))
                tested.append(Tested(level, asked, truth, self._line(item, level)))
            return self._awarded(item, tested, FALSE, wrong)
        return self._together(item, parts)._replace(wrong=wrong)

    def _part(self, part: Item) -> Found:
        self._sheet.add("part", {ID: part.id, NAME: part.text})
        return self.found(part)

    @staticmethod
    def _every(parts: Sequence[Found], level: str) -> Holds:
        asked = [part.levels[level] for part in parts if level in part.levels]
        return all_hold([met.holds.unless(f.no(met.asked)) for met in asked])

    def _together(self, item: BestOf | AllOf, parts: Sequence[Found]) -> Found:
        """Levels that the parts meet: together where all are asked, else each by any of them."""
        levels: dict[str, Met] = {}
        asked_for: dict[str, Formula] = {}
        if isinstance(item, AllOf):
            asked_for = {level.level or "": self._concerns(level) for level in item.levels}
        names = asked_for or dict.fromkeys(level for part in parts for level in part.levels)
        for level in names:
            ways = [part.levels[level] for part in parts if level in part.levels]
            if asked_for:
                asked, holds = asked_for[level], self._every(parts, level)
            else:
                asked = f.either(*(way.asked for way in ways))
                holds = some_hold([way.holds.where(way.asked) for way in ways])
            levels[level] = Met(asked, self._kept(level, holds))
        still = f.either(*(f.both(met.asked, met.holds.open) for met in levels.values()))
        applies = f.either(*(met.asked for met in levels.values()))
        return Found(None, levels, applies, still)

    def _kept(self, level: str, holds: Holds) -> Holds:
        row = self._sheet.add("level", {NAME: self._scales.level_title(level)})
        return Holds(
            self._sheet.flag(row, LOW, holds.surely), self._sheet.flag(row, HIGH, holds.perhaps)
        )

    # --- what levels come to -------------------------------------------------------------

    def _awarded(
        self,
        item: Item,
        levels: Sequence[Tested],
        refused: Formula,
        wrong: Formula,
        unknown: Formula = FALSE,
    ) -> Found:
        rows = [self._sheet.add("level", {NAME: each.label}) for each in levels]
        accepted = f.no(refused)
        kept = []
        for row, each in zip(rows, levels, strict=True):
            holds = each.holds.where(f.both(each.asked, accepted))
            surely = self._sheet.flag(row, LOW, holds.surely)
            perhaps = self._sheet.flag(row, HIGH, holds.perhaps)
            kept.append(each._replace(holds=Holds(surely, perhaps)))
        applies = f.either(*(each.asked for each in levels))
        unknown = f.both(accepted, unknown)
        if levels[0].level.level is not None:
            met = {each.level.level or "": Met(each.asked, each.holds) for each in kept}
            still = [f.both(each.asked, each.holds.open) for each in kept]
            return Found(
                None, met, applies, f.both(f.no(unknown), f.either(*still)), unknown, wrong
            )
        points, state = self._points(item, kept, rows)
        needed, hidden = unknown_points(kept)
        unknown = f.either(unknown, needed)
        still_open = f.both(f.no(unknown), f.either(points.open, hidden))
        return Found(points, {}, applies, still_open, unknown, wrong, state)

    def _points(
        self, item: Item, levels: Sequence[Tested], rows: Sequence[int]
    ) -> tuple[Span, Formula]:
        """Folded from the last level up: what this level and those below it may come to."""
        most = f.number(item.most)
        low, high = ZERO, ZERO
        state: Formula = f.text(self._say("workbook.no_level"))
        for row, each in reversed(list(zip(rows, levels, strict=True))):
            surely, perhaps = each.holds
            least, best = (
                end if each.level.points is None else f.number(each.level.points)
                for end in (ZERO, most)
            )
            low = f.choose(surely, least, f.choose(perhaps, f.smaller(least, low), low))
            high = f.choose(surely, best, f.choose(perhaps, f.larger(best, high), high))
            low = self._sheet.put(row, LEAST, low)
            high = self._sheet.put(row, MOST, high)
            label = Formula(address(self._sheet.name, row, NAME), each.label)
            still = f.text(self._say("workbook.open"))
            state = f.choose(surely, label, f.choose(perhaps, still, state))
            state = self._sheet.put(row, STATE, state)
        return Span(low, high), state

    def _concerns(self, level: Award) -> Formula:
        return self._audience.concerns(level.applies_to)

    def _line(self, item: Item, level: Award) -> str:
        asks, award = self._scales.asks(item, level), self._scales.worth(level)
        return self._say("scale.line", asks=asks, award=award)


def _answer(low: Formula, high: Formula) -> Holds:
    """Of a yes, kept as 1 or 0."""
    return Holds(f.equal(low, f.ONE), f.equal(high, f.ONE))
