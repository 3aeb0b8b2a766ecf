"""`cdht rules check` as people call it: files, folders, ids; what is no ruleset at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli

ROOT = Path(__file__).resolve().parents[1]
RULESET = ROOT / "criteria/household/household-qd448-2015.yaml"


def run(*arguments):
    return CliRunner().invoke(cli.main, ["rules", "check", *map(str, arguments)])


def codes(*arguments):
    found = json.loads(run(*arguments, "--format", "json").stdout)["findings"]
    return [entry["code"] for entry in found]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("examples/ho-gia-dinh-2018.yaml", "hồ sơ"),
        ("criteria/cases/qd448.yaml", "bảng thử"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(file, kind):
    """A dossier or a table of cases is told to be one, and what reads it."""
    result = run(ROOT / file)
    assert result.exit_code == 4
    assert f"Tệp này là một {kind}, không phải bộ tiêu chí." in result.stdout
    assert codes(ROOT / file) == ["proof.other_file"]


def test_a_receipt_is_told_to_be_one(tmp_path):
    """A receipt given in the place of a ruleset is refused as a receipt."""
    receipt = tmp_path / "bien-nhan.json"
    dossier = str(ROOT / "examples/ho-gia-dinh-2018.yaml")
    CliRunner().invoke(cli.main, ["score", dossier, "--receipt", str(receipt)])
    assert "một biên nhận" in run(receipt).stdout


def test_a_folder_is_checked_whole(tmp_path):
    """A folder stands for the rulesets and overlays in it, not for its tables of cases."""
    shelf = tmp_path / "bộ của tỉnh"
    (shelf / "household").mkdir(parents=True)
    (shelf / "cases").mkdir()
    shutil.copy(RULESET, shelf / "household")
    shutil.copy(ROOT / "criteria/cases/qd448.yaml", shelf / "cases")
    result = run(shelf)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("1 tệp:")


def test_a_ruleset_is_checked_by_its_id():
    """An id stands for the file of that ruleset; a name that is nothing is a file not found."""
    assert run("tt44-2014").stdout.splitlines()[-1].startswith("1 tệp: 0 lỗi")
    assert codes("tt44-2041") == ["file.not_found"]


@pytest.mark.parametrize("name", ["household-rieng.yaml", "household/household-rieng.yml"])
def test_a_file_that_is_never_used_is_told(tmp_path, name):
    """A local file beside the folders of subjects, or of another ending, is not passed over."""
    (tmp_path / "household").mkdir()
    shutil.copy(RULESET, tmp_path / name)
    assert "proof.stray_file" in codes("--rules", tmp_path)


def broken(folder):
    """The ruleset of the guide's example: a level of 9.1 that another one stands before."""
    text = (ROOT / "criteria/commune/tt44-2014.yaml").read_text("utf-8")
    before, after = "at_least: 60%, points: 3", "at_least: 75%, points: 3"
    start = text.index('id: "9.1"')
    path = folder / "bo-moi.yaml"
    path.write_text(text[:start] + text[start:].replace(before, after, 1), encoding="utf-8")
    return path


def test_the_guide_shows_what_is_printed(tmp_path, monkeypatch):
    """The page in docs/kiem-tra.md is the page that its slip brings about."""
    broken(tmp_path)
    monkeypatch.chdir(tmp_path)
    guide = (ROOT / "docs/kiem-tra.md").read_text("utf-8")
    page = guide.partition("```text\nbo-moi.yaml\n")[2].partition("```")[0]
    assert page
    assert run("bo-moi.yaml").stdout.startswith(f"bo-moi.yaml\n{page}")


def test_witnesses_are_dossiers_that_say_what_they_show(tmp_path):
    """Each file begins with what it shows; writing them again changes nothing, and is allowed."""
    folder = tmp_path / "ví dụ"
    for _ in range(2):
        result = run(broken(tmp_path), "--witnesses", folder)
        assert result.exit_code == 4
        assert "Đã ghi 3 hồ sơ ví dụ" in result.stderr
    first = (folder / "001-bo-moi-proof.level_shadowed.yaml").read_text("utf-8")
    assert first.startswith(
        "# [proof.level_shadowed] Chỉ tiêu 9.1: mức này không bao giờ được tính"
    )
    assert first.splitlines()[1] == "# → 9.1: 4 / 4 điểm"


def test_witnesses_never_replace_another_file(tmp_path):
    """A file of that name with something else in it stays; the findings are printed all the same."""
    folder = tmp_path / "ví dụ"
    folder.mkdir()
    (folder / "002-bo-moi-proof.printed_gap_as_read.yaml").write_text("của tôi", encoding="utf-8")
    result = run(broken(tmp_path), "--witnesses", folder)
    assert result.exit_code == 2
    assert "proof.level_shadowed" in result.stdout
    assert "không ghi đè" in result.stderr
    assert [path.name[:3] for path in folder.iterdir()] == ["002"]
