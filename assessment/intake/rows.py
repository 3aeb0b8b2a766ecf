"""A row of a table as a dossier: its columns are keys of evidence and ids of items."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessment.intake.read import dossier_from_content
from assessment.model.dossier import Dossier
from assessment.model.quantity import plain
from assessment.model.ruleset import Ruleset

Row = Mapping[str, object]
"""A row by its columns: `id`, what describes the subject, evidence keys or the ids of items,
`applies.A1` of what may not apply; None: not shown. Other columns are passed over."""

_APPLIES = "applies."
_ABOUT = ("name", "province", "district", "area", "level", "unit_type", "public")


def dossier_of_row(ruleset: Ruleset, row: Row, file: str = "") -> Dossier:
    """The dossier that says what a row does.

    Raises:
        DossierError: every `shape.*` problem.

    """
    shown = {name: text for name, value in row.items() if (text := text_of(value)) is not None}
    evidence = {*ruleset.evidence, *ruleset.keyed_by_id}
    return dossier_from_content(
        {
            "subject": {"kind": ruleset.subject.value, "name": "-"}
            | {name: text for name, text in shown.items() if name in _ABOUT},
            "evidence": {name: text for name, text in shown.items() if name in evidence},
            "applies": {
                name.removeprefix(_APPLIES): text
                for name, text in shown.items()
                if name.startswith(_APPLIES)
            },
        },
        file,
    )


def text_of(value: Any) -> str | None:
    """A value as a dossier writes it; None: there is none."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case float() if math.isnan(value):
            return None
        case float() if math.isfinite(value):
            return plain(Decimal(float.__repr__(value)))
        case Decimal():
            return plain(value)
    return str(value)
