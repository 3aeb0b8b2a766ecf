"""`cdht plan`: the page, the JSON contract, what is refused, and the picture's file."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import cli

ROOT = Path(__file__).resolve().parents[1]
LOWERED = ROOT / "examples" / "xa-tien-tan-82.yaml"
COSTS = ROOT / "examples" / "chi-phi" / "xa-tien-tan.yaml"
AI_THUONG = ROOT / "examples" / "xa-ai-thuong-2021.yaml"
HOUSEHOLD = ROOT / "examples" / "ho-gia-dinh-2018.yaml"
HAMLET = ROOT / "examples" / "thon-2018.yaml"
CLAN = ROOT / "examples" / "dong-ho-2018.yaml"
INSPECTED = ROOT / "examples" / "xa-tien-tan-2019-kiem-tra.yaml"
TT22 = ROOT / "examples" / "don-vi-tt22-2022.yaml"
LEVELS = ROOT / "examples" / "xa-mau-tt25-2024.yaml"
TOT = ("--target", "tot")


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli.main, ["plan", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def page(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def content(*arguments: str | Path, exit_code: int = 0) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def codes(exit_code: int, *arguments: str | Path) -> list[str]:
    errors = content(*arguments, exit_code=exit_code)["errors"]
    return [error["code"] for error in errors]


def flat(text: str) -> str:
    return " ".join(text.split())


def written(folder: Path, content: dict[str, Any]) -> Path:
    file = folder / "ho-so.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return file


def without(file: Path, *keys: str) -> dict[str, Any]:
    """A dossier that does not show these."""
    content = yaml.safe_load(file.read_text("utf-8"))
    evidence = {key: value for key, value in content["evidence"].items() if key not in keys}
    return {**content, "evidence": evidence}


def keys(plan: dict[str, Any]) -> list[str]:
    return [change["key"] for change in plan["changes"]]


# --- plans -----------------------------------------------------------------------------


def test_the_page_says_what_to_do_and_what_it_brings():
    """Each task with its label, from where to where, its points, cost and who does it."""
    text = " ".join(page(LOWERED, *TOT, "--costs", COSTS, "--best", "3").split())
    assert "HIỆN NAY 82 / 100, Loại khá" in text
    assert "2 việc, công 7,35 (đã chứng minh không có cách rẻ hơn)" in text
    assert "Gia đình học tập: thêm 47 hộ (từ 951 lên 998) 9.1 (+1 điểm)" in text
    assert "công 3,35 · Hội Khuyến học xã" in text
    assert "KẾT QUẢ 85 / 100, Loại tốt (tạm tính)" in text
    assert "2 cách khác:" in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_is_at_most_80_columns(lang):
    """No line is longer, in either language, whatever is asked."""
    for more in (
        ("--best", "5", "--budget", "90", "--lock", "9.1", "--max-changes", "7", *TOT),
        ("--maximise",),
        ("--evidence",),
    ):
        for dossier in (LOWERED, AI_THUONG):
            lines = run(dossier, *more, "--lang", lang).stdout.splitlines()
            assert lines
            assert max(map(len, lines)) <= 80


def test_the_contract():
    """The names of the JSON, points and costs as text, counts as numbers."""
    found = content(LOWERED, *TOT, "--costs", COSTS, "--best", "5")
    assert found["target"] == {"rating": "tot", "points": None, "maximise": False}
    assert (found["now"]["total"], found["now"]["rating"]) == ("82", "kha")
    assert (found["reached"], found["no_plan"]) == (False, None)
    first, *others = found["plans"]
    assert len(others) == 4
    assert (first["cost"], first["bound"], first["optimal"]) == ("7.35", "7.35", True)
    assert (first["total"], first["rating"]) == ("85", "tot")
    [change] = [c for c in first["changes"] if c["key"] == "households_recognised"]
    assert (change["from"], change["to"]) == (951, 998)
    assert (change["points"], change["cost"]) == ("1", "3.35")
    assert change["who"] == "Hội Khuyến học xã"
    assert change["items"] == [{"id": "9.1", "points": "1"}]
    costs = [Decimal(plan["cost"]) for plan in found["plans"]]
    assert costs == sorted(costs)
    made = {tuple((c["key"], c["to"]) for c in plan["changes"]) for plan in found["plans"]}
    assert len(made) == 5


def test_a_dossier_with_the_changes_made_has_the_plans_total(tmp_path):
    """Each plan, written into the dossier by hand, scores exactly what was promised."""
    for plan in content(LOWERED, *TOT, "--best", "4")["plans"]:
        written = yaml.safe_load(LOWERED.read_text("utf-8"))
        for change in plan["changes"]:
            claim = written["evidence"][change["key"]]
            claim["value"] = change["to"]
        file = tmp_path / "xa.yaml"
        file.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
        arguments = ["score", str(file), "--missing", "zero", "--format", "json"]
        scored = json.loads(CliRunner().invoke(cli.main, arguments).stdout)
        assert (scored["total"], scored["rating"]) == (plan["total"], plan["rating"])


@pytest.mark.parametrize(
    "target",
    [
        "tot",
        "Loại tốt",
        "tốt",
        "LOẠI TỐT",
        unicodedata.normalize("NFD", "tốt"),
        "85",
        "84,5",
        "84.5",
    ],
)
def test_a_target_is_a_rating_or_points(target):
    """A rating by id or title, or by the end of its title; points with a comma or a dot."""
    [plan] = content(LOWERED, "--target", target)["plans"]
    assert Decimal(plan["total"]) >= Decimal("84.5")


@pytest.mark.parametrize("target", ["kha", "trung_binh", "82", "0"])
def test_a_target_that_is_met_needs_nothing(target):
    """What is reached, or less than that, is said to be met, without changes."""
    found = content(LOWERED, "--target", target)
    assert (found["reached"], found["plans"], found["no_plan"]) == (True, [], None)
    assert "Đã đạt mục tiêu" in page(LOWERED, "--target", target)


def test_levels_are_targets_too():
    """In a ruleset of levels a plan has a level, and no points."""
    [plan] = content(LEVELS, "--target", "muc_do_2")["plans"]
    assert (plan["total"], plan["rating"]) == (None, "muc_do_2")
    assert {change["points"] for change in plan["changes"]} == {None}
    assert 'từ "Mức độ 1" thành "Mức độ 2"' in page(LEVELS, "--target", "muc_do_2")


def test_the_most_points_for_a_budget():
    """More budget never brings less; all that can be had is 100 points."""
    totals = [
        Decimal(content(LOWERED, "--maximise", "--budget", str(n))["plans"][0]["total"])
        for n in (0, 1, 4)
    ]
    assert totals == sorted(totals)
    assert totals[0] == 82
    [all_] = content(LOWERED, "--maximise")["plans"]
    assert (all_["total"], all_["rating"]) == ("100", "tot")


def test_what_may_at_most_be_is_asked_for_no_more_than_needed(tmp_path):
    """The poor households that nobody has counted: up to 33 of them bring the same as none."""
    content_ = without(LOWERED, "poor_households", "poverty_reduction_points")
    file = written(tmp_path, content_)
    costs = tmp_path / "cong.yaml"
    for given in ("{}", "{poor_households: {each: 2}}"):
        costs.write_text(f"costs: {given}\n", encoding="utf-8")
        arguments = (
            file,
            *TOT,
            "--only",
            "11.1",
            "--only",
            "9.1",
            "--only",
            "8.1",
            "--only",
            "8.2",
        )
        found = page(*arguments, "--costs", costs)
        assert "Số hộ nghèo: bổ sung số liệu còn thiếu: không quá 33 hộ" in flat(found)


def test_the_points_of_an_item_stand_at_its_first_change(tmp_path):
    """Three boxes of one list bring three points together, and not three each."""
    boxes = ("women_in_committee", "girls_equal_access", "no_gender_violence_case")
    file = written(tmp_path, without(LOWERED, *boxes))
    only = [word for key in boxes for word in ("--only", key)]
    text = flat(page(file, "--target", "82", *only))
    assert text.count("12.1 (+3 điểm)") == 1
    assert text.count("cùng 12.1") == 2
    [plan] = content(file, "--target", "82", *only)["plans"]
    assert [change["points"] for change in plan["changes"]] == ["3", "0", "0"]


def test_gates_are_named_by_their_texts(tmp_path):
    """In the target and at the task that meets one; no id of a gate stands on the page."""
    clan = yaml.safe_load(CLAN.read_text("utf-8"))
    clan["evidence"]["has_fund"] = "không"
    text = page(written(tmp_path, clan), "--target", "dat")
    assert "Dòng họ học tập: từ 70 điểm, đạt điều kiện bắt buộc (ít nhất 50%" in flat(text)
    assert "điều kiện bắt buộc · công 1" in text
    assert "fund" not in text
    scored = ["score", str(written(tmp_path, clan))]
    said = flat(CliRunner().invoke(cli.main, scored).stdout)
    assert "điều kiện bắt buộc chưa đạt: dòng họ có quỹ khuyến học" in said


def test_one_level_is_named_where_each_asks_for_those_below():
    """Universal primary education, level 3: not levels 1, 2 and 3."""
    primary = ROOT / "examples" / "pho-cap" / "tieu-hoc.yaml"
    text = flat(run(primary, "--target", "muc_do_3").stdout)
    assert 'mọi chỉ tiêu đạt "mức độ 3"' in text
    assert 'đạt "mức độ 1"' not in text


def test_the_most_points_say_why_they_are_no_title():
    """A criterion at 0 bars every rating, however many points there are."""
    text = flat(page(AI_THUONG, "--maximise"))
    assert "87,5 / 100, Loại chưa đạt (tạm tính) Chưa được xếp" in text
    assert "tiêu chí bị điểm 0: 13" in text


def test_what_looks_wrong_is_said_as_a_score_says_it(tmp_path):
    """The warnings of the dossier, of the costs and of the budget, on the page and in the JSON."""
    text = flat(page(AI_THUONG, "--maximise"))
    assert "cảnh báo số liệu: subject.area (dòng 13): Chưa ghi khu vực" in text
    assert "các phần cộng lại 12 + 11 + 10 + 21 = 54" in text
    assert "các phần cộng lại" in flat(page(AI_THUONG, "--evidence"))
    costs = tmp_path / "cong.yaml"
    costs.write_text("default: 200.000\n", encoding="utf-8")
    arguments = (LOWERED, *TOT, "--costs", costs, "--budget", "600.000")
    found = content(*arguments)
    assert found["plans"][0]["cost"] == "600000"
    warned = [(one["code"], one["where"], one["line"]) for one in found["warnings"]]
    assert ("check.thousands", "--budget", None) in warned
    assert [line for code, _, line in warned if code == "check.thousands"] == [None, 1]
    assert '"200.000" được đọc là 200000' in flat(page(*arguments))


# --- limits ----------------------------------------------------------------------------


def test_what_is_locked_stays():
    """A key, or an indicator that stands for it, takes no part in a plan."""
    free = keys(content(LOWERED, *TOT, "--costs", COSTS)["plans"][0])
    assert "households_recognised" in free
    for name in ("9.1", "households_recognised"):
        [plan] = content(LOWERED, *TOT, "--costs", COSTS, "--lock", name)["plans"]
        assert "households_recognised" not in keys(plan)


def test_only_what_may_move_moves():
    """A plan is made of the keys named."""
    only = ("--only", "9.1", "--only", "3.3")
    [plan] = content(LOWERED, *TOT, *only)["plans"]
    assert set(keys(plan)) <= {"households_recognised", "hamlets_with_branch"}
    assert "chỉ đổi 9.1, 3.3" in page(LOWERED, *TOT, *only)


def test_a_budget_holds_to_the_last_step():
    """At the cheapest cost there is a plan, below it there is none."""
    cost = Decimal(content(LOWERED, *TOT, "--costs", COSTS)["plans"][0]["cost"])
    costs = ("--costs", COSTS)
    assert content(LOWERED, *TOT, *costs, "--budget", str(cost))["plans"]
    none = content(LOWERED, *TOT, *costs, "--budget", str(cost - Decimal("0.01")), exit_code=5)
    assert [o["kind"] for o in none["no_plan"]["obstacles"]] == ["budget"]


def test_a_budget_that_is_too_small_says_what_would_do():
    """Beside the limit stands the cost of the cheapest way; and the way to the best there is."""
    costs = ("--costs", COSTS)
    text = flat(run(LOWERED, *TOT, *costs, "--budget", "6").stdout)
    assert "phải gỡ, chẳng hạn: - công không quá 6; cần từ 7,35" in text
    assert "Lên tới đó: 2 việc, công 6" in text
    none = content(LOWERED, *TOT, *costs, "--budget", "6", exit_code=5)["no_plan"]
    assert none["enough"] == "7.35"
    assert (none["best"]["total"], none["best"]["cost"]) == ("84.5", "6")
    assert len(none["best"]["changes"]) == 2


def test_work_that_is_not_counted_is_never_free(tmp_path):
    """A price a unit buys no judged point: there a step costs the default."""
    costs = tmp_path / "cong.yaml"
    costs.write_text('costs:\n  "2.1": {each: 5}\n  "2.2": {each: 5}\n', encoding="utf-8")
    found = content(TT22, "--maximise", "--budget", "0", "--costs", costs)
    assert found["plans"][0]["changes"] == []
    found = content(TT22, "--maximise", "--costs", costs)
    assert all(Decimal(change["cost"]) > 0 for change in found["plans"][0]["changes"])


def test_a_lock_holds_for_the_share_that_is_stated_of_it(tmp_path):
    """Where only the percentage stands in the dossier, its numerator's lock keeps it too."""
    dossier = without(LOWERED, "under3_in_nursery", "under3")
    dossier["evidence"]["5.1"] = "30%"
    file = written(tmp_path, dossier)
    free = content(file, "--maximise")["plans"][0]["changes"]
    assert "5.1" in {change["key"] for change in free}
    locked = content(file, "--maximise", "--lock", "under3_in_nursery")["plans"][0]["changes"]
    assert locked
    assert not {"5.1", "under3_in_nursery"} & {change["key"] for change in locked}
    only = content(file, "--maximise", "--only", "under3_in_nursery")["plans"][0]["changes"]
    assert {change["key"] for change in only} == {"5.1"}


