"""The receipt of a run: which rules, which table, which results, and how many."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from assessment import __version__
from assessment.batch.run import Ran, Wanted
from assessment.model.digest import digest
from assessment.model.quantity import plain

FORMAT = "cdht-run/1"


def seal(wanted: Wanted, ran: Ran, table: Path, out: Path, *, as_of: date) -> dict[str, Any]:
    """What a run came to, under one digest; the day and the program stand beside it."""
    counted = ran.summary.counted
    sealed = {
        "ruleset": wanted.ruleset.content,
        "options": {"missing": wanted.missing},
        "table": {"file": table.name, "sha256": ran.digests[0]},
        "output": {"file": out.name, "sha256": ran.digests[1]},
        "counts": {
            "rows": str(counted.rows),
            "recognised": str(counted.recognised),
            "undecided": str(counted.undecided),
            "aside": str(ran.aside),
        },
        "lost": {id_: plain(points) for id_, points in ran.summary.lost},
    }
    return {
        "format": FORMAT,
        "sha256": digest(sealed),
        "sealed": sealed,
        "beside": {"as_of": as_of.isoformat(), "engine_version": __version__},
    }
