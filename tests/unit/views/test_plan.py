"""Plans in words: each kind of change, each kind of obstacle, what is proved and what is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content, read_dossier
from assessment.model.plan import (
    Change,
    Limits,
    NoPlan,
    Obstacle,
    ObstacleKind,
    Plan,
    Target,
    Task,
)
from assessment.model.quantity import Ratio
from assessment.views.plan import Answer, contract, render
from assessment.views.tasks import Tasks, value_of
from assessment.wording import Words
from tests.conformance.base import shipped
from tests.samples import EXAMPLES

VI = Words("vi")


def scored(ruleset: str, example: str, **evidence):
    dossier = read_dossier(next(path for path in EXAMPLES if path.stem == example))
    content = {**dossier.content, "evidence": {**dossier.content["evidence"], **evidence}}
    return assess(shipped(ruleset), dossier_from_content(content, ""), missing="zero")


@pytest.fixture(scope="module")
def now():
    return scored("tt44-2014", "xa-tien-tan-82")


@pytest.fixture(scope="module")
def household():
    return scored("household-qd448-2015", "ho-gia-dinh-2018", law_violation="có")


def as_it_is(now) -> Plan:
    return Plan((), Decimal(0), Decimal(0), now)


def receipt(_):
    return "0123456789abcdef" * 4


def flat(text: str) -> str:
    return " ".join(text.split())


# --- changes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("households_recognised", 951, 998), "thêm 47 hộ (từ 951 lên 998)"),
        (Change("poor_households", 1100, 31), "bớt 1.069 hộ (từ 1.100 xuống 31)"),
        (Change("annual_plan", False, True), "từ không thành có"),
        (Change("annual_plan", None, True), "bổ sung số liệu còn thiếu: có"),
        (Change("learning_centre_rating", "kha", "tot"), 'từ "Khá" thành "Tốt"'),
        (Change("9.1", Ratio(6, 10), Ratio(7, 10)), "tăng từ 60% lên 70%"),
        (Change("9.1", Ratio(7, 10), Ratio(6, 10)), "giảm từ 70% xuống 60%"),
        (Change("clans_recognised", None, 11), "bổ sung số liệu còn thiếu: 11 dòng họ"),
        (
            Change("clans_recognised", None, 11, "at_least"),
            "bổ sung số liệu còn thiếu: từ 11 dòng họ",
        ),
        (
            Change("poor_households", None, 33, "at_most"),
            "bổ sung số liệu còn thiếu: không quá 33 hộ",
        ),
        (
            Change("poverty_reduction_points", Decimal("0.6"), Decimal(1)),
            "tăng 0,4 điểm phần trăm (từ 0,6 lên 1)",
        ),
    ],
)
def test_a_change_says_what_to_do(now, change, said):
    """More or fewer of a count, an answer or option for another, a share or number raised."""
    tasks = Tasks(now, VI)
    assert tasks.what(change) == f"{tasks.label(change.key)}: {said}"


def test_a_judged_item_is_raised_by_points(household):
    """Points given by a person rise by points."""
    change = Change("A3.1", Decimal(7), Decimal(10))
    assert Tasks(household, VI).what(change).endswith("tăng 3 điểm (từ 7 lên 10)")


@pytest.mark.parametrize(
    ("value", "json"),
    [
        (None, None),
        (951, 951),
        (True, True),
        ("tot", "tot"),
        (Decimal("7.50"), "7.5"),
        (Ratio(3, 8), "37.5%"),
    ],
)
def test_a_value_in_json(value, json):
    """Counts and answers as they are, points and shares as text that a dossier can hold."""
    assert value_of(value) == json
    assert type(value_of(value)) is type(json)


# --- plans -----------------------------------------------------------------------------


def planned(now, **changes) -> Plan:
    result = scored(
        "tt44-2014", "xa-tien-tan-82", **{k: str(after) for k, after in changes.items()}
    )
    tasks = tuple(
        Task(Change(key, 0, after), Decimal(2), None, ("9.1",)) for key, after in changes.items()
    )
    return Plan(tasks, Decimal(2), Decimal(1), result)


def test_a_plan_that_is_not_proved_says_how_cheap_it_could_be(now):
    """Where the bound is below the cost, it is the bound that is told."""
    plan = planned(now, households_recognised=998)
    answer = Answer(now, Target(points=Decimal(83)), Limits(), (plan,))
    text = flat(render(answer, VI, receipt))
    assert "đã chứng minh không cách nào dưới công 1" in text
    assert "không có cách rẻ hơn" not in text
    found = contract(answer, VI, receipt)["plans"][0]
    assert (found["optimal"], found["bound"], found["cost"]) == (False, "1", "2")
    proved = Answer(now, answer.target, Limits(), (replace(plan, bound=plan.cost),))
    assert "đã chứng minh không có cách rẻ hơn" in flat(render(proved, VI, receipt))


def test_points_lost_beside_are_shown(now):
    """A task that takes points away elsewhere does not hide it."""
    plan = planned(now, households_recognised=10)
    answer = Answer(now, Target(points=Decimal(70)), Limits(), (plan,))
    assert "9.1 (−2 điểm)" in render(answer, VI, receipt)
    assert contract(answer, VI, receipt)["plans"][0]["changes"][0]["points"] == "-2"


def test_limits_stand_in_the_head(now):
    """What was asked of the plan is printed with it."""
    bounds = Limits(("9.1",), ("4.4", "3.3"), Decimal("2.5"), 3)
    text = flat(render(Answer(now, None, bounds), VI, receipt))
    assert "GIỚI HẠN công không quá 2,5; không quá 3 việc; giữ nguyên 9.1; chỉ đổi 4.4, 3.3" in text


# --- obstacles -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("obstacle", "said"),
    [
        (Obstacle(ObstacleKind.LOCK, "insured"), "Số người tham gia bảo hiểm y tế [insured]"),
        (Obstacle(ObstacleKind.BUDGET, ""), "công không quá 2,5"),
        (Obstacle(ObstacleKind.MAX_CHANGES, ""), "không quá 3 việc"),
        (Obstacle(ObstacleKind.TOTAL, ""), "tổng điểm"),
        (Obstacle(ObstacleKind.CRITERION, "13"), "tiêu chí 13 Đảm bảo vệ sinh, môi trường"),
        (Obstacle(ObstacleKind.INDICATOR, "2.4"), "chỉ tiêu 2.4 Số lần rà soát"),
        (Obstacle(ObstacleKind.LEVEL, "2.4"), "chỉ tiêu 2.4 Số lần rà soát"),
    ],
)
def test_an_obstacle_is_named_by_its_title(now, obstacle, said):
    """Each kind by the labels and titles of the ruleset, on the page and in the JSON."""
    answer = Answer(
        now,
        Target(rating=now.ruleset.ratings[0]),
        Limits(budget=Decimal("2.5"), max_changes=3),
        no_plan=NoPlan(as_it_is(now), (obstacle,)),
    )
    text = flat(render(answer, VI, receipt))
    assert "Không có cách nào đạt Loại tốt." in text
    assert f"- {said}" in text
    [found] = contract(answer, VI, receipt)["no_plan"]["obstacles"]
    assert (found["kind"], found["id"]) == (obstacle.kind.value, obstacle.id or None)
    assert found["text"].startswith(said)


def test_an_exclusion_says_whether_it_is_stated(household):
    """An offence that the dossier states, and one that nobody has answered."""
    obstacle = Obstacle(ObstacleKind.EXCLUSION, "law_violation")
    none = NoPlan(as_it_is(household), (obstacle,))
    assert "hồ sơ ghi có" in Tasks(household, VI).obstacle(obstacle, Limits(), none)
    dossier = household.dossier
    evidence = {k: v for k, v in dossier.content["evidence"].items() if k != "law_violation"}
    left_open = assess(
        household.ruleset, dossier_from_content({**dossier.content, "evidence": evidence}, "")
    )
    assert "chưa rõ" in Tasks(left_open, VI).obstacle(obstacle, Limits(), none)


def test_a_gate_is_named_by_its_text():
    """The gate of a clan that is not met."""
    clan = scored("clan-qd448-2015", "dong-ho-2018")
    gate = clan.score.gates[0].item
    obstacle = Obstacle(ObstacleKind.GATE, gate.id)
    text = Tasks(clan, VI).obstacle(obstacle, Limits(), NoPlan(as_it_is(clan), (obstacle,)))
    assert text.startswith(f"điều kiện bắt buộc {gate.id} {gate.text}")


def test_nothing_more_to_gain_is_said(now):
    """The most points for no budget at all is what there is."""
    answer = Answer(now, None, Limits(), (Plan((), Decimal(0), Decimal(0), now),))
    assert "Không thêm được điểm nào nữa" in render(answer, VI, receipt)
