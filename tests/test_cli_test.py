"""`cdht rules test`: what it prints, as text and JSON, and how it ends."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

import cli
from tests.samples import POINTS
from tests.unit.rulebook.cases.build import HEAD, STRONG, WEAK


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "commune").mkdir()
    (tmp_path / "cases").mkdir()
    (tmp_path / "commune" / "mini.yaml").write_text(POINTS, encoding="utf-8")
    return tmp_path


def tried(shelf, cases, *more):
    (shelf / "cases" / "bang.yaml").write_text(HEAD + cases, encoding="utf-8")
    return CliRunner().invoke(cli.main, ["rules", "test", "mini", "--rules", str(shelf), *more])


def test_all_shipped_cases_hold():
    """Without arguments every ruleset is tried, and all is well."""
    done = CliRunner().invoke(cli.main, ["rules", "test"])
    assert done.exit_code == 0
    assert re.search(r"^16 bộ, \d\.\d{3} trường hợp thử, sai 0\.$", done.stdout, re.MULTILINE)
    assert done.stdout.count("100% (") == 16


def test_a_ruleset_whose_cases_hold(shelf):
    """Count of cases and coverage, kind by kind; nothing of what was not asked for."""
    done = tried(shelf, STRONG)
    assert done.exit_code == 0
    assert "9, đúng cả" in done.stdout
    assert "100% (mức điểm, mức độ 4/4, xếp loại 2/2)" in done.stdout
    assert "làm sai" not in done.stdout


def test_a_case_that_fails_exits_4_and_says_where(shelf):
    """Case, file, line, what the table says and what came out."""
    done = tried(shelf, STRONG.replace("500: 3, 499: 0}}", "500: 2, 499: 0}}", 1))
    assert done.exit_code == 4
    assert "✗ bang:nguoi-hoc@500" in done.stdout
    assert f"{shelf / 'cases' / 'bang.yaml'}, dòng 8" in done.stdout
    assert "điểm 1.1: bảng ghi 2, kết quả là 3" in done.stdout
    assert "9, sai 1" in done.stdout


def test_a_dossier_that_is_refused_is_told_once_in_words(shelf):
    """A ladder with a misspelt key: its steps together, the key, the nearest one, the line."""
    done = tried(shelf, STRONG.replace("vary: learners, item", "vary: learnrs, item"))
    assert done.exit_code == 4
    assert "✗ bang:nguoi-hoc (501, 500, 499)" in done.stdout
    assert done.stdout.count("[dossier.unknown_key]") == 1
    assert "- dòng 7: evidence.learnrs" in done.stdout
    assert "Có phải: learners (Người học)?" in done.stdout
    assert "9, sai 3" in done.stdout


def test_a_misspelt_ruleset_in_a_table_is_refused(shelf):
    """Its cases do not vanish, also when another ruleset is asked for."""
    (shelf / "cases" / "khac.yaml").write_text(
        HEAD.replace("ruleset: mini", "ruleset: minii") + WEAK, encoding="utf-8"
    )
    done = tried(shelf, STRONG)
    assert (done.exit_code, done.stdout) == (3, "")
    assert "Có phải: mini?" in done.stderr
    assert "[cases.unknown_ruleset]" in done.stderr


@pytest.mark.parametrize("stray", ["cases/bang-2.yml", "case/bang-2.yaml"])
def test_a_table_that_is_not_looked_for_is_warned_of(shelf, stray):
    """Another ending, another folder: said on stderr, and the rest is run."""
    (shelf / stray).parent.mkdir(exist_ok=True)
    (shelf / stray).write_text(HEAD + WEAK, encoding="utf-8")
    done = tried(shelf, STRONG)
    assert done.exit_code == 0
    assert "9, đúng cả" in done.stdout
    assert str(shelf / stray) in done.stderr.replace("\n  ", "")
    assert "Cảnh báo" in done.stderr


def test_what_no_case_shows_is_listed_and_is_no_failure(shelf):
    """Half of the goals: named in words, and the command still ends well."""
    done = tried(shelf, WEAK)
    assert done.exit_code == 0
    for line in ("- 1.1 còn lại: 0 điểm", "- 1.2 có: 1 điểm (khi không đạt)",
                 "- xếp loại Chưa đạt [chua_dat]"):  # fmt: skip
        assert line in done.stdout
    assert "100%" not in done.stdout


def test_a_strong_table_passes_with_mutants(shelf):
    """Every mutant is accounted for; those proved equivalent are listed by name."""
    done = tried(shelf, STRONG, "--mutants")
    assert done.exit_code == 0
    assert "chưa phát hiện 0" in done.stdout
    assert "= xếp loại dat khi, tổng điểm, từ: 2 → 2,5" in done.stdout


def test_a_mutant_that_survives_exits_5_and_shows_its_dossier(shelf):
    """The dossier stands as a case: with the right result in it, it catches the mutant."""
    done = tried(shelf, WEAK, "--mutants")
    assert done.exit_code == 5
    printed = done.stdout.splitlines()
    at = printed.index("    ? 1.1 mức 1, từ: 50% → 51%")
    case = "\n".join(line[6:] for line in printed[at + 1 : at + 6])
    assert "id: ghi-ma-" in case
    case = case.replace("kết quả đúng theo văn bản, ví dụ rating: tot", 'points: {"1.1": 3}')
    again = tried(shelf, WEAK + case, "--mutants").stdout
    assert "2, đúng cả" in again
    assert "50% → 51%" not in again
    assert "    ? văn bản, hiệu lực, từ ngày: 01/01/2020 → 02/01/2020" in printed


def test_a_case_that_fails_weighs_more_than_a_survivor(shelf):
    """A wrong table comes first: exit 4."""
    assert tried(shelf, WEAK.replace("total: 4", "total: 3"), "--mutants").exit_code == 4


def test_json_holds_all_of_it(shelf):
    """Failures with file and line, goals not shown, and the fate of each mutant."""
    wrong = WEAK.replace("total: 4", "total: 3")
    done = tried(shelf, wrong, "--mutants", "--format", "json")
    assert done.exit_code == 4
    [entry] = json.loads(done.stdout)["rulesets"]
    assert (entry["id"], entry["cases"], entry["failed"]) == ("mini", 1, 1)
    [failure] = entry["failures"]
    assert (failure["case"], failure["line"]) == ("bang:du", 4)
    assert failure["differences"] == [{"what": "total", "expected": "3", "got": "4"}]
    coverage = entry["coverage"]
    assert (coverage["percent"], coverage["goals"], coverage["shown"]) == ("50", 6, 3)
    assert coverage["by_kind"] == {
        "level": {"goals": 4, "shown": 2},
        "rating": {"goals": 2, "shown": 1},
    }
    rating = {"kind": "rating", "id": "chua_dat", "level": None, "met": True}
    assert {**rating, "text": "xếp loại Chưa đạt [chua_dat]"} in coverage["missing"]
    mutants = entry["mutants"]
    assert mutants["count"] == len(mutants["each"])
    assert mutants["count"] == sum(
        mutants[fate] for fate in ("refused", "caught", "equivalent", "survived")
    )
    survivor = next(m for m in mutants["each"] if m["name"].endswith("50% -> 51%"))
    assert survivor["fate"] == "survived"
    assert survivor["witness"]["evidence"] == {"adults": "2", "learners": "1"}


def test_without_mutants_json_says_that_none_were_made(shelf):
    """null is not zero."""
    [entry] = json.loads(tried(shelf, STRONG, "--format", "json").stdout)["rulesets"]
    assert entry["mutants"] is None


def test_english(shelf):
    """The same page in English."""
    done = tried(shelf, WEAK, "--lang", "en")
    assert "1, all hold" in done.stdout
    assert "Not shown" in done.stdout


def test_a_malformed_table_exits_3(shelf):
    """The table, the line and the code; nothing on stdout."""
    done = tried(shelf, WEAK.replace("total: 4", 'points: {"1.3": 4}'))
    assert (done.exit_code, done.stdout) == (3, "")
    assert "bang.yaml, dòng 8" in done.stderr
    assert "[cases.unknown_item]" in done.stderr


def test_an_unknown_ruleset_exits_2():
    """As for every command that names one."""
    done = CliRunner().invoke(cli.main, ["rules", "test", "tt45-2014"])
    assert done.exit_code == 2
    assert "tt44-2014" in done.stderr


def test_a_bad_ruleset_exits_4(shelf):
    """Nothing runs on a ruleset that does not hold together."""
    path = shelf / "commune" / "mini.yaml"
    path.write_text(POINTS.replace("max: 4, step", "max: 5, step"), encoding="utf-8")
    done = tried(shelf, STRONG)
    assert done.exit_code == 4
    assert "[ruleset.sum_of_criteria]" in done.stderr


def test_the_page_may_go_to_a_file(shelf, tmp_path):
    """--out works as everywhere, and keeps the exit code."""
    page = tmp_path / "trang.txt"
    assert tried(shelf, WEAK, "--mutants", "--out", str(page)).exit_code == 5
    assert "1, đúng cả" in page.read_text("utf-8")
