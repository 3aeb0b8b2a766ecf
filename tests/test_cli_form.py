"""`cdht form`: a form written, filled from a dossier, and taken by every command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import cli

ROOT = Path(__file__).resolve().parents[1]
TT44 = "tt44-2014"
DOSSIER = "examples/xa-tien-tan-2019.yaml"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli.main, [*map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: str | Path) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    done("form", TT44, "--from", DOSSIER, "--out", tmp_path / "phieu.xlsx")
    return tmp_path / "phieu.xlsx"


def total(path: str | Path) -> Any:
    found = json.loads(done("score", path, "--format", "json").stdout)
    return found["total"], found["rating"], found["status"], found["missing"]


def test_a_form_filled_from_a_dossier_scores_as_the_dossier(filled):
    """The same points, rating, standing and gaps."""
    assert total(filled) == total(DOSSIER)


@pytest.mark.parametrize(
    "example", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_example_goes_into_a_form_and_out_again(example, tmp_path):
    """Each shipped dossier, whatever its ruleset."""
    told = json.loads(done("score", example, "--format", "json").stdout)
    done("form", told["ruleset"]["id"] if isinstance(told["ruleset"], dict) else told["ruleset"],
         "--from", example, "--out", tmp_path / "p.xlsx")  # fmt: skip
    assert total(tmp_path / "p.xlsx") == total(example)


def test_every_command_takes_a_form(filled):
    """Explained, supposed, planned, and in the table of a district."""
    assert "13,66%" in done("explain", filled, "4.4").stdout
    assert "94,5" in done("whatif", filled, "--set", "workers_learning=2500").stdout
    assert "95" in done("plan", filled, "--target", "95").stdout
    assert "Xã Tiên Tân" in done("summary", filled.parent).stdout


def test_a_workbook_of_something_else_in_a_folder_is_passed_over(filled):
    """It is named, and loses no form."""
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ tên"])
    book.save(filled.parent / "khac.xlsx")
    page = " ".join(done("summary", filled.parent).stdout.split())
    assert "Xã Tiên Tân" in page
    assert "khac.xlsx" in page


def test_a_form_fills_a_new_form(filled, tmp_path):
    """What is filled in is not typed twice."""
    done("form", TT44, "--from", filled, "--out", tmp_path / "moi.xlsx")
    assert total(tmp_path / "moi.xlsx") == total(DOSSIER)


def test_the_page_says_what_to_do_next(tmp_path):
    """The file, and the command that scores it; nothing on stdout."""
    result = done("form", TT44, "--out", tmp_path / "p.xlsx")
    assert result.stdout == ""
    assert "cdht score" in result.stderr
    assert "64" in result.stderr


def test_json_tells_what_was_written(tmp_path):
    """Ruleset, its digest, the file, how many rows to fill in and how many are filled in."""
    out = tmp_path / "p.xlsx"
    found = json.loads(
        done("form", TT44, "--from", DOSSIER, "--out", out, "--format", "json").stdout
    )
    assert found.keys() == {"ruleset", "sha256", "file", "fields", "filled"}
    assert (found["ruleset"], found["file"], found["fields"]) == (TT44, str(out), 64)
    assert found["filled"] == 64


def test_a_form_is_never_written_over(filled):
    """It may be filled in; exit code 2, and the file stays."""
    before = filled.read_bytes()
    result = run("form", TT44, "--out", filled)
    assert result.exit_code == 2
    assert "form.exists" in result.stderr
    assert filled.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([TT44], "usage.missing_argument"),
        ([TT44, "--out", "p.csv"], "form.not_xlsx"),
        (["tt45-2014", "--out", "p.xlsx"], "usage.unknown_ruleset"),
        ([TT44, "--out", "khong-co/p.xlsx"], "usage.no_folder"),
    ],
)
def test_a_bad_call_is_told(arguments, code, tmp_path, monkeypatch):
    """Exit code 2, and nothing written."""
    monkeypatch.chdir(tmp_path)
    result = run("form", *arguments)
    assert result.exit_code == 2
    assert code in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_dossier_of_another_ruleset_fills_no_form(tmp_path):
    """What the ruleset does not know would be lost; exit code 3, in one sentence."""
    result = run("form", "commune-tt25-2023", "--from", DOSSIER, "--out", tmp_path / "p.xlsx")
    assert result.exit_code == 3
    assert "form.other_ruleset" in result.stderr
    assert "dossier.unknown_key" not in result.stderr
    assert not (tmp_path / "p.xlsx").exists()


def test_what_no_cell_holds_is_told(tmp_path):
    """A note longer than a cell of Excel."""
    dossier = tmp_path / "dai.yaml"
    dossier.write_text(
        "subject: {kind: household, name: Hộ}\nruleset: household-qd448-2015\n"
        f"evidence:\n  A1.1: {{value: 8, note: {'a' * 32768}}}\n",
        encoding="utf-8",
    )
    result = run("form", "household-qd448-2015", "--from", dossier, "--out", tmp_path / "p.xlsx")
    assert result.exit_code == 3
    assert "form.too_long" in result.stderr


def test_a_slip_is_told_with_its_sheet_and_cell(filled):
    """In words on the terminal, and by sheet and cell in JSON."""
    book = openpyxl.load_workbook(filled)
    book["Tiêu chí 5"]["E4"] = "26B"
    book.save(filled)
    result = run("score", filled)
    assert result.exit_code == 3
    assert "trang 'Tiêu chí 5', ô E4" in result.stderr
    (notice,) = json.loads(run("score", filled, "--format", "json").stdout)["errors"]
    assert (notice["sheet"], notice["cell"]) == ("Tiêu chí 5", "E4")


def test_a_warning_is_told_with_its_cell(filled):
    """What was read but looks wrong names the cell too."""
    book = openpyxl.load_workbook(filled)
    book["Tiêu chí 5"]["E4"] = "1.210"
    book["Tiêu chí 5"]["E5"] = "2.680"
    book.save(filled)
    assert "trang 'Tiêu chí 5', ô E4" in " ".join(done("score", filled).stdout.split())


def test_an_english_form_is_read_as_well(tmp_path):
    """Heads, choices and yes or no in English."""
    done("form", TT44, "--from", DOSSIER, "--lang", "en", "--out", tmp_path / "f.xlsx")
    assert total(tmp_path / "f.xlsx") == total(DOSSIER)


def rating(path: Path) -> str:
    """Beside the total, or alone where no points are given."""
    front = openpyxl.load_workbook(path, data_only=True)["Hướng dẫn"]
    return str(front["C4"].value or front["B4"].value)


def test_the_rating_of_a_form_says_that_it_is_provisional(filled, tmp_path):
    """In the words of the page, where the ruleset has figures not yet checked; else in none."""
    assert rating(filled) == "Loại tốt (tạm tính)"
    done("form", "unit-tt22-2020", "--out", tmp_path / "trong.xlsx")
    assert rating(tmp_path / "trong.xlsx") == "chưa xác định (chưa đủ số liệu)"
    for dossier in sorted((ROOT / "examples").glob("*.yaml")):
        told = json.loads(done("score", dossier, "--format", "json").stdout)
        out = tmp_path / f"{dossier.stem}.xlsx"
        done("form", told["ruleset"], "--from", dossier, "--out", out)
        wanted = {"provisional": True, "final": False, "undetermined": False}[told["status"]]
        assert rating(out).endswith("(tạm tính)") == wanted, dossier
