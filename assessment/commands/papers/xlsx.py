"""The result as a workbook whose points are live formulas."""

from __future__ import annotations

from assessment.commands.papers import Result
from assessment.desk import Desk
from assessment.model.basis import Basis
from assessment.model.ruleset import Ruleset
from assessment.rulebook.figures import entries
from assessment.views.scorebook.book import workbook
from assessment.views.seal import Seal

_SCORED = ("criteria", "gates", "exclusions", "ratings", "areas")
"""The sections of a ruleset that make a rating provisional."""


def render(desk: Desk, result: Result) -> bytes:
    seal = Seal(result.sha256, result.verdict, desk.today)
    placeholders = rests_on_placeholders(result.assessment.ruleset)
    return workbook(result.assessment, desk.words, seal, placeholders=placeholders)


def rests_on_placeholders(ruleset: Ruleset) -> bool:
    """Whether some rating of it is provisional: a figure was not read in the official text."""
    scored = [entry for entry in entries(ruleset.content) if entry.steps[0] in _SCORED]
    grounds = {entry.basis for entry in scored}
    grounds |= {figure.basis for entry in scored for figure in entry.figures}
    return Basis.PLACEHOLDER in grounds