def test_a_bound_that_is_made_sure_of_is_no_change_of_nothing(tmp_path):
    """At least as many as asked at most: the page asks to show that it is so many."""
    dossier = without(LOWERED, "poverty_reduction_points")
    dossier["evidence"]["poverty_reduction_points"] = {"at_most": "0.6", "at_least": "0.4"}
    text = flat(page(written(tmp_path, dossier), "--maximise"))
    assert "giảm 0" not in text
    assert "thêm 0" not in text


def test_a_criterion_stands_for_all_its_indicators():
    """Locked, none of its evidence moves; but one of it may be taken out of what may."""
    for plan in content(LOWERED, *TOT, "--lock", "2", "--best", "6")["plans"]:
        assert "committee_reviews" not in keys(plan)
    only = ("--only", "2", "--only", "9.1", "--lock", "2.4")
    found = content(LOWERED, "--target", "84", *only)["plans"]
    assert [keys(plan) for plan in found] == [["households_recognised"]]


def test_the_number_of_changes_is_bounded():
    """With one change allowed there is no plan, with two there is."""
    none = content(LOWERED, *TOT, "--max-changes", "1", exit_code=5)
    assert [o["kind"] for o in none["no_plan"]["obstacles"]] == ["max_changes"]
    [plan] = content(LOWERED, *TOT, "--max-changes", "2")["plans"]
    assert len(plan["changes"]) <= 2


