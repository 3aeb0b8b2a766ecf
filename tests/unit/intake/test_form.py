"""Forms read back: what people do to them, and each slip told with its sheet and cell."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.intake.read import read_dossier
from assessment.rulebook.catalog import Catalog
from tests.forms import said, written

pytestmark = pytest.mark.usefixtures("untraced")

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "xa-tien-tan-2019.yaml"
TT44 = Catalog().get("tt44-2014")
FRONT, COMMON, ALL = "Hướng dẫn", "Số liệu chung", "Phiếu"


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    """Without the sheets of formulas: they are not read back, and take their time."""
    path = tmp_path_factory.mktemp("phieu") / "phieu.xlsx"
    book = openpyxl.load_workbook(written(path, TT44, read_dossier(EXAMPLE)))
    for name in ("Tính điểm", "Danh mục"):
        del book[name]
    book.save(path)
    return path


class Form:
    """A form in somebody's hands."""

    def __init__(self, original: Path, path: Path) -> None:
        self.book = openpyxl.load_workbook(original)
        self.path = path

    def sheet(self, name: str) -> Any:
        return self.book[name]

    def find(self, key: str) -> tuple[Any, int]:
        """The sheet and the row of a code that takes a value."""
        for sheet in self.book.worksheets:
            heads = self.heads(sheet)
            if "key" not in heads:
                continue
            for row in range(1, sheet.max_row + 1):
                kind = sheet.cell(row, heads["kind"]).value
                if sheet.cell(row, heads["key"]).value == key and kind != "again":
                    return sheet, row
        raise AssertionError(key)

    @staticmethod
    def heads(sheet: Any) -> dict[str, int]:
        called = {
            "GIÁ TRỊ": "value",
            "Văn bản minh chứng": "documents",
            "Ghi chú": "note",
            "Người cung cấp": "by",
            "Đoàn kiểm tra: giá trị": "inspected",
            "Đoàn không chấp nhận": "rejected",
            "Đoàn kiểm tra: lý do": "why",
            "Số minh họa": "illustrative",
            "Đơn vị tính": "unit",
            "Mã (đừng sửa)": "key",
            "Kiểu": "kind",
        }
        found: dict[str, int] = {}
        for row in sheet.iter_rows(max_row=6):
            for cell in row:
                if cell.value in called:
                    found.setdefault(called[cell.value], cell.column)
        return found

    def cell(self, key: str, column: str = "value") -> Any:
        sheet, row = self.find(key)
        return sheet.cell(row, self.heads(sheet)[column])

    def put(self, key: str, value: Any, column: str = "value", format_: str | None = None) -> Any:
        cell = self.cell(key, column)
        cell.value = value
        if format_:
            cell.number_format = format_
        return cell

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path

    def read(self) -> Any:
        return read_dossier(self.save())


@pytest.fixture
def form(original, tmp_path) -> Form:
    return Form(original, tmp_path / "da-dien.xlsx")


def value(form: Form, key: str) -> Any:
    claim = form.read().evidence[key.removeprefix("evidence.")]
    return {name: x for name, x in claim.model_dump().items() if x and name != "illustrative"}


# --- as people write -------------------------------------------------------------------

COUNT, SHARE, NUMBER = "evidence.organisations", "evidence.3.2", "evidence.poverty_reduction_points"
YES, CHOICE = "evidence.annual_plan", "evidence.funding"


