"""The assessment as JSON: the canonical result with titles, texts and reasons added.

The names are a contract: keys are added, never renamed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from assessment.errors import Notice, Place
from assessment.model.canonical import canonical
from assessment.model.dossier import Claim, Dossier
from assessment.model.outcome import Assessment, Finding
from assessment.views.sentences import Sentences
from assessment.wording import Words

_COMES_TO = ("total", "range", "max", "rating", "rating_title", "recognised")
"""What a dossier comes to, as an explanation tells it."""


def render(assessment: Assessment, words: Words, *, cross_check: str, receipt: str) -> str:
    """The contract as text."""
    return dumps(contract(assessment, words, cross_check=cross_check, receipt=receipt))


def dumps(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def contract(
    assessment: Assessment, words: Words, *, cross_check: str, receipt: str
) -> dict[str, Any]:
    """`cdht score --format json`."""
    ruleset, dossier = assessment.ruleset, assessment.dossier
    sentences = Sentences(ruleset, words, disadvantaged=assessment.disadvantaged)
    result = canonical(assessment)
    sha256 = result["ruleset"]["sha256"]
    result.update(
        ruleset=ruleset.id,
        ruleset_sha256=sha256,
        ruleset_title=ruleset.title,
        document=ruleset.document.number,
        subject={"kind": dossier.subject.kind.value, "name": dossier.subject.name},
        period=None
        if dossier.period is None
        else {"from": dossier.period.from_.isoformat(), "to": dossier.period.to.isoformat()},
        rating_title=assessment.rating.title if assessment.rating else None,
        warnings=notices(assessment.warnings, words),
        notes=notices(assessment.notes, words),
        overlays=[o.model_dump(mode="json", exclude_defaults=True) for o in ruleset.overlays],
        cross_check=cross_check,
        receipt=receipt,
    )
    for entry, found in zip(result["criteria"], assessment.score.criteria, strict=True):
        entry["title"] = found.criterion.title.text
        for item, finding in zip(entry["indicators"], found.findings, strict=True):
            item.update(_item(item, finding, dossier, sentences))
    for entry, gate in zip(result["gates"], assessment.score.gates, strict=True):
        entry.update(_item(entry, gate, dossier, sentences))
    return result


def notices(found: Iterable[Notice], words: Words) -> list[dict[str, Any]]:
    """`{code, where, message, hint}` with file and line, or sheet and cell, beside them."""
    return [
        {
            "code": notice.code,
            "where": str(notice.place),
            "file": notice.place.file,
            "line": notice.place.line,
            **_cell(notice.place),
            "message": words.message(notice),
            "hint": words.hint(notice),
        }
        for notice in found
    ]


def _cell(place: Place) -> dict[str, str]:
    return {"sheet": place.cell.sheet, "cell": place.cell.at} if place.cell else {}


def errors(found: Iterable[Notice], words: Words) -> str:
    """What stands on stdout when there is no result."""
    return dumps({"errors": notices(found, words)})


def explained(assessment: Assessment, words: Words, item: str | None) -> dict[str, Any]:
    """The criteria, indicators and gates of this id, as in the contract; all when it is None.

    What the dossier comes to stands first.
    """
    result = contract(assessment, words, cross_check="unavailable", receipt="")
    texts = {exclusion.id: exclusion.text for exclusion in assessment.ruleset.exclusions}
    head = {name: result[name] for name in _COMES_TO}
    head["exclusions"] = [{**each, "text": texts[each["id"]]} for each in result["exclusions"]]
    if item is None:
        return {**head, "criteria": result["criteria"], "gates": result["gates"]}
    criteria = [entry for entry in result["criteria"] if entry["id"] == item]
    items = [i for entry in result["criteria"] for i in entry["indicators"]] + result["gates"]
    parts = [part for entry in items for part in entry["parts"]]
    found = [entry for entry in items + parts if entry["id"] == item]
    return {**head, "criteria": criteria, "indicators": found}


def replayed(
    sha256: str, disagreements: Iterable[Notice], remarks: Iterable[Notice], words: Words
) -> dict[str, Any]:
    """Whether a receipt's result stands, and what has changed."""
    differing = notices(disagreements, words)
    return {
        "receipt": sha256,
        "same": not differing,
        "disagreements": differing,
        "remarks": notices(remarks, words),
    }


def _item(
    entry: Mapping[str, Any], found: Finding, dossier: Dossier, sentences: Sentences
) -> dict[str, Any]:
    return {
        "text": found.item.text,
        "reason": sentences.reason(found),
        "next": sentences.next_step(found),
        "spare": sentences.keep(found),
        "evidence": [_evidence(key, dossier) for key in found.used],
        "parts": [
            {**part, **_item(part, nested, dossier, sentences)}
            for part, nested in zip(entry["parts"], found.parts, strict=True)
        ],
    }


def _evidence(key: str, dossier: Dossier) -> dict[str, Any]:
    entry: dict[str, Any] = {"key": key}
    claimed, inspected = dossier.evidence.get(key), dossier.inspected.get(key)
    counted = inspected or claimed
    if counted:
        entry.update(_claim(counted))
    if inspected and claimed:
        entry["claimed"] = _claim(claimed)
    return entry


def _claim(claim: Claim) -> Mapping[str, Any]:
    return claim.model_dump(mode="json", exclude_defaults=True)
