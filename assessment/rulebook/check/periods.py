"""Times in force: on each day one ruleset for each succession, or a hole that is announced.

Rulesets of one succession (`assessment.rulebook.choosing`) compete for the same dossiers. Where
two are in force on one day neither can be chosen; where one ends and none follows nobody
is told what holds, unless its document says so (`afterwards`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from assessment.errors import DossierError, Notice, Place
from assessment.intake.read import dossier_from_content
from assessment.model.flaw import Flaw, Severity, Witness
from assessment.model.ruleset import Ruleset
from assessment.rulebook.choosing import Succession, is_in_force, one_in_force, successions_of

_ONE_DAY = timedelta(days=1)


def periods(rulesets: Sequence[Ruleset]) -> Iterator[Flaw]:
    """Overlaps and holes of the times in force, each once.

    Args:
        rulesets: one of each id; all that may be chosen together.

    Returns:
        `proof.periods_overlap` at the later ruleset, `proof.period_hole` (or, as a note,
        `proof.announced_hole`) at the earlier one; `params` name both (`later` is empty
        where nothing follows), `span` is the first and last day (None: without end).

    """
    seen: set[tuple[str, str, str]] = set()
    for succession, members in _successions(rulesets).items():
        for flaw in (*_overlaps(succession, members), *_holes(succession, members)):
            params = flaw.notice.params
            key = (flaw.notice.code, params["earlier"], params["later"])
            if key not in seen:
                seen.add(key)
                yield flaw


def _successions(rulesets: Sequence[Ruleset]) -> dict[Succession, list[Ruleset]]:
    """The rulesets of each succession, by their first day in force."""
    found: dict[Succession, list[Ruleset]] = {}
    for ruleset in sorted(rulesets, key=lambda r: (r.document.in_force.from_, r.id)):
        for succession in sorted(successions_of(ruleset), key=str):
            found.setdefault(succession, []).append(ruleset)
    return found


def _overlaps(succession: Succession, members: Sequence[Ruleset]) -> Iterator[Flaw]:
    for earlier, later in combinations(members, 2):
        first = later.document.in_force.from_
        last = min(_last(earlier), _last(later))
        if first <= last:
            notice = Notice(
                "proof.periods_overlap",
                _place(later),
                {"earlier": earlier.id, "later": later.id, "span": _span(first, last)},
            )
            yield Flaw(Severity.ERROR, notice, _witness(succession, members, first))


def _holes(succession: Succession, members: Sequence[Ruleset]) -> Iterator[Flaw]:
    latest = members[0]
    for following in (*members[1:], None):
        starts = following.document.in_force.from_ if following else date.max
        if starts - _last(latest) > _ONE_DAY:
            yield _hole(succession, members, latest, following)
        if following and _last(following) > _last(latest):
            latest = following


def _hole(
    succession: Succession, members: Sequence[Ruleset], earlier: Ruleset, later: Ruleset | None
) -> Flaw:
    first = _last(earlier) + _ONE_DAY
    last = later.document.in_force.from_ - _ONE_DAY if later else date.max
    announced = earlier.document.afterwards
    params: dict[str, Any] = {"earlier": earlier.id, "later": later.id if later else ""}
    params["span"] = _span(first, last)
    if announced:
        params["afterwards"] = announced.text
        place = earlier.place("document", "afterwards")
        return Flaw(Severity.NOTE, Notice("proof.announced_hole", place, params))
    notice = Notice("proof.period_hole", _place(earlier), params)
    return Flaw(Severity.ERROR, notice, _witness(succession, members, first))


def _witness(succession: Succession, members: Sequence[Ruleset], on: date) -> Witness:
    """A dossier of one day, and what choosing its ruleset comes to."""
    subject = {"kind": succession.subject.value, "name": "Ví dụ"}
    if succession.level is not None:
        subject["level"] = succession.level
    content = {"subject": subject, "period": {"from": on.isoformat(), "to": on.isoformat()}}
    if succession.gives is not None:
        return Witness(content, {"gives": succession.gives, "in_force": _in_force(members, on)})
    try:
        chosen = one_in_force(members, dossier_from_content(content, ""), on)
    except DossierError as error:
        return Witness(content, {"errors": ", ".join(notice.code for notice in error.notices)})
    return Witness(content, {"ruleset": chosen.id})


def _in_force(members: Sequence[Ruleset], on: date) -> str:
    """Those used on request on a day, which no dossier falls to unnamed."""
    return ", ".join(ruleset.id for ruleset in members if is_in_force(ruleset, on))


def _last(ruleset: Ruleset) -> date:
    return ruleset.document.in_force.to or date.max


def _span(first: date, last: date) -> tuple[date, date | None]:
    return first, None if last == date.max else last


def _place(ruleset: Ruleset) -> Place:
    return ruleset.place("document", "in_force")
