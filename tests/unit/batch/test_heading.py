"""The header of a table, in one row or two."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.batch.heading import Line, heading
from assessment.errors import DossierError

FIELDS = {"Mã": "id", "A1.1": "A1.1", "A1.2": "A1.2", "A2.1": "A2.1"}
FILE = Path("ho.csv")


def read(*rows: list[str]):
    lines = [Line(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    return heading(FILE, lines, FIELDS.get)


def refused(*rows: list[str]) -> tuple[str, int | None]:
    with pytest.raises(DossierError) as caught:
        read(*rows)
    (notice,) = caught.value.notices
    return notice.code, notice.place.line


def test_titles_above_a_header_are_no_part_of_it():
    """A title fills a cell or two, and names no column that the header leaves blank."""
    head = read(["HỘI", "", "CỘNG HÒA"], ["", "Mã", "A1.1"], ["x", "HK", "8"])
    assert (head.names, head.fields, head.rows) == (("(1)", "Mã", "A1.1"), (None, "id", "A1.1"), 2)


def test_a_header_in_two_rows_is_read_as_one():
    """What stands lowest names a column; merged cells above name what is blank below."""
    head = read(
        ["STT", "Mã", "Tiêu chí 1", "", "Ghi chú"], ["", "", "A1.1", "A1.2"], ["1", "HK", "8", "9"]
    )
    assert head.names == ("STT", "Mã", "A1.1", "A1.2", "Ghi chú")
    assert (head.rows, head.values) == (2, {2, 3})


def test_a_lower_row_may_name_the_rest():
    """Columns merged over both rows stand in the upper one."""
    head = read(["Mã", "A1.1", "A1.2", "Tiêu chí 2"], ["", "", "", "A2.1"], ["HK", "8", "9", "7"])
    assert head.names == ("Mã", "A1.1", "A1.2", "Tiêu chí 2")
    head = read(["Mã", "A1.1", "A1.2", ""], ["", "", "", "A2.1"], ["HK", "8", "9", "7"])
    assert (head.names, head.rows) == (("Mã", "A1.1", "A1.2", "A2.1"), 2)


def test_own_columns_of_one_name_are_told_apart_by_their_turn():
    """Nothing is lost for a second column of notes."""
    head = read(["Mã", "Ghi chú", "A1.1", "Ghi chú", "Ghi chú (2)", "Ghi chú"])
    assert head.names == ("Mã", "Ghi chú", "A1.1", "Ghi chú (3)", "Ghi chú (2)", "Ghi chú (4)")


def test_two_columns_of_one_field_are_refused():
    """Nobody knows which is right."""
    assert refused(["x"], ["Mã", "A1.1", "A1.1"]) == ("table.header_twice", 2)


@pytest.mark.parametrize(
    "header", [["M· hé", "Chñ hé", "A1.1"], ["Maõ hoä", "Chuû hoä", "A1.1"], ["M· hé", "§iÓm sè"]]
)
def test_text_for_old_fonts_is_told(header):
    """TCVN3 and VNI read as other letters; whether or not a column is known."""
    assert refused(header) == ("table.old_font", 1)


def test_one_foreign_word_in_a_header_is_no_old_font():
    """Nor are foreign names in the rows."""
    head = read(["Mã", "Tên (français)", "A1.1"], ["H1", "Y Ñiê", "8"], ["H2", "Müller ö", "8"])
    assert head.rows == 1


def test_without_any_field_there_is_no_header():
    """An id alone is no table of evidence."""
    assert refused(["Mã", "Tên"]) == ("table.no_header", None)
    assert refused([]) == ("table.no_header", None)
