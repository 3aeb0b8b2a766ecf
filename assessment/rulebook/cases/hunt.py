"""Mutants hunted: refused by the loader, caught by a case, proved equivalent, or alive."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from assessment.errors import RulesetError
from assessment.files import Tree
from assessment.model.item import Item
from assessment.model.ruleset import Criterion, Exclusion, Ruleset
from assessment.model.trial import UNDECIDED, UNSCORED, Fate, MutantResult
from assessment.rulebook.cases.mutants import Mutant, mutants
from assessment.rulebook.cases.run import differences
from assessment.rulebook.cases.table import Case
from assessment.rulebook.diff import first_difference
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.proof.trials import TooManyTrials


def hunt(
    ruleset: Ruleset, cases: Sequence[Case], only: Collection[str] | None = None
) -> Iterator[MutantResult]:
    """The fate of every mutant.

    Args:
        ruleset: the right one.
        cases: its cases, all of which must hold on it.
        only: the ids of the items whose mutants are wanted; None: all.

    """
    hunter = _Hunter(ruleset, cases)
    for mutant in mutants(ruleset.content):
        if only is None or mutant.item in only:
            yield hunter.fate(mutant)


class _Hunter:
    def __init__(self, ruleset: Ruleset, cases: Sequence[Case]) -> None:
        self._ruleset = ruleset
        self._cases = cases
        self._keys = dict(_keys(ruleset))

    def fate(self, mutant: Mutant) -> MutantResult:
        try:
            changed = ruleset_of(Tree(mutant.content))
        except RulesetError as problem:
            codes = dict.fromkeys(notice.code for notice in problem.notices)
            return MutantResult(mutant.name, Fate.REFUSED, ", ".join(codes))
        for case in self._nearest_first(mutant.item):
            if next(differences(case, changed), None):
                return MutantResult(mutant.name, Fate.CAUGHT, str(case))
        return self._uncaught(mutant, changed)

    def _uncaught(self, mutant: Mutant, changed: Ruleset) -> MutantResult:
        """Proved equivalent, or alive with a dossier that tells it from the right one."""
        if not mutant.scored:
            return MutantResult(mutant.name, Fate.SURVIVED, UNSCORED)
        try:
            witness = first_difference(self._ruleset, changed)
        except TooManyTrials:
            return MutantResult(mutant.name, Fate.SURVIVED, UNDECIDED)
        fate = Fate.EQUIVALENT if witness is None else Fate.SURVIVED
        return MutantResult(mutant.name, fate, witness=witness)

    def _nearest_first(self, item: str) -> list[Case]:
        """The cases about the item, then those about its evidence, before all others."""
        keys = self._keys.get(item, frozenset())
        return sorted(self._cases, key=lambda c: (item not in c.about, c.about.isdisjoint(keys)))


def _keys(ruleset: Ruleset) -> Iterator[tuple[str, frozenset[str]]]:
    """The evidence that each item, criterion and exclusion names."""
    entries: tuple[Item | Criterion | Exclusion, ...] = (
        *ruleset.every_item(),
        *ruleset.criteria,
        *ruleset.exclusions,
    )
    for entry in entries:
        named = frozenset(_leaves(entry.model_dump()))
        yield entry.id, named.intersection(ruleset.evidence)


def _leaves(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _leaves(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _leaves(value)
