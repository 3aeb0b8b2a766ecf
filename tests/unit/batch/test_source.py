"""Tables of every kind, read as their files show them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest

from assessment.batch.source import AT, FLAW, ROW, SAID, open_table
from assessment.errors import DossierError

KNOWN = {"id", "A1.1", "A1.2"}


def field_of(header):
    return header if header in KNOWN else None


def read(path: Path, tmp_path: Path) -> pl.DataFrame:
    folder = tmp_path / "text"
    folder.mkdir()
    found = open_table(path, folder, field_of).frame.collect()
    flaws = found.select(FLAW, AT, SAID)
    assert (flaws.null_count().sum_horizontal() % len(flaws.columns) == 0).all()
    return found.select(pl.exclude(ROW, FLAW, AT, SAID), ROW, FLAW)


def refused(path: Path, tmp_path: Path) -> str:
    with pytest.raises(DossierError) as caught:
        read(path, tmp_path)
    (notice,) = caught.value.notices
    return notice.code


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_delimiter_and_encoding_is_read(tmp_path, delimiter, encoding):
    """What stands most between cells parts them; a BOM is no letter."""
    path = tmp_path / "ho.csv"
    lines = ["id,A1.1,A1.2", "Hộ 1,9,8"]
    path.write_text("\n".join(lines).replace(",", delimiter), encoding=encoding)
    found = read(path, tmp_path)
    assert found.rows() == [("Hộ 1", "9", "8", 2, None)]


def test_the_header_is_the_row_with_the_most_known_names(tmp_path):
    """Titles above it are passed over, blank rows too; rows keep the numbers of the file."""
    path = tmp_path / "ho.csv"
    path.write_text("DANH SÁCH id,,\n,,\nid,A1.1,A1.2\n,,\n1,9,8\n", encoding="utf-8")
    assert read(path, tmp_path)[ROW].to_list() == [5]


def test_rows_of_another_length_carry_their_flaw(tmp_path):
    """A comma inside an unquoted cell moves the rest: such a row is never read as it stands."""
    path = tmp_path / "ho.csv"
    path.write_text("id,A1.1,A1.2\n1,9,5,8\n2,9\n3,9,8,\n4,9,8\n", encoding="utf-8")
    flaws = read(path, tmp_path)[FLAW].to_list()
    assert flaws == ["table.too_many_cells", "table.too_few_cells", None, None]


def test_quoted_cells_may_hold_the_delimiter_and_new_lines(tmp_path):
    """A quoted cell is one cell."""
    path = tmp_path / "ho.csv"
    path.write_text('id,A1.1,A1.2\n"Hộ, 1\nThôn 2",9,8\n', encoding="utf-8")
    assert read(path, tmp_path).rows() == [("Hộ, 1\nThôn 2", "9", "8", 2, None)]


def test_a_workbook_is_read_as_it_shows_its_cells(tmp_path):
    """Percent cells keep their sign; a row may end early."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Danh sách"], ["id", "A1.1", "A1.2"], ["HK-1", 9.5, 0.7], ["HK-2"]):
        sheet.append(row)
    sheet["C3"].number_format = "0%"
    book.save(tmp_path / "ho.xlsx")
    assert read(tmp_path / "ho.xlsx", tmp_path).rows() == [
        ("HK-1", "9.5", "70%", 3, None),
        ("HK-2", None, None, 4, None),
    ]


def test_parquet_keeps_its_types_and_counts_its_rows(tmp_path):
    """Columns stay as they are."""
    path = tmp_path / "ho.parquet"
    pl.DataFrame({"id": ["a", "b"], "A1.1": [1, None]}).write_parquet(path)
    assert read(path, tmp_path).select("id", "A1.1", ROW).rows() == [("a", 1, 1), ("b", None, 2)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("ho.csv", "Tên;Tuổi\nA;1\n".encode(), "table.no_header"),
        ("ho.csv", b"", "table.no_header"),
        ("ho.csv", b"id,A1.1\nH\xf4,9\n", "table.wrong_encoding"),
        ("ho.csv", b"id,A1.1,A1.1\n", "table.header_twice"),
        ("ho.csv", b'id,A1.1\n"' + b"x" * 200_000 + b'",9\n', "table.not_csv"),
        ("ho.parquet", b"id,A1.1\n", "table.not_parquet"),
        ("ho.xlsx", b"id,A1.1\n", "sheet.not_a_workbook"),
        ("ho.doc", b"id,A1.1\n", "table.unknown_format"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, name, content, code):
    """By its code, before anything is scored."""
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name, tmp_path) == code


@pytest.mark.parametrize("name", ["ho.csv", "ho.xlsx", "ho.parquet"])
def test_a_file_that_is_not_there_is_told(tmp_path, name):
    """Under the name that was asked for."""
    assert refused(tmp_path / name, tmp_path) == "file.not_found"
