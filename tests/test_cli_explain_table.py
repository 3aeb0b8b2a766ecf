"""`cdht explain` of a row of a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cli import main
from tests.test_cli_certify import HEAD, HOUSEHOLD, IDS, cells

RULES = ("--ruleset", HOUSEHOLD.id)


@pytest.fixture
def table(tmp_path) -> Path:
    rows = [HEAD, cells("HK-01"), cells("HK-02", "4", "5", "0"), cells("HK-03", "11", "mười")]
    path = tmp_path / "ho.csv"
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


def explain(*call, code=0):
    result = CliRunner().invoke(main, ["explain", *map(str, call)])
    assert result.exit_code == code, result.output
    return result


def dossier(tmp_path, points):
    content = {
        "subject": {"kind": "household", "name": "Nguyễn Văn A"},
        "ruleset": HOUSEHOLD.id,
        "evidence": {**dict(zip(IDS, points, strict=True)), "law_violation": "không"},
    }
    path = tmp_path / "ho.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "options", [(), ("A1",), ("A1.2",), ("--lang", "en"), ("--format", "json")]
)
def test_the_page_is_that_of_the_dossier_of_the_row(table, tmp_path, options):
    """Whole or of one item, in either language, and for programs; only the row is told before."""
    points = ["4", "5", "0", *["8"] * (len(IDS) - 3)]
    as_dossier = explain(dossier(tmp_path, points), *options).stdout
    by_id = explain(table, *RULES, "--id", "HK-02", *options).stdout
    assert explain(table, *RULES, "--row", 3, *options).stdout == by_id
    if "json" in options:
        found = json.loads(by_id)
        row = {"table": "ho.csv", "row": 3, "id": "HK-02", "name": "Nguyễn Văn A"}
        assert found.pop("row") == row
        assert found == json.loads(as_dossier)
    elif "A1" in options or "A1.2" in options:
        assert by_id.endswith(f"\n\n{as_dossier}")
    else:
        assert by_id.partition("\n")[2] == as_dossier.partition("\n")[2]


def test_a_row_is_told_with_what_it_comes_to(table):
    """Whose it is, its points, and why there is no title, before its items."""
    text = table.read_text("utf-8").replace("HK-02;Nguyễn Văn A", "HK-02;Trần Thị B")
    table.write_text(text.replace("8;không", "8;x", 2), encoding="utf-8")
    for item in ((), ("A1.2",)):
        page = explain(table, *RULES, "--id", " hk-02", *item).stdout
        assert page.startswith("HK-02 · Trần Thị B · ho.csv, dòng 3 · Gia đình học tập")
        head = " ".join(page.partition("A1")[0].split())
        assert "Trường hợp loại trừ Có thành viên vi phạm pháp luật" in head
        assert "xử lý trong năm: có: loại" in head
        assert "TỔNG ĐIỂM" in head
    found = json.loads(explain(table, *RULES, "--id", "HK-02", "--format", "json").stdout)
    assert (found["recognised"], found["total"]) == (False, str(9 + 8 * (len(IDS) - 3)))
    assert [each["applies"] for each in found["exclusions"]] == [True]
    assert found["exclusions"][0]["text"].startswith("Có thành viên")


def certify(table, out, *options):
    call = ["certify", str(table), *RULES, "--out", str(out), *options]
    assert CliRunner().invoke(main, call).exit_code == 0
    return out


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_results_need_no_ruleset(table, tmp_path, suffix):
    """Their receipt tells it, and nothing is said of columns that are not evidence."""
    out = certify(table, tmp_path / f"kq{suffix}")
    result = explain(out, "--id", "HK-02", "A1.2")
    of_table = explain(table, *RULES, "--id", "HK-02", "A1.2").stdout
    assert f"HK-02 · Nguyễn Văn A · kq{suffix}, dòng" in result.stdout
    assert result.stdout.partition("\n")[2] == of_table.partition("\n")[2]
    assert result.stderr == ""


def test_results_are_explained_as_they_were_certified(table, tmp_path):
    """With missing evidence counted for nothing, where the run did so."""
    text = table.read_text("utf-8").replace("HK-01;Nguyễn Văn A;Thôn 1;8", "HK-01;A;Thôn 1;")
    table.write_text(text, encoding="utf-8")
    out = certify(table, tmp_path / "kq.csv", "--missing", "zero")
    [criterion] = json.loads(explain(out, "--id", "HK-01", "A1", "--format", "json").stdout)[
        "criteria"
    ]
    assert criterion["range"] == ["16", "16"]


def test_results_that_were_changed_since_are_told(table, tmp_path):
    """Explained as they are now, with a warning beside the page."""
    out = certify(table, tmp_path / "kq.csv")
    out.write_text(out.read_text("utf-8").replace("HK-01,Nguyễn Văn A,Thôn 1,8", "HK-01,A,T,9"))
    result = explain(out, "--id", "HK-01", "A1.1")
    assert "9/10" in result.stdout
    assert "table.changed_since" in result.stderr


def test_a_tampered_receipt_is_refused(table, tmp_path):
    """What it seals must be what its digest says."""
    out = certify(table, tmp_path / "kq.csv")
    receipt = tmp_path / "kq.bien-nhan.json"
    receipt.write_text(receipt.read_text("utf-8").replace('"rows": "2"', '"rows": "3"'), "utf-8")
    assert "receipt.tampered" in explain(out, "--id", "HK-01", code=3).stderr
    receipt.write_text("{}", encoding="utf-8")
    assert "receipt.not_a_receipt" in explain(out, "--id", "HK-01", code=3).stderr


def test_a_row_with_slips_is_named_by_its_cells_and_not_scored(table):
    """Each slip with what a dossier would say of it."""
    result = explain(table, *RULES, "--id", "HK-03", code=3)
    assert result.stdout == ""
    assert "dòng 4: A1.1" in result.stderr
    assert "nằm ngoài khoảng từ 0 đến 10" in result.stderr
    assert "dossier.wrong_type" in result.stderr
    found = json.loads(explain(table, *RULES, "--id", "HK-03", "--format", "json", code=3).stdout)[
        "errors"
    ]
    assert [error["code"] for error in found] == ["table.row_slip"] * 2


@pytest.mark.parametrize(
    ("call", "code", "exit_code"),
    [
        (RULES, "table.which_row", 2),
        ((*RULES, "--id", "HK-01", "--row", 2), "table.which_row", 2),
        (("--id", "HK-01"), "table.which_ruleset", 2),
        ((*RULES, "--id", "HK-1"), "table.no_such_id", 3),
        ((*RULES, "--row", 9), "table.no_such_row", 3),
        ((*RULES, "--id", "HK-01", "A9"), "usage.unknown_item", 2),
    ],
)
def test_what_cannot_be_explained_is_told(table, call, code, exit_code):
    """The row, the ruleset and the item must be there."""
    assert code in explain(table, *call, code=exit_code).stderr


def test_the_nearest_id_is_asked_for(table):
    """As other names are."""
    assert "HK-01" in explain(table, *RULES, "--id", "HK-1", code=3).stderr


def test_rows_are_asked_of_tables_only(tmp_path):
    """A dossier has none."""
    path = dossier(tmp_path, ["8"] * len(IDS))
    assert "table.no_rows" in explain(path, "--id", "1", code=2).stderr


def test_the_receipt_of_another_table_tells_nothing(table, tmp_path):
    """Results of one name and two endings share the place of a receipt."""
    certify(table, tmp_path / "kq.csv").rename(tmp_path / "kq.tsv")
    other = tmp_path / "kq.tsv"
    assert "table.which_ruleset" in explain(other, "--id", "HK-01", code=2).stderr


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("id_", ["-A1", "@A1", "+A1", "-=A1"])
def test_an_id_like_a_formula_is_found_in_table_and_results(tmp_path, suffix, id_):
    """By what it is, and by what the results of CSV show for it."""
    rows = [HEAD, cells("HK-1"), cells(id_)]
    table = tmp_path / "ho.csv"
    table.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    out = certify(table, tmp_path / f"kq{suffix}")
    for call in ((table, *RULES), (out,)):
        for asked in (id_, f"'{id_}"):
            found = json.loads(explain(*call, "--id", asked, "--format", "json").stdout)
            assert found["row"]["id"] == id_


def test_an_id_that_begins_with_an_apostrophe_is_found(tmp_path):
    """It stands so in the table."""
    table = tmp_path / "ho.csv"
    table.write_text("\n".join(";".join(row) for row in (HEAD, cells("'-A1"))), "utf-8")
    found = json.loads(explain(table, *RULES, "--id", "'-A1", "--format", "json").stdout)
    assert found["row"]["id"] == "'-A1"
