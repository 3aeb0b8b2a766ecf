"""`cdht rules doc`: the pages of the rulebook, written into a folder of their own."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import cli
from assessment.rulebook.cases.blocks import blocks
from assessment.rulebook.catalog import Catalog
from tests import samples
from tests.webpage import Page

LIST = ".cdht-pages"
SMALL = "clan-qd448-2015"
"""A ruleset of few cases, whose page is soon written."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet, within one that is not either."""
    return tmp_path / "so" / "trang"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the whole shipped book, for reading alone, and what was said of it."""
    folder = tmp_path_factory.mktemp("ca-bo") / "so" / "trang"
    return folder, done("--out", folder)


@pytest.fixture
def full(folder: Path, whole: tuple[Path, str]) -> Path:
    """The folder, with the whole shipped book in it."""
    return shutil.copytree(whole[0], folder)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli.main, ["rules", "doc", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def refused(exit_code: int, *arguments: str | Path) -> list[str]:
    """The codes of the errors."""
    result = run(*arguments, "--format", "json")
    assert result.exit_code == exit_code, result.output
    content: dict[str, Any] = json.loads(result.stdout)
    return [error["code"] for error in content["errors"]]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def shelf(folder: Path, text: str) -> Path:
    """A locality's rulesets: one, of communes, named mini."""
    (folder / "commune").mkdir(parents=True)
    (folder / "commune" / "mini.yaml").write_text(text, "utf-8")
    return folder


# --- what is written -------------------------------------------------------------------


def test_one_page_a_ruleset_and_an_overlay_beside_an_index(whole):
    """Every ruleset of the shelves has its page, every overlay too, and the folder is made."""
    folder, text = whole
    overlays = [f"{overlay.base}+{overlay.id}" for overlay in Catalog().overlays()]
    names = {f"{name}.html" for name in ("index", *Catalog().ids(), *overlays)}
    assert set(files(folder)) == names | {LIST}
    assert text == f"Đã ghi {len(names)} trang vào {folder}. Mở {folder / 'index.html'} để xem.\n"


def test_only_the_rulesets_named(folder):
    """The index lists them alone, and links to no page that is not there."""
    done("tt44-2014", "tt44-2014", "--out", folder)
    assert set(files(folder)) == {"index.html", "tt44-2014.html", LIST}
    index = Page((folder / "index.html").read_text("utf-8"))
    assert [link for link in index.links if not link.startswith("#")] == ["tt44-2014.html"]
    page = Page((folder / "tt44-2014.html").read_text("utf-8"))
    assert "25/2023/TT-BGDĐT commune-tt25-2023" in page.at("tom-tat")
    assert "commune-tt25-2023.html" not in page.links


def test_json_lists_the_pages(folder):
    """A program learns which file is the page of what."""
    listed = json.loads(done("unit-tt22-2020", "--out", folder, "--format", "json"))
    overlay = "unit-tt22-2020+ha-noi-kh103-2021"
    assert listed == {
        "folder": str(folder),
        "pages": [
            {"of": "index", "file": "index.html", "failed": 0},
            {"of": "unit-tt22-2020", "file": "unit-tt22-2020.html", "failed": 0},
            {"of": overlay, "file": f"{overlay}.html", "failed": 0},
        ],
        "removed": 0,
    }


def test_a_locality_s_ruleset_has_its_page(folder, tmp_path):
    """Local shelves are read like the shipped one."""
    local = shelf(tmp_path / "bo-cua-xa", samples.POINTS)
    done("mini", "--out", folder, "--rules", local)
    page = Page((folder / "mini.html").read_text("utf-8"))
    assert "Xã nhỏ" in page.text


