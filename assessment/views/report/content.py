"""What the report says, as plain data for its layout: texts, shares for bars, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import segno

from assessment import __version__
from assessment.errors import Notice
from assessment.model.canonical import levels_of
from assessment.model.outcome import Assessment
from assessment.model.plan import Plan
from assessment.model.quantity import Interval
from assessment.model.ruleset import Rating
from assessment.views.citations import Citations
from assessment.views.explained import Explained, Section
from assessment.views.gist import Gist
from assessment.views.legible import legible
from assessment.views.lines import heading
from assessment.views.notices import said_on_paper
from assessment.views.report.items import Items, texts_of
from assessment.views.seal import Seal
from assessment.views.tasks import Tasks
from assessment.wording import Words

_FOOT = 60
"""Letters of a name at the foot of a page."""

_ARTICLE = re.compile(r"(?<![\w,;] )Điều \d")
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
    """Everything that the layout shows, without what no one would see."""
    gist, explained = Gist(assessment, words), Explained(assessment, words)
    items = Items(assessment, explained, words)
    subject, _, about = heading(assessment, words).partition(" · ")
    why = [*gist.why(titled=True), *gist.options()]
    said = {
        "lang": words.language,
        "title": f"{words.say('report.title')}: {subject}",
        "over": words.say("report.title"),
        "subject": subject,
        "about": about,
        "footer": f"{subject[:_FOOT]}{'…' if len(subject) > _FOOT else ''} · {about}",
        "labels": {
            "total": words.say("total"),
            "rating": words.say("rating"),
            "criteria": words.say("report.criteria"),
            "columns": [words.say(f"report.column.{name}") for name in _columns(assessment)],
            "indicators": words.say("report.indicators"),
            "gates": words.say("gates"),
            "exclusions": words.say("exclusions"),
        },
        "points": assessment.ruleset.in_points,
        "total": gist.total(),
        "rating": gist.rating(),
        "role": gist.rating_role(),
        "why": why,
        "provisional": _provisional(assessment, gist, words),
        "claimed": gist.claimed(),
        "lost": gist.most_lost(),
        "criteria": [
            _section(section, assessment, gist, items, words) for section in explained.sections()
        ],
        "gates": [
            items.shown(block, words.say("papers.gate", number=number))
            for number, block in enumerate(explained.gates(), 1)
        ],
        "exclusions": list(gist.exclusions()),
        "missing": _missing(gist),
        "plan": _plan(way, words, "".join(why)) if way else None,
        "warnings": _notices("warnings", assessment.warnings, gist, words),
        "notes": _notices("notes", assessment.notes, gist, words),
        "receipt": _receipt(seal, words),
    }
    plain: dict[str, Any] = _legible({**said, **_read(said, assessment, words)})
    return plain


def _legible(said: Any) -> Any:
    match said:
        case str():
            return legible(said)
        case Mapping():
            return {name: _legible(value) for name, value in said.items()}
        case list() | tuple():
            return [_legible(value) for value in said]
    return said


def _columns(assessment: Assessment) -> tuple[str, ...]:
    return ("id", "criterion", "points" if assessment.ruleset.in_points else "levels")


def _read(said: Mapping[str, Any], assessment: Assessment, words: Words) -> dict[str, Any]:
    """How sources are to be read, and what the marks of sources stand for."""
    blocks = [*said["gates"], *(each for one in said["criteria"] for each in one["indicators"])]
    texts = [*said["why"], *(one["source"] for one in said["criteria"])]
    texts += [text for block in blocks for text in texts_of(block)]
    ruleset = assessment.ruleset
    marks = Citations(ruleset.sources).cited(texts)
    reading = []
    if any(_ARTICLE.search(text) for text in texts):
        reading.append(words.say("report.articles", document=ruleset.document.number))
    if marks:
        reading.append(words.say("report.marks", marks=", ".join(marks)))
    if ruleset.has_area_variants:
        area = "disadvantaged" if assessment.disadvantaged else "standard"
        reading.append(words.say("report.area", area=words.say(f"area.{area}")))
    sources = [{"mark": mark, "text": text} for mark, text in marks.items()]
    head = words.say("rules.sources")
    return {"reading": reading, "sources": {"head": head, "items": sources} if marks else None}


def _provisional(assessment: Assessment, gist: Gist, words: Words) -> list[str]:
    text = gist.provisional()
    return [text, words.say("see_rules", id=assessment.ruleset.id)] if text else []


def _missing(gist: Gist) -> dict[str, Any] | None:
    missing = gist.missing()
    return _listed(missing.head, list(missing.on_paper)) if missing else None


def _notices(
    name: str, notices: Sequence[Notice], gist: Gist, words: Words
) -> dict[str, Any] | None:
    items = [said_on_paper(notice, gist.sentences, words) for notice in notices]
    return _listed(words.say(name, count=len(items)), items) if items else None


def _listed(head: str, items: list[str]) -> dict[str, Any]:
    return {"head": head.removesuffix(":"), "items": items}


def _plan(way: Way, words: Words, said: str) -> dict[str, Any]:
    """The way up. `said`: what stands above it, which has named some items by their titles."""
    tasks = Tasks(way.now, words)

    def named(id_: str) -> str:
        titled = tasks.titled(id_)
        return words.say("report.item", item=id_ if titled in said else titled)

    steps = []
    for task, gains in zip(way.plan.tasks, tasks.gains(way.plan), strict=True):
        brings = tasks.brings(gains, way.plan, named)
        steps.append(" · ".join(filter(None, (tasks.what(task.change), brings))))
        said += brings
    remarks = [words.say("report.plan_result", result=tasks.outcome(way.plan.result))]
    if way.now.missing:
        remarks.append(words.say("report.plan_missing"))
    rating = words.running(way.target.title)
    return {
        "head": words.say("report.plan", rating=rating),
        "steps": steps,
        "remarks": [" ".join(remarks)],
    }


# --- criteria --------------------------------------------------------------------------


def _section(
    section: Section, assessment: Assessment, gist: Gist, items: Items, words: Words
) -> dict[str, Any]:
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
        "role": "good" if low == 1 else "provisional" if high else "blocking",
        "levels": [
            {
                "mark": _MARKS[truth],
                "title": gist.sentences.level_title(level),
                "role": _TRUTHS[truth],
            }
            for level, truth in levels.items()
        ],
        "indicators": [items.shown(block) for block in section.blocks],
    }


def _shares(points: Interval | None, section: Section) -> tuple[float, float]:
    """The least and the most of a criterion's points as shares of its maximum, for a bar."""
    most = section.result.criterion.max
    if points is None or not most:
        return 0, 0
    return float(points.low / most), float(points.high / most)


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
    yield words.say("report.code")
    yield words.say("report.made", date=seal.today, version=__version__)
    yield words.say(f"report.cross_check.{seal.cross_check}")
    yield words.say("report.to_sign")
