"""`cdht certify`: a table in, its results and what was set aside out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from assessment.rulebook.catalog import Catalog
from cli import main

HOUSEHOLD = Catalog().get("household-qd448-2015")
IDS = list(HOUSEHOLD.indicators)
HEAD = ["Mã hộ", "Chủ hộ", "Thôn", *IDS, "law_violation"]


def cells(id_, *points, hamlet="Thôn 1", violation="không"):
    return [id_, "Nguyễn Văn A", hamlet, *points, *["8"] * (len(IDS) - len(points)), violation]


ROWS = [cells("1"), cells("2", "4", "5", "0"), cells("3", violation="x"), cells("4", "")]
SLIPS = [cells("5", "11", "mười", "7,5"), cells("5"), ["6", "B", "Thôn 2"]]


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "ho.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEAD, *ROWS, *SLIPS])
    return path


def run(table, out, *options, code=0):
    call = ["certify", str(table), "--ruleset", HOUSEHOLD.id, "--out", str(out), *options]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == code, result.output
    return result


def test_the_page_counts_titles_and_names_both_files(table, tmp_path):
    """What an officer reads after a run."""
    page = run(table, tmp_path / "kq.csv").stdout
    assert page.startswith("Gia đình học tập · 448/QĐ-KHVN · ho.csv\n")
    assert "Đủ điều kiện công nhận   2 dòng (50%)" in page
    assert "Chưa đạt                 2 dòng (50%)" in page
    assert "3 dòng có 6 chỗ sai" in page
    assert "Thôn 1                                         2 / 4" in page
    assert f"Kết quả: {tmp_path / 'kq.csv'}" in page


def test_results_stand_beside_the_tables_own_columns(table, tmp_path):
    """Every good row, with a reason where it has no title, in the reader's language."""
    run(table, tmp_path / "kq.csv")
    with (tmp_path / "kq.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Mã hộ"] for row in rows] == ["1", "2", "3", "4"]
    assert [row["recognised"] for row in rows] == ["true", "false", "false", "true"]
    assert [row["reason"] for row in rows] == [
        "",
        "chưa đủ 70 điểm",
        "bị loại trừ (Có thành viên vi phạm pháp luật bị xử lý trong năm)",
        "",
    ]
    assert rows[3]["missing"] == "A1.1"


