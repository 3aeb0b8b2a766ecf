"""The form as it is written: what is open, what is asked, how it prints, and that text stays text."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessment.errors import DossierError
from assessment.intake.read import read_dossier
from assessment.rulebook.catalog import Catalog
from assessment.views.form.book import workbook
from assessment.views.form.plan import plan
from assessment.views.form.sheets import OPEN, OPEN_QUIET, TEAM
from assessment.wording import Words
from tests.forms import read, written
from tests.samples import dossier_text

pytestmark = pytest.mark.usefixtures("untraced")

ROOT = Path(__file__).resolve().parents[3]
CATALOG = Catalog()
TT44, HOUSEHOLD = CATALOG.get("tt44-2014"), CATALOG.get("household-qd448-2015")
KNOWN = {
    *("AND", "OR", "NOT", "IF", "IFERROR", "ISBLANK", "ISERROR", "ISLOGICAL", "ISNUMBER", "ISTEXT"),
    *("CHAR", "FIND", "LEFT", "LEN", "LOWER", "MID", "RIGHT", "SUBSTITUTE", "TRIM", "VALUE"),
    *("MIN", "SUM", "SUMPRODUCT"),
}
HIDDEN = {"Mã lựa chọn", "Tính điểm", "Danh mục"}


def book(ruleset: Any, dossier: Any = None, lang: str = "vi") -> Any:
    return openpyxl.load_workbook(BytesIO(workbook(ruleset, Words(lang), dossier)))


@pytest.fixture(scope="module")
def blank() -> Any:
    return book(TT44)


def shown(found: Any) -> list[Any]:
    return [sheet for sheet in found.worksheets if sheet.sheet_state == "visible"]


def rows(found: Any) -> list[tuple[str, str]]:
    """The codes of evidence, with what each row takes."""
    pairs = []
    for sheet in shown(found)[1:]:
        pairs += [(row[17].value, row[18].value) for row in sheet.iter_rows(min_row=4)]
    return [(key, kind) for key, kind in pairs if key and key.startswith("evidence.")]


@pytest.mark.parametrize("id_", CATALOG.ids())
def test_every_piece_of_evidence_has_one_row_to_fill_in(id_):
    """Each key once, each share and each judged item under its id; others only show it again."""
    ruleset = CATALOG.get(id_)
    asked = [key for key, kind in rows(book(ruleset)) if kind != "again"]
    wanted = {f"evidence.{key}" for key in (*ruleset.evidence, *ruleset.keyed_by_id)}
    assert len(asked) == len(set(asked))
    assert set(asked) == wanted


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("id_", CATALOG.ids())
def test_a_blank_form_lacks_nothing_but_a_name(tmp_path, id_, lang):
    """Of any ruleset, in either language: with a name it is a dossier that states nothing."""
    ruleset = CATALOG.get(id_)
    path = written(tmp_path / "phieu.xlsx", ruleset, None, lang)
    with pytest.raises(DossierError) as refused:
        read_dossier(path)
    (notice,) = refused.value.notices
    found = openpyxl.load_workbook(path)
    found.worksheets[0][notice.place.cell.at] = "Nơi thử"
    found.save(path)
    dossier = read(path)
    assert (dossier.subject.name, dossier.subject.kind) == ("Nơi thử", ruleset.subject)
    assert (dossier.ruleset, dict(dossier.evidence), dossier.period) == (id_, {}, None)


def test_a_long_ruleset_has_a_sheet_a_criterion_and_a_short_one_a_single_sheet():
    """Fifteen criteria are fifteen sheets; ten judged items fit on one."""
    names = [sheet.title for sheet in shown(book(TT44))]
    assert names == ["Hướng dẫn", "Số liệu chung", *(f"Tiêu chí {n}" for n in range(1, 16))]
    assert [sheet.title for sheet in shown(book(HOUSEHOLD))] == ["Hướng dẫn", "Phiếu"]
    assert {s.title for s in book(TT44).worksheets if s.sheet_state == "hidden"} == HIDDEN


def test_only_coloured_cells_are_open(blank):
    """The sheets are protected without a password; what is coloured is open, all else is closed."""
    colours = {colour.replace("#", "FF") for colour in (OPEN, OPEN_QUIET, TEAM)}
    for sheet in shown(blank):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        for row in sheet.iter_rows():
            for cell in row:
                legend = cell.value in ("ô của đơn vị tự khai", "ô của đoàn kiểm tra")
                coloured = cell.fill.start_color.rgb in colours and not legend
                assert cell.protection.locked != coloured, cell.coordinate


def test_a_form_prints_on_a4_with_its_heads_on_every_page(blank):
    """Landscape, one page wide, heads frozen and repeated; codes are not printed."""
    for sheet in shown(blank)[1:]:
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes == "A4"
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert (int(setup.fitToWidth or 1), int(setup.fitToHeight)) == (1, 0)
        assert "$A$1:$Q$" in sheet.print_area


def test_every_value_is_looked_at_while_somebody_types(blank):
    """Lists for choices and yes or no, bounds for numbers; what is odd is asked about, and may stay."""
    sheet = blank["Tiêu chí 4"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    kinds = {rule.type for rule in rules.values()}
    assert kinds >= {"list", "whole", "decimal"}
    assert {rule.errorStyle for rule in rules.values()} == {"warning"}
    assert all(0 < len(rule.error) <= 255 for rule in rules.values())
    for row in range(4, sheet.max_row + 1):
        kind = sheet.cell(row, 19).value
        if kind and kind not in ("again", "text"):
            assert any(f"E{row}" in ref.split() for ref in rules), row


def test_what_few_need_is_out_of_sight_until_it_is_used():
    """Illustrative figures and papers of the inspection have columns that show when filled."""
    plain, used = book(TT44)["Tiêu chí 5"], book(TT44, example())["Tiêu chí 5"]
    assert plain.column_dimensions["M"].hidden
    assert not used.column_dimensions["M"].hidden
    assert used.column_dimensions["P"].hidden


def example() -> Any:
    return read_dossier(ROOT / "examples" / "xa-tien-tan-2019.yaml")


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    """A note that begins with a sign of equality is written and read back as it is."""
    note = '=HYPERLINK("http://x")'
    dossier = dossier_text(
        f"subject: {{kind: household, name: '+84'}}\nruleset: {HOUSEHOLD.id}\n"
        f"note: '@x'\nevidence:\n  A1.1: {{value: 8, note: '{note}', documents: ['-a', '=b']}}\n"
    )
    path = written(tmp_path / "phieu.xlsx", HOUSEHOLD, dossier)
    found = openpyxl.load_workbook(path)
    cells = [
        c for s in shown(found) for r in s.iter_rows() for c in r if c.value in (note, "+84", "@x")
    ]
    assert len(cells) == 3
    assert {(c.data_type, c.quotePrefix) for c in cells} == {("s", True)}
    again = read(path)
    assert (again.subject.name, again.note) == ("+84", "@x")
    assert (again.evidence["A1.1"].note, again.evidence["A1.1"].documents) == (note, ("-a", "=b"))


def test_the_top_of_a_form_says_what_it_comes_to_so_far():
    """Total and rating of what is filled in, before any spreadsheet recalculates."""
    front = openpyxl.load_workbook(
        BytesIO(workbook(TT44, Words("vi"), example())), data_only=True
    ).worksheets[0]
    assert [cell.value for cell in front[4][:3]] == ["Điểm đến nay", 93.5, "Loại tốt"]


def test_the_first_sheet_says_how_much_is_filled_in():
    """Of each section, before any spreadsheet recalculates."""
    front = openpyxl.load_workbook(
        BytesIO(workbook(TT44, Words("vi"), example())), data_only=True
    ).worksheets[0]
    said = {row[0].value: row[1].value for row in front.iter_rows(min_row=10)}
    assert (said["Tiêu chí 5"], said["Tiêu chí 12"]) == (
        "đã ghi 8/8 số liệu",
        "đã ghi 3/3 số liệu",
    )
    empty = book(TT44).worksheets[0]
    formulas = [row[1].value for row in empty.iter_rows(min_row=10)]
    assert any(isinstance(f, str) and "SUM('Tiêu chí 5'!" in f for f in formulas)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_spreadsheet_knows_the_formulas_of_figures(lang):
    """Only functions of Excel 2010 and LibreOffice, none too long or too deep."""
    found = [
        cell.value
        for sheet in shown(book(TT44, lang=lang))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert found
    for text in found:
        bare = re.sub(r'"(?:[^"]|"")*"|\'[^\']*\'', "", text)
        assert set(re.findall(r"([A-Z_.a-z]+)\(", bare)) <= KNOWN
        assert len(text) <= 8192
        assert max(accumulate((c == "(") - (c == ")") for c in bare)) <= 64


def test_each_criterion_says_its_points_so_far():
    """On its own sheet, or beside its heading where there is one sheet for all."""
    found = openpyxl.load_workbook(BytesIO(workbook(TT44, Words("vi"), example())), data_only=True)
    assert [found[f"Tiêu chí {n}"]["J2"].value for n in (4, 5, 9)] == [
        "Điểm đến nay: 12",
        "Điểm đến nay: 12",
        "Điểm đến nay: 6,5",
    ]
    short = openpyxl.load_workbook(BytesIO(workbook(HOUSEHOLD, Words("vi"))), data_only=True)
    said = [row[9].value for row in short["Phiếu"].iter_rows(min_row=4) if row[9].value]
    assert said == [f"Điểm đến nay: 0–{most}" for most in (30, 30, 20, 20)]


def test_a_plan_opens_each_item_with_its_rule():
    """The rule of an item stands once, in words, with its scale."""
    (section,) = [s for s in plan(TT44, Words("vi")).sections if s.name == "Tiêu chí 9"]
    rules = [line.rule for line in section.lines if line.rule]
    assert rules[0][0] == TT44.indicators["9.1"].text
    assert "60%" in "; ".join(rules[0])
