"""Columns that later columns look at: what is looked at more than once is reckoned once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, auto
from typing import TYPE_CHECKING, Any, TypeVar, cast

from assessment.model.columns import Holds, Span, narwhals

if TYPE_CHECKING:
    import narwhals as nw

V = TypeVar("V", bound="bool | int | nw.Expr")
OURS = "\ue000"
"""Begins the name of every column that is kept beside a table's own: no writing has this sign."""


class Step(IntEnum):
    """What a table is given, in this order: columns look only at those of earlier steps."""

    EVIDENCE = auto()
    SHARES = auto()
    LEVELS = auto()
    POINTS = auto()
    OPEN = auto()
    FINDINGS = auto()
    CRITERIA = auto()
    TOTAL = auto()
    ASKED = auto()
    TRUTHS = auto()
    RATINGS = auto()


class Steps:
    """Columns that are kept beside those of a table."""

    def __init__(self) -> None:
        self._steps: dict[Step, dict[str, nw.Expr]] = {step: {} for step in Step}
        self._kept: dict[int, tuple[nw.Expr, nw.Expr]] = {}

    def keep(self, step: Step, value: V) -> V:
        """The value as a column of its own; what is the same in all rows needs none."""
        if isinstance(value, bool | int):
            return value
        known = self._kept.get(id(value))
        if known is None:
            name = f"{OURS}{len(self._kept)}"
            self._steps[step][name] = value
            column = narwhals().col(name)
            known = self._kept[id(value)] = (value, column)
            self._kept[id(column)] = (column, column)
        return cast("V", known[1])

    def span(self, step: Step, span: Span) -> Span:
        """Both ends, as columns of their own."""
        return Span(*(self.keep(step, end) for end in span))

    def holds(self, step: Step, holds: Holds) -> Holds:
        """Both ends, as columns of their own."""
        return Holds(*(self.keep(step, end) for end in holds))

    def columns(self, named: Mapping[str, nw.Expr]) -> None:
        """Evidence, under names of its own."""
        self._steps[Step.EVIDENCE].update(named)

    def onto(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The frame with every column that was kept."""
        for columns in self._steps.values():
            if columns:
                frame = frame.with_columns(**columns)
        return frame
