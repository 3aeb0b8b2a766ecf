"""`cdht rollup`: what it says of results that are older, of another year, or named another way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook

from assessment.model.digest import digest
from tests.rolling import GOOD, POOR, certified, household, read_csv, run, write_csv

HAMLET, TT44 = "hamlet-qd448-2015", "tt44-2014"
MARKS = {
    **dict.fromkeys(("C1.1", "C1.2", "C1.3", "C3.1", "C3.2", "C3.3"), "10"),
    **dict.fromkeys(("children", "children_in_school", "workers", "workers_learning"), "5"),
}
ROWS = [household("1", "Thôn Đông"), household("2", "Thôn Đông", POOR)]


def content(*arguments: object) -> dict:
    return json.loads(run("rollup", *arguments, "--format", "json").stdout)


def warnings(*arguments: object) -> list[str]:
    return [each["code"] for each in content(*arguments)["warnings"]]


def page(*arguments: object) -> str:
    return " ".join(run("rollup", *arguments).stdout.split())


def resealed(receipt: Path, **parts: object) -> None:
    """A run's receipt as one that says these things too."""
    told = json.loads(receipt.read_text("utf-8"))
    told["sealed"] |= parts
    told["sha256"] = digest(told["sealed"])
    receipt.write_text(json.dumps(told), encoding="utf-8")


def hamlets(folder: Path) -> Path:
    """The hamlets' results, over those of the households."""
    into = write_csv(folder / "cham.csv", [{"Mã": "T1", "Thôn": "Thôn Đông", **MARKS}])
    call = ["rollup", folder / "ho-kq.csv", "--to", HAMLET, "--lists", "all"]
    run(*call, "--into", into, "--out", folder / "thon.csv")
    run("certify", folder / "thon.csv", "--ruleset", HAMLET, "--out", folder / "thon-kq.csv")
    return folder / "thon-kq.csv"


# --- older results ---------------------------------------------------------------------


def test_hamlets_of_an_earlier_run_of_the_households_are_told(tmp_path):
    """Households were corrected; the hamlets must be rolled up and certified again first."""
    results = certified(tmp_path, ROWS)
    above = hamlets(tmp_path)
    call = [results, above, "--to", TT44, "--lists", "all", "--out", tmp_path / "xa.yaml"]
    assert warnings(*call) == []
    certified(tmp_path, [ROWS[0], household("2", "Thôn Đông", GOOD)])
    assert warnings(*call) == ["rollup.older_count"]
    shown = page(*call)
    assert f"Sốliệucủa{tmp_path / 'thon.csv'}đượctổngtừho-kq.csv" in "".join(shown.split())
    assert f"cdht rollup --to {HAMLET}" in shown
    assert warnings(*call[1:]) == ["rollup.older_count"]
    hamlets(tmp_path)
    assert warnings(*call) == []


def test_marks_written_after_the_roll_up_do_not_hide_that_it_is_old(tmp_path):
    """What is written by hand into a rolled-up table leaves its receipt beside it."""
    results = certified(tmp_path, ROWS)
    hamlets(tmp_path)
    table, above = tmp_path / "thon.csv", tmp_path / "thon-kq.csv"
    table.write_bytes(table.read_bytes().replace(b",10,", b",9,", 1))
    run("certify", table, "--ruleset", HAMLET, "--out", above)
    certified(tmp_path, [ROWS[0]])
    call = [results, above, "--to", TT44, "--out", tmp_path / "xa.yaml"]
    assert warnings(*call) == ["rollup.older_count"]


def test_a_table_corrected_after_it_was_certified_is_told(tmp_path):
    """The results are of what it was before; without the table there is nothing to say."""
    results = certified(tmp_path, ROWS)
    call = [results, "--to", TT44, "--out", tmp_path / "xa.yaml"]
    write_csv(tmp_path / "ho.csv", ROWS[:1])
    assert warnings(*call) == ["rollup.corrected_since"]
    assert "ho.csv đã bị sửa sau khi chấm" in page(*call)
    (tmp_path / "ho.csv").unlink()
    assert warnings(*call) == []


