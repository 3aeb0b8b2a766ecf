"""Rulesets tried: gathered from the shelves with their cases, run, measured, hunted."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assessment.errors import DossierError, Notice, Place
from assessment.files import read_tree
from assessment.model.ruleset import Ruleset
from assessment.model.trial import Trial
from assessment.rulebook.cases.coverage import coverage
from assessment.rulebook.cases.hunt import hunt
from assessment.rulebook.cases.read import read_tables
from assessment.rulebook.cases.run import failures
from assessment.rulebook.cases.table import Case
from assessment.rulebook.catalog import SHIPPED, Catalog


class Trialled(NamedTuple):
    """A ruleset with the cases that are about it.

    `changed`: the ids of the items that an overlay changes, where one is laid over it;
    None: the ruleset as it is. An overlay answers only for what it changes.
    """

    ruleset: Ruleset
    cases: tuple[Case, ...]
    changed: frozenset[str] | None = None


def gathered(catalog: Catalog, only: Collection[str] = ()) -> tuple[Trialled, ...]:
    """Every ruleset, and every overlay that some case names, with its cases.

    Args:
        only: the ids of the rulesets wanted; empty: all on the shelves.

    Raises:
        DossierError: a table is malformed.
        RulesetError: a ruleset or an overlay has problems.

    """

    @cache
    def ruleset_of(id_: str, overlay: str | None) -> Ruleset | None:
        return catalog.get(id_, () if overlay is None else (overlay,))

    ids = tuple(dict.fromkeys(only)) or catalog.ids()
    shelved = catalog.ids()
    cases = read_tables(catalog.tables(), ruleset_of, only=frozenset(ids), shelved=shelved)
    found: list[Trialled] = []
    for id_ in ids:
        mine = [case for case in cases if case.ruleset == id_]
        for overlay in dict.fromkeys((None, *(case.overlay for case in mine))):
            ruleset = ruleset_of(id_, overlay)
            if ruleset:
                of_it = tuple(case for case in mine if case.overlay == overlay)
                found.append(Trialled(ruleset, of_it, _changed(catalog, overlay)))
    return tuple(found)


def stray_tables(catalog: Catalog) -> tuple[Notice, ...]:
    """Tables on the local shelves that are not looked for where they stand."""
    local = (path for path in catalog.files() if not path.is_relative_to(SHIPPED))
    stray = (path for path in (*catalog.strays(), *local) if _is_table(path))
    return tuple(Notice("cases.stray_table", Place(str(path))) for path in stray)


def _is_table(path: Path) -> bool:
    try:
        return "cases" in read_tree(path, DossierError).content
    except DossierError:
        return False


def trial(trialled: Trialled, *, mutants: bool) -> Trial:
    """Run the cases, measure what they show, and hunt the mutants where that is asked for.

    Only cases that hold take part in the hunt: one that fails tells nothing apart.
    """
    ruleset, cases, changed = trialled
    failing = tuple(failures(cases, ruleset))
    failed = {failure.case for failure in failing}
    hunters = [case for case in cases if str(case) not in failed]
    return Trial(
        ruleset=ruleset,
        cases=len(cases),
        failures=failing,
        coverage=coverage(ruleset, cases) if changed is None else None,
        mutants=tuple(hunt(ruleset, hunters, changed)) if mutants else None,
    )


def _changed(catalog: Catalog, overlay: str | None) -> frozenset[str] | None:
    if overlay is None:
        return None
    found = next(entry for entry in catalog.overlays() if entry.id == overlay)
    return frozenset(change.item or "" for change in found.changes)
