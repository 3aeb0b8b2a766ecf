"""Places in files: by line, or by sheet and cell, in the order in which people read."""

from __future__ import annotations

import pytest

from assessment.errors import Cell, DossierError, Notice, Place
from assessment.files import Tree
from assessment.views.places import spot
from assessment.wording import Words


@pytest.mark.parametrize(
    ("column", "at"), [(1, "A9"), (26, "Z9"), (27, "AA9"), (52, "AZ9"), (702, "ZZ9"), (703, "AAA9")]
)
def test_a_cell_is_named_as_spreadsheets_name_it(column, at):
    """Letters for columns from A, through Z and AA."""
    assert Cell(1, 9, column, "Phiếu").at == at


def test_a_place_says_its_sheet_and_cell():
    """For machines in one text, for people in their words; a line stays a line."""
    place = Place("phieu.xlsx", path="evidence.under3", cell=Cell(5, 12, 6, "Tiêu chí 4"))
    assert str(place) == "phieu.xlsx 'Tiêu chí 4'!F12 evidence.under3"
    assert spot(place, Words("vi")) == "trang 'Tiêu chí 4', ô F12"
    assert spot(place, Words("en")) == "sheet 'Tiêu chí 4', cell F12"
    assert spot(Place("a.yaml", 12), Words("vi")) == "dòng 12"
    assert spot(Place("a.yaml"), Words("vi")) == ""


def test_notices_stand_in_the_order_of_sheets_rows_and_columns():
    """Not in that of their codes, nor of the sheets' names."""
    cells = [Cell(2, 1, 1, "A"), Cell(1, 10, 1, "Z"), Cell(1, 9, 2, "Z"), Cell(1, 9, 1, "Z")]
    error = DossierError(*(Notice("form.needed", Place("p.xlsx", cell=cell)) for cell in cells))
    assert [notice.place.cell for notice in error.notices] == cells[::-1]


def test_a_part_without_a_cell_of_its_own_stands_in_that_of_its_whole():
    """As with lines."""
    cell = Cell(1, 5, 5, "Phiếu")
    tree = Tree({}, "p.xlsx", {}, {("evidence", "a"): cell})
    assert tree.place(("evidence", "a", "documents", 0)).cell == cell
    assert tree.place(("evidence", "b")).cell is None
