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
    assert "mất mức độ 1 nếu giảm 1 người (kết quả còn chưa đạt)" in text
    assert "Mức độ 2: chưa đạt ở chỉ tiêu 2.2, 2.3, 2.4, 2.5, 3.1." in text


def test_margins_of_shares_without_counts_are_in_points_of_a_percentage():
    """At the limit any less loses it."""
    text = page(AI_THUONG)
    assert "mất mức này nếu giảm quá 15 điểm phần trăm (−1 điểm)" in text
    assert "vừa đúng mức: mất mức này nếu giảm, dù ít" in text


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
