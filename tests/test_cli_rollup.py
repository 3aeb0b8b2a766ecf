"""`cdht rollup`: results up to hamlets, clans and communes; what it refuses; `--trace` back down."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
import yaml

from assessment.batch.receipt import file_digest
from assessment.model.digest import digest
from tests.rolling import GOOD, POOR, certified, household, read_csv, run, write_csv

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
HAMLET, CLAN, TT44 = "hamlet-qd448-2015", "clan-qd448-2015", "tt44-2014"
ROWS = [
    household("1", "Thôn Đông", **{"Đăng ký": "có", "Dòng họ": "Họ Lê"}),
    household("2", "thôn  đông", POOR, **{"Đăng ký": "x", "Dòng họ": "Họ Lê"}),
    household("3", "Thôn Đoài", **{"Đăng ký": "có", "Dòng họ": ""}),
    household("4", "Thôn Đoài", POOR, **{"Đăng ký": "không", "Dòng họ": "Họ Phạm"}),
]
OPEN = household("5", "Thôn Đoài", "7", **{"A1.1": "", "Đăng ký": "có"})
WRONG = household("6", "Thôn Đoài", "11", **{"Đăng ký": "có"})


@pytest.fixture
def results(tmp_path) -> Path:
    return certified(tmp_path, ROWS)


def content(*arguments: object) -> dict:
    return json.loads(run("rollup", *arguments, "--format", "json").stdout)


def refused(code: int, *arguments: object, command: str = "rollup") -> str:
    result = run(command, *arguments, "--format", "json", code=code)
    (error, *_) = json.loads(result.stdout)["errors"]
    assert error["hint"]
    return error["code"]


def evidence(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))["evidence"]


def dossier(folder: Path, **claims: object) -> Path:
    path = folder / "co-san.yaml"
    subject = {"kind": "commune", "name": "Xã Mẫu", "area": "standard"}
    written = {"subject": subject, "ruleset": TT44, "evidence": claims}
    path.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return path


# --- one dossier -----------------------------------------------------------------------


def test_recognised_registered_and_all_are_never_confused(results, tmp_path):
    """Without being told, a table is not taken to list all; what it lists is told apart."""
    out = tmp_path / "xa.yaml"
    found = content(results, "--to", TT44, "--out", out)
    assert {k: v["value"] for k, v in evidence(out).items()} == {
        "households_recognised": 2,
        "households_registered": 3,
    }
    assert found["open"] == [{"key": "households", "why": "not_listed"}]
    content(results, "--to", TT44, "--lists", "all", "--out", out)
    assert evidence(out)["households"]["value"] == 4


def test_the_page_says_what_to_add(results, tmp_path):
    """Where nobody says that the table lists all, the page tells both ways to say it."""
    page = " ".join(
        run("rollup", results, "--to", TT44, "--out", tmp_path / "x.yaml").stdout.split()
    )
    assert "Tổng số hộ [households]: chưa điền" in page
    assert "--lists all" in page
    assert "--set households=SỐ" in page


def test_a_table_of_those_registered_fills_that_and_not_all(tmp_path):
    """`--lists registered` without a column: every row is registered, and all stays open."""
    table = certified(tmp_path, [household("1"), household("2", points=POOR)])
    out = tmp_path / "xa.yaml"
    content(table, "--to", TT44, "--lists", "registered", "--out", out)
    assert {k: v["value"] for k, v in evidence(out).items()} == {
        "households_recognised": 1,
        "households_registered": 2,
    }


def test_one_kind_may_list_all_and_another_those_registered(results, tmp_path):
    """`--lists` of a kind of subject goes before that of all."""
    call = [results, "--to", TT44, "--lists", "all", "--lists", "clan=registered"]
    content(*call, "--out", tmp_path / "xa.yaml")
    assert evidence(tmp_path / "xa.yaml")["households"]["value"] == 4
    call[-1] = "household=registered"
    assert refused(3, *call, "--out", tmp_path / "y.yaml") == "rollup.lists_disagree"
    assert not (tmp_path / "y.yaml").exists()


def test_every_value_carries_its_receipt_and_its_counts(results, tmp_path):
    """The path of the receipt goes from the dossier; the counts stand in words."""
    (tmp_path / "nop").mkdir()
    found = content(results, "--to", TT44, "--out", tmp_path / "nop" / "xa.yaml")
    claim = evidence(tmp_path / "nop" / "xa.yaml")["households_recognised"]
    assert claim["documents"] == ["../ho-kq.bien-nhan.json"]
    assert claim["by"] == "cdht rollup"
    assert claim["note"] == "2 trong 4 hộ trong ho-kq.csv"
    assert [w["code"] for w in found["warnings"]] == ["rollup.document_outside"]


def test_what_is_undecided_or_set_aside_makes_a_bound(tmp_path):
    """A count that nobody can know is stated from its least to its most."""
    table = certified(tmp_path, [*ROWS, OPEN, WRONG])
    out = tmp_path / "xa.yaml"
    content(table, "--to", TT44, "--lists", "all", "--out", out)
    found = evidence(out)
    bounds = {k: (v["at_least"], v["at_most"]) for k, v in found.items()}
    assert bounds == {
        "households_recognised": (2, 4),
        "households_registered": (4, 5),
        "households": (5, 6),
    }
    assert "1 chưa xác định, 1 dòng lỗi để riêng" in found["households_recognised"]["note"]
    run("score", out)


def test_set_is_checked_as_a_dossiers_own_values_are(results, tmp_path):
    """Fewer households in all than have the title is an error, told of the option."""
    call = [results, "--to", TT44, "--out", tmp_path / "xa.yaml"]
    assert refused(2, *call, "--set", "households=1") == "dossier.part_above_whole"
    assert refused(2, *call, "--set", "households=nhiều") == "dossier.wrong_type"
    assert refused(2, *call, "--set", "rich=3") == "dossier.unknown_key"
    assert refused(2, *call, "--set", "households+=3") == "whatif.no_equals"
    twice = ["--set", "households=5", "--set", "households=6"]
    assert refused(2, *call, *twice) == "whatif.set_twice"
    counted = ["--set", "households_recognised=2"]
    assert refused(2, *call, *counted) == "rollup.set_is_counted"
    assert not (tmp_path / "xa.yaml").exists()
    content(*call, "--set", "households=4")
    assert evidence(tmp_path / "xa.yaml")["households"]["value"] == 4


def test_by_hand_and_the_same_is_kept_with_the_receipt(results, tmp_path):
    """However it is written; who gave it and what was noted stay."""
    into = dossier(tmp_path, households_recognised={"value": "2", "by": "Hội", "note": "đếm tay"})
    (change, *_) = content(results, "--into", into, "--out", tmp_path / "x.yaml")["values"]
    assert change["how"] == "agreed"
    claim = evidence(tmp_path / "x.yaml")["households_recognised"]
    assert (claim["by"], claim["note"]) == ("Hội", "đếm tay")
    assert claim["documents"] == ["ho-kq.bien-nhan.json"]


def test_by_hand_and_another_is_kept_and_told_unless_replaced(results, tmp_path):
    """What somebody wrote gives way only to `--replace`; the dossier given is never changed."""
    into = dossier(tmp_path, households_recognised={"value": "3", "documents": ["qd.pdf"]})
    before = into.read_bytes()
    out = tmp_path / "x.yaml"
    (change, *_) = content(results, "--into", into, "--out", out)["values"]
    assert (change["how"], change["after"]) == ("kept", {"value": "3"})
    assert evidence(out)["households_recognised"] == {"value": 3, "documents": ["qd.pdf"]}
    page = " ".join(run("rollup", results, "--into", into, "--out", out).stdout.split())
    assert "ghi tay, giữ nguyên; đếm được 2" in page
    (change, *_) = content(results, "--into", into, "--replace", "--out", out)["values"]
    assert (change["how"], change["before"]) == ("replaced", {"value": "3"})
    claim = evidence(out)["households_recognised"]
    assert (claim["value"], claim["documents"]) == (2, ["qd.pdf", "ho-kq.bien-nhan.json"])
    assert into.read_bytes() == before


def test_a_value_by_hand_that_cites_a_receipt_is_by_hand(results, tmp_path):
    """Only what names the roll-up as its author is the roll-up's to replace."""
    hand = {
        "value": "1",
        "by": "Ông Năm",
        "note": "đã trừ hộ chuyển đi",
        "documents": ["ho-kq.bien-nhan.json"],
    }
    into = dossier(tmp_path, households_recognised=hand, households_registered="3")
    found = content(results, "--into", into, "--out", tmp_path / "x.yaml")
    assert [change["how"] for change in found["values"]] == ["kept", "agreed"]
    written = evidence(tmp_path / "x.yaml")
    assert written["households_recognised"] == {**hand, "value": 1}
    assert "by" not in written["households_registered"]
    replaced = content(results, "--into", into, "--replace", "--out", tmp_path / "y.yaml")
    assert replaced["values"][0]["how"] == "replaced"
    assert evidence(tmp_path / "y.yaml")["households_recognised"]["by"] == "cdht rollup"


