"""What results come to one level up, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from assessment.model.dossier import Claim
from assessment.model.register import Amount
from assessment.model.rollup import Change, FileCounted, Given, Group, How, Rolled, Why
from assessment.model.ruleset import Ruleset
from assessment.views.commandline import quoted
from assessment.views.json import notices
from assessment.views.lines import Paint, wrapped
from assessment.wording import Words

_MOST_GROUPS = 20
_MOST_NAMES = 8
_NAME = 30
_COLUMN = 12


def render(rolled: Rolled, words: Words, paint: Paint) -> str:
    """The whole page."""
    return "\n".join((*_Page(rolled, words, paint).lines(), ""))


def note(given: Given, words: Words) -> str:
    """The counts behind a value, for the dossier: "1.118 trong 1.662 hộ trong ho-kq.csv"."""
    return "; ".join(_behind(given, source, words) for source in given.sources)


def _behind(given: Given, source: FileCounted, words: Words) -> str:
    if given.link.rating:
        rating = next(iter(source.counts.ratings), None)
        titles = {each.id: each.title for each in source.ruleset.ratings}
        shown = titles.get(rating or "", words.say("unknown"))
        name = source.subject or _name(source)
        params = {"title": source.ruleset.title, "rating": shown, "name": name}
        return words.say("rollup.note_rating", **params, rules=source.ruleset.id)
    counts = source.counts
    one = given._replace(sources=(source,))
    said = {"count": _counted(one), "rows": counts.rows}
    unit = given.entry.unit or words.say("rollup.unit")
    parts = [words.say("rollup.note", **said, unit=unit, file=_name(source))]
    if counts.undecided:
        parts.append(words.say("rollup.note_undecided", count=counts.undecided))
    if source.aside:
        parts.append(words.say("rollup.note_aside", count=source.aside))
    return ", ".join(parts)


def _counted(given: Given) -> int:
    """How many of the one source are surely counted."""
    source = given.sources[0]
    counts = source.counts
    match given.link.counted:
        case "all":
            return counts.rows
        case "registered":
            return counts.registered or 0
        case "recognised":
            return counts.recognised
    ids = [each.id for each in source.ruleset.ratings if not each.otherwise]
    better = ids[: ids.index(given.link.rating_at_least or "") + 1]
    if better == ids:
        return counts.recognised
    return sum(counts.ratings.get(rating, 0) for rating in better)


def _name(source: FileCounted) -> str:
    return source.file.replace("\\", "/").rpartition("/")[2]


class _Page:
    def __init__(self, rolled: Rolled, words: Words, paint: Paint) -> None:
        self._rolled = rolled
        self._words = words
        self._say = words.say
        self._paint = paint

    @property
    def _subject(self) -> str:
        return self._say(f"rollup.head.{self._rolled.target.subject.value}")

    def lines(self) -> Iterator[str]:
        rolled, target = self._rolled, self._rolled.target
        title = self._say("rollup.head", title=target.title, number=target.document.number)
        yield from wrapped(self._paint(title, "strong"), "")
        yield from self._counted()
        yield from self._values()
        yield from self._open()
        yield from self._groups()
        yield from self._alone()
        yield from self._warnings()
        yield from self._missing()
        yield from self._dated()
        yield ""
        yield f"  {self._say('rollup.written' if rolled.is_new else 'rollup.unchanged', file=rolled.out)}"
        yield from wrapped(self._next(), "  ", "    ")

    def _counted(self) -> Iterator[str]:
        yield ""
        yield self._say("rollup.counted")
        for source in self._rolled.sources:
            rules = f"{source.ruleset.title} ({source.ruleset.id})"
            yield from wrapped(f"{_name(source)} · {rules}", "  ", "    ")
            yield from wrapped(self._counts(source), "    ", "    ")
        if self._rolled.unused:
            names = ", ".join(self._rolled.unused)
            yield from wrapped(self._say("rollup.unused", files=names), "  ", "    ")

    def _counts(self, source: FileCounted) -> str:
        counts = source.counts
        if source.subject is not None:
            titles = [r.title for r in source.ruleset.ratings if r.id in counts.ratings]
            rating = titles[0] if titles else self._say("unknown")
            return f"{source.subject}: {rating}"
        parts = [
            self._say("rollup.rows", count=counts.rows),
            self._say("rollup.recognised", count=counts.recognised),
        ]
        if counts.registered is not None:
            parts.append(self._say("rollup.registered", count=counts.registered))
        if counts.undecided:
            parts.append(self._say("rollup.undecided", count=counts.undecided))
        if source.aside:
            parts.append(self._say("rollup.aside", count=source.aside))
        return ", ".join(parts)

    # --- one dossier -------------------------------------------------------------------

    def _values(self) -> Iterator[str]:
        if not self._rolled.changes:
            return
        yield ""
        yield self._say("rollup.values")
        for change in self._rolled.changes:
            entry = self._rolled.target.evidence.get(change.key)
            label = f"{change.key} · {entry.label}" if entry else change.key
            value = _shown(self._rolled.target, change.key, change.after, self._words)
            how = self._how(change)
            role = "good" if change.how in (How.NEW, How.SAME, How.AGREED) else "provisional"
            yield from wrapped(f"{label}: {self._paint(value, role)}", "  ", "    ")
            if how:
                yield from wrapped(how, "    ", "    ")

    def _how(self, change: Change) -> str:
        before = _shown(self._rolled.target, change.key, change.before, self._words)
        if change.how is How.NEW:
            return ""
        found = [g for g in self._rolled.given if g.key == change.key]
        counted = _amount(found[0], self._words) if found and change.how is How.KEPT else ""
        return self._say(f"rollup.how.{change.how.value}", before=before, counted=counted)

    def _open(self) -> Iterator[str]:
        open_ = [each for each in self._rolled.given if each.why]
        filled = {change.key for change in self._rolled.changes}
        for each in open_:
            if each.key in filled:
                continue
            yield from wrapped(f"! {self._why(each)}", "  ", "    ")

    def _why(self, each: Given) -> str:
        which = each.link.counted.value if each.link.counted else ""
        params = {"key": each.key, "label": each.entry.label, "lists": f"--lists {which}"}
        params["files"] = ", ".join(_name(source) for source in each.sources)
        assert each.why
        in_table = each.why is Why.NOT_LISTED and self._rolled.groups
        return self._say(f"rollup.why.{each.why.value}{'_table' if in_table else ''}", **params)

    # --- a table -----------------------------------------------------------------------

    def _groups(self) -> Iterator[str]:
        groups = self._rolled.groups
        if not groups:
            return
        keys = list(dict.fromkeys(each.key for group in groups for each in group.given))
        yield ""
        yield self._say("rollup.groups", subject=self._subject.upper())
        for number, key in enumerate(keys, start=1):
            entry = self._rolled.target.evidence[key]
            yield from wrapped(f"({number}) {key} · {entry.label}", "  ", "      ")
        heads = "".join(f"{f'({n})':>{_COLUMN}}" for n, _ in enumerate(keys, start=1))
        yield f"    {'':<{_NAME}}{heads}"
        for group in groups[:_MOST_GROUPS]:
            values = "".join(f"{self._cell(group, key):>{_COLUMN}}" for key in keys)
            name = _named(group)
            yield f"    {name:<{_NAME}.{_NAME}}{values}"
        more = len(groups) - _MOST_GROUPS
        if more > 0:
            yield f"    {self._say('rollup.more', count=more, file=self._rolled.out)}"
        yield from self._changed((*groups, *self._rolled.alone))
        for why in dict.fromkeys((e.key, e.why) for g in groups for e in g.given if e.why):
            each = next(e for g in groups for e in g.given if (e.key, e.why) == why)
            yield from wrapped(f"! {self._why(each)}", "  ", "    ")

    def _cell(self, group: Group, key: str) -> str:
        given = next((each for each in group.given if each.key == key), None)
        if given is None or given.why:
            return "–"
        return _amount(given, self._words)

    def _changed(self, groups: Iterable[Group]) -> Iterator[str]:
        told = (How.CORRECTED, How.KEPT, How.REPLACED, How.STALE)
        for group in groups:
            for change in group.changes:
                if change.how in told:
                    found = next((g for g in group.given if g.key == change.key), None)
                    before = change.before.value if change.before else ""
                    counted = _amount(found, self._words) if found else ""
                    params = {"id": group.id, "key": change.key, "before": before}
                    name = f"rollup.group.{change.how.value}"
                    if change.how is How.KEPT and change.earlier:
                        name = "rollup.group.kept_since"
                        params["earlier"] = change.earlier.value or ""
                    said = self._say(name, **params, counted=counted)
                    yield from wrapped(f"! {said}", "  ", "    ")

    def _alone(self) -> Iterator[str]:
        nowhere = self._rolled.nowhere
        for kind, found in (("alone", self._rolled.alone), ("added", self._rolled.added)):
            if found:
                more = ", …" if len(found) > _MOST_NAMES else ""
                names = ", ".join(map(_named, found[:_MOST_NAMES])) + more
                said = self._say(f"rollup.{kind}", count=len(found), names=names)
                yield from wrapped(f"! {said}", "  ", "    ")
        if nowhere:
            said = self._say("rollup.nowhere", count=nowhere, subject=self._subject)
            yield from wrapped(said, "  ", "    ")

    # --- what else ---------------------------------------------------------------------

    def _warnings(self) -> Iterator[str]:
        for notice in self._rolled.warnings:
            where = f"{notice.place}: " if str(notice.place) else ""
            yield from wrapped(f"! {where}{self._words.message(notice)}", "  ", "    ")
            if hint := self._words.hint(notice):
                yield from wrapped(hint, "    ", "    ")
        for note in self._rolled.notes:
            yield from wrapped(f"· {self._words.message(note)}", "  ", "    ")

    def _missing(self) -> Iterator[str]:
        missing = self._rolled.missing
        if missing:
            name = "rollup.missing_columns" if self._rolled.groups else "rollup.missing"
            more = ", …" if len(missing) > _MOST_NAMES else ""
            names = ", ".join(missing[:_MOST_NAMES]) + more
            yield ""
            yield from wrapped(self._say(name, count=len(missing), names=names), "  ", "    ")

    def _dated(self) -> Iterator[str]:
        """Of which year the results are, as far as that is not known."""
        if not self._rolled.is_dated:
            yield from wrapped(self._say("rollup.no_period"), "  ", "    ")
        elif self._rolled.undated:
            files = ", ".join(
                file.replace("\\", "/").rpartition("/")[2] for file in self._rolled.undated
            )
            yield from wrapped(self._say("rollup.undated", files=files), "  ", "    ")

    def _next(self) -> str:
        file, id_ = quoted(self._rolled.out), self._rolled.target.id
        if self._rolled.groups:
            name = "rollup.next_filled" if self._rolled.missing else "rollup.next_table"
            return self._say(name, file=file, id=id_)
        return self._say("rollup.next_dossier", file=file)


def _named(group: Group) -> str:
    """By its id and its name."""
    return group.id if group.name in group.id else f"{group.id} · {group.name}"


def _amount(given: Given, words: Words) -> str:
    if given.text is not None:
        return given.entry.labels.get(given.text, given.text)
    return words.amount(given.amount or Amount())


def _shown(target: Ruleset, key: str, claim: Claim | None, words: Words) -> str:
    """A value as people read it."""
    if claim is None:
        return words.say("unknown")
    entry = target.evidence.get(key)
    unit = f" {entry.unit}" if entry and entry.unit else ""
    if claim.value is None:
        low, high = int(claim.at_least or 0), claim.at_most
        return f"{words.amount(Amount(low, int(high) if high else None))}{unit}"
    labels = entry.labels if entry else {}
    text = labels.get(claim.value, words.figure(claim.value))
    return f"{text}{unit}"


# --- for machines ----------------------------------------------------------------------


def contract(rolled: Rolled, words: Words) -> dict[str, Any]:
    """`cdht rollup --format json`; the names are a contract."""
    return {
        "ruleset": rolled.target.id,
        "out": rolled.out,
        "written": rolled.is_new,
        "sources": [_source(source) for source in rolled.sources],
        "unused": list(rolled.unused),
        "values": [_change(change) for change in rolled.changes],
        "open": [_open(each) for each in rolled.given if each.why],
        "groups": [
            {
                "id": group.id,
                "values": [_change(change) for change in group.changes],
                "open": [_open(each) for each in group.given if each.why],
            }
            for group in (*rolled.groups, *(each for each in rolled.alone if each.changes))
        ],
        "without_results": [group.id for group in rolled.alone],
        "rows_added": [group.id for group in rolled.added],
        "rows_of_no_group": rolled.nowhere,
        "missing": list(rolled.missing),
        "undated": list(rolled.undated),
        "warnings": notices(rolled.warnings, words),
        "notes": notices(rolled.notes, words),
        "receipt": rolled.receipt,
    }


def _source(source: FileCounted) -> dict[str, Any]:
    counts = source.counts
    return {
        "file": source.file,
        "receipt": source.receipt,
        "sha256": source.sha256,
        "ruleset": source.ruleset.id,
        "subject": source.subject,
        "rows": counts.rows,
        "recognised": counts.recognised,
        "undecided": counts.undecided,
        "registered": counts.registered,
        "aside": source.aside,
        "unread_sheets": list(source.unread),
        "earlier_only": source.left_out,
        "ratings": dict(counts.ratings),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "key": change.key,
        "how": change.how.value,
        "before": _claim(change.before),
        "after": _claim(change.after),
        "earlier": _claim(change.earlier),
    }


def _claim(claim: Claim | None) -> Any:
    return claim.model_dump(mode="json", exclude_defaults=True) if claim else None


def _open(given: Given) -> dict[str, str]:
    why: Why | None = given.why
    return {"key": given.key, "why": why.value if why else ""}
