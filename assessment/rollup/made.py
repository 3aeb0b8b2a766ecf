"""What a roll-up writes: a table of groups with its receipt, or a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assessment.batch.fields import unshown
from assessment.batch.job import Wanted
from assessment.engine.assess import assess
from assessment.errors import DossierError, Notice, Place, TableError, UsageError
from assessment.intake.read import dossier_from_content
from assessment.model.alphabet import spelled_alike
from assessment.model.dossier import Dossier, Subject
from assessment.model.outcome import Assessment
from assessment.model.register import Span
from assessment.model.rollup import FileCounted, Given, Lists, Rolled
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.model.whatif import Setting
from assessment.rollup.apart import fits, places_of
from assessment.rollup.doubts import doubts, misspelt, nearly_alike
from assessment.rollup.groups import grouped
from assessment.rollup.own import unsealed
from assessment.rollup.receipt import write_rolled_up
from assessment.rollup.results import Results
from assessment.rollup.table import laid, laid_into
from assessment.rollup.whole import Names, claims, filled, set_in, stale, whole
from assessment.rulebook.chains import Joint
from assessment.rulebook.places import same_place


@dataclass(frozen=True, slots=True)
class Work:
    """Which results are counted for which rules, and where it goes.

    `lists`: what the user says that the tables list. `replace`: what was entered by hand, and
    is another, gives way to what is counted. `name`, `period`: of a dossier, where it is said.
    """

    target: Ruleset
    joints: Sequence[Joint]
    results: Sequence[Results]
    lists: Lists
    out: Path
    into: Path | None
    replace: bool
    today: date
    period: Span | None = None
    name: str | None = None


# --- a table ---------------------------------------------------------------------------


def made_table(work: Work, wanted: Wanted, heads: Mapping[str, str]) -> Rolled:
    """Count by groups, and write the table with its receipt.

    Args:
        wanted: how the table `into` is read.
        heads: what to call the columns of a new table.

    Raises:
        TableError: `rollup.no_groups`: no row tells of what it is.

    """
    target = work.target
    found = grouped(target, work.joints, work.results, work.lists)
    if not found.groups and work.into is None:
        place = Place(", ".join(str(source.file) for source in found.sources))
        raise TableError(Notice("rollup.no_groups", place, {"field": target.subject.value}))
    if work.into is not None:
        table = laid_into(wanted, work.into, found, replace=work.replace)
    else:
        table = laid(target, found, heads)
    used = _used(work.results, found.sources)
    sha256, is_new = write_rolled_up(work.out, table, target, work.lists, work.into, work.today)
    return Rolled(
        target,
        str(work.out),
        found.sources,
        groups=table.groups,
        unused=_unused(work.results, found.sources),
        alone=table.alone,
        added=table.added if work.into else (),
        nowhere=found.nowhere,
        missing=tuple(unshown(target, table.fields)),
        warnings=(
            *_strangers(found.sources),
            *doubts(used),
            *misspelt(work.into, table.added, table.alone),
            *nearly_alike(table.added, work.out),
        ),
        receipt=sha256,
        is_new=is_new,
    )


# --- a dossier -------------------------------------------------------------------------


def counted_in(
    work: Work,
    dossier: Dossier | None,
    skeleton: Mapping[str, Any],
    settings: Sequence[Setting],
    note: Callable[[Given], str],
    set_note: str,
) -> tuple[dict[str, Any], Rolled]:
    """A dossier's content with what was counted and set in it.

    Args:
        skeleton: the head of a new dossier.
        note: words the counts behind a value.

    Raises:
        DossierError: what it then says cannot be; `rollup.*`.
        UsageError: a setting cannot be, or is of what was counted.

    """
    counted = whole(work.target, work.joints, work.results, work.lists)
    given = counted.given
    said = claims(given, work.out, {each.key: note(each) for each in given})
    _refuse_settings(settings, said)
    before = _dated(work, unsealed(dossier.content) if dossier else skeleton)
    folder = (work.into or work.out).parent
    content, changes = filled(before, work.target, said, folder, replace=work.replace)
    content, stated = set_in(content, settings, set_note)
    set_keys = {setting.key for setting in settings}
    left = tuple(c for c in stale(before, given) if c.key not in set_keys)
    found = _assessed(work, content, settings, said)
    used = _used(work.results, counted.sources)
    _refuse_others(work, used, counted.names, found.dossier)
    is_dated = found.dossier.period is not None
    rolled = Rolled(
        work.target,
        str(work.out),
        counted.sources,
        given=given,
        changes=(*changes, *stated, *left),
        unused=_unused(work.results, counted.sources),
        missing=found.missing,
        undated=tuple(str(each.path) for each in used if is_dated and each.period is None),
        is_dated=is_dated,
        notes=tuple(_of_the_time(work.target, found.notes)),
        warnings=(
            *_strangers(counted.sources),
            *doubts(used),
            *_other_years(used, found.dossier),
            *_outside(said, work.out),
        ),
    )
    return content, rolled


def subject_of(work: Work) -> dict[str, Any]:
    """The subject of a new dossier, as far as the results tell it."""
    for each in work.results:
        if each.assessment and each.ruleset.subject is work.target.subject:
            return dict(each.assessment.dossier.content["subject"])
    return {"kind": work.target.subject.value}


def _refuse_settings(settings: Sequence[Setting], said: Mapping[str, Mapping[str, Any]]) -> None:
    """Set once, to a value, and only what was not counted."""
    first: dict[str, Setting] = {}
    for setting in settings:
        key, place = setting.key, setting.place
        if setting.how != "=":
            raise UsageError(Notice("whatif.no_equals", place, {"value": place.path or key}))
        if first.setdefault(key, setting) is not setting:
            raise UsageError(Notice("whatif.set_twice", place, {"key": key, "other": key}))
        if "value" in said.get(key, {}):
            raise UsageError(Notice("rollup.set_is_counted", place, {"key": key}))


def _dated(work: Work, content: Mapping[str, Any]) -> dict[str, Any]:
    """A dossier's content with its period: its own, the one asked for, or that of all results.

    Raises:
        UsageError: `rollup.other_target`: the period asked for is not the dossier's own.

    """
    own = content.get("period")
    known = {each.period for each in work.results if each.period}
    of_results = known.pop() if len(known) == 1 and work.into is None else None
    period = work.period or of_results
    if period is None:
        return dict(content)
    first, last = (day.isoformat() for day in period)
    told = {"from": first, "to": last}
    if own is not None and {name: str(day) for name, day in dict(own).items()} != told:
        params = {"value": f"{first} – {last}", "own": " – ".join(map(str, dict(own).values()))}
        raise UsageError(Notice("rollup.other_target", Place(path="--period"), params))
    head = {name: content[name] for name in ("subject",) if name in content}
    return {**head, "period": told, **content} if own is None else dict(content)


def _assessed(
    work: Work,
    content: Mapping[str, Any],
    settings: Sequence[Setting],
    said: Mapping[str, Mapping[str, Any]],
) -> Assessment:
    """The dossier scored; what is wrong with a setting is told of the command line.

    Beside what is wrong with a value that was counted stands where it was counted.
    """
    places = {setting.key: setting.place for setting in settings}
    try:
        return assess(work.target, dossier_from_content(content, str(work.into or work.out)))
    except DossierError as error:
        keys = dict.fromkeys(key for n in error.notices for key in _keys(n) if key in said)
        counted = [{"key": key, "note": said[key]["note"]} for key in keys]
        of_settings = [notice for notice in error.notices if _setting(notice, places)]
        if not of_settings:
            told = (Notice("rollup.counted_from", error.notices[0].place, p) for p in counted)
            raise type(error)(*error.notices, *told) from None
        raise UsageError(
            *(Notice(n.code, places[_setting(n, places) or ""], n.params) for n in of_settings),
            *(Notice("rollup.counted_from", Place(path="--set"), p) for p in counted),
        ) from None


def _setting(notice: Notice, places: Mapping[str, Place]) -> str | None:
    return next((key for key in _keys(notice) if key in places), None)


def _keys(notice: Notice) -> tuple[str, ...]:
    """The evidence that a notice is about."""
    stated = (notice.place.path or "").split(".")
    keys = (".".join(stated[1:2]), notice.params.get("key"), notice.params.get("over"))
    return tuple(key for key in keys if isinstance(key, str))


# --- what else there is to tell --------------------------------------------------------


def _used(results: Sequence[Results], sources: Iterable[FileCounted]) -> tuple[Results, ...]:
    used = {source.receipt for source in sources}
    return tuple(each for each in results if str(each.receipt) in used)


def _unused(results: Sequence[Results], sources: Iterable[FileCounted]) -> tuple[str, ...]:
    used = {each.receipt for each in _used(results, sources)}
    return tuple(str(each.path) for each in results if each.receipt not in used)


def _strangers(sources: Iterable[FileCounted]) -> Iterator[Notice]:
    """Subjects with a title of which the table says that they are not registered."""
    for source in sources:
        if source.counts.strangers:
            params = {"count": source.counts.strangers}
            yield Notice("rollup.not_registered", Place(source.file), params)


def _refuse_others(work: Work, used: Sequence[Results], names: Names, dossier: Dossier) -> None:
    """Refuse results of a subject that is not the dossier's; one without a name is of any one."""
    subjects = {
        str(each.path): each.assessment.dossier.subject
        for each in used
        if each.assessment and each.ruleset.subject is work.target.subject
    }
    found = [*names, *((subject.name, file) for file, subject in subjects.items())]
    own = work.name or next((name for name, _ in found), "")
    for name, file in found:
        other = subjects.get(file)
        if not _are_one(work.target.subject, name, own):
            params = {"name": name, "own": own}
        elif other and not fits(places_of(other), places_of(dossier.subject)):
            params = {"name": _placed(other), "own": _placed(dossier.subject)}
        else:
            continue
        raise DossierError(Notice("rollup.other_subject", Place(file), params))


