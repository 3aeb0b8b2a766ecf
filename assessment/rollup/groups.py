"""Results counted by hamlet, clan, commune: for each what the links into the target give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from assessment.batch.headers import ID, NAME
from assessment.errors import Notice, Place, TableError
from assessment.model.alphabet import alphabetical
from assessment.model.rollup import Counts, Given, Group, Lists, Source, Why
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.rollup.count import Counted, Key, count
from assessment.rollup.give import given, joined, source_of
from assessment.rollup.sources import PLACES, Results, folded
from assessment.rulebook.chains import Joint

_FEW = 5
_IN_PLACES = (SubjectKind.HAMLET, SubjectKind.CLAN)


class Grouped(NamedTuple):
    """`above`: the fields of what the groups lie in, from within. `nowhere`: rows of no group."""

    sources: tuple[Source, ...]
    above: tuple[str, ...]
    groups: tuple[Group, ...]
    nowhere: int


def grouped(
    target: Ruleset, joints: Sequence[Joint], results: Sequence[Results], lists: Lists
) -> Grouped:
    """Count results by the column that is named as the target's subject.

    Raises:
        TableError: `rollup.no_column`; `rollup.no_group`: a row does not say where it
            belongs; `rollup.several_results`: two rows of one group give a rating.

    """
    links = joined(target, joints, results)
    used = {each.receipt: each for _, of in links for each in of}
    above = _above(target.subject, list(used.values()))
    counted = {
        receipt: count(each, [*above, _field(target, each)], lists.of(each.ruleset.subject))
        for receipt, each in used.items()
    }
    _refuse_nowhere(target, list(counted.values()))
    names = {key: name for each in counted.values() for key, name in each.names.items() if key[-1]}
    groups = []
    for key in sorted(names, key=lambda key: alphabetical(" ".join(filter(None, names[key])))):
        *places, name = (part or "" for part in names[key])
        found = tuple(_given(target, links, counted, lists, key))
        groups.append(Group(name, tuple(places), found))
    nowhere = sum(
        counts.rows
        for each in counted.values()
        for key, counts in each.groups.items()
        if not key[-1]
    )
    sources = tuple(source_of(each.results, each.whole) for each in counted.values())
    return Grouped(sources, above, tuple(groups), nowhere)


def _above(subject: SubjectKind, results: Sequence[Results]) -> tuple[str, ...]:
    """The places around the groups that all of these tables tell, the nearest first."""
    wider = [place for place in PLACES if PLACES.index(place) > PLACES.index(subject)]
    places = [place.value for place in wider if place not in _IN_PLACES]
    return tuple(name for name in places if all(name in each.fields for each in results))


def _field(target: Ruleset, results: Results) -> str:
    """The column that names the groups; results of the target's own subject name themselves."""
    if results.ruleset.subject is target.subject:
        return NAME if NAME in results.fields else ID
    if target.subject.value not in results.fields:
        params = {"field": target.subject.value}
        raise TableError(Notice("rollup.no_column", Place(str(results.path)), params))
    return target.subject.value


def _refuse_nowhere(target: Ruleset, counted: Sequence[Counted]) -> None:
    """Everyone lives in some hamlet; not everyone is of a clan."""
    if target.subject is SubjectKind.CLAN:
        return
    for each in counted:
        rows = sum(counts.rows for key, counts in each.groups.items() if not key[-1])
        if rows:
            field = _field(target, each.results)
            empty = each.results.frame.filter(folded(field).fill_null("") == "").select(ID)
            ids = empty.head(_FEW).collect(engine="streaming")[ID].to_list()
            names = ", ".join(map(str, ids)) + (", …" if rows > len(ids) else "")
            params = {"count": rows, "field": target.subject.value, "ids": names}
            raise TableError(Notice("rollup.no_group", Place(str(each.results.path)), params))


def _given(
    target: Ruleset,
    links: Sequence[tuple[Joint, tuple[Results, ...]]],
    counted: Mapping[Path, Counted],
    lists: Lists,
    key: Key,
) -> Iterator[Given]:
    for joint, of in links:
        rows = [
            (counted[each.receipt], counted[each.receipt].groups.get(key, Counts())) for each in of
        ]
        if joint.link.rating and sum(counts.rows for _, counts in rows) > 1:
            files = ", ".join(str(each.path) for each in of)
            params = {"key": joint.link.key, "files": files}
            raise TableError(Notice("rollup.several_results", Place(str(of[-1].path)), params))
        found = given(target, joint, rows, lists)
        if found.amount and not found.amount.exact:
            found = found._replace(why=Why.NOT_EXACT)
        yield found
