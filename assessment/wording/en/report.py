"""English: the report on paper."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {}

WORDS: dict[str, str] = {
    "report.title": "Explained score sheet",
    "report.criteria": "Result by criterion",
    "report.indicators": "Every indicator",
    "report.plan": "The least work for {rating}",
    "report.plan_result": "With this done: {result}.",
    "report.plan_missing": "What is missing counts as not there, before and after.",
    "report.item": "item {item}",
    "titled": "{id} “{title}”",
    "report.column.id": "No.",
    "report.column.criterion": "Criterion",
    "report.column.points": "Points",
    "report.column.levels": "Level",
    "report.award": "Result",
    "scale.level": "{levels}: {asks}",
    "scale.option_up": '"{option}" or better',
    "report.missing_points": "{label}: up to {points} points more",
    "report.articles": "An article without the name of its document is of {document}.",
    "report.marks": "The marks {marks} stand for the sources at the end.",
    "report.area": "Counted by the scale of a {area}.",
    "report.receipt": "Receipt (SHA-256)",
    "report.code": "The square code holds this digest. To check it: cdht replay and the name of the receipt's file (made with --receipt).",
    "report.made": "Scored on {date} with cdht {version}.",
    "report.cross_check.agree": "The rating was worked out again by an independent engine (durable-rules): it agrees.",
    "report.cross_check.disagree": "The rating was worked out again by an independent engine (durable-rules): it does NOT agree.",
    "report.cross_check.unavailable": "The rating was not worked out again: the independent engine (durable-rules) is not installed.",
    "report.to_sign": "This sheet is for reading and comparing; the papers to sign are those in Word (cdht score with --format docx).",
}
