"""The second opinion on the rating."""

import dataclasses
import sys
import time
from pathlib import Path

import pytest

from assessment.engine import crosscheck
from assessment.engine.assess import assess
from assessment.engine.crosscheck import cross_check
from assessment.intake.read import read_dossier
from tests.conformance.base import full_marks, shipped
from tests.samples import EXAMPLES
from tests.unit.engine.build import assessed, dossier

HOUSEHOLD = "household-qd448-2015"

installed = pytest.mark.skipif(
    crosscheck._engine() is None, reason="durable-rules is an extra and not installed here"
)


@installed
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_two_opinions_agree_on_every_example(example):
    """durable-rules finds the same possible ratings, complete dossiers or not."""
    read = read_dossier(example)
    assert read.ruleset is not None
    for missing in ("open", "zero"):
        assert cross_check(assess(shipped(read.ruleset), read, missing=missing)) == "agree"


@installed
@pytest.mark.parametrize("more", [{}, {"inspected": {"A1.1": {"value": "0", "reason": "x"}}}])
def test_a_determination_that_was_tampered_with_is_found(more):
    """A rating that the rules do not give is a disagreement, in the counted and the claimed score."""
    right = assessed(HOUSEHOLD, full_marks(shipped(HOUSEHOLD)), **more)
    assert cross_check(right) == "agree"
    wrong = right.score.determination._replace(possible=(right.ruleset.ratings[-1],))
    for name in ("score", "claimed"):
        tampered = getattr(right, name)._replace(determination=wrong)
        assert cross_check(dataclasses.replace(right, **{name: tampered})) == "disagree"


@installed
def test_an_open_rating_that_is_made_sure_is_found():
    """Leaving out one of the possible ratings is a disagreement too."""
    right = assessed(HOUSEHOLD, {})
    assert len(right.score.determination.possible) == 2
    one = right.score.determination._replace(possible=right.score.determination.possible[:1])
    tampered = dataclasses.replace(right, score=right.score._replace(determination=one))
    assert cross_check(tampered) == "disagree"


def test_without_the_package_it_is_unavailable(monkeypatch):
    """Absence changes nothing but the verdict."""
    right = assessed(HOUSEHOLD, full_marks(shipped(HOUSEHOLD)))
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "durable_rules_engine", None)
        patched.setattr(crosscheck, "_COMPILED", type(crosscheck._COMPILED)())
        assert cross_check(right) == "unavailable"


def resident_kilobytes() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])


@installed
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_twenty_thousand_opinions_do_not_grow():
    """20,000 facts in one process neither grow it by more than 4 MB nor slow it down."""
    ruleset = shipped("citizen-qd324-2023")
    full = full_marks(ruleset)
    results = [
        assess(ruleset, dossier(ruleset, {**full, "1.1": str(points)})) for points in range(11)
    ]
    for index in range(2_000):
        assert cross_check(results[index % 11]) == "agree"
    before, started = resident_kilobytes(), time.monotonic()
    for index in range(20_000):
        # the claimed score is the counted one here: one opinion or two, never fewer
        assert cross_check(results[index % 11]) == "agree"
    assert time.monotonic() - started < 60
    assert resident_kilobytes() - before < 4_096


@installed
def test_more_rulesets_than_are_kept(monkeypatch):
    """Compiled rulesets are forgotten in turn, and compiled again when they return."""
    monkeypatch.setattr(crosscheck, "_COMPILED", type(crosscheck._COMPILED)())
    monkeypatch.setattr(crosscheck, "_KEPT", 2)
    for _ in range(3):
        for id_ in (HOUSEHOLD, "citizen-qd324-2023", "tt44-2014", "commune-tt25-2023"):
            assert cross_check(assessed(id_, full_marks(shipped(id_)))) == "agree"
            assert len(crosscheck._COMPILED) <= 2
