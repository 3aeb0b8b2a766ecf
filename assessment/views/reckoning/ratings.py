"""From points or levels to the rating, as rows of formulas: `determine` once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from assessment.model.item import MET, Item
from assessment.model.ruleset import Criterion, Exclusion, Rating, Ruleset
from assessment.views.names import Names
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.formula import Formula
from assessment.views.reckoning.found import Found, Span
from assessment.views.reckoning.measures import Holds, all_hold
from assessment.views.reckoning.sheet import HIGH, LOW, NAME, Sheet
from assessment.wording import Words

_Asked = tuple[str, object]


class CriterionFound(NamedTuple):
    """A criterion: whether it is not left out, its indicators in their order, its points.

    `wrong`: a cell that it rests on is to be mended.
    """

    criterion: Criterion
    applies: Formula
    findings: tuple[tuple[Item, Found], ...]
    points: Span | None
    wrong: Formula


class Scored(NamedTuple):
    """`exclusions`: whether each applies."""

    criteria: tuple[CriterionFound, ...]
    gates: tuple[tuple[Item, Found], ...]
    exclusions: tuple[tuple[Exclusion, Holds], ...]
    total: Span | None


class _Test(NamedTuple):
    rating: Rating
    asked: Mapping[_Asked, Holds]

    @property
    def truth(self) -> Holds:
        return all_hold(list(self.asked.values()))


class Ratings:
    """Writes what ratings ask, each condition once, and which of them are possible."""

    def __init__(
        self, sheet: Sheet, ruleset: Ruleset, scored: Scored, away: Formula, words: Words
    ) -> None:
        self._sheet = sheet
        self._ruleset = ruleset
        self._scored = scored
        self._away = away
        self._words = words
        self._names = Names(ruleset, words)
        self._written: dict[_Asked, Holds] = {}

    def possible(self) -> dict[str, Formula]:
        """Whether each rating is possible, by its id."""
        always = dict(self._always())
        tables = []
        varies = any(rating.disadvantaged for rating in self._ruleset.ratings)
        for area in (False, True) if varies else (False,):
            tests = [self._test(rating, always, area=area) for rating in self._ruleset.ratings]
            tables.append(_possible(tests))
        found = {}
        for rating in self._ruleset.ratings:
            flag = tables[0][rating.id]
            if varies:
                flag = f.choose_flag(self._away, tables[1][rating.id], flag)
            row = self._sheet.add("level", {NAME: rating.title})
            found[rating.id] = self._sheet.flag(row, HIGH, flag)
        return found

    def _test(self, rating: Rating, always: Mapping[_Asked, Holds], *, area: bool) -> _Test:
        if rating.otherwise:
            return _Test(rating, {})
        return _Test(rating, {**dict(self._asked(rating, area=area)), **always})

    def _asked(self, rating: Rating, *, area: bool) -> Iterator[tuple[_Asked, Holds]]:
        when = rating.asks(disadvantaged=area)
        if when is None:
            return
        if when.total and self._scored.total:
            yield self._condition("total", when.total.at_least, self._total)
        if when.no_criterion_at is not None:
            yield self._condition("no_criterion_at", when.no_criterion_at, self._criteria)
        if when.no_indicator_below is not None:
            yield self._condition("no_indicator_below", when.no_indicator_below, self._indicators)
        for level in when.levels or ():
            yield self._condition("level", level, self._level)

    def _condition(self, kind: str, figure: Decimal | str, holds: object) -> tuple[_Asked, Holds]:
        assert callable(holds)
        asked = (kind, figure)
        if asked not in self._written:
            shown = (
                self._words.number(figure)
                if isinstance(figure, Decimal)
                else self._words.running(self._names.level_title(figure))
            )
            label = self._words.say(f"condition.{kind}", figure=shown)
            self._written[asked] = self._keep(label, holds(figure))
        return asked, self._written[asked]

    def _keep(self, label: str, holds: Holds) -> Holds:
        row = self._sheet.add("level", {NAME: label[:1].upper() + label[1:]})
        return Holds(
            self._sheet.flag(row, LOW, holds.surely), self._sheet.flag(row, HIGH, holds.perhaps)
        )

    # --- conditions ----------------------------------------------------------------------

    def _total(self, figure: Decimal) -> Holds:
        assert self._scored.total
        low, high = self._scored.total
        return Holds(f.at_least(low, f.number(figure)), f.at_least(high, f.number(figure)))

    def _criteria(self, figure: Decimal) -> Holds:
        found = []
        for result in self._scored.criteria:
            if result.points:
                counts = f.either(*(finding.applies for _, finding in result.findings))
                asked = f.both(result.applies, counts)
                limit = f.number(figure)
                holds = Holds(*(f.above(end, limit) for end in result.points))
                found.append(holds.unless(f.no(asked)))
        return all_hold(found)

    def _indicators(self, figure: Decimal) -> Holds:
        found = []
        for result in self._scored.criteria:
            for _, finding in result.findings:
                if finding.points:
                    asked = f.both(result.applies, finding.applies)
                    limit = f.number(figure)
                    holds = Holds(*(f.at_least(end, limit) for end in finding.points))
                    found.append(holds.unless(f.no(asked)))
        return all_hold(found)

    def _level(self, level: str) -> Holds:
        return level_of(
            [finding for c in self._scored.criteria for _, finding in c.findings], level
        )

    def _always(self) -> Iterator[tuple[_Asked, Holds]]:
        """Gates and exclusions, asked by all ratings but the last."""
        gates = [found for _, found in self._scored.gates]
        if gates:
            yield ("gate", None), self._keep(self._words.say("gates"), level_of(gates, MET))
        excluded = [
            Holds(f.no(holds.perhaps), f.no(holds.surely)) for _, holds in self._scored.exclusions
        ]
        if excluded:
            label = self._words.say("workbook.none_excluded")
            yield ("exclusion", None), self._keep(label, all_hold(excluded))


def level_of(findings: Sequence[Found], level: str) -> Holds:
    """A level that all who are asked for it must meet."""
    asked = [found.levels[level] for found in findings if level in found.levels]
    return all_hold([met.holds.unless(f.no(met.asked)) for met in asked])


def _possible(tests: Sequence[_Test]) -> dict[str, Formula]:
    found = {}
    for index, test in enumerate(tests):
        rooms = [_leaves_room(better, test) for better in tests[:index]]
        found[test.rating.id] = f.both(test.truth.perhaps, *rooms)
    return found


def _leaves_room(better: _Test, test: _Test) -> Formula:
    """Whether a better rating can fail while this one holds: on a condition not asked here."""
    others = [holds for asked, holds in better.asked.items() if asked not in test.asked]
    return f.either(*(f.no(holds.surely) for holds in others))
