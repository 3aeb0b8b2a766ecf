"""A second opinion on the rating, from durable-rules.

The rating, title and gate rules of the same ruleset are compiled to durable-rules: per
rating one rule "may hold" and one rule "surely holds", conjunctions of comparisons of
integers (points as hundredths, truths as -1, 0 and 1). The findings of a score are
asserted as one fact; from the rules that fire, the ratings still possible are read off
and held against the engine's own.

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
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from assessment.engine.determine import when_of
from assessment.model.item import MET
from assessment.model.outcome import Assessment, Score, Truth
from assessment.model.quantity import Interval
from assessment.model.ruleset import Rating, Ruleset

Verdict = Literal["agree", "disagree", "unavailable"]
Comparison = tuple[str, str, int]
"""A field of the fact, one of the engine's operators, a constant."""

_CALLS = (
    "assert_fact",
    "complete_and_start_action",
    "create_ruleset",
    "delete_ruleset",
    "delete_state",
    "start_action_for_state",
)
"""What is called of the engine; another version without them counts as not installed."""

_SESSION = "d"
_FACT = "f"
_ALWAYS = "zz_always"
_FIELDS = 250
_KEPT = 64
_PER_POINT = 10**6
_OUT_OF_QUESTION = 10**12
_NO, _OPEN, _YES = 0, 1, 2


def cross_check(assessment: Assessment) -> Verdict:
    """Whether durable-rules finds the same possible ratings, as counted and as claimed.

    `unavailable`: the package is not installed, or the ruleset is larger than it can hold.
    """
    with _LOCK:
        opinion = _opinion(assessment.ruleset, disadvantaged=assessment.disadvantaged)
        if opinion is None:
            return "unavailable"
        for score in (assessment.score, assessment.claimed):
            if opinion.possible(score) != tuple(r.id for r in score.determination.possible):
                return "disagree"
    return "agree"


# --- rules and facts -------------------------------------------------------------------


def _rules(ruleset: Ruleset, *, disadvantaged: bool) -> dict[str, list[Comparison]]:
    """Two conjunctions a rating: it may hold, and it surely holds."""
    rules = {}
    for rating in ruleset.ratings:
        may = list(_asked(ruleset, rating, disadvantaged=disadvantaged, sure=False))
        sure = list(_asked(ruleset, rating, disadvantaged=disadvantaged, sure=True))
        rules[f"may_{rating.id}"], rules[f"sure_{rating.id}"] = may, sure
    return rules


def _asked(
    ruleset: Ruleset, rating: Rating, *, disadvantaged: bool, sure: bool
) -> Iterator[Comparison]:
    end = "low" if sure else "high"
    truth = ("$gte", _YES if sure else _OPEN)
    when = when_of(rating, disadvantaged=disadvantaged)
    if when is None:
        return
    if when.total:
        yield f"total_{end}", "$gte", _scaled(when.total.at_least)
    if when.no_criterion_at is not None:
        for index in range(len(ruleset.criteria)):
            yield f"c{index}_{end}", "$gt", _scaled(when.no_criterion_at)
    if when.no_indicator_below is not None:
        for index in range(len(ruleset.indicators)):
            yield f"i{index}_{end}", "$gte", _scaled(when.no_indicator_below)
    for level in when.levels or ():
        for index in range(len(ruleset.indicators)):
            yield f"i{index}_{level}", *truth
    for index in range(len(ruleset.gates)):
        yield f"g{index}", *truth
    for index in range(len(ruleset.exclusions)):
        yield f"x{index}", *truth


def _fact(ruleset: Ruleset, score: Score) -> dict[str, int]:
    fact: dict[str, int] = {}

    def put(name: str, points: Interval | None) -> None:
        fact[f"{name}_low"] = _scaled(points.low) if points else _OUT_OF_QUESTION
        fact[f"{name}_high"] = _scaled(points.high) if points else _OUT_OF_QUESTION

    put("total", score.points)
    number = 0
    for index, result in enumerate(score.criteria):
        put(f"c{index}", result.points if result.applies else None)
        for found in result.findings:
            put(f"i{number}", found.points if result.applies else None)
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


def _scaled(points: Decimal) -> int:
    return int(points * _PER_POINT)


# --- the engine ------------------------------------------------------------------------


class _Opinion:
    """One ruleset, compiled; facts go in one at a time."""

    def __init__(
        self, engine: Any, ruleset: Ruleset, name: str, rules: Mapping[str, list[Comparison]]
    ) -> None:
        self._engine = engine
        self._ruleset = ruleset
        self._names = {f"r{index}": rule for index, rule in enumerate(rules)}
        self._fields = sorted({field for asked in rules.values() for field, _, _ in asked})
        bodies = {"always": [], **dict(zip(self._names, rules.values(), strict=True))}
        text = json.dumps({key: _conjunction(asked) for key, asked in bodies.items()})
        self._handle = engine.create_ruleset(name, text)
        self._fired(dict.fromkeys(self._fields, 0))

    def possible(self, score: Score) -> tuple[str, ...]:
        """The ratings that the rules leave possible, best first."""
        fact = _fact(self._ruleset, score)
        fired = self._fired({field: fact[field] for field in self._fields})
        ratings = []
        for rating in self._ruleset.ratings:
            if f"may_{rating.id}" in fired:
                ratings.append(rating.id)
            if f"sure_{rating.id}" in fired:
                break
        return tuple(ratings)

    def forget(self) -> None:
        self._engine.delete_ruleset(self._handle)

    def _fired(self, fact: Mapping[str, int]) -> frozenset[str]:
        engine, handle = self._engine, self._handle
        text = json.dumps({"sid": _SESSION, "id": _FACT, _ALWAYS: 1, **fact})
        hits: set[str] = set()
        try:
            refused, state = engine.assert_fact(handle, text)
            action = None if refused else engine.start_action_for_state(handle, state)[1]
            while action:
                hits.add(action[2 : action.index('"', 2)])
                action = engine.complete_and_start_action(handle, state)
        finally:
            engine.delete_state(handle, _SESSION)
        if "always" not in hits:
            raise RuntimeError("durable-rules did not evaluate the fact")
        return frozenset(self._names[key] for key in hits if key != "always")


def _conjunction(asked: list[Comparison]) -> dict[str, Any]:
    compared = [{operator: {field: value}} for field, operator, value in asked]
    return {"all": [{"m": {"$and": [{_ALWAYS: 1}, *compared]}}]}


def _engine() -> Any:
    try:
        import durable_rules_engine  # noqa: PLC0415 - optional, and only wanted here
    except ImportError:
        return None
    known = all(hasattr(durable_rules_engine, name) for name in _CALLS)
    return durable_rules_engine if known else None


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
    rules = _rules(ruleset, disadvantaged=disadvantaged)
    if engine is None or len({field for asked in rules.values() for field, *_ in asked}) > _FIELDS:
        return None
    opinion = _Opinion(engine, ruleset, f"s{next(_serial)}", rules)
    _COMPILED[key] = opinion
    if len(_COMPILED) > _KEPT:
        _COMPILED.popitem(last=False)[1].forget()
    return opinion
