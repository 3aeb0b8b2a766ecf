"""`--trace`: from a point down to the households, and no further than the dossier's folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from assessment.model.digest import digest
from tests.rolling import POOR, certified, household, run, write_csv

HAMLET, TT44 = "hamlet-qd448-2015", "tt44-2014"
MARKS = {
    **dict.fromkeys(("C1.1", "C1.2", "C1.3", "C3.1", "C3.2", "C3.3"), "10"),
    **dict.fromkeys(("children", "children_in_school", "workers", "workers_learning"), "5"),
}
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def commune(tmp_path) -> Path:
    """Households in two hamlets, one of which has a title; a dossier over them."""
    rows = [household(f"A{n}", "Thôn A") for n in range(7)]
    rows += [household(f"B{n}", "Thôn B", POOR) for n in range(3)]
    results = certified(tmp_path, rows)
    marks = [{"Mã": "T1", "Thôn": "Thôn A", **MARKS}, {"Mã": "T2", "Thôn": "Thôn B", **MARKS}]
    into = write_csv(tmp_path / "cham.csv", marks)
    call = ["rollup", results, "--to", HAMLET, "--lists", "all"]
    run(*call, "--into", into, "--out", tmp_path / "thon.csv")
    hamlets = tmp_path / "thon-kq.csv"
    run("certify", tmp_path / "thon.csv", "--ruleset", HAMLET, "--out", hamlets)
    run("rollup", results, hamlets, "--to", TT44, "--lists", "all", "--out", tmp_path / "xa.yaml")
    return tmp_path / "xa.yaml"


def trace(dossier, item="9.3"):
    call = ["explain", dossier, item, "--trace"]
    page = run(*call).stdout
    return traced(dossier, item)["trace"], " ".join(page.split())


def traced(dossier, *item):
    return json.loads(run("explain", dossier, *item, "--trace", "--format", "json").stdout)


def test_a_point_is_followed_to_the_households(commune):
    """Hamlets recognised: their run, the roll-up that filled their table, the households' run."""
    (found,), page = trace(commune)
    assert found["keys"] == ["hamlets_recognised", "hamlets"]
    assert (found["kind"], found["ruleset"], found["first"]) == ("run", HAMLET, ["T1", "T2"])
    assert [file["found"] for file in found["files"]] == ["same", "same"]
    (rolled,) = found["below"]
    assert (rolled["kind"], rolled["document"]) == ("rollup", "thon.bien-nhan.json")
    assert rolled["groups"][0]["values"] == {"households_recognised": "7", "households": "7"}
    (households,) = rolled["below"]
    assert households["counts"] == {"rows": 10, "recognised": 7, "undecided": 0, "aside": 0}
    assert households["groups"][1] == {
        "value": "Thôn B",
        "rows": 3,
        "recognised": 0,
        "undecided": 0,
    }
    assert "T1 · Thôn A: households_recognised 7, households 7" in page
    assert "Thôn A 7/7; Thôn B 0/3" in page


def test_the_page_tells_how_to_see_one_household(commune, monkeypatch):
    """The call that it prints runs where it was printed."""
    monkeypatch.chdir(commune.parent)
    (found,), page = trace(Path("xa.yaml"), "9.1")
    assert "cdht explain ho-kq.csv --id A0" in page
    assert "A1.1" in run("explain", found["table"], "--id", found["first"][0]).stdout


@pytest.mark.parametrize(
    ("name", "found", "words"),
    [
        ("ho.csv", "changed", "▲ ho.csv: đã bị sửa sau khi có biên nhận"),
        ("ho-kq.csv", "changed", "▲ ho-kq.csv: đã bị sửa sau khi có biên nhận"),
        ("ho-kq.csv", "missing", "ho-kq.csv: không thấy bên cạnh biên nhận"),
    ],
)
def test_a_file_that_changed_or_is_gone_is_said(commune, name, found, words):
    """It is no error: the rest is still told."""
    path = commune.parent / name
    if found == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    (step,), page = trace(commune, "9.1")
    assert {file["file"]: file["found"] for file in step["files"]}[name] == found
    assert words in page
    assert step["counts"]["recognised"] == 7


def test_a_receipt_that_was_changed_is_not_believed(commune):
    """Nothing of what it says is shown."""
    path = commune.parent / "ho-kq.bien-nhan.json"
    path.write_text(path.read_text("utf-8").replace('"7"', '"9"'), encoding="utf-8")
    (step,), page = trace(commune, "9.1")
    assert (step["found"], step["counts"]) == ("changed", {})
    assert "biên nhận này đã bị sửa" in page


