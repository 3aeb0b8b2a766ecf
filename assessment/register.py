"""What registers of classes come to, held against what they state themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from assessment.errors import Notice
from assessment.intake.cells import bare_words
from assessment.model.register import (
    UNKNOWN,
    Amount,
    Check,
    ClassHeld,
    Counted,
    Register,
    Span,
    Stated,
    Sums,
    Tally,
    Total,
)

_SLIPS = {
    Counted.CLASSES: "register.sum_of_classes",
    Counted.ATTENDANCES: "register.sum_of_attendances",
    Counted.PEOPLE: "register.sum_of_people",
    Counted.WOMEN: "register.sum_of_women",
}
_ALIKE = 0.85
_MOST_SHOWN = 12
_MOST_GROUPS = 100
"""With more of them, names are no groups, and are not compared."""


def add_up(
    registers: Sequence[Register], period: Span | None = None, stated: Sequence[Stated] = ()
) -> Tally:
    """What registers come to together.

    Args:
        period: classes that were not held in it are told, and not counted.
        stated: totals that a report states of them; people are compared with attendances,
            of which there are never fewer.

    """
    every = [held for register in registers for held in register.classes]
    outside = [held for held in every if _is_outside(held, period)]
    counted = [held for held in every if not _is_outside(held, period)]
    whole = _sums(counted)
    own = [check for register in registers for check in _own(register.totals)]
    said = [_check("", each, counted) for each in stated]
    checks = (*own, *(check for check in said if check is not None))
    people = [each for each in stated if each.counted is Counted.PEOPLE]
    if whole.amounts[Counted.PEOPLE] is None and people:
        whole = _with_people(whole, people[0])
    return Tally(
        registers=tuple(registers),
        period=period,
        whole=whole,
        groups={name: _sums(rows) for name, rows in _grouped(counted).items()},
        checks=checks,
        outside=tuple(outside),
        slips=(*_slips(checks), *_too_many_people(people, whole), *_parts_above_wholes(every)),
        warnings=(
            *(warning for register in registers for warning in register.warnings),
            *_told_outside(outside, period),
            *_repeated(every),
            *_groups_alike(counted),
            *_people_as_attendances(people, whole),
        ),
    )


# --- sums ------------------------------------------------------------------------------


def _is_outside(held: ClassHeld, period: Span | None) -> bool:
    return period is not None and held.span is not None and held.span.apart_from(period)


def _sums(rows: Sequence[ClassHeld]) -> Sums:
    return Sums(len(rows), {counted: _sum(rows, counted) for counted in Counted})


def _sum(rows: Iterable[ClassHeld], counted: Counted) -> Amount | None:
    """What rows come to; None where none of them has it counted."""
    amounts = [held.amount(counted) for held in rows]
    if all(found is None for found in amounts):
        return None
    return Amount.sum(UNKNOWN if found is None else found for found in amounts)


def _grouped(rows: Iterable[ClassHeld]) -> dict[str, list[ClassHeld]]:
    """Rows by group, one group however it is typed, named as it is first."""
    names: dict[str, str] = {}
    found: dict[str, list[ClassHeld]] = defaultdict(list)
    for held in rows:
        found[names.setdefault(bare_words(held.group), held.group)].append(held)
    return dict(found)


def _with_people(whole: Sums, stated: Stated) -> Sums:
    """People as stated, where registers do not count them and there are not too many."""
    attendances = whole.amounts[Counted.ATTENDANCES]
    if attendances is None or not _fewer(stated.amount, attendances):
        return whole
    return Sums(whole.rows, {**whole.amounts, Counted.PEOPLE: stated.amount})


def _fewer(people: Amount, attendances: Amount) -> bool:
    return attendances.high is None or people.low < attendances.high


# --- what is stated --------------------------------------------------------------------


def _own(totals: Sequence[Total]) -> Iterator[Check]:
    """The totals of a register against its rows; where rows do not tell, against its subtotals."""
    for total in totals:
        for each in total.stated:
            check = _check(total.label, each, total.covers)
            if check is None:
                continue
            of_parts = _of_subtotals(total, each, totals) if check.agrees is None else None
            yield of_parts if of_parts and of_parts.agrees is False else check


def _of_subtotals(whole: Total, stated: Stated, totals: Iterable[Total]) -> Check | None:
    """None: no subtotals state the same of just the rows of this total."""
    parts: list[Amount] = []
    covered: list[ClassHeld] = []
    for total in totals:
        if len(total.covers) < len(whole.covers):
            said = [each.amount for each in total.stated if each.counted is stated.counted]
            parts += said[:1]
            covered += total.covers if said else ()
    if len(covered) != len(whole.covers) or set(covered) != set(whole.covers):
        return None
    return Check(whole.label, stated, len(parts), Amount.sum(parts), tuple(parts))


def _check(label: str, stated: Stated, rows: Sequence[ClassHeld]) -> Check | None:
    """None: nothing to compare it with."""
    found = _sum(rows, stated.counted)
    if found is None:
        return None
    parts = [held.amount(stated.counted) or UNKNOWN for held in rows]
    return Check(label, stated, len(rows), found, tuple(parts))


def _slips(checks: Iterable[Check]) -> Iterator[Notice]:
    for check in checks:
        if check.agrees is False:
            params = {
                "stated": check.stated.amount,
                "sum": check.sum,
                "rows": check.rows,
                "listed": _listed(check.parts),
                "label": check.label or check.stated.text,
            }
            yield Notice(_SLIPS[check.stated.counted], check.stated.place, params)


def _listed(parts: Sequence[Amount]) -> str:
    """The summands, where there are few and they differ: " (12 + 11 + 10)"."""
    if not 1 < len(parts) <= _MOST_SHOWN or len(set(parts)) == 1:
        return ""
    return f" ({' + '.join(str(p.low) if p.exact else '?' for p in parts)})"


def _too_many_people(people: Iterable[Stated], whole: Sums) -> Iterator[Notice]:
    attendances = whole.amounts[Counted.ATTENDANCES]
    for each in people:
        if attendances and attendances.high is not None and each.amount.low > attendances.high:
            params = {"people": each.amount, "attendances": attendances}
            yield Notice("register.more_people_than_attendances", each.place, params)


def _people_as_attendances(people: Iterable[Stated], whole: Sums) -> Iterator[Notice]:
    attendances = whole.amounts[Counted.ATTENDANCES]
    for each in people:
        if each.amount.exact and each.amount == attendances:
            params = {"people": each.amount}
            yield Notice("register.people_are_attendances", each.place, params)


# --- rows ------------------------------------------------------------------------------


def _parts_above_wholes(rows: Iterable[ClassHeld]) -> Iterator[Notice]:
    """More women, or more new people, in a class than learners."""
    codes = {
        Counted.WOMEN: "register.more_women_than_learners",
        Counted.PEOPLE: "register.more_people_than_attendances",
    }
    for held in rows:
        whole = held.attendances.high
        for counted, code in codes.items():
            part = held.amount(counted)
            if part is not None and whole is not None and part.low > whole:
                params = {counted.value: part, "attendances": held.attendances}
                yield Notice(code, held.place, params)


def _told_outside(rows: Iterable[ClassHeld], period: Span | None) -> Iterator[Notice]:
    for held in rows:
        params: dict[str, Any] = {"value": held.when, "period": period}
        yield Notice("register.outside_period", held.place, params)


def _repeated(rows: Iterable[ClassHeld]) -> Iterator[Notice]:
    """Rows that say the same of the same day: one class may be written down twice."""
    seen: dict[tuple[Any, ...], ClassHeld] = {}
    for held in rows:
        named = [bare_words(text) for text in (held.group, held.topic, held.venue)]
        said = (held.span or bare_words(held.when), *named, held.classes, held.attendances)
        first = seen.setdefault(said, held)
        if first is not held and held.when and (held.topic or held.group):
            yield Notice("register.row_twice", held.place, {"other": _beside(first, held)})


def _beside(first: ClassHeld, held: ClassHeld) -> str:
    """The row of the first, with its sheet and file where these are others: "4, Quý I"."""
    there, here = first.place, held.place
    apart = [
        part for part, own in ((there.path, here.path), (there.file, here.file)) if part != own
    ]
    return ", ".join((str(there.line), *(part for part in apart if part)))


def _groups_alike(rows: Iterable[ClassHeld]) -> Iterator[Notice]:
    """Two groups that may be one, typed in two ways; numbers tell groups apart."""
    first: dict[str, ClassHeld] = {}
    for held in rows:
        if held.group:
            first.setdefault(bare_words(held.group), held)
    if len(first) > _MOST_GROUPS:
        return
    for one, other in combinations(first, 2):
        digits = [[word for word in name.split() if word.isdigit()] for name in (one, other)]
        if digits[0] == digits[1] and SequenceMatcher(None, one, other).ratio() >= _ALIKE:
            params = {"value": first[other].group, "other": first[one].group}
            yield Notice("register.groups_alike", first[other].place, params)
