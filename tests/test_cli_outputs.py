"""No command writes over what it reads, nor over the rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli

ROOT = Path(__file__).resolve().parents[1]
DOSSIER = ROOT / "examples" / "ho-gia-dinh-2018.yaml"


@pytest.fixture
def place(tmp_path):
    """A folder of dossiers, and a shelf with a ruleset of its own."""
    folder, shelf = tmp_path / "hồ sơ", tmp_path / "bộ của tỉnh"
    folder.mkdir()
    (shelf / "household").mkdir(parents=True)
    shutil.copy(DOSSIER, folder / "ho.yaml")
    shutil.copy(ROOT / "criteria/household/household-qd448-2015.yaml", shelf / "household")
    return folder, shelf


def outputs(folder, shelf):
    dossier, local = folder / "ho.yaml", shelf / "household/household-qd448-2015.yaml"
    shipped = cli.main  # the program's own shelf stands beside it
    law = Path(shipped.callback.__code__.co_filename).parent / "criteria/commune/tt44-2014.yaml"
    same = "household-qd448-2015"
    return [
        (["score", dossier, "--out", dossier], dossier),
        (["score", dossier, "--receipt", dossier], dossier),
        (["score", dossier, "--receipt", law], law),
        (["score", dossier, "--rules", shelf, "--receipt", local], local),
        (["score", dossier, "--rules", shelf, "--out", local], local),
        (["explain", dossier, "--out", law], law),
        (["rules", "show", "tt44-2014", "--out", law], law),
        (["rules", "list", "--rules", shelf, "--out", local], local),
        (["rules", "check", local, "--out", local], local),
        (["rules", "diff", same, same, folder, "--out", dossier], dossier),
        (["rules", "calendar", "--dossier", dossier, "--out", dossier], dossier),
        (["rules", "verify", same, "--rules", shelf, "--out", local], local),
        (["rules", "test", same, "--rules", shelf, "--out", local], local),
        (["rules", "schema", "dossier", "--out", law], law),
    ]


@pytest.mark.parametrize("index", range(14))
def test_no_output_goes_over_an_input_or_the_rules(place, index):
    """The command is refused as one of usage, and the file stays as it was."""
    arguments, victim = outputs(*place)[index]
    before = victim.read_bytes()
    result = CliRunner().invoke(cli.main, [str(argument) for argument in arguments])
    assert result.exit_code == 2, result.output
    assert victim.read_bytes() == before


def test_a_draft_that_somebody_left_is_not_lost(place):
    """Files with names like those of drafts are nobody's business."""
    folder, _ = place
    left = folder / ".trang.txt.part"
    left.write_text("của người khác", encoding="utf-8")
    page = folder / "trang.txt"
    result = CliRunner().invoke(cli.main, ["score", str(folder / "ho.yaml"), "--out", str(page)])
    assert result.exit_code == 0, result.output
    assert left.read_text(encoding="utf-8") == "của người khác"
    assert sorted(p.name for p in folder.iterdir()) == [".trang.txt.part", "ho.yaml", "trang.txt"]
