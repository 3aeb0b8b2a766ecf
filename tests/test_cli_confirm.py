"""`cdht rules confirm`: from the official text to a final result, end to end."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import cli
from assessment.errors import RulesetError
from assessment.files import read_tree
from assessment.rulebook.overlay import LoadedOverlay
from tests.test_readme import BLOCK, shown

ROOT = Path(__file__).resolve().parents[1]
HOUSEHOLD, COMMUNE, HANOI = "household-qd448-2015", "tt44-2014", "ha-noi-kh103-2021"
CLAN = "clan-qd448-2015"
MAY_EXCEED = "4.4"
FAMILY = ROOT / "examples" / "ho-gia-dinh-2018.yaml"
TIEN_TAN = ROOT / "examples" / "xa-tien-tan-2019.yaml"
READ = ("--by", "Nguyễn Văn An", "--source", "QĐ 448, trang 3", "--as-of", "2026-11-21")
WHO = READ[:2]


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli.main, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def confirm(shelf: Path, *arguments: str | Path) -> str:
    return done("rules", "confirm", *arguments, "--rules", shelf)


def failed(exit_code: int, *arguments: str | Path) -> list[dict[str, Any]]:
    result = run("rules", "confirm", *arguments, "--format", "json")
    assert result.exit_code == exit_code, result.output
    errors: list[dict[str, Any]] = json.loads(result.stdout)["errors"]
    assert all(error["message"] for error in errors)
    return errors


def codes(exit_code: int, *arguments: str | Path) -> list[str]:
    return [error["code"] for error in failed(exit_code, *arguments)]


def scored(dossier: Path, *arguments: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done("score", dossier, *arguments, "--format", "json"))
    return found


def refused(dossier: Path, *arguments: str | Path) -> list[dict[str, Any]]:
    result = run("score", dossier, *arguments, "--format", "json")
    assert result.exit_code == 3, result.output
    errors: list[dict[str, Any]] = json.loads(result.stdout)["errors"]
    return errors


def files(shelf: Path) -> list[str]:
    return sorted(path.name for path in shelf.rglob("*") if path.is_file())


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "bo-cua-tinh"
    folder.mkdir()
    return folder


def checklist(folder: Path, id_: str, fill: Callable[[int, str, str], Any], *options: str) -> Path:
    """A checklist filled in: what goes into the open cells of each row, by its number and name."""
    path = folder / f"{id_}.xlsx"
    path.unlink(missing_ok=True)
    done("rules", "verify", id_, "--out", path, *options)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    rows = [row for row in sheet.iter_rows(min_row=5) if row[2].value]
    for number, row in enumerate(rows):
        given = fill(number, f"{row[0].value}:{row[2].value}", row[3].value)
        for cell, value in zip(row[6:], given or (), strict=False):
            cell.value = value
    book.save(path)
    return path


def all_the_same(number: int, _name: str, shown: str) -> tuple[str, str]:
    """Every other row is ticked, the rest are written out."""
    return ("đúng" if number % 2 else shown, f"Phụ lục, trang {number // 20 + 1}")


def some(values: dict[str, tuple[str, ...]]) -> Callable[[int, str, str], Any]:
    return lambda _number, name, _shown: values.get(name)


# --- end to end ------------------------------------------------------------------------


def test_a_household_becomes_final_when_every_placeholder_is_confirmed(shelf, tmp_path):
    """From provisional to final through a filled checklist, by who, when and where read."""
    assert scored(FAMILY, "--rules", shelf)["status"] == "provisional"
    filled = checklist(tmp_path, HOUSEHOLD, all_the_same)
    page = confirm(shelf, HOUSEHOLD, "--from", filled, *WHO, "--as-of", "2026-11-21")
    assert "Đã ghi 29 con số, trong đó sửa 0" in page
    assert "đã là nguyên văn" in page
    result = scored(FAMILY, "--rules", shelf)
    assert (result["status"], result["placeholder_points"], result["total"]) == ("final", "0", "84")
    (overlay,) = result["overlays"]
    assert overlay["confirmed"] == {"by": "Nguyễn Văn An", "on": "2026-11-21"}
    assert len(overlay["figures"]) == 29
    (note,) = (n for n in result["notes"] if n["code"] == "note.confirmed")
    for said in ("Nguyễn Văn An", "29 con số", "21/11/2026", "Phụ lục, trang 1"):
        assert said in note["message"]
    page = done("score", FAMILY, "--rules", shelf)
    assert "tạm tính" not in page
    assert "Nguyễn Văn An" in page


def test_item_by_item_a_household_becomes_final(shelf):
    """Naming criteria, ratings, exclusions and sections comes to the same as a checklist."""
    items = ["A1", "A2", "A3", "A4", "law_violation", "dat", "chua_dat", "scale", "areas"]
    confirm(shelf, HOUSEHOLD, *items, *READ)
    assert scored(FAMILY, "--rules", shelf)["status"] == "final"
    left = json.loads(done("rules", "verify", HOUSEHOLD, "--rules", shelf, "--format", "json"))
    assert {f["name"].split(":")[0] for f in left["figures"]} == {"document", "procedure"}


def test_correcting_a_figure_changes_the_result_and_the_receipt_says_who_and_why(shelf, tmp_path):
    """An official pass mark of 90 turns 84 points down; old and new receipts both replay."""
    old, new = tmp_path / "cu.json", tmp_path / "moi.json"
    before = scored(FAMILY, "--rules", shelf, "--receipt", old)
    assert before["rating"] == "dat"
    page = confirm(shelf, HOUSEHOLD, "dat:when.total.at_least", "--value", "90", *READ)
    assert "tổng điểm ít nhất: 90, trước ghi 70 (QĐ 448, trang 3)" in " ".join(page.split())
    after = scored(FAMILY, "--rules", shelf, "--receipt", new)
    assert (after["rating"], after["recognised"], after["total"]) == ("chua_dat", False, "84")
    assert scored(FAMILY)["rating"] == "dat"
    sealed = json.loads(new.read_text("utf-8"))["sealed"]
    (overlay,) = sealed["ruleset"]["overlays"]
    assert overlay["confirmed"] == {"by": "Nguyễn Văn An", "on": "2026-11-21"}
    assert overlay["figures"] == [
        {"figure": "dat:when.total.at_least", "to": "90", "source": "QĐ 448, trang 3", "was": "70"}
    ]
    assert {"code": "note.confirmed", "where": overlay["id"]} in sealed["result"]["notes"]
    assert "note.confirmed" not in old.read_text("utf-8")
    for receipt in (old, new):
        assert "đúng kết quả" in done("replay", receipt)
        assert "đúng kết quả" in done("replay", receipt, "--rules", shelf)
    changed = json.loads(done("replay", old, "--rules", shelf, "--format", "json"))
    assert "receipt.ruleset_changed" in [remark["code"] for remark in changed["remarks"]]
    same = json.loads(done("replay", new, "--rules", shelf, "--format", "json"))
    assert "receipt.ruleset_changed" not in [remark["code"] for remark in same["remarks"]]


def test_correcting_points_changes_the_score(shelf, tmp_path):
    """Points of two items and the sum they share are corrected in one checklist."""
    values = {"A2.2:max": ("8", "tr. 3"), "A2.3:max": ("12", "tr. 3")}
    filled = checklist(tmp_path, HOUSEHOLD, some(values))
    confirm(shelf, HOUSEHOLD, "--from", filled, *WHO)
    result = scored(FAMILY, "--rules", shelf)
    items = {i["id"]: i for c in result["criteria"] for i in c["indicators"]}
    assert (items["A2.2"]["max"], items["A2.3"]["max"]) == ("8", "12")
    assert items["A2.2"]["status"] == "met"
    alone = checklist(tmp_path, HOUSEHOLD, some({"A4.1:max": ("12", "tr. 3")}))
    assert "ruleset.sum_of_indicators" in codes(
        4, HOUSEHOLD, "--from", alone, *WHO, "--rules", shelf
    )
    assert len(files(shelf)) == 1


def test_points_above_a_corrected_maximum_name_who_corrected_it(shelf, tmp_path):
    """The household has 8 of what was 10 and is 7 now; one still within its bounds is not told."""
    values = {"A2.2:max": ("7", "tr. 3"), "A2.3:max": ("13", "tr. 3")}
    filled = checklist(tmp_path, HOUSEHOLD, some(values))
    confirm(shelf, HOUSEHOLD, "--from", filled, *WHO, "--as-of", "2026-11-21")
    (error,) = refused(FAMILY, "--rules", shelf)
    assert error["code"] == "dossier.out_of_bounds"
    assert error["where"].endswith("evidence.A2.2")
    said = "7 này do Nguyễn Văn An sửa ngày 21/11/2026"
    assert said in error["hint"]
    assert f"trước là 10): {HOUSEHOLD}-doi-chieu-001" in error["hint"]
    text = FAMILY.read_text(encoding="utf-8")
    for old, new in (
        ("A2.2: {value: 8", "A2.2: {value: 7"),
        ("A1.1: {value: 10", "A1.1: {value: 11"),
    ):
        assert old in text
        text = text.replace(old, new)
    other = tmp_path / "ho.yaml"
    other.write_text(text, encoding="utf-8")
    (error,) = refused(other, "--rules", shelf)
    assert error["where"].endswith("evidence.A1.1")
    assert "sửa ngày" not in error["hint"]


def test_a_commune_becomes_final_figure_by_figure(shelf, tmp_path):
    """Placeholder points go down as TT 44's annex is confirmed; all confirmed, 93.5 is final."""
    points = [Decimal(scored(TIEN_TAN, "--rules", shelf)["placeholder_points"])]
    statuses = []
    for first, last in ((0, 60), (60, 180), (180, 400)):

        def fill(number: int, name: str, shown: str, last: int = last) -> Any:
            return all_the_same(number, name, shown) if number < last else None

        filled = checklist(tmp_path, COMMUNE, fill)
        page = confirm(shelf, COMMUNE, "--from", filled, *WHO, "--format", "json")
        assert json.loads(page)["already"] == first
        result = scored(TIEN_TAN, "--rules", shelf)
        points.append(Decimal(result["placeholder_points"]))
        statuses.append(result["status"])
        assert (result["total"], result["rating"]) == ("93.5", "tot")
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == len(points)
    assert points[-1] == 0
    assert statuses == ["provisional", "provisional", "final"]
    assert len(files(shelf)) == 3


