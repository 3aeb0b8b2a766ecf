"""The receipt of a run: which rules, which table, which results, and how many.

    {"format", "sha256",
     "sealed": {"ruleset", "options", "columns", "table", "output", "others", "counts", "lost",
                "period", "noticed"},
     "beside": {"as_of", "engine_version"}}

`period` stands there where one was given, `noticed` where something was: what a reader of the
results should know of the table, of which a workbook's `table` also tells the sheets not read.

It stands beside the output and is moved to its place last of all: where a receipt fits the
output, by its digest, everything that it speaks of had been written. A run that is killed
before leaves the receipt of an earlier run, whose digests tell that it is not of this output.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assessment import __version__
from assessment.batch.job import Came, Wanted
from assessment.model.digest import digest
from assessment.model.quantity import plain
from assessment.receipts import RUN


def receipt_of(out: Path) -> Path:
    """Where the receipt of an output stands when nobody says otherwise."""
    return out.with_name(f"{out.stem}.bien-nhan.json")


def draft_of(receipt: Path) -> Path:
    """Where a receipt is written before it is moved to its place."""
    return receipt.with_name(f".{receipt.name}.part")


def seal(
    wanted: Wanted, came: Came, table: Path, output: Path, others: Iterable[Path]
) -> dict[str, Any]:
    """What a run came to, under one digest; the day and the program stand beside it.

    Args:
        output: the results as they were written, under the name that they will have.
        others: what was written to stand beside them.

    """
    counted = came.summary.counted
    sealed = {
        "ruleset": wanted.ruleset.content,
        "options": wanted.options,
        "columns": dict(came.matched.columns),
        "table": {**told(table), **_sheets(came)},
        "output": told(output),
        "others": [told(file) for file in others],
        "counts": {
            "rows": str(counted.rows),
            "recognised": str(counted.recognised),
            "undecided": str(counted.undecided),
            "aside": str(came.aside),
            **({"near": str(came.near.rows)} if came.near else {}),
        },
        "lost": {id_: plain(points) for id_, points in came.summary.lost},
        **period_of(wanted),
        **_noticed(came),
    }
    return {
        "format": RUN,
        "sha256": digest(sealed),
        "sealed": sealed,
        "beside": {"as_of": wanted.today.isoformat(), "engine_version": __version__},
    }


def period_of(wanted: Wanted) -> dict[str, Any]:
    """The period of a table, as a receipt tells it; nothing where none was given."""
    if wanted.period is None:
        return {}
    first, last = (day.isoformat() for day in wanted.period)
    return {"period": {"from": first, "to": last}}


def _sheets(came: Came) -> dict[str, Any]:
    return {"sheet": came.sheet, "unread": list(came.unread)} if came.unread else {}


def _noticed(came: Came) -> dict[str, Any]:
    """Headers that look like fields; rows set aside, passed over and left open, by why; blanks.

    And the columns in which the table claims something else.
    """
    found: dict[str, dict[str, Any]] = {
        "near": dict(came.matched.near),
        "slips": {code: str(count) for code, count in came.slips.items()},
        "passed_over": {code: str(passed.rows) for code, passed in came.passed.items()},
        "missing": {key: str(rows) for key, rows in came.summary.missing},
        "blank": {name: str(rows) for name, rows in came.summary.blank},
        "differing": {
            each.column: {"rows": str(each.rows), "first": ", ".join(each.first)}
            for each in came.differing
        },
    }
    noticed = {name: each for name, each in found.items() if each}
    return {"noticed": noticed} if noticed else {}


def told(file: Path) -> dict[str, str]:
    """A file by its name and digest, as a receipt tells it."""
    return {"file": file.name, "sha256": file_digest(file)}


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; of a folder that of its list of Parquet files.

    The list has a line for each, by name: its own digest, two spaces, its name, as `sha256sum`
    prints them.
    """
    if path.is_dir():
        files = sorted(path.glob("*.parquet"))
        lines = "".join(f"{file_digest(file)}  {file.name}\n" for file in files)
        return hashlib.sha256(lines.encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
