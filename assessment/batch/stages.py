"""What a table is to be given, step by step: columns that later columns look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar, cast

import narwhals as nw

from assessment.model.columns import Findings, Holds, Met, Span

V = TypeVar("V", bound="bool | int | nw.Expr")
_MARK = "#"


class Stages:
    """Columns that are kept, in steps; those of a step may look at all earlier steps."""

    def __init__(self) -> None:
        self._steps: list[dict[str, nw.Expr]] = [{}]
        self._names = (f"{_MARK}{number}" for number in count())

    def keep(self, value: V) -> V:
        """The value as a column of its own; what is the same in all rows needs none."""
        kept: Any = value
        if not isinstance(value, bool | int):
            name = next(self._names)
            self._steps[-1][name] = kept
            kept = nw.col(name)
        return cast("V", kept)

    def close(self) -> None:
        """Let what follows look at what has been kept."""
        if self._steps[-1]:
            self._steps.append({})

    def onto(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The frame with every column that was kept."""
        for step in self._steps:
            if step:
                frame = frame.with_columns(**step)
        return frame

    def columns(self, named: Mapping[str, nw.Expr]) -> None:
        """Keep columns under names of their own."""
        self._steps[-1].update(named)

    # --- what is made of several columns ------------------------------------------------

    def span(self, span: Span) -> Span:
        if span.low is span.high:
            low = self.keep(span.low)
            return Span(low, low)
        return Span(self.keep(span.low), self.keep(span.high))

    def holds(self, holds: Holds) -> Holds:
        if holds.surely is holds.perhaps:
            surely = self.keep(holds.surely)
            return Holds(surely, surely)
        return Holds(self.keep(holds.surely), self.keep(holds.perhaps))

    def findings(self, found: Findings) -> Findings:
        """What an item comes to; what is asked for is looked at once, and not kept."""
        return replace(
            found,
            points=found.points and self.span(found.points),
            applies=self.keep(found.applies),
            open=self.keep(found.open),
            unknown=self.keep(found.unknown),
            levels={
                id_: Met(self.keep(met.asked), self.holds(met.holds))
                for id_, met in found.levels.items()
            },
            missing={key: self.keep(flag) for key, flag in found.missing.items()},
        )