def test_every_shipped_ruleset_can_be_confirmed_from_its_checklist(shelf, tmp_path):
    """Markdown or Excel, each row ticked: nothing is left to verify."""
    for id_ in ("clan-qd448-2015", "unit-tt22-2020", "commune-tt25-2023", "primary-nd20-2014"):
        path = tmp_path / f"{id_}.md"
        done("rules", "verify", id_, "--out", path)
        filled = [
            line.removesuffix("|  |  |  |") + "| đúng | tr. 1 | Bình |"
            if line.endswith("|  |  |  |")
            else line
            for line in path.read_text("utf-8").splitlines()
        ]
        path.write_text("\n".join(filled), encoding="utf-8")
        confirm(shelf, id_, "--from", path, *WHO)
        left = json.loads(done("rules", "verify", id_, "--rules", shelf, "--format", "json"))
        assert left["figures"] == []


@pytest.mark.parametrize(
    ("id_", "kind"), [("unit-district-tt24-2023", "unit"), (COMMUNE, "commune")]
)
def test_whatever_a_ruleset_states_can_be_compared(shelf, tmp_path, id_, kind):
    """With no basis left but placeholder every figure is listed, ticked, noted and told again."""
    copy = shelf / kind / f"{id_}.yaml"
    copy.parent.mkdir()
    text = (ROOT / "criteria" / kind / copy.name).read_text("utf-8")
    weak = re.sub(r"\b((?:[a-z]+_)?basis): [a-z]+", r"\1: placeholder", text)
    copy.write_text(weak, encoding="utf-8")
    rules = ("--rules", str(shelf))
    filled = checklist(tmp_path, id_, lambda *_: ("đúng", "tr. 1"), *rules)
    listed = json.loads(done("rules", "verify", id_, *rules, "--format", "json"))["figures"]
    assert {figure["basis"] for figure in listed} == {"placeholder"}
    assert listed
    page = " ".join(confirm(shelf, id_, "--from", filled, *WHO).split())
    assert f"Đã ghi {len(listed)} con số" in page
    assert all(f"{figure['name']} " in page for figure in listed)
    assert json.loads(done("rules", "verify", id_, *rules, "--format", "json"))["figures"] == []
    assert listed[0]["name"] in done("rules", "show", id_, *rules)


