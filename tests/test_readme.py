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
PAGES = (
    *READMES,
    "docs/huong-dan.md",
    "docs/lich.md",
    "docs/bang-thu.md",
    "docs/so-sanh.md",
    "docs/neu-thi.md",
    "docs/ke-hoach.md",
    "docs/so-lop-hoc.md",
    "docs/tong-hop.md",
    "docs/bang.md",
    "docs/tong-len-xa.md",
)
_MULTI = re.MULTILINE | re.DOTALL
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


def shown(path: Path) -> list[tuple[list[str], list[str]]]:
    """The commands of each block with the page printed below it, which may be cut by "…"."""
    pairs = re.findall(
        r"^```sh\n((?:(?!```).)*)^```\n\n```text\n(.*?)^```$", path.read_text("utf-8"), _MULTI
    )
    return [
        ([line.split("&&")[-1].strip() for line in sh.splitlines()], text.splitlines())
        for sh, text in pairs
    ]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_shown_are_the_pages_printed(name, desk):
    """Every line of each sample page is printed, in that order, by the command above it."""
    found = shown(ROOT / name)
    assert found
    for lines, samples in found:
        printed: list[str] = []
        for line in lines:
            if line.startswith("cdht "):
                printed += desk.invoke(cli.main, shlex.split(line)[1:]).output.splitlines()
        position = 0
        for sample in samples:
            if sample.strip() in ("", "…"):
                continue
            if "durable-rules" in sample:  # installed or not, the receipt is the same
                sample = next(x for x in printed if x.endswith(sample.split()[-1]))  # noqa: PLW2901
            assert sample in printed[position:], (lines, sample)
            position = printed.index(sample, position)


@pytest.mark.parametrize("name", ["README.md"])
def test_the_first_screen_has_set_up_output_and_tests(name):
    """Within forty lines stand one set-up command, its page and one test command."""
    screen = "\n".join((ROOT / name).read_text("utf-8").splitlines()[:45])
    assert "cdht score examples/xa-tien-tan-2019.yaml" in screen
    assert "93,5 / 100" in screen
    assert "python -m pytest" in screen
