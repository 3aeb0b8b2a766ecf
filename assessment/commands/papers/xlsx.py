"""The result as a workbook whose points are live formulas."""

from __future__ import annotations

from assessment.commands.papers import Result
from assessment.desk import Desk
from assessment.views.report.content import Seal
from assessment.views.scorebook.book import workbook


def render(desk: Desk, result: Result) -> bytes:
    seal = Seal(result.sha256, result.verdict, desk.today)
    return workbook(result.assessment, desk.words, seal)