def test_a_choice_and_a_day_are_corrected_as_people_write_them(shelf, tmp_path):
    """Options by their labels, days day first, shares with their sign, decimals with a comma."""
    values = {
        "document:in_force.to": ("10/02/2024", "tr. 1"),
        "9.1:levels[0].at_least": ("72,5 %", "tr. 9"),
        "13.1:levels[1].points": ("0,5", "tr. 9"),
        "areas:disadvantaged_scale_for": ("khu vực khó khăn", "tr. 9"),
    }
    filled = checklist(tmp_path, COMMUNE, some(values))
    made = json.loads(confirm(shelf, COMMUNE, "--from", filled, *WHO, "--format", "json"))
    assert {f["figure"]: f["to"] for f in made["figures"]} == {
        "document:in_force.to": "2024-02-10",
        "9.1:levels[0].at_least": "72.5%",
        "13.1:levels[1].points": "0.5",
        "areas:disadvantaged_scale_for": "disadvantaged",
    }
    show = done("rules", "show", COMMUNE, "--rules", shelf)
    assert "từ 72,5%" in show
    for said in ("Đã đối chiếu với văn bản chính thức", "Nguyễn Văn An", "10/02/2024, trước ghi"):
        assert said in show


def test_a_checklist_in_english_is_read_whatever_the_language(shelf, tmp_path):
    """A list made with --lang en is confirmed by a command in Vietnamese."""
    filled = checklist(tmp_path, HOUSEHOLD, all_the_same, "--lang", "en")
    assert "Đã ghi 29 con số" in confirm(shelf, HOUSEHOLD, "--from", filled, *WHO)
    show = done("rules", "show", HOUSEHOLD, "--rules", shelf, "--lang", "en")
    assert "Compared with the official text" in show


