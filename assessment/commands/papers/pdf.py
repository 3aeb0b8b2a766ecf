"""The explained report, with the cheapest way to the next rating."""

from __future__ import annotations

from assessment.commands.papers import Result
from assessment.desk import Desk
from assessment.model.outcome import Assessment
from assessment.model.plan import Target
from assessment.views.report import pdf
from assessment.views.report.content import Way, content
from assessment.views.seal import Seal
from assessment.whatif.effects import TooManyCombinationsError
from assessment.whatif.plan import Planner


def render(desk: Desk, result: Result) -> bytes:
    seal = Seal(result.sha256, result.verdict, desk.today)
    way = _way(result.assessment)
    return pdf.render(content(result.assessment, desk.words, seal, way))


def _way(assessment: Assessment) -> Way | None:
    """The cheapest way to the next rating, where there is one."""
    ruleset, rating = assessment.ruleset, assessment.rating
    if rating is None or rating is ruleset.ratings[0]:
        return None
    target = ruleset.ratings[ruleset.ratings.index(rating) - 1]
    try:
        planner = Planner(ruleset, assessment.dossier, strict=assessment.options.strict)
        plan = next(planner.cheapest(Target(rating=target)), None)
    except TooManyCombinationsError:
        return None
    return Way(planner.now, target, plan) if plan and plan.tasks else None