def test_set_keeps_the_documents_and_the_author_of_what_was_there(results, tmp_path):
    """Those that somebody gave; those of an earlier roll-up go with its value."""
    hand = {"value": "9", "by": "Ông Năm", "documents": ["so-ho.pdf"]}
    ours = {"value": "3", "by": "cdht rollup", "documents": ["thon-kq.bien-nhan.json"]}
    into, out = dossier(tmp_path, households=hand, hamlets=ours), tmp_path / "x.yaml"
    content(results, "--into", into, "--set", "households=4", "--set", "hamlets=2", "--out", out)
    note = {"note": "người lập hồ sơ ghi"}
    assert evidence(out)["households"] == {**hand, "value": 4, **note}
    assert evidence(out)["hamlets"] == {"value": 2, **note}


def test_a_receipt_of_another_name_takes_the_place_of_the_old_one(tmp_path):
    """Whatever it is called; a paper, and what is no receipt of results, are somebody's own."""
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    rows = [household("1"), household("2")]
    content(certified(tmp_path, rows[:1]), "--to", TT44, "--out", first)
    (tmp_path / "cu.json").write_bytes((tmp_path / "ho-kq.bien-nhan.json").read_bytes())
    (tmp_path / "so.json").write_text("{}", encoding="utf-8")
    written = yaml.safe_load(first.read_text("utf-8"))
    own = ["so-ho.pdf", "so.json", "khong-co.json"]
    documents = ["cu.json", *own, "xoa.bien-nhan.json"]
    written["evidence"]["households_recognised"]["documents"] = documents
    into = tmp_path / "into.yaml"
    into.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    content(certified(tmp_path, rows, "lai"), "--into", into, "--out", second)
    claim = evidence(second)["households_recognised"]
    assert claim["documents"] == [*own, "lai-kq.bien-nhan.json"]


def test_what_is_set_once_is_the_same_when_it_is_set_again(results, tmp_path):
    """New where nothing stood, the same where it stands, replaced where another did."""
    out, hows = tmp_path / "x.yaml", []
    for into, value in (([], 4), (["--into", out], 4), (["--into", out], 5)):
        call = [results, "--set", f"households={value}"]
        to = into or ["--to", TT44]
        found = content(*call, *to, "--out", tmp_path / "y.yaml")
        hows += [(c["how"], c["before"], c["after"]) for c in found["values"][2:]]
        out.write_bytes((tmp_path / "y.yaml").read_bytes())
    four, five = {"value": "4"}, {"value": "5"}
    assert hows == [("new", None, four), ("same", four, four), ("replaced", four, five)]
    assert evidence(out)["households"] == {"value": 5, "note": "người lập hồ sơ ghi"}


def test_what_is_set_to_what_stands_there_leaves_it_as_it_is(results, tmp_path):
    """Who gave it, what was noted, and that it is an illustration."""
    hand = {"value": "9", "by": "Ông Năm", "note": "đếm ngày 2/1", "illustrative": "true"}
    out = tmp_path / "x.yaml"
    into = dossier(tmp_path, households=hand)
    content(results, "--into", into, "--set", "households=9", "--out", out)
    assert evidence(out)["households"] == hand | {"value": 9, "illustrative": True}