@pytest.mark.parametrize(
    ("key", "typed", "format_", "wanted"),
    [
        (COUNT, 12, None, {"value": "12"}),
        (COUNT, 12.0, "#,##0", {"value": "12"}),
        (COUNT, " 12 ", None, {"value": "12"}),
        (COUNT, "12\u00a0", None, {"value": "12"}),
        (COUNT, "1.662", None, {"value": "1.662"}),
        (COUNT, "1 662", None, {"value": "1662"}),
        (COUNT, "1\u00a0662 tổ chức", None, {"value": "1662"}),
        (COUNT, "trên 70", None, {"at_least": "71"}),
        (COUNT, "từ 70 trở lên", None, {"at_least": "70"}),
        (COUNT, "không quá 5", None, {"at_most": "5"}),
        (COUNT, "dưới 5", None, {"at_most": "4"}),
        (COUNT, "≥ 1.200", None, {"at_least": "1.200"}),
        (COUNT, "10 - 12", None, {"at_least": "10", "at_most": "12"}),
        (COUNT, "55 (luật: 12; nghề: 43)", None, {"value": "55", "parts": {"luật": "12", "nghề": "43"}}),
        (COUNT, "55, trong đó: 12 luật, 43 nghề", None, {"value": "55", "parts": {"luật": "12", "nghề": "43"}}),
        (COUNT, "55 (12 luật, 43 nghề)", None, {"value": "55", "parts": {"luật": "12", "nghề": "43"}}),
        (COUNT, "55 (gồm 12 luật, 40 nghề)", None, {"value": "55", "parts": {"luật": "12", "nghề": "40"}}),
        (COUNT, "55 (ước tính)", None, {"value": "55", "note": "ước tính"}),
        (SHARE, "75% (theo báo cáo)", None, {"value": "75%", "note": "theo báo cáo"}),
        (SHARE, 0.7, "0%", {"value": "70%"}),
        (SHARE, 0.4385, "0.00%", {"value": "43.85%"}),
        (SHARE, "70%", None, {"value": "70%"}),
        (SHARE, "43,85 %", None, {"value": "43,85%"}),
        (SHARE, "trên 70%", None, {"at_least": "70%"}),
        (SHARE, "Từ 60% đến 70%", None, {"at_least": "60%", "at_most": "70%"}),
        (SHARE, "từ 60 đến 70%", None, {"at_least": "60%", "at_most": "70%"}),
        (NUMBER, "0,6", None, {"value": "0,6"}),
        (NUMBER, 0.6, None, {"value": "0.6"}),
        (YES, "x", None, {"value": "có"}),
        (YES, "X ", None, {"value": "có"}),
        (YES, "✓", None, {"value": "có"}),
        (YES, "Có", None, {"value": "có"}),
        (YES, unicodedata.normalize("NFD", "không"), None, {"value": "không"}),
        (YES, True, None, {"value": "có"}),
        (CHOICE, "Bố trí đủ", None, {"value": "du"}),
        (CHOICE, unicodedata.normalize("NFD", "bố trí ĐỦ "), None, {"value": "du"}),
    ],
)  # fmt: skip
def test_values_are_read_as_people_write_them(form, key, typed, format_, wanted):
    """Numbers as text, commas, percent cells, ranges in words, parts, ticks, decomposed letters."""
    for column in ("note", "documents", "by"):
        form.put(key, None, column)
    form.put(key, typed, format_=format_)
    assert value(form, key) == wanted


def test_a_remark_in_the_cell_joins_the_note_beside_it(form):
    """Neither takes the place of the other."""
    form.put("evidence.under3", "268 (ước tính)")
    form.put("evidence.under3", "sổ theo dõi", "note")
    found = form.read().evidence["under3"]
    assert (found.value, found.note) == ("268", "sổ theo dõi; ước tính")


def test_only_the_escape_of_a_line_break_is_taken_out(form):
    """What Excel writes before a line break goes; the same letters elsewhere are text."""
    form.put("evidence.under3", "dòng một_x000D_\ndòng hai _x000D_ hết", "note")
    assert form.read().evidence["under3"].note == "dòng một\ndòng hai _x000D_ hết"


@pytest.mark.parametrize("typed", ["", " ", "-", "…", "–"])
def test_a_dash_says_nothing(form, typed):
    """What is not known is not there, and not 0."""
    for column in ("note", "documents", "by", "illustrative"):
        form.put("evidence.under3", None, column)
    form.put("evidence.under3", typed)
    assert "under3" not in form.read().evidence


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (datetime(2019, 1, 1), datetime(2019, 12, 31), (date(2019, 1, 1), date(2019, 12, 31))),  # noqa: DTZ001
        ("1/1/2019", "31.12.2019", (date(2019, 1, 1), date(2019, 12, 31))),
        ("2019-01-01", " 31/12/2019 ", (date(2019, 1, 1), date(2019, 12, 31))),
        (2019, 2019, (date(2019, 1, 1), date(2019, 12, 31))),
        ("2021-2022", "2021-2022", (date(2021, 9, 1), date(2022, 8, 31))),
        ("ngày 1 tháng 9 năm 2021", "tháng 8/2022", (date(2021, 9, 1), date(2022, 8, 31))),
        ("năm học 2025-2026", "năm học 2025-2026", (date(2025, 9, 1), date(2026, 8, 31))),
        ("Năm học 2025/2026", None, (date(2025, 9, 1), date(2026, 8, 31))),
        (None, "2025 – 2026", (date(2025, 9, 1), date(2026, 8, 31))),
        ("01/01/2025 - 31/12/2025", None, (date(2025, 1, 1), date(2025, 12, 31))),
        ("01/01/2025 - 31/12/2025", "31/12/2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("từ 01/01/2025 đến 31/12/2025", "31/12/2025", (date(2025, 1, 1), date(2025, 12, 31))),
        (2025, None, (date(2025, 1, 1), date(2025, 12, 31))),
        (2024, 2025, (date(2024, 1, 1), date(2025, 12, 31))),
        (datetime(1905, 7, 17), None, (date(2025, 1, 1), date(2025, 12, 31))),  # noqa: DTZ001
        (45658, 46022, (date(2025, 1, 1), date(2025, 12, 31))),
        (datetime(2025, 9, 1), "2025-2026", (date(2025, 9, 1), date(2026, 8, 31))),  # noqa: DTZ001
    ],
)
def test_days_are_read_as_people_write_them(form, first, last, wanted):
    """Days of Excel, days as text, a year for its first and its last day; one cell for both."""
    form.put("period.from", first, format_=None if first == 45658 else "dd/mm/yyyy")
    form.put("period.to", last, format_=None if last == 46022 else "dd/mm/yyyy")
    period = form.read().period
    assert (period.from_, period.to) == wanted


