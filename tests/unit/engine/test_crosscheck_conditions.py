"""The second opinion, condition by condition: it agrees with what is right and with nothing else."""

import dataclasses
import itertools
import sys
from collections import OrderedDict
from types import SimpleNamespace

import pytest

from assessment.engine import crosscheck
from assessment.engine.crosscheck import cross_check
from tests.samples import ruleset_text
from tests.unit.engine.build import assessed, small

REAL = crosscheck._engine()
pytestmark = pytest.mark.skipif(
    REAL is None, reason="durable-rules is an extra and not installed here"
)

HEAD = """\
id: small
subject: commune
title: Bộ tiêu chí nhỏ
document: {number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
areas: {disadvantaged_scale_for: [disadvantaged]}
"""
POINTS = ruleset_text(
    HEAD
    + """\
scale: {max: 10, step: 0.5}
ratings:
- id: tot
  title: Tốt
  when: {total: {at_least: 6}, no_criterion_at: 0}
  disadvantaged: {when: {total: {at_least: 5}}}
- {id: kha, title: Khá, when: {total: {at_least: 4}, no_indicator_below: 0.5}}
- {id: trung_binh, title: Trung bình, when: {total: {at_least: 3.5}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "1"
  title: {text: Được giao}
  max: 4
  may_not_apply: {when: Không có, then: left_out}
  indicators: [{id: "1.1", text: Được giao, kind: judged, max: 4}]
- id: "2"
  title: {text: Có quỹ}
  max: 6
  indicators: [{id: "2.1", text: Có quỹ, kind: yes_no, key: fund, points: 6}]
gates: [{id: plan_gate, text: Có kế hoạch, kind: yes_no, key: plan}]
exclusions: [{id: crime, text: Vi phạm, key: crime}]
evidence:
  fund: {label: Có quỹ, type: yes_no}
  plan: {label: Có kế hoạch, type: yes_no}
  crime: {label: Có vi phạm, type: yes_no}
"""
)
UNIT = ruleset_text(
    HEAD.replace("commune", "unit").replace(
        "areas: {disadvantaged_scale_for: [disadvantaged]}\n", ""
    )
    + """\
scale: {max: 4, step: 0.5}
ratings:
- {id: tot, title: Tốt, when: {no_criterion_at: 0, no_indicator_below: 0.5}}
- {id: dat, title: Đạt, when: {total: {at_least: 2}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "1"
  title: {text: Cho mọi đơn vị}
  max: 2
  indicators: [{id: "1.1", text: Có quỹ, kind: yes_no, key: fund, points: 2}]
- id: "2"
  title: {text: Cho đơn vị công lập}
  max: 2
  indicators:
  - {id: "2.1", text: Có sổ, kind: yes_no, key: book, points: 2, applies_to: {public: true}}
gates: [{id: cong, text: Có kế hoạch, kind: yes_no, key: plan, applies_to: {public: true}}]
evidence:
  fund: {label: Có quỹ, type: yes_no}
  book: {label: Có sổ, type: yes_no}
  plan: {label: Có kế hoạch, type: yes_no}
"""
)
OPTIONS = "options: [{id: cao, label: Cao}, {id: vua, label: Vừa}, {id: thap, label: Thấp}]"
AWARDS = "levels: [{level: muc_do_2, at_least: cao}, {level: muc_do_1, at_least: vua}]"
LEVELS = ruleset_text(
    HEAD.replace("areas: {disadvantaged_scale_for: [disadvantaged]}\n", "")
    + f"""\
levels: [{{id: muc_do_2, title: Mức độ 2}}, {{id: muc_do_1, title: Mức độ 1}}]
ratings:
- {{id: muc_do_2, title: Mức độ 2, when: {{levels: [muc_do_2, muc_do_1]}}}}
- {{id: muc_do_1, title: Mức độ 1, when: {{levels: [muc_do_1]}}}}
- {{id: chua_dat, title: Chưa đạt, otherwise: true}}
criteria:
- id: "1"
  title: {{text: Một tiêu chí}}
  indicators:
  - {{id: "1.1", text: Học, kind: choice, key: study, {AWARDS}}}
  - {{id: "1.2", text: Làm, kind: choice, key: work, {AWARDS}}}
evidence:
  study: {{label: Học, type: choice, {OPTIONS}}}
  work: {{label: Làm, type: choice, {OPTIONS}}}
"""
)
ANSWERS = ("có", "không", None)
SHOWN = [
    {"1.1": points and {"value": points, "reason": "x"}, "fund": fund, "plan": plan, "crime": crime}
    for points in ("0", "0.5", "3", "3.5", "4", None)
    for fund, plan, crime in itertools.product(ANSWERS, repeat=3)
]
CASES = [
    *((POINTS, shown, {"subject": {"area": area}})
      for shown in SHOWN for area in ("standard", "disadvantaged")),
    *((POINTS, {**shown, "1.1": None}, {"applies": {"1": "không"}}) for shown in SHOWN[:27]),
    *((UNIT, {"fund": fund, "book": book, "plan": plan}, {"subject": {"public": public}})
      for fund, book, plan in itertools.product(ANSWERS, repeat=3) for public in ("true", "false")),
    *((LEVELS, {"study": study, "work": work}, {})
      for study, work in itertools.product(("cao", "vua", "thap", None), repeat=2)),
]  # fmt: skip