def test_names_that_differ_by_case_alone_do_not_overwrite_each_other(folder, tmp_path):
    """A ruleset called Index does not take the place of the index."""
    local = tmp_path / "bo-cua-xa"
    shelf(local, samples.POINTS)
    text = samples.POINTS.replace("id: mini", "id: Index")
    (local / "commune" / "Index.yaml").write_text(text, "utf-8")
    done("Index", "--out", folder, "--rules", local)
    assert set(files(folder)) == {"index.html", "+Index.html", LIST}
    assert "+Index.html" in Page((folder / "index.html").read_text("utf-8")).links


def test_every_case_is_on_its_ruleset_s_page(whole):
    """Note, source and number of every block of every table, with each step of a ladder."""
    pages = {name: Page(data.decode()) for name, data in files(whole[0]).items() if name != LIST}
    told = 0
    for block in blocks(Catalog().tables()):
        overlay = f"+{block.entry.overlay}" if block.entry.overlay else ""
        page = pages[f"{block.ruleset}{overlay}.html"]
        text = page.at(f"vd-{block.table}:{block.entry.id}")
        assert " ".join(block.entry.note.split()) in text
        assert " ".join(block.entry.source.split()) in text
        if block.entry.ladder:
            assert text.count("→") == len(list(block.entry.ladder.steps()))
        told += 1
    rows = (page.root.of_class("examples") for page in pages.values())
    assert told == sum(len(list(t.every("tr"))) - 1 for tables in rows for t in tables)


def test_the_page_says_what_changed_since_the_ruleset_before(folder, tmp_path):
    """A ruleset that replaces another of its line tells each difference from it."""
    local = shelf(tmp_path / "bo-cua-xa", samples.POINTS.replace("from: 2020", "from: 2030"))
    newer = samples.POINTS.replace("id: mini", "id: mini-2031").replace("50%", "60%")
    newer = newer.replace("number: 1/QĐ", "number: 2/QĐ, repeals: 1/QĐ").replace("2020", "2031")
    (local / "commune" / "mini-2031.yaml").write_text(newer, "utf-8")
    done("mini", "mini-2031", "--out", folder, "--rules", local)
    history = Page((folder / "mini-2031.html").read_text("utf-8")).at("lich-su")
    assert "So với bộ trước" in history
    assert "50%" in history
    assert "60%" in history
    older = Page((folder / "mini.html").read_text("utf-8"))
    assert "mini-2031.html" in older.links
    assert "lich-su" not in older.ids


# --- cases that no longer hold ---------------------------------------------------------

CORRECTION = """\
id: household-qd448-2015-doi-chieu-001
base: household-qd448-2015
confirmed: {by: Nguyễn Văn A, on: 2026-11-22}
changes:
- {item: A3.1, figure: max, was: '10', to: '10', source: Phụ lục 1}
- {item: dat, figure: when.total.at_least, was: '70', to: '75', source: Điều 2}
"""


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """A shelf where the pass mark of households was read as 75, and one figure confirmed."""
    overlays = tmp_path / "xa" / "overlays"
    overlays.mkdir(parents=True)
    (overlays / "household-qd448-2015-doi-chieu-001.yaml").write_text(CORRECTION, "utf-8")
    return tmp_path / "xa"


def test_a_case_that_a_correction_breaks_is_marked(folder, corrected):
    """What the table expects, what comes now, the figure behind it; the others stay unmarked."""
    text = done("household-qd448-2015", "clan-qd448-2015", "--out", folder, "--rules", corrected)
    assert "household-qd448-2015.html: 2 trường hợp kiểm chứng không còn đúng" in text
    page = Page((folder / "household-qd448-2015.html").read_text("utf-8"))
    told = page.at("vd-qd448:ho-70")
    assert "Không còn đúng, nay ra: Chưa đạt; chưa đủ điều kiện công nhận" in told
    assert "dat, tổng điểm ít nhất: 70 → 75" in told
    assert "A3.1" not in told.partition("Con số đã sửa")[2]
    ladder = page.at("vd-qd448:ho-cong-nhan")
    assert ladder.count("Không còn đúng") == 1
    (box,) = page.root.of_class("failed")
    assert box.text.startswith("2 trường hợp không còn đúng với bộ này.")
    assert {"#vd-qd448:ho-70", "#doi-chieu"} <= {e.attributes["href"] for e in box.every("a")}
    rows = [row.text for table in page.root.of_class("examples") for row in table.every("tr")]
    assert sum("Không còn đúng" in row for row in rows) == 2
    other = Page((folder / "clan-qd448-2015.html").read_text("utf-8"))
    assert "Không còn đúng" not in other.text


