"""`cdht rules diff`: the page that officers read, the JSON contract, dossiers moved, files written."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import cli
from tests.samples import DOSSIER, POINTS, bent

ROOT = Path(__file__).resolve().parents[1]
TT44 = ROOT / "criteria" / "commune" / "tt44-2014.yaml"
TIEN_TAN = ROOT / "examples" / "xa-tien-tan-2019.yaml"
UNIT = ROOT / "examples" / "don-vi-tt22-2022.yaml"
HANOI = ("unit-tt22-2020", "unit-tt22-2020+ha-noi-kh103-2021")
NAMES = {
    "before", "after", "same", "alike", "comparable", "effect", "kept", "alterations",
    "ratings", "dossiers", "moves",
}  # fmt: skip

by_language = pytest.mark.parametrize("lang", ["vi", "en"])


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli.main, ["rules", "diff", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def page(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def flat(*arguments: str | Path) -> str:
    return " ".join(page(*arguments).split())


def content(*arguments: str | Path) -> dict[str, Any]:
    return json.loads(page(*arguments, "--format", "json"))


def codes(exit_code: int, *arguments: str | Path) -> list[str]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == exit_code, result.output
    return [error["code"] for error in json.loads(result.stdout)["errors"]]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of one file: the second asks 61% where the first asks half."""
    before, after = tmp_path / "mini.yaml", tmp_path / "mini-moi.yaml"
    before.write_text(POINTS, "utf-8")
    after.write_text(bent(POINTS, ("at_least: 50%", "at_least: 61%")), "utf-8")
    return before, after


@pytest.fixture
def dossiers(tmp_path: Path) -> Path:
    """A folder with a good dossier, one with an unknown key, and one that is no YAML."""
    folder = tmp_path / "ho-so"
    (folder / "xom").mkdir(parents=True)
    (folder / "xa-a.yaml").write_text(DOSSIER, "utf-8")
    (folder / "xa-b.yaml").write_text(bent(DOSSIER, ("plan: có", "ke_hoach: có")), "utf-8")
    (folder / "xom" / "hong.yaml").write_text("a: [", "utf-8")
    (folder / "ghi-chu.txt").write_text("không phải hồ sơ", "utf-8")
    return folder


# --- the page --------------------------------------------------------------------------


def test_the_page_tells_the_change_and_shows_a_case():
    """Hà Nội's 70%: the sentence, the case with both results, and what the example comes to."""
    text = flat(*HANOI, UNIT)
    assert "đủ 5 điểm từ 100% nay là từ 70%" in text
    assert "7 / 10 người = 70%: trước 0–5 điểm; sau 5 điểm" in text
    assert "91,5 điểm, Loại tốt → 92,5 điểm, Loại tốt (giữ loại, tăng điểm)" in text
    assert "2.4: 4 điểm → 5 điểm" in text


def test_a_level_is_told_by_what_it_asked_and_asks(versions):
    """The share that a level asks: from half to 61%, with its points."""
    assert "mức từ 50% (3 điểm) nay là từ 61%" in flat(*versions)


def test_the_same_ruleset_twice_does_not_differ():
    """One id against itself: said in one line, with nothing else."""
    text = page("tt44-2014", "tt44-2014")
    assert text.rstrip().endswith("Hai bộ không khác nhau chỗ nào.")


def test_what_changes_nothing_is_said_to(tmp_path):
    """A level that is written otherwise and says the same is proved to change no result."""
    other = tmp_path / "tt44.yaml"
    text = TT44.read_text("utf-8")
    other.write_text(
        text.replace("{option: rieng, points: 2}", "{at_least: rieng, points: 2}"), "utf-8"
    )
    assert "không làm đổi kết quả nào (đã chứng minh)" in flat("tt44-2014", other)
    assert content("tt44-2014", other)["effect"] == "none"


def test_a_successor_is_said_to_measure_other_things():
    """TT 44 and TT 25: what both have, what each has alone, and why nothing is weighed."""
    text = flat("tt44-2014", "commune-tt25-2023")
    assert "Hai bộ đo những điều khác nhau: bộ trước có 46 nội dung, bộ sau có 15" in text
    assert "không chấm trên cùng một thang" in text
    assert "5.6 → 4.4 Xóa mù chữ" in text
    assert "9.1 Tỷ lệ gia đình được công nhận" in text.split("Chỉ bộ trước có")[1]


@by_language
@pytest.mark.parametrize(
    "pair",
    [HANOI, ("tt44-2014", "commune-tt25-2023"), ("district-tt25-2023", "province-tt25-2023"),
     ("unit-qd448-2015", "unit-tt22-2020"), ("unit-tt22-2020", "unit-district-tt24-2023"),
     ("unit-district-tt24-2023", "unit-province-tt24-2023"), ("household-qd448-2015", "clan-qd448-2015")],
    ids=" ".join,
)  # fmt: skip
def test_no_line_is_wider_than_the_terminal(pair, lang):
    """Every pair of shipped rulesets prints in 80 columns, in both languages, without a raw key."""
    text = page(*pair, "--lang", lang)
    wide = [
        line
        for line in text.splitlines()
        if sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) > 80
    ]
    assert wide == []
    assert "diff." not in text
    assert "{" not in text


