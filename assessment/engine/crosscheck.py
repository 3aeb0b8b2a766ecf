"""A second opinion on the rating, from durable-rules.

The rating, title and gate rules of the same ruleset are compiled to durable-rules: per
rating one rule "may hold", per comparison one rule "may fail", of comparisons of integers
(points as millionths, truths as 0, 1 and 2). The findings of a score are asserted as one
fact; from the rules that fire, the ratings still possible are read off and held against
the engine's own.

The package is optional. Its C engine is called directly: the Python host around it starts
two threads and takes 20 ms to import. What the engine needs, known from its source:
one session, deleted after each fact (1,024 undeleted ones exhaust it); a rule that always
fires (a fact that fires nothing leaves its session unfit to delete); integers only.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from assessment.model.item import MET
from assessment.model.outcome import Assessment, Score, Status
from assessment.model.quantity import Interval
from assessment.model.ruleset import Rating, Ruleset, Scale
from assessment.model.truth import Truth

Verdict = Literal["agree", "disagree", "unavailable"]
Comparison = tuple[str, str, int]
"""A field of the fact, one of the engine's operators, a constant."""

_NEEDED = (
    "assert_fact",
    "complete_and_start_action",
    "create_ruleset",
    "delete_ruleset",
    "delete_state",
    "error",
    "start_action_for_state",
)
"""What is used of the engine; another version without it counts as not installed."""

_SESSION = "d"
_FACT = "f"
_ALWAYS = "zz_always"
_MAX_FIELDS, _MAX_RULES = 250, 60
_KEPT = 64
_PER_POINT = 10**6
_OUT_OF_QUESTION = 10**12
_NO, _OPEN, _YES = 0, 1, 2


def cross_check(assessment: Assessment) -> Verdict:
    """Whether durable-rules finds the same possible ratings, as counted and as claimed.

    `unavailable`: the package is not installed, fails, or cannot hold so large a ruleset.
    """
    with _LOCK:
        try:
            opinion = _opinion(assessment.ruleset, disadvantaged=assessment.disadvantaged)
            if opinion is None:
                return "unavailable"
            return "agree" if _agrees(opinion, assessment) else "disagree"
        except _failures():
            _COMPILED.pop((assessment.ruleset.digest, assessment.disadvantaged), None)
            return "unavailable"


def _agrees(opinion: _Opinion, assessment: Assessment) -> bool:
    scores = [assessment.score]
    if assessment.claimed is not assessment.score:
        scores.append(assessment.claimed)
    return all(
        opinion.possible(score) == tuple(r.id for r in score.determination.possible)
        for score in scores
    )


# --- rules and facts -------------------------------------------------------------------


class _AtLeast(NamedTuple):
    """Points in the fact, `low` and `high`, that must reach or exceed a limit."""

    name: str
    operator: Literal["$gte", "$gt"]
    limit: int

    @property
    def may_hold(self) -> Comparison:
        return f"{self.name}_high", self.operator, self.limit

    @property
    def may_fail(self) -> Comparison:
        return f"{self.name}_low", "$lt" if self.operator == "$gte" else "$lte", self.limit


class _IsTrue(NamedTuple):
    """A truth in the fact."""

    name: str

    @property
    def may_hold(self) -> Comparison:
        return self.name, "$gte", _OPEN

    @property
    def may_fail(self) -> Comparison:
        return self.name, "$lte", _OPEN


Conditions = Mapping[str, tuple[_AtLeast | _IsTrue, ...]]
"""What a rating asks: each condition by name, as comparisons that must all hold."""


def _asked(ruleset: Ruleset, rating: Rating, *, disadvantaged: bool) -> Conditions:
    when = rating.asks(disadvantaged=disadvantaged)
    if when is None:
        return {}
    asked: dict[str, tuple[_AtLeast | _IsTrue, ...]] = {}
    if when.total:
        limit = _scaled(when.total.at_least)
        asked[f"total_{limit}"] = (_AtLeast("total", "$gte", limit),)
    spans: tuple[tuple[str, Literal["$gte", "$gt"], int, Decimal | None], ...] = (
        ("c", "$gt", len(ruleset.criteria), when.no_criterion_at),
        ("i", "$gte", len(ruleset.indicators), when.no_indicator_below),
    )
    for name, operator, count, figure in spans:
        if figure is not None:
            limit = _scaled(figure)
            asked[f"{name}_{limit}"] = tuple(
                _AtLeast(f"{name}{index}", operator, limit) for index in range(count)
            )
    for level in when.levels or ():
        asked[f"level_{level}"] = tuple(
            _IsTrue(f"i{index}_{level}") for index in range(len(ruleset.indicators))
        )
    names = [f"g{index}" for index in range(len(ruleset.gates))]
    names += [f"x{index}" for index in range(len(ruleset.exclusions))]
    asked.update((name, (_IsTrue(name),)) for name in names)
    return asked


def _fact(ruleset: Ruleset, score: Score) -> dict[str, int]:
    fact: dict[str, int] = {}

    def put(name: str, points: Interval | None) -> None:
        fact[f"{name}_low"] = _scaled(points.low) if points else _OUT_OF_QUESTION
        fact[f"{name}_high"] = _scaled(points.high) if points else _OUT_OF_QUESTION

    put("total", score.points)
    number = 0
    for index, result in enumerate(score.criteria):
        asked = {f.item.id for f in result.findings if f.status is not Status.NOT_APPLICABLE}
        put(f"c{index}", result.points if result.applies and asked else None)
        for found in result.findings:
            put(f"i{number}", found.points if found.item.id in asked else None)
            for level in ruleset.levels:
                fact[f"i{number}_{level.id}"] = _signal(found.levels.get(level.id, True))
            number += 1
    for index, gate in enumerate(score.gates):
        fact[f"g{index}"] = _signal(gate.levels.get(MET, True))
    for index, (_, applies) in enumerate(score.exclusions):
        fact[f"x{index}"] = _signal(None if applies is None else not applies)
    return fact