@pytest.fixture(autouse=True)
def compiled(monkeypatch):
    """No test sees what another compiled."""
    kept = OrderedDict()
    monkeypatch.setattr(crosscheck, "_COMPILED", kept)
    return kept


def believing(right, possible):
    """The assessment, had the engine left these ratings possible."""
    other = right.score.determination._replace(possible=possible)
    score = right.score._replace(determination=other)
    return dataclasses.replace(right, score=score, claimed=score)


@pytest.mark.parametrize(
    "ruleset", [POINTS, UNIT, LEVELS], ids=["points", "applicability", "levels"]
)
def test_every_combination_of_conditions_is_agreed_to(ruleset):
    """Whatever is known, missing, left out or refuted, the opinion is that of the engine."""
    for of, shown, more in CASES:
        if of is ruleset:
            assert cross_check(assessed(ruleset, shown, **more)) == "agree", (shown, more)


def test_only_the_right_ratings_are_agreed_to():
    """Of all the ratings that could be left possible no other ones."""
    for ruleset, shown, more in CASES[::20]:
        right = assessed(ruleset, shown, **more)
        ways = [
            chosen
            for size in range(1, len(ruleset.ratings) + 1)
            for chosen in itertools.combinations(ruleset.ratings, size)
        ]
        agreed = [way for way in ways if cross_check(believing(right, way)) == "agree"]
        assert agreed == [right.score.determination.possible], (shown, more)


def test_a_figure_just_missed_is_not_reached():
    """A step of half a point decides the total, the criterion at 0 and the lowest indicator."""
    plain = {"fund": "có", "plan": "có", "crime": "không"}
    for fund, points, rating in (
        ("có", "0.5", "tot"), ("có", "0", "trung_binh"), ("không", "4", "trung_binh"),
        ("không", "3.5", "trung_binh"), ("không", "3", "chua_dat"),
    ):  # fmt: skip
        evidence = {**plain, "fund": fund, "1.1": {"value": points, "reason": "x"}}
        right = assessed(POINTS, evidence)
        assert right.rating is not None
        assert (right.rating.id, cross_check(right)) == (rating, "agree")


def test_the_claimed_score_is_checked_too():
    """A wrong claimed rating is found beside a right counted one."""
    inspected = {"1.1": {"value": "0", "reason": "x"}}
    evidence = {"1.1": "4", "fund": "có", "plan": "có", "crime": "không"}
    right = assessed(POINTS, evidence, inspected=inspected)
    assert right.claimed.determination.possible != right.score.determination.possible
    assert cross_check(right) == "agree"
    as_counted = dataclasses.replace(right, claimed=right.score)
    assert cross_check(as_counted) == "agree"
    wrong = right.claimed._replace(determination=right.score.determination)
    assert cross_check(dataclasses.replace(right, claimed=wrong)) == "disagree"


# --- the engine itself -----------------------------------------------------------------