# --- what is written -------------------------------------------------------------------


def test_a_second_confirmation_is_a_second_file(shelf):
    """Nothing written before is touched; the newer one is laid over it."""
    confirm(shelf, HOUSEHOLD, "scale:step", *READ)
    first = shelf / "overlays" / f"{HOUSEHOLD}-doi-chieu-001.yaml"
    before = first.read_bytes()
    confirm(shelf, HOUSEHOLD, "scale:step", "--value", "2", *READ)
    assert first.read_bytes() == before
    assert files(shelf) == [f"{HOUSEHOLD}-doi-chieu-001.yaml", f"{HOUSEHOLD}-doi-chieu-002.yaml"]
    assert "mỗi nấc 2 điểm" in done("rules", "show", HOUSEHOLD, "--rules", shelf)


def test_a_confirmation_is_numbered_after_those_on_every_folder(shelf, tmp_path):
    """Written to the first folder named, it has the last word over what the others hold."""
    other = tmp_path / "bo-cua-huyen"
    other.mkdir()
    confirm(other, HOUSEHOLD, "scale:step", *READ)
    both = ("--rules", shelf, "--rules", other)
    done("rules", "confirm", HOUSEHOLD, "scale:step", "--value", "2", *READ, *both)
    assert files(shelf) == [f"{HOUSEHOLD}-doi-chieu-002.yaml"]
    assert files(other) == [f"{HOUSEHOLD}-doi-chieu-001.yaml"]
    for shelves in ((shelf, other), (other, shelf)):
        rules = [part for folder in shelves for part in ("--rules", folder)]
        assert "mỗi nấc 2 điểm" in done("rules", "show", HOUSEHOLD, *rules)


def test_a_provisional_result_names_the_folders_for_the_next_step(shelf, tmp_path):
    """The command under the mark is the one to run: with every folder that was given."""
    other = tmp_path / "bo khac"
    other.mkdir()
    page = done("score", FAMILY, "--rules", shelf, "--rules", other)
    assert f'cdht rules verify {HOUSEHOLD} --rules {shelf} --rules "{other}"\n' in page
    assert f"cdht rules verify {HOUSEHOLD}\n" in done("score", FAMILY)


def test_a_base_edited_since_is_refused(shelf):
    """The province's own copy says something else than when it was read: exit code 4, and where."""
    copy = shelf / "household" / f"{HOUSEHOLD}.yaml"
    copy.parent.mkdir()
    text = (ROOT / "criteria" / "household" / copy.name).read_text("utf-8")
    copy.write_text(text, encoding="utf-8")
    confirm(shelf, HOUSEHOLD, "dat:when.total.at_least", "--value", "75", *READ)
    assert scored(FAMILY, "--rules", shelf)["total"] == "84"
    assert "{total: {at_least: 70}}" in text
    copy.write_text(text.replace("{total: {at_least: 70}}", "{total: {at_least: 72}}"), "utf-8")
    result = run("score", FAMILY, "--rules", shelf, "--format", "json")
    assert result.exit_code == 4
    (error,) = json.loads(result.stdout)["errors"]
    assert error["code"] == "overlay.stale_reading"
    assert "doi-chieu-001.yaml" in error["file"]
    assert f"cdht rules verify {HOUSEHOLD} --rules {shelf}" in error["hint"]
    assert {'"70"', '"72"'} <= set(error["message"].replace(";", " ").replace(".", " ").split())


def test_what_a_locality_set_is_confirmed_under_the_id_of_its_guidance(shelf, tmp_path):
    """verify and confirm take an overlay: its figures alone, from its own document."""
    listed = json.loads(done("rules", "verify", HANOI, "--format", "json"))
    assert [figure["name"] for figure in listed["figures"]] == ["2.4:full_at.at_least"]
    filled = checklist(tmp_path, HANOI, all_the_same)
    page = confirm(shelf, HANOI, "--from", filled, *WHO)
    assert "2.4:full_at.at_least" in page
    left = json.loads(done("rules", "verify", HANOI, "--rules", shelf, "--format", "json"))
    assert left["figures"] == []
    assert files(shelf) == [f"{HANOI}-doi-chieu-001.yaml"]
    assert codes(2, HANOI, "2.1", *READ, "--rules", shelf) == ["usage.unknown_item"]
    assert codes(2, "ha-noi", "2.4", *READ, "--rules", shelf) == ["usage.unknown_ruleset"]


