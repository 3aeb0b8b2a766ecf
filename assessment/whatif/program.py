"""Integer programs: binary choices, linear sums, solved to the proven optimum by HiGHS."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from assessment.errors import DisagreementError, Notice, Place

_TOLERANCE = 1e-6


class Sum(NamedTuple):
    """A constant and so many times each of some columns."""

    constant: int = 0
    terms: Mapping[int, int] = {}

    def __add__(self, other: object) -> Sum:
        assert isinstance(other, Sum)
        terms = dict(self.terms)
        for column, times in other.terms.items():
            terms[column] = terms.get(column, 0) + times
        return Sum(self.constant + other.constant, terms)

    def times(self, factor: int) -> Sum:
        return Sum(self.constant * factor, {c: t * factor for c, t in self.terms.items()})

    def at(self, values: Mapping[int, int]) -> int:
        """What it comes to."""
        return self.constant + sum(times * values[c] for c, times in self.terms.items())


def total(sums: Iterable[Sum]) -> Sum:
    """All of them together."""
    constant, terms = 0, dict[int, int]()
    for one in sums:
        constant += one.constant
        for column, times in one.terms.items():
            terms[column] = terms.get(column, 0) + times
    return Sum(constant, terms)


class Solution(NamedTuple):
    """`values` of the columns; `bound`: the objective is nowhere less than this, proved."""

    values: Mapping[int, int]
    objective: int
    bound: int


class Row(NamedTuple):
    low: float
    high: float
    terms: Mapping[int, int]

    def holds(self, values: Mapping[int, int]) -> bool:
        return self.low <= sum(times * values[c] for c, times in self.terms.items()) <= self.high


@dataclass
class Program:
    """Columns that are 0 or 1, and rows that bind them. A copy may be bound further."""

    columns: int = 0
    rows: list[Row] = field(default_factory=list)
    free: set[int] = field(default_factory=set)

    def column(self, *, integral: bool = True) -> int:
        """A new column; not integral: its rows make it 0 or 1 where the others are."""
        if not integral:
            self.free.add(self.columns)
        self.columns += 1
        return self.columns - 1

    def copy(self) -> Program:
        return Program(self.columns, list(self.rows), set(self.free))

    def at_least(self, one: Sum, bound: int) -> None:
        self.rows.append(Row(bound - one.constant, math.inf, one.terms))

    def at_most(self, one: Sum, bound: int) -> None:
        self.rows.append(Row(-math.inf, bound - one.constant, one.terms))

    def equal(self, one: Sum, other: Sum) -> None:
        apart = one + other.times(-1)
        self.rows.append(Row(-apart.constant, -apart.constant, apart.terms))

    def minimise(self, objective: Sum) -> Solution | None:
        """The least that the objective can be; None: nothing satisfies all rows.

        Raises:
            DisagreementError: `plan.not_solved`: the solver proved neither, or broke a row.

        """
        if any(not row.terms and not row.low <= 0 <= row.high for row in self.rows):
            return None
        if not self.columns:
            return Solution({}, objective.constant, objective.constant)
        return self._solved(objective)

    def _solved(self, objective: Sum) -> Solution | None:
        import highspy  # noqa: PLC0415 - only planning needs a solver

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, len(self.rows)
        lp.col_cost_ = [float(objective.terms.get(c, 0)) for c in range(self.columns)]
        lp.col_lower_, lp.col_upper_ = [0.0] * self.columns, [1.0] * self.columns
        lp.row_lower_ = [row.low for row in self.rows]
        lp.row_upper_ = [row.high for row in self.rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = [0, *accumulate(len(row.terms) for row in self.rows)]
        lp.a_matrix_.index_ = [column for row in self.rows for column in row.terms]
        lp.a_matrix_.value_ = [float(times) for row in self.rows for times in row.terms.values()]
        kinds = highspy.HighsVarType
        lp.integrality_ = [
            kinds.kContinuous if c in self.free else kinds.kInteger for c in range(self.columns)
        ]
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        for name, value in _OPTIONS.items():
            solver.setOptionValue(name, value)
        solver.passModel(lp)
        solver.run()
        status, known = solver.getModelStatus(), highspy.HighsModelStatus
        if status in (known.kInfeasible, known.kUnboundedOrInfeasible):  # no column is unbounded
            return None
        values = {c: round(x) for c, x in enumerate(solver.getSolution().col_value)}
        if status != known.kOptimal or not all(row.holds(values) for row in self.rows):
            raise DisagreementError(Notice("plan.not_solved", Place()))
        bound = solver.getInfo().mip_dual_bound + objective.constant
        return Solution(values, objective.at(values), math.ceil(bound - _TOLERANCE))


_OPTIONS = {"mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "threads": 1, "random_seed": 0}