def test_a_table_rolled_up_and_not_yet_certified_says_so(tmp_path):
    """It is named what to run, not that a receipt lacks."""
    results = certified(tmp_path, ROWS)
    table = tmp_path / "thon.csv"
    content(results, "--to", HAMLET, "--lists", "all", "--out", table)
    call = ["rollup", table, "--to", TT44, "--out", tmp_path / "xa.yaml", "--format", "json"]
    (error,) = json.loads(run(*call, code=3).stdout)["errors"]
    assert error["code"] == "rollup.not_certified"
    assert f"cdht certify {table} --ruleset {HAMLET}" in error["hint"]


def test_sheets_that_were_not_certified_are_not_all(tmp_path):
    """Of a workbook with another sheet, all are not filled, and the page says why."""
    book = Workbook()
    for sheet, row in zip(("Thôn 1", "Thôn 2"), ROWS, strict=True):
        tab = book.create_sheet(sheet)
        tab.append(list(row))
        tab.append(list(row.values()))
    del book["Sheet"]
    book.save(tmp_path / "ho.xlsx")
    out = tmp_path / "ho-kq.csv"
    call = ["certify", tmp_path / "ho.xlsx", "--ruleset", "household-qd448-2015", "--out", out]
    run(*call)
    receipt = tmp_path / "ho-kq.bien-nhan.json"
    table = json.loads(receipt.read_text("utf-8"))["sealed"]["table"]
    resealed(receipt, table={**table, "unread": ["Thôn 2"]})
    for target, file in ((TT44, "xa.yaml"), (HAMLET, "thon.csv")):
        call = [out, "--to", target, "--lists", "all", "--out", tmp_path / file]
        found = content(*call)
        assert [each["code"] for each in found["warnings"]] == ["rollup.sheets_unread"]
        assert found["sources"][0]["unread_sheets"] == ["Thôn 2"]
        open_ = found["open"] or found["groups"][0]["open"]
        assert {"key": "households", "why": "unread_sheets"} in open_
        assert "chưa phải là tất cả" in page(*call)


# --- years -----------------------------------------------------------------------------


def dossier(folder: Path, year: int | None) -> Path:
    subject = {"kind": "commune", "name": "Xã Mẫu", "area": "standard"}
    period = {"period": {"from": f"{year}-01-01", "to": f"{year}-12-31"}} if year else {}
    path = folder / "co-san.yaml"
    written = {"subject": subject, **period, "ruleset": TT44, "evidence": {"hamlets": 2}}
    path.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return path


def in_year(folder: Path, year: int) -> Path:
    results = certified(folder, ROWS)
    period = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
    resealed(folder / "ho-kq.bien-nhan.json", period=period)
    return results


@pytest.mark.parametrize(
    ("year", "codes"),
    [(2018, []), (2019, ["rollup.other_period"]), (2017, ["rollup.other_period"])],
)
def test_tables_of_another_year_are_told(tmp_path, year, codes):
    """As receipts of dossiers are."""
    call = [in_year(tmp_path, year), "--into", dossier(tmp_path, 2018)]
    found = content(*call, "--out", tmp_path / "x.yaml")
    assert ([each["code"] for each in found["warnings"]], found["undated"]) == (codes, [])


def test_a_table_of_no_year_is_remarked_on_once(tmp_path):
    """It is no warning; a dossier without a period is told to have none instead."""
    results = certified(tmp_path, ROWS)
    call = [results, "--into", dossier(tmp_path, 2018), "--out", tmp_path / "x.yaml"]
    assert content(*call)["undated"] == [str(results)]
    assert page(*call).count("Không biết số liệu của năm nào") == 1
    dossier(tmp_path, None)
    assert content(*call)["undated"] == []
    assert "Hồ sơ chưa ghi kỳ" in page(*call)


