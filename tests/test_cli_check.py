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
    assert codes(ROOT / file) == ["ruleset.other_kind"]


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
    """An id stands for the file of that ruleset; one that is nobody's is answered with the nearest."""
    assert run("tt44-2014").stdout.splitlines()[-1].startswith("1 tệp: 0 lỗi")
    result = run("tt44")
    assert result.exit_code == 2
    assert "Có phải: tt44-2014?" in result.stderr
    assert codes("khong-co.yaml") == ["file.not_found"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("household-rieng.yaml", "proof.stray_file"),
        ("household/household-rieng.yml", "proof.other_ending"),
        ("household/household-rieng.yaml.txt", "proof.other_ending"),
        ("household/cu/household-qd448-2015.yaml", "proof.stray_file"),
        ("household/household-qd448-2015 - Copy.yaml", "ruleset.second_copy"),
        ("household/ho.yaml", "ruleset.other_name"),
        ("commune/household-qd448-2015.yaml", "ruleset.wrong_folder"),
        ("hộ/household-qd448-2015.yaml", "ruleset.wrong_folder"),
    ],
)
def test_a_file_that_is_not_used_is_told(tmp_path, name, code):
    """A file that no command uses is told, whether its folder is given or stands after --rules."""
    (tmp_path / "household").mkdir()
    if code == "ruleset.second_copy":
        shutil.copy(RULESET, tmp_path / "household")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    shutil.copy(RULESET, tmp_path / name)
    assert code in codes("--rules", tmp_path)
    assert code in codes(tmp_path)
    assert {code, "proof.stray_file"} & set(codes((tmp_path / name).parent))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("household/household-qd448-2015 (1).yaml", "ruleset.second_copy"),
        ("commune/household-qd448-2015.yaml", "ruleset.wrong_folder"),
        ("hộ/household-qd448-2015.yaml", "ruleset.wrong_folder"),
    ],
)
def test_one_file_is_looked_at_where_it_stands(tmp_path, name, code):
    """A single file among the folders of subjects is held to its name and folder."""
    (tmp_path / "household").mkdir()
    shutil.copy(RULESET, tmp_path / "household")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    shutil.copy(RULESET, tmp_path / name)
    assert code in codes(tmp_path / name)
    assert code in codes((tmp_path / name).parent)


def test_two_rulesets_of_one_id_are_told(tmp_path):
    """Of one id in the folders of two subjects only one is ever used."""
    for subject in ("household", "clan"):
        (tmp_path / subject).mkdir()
        text = RULESET.read_text("utf-8").replace("subject: household", f"subject: {subject}")
        (tmp_path / subject / RULESET.name).write_text(text, encoding="utf-8")
    assert codes(tmp_path).count("ruleset.second_copy") == 2


@pytest.mark.parametrize("name", ["cases/qd448.yaml", "ho-so.yaml", "vi-du/ho-so.yml"])
def test_nothing_to_check_is_never_taken_for_proven(tmp_path, name):
    """A folder without a ruleset is refused, with the reason, not called free of errors."""
    kind = "criteria/cases/qd448.yaml" if "cases" in name else "examples/ho-gia-dinh-2018.yaml"
    (tmp_path / name).parent.mkdir(exist_ok=True)
    shutil.copy(ROOT / kind, tmp_path / name)
    for folder in (tmp_path, (tmp_path / name).parent):
        result = run(folder)
        assert result.exit_code == 2
        assert "usage.nothing_to_check" in result.stderr
        assert "Không thấy lỗi nào" not in result.stdout


OVERLAY = ROOT / "criteria/overlays/ha-noi-kh103-2021.yaml"


@pytest.mark.parametrize("folder", ["overlay", "unit"])
def test_an_overlay_that_is_not_among_the_overlays_is_told(tmp_path, folder):
    """In another folder it is no ruleset, and where it belongs is said: by check and by list."""
    (tmp_path / folder).mkdir()
    shutil.copy(OVERLAY, tmp_path / folder)
    assert codes(tmp_path) == ["ruleset.other_kind"]
    listed = CliRunner().invoke(cli.main, ["rules", "list", "--rules", str(tmp_path)])
    assert "một hướng dẫn của địa phương, không phải bộ tiêu chí" in listed.stderr
    assert "overlays/" in listed.stderr