def test_documents_stand_one_a_line_or_between_semicolons(form):
    """And a name with a semicolon in it stands in quotes."""
    form.put("evidence.under3", 'a.pdf; b.pdf\n"c; d.pdf"', "documents")
    assert form.read().evidence["under3"].documents == ("a.pdf", "b.pdf", "c; d.pdf")


def test_a_formula_counts_as_what_it_came_to(form, tmp_path):
    """What Excel last made of it stands for it."""
    form.put("evidence.under3", 268)
    path = form.save()
    name = _part_of(path, "268")
    _repack(path, name, lambda xml: xml.replace("<v>268</v>", "<f>200+68</f><v>268</v>"))
    assert read_dossier(path).evidence["under3"].value == "268"


def test_what_excel_adds_to_a_sheet_does_no_harm(form, original):
    """Extensions that nobody reads here are passed over, without a word."""
    path = form.save()
    uri = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"
    _repack(
        path,
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace("</worksheet>", f'<extLst><ext uri="{uri}"/></extLst></worksheet>'),
    )
    assert said(TT44, read_dossier(path)) == said(TT44, read_dossier(original))


# --- what people do to a form ----------------------------------------------------------


def _insert_column(form: Form) -> None:
    for sheet in form.book.worksheets[2:8]:
        sheet.merged_cells.ranges.clear()
        sheet.insert_cols(3)
        sheet.cell(5, 3).value = "việc của tôi"


def _insert_rows(form: Form) -> None:
    sheet = form.sheet("Tiêu chí 1")
    sheet.merged_cells.ranges.clear()
    sheet.insert_rows(1, 3)
    sheet.insert_rows(8, 2)
    sheet.cell(8, 2).value = "nhớ hỏi lại kế toán"
    sheet.cell(9, form.heads(sheet).get("note", 9)).value = "dòng ghi thêm"


def _move_column(form: Form) -> None:
    """The values to the far right."""
    for sheet in form.book.worksheets[2:6]:
        at = form.heads(sheet)["value"]
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, 30).value = sheet.cell(row, at).value
            sheet.cell(row, 30).number_format = sheet.cell(row, at).number_format
            sheet.cell(row, at).value = None


def _reverse_rows(form: Form) -> None:
    sheet = form.sheet("Tiêu chí 1")
    sheet.merged_cells.ranges.clear()
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    for number, values in enumerate(reversed(rows), start=4):
        for column, text in enumerate(values, start=1):
            sheet.cell(number, column).value = text


def _rename(form: Form) -> None:
    form.sheet("Tiêu chí 5").title = "TC5 - bà Hoa"


def _duplicate(form: Form) -> None:
    form.book.copy_worksheet(form.sheet("Tiêu chí 5"))


def _own_sheet(form: Form) -> None:
    sheet = form.book.create_sheet("Nháp")
    sheet["A1"], sheet["B1"], sheet["B2"] = "Số liệu", "GIÁ TRỊ", 5


def _hide(form: Form) -> None:
    sheet = form.sheet("Tiêu chí 5")
    sheet.row_dimensions[5].hidden = True
    sheet.sheet_state = "hidden"
    sheet.auto_filter.ref = "A3:L9"


