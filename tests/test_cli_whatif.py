"""`cdht whatif`: the page, the JSON contract, receipts, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import cli

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
TIEN_TAN = EXAMPLES / "xa-tien-tan-2019.yaml"
LOWERED = EXAMPLES / "xa-tien-tan-82.yaml"
HOUSEHOLD = EXAMPLES / "ho-gia-dinh-2018.yaml"
UNIT = EXAMPLES / "don-vi-tt24-2024.yaml"
AI_THUONG = EXAMPLES / "xa-ai-thuong-2021.yaml"
SCENARIOS = EXAMPLES / "gia-thiet" / "xa-tien-tan.yaml"


def run(*arguments: str | Path, command: str = "whatif") -> Result:
    result = CliRunner().invoke(cli.main, [command, *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def page(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def content(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def receipt_of(dossier: Path) -> str:
    result = run(dossier, "--format", "json", command="score")
    return str(json.loads(result.stdout)["receipt"])


def test_a_share_is_reached_by_the_smallest_count_and_the_page_says_so():
    """Before and after, the count made of the share, what moved and why."""
    text = page(TIEN_TAN, "--set", "9.1=70%")
    assert "1.118 → 1.164 hộ (70% của 1.662 hộ, làm tròn lên)" in text
    assert "94,5 / 100 (+1), Loại tốt (tạm tính); xếp loại không đổi" in text
    assert "9.1 3 → 4 điểm (+1): Số hộ được công nhận" in text
    assert "Điểm tiêu chí: 9 (6,5 → 7,5)" in text


def test_without_a_change_nothing_is_different():
    """The page says that nothing changes, and the receipt is that of `cdht score`."""
    text = page(TIEN_TAN, "--set", "households_recognised=1118")
    assert "mọi số liệu như hồ sơ đang ghi THÌ không có gì thay đổi" in text
    found = content(TIEN_TAN, "--set", "households_recognised=1118")
    assert found["before"] == found["after"]
    assert found["moved"] == []
    assert found["scenarios"][0]["same"] is True
    assert found["after"]["receipt"] == receipt_of(TIEN_TAN)


def test_other_figures_with_the_same_points_are_not_nothing():
    """Nothing changes only where nothing is set; a result of levels has no points."""
    text = page(TIEN_TAN, "--set", "8.1+=50")
    assert "THÌ điểm và xếp loại không đổi" in text
    assert "THÌ kết quả không đổi" in page(UNIT, "--set", "2.3+=1")


def test_the_points_that_are_provisional_are_told_before_and_after():
    """Of each scenario; once where they are the same."""
    text = page(LOWERED, "--set", "culture_hamlets-=1")
    assert "Tạm tính: hiện nay 82 điểm, theo giả định 79 điểm, dựa trên" in text
    assert "Tạm tính: 82 điểm dựa trên" in page(LOWERED, "--set", "8.1+=50")
    text = page(TIEN_TAN, "--scenarios", SCENARIOS)
    assert "hiện nay 93,5 điểm, theo giả định 94,5; 95,5; 90,5 điểm" in text


def test_a_rating_that_changes_is_told_with_what_it_was():
    """82 points become 85, and Khá becomes Tốt."""
    text = page(LOWERED, "--set", "9.1+=47", "--set", "2.4=4")
    assert "85 / 100 (+3), Loại tốt (tạm tính); trước đó loại khá" in text


def test_a_rating_that_is_lost_is_told_with_the_condition_that_fails():
    """The household falls to 69 points."""
    text = page(HOUSEHOLD, "--set", "A3.1=2", "--set", "A1.1=0")
    assert "69 / 100 (−15), Chưa đạt" in text
    assert "Chưa được xếp gia đình học tập: không đủ 70 điểm" in text


def test_an_exclusion_is_told():
    """The title is lost without a point."""
    text = page(HOUSEHOLD, "--set", "law_violation=có")
    assert "84 / 100, Chưa đạt" in text
    assert "vi phạm pháp luật bị xử lý trong năm: không → có" in text
    assert "trường hợp loại trừ: có thành viên vi phạm pháp luật" in text


def test_a_gate_that_fails_is_told_by_its_text(tmp_path):
    """In what is supposed, and in what a dossier that fails it lacks."""
    families = "ít nhất 50% gia đình trong dòng họ được công nhận Gia đình học tập"
    clan = EXAMPLES / "dong-ho-2018.yaml"
    text = page(clan, "--set", "households_recognised=0")
    assert f"điều kiện bắt buộc chưa đạt: {families}" in text
    assert f"families {families[0].upper()}{families[1:]}: trước đó đạt; nay" in text
    dossier = yaml.safe_load(clan.read_text("utf-8"))
    dossier["evidence"]["households_recognised"] = 0
    file = tmp_path / "ho-so.yaml"
    file.write_text(yaml.safe_dump(dossier, allow_unicode=True), encoding="utf-8")
    assert f"Dòng họ học tập: điều kiện bắt buộc chưa đạt: {families}" in page(file)


def test_a_part_of_a_list_that_is_missing_is_worth_its_own_points(tmp_path):
    """Two of three answers at one point each: neither stands for both, in the score or the plan."""
    dossier = yaml.safe_load(TIEN_TAN.read_text("utf-8"))
    for key in ("women_in_committee", "girls_equal_access"):
        del dossier["evidence"][key]
    file = tmp_path / "ho-so.yaml"
    file.write_text(yaml.safe_dump(dossier, allow_unicode=True), encoding="utf-8")
    text = " ".join(run(file, command="score").stdout.split())
    assert "Có phụ nữ trong ban chỉ đạo (1 điểm) [women_in_committee]" in text
    found = json.loads(run(file, "--evidence", "--format", "json", command="plan").stdout)
    assert [stake["points"] for stake in found["missing"]] == ["1", "1"]


def test_a_whole_that_is_set_is_the_one_that_shares_are_of():
    """70% of 2,000 households that are supposed, whichever stands first."""
    for order in (("households=2000", "9.1=70%"), ("9.1=70%", "households=2000")):
        text = page(TIEN_TAN, "--set", order[0], "--set", order[1])
        assert "1.400 hộ (70% của 2.000 hộ, làm tròn lên)" in text


def test_evidence_without_documents_may_be_set_where_they_are_asked(tmp_path):
    """An empty list of documents is none; what is supposed counts."""
    dossier = yaml.safe_load(TIEN_TAN.read_text("utf-8"))
    for claim in dossier["evidence"].values():
        if isinstance(claim, dict):
            claim["documents"] = []
    file = tmp_path / "ho-so.yaml"
    file.write_text(yaml.safe_dump(dossier, allow_unicode=True), encoding="utf-8")
    text = page(file, "--strict-evidence", "--set", "insured=3000")
    assert "bảo hiểm y tế: chưa rõ → 3.000 người" in text


def test_evidence_that_changes_no_level_is_told_with_what_still_lacks():
    """Fifty workers more are too few."""
    text = page(TIEN_TAN, "--set", "8.1+=50")
    assert "8.1 không đổi mức:" in text
    assert "còn thiếu 137 người" in text


def test_a_value_that_looks_wrong_is_warned_of():
    """More pupils in need than pupils: what the dossier alone did not say."""
    text = page(TIEN_TAN, "--set", "pupils=40", "--set", "dropouts=0")
    assert "! " in text


def test_scenarios_of_a_file_stand_side_by_side():
    """Each with its receipt, and a line for each at the end."""
    text = page(TIEN_TAN, "--scenarios", SCENARIOS)
    assert text.count("Biên nhận") == 4
    assert "SO CÁC GIẢ ĐỊNH 1. Thêm 46 hộ học tập: 94,5 / 100 (+1)" in text
    found = content(TIEN_TAN, "--scenarios", SCENARIOS, "--set", "2.4=4")
    assert [s["name"] for s in found["scenarios"]] == [
        None,
        "Thêm 46 hộ học tập",
        "Trung tâm học tập mạnh lên",
        "Một thôn mất nhà văn hóa, ba hộ tái nghèo",
    ]
    assert (found["after"], found["moved"]) == (None, [])
    assert [s["after"]["total"] for s in found["scenarios"]] == ["94.5", "94.5", "95.5", "90.5"]
    assert len({s["after"]["receipt"] for s in found["scenarios"]}) == 4


def test_margins_are_shown_where_nothing_else_is_asked():
    """How far each value is from losing its level, and from the next."""
    text = page(TIEN_TAN)
    assert "mất mức này nếu giảm 121 hộ (−1 điểm)" in text
    assert 'còn thiếu 46 hộ để đạt mức "từ 70%" (+1 điểm)' in text
    assert "Loại tốt: tổng điểm dư 8,5 so với mức 85." in text
    assert text == page(TIEN_TAN, "--margins")
    assert "mất mức này" not in page(TIEN_TAN, "--set", "2.4=4")


def test_margins_in_levels_name_the_level_and_the_result():
    """A unit that would lose its recognition by one member."""
    text = page(UNIT)
    assert "mất mức độ 1 nếu giảm 1 người (tụt xuống chưa đạt)" in text
    assert "Mức độ 2: chưa đạt ở chỉ tiêu 2.2, 2.3, 2.4, 2.5, 3.1." in text


def test_margins_of_shares_without_counts_are_in_points_of_a_percentage():
    """At the limit any less loses it."""
    text = page(AI_THUONG)
    assert "mất mức này nếu giảm quá 15 điểm phần trăm (−1 điểm)" in text
    assert "vừa đúng mức: mất mức này nếu giảm, dù ít" in text


def test_the_head_names_what_a_single_step_takes_the_rating_away():
    """One hamlet fewer of five leaves criterion 10 at nothing; it stands before all other losses."""
    text = page(LOWERED)
    assert (
        "Loại khá mất nếu tiêu chí 10 bị điểm 0; chỉ cách một bước: 10.1 (5 → 4 thôn). "
        "Loại tốt: tổng điểm còn thiếu 3 so với mức 85. "
        "10.1 Số thôn, tổ dân phố đạt Khu dân cư văn hóa: 5 / 7 thôn = 71,43% "
        "- mất mức này nếu giảm 1 thôn (−3 điểm; tụt xuống loại chưa đạt)"
    ) in text
    found = content(LOWERED)["rating_margins"][1]
    assert (found["kind"], found["ids"]) == ("no_criterion_at", ["10"])
    (step,) = found["steps"]
    assert (step["id"], step["changes"][0]["to"]) == ("10.1", 4)
    assert "79 / 100 (−3), Loại chưa đạt" in page(LOWERED, "--set", "culture_hamlets-=1")


def test_the_share_of_full_points_is_a_margin_that_ends_in_a_judgement():
    """Below it the assessor decides; a share that is short says what all the points take."""
    text = page(EXAMPLES / "don-vi-tt22-2022.yaml")
    assert (
        "mất mức đủ điểm nếu giảm 1 người; sau đó người chấm quyết định "
        "(0–10 điểm; xếp loại có thể tụt, còn loại tốt hoặc loại khá)"
    ) in text
    assert "còn thiếu 2 người để đủ 10 điểm (+1 điểm)" in text
    first = content(EXAMPLES / "don-vi-tt22-2022.yaml")["margins"][0]
    assert (first["id"], first["loss"]["open"]) == ("2.1", ["0", "10"])


def test_a_gain_that_brings_nothing_is_left_out():
    """The other way of 1.4 holds its level already."""
    text = page(EXAMPLES / "pho-cap" / "tieu-hoc.yaml")
    assert "còn thiếu 2 trẻ" in text
    assert "còn thiếu 7 trẻ" not in text


def test_a_part_that_lacks_is_told_where_all_are_asked():
    """5.2 asks for two shares, both short of level 2: neither is enough alone."""
    text = page(EXAMPLES / "xa-mau-tt25-2024.yaml")
    assert text.count("một mình chưa đủ, chỉ tiêu này còn thiếu phần khác") == 2
    gains = [m["gain"] for m in content(EXAMPLES / "xa-mau-tt25-2024.yaml")["margins"]]
    assert [gain["alone"] for gain in gains if gain] == [True, False, False]


def test_loss_and_gain_name_the_key_that_they_set():
    """A level with a count of its own has a margin of its own."""
    margins = [m for m in content(UNIT)["margins"] if m["id"] == "2.4"]
    assert [(m["key"], m["loss"] and m["loss"]["key"]) for m in margins] == [
        ("members_language_certified", "members_language_certified"),
        ("members_language_proficient", None),
    ]
    assert margins[1]["gain"]["key"] == "members_language_proficient"
    share = next(m for m in content(AI_THUONG)["margins"] if m["id"] == "9.1")
    assert (share["key"], share["loss"]["key"]) == ("households_recognised", "9.1")


def test_a_gate_is_shown_with_what_it_asks():
    """Its id alone says nothing to people here."""
    text = page(EXAMPLES / "dong-ho-2018.yaml")
    assert "families Ít nhất 50% gia đình trong dòng họ" in text
    assert "chỉ cách một bước: families (34 → 22 hộ); fund (có → không)" in text


# --- what looks wrong --------------------------------------------------------------------


def bent(tmp_path: Path, *swaps: tuple[str, str]) -> Path:
    text = LOWERED.read_text("utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "xa.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("asked", [(), ("--set", "2.4=2"), ("--sensitivity",)])
def test_the_dossiers_own_warnings_are_told_as_by_score(asked, tmp_path):
    """On every page and in JSON: a dot between thousands, no area."""
    dossier = bent(tmp_path, ("households: {value: 1662", "households: {value: 1.662"))
    scored = run(dossier, command="score").stdout
    warned = scored[scored.index("  ! ") :].split("\n\n")[0]
    assert warned in run(dossier, *asked).stdout
    expected = json.loads(run(dossier, "--format", "json", command="score").stdout)["warnings"]
    assert content(dossier, *asked)["warnings"] == expected != []


@pytest.mark.parametrize("argument", ["households_recognised=1.164", "9.1+=1.100"])
def test_a_dot_in_a_setting_is_told_to_be_one_between_thousands(argument, tmp_path):
    """As in a dossier; for the number that is set, and the one that is added."""
    dossier = bent(tmp_path, ("households: {value: 1662", "households: {value: 3000"))
    name, _, count = argument.rpartition("=")
    assert f'! "{count}" được đọc là {count.replace(".", "")}' in page(dossier, "--set", argument)
    warning = content(dossier, "--set", argument)["scenarios"][0]["warnings"][0]
    assert (warning["code"], warning["where"]) == ("check.thousands", f"--set {argument}")
    plain = f"{name}={count.replace('.', '')}"
    assert "được đọc là" not in page(dossier, "--set", plain)


def test_a_count_beside_a_share_that_the_inspection_found_moves_nothing_and_says_so(tmp_path):
    """The share of the inspection counts; set itself, it moves."""
    inspected = '\ninspected:\n  "9.1": {value: 60%, reason: đếm lại}\n'
    dossier = tmp_path / "xa.yaml"
    dossier.write_text(LOWERED.read_text("utf-8") + inspected, "utf-8")
    text = page(dossier, "--set", "9.1=1600")
    assert "THÌ điểm và xếp loại không đổi" in text
    assert 'Đặt "9.1" không đổi được mục 9.1: đoàn kiểm tra đã ghi tỷ lệ' in text
    assert "đoàn kiểm tra đã ghi tỷ lệ" not in page(dossier, "--set", "9.1=71%")


def test_evidence_that_the_inspection_refused_is_told_as_refused():
    """It is not unknown."""
    text = page(EXAMPLES / "xa-tien-tan-2019-kiem-tra.yaml", "--set", "annual_review=có")
    assert "đoàn không chấp nhận → có" in text


def test_where_all_is_judged_the_page_says_where_to_look():
    """No limits, no margins; the rating has points to spare all the same."""
    text = page(HOUSEHOLD)
    assert "Gia đình học tập: tổng điểm dư 14 so với mức 70." in text
    assert "--sensitivity" in text


def test_sensitivity_shows_each_indicator_up_and_down():
    """With the total, and the rating where it is another."""
    text = page(TIEN_TAN, "--sensitivity")
    assert "9.1 Số hộ được công nhận Gia đình học tập: 1.118 hộ" in text
    assert "- lên: 1.164 hộ ⇒ 94,5 điểm (+1)" in text
    assert "- xuống: 997 hộ ⇒ 92,5 điểm (−1)" in text
    assert "xuống: 28 người ⇒ Chưa đạt" in page(UNIT, "--sensitivity")


def test_the_json_contract_has_its_names():
    """Keys are added, never renamed."""
    found = content(TIEN_TAN, "--set", "9.1=70%", "--margins", "--sensitivity")
    assert list(found) == [
        "ruleset",
        "before",
        "after",
        "moved",
        "scenarios",
        "rating_margins",
        "margins",
        "sensitivity",
        "warnings",
    ]
    assert (found["before"]["total"], found["after"]["total"]) == ("93.5", "94.5")
    assert found["after"]["rating"] == "tot"
    (moved,) = found["moved"]
    assert (moved["id"], moved["points"]) == ("9.1", "1")
    assert moved["before"]["range"] == ["3", "3"]
    assert "1.164 / 1.662" in moved["reason"]
    margin = next(m for m in found["margins"] if m["id"] == "9.1")
    assert (margin["loss"]["amount"], margin["loss"]["direction"]) == ("121", "fewer")
    assert (margin["gain"]["amount"], margin["gain"]["points"]) == ("46", "1")
    assert margin["fragility"] == "121/1118"
    shift = next(s for s in found["sensitivity"] if s["id"] == "9.1")
    assert shift["up"]["changes"][0]["to"] == 1164
    assert (shift["up"]["total"], shift["down"]["total"]) == ("94.5", "92.5")
    asked_for_nothing = content(TIEN_TAN, "--set", "2.4=4")
    assert asked_for_nothing["margins"] is asked_for_nothing["sensitivity"] is None


def test_the_changes_of_a_plan_reach_its_total(tmp_path):
    """What `cdht plan` proposes, set by `cdht whatif`, comes to the same points."""
    result = run(LOWERED, "--target", "tot", "--format", "json", command="plan")
    plan = json.loads(result.stdout)["plans"][0]
    settings = [f"{change['key']}={change['to']}" for change in plan["changes"]]
    arguments = [part for setting in settings for part in ("--set", setting)]
    after = content(LOWERED, *arguments, "--missing", "zero")["after"]
    assert (after["total"], after["rating"]) == (plan["total"], plan["rating"])


def test_a_receipt_of_a_scenario_replays(tmp_path):
    """It holds the dossier as supposed, and the digest that is shown."""
    file = tmp_path / "bien-nhan.json"
    found = content(TIEN_TAN, "--set", "9.1=70%", "--receipt", file)
    assert json.loads(file.read_text("utf-8"))["sha256"] == found["after"]["receipt"]
    assert run(file, command="replay").exit_code == 0


@pytest.mark.parametrize("arguments", [(), ("--scenarios", SCENARIOS)])
def test_a_receipt_needs_one_scenario(arguments, tmp_path):
    """Of none or several nobody knows which."""
    file = tmp_path / "bien-nhan.json"
    result = run(TIEN_TAN, *arguments, "--receipt", file)
    assert result.exit_code == 2
    assert "whatif.one_receipt" in result.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("9.1", "whatif.no_equals"),
        ("households_recogn=3", "dossier.unknown_key"),
        ("funding+=1", "whatif.not_counted"),
        ("12.1=có", "whatif.several_keys"),
        ("9.1=2000", "dossier.part_above_whole"),
    ],
)
def test_a_bad_argument_is_a_usage_error_that_names_it(argument, code):
    """Exit code 2, and the argument as the place, in text and JSON."""
    result = run(TIEN_TAN, "--set", argument)
    assert result.exit_code == 2
    assert f"--set {argument}" in result.stderr
    assert f"[{code}]" in result.stderr
    found = run(TIEN_TAN, "--set", argument, "--format", "json")
    assert [e["code"] for e in json.loads(found.stdout)["errors"]] == [code]
    assert found.exit_code == 2


def test_a_bad_file_of_scenarios_is_bad_input_at_its_line(tmp_path):
    """Exit code 3, with file and line."""
    file = tmp_path / "gia-thiet.yaml"
    file.write_text("scenarios:\n- name: A\n  set:\n    funding: nhieu\n", "utf-8")
    result = run(TIEN_TAN, "--scenarios", file)
    assert result.exit_code == 3
    assert "dòng 4" in result.stderr
    assert "[dossier.unknown_option]" in result.stderr
    assert run(TIEN_TAN, "--scenarios", tmp_path / "nowhere.yaml").exit_code == 3


def test_every_scenario_that_is_wrong_is_told_under_the_name_of_its_file(tmp_path):
    """Not the dossier is at fault."""
    file = tmp_path / "gia-thiet.yaml"
    file.write_text(
        "scenarios:\n- {name: A, set: {funding: nhieu}}\n- {name: B, set: {funding: it}}\n",
        "utf-8",
    )
    result = run(TIEN_TAN, "--scenarios", file)
    assert result.exit_code == 3
    assert result.stderr.count("Lỗi tệp giả định") == 2
    assert "Lỗi hồ sơ" not in result.stderr


@pytest.mark.parametrize(
    ("option", "command", "head", "sample"),
    [
        ("--scenarios", "whatif", "Lỗi tệp giả định", "docs/neu-thi.md"),
        ("--costs", "plan", "Lỗi tệp công", "docs/ke-hoach.md"),
    ],
)
@pytest.mark.parametrize("written", ["", "- a\n"])
def test_a_file_of_another_form_is_shown_a_sample_of_its_own(
    option, command, head, sample, written, tmp_path
):
    """Empty, or a list: the hint is at this kind of file."""
    file = tmp_path / "tep.yaml"
    file.write_text(written, "utf-8")
    asked = ("--target", "tot") if command == "plan" else ()
    result = run(TIEN_TAN, *asked, option, file, command=command)
    assert result.exit_code == 3
    assert result.stderr.startswith(head)
    assert sample in result.stderr
    assert "hồ sơ" not in result.stderr


def test_no_value_is_no_way_to_take_one_away():
    """The hint says what is."""
    result = run(TIEN_TAN, "--set", "2.4=")
    assert (result.exit_code, "[whatif.no_value]" in result.stderr) == (2, True)
    assert "không xóa được số liệu" in " ".join(result.stderr.split())


def test_no_input_is_overwritten(tmp_path):
    """Neither the dossier nor the scenarios."""
    for file in (TIEN_TAN, SCENARIOS):
        result = run(TIEN_TAN, "--scenarios", SCENARIOS, "--out", file)
        assert result.exit_code == 2
        assert "usage.would_overwrite" in result.stderr


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_example_has_a_page_of_eighty_columns(example, language):
    """Margins and sensitivity of each shipped dossier, in both languages."""
    result = run(example, "--margins", "--sensitivity", "--lang", language)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_scoring_does_not_load_what_only_planning_needs():
    """The cold start of `cdht score` stays as it was."""
    code = (
        "import sys, cli\n"
        "from click.testing import CliRunner\n"
        f"assert CliRunner().invoke(cli.main, ['score', {str(TIEN_TAN)!r}]).exit_code == 0\n"
        "assert not [m for m in sys.modules if m.startswith('assessment.whatif')]\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_guide_shows_the_shipped_scenarios():
    """The first two of the example stand in the guide as they are."""
    guide = (ROOT / "docs" / "neu-thi.md").read_text("utf-8")
    shown = guide.split("```yaml\n")[1].split("```")[0]
    shipped = yaml.safe_load(SCENARIOS.read_text("utf-8"))
    assert yaml.safe_load(shown)["scenarios"] == shipped["scenarios"][:2]
