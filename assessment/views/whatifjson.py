"""What would be, if, as JSON. The names are a contract: keys are added, never renamed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assessment.model.canonical import levels_of, span
from assessment.model.outcome import Assessment, Finding, Takes
from assessment.model.plan import Change
from assessment.model.quantity import plain
from assessment.model.whatif import (
    Comparison,
    Margin,
    RatingMargin,
    Sensitivity,
    Shift,
    Supposed,
)
from assessment.views.json import notices
from assessment.views.suppositions import Suppositions
from assessment.views.tasks import value_of
from assessment.views.whatif import Played, Shown, supposed_warnings
from assessment.wording import Words


def contract(shown: Shown, words: Words) -> dict[str, Any]:
    """`cdht whatif --format json`.

    `after` and `moved`: of the only scenario; of several each stands in `scenarios`.
    """
    sentences = Suppositions(shown.now, words)
    scenarios = [_scenario(played, sentences, words) for played in shown.played]
    only = scenarios[0] if len(scenarios) == 1 else None
    margins, found = shown.margins, shown.sensitivity
    return {
        "ruleset": shown.now.ruleset.id,
        "before": _result(shown.now, shown.receipt),
        "after": only["after"] if only else None,
        "moved": only["moved"] if only else [],
        "scenarios": scenarios,
        "rating_margins": [_rating_margin(m, sentences) for m in shown.ratings],
        "margins": None if margins is None else [_margin(m, sentences) for m in margins],
        "sensitivity": None if found is None else [_sensitivity(s, sentences) for s in found],
        "warnings": notices(shown.now.warnings, words),
    }


def _result(assessment: Assessment, receipt: str | None = None) -> dict[str, Any]:
    points, rating = assessment.score.points, assessment.rating
    determination = assessment.score.determination
    result = {
        "total": plain(points.low) if points and points.exact else None,
        "range": span(points),
        "rating": rating.id if rating else None,
        "rating_title": rating.title if rating else None,
        "possible_ratings": [r.id for r in determination.possible],
        "recognised": determination.recognised,
        "status": assessment.status.value,
    }
    return result if receipt is None else {**result, "receipt": receipt}


# --- scenarios -------------------------------------------------------------------------


def _scenario(played: Played, sentences: Suppositions, words: Words) -> dict[str, Any]:
    outcome = played.outcome
    comparison = outcome.comparison
    return {
        "name": outcome.scenario.name,
        "set": [_supposed(one, sentences) for one in outcome.supposed],
        "same": comparison.same,
        "after": _result(comparison.after, played.receipt),
        "moved": list(_moved(comparison, sentences)),
        "criteria": [
            {
                "id": move.after.criterion.id,
                "before": _criterion(comparison, move.before),
                "after": _criterion(comparison, move.after),
            }
            for move in comparison.criteria
        ],
        "exclusions": [
            {"id": move.exclusion.id, "before": move.before, "after": move.after}
            for move in comparison.exclusions
        ],
        "warnings": notices(supposed_warnings(outcome), words),
    }


def _supposed(one: Supposed, sentences: Suppositions) -> dict[str, Any]:
    return {
        **_change(one.change, sentences),
        "share": None if one.share is None else value_of(one.share),
        "text": sentences.supposed(one),
    }


def _moved(comparison: Comparison, sentences: Suppositions) -> Iterator[dict[str, Any]]:
    for kind, moves in (("indicator", comparison.items), ("gate", comparison.gates)):
        for move in moves:
            assert move.before
            assert move.after
            before, after = move.before.points, move.after.points
            exact = before and after and before.exact and after.exact
            yield {
                "id": move.after.item.id,
                "kind": kind,
                "before": _finding(move.before),
                "after": _finding(move.after),
                "points": plain(after.low - before.low) if exact and before and after else None,
                "reason": sentences.reason(move.after),
                "reason_before": sentences.reason(move.before),
            }


def _finding(found: Finding) -> dict[str, Any]:
    earned = (
        {"levels": dict(found.levels)} if found.points is None else {"range": span(found.points)}
    )
    return {"status": found.status.value, **earned}


def _criterion(comparison: Comparison, result: Any) -> dict[str, Any]:
    if result.points is not None:
        return {"range": span(result.points)}
    return {"levels": levels_of(comparison.after.ruleset, result.findings)}


# --- margins and sensitivity -----------------------------------------------------------


def _rating_margin(margin: RatingMargin, sentences: Suppositions) -> dict[str, Any]:
    figure = margin.figure
    return {
        "rating": margin.rating.id,
        "held": margin.held,
        "kind": margin.kind,
        "ids": list(margin.ids),
        "spare": None if margin.spare is None else plain(margin.spare),
        "figure": plain(figure) if isinstance(figure, Decimal) else figure,
        "steps": [
            {"id": step.item, "changes": [_change(change, sentences) for change in step.changes]}
            for step in margin.steps
        ],
        "text": sentences.margin(margin),
    }


def _margin(margin: Margin, sentences: Suppositions) -> dict[str, Any]:
    found, loss, gain = margin.finding, margin.loss, margin.gain
    return {
        "id": margin.item,
        "part": None if found.item.id == margin.item else found.item.id,
        "key": margin.key,
        "value": sentences.held(margin),
        "loss": None
        if loss is None
        else {
            "key": loss.key,
            **_takes(loss.takes),
            "points": plain(loss.points),
            "open": span(loss.open),
            "levels": list(loss.levels),
            "result": None if loss.result is None else _result(loss.result),
            "text": sentences.loss(margin, loss),
        },
        "gain": None
        if gain is None
        else {
            "key": gain.key,
            **_takes(gain.takes),
            "points": plain(gain.points) if found.points else None,
            "level": gain.level.level if gain.level else None,
            "alone": gain.alone,
            "text": sentences.gain(margin, gain),
        },
        "fragility": None
        if margin.fragility is None
        else f"{margin.fragility.numerator}/{margin.fragility.denominator}",
    }


def _takes(takes: Takes) -> dict[str, Any]:
    amount = takes.amount
    whole = amount.part % amount.whole == 0
    shown = str(amount.part // amount.whole) if whole else f"{amount.part}/{amount.whole}"
    return {"amount": shown, "direction": "more" if takes.more else "fewer", "unit": takes.unit}


def _sensitivity(one: Sensitivity, sentences: Suppositions) -> dict[str, Any]:
    return {
        "id": one.finding.item.id,
        "now": _finding(one.finding),
        "up": _shift(one.up, sentences),
        "down": _shift(one.down, sentences),
    }


def _shift(shift: Shift | None, sentences: Suppositions) -> dict[str, Any] | None:
    if shift is None:
        return None
    changes = [_change(change, sentences) for change in shift.changes]
    return {"changes": changes, **_result(shift.result)}


def _change(change: Change, sentences: Suppositions) -> dict[str, Any]:
    return {
        "key": change.key,
        "label": sentences.label(change.key),
        "from": value_of(change.before),
        "to": value_of(change.after),
    }