def _no_kinds(form: Form) -> None:
    for sheet in form.book.worksheets[1:17]:
        heads = form.heads(sheet)
        if "kind" in heads:
            for row in range(1, sheet.max_row + 1):
                sheet.cell(row, heads["kind"]).value = None


def _decomposed(form: Form) -> None:
    for sheet in form.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = f" {unicodedata.normalize('NFD', cell.value)}\u00a0"


def _merged_documents(form: Form) -> None:
    sheet, row = form.find("evidence.under3_in_nursery")
    column = get_column_letter(form.heads(sheet)["by"])
    sheet.merge_cells(f"{column}{row}:{column}{row + 1}")


@pytest.mark.parametrize(
    "doing",
    [
        *(_insert_column, _insert_rows, _move_column, _reverse_rows, _rename, _duplicate),
        *(_own_sheet, _hide, _decomposed, _merged_documents),
    ],
)
def test_what_people_do_to_a_form_changes_nothing(form, original, doing):
    """Moved, added, renamed, copied, hidden, decomposed: the dossier stays the same."""
    doing(form)
    assert said(TT44, form.read()) == said(TT44, read_dossier(original))


def test_a_form_without_its_column_of_kinds_scores_the_same(form, original):
    """What a row takes is then told by what stands in it."""
    _no_kinds(form)
    assert (
        assess(TT44, form.read()).score.points == assess(TT44, read_dossier(original)).score.points
    )


def test_one_document_over_several_rows_is_that_of_each(form):
    """Cells made one say the same of every row that they span."""
    sheet, row = form.find("evidence.under3_in_nursery")
    column = form.heads(sheet)["documents"]
    sheet.cell(row, column).value = "bao-cao.pdf"
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    found = form.read().evidence
    assert found["under3_in_nursery"].documents == found["under3"].documents == ("bao-cao.pdf",)


def test_what_the_inspection_found_is_read(form):
    """Its value, its refusal and its reasons."""
    form.put("evidence.under3_in_nursery", "119", "inspected")
    form.put("evidence.under3_in_nursery", "hai cháu ở xã khác", "why")
    form.put("evidence.annual_plan", "✓", "rejected")
    found = form.read().inspected
    assert (found["under3_in_nursery"].value, found["under3_in_nursery"].reason) == (
        "119",
        "hai cháu ở xã khác",
    )
    assert found["annual_plan"].rejected


# --- slips -----------------------------------------------------------------------------


def _part_of(path: Path, number: str) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        return next(n for n in names if f"<v>{number}</v>" in archive.read(n).decode())


