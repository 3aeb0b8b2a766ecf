"""Results in: certified tables with their run receipts, receipts of dossiers, folders of both.

Every table becomes one plan over the same columns: `id`, `recognised`, `rating`, and of the
groups, `registered` and `role` those that it has. Nothing is taken that does not fit its receipt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from assessment.batch.headers import ID, NAME, ROLE, UNIT
from assessment.batch.receipt import file_digest, receipt_of
from assessment.batch.source import WORKBOOK
from assessment.batch.write import unmarked_column
from assessment.celltext import as_text
from assessment.errors import DisagreementError, Notice, Place, RulesetError, TableError
from assessment.finding import Found, files_of
from assessment.model.outcome import Assessment
from assessment.model.register import Span
from assessment.receipts import ROLLUP, RUN, Receipt, read_receipt
from assessment.replay import replay
from assessment.rollup.apart import of_latest_years, refuse_same
from assessment.rollup.results import PLACES, RATING, RECOGNISED, REGISTERED, Results
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.load import ruleset_from_content
from assessment.spreadsheets import read_rows

_FIELDS = (ID, NAME, UNIT, *(place.value for place in PLACES), REGISTERED, ROLE)
_TABLES = frozenset({".csv", ".xlsx", ".parquet"})


def read_results(paths: Sequence[Path], catalog: Catalog) -> list[Results]:
    """The results in files, folders and patterns, each once, however many copies it has.

    Where results of one kind are of several years, and a title holds for longer than a year, only
    those of the latest are returned, and with them the others (`Results.earlier`).

    Raises:
        TableError: `rollup.*`, `file.*`: a file is no result, or does not fit its receipt.
        DisagreementError: a dossier's receipt does not come out again.

    """
    tables = [Found(path, named=True) for path in paths if _is_in_parts(path)]
    files, empty = files_of([path for path in paths if not _is_in_parts(path)], {".json"})
    if empty:
        raise TableError(Notice("rollup.nothing_found", Place(str(empty[0]))))
    found: dict[Path | str, Results] = {}
    for path, named in (*tables, *files):
        receipt = _receipt(path, named=named)
        if receipt is None:
            continue
        one = receipt.sha256 if receipt.whole else receipt.path.resolve()
        if one not in found:
            table = path if path.suffix.lower() in _TABLES else _named(receipt)
            found[one] = _results(receipt, table, catalog)
    if not found:
        raise TableError(Notice("rollup.nothing_found", Place(str(paths[0]))))
    results = of_latest_years(list(found.values()))
    refuse_same(results)
    return results


# --- which files -----------------------------------------------------------------------


def _is_in_parts(path: Path) -> bool:
    """Whether it is a table that a cluster wrote: a folder of Parquet files."""
    return path.is_dir() and path.suffix.lower() == ".parquet"


def _receipt(path: Path, *, named: bool) -> Receipt | None:
    """The receipt in a file, or beside a table; None for what only lies in a folder."""
    if path.suffix.lower() in _TABLES:
        return _beside(path)
    receipt = read_receipt(path)
    if receipt is not None and receipt.format != ROLLUP:
        return receipt
    if named:
        raise TableError(Notice("rollup.not_results", Place(str(path))))
    return None


def _named(receipt: Receipt) -> Path:
    return receipt.file("output")[0] if receipt.format == RUN else receipt.path


def _beside(table: Path) -> Receipt:
    """The run receipt beside a table."""
    if not table.exists():
        raise TableError(Notice("file.not_found", Place(str(table))))
    path = receipt_of(table)
    receipt = read_receipt(path) if path.exists() else None
    if receipt is not None and receipt.format == ROLLUP:
        params = {"table": str(table), "ruleset": _rules(receipt)}
        raise TableError(Notice("rollup.not_certified", Place(str(table)), params))
    if receipt is None or receipt.format != RUN:
        raise TableError(Notice("rollup.no_receipt", Place(str(table)), {"receipt": str(path)}))
    return receipt


def _rules(receipt: Receipt) -> str:
    told = receipt.sealed["ruleset"]
    return str(told.get("id", "ID")) if isinstance(told, dict) else "ID"


# --- what they hold --------------------------------------------------------------------


def _results(receipt: Receipt, path: Path, catalog: Catalog) -> Results:
    return table_of(receipt, path) if receipt.format == RUN else _dossier(receipt, catalog)


def table_of(receipt: Receipt, path: Path) -> Results:
    """A certified table, which is as it was when it was certified."""
    place = Place(str(path))
    params = {"receipt": str(receipt.path)}
    if not receipt.whole:
        raise TableError(Notice("rollup.receipt_changed", Place(str(receipt.path))))
    if not path.exists():
        gone = Place(str(receipt.path))
        raise TableError(Notice("rollup.orphan_receipt", gone, {"table": path.name}))
    if file_digest(path) != receipt.file("output")[1]:
        raise TableError(Notice("rollup.table_changed", place, params))
    try:
        ruleset = ruleset_from_content(receipt.sealed["ruleset"], f"{receipt.path} (ruleset)")
        aside = int(receipt.sealed["counts"]["aside"])
        columns: Mapping[str, str] = receipt.sealed["columns"]
        named = {field: columns[field] for field in _FIELDS if field in columns}
        called = as_text if path.suffix.lower() == ".csv" else str
        frame = _texts(path).select(
            **{field: pl.col(called(header)).cast(pl.String) for field, header in named.items()},
            recognised=_flag(RECOGNISED),
            rating=pl.col(RATING).cast(pl.String),
        )
        frame.collect_schema()
    except (KeyError, TypeError, ValueError, RulesetError, pl.exceptions.PolarsError):
        raise TableError(Notice("rollup.receipt_changed", Place(str(receipt.path)))) from None
    if ID not in named:
        raise TableError(Notice("rollup.no_column", place, {"field": ID}))
    return Results(
        path,
        receipt.path,
        receipt.sha256,
        ruleset,
        frame,
        frozenset(named),
        aside,
        run=receipt,
        period=_period(receipt),
    )


def _period(receipt: Receipt) -> Span | None:
    """Of what time the table is, where that was said."""
    told: Any = receipt.sealed.get("period")
    try:
        return Span(date.fromisoformat(told["from"]), date.fromisoformat(told["to"]))
    except (KeyError, TypeError, ValueError):
        return None


def _texts(path: Path) -> pl.LazyFrame:
    match path.suffix.lower():
        case ".parquet" if path.is_dir():
            return pl.scan_parquet(sorted(path.glob("*.parquet")), glob=False)
        case ".parquet":
            return pl.scan_parquet(path, glob=False)
        case ".csv":
            return pl.scan_csv(path, infer_schema=False, glob=False).with_columns(
                unmarked_column(pl.all())
            )
    header, *rows = (row.cells for row in read_rows(path, TableError, WORKBOOK))
    cells = [[cell or None for cell in row] + [None] * (len(header) - len(row)) for row in rows]
    schema = dict.fromkeys(header, pl.String)
    return pl.LazyFrame(cells, schema=schema, orient="row")


def _flag(column: str) -> pl.Expr:
    text = pl.col(column).cast(pl.String).str.to_lowercase()
    return pl.when(text.is_null()).then(None).otherwise(text.is_in(["true", "có"]))


def _dossier(receipt: Receipt, catalog: Catalog) -> Results:
    """The result that a dossier's receipt seals, which comes out again."""
    found = replay(receipt.path, catalog)
    if found.assessment is None or found.disagreements:
        raise DisagreementError(*found.disagreements)
    return dossier_of(receipt, found.assessment)


def dossier_of(receipt: Receipt, assessment: Assessment) -> Results:
    """The result of one dossier.

    Args:
        assessment: what its receipt comes to.

    """
    subject, determined = assessment.dossier.subject, assessment.score.determination
    district, province = subject.district, subject.province
    row: dict[str, Any] = {
        ID: ", ".join(part for part in (subject.name, district, province) if part),
        NAME: subject.name,
        **({"district": district} if district else {}),
        **({"province": province} if province else {}),
        RECOGNISED: determined.recognised,
        RATING: assessment.rating.id if assessment.rating else None,
    }
    schema = {name: pl.Boolean if name == RECOGNISED else pl.String for name in row}
    return Results(
        receipt.path,
        receipt.path,
        receipt.sha256,
        assessment.ruleset,
        pl.LazyFrame([row], schema=schema),
        frozenset(row) & frozenset(_FIELDS),
        assessment=assessment,
        period=Span(period.from_, period.to) if (period := assessment.dossier.period) else None,
    )
