"""The evidence of every row of a table, as the column face of the scorers sees it.

The counterpart of `Evidence`. Each piece stands in a column of its own, typed, null where
it is not known; a piece that the table has no column for is known of nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING

from assessment.model.columns import UNKNOWN, Flag, Holds, every, narwhals
from assessment.model.item import AppliesTo, Checklist, Judged
from assessment.model.ruleset import Ruleset
from assessment.model.steps import OURS, Steps

if TYPE_CHECKING:
    import narwhals as nw


def stored(name: str) -> str:
    """The name of a column of evidence as it was read, beside the table's own columns.

    Without dots: an engine may take them for parts of parts.
    """
    return f"{OURS}@{name.replace('.', ':')}"


DISADVANTAGED, UNIT_TYPE, PUBLIC = "area", "unit_type", "public"


def applies_name(id_: str) -> str:
    """The name of the column that says whether a criterion or an indicator applies."""
    return f"applies.{id_}"


def share_name(id_: str) -> str:
    """The name of the column that states an item's share as a percentage."""
    return f"{id_}%"


@dataclass(frozen=True)
class Rows:
    """What a table shows of a ruleset's evidence.

    Args:
        names: the columns that the table has, by key of evidence, id of a judged item, or
            `ID%`, `applies.ID`, `area`, `unit_type`, `public`.
        steps: takes what is to be kept as columns.

    Columns, each nullable: a count is a whole number of 64 bits, an answer a boolean, a
    choice the rank of its option (0 is the best), a number a decimal, a percentage (also
    `ID%`, the share that an item is stated to have) a decimal out of 100, judged points are
    `scaled`; `area` is whether the disadvantaged scale counts, `applies.ID` a boolean.

    """

    ruleset: Ruleset
    names: frozenset[str]
    steps: Steps = field(default_factory=Steps, compare=False)

    @cached_property
    def factor(self) -> int:
        """How many of the smallest part of points that the ruleset gives make one point."""
        figures = [Fraction(number) for number in _figures(self.ruleset)]
        return lcm(*(figure.denominator for figure in figures))

    @cached_property
    def points(self) -> nw.dtypes.DType:
        """The type of points: 16 bits where they hold any sum, though cells of 8 bits be amiss."""
        of, items = narwhals(), len(tuple(self.ruleset.every_item()))
        most = max((Decimal(2**8), *_figures(self.ruleset))) * self.factor * items
        type_: nw.dtypes.DType = of.Int16() if most < 2**15 else of.Int32()
        return type_

    def scaled(self, points: Decimal) -> int:
        """Points as a whole number of the smallest part."""
        return int(points * self.factor)

    def column(self, name: str) -> nw.Expr | None:
        """The column of this name as it was read; None where the table has none."""
        return narwhals().col(stored(name)) if name in self.names else None

    def absent(self, name: str) -> Flag:
        """Where nothing is known of it."""
        column = self.column(name)
        return True if column is None else column.is_null()

    def answer(self, key: str) -> Holds:
        """Yes or no."""
        column = self.column(key)
        return UNKNOWN if column is None else Holds.of(column)

    @property
    def disadvantaged(self) -> Flag:
        """Where the scale for disadvantaged areas counts."""
        return self._said(DISADVANTAGED, otherwise=False)

    def applies(self, id_: str) -> Flag:
        """Where nobody says that a criterion or an indicator does not apply."""
        return self._said(applies_name(id_), otherwise=True)

    def _said(self, name: str, *, otherwise: bool) -> Flag:
        column = self.column(name)
        return otherwise if column is None else column.fill_null(value=otherwise)

    def concerns(self, audience: AppliesTo | None) -> Flag:
        """Where an item for this audience is for the unit."""
        if audience is None:
            return True
        return every(self._asked(audience))

    def _asked(self, audience: AppliesTo) -> Iterable[Flag]:
        unit_type, public = self.column(UNIT_TYPE), self.column(PUBLIC)
        if audience.unit_type is not None:
            yield unit_type is not None and _among(unit_type, audience.unit_type)
        if audience.not_unit_type is not None:
            yield unit_type is None or ~_among(unit_type, audience.not_unit_type)
        if audience.public is not None:
            yield public is not None and (public == audience.public).fill_null(value=False)


def _among(column: nw.Expr, names: tuple[str, ...]) -> nw.Expr:
    return column.is_in(names).fill_null(value=False)


def _figures(ruleset: Ruleset) -> Iterable[Decimal]:
    """Every figure of points in a ruleset."""
    if ruleset.scale:
        yield ruleset.scale.max
        yield ruleset.scale.step
    for criterion in ruleset.criteria:
        if criterion.max is not None:
            yield criterion.max
    for item in ruleset.every_item():
        yield from (level.points for level in item.own_levels if level.points is not None)
        if isinstance(item, Checklist):
            yield from (part.points for part in item.parts)
        if isinstance(item, Judged):
            yield item.max
    for rating in ruleset.ratings:
        for when in (rating.when, rating.disadvantaged.when if rating.disadvantaged else None):
            if when is None:
                continue
            if when.total:
                yield when.total.at_least
            yield from filter(None, (when.no_criterion_at, when.no_indicator_below))
