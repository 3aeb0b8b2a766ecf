"""Missing evidence as a page and as JSON: what would settle the rating, what is at stake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessment.model.plan import Gaps, Piece, Settling, Stake, Value
from assessment.model.quantity import plain
from assessment.views.json import notices
from assessment.views.lines import heading, wrapped
from assessment.views.notices import listed
from assessment.views.tasks import Tasks, value_of
from assessment.wording import Words

_LABEL = 12


def render(found: Gaps, words: Words) -> str:
    """The whole page."""
    return "\n".join((*_lines(found, words), ""))


def contract(found: Gaps, words: Words) -> dict[str, Any]:
    """`cdht plan --evidence --format json`."""
    tasks, score = Tasks(found.now, words), found.now.score
    points = score.points
    return {
        "ruleset": found.now.ruleset.id,
        "now": {
            "range": [plain(points.low), plain(points.high)] if points else None,
            "possible_ratings": [rating.id for rating in score.determination.possible],
            "status": found.now.status.value,
        },
        "missing": [
            {
                "key": stake.key,
                "label": tasks.label(stake.key),
                "points": plain(stake.points) if points else None,
                "items": list(stake.items),
            }
            for stake in found.stakes
        ],
        "settles": [
            {
                "rating": settling.rating.id,
                "rating_title": settling.rating.title,
                "proved": settling.proved,
                "sets": [[_piece(piece, tasks) for piece in set_] for set_ in settling.sets],
            }
            for settling in found.settlings
        ],
        "rejected": [{"key": key, "label": tasks.label(key)} for key in tasks.rejected()],
        "warnings": notices(found.now.warnings, words),
    }


def _piece(piece: Piece, tasks: Tasks) -> dict[str, Any]:
    return {
        "key": piece.key,
        "label": tasks.label(piece.key),
        "to": value_of(piece.after),
        "bound": piece.bound,
        "over": piece.over,
        "upto": piece.upto,
    }


# --- the page --------------------------------------------------------------------------


def _lines(found: Gaps, words: Words) -> Iterator[str]:
    tasks = Tasks(found.now, words)
    yield from wrapped(heading(found.now, words), "")
    yield ""
    head = f"  {words.say('plan.now'):<{_LABEL}}"
    yield from wrapped(tasks.outcome(found.now), head, " " * (_LABEL + 2))
    yield ""
    count = len(found.stakes)
    shown = (
        words.say("plan.missing.count", count=count) if count else words.say("plan.missing.none")
    )
    yield f"  {shown}"
    if rejected := tasks.rejected():
        keys = "; ".join(f"{tasks.label(key)} [{key}]" for key in rejected)
        yield from wrapped(words.say("plan.missing.rejected", keys=keys), "  ")
    for settling in found.settlings:
        yield ""
        yield from _settling(settling, tasks, words)
    if found.stakes:
        yield ""
        yield from wrapped(words.say("plan.missing.stakes"), "  ")
    for stake in found.stakes:
        yield from wrapped(_stake(stake, tasks, words), "     - ", "       ")
    yield from tasks.standing(found.now)
    yield from listed("warnings", found.now.warnings, "!", tasks, words)


def _settling(settling: Settling, tasks: Tasks, words: Words) -> Iterator[str]:
    rating = settling.rating.title
    if not settling.sets:
        name = "plan.missing.never" if settling.proved else "plan.missing.not_found"
        yield from wrapped(words.say(name, rating=rating), "  ")
        return
    count = len({piece.key for piece in settling.sets[0]})
    yield from wrapped(words.say("plan.missing.sure", rating=rating, count=count), "  ")
    for place, pieces in enumerate(settling.sets):
        if place:
            yield f"  {words.say('plan.missing.or')}"
        for piece in pieces:
            text = f"{tasks.label(piece.key)} [{piece.key}]: {_comes_to(piece, tasks, words)}"
            yield from wrapped(text, "     - ", "       ")


def _comes_to(piece: Piece, tasks: Tasks, words: Words) -> str:
    """What a piece has to come to, in words."""
    if piece.after is None:
        return words.say("plan.missing.any")
    shown = tasks.bounded(piece.key, piece.after, piece.bound)
    if piece.upto is not None and piece.upto != piece.after:
        ends = {
            "low": words.number(_count(piece.after)),
            "high": tasks.shown(piece.key, piece.upto),
        }
        return words.say("plan.missing.between", **ends)
    if piece.over is None:
        return shown
    return words.say("plan.missing.share", share=shown, over=words.running(tasks.label(piece.over)))


def _count(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _stake(stake: Stake, tasks: Tasks, words: Words) -> str:
    known = {"label": tasks.label(stake.key), "key": stake.key, "items": ", ".join(stake.items)}
    if stake.points:
        return words.say("plan.missing.stake", points=stake.points, **known)
    return words.say("plan.missing.stake_level", **known)