def test_json_counts_the_cases_that_do_not_hold(folder, corrected):
    """Page by page."""
    given = ("household-qd448-2015", "--out", folder, "--rules", corrected)
    listed = json.loads(done(*given, "--format", "json"))["pages"]
    assert [page["failed"] for page in listed] == [0, 2]


def test_on_the_shipped_shelf_every_case_holds(whole):
    """No page of ours says otherwise."""
    pages = [data.decode() for name, data in files(whole[0]).items() if name != LIST]
    assert len(pages) > len(Catalog().ids())
    assert all("Không còn đúng" not in page for page in pages)


def test_the_pages_count_what_verify_lists(whole):
    """The index tells of each ruleset how many figures `rules verify` lists."""
    text = Page((whole[0] / "index.html").read_text("utf-8")).text
    listed = CliRunner().invoke(
        cli.main, ["rules", "verify", "commune-tt25-2023", "--format", "json"]
    )
    left = len(json.loads(listed.stdout)["figures"])
    assert left > 0
    assert f"48/48 con số của thang Cả bộ còn {left} con số chưa đối chiếu" in text


def test_a_malformed_table_writes_nothing(folder, tmp_path):
    """A locality's table with an unknown item stops the work before the first page."""
    cases = tmp_path / "xa" / "cases"
    cases.mkdir(parents=True)
    (cases / "xa.yaml").write_text(
        "about: thử\nruleset: tt44-2014\ncases:\n"
        "- {id: a, note: a, source: Điều 1, expect: {points: {'99.1': 1}}}\n",
        "utf-8",
    )
    given = ("tt44-2014", "--out", folder, "--rules", tmp_path / "xa")
    assert refused(3, *given) == ["cases.unknown_item"]
    assert not folder.exists()


# --- the same again --------------------------------------------------------------------


def test_the_same_rulebook_gives_the_same_bytes(folder, tmp_path):
    """Two runs differ in nothing, and neither tells the day on which it ran."""
    done("--out", folder, "tt44-2014")
    done("--out", tmp_path / "lan-hai", "tt44-2014")
    assert files(folder) == files(tmp_path / "lan-hai")
    assert "Tính đến ngày" not in (folder / "index.html").read_text("utf-8")


def test_a_day_that_is_named_is_told(folder):
    """--as-of decides what is in force, and stands on the index and at the foot of each page."""
    done("--out", folder, "tt44-2014", "--as-of", "2020-05-01")
    index = (folder / "index.html").read_text("utf-8")
    assert "Tính đến ngày 01/05/2020." in index
    assert "Đang có hiệu lực" in index
    assert r"01\2f 05\2f 2020" in (folder / "tt44-2014.html").read_text("utf-8")


def test_our_own_folder_is_written_again(full):
    """Pages of ours are renewed, those no longer among them go, others' files stay."""
    (full / "ghi-chu.txt").write_text("của tôi", "utf-8")
    (full / f"{SMALL}.html").write_text("cũ", "utf-8")
    done("--out", full, SMALL)
    assert set(files(full)) == {"index.html", f"{SMALL}.html", "ghi-chu.txt", LIST}
    assert (full / "ghi-chu.txt").read_text("utf-8") == "của tôi"
    assert "<h1>" in (full / f"{SMALL}.html").read_text("utf-8")


# --- what is refused -------------------------------------------------------------------


