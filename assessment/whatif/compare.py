"""Two assessments of one dossier by one ruleset: what moved."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.model.canonical import levels_of
from assessment.model.difference import ItemMove
from assessment.model.outcome import Assessment, Finding, Status
from assessment.model.whatif import Comparison, CriterionMove, ExclusionMove


def compare(before: Assessment, after: Assessment) -> Comparison:
    """What another value of some evidence moves, in the ruleset's order.

    Args:
        after: of the same ruleset.

    """
    one, other = before.score, after.score

    def _earned(move: CriterionMove) -> bool:
        """Whether a criterion has other points, or meets other levels."""
        old, new = ((result.points, levels_of(before.ruleset, result.findings)) for result in move)
        return old != new

    items = _pairs(before.findings.values(), after.findings.values())
    gates = _pairs(one.gates, other.gates)
    criteria = map(CriterionMove, one.criteria, other.criteria)
    exclusions = (
        ExclusionMove(exclusion, was, now)
        for (exclusion, was), (_, now) in zip(one.exclusions, other.exclusions, strict=True)
    )
    return Comparison(
        before=before,
        after=after,
        items=tuple(move for move in items if _moved(move)),
        gates=tuple(move for move in gates if _moved(move)),
        criteria=tuple(move for move in criteria if _earned(move)),
        exclusions=tuple(move for move in exclusions if move.before != move.after),
        kept=tuple(
            move.after
            for move in (*items, *gates)
            if move.before and move.after and not _moved(move) and _seen(*move)
        ),
    )


def _pairs(before: Iterable[Finding], after: Iterable[Finding]) -> list[ItemMove]:
    return [ItemMove(old, new) for old, new in zip(before, after, strict=True)]


def _moved(move: ItemMove) -> bool:
    assert move.before
    assert move.after
    return _comes_to(move.before) != _comes_to(move.after)


def _comes_to(found: Finding) -> tuple[object, ...]:
    return found.points, dict(found.levels), found.status is Status.NOT_APPLICABLE


def _seen(before: Finding | None, after: Finding | None) -> bool:
    """Whether other evidence is seen; what is missing is settled otherwise, too."""
    return _shown(before) != _shown(after)


def _shown(found: Finding | None) -> object:
    return found and (found.seen, found.remarks, [_shown(part) for part in found.parts])
