"""What the report says, as plain data for its layout: texts, shares for bars, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import segno

from assessment import __version__
from assessment.errors import Notice
from assessment.model.canonical import levels_of
from assessment.model.outcome import Assessment, Status
from assessment.model.plan import Plan
from assessment.model.quantity import Interval
from assessment.model.ruleset import Rating
from assessment.views.explained import Block, Explained, Section
from assessment.views.gist import Gist
from assessment.views.lines import heading
from assessment.views.notices import said
from assessment.views.seal import Seal
from assessment.views.tasks import Tasks
from assessment.wording import Words

_ROLES = {
    Status.MET: "good",
    Status.PARTLY_MET: "provisional",
    Status.NOT_MET: "blocking",
    Status.INSUFFICIENT_EVIDENCE: "provisional",
    Status.NOT_APPLICABLE: "plain",
    Status.ERROR: "blocking",
}
_MARKS = {True: "✓", False: "✗", None: "?"}
_TRUTHS = {True: "good", False: "blocking", None: "provisional"}


class Way(NamedTuple):
    """The cheapest way to the next rating. `now`: the result that it starts from."""

    now: Assessment
    target: Rating
    plan: Plan


def content(
    assessment: Assessment, words: Words, seal: Seal, way: Way | None = None
) -> dict[str, Any]:
    """Everything that the layout shows."""
    gist, explained = Gist(assessment, words), Explained(assessment, words)
    subject, _, about = heading(assessment, words).partition(" · ")
    criteria = [_section(section, assessment, gist, words) for section in explained.sections()]
    return {
        "lang": words.language,
        "title": f"{words.say('report.title')}: {subject}",
        "over": words.say("report.title"),
        "subject": subject,
        "about": about,
        "footer": f"{subject} · {about}",
        "labels": {
            "total": words.say("total"),
            "rating": words.say("rating"),
            "criteria": words.say("report.criteria"),
            "indicators": words.say("report.indicators"),
            "gates": words.say("gates"),
            "exclusions": words.say("exclusions"),
        },
        "points": assessment.ruleset.in_points,
        "total": gist.total(),
        "rating": gist.rating(),
        "role": gist.rating_role(),
        "why": [*gist.why(), *gist.options()],
        "provisional": _provisional(assessment, gist, words),
        "remarks": [text for text in (gist.most_lost(), gist.claimed()) if text],
        "criteria": criteria,
        "gates": [_block(block) for block in explained.gates()],
        "exclusions": list(gist.exclusions()),
        "missing": _missing(gist),
        "plan": _plan(way, words) if way else None,
        "warnings": _notices("warnings", assessment.warnings, gist, words),
        "notes": _notices("notes", assessment.notes, gist, words),
        "receipt": _receipt(seal, words),
    }


def _provisional(assessment: Assessment, gist: Gist, words: Words) -> list[str]:
    text = gist.provisional()
    return [text, words.say("see_rules", id=assessment.ruleset.id)] if text else []


def _missing(gist: Gist) -> dict[str, Any] | None:
    missing = gist.missing()
    return {"head": missing.head, "items": list(missing.items)} if missing else None


def _notices(
    name: str, notices: Sequence[Notice], gist: Gist, words: Words
) -> dict[str, Any] | None:
    items = [said(notice, gist.sentences, words) for notice in notices]
    return {"head": words.say(name, count=len(items)), "items": items} if items else None


def _plan(way: Way, words: Words) -> dict[str, Any]:
    tasks = Tasks(way.now, words)
    each = zip(way.plan.tasks, tasks.gains(way.plan), strict=True)
    steps = [
        " · ".join(filter(None, (tasks.what(task.change), tasks.brings(gains, way.plan))))
        for task, gains in each
    ]
    rating = words.running(way.target.title)
    return {
        "head": words.say("report.plan", rating=rating),
        "steps": steps,
        "remarks": [words.say("report.plan_result", result=tasks.outcome(way.plan.result))],
    }


# --- criteria --------------------------------------------------------------------------


def _section(section: Section, assessment: Assessment, gist: Gist, words: Words) -> dict[str, Any]:
    result = section.result
    outcome = section.outcome
    if outcome and not result.applies:
        outcome = f"{outcome}, {words.say('not_applied')}"
    low, high = _shares(result.points, section)
    levels = {} if result.points else levels_of(assessment.ruleset, result.findings)
    return {
        "id": result.criterion.id,
        "title": result.criterion.title.text,
        "source": result.criterion.title.source,
        "outcome": outcome,
        "low": low,
        "high": high,
        "role": "good" if low == 1 else "provisional" if low else "blocking",
        "levels": [
            {
                "mark": _MARKS[truth],
                "title": gist.sentences.level_title(level),
                "role": _TRUTHS[truth],
            }
            for level, truth in levels.items()
        ],
        "indicators": [_block(block) for block in section.blocks],
    }


def _shares(points: Interval | None, section: Section) -> tuple[float, float]:
    """The least and the most of a criterion's points as shares of its maximum, for a bar."""
    most = section.result.criterion.max
    if points is None or not most:
        return 0, 0
    return float(points.low / most), float(points.high / most)


def _block(block: Block) -> dict[str, Any]:
    return {
        "id": block.found.item.id,
        "text": block.found.item.text,
        "outcome": block.outcome,
        "role": _ROLES[block.found.status],
        "lines": [{"label": line.label, "entries": line.entries} for line in block.lines],
        "parts": [_block(part) for part in block.parts],
    }


# --- the receipt -----------------------------------------------------------------------


def _receipt(seal: Seal, words: Words) -> dict[str, Any]:
    code = segno.make(seal.sha256, micro=False)
    return {
        "head": words.say("report.receipt"),
        "sha256": seal.sha256,
        "code": code.svg_inline(border=0),
        "lines": list(_vouching(seal, words)),
    }


def _vouching(seal: Seal, words: Words) -> Iterable[str]:
    yield words.say(f"cross_check.{seal.cross_check}")
    yield words.say("report.made", date=seal.today, version=__version__)
    yield words.say("report.replay")
