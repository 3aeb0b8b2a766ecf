"""Tables out: text stays text."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import openpyxl
import polars as pl
import pytest

from assessment.batch.write import write_table
from assessment.errors import UsageError
from assessment.views.certified import sheet

RISKY = [
    *("=HYPERLINK(1)", "@x", "+cmd|' /C calc'!A0", "-x", "\tx", "\rx", " =1", "\u200b@x"),
    *("-2+3+cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "+(1+cmd|' /C calc'!A0)", "- 1+cmd|x"),
]
PLAIN = ["Nguyễn Văn A", "-5", "-1,5%", "+84 912 345", "(1)", "a=b", " a", ""]
EVERY = [*RISKY, *PLAIN]


@pytest.fixture
def frame() -> pl.LazyFrame:
    return pl.LazyFrame({"name": EVERY, "total": list(range(len(EVERY)))})


def test_csv_begins_with_a_bom_and_holds_no_formula(tmp_path, frame):
    """Excel reads its letters, and takes no cell for a formula; what is none stays as it is."""
    write_table(frame, tmp_path / "kq.csv")
    text = (tmp_path / "kq.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeffname,total\n")
    with (tmp_path / "kq.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row[0] for row in csv.reader(file)][1:]
    assert names == [*(f"'{risky}" for risky in RISKY), *PLAIN]


def test_a_list_beside_the_results_keeps_to_the_same_rule(frame, tmp_path):
    """Both files of a run tell the same text in the same way."""
    write_table(frame.select("name"), tmp_path / "kq.csv")
    with (tmp_path / "kq.csv").open(encoding="utf-8-sig", newline="") as file:
        results = list(csv.reader(file))[1:]
    text = "".join(sheet([text] for text in EVERY)).removeprefix("\ufeff")
    beside = list(csv.reader(io.StringIO(text, newline="")))
    assert beside == results


@pytest.mark.parametrize("risky", RISKY)
@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum([*RISKY, "a"])])
def test_categories_of_csv_are_no_formulas(risky, dtype, tmp_path):
    """A category is text like any other."""
    table = pl.LazyFrame({"name": pl.Series([risky, "a", None], dtype=dtype)})
    write_table(table, tmp_path / "kq.csv")
    with (tmp_path / "kq.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == [[f"'{risky}"], ["a"], []]


@pytest.mark.parametrize("risky", RISKY)
def test_headers_of_csv_are_no_formulas(risky, tmp_path):
    """A column that is named as another one then would be gets a name of its own."""
    table = pl.LazyFrame({risky: [1], f"'{risky}": [2], "a": [3]})
    write_table(table, tmp_path / "kq.csv")
    with (tmp_path / "kq.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [[f"''{risky}", f"'{risky}", "a"], ["1", "2", "3"]]


def test_a_workbook_holds_text_and_numbers_and_no_formula(tmp_path, frame):
    """Each cell is what it was."""
    write_table(frame, tmp_path / "kq.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx").active
    cells = [sheet.cell(row, 1) for row in range(2, len(EVERY) + 2)]
    assert [cell.value or "" for cell in cells] == [text.replace("\r", "_x000D_") for text in EVERY]
    assert "f" not in {cell.data_type for cell in cells}
    assert sheet["B3"].value == 1


def test_truths_of_a_workbook_are_words(tmp_path):
    """Every spreadsheet shows and prints them alike; undecided is blank. CSV keeps its own."""
    frame = pl.LazyFrame({"recognised": [True, False, None]})
    write_table(frame, tmp_path / "kq.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx").active
    assert [sheet.cell(row, 1).value for row in range(2, 5)] == ["có", "không", None]
    write_table(frame, tmp_path / "kq.csv")
    assert (tmp_path / "kq.csv").read_text("utf-8-sig").split() == ["recognised", "true", "false"]


def test_a_workbook_can_be_read_and_filtered(tmp_path):
    """One sheet with a name, a header that wraps, filters on it, no column wider than a page."""
    frame = pl.LazyFrame({"id": ["1"], "reason": ["vì " * 200]})
    write_table(frame, tmp_path / "kq.xlsx")
    book = openpyxl.load_workbook(tmp_path / "kq.xlsx")
    assert book.sheetnames == ["Kết quả"]
    sheet = book.active
    assert sheet["B1"].alignment.wrap_text
    assert [table.autoFilter.ref for table in sheet.tables.values()] == ["A1:B2"]
    assert 30 < sheet.column_dimensions["B"].width < 45
    assert sheet.column_dimensions["A"].width < 10


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


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        ([[1, 2]], pl.List(pl.Int64)),
        ([[1, 2]], pl.Array(pl.Int64, 2)),
        ([{"a": 1}], pl.Struct({"a": pl.Int64})),
        ([b"a"], pl.Binary),
        ([timedelta(days=1)], pl.Duration),
    ],
)
def test_what_no_cell_holds_is_refused_by_its_column(tmp_path, suffix, values, dtype):
    """Before anything is written; Parquet holds it."""
    frame = pl.LazyFrame({"id": ["a"], "x": pl.Series(values, dtype=dtype)})
    with pytest.raises(UsageError) as caught:
        write_table(frame, tmp_path / f"kq{suffix}")
    (notice,) = caught.value.notices
    assert (notice.code, notice.params["column"]) == ("table.in_no_cell", "x")
    assert list(tmp_path.iterdir()) == []
    write_table(frame, tmp_path / "kq.parquet")
    assert pl.read_parquet(tmp_path / "kq.parquet").equals(frame.collect())


def test_a_workbook_takes_times_of_a_zone_and_what_is_no_number(tmp_path):
    """The first as text, the other as an error, as spreadsheets show it."""
    time = pl.Series([datetime(2026, 1, 2, 3, tzinfo=UTC)]).dt.convert_time_zone("Asia/Ho_Chi_Minh")
    write_table(pl.LazyFrame({"t": time, "x": [float("nan")]}), tmp_path / "kq.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx").active
    assert sheet["A2"].value.startswith("2026-01-02T10:00:00")
    assert sheet["A2"].value.endswith("+07:00")
    assert sheet["B2"].value == "=#NUM!"
