"""`cdht rules schema`: one schema, all of them in a folder, and the page that explains them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli
from assessment.rulebook.schema.build import KINDS, schema_of
from tests.samples import POINTS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "soan-thao.md"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli.main, ["rules", "schema", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("more", [(), ("--format", "json"), ("--lang", "en")])
def test_a_schema_is_printed_as_it_is(kind, more):
    """The schema and nothing else, in any format and language: what editors read has one form."""
    result = run(kind, *more)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema_of(kind)
    assert result.stderr == ""


def test_vietnamese_stands_unescaped():
    """A keeper who opens the file can read it."""
    assert "Mức đối chiếu mặc định của cả bộ." in run("ruleset").stdout


def test_a_schema_is_written_to_a_file(tmp_path: Path):
    """With --out a kind of file goes to a file."""
    file = tmp_path / "bo.schema.json"
    assert run("ruleset", "--out", file).stdout == ""
    assert json.loads(file.read_text("utf-8")) == schema_of("ruleset")


@pytest.mark.parametrize("format_", ["text", "json"])
def test_all_schemas_go_to_a_folder(tmp_path: Path, format_: str):
    """Without a kind, --out is a folder, made where it is not there; the files are told."""
    folder = tmp_path / "a" / "b"
    result = run("--out", folder, "--format", format_)
    files = [str(folder / f"{kind}.schema.json") for kind in KINDS]
    told = json.loads(result.stdout)["files"] if format_ == "json" else result.stdout.splitlines()
    assert told == files
    assert sorted(path.name for path in folder.iterdir()) == sorted(Path(f).name for f in files)
    for kind, file in zip(KINDS, files, strict=True):
        assert json.loads(Path(file).read_text("utf-8")) == schema_of(kind)


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_a_name_for_a_file_makes_no_folder(tmp_path: Path, name: str):
    """Without a kind a name that ends like a file's is refused, and nothing is made."""
    result = run("--out", tmp_path / "khong-co" / name)
    assert result.exit_code == 2
    assert "usage.folder_wanted" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["bo.2026", "bo"])
def test_a_folder_may_have_a_dot_in_its_name(tmp_path: Path, name: str):
    """A year after a dot is no ending of a file; nor is any ending of a folder that is there."""
    (tmp_path / "cu.txt").mkdir()
    for folder in (tmp_path / name, tmp_path / "cu.txt"):
        assert run("--out", folder).exit_code == 0
        assert len(list(folder.iterdir())) == len(KINDS)


def test_schemas_are_renewed_in_their_folder(tmp_path: Path):
    """A second run writes over what the first wrote, and leaves other files alone."""
    (tmp_path / "ho-so.yaml").write_text("subject: 1\n", encoding="utf-8")
    for _ in range(2):
        assert run("--out", tmp_path).exit_code == 0
    assert (tmp_path / "ho-so.yaml").read_text("utf-8") == "subject: 1\n"


def test_a_dossier_for_one_ruleset(tmp_path: Path):
    """The keys of the ruleset named, in the one schema as in the folder's."""
    keys = json.loads(run("dossier", "--ruleset", "tt44-2014").stdout)["properties"]["evidence"]
    assert "under3" in keys["properties"]
    run("--ruleset", "tt44-2014", "--out", tmp_path)
    kept = json.loads((tmp_path / "dossier.schema.json").read_text("utf-8"))
    assert kept["properties"]["evidence"] == keys
    assert json.loads((tmp_path / "ruleset.schema.json").read_text("utf-8")) == schema_of("ruleset")


def test_a_locality_ruleset_has_its_schema(tmp_path: Path):
    """--rules adds the rulesets of a locality here as well."""
    (tmp_path / "commune").mkdir()
    (tmp_path / "commune" / "mini.yaml").write_text(POINTS, encoding="utf-8")
    result = run("dossier", "--ruleset", "mini", "--rules", tmp_path)
    assert json.loads(result.stdout)["title"] == "Hồ sơ: Xã nhỏ"


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        ((), "usage.missing_argument", 2),
        (("dosier",), "usage.bad_value", 2),
        (("ruleset", "--ruleset", "tt44-2014"), "usage.bad_value", 2),
        (("dossier", "--ruleset", "tt44"), "usage.unknown_ruleset", 2),
        (("--out", str(PAGE)), "usage.folder_wanted", 2),
        (("--out", str(ROOT / "LICENSE")), "usage.cannot_write", 2),
        (("ruleset", "--out", "/no/such/folder/a.json"), "usage.no_folder", 2),
    ],
)
def test_a_wrong_call_says_what_is_wrong(arguments, code, exit_code):
    """Each slip has its code, in text on stderr and in JSON on stdout."""
    text, data = run(*arguments), run(*arguments, "--format", "json")
    assert (text.exit_code, data.exit_code) == (exit_code, exit_code)
    assert f"[{code}]" in text.stderr
    assert [error["code"] for error in json.loads(data.stdout)["errors"]] == [code]


def test_a_broken_ruleset_has_no_schema(tmp_path: Path):
    """A ruleset that cannot be read is refused as everywhere."""
    (tmp_path / "commune").mkdir()
    (tmp_path / "commune" / "mini.yaml").write_text("id: mini\n", encoding="utf-8")
    assert run("dossier", "--ruleset", "mini", "--rules", tmp_path).exit_code == 4


def test_the_commands_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What docs/soan-thao.md tells to type works, and prints what stands below it."""
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text("utf-8")
    lines = [
        line
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]
    printed = []
    for line in lines:
        result = CliRunner().invoke(cli.main, shlex.split(line)[1:])
        assert result.exit_code == 0, line
        printed += [Path(name).as_posix() for name in result.output.splitlines()]
    (shown,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    assert printed == shown.splitlines()
    assert (tmp_path / "ho-so-tt44.schema.json").is_file()