def test_what_a_share_is_of_is_confirmed_and_not_corrected(shelf, tmp_path):
    """Which count is divided by which is ticked; other words are refused; a yes becomes a no."""
    values = {"9.1:ratio": ("Số hộ / Số dân", "tr. 9"), "9.2:ratio": ("đúng", "tr. 9")}
    filled = checklist(tmp_path, COMMUNE, some(values))
    (error,) = failed(3, COMMUNE, "--from", filled, *WHO, "--rules", shelf)
    assert error["code"] == "confirm.share_never_corrected"
    assert 'item: "9.1", figure: ratio, to: ' in error["hint"]
    values = {"9.2:ratio": ("đúng", "tr. 9"), f"{MAY_EXCEED}:ratio.may_exceed": ("không", "tr. 9")}
    filled = checklist(tmp_path, COMMUNE, some(values))
    made = json.loads(confirm(shelf, COMMUNE, "--from", filled, *WHO, "--format", "json"))
    assert {f["figure"]: f["to"] for f in made["figures"]} == {
        "9.2:ratio": "clans_recognised / clans",
        f"{MAY_EXCEED}:ratio.may_exceed": "false",
    }


def test_a_confirmed_pass_mark_stands_by_its_own_source(shelf):
    """Its title not compared yet, the mark is verbatim on the page; the other area's is not."""
    confirm(shelf, HOUSEHOLD, "dat:when.total.at_least", *READ)
    show = " ".join(done("rules", "show", HOUSEHOLD, "--rules", shelf).split())
    (line,) = (part for part in show.split(" [") if part.startswith("dat]"))
    assert "tạm, chưa đối chiếu): từ 70 điểm" in line
    assert "từ 60 điểm; QĐ 448/QĐ-KHVN (chưa có văn bản đầy đủ)" in line
    assert "(QĐ 448, trang 3; nguyên văn)" in line
    page = " ".join(done("score", FAMILY, "--rules", shelf).split())
    assert "từ 70 điểm (QĐ 448, trang 3)" in page
    assert "tạm tính" in page


def test_the_file_is_an_overlay_that_names_who_when_and_where(shelf):
    """What is written reads as a confirmation of its ruleset."""
    confirm(shelf, HOUSEHOLD, "A2.2", "--by", " Nguyễn  Văn\tAn ", *READ[2:])
    (path,) = (shelf / "overlays").glob("*.yaml")
    loaded = LoadedOverlay(read_tree(path, RulesetError))
    assert loaded.overlay.base == HOUSEHOLD
    assert loaded.overlay.confirmed.by == "Nguyễn Văn An"
    assert [(c.item, c.figure, c.to, c.source) for c in loaded.changes] == [
        ("A2.2", "max", "10", "QĐ 448, trang 3")
    ]


def test_json_says_what_was_written(shelf):
    """The file, each figure as read, and what is left, for a program to go on with."""
    made = json.loads(confirm(shelf, HOUSEHOLD, "A2.2", *READ, "--format", "json"))
    assert made["file"].endswith(f"{HOUSEHOLD}-doi-chieu-001.yaml")
    assert (made["ruleset"], made["left"], made["blank"], made["already"]) == (HOUSEHOLD, 28, 0, 0)
    assert [f["figure"] for f in made["figures"]] == ["A2.2:max"]


def test_the_page_says_what_is_left(shelf, tmp_path):
    """Blank rows and rows confirmed before are counted, and the next step is named."""
    confirm(shelf, HOUSEHOLD, "A2.2", *READ)
    filled = checklist(tmp_path, HOUSEHOLD, lambda n, _, shown: (shown, "tr. 1") if n < 5 else None)
    page = " ".join(confirm(shelf, HOUSEHOLD, "--from", filled, *WHO).split())
    assert "Đã ghi 4 con số, trong đó sửa 0" in page
    assert "24 dòng để trống, 1 dòng đã đối chiếu từ trước" in page
    assert f"cdht rules verify {HOUSEHOLD} --rules" in page


def test_confirmed_figures_are_not_asked_for_again(shelf):
    """The checklist of a shelf holds what is still to compare on it."""
    confirm(shelf, HOUSEHOLD, "A3", "A4", *READ)
    page = done("rules", "verify", HOUSEHOLD, "--rules", shelf)
    assert "A3.1" not in page
    assert "A2.3:text" in page


