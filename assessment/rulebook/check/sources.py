"""What the shelves say of where evidence comes from, held against the rulesets.

The results of other rulesets (`chains/`), and registers of classes (`registers/`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assessment.errors import Notice, RulesetError
from assessment.model.flaw import Flaw, Severity
from assessment.model.ruleset import Ruleset
from assessment.rulebook import chains, feeds
from assessment.rulebook.catalog import Catalog


def source_flaws(catalog: Catalog, rulesets: Mapping[str, Ruleset]) -> Iterator[Flaw]:
    """What is wrong with the links and the feeds; waits until every ruleset can be read.

    Args:
        rulesets: those on the shelves that can.

    """
    for notice in (*_of_chains(catalog, rulesets), *_of_feeds(catalog, rulesets)):
        yield Flaw(Severity.ERROR, notice)


def _of_chains(catalog: Catalog, rulesets: Mapping[str, Ruleset]) -> Sequence[Notice]:
    try:
        found = chains.joints(catalog)
    except RulesetError as error:
        return error.notices
    every = list(rulesets.values())
    return list(chains.problems(found, every)) if _all_read(catalog, rulesets) else []


def _of_feeds(catalog: Catalog, rulesets: Mapping[str, Ruleset]) -> Sequence[Notice]:
    try:
        found = list(feeds.feeds(catalog))
    except RulesetError as error:
        return error.notices
    return list(feeds.problems(found, rulesets)) if _all_read(catalog, rulesets) else []


def _all_read(catalog: Catalog, rulesets: Mapping[str, Ruleset]) -> bool:
    return rulesets.keys() >= set(catalog.ids())
