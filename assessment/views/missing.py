"""Missing evidence as a page and as JSON: what would settle the rating, what is at stake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessment.model.plan import Change, Missing, Settling, Stake
from assessment.model.quantity import plain
from assessment.views.tasks import Tasks, value_of
from assessment.views.text import heading, wrapped
from assessment.wording import Words

_LABEL = 12


def render(found: Missing, words: Words) -> str:
    """The whole page."""
    return "\n".join((*_lines(found, words), ""))


def contract(found: Missing, words: Words) -> dict[str, Any]:
    """`cdht plan --evidence --format json`."""
    tasks, score = Tasks(found.now, words), found.now.score
    points = score.points
    return {
        "ruleset": found.now.ruleset.id,
        "now": {
            "range": [plain(points.low), plain(points.high)] if points else None,
            "possible_ratings": [rating.id for rating in score.determination.possible],
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
                "sets": [[_piece(change, tasks) for change in set_] for set_ in settling.sets],
            }
            for settling in found.settlings
        ],
    }


def _piece(change: Change, tasks: Tasks) -> dict[str, Any]:
    return {
        "key": change.key,
        "label": tasks.label(change.key),
        "to": value_of(change.after),
    }


# --- the page --------------------------------------------------------------------------


def _lines(found: Missing, words: Words) -> Iterator[str]:
    tasks, score = Tasks(found.now, words), found.now.score
    yield from wrapped(heading(found.now, words), "")
    yield ""
    ratings = ", ".join(rating.title for rating in score.determination.possible)
    possible = words.say("plan.missing.possible", ratings=ratings)
    now = ratings if len(score.determination.possible) == 1 else possible
    if score.points and found.now.ruleset.scale:
        most = words.number(found.now.ruleset.scale.max)
        now = f"{tasks.points(score.points.low, score.points.high)} / {most}, {now}"
    yield from wrapped(now, f"  {words.say('plan.now'):<{_LABEL}}", " " * (_LABEL + 2))
    yield ""
    count = len(found.stakes)
    shown = (
        words.say("plan.missing.count", count=count) if count else words.say("plan.missing.none")
    )
    yield f"  {shown}"
    for settling in found.settlings:
        yield ""
        yield from _settling(settling, tasks, words)
    if found.stakes:
        yield ""
        yield f"  {words.say('plan.missing.stakes')}"
    for stake in found.stakes:
        yield from wrapped(_stake(stake, tasks, words), "     - ", "       ")


def _settling(settling: Settling, tasks: Tasks, words: Words) -> Iterator[str]:
    rating = settling.rating.title
    if not settling.sets:
        yield from wrapped(words.say("plan.missing.never", rating=rating), "  ")
        return
    count = len(settling.sets[0])
    yield from wrapped(words.say("plan.missing.sure", rating=rating, count=count), "  ")
    for place, changes in enumerate(settling.sets):
        if place:
            yield f"  {words.say('plan.missing.or')}"
        for change in changes:
            yield from wrapped(f"{tasks.label(change.key)} [{change.key}]", "     - ", "       ")


def _stake(stake: Stake, tasks: Tasks, words: Words) -> str:
    known = {"label": tasks.label(stake.key), "key": stake.key, "items": ", ".join(stake.items)}
    if stake.points:
        return words.say("plan.missing.stake", points=stake.points, **known)
    return words.say("plan.missing.stake_level", **known)