def test_a_new_dossier_takes_the_period_asked_for_or_that_of_its_results(tmp_path):
    """Nobody's period is put in the place of a dossier's own."""
    results, out = in_year(tmp_path, 2018), tmp_path / "x.yaml"
    call = [results, "--to", TT44, "--out", out]
    content(*call)
    assert str(yaml.safe_load(out.read_text("utf-8"))["period"]["to"]) == "2018-12-31"
    found = content(*call, "--period", "2019")
    assert str(yaml.safe_load(out.read_text("utf-8"))["period"]["from"]) == "2019-01-01"
    assert [each["code"] for each in found["warnings"]] == ["rollup.other_period"]
    into = [results, "--into", dossier(tmp_path, 2018), "--out", out]
    content(*into, "--period", "2018")
    for code, extra in (
        ("rollup.other_target", [*into, "--period", "2019"]),
        ("register.bad_period", [*call, "--period", "năm nay"]),
        ("rollup.set_needs_dossier", [*call[:-1], tmp_path / "x.csv", "--period", "2018"]),
    ):
        refused = json.loads(run("rollup", *extra, "--format", "json", code=2).stdout)
        assert [each["code"] for each in refused["errors"]] == [code]


# --- names -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "row", "is_near"),
    [
        ("Thôn Phú Tho", "Thôn Phú Thọ", True),
        ("Thôn Trưng", "Thôn Trung", True),
        ("Thôn Thượn", "Thôn Thượng", True),
        ("Thôn Phúthọ", "Thôn Phú Thọ", True),
        ("Thôn Đoài", "Thôn Đông", False),
        ("Thôn 1", "Thôn 2", False),
        ("Thôn A", "Thôn B", False),
    ],
)
def test_a_misspelt_hamlet_is_asked_about(tmp_path, name, row, is_near):
    """Both names are told; numbers and single letters are names of their own."""
    results = certified(tmp_path, [household("1", name)])
    into = write_csv(tmp_path / "cham.csv", [{"Mã": "T1", "Thôn": row, "C1.1": "9"}])
    call = [results, "--to", HAMLET, "--into", into, "--out", tmp_path / "thon.csv"]
    found = content(*call)
    assert [each["code"] for each in found["warnings"]] == ["rollup.misspelt"] * is_near
    assert (found["without_results"], found["rows_added"]) == (["T1"], [name])
    assert (f'Kết quả có "{name}"' in page(*call)) is is_near


def test_two_ways_of_writing_a_tone_are_one_name(tmp_path):
    """Hoà and Hòa, in the results and between results and table."""
    rows = [household("1", "Thôn Đông Hoà"), household("2", "Thôn Đông Hòa")]
    into = write_csv(tmp_path / "cham.csv", [{"Mã": "T1", "Thôn": "THÔN ĐÔNG HÒA", "C1.1": "9"}])
    call = [certified(tmp_path, rows), "--to", HAMLET, "--lists", "all", "--into", into]
    found = content(*call, "--out", tmp_path / "thon.csv")
    assert [each["Tổng số hộ"] for each in read_csv(tmp_path / "thon.csv")] == ["2"]
    assert found["without_results"] == found["rows_added"] == found["warnings"] == []


@pytest.mark.parametrize(
    ("one", "other", "is_asked"),
    [
        ("Thôn Phú Tho", "Thôn Phú Thọ", True),
        ("Thôn Phúthọ", "Thôn Phú Thọ", True),
        ("Thôn Thượn", "Thôn Thượng", True),
        ("Thôn Đoàn", "Thôn Đoài", True),
        ("Thôn Vũ", "Thôn Võ", False),
        ("Thôn Bắc", "Thôn Bác 1", False),
        ("Thôn 1", "Thôn 2", False),
        ("Thôn Đông", "Thôn Tây", False),
    ],
)
def test_two_names_nearly_alike_in_the_results_are_asked_about(tmp_path, one, other, is_asked):
    """Without any table to compare with; short words that differ in a letter are names."""
    results = certified(tmp_path, [household("1", one), household("2", other)])
    call = [results, "--to", HAMLET, "--out", tmp_path / "thon.csv"]
    assert warnings(*call) == ["rollup.nearly_alike"] * is_asked
    assert ("Có phải là một?" in page(*call)) is is_asked


