"""What an item comes to: points or levels, whether it is open, whether a cell is to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from assessment.model.item import Award
from assessment.views.reckoning import formula as f
from assessment.views.reckoning.formula import FALSE, TRUE, ZERO, Formula
from assessment.views.reckoning.measures import Holds


class Met(NamedTuple):
    """A level of recognition: whether it is asked at all, and whether it is met."""

    asked: Formula
    holds: Holds


class Span(NamedTuple):
    """Points between `low` and `high`."""

    low: Formula
    high: Formula

    @property
    def open(self) -> Formula:
        return FALSE if self.low == self.high else f.differs(self.low, self.high)


class Found(NamedTuple):
    """What an item comes to.

    `points` is None in a ruleset of levels. `open`: evidence may still change it; `unknown`:
    a figure that nobody knows is needed; `wrong`: a cell it rests on is to be mended.
    `state`: in words.
    """

    points: Span | None
    levels: Mapping[str, Met] = MappingProxyType({})
    applies: Formula = TRUE
    open: Formula = FALSE
    unknown: Formula = FALSE
    wrong: Formula = FALSE
    state: Formula | None = None

    def where(self, flag: Formula) -> Found:
        """The same where the flag holds; elsewhere the item is not applicable."""
        if flag == TRUE:
            return self
        points = self.points
        return self._replace(
            points=points
            and Span(f.choose(flag, points.low, ZERO), f.choose(flag, points.high, ZERO)),
            levels={
                id_: Met(f.both(flag, met.asked), met.holds) for id_, met in self.levels.items()
            },
            applies=f.both(flag, self.applies),
            open=f.both(flag, self.open),
            unknown=f.both(flag, self.unknown),
            wrong=f.both(flag, self.wrong),
        )


class Tested(NamedTuple):
    """A level, whether it is asked of the subject, and whether its condition holds."""

    level: Award
    asked: Formula
    holds: Holds
    label: str


def unknown_points(levels: Sequence[Tested]) -> tuple[Formula, Formula]:
    """Whether a level counts whose points nobody knows, and whether one may."""
    needed, possible = [], []
    may_count, settled = TRUE, FALSE
    for each in levels:
        surely, perhaps = each.holds
        if each.level.points is None:
            needed.append(f.both(may_count, surely))
            possible.append(f.both(f.no(settled), perhaps))
        may_count = f.both(may_count, f.no(perhaps))
        settled = f.either(settled, surely)
    return f.either(*needed), f.either(*possible)
