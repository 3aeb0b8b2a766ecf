"""Excel files: read as text within bounds, and written so that nothing becomes a formula."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from assessment.errors import DossierError
from assessment.spreadsheets import FORM, Bounds, put, read_lines, read_rows

SMALL = Bounds(packed=1 << 20, unpacked=1 << 20, rows=5, columns=3, characters=10)
CONTENT_TYPES = "[Content_Types].xml"


def book(tmp_path, *rows, name="a.xlsx"):
    found = openpyxl.Workbook()
    sheet = found.active
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, tuple):
                cell.value, cell.number_format = value
            else:
                cell.value = value
    path = tmp_path / name
    found.save(path)
    return path


def texts(path, bounds=FORM):
    return [row.cells for row in read_rows(path, DossierError, bounds)]


def refused(path, bounds=FORM):
    with pytest.raises(DossierError) as found:
        read_rows(path, DossierError, bounds)
    (notice,) = found.value.notices
    assert notice.place.file == str(path)
    return notice


def code_of(path):
    """The code of what is wrong with a file, if anything."""
    try:
        read_rows(path, DossierError, SMALL)
    except DossierError as error:
        return error.notices[0].code
    return None


def repacked(path, **members):
    """The same workbook with some members' content replaced, or added."""
    with zipfile.ZipFile(path) as old:
        content = {name: old.read(name) for name in old.namelist()}
    content.update({name.replace("__", "/"): data for name, data in members.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in content.items():
            new.writestr(name, data)
    return path


def with_sheet(path, change):
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as old:
        xml = old.read(name).decode()
    return repacked(path, **{name.replace("/", "__"): change(xml).encode()})


# --- as text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Có  văn bản\nriêng ", "Có văn bản riêng"),
        ("Đúng", "Đúng"),
        (4, "4"),
        (4407, "4407"),
        (0.5, "0.5"),
        (1.1 + 2.2, "3.3"),
        (1e15, "1000000000000000"),
        (0.1, "0.1"),
        ((0.7, "0%"), "70%"),
        ((0.675, "0.0%"), "67.5%"),
        ((0.07, "0.00%"), "7%"),
        (True, "TRUE"),
        (date(2015, 1, 25), "2015-01-25"),
        (datetime.fromisoformat("2015-01-25T08:30"), "2015-01-25T08:30:00"),
        ("#REF!", "#REF!"),
    ],
)
def test_cells_are_read_as_text(tmp_path, value, text):
    """Numbers as shown and not as kept, shares with their sign, days in full, text in one line."""
    assert texts(book(tmp_path, [value])) == [(text,)]


def test_rows_keep_their_numbers_and_blank_ones_are_left_out(tmp_path):
    """A row is known by its number in the file, so that it can be found again."""
    path = book(tmp_path, ["a"], [], [None, "b"], [None])
    rows = read_rows(path, DossierError, FORM)
    assert [(row.number, row.cells) for row in rows] == [(1, ("a",)), (3, ("", "b"))]


def test_a_formula_is_named_and_not_evaluated(tmp_path):
    """The row says which of its columns hold a formula."""
    (row,) = read_rows(book(tmp_path, ["a", "=1+1", 2, "=A1"]), DossierError, FORM)
    assert row.formulas == {1, 3}


def test_the_first_sheet_is_read(tmp_path):
    """Other sheets of the file are not looked at."""
    path = tmp_path / "a.xlsx"
    found = openpyxl.Workbook()
    found.active["A1"] = "một"
    found.create_sheet("Hai")["A1"] = "hai"
    found.save(path)
    assert texts(path) == [("một",)]


# --- within bounds ---------------------------------------------------------------------


@pytest.mark.parametrize(("count", "code"), [(4, None), (5, None), (6, "sheet.too_many_rows")])
def test_rows_are_bounded(tmp_path, count, code):
    """As many rows as the bound are read; one more is refused with its number."""
    path = book(tmp_path, *[["a"]] * count)
    if code is None:
        assert len(texts(path, SMALL)) == count
    else:
        notice = refused(path, SMALL)
        assert (notice.code, notice.place.line, notice.params["limit"]) == (code, 6, 5)


