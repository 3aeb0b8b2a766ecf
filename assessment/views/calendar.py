"""The calendar of a year on the screen, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from assessment.model.basis import Basis
from assessment.model.calendar import Calendar, DueDay, Mark, Recognition
from assessment.model.procedure import DecidedBy, Document, Procedure
from assessment.model.ruleset import Ruleset, SubjectKind
from assessment.views.lines import wrapped
from assessment.views.rules import step_text
from assessment.wording import Words

_DISTRICT = SubjectKind.DISTRICT.value
_LABEL = 14
_HANGING = " " * (_LABEL + 4)


def render(calendar: Calendar, words: Words, today: date) -> str:
    """The recognition first, then the days in order, then what holds for each ruleset."""
    return "\n".join((*_Page(calendar, words, today).lines(), ""))


def contract(calendar: Calendar, today: date) -> dict[str, Any]:
    """`cdht rules calendar --format json`."""
    found = calendar.recognition
    return {
        "year": calendar.year,
        "as_of": today.isoformat(),
        "days": [_day(due) for due in calendar.days],
        "ahead": [_day(due) for due in calendar.ahead],
        "rulesets": [_ruleset(ruleset, calendar.year) for ruleset in calendar.rulesets],
        "recognition": _recognition(found) if found else None,
    }


class _Page:
    def __init__(self, calendar: Calendar, words: Words, today: date) -> None:
        self._calendar = calendar
        self._words = words
        self._say = words.say
        self._today = today

    def lines(self) -> Iterator[str]:
        calendar = self._calendar
        yield self._say("calendar.head", year=str(calendar.year), today=self._today)
        if calendar.recognition:
            yield ""
            yield from self._recognised(calendar.recognition)
        if not calendar.days and not calendar.ahead:
            yield ""
            yield from wrapped(self._say("calendar.no_days", year=str(calendar.year)), "  ")
        yield from self._days(calendar.days)
        if calendar.ahead:
            yield ""
            years = {"year": str(calendar.year), "next": str(calendar.year + 1)}
            yield from wrapped(self._say("calendar.ahead", **years), "")
        yield from self._days(calendar.ahead)
        if any(due.mark is Mark.BEFORE for due in (*calendar.days, *calendar.ahead)):
            yield ""
            yield from wrapped(self._say("calendar.before_note"), "  ")
        if calendar.rulesets:
            yield from ("", self._say("calendar.rulesets"))
        for ruleset in calendar.rulesets:
            yield from self._ruleset(ruleset)

    # --- days ---

    def _days(self, days: Iterable[DueDay]) -> Iterator[str]:
        for (day, is_limit), of_day in groupby(days, lambda d: (d.day, d.mark is Mark.BEFORE)):
            yield ""
            name = "calendar.before" if is_limit else "calendar.day"
            weekday = self._say(f"calendar.weekday.{day.weekday()}")
            yield f"  {self._say(name, day=day, weekday=weekday)}{self._standing(day, is_limit)}"
            same = groupby(of_day, lambda d: (d.mark, d.assessed_year, d.what, d.who))
            for (mark, assessed, what, who), group in same:
                text = what or self._say(f"calendar.mark.{mark.value}")
                text = f"{who}: {text}" if who else text
                year = self._say("calendar.assessed_year", year=str(assessed))
                yield from wrapped(f"{text}, {year}", "     ", "       ")
                for due in group:
                    yield from wrapped(self._ground(due), "       ", "         ")

    def _standing(self, day: date, is_limit: bool) -> str:  # noqa: FBT001
        if self._calendar.year < self._today.year:
            return ""
        left = (day - self._today).days
        if left < 0 or (left == 0 and is_limit):
            return f" · {self._say('calendar.past')}"
        if left == 0:
            return f" · {self._say('calendar.today')}"
        return f" · {self._say('calendar.left', days=left)}"

    def _ground(self, due: DueDay) -> str:
        text = f"{due.ruleset.title} ({due.ruleset.id}): {self._source(due.source, due.basis)}"
        if due.out_of_force:
            text = f"{text}; {self._say('calendar.out_of_force', last=due.out_of_force)}"
        note = due.ruleset.note
        if note and due.mark is Mark.BEFORE and _is_of_districts(due.ruleset):
            text = f"{text}; {self._say('calendar.beware', note=self._words.running(note.text))}"
        return text

    # --- a recognition ---

    def _recognised(self, found: Recognition) -> Iterator[str]:
        name = found.dossier.subject.name
        previous = found.previous
        if previous is None:
            yield from wrapped(self._say("calendar.no_previous", name=name), "")
            return
        level = self._words.running(_level(found.ruleset, previous.level))
        params = {"name": name, "level": level, "decided": previous.decided}
        yield from wrapped(self._say("calendar.recognised", **params), "")
        if found.before_force:
            force = found.ruleset.document.in_force.from_
            params = {"number": found.ruleset.document.number, "from": force}
            yield from wrapped(self._say("calendar.before_force", **params), "  ")
            return
        yield from self._validity(found)
        yield from self._upgrade(found)

    def _validity(self, found: Recognition) -> Iterator[str]:
        validity = found.validity
        if validity is None:
            yield from self._row("rules.validity", self._say("calendar.no_validity"))
            return
        counted = self._say("rules.validity_text", months=validity.months, counted=validity.counted)
        if found.valid is None:
            yield from self._row("rules.validity", f"{counted} ({validity.source})")
            return
        first, last = found.valid
        past = f" ({self._say('calendar.expired')})" if last < self._today else ""
        source = self._source(validity.source, validity.starts_basis or validity.basis)
        yield from self._row("rules.validity", f"{self._say('calendar.valid', last=last)}{past}")
        since = self._say("calendar.counted", counted=counted, first=first)
        yield from wrapped(f"{since} ({source})", _HANGING)

    def _upgrade(self, found: Recognition) -> Iterator[str]:
        upgrade = found.upgrade
        if upgrade is None or found.upgrade_from is None:
            return
        level = self._words.running(_level(found.ruleset, upgrade.to))
        due = found.upgrade_from <= self._today
        name = "calendar.upgrade_due" if due else "calendar.upgrade"
        yield from self._row("rules.upgrade", self._say(name, level=level, day=found.upgrade_from))
        counted = self._say(
            "rules.validity_text", months=upgrade.after_months, counted=upgrade.counted
        )
        yield from wrapped(f"{counted} ({self._source(upgrade.source, upgrade.basis)})", _HANGING)

    # --- a ruleset ---

    def _ruleset(self, ruleset: Ruleset) -> Iterator[str]:
        yield ""
        asked = f" ({self._say('rules.on_request')})" if ruleset.on_request_only else ""
        head = f"{ruleset.title}{asked} · {ruleset.id} · {ruleset.document.number}"
        yield from wrapped(head, "  ", "    ")
        yield from self._force(ruleset.document)
        procedure = ruleset.procedure
        if procedure is None:
            yield from wrapped(self._say("calendar.no_procedure"), "  ")
            return
        if procedure.assessed_in:
            yield from self._row("calendar.row.assessed", procedure.assessed_in)
        if data := procedure.data_period:
            yield from self._row("calendar.row.data", f"{data.text} ({data.source})")
        for step in procedure.steps:
            if step.within_working_days:
                yield from self._row("calendar.row.within", step_text(step, self._words))
        for decider in _deciders(procedure, self._calendar.year):
            yield from self._row("calendar.row.decides", self._decider(decider))
        if ruleset.note:
            yield from self._row("explain.note", ruleset.note.text)

    def _force(self, document: Document) -> Iterator[str]:
        """Where it does not hold for the whole year: from when to when, and what then."""
        force, year = document.in_force, self._calendar.year
        ends = force.to is not None and force.to < date(year, 12, 31)
        if not ends and force.from_ <= date(year, 1, 1):
            return
        text = self._words.span(force.from_, force.to)
        if ends and document.afterwards:
            text = f"{text}. {document.afterwards.text}"
        yield from self._row("rules.force", text)

    def _decider(self, decider: DecidedBy) -> str:
        text = decider.who
        if decider.until:
            text = f"{text}, {self._say('calendar.until', last=decider.until)}"
        if decider.from_:
            text = f"{text}, {self._say('calendar.since', first=decider.from_)}"
        ground = f"{text} ({self._source(decider.source, decider.basis)})"
        return f"{ground}. {decider.note}" if decider.note else ground

    def _row(self, name: str, text: str) -> list[str]:
        return wrapped(text, f"    {self._say(name):<{_LABEL}}", _HANGING)

    def _source(self, source: str, basis: Basis) -> str:
        """With its basis, where it is not the text itself."""
        known = basis is Basis.VERBATIM
        return source if known else f"{source}; {self._say(f'basis.{basis.value}')}"


def _is_of_districts(ruleset: Ruleset) -> bool:
    """Whether it is for districts alone, whose note says what became of them."""
    return ruleset.subject is SubjectKind.DISTRICT or set(ruleset.unit_levels) == {_DISTRICT}


def _deciders(procedure: Procedure, year: int) -> Iterator[DecidedBy]:
    """Who decides on some day of a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    for decider in procedure.decided_by:
        if (decider.from_ or first) <= last and (decider.until or last) >= first:
            yield decider