def test_a_file_compared_that_is_no_ruleset_is_called_by_its_name():
    """`rules diff` says the same of a dossier as `rules check`."""
    dossier = str(ROOT / "examples/ho-gia-dinh-2018.yaml")
    result = CliRunner().invoke(cli.main, ["rules", "diff", "tt44-2014", dossier])
    assert result.exit_code == 4
    assert "Tệp này là một hồ sơ, không phải bộ tiêu chí." in result.stderr


def test_another_kind_of_file_beside_the_rulesets_is_told_and_hinders_nothing(tmp_path):
    """A dossier on a shelf is a warning, with what reads it; the rulesets are checked."""
    (tmp_path / "household").mkdir()
    shutil.copy(RULESET, tmp_path / "household")
    shutil.copy(ROOT / "examples/ho-gia-dinh-2018.yaml", tmp_path)
    result = run(tmp_path)
    assert result.exit_code == 0
    assert "Chấm hồ sơ bằng cdht score" in result.stdout
    assert "proof.stray_file" not in result.stdout


def test_an_overlay_goes_by_its_name(tmp_path):
    """A copy of an overlay under another name is never found by its id."""
    (tmp_path / "overlays").mkdir()
    shutil.copy(OVERLAY, tmp_path / "overlays/ha-noi (1).yaml")
    assert codes(tmp_path) == ["ruleset.other_name"]
    shutil.copy(OVERLAY, tmp_path / "overlays")
    assert codes(tmp_path / "overlays") == ["ruleset.second_copy"]


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
    """Each file begins with what it shows; they are written again, and replaced, after a change."""
    folder = tmp_path / "ví dụ"
    for _ in range(2):
        result = run(broken(tmp_path), "--witnesses", folder)
        assert result.exit_code == 4
        assert "Đã ghi 3 hồ sơ ví dụ" in result.stderr
        assert "--witnesses" not in result.stdout
    path = folder / "bo-moi-proof.level_shadowed-9.1.yaml"
    first = path.read_text("utf-8")
    assert "name: Ví dụ" in first
    assert first.startswith(
        "# [proof.level_shadowed] Chỉ tiêu 9.1: mức này không bao giờ được tính"
    )
    assert first.splitlines()[1] == "# → 9.1: 4 / 4 điểm"
    rest = {file.name for file in folder.iterdir()}
    draft = tmp_path / "bo-moi.yaml"
    draft.write_text(
        draft.read_text("utf-8").replace("at_least: 75%, points: 3", "at_least: 72%, points: 3")
    )
    assert "Đã ghi 3 hồ sơ ví dụ" in run(draft, "--witnesses", folder).stderr
    assert path.read_text("utf-8") != first
    assert {file.name for file in folder.iterdir()} == rest


def test_witnesses_never_replace_another_file(tmp_path):
    """A file of that name with something else in it stays; the findings are printed all the same."""
    folder = tmp_path / "ví dụ"
    folder.mkdir()
    mine = folder / "bo-moi-proof.level_shadowed-9.1.yaml"
    mine.write_text("# của tôi", encoding="utf-8")
    result = run(broken(tmp_path), "--witnesses", folder)
    assert result.exit_code == 2
    assert "proof.level_shadowed" in result.stdout
    assert "không ghi đè" in result.stderr
    assert [path.read_text("utf-8") for path in folder.iterdir()] == ["# của tôi"]


def confirmed(shelf, to, was="60%"):
    """A shelf with a confirmation: the second level of 9.1 is at another share."""
    (shelf / "overlays").mkdir(exist_ok=True)
    text = f"""
id: tt44-2014-doi-chieu-001
base: tt44-2014
confirmed: {{by: Nguyễn An, on: 2026-01-05}}
changes:
- {{item: "9.1", figure: "levels[1].at_least", was: {was}, to: {to}, source: "Phụ lục, trang 3"}}
"""
    (shelf / "overlays/tt44-2014-doi-chieu-001.yaml").write_text(text, encoding="utf-8")


