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
