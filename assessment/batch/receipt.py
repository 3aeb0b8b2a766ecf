"""The receipt of a run: which rules, which table, which results, and how many.

    {"format", "sha256",
     "sealed": {"ruleset", "options", "columns", "table", "output", "others", "counts", "lost"},
     "beside": {"as_of", "engine_version"}}

It stands beside the output and is moved to its place last of all: where a receipt fits the
output, by its digest, everything that it speaks of had been written. A run that is killed
before leaves the receipt of an earlier run, whose digests tell that it is not of this output.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assessment import __version__
from assessment.batch.job import Came, Wanted
from assessment.errors import DossierError, Notice, Place
from assessment.model.digest import digest
from assessment.model.quantity import plain

FORMAT = "cdht-run/1"
MAX_BYTES = 16 * 1024 * 1024

_PARTS = ("ruleset", "options", "columns", "table", "output", "counts")


def receipt_of(out: Path) -> Path:
    """Where the receipt of an output stands when nobody says otherwise."""
    return out.with_name(f"{out.stem}.bien-nhan.json")


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
        "table": told(table),
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
    }
    return {
        "format": FORMAT,
        "sha256": digest(sealed),
        "sealed": sealed,
        "beside": {"as_of": wanted.today.isoformat(), "engine_version": __version__},
    }


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


def read_receipt(path: Path) -> dict[str, Any]:
    """The receipt of a run.

    Raises:
        DossierError: `file.*`; `receipt.not_a_receipt`: it is none of a run;
            `receipt.tampered`: what it seals is not what its digest says.

    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise DossierError(Notice("file.too_large", Place(str(path)), {"limit": MAX_BYTES}))
        receipt = json.loads(data.decode("utf-8"))
    except FileNotFoundError:
        raise DossierError(Notice("file.not_found", Place(str(path)))) from None
    except (OSError, ValueError, RecursionError):
        raise DossierError(Notice("receipt.not_a_receipt", Place(str(path)))) from None
    if not _is_receipt(receipt):
        raise DossierError(Notice("receipt.not_a_receipt", Place(str(path))))
    stated, found = str(receipt["sha256"]), digest(receipt["sealed"])
    if found != stated:
        params = {"stated": stated, "found": found}
        raise DossierError(Notice("receipt.tampered", Place(str(path)), params))
    return dict(receipt)


def _is_receipt(receipt: Any) -> bool:
    if not isinstance(receipt, dict) or receipt.get("format") != FORMAT:
        return False
    sealed = receipt.get("sealed")
    if not isinstance(sealed, dict) or "sha256" not in receipt:
        return False
    if not all(isinstance(sealed.get(name), dict) for name in _PARTS):
        return False
    told = (sealed["table"], sealed["output"])
    return all({"file", "sha256"} <= each.keys() for each in told)
