"""Workbooks in and out: what is merged in them, what they show as numbers, their further sheets."""

from __future__ import annotations

import csv

import openpyxl
import pytest
import xlsxwriter

from tests.test_cli_certify import HEAD, IDS, cells, run

PHONE, CARD = "0912345678", "123456789012345678"


def merged(path, *ranges, rows=6, blank=False):
    """Rows of hamlets that are merged as (first, last, name) of the rows as Excel shows them."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number in range(2, rows + 2):
            own = cells(f"HK{number}")
            sheet.write_row(number - 1, 0, own[:2])
            sheet.write_row(number - 1, 3, own[3:])
        for first, last, name in ranges:
            if blank:
                sheet.write(first - 1, 2, name)
            else:
                sheet.merge_range(first - 1, 2, last - 1, 2, name)
    return path


def read(out):
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_merged_hamlet_holds_for_all_its_rows(tmp_path):
    """And for none above or below them; the rows between two merges name no hamlet."""
    table = merged(tmp_path / "ho.xlsx", (2, 3, "Đông"), (5, 6, "Đoài"))
    page = run(table, tmp_path / "kq.csv").stdout
    hamlets = [row["Thôn"] for row in read(tmp_path / "kq.csv")]
    assert hamlets == ["Đông", "Đông", "", "Đoài", "Đoài", ""]
    assert "! 2 dòng không ghi thôn" in page


def test_a_blank_cell_is_not_taken_for_what_stands_above_it(tmp_path):
    """Without a merge nobody can tell; the page counts such rows."""
    table = merged(tmp_path / "ho.xlsx", (2, 3, "Đông"), (5, 6, "Đoài"), blank=True)
    page = run(table, tmp_path / "kq.csv").stdout
    assert [row["Thôn"] for row in read(tmp_path / "kq.csv")] == ["Đông", "", "", "Đoài", "", ""]
    assert "! 4 dòng không ghi thôn" in page
    english = run(table, tmp_path / "kq.csv", "--lang", "en", "--overwrite").stdout
    assert "! 4 rows name no hamlet" in english


def test_merges_are_followed_in_every_row_of_a_long_sheet(tmp_path):
    """However many there are; rows of one merge are counted as one hamlet."""
    ranges = [(first, first + 2, f"Thôn {first:05}") for first in range(2, 3002, 3)]
    table = merged(tmp_path / "ho.xlsx", *ranges, rows=3000)
    run(table, tmp_path / "kq.csv")
    hamlets = [row["Thôn"] for row in read(tmp_path / "kq.csv")]
    assert hamlets == [name for *_, name in ranges for _ in range(3)]


def test_merged_points_are_of_their_first_row_alone(tmp_path):
    """They may be those of both households together."""
    path = tmp_path / "ho.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEAD, cells("1"), cells("2"))):
            sheet.write_row(number, 0, row[:3])
            sheet.write_row(number, 4, row[4:])
        sheet.write(0, 3, HEAD[3])
        sheet.merge_range(1, 3, 2, 3, "8")
    run(path, tmp_path / "kq.csv")
    assert [row["A1.1"] for row in read(tmp_path / "kq.csv")] == ["8", ""]


def test_a_merge_over_a_passed_row_goes_on_below_it(tmp_path):
    """A total in the midst of a hamlet is of nobody, and ends no merge."""
    path = tmp_path / "ho.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        rows = [HEAD, cells("1"), ["", "Tổng cộng", "", "16"], cells("2")]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row[:2])
            sheet.write_row(number, 3, row[3:])
        sheet.write(0, 2, "Thôn")
        sheet.merge_range(1, 2, 3, 2, "Đông")
    run(path, tmp_path / "kq.csv")
    assert [row["Thôn"] for row in read(tmp_path / "kq.csv")] == ["Đông", "Đông"]


@pytest.fixture
def table(tmp_path):
    head = [*HEAD, "Số khẩu", "Điểm cũ", "Điện thoại", "Số thẻ", "Số nhà", "Thu nhập"]
    rows = [
        [*cells("1"), "4", "7,5", PHONE, CARD, "12", "1.200"],
        [*cells("2", "4", "5", "0"), "5", "8", PHONE, CARD, "12A", "950"],
        [*cells("-A3", "11"), "5", "8", PHONE, CARD, "12A", "950"],
    ]
    path = tmp_path / "ho.csv"
    path.write_text("\n".join(";".join(row) for row in (head, *rows)), encoding="utf-8")
    return path


def values(sheet, column):
    """What a column of a sheet holds, below its header."""
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(column)].value for row in sheet.iter_rows(min_row=2)]


def test_what_is_plainly_a_number_is_one_in_a_workbook(table, tmp_path):
    """Not ids, telephones, cards, nor what may be thousands; a column is all numbers or none."""
    run(table, tmp_path / "kq.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx").worksheets[0]
    assert values(sheet, "A1.1") == [8, 4]
    assert values(sheet, "Số khẩu") == [4, 5]
    assert values(sheet, "Điểm cũ") == [7.5, 8]
    assert values(sheet, "Mã hộ") == ["1", "2"]
    assert values(sheet, "Điện thoại") == [PHONE, PHONE]
    assert values(sheet, "Số thẻ") == [CARD, CARD]
    assert values(sheet, "Số nhà") == ["12", "12A"]
    assert values(sheet, "Thu nhập") == ["1.200", "950"]
    assert {cell.number_format for row in sheet for cell in row} == {"General"}


def test_the_lists_of_a_run_are_sheets_of_its_workbook(table, tmp_path):
    """The same as in the files beside it, ids and points as they are."""
    run(table, tmp_path / "kq.xlsx", "--near", "40")
    book = openpyxl.load_workbook(tmp_path / "kq.xlsx")
    assert book.sheetnames == ["Kết quả", "Để riêng", "Gần đạt"]
    assert values(book["Để riêng"], "mã") == ["-A3"]
    assert values(book["Để riêng"], "dòng") == [4]
    [row] = read(tmp_path / "kq.loi.csv")
    assert (row["mã"], row["vì sao"]) == ("'-A3", values(book["Để riêng"], "vì sao")[0])
    total = 4 + 5 + 8 * (len(IDS) - 3)
    assert values(book["Gần đạt"], "điểm") == [total]
    assert values(book["Gần đạt"], "còn thiếu") == [70 - total]


def test_a_workbook_without_lists_has_one_sheet(tmp_path):
    """As it has no files beside it."""
    path = tmp_path / "ho.csv"
    path.write_text("\n".join(";".join(row) for row in (HEAD, cells("1"))), encoding="utf-8")
    run(path, tmp_path / "kq.xlsx", "--near", "5")
    assert openpyxl.load_workbook(tmp_path / "kq.xlsx").sheetnames == ["Kết quả"]
