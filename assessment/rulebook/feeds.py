"""What registers of classes are evidence of: the files in the shelves' `registers/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from assessment.errors import Notice, Place, RulesetError, nearest
from assessment.files import Tree, read_tree
from assessment.model.register import Feed, Feeds
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.rulebook.catalog import Catalog
from assessment.shape import validate


class Fed(NamedTuple):
    """A feed of a file; `number`: its place there, from 0."""

    feed: Feed
    tree: Tree
    number: int

    def place(self, step: str) -> Place:
        return self.tree.place(("feeds", self.number, step))


def fed(catalog: Catalog) -> tuple[str, ...]:
    """The rulesets that take evidence from registers, by id.

    Raises:
        RulesetError: every `file.*` and `shape.*` problem of a file.

    """
    return tuple(dict.fromkeys(each.feed.ruleset for each in feeds(catalog)))


def feeds_of(catalog: Catalog, ruleset: Ruleset) -> tuple[Feed, ...]:
    """The evidence of a ruleset that is counted in registers.

    Raises:
        RulesetError: as in `fed`; `feeds.unknown_key`: the ruleset has no such count.

    """
    found = [each for each in feeds(catalog) if each.feed.ruleset == ruleset.id]
    if notices := list(problems(found, {ruleset.id: ruleset})):
        raise RulesetError(notices[0])
    return tuple(each.feed for each in found)


def feeds(catalog: Catalog) -> Iterator[Fed]:
    """Every feed on the shelves.

    Raises:
        RulesetError: every `file.*` and `shape.*` problem of a file.

    """
    for path in catalog.registers():
        tree = read_tree(path, RulesetError)
        found = validate(Feeds, tree, _handed_down(tree.content), RulesetError).feeds
        yield from (Fed(feed, tree, number) for number, feed in enumerate(found))


def problems(found: Sequence[Fed], known: Mapping[str, Ruleset]) -> Iterator[Notice]:
    """Feeds of no ruleset, or of no count of theirs."""
    for each in found:
        feed, ruleset = each.feed, known.get(each.feed.ruleset)
        if ruleset is None:
            params = {"id": feed.ruleset, "nearest": nearest(feed.ruleset, known)}
            yield Notice("feeds.unknown_ruleset", each.place("ruleset"), params)
            continue
        counts = [k for k, e in ruleset.evidence.items() if e.type is EvidenceType.COUNT]
        if feed.key not in counts:
            near = nearest(feed.key, counts)
            params = {"key": feed.key, "ruleset": ruleset.id, "nearest": near}
            yield Notice("feeds.unknown_key", each.place("key"), params)


def _handed_down(content: Mapping[str, Any]) -> dict[str, Any]:
    """The file with its basis and source in each feed that states none."""
    ground = {name: content[name] for name in ("basis", "source") if name in content}
    feeds = content.get("feeds")
    if not isinstance(feeds, list):
        return dict(content)
    filled = [{**ground, **feed} if isinstance(feed, Mapping) else feed for feed in feeds]
    return {**content, "feeds": filled}
