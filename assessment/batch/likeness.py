"""Whose table it may be of which the rules that were asked for know no column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from pathlib import Path

from assessment.batch.fields import fields
from assessment.batch.headers import field_reader
from assessment.batch.heading import WITHIN, FieldOf, known
from assessment.batch.source import first_rows
from assessment.model.ruleset import Ruleset

_FEWEST = 3
"""Columns that must be known before a table is said to be of some rules."""

_MOST = 3
_NEARLY = Fraction(9, 10)


def alike(
    table: Path, rulesets: Iterable[Ruleset], called: Mapping[str, Sequence[str]]
) -> tuple[Ruleset, ...]:
    """The rulesets to whose names the header of a table is clearly most like; often none.

    Args:
        called: what people call `id`, `area` and the like.

    Raises:
        TableError: the file cannot be read.

    """
    found = []
    for ruleset in rulesets:
        field_of = _without_numbers(field_reader(ruleset, called))
        rows = islice(first_rows(table, field_of), WITHIN)
        count = max((known(cells, field_of) for cells in rows), default=0)
        if count >= _FEWEST:
            found.append((count, Fraction(count, len(fields(ruleset))), ruleset))
    best = sorted(found, key=lambda each: (-each[0], -each[1]))
    like = [
        ruleset
        for count, share, ruleset in best
        if count >= best[0][0] * _NEARLY and share * 2 >= best[0][1]
    ]
    return tuple(like) if len(like) <= _MOST else ()


def _without_numbers(field_of: FieldOf) -> Callable[[str], str | None]:
    """Columns that are only numbered say nothing, though some rules number their items."""
    return lambda header: None if header.strip(" .()").isdecimal() else field_of(header)
