"""What the cells of one piece of evidence say: between what it surely lies, and what is wrong.

An inspected value stands in the place of the claimed one; what was rejected is not there.
A cell that holds no such value is to be mended; until it is, nothing that rests on it is
shown as a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from assessment.model.answers import CROSSED, NOTHING, TICKED
from assessment.model.item import Judged, Threshold
from assessment.model.quantity import MOST_COUNT
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset
from assessment.views.names import Names
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.formula import EXACT, FALSE, ONE, ZERO, Formula
from assessment.views.reckoning.sheet import HIGH, ID, LEAST, LOW, MOST, NAME, STATE, WRONG_, Sheet
from assessment.wording import Words

PLACES = 6
"""Decimals that are told apart: of a share 60,0867%, of a number 1,234567."""
MILLION = 10**PLACES
_MOST_NUMBER = EXACT // MILLION
_FAR = 10**6
_GIVEN, _WRONG, _REJECTED = ONE, f.number(2), f.number(3)


class Given(NamedTuple):
    """The cells of one side. `least`, `most`: of what is only known to lie between them."""

    value: Formula
    least: Formula | None = None
    most: Formula | None = None
    documents: Formula | None = None


class Cells(NamedTuple):
    """Where a piece of evidence stands. `rejected`: the inspection's "x"."""

    claimed: Given
    inspected: Given | None = None
    rejected: Formula | None = None


class Reading(NamedTuple):
    """What is known of a piece of evidence.

    `low`, `high`: what it is at least and at most; of a yes 1, of a no 0; of an option its
    place from 1; of a share a part of 1. Without evidence these are the ends of all that it
    may be. `exact`: whether a value is given, and no bounds. `wrong`: a cell is to be mended.
    """

    low: Formula
    high: Formula
    given: Formula = FALSE
    exact: Formula = FALSE
    rejected: Formula = FALSE
    inspected: Formula = FALSE
    wrong: Formula = FALSE
    state: Formula | None = None


class _Kind(NamedTuple):
    """What a field may hold: its ends, which are surely exact, and the test of a number."""

    type: str
    low: Formula
    high: Formula
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(0)
    step: Fraction | None = None


