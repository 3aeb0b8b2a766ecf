"""Days and levels of the document and its procedure: in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessment.model.flaw import Flaw
from assessment.rulebook.check.ground import Ground


def procedure_flaws(ground: Ground) -> Iterator[Flaw]:
    """An upgrade downwards, or in force before it was issued."""
    ruleset = ground.ruleset
    ranks = {level.id: rank for rank, level in enumerate(ruleset.levels)}
    titles = {level.id: level.title for level in ruleset.levels}
    upgrade = ruleset.upgrade
    clear = ranks.keys() - ground.doubled_levels
    known = upgrade is not None and {upgrade.from_, upgrade.to} <= clear
    if upgrade and known and ranks[upgrade.from_] >= ranks[upgrade.to]:
        params: dict[str, Any] = {"from": titles[upgrade.from_], "to": titles[upgrade.to]}
        yield ground.error("proof.upgrade_downwards", ("upgrade",), **params)
    document = ruleset.document
    if document.in_force.from_ < document.issued:
        days: dict[str, Any] = {"from": document.in_force.from_, "issued": document.issued}
        where = ("document", "in_force")
        yield ground.warning("proof.in_force_before_issued", where, **days)
