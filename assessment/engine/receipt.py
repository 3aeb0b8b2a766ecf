"""The receipt (biên nhận): everything that a result came from, under one digest.

    {"format", "sha256", "sealed": {"ruleset", "dossier", "options", "result"},
     "beside": {"as_of", "engine_version", "cross_check"}}

The digest is the SHA-256 of `sealed` in canonical form (UTF-8 JSON, sorted keys, no white
space). Ruleset and dossier stand in it as they were written, scalars as text; the result
stands in it without words, so that a better sentence does not change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assessment import __version__
from assessment.engine.crosscheck import Verdict
from assessment.model.canonical import canonical
from assessment.model.digest import digest
from assessment.model.outcome import Assessment
from assessment.receipts import DOSSIER


def seal(assessment: Assessment, *, as_of: date, verdict: Verdict) -> dict[str, Any]:
    """The receipt of an assessment made on this day."""
    sealed = {
        "ruleset": assessment.ruleset.content,
        "dossier": assessment.dossier.content,
        "options": assessment.options._asdict(),
        "result": canonical(assessment),
    }
    return {
        "format": DOSSIER,
        "sha256": digest(sealed),
        "sealed": sealed,
        "beside": {
            "as_of": as_of.isoformat(),
            "engine_version": __version__,
            "cross_check": verdict,
        },
    }


def differences(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two results differ: the path, the old value, the new one."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            where = f"{path}.{key}" if path else str(key)
            yield from differences(before.get(key), after.get(key), where)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            name = old.get("id", index) if isinstance(old, Mapping) else index
            yield from differences(old, new, f"{path}[{name}]")
    elif before != after:
        yield path, before, after
