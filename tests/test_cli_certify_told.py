"""What `cdht certify` tells of a table beside its results: on the page, in JSON, in the receipt."""

from __future__ import annotations

import csv
import json

import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner

from cli import main
from tests.test_cli_certify import HEAD, IDS, cells, run
from tests.test_cli_certify_many import run as run_many


def written(path, *rows):
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


def workbook(path, *sheets):
    path.parent.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate([HEAD, cells("1")]):
                sheet.write_row(number, 0, row)
    return path


def sealed(out):
    return json.loads(out.with_suffix(".bien-nhan.json").read_text("utf-8"))["sealed"]


def test_sheets_not_read_are_told_of_each_table(tmp_path):
    """By the page and the JSON of a folder, also when results are kept; by the receipt."""
    workbook(tmp_path / "bang/xa.xlsx", "Thôn 1", "Thôn 2", "Thôn 3")
    workbook(tmp_path / "bang/xa-b.xlsx", "Thôn 1")
    out = tmp_path / "kq"
    for _ in range(2):
        page = " ".join(run_many(tmp_path / "bang", "--out", out).stdout.split())
        assert 'xa.xlsx: Chỉ đọc trang "Thôn 1" của tệp Excel; chưa đọc: Thôn 2, Thôn 3' in page
    found = json.loads(run_many(tmp_path / "bang", "--out", out, "--format", "json").stdout)
    told = {each["out"]: each["sheets_not_read"] for each in found["tables"]}
    assert told == {"xa.xlsx": ["Thôn 2", "Thôn 3"], "xa-b.xlsx": []}
    table = sealed(out / "xa.xlsx")["table"]
    assert (table["sheet"], table["unread"]) == ("Thôn 1", ["Thôn 2", "Thôn 3"])
    assert set(sealed(out / "xa-b.xlsx")["table"]) == {"file", "sha256"}


def test_columns_missing_or_misspelt_are_told_once_for_all_tables(tmp_path):
    """With the tables that lack them, and with the slips of each in the JSON."""
    short, out = HEAD[:-1], tmp_path / "kq"
    for name in ("a.csv", "b.csv"):
        written(tmp_path / "bang" / name, short, cells("1")[:-1])
    page = run_many(tmp_path / "bang", "--out", out).stdout
    assert "! cả 2 bảng: Bảng không có cột cho: law_violation\n" in page
    slips = cells("2", "11")[:-1]
    written(tmp_path / "bang/c.csv", [*short, "law_violatoin"], [*slips, "không"])
    page = " ".join(run_many(tmp_path / "bang", "--out", out).stdout.split())
    assert 'c.csv: Cột "law_violatoin" không được đọc; có phải "law_violation"?' in page
    call = ("--out", out, "--format", "json")
    *_, last = json.loads(run_many(tmp_path / "bang", *call).stdout)["tables"]
    assert last["not_read"] == [{"column": "law_violatoin", "like": "law_violation"}]
    assert (last["absent"], last["slips"]) == (["law_violation"], {"dossier.out_of_bounds": 1})


def test_a_gate_without_a_column_is_told(tmp_path):
    """Its key stands among what the table lacks."""
    written(tmp_path / "don-vi.csv", ["id", "B1.1"], ["1", "8"])
    call = ["--ruleset", "clan-qd448-2015", "--out", str(tmp_path / "kq.csv"), "--format", "json"]
    result = CliRunner().invoke(main, ["certify", str(tmp_path / "don-vi.csv"), *call])
    assert "has_fund" in json.loads(result.stdout)["absent"]


def test_what_leaves_most_rows_undecided_is_told(tmp_path):
    """And that a last run counts it for nothing; not where it does, or nothing is open."""
    rows = [cells(str(number), violation="") for number in range(3)]
    rows.append(cells("9", "", *["7"] * (len(IDS) - 1)))
    table, out = written(tmp_path / "ho.csv", HEAD, *rows), tmp_path / "kq.csv"
    page = " ".join(run(table, out).stdout.split())
    assert "thiếu nhiều nhất: law_violation (" in page
    assert "3 dòng; A1.1 (" in page
    assert "--missing zero" in page
    found = json.loads(run(table, out, "--format", "json").stdout)["most_missing"]
    assert found == [{"key": "law_violation", "rows": 3}, {"key": "A1.1", "rows": 1}]
    assert "thiếu nhiều nhất" not in run(table, out, "--missing", "zero").stdout


def test_a_table_without_ids_says_so(tmp_path):
    """Since explaining, rolling up and finding rows that stand twice need them."""
    for head, told in ((HEAD, False), (["Nơi ở", *HEAD[1:]], True)):
        table = written(tmp_path / "ho.csv", head, cells("1"))
        assert ("không có cột mã" in run(table, tmp_path / "kq.csv").stdout) is told


