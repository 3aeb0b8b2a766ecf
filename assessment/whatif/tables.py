"""Who is near a title, row by row, and which single improvement lifts most of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from assessment.engine.admit import admit
from assessment.engine.assess import assess
from assessment.errors import DossierError, Notice, Place, UsageError
from assessment.intake.rows import Row, dossier_of_row, text_of
from assessment.model.outcome import Assessment
from assessment.model.plan import Change, Target
from assessment.model.ruleset import Rating, Ruleset
from assessment.whatif.changes import changed
from assessment.whatif.goal import meets
from assessment.whatif.levers import levers


class NearMiss(NamedTuple):
    """A row that lacks `short` points; `singles`: each change that alone gives the title."""

    id: str
    total: Decimal
    short: Decimal
    singles: tuple[Change, ...]


class Near(NamedTuple):
    """Rows near a title.

    `lifts`: for each key the rows that it alone can lift, most first. `refused`: rows that
    could not be scored, with what is wrong. Every other row has the title, or is farther.
    """

    near: tuple[NearMiss, ...]
    lifts: tuple[tuple[str, int], ...]
    refused: tuple[tuple[str, tuple[Notice, ...]], ...]


def near(
    ruleset: Ruleset, rows: Iterable[Row], within: Decimal, title: Rating | None = None
) -> Near:
    """The rows that lack a few points of a title, what is missing counted for nothing.

    Args:
        rows: of any size, read once; of a frame its named rows
            (`frame.iter_rows(named=True)` of Polars, `frame.to_dict("records")` of pandas).
        within: so many points at most.
        title: the best rating where none is given.

    Raises:
        UsageError: `plan.not_in_points`: the ruleset is not in points, or the title asks for none.

    """
    target = Target(title or ruleset.ratings[0])
    if not all(_limit(target, disadvantaged=away) for away in (False, True)):
        ratings = ", ".join(f"{r.id} ({r.title})" for r in ruleset.ratings if not r.otherwise)
        params = {"ruleset": ruleset.id, "ratings": ratings}
        raise UsageError(Notice("plan.not_in_points", Place(), params))
    found: list[NearMiss] = []
    refused: list[tuple[str, tuple[Notice, ...]]] = []
    for number, row in enumerate(rows, 1):
        id_ = text_of(row.get("id")) or str(number)
        try:
            dossier = dossier_of_row(ruleset, row)
            now = assess(ruleset, dossier, missing="zero")
        except DossierError as error:
            refused.append((id_, error.notices))
            continue
        short = _short(now, target)
        if 0 < short <= within:
            assert now.score.points
            singles = tuple(_singles(now, target))
            found.append(NearMiss(id_, now.score.points.low, short, singles))
    lifts = Counter(key for miss in found for key in {change.key for change in miss.singles})
    order = sorted(lifts.items(), key=lambda entry: (-entry[1], entry[0]))
    return Near(tuple(found), tuple(order), tuple(refused))


def _short(now: Assessment, target: Target) -> Decimal:
    """The points that are lacking."""
    limit = _limit(target, disadvantaged=now.disadvantaged)
    assert limit is not None
    assert now.score.points
    return limit - now.score.points.low


def _limit(target: Target, *, disadvantaged: bool) -> Decimal | None:
    """The total that the title asks for."""
    when = target.rating.asks(disadvantaged=disadvantaged) if target.rating else None
    return when.total.at_least if when and when.total else None


def _singles(now: Assessment, target: Target) -> Iterator[Change]:
    """For each lever the nearest move that meets the target by itself."""
    evidence = admit(now.ruleset, now.dossier, strict=False).counted
    for lever in levers(now.ruleset, evidence):
        for move in sorted(lever.moves, key=lambda move: (move.steps, move.units)):
            change = Change(lever.key, lever.now, move.value)
            try:
                result = assess(now.ruleset, changed(now.dossier, [change]), missing="zero")
            except DossierError:
                continue
            if meets(result, target):
                yield change
                break