def _level(ruleset: Ruleset, level: str) -> str:
    return next((r.title for r in ruleset.ratings if r.id == level), level)


def _day(due: DueDay) -> dict[str, Any]:
    return {
        "date": due.day.isoformat(),
        "mark": due.mark.value,
        "assessed_year": due.assessed_year,
        "ruleset": due.ruleset.id,
        "title": due.ruleset.title,
        "subject": due.ruleset.subject.value,
        "who": due.who,
        "what": due.what,
        "source": due.source,
        "basis": due.basis.value,
        "out_of_force": _iso(due.out_of_force),
    }


def _ruleset(ruleset: Ruleset, year: int) -> dict[str, Any]:
    procedure = ruleset.procedure
    data = procedure.data_period if procedure else None
    return {
        "id": ruleset.id,
        "title": ruleset.title,
        "subject": ruleset.subject.value,
        "document": ruleset.document.number,
        "on_request_only": ruleset.on_request_only,
        "assessed_in": procedure.assessed_in if procedure else None,
        "data_period": data.text if data else None,
        "steps": [
            {
                "who": step.who,
                "does": step.does,
                "within_working_days": step.within_working_days,
                "counted_from": step.counted_from,
            }
            for step in (procedure.steps if procedure else ())
        ],
        "decided_by": [
            {"who": d.who, "from": _iso(d.from_), "until": _iso(d.until), "source": d.source}
            for d in (_deciders(procedure, year) if procedure else ())
        ],
        "validity_months": ruleset.validity.months if ruleset.validity else None,
        "upgrade_months": ruleset.upgrade.after_months if ruleset.upgrade else None,
    }


def _recognition(found: Recognition) -> dict[str, Any]:
    previous = found.previous
    return {
        "name": found.dossier.subject.name,
        "ruleset": found.ruleset.id,
        "level": previous.level if previous else None,
        "decided": _iso(previous.decided) if previous else None,
        "valid_from": _iso(found.valid[0]) if found.valid else None,
        "valid_to": _iso(found.valid[1]) if found.valid else None,
        "upgrade_to": found.upgrade.to if found.upgrade else None,
        "upgrade_from": _iso(found.upgrade_from),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