def test_an_id_is_the_ruleset_as_confirmed(tmp_path):
    """What a confirmation makes wrong is told of the id as of the folder; without it nothing is."""
    confirmed(tmp_path, "75%")
    for asked in (("tt44-2014", "--rules", tmp_path), (tmp_path,), ("--rules", tmp_path)):
        result = run(*asked)
        assert result.exit_code == 4
        assert "dòng 6: changes[0]" in result.stdout
        assert "proof.level_shadowed" in result.stdout
    assert run("tt44-2014").exit_code == 0


def test_what_a_confirmation_mends_is_no_flaw(tmp_path):
    """A ruleset whose confirmed figure was its one error is as it is used: sound."""
    (tmp_path / "commune").mkdir()
    broken(tmp_path).rename(tmp_path / "commune/tt44-2014.yaml")
    asked = ("tt44-2014", "--rules", tmp_path)
    assert run(*asked).exit_code == 4
    confirmed(tmp_path, "60%", was="75%")
    assert run(*asked).exit_code == 0
    assert run(tmp_path).exit_code == 0
    assert run(tmp_path / "commune/tt44-2014.yaml").exit_code == 4


def test_a_stale_confirmation_is_told_of_an_id(tmp_path):
    """A figure that is no longer the one that was read keeps the ruleset from being used."""
    confirmed(tmp_path, "65%", was="61%")
    assert "overlay.stale_reading" in codes("tt44-2014", "--rules", tmp_path)


def test_causes_stand_before_what_they_bring_about(tmp_path):
    """A level out of reach is told before the maximum and the total that are not attained."""
    text = (ROOT / "tests/seeded/bases/diem.yaml").read_text("utf-8")
    path = tmp_path / "diem.yaml"
    path.write_text(text.replace("type: count, at_most: 500", "type: count, at_most: 2"))
    found = codes(path)
    causes = [i for i, code in enumerate(found) if code == "proof.level_out_of_reach"]
    assert max(causes) < found.index("proof.maximum_not_attained")
    assert found.index("proof.maximum_not_attained") < found.index("proof.total_not_attained")


@pytest.mark.parametrize(
    ("old", "new", "said", "exit_code"),
    [
        (
            "at_least: 10, points: 3",
            "at_least: 1.500, points: 3",
            "Muốn nói 1.500 thì ghi 1500;",
            4,
        ),
        ("at_most: 500", "at_most: 1.000", "Muốn nói 1.000 thì ghi 1000;", 4),
        (
            "at_most: 30, points",
            "at_most: 30.500, points",
            'thì ghi 30500; không thì ghi "30,5".',
            0,
        ),
    ],
)
def test_thousands_with_a_dot_are_told(tmp_path, old, new, said, exit_code):
    """Of counts they are refused, of other numbers told; how to write them is shown."""
    text = (ROOT / "tests/seeded/bases/diem.yaml").read_text("utf-8")
    assert text.count(old) == 1
    path = tmp_path / "diem.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    result = run(path)
    assert said in " ".join(result.stdout.split())
    assert result.exit_code == exit_code


def test_the_ruleset_of_the_guide_holds_together(tmp_path):
    """The small, complete ruleset in docs/bo-tieu-chi.md has no error and no warning."""
    guide = (ROOT / "docs/bo-tieu-chi.md").read_text("utf-8")
    path = tmp_path / "thu-2026.yaml"
    path.write_text(guide.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    result = run(path)
    assert result.exit_code == 0
    assert "0 lỗi, 0 cảnh báo" in result.stdout


def test_a_shipped_file_is_called_by_its_place():
    """Where the program is installed is no matter of the reader's."""
    assert run("tt44-2014").stdout.splitlines()[0] == "criteria/commune/tt44-2014.yaml"


def test_every_command_of_the_rulebook_has_a_line_that_fits():
    """The page of all commands cuts no line short; pages of help hold no English names."""
    page = CliRunner().invoke(cli.main, ["rules", "-h"]).stdout
    assert "..." not in page.partition("Các lệnh")[2]
    for command in ("list", "confirm", "doc", "schema"):
        page = CliRunner().invoke(cli.main, ["rules", command, "-h"]).stdout
        assert not {"YYYY-MM-DD", "NAME", "V", "KIND", "FILE"} & set(page.split())
    assert "--out THƯ_MỤC" in CliRunner().invoke(cli.main, ["rules", "doc", "-h"]).stdout
