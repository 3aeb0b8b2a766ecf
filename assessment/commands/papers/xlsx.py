"""The result as a workbook whose points are live formulas."""

from __future__ import annotations

from assessment.commands.papers import Result
from assessment.desk import Desk
from assessment.rulebook.figures import rests_on_placeholders
from assessment.views.scorebook.book import workbook
from assessment.views.seal import Seal


def render(desk: Desk, result: Result) -> bytes:
    seal = Seal(result.sha256, result.verdict, desk.today)
    placeholders = rests_on_placeholders(result.assessment.ruleset)
    return workbook(result.assessment, desk.words, seal, placeholders=placeholders)
