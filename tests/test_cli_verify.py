"""`cdht rules verify`: the checklist on the screen, as Excel, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import cli
from assessment.intake.checklist import read_checklist
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.comparing import compared

HOUSEHOLD = "household-qd448-2015"
FIRST = 5
CLOSED, OPEN = "ABCDEF", "GHI"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli.main, ["rules", "verify", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: str | Path) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


def names(id_: str) -> list[str]:
    return [figure.name for figure in compared(Catalog(), id_).left]


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    done(HOUSEHOLD, "--out", tmp_path / "bang.xlsx")
    return openpyxl.load_workbook(tmp_path / "bang.xlsx").active


def lines(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows that name a figure."""
    return (row for row in sheet.iter_rows(min_row=FIRST) if row[2].value)


# --- on the screen ---------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("id_", [HOUSEHOLD, "tt44-2014", "commune-tt25-2023"])
def test_the_page_names_every_unverified_figure(id_, lang):
    """Each figure stands on the page by its name, within 80 columns."""
    page = done(id_, "--lang", lang).stdout
    assert all(f"{name}  " in page for name in names(id_))
    assert max(map(len, page.splitlines())) <= 80


def test_the_page_groups_figures_and_says_their_basis():
    """Under each criterion the item, its figures with value and basis, and the source."""
    page = done(HOUSEHOLD).stdout
    assert "29 con số chưa đối chiếu" in page
    part = page[page.index("A3. Điều kiện học tập của gia đình") : page.index("A4. ")]
    assert "A3:max  điểm tối đa: 20 (tạm, chưa đối chiếu)" in part
    assert "A3:title.text  tên (theo nguồn đăng lại)" in part
    assert "(căn cứ: S8)" in part
    assert "A3.1 Có góc học tập hoặc tủ sách\n      A3.1:text  lời văn (tạm" in part
    flowing = " ".join(page.split())
    area = "dat:disadvantaged.when.total.at_least tổng điểm ít nhất (khu vực khó khăn): 60 (tạm"
    assert area in flowing


def test_a_ruleset_of_verbatim_figures_has_nothing_to_verify():
    """Where everything was read in the official text, the page says so."""
    assert "đã là nguyên văn" in done("literacy-nd20-2014").stdout


def test_json_lists_the_figures():
    """Name, wording, value, basis and source of each, in the ruleset's order."""
    found = json.loads(done(HOUSEHOLD, "--format", "json").stdout)
    assert found["ruleset"] == HOUSEHOLD
    assert len(found["sha256"]) == 64
    assert [figure["name"] for figure in found["figures"]] == names(HOUSEHOLD)
    entry = next(f for f in found["figures"] if f["name"] == "dat:when.total.at_least")
    assert entry["text"] == "Gia đình học tập: tổng điểm ít nhất"
    assert (entry["value"], entry["basis"]) == ("70", "placeholder")


def test_an_unknown_ruleset_is_told():
    """The nearest ruleset is offered; exit code 2."""
    result = run("tt44-2015")
    assert result.exit_code == 2
    assert "tt44-2014" in result.stderr


# --- as Excel --------------------------------------------------------------------------


def test_the_workbook_lists_every_figure_once(sheet):
    """A row a figure, with its wording, value, basis and source, and three blank cells."""
    rows = list(lines(sheet))
    assert sorted(f"{row[0].value}:{row[2].value}" for row in rows) == sorted(names(HOUSEHOLD))
    assert all(cell.value for row in rows for cell in row[3:6])
    assert all(cell.value is None for row in rows for cell in row[6:9])


def test_the_workbook_is_made_to_be_filled_in(sheet):
    """Head frozen, three columns open and the rest closed without a password, cells wrapped."""
    assert sheet.freeze_panes == f"A{FIRST}"
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for row in lines(sheet):
        assert [cell.protection.locked for cell in row] == [True] * 6 + [False] * 3
        assert all(cell.alignment.wrap_text for cell in row)
        assert {cell.number_format for cell in row} == {"@"}