# --- refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((HOUSEHOLD, *READ), "confirm.one_way"),
        ((HOUSEHOLD, "A1", "--from", "bang.xlsx", *READ), "confirm.one_way"),
        ((HOUSEHOLD, "--from", "bang.xlsx", "--value", "3", *READ), "confirm.one_way"),
        ((HOUSEHOLD, "A1", *WHO), "confirm.nowhere"),
        ((HOUSEHOLD, "A1", "--by", " ", "--source", "tr. 1"), "confirm.nobody"),
        ((HOUSEHOLD, "A1", *READ[:4], "--as-of", "2999-01-01"), "confirm.not_yet"),
        ((HOUSEHOLD, "A1", "--source", "tr. 1"), "usage.missing_argument"),
        ((HOUSEHOLD, "A9", *READ), "usage.unknown_item"),
        ((HOUSEHOLD, "A2.2:mox", *READ), "confirm.unknown_figure"),
        ((HOUSEHOLD, "A2.1", *READ), "confirm.already"),
        ((HOUSEHOLD, "A2.1:max", *READ), "confirm.already"),
        ((HOUSEHOLD, "A3", "--value", "10", *READ), "confirm.value_needs_one"),
        ((HOUSEHOLD, "A2.2", "--value", "10%", *READ), "confirm.bad_value"),
        (("household", "A1", *READ), "usage.unknown_ruleset"),
        ((HOUSEHOLD, "--from", "bang.ods", *WHO), "confirm.unknown_format"),
    ],
)
def test_a_wrong_command_is_told(shelf, arguments, code):
    """Exit code 2, a notice, and nothing written."""
    assert codes(2, *arguments, "--rules", shelf) == [code]
    assert files(shelf) == []


def test_a_folder_to_write_to_is_asked_for():
    """Without --rules there is nowhere to write."""
    assert codes(2, HOUSEHOLD, "A2.2", *READ) == ["confirm.no_shelf"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("20", "ruleset.sum_of_indicators"),
        ("10.5", "ruleset.off_step"),
        ("2020", "ruleset.off_step"),
    ],
)
def test_a_correction_that_does_not_hold_together_is_not_written(shelf, value, code):
    """Exit code 4 with the ruleset's own errors, and word that nothing was written."""
    found = codes(4, HOUSEHOLD, "A2.2:max", "--value", value, *READ, "--rules", shelf)
    assert "confirm.nothing_written" in found
    assert code in found
    assert files(shelf) == []


def test_every_bad_row_of_a_checklist_is_told_at_once(shelf, tmp_path):
    """Exit code 3 with the number of each row, and nothing written though others are good."""
    values = {
        "A2.2:max": ("mười", "tr. 1"),
        "A3:max": ("đúng", ""),
        "A3.1:max": ("10", "tr. 1"),
        "dat:when.total.at_least": ("=70", "tr. 1"),
    }
    filled = checklist(tmp_path, HOUSEHOLD, some(values))
    errors = failed(3, HOUSEHOLD, "--from", filled, *WHO, "--rules", shelf)
    assert [e["code"] for e in errors] == [
        "confirm.bad_value",
        "confirm.no_source",
        "sheet.formula",
    ]
    rows = openpyxl.load_workbook(filled).active
    for error, name in zip(errors, ("A2.2", "A3", "dat"), strict=True):
        assert rows.cell(error["line"], 1).value == name
        assert str(filled) in error["where"]
    assert files(shelf) == []


def test_a_sum_that_no_longer_holds_names_the_rows_that_changed_it(shelf, tmp_path):
    """The error stands at the first corrected row, and every such row says what it changes."""
    values = {
        "A2.2:max": ("12", "tr. 1"),
        "A2.3:max": ("9", "tr. 1"),
        "A3.1:max": ("đúng", "tr. 1"),
    }
    filled = checklist(tmp_path, HOUSEHOLD, some(values))
    errors = failed(4, HOUSEHOLD, "--from", filled, *WHO, "--rules", shelf)
    assert [e["code"] for e in errors] == [
        "confirm.nothing_written",
        "confirm.changed_here",
        "ruleset.sum_of_indicators",
        "confirm.changed_here",
    ]
    rows = openpyxl.load_workbook(filled).active
    assert [rows.cell(e["line"], 1).value for e in errors[1:]] == ["A2.2", "A2.2", "A2.3"]
    assert files(shelf) == []


def test_a_corrected_deadline_is_told_as_a_day(shelf):
    """The note under a result writes 15/12 and 31/12, not 12-15 and 12-31."""
    listed = json.loads(done("rules", "verify", HOUSEHOLD, "--format", "json"))["figures"]
    name = next(f["name"] for f in listed if f["name"].endswith(".before"))
    confirm(shelf, HOUSEHOLD, name, "--value", "31/12", *READ)
    page = " ".join(done("score", FAMILY, "--rules", shelf).split())
    assert "từ 15/12 thành 31/12" in page


