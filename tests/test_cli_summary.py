"""`cdht summary`: the page, the JSON contract, Excel, the picture, and what is set aside."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from click.testing import CliRunner, Result

import cli

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
DISTRICT = EXAMPLES / "tong-hop"
COMMUNE = DISTRICT / "2022" / "an-dong.yaml"
LEVELS = EXAMPLES / "xa-mau-tt25-2024.yaml"
HOUSEHOLD = EXAMPLES / "ho-gia-dinh-2018.yaml"


def run(*arguments: str | Path, command: str = "summary") -> Result:
    result = CliRunner().invoke(cli.main, [command, *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def content(*arguments: str | Path, exit_code: int = 0) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def only_table(found: dict[str, Any]) -> dict[str, Any]:
    [group] = found["groups"]
    [table] = group["tables"]
    return table


def dossier(file: Path, source: Path = COMMUNE, **changes: Any) -> Path:
    """A copy of a dossier with other subject, period or evidence."""
    held = yaml.safe_load(source.read_text("utf-8"))
    for section, values in changes.items():
        if isinstance(values, dict):
            held[section] = {**held.get(section, {}), **values}
        elif values is None:
            held.pop(section, None)
        else:
            held[section] = values
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")
    return file


def year(number: int) -> dict[str, str]:
    return {"from": f"{number}-01-01", "to": f"{number}-12-31"}


def receipt_of(source: Path, file: Path, *options: str) -> Path:
    result = run(source, "--receipt", file, *options, command="score")
    assert result.exit_code == 0, result.output
    return file


def codes(found: dict[str, Any], name: str = "errors") -> list[str]:
    return [entry["code"] for entry in found[name]]


def flat(text: str) -> str:
    return " ".join(text.split())


# --- the table -------------------------------------------------------------------------


def test_the_page_of_the_example_district_is_the_approved_one():
    """Every line of the Vietnamese page stands as a person approved it."""
    approved = ROOT / "tests" / "golden" / "tong-hop.txt"
    assert run(DISTRICT).stdout == approved.read_text("utf-8")


def test_the_contract():
    """The names of the JSON, points as text, open results as ranges."""
    found = content(DISTRICT)
    assert set(found) == {"groups", "errors", "warnings", "passed_over"}
    [group] = found["groups"]
    assert (group["subject"], group["year"]) == ("commune", 2022)
    table = only_table(found)
    assert (table["ruleset"], table["max"]) == ("tt44-2014", "100")
    rows = {row["name"]: row for row in table["subjects"]}
    assert list(rows) == ["Xã Đại Phúc", "Xã An Đông", "Xã Phú Lộc"]
    assert (rows["Xã An Đông"]["total"], rows["Xã An Đông"]["rating"]) == ("87", "tot")
    open_ = rows["Xã Phú Lộc"]
    assert (open_["total"], open_["range"], open_["rating"]) == (None, ["84.5", "89"], None)
    assert open_["possible_ratings"] == ["tot", "kha"]
    assert (open_["direction"], open_["change"]) == ("new", None)
    change = rows["Xã An Đông"]["change"]
    assert (rows["Xã An Đông"]["direction"], change["points"]) == ("up", ["5", "5"])
    assert change["before"]["total"] == "82"
    assert {"id": "2", "points": ["2", "2"]} in change["criteria"]
    assert [entry["name"] for entry in group["absent"]] == ["Xã Tân Lập"]
    assert table["moved"] == {"up": 1, "down": 1, "new": 1, "same": 0, "open": 0, "other_rules": 0}


def test_sums_never_take_what_is_open_for_known():
    """A rating that is only possible is counted apart, and a loss is a range."""
    table = only_table(content(DISTRICT))
    counts = {entry["id"]: (entry["count"], entry["possible"]) for entry in table["ratings"]}
    assert counts["tot"] == (2, 3)
    assert counts["kha"] == (0, 1)
    assert table["undetermined"] == 1
    lost = {entry["id"]: entry for entry in table["lost"]}
    assert (lost["9"]["lost"], lost["9"]["subjects"]) == (["6", "7"], 3)
    assert (lost["13"]["lost"], lost["13"]["subjects"]) == (["0", "2"], 0)
    assert [entry["id"] for entry in table["lost"]][:2] == ["4", "8"]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Xã An Đông", "Xã Đại Phúc", "Xã Phú Lộc"]),
        ("total", ["Xã Đại Phúc", "Xã An Đông", "Xã Phú Lộc"]),
        ("rating", ["Xã Đại Phúc", "Xã An Đông", "Xã Phú Lộc"]),
    ],
)
def test_subjects_stand_in_the_order_asked_for(order, names):
    """By total, by rating, or by name as a Vietnamese dictionary orders them."""
    table = only_table(content(DISTRICT, "--sort", order))
    assert [row["name"] for row in table["subjects"]] == names


def test_an_earlier_year_can_be_asked_for():
    """--year makes that year this year, and says which dossiers are later."""
    found = content(DISTRICT, "--year", "2021")
    assert len(only_table(found)["subjects"]) == 3
    assert codes(found, "warnings") == ["summary.later"]
    assert codes(content(DISTRICT, "--year", "2020", exit_code=3)) == ["summary.none_of_year"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_is_at_most_80_columns(lang, tmp_path):
    """No line is longer, in either language, with long names and files that fail."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    dossier(tmp_path / "dai.yaml", subject={"name": "Xã " + "Rất Dài " * 12})
    (tmp_path / "hong.yaml").write_text("a: [", encoding="utf-8")
    lines = run(tmp_path, "--lang", lang).stdout.splitlines()
    assert len(lines) > 50
    assert max(map(len, lines)) <= 80