def _signal(truth: Truth) -> int:
    return _OPEN if truth is None else _YES if truth else _NO


def _holds(scale: Scale) -> bool:
    """Whether all points of a scale are whole numbers of few enough digits."""
    return not scale.step * _PER_POINT % 1 and scale.max * _PER_POINT < _OUT_OF_QUESTION


def _scaled(points: Decimal) -> int:
    return int(points * _PER_POINT)


# --- the engine ------------------------------------------------------------------------


class _Opinion:
    """One ruleset, compiled; facts go in one at a time."""

    def __init__(self, engine: Any, ruleset: Ruleset, asked: list[Conditions]) -> None:
        self._engine = engine
        self._ruleset = ruleset
        self._asked = asked
        rules = _rules(asked)
        self._names = {f"r{index}": rule for index, rule in enumerate(rules)}
        self._fields = _fields(rules)
        bodies = {"always": [], **{key: rules[name] for key, name in self._names.items()}}
        text = json.dumps({key: _conjunction(body) for key, body in bodies.items()})
        self._handle = engine.create_ruleset(f"s{next(_serial)}", text)
        self._fired(dict.fromkeys(self._fields, 0))

    def possible(self, score: Score) -> tuple[str, ...]:
        """The ratings that the rules leave possible, best first.

        One that may hold, while every better one may fail on a condition not asked by it.
        """
        fact = _fact(self._ruleset, score)
        fired = self._fired({field: fact[field] for field in self._fields})
        ratings = []
        for index, rating in enumerate(self._ruleset.ratings):
            own = self._asked[index]
            room = all(
                any(f"fail {name}" in fired for name in better if name not in own)
                for better in self._asked[:index]
            )
            if room and f"may {index}" in fired:
                ratings.append(rating.id)
        return tuple(ratings)

    def forget(self) -> None:
        self._engine.delete_ruleset(self._handle)

    def _fired(self, fact: Mapping[str, int]) -> frozenset[str]:
        engine, handle = self._engine, self._handle
        text = json.dumps({"sid": _SESSION, "id": _FACT, _ALWAYS: 1, **fact})
        hits: set[str] = set()
        refused, state = engine.assert_fact(handle, text)
        action = None if refused else engine.start_action_for_state(handle, state)[1]
        while action:
            hits.add(action[2 : action.index('"', 2)])
            action = engine.complete_and_start_action(handle, state)
        engine.delete_state(handle, _SESSION)  # not after a failure: it may bring Python down
        if "always" not in hits:
            raise RuntimeError("durable-rules did not evaluate the fact")
        return frozenset(self._names[key].partition("#")[0] for key in hits if key != "always")


def _rules(asked: list[Conditions]) -> dict[str, list[Comparison]]:
    """A rule a rating: it may hold. A rule a comparison: with it, its condition may fail."""
    rules = {
        f"may {index}": [test.may_hold for tests in conditions.values() for test in tests]
        for index, conditions in enumerate(asked)
    }
    for conditions in asked:
        for name, tests in conditions.items():
            rules.update((f"fail {name}#{n}", [test.may_fail]) for n, test in enumerate(tests))
    return rules


def _fields(rules: Mapping[str, list[Comparison]]) -> list[str]:
    return sorted({field for body in rules.values() for field, _, _ in body})


def _conjunction(asked: list[Comparison]) -> dict[str, Any]:
    compared = [{operator: {field: value}} for field, operator, value in asked]
    return {"all": [{"m": {"$and": [{_ALWAYS: 1}, *compared]}}]}


def _engine() -> Any:
    try:
        import durable_rules_engine  # noqa: PLC0415 - optional, and only wanted here
    except ImportError:
        return None
    known = all(hasattr(durable_rules_engine, name) for name in _NEEDED)
    return durable_rules_engine if known else None


def _failures() -> tuple[type[Exception], ...]:
    """What tells that the engine cannot go on: its own error among them."""
    engine = _engine()
    own = (engine.error,) if engine else ()
    return MemoryError, RuntimeError, *own


_LOCK = threading.Lock()
"""The engine is not thread-safe."""

_COMPILED: OrderedDict[tuple[str, bool], _Opinion] = OrderedDict()
_serial = itertools.count(1)


def _opinion(ruleset: Ruleset, *, disadvantaged: bool) -> _Opinion | None:
    """The compiled ruleset; the latest used ones are kept. None: it cannot be had."""
    key = (ruleset.digest, disadvantaged)
    if key in _COMPILED:
        _COMPILED.move_to_end(key)
        return _COMPILED[key]
    engine = _engine()
    asked = [_asked(ruleset, rating, disadvantaged=disadvantaged) for rating in ruleset.ratings]
    rules = _rules(asked)
    if engine is None or len(rules) > _MAX_RULES or len(_fields(rules)) > _MAX_FIELDS:
        return None
    if ruleset.scale and not _holds(ruleset.scale):
        return None
    opinion = _COMPILED[key] = _Opinion(engine, ruleset, asked)
    if len(_COMPILED) > _KEPT:
        _COMPILED.popitem(last=False)[1].forget()
    return opinion
