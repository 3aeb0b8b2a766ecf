"""Slips in a form: told all in one go, in the words of the form, and none for nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import cli

ROOT = Path(__file__).resolve().parents[1]
TIEN_TAN = ROOT / "examples" / "xa-tien-tan-2019.yaml"
FRONT = "Hướng dẫn"


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(cli.main, [*map(str, arguments)])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("phieu") / "phieu.xlsx"
    assert run("form", "tt44-2014", "--from", TIEN_TAN, "--out", path).exit_code == 0
    return path


def slips(filled: Path, path: Path, typed: Mapping[str, Any]) -> dict[str, str]:
    """Of each code the cell, of a form with these values in its cells."""
    book = openpyxl.load_workbook(filled)
    for at, value in typed.items():
        sheet, _, cell = at.rpartition("!")
        book[sheet][cell] = value
    book.save(path)
    result = run("score", path, "--format", "json")
    assert result.exit_code == 3
    found = json.loads(result.stdout)["errors"]
    return {notice["code"]: f"{notice.get('sheet')}!{notice.get('cell')}" for notice in found}


DOUBLE = "Tiêu chí 5!E4"
"""A part of E5, its whole."""


def test_what_is_wrong_with_the_figures_is_told_with_the_slips(filled, tmp_path):
    """An error of Excel on one sheet does not hide a part above its whole on another."""
    typed = {"Tiêu chí 8!E5": "#REF!", DOUBLE: 99_999, "Tiêu chí 1!E5": "đã có"}
    assert slips(filled, tmp_path / "p.xlsx", typed) == {
        "form.fault": "Tiêu chí 8!E5",
        "dossier.part_above_whole": DOUBLE,
        "dossier.wrong_type": "Tiêu chí 1!E5",
    }


def test_what_is_wrong_with_the_figures_is_told_with_a_bad_first_sheet(filled, tmp_path):
    """No name, a day and an area that are none: the figures are still looked at."""
    typed = {
        f"{FRONT}!B6": None,
        f"{FRONT}!B9": "vùng cao",
        f"{FRONT}!B11": "31/02/2019",
        DOUBLE: "26B",
    }
    assert slips(filled, tmp_path / "p.xlsx", typed) == {
        "form.needed": f"{FRONT}!B6",
        "shape.not_one_of": f"{FRONT}!B9",
        "shape.not_a_date": f"{FRONT}!B11",
        "dossier.wrong_type": DOUBLE,
    }


@pytest.mark.parametrize("cell", ["Tiêu chí 5!E4", "Tiêu chí 5!E5"])
def test_what_cannot_be_read_is_compared_with_nothing(filled, tmp_path, cell):
    """A part is not said to exceed a whole that is in doubt, nor a doubtful part its whole."""
    other = {"Tiêu chí 5!E4": ("Tiêu chí 5!E5", 1), "Tiêu chí 5!E5": ("Tiêu chí 5!E4", 99_999)}
    at, value = other[cell]
    found = slips(filled, tmp_path / "p.xlsx", {cell: "#REF!", at: value})
    assert found == {"form.fault": cell}


def test_a_bad_ruleset_is_told_with_nothing_that_rests_on_it(filled, tmp_path):
    """Where the cell of the ruleset is in doubt, no figure is said to be of none."""
    typed = {f"{FRONT}!B13": "#N/A", DOUBLE: 99_999}
    assert slips(filled, tmp_path / "p.xlsx", typed)["form.fault"] == f"{FRONT}!B13"


def test_a_form_without_its_first_sheet_is_told_what_it_lacks(filled, tmp_path):
    """Which rows are gone, in the words that stood beside them."""
    book = openpyxl.load_workbook(filled)
    del book[FRONT]
    book.save(tmp_path / "p.xlsx")
    result = run("score", tmp_path / "p.xlsx")
    assert result.exit_code == 3
    said = " ".join(result.stderr.split())
    assert 'không còn dòng "Tên (xã, hộ, đơn vị …)"' in said
    assert "shape." not in said


# --- in the words of the form -----------------------------------------------------------

YAML = ("public:", "subject.", "period:", "at_least", "value:", "reason:", "rejected:", "khóa")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({f"{FRONT}!B6": None}, 'Chưa ghi "Tên (xã, hộ, đơn vị …)" ở ô B6'),
        ({f"{FRONT}!B11": None, f"{FRONT}!B10": "01/01/2019"}, "Kỳ đánh giá: đến ngày"),
        ({f"{FRONT}!B9": "vùng cao"}, "mũi tên ở góc ô B9"),
        ({f"{FRONT}!B11": "31/02/2019"}, "ngày/tháng/năm, ví dụ 31/12/2019, ở ô B11"),
        ({f"{FRONT}!B10": "31/12/2019", f"{FRONT}!B11": "01/01/2019"}, "Đổi lại hai ngày"),
        ({"Tiêu chí 5!L4": "sai"}, "Đoàn không chấp nhận"),
        ({"Tiêu chí 5!E4": "từ 5 hộ"}, "từ 70 trở lên"),
        ({"Tiêu chí 5!E4": 99_999}, "Kiểm tra lại hai số liệu"),
        ({"Tiêu chí 5!K4": "xem lại"}, "Ô này chỉ nhận có hoặc không"),
    ],
)
def test_hints_speak_of_cells_and_not_of_keys(filled, tmp_path, typed, said):
    """What to choose or write, and where; nothing of the format of text files."""
    slips(filled, tmp_path / "p.xlsx", typed)
    errors = json.loads(run("score", tmp_path / "p.xlsx", "--format", "json").stdout)["errors"]
    words = [f"{notice['message']} {notice['hint']}" for notice in errors]
    assert any(said in each for each in words)
    assert not any(key in each for each in words for key in YAML)


def test_a_unit_is_asked_in_the_words_of_its_form(tmp_path):
    """Which rows of the first sheet say its kind and whether it is public, and what to choose."""
    path = tmp_path / "p.xlsx"
    assert run("form", "unit-district-tt24-2023", "--out", path).exit_code == 0
    book = openpyxl.load_workbook(path)
    book[FRONT]["B6"] = "Trường THCS A"
    book.save(path)
    errors = json.loads(run("score", path, "--format", "json").stdout)["errors"]
    said = {notice["code"]: f"{notice['message']} {notice['hint']}" for notice in errors}
    assert said.keys() == {"dossier.unit_type_needed", "dossier.public_needed"}
    for text, row in zip(said.values(), ('"Loại đơn vị"', '"Công lập?"'), strict=True):
        assert f"dòng {row}" in text
        assert not any(key in text for key in YAML)
