"""Who is who over the years: results of one subject brought together, one a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assessment.errors import DossierError, Notice, Place
from assessment.model.alphabet import alphabetical
from assessment.model.dossier import Subject
from assessment.model.summary import Entry, Failure
from assessment.rulebook.places import same_place


class History(NamedTuple):
    """One subject's results, the latest year first; one without a period stands alone."""

    entries: tuple[Entry, ...]


class Sorted(NamedTuple):
    """Subjects with their results, and what could not be placed among them."""

    histories: tuple[History, ...]
    failures: tuple[Failure, ...]
    warnings: tuple[Notice, ...]


def histories(entries: Iterable[Entry]) -> Sorted:
    """Each subject's results, of one kind of subject and one title.

    Two results are of one subject when the names are the same and the province and the
    district are, or are not stated and fit one subject only.
    """
    named: dict[object, list[Entry]] = {}
    for entry in entries:
        named.setdefault(alphabetical(entry.name), []).append(entry)
    found: list[History] = []
    failures: list[Failure] = []
    warnings: list[Notice] = []
    for namesakes in named.values():
        for mine in _apart(namesakes):
            single = list(_without_copies(mine, warnings))
            undated = [entry for entry in single if entry.year is None]
            if undated and len(single) > 1:
                failures += [_refused(entry, "summary.undated") for entry in undated]
            elif undated:
                warnings.append(_notice("summary.no_period", undated[0]))
                found.append(History((undated[0],)))
                continue
            history = _by_year(single, failures)
            if history.entries:
                found.append(history)
    return Sorted(tuple(found), tuple(failures), tuple(warnings))


def _apart(namesakes: Sequence[Entry]) -> list[list[Entry]]:
    """Results of one name, by subject; those that state most of their place come first."""
    groups: list[list[Entry]] = []
    for entry in sorted(namesakes, key=lambda entry: -sum(map(bool, _places(entry)))):
        same = [group for group in groups if _same_places(_places(group[0]), _places(entry))]
        fitting = [group for group in groups if _fits(_places(group[0]), _places(entry))]
        home = same or (fitting if len(fitting) == 1 else [])
        if home:
            home[0].append(entry)
        else:
            groups.append([entry])
    return groups


def _places(entry: Entry) -> tuple[str | None, str | None]:
    subject: Subject = entry.assessment.dossier.subject
    return subject.province, subject.district


def _same_places(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    pairs = zip(one, other, strict=True)
    return all(same_place(a, b) if a is not None else b is None for a, b in pairs)


def _fits(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether no place is stated otherwise."""
    pairs = zip(one, other, strict=True)
    return all(a is None or b is None or same_place(a, b) for a, b in pairs)


def _without_copies(entries: Sequence[Entry], warnings: list[Notice]) -> Iterator[Entry]:
    """The same dossier, by the same rules, counts once; its receipt before itself."""
    kept: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.receipt is None):
        key = repr((entry.assessment.dossier.content, entry.assessment.ruleset.digest))
        if key in kept:
            warnings.append(_notice("summary.same_twice", entry, other=kept[key].file))
        else:
            kept[key] = entry
            yield entry


def _by_year(entries: Sequence[Entry], failures: list[Failure]) -> History:
    """One result a year; of several that differ none is taken, and each is named."""
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.year is not None:
            years.setdefault(entry.year, []).append(entry)
    for year, rivals in years.items():
        if len(rivals) > 1:
            for entry in rivals:
                others = ", ".join(other.file for other in rivals if other is not entry)
                params = {"name": entry.name, "year": str(year), "files": others}
                failures.append(_refused(entry, "summary.two_in_a_year", **params))
    single = (rivals[0] for _, rivals in sorted(years.items(), reverse=True) if len(rivals) == 1)
    return History(tuple(single))


def _refused(entry: Entry, code: str, **params: str) -> Failure:
    return Failure(entry.file, (_notice(code, entry, **params),), DossierError.exit_code)


def _notice(code: str, entry: Entry, **params: str) -> Notice:
    return Notice(code, Place(entry.file), {"name": entry.name, **params})