def test_a_row_far_below_is_not_overlooked(tmp_path):
    """Something after many blank rows is too many rows, not nothing."""
    path = tmp_path / "a.xlsx"
    found = openpyxl.Workbook()
    found.active["A100000"] = "xa"
    found.save(path)
    assert refused(path, SMALL).code == "sheet.too_many_rows"


@pytest.mark.parametrize(("count", "code"), [(2, None), (3, None), (4, "sheet.too_many_columns")])
def test_columns_are_bounded(tmp_path, count, code):
    """As many columns as the bound are read; one more is refused."""
    path = book(tmp_path, ["a"] * count)
    if code is None:
        assert texts(path, SMALL) == [("a",) * count]
    else:
        assert refused(path, SMALL).code == code


def test_a_cell_far_to_the_right_is_not_overlooked(tmp_path):
    """Something after many blank columns is too many columns, not nothing."""
    path = tmp_path / "a.xlsx"
    found = openpyxl.Workbook()
    found.active["XFD1"] = "xa"
    found.save(path)
    assert refused(path, SMALL).code == "sheet.too_many_columns"


@pytest.mark.parametrize(("length", "code"), [(9, None), (10, None), (11, "sheet.cell_too_long")])
def test_cells_are_bounded(tmp_path, length, code):
    """A cell of as many characters as the bound is read; a longer one is refused."""
    path = book(tmp_path, ["a" * length])
    if code is None:
        assert texts(path, SMALL) == [("a" * length,)]
    else:
        assert refused(path, SMALL).code == code


def test_the_file_is_bounded(tmp_path):
    """A file of one byte more than the bound is not opened."""
    path = book(tmp_path, ["a"])
    size = path.stat().st_size
    assert texts(path, replace(FORM, packed=size)) == [("a",)]
    assert refused(path, replace(FORM, packed=size - 1)).code == "sheet.too_large"


def test_what_it_unpacks_to_is_counted_and_not_believed(tmp_path):
    """A bomb of zeroes is refused by what comes out of it, in any member, used or not."""
    path = repacked(book(tmp_path, ["a"]), xl__media__a="\0" * (2 << 20))
    assert path.stat().st_size < SMALL.packed
    assert refused(path, SMALL).code == "sheet.too_large"


def test_a_bomb_in_many_members_is_refused(tmp_path):
    """The bound is for all members together, and their number is bounded too."""
    parts = {f"xl__media__{n}": "\0" * (1 << 18) for n in range(5)}
    assert refused(repacked(book(tmp_path, ["a"]), **parts), SMALL).code == "sheet.too_large"
    many = {f"xl__media__{n}": "" for n in range(1_001)}
    assert refused(repacked(book(tmp_path, ["a"], name="b.xlsx"), **many)).code == "sheet.too_large"


@pytest.mark.parametrize("reference", ["A999999999", "ZZZZZZZ1", "A0", "1A", ""])
def test_a_cell_that_lies_about_its_place_does_no_harm(tmp_path, reference):
    """A reference outside any sheet neither fills memory nor ends in a traceback."""
    path = with_sheet(book(tmp_path, ["a"]), lambda xml: xml.replace('r="A1"', f'r="{reference}"'))
    assert code_of(path) in (None, "sheet.not_a_workbook", "sheet.too_many_rows")


@pytest.mark.parametrize("row", ["999999999", "0", "-1", "x"])
def test_a_row_that_lies_about_its_number_does_no_harm(tmp_path, row):
    """So with the numbers of rows."""
    path = with_sheet(
        book(tmp_path, ["a"]), lambda xml: xml.replace('<row r="1"', f'<row r="{row}"')
    )
    assert code_of(path) in (None, "sheet.not_a_workbook", "sheet.too_many_rows")


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        "<!doctype x>",
    ],
)
def test_entities_are_refused(tmp_path, declaration):
    """A workbook that declares entities of its own is none."""
    path = with_sheet(book(tmp_path, ["a"]), lambda xml: declaration + xml)
    assert refused(path).code == "sheet.not_a_workbook"


