"""Values as dossiers and tables state them, and whether two say the same."""

from __future__ import annotations

from typing import Any

from assessment.engine.admit import admit
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.rollup import Given
from assessment.model.ruleset import Ruleset


def stated(given: Given) -> dict[str, str]:
    """As a dossier states it: a value, or the bounds of one; nothing where it is not known."""
    if given.text is not None:
        return {"value": given.text}
    if given.amount is None:
        return {}
    low, high = given.amount
    return {"value": str(low)} if low == high else {"at_least": str(low), "at_most": str(high)}


def say_the_same(target: Ruleset, key: str, one: Any, other: Any) -> bool:
    """Whether two statements come to the same value, however they are written."""
    return bool(_reading(target, key, one) == _reading(target, key, other))


def _reading(target: Ruleset, key: str, claim: Any) -> Any:
    subject = {"kind": target.subject.value, "name": "-"}
    content = {"subject": subject, "evidence": {key: claim}}
    try:
        admitted = admit(target, dossier_from_content(content, ""), strict=False)
    except DossierError:
        return claim
    reading = admitted.counted.readings.get(key)
    return claim if reading is None else reading[1:4]
