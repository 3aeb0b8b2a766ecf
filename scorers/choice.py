"""choice: the option that applies ("mức độ 2: 3 điểm; mức độ 1: 2 điểm").

A level names one option, or (`at_least`) an option and all that are better; the evidence
entry lists the options best first. While the choice is not known every option is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from assessment.model.columns import ALWAYS, UNKNOWN, Findings, Holds
from assessment.model.evidence import Evidence
from assessment.model.item import Choice, ChoiceLevel
from assessment.model.outcome import Finding, Next, Pick
from assessment.model.quantity import ZERO
from assessment.model.rows import Rows
from assessment.model.truth import Truth
from scorers import awards, columnwise


def score(item: Choice, evidence: Evidence) -> Finding:
    """Find the level of the option chosen; points in [0, max of the item]."""
    reading = evidence.readings.get(item.key)
    option = reading.value if reading and isinstance(reading.value, str) else None
    ranks = evidence.declared[item.key].option_ranks
    levels = awards.concerned(item.levels, evidence)
    if not levels:
        return awards.not_applicable(item)
    most = item.most
    seen = Pick(item.key, option)
    if item.key in evidence.rejected:
        return awards.rejected(item, most, levels, seen, item.key)
    tested = [(level, _holds(level, option, ranks)) for level in levels]
    return awards.finding(
        item,
        most,
        tested,
        seen=(seen,),
        used=(item.key,) if reading else (),
        missing=(item.key,),
        next_=None if option is None else _next(tested),
    )


def _holds(level: ChoiceLevel, option: str | None, ranks: Mapping[str, int]) -> Truth:
    if level.otherwise:
        return True
    if option is None:
        return None
    if level.option is not None:
        return option == level.option
    return ranks[option] <= ranks[level.at_least or option]


def _next(tested: list[tuple[ChoiceLevel, Truth]]) -> Next | None:
    """The level just above the one reached; the options are listed best first."""
    missed = [level for level, _ in takewhile(lambda test: not test[1], tested)]
    if not missed:
        return None
    above, rest = missed[-1], tested[len(missed) :]
    if above.points is None:
        return Next(above, None, None)
    reached = rest[0][0].points if rest else None
    return Next(above, above.points - (reached or ZERO), None)


# --- for every row of a table -----------------------------------------------------------


def columns(item: Choice, rows: Rows) -> Findings:
    """Find the level of the option chosen in each row."""
    levels = [(level, _chosen(level, item.key, rows)) for level in item.levels]
    tested = columnwise.tested(levels, rows)
    return columnwise.findings(item, tested, rows, missing={item.key: rows.absent(item.key)})


def _chosen(level: ChoiceLevel, key: str, rows: Rows) -> Holds:
    rank = rows.column(key)
    if level.otherwise:
        return ALWAYS
    if rank is None:
        return UNKNOWN
    ranks = rows.ruleset.evidence[key].option_ranks
    if level.option is not None:
        return Holds.of(rank == ranks[level.option])
    assert level.at_least is not None
    return Holds.of(rank <= ranks[level.at_least])
