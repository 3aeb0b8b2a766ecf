"""A ruleset as a sheet of formulas: from the cells of the evidence to total and rating.

Written anew from the rules of the law and not from the scorers, so that a spreadsheet that
evaluates it is an opinion of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assessment.model.item import MET, Item, Judged, MayNotApply
from assessment.model.ruleset import Criterion, Ruleset
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.audience import About, Audience, lists
from assessment.views.reckoning.formula import FALSE, TRUE, ZERO, Formula
from assessment.views.reckoning.found import Found, Span
from assessment.views.reckoning.items import Items
from assessment.views.reckoning.measures import Holds
from assessment.views.reckoning.ratings import CriterionFound, Ratings, Scored, level_of
from assessment.views.reckoning.readings import Cells, Reading, Readings
from assessment.views.reckoning.sheet import (
    HIGH,
    ID,
    LEAST,
    LOW,
    MOST,
    NAME,
    STATE,
    WRONG_,
    Sheet,
)
from assessment.wording import Words


class References(NamedTuple):
    """The cells of the results, for other sheets to show.

    `items`: every indicator and gate. `wrong`: whether a criterion rests on a cell to be mended. `rating`: the
    title of the one that is possible, else empty. `recognised`: surely and perhaps.
    `slips`: how many cells are to be mended. `states`: of each piece of evidence, what is
    wrong with its cells, in words. `choices`: the area of each list of choices.
    """

    items: Mapping[str, Found]
    criteria: Mapping[str, Span]
    criterion_levels: Mapping[str, Mapping[str, Holds]]
    wrong: Mapping[str, Formula]
    exclusions: Mapping[str, Holds]
    total: Span | None
    possible: Mapping[str, Formula]
    rating: Formula
    recognised: Holds
    slips: Formula
    readings: Mapping[str, Reading]
    states: Mapping[str, Formula]
    choices: Mapping[str, str]

    @property
    def as_written(self) -> Formula:
        """Whether total and ratings are those of the day of writing."""
        same = [flag if flag.value else f.no(flag) for flag in self.possible.values()]
        if self.total:
            same += [f.equal(end, f.number(end.value)) for end in self.total]  # type: ignore[arg-type]
        return f.both(f.equal(self.slips, f.ZERO), *same)


def reckon(
    ruleset: Ruleset,
    cells: Mapping[str, Cells],
    about: About,
    words: Words,
    *,
    name: str,
    lists_on: Sheet | None = None,
) -> tuple[Sheet, Sheet, References]:
    """Compile a ruleset.

    Args:
        cells: of each field (a key of evidence, the id of a judged item, the id of an item
            whose share is stated as a percentage) where it stands; a field without cells
            is not given.
        name: of the sheet of formulas, at most 31 letters.
        lists_on: the sheet of lists, where another reckoning has written it already.

    Returns:
        the sheet, the sheet of the lists of choices, and where the results stand.

    """
    choices_sheet, choices = _lists(ruleset, words, lists_on)
    sheet = Sheet(name)
    return sheet, choices_sheet, _Reckoner(sheet, ruleset, cells, about, choices, words).run()


def _lists(ruleset: Ruleset, words: Words, written: Sheet | None) -> tuple[Sheet, dict[str, str]]:
    """The labels that cells may be chosen from, one list below the other."""
    sheet = written or Sheet(words.say("workbook.sheet.lists"))
    areas, row = {}, 0
    for key, labels in lists(ruleset, words).items():
        for label in labels:
            if written is None:
                sheet.add("list", {0: key, 1: label})
            row += 1
        areas[key] = sheet.area(1, row - len(labels), row - 1)
    return sheet, areas


class _Reckoner:
    def __init__(
        self,
        sheet: Sheet,
        ruleset: Ruleset,
        cells: Mapping[str, Cells],
        about: About,
        choices: Mapping[str, str],
        words: Words,
    ) -> None:
        self._sheet = sheet
        self._ruleset = ruleset
        self._cells = cells
        self._about = about
        self._choices = choices
        self._words = words
        self._say = words.say
        self._places = _places(ruleset)
        self._audience = Audience(sheet, ruleset, about, choices, words)
        self._readings = Readings(sheet, ruleset, cells, choices, words, strict=about.strict)
        self._items = Items(sheet, ruleset, self._readings, self._audience, words)

    def run(self) -> References:
        self._heads()
        first = self._section("workbook.section.subject")
        self._audience.write()
        self._section("workbook.section.evidence")
        self._readings.write()
        last = len(self._sheet.rows) - 1
        scored = self._score()
        self._section("workbook.section.rating")
        ratings = Ratings(
            self._sheet, self._ruleset, scored, self._audience.disadvantaged, self._words
        )
        possible = ratings.possible()
        rating, recognised = self._one(possible)
        slips = self._slips(first, last)
        found = {item.id: each for c in scored.criteria for item, each in c.findings}
        found |= {gate.id: each for gate, each in scored.gates}
        states = {name: read.state for name, read in self._readings.all.items() if read.state}
        return References(
            found,
            {c.criterion.id: c.points for c in scored.criteria if c.points},
            {c.criterion.id: self._levels(c) for c in scored.criteria},
            {c.criterion.id: c.wrong for c in scored.criteria},
            {exclusion.id: holds for exclusion, holds in scored.exclusions},
            scored.total,
            possible,
            rating,
            recognised,
            slips,
            self._readings.all,
            states | self._audience.states,
            self._choices,
        )

    def _heads(self) -> None:
        names = ("id", "name", "low", "high", "least", "most", "state", "wrong")
        self._sheet.add("title", {ID: self._say("workbook.reckoning")})
        self._sheet.add("note", {ID: self._say("workbook.reckoning_note")})
        heads = {n: self._say(f"workbook.head.{name}") for n, name in enumerate(names)}
        self._sheet.add("head", heads)

    def _section(self, key: str) -> int:
        return self._sheet.add("section", {ID: self._say(key)})

    def _slips(self, first: int, last: int) -> Formula:
        """How many cells are to be mended."""
        row = self._sheet.add("item", {NAME: self._say("workbook.slips")})
        rows = range(first, last + 1)
        flags = [self._sheet.rows[n].cells.get(WRONG_) for n in rows]
        count = sum(flag.value == 1 for flag in flags if isinstance(flag, Formula))
        area = self._sheet.area(WRONG_, first, last)
        return self._sheet.put(row, LOW, Formula(f"SUM({area})", count))

    # --- points --------------------------------------------------------------------------

    def _score(self) -> Scored:
        criteria = tuple(map(self._criterion, self._ruleset.criteria))
        if self._ruleset.gates or self._ruleset.exclusions:
            self._section("gates")
        gates = tuple((gate, self._finding(gate)) for gate in self._ruleset.gates)
        exclusions = tuple((e, self._excluded(e.text, e.key)) for e in self._ruleset.exclusions)
        total = None
        if self._ruleset.in_points:
            row = self._sheet.add("total", {NAME: self._say("total")})
            total = self._sum((c.points for c in criteria if c.points), row)
        return Scored(criteria, gates, exclusions, total)

    def _sum(self, spans: Iterable[Span], row: int) -> Span:
        spans = tuple(spans)
        low = f.total((span.low for span in spans), self._places)
        high = f.total((span.high for span in spans), self._places)
        return Span(self._sheet.put(row, LEAST, low), self._sheet.put(row, MOST, high))

    def _criterion(self, criterion: Criterion) -> CriterionFound:
        head = f"{criterion.id}. {criterion.title.text}"
        row = self._sheet.add("criterion", {ID: criterion.id, NAME: head})
        rule = criterion.may_not_apply
        applies = self._audience.applies(criterion.id) if rule else TRUE
        found = tuple((item, self._finding(item, rule, applies)) for item in criterion.indicators)
        points = None
        if self._ruleset.in_points:
            spans = [each.points for _, each in found if each.points]
            low = f.total((span.low for span in spans), self._places)
            high = f.total((span.high for span in spans), self._places)
            if criterion.max is not None:
                unsure = [
                    f.either(each.open, each.unknown)
                    for item, each in found
                    if item.has_unknown_points
                ]
                high = f.choose(f.either(*unsure), f.number(criterion.max), high)
            points = Span(self._sheet.put(row, LEAST, low), self._sheet.put(row, MOST, high))
        wrong = self._sheet.flag(row, WRONG_, f.either(*(each.wrong for _, each in found)))
        return CriterionFound(criterion, applies, found, points, wrong)

    @staticmethod
    def _left_out(item: Item, found: Found, rule: MayNotApply, applies: Formula) -> Found:
        """Where it does not apply: what it then earns, and nothing asked."""
        kept = found.where(applies)
        if found.points is None:
            return kept
        most = _earned(item, rule)
        span = Span(*(f.choose(applies, end, most) for end in found.points))
        return kept._replace(points=span)

    def _finding(
        self, item: Item, of_criterion: MayNotApply | None = None, applies: Formula = TRUE
    ) -> Found:
        """An item's rows, and above them what it comes to."""
        row = self._sheet.add("item", {ID: item.id, NAME: item.text})
        found = self._settled(self._items.found(item))
        rule = item.may_not_apply
        if rule:
            found = self._left_out(item, found, rule, self._audience.applies(item.id))
        if of_criterion:
            found = self._left_out(item, found, of_criterion, applies)
        wrong = self._sheet.flag(row, WRONG_, found.wrong)
        state = self._state(found, wrong)
        kept_state = self._sheet.put(row, STATE, state)
        points = found.points
        if points:
            points = Span(
                self._sheet.put(row, LEAST, points.low), self._sheet.put(row, MOST, points.high)
            )
        return found._replace(points=points, wrong=wrong, state=kept_state)

    def _state(self, found: Found, wrong: Formula) -> Formula:
        say = self._say
        met = found.levels.get(MET) if set(found.levels) == {MET} else None
        if found.points:
            reached = found.state or f.text("")
        elif met:
            words = (f.text(say("status.met")), f.text(say("status.not_met")))
            reached = f.choose(met.holds.surely, *words)
        else:
            reached = f.text("")
        cases = (
            (wrong, f.text(say("workbook.mend"))),
            (f.no(found.applies), f.text(say("status.not_applicable"))),
            (found.unknown, f.text(say("status.error"))),
            (found.open, f.text(say("workbook.open"))),
        )
        return f.one_of(cases, reached)

    def _settled(self, found: Found) -> Found:
        """What is not shown earns nothing: the least points, the levels surely met."""
        if not self._about.settle:
            return found
        points = found.points
        if points:
            points = Span(points.low, f.choose(found.open, points.low, points.high))
        levels = {
            id_: met._replace(
                holds=Holds(
                    met.holds.surely,
                    f.choose_flag(found.open, met.holds.surely, met.holds.perhaps),
                )
            )
            for id_, met in found.levels.items()
        }
        return found._replace(points=points, levels=levels, open=FALSE)

    def _excluded(self, label: str, key: str) -> Holds:
        read = self._readings[key]
        surely, perhaps = f.equal(read.low, f.ONE), f.equal(read.high, f.ONE)
        row = self._sheet.add("item", {NAME: label})
        return Holds(
            self._sheet.flag(row, LOW, surely),
            self._sheet.flag(row, HIGH, surely if self._about.settle else perhaps),
        )

    def _levels(self, found: CriterionFound) -> dict[str, Holds]:
        findings = [each for _, each in found.findings]
        names = dict.fromkeys(level for each in findings for level in each.levels)
        return {level: level_of(findings, level) for level in names}

    # --- the rating ----------------------------------------------------------------------

    def _one(self, possible: Mapping[str, Formula]) -> tuple[Formula, Holds]:
        """The title of the one possible rating, and whether it recognises."""
        ratings = self._ruleset.ratings
        row = self._sheet.add("total", {NAME: self._say("rating")})
        count = f.total(f.as_number(flag) for flag in possible.values())
        cases = [(possible[rating.id], f.text(rating.title)) for rating in ratings]
        title = f.choose(f.equal(count, f.ONE), f.one_of(cases, f.text("")), f.text(""))
        last = possible[ratings[-1].id]
        named = f.either(*(possible[rating.id] for rating in ratings[:-1]))
        recognised = Holds(
            self._sheet.flag(row, LOW, f.no(last)), self._sheet.flag(row, HIGH, named)
        )
        return self._sheet.put(row, STATE, title), recognised


def _earned(item: Item, rule: MayNotApply) -> Formula:
    """What an item earns that does not apply: all its points, or none."""
    return f.number(item.most) if rule.then == "full" else ZERO


def _places(ruleset: Ruleset) -> int | None:
    """To how many decimals sums are rounded; None where binary numbers hold them exactly."""
    figures = [level.points for item in ruleset.every_item() for level in item.own_levels]
    figures += [
        part.points
        for item in ruleset.every_item()
        for part in getattr(item, "parts", ())
        if hasattr(part, "points")
    ]
    figures += [item.max for item in ruleset.every_item() if isinstance(item, Judged)]
    figures += [ruleset.scale.step] if ruleset.scale else []
    known = [figure for figure in figures if figure is not None]
    bases = [figure.as_integer_ratio()[1] for figure in known]
    if all(base & (base - 1) == 0 for base in bases):
        return None
    return max(-int(figure.normalize().as_tuple().exponent) for figure in known)
