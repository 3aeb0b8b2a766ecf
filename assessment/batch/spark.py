"""A table certified by Spark, from Parquet to Parquet: read and written by its workers.

    files -> numbered rows -> plan -> every column that was reckoned -> the results

Workers write all that was reckoned, once; of that they write the results, and the rest of a
run (rows set aside, counts) is looked up in it here, as after any other run. Table and output
stand where every worker finds them under the same path: on one machine, or in a folder that
all of them share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from assessment.batch.certify import Certified, plan
from assessment.batch.headers import ID, Matched
from assessment.batch.job import Wanted
from assessment.batch.results import RESULTS
from assessment.batch.session import session_on
from assessment.batch.source import AT, FLAW, ROW, SAID, Source, parquet_files
from assessment.batch.table import id_slips, slips_beside

PARQUET = ".parquet"

_TASK = str(1 << 20)
"""Bytes of a file that are one task: rows that follow each other, on whatever cluster, and so
few that a worker that is lost takes little with it.
"""

_GLOB = str.maketrans({mark: f"\\{mark}" for mark in "\\*?[]{}"})


class OnSpark:
    """Reckons a table on a master."""

    def __init__(self, master: str) -> None:
        self._master = master

    def __call__(
        self, wanted: Wanted, source: Source, matched: Matched, results: Path
    ) -> Certified:
        """Write the results of a table; gives what was reckoned on the way, for Polars to read.

        Raises:
            UsageError: a `spark.*` notice; a column of the table cannot be used.

        """
        names = source.columns
        here = {name: str(number) for number, name in enumerate(names)}
        numbered = Matched({field: here[name] for field, name in matched.columns.items()}, ())
        reckoned = results.with_name("reckoned")
        with session_on(self._master) as session:
            certified = _planned(wanted, _rows(session, source), numbered)
            certified.table.to_native().write.parquet(_uri(reckoned))
            table: nw.LazyFrame[Any] = nw.from_native(session.read.parquet(_read(reckoned)))
            good = replace(certified, table=table).good.select(*here.values(), *RESULTS)
            good.to_native().toDF(*names, *RESULTS).write.parquet(_uri(results))
        _only_parts(results)
        columns = dict(zip(here.values(), names, strict=True))
        found = _scan(_in_order(reckoned)).rename(columns)
        return replace(certified, table=nw.from_native(found), own=names)


def _rows(session: Any, source: Source) -> Any:
    """The table with the number of each row; nothing is wrong with a row as a whole.

    Spark takes a dot in a name for a part of a column: columns have numbers meanwhile.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415 - the extra is not always installed

    for name in ("maxPartitionBytes", "openCostInBytes"):
        session.conf.set(f"spark.sql.files.{name}", _TASK)
    files = parquet_files(source.path)
    encoded = f.replace(f.col("_metadata.file_name"), f.lit("+"), f.lit("%2B"))
    first = _first_rows(files, f.url_decode(encoded))
    nothing = [f.lit(None).cast("string") for _ in (FLAW, AT, SAID)]
    read = session.read.parquet(*map(_read, files))
    own = [f.col(f"`{name}`") for name in source.columns]
    rows = read.select(*own, first + f.col("_metadata.row_index"), *nothing)
    return rows.toDF(*map(str, range(len(own))), ROW, FLAW, AT, SAID)


def _planned(wanted: Wanted, frame: Any, matched: Matched) -> Certified:
    id_ = matched.columns.get(ID)
    beside = list(id_slips(id_, _repeated(frame, id_))) if id_ else []
    beside += slips_beside(wanted.ruleset, nw.from_native(frame), matched)
    return plan(
        wanted.ruleset,
        nw.from_native(frame),
        matched.fields,
        missing=wanted.missing,
        why=wanted.why,
        beside=tuple(beside),
    )


def _repeated(frame: Any, column: str) -> list[str]:
    """The ids, without white space at their ends, that stand in more than one row."""
    table: nw.LazyFrame[Any] = nw.from_native(frame)
    ids = table.select(id_=nw.col(column).cast(nw.String).str.strip_chars())
    counted = ids.drop_nulls().group_by("id_").agg(nw.len().alias("rows"))
    found: list[str] = counted.filter(nw.col("rows") > 1).collect("pyarrow")["id_"].to_list()
    return sorted(found)


def _first_rows(files: Sequence[Path], name: Any) -> Any:
    """The number of the first row of each file, by the name of the file; 1 of the first."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    rows = [_scan(file).select(pl.len()).collect().item() for file in files]
    first = f.lit(1)
    for file, number in zip(files[1:], accumulate(rows), strict=False):
        first = f.when(name == file.name, f.lit(number + 1)).otherwise(first)
    return first


def _scan(files: Path | list[Path]) -> pl.LazyFrame:
    return pl.scan_parquet(files, glob=False)


def _uri(path: Path) -> str:
    """A path as Spark writes it: in the folders of the machines."""
    return f"file://{path.resolve()}"


def _read(path: Path) -> str:
    """A path as Spark reads it, where marks in it would be a pattern."""
    return _uri(path).translate(_GLOB)


def _in_order(folder: Path) -> list[Path]:
    """The parts of a table by their first rows: Spark takes the largest first."""
    parts: Mapping[Path, int] = {
        part: _scan(part).select(pl.col(ROW).min()).collect().item() or 0
        for part in sorted(folder.glob("part-*"))
    }
    return sorted(parts, key=lambda part: parts[part])


def _only_parts(folder: Path) -> None:
    """Leave what holds rows, in names that do not change from run to run."""
    for other in folder.iterdir():
        if other.suffix != PARQUET:
            other.unlink()
    for number, part in enumerate(sorted(folder.iterdir())):
        part.rename(folder / f"{number:05}{PARQUET}")