def test_the_workbook_prints_on_a4_landscape_with_its_head_on_every_page(sheet):
    """One page wide, as many as it takes, the heads of the columns repeated."""
    assert sheet.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (int(setup.fitToWidth), int(setup.fitToHeight)) == (1, 0)


def test_the_workbook_colours_bases_apart(sheet):
    """A placeholder is seen at once beside what is reported or inferred."""
    colours = {row[4].value: row[4].fill.start_color.rgb for row in lines(sheet)}
    assert len(colours) == len(set(colours.values())) == 3


def test_the_workbook_hints_at_what_to_write(sheet):
    """Every open value has a hint, and a choice of few has a list with the word of assent."""
    rules = sheet.data_validations.dataValidation
    hinted = {cell for rule in rules for area in rule.sqref.ranges for cell in cells(area)}
    assert hinted == {row[6].coordinate for row in lines(sheet)}
    assert all(rule.prompt for rule in rules)
    lists = [rule.formula1 for rule in rules if rule.type == "list"]
    assert lists == ['"đúng,tính đủ điểm,không tính"']


def cells(area: Any) -> list[str]:
    return [f"G{row}" for row in range(area.min_row, area.max_row + 1)]


def test_an_item_that_looks_like_a_formula_is_text(tmp_path):
    """The text of a local ruleset cannot smuggle a formula into the file."""
    shelf = tmp_path / "bo"
    (shelf / "household").mkdir(parents=True)
    source = Path("criteria/household/household-qd448-2015.yaml")
    text = (Path(__file__).resolve().parents[1] / source).read_text("utf-8")
    text = text.replace("text: Có góc học tập hoặc tủ sách", "text: '=HYPERLINK(\"http://x\")'")
    (shelf / "household" / source.name).write_text(text, encoding="utf-8")
    done(HOUSEHOLD, "--rules", shelf, "--out", tmp_path / "bang.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "bang.xlsx").active
    (cell,) = (c for row in sheet.iter_rows() for c in row if str(c.value).startswith("=HYPER"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("suffix", [".xlsx", ".md"])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("id_", Catalog().ids())
def test_a_blank_checklist_reads_back(tmp_path, id_, suffix, lang):
    """What is written for any ruleset, in either language, is a checklist with blank rows."""
    path = tmp_path / f"bang{suffix}"
    result = done(id_, "--lang", lang, "--out", path)
    assert result.stdout == ""
    assert path.name in result.stderr
    if not names(id_):
        return
    found = read_checklist(path)
    assert (found.ruleset, found.filled, found.blank) == (id_, (), len(names(id_)))


# --- files -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".xlsx", ".md"])
def test_a_checklist_is_never_written_over(tmp_path, suffix):
    """It may be filled in already; exit code 2, and the file stays."""
    path = tmp_path / f"bang{suffix}"
    path.write_bytes(b"cu")
    result = run(HOUSEHOLD, "--out", path)
    assert result.exit_code == 2
    assert "confirm.checklist_exists" in result.stderr
    assert path.read_bytes() == b"cu"


def test_other_formats_are_refused(tmp_path):
    """A page is not written into a file that a program will open as something else."""
    result = run(HOUSEHOLD, "--out", tmp_path / "bang.ods")
    assert result.exit_code == 2
    assert "confirm.unknown_format" in result.stderr
    assert not (tmp_path / "bang.ods").exists()


def test_the_page_may_be_kept(tmp_path):
    """--out with .txt writes the page of the screen."""
    done(HOUSEHOLD, "--out", tmp_path / "bang.txt")
    assert (tmp_path / "bang.txt").read_text("utf-8") == done(HOUSEHOLD).stdout


def test_a_checklist_that_cannot_be_written_is_told(tmp_path):
    """A folder that is not there ends in a notice."""
    result = run(HOUSEHOLD, "--out", tmp_path / "khong-co" / "bang.xlsx")
    assert result.exit_code == 2
    assert "usage.no_folder" in result.stderr


def test_a_threshold_of_a_level_says_its_name_once():
    """A level called "Mức độ 1" is not "mức Mức độ 1"."""
    said = done("commune-tt25-2023").stdout + done("tt44-2014").stdout
    assert "ngưỡng (" in said
    assert "mức Mức" not in said