def test_how_dossiers_were_scored_is_said():
    """--missing zero gives nothing for what is missing, and the page says so."""
    page = run(DISTRICT, "--missing", "zero").stdout
    assert "Chấm chốt" in page
    assert only_table(content(DISTRICT, "--missing", "zero"))["undetermined"] == 0


# --- kinds, rulesets -------------------------------------------------------------------


def test_each_kind_of_subject_has_its_own_table():
    """Communes and households given together stand apart, communes first."""
    found = content(HOUSEHOLD, COMMUNE)
    assert [group["subject"] for group in found["groups"]] == ["commune", "household"]


def test_what_is_only_evidence_for_others_stands_apart():
    """The four standards of one commune are no rival dossiers of it."""
    found = content(EXAMPLES / "pho-cap")
    assert len(found["groups"]) == 4
    assert found["errors"] == []


def test_levels_are_told_by_the_levels_that_criteria_reach():
    """In a ruleset of levels a criterion loses levels, and there is no total."""
    row = only_table(content(LEVELS))["subjects"][0]
    assert (row["total"], row["range"], row["rating"]) == (None, None, "muc_do_1")
    assert row["weakest"] == ["4", "5"]
    assert "chưa đạt mức độ cao nhất ở tiêu chí 4 (−1), 5 (−1)" in run(LEVELS).stdout


def test_two_rulesets_are_not_held_against_each_other(tmp_path):
    """A commune scored by another ruleset last year moved neither up nor down."""
    dossier(tmp_path / "2023.yaml", subject={"name": "Xã Mẫu"}, period=year(2023))
    subject = {"province": "Mẫu", "district": "Sông Mẫu"}
    dossier(tmp_path / "2024.yaml", LEVELS, subject=subject)
    found = content(tmp_path)
    row = only_table(found)["subjects"][0]
    assert (row["direction"], row["change"]["points"]) == ("other_rules", None)
    assert codes(found, "warnings") == ["summary.other_rules"]


# --- who is who ------------------------------------------------------------------------


