"""What a register of classes comes to, as a page and as JSON."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from assessment.errors import Notice, Place
from assessment.model.register import Amount, Check, Counted, Feed, Sums, Tally
from assessment.model.ruleset import Ruleset
from assessment.views.json import notices
from assessment.views.lines import WIDTH, Paint, wrapped
from assessment.wording import Words

_LABEL = 14
_NUMBERS = (Counted.CLASSES, Counted.ATTENDANCES)
_COLUMN = 11
_MOST_ROWS = 6
_LONGEST = 40
_CELL = re.compile(r"[A-Z]{1,3}[0-9]+")


class Shown(NamedTuple):
    """A tally, and the evidence that it is; `written`: the dossier made of it, and its call."""

    tally: Tally
    ruleset: Ruleset
    feeds: tuple[Feed, ...]
    warnings: tuple[Notice, ...] = ()
    written: str | None = None


def render(shown: Shown, words: Words, paint: Paint) -> str:
    """The whole page."""
    return "\n".join((*_Page(shown, words, paint).lines(), ""))


def contract(shown: Shown, words: Words) -> dict[str, Any]:
    """`cdht register --format json`."""
    tally = shown.tally
    return {
        "files": [register.file for register in tally.registers],
        "period": tally.period
        and {"from": tally.period.first.isoformat(), "to": tally.period.last.isoformat()},
        "rows": tally.whole.rows,
        **_amounts(tally.whole),
        "groups": [{"group": name, **_amounts(sums)} for name, sums in tally.groups.items()],
        "checks": [_check(check) for check in tally.checks],
        "slips": notices(tally.slips, words),
        "warnings": notices((*tally.warnings, *shown.warnings), words),
        "outside_period": [_at(held.place) for held in tally.outside],
        "set_aside": [
            {**_at(place), "text": text}
            for register in tally.registers
            for place, text in register.set_aside
        ],
        "ruleset": shown.ruleset.id,
        "evidence": [
            {"key": feed.key, "counted": feed.counted.value, **_amount(tally[feed.counted])}
            for feed in shown.feeds
            if tally[feed.counted] is not None
        ],
        "dossier": shown.written,
    }


def _amounts(sums: Sums) -> dict[str, Any]:
    return {
        counted.value: None if found is None else _amount(found)
        for counted, found in sums.amounts.items()
    }


def _amount(found: Amount | None) -> dict[str, int | None]:
    found = found or Amount()
    exact = found.low if found.exact else None
    return {"value": exact, "at_least": found.low, "at_most": found.high}


def _check(check: Check) -> dict[str, Any]:
    stated = check.stated
    return {
        **_at(stated.place),
        "label": check.label,
        "counted": stated.counted.value,
        "text": stated.text,
        "stated": _amount(stated.amount),
        "sum": _amount(check.sum),
        "rows": check.rows,
        "agrees": check.agrees,
    }


def _at(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "where": place.path}


class _Page:
    def __init__(self, shown: Shown, words: Words, paint: Paint) -> None:
        self._shown = shown
        self._tally = shown.tally
        self._words = words
        self._say = words.say
        self._paint = paint

    def lines(self) -> Iterator[str]:
        files = ", ".join(register.file for register in self._tally.registers)
        yield from wrapped(self._say("register.head", files=files), "")
        yield ""
        yield from self._whole()
        if any(self._tally.groups):
            yield from self._groups()
        if self._tally.checks:
            yield from self._checks()
        warnings = (*self._tally.warnings, *self._shown.warnings)
        yield from self._listed("register.slips", self._tally.slips, "✗", "blocking")
        yield from self._listed("register.warnings", warnings, "▲", "provisional")
        yield from self._set_aside()
        yield from self._evidence()

    def _whole(self) -> Iterator[str]:
        if self._tally.period:
            yield f"  {self._say('register.kept', period=self._tally.period)}"
            yield ""
        for counted in Counted:
            found = self._tally[counted]
            label = self._say(f"register.whole.{counted}")
            if found is None and counted is not Counted.PEOPLE:
                continue
            text = self._no_people() if found is None else self._count(counted, found)
            if counted is Counted.CLASSES:
                rows = self._say("register.rows", rows=self._tally.whole.rows)
                text = f"{text} ({rows})"
            yield from wrapped(text, f"  {label:<{_LABEL}}", " " * (_LABEL + 2))

    def _no_people(self) -> str:
        """That the register does not count them, and what it says of people that are none."""
        heads = (register.said_of_people for register in self._tally.registers)
        head = next((head for head in heads if head), None)
        return self._say("register.no_people_head" if head else "register.no_people", head=head)

    def _groups(self) -> Iterator[str]:
        heads = "".join(f"{self._say(f'register.column.{n}'):>{_COLUMN}}" for n in _NUMBERS)
        room = WIDTH - 5 - len(heads)
        yield ""
        yield f"  {self._say('register.by_group'):<{room + 3}}{heads}"
        for name, sums in self._tally.groups.items():
            lines = textwrap.wrap(name or self._say("register.no_group"), room - 1)
            yield from (f"     {line}" for line in lines[:-1])
            cells = "".join(f"{self._cell(sums.amounts[n]):>{_COLUMN}}" for n in _NUMBERS)
            yield f"     {lines[-1]:<{room}}{cells}"

    def _checks(self) -> Iterator[str]:
        yield ""
        yield f"  {self._say('register.checks')}"
        signs = {True: ("✓", "good"), False: ("✗", "blocking"), None: ("?", "provisional")}
        texts = {True: "register.agrees", False: "register.differs", None: "register.cannot_tell"}
        for check in self._tally.checks:
            counted, stated = check.stated.counted, check.stated
            kind = "register.stated_total" if check.label else "register.stated_elsewhere"
            label = self._say(kind, label=check.label or stated.text)
            exact = self._count(counted, stated.amount)
            said = exact if stated.amount.exact else self._say("register.written", text=stated.text)
            params = {"stated": said, "sum": self._count(counted, check.sum)}
            sign, role = signs[check.agrees]
            where = self._where(stated.place) if check.label else ""
            head = f"{label}, {where}" if where else label
            text = f"{head}: {self._say(texts[check.agrees], **params)}"
            first, *rest = wrapped(text, "       ")
            yield f"     {self._paint(sign, role)}{first[6:]}"
            yield from rest

    def _listed(self, name: str, found: Iterable[Notice], sign: str, role: str) -> Iterator[str]:
        found = tuple(found)
        if not found:
            return
        yield ""
        yield f"  {self._paint(sign, role)} {self._say(name, count=len(found))}"
        for notice in found:
            where, message = self._where(notice.place), self._words.message(notice)
            text = " ".join((message, self._words.hint(notice) or "")).strip()
            yield from wrapped(f"- {where}: {text}" if where else f"- {text}", "     ", "       ")

    def _set_aside(self) -> Iterator[str]:
        found = [row for register in self._tally.registers for row in register.set_aside]
        if not found:
            return
        rows = [
            self._say("register.row", where=self._where(place), text=_short(text))
            for place, text in found[:_MOST_ROWS]
        ]
        if len(found) > _MOST_ROWS:
            rows.append(self._say("register.more_rows", count=len(found) - _MOST_ROWS))
        yield ""
        yield from wrapped(self._say("register.set_aside", rows="; ".join(rows)), "  ")

    def _evidence(self) -> Iterator[str]:
        ruleset, period = self._shown.ruleset, self._tally.period
        yield ""
        yield f"  {self._say('register.evidence', ruleset=ruleset.id)}"
        for feed in self._shown.feeds:
            found = self._tally[feed.counted]
            if found is None:
                continue
            entry = ruleset.evidence[feed.key]
            text = f"{entry.label}: {self._count(feed.counted, found)}"
            if entry.checked_only:
                text = f"{text} ({self._say('register.checked_only')})"
            yield from wrapped(f"{feed.key}: {text}", "     ", "       ")
        force = ruleset.document.in_force
        if period and (period.last < force.from_ or (force.to and period.last > force.to)):
            span = self._words.span(force.from_, force.to)
            yield from wrapped(
                self._say("register.evidence_late", ruleset=ruleset.id, force=span), "  ", "    "
            )

    # --- words ---

    def _count(self, counted: Counted, found: Amount) -> str:
        if found == Amount():
            return self._say("unknown")
        return self._say(f"register.counted.{counted}", amount=found)

    def _cell(self, found: Amount | None) -> str:
        """A number; "≥" or "≤" before one that only bounds it; "?" where nothing is known."""
        if found is None or found == Amount():
            return "?"
        low = self._words.number(found.low)
        if found.high is None:
            return f"≥ {low}"
        high = self._words.number(found.high)
        if found.exact:
            return high
        return f"{low}-{high}" if found.low else f"≤ {high}"

    def _where(self, place: Place) -> str:
        """The file where there are several, the sheet, and the cell or the row."""
        sheet, _, cell = (place.path or "").rpartition("!")
        in_book = bool(sheet) or not (place.file or "").lower().endswith(".xlsx")
        is_cell = in_book and bool(_CELL.fullmatch(cell))
        at = self._say("register.cell", cell=cell) if is_cell else ""
        if not is_cell:
            sheet = place.path or ""
            at = self._say("line", line=str(place.line)) if place.line is not None else ""
        several = len(self._tally.registers) > 1
        return ", ".join(part for part in (place.file if several else "", sheet, at) if part)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


# --- evidence for a dossier ------------------------------------------------------------


def claims(shown: Shown, words: Words) -> Mapping[str, Mapping[str, Any]]:
    """What a dossier says of each key: the count, its groups, the register, and how it was counted."""
    tally = shown.tally
    found = ((feed, tally[feed.counted]) for feed in shown.feeds)
    return {
        feed.key: _claim(tally, feed.counted, amount, words)
        for feed, amount in found
        if amount is not None and amount != Amount()
    }


def _claim(tally: Tally, counted: Counted, found: Amount, words: Words) -> dict[str, Any]:
    claim: dict[str, Any] = {}
    if found.exact:
        claim["value"] = str(found.low)
        groups = {n: s.amounts[counted] for n, s in tally.groups.items()}
        if len(groups) > 1 and all(part is not None and part.exact for part in groups.values()):
            claim["parts"] = {
                name or words.say("register.no_group"): str(part.low)
                for name, part in groups.items()
                if part is not None
            }
    else:
        claim |= {"at_least": str(found.low)} if found.low else {}
        claim |= {"at_most": str(found.high)} if found.high is not None else {}
    claim["documents"] = [_name(register.file) for register in tally.registers]
    claim["note"] = "; ".join(_notes(tally, counted, words))
    return claim


def _notes(tally: Tally, counted: Counted, words: Words) -> Iterator[str]:
    yield words.say("register.note", rows=tally.whole.rows)
    wrong = [c.stated for c in tally.checks if c.agrees is False and c.stated.counted is counted]
    if wrong:
        said = ", ".join(words.say(f"register.counted.{counted}", amount=s.amount) for s in wrong)
        yield words.say("register.note_stated", stated=said)
    rows = [h for r in tally.registers for h in r.classes if h not in tally.outside]
    vague = [held for held in rows if not (held.amount(counted) or Amount()).exact]
    if vague:
        yield words.say("register.note_unknown", count=len(vague))
    if tally.outside:
        yield words.say("register.note_outside", count=len(tally.outside))


def _name(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]
