"""Who moves: dossiers scored by both rulesets, whichever they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from assessment.engine.assess import Missing
from assessment.errors import DossierError
from assessment.model.difference import Diff, Direction, ItemMove, Move
from assessment.model.dossier import Dossier
from assessment.model.outcome import Finding
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Ruleset
from assessment.model.scored import Scored
from assessment.rulebook.diff.match import gates
from assessment.rulebook.proof.witness import scored


def moves(
    diff: Diff, dossiers: Iterable[tuple[str, Dossier | DossierError]], missing: Missing = "open"
) -> Iterator[Move]:
    """Each dossier scored by both.

    Args:
        dossiers: each by its name; one that could not be read, as its error.
        missing: as in `assess`.

    """
    for name, dossier in dossiers:
        if isinstance(dossier, DossierError):
            refused = Scored(None, dossier.notices)
            yield Move(name, Direction.REFUSED, refused, refused)
            continue
        before = scored(diff.before, dossier, missing)
        after = scored(diff.after, dossier, missing)
        items = tuple(sorted(_items(diff, before, after), key=_weight, reverse=True))
        foreign = _foreign(diff, dossier, before, after)
        yield Move(name, _direction(diff, before, after), before, after, items, foreign)


def _foreign(diff: Diff, dossier: Dossier, before: Scored, after: Scored) -> bool:
    """Whether neither takes it, and it was written for another ruleset."""
    if before.assessment or after.assessment:
        return False
    if dossier.ruleset is not None and dossier.ruleset not in (diff.before.id, diff.after.id):
        return True
    return all(
        any(notice.code == "catalog.wrong_subject" for notice in one.errors)
        for one in (before, after)
    )


def _direction(diff: Diff, before: Scored, after: Scored) -> Direction:
    if before.assessment is None or after.assessment is None:
        return Direction.REFUSED
    old, new = before.assessment.rating, after.assessment.rating
    if old is None or new is None:
        if (old is None) == (new is None):
            return Direction.SAME
        return Direction.UNDETERMINED if new is None else Direction.DETERMINED
    ranks = _ranks(diff.before, diff.after)
    if ranks is None:
        one, other = (
            x.score.determination.recognised for x in (before.assessment, after.assessment)
        )
        if one == other:
            return Direction.SAME if old.id == new.id else Direction.OTHER
        return Direction.UP if other else Direction.DOWN
    if ranks[old.id] == ranks[new.id]:
        return Direction.SAME
    return Direction.UP if ranks[new.id] < ranks[old.id] else Direction.DOWN


def _ranks(before: Ruleset, after: Ruleset) -> Mapping[str, int] | None:
    """The ratings' order, 0 the best; None where the two do not rate on one scale.

    A rating that only one of them has is ranked where it stands among those of both.
    """
    old, new = ([rating.id for rating in r.ratings] for r in (before, after))
    common = [id_ for id_ in old if id_ in new]
    if len(common) < min(len(old), len(new)) or common != [id_ for id_ in new if id_ in old]:
        return None
    return {id_: rank for rank, id_ in enumerate(old if len(old) > len(new) else new)}


def _items(diff: Diff, before: Scored, after: Scored) -> Iterator[ItemMove]:
    """Indicators and gates that come to something else."""
    if before.assessment is None or after.assessment is None:
        return
    pairs = [(old.id, new.id) for old, new in diff.kept]
    pairs += [(old.id, new.id) for old, new in gates(diff.before, diff.after) if old and new]
    partners = dict(pairs)
    old_found, new_found = _findings(before), _findings(after)
    for id_, old in old_found.items():
        new = new_found.pop(partners[id_], None) if id_ in partners else None
        if not _same(old, new):
            yield ItemMove(old, new)
    yield from (ItemMove(None, new) for new in new_found.values() if not _same(None, new))


def _findings(one: Scored) -> dict[str, Finding]:
    assert one.assessment
    score = one.assessment.score
    return {f.item.id: f for f in (*(f for c in score.criteria for f in c.findings), *score.gates)}


def _same(old: Finding | None, new: Finding | None) -> bool:
    """Whether both come to the same; an item that one ruleset lacks is worth nothing there."""
    if old and new:
        return old.points == new.points and dict(old.levels) == dict(new.levels)
    found = old or new
    return found is None or (found.points is not None and not found.points.high)


def _weight(move: ItemMove) -> Decimal:
    """By how much the sure points differ."""
    low = [f.points.low if f and f.points else ZERO for f in (move.before, move.after)]
    high = [f.points.high if f and f.points else ZERO for f in (move.before, move.after)]
    return max(abs(low[1] - low[0]), abs(high[1] - high[0]))