class Watched:
    """The engine of durable-rules, its calls noted down."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        real = getattr(REAL, name)
        if isinstance(real, type):
            return real

        def call(*args):
            self.calls.append((name, *args))
            return real(*args)

        return call

    def count(self, name):
        return sum(call[0] == name for call in self.calls)


class Failing(Watched):
    """An engine on which one call fails; nothing of it is real, since what failed may be broken."""

    _ANSWERS = {  # noqa: RUF012 - a constant of the test
        "assert_fact": (0, 1),
        "create_ruleset": 1,
        "start_action_for_state": (1, '{"always": {}}'),
    }

    def __init__(self, name, error):
        super().__init__()
        self._fails, self._error = name, error
        self.error = REAL.error

    def __getattr__(self, name):
        def call(*args):
            self.calls.append((name, *args))
            if name == self._fails:
                raise self._error
            return self._ANSWERS.get(name)

        return call


@pytest.fixture
def watch(monkeypatch):
    """Put a watched engine in the place of the real one."""

    def put(engine=None):
        watched = engine or Watched()
        monkeypatch.setitem(sys.modules, "durable_rules_engine", watched)
        return watched

    return put


COMPLETE = {"1.1": "4", "fund": "có"}
USED = (
    "assert_fact",
    "complete_and_start_action",
    "create_ruleset",
    "delete_ruleset",
    "delete_state",
    "error",
    "start_action_for_state",
)


def of_title(number):
    """One more ruleset of its own digest."""
    return small(title=f"Bộ tiêu chí {number}")


def test_a_ruleset_is_compiled_once(watch):
    """The same ruleset is compiled again for another area only."""
    engine = watch()
    for _ in range(3):
        assert cross_check(assessed(POINTS, {}, subject={"area": "standard"})) == "agree"
    assert engine.count("create_ruleset") == 1
    assert cross_check(assessed(POINTS, {}, subject={"area": "disadvantaged"})) == "agree"
    assert engine.count("create_ruleset") == 2


def test_each_compiled_ruleset_has_a_name_of_its_own(watch):
    """The engine keeps rulesets by name: no two share one."""
    engine = watch()
    for number in range(3):
        cross_check(assessed(of_title(number), COMPLETE))
    names = [call[1] for call in engine.calls if call[0] == "create_ruleset"]
    assert len(set(names)) == 3


def test_every_fact_is_deleted_again(watch):
    """The engine holds 1,024 sessions at most: each is deleted; after a failure nothing is asked."""
    engine = watch()
    for _ in range(5):
        cross_check(assessed(small(), COMPLETE))
    assert engine.count("delete_state") == engine.count("assert_fact") == 6
    failing = watch(Failing("start_action_for_state", RuntimeError("x")))
    assert cross_check(assessed(of_title(1), COMPLETE)) == "unavailable"
    assert (failing.count("assert_fact"), failing.count("delete_state")) == (1, 0)


def test_the_ruleset_used_longest_ago_is_forgotten_first(watch, compiled, monkeypatch):
    """What is used stays; what goes is deleted from the engine too."""
    monkeypatch.setattr(crosscheck, "_KEPT", 2)
    engine = watch()
    first, second, third = (assessed(of_title(number), COMPLETE) for number in range(3))
    for assessment in (first, second, first):
        assert cross_check(assessment) == "agree"
    assert engine.count("delete_ruleset") == 0
    handle = compiled[second.ruleset.digest, False]._handle
    assert cross_check(third) == "agree"
    assert list(compiled) == [(first.ruleset.digest, False), (third.ruleset.digest, False)]
    assert [call for call in engine.calls if call[0] == "delete_ruleset"] == [
        ("delete_ruleset", handle)
    ]


@pytest.mark.parametrize(
    "error",
    [RuntimeError("x"), MemoryError(), REAL and REAL.error()],
)
def test_an_engine_that_fails_gives_no_opinion(watch, compiled, error):
    """A ruleset on which the engine failed is not kept, and the next one is tried afresh."""
    right = assessed(small(), COMPLETE)
    assert cross_check(right) == "agree"
    compiled[right.ruleset.digest, False]._engine = watch(Failing("assert_fact", error))
    assert cross_check(right) == "unavailable"
    assert compiled == {}
    watch()
    assert cross_check(right) == "agree"


def test_a_fact_that_was_not_evaluated_gives_no_opinion(watch, compiled, monkeypatch):
    """An engine that refuses a fact, or lets no rule fire, is not believed."""
    right = assessed(small(), COMPLETE)
    assert cross_check(right) == "agree"
    opinion = compiled[right.ruleset.digest, False]
    deaf = SimpleNamespace(assert_fact=lambda *_: (1, None), delete_state=lambda *_: None)
    monkeypatch.setattr(opinion, "_engine", deaf)
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    assert cross_check(right) == "unavailable"
    assert compiled == {}


@pytest.mark.parametrize("left_out", USED)
def test_another_version_of_the_package_counts_as_not_installed(monkeypatch, left_out):
    """Without any one of the things that are used of it there is no opinion."""
    other = SimpleNamespace(**{name: getattr(REAL, name) for name in USED if name != left_out})
    monkeypatch.setitem(sys.modules, "durable_rules_engine", other)
    assert cross_check(assessed(small(), COMPLETE)) == "unavailable"


@pytest.mark.parametrize(("limit", "size"), [("_MAX_RULES", 13), ("_MAX_FIELDS", 12)])
def test_a_ruleset_too_large_for_the_engine_has_no_opinion(monkeypatch, limit, size):
    """The largest that fits is checked, one more rule or field is not."""
    right = assessed(POINTS, {})
    monkeypatch.setattr(crosscheck, limit, size)
    assert cross_check(right) == "agree"
    crosscheck._COMPILED.clear()
    monkeypatch.setattr(crosscheck, limit, size - 1)
    assert cross_check(right) == "unavailable"


@pytest.mark.parametrize(("step", "verdict"), [("0.000001", "agree"), ("0.0000005", "unavailable")])
def test_points_too_fine_for_the_engine_get_no_opinion(step, verdict):
    """The engine counts millionths of a point; of finer ones it says nothing, rather than wrong."""
    finer = small(scale={"max": "10", "step": step})
    assert cross_check(assessed(finer, COMPLETE)) == verdict
