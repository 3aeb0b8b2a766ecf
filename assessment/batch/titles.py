"""The rows of a table that have a title for sure, and where the papers of them go."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import cast

import narwhals as nw
import polars as pl

from assessment.batch.certify import Certified
from assessment.batch.headers import BESIDE, REGISTERED, Matched
from assessment.batch.source import ROW
from assessment.errors import Notice, Place, UsageError
from assessment.model.titlepapers import CERTIFICATE, LIST, TITLE_PAPERS, Titled

MOST = 20_000
"""Rows with a title of which papers are made: a list of 500 pages."""

AT_ONCE = 5_000
"""Certificates of one document, which Word still opens in a moment."""

_ABOUT = tuple(name for name in BESIDE if name != REGISTERED)


def titles(certified: Certified, matched: Matched) -> list[Titled]:
    """The rows that have a title for sure, in the order of the table; at most one above `MOST`."""
    about = {name: matched.columns[name] for name in _ABOUT if name in matched.columns}
    named = {f"#{name}": nw.col(column).cast(nw.String) for name, column in about.items()}
    given = certified.good.filter(nw.col("recognised").fill_null(value=False))
    kept = given.select(ROW, "low", "high", "rating", "missing", **named).to_native()
    frame = cast("pl.LazyFrame", kept).head(MOST + 1).collect(engine="streaming").sort(ROW)
    return [
        Titled(
            {name: row[f"#{name}"] for name in about},
            _points(row["low"]),
            _points(row["high"]),
            row["rating"],
            row["missing"],
        )
        for row in frame.iter_rows(named=True)
    ]


def refuse_too_many(recognised: int, table: Path) -> None:
    """Nobody can open papers of any length.

    Raises:
        UsageError: `titles.too_many`.

    """
    if recognised > MOST:
        params = {"rows": recognised, "most": MOST}
        raise UsageError(Notice("titles.too_many", Place(str(table)), params))


def paper_of(out: Path, name: str, number: int = 1) -> Path:
    """A paper beside the output; from the second on numbered."""
    more = f"-{number}" if number > 1 else ""
    return out.with_name(f"{out.stem}.{name}{more}.docx")


def papers_of(out: Path, names: Sequence[str] = TITLE_PAPERS) -> tuple[Path, ...]:
    """Every paper of these names that may stand beside the output."""
    most = {LIST: 1, CERTIFICATE: -(-MOST // AT_ONCE)}
    return tuple(
        paper_of(out, name, number) for name in names for number in range(1, most[name] + 1)
    )


def _points(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)
