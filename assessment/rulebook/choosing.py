"""Which rulesets a dossier may fall to, and which of them it does.

Rulesets that may fall to one dossier succeed each other: those of one subject and, for
units, of one level; those used on request only stand apart, by what they give. On each day
a succession should have one ruleset in force, which is what `assessment.rulebook.check.periods` proves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, get_args

from assessment.errors import DossierError, Notice
from assessment.model.dossier import Dossier, Subject
from assessment.model.overlay import Overlay
from assessment.model.ruleset import Ruleset, SubjectKind, UnitLevel


class Succession(NamedTuple):
    """`gives` is set for rulesets on request: what they give, or their title."""

    subject: SubjectKind
    level: str | None = None
    gives: str | None = None


def successions_of(ruleset: Ruleset) -> frozenset[Succession]:
    """The successions a ruleset stands in: one, or one a level for units."""
    if ruleset.on_request_only:
        return frozenset({Succession(ruleset.subject, gives=ruleset.gives or ruleset.title)})
    if ruleset.subject is SubjectKind.UNIT and ruleset.unit_levels:
        return frozenset(Succession(ruleset.subject, level) for level in ruleset.unit_levels)
    return frozenset({Succession(ruleset.subject)})


def is_in_force(rules: Ruleset | Overlay, on: date) -> bool:
    """Whether the document is in force on a day, its first and last days included."""
    force = rules.document.in_force
    return force.from_ <= on and (force.to is None or on <= force.to)


def one_in_force(rulesets: Iterable[Ruleset], dossier: Dossier, on: date) -> Ruleset:
    """The one ruleset for a dossier that names none.

    Raises:
        DossierError: `catalog.unknown_level`, or `catalog.none_in_force` or
            `catalog.several_apply` with the rulesets that come near.

    """
    subject = dossier.subject
    known_levels = get_args(UnitLevel)
    if subject.kind is SubjectKind.UNIT and subject.level not in (None, *known_levels):
        params = {"value": subject.level, "allowed": ", ".join(known_levels)}
        place = dossier.place("subject", "level")
        raise DossierError(Notice("catalog.unknown_level", place, params))
    candidates = [ruleset for ruleset in rulesets if _is_for(ruleset, subject)]
    in_force = [ruleset for ruleset in candidates if is_in_force(ruleset, on)]
    if len(in_force) == 1:
        return in_force[0]
    code = "catalog.several_apply" if in_force else "catalog.none_in_force"
    raise DossierError(
        Notice(code, dossier.place("subject"), _params(subject, on, in_force or candidates))
    )


def _is_for(ruleset: Ruleset, subject: Subject) -> bool:
    if ruleset.subject is not subject.kind or ruleset.on_request_only:
        return False
    if subject.kind is not SubjectKind.UNIT or subject.level is None:
        return True
    return subject.level in ruleset.unit_levels


def _params(subject: Subject, on: date, near: Sequence[Ruleset]) -> dict[str, Any]:
    levels = {level for ruleset in near for level in ruleset.unit_levels}
    ended = (r.document for r in near if r.document.in_force.to and r.document.in_force.to < on)
    afterwards = dict.fromkeys(d.afterwards.text for d in ended if d.afterwards)
    return {
        "subject": subject.kind,
        "level": subject.level,
        "on": on,
        "ids": ", ".join(ruleset.id for ruleset in near),
        "periods": tuple((r.id, r.document.in_force.from_, r.document.in_force.to) for r in near),
        "afterwards": " ".join(afterwards),
        "levels": ", ".join(sorted(levels)) if subject.level is None else "",
    }