def _are_one(kind: SubjectKind, name: str, own: str) -> bool:
    """Whether two names are the same; people leave "huyện" and "tỉnh" out."""
    if kind in (SubjectKind.DISTRICT, SubjectKind.PROVINCE):
        return same_place(name, own)
    return spelled_alike(name) == spelled_alike(own)


def _placed(subject: Subject) -> str:
    return ", ".join(filter(None, (subject.name, subject.district, subject.province)))


def _other_years(used: Iterable[Results], dossier: Dossier) -> Iterator[Notice]:
    """Results of a year that is not the dossier's."""
    own = dossier.period.to.year if dossier.period else None
    for each in used:
        year = each.period.last.year if each.period else None
        if own is not None and year is not None and own != year:
            params = {"year": str(year), "own": str(own)}
            yield Notice("rollup.other_period", Place(str(each.path)), params)


def _of_the_time(target: Ruleset, notes: Iterable[Notice]) -> Iterator[Notice]:
    """Readings of the law that touch every dossier from a day on."""
    readings = {
        each.id for each in target.interpretations if each.affects and each.affects.from_date
    }
    for notice in notes:
        if notice.code == "note.interpretation" and notice.params["id"] in readings:
            yield notice


def _outside(said: Mapping[str, Mapping[str, Any]], out: Path) -> Iterator[Notice]:
    """Receipts that nobody finds who has only the dossier's folder."""
    documents = dict.fromkeys(d for claim in said.values() for d in claim["documents"])
    outside = [d for d in documents if d.startswith("..") or Path(d).is_absolute()]
    if outside:
        params = {"files": ", ".join(outside), "folder": str(out.parent)}
        yield Notice("rollup.document_outside", Place(str(out)), params)