# --- dossiers --------------------------------------------------------------------------


def test_a_folder_of_dossiers_is_scored_by_both(versions, dossiers, monkeypatch):
    """Each file of the folder and below is reported; what is wrong with one stops no other."""
    monkeypatch.chdir(dossiers.parent)
    text = flat(*versions, dossiers.name)
    assert "3 hồ sơ: 1 xuống loại; 2 không so được." in text
    assert "xa-a.yaml: 4 điểm, Đạt → 1 điểm, Chưa đạt (xuống loại) 1.1: 3 điểm → 0 điểm" in text
    assert 'Không có số liệu nào tên "ke_hoach"' in text
    assert "hong.yaml" in text
    assert "ghi-chu.txt" not in text


def test_dossiers_in_json(versions, dossiers):
    """The contract: names, directions, both results, what moved, errors with their codes."""
    found = content(*versions, dossiers)
    assert found["moves"] == {"down": 1, "refused": 2}
    moved, unknown, broken = found["dossiers"]
    assert Path(moved["name"]).name == "xa-a.yaml"
    assert (moved["before"]["total"], moved["after"]["total"]) == ("4", "1")
    assert (moved["before"]["rating"], moved["after"]["rating"]) == ("dat", "chua_dat")
    assert moved["items"][0]["before"] == {"id": "1.1", "points": "3"}
    assert [e["code"] for e in unknown["after"]["errors"]] == ["dossier.unknown_key"]
    assert [e["code"] for e in broken["before"]["errors"]] == ["file.syntax"]


def test_a_dossier_that_names_another_ruleset_is_scored_all_the_same():
    """Tiên Tân names tt44-2014 and is scored by the file given in its place."""
    assert "93,5 điểm, Loại tốt (giữ nguyên)" in flat("tt44-2014", TT44, TIEN_TAN)


def test_what_is_missing_may_be_settled(versions, tmp_path):
    """Open, the dossier is undetermined in both; settled, it has a rating in both."""
    path = tmp_path / "thieu.yaml"
    path.write_text(bent(DOSSIER, ("  learners: 60\n", "")), "utf-8")
    left_open = content(*versions, path)["dossiers"][0]
    settled = content(*versions, path, "--missing", "zero")["dossiers"][0]
    assert left_open["before"]["rating"] is None
    assert settled["before"]["rating"] == settled["after"]["rating"] == "chua_dat"


# --- JSON ------------------------------------------------------------------------------


def test_the_contract():
    """The names of the contract; a change with its path, its figures, and a case of both results."""
    found = content(*HANOI)
    assert set(found) == NAMES
    assert found["before"]["id"] == found["after"]["id"] == "unit-tt22-2020"
    assert found["after"]["overlays"] == ["ha-noi-kh103-2021"]
    (altered,) = found["alterations"]
    assert (altered["kind"], altered["id"], altered["effect"]) == ("indicator", "2.4", "changes")
    figure = next(c for c in altered["changes"] if c["nature"] == "figure")
    assert figure["path"] == "criteria[1].indicators[3].full_at.at_least"
    assert (figure["what"], figure["before"], figure["after"]) == (
        "full_at.at_least",
        "100%",
        "70%",
    )
    witness = altered["witnesses"][0]
    assert (witness["before"], witness["after"]) == ({"points": "0-5"}, {"points": "5"})
    assert witness["dossier"]["evidence"] == {"members": "10", "members_advanced": "7"}
    assert witness["everyone"] is True


# --- witnesses as files ----------------------------------------------------------------


def test_each_witness_is_a_dossier_that_scores(tmp_path):
    """Every file is scored by the base and with the overlay, and comes to what the page says."""
    folder = tmp_path / "nhan-chung"
    result = run(*HANOI, "--witnesses", folder)
    assert result.exit_code == 0
    written = sorted(folder.iterdir())
    assert [path.name for path in written][:2] == ["2.4-1.yaml", "2.4-2.yaml"]
    assert f"Đã ghi {len(written)} hồ sơ" in result.stderr
    totals = []
    for overlay in ((), ("--overlay", "ha-noi-kh103-2021")):
        scored = CliRunner().invoke(
            cli.main, ["score", str(written[1]), *overlay, "--format", "json"]
        )
        assert scored.exit_code == 0, scored.output
        totals.append(json.loads(scored.stdout)["range"][0])
    assert totals == ["0", "5"]
    assert written[0].read_text("utf-8").startswith("# 2.4 Số thành viên đạt từ Lao động tiên tiến")
    assert yaml.safe_load(written[0].read_text("utf-8"))["ruleset"] == "unit-tt22-2020"