# --- no plan ---------------------------------------------------------------------------


def test_no_plan_names_the_exclusion(tmp_path):
    """A household with an offence: the best that can be had, and what stands in the way."""
    file = tmp_path / "ho.yaml"
    text = HOUSEHOLD.read_text("utf-8").replace("{value: không,", "{value: có,")
    file.write_text(text, encoding="utf-8")
    result = run(file, "--target", "dat")
    assert result.exit_code == 5
    assert "CAO NHẤT    100 / 100, Chưa đạt" in result.stdout
    assert "[law_violation]" in result.stdout
    assert "plan.unreachable" in result.stderr
    found = content(file, "--target", "dat", exit_code=5)["no_plan"]
    [obstacle] = found["obstacles"]
    assert (obstacle["kind"], obstacle["id"]) == ("exclusion", "law_violation")
    assert found["best"]["rating"] == "chua_dat"


def test_no_plan_names_the_locks():
    """Held to one indicator, the smallest set of others that would have to move is named."""
    result = run(LOWERED, *TOT, "--only", "9.1")
    assert result.exit_code == 5
    assert "CAO NHẤT    84 / 100, Loại khá" in result.stdout
    assert "không được đổi (--lock, --only)" in result.stdout


def test_no_plan_names_the_criterion_and_what_it_lacks():
    """A criterion whose denominators nobody has shown stays at 0; what is missing is named."""
    [obstacle] = content(AI_THUONG, *TOT, exit_code=5)["no_plan"]["obstacles"]
    assert (obstacle["kind"], obstacle["id"]) == ("criterion", "13")
    assert "[households]" in obstacle["text"]


