"""The picture of a plan: what its bars say, that it is the same each time, and never cut."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content, read_dossier
from assessment.model.plan import Limits, Target
from assessment.views.picture import render
from assessment.views.plan import Answer
from assessment.whatif.plan import Planner
from assessment.wording import Words
from tests.conformance.base import shipped
from tests.samples import EXAMPLES

VI = Words("vi")


def dossier(example: str):
    return read_dossier(next(path for path in EXAMPLES if path.stem == example))


@pytest.fixture(scope="module")
def drawn():
    """The lowered commune with its plan, and the most that it can have."""
    planner = Planner(shipped("tt44-2014"), dossier("xa-tien-tan-82"))
    target = Target(rating=planner.now.ruleset.ratings[0])
    plans = tuple(planner.cheapest(target))
    return Answer(planner.now, target, Limits(), plans), planner.most().result


@pytest.fixture(scope="module")
def svg(drawn):
    return render(*drawn, VI, "svg")


@pytest.fixture(scope="module")
def png(drawn):
    return render(*drawn, VI, "png")


def texts(svg: bytes) -> list[str]:
    """What is written in a picture, whose letters are drawn as paths."""
    return re.findall(r"<!-- (.*?) -->", svg.decode(), re.DOTALL)


def test_each_criterion_has_its_points_now_and_as_planned(drawn, svg):
    """Every criterion stands there with its points, those that move with both."""
    answer, _ = drawn
    said = " ".join(texts(svg))
    for now, planned in zip(answer.now.score.criteria, answer.planned.score.criteria, strict=True):
        full = VI.number(now.criterion.max)
        shown = f"{VI.number(now.points.low)} / {full}"
        if planned.points != now.points:
            shown = f"{VI.number(now.points.low)} → {VI.number(planned.points.low)} / {full}"
        assert shown in said
    assert "hiện nay (82)" in said
    assert "theo kế hoạch (85)" in said
    assert "có thể đạt (100)" in said
    assert "Kế hoạch: Loại tốt (tạm tính)" in said
    assert "44/2014/TT-BGDĐT · năm 2019" in said


def test_the_same_answer_gives_the_same_bytes(drawn, svg, png):
    """No date, no chance: a picture can be compared with the one of last week."""
    assert render(*drawn, VI, "svg") == svg
    assert render(*drawn, VI, "png") == png


def test_parts_are_told_apart_without_colour(svg):
    """What is planned and what is attainable are hatched, each its own way."""
    assert len(set(re.findall(r"fill: url\(#(\w+)\)", svg.decode()))) == 2


def test_a_png_is_large_enough_to_print(png):
    """At least 1,500 pixels wide: ten inches at 150 dots each."""
    width, _ = struct.unpack(">II", png[16:24])
    assert width >= 1500


def test_levels_are_drawn_by_the_indicators_that_reach_them():
    """In a ruleset of levels a bar counts indicators, and nothing is said of what is attainable."""
    planner = Planner(shipped("commune-tt25-2023"), dossier("xa-mau-tt25-2024"))
    target = Target(rating=planner.now.ruleset.ratings[0])
    answer = Answer(planner.now, target, Limits(), tuple(planner.cheapest(target)))
    said = texts(render(answer, None, VI, "svg"))
    assert "số chỉ tiêu đạt mức độ 2" in said
    assert "1 → 4 / 4" in said
    assert not any("có thể đạt" in text for text in said)


def test_without_a_plan_the_best_that_can_be_had_is_drawn(drawn):
    """What is met already is drawn as it is."""
    answer, most = drawn
    met = Answer(answer.now, Target(points=Decimal(80)), Limits())
    said = " ".join(texts(render(met, most, VI, "svg")))
    assert "theo kế hoạch (82)" in said
    assert "Đã đạt 80 điểm" in said
    assert "→" not in said


def test_a_plan_that_fails_is_not_drawn_as_one(drawn):
    """The title says what was not reached, and how far it goes; the legend no plan."""
    _, most = drawn
    target = Target(rating=shipped("tt44-2014").ratings[0])
    planner = Planner(
        shipped("tt44-2014"), dossier("xa-tien-tan-82"), None, Limits(budget=Decimal(0))
    )
    answer = Answer(planner.now, target, Limits(), no_plan=planner.no_plan(target))
    said = " ".join(texts(render(answer, most, VI, "svg")))
    assert "Chưa đạt được Loại tốt; cao nhất 82 (tạm tính)" in said
    assert "cao nhất (82)" in said
    assert "theo kế hoạch" not in said


def test_letters_that_no_font_has_are_no_warning(drawn):
    """Chinese letters in a name are drawn as boxes; nothing is printed beside the page."""
    answer, most = drawn
    content = {**answer.now.dossier.content}
    content["subject"] = {**content["subject"], "name": "Xã 漢字"}
    odd = assess(answer.now.ruleset, dossier_from_content(content, ""), missing="zero")
    assert render(replace(answer, now=odd), most, VI, "png")


def test_a_name_is_text_and_nothing_else(drawn):
    """Dollars, dashes and angle brackets in a name are drawn, not obeyed."""
    answer, most = drawn
    content = {**answer.now.dossier.content}
    content["subject"] = {**content["subject"], "name": "Xã $x^{ --><script>"}
    odd = assess(answer.now.ruleset, dossier_from_content(content, ""), missing="zero")
    svg = render(replace(answer, now=odd), most, VI, "svg").decode()
    assert "<script>" not in svg
    assert "--><script" not in svg
