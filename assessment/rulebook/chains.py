"""Which results give which evidence: the files in the shelves' `chains/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assessment.errors import Notice, Place, RulesetError, nearest
from assessment.files import Steps, Tree, read_tree
from assessment.model.chain import Chains, Link, Results, title_key
from assessment.model.ruleset import EvidenceKey, EvidenceType, Ruleset, SubjectKind
from assessment.rulebook.catalog import Catalog
from assessment.shape import validate

_YES_NO = frozenset({"true", "false", "có", "không"})
_ANSWERS = (EvidenceType.CHOICE, EvidenceType.YES_NO)
_ONE_WAY = "counted, rating_at_least, rating"


class Joint(NamedTuple):
    """A link of a file, and whose results it passes on."""

    results: Results
    link: Link
    tree: Tree
    steps: Steps

    def place(self, *steps: str) -> Place:
        return self.tree.place((*self.steps, *steps))

    def is_of(self, ruleset: Ruleset) -> bool:
        """Whether results of this ruleset are passed on."""
        same = title_key(self.results.title) == title_key(ruleset.title)
        return same and self.results.subject is ruleset.subject


def joints(catalog: Catalog) -> tuple[Joint, ...]:
    """Every link on the shelves, each by itself.

    Raises:
        RulesetError: every `file.*` and `shape.*` problem of a file.

    """
    return tuple(joint for path in catalog.chains() for joint in joints_in(path))


def joints_in(path: Path) -> tuple[Joint, ...]:
    """The links of a file."""
    tree = read_tree(path, RulesetError)
    chains = validate(Chains, tree, _handed_down(tree.content), RulesetError).chains
    return tuple(
        Joint(chain.results, link, tree, ("chains", number, "gives", index))
        for number, chain in enumerate(chains)
        for index, link in enumerate(chain.gives)
    )


def sound_joints(catalog: Catalog) -> tuple[Joint, ...]:
    """The same, held against the rulesets.

    Raises:
        RulesetError: as in `joints`, and every `chains.*` problem.

    """
    found = joints(catalog)
    if notices := tuple(problems(found, list(catalog.all()))):
        raise RulesetError(*notices)
    return found


def problems(found: Sequence[Joint], rulesets: Sequence[Ruleset]) -> Iterator[Notice]:
    """What is wrong with links: each by itself, then two of them, then all together."""
    known = {ruleset.id: ruleset for ruleset in rulesets}
    for joint in found:
        yield from _problems(joint, known)
    yield from _twice(found)
    yield from _circles(found, known)


def _handed_down(content: Mapping[str, Any]) -> dict[str, Any]:
    """Basis and source of the file in each chain that states none, and those in each link."""
    chains = _with_ground(content, content.get("chains"))
    if not isinstance(chains, list):
        return dict(content)
    filled = [
        {**chain, "gives": _with_ground(chain, chain.get("gives"))}
        if isinstance(chain, Mapping) and "gives" in chain
        else chain
        for chain in chains
    ]
    return {**content, "chains": filled}


def _with_ground(above: Mapping[str, Any], entries: Any) -> Any:
    ground = {name: above[name] for name in ("basis", "source") if name in above}
    if not isinstance(entries, list):
        return entries
    return [{**ground, **entry} if isinstance(entry, Mapping) else entry for entry in entries]


# --- a link by itself ------------------------------------------------------------------


def _problems(joint: Joint, known: Mapping[str, Ruleset]) -> Iterator[Notice]:
    link = joint.link
    givers = [ruleset for ruleset in known.values() if joint.is_of(ruleset)]
    if not givers:
        yield _unknown_source(joint, known.values())
    if link.ways != 1:
        yield Notice("chains.one_way", joint.place(), {"allowed": _ONE_WAY})
    target = known.get(link.ruleset)
    if target is None:
        params = {"id": link.ruleset, "nearest": nearest(link.ruleset, known)}
        yield Notice("chains.unknown_ruleset", joint.place("ruleset"), params)
        return
    entry = target.evidence.get(link.key)
    if entry is None:
        near = nearest(link.key, target.evidence)
        params = {"key": link.key, "ruleset": target.id, "nearest": near}
        yield Notice("chains.unknown_key", joint.place("key"), params)
    elif link.among and (
        target.subject is not SubjectKind.UNIT
        or joint.results.subject is not SubjectKind.CITIZEN
        or not link.counted
    ):
        yield Notice("chains.among_citizens", joint.place("among"))
    elif link.ways == 1 and givers:
        yield from _unfit(joint, entry, givers)


def _unknown_source(joint: Joint, known: Iterable[Ruleset]) -> Notice:
    subject, title = joint.results.subject, joint.results.title
    near = nearest(title, [r.title for r in known if r.subject is subject])
    place = joint.tree.place((*joint.steps[:2], "results"))
    params = {"subject": subject.value, "title": title, "nearest": near}
    return Notice("chains.unknown_source", place, params)


def _unfit(joint: Joint, entry: EvidenceKey, givers: Sequence[Ruleset]) -> Iterator[Notice]:
    """A key of another type; ratings that no ruleset of these results has."""
    link = joint.link
    wanted = _ANSWERS if isinstance(link.rating, Mapping) else (EvidenceType.CHOICE,)
    wanted = wanted if link.rating else (EvidenceType.COUNT,)
    if entry.type not in wanted:
        types = [each.value for each in wanted]
        params = {"key": link.key, "type": entry.type.value, "types": types}
        yield Notice("chains.wrong_type", joint.place("key"), params)
    elif link.rating_at_least:
        titles = {r.id for giver in givers for r in giver.ratings if not r.otherwise}
        if link.rating_at_least not in titles:
            yield _unknown_rating(joint, ("rating_at_least",), link.rating_at_least, titles)
    elif link.rating:
        yield from _unsaid(joint, entry, givers)


def _unsaid(joint: Joint, entry: EvidenceKey, givers: Sequence[Ruleset]) -> Iterator[Notice]:
    """Ratings of which it is not said, or not rightly, what they are in the key."""
    rating = joint.link.rating
    named = [{r.id for r in giver.ratings} for giver in givers]
    ratings = set[str]().union(*named)
    said = rating if isinstance(rating, Mapping) else dict.fromkeys(ratings)
    for id_ in said:
        if id_ not in ratings:
            yield _unknown_rating(joint, ("rating", id_), id_, ratings)
    allowed = set(entry.labels) or _YES_NO
    answers = {id_: text or id_ for id_, text in said.items()}
    fitting = {id_ for id_, text in answers.items() if text in allowed}
    for id_, text in answers.items():
        if id_ not in fitting and isinstance(rating, Mapping):
            yield _wrong_answer(joint, ("rating", id_), text, allowed)
    left = min((own - fitting for own in named), key=lambda own: len(own))  # noqa: PLW0108 - mypy
    if left - said.keys():
        params = {"ratings": ", ".join(sorted(left - said.keys()))}
        yield Notice("chains.rating_left_out", joint.place("rating"), params)
    elif left and rating == "same":
        yield _wrong_answer(joint, ("rating",), ", ".join(sorted(left)), allowed)


def _unknown_rating(
    joint: Joint, steps: tuple[str, ...], value: str, ratings: Iterable[str]
) -> Notice:
    params = {
        "value": value,
        "title": joint.results.title,
        "allowed": ", ".join(sorted(ratings)),
        "nearest": nearest(value, ratings),
    }
    return Notice("chains.unknown_rating", joint.place(*steps), params)


def _wrong_answer(
    joint: Joint, steps: tuple[str, ...], value: str, allowed: Iterable[str]
) -> Notice:
    params = {"value": value, "key": joint.link.key, "allowed": ", ".join(sorted(allowed))}
    return Notice("chains.wrong_answer", joint.place(*steps), params)


# --- links together --------------------------------------------------------------------


def _twice(found: Sequence[Joint]) -> Iterator[Notice]:
    first: dict[tuple[str, ...], Joint] = {}
    for joint in found:
        results, link = joint.results, joint.link
        who = (results.subject.value, title_key(results.title), link.ruleset, link.key)
        other = first.setdefault(who, joint)
        if other is not joint:
            params = {"key": link.key, "ruleset": link.ruleset, "other": str(other.place("key"))}
            yield Notice("chains.key_twice", joint.place("key"), params)


def _circles(found: Sequence[Joint], known: Mapping[str, Ruleset]) -> Iterator[Notice]:
    """Results that rest, by whatever way, on themselves; each circle once."""
    ways: dict[tuple[str, str], list[tuple[tuple[str, str], Joint]]] = {}
    for joint in found:
        if target := known.get(joint.link.ruleset):
            there = (target.subject.value, title_key(target.title))
            here = (joint.results.subject.value, title_key(joint.results.title))
            ways.setdefault(here, []).append((there, joint))
    done: set[tuple[str, str]] = set()
    for start in ways:
        yield from _walk(start, ways, [], [], done)


def _walk(
    node: tuple[str, str],
    ways: Mapping[tuple[str, str], Sequence[tuple[tuple[str, str], Joint]]],
    path: list[tuple[str, str]],
    taken: list[Joint],
    done: set[tuple[str, str]],
) -> Iterator[Notice]:
    if node in path:
        circle = taken[path.index(node) :]
        titles = [joint.results.title for joint in circle]
        params = {"circle": " → ".join([*titles, titles[0]])}
        yield Notice("chains.cycle", circle[-1].place("ruleset"), params)
        return
    if node in done:
        return
    for there, joint in ways.get(node, ()):
        yield from _walk(there, ways, [*path, node], [*taken, joint], done)
    done.add(node)