def test_pages_taken_away_are_counted(full):
    """After all rulesets one alone leaves two pages: the line says how many went, and so does JSON."""
    before = len(files(full))
    page = done(SMALL, "--out", full)
    gone = before - len(files(full))
    assert gone > 10
    assert f"Đã xóa {gone} trang của lần ghi trước" in page
    assert "Đã xóa" not in done(SMALL, "--out", full)
    again = json.loads(done(SMALL, "--out", full, "--format", "json"))
    assert again["removed"] == 0


def test_a_folder_must_be_named():
    """Without --out nothing is written: a usage error."""
    assert refused(2) == ["usage.missing_argument"]


def test_a_name_for_a_file_is_no_folder(tmp_path):
    """A name that ends like a file's is refused, and nothing is made."""
    assert refused(2, "--out", tmp_path / "so" / "trang.html") == ["usage.folder_wanted"]
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ruleset_writes_nothing(folder):
    """The nearest name is offered, and no folder is made."""
    assert refused(2, "tt45-2014", "--out", folder) == ["usage.unknown_ruleset"]
    assert not folder.exists()


def test_a_bad_ruleset_writes_nothing(folder, tmp_path):
    """A locality's file with an error stops the work before the first page."""
    local = shelf(tmp_path / "bo-cua-xa", samples.POINTS.replace("points: 3", "points: 9"))
    assert "ruleset.sum_of_indicators" in refused(4, "--out", folder, "--rules", local)
    assert not folder.exists()


def test_a_folder_of_others_is_left_alone(folder):
    """A folder that holds anything else is refused, and nothing in it changes."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("trang của xã", "utf-8")
    before = files(folder)
    assert refused(2, "--out", folder, SMALL) == ["pages.foreign_file"]
    assert files(folder) == before


def test_an_empty_folder_will_do(folder):
    """It need not be ours if nothing is in it."""
    folder.mkdir(parents=True)
    done("--out", folder, SMALL)
    assert f"{SMALL}.html" in files(folder)


def test_a_file_of_others_keeps_its_name(folder):
    """Even in our folder, a page is not written over a file that is not on our list."""
    done("--out", folder, SMALL)
    (folder / "citizen-qd324-2023.html").write_text("của tôi", "utf-8")
    assert refused(2, "--out", folder, SMALL, "citizen-qd324-2023") == ["pages.foreign_file"]
    assert (folder / "citizen-qd324-2023.html").read_text("utf-8") == "của tôi"


def test_a_file_is_no_folder(tmp_path):
    """A file in the place of the folder stays as it is."""
    path = tmp_path / "trang"
    path.write_text("của tôi", "utf-8")
    assert refused(2, "--out", path, SMALL) == ["pages.not_a_folder"]
    assert path.read_text("utf-8") == "của tôi"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_page_that_became_a_link_is_not_followed(folder, tmp_path):
    """A link in the place of a page of ours leads nothing outside the folder to be written."""
    done("--out", folder, SMALL)
    outside = tmp_path / "ngoai.html"
    outside.write_text("của tôi", "utf-8")
    (folder / f"{SMALL}.html").unlink()
    (folder / f"{SMALL}.html").symlink_to(outside)
    assert refused(2, "--out", folder, SMALL) == ["pages.foreign_file"]
    assert outside.read_text("utf-8") == "của tôi"


def test_the_list_reaches_nothing_outside_the_folder(folder, tmp_path):
    """Names on a list that someone changed are deleted only if they could be pages in here."""
    done("--out", folder, SMALL)
    outside = folder.parent / "ngoai.html"
    outside.write_text("của tôi", "utf-8")
    with (folder / LIST).open("a", encoding="utf-8") as file:
        file.write("../ngoai.html\n/etc/hosts\nkhong-co.html\n")
    done("--out", folder, SMALL)
    assert outside.read_text("utf-8") == "của tôi"
    assert (folder / LIST).read_text("utf-8") == f"{SMALL}.html\nindex.html\n"