def test_each_slip_is_named_by_row_column_and_reason(table, tmp_path):
    """The second file says what a dossier would say of the cell."""
    run(table, tmp_path / "kq.parquet")
    with (tmp_path / "kq.loi.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [tuple(row.values()) for row in csv.DictReader(file)]
    twice = "mã này có ở nhiều dòng, không rõ dòng nào đúng"
    short = "dòng có ít ô hơn dòng tiêu đề, các ô có thể đã lệch cột"
    assert found == [
        ("6", "A6", "5", "Mã hộ", "5", "table.id_twice", twice),
        (
            "6",
            "D6",
            "5",
            "A1.1",
            "11",
            "dossier.out_of_bounds",
            '"11" nằm ngoài khoảng từ 0 đến 10.',
        ),
        (
            "6",
            "E6",
            "5",
            "A1.2",
            "mười",
            "dossier.wrong_type",
            '"mười" không đọc được ở đây: cần số điểm.',
        ),
        ("6", "F6", "5", "A1.3", "7,5", "dossier.off_step", '"7,5" điểm không theo bước 1 điểm.'),
        ("7", "A7", "5", "Mã hộ", "5", "table.id_twice", twice),
        ("8", "C8", "6", "", "Thôn 2", "table.too_few_cells", short),
    ]
    assert pl.read_parquet(tmp_path / "kq.parquet").height == len(ROWS)


def test_json_holds_the_counts(table, tmp_path):
    """For programs; names are a contract."""
    found = json.loads(run(table, tmp_path / "kq.csv", "--format", "json").stdout)
    assert (found["rows"], found["recognised"], found["undecided"]) == (4, 2, 0)
    assert found["aside"]["rows"] == 3
    assert found["groups"]["hamlet"] == [
        {"value": "Thôn 1", "commune": None, "rows": 4, "recognised": 2, "undecided": 0}
    ]


def test_a_receipt_names_rules_table_and_results(table, tmp_path):
    """The same run gives the same digest; another table another; --receipt puts it elsewhere."""
    seals = []
    for options in ((), ("--receipt", str(tmp_path / "bn.json"))):
        page = run(table, tmp_path / "kq.csv", *options).stdout
        place = tmp_path / ("bn.json" if options else "kq.bien-nhan.json")
        assert f"Biên nhận: {place}" in page
        seals.append(json.loads(place.read_text(encoding="utf-8")))
    assert seals[0] == seals[1]
    assert seals[0]["sealed"]["counts"]["recognised"] == "2"
    table.write_text(table.read_text(encoding="utf-8-sig").replace("x\n", "không\n"), "utf-8")
    run(table, tmp_path / "kq.csv")
    after = json.loads((tmp_path / "kq.bien-nhan.json").read_text("utf-8"))
    assert after["sha256"] != seals[0]["sha256"]


def test_places_and_registration_are_known_headers(tmp_path):
    """In the names that people use; a receipt tells them to whoever rolls titles up."""
    names = {
        "commune": ("Xã", "Phường", "Xã/phường"),
        "district": ("Huyện", "Quận"),
        "province": ("Tỉnh", "Thành phố", "Tỉnh/thành phố"),
        "registered": ("Đăng ký", "Đã đăng ký danh hiệu"),
    }
    for index in range(2):
        head = ["Mã hộ", *(heads[index] for heads in names.values()), "A1.1"]
        lines = [head, ["1", "Xã A", "Huyện B", "Tỉnh C", "x", "8"]]
        (tmp_path / "ho.csv").write_text("\n".join(map(",".join, lines)), encoding="utf-8")
        run(tmp_path / "ho.csv", tmp_path / "kq.csv")
        sealed = json.loads((tmp_path / "kq.bien-nhan.json").read_text("utf-8"))["sealed"]
        assert {k: sealed["columns"][k] for k in names} == {k: names[k][index] for k in names}


def test_communes_are_counted_where_there_are_several(tmp_path):
    """And the hamlets of one name in them are told apart."""
    rows = [
        [*HEAD[:3], "Xã", *HEAD[3:]],
        *([*cells(str(n))[:3], f"Xã {n}", *cells(str(n))[3:]] for n in range(2)),
    ]
    for count, listed in ((1, False), (2, True)):
        text = "\n".join(",".join(row) for row in rows[: count + 1])
        (tmp_path / "ho.csv").write_text(text, encoding="utf-8")
        page = run(tmp_path / "ho.csv", tmp_path / "kq.csv").stdout
        assert ("Theo xã, phường" in page) is listed
        assert ("Thôn 1, Xã 1" in page) is listed


def test_english_pages_and_reasons(table, tmp_path):
    """With --lang en."""
    page = run(table, tmp_path / "kq.csv", "--lang", "en").stdout
    assert "Meets the conditions     2 rows (50%)" in page
    assert "below 70 points" in (tmp_path / "kq.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("out", "code"),
    [
        ("ho.csv", "usage.would_overwrite"),
        ("kq.doc", "table.unknown_output"),
        ("khong-co/kq.csv", "usage.no_folder"),
    ],
)
def test_an_output_that_cannot_be_is_refused(table, tmp_path, out, code):
    """And the table stays as it was."""
    before = table.read_bytes()
    assert code in run(table, tmp_path / out, code=2).stderr
    assert table.read_bytes() == before


def test_the_second_file_is_never_the_table(table, tmp_path):
    """A table named like what a run sets aside is not written over."""
    table = table.rename(tmp_path / "kq.loi.csv")
    assert "usage.would_overwrite" in run(table, tmp_path / "kq.csv", code=2).stderr


def test_the_receipt_is_never_the_second_file(table, tmp_path):
    """Each has a name of its own."""
    call = ["--receipt", str(tmp_path / "kq.loi.csv")]
    assert "usage.would_overwrite" in run(table, tmp_path / "kq.csv", *call, code=2).stderr


def test_without_an_output_nothing_is_done(table):
    """A result of so many rows belongs in a file."""
    call = ["certify", str(table), "--ruleset", HOUSEHOLD.id]
    result = CliRunner().invoke(main, call)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--out" in result.stderr


def test_columns_that_are_not_there_or_look_alike_are_told(tmp_path):
    """An unread column is never silent."""
    (tmp_path / "ho.csv").write_text("id,A1.1,law_violatoin\n1,8,không\n", encoding="utf-8")
    page = run(tmp_path / "ho.csv", tmp_path / "kq.csv").stdout
    assert 'Cột "law_violatoin" không được đọc; có phải "law_violation"?' in page
    assert "Bảng không có cột cho: A1.2" in page


@pytest.mark.parametrize(("missing", "undecided"), [("open", 1), ("zero", 0)])
def test_missing_zero_decides_every_row(tmp_path, missing, undecided):
    """As for the final score: 63 to 73 points are undecided, 63 are not enough."""
    points = ["", *["7"] * (len(IDS) - 1)]
    (tmp_path / "ho.csv").write_text(
        "\n".join(",".join(row) for row in ([*HEAD], cells("1", *points))), encoding="utf-8"
    )
    page = run(tmp_path / "ho.csv", tmp_path / "kq.csv", "--missing", missing, "--format", "json")
    found = json.loads(page.stdout)
    assert (found["undecided"], found["recognised"]) == (undecided, 0)


def test_a_broken_table_is_an_input_error(tmp_path):
    """Exit code 3, and nothing is written."""
    (tmp_path / "ho.csv").write_text("Tên\nA\n", encoding="utf-8")
    assert "table.no_header" in run(tmp_path / "ho.csv", tmp_path / "kq.csv", code=3).stderr
    assert {path.name for path in tmp_path.iterdir()} == {"ho.csv"}


def test_an_item_whose_counts_are_there_is_not_told_as_absent(tmp_path):
    """A share is shown by its counts as well as by its percentage."""
    (tmp_path / "xa.csv").write_text("households,households_recognised\n10,7\n", encoding="utf-8")
    call = ["certify", str(tmp_path / "xa.csv"), "--ruleset", "tt44-2014", "--format", "json"]
    result = CliRunner().invoke(main, [*call, "--out", str(tmp_path / "kq.csv")])
    absent = json.loads(result.stdout)["absent"]
    assert "9.1" not in absent
    assert {"1.1", "9.2"} <= set(absent)


@pytest.mark.parametrize(
    ("ruleset", "provisional"), [("household-qd448-2015", True), ("preschool5-nd20-2014", False)]
)
def test_a_result_that_may_rest_on_placeholders_says_so(tmp_path, ruleset, provisional):
    """On the page and in the JSON; a ruleset read word for word has no such line."""
    (tmp_path / "bang.csv").write_text("id,A1.1,age5\n1,8,9\n", encoding="utf-8")
    call = ["certify", str(tmp_path / "bang.csv"), "--ruleset", ruleset]
    out = ["--out", str(tmp_path / "kq.csv")]
    page = CliRunner().invoke(main, [*call, *out]).stdout
    assert ("Tạm tính" in page) is provisional
    found = json.loads(CliRunner().invoke(main, [*call, *out, "--format", "json"]).stdout)
    assert found["provisional"] is provisional


def test_a_column_of_another_type_is_told_in_words(tmp_path):
    """No English word of the program stands in a Vietnamese message."""
    frame = pl.DataFrame({"id": ["1"], "A1.1": [True]})
    frame.write_parquet(tmp_path / "ho.parquet")
    assert "cần số điểm" in run(tmp_path / "ho.parquet", tmp_path / "kq.csv", code=2).stderr