def test_entities_hidden_in_another_encoding_are_refused(tmp_path):
    """XML in UTF-16 could hide a declaration, and no spreadsheet writes it."""
    path = book(tmp_path, ["a"])
    with zipfile.ZipFile(path) as old:
        xml = old.read("xl/worksheets/sheet1.xml").decode()
    repacked(path, xl__worksheets__sheet1=b"")
    repacked(path, **{"xl__worksheets__sheet1.xml": ("<!DOCTYPE x>" + xml).encode("utf-16")})
    assert refused(path).code == "sheet.not_a_workbook"


# --- what is no workbook ---------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"id,ten\n1,a\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600],
    ids=["empty", "cut", "csv", "old-excel"],
)
def test_what_is_no_workbook_is_refused(tmp_path, data):
    """An empty, a broken, another or an encrypted file is told apart from a workbook."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert refused(path).code == "sheet.not_a_workbook"


def test_a_zip_without_a_workbook_is_refused(tmp_path):
    """A zip of something else is no workbook."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refused(path).code == "sheet.not_a_workbook"


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_a_cut_file_is_refused(tmp_path, cut):
    """A file that was not copied whole ends in one notice."""
    path = book(tmp_path, ["a"])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    assert refused(path).code == "sheet.not_a_workbook"


def test_any_byte_of_a_file_may_be_wrong(tmp_path):
    """A flipped byte leaves a workbook or a notice, never a traceback."""
    path = book(tmp_path, ["a", 1], ["b", "=1"])
    data = path.read_bytes()
    for place in range(0, len(data), 97):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        assert code_of(path) in (None, "sheet.not_a_workbook")


def test_a_file_that_is_not_there(tmp_path):
    """A missing file and a folder are told as such."""
    assert refused(tmp_path / "a.xlsx").code == "file.not_found"
    assert refused(tmp_path).code == "file.unreadable"


# --- written ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", "Tỷ lệ", "100%"]
)
def test_text_that_looks_like_a_formula_stays_text(text):
    """What is written is kept as a string, quoted where a spreadsheet would calculate it."""
    made = openpyxl.Workbook()
    cell = put(made.active, 1, 1, text)
    stream = BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    again = openpyxl.load_workbook(stream).active["A1"]
    assert (again.value, again.data_type) == (text, "s")
    assert bool(cell.quotePrefix) is (text[0] in "=+-@\t")
    assert bool(again.quotePrefix) is bool(cell.quotePrefix)


@pytest.mark.parametrize(
    ("value", "picture", "shown"),
    [
        (0.7, "0%", "70%"),
        (0.705, "0.0%", "70.5%"),
        (70, '0"%"', "70%"),
        (70, "0\\%", "70%"),
        (70, "0", "70"),
    ],
)
def test_a_percentage_is_read_as_it_is_shown(tmp_path, value, picture, shown):
    """A percent sign that multiplies and one that is only written out both come out as seen."""
    made = openpyxl.Workbook()
    made.active["A1"] = value
    made.active["A1"].number_format = picture
    made.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx") == [(shown,)]


def test_entities_in_a_part_of_another_name_are_refused(tmp_path):
    """The name of a part does not decide whether it may declare entities."""
    path = book(tmp_path, ["a"])
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            name = member.filename.replace("sheet1.xml", "sheet1.dat")
            data = data.replace(b"sheet1.xml", b"sheet1.dat")
            if name.endswith("sheet1.dat"):
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            new.writestr(name, data)
    assert code_of(other) == "sheet.not_a_workbook"


# --- row by row ------------------------------------------------------------------------


def lines(path):
    found = read_lines(path, DossierError, FORM)
    return [(row.number, row.cells, row.formulas) for row in found.rows]


def with_values(path, values):
    """Formulas with the values that Excel would keep of them, by cell."""

    def change(xml):
        for cell, (kind, value) in values.items():
            xml = re.sub(
                rf'<c r="{cell}"[^>]*><f>(.*?)</f><v ?/?>(</v>)?',
                rf'<c r="{cell}" t="{kind}"><f>\1</f><v>{value}</v>',
                xml,
            )
        return xml

    return with_sheet(path, change)


def test_formulas_are_read_as_what_excel_last_made_of_them(tmp_path):
    """Also where that is an empty text or an error."""
    path = book(tmp_path, ["a", "=1+1", '=IF(1,"","")', "=1/0"], [1, "=A1"])
    kept = {"B1": ("n", "2"), "C1": ("str", ""), "D1": ("e", "#DIV/0!"), "B2": ("str", "a")}
    assert lines(with_values(path, kept)) == [
        (1, ("a", "2", "", "#DIV/0!"), frozenset()),
        (2, ("1", "a"), frozenset()),
    ]