def test_another_receipt_in_the_place_of_the_one_used_is_said(commune):
    """The households were certified again: the hamlets' table was made from an earlier run."""
    certified(commune.parent, [household("A0", "Thôn A")])
    (step,), _ = trace(commune)
    assert step["below"][0]["below"][0]["found"] == "changed"


@pytest.mark.parametrize(
    "document", ["../ngoai.json", "/etc/passwd", "..\\ngoai.json", "lien-ket.json"]
)
def test_nothing_outside_the_folder_is_looked_at(tmp_path, document):
    """Neither by going up, nor from the root, nor by a link."""
    (tmp_path / "trong").mkdir()
    (tmp_path / "ngoai.json").write_text("{}", encoding="utf-8")
    (tmp_path / "trong" / "lien-ket.json").symlink_to(tmp_path / "ngoai.json")
    claim = {"value": 1, "documents": [document]}
    content = {
        "subject": {"kind": "commune", "name": "Xã Mẫu", "area": "standard"},
        "ruleset": TT44,
        "evidence": {"households_recognised": claim, "households": 2},
    }
    path = tmp_path / "trong" / "xa.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    (step,), page = trace(path, "9.1")
    assert (step["found"], step["kind"]) == ("outside", "paper")
    assert "ở ngoài thư mục của hồ sơ" in page


def test_receipts_that_lead_to_each_other_end(commune):
    """A roll-up whose input is itself is told once, and no further."""
    path = commune.parent / "thon.bien-nhan.json"
    content = json.loads(path.read_text("utf-8"))
    content["sealed"]["inputs"][0]["receipt"] = "thon.bien-nhan.json"
    content["sha256"] = digest(content["sealed"])
    path.write_text(json.dumps(content), encoding="utf-8")
    (step,), _ = trace(commune)
    assert [below["kind"] for below in step["below"][0]["below"]] == ["paper"]


@pytest.mark.parametrize(
    "sealed",
    [
        {},
        {"ruleset": 1, "columns": [], "table": {}, "output": {}, "counts": 3},
        {
            "ruleset": "x",
            "columns": None,
            "table": {"file": "a", "sha256": "b"},
            "output": {"file": "xa.yaml", "sha256": "b"},
            "counts": {},
        },
    ],
)
def test_nonsense_in_a_receipt_is_no_crash(commune, sealed):
    """Whatever stands in a file that says it is a receipt."""
    path = commune.parent / "ho-kq.bien-nhan.json"
    content = {"format": "cdht-run/1", "sealed": sealed, "sha256": digest(sealed)}
    path.write_text(json.dumps(content), encoding="utf-8")
    (step,), _ = trace(commune, "9.1")
    assert step["found"] in ("changed", "unread")


def test_a_standard_is_followed_to_its_counts(tmp_path):
    """Lower secondary education rests on primary education, with each indicator's counts."""
    folder = tmp_path / "pho-cap"
    shutil.copytree(ROOT / "examples" / "pho-cap", folder)
    for name in ("tieu-hoc", "xoa-mu-chu"):
        run("score", folder / f"{name}.yaml", "--receipt", folder / f"{name}.bien-nhan.json")
    given = [folder / f"{name}.bien-nhan.json" for name in ("tieu-hoc", "xoa-mu-chu")]
    run("rollup", *given, "--into", folder / "thcs.yaml", "--out", folder / "thcs-2.yaml")
    run("score", folder / "thcs-2.yaml", "--receipt", folder / "thcs.bien-nhan.json")
    out = folder / "xa.yaml"
    run("rollup", folder / "thcs.bien-nhan.json", "--to", "commune-tt25-2023", "--out", out)
    (step,), page = trace(out, "4.3")
    assert (step["kind"], step["rating"]) == ("dossier", "muc_do_2")
    assert [below["rating"] for below in step["below"]] == ["muc_do_2", "muc_do_1"]
    assert "318 / 340 người = 93,53%" in page
    assert "85 / 92 trẻ = 92,39%" in page


def test_evidence_without_documents_has_nothing_to_follow():
    """It is said, and is no error."""
    found, page = trace(ROOT / "examples" / "thon-2018.yaml", "C2.2")
    assert found == []
    assert "không có biên nhận nào kèm theo" in page
    assert "LẦN THEO BIÊN NHẬN" not in page


@pytest.mark.parametrize("name", ["", "..", "a\0b", 7, None])
def test_a_receipt_without_a_file_of_its_own_is_none(commune, name):
    """Neither followed nor counted, and no crash."""
    path = commune.parent / "ho-kq.bien-nhan.json"
    content = json.loads(path.read_text("utf-8"))
    content["sealed"]["output"]["file"] = name
    content["sha256"] = digest(content["sealed"])
    path.write_text(json.dumps(content), encoding="utf-8")
    (step,), _ = trace(commune, "9.1")
    assert (step["kind"], step["found"]) == ("paper", "unread")
    out = commune.parent / "x.csv"
    refused = run("rollup", path, "--to", HAMLET, "--out", out, "--format", "json", code=3)
    assert json.loads(refused.stdout)["errors"][0]["code"] == "rollup.not_results"


