"""What registers of classes are evidence of: the files in the shelves' `registers/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessment.errors import Notice, Place, RulesetError, nearest
from assessment.files import read_tree
from assessment.model.register import Feed, Feeds
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.rulebook.catalog import Catalog
from assessment.shape import validate


def fed(catalog: Catalog) -> tuple[str, ...]:
    """The rulesets that take evidence from registers, by id.

    Raises:
        RulesetError: every `file.*` and `shape.*` problem of a file.

    """
    return tuple(dict.fromkeys(feed.ruleset for _, feed in _feeds(catalog)))


def feeds_of(catalog: Catalog, ruleset: Ruleset) -> tuple[Feed, ...]:
    """The evidence of a ruleset that is counted in registers.

    Raises:
        RulesetError: as in `fed`; `feeds.unknown_key`: the ruleset has no such count.

    """
    found: list[Feed] = []
    for place, feed in _feeds(catalog):
        if feed.ruleset != ruleset.id:
            continue
        counts = [k for k, e in ruleset.evidence.items() if e.type is EvidenceType.COUNT]
        if feed.key not in counts:
            near = nearest(feed.key, counts)
            params = {"key": feed.key, "ruleset": ruleset.id, "nearest": near}
            raise RulesetError(Notice("feeds.unknown_key", place, params))
        found.append(feed)
    return tuple(found)


def _feeds(catalog: Catalog) -> Iterator[tuple[Place, Feed]]:
    for path in catalog.registers():
        tree = read_tree(path, RulesetError)
        feeds = validate(Feeds, tree, _handed_down(tree.content), RulesetError).feeds
        for index, feed in enumerate(feeds):
            yield tree.place(("feeds", index, "key")), feed


def _handed_down(content: Mapping[str, Any]) -> dict[str, Any]:
    """The file with its basis and source in each feed that states none."""
    ground = {name: content[name] for name in ("basis", "source") if name in content}
    feeds = content.get("feeds")
    if not isinstance(feeds, list):
        return dict(content)
    filled = [{**ground, **feed} if isinstance(feed, Mapping) else feed for feed in feeds]
    return {**content, "feeds": filled}
