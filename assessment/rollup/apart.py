"""Which results are of one subject: those of an earlier year, and those that are there twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import polars as pl

from assessment.batch.headers import ID
from assessment.batch.twice import repeated, spoken
from assessment.errors import Notice, Place, TableError
from assessment.model.alphabet import spelled_alike
from assessment.model.chain import title_key
from assessment.model.dossier import Subject
from assessment.model.ruleset import SubjectKind
from assessment.rollup.results import RECOGNISED, Earlier, Results
from assessment.rulebook.places import same_place

# --- several years -----------------------------------------------------------------------


def of_latest_years(results: Sequence[Results]) -> list[Results]:
    """Of each kind those of its latest year, and those of which the year is not known.

    Only titles that hold for longer than a year are told apart by year.
    """
    kept = []
    for same in _kinds(results):
        last = max((each.period.last.year for each in same if each.period), default=0)
        counted = [each for each in same if not _is_before(each, last)]
        earlier = tuple(_earlier(each, counted) for each in same if _is_before(each, last))
        kept += [replace(counted[0], earlier=earlier), *counted[1:]]
    order = {each.receipt: number for number, each in enumerate(results)}
    return sorted(kept, key=lambda each: order[each.receipt])


def _is_before(results: Results, year: int) -> bool:
    """Whether results are of a year before this one, and are titles for longer than a year."""
    is_dated = results.period is not None and results.period.last.year < year
    return is_dated and results.ruleset.validity is not None


def _earlier(results: Results, counted: Sequence[Results]) -> Earlier:
    """What there is in results that are not counted and in none of those that are."""
    known = pl.concat([each.frame.select(spoken(pl.col(ID)).alias("who")) for each in counted])
    rows = results.frame.select(ID, RECOGNISED, spoken(pl.col(ID)).alias("who"))
    left = rows.join(known, on="who", how="anti").collect(engine="streaming")
    if any(_are_of_one(results, each) for each in counted):
        left = left.clear()
    titled = left.filter(pl.col(RECOGNISED))[ID].drop_nulls().sort().to_list()
    validity, period = results.ruleset.validity, results.period
    span = validity.span(period.last) if validity and period else None
    return Earlier(results, left.height, tuple(titled), span[1] if span else None)


def _are_of_one(one: Results, other: Results) -> bool:
    """Whether two dossiers may be of one subject."""
    if one.assessment is None or other.assessment is None:
        return False
    first, second = (each.assessment.dossier.subject for each in (one, other) if each.assessment)
    alike = spelled_alike(first.name) == spelled_alike(second.name)
    return alike and fits(places_of(first), places_of(second))


# --- the same subject twice ------------------------------------------------------------


def refuse_same(results: Sequence[Results]) -> None:
    """Of one kind of results, no subject may stand in two files."""
    for same in _kinds(results):
        if len(same) < 2:  # noqa: PLR2004 - certifying saw to it that no table has one twice
            continue
        if twice := repeated(pl.concat([each.frame.select(ID) for each in same]), ID, typed=True):
            files = ", ".join(str(each.path) for each in same if _has_any(each, twice))
            params = {"id": twice[0], "count": len(twice), "files": files}
            raise TableError(Notice("rollup.same_twice", Place(str(same[-1].path)), params))
        _refuse_namesakes(same)


def _kinds(results: Sequence[Results]) -> list[list[Results]]:
    """Results by the subject and the title that they are of."""
    kinds: dict[tuple[SubjectKind, str], list[Results]] = {}
    for each in results:
        kinds.setdefault((each.ruleset.subject, title_key(each.ruleset.title)), []).append(each)
    return list(kinds.values())


def _refuse_namesakes(results: Sequence[Results]) -> None:
    """Dossiers of one name are of two subjects only where a place is stated otherwise."""
    named: dict[str, list[tuple[Subject, Results]]] = {}
    for each in results:
        if each.assessment:
            subject = each.assessment.dossier.subject
            named.setdefault(spelled_alike(subject.name), []).append((subject, each))
    for namesakes in named.values():
        for (one, first), (other, second) in combinations(namesakes, 2):
            if fits(places_of(one), places_of(other)):
                files = f"{first.path}, {second.path}"
                params = {"id": other.name, "count": 1, "files": files}
                raise TableError(Notice("rollup.same_twice", Place(str(second.path)), params))


def places_of(subject: Subject) -> tuple[str | None, str | None]:
    """The province and the district that a subject states."""
    return subject.province, subject.district


def fits(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether no place is stated otherwise."""
    pairs = zip(one, other, strict=True)
    return all(a is None or b is None or same_place(a, b) for a, b in pairs)


def _has_any(results: Results, ids: Sequence[str]) -> bool:
    here = pl.col(ID).str.strip_chars().is_in(ids).any()
    return bool(results.frame.select(here).collect(engine="streaming").item())