def test_names_nearly_alike_in_two_communes_are_two(tmp_path):
    """Only within one place is a name misspelt."""
    rows = [household("1", "Thôn Phú Tho", Xã="Xã A"), household("2", "Thôn Phú Thọ", Xã="Xã B")]
    assert warnings(certified(tmp_path, rows), "--to", HAMLET, "--out", tmp_path / "x.csv") == []


@pytest.mark.parametrize(
    "name", ["Thôn Ðông", "Thôn Ɖông", "Thôn\u200b Đông", "Thôn Đô\u200bng", "\ufeffThôn Đông"]
)
def test_letters_that_look_alike_and_signs_that_no_one_sees_make_no_other_hamlet(tmp_path, name):
    """Đ of other alphabets, signs copied along: in the results and between them and the table."""
    results = certified(tmp_path, [household("1", "Thôn Đông"), household("2", name)])
    call = [results, "--to", HAMLET, "--lists", "all"]
    found = content(*call, "--out", tmp_path / "thon.csv")
    assert [[c["after"]["value"] for c in g["values"]] for g in found["groups"]] == [["2", "2"]]
    into = write_csv(tmp_path / "cham.csv", [{"Mã": "T1", "Thôn": name, "C1.1": "9"}])
    found = content(*call, "--into", into, "--out", tmp_path / "x.csv")
    assert found["without_results"] == found["rows_added"] == found["warnings"] == []


def test_a_hamlet_of_signs_that_no_one_sees_is_none(tmp_path):
    """The row is named as one without a hamlet."""
    results = certified(tmp_path, [household("1"), household("2", "\u200b")])
    call = ["rollup", results, "--to", HAMLET, "--out", tmp_path / "x.csv", "--format", "json"]
    (error,) = json.loads(run(*call, code=3).stdout)["errors"]
    assert (error["code"], error["message"].endswith(": 2.")) == ("rollup.no_group", True)


# --- what else -------------------------------------------------------------------------


def test_a_part_above_its_whole_says_where_it_was_counted(tmp_path):
    """The value by hand, and the table that the other was counted in."""
    results = certified(tmp_path, ROWS)
    call = [results, "--to", TT44, "--set", "households=0", "--out", tmp_path / "x.yaml"]
    errors = json.loads(run("rollup", *call, "--format", "json", code=2).stdout)["errors"]
    assert "rollup.counted_from" in [each["code"] for each in errors]
    assert any("1 trong 2 hộ trong ho-kq.csv" in each["message"] for each in errors)


def test_a_title_whose_rating_is_open_widens_the_count_of_a_rating(tmp_path):
    """Rows of a table that surely have a title, and perhaps the rating: neither one nor none."""
    example = Path(__file__).resolve().parents[1] / "examples" / "xa-tien-tan-2019.yaml"
    evidence = yaml.safe_load(example.read_text("utf-8"))["evidence"]
    cells = {k: str(c["value"] if isinstance(c, dict) else c) for k, c in evidence.items()}
    keys = list(cells)
    blanks = [
        {"Mã": keys[n], **cells, **dict.fromkeys(keys[n : n + 6], "")}
        for n in range(0, len(keys), 3)
    ]
    results = certified(tmp_path, [{"Mã": "đủ", **cells}, *blanks], "xa", TT44)
    chains = tmp_path / "bo" / "chains"
    chains.mkdir(parents=True)
    giver = "results: {subject: commune, title: Cộng đồng học tập cấp xã}"
    link = "{ruleset: province-tt25-2023, key: museum_programmes, rating_at_least: RATING}"
    rows = read_csv(results)
    untitled = sum(row["recognised"] == "true" and not row["rating"] for row in rows)
    undecided = sum(not row["recognised"] for row in rows)
    assert untitled
    for rating, better in (("tot", {"tot"}), ("kha", {"tot", "kha"})):
        text = f"basis: inferred\nsource: thử\nchains:\n- {giver}\n  gives: [{link}]\n"
        (chains / "thu.yaml").write_text(text.replace("RATING", rating), encoding="utf-8")
        call = [results, "--rules", tmp_path / "bo", "--to", "province-tt25-2023"]
        (value,) = content(*call, "--out", tmp_path / f"{rating}.yaml")["values"]
        sure = sum(row["rating"] in better for row in rows)
        bounds = {"at_least": str(sure), "at_most": str(sure + untitled + undecided)}
        assert value["after"] == bounds


