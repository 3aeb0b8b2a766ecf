"""`cdht register`: the page, the JSON contract, the dossier written, and how it refuses."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

import cli

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "so-lop-hoc.txt"
REGISTERS = "examples/lop-hoc"
AI_THUONG = f"{REGISTERS}/ai-thuong-2021-2022.csv"
MAO_KHE = f"{REGISTERS}/mao-khe-2012-2013.csv"
MY_THO = f"{REGISTERS}/my-tho-phuong-4-2016.csv"
BY_HAND = f"{REGISTERS}/so-mau.csv"
DOSSIER = "examples/xa-ai-thuong-2021.yaml"
FEEDS = (
    "basis: verbatim\nsource: Điều 1\nfeeds:\n- {ruleset: RULESET, key: KEY, counted: classes}\n"
)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def run(*arguments: str | Path, command: str = "register") -> Result:
    result = CliRunner().invoke(cli.main, [command, *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def page(*arguments: str | Path, command: str = "register") -> str:
    result = run(*arguments, command=command)
    assert result.exit_code == 0, result.output
    return result.stdout


def content(*arguments: str | Path, command: str = "register") -> dict[str, Any]:
    return json.loads(page(*arguments, "--format", "json", command=command))


def refused(exit_code: int, *arguments: str | Path) -> list[str]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == exit_code, result.output
    return [error["code"] for error in json.loads(result.stdout)["errors"]]


def exact(count: int) -> dict[str, int]:
    return {"value": count, "at_least": count, "at_most": count}


# --- the page --------------------------------------------------------------------------


def test_the_page_of_a_register_kept_by_hand_is_this_one():
    """Sums, groups, checks, every slip by its cell, what is set aside, the evidence."""
    assert page(BY_HAND, "--period", "2019") == GOLDEN.read_text("utf-8")


def test_a_slip_is_told_with_its_cell_and_both_numbers():
    """Ái Thượng: 55 classes stated, 54 listed; the exit code stays 0."""
    text = " ".join(page(AI_THUONG).split())
    assert 'ô B9: Ghi 55 lớp ("Tổng số"), nhưng cộng 4 dòng được 54 (12 + 11 + 10 + 21).' in text
    assert "4.407 lượt, khớp" in text


def test_people_are_told_apart_from_attendances():
    """Mạo Khê: the column speaks of people; added up they are attendances."""
    text = " ".join(page(MAO_KHE, "--stated", "101 lớp với 12.734 người học").split())
    assert 'Cột "Số người học" cộng lại chỉ được số lượt' in text
    assert "12.734 người đúng bằng tổng số lượt của các lớp" in text


def test_the_page_is_told_in_english():
    """Every word of it, with English numbers."""
    text = page(BY_HAND, "--period", "2019", "--lang", "en")
    assert "ATTENDANCES   at least 205 attendances" in text
    assert "✗ 4 slips:" in text
    assert "lượt" not in text.partition("EVIDENCE FOR")[0]


def test_a_period_outside_that_of_the_ruleset_is_told():
    """Thông tư 44 came into force in 2015."""
    assert "ngoài thời gian có hiệu lực của tt44-2014" in page(MAO_KHE, "--period", "2012-2013")
    assert "ngoài thời gian" not in page(MY_THO, "--period", "2016")


def test_several_files_are_named_in_what_is_told():
    """A cell alone would not say where it is."""
    text = " ".join(page(AI_THUONG, MY_THO).split())
    assert f"{AI_THUONG}, ô B9" in text
    assert f"{MY_THO}, ô D5" in text


# --- JSON ------------------------------------------------------------------------------


def test_the_contract_of_json():
    """Counts, groups, checks with their cells, slips, and the evidence that they are."""
    found = content(AI_THUONG, "--period", "2021-2022")
    assert found["files"] == [AI_THUONG]
    assert found["period"] == {"from": "2021-09-01", "to": "2022-08-31"}
    assert (found["classes"], found["attendances"]) == (exact(54), exact(4407))
    assert (found["people"], found["women"], found["rows"]) == (None, None, 4)
    assert [group["classes"]["value"] for group in found["groups"]] == [12, 11, 10, 21]
    (wrong, right) = found["checks"]
    assert (wrong["where"], wrong["line"], wrong["agrees"]) == ("B9", 9, False)
    assert (wrong["stated"], wrong["sum"]) == (exact(55), exact(54))
    assert right["agrees"] is True
    (slip,) = found["slips"]
    assert (slip["code"], slip["file"]) == ("register.sum_of_classes", AI_THUONG)
    assert (found["ruleset"], found["dossier"]) == ("tt44-2014", None)
    assert found["evidence"] == [
        {"key": "centre_classes", "counted": "classes", **exact(54)},
        {"key": "centre_attendances", "counted": "attendances", **exact(4407)},
    ]


def test_what_is_not_counted_stands_in_json():
    """Classes outside the period, and rows that are none."""
    found = content(BY_HAND, "--period", "2019")
    assert [entry["line"] for entry in found["outside_period"]] == [14]
    assert [entry["line"] for entry in found["set_aside"]] == [21]
    assert found["attendances"] == {"value": None, "at_least": 205, "at_most": None}


# --- the dossier -----------------------------------------------------------------------


def test_the_register_becomes_a_dossier_that_can_be_scored(tmp_path):
    """Counts with their groups, the register as document; criterion 4.4 takes them."""
    out = tmp_path / "ho-so.yaml"
    found = content(AI_THUONG, "--period", "2021-2022", "--out", out)
    assert found["dossier"] == str(out)
    scored = content(out, command="score")
    assert "check.parts_do_not_add_up" not in [w["code"] for w in scored["warnings"]]
    items = {i["id"]: i for c in scored["criteria"] for i in c["indicators"]}
    (given,) = [e for e in items["4.4"]["evidence"] if e["key"] == "centre_attendances"]
    assert given["value"] == "4407"
    assert given["documents"] == ["ai-thuong-2021-2022.csv"]
    assert given["parts"]["Nhóm 2: Chuyển giao khoa học - kỹ thuật"] == "950"


def test_a_dossier_may_be_written_as_json(tmp_path):
    """By the ending of its name; it is scored alike."""
    files = [tmp_path / "ho-so.json", tmp_path / "ho-so.yaml"]
    for file in files:
        page(AI_THUONG, "--out", file)
    assert json.loads(files[0].read_text("utf-8"))["ruleset"] == "tt44-2014"
    one, other = (content(file, command="score") for file in files)
    assert one["range"] == other["range"]


def test_rough_counts_become_bounds(tmp_path):
    """Mỹ Tho: at least 1.101 attendances, scored as an interval."""
    out = tmp_path / "ho-so.yaml"
    page(MY_THO, "--out", out)
    text = out.read_text("utf-8")
    assert "at_least: 1101" in text
    assert "2 dòng chưa ghi rõ" in text
    assert content(out, command="score")["rating"] is None


def test_a_prefilled_dossier_is_completed_and_never_touched(tmp_path):
    """What it says otherwise is told; giver, documents and notes stay; again gives the same."""
    out, again = tmp_path / "moi.yaml", tmp_path / "lai.yaml"
    before = Path(DOSSIER).read_bytes()
    found = content(AI_THUONG, "--dossier", DOSSIER, "--out", out)
    assert Path(DOSSIER).read_bytes() == before
    assert [w["code"] for w in found["warnings"]] == ["register.dossier_differs"]
    assert found["period"] == {"from": "2021-09-01", "to": "2022-08-31"}
    text = out.read_text("utf-8")
    assert "by: Ban giám đốc TTHTCĐ" in text
    assert "note: số lượt đăng ký, chưa phải số lượt đã học; theo sổ lớp học" in text
    old, new = (content(file, command="score")["range"] for file in (DOSSIER, out))
    assert old == new
    page(AI_THUONG, "--dossier", out, "--out", again)
    assert again.read_text("utf-8").splitlines()[1:] == text.splitlines()[1:]


@pytest.mark.parametrize("target", [AI_THUONG, DOSSIER])
def test_no_input_is_overwritten(target):
    """Neither the register nor the dossier given."""
    before = Path(target).read_bytes()
    codes = refused(2, AI_THUONG, "--dossier", DOSSIER, "--out", target)
    assert codes == ["usage.would_overwrite"]
    assert Path(target).read_bytes() == before


# --- refusals --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--period", "hôm qua"], "register.bad_period"),
        (["--period", "2019-2021"], "register.bad_period"),
        (["--stated", "nhiều lớp"], "register.nothing_stated"),
        (["--dossier", DOSSIER], "register.nowhere_to_write"),
        (["--ruleset", "commune-tt25-2023"], "register.not_fed"),
        (["--ruleset", "tt45"], "usage.unknown_ruleset"),
    ],
)
def test_what_is_asked_wrongly_is_refused(arguments, code):
    """Exit code 2, with the code of what is wrong."""
    assert refused(2, AI_THUONG, *arguments) == [code]


def test_a_file_that_is_no_register_is_refused(tmp_path):
    """Exit code 3, under a head that says so."""
    path = tmp_path / "so.csv"
    path.write_text("Tên,Tuổi\n", encoding="utf-8")
    assert refused(3, path) == ["register.no_table"]
    assert run(path).stderr.startswith("Lỗi sổ lớp học")


def test_a_register_of_another_year_is_refused(tmp_path):
    """No class in the period: not a count of 0, but exit code 3 with the days that it has."""
    path = tmp_path / "so.csv"
    path.write_text("Ngày,Chuyên đề,Số lượt\n20/12/2018,A,3\n5/2019,B,4\n", encoding="utf-8")
    assert refused(3, path, "--period", "2021") == ["register.none_in_period"]
    text = " ".join(run(path, "--period", "2017").stderr.split())
    assert "sổ ghi các lớp từ 20/12/2018 đến 31/05/2019" in text
    assert content(path, "--period", "2018")["attendances"] == exact(3)


def test_a_file_given_twice_is_read_once():
    """Under whatever name."""
    assert content(AI_THUONG, f"./{AI_THUONG}")["classes"] == exact(54)


def shelf_of(tmp_path, text):
    (tmp_path / "registers").mkdir(parents=True)
    (tmp_path / "registers" / "dia-phuong.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_locality_says_what_else_registers_are_evidence_of(tmp_path):
    """Its file adds a ruleset; which one is then to be said."""
    text = FEEDS.replace("RULESET", "primary-nd20-2014").replace("KEY", "age6")
    shelf = shelf_of(tmp_path, text)
    assert refused(2, AI_THUONG, "--rules", shelf) == ["register.which_ruleset"]
    found = content(AI_THUONG, "--rules", shelf, "--ruleset", "primary-nd20-2014")
    assert [entry["key"] for entry in found["evidence"]] == ["age6"]


def test_a_feed_of_no_count_is_refused(tmp_path):
    """Exit code 4, at its line, with the nearest count; what is no count is none."""
    for key in ("centre_klasses", "centre_online"):
        shelf = shelf_of(tmp_path / key, FEEDS.replace("RULESET", "tt44-2014").replace("KEY", key))
        result = run(AI_THUONG, "--rules", shelf, "--ruleset", "tt44-2014", "--format", "json")
        assert result.exit_code == 4
        (error,) = json.loads(result.stdout)["errors"]
        assert (error["code"], error["line"]) == ("feeds.unknown_key", 4)
    shelf = shelf_of(tmp_path / "shape", FEEDS.replace("counted", "count"))
    assert "shape.unknown_key" in refused(4, AI_THUONG, "--rules", shelf)


def test_files_of_feeds_are_no_strays(tmp_path):
    """`cdht rules check` looks past them, and tells one that is given what it is."""
    text = FEEDS.replace("RULESET", "tt44-2014").replace("KEY", "centre_classes")
    shelf = shelf_of(tmp_path, text)
    result = run("check", "--rules", shelf, "tt44-2014", "--format", "json", command="rules")
    assert result.exit_code == 0
    assert "dia-phuong" not in result.stdout
    result = run("check", shelf / "registers" / "dia-phuong.yaml", command="rules")
    assert "lấy từ sổ lớp học" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("ruleset", "key", "code"),
    [
        ("tt44-2014", "centre_classes", None),
        ("tt44-2014", "centre_class", "feeds.unknown_key"),
        ("tt44-2015", "centre_classes", "feeds.unknown_ruleset"),
        ("RULESET 1", "centre_classes", "ruleset.bad_id"),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_check_tells_what_is_wrong_with_feeds(tmp_path, ruleset, key, code, named):
    """`cdht rules check` with no arguments, or of a shelf that holds nothing but registers."""
    shelf = shelf_of(tmp_path, FEEDS.replace("RULESET", ruleset).replace("KEY", key))
    names = [shelf] if named else []
    found = run("check", *names, "--rules", shelf, "--format", "json", command="rules")
    errors = [f for f in json.loads(found.stdout)["findings"] if f["severity"] == "error"]
    assert [(flaw["code"], flaw["line"]) for flaw in errors] == ([(code, 4)] if code else [])
    assert found.exit_code == (4 if code else 0)


def test_sheets_named_by_a_year_are_no_cells(tmp_path):
    """Rows of a workbook go by sheet and row; numbers and days are written as people do."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Năm 2019"
    rows = [
        ["TT", "Thời gian", "Chuyên đề", "Số lượt người"],
        [1, date(2019, 3, 5), "Trồng nấm", 1370],
        [2, date(2018, 4, 5), "Nuôi dê", 20],
        [3, date(2019, 4, 5), "Nuôi ong", 30],
        ["Tổng cộng", None, None, 1500],
    ]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "so.xlsx")
    text = " ".join(page(tmp_path / "so.xlsx", "--period", "2019").split())
    assert (
        'Năm 2019, dòng 3: Lớp này ngoài kỳ từ 01/01/2019 đến 31/12/2019 (ghi "05/04/2018")' in text
    )
    assert "ô Năm 2019" not in text
    assert "Năm 2019, ô D5: Ghi 1.500 lượt người" in text
    assert "(1.370 + 20 + 30)" in text
