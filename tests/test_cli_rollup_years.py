"""`cdht rollup` of results of several years, of copies, and of receipts that lost their table."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.rolling import HOUSEHOLD, certified, household, run, write_csv

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "xa-mau-tt25-2024.yaml"
COMMUNE = yaml.safe_load(EXAMPLE.read_text("utf-8"))
DISTRICT, HAMLET, TT44 = "district-tt25-2023", "hamlet-qd448-2015", "tt44-2014"


def content(*arguments: object) -> dict:
    return json.loads(run("rollup", *arguments, "--format", "json").stdout)


def codes(found: dict) -> list[str]:
    return [each["code"] for each in found["warnings"]]


def commune(folder: Path, name: str, year: int, *, titled: bool = True, **subject: str) -> Path:
    """The receipt of a commune's result for a year, with a level or without."""
    evidence = COMMUNE["evidence"] | ({} if titled else {"awareness_work": False})
    period = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
    whose = {k: v for k, v in COMMUNE["subject"].items() if k not in ("district", "province")}
    written = COMMUNE | {"subject": whose | {"name": name} | subject, "period": period}
    path = folder / f"{name} {year}.yaml"
    text = yaml.safe_dump(written | {"evidence": evidence}, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    run("score", path, "--receipt", path.with_suffix(".json"))
    return path.with_suffix(".json")


def counted(folder: Path, *receipts: Path) -> dict:
    call = [*receipts, "--to", DISTRICT, "--lists", "all", "--out", folder / "huyen.yaml"]
    return content(*call)


# --- several years ---------------------------------------------------------------------


def test_a_title_of_an_earlier_year_that_still_holds_is_told_and_not_counted(tmp_path):
    """The law says how long it holds, not that it counts: not a number, and never silent."""
    old, new = commune(tmp_path, "Xã Một", 2024), commune(tmp_path, "Xã Hai", 2025)
    found = counted(tmp_path, old, new)
    assert codes(found) == ["rollup.still_valid"]
    after = {each["key"]: each["after"] for each in found["values"]}
    assert after["communes_level_1_or_higher"] == {"value": "1"}
    assert found["open"] == [{"key": "communes", "why": "earlier_year"}]
    assert [source["earlier_only"] for source in found["sources"]] == [1]
    told = found["warnings"][0]["message"]
    assert "Xã Một" in told
    assert "36 tháng" in told
    assert "Điều 5.4" in told
    assert "31/12/2027" in told


@pytest.mark.parametrize(
    ("year", "titled", "code"),
    [
        (2022, True, "rollup.still_valid"),
        (2021, True, "rollup.earlier_year"),
        (2024, False, "rollup.earlier_year"),
    ],
)
def test_what_no_longer_holds_is_no_title(tmp_path, year, titled, code):
    """36 months from the next year: of 2022 to the end of 2025; and who had none has none."""
    old = commune(tmp_path, "Xã Một", year, titled=titled)
    assert codes(counted(tmp_path, old, commune(tmp_path, "Xã Hai", 2025))) == [code]


def test_a_commune_that_was_assessed_again_is_of_its_latest_year(tmp_path):
    """Whether or not both dossiers state its district; nothing is left out, so all are counted."""
    old = commune(tmp_path, "Xã Một", 2024, district="Huyện Mẫu")
    found = counted(tmp_path, old, commune(tmp_path, "Xã  MỘT", 2025))
    assert codes(found) == ["rollup.earlier_year"]
    assert {each["key"]: each["after"] for each in found["values"]}["communes"] == {"value": "1"}
    elsewhere = commune(tmp_path, "Xã Một", 2025, district="Huyện Khác")
    assert codes(counted(tmp_path, old, elsewhere)) == ["rollup.still_valid"]


def test_titles_without_a_validity_are_counted_together(tmp_path):
    """Where the rules do not say how long a title holds, results of two years stay results."""
    tables = []
    for year, id_ in ((2017, "1"), (2018, "2")):
        table = write_csv(tmp_path / f"ho-{year}.csv", [household(id_)])
        tables.append(tmp_path / f"kq-{year}.csv")
        rules = ["--ruleset", HOUSEHOLD.id, "--period", year]
        run("certify", table, *rules, "--out", tables[-1])
    found = content(*tables, "--to", TT44, "--lists", "all", "--out", tmp_path / "x.yaml")
    assert [each["after"]["value"] for each in found["values"]] == ["2", "2"]
    assert (found["warnings"], found["open"][0]["why"]) == ([], "not_listed")


def test_earlier_results_are_no_place_to_write_to(tmp_path):
    """They are not counted, and are read all the same."""
    old, new = commune(tmp_path, "Xã Một", 2024), commune(tmp_path, "Xã Hai", 2025)
    call = [new, old, "--to", DISTRICT, "--out", old, "--format", "json"]
    (error,) = json.loads(run("rollup", *call, code=2).stdout)["errors"]
    assert error["code"] == "usage.would_overwrite"


def test_a_province_is_told_that_there_are_no_districts(tmp_path):
    """From 1 July 2025 its item 4.1 has nothing to be a share of; before there is nothing to say."""
    subject = {"kind": "district", "name": "Huyện Mẫu"}
    for year, said in ((2024, 0), (2025, 1)):
        period = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
        path, receipt = tmp_path / f"{year}.yaml", tmp_path / f"{year}.json"
        written = {"subject": subject, "period": period, "ruleset": DISTRICT, "evidence": {}}
        path.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
        run("score", path, "--receipt", receipt)
        call = [receipt, "--to", "province-tt25-2023", "--out", tmp_path / f"tinh-{year}.yaml"]
        assert len(content(*call)["notes"]) == said
        page = " ".join(run("rollup", *call).stdout.split())
        assert ("Từ 01/07/2025 không còn cấp huyện" in page) is bool(said)


# --- files -----------------------------------------------------------------------------


def test_copies_of_one_result_count_once(tmp_path):
    """A table with a copy of its receipt, or of both, in any order."""
    results = certified(tmp_path, [household("1"), household("2")])
    receipt, folder = tmp_path / "ho-kq.bien-nhan.json", tmp_path / "ban-sao"
    folder.mkdir()
    for file in (results, receipt):
        shutil.copy(file, folder)
    shutil.copy(receipt, tmp_path / "khac.json")
    copies = [results, receipt, tmp_path / "khac.json", folder]
    for call in (copies, copies[::-1]):
        found = content(*call, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
        assert len(found["sources"]) == 1
        assert [each["after"]["value"] for each in found["groups"][0]["values"]] == ["2", "2"]


def test_a_receipt_without_its_table_is_named(tmp_path):
    """Given by itself or found in a folder: which receipt, which table, what to do."""
    results = certified(tmp_path, [household("1")])
    results.unlink()
    receipt = tmp_path / "ho-kq.bien-nhan.json"
    for given in (receipt, tmp_path):
        call = [given, "--to", HAMLET, "--out", tmp_path / "x.csv", "--format", "json"]
        (error,) = json.loads(run("rollup", *call, code=3).stdout)["errors"]
        assert (error["code"], error["file"]) == ("rollup.orphan_receipt", str(receipt))
        assert "ho-kq.csv" in error["message"]
        assert "bỏ biên nhận" in error["hint"]


# --- a dossier in JSON -----------------------------------------------------------------


def test_a_dossier_in_json_is_sealed_in_its_note(tmp_path):
    """It is written over while nobody changed it; its own note stays; YAML needs no such note."""
    results = certified(tmp_path, [household("1")])
    into, out = tmp_path / "a.json", tmp_path / "b.json"
    subject = {"kind": "commune", "name": "Xã Mẫu"}
    own = {"subject": subject, "ruleset": TT44, "evidence": {}, "note": "Số liệu lần đầu"}
    into.write_text(json.dumps(own), encoding="utf-8")
    content(results, "--into", into, "--out", out)
    note = json.loads(out.read_text("utf-8"))["note"]
    assert note.startswith("Số liệu lần đầu [cdht rollup sha256:")
    call = [certified(tmp_path, [household("1"), household("2")]), "--into", into, "--out", out]
    assert content(*call)["written"]
    assert not content(*call)["written"]
    again = tmp_path / "c.json"
    content(results, "--into", out, "--out", again)
    assert json.loads(again.read_text("utf-8"))["note"].count("sha256") == 1
    content(results, "--into", out, "--out", tmp_path / "d.yaml")
    assert yaml.safe_load((tmp_path / "d.yaml").read_text("utf-8"))["note"] == "Số liệu lần đầu"
    out.write_text(out.read_text("utf-8").replace("lần đầu", "lần hai"), encoding="utf-8")
    certified(tmp_path, [household("3")])
    refused = json.loads(run("rollup", *call, "--format", "json", code=2).stdout)["errors"]
    assert [each["code"] for each in refused] == ["rollup.out_by_hand"]


@pytest.mark.parametrize("text", ["[1]", "{}", '{"note": 3}', "{", '{"note": "[cdht rollup]"}'])
def test_other_files_in_json_are_nobodys_to_write_over(tmp_path, text):
    """Whatever stands in them."""
    results, out = certified(tmp_path, [household("1")]), tmp_path / "x.json"
    out.write_text(text, encoding="utf-8")
    call = [results, "--to", TT44, "--out", out, "--format", "json"]
    (error,) = json.loads(run("rollup", *call, code=2).stdout)["errors"]
    assert error["code"] == "rollup.out_by_hand"
    assert out.read_text("utf-8") == text
