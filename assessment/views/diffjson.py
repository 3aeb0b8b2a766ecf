"""Two rulesets side by side as JSON. The names are a contract: added, never renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assessment.model.canonical import canonical
from assessment.model.difference import Alteration, Diff, Move, Witness
from assessment.model.item import Item
from assessment.model.ruleset import Ruleset
from assessment.model.scored import Kind, Scored
from assessment.views import json as json_view
from assessment.views.changes import ChangeWords
from assessment.views.witnessed import WitnessWords
from assessment.wording import Words


def contract(diff: Diff, moves: Sequence[Move], words: Words) -> dict[str, Any]:
    """`cdht rules diff --format json`."""
    changes, witnessed = ChangeWords(diff, words), WitnessWords(diff, words)
    return {
        "before": _side(diff.before),
        "after": _side(diff.after),
        "same": diff.same,
        "alike": diff.alike,
        "comparable": diff.held,
        "effect": diff.effect.value if diff.effect else None,
        "kept": [{"before": old.id, "after": new.id} for old, new in diff.kept],
        "alterations": [_alteration(a, changes, witnessed) for a in diff.alterations],
        "ratings": [_witness(witness, witnessed) for witness in diff.ratings],
        "dossiers": [_moved(move, words, witnessed) for move in moves],
        "moves": dict(Counter(move.direction.value for move in moves)),
    }


def _side(ruleset: Ruleset) -> dict[str, Any]:
    return {
        "id": ruleset.id,
        "title": ruleset.title,
        "document": ruleset.document.number,
        "overlays": [overlay.id for overlay in ruleset.overlays],
        "file": ruleset.place().file,
        "sha256": ruleset.digest,
    }


def _alteration(
    alteration: Alteration, changes: ChangeWords, witnessed: WitnessWords
) -> dict[str, Any]:
    before, after = alteration.before, alteration.after
    return {
        "kind": alteration.kind.value,
        "id": alteration.id,
        "before_id": getattr(before, "id", alteration.id) if before else None,
        "after_id": getattr(after, "id", alteration.id) if after else None,
        "text": changes.whole(alteration) if not (before and after) else changes.head(alteration),
        "effect": alteration.effect.value if alteration.effect else None,
        "changes": [
            {
                "what": change.what,
                "nature": change.nature.value,
                "path": change.path,
                "before": change.before,
                "after": change.after,
                "text": changes.sentence(alteration, change),
            }
            for change in alteration.changes
        ],
        "witnesses": [_witness(witness, witnessed) for witness in alteration.witnesses],
    }


def _witness(witness: Witness, witnessed: WitnessWords) -> dict[str, Any]:
    before, after = witness.shown
    return {
        "text": witnessed.said(witness),
        "everyone": witness.everyone,
        "before": dict(before),
        "after": dict(after),
        "dossier": witness.content,
    }


def _moved(move: Move, words: Words, witnessed: WitnessWords) -> dict[str, Any]:
    return {
        "name": move.name,
        "direction": move.direction.value,
        "before": _scored(move.before, words),
        "after": _scored(move.after, words),
        "items": [
            {
                "before": _item(item.before.item, move.before) if item.before else None,
                "after": _item(item.after.item, move.after) if item.after else None,
                "text": witnessed.moved(item),
            }
            for item in move.items
        ],
    }


def _scored(scored: Scored, words: Words) -> dict[str, Any]:
    if scored.assessment is None:
        return {"errors": json_view.notices(scored.errors, words)}
    result = canonical(scored.assessment)
    names = ("total", "range", "rating", "possible_ratings", "recognised", "status")
    return {name: result[name] for name in names}


def _item(item: Item, scored: Scored) -> dict[str, Any]:
    return {"id": item.id, **scored.shows(Kind.INDICATOR, item.id)}
