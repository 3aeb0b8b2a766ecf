"""What the shelves say of results that are evidence, held against the rulesets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessment.errors import RulesetError
from assessment.model.flaw import Flaw, Severity
from assessment.model.ruleset import Ruleset
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.chains import joints, problems


def chain_flaws(catalog: Catalog, rulesets: Mapping[str, Ruleset]) -> Iterator[Flaw]:
    """What is wrong with the links; waits until every ruleset can be read.

    Args:
        rulesets: those on the shelves that can.

    """
    try:
        found = joints(catalog)
    except RulesetError as error:
        yield from (Flaw(Severity.ERROR, notice) for notice in error.notices)
        return
    if rulesets.keys() >= set(catalog.ids()):
        for notice in problems(found, list(rulesets.values())):
            yield Flaw(Severity.ERROR, notice)