def test_a_subject_is_known_however_its_name_is_written(tmp_path):
    """Decomposed letters, other capitals and the tone on the other vowel are the same name."""
    dossier(tmp_path / "a.yaml", subject={"name": "Xã Hòa Bình"}, period=year(2021))
    spelled = unicodedata.normalize("NFD", "XÃ  HOÀ BÌNH")
    dossier(tmp_path / "b.yaml", subject={"name": spelled, "district": "huyện Sông Mẫu"})
    row = only_table(content(tmp_path))["subjects"][0]
    assert row["direction"] == "same"


def test_namesakes_in_other_districts_are_other_subjects(tmp_path):
    """Two communes of one name stand in two rows, each with its district."""
    dossier(tmp_path / "a.yaml", subject={"name": "Xã Tân Lập", "district": "Đông"})
    dossier(tmp_path / "b.yaml", subject={"name": "Xã Tân Lập", "district": "Tây"})
    assert len(only_table(content(tmp_path))["subjects"]) == 2
    page = flat(run(tmp_path).stdout)
    assert "(Đông, Mẫu)" in page
    assert "(Tây, Mẫu)" in page


def test_two_dossiers_of_one_year_that_differ_count_neither(tmp_path):
    """Nobody can say which one counts: both are named, and others stay."""
    dossier(tmp_path / "a.yaml")
    dossier(tmp_path / "b.yaml", evidence={"dropouts": "9"})
    dossier(tmp_path / "c.yaml", subject={"name": "Xã Khác"})
    found = content(tmp_path, exit_code=3)
    assert codes(found) == ["summary.two_in_a_year"] * 2
    assert [row["name"] for row in only_table(found)["subjects"]] == ["Xã Khác"]


def test_a_copy_counts_once(tmp_path):
    """The same dossier twice, or with its receipt, is one result; the receipt is the one used."""
    first = dossier(tmp_path / "a.yaml")
    shutil.copy(first, tmp_path / "b.yaml")
    receipt_of(first, tmp_path / "c.json")
    found = content(tmp_path)
    [row] = only_table(found)["subjects"]
    assert row["receipt"] is not None
    assert codes(found, "warnings") == ["summary.same_twice"] * 2


@pytest.mark.parametrize(("count", "more"), [(3, None), (4, "… và 1 cảnh báo như vậy nữa")])
def test_warnings_that_are_alike_do_not_fill_the_page(tmp_path, count, more):
    """Three of a kind are told in full and the others counted; the JSON has them all."""
    dossier(tmp_path / "a.yaml")
    for number in range(count):
        shutil.copy(tmp_path / "a.yaml", tmp_path / f"b{number}.yaml")
    page = run(tmp_path).stdout
    assert page.count("cùng một hồ sơ") == 3
    assert (more in page) if more else ("như vậy nữa" not in page)
    assert len(content(tmp_path)["warnings"]) == count


def test_a_file_named_twice_is_read_once():
    """A file and its folder, given together, are one dossier."""
    assert content(COMMUNE, DISTRICT, COMMUNE)["warnings"] == []


@pytest.mark.parametrize(("others", "exit_code", "code"), [(0, 0, "no_period"), (1, 3, "undated")])
def test_a_dossier_without_a_period(tmp_path, others, exit_code, code):
    """Alone it counts, with a warning; beside one of a known year it has no place."""
    dossier(tmp_path / "a.yaml", period=None)
    for number in range(others):
        dossier(tmp_path / f"b{number}.yaml", period=year(2021))
    found = content(tmp_path, exit_code=exit_code)
    said = codes(found, "errors" if exit_code else "warnings")
    assert said == [f"summary.{code}"]
    assert len(only_table(found)["subjects"]) == 1


# --- files -----------------------------------------------------------------------------


def test_a_file_that_fails_loses_no_other(tmp_path):
    """Every problem of a bad file is listed with its place; the table stands; exit code 3."""
    dossier(tmp_path / "tot.yaml")
    dossier(tmp_path / "sai.yaml", subject={"name": "Xã Sai"}, evidence={"dropout": "1"})
    result = run(tmp_path)
    assert result.exit_code == 3
    assert "Xã An Đông" in result.stdout
    assert "[dossier.unknown_key]" in result.stdout
    assert "1 tệp không vào bảng" in result.stderr
    found = content(tmp_path, exit_code=3)
    assert found["errors"][0]["dossier"].endswith("sai.yaml")
    assert found["errors"][0]["line"] is not None


