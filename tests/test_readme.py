"""The READMEs' commands and pages, run as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.vi.md")
GUIDES = sorted(path.name for path in (ROOT / "docs").glob("*.md"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(path: Path, language: str) -> list[str]:
    return [text for name, text in BLOCK.findall(path.read_text("utf-8")) if name == language]


def commands(path: Path) -> list[str]:
    """Every `cdht …` of a page; the set-up line's own is the part behind `&&`."""
    lines = [line for block in blocks(path, "sh") for line in block.splitlines()]
    found = [line.split("&&")[-1].strip().split("  #")[0] for line in lines]
    return [line for line in found if line.startswith("cdht ")]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return CliRunner()


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_the_readme_runs(name, desk):
    """Each `cdht` line of a README succeeds where the examples are, in the order shown."""
    lines = commands(ROOT / name)
    assert len(lines) >= 5
    for line in lines:
        result = desk.invoke(cli.main, shlex.split(line)[1:])
        assert result.exit_code == 0, (line, result.output)


@pytest.mark.parametrize("name", READMES)
def test_the_page_shown_is_the_page_printed(name, desk):
    """Every line of the sample page is printed, in that order."""
    shown = blocks(ROOT / name, "text")[0].splitlines()
    line = next(line for line in commands(ROOT / name) if "tien-tan" in line)
    printed = desk.invoke(cli.main, shlex.split(line)[1:]).output.splitlines()
    position = 0
    for sample in shown:
        if sample.strip() in ("", "…"):
            continue
        if "durable-rules" in sample:  # installed or not, the receipt is the same
            digest = sample.split()[-1]
            assert any(line.endswith(digest) for line in printed[position:]), digest
            continue
        assert sample in printed[position:], sample
        position = printed.index(sample, position)
    assert position > 0


@pytest.mark.parametrize("name", ["README.md"])
def test_the_first_screen_has_set_up_output_and_tests(name):
    """Within forty lines stand one set-up command, its page and one test command."""
    screen = "\n".join((ROOT / name).read_text("utf-8").splitlines()[:45])
    assert "cdht score examples/xa-tien-tan-2019.yaml" in screen
    assert "93,5 / 100" in screen
    assert "python -m pytest" in screen