def test_a_total_out_of_reach_names_what_is_missing_even_then():
    """Where denominators have no document, the points that hang on them cannot be planned."""
    hamlet = ROOT / "examples" / "thon-2018.yaml"
    none = content(hamlet, "--target", "100", "--strict-evidence", exit_code=5)["no_plan"]
    [obstacle] = none["obstacles"]
    assert obstacle["kind"] == "total"
    assert "còn thiếu" in obstacle["text"]
    text = run(hamlet, "--target", "100", "--strict-evidence").stdout
    assert "GIỚI HẠN    chỉ tính số liệu có văn bản kèm theo" in text


# --- missing evidence ------------------------------------------------------------------


def test_missing_evidence_by_its_stakes():
    """Sets that settle each rating, and the points at stake, the most first."""
    found = content(AI_THUONG, "--evidence", "--best", "2")
    assert [s["rating"] for s in found["settles"]] == ["tot", "kha", "trung_binh"]
    assert all(len(s["sets"]) == 2 for s in found["settles"])
    points = [Decimal(m["points"]) for m in found["missing"]]
    assert points == sorted(points, reverse=True)
    text = page(AI_THUONG, "--evidence", "--best", "1")
    assert "Tổng số hộ [households]: tới 7 điểm (11.1, 13.1, 13.2, 13.3)" in text
    assert "Không thiếu số liệu nào." in page(LOWERED, "--evidence")


