"""Reads tables of cases that an official can check, and runs them.

A table is a YAML file:

    about: what the table is about
    ruleset: tt44-2014            # a case may name another
    subject: {area: standard}     # added to {kind, name}; a case may add more
    cases:
    - id: unique in the table
      note: what is tried, in words
      source: the article that the figures come from
      evidence: {base: all, key: value}
      expect: {total: 84.5, rating: kha}

`base: all` starts from a dossier that earns everything (see `base.py`); the keys after it
change it, and a key with no value (`key:`) takes it away. `inspected`, `applies`,
`period`, `previous` are as in a dossier; `options` are `missing` and `strict`. Without a
`period`, the case lies within the time the ruleset is in force.

`expect` may ask for: total, range, rating, possible, recognised, status, max,
placeholder_points; `points`, `levels`, `states` and `reached` (the limit reached) by id of
an indicator, a part or a criterion; `because` (a rating, then the conditions that fail or
are open and the ids that decide them); `missing` (all of them); `warnings` (all codes);
`notes` and `no_notes` (interpretations by id, others by code); `claimed` {total, rating};
or `error` (all codes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from assessment.engine.assess import assess
from assessment.errors import CdhtError, DossierError
from assessment.files import read_tree
from assessment.intake.read import dossier_from_content
from assessment.model.canonical import canonical
from assessment.model.item import ThresholdLevel
from assessment.model.outcome import Assessment, Finding
from assessment.model.quantity import plain
from assessment.model.ruleset import Ruleset
from tests.conformance.base import full_marks, shipped

_TABLE = {"about", "ruleset", "subject", "cases"}
_CASE = {
    "id", "note", "source", "ruleset", "subject", "period", "previous",
    "evidence", "inspected", "applies", "options", "expect",
}  # fmt: skip
_TRUTHS = {"true": True, "false": False, "null": None, None: None}


class TableError(Exception):
    """The table itself is wrong: nothing can be concluded from it."""


@dataclass(frozen=True)
class Case:
    """One line of a table, everything still text."""

    table: str
    id: str
    ruleset: Ruleset
    content: Mapping[str, Any]
    options: Mapping[str, str]
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.table}-{self.id}"

    def assess(self) -> Assessment:
        dossier = dossier_from_content(self.content, str(self))
        return assess(
            self.ruleset,
            dossier,
            missing="zero" if self.options.get("missing") == "zero" else "open",
            strict=self.options.get("strict") == "true",
        )


# --- reading ---------------------------------------------------------------------------


def read_tables(folder: Path) -> list[Case]:
    """Every case of every table in a folder.

    Raises:
        TableError: an unknown or missing field, an id used twice, nothing expected.

    """
    return [case for path in sorted(folder.glob("*.yaml")) for case in read_table(path)]


def read_table(path: Path) -> list[Case]:
    """The cases of one table; see `read_tables`."""
    try:
        content = read_tree(path, DossierError).content
    except CdhtError as problem:
        raise TableError(str(problem)) from None
    _only(content, _TABLE, path.name)
    cases = [_case(path.stem, content, entry) for entry in content.get("cases") or ()]
    if not cases:
        raise TableError(f"{path.name}: no cases")
    ids = [case.id for case in cases]
    if len(set(ids)) != len(ids):
        raise TableError(f"{path.name}: an id is used twice")
    return cases


def _case(table: str, content: Mapping[str, Any], entry: Mapping[str, Any]) -> Case:
    where = f"{table}: {entry.get('id')}"
    _only(entry, _CASE, where)
    for field in ("id", "note", "source", "expect"):
        if not entry.get(field):
            raise TableError(f"{where}: {field} is missing")
    _only(entry["expect"], set(_CHECKS) | {"error"}, where)
    ruleset = shipped(entry.get("ruleset") or content["ruleset"])
    subject = {"kind": ruleset.subject.value, "name": "Trường hợp thử"}
    subject |= content.get("subject") or {}
    subject |= entry.get("subject") or {}
    dossier = {
        "subject": subject,
        "period": entry.get("period") or _period(ruleset),
        "ruleset": ruleset.id,
        "evidence": _evidence(ruleset, dict(entry.get("evidence") or {})),
        **{name: entry[name] for name in ("inspected", "applies", "previous") if name in entry},
    }
    return Case(table, entry["id"], ruleset, dossier, entry.get("options") or {}, entry["expect"])


def _only(entry: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise TableError(f"{where}: unknown {', '.join(unknown)}")


def _period(ruleset: Ruleset) -> dict[str, str]:
    force = ruleset.document.in_force
    last = force.to or force.from_ + timedelta(days=365)
    return {"from": str(last - timedelta(days=364)), "to": str(last)}


def _evidence(ruleset: Ruleset, stated: dict[str, Any]) -> dict[str, Any]:
    base = full_marks(ruleset) if stated.pop("base", None) == "all" else {}
    return {key: value for key, value in {**base, **stated}.items() if value is not None}


# --- running ---------------------------------------------------------------------------


def differences(case: Case) -> list[str]:
    """What came out otherwise than expected, in words; an empty list when all is right."""
    try:
        assessment = case.assess()
    except CdhtError as problem:
        codes = sorted({notice.code for notice in problem.notices})
        wanted = sorted(_listed(case.expect.get("error")))
        return [] if codes == wanted else [f"error: expected {wanted}, got {codes}"]
    if "error" in case.expect:
        return [f"error: expected {case.expect['error']}, got a result"]
    return list(_compared(case, _Seen(assessment)))


def _compared(case: Case, seen: _Seen) -> Iterator[str]:
    for name, wanted in case.expect.items():
        for what, expected, got in _CHECKS[name](seen, wanted):
            if expected != got:
                yield f"{name}{what}: expected {expected}, got {got}"


Compared = Iterator[tuple[str, Any, Any]]


class _Seen:
    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.result = canonical(assessment)
        self.findings: dict[str, Finding] = {}
        for found in (*assessment.findings.values(), *assessment.score.gates):
            self.findings[found.item.id] = found
            self.findings.update((part.item.id, part) for part in found.parts)
        self.entries: dict[str, Any] = {}
        for criterion in self.result["criteria"]:
            self.entries[criterion["id"]] = criterion
            self._add(criterion["indicators"])
        self._add(self.result["gates"])
        self.notes = {n.params.get("id", n.code) for n in assessment.notes}
        self.notes |= {n.code for n in assessment.notes}

    def _add(self, items: list[dict[str, Any]]) -> None:
        for item in items:
            # a criterion of one indicator may share its id with nothing else
            self.entries.setdefault(item["id"], item)
            self._add(item["parts"])

    # --- one method an expectation -----------------------------------------------------

    def head(self, name: str) -> Any:
        def check(wanted: Any) -> Compared:
            yield "", _truth(wanted), self.result[name]

        return check

    def points(self, wanted: Mapping[str, Any]) -> Compared:
        for id_, points in wanted.items():
            span = points if isinstance(points, list) else [points, points]
            yield f" {id_}", span, self.entries[id_].get("range")

    def levels(self, wanted: Mapping[str, Mapping[str, Any]]) -> Compared:
        for id_, levels in wanted.items():
            expected = {level: _truth(truth) for level, truth in levels.items()}
            yield f" {id_}", expected, self.entries[id_].get("levels")

    def states(self, wanted: Mapping[str, str]) -> Compared:
        for id_, state in wanted.items():
            yield f" {id_}", state, self.entries[id_].get("status")

    def reached(self, wanted: Mapping[str, Any]) -> Compared:
        for id_, text in wanted.items():
            level = self.findings[id_].reached
            figure = level.at_least or level.at_most if isinstance(level, ThresholdLevel) else None
            yield f" {id_}", text, figure.text if figure else None

    def because(self, wanted: Mapping[str, Any]) -> Compared:
        tests = {test.rating.id: test for test in self.assessment.score.determination.tests}
        for rating, conditions in wanted.items():
            got = {
                f"level {c.figure}" if c.kind == "level" else c.kind: list(c.decisive)
                for c in tests[rating].conditions
                if c.truth is not True
            }
            yield f" {rating}", {kind: ids or [] for kind, ids in conditions.items()}, got

    def possible(self, wanted: list[str]) -> Compared:
        yield "", wanted, self.result["possible_ratings"]

    def missing(self, wanted: Any) -> Compared:
        yield "", sorted(_listed(wanted)), sorted(self.result["missing"])

    def warnings(self, wanted: Any) -> Compared:
        yield "", sorted(_listed(wanted)), sorted(n["code"] for n in self.result["warnings"])

    def noted(self, wanted: Any) -> Compared:
        yield "", [], [note for note in _listed(wanted) if note not in self.notes]

    def not_noted(self, wanted: Any) -> Compared:
        yield "", [], [note for note in _listed(wanted) if note in self.notes]

    def claimed(self, wanted: Mapping[str, Any]) -> Compared:
        for name, value in wanted.items():
            yield f" {name}", value, self.result["claimed"][name]

    def placeholders(self, wanted: Any) -> Compared:
        points = self.assessment.placeholder_points
        yield "", wanted, None if points is None else plain(points)


def _truth(value: Any) -> Any:
    return _TRUTHS.get(value, value) if isinstance(value, str | None) else value


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


_HEAD = ("total", "range", "rating", "recognised", "status", "max")
_CHECKS: dict[str, Any] = {
    **{name: lambda seen, wanted, name=name: seen.head(name)(wanted) for name in _HEAD},
    "points": _Seen.points,
    "levels": _Seen.levels,
    "states": _Seen.states,
    "reached": _Seen.reached,
    "because": _Seen.because,
    "possible": _Seen.possible,
    "missing": _Seen.missing,
    "warnings": _Seen.warnings,
    "notes": _Seen.noted,
    "no_notes": _Seen.not_noted,
    "claimed": _Seen.claimed,
    "placeholder_points": _Seen.placeholders,
}