def test_twice_the_same_changes_nothing_and_says_so(results, tmp_path):
    """Byte for byte, from the dossier given and from the one that was made of it."""
    into = dossier(tmp_path, hamlets={"value": "2", "by": "Văn phòng"})
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    call = [results, "--lists", "all"]
    assert content(*call, "--into", into, "--out", first)["written"]
    text = first.read_bytes()
    assert not content(*call, "--into", into, "--out", first)["written"]
    assert "Không có gì thay đổi" in run("rollup", *call, "--into", into, "--out", first).stdout
    again = content(*call, "--into", first, "--out", second)
    assert {change["how"] for change in again["values"]} == {"same"}
    assert first.read_bytes() == second.read_bytes() == text


def test_a_late_correction_changes_what_it_must_and_says_so(tmp_path):
    """What an earlier roll-up wrote is replaced; the page says from what to what."""
    table = certified(tmp_path, ROWS)
    into, first = dossier(tmp_path, households={"value": "9"}), tmp_path / "a.yaml"
    content(table, "--into", into, "--out", first)
    certified(tmp_path, [*ROWS[:3], household("4", "Thôn Đoài", GOOD, **{"Đăng ký": "có"})])
    found = content(table, "--into", first, "--out", tmp_path / "b.yaml")
    how = {c["key"]: (c["how"], c["before"], c["after"]) for c in found["values"]}
    assert how == {
        "households_recognised": ("corrected", {"value": "2"}, {"value": "3"}),
        "households_registered": ("corrected", {"value": "3"}, {"value": "4"}),
    }
    assert evidence(tmp_path / "b.yaml")["households"]["value"] == 9
    page = run("rollup", table, "--into", first, "--out", tmp_path / "b.yaml").stdout
    assert "trước là 2 hộ" in page


def test_a_value_that_can_no_longer_be_told_is_said_to_be_old(results, tmp_path):
    """All households were counted once; now nobody says that the table lists all."""
    first = tmp_path / "a.yaml"
    content(results, "--to", TT44, "--lists", "all", "--out", first)
    found = content(results, "--into", first, "--out", tmp_path / "b.yaml")
    assert {c["key"] for c in found["values"] if c["how"] == "stale"} == {"households"}


def test_a_json_dossier_is_written_too(results, tmp_path):
    """By its ending, and it can be scored."""
    content(results, "--to", TT44, "--name", "Xã Ba", "--out", tmp_path / "x.json")
    written = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert written["subject"]["name"] == "Xã Ba"
    run("score", tmp_path / "x.json")