def test_the_same_witnesses_may_be_written_again_but_over_nothing_else(tmp_path):
    """Twice is once; a file that is another is left alone, and so are all the others."""
    folder = tmp_path / "nhan-chung"
    assert run(*HANOI, "--witnesses", folder).exit_code == 0
    assert run(*HANOI, "--witnesses", folder).exit_code == 0
    (folder / "2.4-1.yaml").write_text("của tôi", "utf-8")
    (folder / "2.4-2.yaml").unlink()
    assert codes(2, *HANOI, "--witnesses", folder) == ["usage.would_overwrite"]
    assert (folder / "2.4-1.yaml").read_text("utf-8") == "của tôi"
    assert not (folder / "2.4-2.yaml").exists()


# --- what is wrong ---------------------------------------------------------------------


def test_names_and_files_that_are_not_there(tmp_path, versions):
    """An unknown ruleset, an unknown overlay, a missing file, a broken file, a missing dossier."""
    assert codes(2, "tt45-2014", "tt44-2014") == ["usage.unknown_ruleset"]
    assert codes(2, "unit-tt22-2020", "unit-tt22-2020+ha-noi") == ["overlay.unknown_overlay"]
    assert codes(2, "tt44-2014", "tt44-2014+ha-noi-kh103-2021") == ["overlay.other_base"]
    assert codes(4, "tt44-2014", tmp_path / "khong-co.yaml") == ["file.not_found"]
    assert codes(3, *versions, tmp_path / "khong-co.yaml") == ["file.not_found"]
    empty = tmp_path / "trong"
    empty.mkdir()
    assert codes(3, *versions, empty) == ["diff.no_dossiers"]


def test_the_page_is_never_written_over_an_input(versions):
    """`--out` may be none of the files read."""
    before, after = versions
    text = after.read_text("utf-8")
    assert codes(2, before, after, "--out", after) == ["usage.would_overwrite"]
    assert after.read_text("utf-8") == text


def test_a_local_shelf_is_compared_by_id(tmp_path):
    """A ruleset and an overlay of `--rules` are found by their ids."""
    shelf = tmp_path / "ke"
    shutil.copytree(ROOT / "tests" / "shelf", shelf)
    found = content("mini", "mini", "--rules", shelf)
    assert found["same"] is True


def test_two_files_of_one_name_are_told_apart_by_their_paths(versions, tmp_path):
    """Both are mini.yaml: the heads show the paths as given."""
    paths = [tmp_path / folder / "mini.yaml" for folder in ("cu", "moi")]
    for path, version in zip(paths, versions, strict=True):
        path.parent.mkdir()
        shutil.copy(version, path)
    found = "".join(page(*paths).split())
    assert all(f"({path})".replace(" ", "") in found for path in paths)


def test_an_overlay_may_lie_over_a_file(tmp_path):
    """A file with an overlay is what the ruleset of its id is with it; a wrong overlay is said."""
    copied = tmp_path / "unit.yaml"
    shutil.copy(ROOT / "criteria" / "unit" / "unit-tt22-2020.yaml", copied)
    by_file = content(copied, f"{copied}+ha-noi-kh103-2021")
    assert by_file["alterations"] == content(*HANOI)["alterations"]
    assert codes(2, copied, f"{copied}+ha-noi") == ["overlay.unknown_overlay"]
    text = copied.read_text("utf-8")
    over = (f"{copied}+ha-noi-kh103-2021", f"{copied}+ha-noi-kh103-2021", "--out", copied)
    assert codes(2, *over) == ["usage.would_overwrite"]
    assert copied.read_text("utf-8") == text


def test_nothing_in_common_is_said_in_words():
    """No count of nought."""
    text = flat("tt44-2014", "household-qd448-2015")
    assert "không có nội dung nào chung" in text
    assert "chỉ 0" not in text


def test_dossiers_of_others_are_one_line():
    """Counted and named together, without their errors."""
    text = flat("tt44-2014", TT44, ROOT / "examples" / "thon-2018.yaml", UNIT, TIEN_TAN)
    assert "2 hồ sơ của đối tượng hoặc bộ tiêu chí khác, không so:" in text
    assert "thon-2018.yaml; " in text
    assert "không chấm được" not in text


def test_the_grounds_of_a_confirmed_ruleset_are_said_once_and_of_what(tmp_path):
    """A figure that goes with its entry is not told again; one that stands apart is named."""
    shelf = tmp_path / "bo"
    shelf.mkdir()
    read = ("--by", "An", "--source", "Trang 2", "--rules", str(shelf))
    for items in (("B1.1",), ("B1.2:max",)):
        confirmed = CliRunner().invoke(
            cli.main, ["rules", "confirm", "clan-qd448-2015", *items, *read]
        )
        assert confirmed.exit_code == 0, confirmed.output
    base = ROOT / "criteria" / "clan" / "clan-qd448-2015.yaml"
    said = page(base, "clan-qd448-2015", "--rules", shelf)
    _, _, grounds = said.partition("Căn cứ và mức đối chiếu")
    whole, _, apart = grounds.partition("  B1.2  ")
    assert "trước không ghi" not in whole
    assert whole.count("mức đối chiếu: trước tạm, chưa đối chiếu; nay nguyên văn") == 1
    assert "mức đối chiếu của điểm tối đa" in apart