def test_a_folder_may_hold_other_things(tmp_path):
    """Files of costs, rulesets, notes and hidden drafts are passed over, those named told."""
    dossier(tmp_path / "xa" / "a.yaml")
    shutil.copy(EXAMPLES / "chi-phi" / "xa-tien-tan.yaml", tmp_path / "chi-phi.yaml")
    shutil.copy(ROOT / "criteria" / "commune" / "tt44-2014.yaml", tmp_path)
    (tmp_path / "ghi-chu.txt").write_text("không phải hồ sơ", encoding="utf-8")
    (tmp_path / ".nhap.yaml").write_text("a: [", encoding="utf-8")
    found = content(tmp_path)
    assert [Path(file).name for file in found["passed_over"]] == ["chi-phi.yaml", "tt44-2014.yaml"]
    assert len(only_table(found)["subjects"]) == 1


def test_a_file_that_is_named_must_be_a_dossier():
    """What is passed over in a folder is an error where the user names it."""
    found = content(COMMUNE, EXAMPLES / "chi-phi" / "xa-tien-tan.yaml", exit_code=3)
    assert found["errors"]


def test_an_empty_folder_is_told(tmp_path):
    """Alone it is the whole answer; beside others it is one line of it."""
    assert codes(content(tmp_path, exit_code=3)) == ["summary.no_dossiers"]
    assert run(tmp_path).stdout == ""
    found = content(tmp_path, COMMUNE, exit_code=3)
    assert codes(found) == ["summary.no_dossiers"]
    assert len(only_table(found)["subjects"]) == 1


def test_a_pattern_that_the_shell_left_alone(tmp_path):
    """Stars are opened here too, for shells that do not; a pattern of nothing is told."""
    dossier(tmp_path / "xa-1.yaml")
    dossier(tmp_path / "khac.yaml", subject={"name": "Xã Khác"})
    assert len(only_table(content(tmp_path / "xa-*.yaml"))["subjects"]) == 1
    assert codes(content(tmp_path / "phuong-*.yaml", exit_code=3)) == ["summary.no_dossiers"]


def test_a_missing_file_is_told_and_others_stay(tmp_path):
    """A name that is not there is one error row."""
    found = content(COMMUNE, tmp_path / "khong-co.yaml", exit_code=3)
    assert codes(found) == ["file.not_found"]


def test_names_that_no_file_can_have(tmp_path):
    """A name too long and links in a circle are errors like others, never a traceback."""
    circle = tmp_path / "vong.yaml"
    circle.symlink_to(circle)
    for name in ("x" * 5000, circle):
        assert codes(content(COMMUNE, name, exit_code=3)) == ["file.unreadable"]


@pytest.mark.parametrize("name", ["a\x1b[2J.yaml", "a\udcff.yaml"])
def test_a_name_that_cannot_be_written_down(tmp_path, name):
    """A file in a folder whose name a terminal would obey, or that is no text, is one error."""
    shutil.copy(COMMUNE, tmp_path / name)
    for more in ((), ("--format", "json"), ("--out", tmp_path / "bang.xlsx")):
        result = run(tmp_path, COMMUNE, *more)
        assert result.exit_code == 3
        assert "\x1b" not in result.output
    assert codes(content(tmp_path, exit_code=3)) == ["file.unreadable"]


def test_a_year_that_nobody_has_a_dossier_of(tmp_path):
    """All are told as without a result; workbook and picture can still be written."""
    assert content(DISTRICT, "--year", "2030")["groups"][0]["tables"] == []
    page = run(DISTRICT, "--year", "2030", "--picture", tmp_path / "a.png").stdout
    assert "Chưa có kết quả năm 2030 (4 xã)" in page
    assert run(DISTRICT, "--year", "2030", "--out", tmp_path / "a.xlsx").exit_code == 0


