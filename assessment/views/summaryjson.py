"""The table of a district or a province as JSON; the names are a contract."""

from __future__ import annotations

from typing import Any

from assessment.model.canonical import span
from assessment.model.outcome import Assessment
from assessment.model.quantity import Interval, plain
from assessment.model.summary import (
    Change,
    Direction,
    Earned,
    Entry,
    Failure,
    Group,
    Row,
    Summary,
    Table,
)
from assessment.views.json import notices
from assessment.views.names import Names
from assessment.wording import Words


def contract(found: Summary, words: Words) -> dict[str, Any]:
    """`cdht summary --format json`."""
    return {
        "groups": [_group(group, words) for group in found.groups],
        "errors": [entry for failure in found.failures for entry in _failed(failure, words)],
        "warnings": notices(found.warnings, words),
        "passed_over": list(found.passed_over),
    }


def _failed(failure: Failure, words: Words) -> list[dict[str, Any]]:
    return [{"dossier": failure.file, **entry} for entry in notices(failure.notices, words)]


def _group(group: Group, words: Words) -> dict[str, Any]:
    return {
        "subject": group.kind.value,
        "year": group.year,
        "tables": [_table(table, words) for table in group.tables],
        "absent": [_entry(entry) for entry in group.absent],
    }


def _table(table: Table, words: Words) -> dict[str, Any]:
    ruleset, names = table.ruleset, Names(table.ruleset, words)
    recognised = [row.result.score.determination.recognised for row in table.rows]
    return {
        "ruleset": ruleset.id,
        "ruleset_title": ruleset.title,
        "document": ruleset.document.number,
        "overlays": [overlay.id for overlay in ruleset.overlays],
        "max": plain(ruleset.scale.max) if ruleset.scale else None,
        "levels": [level.id for level in ruleset.levels],
        "subjects": [_row(row) for row in table.rows],
        "ratings": [
            {"id": r.id, "title": r.title, "count": sure, "possible": possible}
            for r, sure, possible in table.ratings
        ],
        "undetermined": table.undetermined,
        "recognised": {
            "yes": recognised.count(True),
            "no": recognised.count(False),
            "open": recognised.count(None),
        },
        "provisional": table.provisional,
        "illustrative": table.illustrative,
        "moved": {direction.value: table.directions[direction] for direction in Direction},
        "lost": [
            {
                "id": loss.criterion.id,
                "title": loss.criterion.title.text,
                "lost": span(loss.lost),
                "subjects": loss.subjects,
            }
            for loss in table.losses
        ],
        "missing": [
            {"key": key, "label": names.label(key), "subjects": [row.entry.name for row in rows]}
            for key, rows in table.lacking
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        **_entry(row.entry),
        "missing": list(row.result.missing),
        "warnings": len(row.result.warnings),
        "illustrative": row.illustrative,
        "criteria": [_earned(earned) for earned in row.criteria],
        "weakest": [earned.criterion.id for earned in row.weakest],
        "blocked_by": list(row.blocked_by),
        "direction": row.direction.value,
        "change": _change(row.change) if row.change else None,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    result = entry.assessment
    subject, period = result.dossier.subject, result.dossier.period
    return {
        "name": subject.name,
        "district": subject.district,
        "province": subject.province,
        "period": {"from": period.from_.isoformat(), "to": period.to.isoformat()}
        if period
        else None,
        "file": entry.file,
        "receipt": entry.receipt,
        "ruleset": result.ruleset.id,
        "options": result.options._asdict(),
        **_outcome(result),
    }


def _outcome(result: Assessment) -> dict[str, Any]:
    points = result.score.points
    return {
        "total": plain(points.low) if points and points.exact else None,
        "range": span(points),
        "rating": result.rating.id if result.rating else None,
        "rating_title": result.rating.title if result.rating else None,
        "possible_ratings": [rating.id for rating in result.score.determination.possible],
        "recognised": result.score.determination.recognised,
        "status": result.status.value,
    }


def _earned(earned: Earned) -> dict[str, Any]:
    return {
        "id": earned.criterion.id,
        "range": span(earned.grade),
        "max": plain(earned.most),
        "lost": span(earned.lost),
        "applies": earned.applies,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "before": _entry(change.before),
        "points": _signed(change.points) if change.points else None,
        "criteria": [{"id": id_, "points": _signed(points)} for id_, points in change.criteria],
    }


def _signed(points: Interval) -> list[str]:
    return [plain(points.low), plain(points.high)]