def _repack(path: Path, name: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as old:
        content = {n: old.read(n) for n in old.namelist()}
    content[name] = change(content[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in content.items():
            new.writestr(part, data)


def typed(key: str, text: Any, column: str = "value", format_: str | None = None) -> Any:
    """The slip of typing something into a cell."""

    def slip(form: Form) -> list[Any]:
        return [form.put(key, text, column, format_)]

    return slip


def _nameless(form: Form) -> list[Any]:
    sheet, _ = form.find("evidence.under3")
    below = sheet.max_row + 2
    cell = sheet.cell(below, form.heads(sheet)["value"])
    cell.value = 55
    return [cell]


def _nameless_document(form: Form) -> list[Any]:
    sheet, _ = form.find("evidence.under3")
    cell = sheet.cell(sheet.max_row + 1, form.heads(sheet)["documents"])
    cell.value = "thêm.pdf"
    return [cell]


def _other_code(form: Form) -> list[Any]:
    form.put("evidence.under3", "abc", "key")
    sheet = form.sheet("Tiêu chí 5")
    row = next(r for r in range(4, 20) if sheet.cell(r, form.heads(sheet)["key"]).value == "abc")
    return [sheet.cell(row, form.heads(sheet)[name]) for name in ("value", "by", "illustrative")]


def _unknown_evidence(form: Form) -> list[Any]:
    form.put("evidence.under3", "evidence.under_3", "key")
    return [form.cell("evidence.under_3")]


def _copied_row(form: Form) -> list[Any]:
    sheet, row = form.find("evidence.under3")
    below = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(below, column).value = sheet.cell(row, column).value
    cell = sheet.cell(below, form.heads(sheet)["value"])
    cell.value = 300
    return [cell]


def _copied_sheet(form: Form) -> list[Any]:
    copy = form.book.copy_worksheet(form.sheet("Tiêu chí 5"))
    _, row = form.find("evidence.under3")
    cell = copy.cell(row, form.heads(copy)["value"])
    cell.value = 999
    return [cell]


def _copied_column(form: Form) -> list[Any]:
    sheet, _ = form.find("evidence.under3")
    sheet.cell(3, 30).value = "GIÁ TRỊ"
    return [sheet.cell(3, form.heads(sheet)["value"])]


def _no_codes(form: Form) -> list[Any]:
    sheet, _ = form.find("evidence.under3")
    at = form.heads(sheet)["key"]
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, at).value = None
    return [sheet.cell(3, form.heads(sheet)["value"])]


def _no_heads(form: Form) -> list[Any]:
    sheet, row = form.find("evidence.under3_in_nursery")
    at = form.heads(sheet)["key"]
    sheet.delete_rows(3)
    return [sheet.cell(row - 1, at)]


def _merged_rows(form: Form) -> list[Any]:
    sheet, row = form.find("evidence.under3_in_nursery")
    at = form.heads(sheet)["value"]
    cell = sheet.cell(row, at)
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=at, end_column=at)
    return [cell]


def _merged_with_unit(form: Form) -> list[Any]:
    sheet, row = form.find("evidence.under3_in_nursery")
    at = form.heads(sheet)["value"]
    cell = sheet.cell(row, at - 1)
    cell.value = "121 trẻ"
    sheet.merge_cells(start_row=row, end_row=row, start_column=at - 1, end_column=at)
    return [cell]


def _renamed_column(form: Form) -> list[Any]:
    """What stands below would be taken for notes of one's own."""
    sheet, row = form.find("evidence.under3")
    cell = sheet.cell(3, form.heads(sheet)["documents"])
    sheet.cell(row, cell.column).value = "so-theo-doi.pdf"
    cell.value = "Minh chứng"
    return [cell]


def _formula(form: Form) -> list[Any]:
    return [form.put("evidence.under3", "=200+68")]


def _overwritten(form: Form) -> list[Any]:
    """Somebody takes the protection off, and types over what another sheet states."""
    sheet = form.sheet("Tiêu chí 9")
    heads = form.heads(sheet)
    row = next(r for r in range(4, 20) if sheet.cell(r, heads["kind"]).value == "again")
    cell = sheet.cell(row, heads["value"])
    cell.value = 1700
    return [cell]


def _too_many(form: Form) -> list[Any]:
    return [form.put("evidence.under3_in_nursery", 300)]


def _reason_alone(form: Form) -> list[Any]:
    """What the inspection found is missing beside its reason."""
    form.put("evidence.under3", "sai", "why")
    return [form.cell("evidence.under3", "inspected")]


def _in_the_unit(form: Form) -> list[Any]:
    form.put(UNDER3, None)
    return [form.put(UNDER3, 268, "unit")]


def _under_no_head(form: Form) -> list[Any]:
    """A column put in beside the values, without a name, and the value typed there."""
    sheet, row = form.find(UNDER3)
    at = form.heads(sheet)["value"] + 1
    sheet.insert_cols(at)
    cell = sheet.cell(row, at)
    cell.value = "trên 260"
    return [cell]


def _beside_the_value(form: Form, column: str, key: str, text: Any) -> list[Any]:
    form.put(key, None)
    return [form.put(key, text, column)]


def _in_a_heading(form: Form) -> list[Any]:
    """The list of sections on the first sheet takes no figures."""
    sheet = form.sheet(FRONT)
    row = next(r for r in range(10, 40) if sheet.cell(r, 4).value == "cdht")
    sheet.cell(row, 2).value = 55
    return [sheet.cell(row, 2)]


def _day_over_the_hint(form: Form) -> list[Any]:
    _, row = form.find("period.to")
    form.put("period.from", None)
    form.put("period.to", None)
    cell = form.sheet(FRONT).cell(row, 3)
    cell.value = "31/12/2019"
    return [cell]


def _sheet_gone(form: Form) -> list[Any]:
    del form.book["Tiêu chí 5"]
    sheet = form.sheet(FRONT)
    return [next(c for (c,) in sheet.iter_rows(max_col=1) if c.value == "Tiêu chí 5")]


def _renamed_codes(form: Form) -> list[Any]:
    sheet, _ = form.find(UNDER3)
    cell = sheet.cell(3, form.heads(sheet)["key"])
    cell.value = "Ký hiệu"
    return [cell]


def _renamed_values(form: Form) -> list[Any]:
    sheet, _ = form.find(UNDER3)
    cell = sheet.cell(3, form.heads(sheet)["value"])
    cell.value = "Số liệu năm 2019"
    return [cell]


def _deleted_values(form: Form) -> list[Any]:
    sheet, _ = form.find(UNDER3)
    sheet.delete_cols(form.heads(sheet)["value"])
    return [sheet.cell(3, form.heads(sheet)["key"])]


def _unnamed_column(form: Form) -> list[Any]:
    sheet, row = form.find(UNDER3)
    cell = sheet.cell(3, form.heads(sheet)["documents"])
    sheet.cell(row, cell.column).value = "so-theo-doi.pdf"
    cell.value = None
    return [cell]


def _periods(first: Any, last: Any, *named: str) -> Any:
    def slip(form: Form) -> list[Any]:
        form.put("period.from", first, format_="General")
        form.put("period.to", last, format_="General")
        return [form.cell(key) for key in named]

    return slip


def _no_decision(form: Form) -> list[Any]:
    """The last recognition without the day of it, in rows put in by hand."""
    sheet, row = form.find("note")
    for key, value, below in (("previous.level", "good", 1), ("previous.decided", None, 2)):
        sheet.insert_rows(row + below)
        sheet.cell(row + below, 2).value, sheet.cell(row + below, 4).value = value, key
    return [sheet.cell(row + 2, 2)]


UNDER3, PLAN = "evidence.under3", "evidence.annual_plan"
SLIPS: dict[str, tuple[Callable[[Form], list[Any]], str]] = {
    "a year beside a number": (typed(UNDER3, "55 (năm 2019)"), "dossier.wrong_type"),
    "a number beside a number": (typed(UNDER3, "268 (khoảng 270)"), "dossier.wrong_type"),
    "a number with a letter": (typed(UNDER3, "26B"), "dossier.wrong_type"),
    "a comma between thousands": (typed(UNDER3, "1,662"), "dossier.wrong_type"),
    "half a child": (typed(UNDER3, 26.5), "dossier.wrong_type"),
    "less than none": (typed(UNDER3, -3), "dossier.wrong_type"),
    "about so many": (typed(UNDER3, "khoảng 270"), "dossier.wrong_type"),
    "words for a number": (typed(UNDER3, "chưa có số liệu"), "dossier.wrong_type"),
    "another unit": (typed(UNDER3, "268 hộ"), "dossier.wrong_type"),
    "a day for a number": (typed(UNDER3, datetime(2019, 5, 3), format_="dd/mm/yyyy"), "form.day"),  # noqa: DTZ001
    "a yes for a number": (typed(UNDER3, "có"), "dossier.wrong_type"),
    "a sum in words": (typed(UNDER3, "120 + 148"), "dossier.wrong_type"),
    "far too many": (typed(UNDER3, 2 * 10**12), "dossier.out_of_bounds"),
    "below none": (typed(UNDER3, "dưới 0"), "dossier.wrong_type"),
    "a range the wrong way": (typed(UNDER3, "từ 70 đến 60"), "dossier.bounds_reversed"),
    "more than the whole": (_too_many, "dossier.part_above_whole"),
    "a share without its sign": (typed(SHARE, "70"), "dossier.no_percent_sign"),
    "a share in a plain cell": (typed(SHARE, 0.7, format_="General"), "dossier.no_percent_sign"),
    "a share above all": (typed(SHARE, 1.7, format_="0%"), "dossier.out_of_bounds"),
    "a share in words": (typed(SHARE, "bảy mươi %"), "dossier.wrong_type"),
    "a number for a yes": (typed(PLAN, 5), "dossier.wrong_type"),
    "a sentence for a yes": (typed(PLAN, "đã có"), "dossier.wrong_type"),
    "an option that is none": (typed(CHOICE, "Đủ"), "dossier.unknown_option"),
    "a range of options": (typed(CHOICE, "từ 1 đến 2"), "dossier.unknown_option"),
    "an error of Excel": (typed(UNDER3, "#REF!"), "form.fault"),
    "a formula without a result": (_formula, "form.formula"),
    "a value without a code": (_nameless, "form.no_code"),
    "a document without a code": (_nameless_document, "form.no_code"),
    "a code that is none": (_other_code, "form.unknown_code"),
    "a code mistyped": (_unknown_evidence, "dossier.unknown_key"),
    "a row copied and changed": (_copied_row, "form.twice"),
    "a sheet copied and changed": (_copied_sheet, "form.twice"),
    "a column of values twice": (_copied_column, "form.head_twice"),
    "a column renamed": (_renamed_column, "form.head_gone"),
    "no column of codes": (_no_codes, "form.no_codes"),
    "no heads": (_no_heads, "form.no_heads"),
    "two values made one": (_merged_rows, "form.merged"),
    "a value and its unit made one": (_merged_with_unit, "form.merged"),
    "a value in the column of units": (_in_the_unit, "form.stray"),
    "a figure in the unit of a choice": (lambda form: [form.put(CHOICE, 12, "unit")], "form.stray"),
    "a value under no head": (_under_no_head, "form.stray"),
    "a day beside its cell": (_day_over_the_hint, "form.stray"),
    "a value among the documents": (lambda form: _beside_the_value(form, "documents", UNDER3, 268), "form.misplaced"),
    "a value among the notes": (lambda form: _beside_the_value(form, "note", SHARE, "trên 70%"), "form.misplaced"),
    "a yes among the names": (lambda form: _beside_the_value(form, "by", PLAN, "x"), "form.misplaced"),
    "a value in a heading": (_in_a_heading, "form.no_code"),
    "a sheet deleted": (_sheet_gone, "form.part_gone"),
    "the column of codes renamed": (_renamed_codes, "form.head_gone"),
    "the column of values renamed": (_renamed_values, "form.head_gone"),
    "the column of values deleted": (_deleted_values, "form.no_values"),
    "a column that lost its name": (_unnamed_column, "form.head_empty"),
    "what another sheet states": (_overwritten, "form.twice"),
    "no name": (typed("subject.name", None), "form.needed"),
    "half a period": (typed("period.to", None), "form.needed"),
    "a day that is none": (typed("period.to", "31/02/2019"), "shape.not_a_date"),
    "a day for a share": (typed(SHARE, datetime(2026, 2, 1), format_="d-mmm"), "form.day"),  # noqa: DTZ001
    "a day that the inspection counts": (typed(UNDER3, datetime(2026, 2, 1), "inspected", "d-mmm"), "form.day"),  # noqa: DTZ001
    "a year against a day in it": (_periods("2019", "30/06/2019", "period.from"), "form.two_periods"),
    "a day against a year before it": (_periods("01/07/2019", "2019", "period.to"), "form.two_periods"),
    "school years too many": (_periods("2019-2022", "31/12/2019", "period.from"), "shape.not_a_date"),
    "a year and another number": (_periods(20252026, 20252026, "period.from", "period.to"), "shape.not_a_date"),
    "a decision without its day": (_no_decision, "form.needed"),
    "a day in words": (typed("period.from", "đầu năm"), "shape.not_a_date"),
    "an area that is none": (typed("subject.area", "vùng cao"), "shape.not_one_of"),
    "a tick that is none": (typed(UNDER3, "hình như", "illustrative"), "shape.wrong_type"),
    "a refusal that is none": (typed(UNDER3, "xem lại", "rejected"), "shape.wrong_type"),
    "a reason without a finding": (_reason_alone, "dossier.nothing_inspected"),
    "an inspection in words": (typed(UNDER3, "ít hơn", "inspected"), "dossier.wrong_type"),
}  # fmt: skip


def notices(path: Path) -> tuple[Any, ...]:
    with pytest.raises(DossierError) as found:
        assess(TT44, read_dossier(path))
    return found.value.notices


@pytest.mark.parametrize("kind", SLIPS)
def test_each_slip_is_told_with_its_sheet_and_cell(form, kind):
    """Over forty kinds of slips: the code, the sheet and the cell; never a score."""
    slip, code = SLIPS[kind]
    cells = slip(form)
    found = [n for n in notices(form.save()) if n.code == code]
    named = [(n.place.cell.sheet, n.place.cell.at) for n in found]
    assert sorted(named) == sorted((cell.parent.title, cell.coordinate) for cell in cells)
    assert all(n.place.file == str(form.path) for n in found)


def test_there_are_over_forty_kinds_of_slips():
    """The list is as long as it says."""
    assert len(SLIPS) > 40


def test_slips_are_told_all_at_once_in_the_order_of_the_sheets(form):
    """Whatever is wrong with the values, on whatever sheet, stands in one list."""
    typed(PLAN, "đã có")(form)
    typed("evidence.workers", "nhiều")(form)
    typed(UNDER3, "26B")(form)
    typed("evidence.households", "1,662")(form)
    found = [n.place.cell.sheet for n in notices(form.save())]
    assert found == [COMMON, "Tiêu chí 1", "Tiêu chí 5", "Tiêu chí 8"]


def test_a_code_of_another_ruleset_is_told(tmp_path, form):
    """What stands beside a code that the ruleset does not know is not dropped."""
    form.put("evidence.under3", "evidence.law_violation", "key")
    (notice,) = [n for n in notices(form.save()) if n.code == "dossier.unknown_key"]
    assert notice.place.cell.sheet == "Tiêu chí 5"


def test_what_stands_beside_a_row_of_one_value_is_told(tmp_path):
    """Whether a criterion applies takes a yes or a no, and no document."""
    household = Catalog().get("household-qd448-2015")
    path = written(tmp_path / "phieu.xlsx", household, None)
    book = openpyxl.load_workbook(path)
    book[FRONT]["B6"] = "Hộ số 12"
    sheet = book[ALL]
    row = next(r for r in range(4, 40) if sheet.cell(r, 18).value == "applies.A1")
    sheet.cell(row, 5).value, sheet.cell(row, 6).value = "không", "giay.pdf"
    book.save(path)
    with pytest.raises(DossierError) as found:
        read_dossier(path)
    (notice,) = found.value.notices
    assert (notice.code, notice.place.cell.at) == ("form.not_here", f"F{row}")
    sheet.cell(row, 6).value = None
    book.save(path)
    assert read_dossier(path).applies == {"A1": False}


# --- files that are no forms ------------------------------------------------------------

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: Path) -> str:
    with pytest.raises(DossierError) as found:
        read_dossier(path)
    (notice,) = found.value.notices
    assert notice.place.file == str(path)
    return notice.code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("phieu.xlsx", b"ten,gia tri\nXa,5\n", "form.text_file"),
        ("phieu.xlsx", "tên,giá trị\n".encode("utf-16"), "form.text_file"),
        ("phieu.xls", b"<html><table><tr><td>5</td></tr></table></html>", "form.text_file"),
        ("phieu.xlsx", b"", "form.empty_file"),
        ("phieu.xls", b"\n", "form.empty_file"),
        ("phieu.xlsx", OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "form.locked"),
        ("phieu.xlsx", OLD + bytes(600), "form.old_excel"),
        ("phieu.xls", OLD, "form.old_excel"),
        ("phieu.xls", b"PK", "form.other_format"),
        ("phieu.xlsx", b"%PDF-1.7", "sheet.not_a_workbook"),
        ("phieu.xlsb", b"\x00\x01", "form.other_format"),
        ("phieu.ods", b"PK", "form.other_format"),
        ("phieu.xlsm", b"PK", "form.macros"),
        ("PHIEU.XLSM", b"PK", "form.macros"),
    ],
)
def test_what_is_no_form_is_refused(tmp_path, name, data, code):
    """A renamed table, an empty file, one with a password, an old one, one with macros."""
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path) == code