def test_a_district_of_three_hundred_communes(tmp_path):
    """Every dossier has its row, numbered names stand in the order of their numbers."""
    held = yaml.safe_load(COMMUNE.read_text("utf-8"))
    for number in range(1, 301):
        held["subject"]["name"] = f"Xã số {number}"
        text = json.dumps(held, default=str)
        (tmp_path / f"{number}.json").write_text(text, encoding="utf-8")
    rows = only_table(content(tmp_path, "--sort", "name"))["subjects"]
    assert [row["name"] for row in rows] == [f"Xã số {number}" for number in range(1, 301)]


# --- receipts --------------------------------------------------------------------------


def test_a_receipt_counts_as_it_was_sealed(tmp_path):
    """Its own options stand, and the difference from the command's is told."""
    source = DISTRICT / "2022" / "phu-loc.yaml"
    receipt = receipt_of(source, tmp_path / "bn.json", "--missing", "zero")
    found = content(receipt)
    [row] = only_table(found)["subjects"]
    assert (row["total"], row["options"]["missing"]) == ("84.5", "zero")
    assert row["receipt"] == json.loads(receipt.read_text("utf-8"))["sha256"]
    assert codes(found, "warnings") == ["summary.receipt_options"]
    assert content(receipt, "--missing", "zero")["warnings"] == []
    other = content(receipt, "--missing", "zero", "--ruleset", "commune-tt25-2023")
    assert codes(other, "warnings") == ["summary.receipt_options"]


def test_illustrations_are_not_passed_off_as_results(tmp_path):
    """Figures marked as illustrations count, but the table says that they are not real."""
    real = dossier(tmp_path / "a.yaml", subject={"name": "Xã Thật"})
    text = real.read_text("utf-8").replace("illustrative: true", "illustrative: false")
    real.write_text(text, encoding="utf-8")
    assert "minh họa" not in run(real).stdout
    assert "1 xã có số liệu chỉ để minh họa" in flat(run(real, COMMUNE).stdout)
    rows = only_table(content(real, COMMUNE))["subjects"]
    assert {row["name"]: row["illustrative"] for row in rows} == {
        "Xã Thật": False,
        "Xã An Đông": True,
    }


def test_a_tampered_receipt_is_refused(tmp_path):
    """A figure changed after sealing: the receipt stands in no table, and the exit code is 6."""
    receipt = receipt_of(COMMUNE, tmp_path / "bn.json")
    held = json.loads(receipt.read_text("utf-8"))
    held["sealed"]["result"]["total"] = "100"
    receipt.write_text(json.dumps(held), encoding="utf-8")
    found = content(receipt, DISTRICT / "2022" / "dai-phuc.yaml", exit_code=6)
    assert codes(found) == ["receipt.tampered"]
    assert [row["name"] for row in only_table(found)["subjects"]] == ["Xã Đại Phúc"]
    assert codes(content(receipt, exit_code=6)) == ["receipt.tampered"]


def test_last_years_receipt_under_another_version_of_the_rules(tmp_path):
    """The move is told with a warning that the ruleset itself may have caused it."""
    shelf = tmp_path / "rules" / "commune"
    shelf.mkdir(parents=True)
    text = (ROOT / "criteria" / "commune" / "tt44-2014.yaml").read_text("utf-8")
    (shelf / "tt44-2014.yaml").write_text(
        text.replace("title: Cộng", "title: Xã, cộng", 1), "utf-8"
    )
    before = DISTRICT / "2021" / "an-dong.yaml"
    receipt = receipt_of(before, tmp_path / "bn.json", "--rules", str(shelf.parent))
    found = content(receipt, COMMUNE)
    assert only_table(found)["subjects"][0]["direction"] == "up"
    assert sorted(codes(found, "warnings")) == ["receipt.ruleset_changed", "summary.changed_rules"]


