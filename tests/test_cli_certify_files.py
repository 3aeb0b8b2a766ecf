"""Files that are no tables, or tables that old programs wrote: a code and words, never a traceback."""

from __future__ import annotations

import csv
import resource
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner

from cli import main

HEAD = ["Mã hộ", "Chủ hộ", "A1.1", "A1.2"]
ROW = ["HK-1", "Nguyễn Văn Mẫu", "8", "9"]
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def certify(table: Path, *options: str):
    call = ["certify", str(table), "--ruleset", "household-qd448-2015"]
    out = table.with_name("kq.csv")
    return CliRunner().invoke(main, [*call, "--out", str(out), *options]), out


def refused(table: Path) -> str:
    """What is said of a file; nothing is written, and no traceback is shown."""
    before = {path.name for path in table.parent.iterdir()}
    result, _ = certify(table)
    assert result.exit_code == 3, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert {path.name for path in table.parent.iterdir()} == before
    return result.stderr


def scored(table: Path) -> list[dict[str, str]]:
    """The rows of the results."""
    result, out = certify(table)
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def text(*rows: list[str], delimiter: str = ",", end: str = "\r\n") -> str:
    return end.join(delimiter.join(row) for row in (HEAD, *rows)) + end


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append([*ROW[:2], 8, 9])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(name: str, content: bytes) -> bytes:
    """The workbook with a member of this content beside its own, or in its place."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member.filename, old.read(member))
        new.writestr(name, content)
    return stream.getvalue()


WIDE = (",".join(["Mã hộ", "A1.1", *(f"c{number}" for number in range(20_000))]) + "\n").encode()
LONG = text(["HK-1", "x" * (2 << 20), "8", "9"]).encode()
OPEN = text(ROW, ["HK-2", '"Bé Lan', "8", "9"], *[["HK-3", "A", "8", "9"]] * 3).encode()
OPEN_TWICE = text(
    ["HK-1", '"Bé', "8", "9"], ["HK-2", "A", "8", "9"], ["HK-3", 'B"', "8", "9"]
).encode()
OPEN_ONCE = text(["HK-1", '"Bé', "8", "9"], ["HK-3", 'B"', "1", "1"]).encode()
NUL = b"HK-2,\0,8,9\n"
TCVN3 = "M· hé,Chñ hé,A1.1,A1.2\nHK-1,NguyÔn V¨n MÉu,8,9\n"
VNI = "Maõ hoä,Chuû hoä,A1.1,A1.2\nHK-1,Nguyeãn Vaên Maãu,8,9\n"
CP1258 = "Ma\xde hô\xf2,Chu\xd2 hô\xf2,A1.1,A1.2\r\n".encode("latin-1")
ZEROES = b"0" * (300 << 20)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        pytest.param("ho.xlsx", text(ROW).encode(), "sheet.not_a_workbook", id="csv-as-xlsx"),
        pytest.param("ho.xlsx", b"", "sheet.not_a_workbook", id="empty-xlsx"),
        pytest.param("ho.xlsx", OLD_EXCEL + b"\0" * 4096, "sheet.not_a_workbook", id="password"),
        pytest.param("ho.xls", OLD_EXCEL + b"\0" * 4096, "table.unknown_format", id="xls"),
        pytest.param("ho.ods", b"PK\x03\x04", "table.unknown_format", id="ods"),
        pytest.param("ho.csv", OLD_EXCEL + b"\0" * 4096, "table.is_workbook", id="xls-as-csv"),
        pytest.param("ho.csv", b"PK\x03\x04" + b"\0" * 99, "table.is_workbook", id="xlsx-as-csv"),
        pytest.param("ho.csv", b"", "table.no_header", id="empty-csv"),
        pytest.param("ho.csv", b"\xef\xbb\xbf\r\n", "table.no_header", id="blank-csv"),
        pytest.param("ho.parquet", b"", "table.not_parquet", id="empty-parquet"),
        pytest.param("ho.parquet", b"PAR1", "table.not_parquet", id="cut-parquet"),
        pytest.param("ho.csv", CP1258, "table.wrong_encoding", id="cp1258"),
        pytest.param("ho.csv", TCVN3.encode("latin-1"), "table.wrong_encoding", id="tcvn3-saved"),
        pytest.param("ho.csv", TCVN3.encode(), "table.old_font", id="tcvn3"),
        pytest.param("ho.csv", VNI.encode(), "table.old_font", id="vni"),
        pytest.param("ho.csv", text(ROW).encode("utf-16-le"), "table.wrong_encoding", id="no-bom"),
        pytest.param("ho.csv", text(*[ROW] * 9_000).encode() + NUL, "table.not_csv", id="nul"),
        pytest.param("ho.csv", LONG, "table.not_csv", id="long-cell"),
        pytest.param("ho.csv", WIDE, "sheet.too_many_columns", id="wide"),
        pytest.param("ho.csv", OPEN, "table.not_csv", id="quotation-open"),
        pytest.param("ho.csv", OPEN_TWICE, "table.not_csv", id="quotation-over-rows"),
        pytest.param("ho.csv", OPEN_ONCE, "table.not_csv", id="quotation-over-two-rows"),
        pytest.param("ho.xlsx", packed("xl/a.bin", ZEROES), "sheet.too_large", id="bomb"),
    ],
)
def test_a_file_that_is_no_table_is_told_by_its_code(tmp_path, name, content, code):
    """With what to do; whatever the file is called, in bounded memory."""
    (tmp_path / name).write_bytes(content)
    said = refused(tmp_path / name)
    assert f"[{code}]" in said
    assert len(said.splitlines()) > 3, "what is wrong, what to do"


def test_a_slip_in_the_quotation_marks_is_told_by_its_line(tmp_path):
    """So that rows are not swallowed by the cell above them."""
    (tmp_path / "ho.csv").write_bytes(OPEN_TWICE)
    assert "ho.csv, dòng 2" in refused(tmp_path / "ho.csv")


def test_a_folder_under_the_name_of_a_table_is_told(tmp_path):
    """Results of a folder are a folder; one without Parquet files is no table."""
    (tmp_path / "ho.csv").mkdir()
    result, _ = certify(tmp_path / "ho.csv")
    assert result.exit_code == 2
    assert "[usage.folder_wanted]" in result.stderr


@pytest.mark.parametrize("name", ["ho.csv", "ho.xlsx"])
def test_a_file_that_another_program_holds_is_told(tmp_path, name, monkeypatch):
    """As Excel does on Windows while the table is open."""
    path = tmp_path / name
    path.write_bytes(workbook())
    opened = Path.open

    def held(self, *args, **kwargs):
        if self == path:
            raise PermissionError
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", held)
    assert "file.unreadable" in refused(path)


@pytest.mark.parametrize(
    ("content", "id_"),
    [
        (text(ROW).encode("utf-16"), "utf-16"),
        (text(ROW, delimiter="\t").encode("utf-16"), "unicode text of Excel"),
        (("sep=;\r\n" + text(ROW, delimiter=";")).encode("utf-8-sig"), "sep"),
        (("SEP=|\n" + text(ROW, delimiter="|")).encode(), "sep in capitals"),
        (text(ROW, end="\r").encode(), "carriage returns"),
        (text(ROW, end="\n").encode(), "new lines"),
        (text(["HK-1", "A", "8,0", "9,0"], delimiter=";").encode(), "comma decimals"),
        (text(["HK-1", "A", '"8,0"', '"9,0"']).encode(), "comma decimals in quotes"),
        (text(["HK-1", '"A ""Tư"" B"', "8", "9"]).encode(), "doubled quotation marks"),
        (text(["HK-1", '"A\nB, C"', "8", "9"]).encode(), "a line break in a cell"),
        (
            text(["HK-1", '"A, B\nC\nD, E, F"', "8", "9"]).encode(),
            "commas and line breaks in a cell",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_csv_as_programs_write_it_is_read(tmp_path, content, id_):
    """Encodings with a mark, delimiters said or seen, any end of line."""
    (tmp_path / "ho.csv").write_bytes(content)
    (row,) = scored(tmp_path / "ho.csv")
    assert (row["low"], row["Mã hộ"]) == ("17", "HK-1"), id_


def test_rows_are_numbered_as_excel_shows_them_below_a_line_that_names_the_separator(tmp_path):
    """Excel does not show that line."""
    table = tmp_path / "ho.csv"
    table.write_text("sep=;\n" + text(["HK-1", "A", "12", "9"], delimiter=";"), "utf-8")
    result, out = certify(table)
    assert result.exit_code == 0
    with out.with_name("kq.loi.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[1] for row in csv.reader(file)][1:] == ["C2"]


def test_a_workbook_with_macros_is_read_and_they_are_not(tmp_path):
    """As one without."""
    content = packed("xl/vbaProject.bin", OLD_EXCEL)
    (tmp_path / "ho.xlsm").write_bytes(content)
    (row,) = scored(tmp_path / "ho.xlsm")
    assert row["low"] == "17"


def test_what_openpyxl_warns_of_is_not_shown(tmp_path, recwarn):
    """Lists of choices and days out of bounds are no concern of the reader."""
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    with zipfile.ZipFile(BytesIO(workbook())) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").replace(b"</worksheet>", extension)
    (tmp_path / "ho.xlsx").write_bytes(packed("xl/worksheets/sheet1.xml", sheet))
    assert len(scored(tmp_path / "ho.xlsx")) == 1
    assert len(recwarn) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured by rusage")
def test_a_bomb_is_met_in_bounded_memory(tmp_path):
    """What a file unpacks to is never held."""
    (tmp_path / "ho.xlsx").write_bytes(packed("xl/a.bin", ZEROES))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused(tmp_path / "ho.xlsx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10


@pytest.mark.parametrize("where", ["--out", "--receipt"])
def test_a_table_of_parts_gets_no_part_from_a_run(tmp_path, where):
    """Nothing is written into the folder that is the table, whether it would be new or not."""
    table = tmp_path / "ho.parquet"
    table.mkdir()
    pl.DataFrame([ROW], schema=HEAD, orient="row").write_parquet(table / "0.parquet")
    call = ["certify", str(table), "--ruleset", "household-qd448-2015"]
    for name in ("0.parquet", "kq.parquet"):
        inside = [where, str(table / name)]
        outside = [] if where == "--out" else ["--out", str(tmp_path / "kq.parquet")]
        result = CliRunner().invoke(main, [*call, *outside, *inside])
        assert result.exit_code == 2
        assert "usage.would_overwrite" in result.stderr
    assert [path.name for path in tmp_path.rglob("*.*")] == ["ho.parquet", "0.parquet"]
    result = CliRunner().invoke(main, [*call, "--out", str(tmp_path / "kq.parquet")])
    assert result.exit_code == 0, result.output


def test_a_damaged_table_costs_no_other(tmp_path):
    """Of a folder, the others are certified, and the damaged one is told by its code."""
    folder = tmp_path / "xa"
    folder.mkdir()
    names = {key: [n % 10 for n in range(3000)] for key in ("A1.1", "A1.2")}
    table = pl.DataFrame({"Mã hộ": [f"HK{n * n}" for n in range(3000)], **names})
    table.write_parquet(folder / "a.parquet")
    table.write_parquet(folder / "b.parquet")
    content = bytearray((folder / "a.parquet").read_bytes())
    content[100:400] = bytes(300)
    (folder / "a.parquet").write_bytes(content)
    call = ["certify", str(folder), "--ruleset", "household-qd448-2015"]
    result = CliRunner().invoke(main, [*call, "--out", str(tmp_path / "kq")])
    assert result.exit_code == 3
    assert "[table.not_parquet]" in result.output
    assert (tmp_path / "kq" / "b.parquet").exists()
    assert not (tmp_path / "kq" / "a.parquet").exists()
