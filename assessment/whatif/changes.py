"""Changes written down, and made in a dossier."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from assessment.intake.read import dossier_from_content
from assessment.model.dossier import Dossier
from assessment.model.plan import Change, Value
from assessment.model.quantity import Ratio, plain

_SUPPOSED = "giả định"


def changed(dossier: Dossier, changes: Iterable[Change]) -> Dossier:
    """A dossier with these changes made, what stands behind the evidence kept.

    What the inspection found, or refused, is changed there; all else where it was claimed.
    """
    content: dict[str, Any] = copy.deepcopy(dict(dossier.content))
    for change in changes:
        section = "inspected" if change.key in dossier.inspected else "evidence"
        claims = content.setdefault(section, {}) or {}
        content[section] = claims
        was = claims.get(change.key)
        kept = {k: v for k, v in was.items() if k in _KEPT} if isinstance(was, dict) else {}
        claims[change.key] = {"documents": [_SUPPOSED], **kept, "value": text_of(change.after)}
    return dossier_from_content(content, dossier.place().file or "")


_KEPT = ("documents", "by", "note", "reason", "illustrative")


def text_of(value: Value) -> str:
    """A value as a dossier states it."""
    match value:
        case bool():
            return "true" if value else "false"
        case Ratio():
            return f"{plain(Decimal(value.part) * 100 / Decimal(value.whole))}%"
        case Decimal():
            return plain(value)
    return str(value)
