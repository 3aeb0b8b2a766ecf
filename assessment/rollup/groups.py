"""Results counted by hamlet, clan, commune: for each what the links into the target give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from assessment.batch.headers import ID, NAME
from assessment.errors import Notice, Place, TableError
from assessment.model.alphabet import alphabetical
from assessment.model.chain import title_key
from assessment.model.rollup import FileCounted, Given, Group, Lists, Why
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.rollup.count import ByGroup, Counted, Key, counted, no_group, parts
from assessment.rollup.give import given, joined, source_of
from assessment.rollup.results import PLACES, Results
from assessment.rulebook.chains import Joint

_WITHIN = (SubjectKind.HAMLET, SubjectKind.CLAN)


class Grouped(NamedTuple):
    """`above`: the fields of what the groups lie in, from within. `nowhere`: rows of no group."""

    sources: tuple[FileCounted, ...]
    above: tuple[str, ...]
    groups: tuple[Group, ...]
    nowhere: int


def grouped(
    target: Ruleset, joints: Sequence[Joint], results: Sequence[Results], lists: Lists
) -> Grouped:
    """Count results by the column that is named as the target's subject.

    Raises:
        TableError: `rollup.no_column`; `rollup.no_group`: a row does not say where it
            belongs; `rollup.which_place`: nobody can tell whether groups of one name in two
            tables are one; `rollup.several_results`: two rows of one group give a rating.

    """
    links = joined(target, joints, results)
    used = {each.receipt: each for _, of in links for each in of}
    above = _above(target.subject, list(used.values()))
    every = counted(links, lambda each: [*above, _field(target, each)], lists)
    whole = [every[receipt, None] for receipt in used]
    _refuse_nowhere(target, whole)
    _refuse_namesakes(target, above, whole)
    names = {key: name for each in whole for key, name in each.names.items() if key[-1]}
    groups = []
    for key in sorted(names, key=lambda key: alphabetical(" ".join(filter(None, names[key])))):
        *places, name = (part or "" for part in names[key])
        found = tuple(_given(target, links, every, lists, key))
        rows = tuple(source_of(each.results, each.of(key)) for each in whole)
        groups.append(Group(name, tuple(places), found, rows))
    nowhere = sum(each.nowhere for each in whole)
    sources = tuple(source_of(each.results, each.whole) for each in whole)
    return Grouped(sources, above, tuple(groups), nowhere)


def _above(subject: SubjectKind, results: Sequence[Results]) -> tuple[str, ...]:
    """The places around the groups that any of these tables tells, the nearest first."""
    return tuple(p for p in _wider(subject) if any(p in each.fields for each in results))


def _wider(subject: SubjectKind) -> tuple[str, ...]:
    wider = PLACES[PLACES.index(subject) + 1 :] if subject in PLACES else PLACES
    return tuple(place.value for place in wider if place not in _WITHIN)


def _field(target: Ruleset, results: Results) -> str:
    """The column that names the groups; results of the target's own subject name themselves."""
    if results.ruleset.subject is target.subject:
        return NAME if NAME in results.fields else ID
    if target.subject.value not in results.fields:
        params = {"field": target.subject.value}
        raise TableError(Notice("rollup.no_column", Place(str(results.path)), params))
    return target.subject.value


def _refuse_nowhere(target: Ruleset, counted: Sequence[ByGroup]) -> None:
    """Everyone lives in some hamlet; not everyone is of a clan, or of a unit."""
    if target.subject in (SubjectKind.CLAN, SubjectKind.UNIT):
        return
    for each in counted:
        if each.nowhere:
            raise TableError(no_group(each, _field(target, each.results)))


def _refuse_namesakes(target: Ruleset, above: tuple[str, ...], counted: Sequence[ByGroup]) -> None:
    """A name in two tables is one group only if both tell the same place around it.

    Results of two titles, neither of which tells any place, are of one place.
    """
    wider = _wider(target.subject)
    if not wider:
        return
    named: defaultdict[str | None, list[tuple[Key, ByGroup]]] = defaultdict(list)
    for each in counted:
        for key in each.groups:
            if key[-1]:
                named[key[-1]].append((key, each))
    for found in named.values():
        if above[:1] == wider[:1] and all(None not in key for key, _ in found):
            continue
        for (one, first), (other, second) in combinations(found, 2):
            if first is second or not (untold := _untold(wider, above, one, other)):
                continue
            if one != other or _are_of_one_title(first.results, second.results):
                files = ", ".join(str(each.results.path) for each in (first, second))
                params = {"name": first.names[one][-1], "files": files, "field": untold}
                place = Place(str(second.results.path))
                raise TableError(Notice("rollup.which_place", place, params))


def _untold(wider: tuple[str, ...], above: tuple[str, ...], one: Key, other: Key) -> str | None:
    """The place for the lack of which two groups of one name may be one or two."""
    pairs = {field: (one[n], other[n]) for n, field in enumerate(above)}
    if one == other:
        return None if pairs.get(wider[0], (None,))[0] else wider[0]
    if any(None not in pair and pair[0] != pair[1] for pair in pairs.values()):
        return None
    return next(field for field, pair in pairs.items() if pair[0] != pair[1])


def _are_of_one_title(one: Results, other: Results) -> bool:
    titles = {title_key(each.ruleset.title) for each in (one, other)}
    return one.ruleset.subject is other.ruleset.subject and len(titles) == 1


def _given(
    target: Ruleset,
    links: Sequence[tuple[Joint, tuple[Results, ...]]],
    every: Counted,
    lists: Lists,
    key: Key,
) -> Iterator[Given]:
    for joint, of in links:
        found = parts(every, joint, of, key)
        if joint.link.rating and sum(part.counts.rows for part in found) > 1:
            files = ", ".join(str(each.path) for each in of)
            params = {"key": joint.link.key, "files": files}
            raise TableError(Notice("rollup.several_results", Place(str(of[-1].path)), params))
        result = given(target, joint, found, lists)
        if result.amount and not result.amount.exact:
            result = result._replace(why=Why.NOT_EXACT)
        yield result