def test_a_level_that_is_not_possible_does_not_widen_its_count(tmp_path):
    """A commune that may still have level 1 or none cannot have level 2."""
    example = Path(__file__).resolve().parents[1] / "examples" / "xa-mau-tt25-2024.yaml"
    content_ = yaml.safe_load(example.read_text("utf-8"))
    path, receipt = tmp_path / "xa.yaml", tmp_path / "xa.bien-nhan.json"
    for key in content_["evidence"]:
        evidence = {k: v for k, v in content_["evidence"].items() if k != key}
        path.write_text(yaml.safe_dump({**content_, "evidence": evidence}, allow_unicode=True))
        scored = json.loads(run("score", path, "--receipt", receipt, "--format", "json").stdout)
        possible = set(scored["possible_ratings"])
        if possible == {"muc_do_1", "chua_dat"}:
            break
    assert possible == {"muc_do_1", "chua_dat"}
    call = [receipt, "--to", "district-tt25-2023", "--out", tmp_path / "huyen.yaml"]
    after = {each["key"]: each["after"] for each in content(*call)["values"]}
    assert after["communes_level_2"] == {"value": "0"}
    assert after["communes_level_1_or_higher"] == {"at_least": "0", "at_most": "1"}


def test_the_receipt_of_a_table_says_what_it_is_and_what_still_fits(tmp_path):
    """It cannot be scored again; the files beside it can be held to its digests."""
    results = certified(tmp_path, ROWS)
    content(results, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
    write_csv(tmp_path / "ho.csv", ROWS[:1])
    (tmp_path / "thon.csv").unlink()
    for name, codes in (
        ("ho-kq", ["receipt.about_table", "receipt.file_changed", "receipt.file_same"]),
        ("thon", ["receipt.about_rollup", "receipt.file_missing"]),
    ):
        receipt = tmp_path / f"{name}.bien-nhan.json"
        found = json.loads(run("replay", receipt, "--format", "json", code=3).stdout)
        assert [each["code"] for each in found["errors"]] == codes
        receipt.write_text(receipt.read_text("utf-8").replace('"1"', '"7"'), encoding="utf-8")
        found = json.loads(run("replay", receipt, "--format", "json", code=6).stdout)
        assert [each["code"] for each in found["errors"]] == ["receipt.tampered"]


def test_a_summary_passes_over_receipts_of_tables(tmp_path):
    """They lie in the folder of the dossiers, and are no failures."""
    results = certified(tmp_path, ROWS)
    content(results, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
    dossier(tmp_path, 2018)
    shown = " ".join(run("summary", tmp_path).stdout.split())
    assert "ho-kq.bien-nhan.json" in shown
    assert "Bỏ qua 2 tệp trong thư mục" in shown


def test_a_whole_dossier_is_traced_in_one_line_a_commune(tmp_path):
    """One item shows what each commune's result rests on."""
    example = Path(__file__).resolve().parents[1] / "examples" / "xa-mau-tt25-2024.yaml"
    run("score", example, "--receipt", tmp_path / "xa.bien-nhan.json")
    out = tmp_path / "huyen.yaml"
    content(tmp_path / "xa.bien-nhan.json", "--to", "district-tt25-2023", "--out", out)
    whole = run("explain", out, "--trace").stdout.partition("LẦN THEO BIÊN NHẬN")[2]
    assert " ".join(whole.split()).count("→ xa.bien-nhan.json") == 1
    assert f"cdhtexplain{out}MÃ_MỤC--trace" in "".join(whole.split())
    assert len(whole.splitlines()) < 14