# --- a table ---------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_hamlets_are_told_apart_by_name_however_it_is_typed(tmp_path, suffix):
    """From results in every format; "thôn  đông" and "Thôn Đông" are one hamlet."""
    table = certified(tmp_path, ROWS, suffix=suffix)
    found = content(table, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
    rows = [list(row.values()) for row in read_csv(tmp_path / "thon.csv")]
    assert rows == [["Thôn Đoài", "1", "2"], ["Thôn Đông", "1", "2"]]
    assert [group["id"] for group in found["groups"]] == ["Thôn Đoài", "Thôn Đông"]


def test_not_everyone_is_of_a_clan(results, tmp_path):
    """Rows without a clan are told, and count for none."""
    found = content(results, "--to", CLAN, "--lists", "all", "--out", tmp_path / "ra.csv")
    assert found["rows_of_no_group"] == 1
    assert [list(row.values()) for row in read_csv(tmp_path / "ra.csv")] == [
        ["Họ Lê", "1", "2"],
        ["Họ Phạm", "0", "1"],
    ]


def test_everyone_is_of_a_hamlet(tmp_path):
    """A household without a hamlet would make some hamlet's count wrong."""
    table = certified(tmp_path, [household("1"), household("2", "")])
    call = [table, "--to", HAMLET, "--out", tmp_path / "thon.csv"]
    assert refused(3, *call) == "rollup.no_group"
    page = " ".join(run("rollup", *call, code=3).output.split())
    assert 'Có 1 dòng để trống cột "Thôn" (hamlet)' in page
    assert "nơi nào: 2." in page


def test_marks_are_filled_in_by_name_and_nothing_is_lost(results, tmp_path):
    """Rows keep their order and cells; hamlets on one side only are told."""
    marks = [
        {"Mã": "T2", "Thôn": "THÔN ĐOÀI", "C1.1": "9"},
        {"Mã": "T3", "Thôn": "Thôn Thượng", "C1.1": "7"},
    ]
    into = write_csv(tmp_path / "cham.csv", marks)
    out = tmp_path / "thon.csv"
    found = content(results, "--to", HAMLET, "--into", into, "--out", out)
    head = "Số hộ được công nhận Gia đình học tập"
    rows = [(row["Mã"], row["Thôn"], row["C1.1"], row[head]) for row in read_csv(out)]
    assert rows == [
        ("T2", "THÔN ĐOÀI", "9", "1"),
        ("T3", "Thôn Thượng", "7", ""),
        ("Thôn Đông", "Thôn Đông", "", "1"),
    ]
    assert (found["without_results"], found["rows_added"]) == (["T3"], ["Thôn Đông"])
    page = " ".join(
        run("rollup", results, "--to", HAMLET, "--into", into, "--out", out).stdout.split()
    )
    assert "không có kết quả nào, giữ nguyên: T3 · Thôn Thượng" in page
    assert "thêm vào cuối bảng: Thôn Đông" in page
    assert found["warnings"] == []


def test_what_cannot_be_known_stays_empty_in_a_table(tmp_path):
    """A cell has no room for a bound: never a wrong exact count."""
    table = certified(tmp_path, [*ROWS, OPEN])
    found = content(table, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
    assert [list(row.values()) for row in read_csv(tmp_path / "thon.csv")] == [
        ["Thôn Đoài", "", "3"],
        ["Thôn Đông", "1", "2"],
    ]
    assert found["groups"][0]["open"] == [{"key": "households_recognised", "why": "not_exact"}]


def test_a_row_set_aside_may_be_of_any_hamlet(tmp_path):
    """Nothing exact can be said of any hamlet then; the page says what to do."""
    table = certified(tmp_path, [*ROWS, WRONG])
    out = tmp_path / "thon.csv"
    page = " ".join(
        run("rollup", table, "--to", HAMLET, "--lists", "all", "--out", out).stdout.split()
    )
    assert [list(row.values()) for row in read_csv(out)] == [["Thôn Đoài"], ["Thôn Đông"]]
    assert "Sửa trong bảng gốc, chấm lại rồi tổng lên" in page


def test_hamlets_of_one_name_in_two_communes_are_two(tmp_path):
    """The columns of what they lie in tell them apart, and go on up."""
    rows = [household("1", Xã="Xã A"), household("2", Xã="Xã B"), household("3", Xã="Xã B")]
    table = certified(tmp_path, rows)
    content(table, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
    assert [list(row.values()) for row in read_csv(tmp_path / "thon.csv")] == [
        ["Thôn 1, Xã A", "Xã A", "1", "1"],
        ["Thôn 1, Xã B", "Xã B", "2", "2"],
    ]
    call = [table, "--to", TT44, "--out", tmp_path / "xa.yaml"]
    assert refused(3, *call) == "rollup.several_subjects"


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ({}, {}, None),
        ({"Xã": "Xã A"}, {}, None),
        ({"Xã": "Xã A"}, {"Xã": ""}, None),
        ({"Xã": "Xã A"}, {"Xã": "Xã A", "Huyện": "Huyện H"}, None),
        ({"Xã": "Xã A"}, {"Xã": "Xã B"}, ["1", "1"]),
        ({"Xã": "Xã A"}, {"Xã": "xã a"}, ["2"]),
        ({"Xã": "Xã A"}, {"Xã": "Xã B", "Huyện": "Huyện H"}, ["1", "1"]),
    ],
)
def test_hamlets_of_one_name_in_two_tables_are_never_guessed_to_be_one(
    tmp_path, first, second, rows
):
    """Counted together only where both tables tell the same commune; refused where one does not."""
    tables = [
        certified(tmp_path, [household("1", **first)], "xaX"),
        certified(tmp_path, [household("2", "THÔN 1", **second)], "xaY"),
    ]
    out = tmp_path / "thon.csv"
    call = [*tables, "--to", HAMLET, "--lists", "all", "--out", out]
    if rows is not None:
        content(*call)
        assert [row["Tổng số hộ"] for row in read_csv(out)] == rows
        return
    (error,) = json.loads(run("rollup", *call, "--format", "json", code=3).stdout)["errors"]
    assert error["code"] == "rollup.which_place"
    assert all(name in error["message"] for name in ("Thôn 1", "xaX-kq.csv", "xaY-kq.csv"))
    assert '"Xã"' in error["hint"] or '"Huyện"' in error["hint"]
    assert not out.exists()


def test_communes_are_told_apart_by_their_district_and_not_by_themselves(tmp_path):
    """What a group lies in is wider than the group; hamlets in it tell nothing of it."""
    rows = [
        household(str(n), f"Thôn {n}", Xã="Xã Mẫu", Huyện=district)
        for n, district in enumerate(("Huyện A", "Huyện A", "Huyện B"))
    ]
    out = tmp_path / "xa.csv"
    content(certified(tmp_path, rows), "--to", TT44, "--lists", "all", "--out", out)
    table = read_csv(out)
    assert [row["Mã"] for row in table] == ["Xã Mẫu, Huyện A", "Xã Mẫu, Huyện B"]
    assert [row["Huyện"] for row in table] == ["Huyện A", "Huyện B"]
    assert "Xã" not in table[0]
    assert [row["Tổng số hộ"] for row in table] == ["2", "1"]


def test_a_table_is_not_told_to_set_what_only_a_dossier_can(results, tmp_path):
    """`--set` is refused for tables, and never advised."""
    page = run("rollup", results, "--to", HAMLET, "--out", tmp_path / "thon.csv").stdout
    assert "--lists all" in page
    assert "--set" not in page


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_a_table_written_twice_is_the_same_file(results, tmp_path, suffix):
    """Table and receipt, byte for byte, on another day too."""
    out = tmp_path / f"thon{suffix}"
    call = [results, "--to", HAMLET, "--lists", "all", "--out", out]
    assert content(*call, "--as-of", "2026-01-01")["written"]
    receipt = tmp_path / "thon.bien-nhan.json"
    before = out.read_bytes(), receipt.read_bytes()
    assert not content(*call, "--as-of", "2026-01-02")["written"]
    assert (out.read_bytes(), receipt.read_bytes()) == before
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.yaml", "x.json"])
def test_what_was_filled_in_by_hand_is_never_written_over(tmp_path, name):
    """An output that somebody changed stays; one as the roll-up left it is written anew."""
    out = tmp_path / name
    target = HAMLET if name in ("x.csv", "x.xlsx") else TT44
    call = [certified(tmp_path, ROWS), "--to", target, "--out", out]
    content(*call)
    assert not content(*call)["written"]
    certified(tmp_path, ROWS[:3])
    assert content(*call)["written"]
    written = out.read_bytes()
    by_hand = written.replace(b'"name": "', b'"name": "A ') if name == "x.json" else written + b"\n"
    out.write_bytes(by_hand)
    certified(tmp_path, ROWS)
    assert refused(2, *call) == "rollup.out_by_hand"
    assert out.read_bytes() == by_hand
    assert not list(tmp_path.glob(".*.part"))


def test_a_file_of_somebody_else_is_never_written_over(results, tmp_path):
    """A table without a receipt, and a dossier that no roll-up wrote."""
    marks = write_csv(tmp_path / "cham.csv", [{"Mã": "T1", "Thôn": "Thôn Đông"}])
    into = dossier(tmp_path)
    before = marks.read_bytes(), into.read_bytes()
    assert refused(2, results, "--to", HAMLET, "--out", marks) == "rollup.out_by_hand"
    assert refused(2, results, "--to", TT44, "--out", into) == "rollup.out_by_hand"
    assert (marks.read_bytes(), into.read_bytes()) == before


def test_a_filled_table_follows_a_late_correction(tmp_path):
    """What the roll-up put there is replaced, what a hand put there is not."""
    table = certified(tmp_path, ROWS)
    call = [table, "--to", HAMLET, "--lists", "all"]
    content(*call, "--out", tmp_path / "a.csv")
    certified(tmp_path, [*ROWS, household("9", "Thôn Đông", **{"Đăng ký": "có"})])
    found = content(*call, "--into", tmp_path / "a.csv", "--out", tmp_path / "b.csv")
    hows = {g["id"]: [c["how"] for c in g["values"]] for g in found["groups"]}
    assert hows == {"Thôn Đoài": ["same", "same"], "Thôn Đông": ["corrected", "corrected"]}
    (tmp_path / "a.bien-nhan.json").unlink()
    found = content(*call, "--into", tmp_path / "a.csv", "--out", tmp_path / "c.csv")
    hows = {g["id"]: [c["how"] for c in g["values"]] for g in found["groups"]}
    assert hows["Thôn Đông"] == ["kept", "kept"]
    assert [row["Tổng số hộ"] for row in read_csv(tmp_path / "c.csv")] == ["2", "2"]


def test_a_table_edited_by_hand_does_not_hide_a_late_correction(tmp_path):
    """Cell by cell: what the roll-up put there follows the results, what a hand put there stays."""
    rows = [household("1", "Thôn Đông"), household("2", "Thôn Đoài"), household("3", "Thôn Tây")]
    call = [certified(tmp_path, rows), "--to", HAMLET, "--lists", "all"]
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    content(*call, "--out", first)
    edited = read_csv(first)
    edited[0]["Tổng số hộ"] = "5"
    write_csv(first, edited)
    certified(tmp_path, [*rows, household("4", "Thôn Đoài"), household("5", "Thôn Tây")])
    found = content(*call, "--into", first, "--out", second)
    hows = {g["id"]: [c["how"] for c in g["values"]] for g in found["groups"]}
    assert edited[0]["Mã"] == "Thôn Đoài"
    assert hows == {
        "Thôn Đoài": ["corrected", "kept"],
        "Thôn Đông": ["same", "same"],
        "Thôn Tây": ["corrected", "corrected"],
    }
    kept = found["groups"][0]["values"][1]
    assert [kept[part] for part in ("before", "earlier", "after")] == [
        {"value": "5"},
        {"value": "1"},
        {"value": "5"},
    ]
    assert [row["Tổng số hộ"] for row in read_csv(second)] == ["5", "1", "2"]
    third = tmp_path / "c.csv"
    page = " ".join(run("rollup", *call, "--into", first, "--out", third).stdout.split())
    assert "households ghi tay 5 thay cho 1 của lần tổng trước, giữ nguyên; nay đếm được 2" in page
    assert "Thôn Tây: households trước là 1, nay là 2" in page
    certified(tmp_path, rows)
    found = content(*call, "--into", second, "--out", tmp_path / "d.csv")
    hows = {g["id"]: [c["how"] for c in g["values"]] for g in found["groups"]}
    assert hows["Thôn Đoài"] == ["corrected", "kept"]
    found = content(*call, "--into", second, "--replace", "--out", tmp_path / "e.csv")
    assert [c["how"] for c in found["groups"][0]["values"]] == ["corrected", "replaced"]


def test_what_two_roll_ups_put_in_one_table_is_of_both(tmp_path):
    """One commune's table after the other's: a correction of the first still finds its cells."""
    row = {"A": "Thôn Đông", "B": "Thôn Tây"}
    one, other = (
        certified(tmp_path, [household(name, hamlet)], name.lower()) for name, hamlet in row.items()
    )
    to = ["--to", HAMLET, "--lists", "all"]
    content(one, *to, "--out", tmp_path / "1.csv")
    content(other, *to, "--into", tmp_path / "1.csv", "--out", tmp_path / "2.csv")
    certified(tmp_path, [household("A", "Thôn Đông"), household("C", "Thôn Đông")], "a")
    found = content(one, *to, "--into", tmp_path / "2.csv", "--out", tmp_path / "3.csv")
    assert [c["how"] for c in found["groups"][0]["values"]] == ["corrected", "corrected"]
    assert [row["Tổng số hộ"] for row in read_csv(tmp_path / "3.csv")] == ["2", "1"]


@pytest.mark.parametrize("into", [{"file": ".."}, {"file": ""}, {"file": "a.csv"}, 7, None])
def test_a_receipt_that_leads_nowhere_is_no_crash(results, tmp_path, into):
    """Whatever it says that it was filled into, itself too."""
    first = tmp_path / "a.csv"
    content(results, "--to", HAMLET, "--lists", "all", "--out", first)
    receipt = tmp_path / "a.bien-nhan.json"
    told = json.loads(receipt.read_text("utf-8"))
    told["sealed"]["into"] = into
    told["sha256"] = digest(told["sealed"])
    receipt.write_text(json.dumps(told), encoding="utf-8")
    call = [results, "--to", HAMLET, "--lists", "all", "--into", first]
    found = content(*call, "--out", tmp_path / "b.csv")
    assert {c["how"] for g in found["groups"] for c in g["values"]} == {"same"}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_a_value_of_ours_that_can_no_longer_be_told_is_taken_out(tmp_path, suffix):
    """A row became a slip: no count stays as if it were counted; what a hand wrote stays."""
    table = certified(tmp_path, [*ROWS, household("7", "Thôn Tây")])
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    call = [table, "--to", HAMLET, "--lists", "all"]
    content(*call, "--out", first)
    slip = household("7", "Thôn Tây", "11")
    certified(tmp_path, [*ROWS, slip])
    found = content(*call, "--into", first, "--out", second)
    stale = {g["id"]: {(c["how"], c["after"]) for c in g["values"]} for g in found["groups"]}
    assert stale == {hamlet: {("stale", None)} for hamlet in ("Thôn Đoài", "Thôn Đông", "Thôn Tây")}
    assert (
        content(*call, "--into", second, "--out", tmp_path / f"c{suffix}")["groups"][0]["values"]
        == []
    )
    third = tmp_path / f"d{suffix}"
    page = " ".join(run("rollup", *call, "--into", first, "--out", third).stdout.split())
    assert "Thôn Tây: households 1 là của lần tổng trước" in page


def test_values_by_hand_and_those_of_other_tables_are_not_taken_out(tmp_path):
    """A roll-up of one commune's table says nothing of hamlets that another table gave."""
    one = certified(tmp_path, [household("1", "Thôn Đông", Xã="Xã A")], "xaX")
    other = certified(tmp_path, [household("2", "Thôn Tây", Xã="Xã B")], "xaY")
    to = ["--to", HAMLET, "--lists", "all"]
    content(one, *to, "--out", tmp_path / "a.csv")
    content(other, *to, "--into", tmp_path / "a.csv", "--out", tmp_path / "b.csv")
    assert [row["Tổng số hộ"] for row in read_csv(tmp_path / "b.csv")] == ["1", "1"]
    (tmp_path / "b.bien-nhan.json").unlink()
    open_ = [household("2", "Thôn Tây", "11", Xã="Xã B"), household("3", "Thôn Tây", Xã="Xã B")]
    certified(tmp_path, open_, "xaY")
    content(other, *to, "--into", tmp_path / "b.csv", "--out", tmp_path / "c.csv")
    assert [row["Tổng số hộ"] for row in read_csv(tmp_path / "c.csv")] == ["1", "1"]


def test_the_receipt_of_a_table_leads_to_the_runs_behind_it(results, tmp_path):
    """Digests of the inputs' receipts and of the output, and what each hamlet was put down as."""
    content(results, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
    receipt = json.loads((tmp_path / "thon.bien-nhan.json").read_text("utf-8"))
    run_receipt = json.loads((tmp_path / "ho-kq.bien-nhan.json").read_text("utf-8"))
    assert receipt["format"] == "cdht-rollup/1"
    (given,) = receipt["sealed"]["inputs"]
    assert (given["receipt"], given["sha256"]) == ("ho-kq.bien-nhan.json", run_receipt["sha256"])
    assert receipt["sealed"]["groups"][0]["values"] == {
        "households_recognised": "1",
        "households": "2",
    }


def test_a_table_in_parts_is_counted_as_one(tmp_path):
    """What a cluster writes: a folder of Parquet files, with its receipt beside it."""
    one = certified(tmp_path, ROWS, suffix=".parquet")
    receipt = tmp_path / "ho-kq.bien-nhan.json"
    whole = pl.read_parquet(one)
    one.unlink()
    one.mkdir()
    whole.head(1).write_parquet(one / "part-0.parquet")
    whole.tail(3).write_parquet(one / "part-1.parquet")
    content_ = json.loads(receipt.read_text("utf-8"))
    content_["sealed"]["output"]["sha256"] = file_digest(one)
    content_["sha256"] = digest(content_["sealed"])
    receipt.write_text(json.dumps(content_), encoding="utf-8")
    for named in (one, receipt):
        content(named, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
        rows = [list(row.values()) for row in read_csv(tmp_path / "thon.csv")]
        assert rows == [["Thôn Đoài", "1", "2"], ["Thôn Đông", "1", "2"]]
    (one / "part-1.parquet").unlink()
    call = ["--to", HAMLET, "--out", tmp_path / "x.csv"]
    assert refused(3, one, *call) == "rollup.table_changed"


# --- other results ---------------------------------------------------------------------


@pytest.fixture
def standards(tmp_path) -> Path:
    """The four standards of NĐ 20, scored, with their receipts."""
    folder = tmp_path / "pho-cap"
    shutil.copytree(EXAMPLES / "pho-cap", folder)
    for path in sorted(folder.glob("*.yaml")):
        run("score", path, "--receipt", path.with_suffix(".bien-nhan.json"))
    return folder


def test_standards_become_evidence_of_the_commune(standards):
    """Ratings by the same id, or yes and no; a folder gives all its receipts."""
    out = standards / "xa.yaml"
    found = content(standards, "--to", "commune-tt25-2023", "--out", out)
    assert {key: claim["value"] for key, claim in evidence(out).items()} == {
        "preschool5_universal": "có",
        "primary_universal": "muc_do_2",
        "lower_secondary_universal": "muc_do_2",
        "literacy_standard": "muc_do_1",
    }
    assert yaml.safe_load(out.read_text("utf-8"))["subject"]["name"] == "Xã Mẫu"
    assert found["sources"][0]["subject"] == "Xã Mẫu"


def test_one_standard_is_evidence_of_another(standards):
    """Primary education and literacy give to lower secondary education."""
    names = [standards / f"{name}.bien-nhan.json" for name in ("tieu-hoc", "xoa-mu-chu")]
    found = content(*names, "--to", "lower-secondary-nd20-2014", "--out", standards / "x.yaml")
    assert [change["after"] for change in found["values"]] == [
        {"value": "muc_do_2"},
        {"value": "muc_do_1"},
    ]


def test_a_result_that_was_tampered_with_does_not_pass(standards):
    """A receipt of a dossier is recomputed."""
    path = standards / "tieu-hoc.bien-nhan.json"
    path.write_text(path.read_text("utf-8").replace('"87"', '"90"'), encoding="utf-8")
    call = [path, "--to", "commune-tt25-2023", "--out", standards / "x.yaml"]
    assert refused(6, *call) == "receipt.tampered"


def test_two_ratings_are_not_one(standards):
    """Two communes' results cannot both be the one rating of a dossier."""
    text = (standards / "tieu-hoc.yaml").read_text("utf-8").replace("Xã Mẫu,", "Xã Hai,")
    other = standards / "hai.yaml"
    other.write_text(text, encoding="utf-8")
    run("score", other, "--receipt", standards / "hai.bien-nhan.json")
    call = [standards, "--to", "commune-tt25-2023", "--out", standards / "x.yaml"]
    assert refused(3, *call) == "rollup.several_results"
    found = content(*call[:3], "--out", standards / "x.csv")
    assert [group["id"] for group in found["groups"]] == ["Xã Hai", "Xã Mẫu"]


def test_another_year_is_told(standards, tmp_path):
    """A warning, as it may be meant."""
    into = dossier(tmp_path, hamlets="3")
    text = into.read_text("utf-8") + "period: {from: 2018-01-01, to: 2018-12-31}\n"
    into.write_text(text, encoding="utf-8")
    path = standards / "tieu-hoc.bien-nhan.json"
    found = content(path, "--into", into, "--out", standards / "x.yaml")
    assert [w["code"] for w in found["warnings"]] == ["rollup.other_period"]


@pytest.mark.parametrize(
    ("subject", "is_refused"),
    [
        ("{kind: commune, name: XÃ  MẪU}", False),
        ("{kind: commune, name: Xã Mẫu, district: Mẫu}", False),
        ("{kind: commune, name: Xã Khác}", True),
        ("{kind: commune, name: Xã Mẫu, district: Huyện Khác}", True),
    ],
)
def test_results_of_another_commune_are_refused(standards, subject, is_refused):
    """By its name, or by a district that both state."""
    text = (standards / "tieu-hoc.yaml").read_text("utf-8")
    source = standards / "nguon.yaml"
    source.write_text(text.replace("Xã Mẫu,", "Xã Mẫu, district: Huyện Mẫu,"), encoding="utf-8")
    run("score", source, "--receipt", standards / "nguon.bien-nhan.json")
    into, out = standards / "co-san.yaml", standards / "x.yaml"
    into.write_text(f"subject: {subject}\nruleset: commune-tt25-2023\n", encoding="utf-8")
    call = [standards / "nguon.bien-nhan.json", "--into", into, "--out", out]
    if is_refused:
        assert refused(3, *call) == "rollup.other_subject"
        assert not out.exists()
    else:
        content(*call)


def test_tables_of_two_communes_are_not_one_dossier(tmp_path):
    """Neither under a name that is not theirs, nor under none."""
    tables = [
        certified(tmp_path, [household("1", Xã="Xã A")], "xaX"),
        certified(tmp_path, [household("2", Xã="Xã B")], "xaY"),
    ]
    to = ["--to", TT44, "--out", tmp_path / "x.yaml"]
    assert refused(3, *tables, *to) == "rollup.other_subject"
    assert refused(3, tables[0], *to, "--name", "Xã B") == "rollup.other_subject"
    assert not (tmp_path / "x.yaml").exists()
    content(tables[0], *to)
    assert evidence(tmp_path / "x.yaml")["households_recognised"]["value"] == 1


@pytest.mark.parametrize(
    ("places", "is_twice"),
    [
        (("", ", district: Huyện H"), True),
        ((", province: Tỉnh T", ", district: Huyện H"), True),
        ((", district: Huyện H", ", district: H"), True),
        ((", district: Huyện H", ", district: Huyện K"), False),
    ],
)
def test_one_commune_counts_once_whether_or_not_it_states_its_place(tmp_path, places, is_twice):
    """Two receipts of one name are of two communes only where a place is stated otherwise."""
    text = (EXAMPLES / "xa-mau-tt25-2024.yaml").read_text("utf-8")
    receipts = []
    for n, place in enumerate(places):
        path = tmp_path / f"{n}.yaml"
        content_ = yaml.safe_load(text)
        subject = {
            k: v for k, v in content_["subject"].items() if k not in ("district", "province")
        }
        content_["subject"] = subject | yaml.safe_load(f"{{kind: commune{place}}}")
        path.write_text(yaml.safe_dump(content_, allow_unicode=True), encoding="utf-8")
        run("score", path, "--receipt", tmp_path / f"{n}.json")
        receipts.append(tmp_path / f"{n}.json")
    call = [*receipts, "--to", "district-tt25-2023", "--lists", "all"]
    if is_twice:
        assert refused(3, *call, "--out", tmp_path / "h.yaml") == "rollup.same_twice"
    else:
        content(*call, "--out", tmp_path / "h.csv")


def test_communes_by_tt25_give_levels_and_by_tt44_do_not(tmp_path):
    """Levels are counted at or above; "tốt" is no level, and refused."""
    tt25 = EXAMPLES / "xa-mau-tt25-2024.yaml"
    run("score", tt25, "--receipt", tmp_path / "a.json")
    to = ["--to", "district-tt25-2023", "--lists", "all", "--out", tmp_path / "huyen.yaml"]
    content(tmp_path / "a.json", *to)
    found = {key: claim["value"] for key, claim in evidence(tmp_path / "huyen.yaml").items()}
    rating = json.loads(run("score", tt25, "--format", "json").stdout)["rating"]
    assert rating in ("muc_do_1", "muc_do_2")
    assert found == {
        "communes": 1,
        "communes_level_1_or_higher": 1,
        "communes_level_2": int(rating == "muc_do_2"),
    }
    run("score", EXAMPLES / "xa-tien-tan-2019.yaml", "--receipt", tmp_path / "b.json")
    assert refused(3, tmp_path / "b.json", *to) == "rollup.no_such_rating"


# --- what is refused -------------------------------------------------------------------


def test_only_results_that_fit_their_receipt_are_counted(results, tmp_path):
    """No receipt, a receipt that was changed, a table that was changed: each says to certify again."""
    call = ["--to", HAMLET, "--out", tmp_path / "thon.csv"]
    receipt = tmp_path / "ho-kq.bien-nhan.json"
    table, sealed = results.read_bytes(), receipt.read_text("utf-8")
    results.write_bytes(table.replace("Thôn Đoài".encode(), "Thôn Đông".encode()))
    assert refused(3, results, *call) == "rollup.table_changed"
    results.write_bytes(table)
    receipt.write_text(sealed.replace('"recognised": "2"', '"recognised": "4"'), encoding="utf-8")
    assert refused(3, results, *call) == "rollup.receipt_changed"
    receipt.unlink()
    assert refused(3, results, *call) == "rollup.no_receipt"
    assert refused(3, tmp_path / "ho.csv", *call) == "rollup.no_receipt"
    assert not (tmp_path / "thon.csv").exists()


def test_the_same_household_in_two_tables_is_refused_and_named(results, tmp_path):
    """However the id is typed; rows of their own are counted together."""
    other = certified(tmp_path, [household(" hk 1", "Thôn Tây")], "khac")
    call = ["--to", HAMLET, "--out", tmp_path / "thon.csv"]
    content(results, other, *call)
    assert len(read_csv(tmp_path / "thon.csv")) == 3
    again = certified(tmp_path, [household("HK1", "Thôn Tây")], "lai")
    found = run("rollup", results, other, again, *call, "--format", "json", code=3)
    (error,) = json.loads(found.stdout)["errors"]
    assert error["code"] == "rollup.same_twice"
    assert "khac-kq.csv" in error["message"]
    assert "lai-kq.csv" in error["message"]
    assert "ho-kq.csv" not in error["message"]


def test_a_file_named_twice_counts_once(results, tmp_path):
    """By its name, its receipt, its folder or a pattern."""
    paths = [results, tmp_path / "ho-kq.bien-nhan.json", tmp_path, tmp_path / "*-kq.csv"]
    found = content(*paths, "--to", HAMLET, "--lists", "all", "--out", tmp_path / "thon.csv")
    assert found["groups"][1]["values"][1]["after"] == {"value": "2"}


@pytest.mark.parametrize(
    ("exit_code", "code", "options"),
    [
        (2, "rollup.which_target", ["--out", "x.yaml"]),
        (2, "rollup.gives_nothing", ["--to", "district-tt25-2023", "--out", "x.yaml"]),
        (2, "usage.unknown_ruleset", ["--to", "tt45", "--out", "x.yaml"]),
        (2, "rollup.out_wanted", ["--to", HAMLET]),
        (2, "rollup.out_wanted", ["--to", HAMLET, "--out", "x.docx"]),
        (2, "rollup.bad_lists", ["--to", HAMLET, "--lists", "some", "--out", "x.csv"]),
        (2, "rollup.bad_lists", ["--to", HAMLET, "--lists", "hộ=all", "--out", "x.csv"]),
        (2, "rollup.set_needs_dossier", ["--to", HAMLET, "--set", "a=1", "--out", "x.csv"]),
        (2, "rollup.set_needs_dossier", ["--to", HAMLET, "--name", "a", "--out", "x.csv"]),
        (2, "rollup.into_other_kind", ["--to", HAMLET, "--into", "a.yaml", "--out", "x.csv"]),
        (2, "usage.would_overwrite", ["--to", HAMLET, "--out", "ho-kq.csv"]),
        (2, "usage.would_overwrite", ["--to", HAMLET, "--out", "ho-kq.xlsx"]),
        (2, "usage.would_overwrite", ["--to", HAMLET, "--out", "ho.csv"]),
        (2, "usage.would_overwrite", ["--to", HAMLET, "--into", "ho.csv", "--out", "ho.csv"]),
        (2, "usage.no_folder", ["--to", HAMLET, "--out", "khong-co/x.csv"]),
        (3, "rollup.no_column", ["--to", "tt44-2014", "--out", "x.csv"]),
    ],
)
def test_what_cannot_be_done_is_refused(results, tmp_path, monkeypatch, exit_code, code, options):
    """With a code and a way out, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert refused(exit_code, results.name, *options) == code
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_other_files_are_no_results(results, tmp_path):
    """A dossier, a roll-up's own receipt, an empty folder, a file that is not there."""
    content(results, "--to", HAMLET, "--out", tmp_path / "thon.csv")
    call = ["--to", HAMLET, "--out", tmp_path / "y.csv"]
    (tmp_path / "rong").mkdir()
    into = dossier(tmp_path)
    assert refused(3, into, *call) == "rollup.not_results"
    assert refused(3, tmp_path / "thon.bien-nhan.json", *call) == "rollup.not_results"
    assert refused(3, tmp_path / "rong", *call) == "rollup.nothing_found"
    assert refused(3, tmp_path / "khong.csv", *call) == "file.not_found"
    assert refused(3, tmp_path / "khong.json", *call) == "file.not_found"


def test_a_dossier_given_decides_the_rules_and_the_name(results, tmp_path):
    """`--to` and `--name` that say otherwise are refused."""
    call = [results, "--into", dossier(tmp_path), "--out", tmp_path / "x.yaml"]
    assert refused(2, *call, "--to", HAMLET) == "rollup.other_target"
    assert refused(2, *call, "--name", "Xã Khác") == "rollup.other_target"


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        (
            "rollup.group_twice",
            [{"Mã": "A", "Thôn": "Thôn Đông"}, {"Mã": "B", "Thôn": "thôn đông"}],
        ),
        ("rollup.no_names", [{"C1.1": "8", "C1.2": "8"}]),
    ],
)
def test_marks_must_tell_whose_they_are(results, tmp_path, code, rows):
    """Two rows of one hamlet, or rows of nobody."""
    marks = write_csv(tmp_path / "cham.csv", [{**row, "C1.1": "8"} for row in rows])
    call = [results, "--to", HAMLET, "--into", marks, "--out", tmp_path / "x.csv"]
    assert refused(3, *call) == code


def test_a_row_of_marks_that_is_broken_is_not_carried_on(results, tmp_path):
    """A row with more cells than the header would lose some."""
    marks = tmp_path / "cham.csv"
    marks.write_text("Mã;Thôn;C1.1\nT1;Thôn Đông;9;5\n", encoding="utf-8")
    call = [results, "--to", HAMLET, "--into", marks, "--out", tmp_path / "x.csv"]
    assert refused(3, *call) == "rollup.into_broken"


def test_a_registration_that_cannot_be_read_is_named(tmp_path):
    """Neither yes nor no, in a run that let it pass: the row goes by its id."""
    table = certified(tmp_path, [household("HK-7", **{"Đăng ký": "có"})])
    table.write_bytes(table.read_bytes().replace("có".encode(), "đã nộp".encode()))
    receipt = tmp_path / "ho-kq.bien-nhan.json"
    content_ = json.loads(receipt.read_text("utf-8"))
    content_["sealed"]["output"]["sha256"] = file_digest(table)
    content_["sha256"] = digest(content_["sealed"])
    receipt.write_text(json.dumps(content_), encoding="utf-8")
    call = [table, "--to", TT44, "--out", tmp_path / "x.yaml", "--format", "json"]
    (error,) = json.loads(run("rollup", *call, code=3).stdout)["errors"]
    assert error["code"] == "rollup.bad_registered"
    assert 'HK-7 ("đã nộp")' in error["message"]


def test_a_title_without_registration_is_told(tmp_path):
    """It counts as recognised; the column is asked to be looked at."""
    table = certified(
        tmp_path, [household("1", **{"Đăng ký": "không"}), household("2", **{"Đăng ký": "có"})]
    )
    call = [table, "--to", HAMLET, "--out", tmp_path / "x.csv"]
    assert [w["code"] for w in content(*call)["warnings"]] == ["rollup.not_registered"]