@pytest.mark.parametrize("header", ["Họ và tên chủ hộ", "Họ tên chủ hộ", "Chủ hộ", "Họ tên"])
def test_a_householders_name_is_a_name(tmp_path, header):
    """And no column that looks like a field; beside another name it is the table's own."""
    for beside in (None, "Họ và tên"):
        rows = [["Mã hộ", header, *([beside] if beside else []), *IDS], ["1", "A"]]
        table = written(tmp_path / "ho.csv", rows[0], rows[1] + ["8"] * (len(rows[0]) - 2))
        found = json.loads(run(table, tmp_path / "kq.csv", "--format", "json").stdout)
        assert found["not_read"] == []
        assert sealed(tmp_path / "kq.csv")["columns"]["name"] == header


@pytest.mark.parametrize(("said", "wrong"), [("x", 0), ("Không", 0), ("", 0), ("rồi", 1)])
def test_registration_is_yes_or_no(tmp_path, said, wrong):
    """Another word is a slip of its row, named by its cell."""
    table = written(tmp_path / "ho.csv", ["Đăng ký", *HEAD], [said, *cells("1")])
    found = json.loads(run(table, tmp_path / "kq.csv", "--format", "json").stdout)
    assert found["aside"]["rows"] == wrong
    if wrong:
        with (tmp_path / "kq.loi.csv").open(encoding="utf-8-sig", newline="") as file:
            [slip] = csv.DictReader(file)
        assert (slip["ô"], slip["giá trị"]) == ("A2", "rồi")
        assert slip["vì sao"] == 'cần "có" hoặc "không"'


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2019", ("2019-01-01", "2019-12-31")),
        ("2021-2022", ("2021-09-01", "2022-08-31")),
        ("2019-03-01..2020-02-29", ("2019-03-01", "2020-02-29")),
    ],
)
def test_a_period_is_sealed_and_changes_nothing_else(tmp_path, period, days):
    """As a registers' command reads it."""
    table, out = written(tmp_path / "ho.csv", HEAD, cells("1")), tmp_path / "kq.csv"
    run(table, out)
    before = sealed(out)
    run(table, out, "--period", period)
    after = sealed(out)
    assert after.pop("period") == dict(zip(("from", "to"), days, strict=True))
    assert after == before
    assert "register.bad_period" in run(table, out, "--period", "năm nay", code=2).stderr


def test_results_of_another_period_are_made_again(tmp_path):
    """In a folder, where those of the same period are kept."""
    written(tmp_path / "bang/ho.csv", HEAD, cells("1"))
    call = (tmp_path / "bang", "--out", tmp_path / "kq", "--period")
    assert "Giữ nguyên" not in run_many(*call, "2024").stdout
    assert "Giữ nguyên kết quả của 1 bảng" in run_many(*call, "2024").stdout
    assert "Giữ nguyên" not in run_many(*call, "2025").stdout
    assert sealed(tmp_path / "kq/ho.csv")["period"]["from"] == "2025-01-01"


def test_notes_in_a_folder_of_tables_are_passed_over(tmp_path):
    """A .txt is no table unless it is named."""
    table = written(tmp_path / "bang/ho.csv", HEAD, cells("1"))
    (tmp_path / "bang/doc-toi.txt").write_text("Gửi anh Ba.\n", encoding="utf-8")
    assert "1 bảng" in run_many(tmp_path / "bang", "--out", tmp_path / "kq").stdout
    run(table.rename(tmp_path / "ho.txt"), tmp_path / "kq.csv")


OWN = [*HEAD, "Tổng điểm", "Xếp loại"]