def test_a_formula_of_which_no_value_is_kept_stays_one_and_is_named(tmp_path):
    """It is never taken for a blank."""
    assert lines(book(tmp_path, ["a", "=1+1"])) == [(1, ("a", "=1+1"), frozenset({1}))]


def test_the_first_sheet_that_is_shown_is_read_and_the_others_named(tmp_path):
    """Hidden ones are none of the reader's."""
    made = openpyxl.Workbook()
    made.active["A1"] = "ẩn"
    made.active.sheet_state = "hidden"
    for name in ("Một", "Hai", "Ba"):
        made.create_sheet(name)["A1"] = name
    made["Ba"].sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    found = read_lines(tmp_path / "a.xlsx", DossierError, FORM)
    assert (found.sheet, found.others) == ("Một", ("Hai",))
    assert [row.cells for row in found.rows] == [("Một",)]


def test_cells_merged_over_rows_are_told_of_the_sheet_that_is_read(tmp_path):
    """Not those of one row, and not those of other sheets."""
    made = openpyxl.Workbook()
    made.active["A1"] = "a"
    for cells in ("A1:A2", "B3:D5", "A7:C7"):
        made.active.merge_cells(cells)
    made.create_sheet("Hai").merge_cells("A1:A9")
    made.save(tmp_path / "a.xlsx")
    found = read_lines(tmp_path / "a.xlsx", DossierError, FORM)
    assert sorted(found.merges) == [(1, 0, 2, 0), (3, 1, 5, 3)]


def test_merged_cells_are_bounded(tmp_path):
    """They are held while a sheet is read."""
    large = replace(FORM, unpacked=64 << 20)

    def merged(count):
        tags = "".join(f'<mergeCell ref="A{n * 2 + 1}:A{n * 2 + 2}"/>' for n in range(count))
        ends = f"</sheetData><mergeCells>{tags}</mergeCells>"
        return with_sheet(book(tmp_path, ["a"]), lambda xml: xml.replace("</sheetData>", ends))

    assert len(read_lines(merged(200_000), DossierError, large).merges) == 200_000
    with pytest.raises(DossierError) as caught:
        read_lines(merged(200_001), DossierError, large)
    assert caught.value.notices[0].code == "sheet.too_many_merges"


def test_row_by_row_the_bounds_hold(tmp_path):
    """They are met when the row is."""
    found = read_lines(book(tmp_path, *[["a"]] * 6), DossierError, SMALL)
    with pytest.raises(DossierError) as caught:
        list(found.rows)
    assert caught.value.notices[0].code == "sheet.too_many_rows"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"id\n"])
def test_row_by_row_what_is_no_workbook_is_refused(tmp_path, data):
    """As when it is read at once."""
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(DossierError) as caught:
        read_lines(tmp_path / "a.xlsx", DossierError, FORM)
    assert caught.value.notices[0].code == "sheet.not_a_workbook"


def test_a_broken_row_ends_in_a_notice(tmp_path):
    """Where the sheet ends in the middle of a row."""
    path = with_sheet(book(tmp_path, ["a"], ["b"]), lambda xml: xml[: xml.index("</sheetData>")])
    with pytest.raises(DossierError) as caught:
        list(read_lines(path, DossierError, FORM).rows)
    assert caught.value.notices[0].code == "sheet.not_a_workbook"


def test_far_more_than_was_packed_is_refused(tmp_path):
    """Above 64 MiB, 200 bytes out of one are a bomb, whatever the bound on bytes."""
    large = replace(FORM, packed=256 << 20, unpacked=2 << 30)
    bomb = repacked(book(tmp_path, ["a"]), xl__media__a="\0" * (65 << 20))
    with pytest.raises(DossierError) as caught:
        read_lines(bomb, DossierError, large)
    assert caught.value.notices[0].code == "sheet.too_large"
    assert texts(repacked(book(tmp_path, ["a"]), xl__media__a="\0" * (63 << 20)), large)
