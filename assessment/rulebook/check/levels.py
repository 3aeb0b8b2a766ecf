"""Levels against every value: no gap, no overlap, none out of reach, more never worth less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from assessment.files import Steps
from assessment.model.flaw import Flaw, Severity, Witness
from assessment.model.item import MET, Award, Choice, ChoiceLevel, Threshold
from assessment.rulebook.check.ground import Ground, value_of
from assessment.rulebook.check.ladders import Ladder, Rung, ladders
from assessment.rulebook.proof.context import Context, differs_by_area
from assessment.rulebook.proof.trials import TooManyTrials


class _Found(NamedTuple):
    """A flaw of one item, as seen in one context."""

    severity: Severity
    code: str
    where: Steps
    witness: Witness | None
    params: dict[str, Any]


def level_flaws(ground: Ground) -> Iterator[Flaw]:
    """Every flaw of every item that compares a value with levels; each place and code once."""
    for item, steps in ground.examined():
        if isinstance(item, Threshold | Choice):
            try:
                yield from _of_item(ground, item, steps)
            except TooManyTrials:
                yield ground.warning("proof.too_many_values", steps, id=item.id)


def _of_item(ground: Ground, item: Threshold | Choice, steps: Steps) -> Iterator[Flaw]:
    views = [_View(ground, item, steps, context) for context in ground.contexts_of(item)]
    asking = [view for view in views if view.ladders]
    first: dict[tuple[str, Steps], _Found] = {}
    among: dict[tuple[str, Steps], list[_View]] = {}
    for view in asking:
        for found in view.flaws():
            key = (found.code, found.where)
            first.setdefault(key, found)
            if view not in among.setdefault(key, []):
                among[key].append(view)
    for key, found in first.items():
        kinds = [kind for view in among[key] for kind in ground.like(item, view.context)]
        yield ground.flaw(
            found.severity,
            found.code,
            found.where,
            found.witness,
            among=None if len(among[key]) == len(asking) else kinds,
            **found.params,
        )


class _View:
    """One item in one context."""

    def __init__(
        self, ground: Ground, item: Threshold | Choice, steps: Steps, context: Context
    ) -> None:
        self._ground = ground
        self._item = item
        self._steps = steps
        self.context = context
        self.ladders = ladders(ground, item, context)

    def flaws(self) -> Iterator[_Found]:
        if self._steps[0] == "gates":
            yield from self._overlaps()
            return
        yield from self._out_of_reach()
        yield from self._overlaps()
        if self._item.in_levels:
            yield from self._always_met()
            yield from self._level_order()
            return
        yield from self._gaps()
        yield from self._shadowed()
        yield from self._reversals()
        if len(self.ladders) == 1:
            yield from self._no_gain(self.ladders[0])
            yield from self._harder_when_disadvantaged(self.ladders[0])

    def _rungs(self) -> Iterator[tuple[Ladder, Rung]]:
        for ladder in self.ladders:
            yield from ((ladder, rung) for rung in ladder.rungs)

    # --- in points and in levels -------------------------------------------------------

    def _out_of_reach(self) -> Iterator[_Found]:
        """A level whose condition no value meets."""
        reached = {index for _, rung in self._rungs() for index in rung.holding}
        for ladder in self.ladders:
            for index in sorted(ladder.own - reached):
                level = ladder.levels[index]
                rung = ladder.rungs[0 if getattr(level, "at_most", None) else -1]
                where = ("levels", index)
                value = self._value(ladder, rung)
                yield self._found("proof.level_out_of_reach", where, ladder, rung, value=value)

    def _overlaps(self) -> Iterator[_Found]:
        """A value for which two levels of opposite directions, or of one name, hold."""
        for ladder, rung in self._rungs():
            own = [index for index in rung.holding if index in ladder.own]
            for place, first in enumerate(own):
                for second in own[place + 1 :]:
                    if _clash(ladder.levels[first], ladder.levels[second]):
                        value, other = self._value(ladder, rung), self._place(first)
                        params: dict[str, Any] = {"value": value, "other": other}
                        where = ("levels", second)
                        yield self._found("proof.levels_overlap", where, ladder, rung, **params)

    # --- in points ---------------------------------------------------------------------

    def _gaps(self) -> Iterator[_Found]:
        """A value at which no level holds."""
        for ladder, rung in self._rungs():
            if not rung.holding and not ladder.unknown:
                yield self._found("proof.gap", (), ladder, rung, value=self._value(ladder, rung))
                return

    def _shadowed(self) -> Iterator[_Found]:
        """A level that always stands behind another that holds as well."""
        first = {rung.holding[0] for _, rung in self._rungs() if rung.holding}
        for index in self.ladders[0].levels:
            holding = [(x, rung) for x, rung in self._rungs() if index in rung.holding]
            if index not in first and holding:
                ladder, rung = holding[0]
                value, other = self._value(ladder, rung), self._place(rung.holding[0])
                params: dict[str, Any] = {"value": value, "other": other}
                where = ("levels", index)
                yield self._found("proof.level_shadowed", where, ladder, rung, **params)

    def _reversals(self) -> Iterator[_Found]:
        """More that is worth less; with levels that say "at most", less that is worth less."""
        for ladder in self.ladders:
            wrong = _reversal(ladder)
            if wrong is None:
                continue
            low, high, counted = wrong
            params: dict[str, Any] = {
                "value": self._value(ladder, low),
                "points": ladder.points(low),
                "more": self._value(ladder, high),
                "fewer": ladder.points(high),
            }
            where = ("levels", counted.holding[0])
            yield self._found("proof.more_is_worth_less", where, ladder, counted, **params)
            return

    def _no_gain(self, ladder: Ladder) -> Iterator[_Found]:
        """A level that asks more than the next one and earns no more."""
        for (index, level), (next_, below) in pairwise(ladder.levels.items()):
            beside = not any(index < other < next_ for other in ladder.unknown)
            if beside and level.points is not None and level.points == below.points:
                rung = next((r for r in ladder.rungs if r.holding[:1] == (index,)), None)
                if rung is not None:
                    code, where = "proof.level_earns_no_more", ("levels", index)
                    points = level.points
                    yield self._found(code, where, ladder, rung, warning=True, points=points)

    def _harder_when_disadvantaged(self, ladder: Ladder) -> Iterator[_Found]:
        """A value that earns less in a disadvantaged area than elsewhere."""
        ground, item = self._ground, self._item
        standard = next((c for c in ground.contexts if not c.disadvantaged(ground.ruleset)), None)
        here = self.context.disadvantaged(ground.ruleset)
        if not here or standard is None or not differs_by_area(item):
            return
        elsewhere = ladders(ground, item, self.context._replace(area=standard.area))
        if len(elsewhere) != 1 or elsewhere[0].line != ladder.line:
            return
        for rung, there in zip(ladder.rungs, elsewhere[0].rungs, strict=True):
            points, usual = ladder.points(rung), elsewhere[0].points(there)
            if points is not None and usual is not None and points < usual:
                params: dict[str, Any] = {
                    "value": self._value(ladder, rung),
                    "points": points,
                    "usual": usual,
                }
                where = ("levels", there.holding[0])
                code = "proof.area_asks_more"
                yield self._found(code, where, ladder, rung, warning=True, **params)
                return

    # --- in levels ---------------------------------------------------------------------

    def _always_met(self) -> Iterator[_Found]:
        """A level of recognition that every value meets."""
        for ladder in self.ladders:
            for index, level in ladder.levels.items():
                if level.level != MET and all(index in rung.holding for rung in ladder.rungs):
                    rung, where = ladder.rungs[0], ("levels", index)
                    value = self._value(ladder, rung)
                    yield self._found("proof.level_always_met", where, ladder, rung, value=value)

    def _level_order(self) -> Iterator[_Found]:
        """A higher level that asks less of the same thing than a lower one."""
        titles = {level.id: level.title for level in self._ground.ruleset.levels}
        doubled = self._ground.doubled_levels
        ranks = {level: rank for rank, level in enumerate(titles)}
        for ladder in self.ladders:
            for high, higher in ladder.levels.items():
                for low, lower in ladder.levels.items():
                    if not doubled.isdisjoint((higher.level, lower.level)):
                        continue
                    if ranks.get(higher.level or "", 0) <= ranks.get(lower.level or "", 0):
                        continue
                    only = [r for r in ladder.rungs if high in r.holding and low not in r.holding]
                    if only:
                        params: dict[str, Any] = {
                            "value": self._value(ladder, only[0]),
                            "level": titles[higher.level or ""],
                            "lower": titles[lower.level or ""],
                        }
                        where = ("levels", high)
                        code = "proof.level_asks_less"
                        yield self._found(code, where, ladder, only[0], **params)

    # --- saying it ---------------------------------------------------------------------

    def _found(
        self,
        code: str,
        where: Steps,
        ladder: Ladder,
        rung: Rung,
        *,
        warning: bool = False,
        **params: Any,
    ) -> _Found:
        witness = self._ground.witness(self.context, ladder.values(rung), self._item)
        severity = Severity.WARNING if warning else Severity.ERROR
        params["id"] = self._item.id
        return _Found(severity, code, (*self._steps, *where), witness, params)

    def _value(self, ladder: Ladder, rung: Rung) -> object:
        return value_of(self._ground.ruleset, ladder.line, rung.value)

    def _place(self, index: int) -> str:
        """Another level of the item, by its line in the file."""
        place = self._ground.ruleset.place(*self._steps, "levels", index)
        return str(place.line or place.path)


def _clash(one: Award, other: Award) -> bool:
    if one.level is not None:
        return one.level == other.level
    if isinstance(one, ChoiceLevel) and isinstance(other, ChoiceLevel):
        return one.option is not None and one.option == other.option
    pairs = ((one, other), (other, one))
    return any(getattr(a, "at_least", None) and getattr(b, "at_most", None) for a, b in pairs)


def _reversal(ladder: Ladder) -> tuple[Rung, Rung, Rung] | None:
    """Two neighbours of which the better value is worth less, and the one that is.

    More is better unless the levels of the line say "at most".
    """
    own = [ladder.levels[index] for index in ladder.own]
    at_most = any(getattr(level, "at_most", None) for level in own)
    at_least = any(getattr(level, "at_least", None) for level in own)
    falling = _first_step(ladder, up=False)
    rising = _first_step(ladder, up=True)
    if at_most and at_least and not (rising and falling):
        return None
    if at_most and not at_least:
        return (*rising, rising[0]) if rising else None
    return (*falling, falling[1]) if falling else None


def _first_step(ladder: Ladder, *, up: bool) -> tuple[Rung, Rung] | None:
    """The first pair of neighbours on which points go up, or down."""
    known = [rung for rung in ladder.rungs if ladder.points(rung) is not None]
    for low, high in pairwise(known):
        before, after = ladder.points(low), ladder.points(high)
        assert before is not None
        assert after is not None
        if (after > before) if up else (after < before):
            return low, high
    return None