def test_a_file_that_is_not_there_is_told(tmp_path):
    """As with every dossier."""
    assert refused(tmp_path / "khong-co.xlsx") == "file.not_found"


def test_a_workbook_under_the_ending_of_a_table_is_told(original, tmp_path):
    """It is not taken for a table of many rows, nor for text."""
    path = tmp_path / "phieu.csv"
    path.write_bytes(original.read_bytes())
    assert refused(path) == "form.renamed"


def test_a_sheet_of_libreoffice_under_the_ending_of_excel_is_told(tmp_path):
    """The file itself says what it is, whatever its name."""
    path = tmp_path / "phieu.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(DossierError) as found:
        read_dossier(path)
    (notice,) = found.value.notices
    assert (notice.code, dict(notice.params)) == ("form.other_format", {"value": ".ods"})


def test_another_workbook_is_no_form(tmp_path):
    """A workbook of something else says so, and is not taken for an empty form."""
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ tên"])
    path = tmp_path / "khac.xlsx"
    book.save(path)
    assert refused(path) == "form.not_a_form"


def test_a_form_with_a_macro_in_it_is_refused(original, tmp_path):
    """Under whatever name: what runs by itself has no place in a form."""
    path = tmp_path / "phieu.xlsx"
    path.write_bytes(original.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00")
    assert refused(path) == "form.macros"


def test_a_bomb_is_refused(original, tmp_path):
    """A file that unpacks to far more than a form holds is not unpacked."""
    path = tmp_path / "phieu.xlsx"
    path.write_bytes(original.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b" " * (64 << 20))
    assert refused(path) == "sheet.too_large"
