"""The explained report, with the cheapest way to the next rating."""

from __future__ import annotations

from assessment.desk import Desk
from assessment.engine.crosscheck import Verdict
from assessment.model.outcome import Assessment
from assessment.model.plan import Target
from assessment.views.report import pdf
from assessment.views.report.content import Seal, Way, content
from assessment.whatif.effects import TooManyCombinationsError
from assessment.whatif.plan import Planner


def render(desk: Desk, assessment: Assessment, verdict: Verdict, sha256: str) -> bytes:
    seal = Seal(sha256, verdict, desk.today)
    return pdf.render(content(assessment, desk.words, seal, _way(assessment)))


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
