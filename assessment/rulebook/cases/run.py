"""Cases run: each dossier scored, and what came out compared with what its table says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from assessment.engine.assess import assess
from assessment.errors import DossierError, Notice
from assessment.model.canonical import levels_of
from assessment.model.item import ThresholdLevel
from assessment.model.outcome import Assessment, CriterionResult, Finding
from assessment.model.quantity import Interval, plain
from assessment.model.ruleset import Ruleset
from assessment.model.trial import Difference, Failure
from assessment.rulebook.cases.table import Case, Claimed, Expect

Compared = Iterator[tuple[str, Any, Any]]
"""What is compared (an id, or nothing), the value wanted, the value found."""


def scored(case: Case, ruleset: Ruleset) -> Assessment:
    """The case's dossier scored by a ruleset, its own or another.

    Raises:
        DossierError: as `assess`.

    """
    missing, strict = case.options
    return assess(ruleset, case.dossier, missing=missing, strict=strict)


def failures(cases: Iterable[Case], ruleset: Ruleset) -> Iterator[Failure]:
    """The cases that come out otherwise than their tables say."""
    for case in cases:
        found = tuple(differences(case, ruleset))
        if found:
            problems = tuple(map(case.block_at.of, _problems(case, ruleset)))
            yield Failure(case.name, case.step, case.note, case.place, found, problems)


def differences(case: Case, ruleset: Ruleset) -> Iterator[Difference]:
    """What came out otherwise than expected; nothing when all is right."""
    for field, id_, wanted, got in _otherwise(case, ruleset):
        yield Difference(f"{field} {id_}".strip(), shown(wanted), shown(got))


def came_out(case: Case, ruleset: Ruleset) -> Mapping[str, Any]:
    """What came out otherwise than expected, as a table would state it; empty: all is right."""
    found: dict[str, Any] = {}
    for field, id_, _, got in _otherwise(case, ruleset):
        if id_:
            found.setdefault(field, {})[id_] = _stated(got)
        else:
            found[field] = _stated(got)
    return found


def _problems(case: Case, ruleset: Ruleset) -> tuple[Notice, ...]:
    """Why the dossier is refused; nothing where it is scored."""
    try:
        scored(case, ruleset)
    except DossierError as problem:
        return problem.notices
    return ()


def _otherwise(case: Case, ruleset: Ruleset) -> Iterator[tuple[str, str, Any, Any]]:
    """A field of the table, an id within it or nothing, the value wanted, the value found."""
    try:
        assessment = scored(case, ruleset)
    except DossierError as problem:
        codes = sorted({notice.code for notice in problem.notices})
        if (wanted := sorted(case.expect.error or ())) != codes:
            yield "error", "", wanted, codes
        return
    seen = _Seen(assessment)
    for field, check in _CHECKS.items():
        if field in case.expect.model_fields_set:
            for id_, wanted, got in check(seen, getattr(case.expect, field)):
                if wanted != got:
                    yield field, id_, wanted, got


class _Seen:
    """What came out, by the names that tables use."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._ruleset = assessment.ruleset
        self._score = assessment.score

    @cached_property
    def _findings(self) -> Mapping[str, Finding]:
        found: dict[str, Finding] = {}
        for finding in (*self._assessment.findings.values(), *self._score.gates):
            found[finding.item.id] = finding
            found.update((part.item.id, part) for part in finding.parts)
        return found

    @cached_property
    def _criteria(self) -> Mapping[str, CriterionResult]:
        return {result.criterion.id: result for result in self._score.criteria}

    # --- one method a field ------------------------------------------------------------

    def total(self, wanted: Decimal | None) -> Compared:
        yield "", wanted, _exact(self._score.points)

    def range(self, wanted: tuple[Decimal, Decimal] | None) -> Compared:
        yield "", wanted, _span(self._score.points)

    def rating(self, wanted: str | None) -> Compared:
        rating = self._assessment.rating
        yield "", wanted, rating.id if rating else None

    def possible(self, wanted: tuple[str, ...]) -> Compared:
        yield "", wanted, tuple(rating.id for rating in self._score.determination.possible)

    def recognised(self, wanted: bool | None) -> Compared:  # noqa: FBT001 - a truth, not a flag
        yield "", wanted, self._score.determination.recognised

    def status(self, wanted: Enum) -> Compared:
        yield "", wanted, self._assessment.status

    def max(self, wanted: Decimal | None) -> Compared:
        yield "", wanted, self._ruleset.scale.max if self._ruleset.scale else None

    def placeholder_points(self, wanted: Decimal | None) -> Compared:
        yield "", wanted, self._assessment.placeholder_points

    def points(self, wanted: Mapping[str, Any]) -> Compared:
        for id_, span in wanted.items():
            found = self._criteria.get(id_) or self._findings.get(id_)
            yield id_, span, _span(found.points if found else None)

    def levels(self, wanted: Mapping[str, Any]) -> Compared:
        for id_, levels in wanted.items():
            if criterion := self._criteria.get(id_):
                yield id_, levels, levels_of(self._ruleset, criterion.findings)
            else:
                found = self._findings.get(id_)
                yield id_, levels, dict(found.levels) if found else None

    def states(self, wanted: Mapping[str, Enum]) -> Compared:
        for id_, state in wanted.items():
            found = self._findings.get(id_)
            yield id_, state, found.status if found else None

    def reached(self, wanted: Mapping[str, str | None]) -> Compared:
        for id_, limit in wanted.items():
            found = self._findings.get(id_)
            level = found.reached if found else None
            figure = level.at_least or level.at_most if isinstance(level, ThresholdLevel) else None
            yield id_, limit, figure.text if figure else None

    def because(self, wanted: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Compared:
        tests = {test.rating.id: test for test in self._score.determination.tests}
        for rating, conditions in wanted.items():
            test = tests.get(rating)
            got = test and {
                f"level {c.figure}" if c.kind == "level" else c.kind: c.decisive
                for c in test.conditions
                if c.truth is not True
            }
            yield rating, dict(conditions), got

    def missing(self, wanted: tuple[str, ...]) -> Compared:
        yield "", sorted(wanted), sorted(self._assessment.missing)

    def warnings(self, wanted: tuple[str, ...]) -> Compared:
        yield "", sorted(wanted), sorted(n.code for n in self._assessment.warnings)

    def notes(self, wanted: tuple[str, ...]) -> Compared:
        noted = self._noted
        yield "", list(wanted), [note for note in wanted if note in noted]

    def no_notes(self, wanted: tuple[str, ...]) -> Compared:
        yield "", [], [note for note in wanted if note in self._noted]

    @property
    def _noted(self) -> set[str]:
        """Interpretations by id, and every note by code."""
        notes = self._assessment.notes
        return {str(n.params.get("id", n.code)) for n in notes} | {n.code for n in notes}

    def claimed(self, wanted: Claimed) -> Compared:
        score = self._assessment.claimed
        rating = score.determination.rating
        got = {"total": _exact(score.points), "rating": rating.id if rating else None}
        for name in wanted.model_fields_set:
            yield name, getattr(wanted, name), got[name]

    def error(self, wanted: tuple[str, ...]) -> Compared:
        yield "", sorted(wanted), []


_CHECKS: Mapping[str, Callable[[_Seen, Any], Compared]] = {
    name: getattr(_Seen, name) for name in Expect.model_fields
}


def _exact(points: Interval | None) -> Decimal | None:
    return points.low if points and points.exact else None


def _span(points: Interval | None) -> tuple[Decimal, Decimal] | None:
    return (points.low, points.high) if points else None


def _stated(value: Any) -> Any:
    """A value as a table states it: numbers as text, names as they are written."""
    match value:
        case Decimal():
            return plain(value)
        case Enum():
            return str(value.value)
        case Mapping():
            return {key: _stated(entry) for key, entry in value.items()}
        case list() | tuple():
            return [_stated(entry) for entry in value]
    return value


def shown(value: Any) -> str:
    """A value as tables write it: a span of one number as that number."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case Enum():
            return str(value.value)
        case (Decimal() as low, Decimal() as high) if low == high:
            return plain(low)
        case list() | tuple():
            return f"[{', '.join(map(shown, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{key}: {shown(entry)}' for key, entry in value.items())}}}"
    return str(value)
