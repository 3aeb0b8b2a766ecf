"""For each indicator one level up and one down: the nearest change that does it, and the result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product

from assessment.engine.admit import admit
from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.model.outcome import Assessment, Finding, Status
from assessment.model.plan import Change
from assessment.model.whatif import Sensitivity, Shift
from assessment.whatif.changes import changed
from assessment.whatif.effects import Effects
from assessment.whatif.levers import Lever, Move, levers

_MOST_TRIES = 3_000
"""Sets of moves tried for one item and direction; the nearest are tried first."""

Moves = tuple[tuple[Lever, Move], ...]


def sensitivity(now: Assessment) -> tuple[Sensitivity, ...]:
    """Every indicator and gate that is asked, a level up and a level down.

    The nearest change is of the fewest pieces of evidence, then of the fewest steps (a limit
    passed, an option, an answer, a step of the scale), then of the fewest units.
    """
    field = _Field(now)
    found = (*now.findings.values(), *now.score.gates)
    return tuple(field.of(one) for one in found if one.status is not Status.NOT_APPLICABLE)


def steps_down(now: Assessment) -> Iterator[tuple[Finding, Shift]]:
    """Every indicator and gate that a change takes a level down, with the nearest that does."""
    field = _Field(now)
    for found in (*now.findings.values(), *now.score.gates):
        shift = None if found.status is Status.NOT_APPLICABLE else field.shift(found, up=False)
        if shift:
            yield found, shift


class _Field:
    def __init__(self, now: Assessment) -> None:
        self._now = now
        evidence = admit(now.ruleset, now.dossier, strict=now.options.strict).counted
        self._effects = Effects(
            now.ruleset, evidence, levers(now.ruleset, evidence), now.options.missing
        )

    def of(self, found: Finding) -> Sensitivity:
        return Sensitivity(found, self.shift(found, up=True), self.shift(found, up=False))

    def shift(self, found: Finding, *, up: bool) -> Shift | None:
        now = self._effects.at(found.item, {})
        for moves in islice(self._sets(found), _MOST_TRIES):
            effect = self._effects.at(found.item, {lever.key: m.value for lever, m in moves})
            if now.is_below(effect) if up else effect.is_below(now):
                shift = self._made(moves)
                if shift:
                    return shift
        return None

    def _sets(self, found: Finding) -> Iterator[Moves]:
        """Sets of moves, the nearest first."""
        own = self._effects.of_item(found.item)
        for count in range(1, len(own) + 1):
            sets = (
                tuple(zip(chosen, moves, strict=True))
                for chosen in combinations(own, count)
                for moves in product(*(lever.moves for lever in chosen))
            )
            yield from sorted(islice(sets, _MOST_TRIES), key=_distance)

    def _made(self, moves: Moves) -> Shift | None:
        """The dossier with these moves; None where no dossier may say so."""
        changes = tuple(Change(lever.key, lever.now, move.value) for lever, move in moves)
        options = self._now.options
        try:
            made = changed(self._now.dossier, changes)
            result = assess(self._now.ruleset, made, missing=options.missing, strict=options.strict)
        except DossierError:
            return None
        return Shift(changes, result)


def _distance(moves: Moves) -> tuple[object, ...]:
    return sum(move.steps for _, move in moves), sum(move.units for _, move in moves)
