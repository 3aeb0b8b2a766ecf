"""The result as a workbook whose points are live formulas."""

from __future__ import annotations

from assessment.desk import Desk
from assessment.engine.crosscheck import Verdict
from assessment.model.outcome import Assessment
from assessment.views.report.content import Seal
from assessment.views.scorebook.book import workbook


def render(desk: Desk, assessment: Assessment, verdict: Verdict, sha256: str) -> bytes:
    return workbook(assessment, desk.words, Seal(sha256, verdict, desk.today))