class Readings:
    """The section of the sheet that reads every piece of evidence.

    Args:
        choices: of each choice its area of cells, options in their order.
        strict: a claim without a document counts as none.

    """

    def __init__(
        self,
        sheet: Sheet,
        ruleset: Ruleset,
        cells: Mapping[str, Cells],
        choices: Mapping[str, str],
        words: Words,
        *,
        strict: bool,
    ) -> None:
        self._sheet = sheet
        self._ruleset = ruleset
        self._cells = cells
        self._choices = choices
        self._words = words
        self._names = Names(ruleset, words)
        self._strict = strict
        self._read: dict[str, Reading] = {}
        self._kinds = {name: self._kind(name) for name in self._fields()}
        self.first = self.last = 0

    def _fields(self) -> list[str]:
        return [*self._ruleset.evidence, *self._ruleset.keyed_by_id]

    def write(self) -> None:
        """A row for every field that has cells."""
        shown = [name for name in self._fields() if name in self._cells]
        rows = {name: self._sheet.add("reading", self._named(name)) for name in shown}
        for name, row in rows.items():
            self._read[name] = self._row(name, row, self._cells[name])
        for name, row in rows.items():
            self._read[name] = self._close(name, row, self._read[name])
        self.first, self.last = min(rows.values(), default=0), max(rows.values(), default=0)

    def _named(self, name: str) -> dict[int, str | Formula]:
        """An item's own value goes by its id."""
        label = self._names.label(name)
        return {NAME: label} if name in self._ruleset.evidence else {ID: name, NAME: label}

    def __getitem__(self, name: str) -> Reading:
        if name in self._read:
            return self._read[name]
        return self.nothing(name)

    def nothing(self, name: str) -> Reading:
        """What is known of it without evidence; of what is no field too."""
        kind = self._kinds.get(name)
        return Reading(kind.low, kind.high) if kind else Reading(ZERO, ONE)

    def label(self, name: str) -> str:
        return self._names.label(name)

    @property
    def all(self) -> Mapping[str, Reading]:
        return self._read

    # --- a row ---------------------------------------------------------------------------

    def _row(self, name: str, row: int, cells: Cells) -> Reading:
        sheet, kind = self._sheet, self._kinds[name]
        claimed = sheet.put(row, LEAST, self._side(cells.claimed, kind, name, claimed=True))
        inspected: Formula = ZERO
        if cells.inspected:
            inspected = self._side(cells.inspected, kind, name, claimed=False)
        if cells.rejected:
            inspected = self._refused(cells.rejected, inspected)
        inspected = sheet.put(row, MOST, inspected)
        by_team = f.equal(inspected, _GIVEN)
        own = f.both(f.equal(inspected, ZERO), f.equal(claimed, _GIVEN))
        low, high = kind.low, kind.high
        exact = f.either(by_team, own)
        ways = [(own, cells.claimed)]
        if cells.inspected:
            ways.insert(0, (by_team, cells.inspected))
        low = f.one_of([(flag, self._end(g, kind, name, low, g.least)) for flag, g in ways], low)
        high = f.one_of([(flag, self._end(g, kind, name, high, g.most)) for flag, g in ways], high)
        if any(given.least or given.most for _, given in ways):
            stated = (f.choose(flag, f.no(f.is_empty(g.value)), FALSE) for flag, g in ways)
            exact = f.either(*stated)
        return Reading(
            sheet.put(row, LOW, low),
            sheet.put(row, HIGH, high),
            f.either(by_team, own),
            exact,
            f.equal(inspected, _REJECTED),
            by_team,
            f.either(f.equal(claimed, _WRONG), f.equal(inspected, _WRONG)),
        )

    def _close(self, name: str, row: int, found: Reading) -> Reading:
        """What is wrong beside other cells, and the state in words."""
        wrong = [found.wrong]
        for ratio in self._ruleset.ratios:
            if ratio.of == name and not ratio.may_exceed and ratio.over in self._read:
                whole = self._read[ratio.over]
                too_many = f.above(found.low, whole.high)
                wrong.append(f.both(found.given, whole.given, too_many))
        if any(exclusion.key == name for exclusion in self._ruleset.exclusions):
            wrong.append(found.rejected)
        flag = self._sheet.flag(row, WRONG_, f.either(*wrong))
        say = self._words.say
        states = (
            (flag, f.text(say("workbook.mend"))),
            (found.rejected, f.text(say("workbook.rejected"))),
            (found.given, f.text("")),
        )
        state = f.one_of(states, f.text(say("workbook.absent")))
        return found._replace(wrong=flag, state=self._sheet.put(row, STATE, state))

    def _side(self, given: Given, kind: _Kind, name: str, *, claimed: bool) -> Formula:
        """0: empty, 1: a value, 2: to be mended."""
        good: Formula = _GIVEN
        if claimed and self._strict and given.documents:
            good = f.choose(f.is_empty(given.documents), ZERO, _GIVEN)
        value = self._state(given.value, kind, name, good)
        if given.least is None or given.most is None:
            return value
        least, most = (self._state(end, kind, name, good) for end in (given.least, given.most))
        bounds = f.one_of(
            [
                (
                    f.both(
                        f.equal(least, ONE), f.equal(most, ONE), f.above(given.least, given.most)
                    ),
                    _WRONG,
                )
            ],
            f.larger(least, most),
        )
        cases = [
            (f.is_empty(given.value), bounds),
            (f.no(f.both(f.is_empty(given.least), f.is_empty(given.most))), _WRONG),
        ]
        return f.unless_wrong(f.one_of(cases, value), _WRONG)

    def _state(self, cell: Formula, kind: _Kind, name: str, good: Formula) -> Formula:
        match kind.type:
            case "yes_no":
                known = f.says_one_of(cell, (*TICKED, *CROSSED))
                tested = f.choose(known, good, _WRONG)
            case "choice":
                tested = f.choose(f.above(self._place(cell, name), ZERO), good, _WRONG)
            case _:
                fits = [
                    f.at_least(cell, f.number(kind.least)),
                    f.at_most(cell, f.number(kind.most)),
                    *_on_step(cell, kind),
                ]
                inside = f.choose(f.both(*fits), good, _WRONG)
                tested = f.choose(f.is_number(cell), inside, _WRONG)
        return f.unless_wrong(f.choose(f.says_one_of(cell, NOTHING), ZERO, tested), _WRONG)

    def _refused(self, cell: Formula, otherwise: Formula) -> Formula:
        yes = f.says_one_of(cell, TICKED)
        not_yes = f.says_one_of(cell, (*NOTHING, *CROSSED))
        found = f.one_of([(yes, _REJECTED), (not_yes, otherwise)], _WRONG)
        return f.unless_wrong(found, _WRONG)

    def _end(
        self, given: Given, kind: _Kind, name: str, otherwise: Formula, bound: Formula | None
    ) -> Formula:
        """One end of what a side says."""
        value = self._value(given.value, kind, name)
        if bound is None:
            return value
        ends = [
            (f.no(f.is_empty(given.value)), value),
            (f.no(f.is_empty(bound)), self._value(bound, kind, name)),
        ]
        return f.one_of(ends, otherwise)

    def _value(self, cell: Formula, kind: _Kind, name: str) -> Formula:
        match kind.type:
            case "yes_no":
                return f.as_number(f.says_one_of(cell, TICKED))
            case "choice":
                return self._place(cell, name)
            case "percentage" | "number":
                return f.rounded(cell, PLACES)
        return cell

    def _place(self, cell: Formula, name: str) -> Formula:
        labels = self._ruleset.evidence[name].labels.values()
        return f.position(cell, self._choices[name], labels)

    # --- what a field may hold -----------------------------------------------------------

    def _kind(self, name: str) -> _Kind:
        entry = self._ruleset.evidence.get(name)
        if entry is None:
            return self._kind_by_id(name)
        match entry.type:
            case EvidenceType.YES_NO:
                return _Kind("yes_no", ZERO, ONE)
            case EvidenceType.CHOICE:
                return _Kind("choice", ONE, f.number(len(entry.options)))
            case EvidenceType.COUNT:
                low, high = _bounds(entry, 0, MOST_COUNT)
                most = min(high, Fraction(EXACT // self._factor(name)))
                return _Kind("count", f.number(low), f.number(high), low, most, Fraction(1))
            case EvidenceType.NUMBER:
                low, high = _bounds(entry, -MOST_COUNT, MOST_COUNT)
                least, most = max(low, -Fraction(_MOST_NUMBER)), min(high, Fraction(_MOST_NUMBER))
                return _Kind("number", f.number(low), f.number(high), least, most)
            case EvidenceType.PERCENTAGE:
                low, high = _bounds(entry, 0, 1)
                return _Kind("percentage", f.number(low), f.number(high), Fraction(0), Fraction(1))

    def _kind_by_id(self, id_: str) -> _Kind:
        item = self._ruleset.keyed_by_id[id_]
        if isinstance(item, Judged):
            scale = self._ruleset.scale
            step = Fraction(scale.step if scale else Decimal(1))
            most = Fraction(item.max)
            return _Kind("points", ZERO, f.number(most), Fraction(0), most, step)
        may_exceed = item.ratio is not None and item.ratio.may_exceed
        far = Fraction(_FAR if may_exceed else 1)
        return _Kind("percentage", ZERO, f.number(far), Fraction(0), far)

    def _factor(self, key: str) -> int:
        """The most that a count is multiplied by where shares are compared."""
        factors = [1]
        for item in self._ruleset.every_item():
            limits = _limits(item)
            ratios = item.ratios if isinstance(item, Threshold) else ()
            if isinstance(item, Judged) and item.full_at:
                ratios = (item.full_at.ratio,)
            if isinstance(item, Threshold) and item.count == key:
                factors += [limit.denominator for limit in limits]
            if any(key in (ratio.of, ratio.over) for ratio in ratios):
                factors += [max(limit.numerator, limit.denominator) for limit in limits]
                if item.id in self._cells and isinstance(item, Threshold):
                    factors.append(MILLION)
        return max(factors)


def _on_step(cell: Formula, kind: _Kind) -> list[Formula]:
    """A whole number of steps: of counts 1, of points what the scale has."""
    if kind.step is None:
        return []
    up, down = kind.step.denominator, kind.step.numerator
    many = f.times(cell, up)
    steps = f.rounded(many if down == 1 else Formula(f"{many.text}/{down}", _over(many, down)), 0)
    return [f.equal(many, f.times(steps, down))]


def _over(many: Formula, down: int) -> f.Value:
    value = many.value
    known = value if isinstance(value, int | Fraction) else 0
    return f.WRONG if isinstance(value, str | f.Wrong) else Fraction(known) / down


def _bounds(entry: EvidenceKey, least: int, most: int) -> tuple[Fraction, Fraction]:
    low = Fraction(least) if entry.at_least is None else Fraction(entry.at_least)
    return low, Fraction(most) if entry.at_most is None else Fraction(entry.at_most)


def _limits(item: object) -> list[Fraction]:
    """Every limit that an item compares with, in any area."""
    if isinstance(item, Judged) and item.full_at:
        return [Fraction(*item.full_at.at_least.limit)]
    if not isinstance(item, Threshold):
        return []
    figures = (
        figure
        for area in item.levels_by_area
        for level in area
        for figure in (level.at_least, level.at_most)
    )
    return [Fraction(*figure.limit) for figure in figures if figure]