def test_an_error_that_a_correction_brings_about_is_called_an_error(shelf):
    """A level that nobody reaches any more: written, called an error as by `check`, with the way out."""
    name = "9.1:levels[0].at_least"
    result = run("rules", "confirm", COMMUNE, name, "--value", "60%", *READ, "--rules", shelf)
    assert result.exit_code == 0
    said = " ".join(result.stderr.split())
    assert "bộ tiêu chí có 1 lỗi (cdht rules check cũng báo là lỗi)" in said
    assert "tt44-2014.yaml, dòng " in said
    assert re.search(r"mức ở dòng [0-9]+ đã được tính trước", said)
    (file,) = files(shelf)
    assert f"xóatệp{shelf / 'overlays' / file}rồi" in "".join(result.stderr.split())
    checked = run("rules", "check", "--rules", shelf, shelf / "overlays" / file)
    assert checked.exit_code == RulesetError.exit_code
    assert "[proof.level_shadowed]" in checked.stdout


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_corrected_limit_that_the_wording_goes_on_saying_is_told(shelf, language):
    """The gate's text says 50% too; confirmed with the limit, or with no change, it is no doubt."""
    name, text = "families:levels[0].at_least", "families:text"
    call = ("rules", "confirm", CLAN, name, "--value", "60%", *READ, "--lang", language)
    said = run(*call, "--rules", shelf).stderr
    assert "[confirm.words_left]" in said
    assert text in said
    assert "50%" in said
    new = "Ít nhất 60% gia đình trong dòng họ được công nhận Gia đình học tập"
    wording = ("rules", "confirm", CLAN, text, "--value", new, *READ, "--rules", shelf)
    assert run(*wording).stderr == ""


def test_a_limit_within_another_number_is_not_the_wording(shelf):
    """150% or 2.50% do not say 50%."""
    wording = "Ít nhất 150% hoặc 2.50% gia đình được công nhận Gia đình học tập"
    confirm(shelf, CLAN, "families:text", "--value", wording, *READ)
    name = "families:levels[0].at_least"
    result = run("rules", "confirm", CLAN, name, "--value", "60%", *READ, "--rules", shelf)
    assert result.stderr == ""


def test_a_threshold_that_the_proofs_doubt_is_written_with_a_warning(shelf):
    """A disadvantaged pass mark above the normal one is kept as read, and told on stderr."""
    name = "dat:disadvantaged.when.total.at_least"
    result = run("rules", "confirm", HOUSEHOLD, name, "--value", "80", *READ, "--rules", shelf)
    assert result.exit_code == 0
    assert "proof." in result.stderr
    assert len(files(shelf)) == 1
    assert f"cdht rules test {HOUSEHOLD} --rules" in " ".join(result.stdout.split())
    result = run("rules", "confirm", HOUSEHOLD, "A2.2", *READ, "--rules", shelf)
    assert result.stderr == ""
    assert "cdht rules test" not in result.stdout


def test_the_next_command_quotes_a_folder_with_a_space(tmp_path):
    """What is printed can be pasted as it is, with the shelf in use."""
    folder = tmp_path / "bo cua tinh"
    folder.mkdir()
    page = " ".join(confirm(folder, HOUSEHOLD, "A2.2", *READ).split())
    assert f'cdht rules verify {HOUSEHOLD} --rules "{folder}"' in page
    file = tmp_path / "doi chieu.xlsx"
    made = run("rules", "verify", HOUSEHOLD, "--rules", folder, "--out", file)
    assert f'--from "{file}" --by TÊN --rules "{folder}"' in made.stderr
    page = " ".join(done("rules", "verify", HOUSEHOLD, "--rules", folder).split())
    assert f'--out doi-chieu.xlsx --rules "{folder}"' in page


def test_areas_are_asked_for_in_the_language_of_the_page(shelf, tmp_path):
    """A wrong area is answered with the areas there are, in one language."""
    filled = checklist(tmp_path, HOUSEHOLD, some({"areas:disadvantaged_scale_for": ("núi", "t")}))
    (error,) = failed(3, HOUSEHOLD, "--from", filled, *WHO, "--rules", shelf)
    assert "Nhận: khu vực" in error["hint"]
    assert "area" not in error["hint"]


def test_a_source_for_all_rows_may_be_given_once(shelf, tmp_path):
    """--source stands in for rows that state none."""
    filled = checklist(tmp_path, HOUSEHOLD, some({"A3:max": ("đúng", "")}))
    made = confirm(shelf, HOUSEHOLD, "--from", filled, *READ, "--format", "json")
    assert json.loads(made)["figures"][0]["source"] == "QĐ 448, trang 3"