def test_what_each_missing_piece_has_to_come_to(tmp_path):
    """A total whatever it is, its part as a share of it; points, answers, counts as themselves."""
    empty = {**yaml.safe_load(HAMLET.read_text("utf-8")), "evidence": {}}
    file = written(tmp_path, empty)
    text = flat(page(file, "--evidence", "--best", "1"))
    assert "cần có ít nhất 8 số liệu, chẳng hạn ở mức sau đây hoặc tốt hơn:" in text
    assert "Tổng số hộ [households]: bao nhiêu cũng được, miễn là trên 0" in text
    assert "[households_recognised]: từ 70% của tổng số hộ" in text
    assert "[C1.1]: từ 10 điểm" in text
    [[pieces]] = [s["sets"] for s in content(file, "--evidence", "--best", "1")["settles"]]
    of = {piece["key"]: piece for piece in pieces}
    assert of["households"]["to"] is None
    share = of["households_recognised"]
    assert (share["to"], share["bound"], share["over"]) == ("70%", "at_least", "households")


def test_a_rating_of_missing_evidence_is_provisional_too():
    """The total and rating as they are carry their mark and what it rests on."""
    text = page(LOWERED, "--evidence")
    assert "82 / 100, Loại khá (tạm tính)" in text
    assert "▲ Tạm tính: 82 điểm" in text
    assert content(LOWERED, "--evidence")["now"]["status"] == "provisional"


def test_what_the_inspection_refused_is_called_so():
    """Not missing: refused, in a plan that makes it good and among what is missing."""
    text = flat(page(INSPECTED, "--target", "92", "--only", "1.5"))
    assert "tổng kết trong năm: đoàn không chấp nhận, làm lại cho được: có" in text
    assert "còn thiếu" not in text
    text = flat(page(INSPECTED, "--evidence"))
    assert "Không thiếu số liệu nào. Đoàn không chấp nhận: Có kiểm tra, sơ kết" in text
    refused = content(INSPECTED, "--evidence")["rejected"]
    assert [piece["key"] for piece in refused] == ["annual_review"]


