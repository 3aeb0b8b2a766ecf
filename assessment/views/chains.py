"""Where evidence may be taken from: the results of other rulesets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assessment.model.chain import Link, Results
from assessment.model.ruleset import Ruleset
from assessment.views.lines import wrapped
from assessment.wording import Words


def lines(ruleset: Ruleset, links: Sequence[tuple[Results, Link]], words: Words) -> Iterator[str]:
    """A line for each key that results give."""
    if not links:
        return
    yield ""
    yield words.say("chains.section")
    for results, link in links:
        entry = ruleset.evidence.get(link.key)
        label = f"{entry.label} [{link.key}]" if entry else link.key
        taken = words.say("chains.from", title=results.title)
        how = _how(link, words)
        yield from wrapped(f"{label}: {taken}, {how}", "   ", "     ")
    grounds = {link.source: link.basis for _, link in links}
    said = (f"{source}, {words.say(f'basis.{basis.value}')}" for source, basis in grounds.items())
    yield from wrapped(f"{words.say('explain.source')}: {'; '.join(said)}", "   ", "     ")


def contract(links: Sequence[tuple[Results, Link]]) -> list[dict[str, Any]]:
    """The links as they were written."""
    return [
        {
            "results": results.model_dump(mode="json"),
            **link.model_dump(mode="json", exclude_none=True, exclude={"ruleset"}),
        }
        for results, link in links
    ]


def _how(link: Link, words: Words) -> str:
    if link.among:
        how = _how(link.model_copy(update={"among": None}), words)
        return words.say(f"chains.among.{link.among.value}", how=how)
    if link.counted:
        return words.say(f"chains.how.{link.counted.value}")
    if link.rating_at_least:
        return words.say("chains.how.at_least", rating=link.rating_at_least)
    return words.say("chains.how.rating")