def test_a_checklist_that_says_nothing_new_is_told(shelf, tmp_path):
    """Blank, or confirmed before: exit code 3, and no empty confirmation."""
    blank = checklist(tmp_path, HOUSEHOLD, some({}))
    assert codes(3, HOUSEHOLD, "--from", blank, *WHO, "--rules", shelf) == ["confirm.nothing_new"]
    filled = checklist(tmp_path, HOUSEHOLD, all_the_same)
    confirm(shelf, HOUSEHOLD, "--from", filled, *WHO)
    assert codes(3, HOUSEHOLD, "--from", filled, *WHO, "--rules", shelf) == ["confirm.nothing_new"]
    assert len(files(shelf)) == 1


def test_a_checklist_of_another_ruleset_is_refused(shelf, tmp_path):
    """Exit code 3: the ids must agree."""
    filled = checklist(tmp_path, HOUSEHOLD, all_the_same)
    found = codes(3, COMMUNE, "--from", filled, *WHO, "--rules", shelf)
    assert found == ["confirm.other_ruleset"]


def test_a_row_printed_before_a_correction_is_stale(shelf, tmp_path):
    """A tick beside a figure that has changed since is not taken for its confirmation."""
    ticked, corrected = ("đúng", "tr. 1"), ("75", "tr. 1")
    name = "dat:when.total.at_least"
    confirm(
        shelf, HOUSEHOLD, "--from", checklist(tmp_path, HOUSEHOLD, some({name: corrected})), *WHO
    )
    for said, code in ((ticked, "confirm.stale"), (corrected, "confirm.nothing_new")):
        filled = checklist(tmp_path, HOUSEHOLD, some({name: said}))
        assert codes(3, HOUSEHOLD, "--from", filled, *WHO, "--rules", shelf) == [code]


def test_a_shelf_that_cannot_be_written_is_told(shelf):
    """A file where the folder should be ends in a notice."""
    (shelf / "overlays").write_text("x", encoding="utf-8")
    assert codes(2, HOUSEHOLD, "A2.2", *READ, "--rules", shelf) == ["usage.cannot_write"]


def test_a_local_ruleset_is_confirmed_on_its_own_shelf(shelf):
    """A locality's own file of the same id is what its confirmations are laid over."""
    (shelf / "household").mkdir()
    source = ROOT / "criteria" / "household" / f"{HOUSEHOLD}.yaml"
    shutil.copy(source, shelf / "household")
    text = source.read_text("utf-8").replace("total: {at_least: 70}", "total: {at_least: 72}")
    (shelf / "household" / source.name).write_text(text, encoding="utf-8")
    made = confirm(shelf, HOUSEHOLD, "dat:when.total.at_least", *READ, "--format", "json")
    assert json.loads(made)["figures"][0]["to"] == "72"


# --- the guide -------------------------------------------------------------------------


def test_the_guide_shows_what_is_printed(tmp_path, monkeypatch):
    """Each command of docs/doi-chieu.md, in order, prints the page shown below it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    pages = shown(ROOT / "docs" / "doi-chieu.md")
    assert len(pages) == 7
    for lines, samples in pages:
        printed = [line for call in lines for line in _printed(call)]
        position = 0
        for sample in samples:
            if sample.strip() not in ("", "…"):
                assert sample in printed[position:], (lines, sample)
                position = printed.index(sample, position)


def _printed(call: str) -> list[str]:
    """What a line of the guide prints; a checklist is filled in as the guide says."""
    if call.startswith("mkdir "):
        Path(call.split()[1]).mkdir()
        return []
    if "--from" in call:
        inside = ("A3", "A3.1", "A3.2")
        name = checklist(
            Path(),
            HOUSEHOLD,
            lambda _number, name, _shown: (
                ("đúng", "QĐ 448, trang 4") if name.split(":")[0] in inside else None
            ),
        )
        name.rename("doi-chieu.xlsx")
    dated = ["--as-of", "2026-11-21"]
    result = run(*shlex.split(call)[1:], *dated)
    return result.stdout.splitlines() + result.stderr.splitlines()


def test_the_file_shown_in_the_guide_is_the_file_written(shelf):
    """The YAML of docs/doi-chieu.md stands in what the command writes."""
    text = (ROOT / "docs" / "doi-chieu.md").read_text("utf-8")
    (block,) = (text for name, text in BLOCK.findall(text) if name == "yaml")
    who = ("--by", "Nguyễn Văn An, Hội Khuyến học huyện", "--as-of", "2026-11-21")
    for items in (["scale:step"], ["scale:max"], ["dat:when.total.at_least", "--value", "75"]):
        confirm(shelf, HOUSEHOLD, *items, "--source", "QĐ 448, trang 5", *who)
    (written,) = (shelf / "overlays").glob("*-003.yaml")
    assert block in written.read_text("utf-8")