# --- what is refused -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "plan.one_target"),
        ((*TOT, "--maximise"), "plan.one_target"),
        (("--target", "xuất sắc"), "plan.unknown_target"),
        (("--target", ""), "plan.unknown_target"),
        (("--target", "NaN"), "plan.unknown_target"),
        (("--target", "100,5"), "plan.points_out_of_scale"),
        (("--target", "-1"), "plan.points_out_of_scale"),
        ((*TOT, "--lock", "9.9"), "plan.unknown_key"),
        ((*TOT, "--only", "households_recognise"), "plan.unknown_key"),
        ((*TOT, "--budget", "nhiều"), "plan.bad_budget"),
        ((*TOT, "--budget", "-1"), "plan.bad_budget"),
        ((*TOT, "--budget", "9" * 16), "plan.bad_budget"),
        ((*TOT, "--lock", "9.1", "--only", "9.1"), "plan.lock_and_only"),
        ((*TOT, "--only", "households"), "plan.stays"),
        (("--target", "chua_dat"), "plan.lowest_target"),
        (("--target", "Loại chưa đạt"), "plan.lowest_target"),
        ((*TOT, "--picture", "a.pdf"), "plan.bad_picture"),
        ((*TOT, "--max-changes", "0"), "usage.bad_value"),
        ((*TOT, "--best", "21"), "usage.bad_value"),
        ((*TOT, "--missing", "open"), "usage.unknown_option"),
        (("--evidence", *TOT), "plan.evidence_alone"),
        (("--evidence", "--budget", "3"), "plan.evidence_alone"),
        ((*TOT, "--ruleset", "tt45"), "usage.unknown_ruleset"),
        ((*TOT, "--out", "khong-co/y.txt"), "usage.no_folder"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_a_code(arguments, code, tmp_path, monkeypatch):
    """Bad targets, keys, budgets and combinations end with 2 and their code."""
    monkeypatch.chdir(tmp_path)
    assert codes(2, LOWERED, *arguments) == [code]


def test_the_nearest_rating_and_key_are_offered():
    """A slip of the pen finds what was meant."""
    assert "Có phải: kha (Loại khá)?" in run(LOWERED, "--target", "khaa").stderr
    result = run(LOWERED, *TOT, "--lock", "households_recognise")
    assert "households_recognised (Số hộ" in " ".join(result.stderr.split())


def test_points_are_no_target_of_a_ruleset_of_levels():
    """There, points and the most of them are refused with the levels there are."""
    assert codes(2, LEVELS, "--target", "90") == ["plan.not_in_points"]
    assert codes(2, LEVELS, "--maximise") == ["plan.not_in_points"]


def test_bad_costs_end_with_3_file_and_line(tmp_path):
    """A costs file is an input like the dossier."""
    file = tmp_path / "cong.yaml"
    file.write_text("costs:\n  household_recognised: {each: 1}\n", encoding="utf-8")
    [error] = content(LOWERED, *TOT, "--costs", file, exit_code=3)["errors"]
    assert (error["code"], error["line"]) == ("costs.unknown_key", 2)
    assert codes(3, LOWERED, *TOT, "--costs", tmp_path / "khong.yaml") == ["file.not_found"]


def test_costs_too_far_apart_end_with_3_at_the_dearest(tmp_path):
    """A ten-thousandth a household beside a million a step: no proof, said at its line."""
    file = tmp_path / "cong.yaml"
    file.write_text(
        "costs:\n  households_recognised: {each: 0.0001}\n  '2.4': {step: 1000000}\n", "utf-8"
    )
    [error] = content(LOWERED, *TOT, "--costs", file, exit_code=3)["errors"]
    assert (error["code"], error["line"]) == ("costs.too_fine", 3)
    file.write_text('default: "999999,9999"\n', encoding="utf-8")
    assert content(LOWERED, *TOT, "--costs", file)["plans"]


# --- pictures --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ke-hoach.svg", "ke-hoach.PNG"])
def test_the_picture_is_written_beside_the_page(tmp_path, name):
    """The file is a picture of its kind; the page is the same as without it."""
    file = tmp_path / name
    assert page(LOWERED, *TOT, "--picture", file) == page(LOWERED, *TOT)
    start = file.read_bytes()[:8]
    assert start == b"\x89PNG\r\n\x1a\n" if "PNG" in name else start.startswith(b"<?xml")


def test_a_picture_never_replaces_an_input(tmp_path):
    """No output is written over the dossier, the costs or the other output."""
    file = tmp_path / "xa.svg"
    file.write_text(LOWERED.read_text("utf-8"), encoding="utf-8")
    assert codes(2, file, *TOT, "--picture", file) == ["usage.would_overwrite"]
    assert file.read_text("utf-8") == LOWERED.read_text("utf-8")


def test_other_commands_do_not_wait_for_the_planner():
    """Neither the solver nor the drawing library is loaded before a plan asks for it."""
    look = "import cli, sys; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(found.stdout.split())
    assert "assessment.engine.assess" in loaded
    assert not {"highspy", "matplotlib", "assessment.whatif.plan"} & loaded
