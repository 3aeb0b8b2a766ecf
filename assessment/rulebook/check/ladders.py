"""Levels against every value: no gap, no overlap, none out of reach, more never worth less.

A ladder is one line of values, from the least to the most (of options: from the worst to
the best), and on each rung the levels whose condition holds there. The first level that
holds is the one that counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assessment.model.item import Award, Choice, ChoiceLevel, Item, Threshold, ThresholdLevel
from assessment.model.flaw import Flaw
from assessment.rulebook.check.ground import Ground, Steps, value_text
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.lines import Line, Nothing, Value, fraction, lines_of, share_line
from assessment.rulebook.proof.pieces import Piece


class Rung(NamedTuple):
    """A value, and the places (in the item's list) of the levels that hold there."""

    value: Value
    holding: tuple[int, ...]


class Ladder(NamedTuple):
    """The levels that compare one line, and what holds on each rung of it."""

    line: Line
    levels: dict[int, Award]
    rungs: tuple[Rung, ...]

    def points(self, rung: Rung) -> Decimal | None:
        """What the first level that holds earns; None: nothing known."""
        return self.levels[rung.holding[0]].points if rung.holding else None


def ladder_flaws(ground: Ground) -> Iterator[Flaw]:
    """Every flaw of every item that compares a value with levels; each place and code once."""
    seen: set[tuple[str, Steps]] = set()
    for item, steps in ground.items():
        if not isinstance(item, Threshold | Choice):
            continue
        for context in ground.contexts_of(item):
            for code, where, flaw in _flaws(ground, item, steps, context):
                if (code, where) not in seen:
                    seen.add((code, where))
                    yield flaw


def ladders(ground: Ground, item: Threshold | Choice, context: Context) -> list[Ladder]:
    """The item's ladders: one, or one a share where its levels compare shares of their own."""
    seen = context.evidence(ground.ruleset, {})
    if not seen.concerns(item.applies_to):
        return []
    values = lines_of(ground.ruleset, item)
    levels: tuple[Award, ...] = item.levels
    if isinstance(item, Threshold):
        levels = item.levels_by_area[seen.disadvantaged]
    lines: dict[Line, dict[int, Award]] = {}
    for index, level in enumerate(levels):
        if seen.concerns(level.applies_to):
            lines.setdefault(_line(item, level), {})[index] = level
    ranks = ground.ruleset.evidence[item.key].option_ranks if isinstance(item, Choice) else {}
    return [
        Ladder(line, own, tuple(_rungs(values[line], own, ranks))) for line, own in lines.items()
    ]


def _line(item: Threshold | Choice, level: Award) -> Line:
    if isinstance(item, Choice):
        return Line("option", item.key)
    own = level.ratio if isinstance(level, ThresholdLevel) else None
    ratio = own or item.ratio
    return share_line(ratio) if ratio else Line("number", item.number or item.count or "")


def _rungs(
    values: list[Value], levels: dict[int, Award], ranks: dict[str, int] | object
) -> Iterator[Rung]:
    ordered = [value for value in values if not isinstance(value, Nothing)]
    if isinstance(ranks, dict) and ranks:
        ordered.reverse()
    for value in ordered:
        holding = (index for index, level in levels.items() if _holds(level, value, ranks))
        yield Rung(value, tuple(holding))


def _holds(level: Award, value: Value, ranks: object) -> bool:
    if isinstance(level, ChoiceLevel) and isinstance(ranks, dict):
        if level.otherwise:
            return True
        if level.option is not None:
            return value == level.option
        return bool(ranks[value] <= ranks[level.at_least])
    assert isinstance(level, ThresholdLevel)
    if level.otherwise:
        return True
    assert isinstance(value, Piece)
    one = value.simplest()
    if level.at_least is not None:
        return one >= fraction(level.at_least)
    return level.at_most is not None and one <= fraction(level.at_most)


# --- flaws of one item in one context --------------------------------------------------

Found = Iterator[tuple[str, Steps, Flaw]]


def _flaws(ground: Ground, item: Threshold | Choice, steps: Steps, context: Context) -> Found:
    found = ladders(ground, item, context)
    in_points = not item.in_levels
    for ladder in found:
        view = _View(ground, item, steps, context, ladder)
        yield from view.out_of_reach()
        yield from view.overlaps()
        if in_points and len(found) == 1:
            yield from view.gaps()
            yield from view.shadowed()
            yield from view.reversals()
            yield from view.no_gain()
            yield from view.harder_when_disadvantaged()
        elif not in_points:
            yield from view.always_met()
            yield from view.level_order()


class _View:
    """One ladder of one item in one context."""

    def __init__(
        self, ground: Ground, item: Item, steps: Steps, context: Context, ladder: Ladder
    ) -> None:
        self._ground = ground
        self._item = item
        self._steps = steps
        self._context = context
        self._ladder = ladder

    def gaps(self) -> Found:
        """A value at which no level holds."""
        rung = next((rung for rung in self._ladder.rungs if not rung.holding), None)
        if rung is not None:
            yield self._found("proof.gap", (), rung, value=self._text(rung))

    def out_of_reach(self) -> Found:
        """A level whose condition no value meets."""
        top, bottom = self._ladder.rungs[-1], self._ladder.rungs[0]
        for index, level in self._ladder.levels.items():
            if not any(index in rung.holding for rung in self._ladder.rungs):
                rung = bottom if getattr(level, "at_most", None) else top
                where = ("levels", index)
                text = self._text(rung)
                yield self._found("proof.level_out_of_reach", where, rung, value=text)

    def shadowed(self) -> Found:
        """A level that always stands behind another that holds as well."""
        for index in self._ladder.levels:
            holding = [rung for rung in self._ladder.rungs if index in rung.holding]
            if holding and all(rung.holding[0] != index for rung in holding):
                rung = holding[0]
                text = self._text(rung)
                where = ("levels", index)
                other = self._place(rung.holding[0])
                yield self._found("proof.level_shadowed", where, rung, value=text, other=other)

    def overlaps(self) -> Found:
        """A value for which two levels of opposite directions, or of one name, hold."""
        for rung in self._ladder.rungs:
            for first in rung.holding:
                for second in rung.holding:
                    if first < second and self._clash(first, second):
                        yield self._found(
                            "proof.levels_overlap",
                            ("levels", second),
                            rung,
                            value=self._text(rung),
                            other=self._place(first),
                        )

    def _clash(self, first: int, second: int) -> bool:
        one, other = self._ladder.levels[first], self._ladder.levels[second]
        if one.level is not None:
            return one.level == other.level
        if isinstance(one, ChoiceLevel) and isinstance(other, ChoiceLevel):
            return one.option is not None and one.option == other.option
        pairs = ((one, other), (other, one))
        return any(getattr(a, "at_least", None) and getattr(b, "at_most", None) for a, b in pairs)

    def reversals(self) -> Found:
        """More that is worth less; with levels that say "at most", less that is worth less."""
        rungs = self._ladder.rungs
        falling = self._first_step(rungs, up=False)
        rising = self._first_step(rungs, up=True)
        at_most = [getattr(level, "at_most", None) for level in self._ladder.levels.values()]
        at_least = [getattr(level, "at_least", None) for level in self._ladder.levels.values()]
        wrong = rising if any(at_most) and not any(at_least) else falling
        if any(at_most) and any(at_least) and not (rising and falling):
            return
        if wrong is None:
            return
        low, high = wrong
        counted = high if wrong is falling else low
        level = counted.holding[0]
        yield self._found(
            "proof.more_is_worth_less",
            ("levels", level),
            counted,
            value=self._text(low),
            points=self._ladder.points(low),
            more=self._text(high),
            fewer=self._ladder.points(high),
        )

    def _first_step(self, rungs: tuple[Rung, ...], *, up: bool) -> tuple[Rung, Rung] | None:
        """The first pair of neighbours on which points go up, or down."""
        known = [rung for rung in rungs if self._ladder.points(rung) is not None]
        for low, high in zip(known, known[1:], strict=False):
            before, after = self._ladder.points(low), self._ladder.points(high)
            assert before is not None
            assert after is not None
            if (after > before) if up else (after < before):
                return low, high
        return None

    def no_gain(self) -> Found:
        """A level that asks more than the next one and earns no more."""
        levels = list(self._ladder.levels.items())
        for (index, level), (_, below) in zip(levels, levels[1:], strict=False):
            if level.points is not None and level.points == below.points:
                rung = next((r for r in self._ladder.rungs if r.holding[:1] == (index,)), None)
                if rung is not None:
                    yield self._found(
                        "proof.level_earns_no_more",
                        ("levels", index),
                        rung,
                        warning=True,
                        points=level.points,
                    )

    def harder_when_disadvantaged(self) -> Found:
        """A value that earns less in a disadvantaged area than elsewhere."""
        ground, item = self._ground, self._item
        standard = next((c for c in ground.contexts if not c.disadvantaged(ground.ruleset)), None)
        here = self._context.disadvantaged(ground.ruleset)
        if not here or standard is None or not isinstance(item, Threshold):
            return
        elsewhere = self._context._replace(area=standard.area)
        (other,) = ladders(ground, item, elsewhere)[:1] or (self._ladder,)
        if other.line != self._ladder.line:
            return
        for rung, there in zip(self._ladder.rungs, other.rungs, strict=True):
            points, usual = self._ladder.points(rung), other.points(there)
            if points is not None and usual is not None and points < usual:
                yield self._found(
                    "proof.area_asks_more",
                    ("levels", there.holding[0]),
                    rung,
                    warning=True,
                    value=self._text(rung),
                    points=points,
                    usual=usual,
                )
                return

    def always_met(self) -> Found:
        """A level of recognition that every value meets."""
        for index in self._ladder.levels:
            if all(index in rung.holding for rung in self._ladder.rungs):
                rung = self._ladder.rungs[0]
                text = self._text(rung)
                yield self._found("proof.level_always_met", ("levels", index), rung, value=text)

    def level_order(self) -> Found:
        """A higher level that asks less of the same thing than a lower one."""
        ranks = {level.id: rank for rank, level in enumerate(self._ground.ruleset.levels)}
        for high, higher in self._ladder.levels.items():
            for low, lower in self._ladder.levels.items():
                if ranks.get(higher.level or "", 0) <= ranks.get(lower.level or "", 0):
                    continue
                only = [r for r in self._ladder.rungs if high in r.holding and low not in r.holding]
                if only:
                    yield self._found(
                        "proof.level_asks_less",
                        ("levels", high),
                        only[0],
                        value=self._text(only[0]),
                        level=higher.level,
                        lower=lower.level,
                    )

    # --- saying it ---------------------------------------------------------------------

    def _found(
        self, code: str, where: Steps, rung: Rung, *, warning: bool = False, **params: object
    ) -> tuple[str, Steps, Flaw]:
        steps = (*self._steps, *where)
        ground = self._ground
        witness = ground.witness(self._context, {self._ladder.line: rung.value}, self._item)
        alone = len(ground.contexts_of(self._item)) == 1
        say = ground.warning if warning else ground.error
        context = None if alone else self._context
        flaw = say(code, steps, witness, context=context, id=self._item.id, **params)
        return code, steps, flaw

    def _text(self, rung: Rung) -> str:
        return value_text(self._ground.ruleset, self._ladder.line, rung.value)

    def _place(self, index: int) -> str:
        """Another level of the item, by its line in the file."""
        place = self._ground.ruleset.place(*self._steps, "levels", index)
        return str(place.line or place.path)
