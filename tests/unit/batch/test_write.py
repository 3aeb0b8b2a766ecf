"""Tables out: text stays text."""

from __future__ import annotations

import openpyxl
import polars as pl
import pytest

from assessment.batch.write import write_table
from assessment.errors import UsageError

RISKY = ["=HYPERLINK(1)", "@x", "+cmd|' /C calc'!A0", "-x", "\tx"]
PLAIN = ["Nguyễn Văn A", "-5", "+84 912 345", "(1)", "a=b"]


@pytest.fixture
def frame() -> pl.LazyFrame:
    return pl.LazyFrame({"name": [*RISKY, *PLAIN], "total": list(range(10))})


def test_csv_begins_with_a_bom_and_holds_no_formula(tmp_path, frame):
    """Excel reads its letters, and takes no cell for a formula; what is none stays as it is."""
    write_table(frame, tmp_path / "kq.csv")
    text = (tmp_path / "kq.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeffname,total\n")
    names = pl.read_csv(tmp_path / "kq.csv", quote_char='"')["name"].to_list()
    assert names == [*(f"'{risky}" for risky in RISKY), *PLAIN]


def test_a_workbook_holds_text_and_numbers_and_no_formula(tmp_path, frame):
    """Each cell is what it was."""
    write_table(frame, tmp_path / "kq.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx").active
    cells = [sheet.cell(row, 1) for row in range(2, 12)]
    assert [cell.value for cell in cells] == [*RISKY, *PLAIN]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["B3"].value == 1


def test_truths_of_a_workbook_are_words(tmp_path):
    """Every spreadsheet shows and prints them alike; undecided is blank. CSV keeps its own."""
    frame = pl.LazyFrame({"recognised": [True, False, None]})
    write_table(frame, tmp_path / "kq.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx").active
    assert [sheet.cell(row, 1).value for row in range(2, 5)] == ["có", "không", None]
    write_table(frame, tmp_path / "kq.csv")
    assert (tmp_path / "kq.csv").read_text("utf-8-sig").split() == ["recognised", "true", "false"]


def test_parquet_keeps_everything(tmp_path, frame):
    """No spreadsheet reads it: nothing is marked."""
    write_table(frame, tmp_path / "kq.parquet")
    assert pl.read_parquet(tmp_path / "kq.parquet").equals(frame.collect())


def test_an_unknown_suffix_is_refused(tmp_path, frame):
    """Before anything is written."""
    with pytest.raises(UsageError) as caught:
        write_table(frame, tmp_path / "kq.doc")
    assert caught.value.notices[0].code == "table.unknown_output"
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path):
    """1,048,575 rows and a header fill a sheet."""
    frame = pl.LazyFrame({"id": pl.int_range(1_048_576, eager=True)})
    with pytest.raises(UsageError) as caught:
        write_table(frame, tmp_path / "kq.xlsx")
    assert caught.value.notices[0].code == "table.too_many_rows"