def test_totals_and_titles_that_the_table_claims_are_compared(tmp_path):
    """Where they differ the page says so and by which cells; they stay as they are."""
    full, open_ = cells("1"), cells("4", "")
    rows = [
        [*full, "80", "Đạt"],
        [*full, " 80,0 điểm ", "đạt"],
        [*full, "81", "Không đạt"],
        [*cells("4", "4", "5", "0"), "65", "đạt"],
        [*open_, "72", "x"],
        [*open_, "71,5", ""],
        [*open_, "83", "chưa xét"],
    ]
    rows = [[str(number), *row[1:]] for number, row in enumerate(rows)]
    points = 8 * len(IDS)
    assert points == 80
    table = written(tmp_path / "a/ho.csv", OWN, *rows)
    page = " ".join(run(table, tmp_path / "kq.csv").stdout.split())
    column, first = chr(ord("A") + len(HEAD)), chr(ord("A") + len(HEAD) + 1)
    assert f'Cột "Tổng điểm" của bảng khác điểm và danh hiệu tính ra ở 3 dòng ({column}4, ' in page
    assert f"{column}7, {column}8)" in page
    assert f'Cột "Xếp loại" của bảng khác điểm và danh hiệu tính ra ở 2 dòng ({first}4, ' in page
    with (tmp_path / "kq.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["Tổng điểm"] for row in found] == [row[-2] for row in rows]
    english = json.loads(run(table, tmp_path / "kq.csv", "--format", "json").stdout)
    assert [each["rows"] for each in english["differing"]] == [3, 2]
    assert "differing" in sealed(tmp_path / "kq.csv")["noticed"]


def test_what_a_table_of_a_folder_claims_is_told_with_its_name(tmp_path):
    """And how many of its rows name no hamlet; also when its results are kept."""
    rows = [[*cells("1"), "80", "đạt"], [*cells("2", hamlet=""), "81", "đạt"]]
    written(tmp_path / "bang/a.csv", OWN, *rows)
    written(tmp_path / "bang/b.csv", OWN, rows[0])
    for _ in range(2):
        page = " ".join(run_many(tmp_path / "bang", "--out", tmp_path / "kq").stdout.split())
        assert '! a.csv: Cột "Tổng điểm" của bảng khác điểm' in page
        assert "! a.csv: 1 dòng không ghi thôn" in page
        assert "b.csv:" not in page


@pytest.mark.parametrize("own", [["Tổng điểm", "Tổng số điểm"], ["Điểm", "Ghi chú"]])
def test_columns_that_may_be_something_else_are_not_compared(tmp_path, own):
    """Two of them, or one of another name."""
    table = written(tmp_path / "a/ho.csv", [*HEAD, *own], [*cells("1"), "1", "2"])
    found = json.loads(run(table, tmp_path / "kq.csv", "--format", "json").stdout)
    assert found["differing"] == []


def test_ratings_that_the_table_claims_are_compared_by_their_names(tmp_path):
    """By title or id, with "loại" or without."""
    head = ["id", "1", "Xếp loại"]
    table = written(
        tmp_path / "a/c.csv", head, *([str(n), "10", text] for n, text in enumerate(CLAIMED))
    )
    call = ["--ruleset", "tt44-2014", "--missing", "zero", "--format", "json"]
    call += ["--out", str(tmp_path / "kq.csv")]
    text = table.read_text("utf-8").replace("id;1;", "id;households;")
    table.write_text(text, encoding="utf-8")
    found = json.loads(CliRunner().invoke(main, ["certify", str(table), *call]).stdout)
    assert found["differing"] == [{"column": "Xếp loại", "rows": 3, "first": "C2, C3, C4"}]


CLAIMED = ["Loại tốt", "tốt", "Đạt", "không đạt", "?", ""]


def test_hamlets_that_look_alike_are_one(tmp_path):
    """With Ð for Đ, with signs that no one sees, in capitals: the name that most rows have."""
    names = ["Thôn Đông", "Thôn Ðông", "Thôn Đô\u200bng", "THÔN ĐÔNG", "Thôn Đông", "Thôn Dông"]
    rows = [cells(str(n), *["7"] * 9, "0", hamlet=name) for n, name in enumerate(names)]
    table = written(tmp_path / "a/ho.csv", HEAD, *rows)
    found = json.loads(run(table, tmp_path / "kq.csv", "--near", "10", "--format", "json").stdout)
    told = [(group["value"], group["rows"]) for group in found["groups"]["hamlet"]]
    assert told == [("Thôn Đông", 5), ("Thôn Dông", 1)]
    assert [(each["value"], each["rows"]) for each in found["near"]["hamlets"]] == told


def test_a_field_that_stands_is_not_asked_for_again(tmp_path):
    """A column that looks like the one of ids is the table's own where there is one of ids."""
    table = written(tmp_path / "a/ho.csv", [*HEAD, "Số khẩu"], [*cells("1"), "4"])
    assert "không được đọc" not in run(table, tmp_path / "kq.csv").stdout


def test_a_table_of_other_rules_is_told_whose_it_seems(tmp_path):
    """By the ruleset that knows most of its header; of a numbered header nothing is said."""
    table = written(tmp_path / "a/ho.csv", HEAD, cells("1"))
    other = ["--ruleset", "clan-qd448-2015", "--out", str(tmp_path / "kq.csv")]
    pl.read_csv(table, separator=";", infer_schema=False).write_parquet(tmp_path / "a/ho.parquet")
    workbook(tmp_path / "a/ho.xlsx", "Hộ")
    for path in (table, tmp_path / "a/ho.parquet", tmp_path / "a/ho.xlsx"):
        result = CliRunner().invoke(main, ["certify", str(path), *other])
        assert result.exit_code == 3
        said = " ".join(result.stderr.split())
        assert "table.no_header" in said
        assert "giống bộ tiêu chí khác: household-qd448-2015 (Gia đình học tập" in said
    numbered = written(tmp_path / "a/so.csv", [str(n) for n in range(1, 12)], ["1"] * 11)
    result = CliRunner().invoke(main, ["certify", str(numbered), *other])
    assert result.exit_code == 3
    assert "table.of_other_rules" not in result.stderr


@pytest.mark.parametrize("command", ["score", "whatif", "plan"])
@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx"])
def test_a_table_is_no_dossier_and_it_is_said_what_certifies_it(tmp_path, command, suffix):
    """Whatever asks for a dossier."""
    table = written(tmp_path / "a/ho.csv", HEAD, cells("1"))
    frame = pl.read_csv(table, separator=";", infer_schema=False)
    frame.write_parquet(tmp_path / "a/ho.parquet")
    workbook(tmp_path / "a/ho.xlsx", "Hộ")
    more = ["--target", "dat"] if command == "plan" else []
    call = [command, str(table.with_suffix(suffix)), "--ruleset", "household-qd448-2015", *more]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 3
    assert "cdht certify" in result.stderr
