"""The shipped rulesets, each loaded once."""

from __future__ import annotations

from functools import cache

from assessment.model.ruleset import Ruleset
from assessment.rulebook.cases.full import full_marks
from assessment.rulebook.catalog import Catalog

__all__ = ["full_marks", "shipped"]


@cache
def shipped(id_: str) -> Ruleset:
    """A shipped ruleset; frozen, so one copy serves every test."""
    ruleset = Catalog().get(id_)
    assert ruleset is not None, id_
    return ruleset
