"""What a table says itself of totals and titles, beside what it comes to: told, never used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

import polars as pl

from assessment.batch.certify import Certified
from assessment.batch.headers import Matched, folded
from assessment.batch.source import ROW, Source
from assessment.model.ruleset import Ruleset

TOTAL, TITLE = "own_total", "own_title"
"""What a column of the table's own may claim: points in all, or a title, a rating, yes or no."""

_YES = ("đạt", "có", "x", "true", "công nhận", "được công nhận", "đủ điều kiện")
_NO = ("không đạt", "chưa đạt", "không", "false", "không công nhận", "chưa công nhận")
_CLASS = "loại "
_POINTS = pl.Decimal(24, 6)
_NUMBER = r"^([0-9]{1,6}(?:[.,][0-9]{1,6})?)(?: ?(?:điểm|đ))?$"
_FIRST = 5


class Differing(NamedTuple):
    """Rows in which a column claims what is not so. `first`: where the first of them stand."""

    column: str
    rows: int
    first: tuple[str, ...]


def differing(
    certified: Certified,
    source: Source,
    matched: Matched,
    ruleset: Ruleset,
    called: Mapping[str, Sequence[str]],
) -> tuple[Differing, ...]:
    """The columns that claim something else, and in which rows; what cannot be read claims nothing.

    Args:
        called: the names of columns of `TOTAL` and `TITLE`; one that several have is passed over.

    """
    claims = dict(_claims(source.columns, matched, ruleset, called))
    if not claims:
        return ()
    good = cast("pl.LazyFrame", certified.good.to_native())
    flags = [flag.fill_null(value=False).alias(column) for column, flag in claims.items()]
    frame = good.select(ROW, *flags)
    counted = frame.select(pl.col(claims).sum()).collect(engine="streaming").row(0, named=True)
    return tuple(
        Differing(column, rows, tuple(_first(frame, source, column)))
        for column, rows in counted.items()
        if rows
    )


def _first(frame: pl.LazyFrame, source: Source, column: str) -> Iterator[str]:
    rows = frame.filter(pl.col(column)).select(ROW).head(_FIRST).collect(engine="streaming")
    for row in rows[ROW]:
        yield f"{source.letters.get(column, '')}{row}"


def _claims(
    columns: Sequence[str],
    matched: Matched,
    ruleset: Ruleset,
    called: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, pl.Expr]]:
    """Each column that claims something, and where that is not so."""
    fields = set(matched.columns.values())
    for kind, names in called.items():
        plain = {folded(name) for name in names}
        found = [each for each in columns if folded(each) in plain and each not in fields]
        if len(found) != 1 or (kind == TOTAL and not ruleset.in_points):
            continue
        said = pl.col(found[0]).cast(pl.String).str.normalize("NFC").str.to_lowercase()
        said = said.str.replace_all(r"\s+", " ").str.strip_chars(" .;")
        yield found[0], _other_points(said) if kind == TOTAL else _other_title(said, ruleset)


def _other_points(said: pl.Expr) -> pl.Expr:
    points = said.str.extract(_NUMBER).str.replace(",", ".", literal=True).cast(_POINTS)
    low, high = (pl.col(name).cast(_POINTS) for name in ("low", "high"))
    return (points < low) | (points > high)


def _other_title(said: pl.Expr, ruleset: Ruleset) -> pl.Expr:
    recognised, rating = pl.col("recognised"), pl.col("rating")
    wrong = (said.is_in(_YES) & ~recognised) | (said.is_in(_NO) & recognised)
    for each in ruleset.ratings:
        title = folded(each.title)
        names = {folded(each.id), title, title.removeprefix(_CLASS)} - {*_YES, *_NO}
        wrong |= said.is_in(sorted(names)) & (rating != each.id)
    return wrong