# --- Excel and picture -----------------------------------------------------------------


def test_the_workbook_has_its_sheets_with_numbers_as_numbers(tmp_path):
    """Four sheets, to print on A4 across with the heads on every page."""
    out = tmp_path / "bang.xlsx"
    assert run(DISTRICT, "--format", "xlsx", "--out", out).exit_code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Tổng hợp", "Tiêu chí", "Thiếu minh chứng", "Lỗi"]
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes is not None
    first = [cell.value for cell in book["Tổng hợp"][4]]
    assert first[:3] == [1, "Xã Đại Phúc", "Sông Mẫu"]
    assert first[4:7] == [92, 92, "Loại tốt"]
    criteria = [[cell.value for cell in row] for row in book["Tiêu chí"].iter_rows(min_row=4)]
    assert criteria[0][2:6] == [8, 6, 6, 12]
    assert criteria[2][-1] == "84,5–89"
    assert criteria[3][1:6] == ["Mất, cộng lại", 0, 3, 1, 10]


def test_a_name_ending_in_xlsx_is_enough(tmp_path):
    """--out bang.xlsx writes a workbook; --format xlsx without a file is refused."""
    out = tmp_path / "bang.xlsx"
    assert run(DISTRICT, "--out", out).exit_code == 0
    assert "Tổng hợp" in openpyxl.load_workbook(out).sheetnames
    result = run(DISTRICT, "--format", "xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "[summary.out_wanted]" in result.stderr


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_name_becomes_a_formula(tmp_path, start):
    """A commune called =1+1 is text in every sheet, and stays text when it is edited."""
    out = tmp_path / "bang.xlsx"
    source = DISTRICT / "2022" / "phu-loc.yaml"
    file = dossier(tmp_path / "a.yaml", source, subject={"name": f"{start}1+1"})
    assert run(file, "--out", out).exit_code == 0
    book = openpyxl.load_workbook(out)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    named = [cell for cell in cells if cell.value == f"{start}1+1"]
    assert len(named) > 2
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in named)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_workbook_lists_what_was_left_out(tmp_path):
    """The last sheet has every problem with its file, line, way out and code."""
    out = tmp_path / "bang.xlsx"
    file = dossier(tmp_path / "sai.yaml", evidence={"dropout": "1"})
    assert run(DISTRICT, file, "--out", out).exit_code == 3
    row = [cell.value for cell in openpyxl.load_workbook(out)["Lỗi"][4]]
    assert row[0] == str(file)
    assert (row[2], row[5]) == ("lỗi", "dossier.unknown_key")


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_picture_is_written(tmp_path, suffix):
    """Beside the page, in the format of its name."""
    picture = tmp_path / f"bang{suffix}"
    assert run(DISTRICT, "--picture", picture).exit_code == 0
    assert picture.read_bytes()[:5] in (b"<?xml", b"\x89PNG\r")


def test_a_picture_of_another_kind_is_refused(tmp_path):
    """Only .svg and .png are drawn; nothing is scored or written before that is said."""
    out = tmp_path / "bang.txt"
    result = run(DISTRICT, "--picture", tmp_path / "bang.jpg", "--out", out)
    assert result.exit_code == 2
    assert "[summary.bad_picture]" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize("option", ["--out", "--picture"])
def test_no_dossier_is_written_over(tmp_path, option):
    """Neither a file named, nor one that a folder or a pattern stands for."""
    file = dossier(tmp_path / "a.yaml")
    picture = tmp_path / "a.svg"
    shutil.copy(file, picture)
    for given in (file, tmp_path, tmp_path / "*.yaml"):
        target = file if option == "--out" else picture
        before = target.read_bytes()
        result = run(given, *([picture] if option == "--picture" else []), option, target)
        assert result.exit_code == 2, result.output
        assert "[usage.would_overwrite]" in result.stderr
        assert target.read_bytes() == before
