"""No command writes over what it reads, nor over the rules."""

from __future__ import annotations

import json
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


# --- names that lead to no file ---------------------------------------------------------

LONG = f"{'a' * 260}.yaml"


def dead_ends(name):
    shipped = str(DOSSIER)
    return [
        (["score", name], 3, "file.unreadable"),
        (["explain", name], 3, "file.unreadable"),
        (["replay", name], 3, "file.unreadable"),
        (["whatif", name], 3, "file.unreadable"),
        (["whatif", shipped, "--scenarios", name], 3, "file.unreadable"),
        (["plan", name, "--target", "dat"], 3, "file.unreadable"),
        (["plan", shipped, "--target", "dat", "--costs", name], 3, "file.unreadable"),
        (["rules", "check", name], 3, "file.unreadable"),
        (["rules", "diff", name, "tt44-2014"], 3, "file.unreadable"),
        (["rules", "calendar", "--dossier", name], 3, "file.unreadable"),
        (["score", shipped, "--out", name], 2, "usage.cannot_write"),
        (["score", shipped, "--receipt", name], 2, "usage.cannot_write"),
        (["plan", shipped, "--target", "dat", "--picture", name], 2, "usage.cannot_write"),
        (["rules", "doc", "--out", name.removesuffix(".yaml")], 2, "usage.cannot_write"),
    ]


@pytest.mark.parametrize("index", range(14))
@pytest.mark.parametrize("name", [LONG, "vong.yaml"])
def test_a_name_that_leads_to_no_file_is_refused_in_words(name, index, tmp_path, monkeypatch):
    """A circle of links, or a name longer than any file's: a code, as JSON too, and no trace."""
    monkeypatch.chdir(tmp_path)
    for link in ("vong.yaml", "vong"):
        Path(link).symlink_to(link)
    arguments, exit_code, code = dead_ends(name)[index]
    result = CliRunner().invoke(cli.main, [*arguments, "--format", "json"])
    assert result.exit_code == exit_code, result.output
    assert [error["code"] for error in json.loads(result.stdout)["errors"]] == [code]


def test_a_folder_of_examples_with_too_long_a_name_is_refused(tmp_path, monkeypatch):
    """`rules check --witnesses` makes its folder before it looks into it."""
    monkeypatch.chdir(tmp_path)
    seeded = ROOT / "tests/seeded/chong.yaml"
    result = CliRunner().invoke(cli.main, ["rules", "check", str(seeded), "--witnesses", "a" * 260])
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (2, True)
    assert "usage.cannot_write" in result.stderr
