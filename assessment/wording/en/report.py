"""English: the report on paper."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {}

WORDS: dict[str, str] = {
    "report.title": "Explained score sheet",
    "report.criteria": "Result by criterion",
    "report.indicators": "Every indicator",
    "report.plan": "The least work for {rating}",
    "report.plan_result": "With this done: {result}. What is missing earns nothing, before and after.",
    "report.receipt": "Receipt (SHA-256)",
    "report.made": "Scored on {date} with cdht {version}.",
    "report.replay": "To check it again from its file: cdht replay RECEIPT. The square code holds this digest.",
}