# --- counted again ---------------------------------------------------------------------


def test_what_the_dossier_states_is_counted_again(commune):
    """Every key that its receipts give, on the page and for machines."""
    assert traced(commune, "9.3")["recounted"] == [
        {"key": key, "stated": {"value": "2"}, "counted": {"value": "2"}, "agrees": True}
        for key in ("hamlets_recognised", "hamlets")
    ]
    page = " ".join(run("explain", commune, "9.3", "--trace").stdout.split())
    assert "đúng như hồ sơ ghi: hamlets_recognised 2; hamlets 2" in page


def test_a_value_that_is_not_what_its_receipts_come_to_is_told(commune):
    """Somebody changed it in the dossier, or the table was certified again since."""
    text = commune.read_text("utf-8")
    commune.write_text(text.replace("value: 7", "value: 8"), encoding="utf-8")
    again = {each["key"]: each for each in traced(commune, "9.1")["recounted"]}
    assert again["households_recognised"] == {
        "key": "households_recognised",
        "stated": {"value": "8"},
        "counted": {"value": "7"},
        "agrees": False,
    }
    assert again["households"]["agrees"]
    page = " ".join(run("explain", commune, "9.1", "--trace").stdout.split())
    assert "▲ households_recognised: hồ sơ ghi 8, đếm lại từ biên nhận được 7" in page


def test_a_bound_is_counted_again_as_a_bound(tmp_path):
    """A household that is undecided is one more at most."""
    rows = [household("1"), household("2", points="7", **{"A1.1": ""})]
    results = certified(tmp_path, rows)
    out = tmp_path / "xa.yaml"
    run("rollup", results, "--to", TT44, "--out", out)
    again = {each["key"]: each for each in traced(out)["recounted"]}
    low, high = again["households_recognised"]["counted"].values()
    assert (int(high) - int(low), again["households_recognised"]["agrees"]) == (1, True)
    page = " ".join(run("explain", out, "--trace").stdout.split())
    assert "households_recognised từ 1 đến 2" in page


@pytest.mark.parametrize("name", ["ho-kq.csv", "ho-kq.bien-nhan.json"])
def test_what_is_not_as_it_was_is_not_counted_again(commune, name):
    """A table that was changed, a receipt that is gone: that is said, and no count."""
    path = commune.parent / name
    path.write_bytes(path.read_bytes() + b"\n") if name.endswith("csv") else path.unlink()
    assert traced(commune, "9.1")["recounted"] == []


# --- as much as there is room for --------------------------------------------------------


def test_a_receipt_is_followed_once(commune):
    """Households are behind the hamlets too: where they come again, that is all that is said."""
    found = traced(commune)["trace"]
    steps = [step for each in found for step in every_step(each)]
    households = [step for step in steps if step["document"] == "ho-kq.bien-nhan.json"]
    assert [step["again"] for step in households] == [False, True]
    assert [len(step["groups"]) for step in households] == [2, 2]
    page = run("explain", commune, "--trace").stdout
    assert "ho-kq.bien-nhan.json: đã theo ở trên" in page
    assert page.count("Thôn A 7/7") == 1


def every_step(step):
    yield step
    for below in step["below"]:
        yield from every_step(below)


@pytest.mark.parametrize(("count", "cut"), [(199, 0), (200, 0), (201, 1)])
def test_so_many_documents_are_followed_and_no_more(tmp_path, count, cut):
    """How many are left is said."""
    documents = [f"bien-ban-{number}.json" for number in range(count)]
    claim = {"value": 1, "documents": documents}
    content = {
        "subject": {"kind": "commune", "name": "Xã Mẫu", "area": "standard"},
        "ruleset": TT44,
        "evidence": {"households_recognised": claim, "households": 2},
    }
    path = tmp_path / "xa.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    found = traced(path, "9.1")
    assert (len(found["trace"]), found["not_followed"]) == (min(count, 200), cut)
    page = run("explain", path, "9.1", "--trace").stdout
    assert (f"… và {cut} văn bản nữa" in page) is bool(cut)


