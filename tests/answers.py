"""Every result of a row of a table, held against the same row as a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from assessment.batch.results import RESULTS, plainly
from assessment.engine.assess import Missing, assess
from assessment.errors import DossierError
from assessment.model.outcome import Assessment, Condition
from assessment.model.ruleset import Ruleset
from tests.tables import Row, dossier_of_row

Expected = dict[str, Any] | set[str]
"""Results by their names, lists as sets; or the codes of what is wrong."""

_LISTS = ("missing", "blocked_by", "reason")


def table(rows: Sequence[Row]) -> pl.DataFrame:
    """The rows as text, numbered by `id`."""
    return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String)).with_row_index("id")


def expected(ruleset: Ruleset, row: Row, missing: Missing) -> Expected:
    """What the dossier engine makes of a row; or the codes of what is wrong with it."""
    try:
        found = assess(ruleset, dossier_of_row(ruleset, row), missing=missing)
    except DossierError as error:
        return {notice.code for notice in error.notices}
    points = found.score.points
    failing = list(_failing(found))
    reasons = {plainly(c.kind, c.figure, id_) for c in failing for id_ in c.decisive or ("",)}
    if found.score.determination.recognised is None:
        reasons.add(plainly("missing", None, ""))
    return {
        "total": points.low if points and points.exact else None,
        "low": points.low if points else None,
        "high": points.high if points else None,
        "recognised": found.score.determination.recognised,
        "rating": found.rating.id if found.rating else None,
        "missing": set(found.missing),
        "blocked_by": {id_ for c in failing for id_ in c.decisive},
        "reason": reasons,
    }


def _failing(found: Assessment) -> Iterator[Condition]:
    """What surely bars the lowest title."""
    determination = found.score.determination
    if determination.recognised is not True:
        lowest = [test for test in determination.tests if not test.rating.otherwise][-1]
        yield from (each for each in lowest.conditions if each.truth is False)


def rows_of(certified: pl.DataFrame) -> list[dict[str, Any]]:
    """The results of each row."""
    return certified.select(RESULTS).to_dicts()


def assert_equal(
    rows: Sequence[Row], expected: Sequence[Expected], found: Sequence[dict[str, Any]]
) -> None:
    """Each row's results are what its dossier comes to.

    Args:
        found: of a table whose reasons are said plainly.

    """
    for row, asked, got in zip(rows, expected, found, strict=True):
        if isinstance(asked, dict):
            for name in _LISTS:
                said = _parts(got[name])
                assert len(said) == len(set(said)), (row, name, said)
            assert {**got, **{name: set(_parts(got[name])) for name in _LISTS}} == asked, row
            continue
        codes = {part.partition(": ")[2] for part in _parts(got["reason"])}
        if any(code.startswith("shape.") for code in asked):  # a dossier says no more than these
            assert asked <= codes, row
        else:
            assert asked == codes, row
        assert all(got[name] is None for name in RESULTS if name != "reason"), row


def _parts(text: str | None) -> list[str]:
    return text.split(", ") if text else []