def test_inputs_of_a_roll_up_are_cut_too(commune):
    """However many a receipt names."""
    path = commune.parent / "thon.bien-nhan.json"
    content = json.loads(path.read_text("utf-8"))
    (own,) = content["sealed"]["inputs"]
    more = [{**own, "receipt": f"khong-co-{number}.json"} for number in range(205)]
    content["sealed"]["inputs"] = [own, *more]
    content["sha256"] = digest(content["sealed"])
    path.write_text(json.dumps(content), encoding="utf-8")
    (step,), page = trace(commune)
    assert (len(step["below"][0]["below"]), step["below"][0]["not_followed"]) == (200, 6)
    assert "… và 6 văn bản nữa, chưa theo tới" in page


def test_so_many_steps_are_taken_in_all(commune):
    """Twelve receipts of two hundred inputs each come to more."""
    told = json.loads((commune.parent / "thon.bien-nhan.json").read_text("utf-8"))
    (own,) = told["sealed"]["inputs"]
    inputs = [{**own, "receipt": f"khong-co-{number}.json"} for number in range(200)]
    for number in range(12):
        sealed = told["sealed"] | {"inputs": inputs, "lists": {"": str(number)}}
        again = told | {"sealed": sealed, "sha256": digest(sealed)}
        path = commune.parent / f"tong-{number}.json"
        path.write_text(json.dumps(again), encoding="utf-8")
    content = yaml.safe_load(commune.read_text("utf-8"))
    documents = [f"tong-{number}.json" for number in range(12)]
    content["evidence"]["households_recognised"]["documents"] = documents
    commune.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    found = traced(commune, "9.1")
    steps = [step for each in found["trace"] for step in every_step(each)]
    assert len(steps) == 2000
    assert found["not_followed"] + sum(step["not_followed"] for step in steps) == 13


def test_of_many_households_the_page_says_how_many_more(commune):
    """Five ids of the seven."""
    _, page = trace(commune, "9.1")
    assert "A0, A1, A2, A3, A4 … và 2 nữa;" in page


# --- which file it is ------------------------------------------------------------------


@pytest.fixture
def folders(tmp_path) -> Path:
    """Results that bear the name of their table, which lies in another folder."""
    for name in ("goc", "kq"):
        (tmp_path / name).mkdir()
    table = write_csv(tmp_path / "goc" / "ho.csv", [household("1")])
    results = tmp_path / "kq" / "ho.csv"
    run("certify", table, "--ruleset", "household-qd448-2015", "--out", results)
    return tmp_path


def fates(dossier):
    (step,) = traced(dossier, "9.1")["trace"]
    return [file["found"] for file in step["files"]]


def test_a_table_and_its_results_of_one_name_are_two_files(folders):
    """The table is found by its digest where it lies; it is not the results, changed."""
    out = folders / "xa.yaml"
    found = run("rollup", folders / "kq", "--to", TT44, "--out", out, "--format", "json")
    assert json.loads(found.stdout)["warnings"] == []
    assert fates(out) == ["same", "same"]
    table = folders / "goc" / "ho.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    assert fates(out) == ["same", "missing"]


def test_results_of_another_table_are_not_the_table(folders):
    """Beside results there stand others, under the very name of the table."""
    results = folders / "kq" / "ho-kq.csv"
    table = write_csv(folders / "goc" / "ho.csv", [household("2")])
    run("certify", table, "--ruleset", "household-qd448-2015", "--out", results)
    out = folders / "xa.yaml"
    run("rollup", results, "--to", TT44, "--out", out)
    assert fates(out) == ["same", "same"]
    table.unlink()
    assert fates(out) == ["same", "missing"]


@pytest.mark.parametrize("is_rolled_up", [True, False])
def test_a_table_that_is_another_since_is_not_followed_as_it_was(commune, is_rolled_up):
    """Rolled up again, or written into: what stands there is not what was certified."""
    path = commune.parent / "thon.csv"
    if is_rolled_up:
        results = certified(commune.parent, [household("A0", "Thôn A")])
        into = ["--into", commune.parent / "cham.csv", "--out", path]
        run("rollup", results, "--to", HAMLET, "--lists", "all", *into)
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    (step,), _ = trace(commune)
    assert [file["found"] for file in step["files"]] == ["same", "changed"]
    assert step["below"] == []


def test_a_table_written_over_after_its_roll_up_rests_on_no_roll_up(commune):
    """Certified as a hand left it: the roll-up's receipt beside is not of this table."""
    table, results = commune.parent / "thon.csv", commune.parent / "thon-kq.csv"
    table.write_bytes(table.read_bytes().replace(b",10,", b",9,", 1))
    run("certify", table, "--ruleset", HAMLET, "--out", results)
    run("rollup", results, "--to", TT44, "--lists", "all", "--out", commune.parent / "x.yaml")
    (step,), _ = trace(commune.parent / "x.yaml")
    assert [file["found"] for file in step["files"]] == ["same", "same"]
    assert step["below"] == []
