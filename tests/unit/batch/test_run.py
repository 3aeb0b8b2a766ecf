"""A run from file to file: all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from assessment.batch.job import Aside, Wanted
from assessment.batch.receipt import receipt_of
from assessment.batch.run import STEPS, aside_of, run
from assessment.batch.summary import Count
from assessment.errors import CdhtError
from assessment.rulebook.catalog import Catalog
from tests.unit.batch.test_certify import odd, why

ROOT = Path(__file__).resolve().parents[3]
HOUSEHOLD = Catalog().get("household-qd448-2015")
CALLED = {"id": ("mã hộ",), "hamlet": ("thôn",)}
WANTED = Wanted(HOUSEHOLD, "open", CALLED, why, "vi", date(2026, 11, 22))
IDS = tuple(HOUSEHOLD.indicators)
HEAD = ";".join(["Mã hộ", "Thôn", *IDS, "law_violation"])


def row(id_, hamlet, *points, violation="không"):
    cells = [*points, *["8"] * (len(IDS) - len(points))]
    return ";".join([id_, hamlet, *cells, violation])


GOOD = [row("1", "Thôn 1"), row("2", "Thôn 1", "", "10"), row("3", "Thôn 2", violation="x")]
BAD = [row("4", "Thôn 2", "11", "mười"), row("4", "Thôn 2"), row("", "Thôn 2"), "5;Thôn 2;8"]


def written(path, aside):
    path.write_text("\n".join(map(repr, aside)), encoding="utf-8")


def carried_out(tmp_path, lines, out="kq.csv"):
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "ho.csv").write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    aside: list[Aside] = []
    steps: list[str] = []

    def write_aside(path, found):
        aside.extend(found)
        path.write_text("\n".join(map(repr, aside)), encoding="utf-8")

    ran = run(WANTED, tmp_path / "ho.csv", tmp_path / out, write_aside, steps.append)
    assert tuple(steps) == STEPS
    return ran, aside


@pytest.mark.parametrize("out", ["kq.csv", "kq.parquet", "kq.xlsx"])
def test_good_rows_are_kept_and_bad_ones_set_aside(tmp_path, out):
    """Each slip by its row, id, column and value; nothing else stands beside the output."""
    ran, aside = carried_out(tmp_path, [*GOOD, *BAD], out)
    assert aside == [
        Aside(5, "4", "id", "Mã hộ", "4", "table.id_twice", "A5"),
        Aside(5, "4", "A1.1", "A1.1", "11", "dossier.out_of_bounds", "C5"),
        Aside(5, "4", "A1.2", "A1.2", "mười", "dossier.wrong_type", "D5"),
        Aside(6, "4", "id", "Mã hộ", "4", "table.id_twice", "A6"),
        Aside(7, None, "id", "Mã hộ", None, "table.no_id", "A7"),
        Aside(8, "5", "", None, "8", "table.too_few_cells", "C8"),
    ]
    assert (ran.came.aside, sum(ran.came.slips.values())) == (4, 6)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"ho.csv", out, "kq.loi.csv", "kq.bien-nhan.json"}


def test_the_output_holds_every_good_row(tmp_path):
    """With what each comes to."""
    carried_out(tmp_path, [*GOOD, *BAD], "kq.parquet")
    found = pl.read_parquet(tmp_path / "kq.parquet")
    assert found.select("Mã hộ", "low", "high", "recognised").rows() == [
        ("1", 80, 80, True),
        ("2", 74, 84, True),
        ("3", 80, 80, False),
    ]


def test_the_summary_counts_by_hamlet_and_by_what_is_lost(tmp_path):
    """Points that are open are not lost."""
    ran, _ = carried_out(tmp_path, [*GOOD, *BAD])
    assert ran.came.summary.counted == Count(rows=3, recognised=2, undecided=0)
    assert {g.value: g.counted for g in ran.came.summary.groups["hamlet"]} == {
        "Thôn 1": Count(2, 2, 0),
        "Thôn 2": Count(1, 0, 0),
    }
    assert dict(ran.came.summary.lost)["A1.1"] == Decimal(4)
    assert dict(ran.came.summary.lost)["A4.2"] == Decimal(6)


def test_hamlets_of_one_name_in_two_communes_are_counted_apart(tmp_path):
    """A name of a hamlet says nothing without its commune."""
    head = HEAD.replace("Thôn", "Thôn;commune")
    lines = [head, *(row(str(n), f"Thôn 1;Xã {n % 2}") for n in range(3))]
    (tmp_path / "ho.csv").write_text("\n".join(lines), encoding="utf-8")
    ran = run(WANTED, tmp_path / "ho.csv", tmp_path / "kq.csv", written, lambda _: None)
    assert [(g.value, g.commune, g.counted.rows) for g in ran.came.summary.groups["hamlet"]] == [
        ("Thôn 1", "Xã 0", 2),
        ("Thôn 1", "Xã 1", 1),
    ]
    assert [g.value for g in ran.came.summary.groups["commune"]] == ["Xã 0", "Xã 1"]


def test_the_receipt_tells_files_by_their_digests(tmp_path):
    """It can be checked with any tool, and says which column held what."""
    ran, _ = carried_out(tmp_path, [*GOOD, *BAD])
    sealed = json.loads(receipt_of(tmp_path / "kq.csv").read_text("utf-8"))["sealed"]
    told = [sealed["table"], sealed["output"], *sealed["others"]]
    assert [each["file"] for each in told] == ["ho.csv", "kq.csv", "kq.loi.csv"]
    for each in told:
        data = (tmp_path / each["file"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(data).hexdigest()
    assert ran.receipt["sealed"] == sealed
    columns = {"id": "Mã hộ", "hamlet": "Thôn", "A1.1": "A1.1"}
    assert sealed["columns"].items() >= columns.items()
    assert sealed["counts"] == {"rows": "3", "recognised": "2", "undecided": "0", "aside": "4"}


def test_a_receipt_may_go_elsewhere(tmp_path):
    """Then none stands beside the output."""
    (tmp_path / "ho.csv").write_text("\n".join([HEAD, *GOOD]), encoding="utf-8")
    place = tmp_path / "luu" / "bn.json"
    place.parent.mkdir()
    run(WANTED, tmp_path / "ho.csv", tmp_path / "kq.csv", written, lambda _: None, place)
    assert [path.name for path in place.parent.iterdir()] == ["bn.json"]
    assert not receipt_of(tmp_path / "kq.csv").exists()


@pytest.mark.parametrize("moved", range(4))
def test_killed_between_two_moves_no_receipt_fits_another_output(tmp_path, monkeypatch, moved):
    """The output is whole, old or new; a receipt that fits it by its digest is its own."""
    old, _ = carried_out(tmp_path, GOOD)
    moves = 0
    replace = Path.replace

    def killed(self, target):
        nonlocal moves
        if moves == moved:
            raise KeyboardInterrupt
        moves += 1
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    stopped = False
    try:
        new, _ = carried_out(tmp_path, [*GOOD[:2], *BAD])
    except KeyboardInterrupt:
        stopped = True
        monkeypatch.undo()
        new, _ = carried_out(tmp_path / "again", [*GOOD[:2], *BAD])
    assert stopped is (moved < 3)
    sealed = json.loads(receipt_of(tmp_path / "kq.csv").read_text("utf-8"))["sealed"]
    written_now = hashlib.sha256((tmp_path / "kq.csv").read_bytes()).hexdigest()
    outputs = [ran.receipt["sealed"]["output"]["sha256"] for ran in (old, new)]
    assert written_now == outputs[moved >= 1]
    assert (sealed["output"]["sha256"] == written_now) is (moved < 1 or moved == 3)


def test_the_same_run_twice_gives_the_same_files(tmp_path):
    """Also over what an earlier run left; its second file goes when nothing is set aside."""
    carried_out(tmp_path, [*GOOD, *BAD])
    assert aside_of(tmp_path / "kq.csv").exists()
    first, _ = carried_out(tmp_path, GOOD)
    second, _ = carried_out(tmp_path, GOOD)
    assert first.receipt == second.receipt
    assert not aside_of(tmp_path / "kq.csv").exists()


@pytest.mark.parametrize("broken", STEPS)
def test_a_run_that_stops_leaves_what_was_there(tmp_path, broken):
    """Wherever it stops; the next one finishes."""
    carried_out(tmp_path, GOOD)
    before = (tmp_path / "kq.csv").read_bytes()
    (tmp_path / "ho.csv").write_text("\n".join([HEAD, row("9", "Thôn 9")]), encoding="utf-8")

    def step(name):
        if name == broken:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(WANTED, tmp_path / "ho.csv", tmp_path / "kq.csv", lambda path, _: path.touch(), step)
    assert (tmp_path / "kq.csv").read_bytes() == before
    (tmp_path / ".kq.csv.part").mkdir(exist_ok=True)  # as a killed run leaves it
    (tmp_path / ".kq.csv.part" / "kq.csv").touch()
    carried_out(tmp_path, GOOD)
    assert not (tmp_path / ".kq.csv.part").exists()


def test_a_table_that_is_refused_leaves_what_was_there(tmp_path):
    """Nothing is written, and nothing is left behind."""
    (tmp_path / "ho.csv").write_text("Tên\nA\n", encoding="utf-8")
    with pytest.raises(CdhtError):
        run(WANTED, tmp_path / "ho.csv", tmp_path / "kq.csv", lambda *_: None, lambda _: None)
    assert {path.name for path in tmp_path.iterdir()} == {"ho.csv"}


def test_rows_of_text_are_told_while_they_are_read(tmp_path):
    """For a bar; of Parquet there is nothing to tell."""
    told: list[int] = []
    (tmp_path / "ho.csv").write_text("\n".join([HEAD, *GOOD]), encoding="utf-8")
    pl.DataFrame({"id": ["1"], "A1.1": ["8"]}).write_parquet(tmp_path / "ho.parquet")
    for name in ("ho.csv", "ho.parquet"):
        out = tmp_path / "kq.csv"
        run(WANTED, tmp_path / name, out, written, lambda _: None, told=told.append)
    assert told == [3]


def test_a_folder_of_any_name_holds_a_run(tmp_path):
    """Signs that are patterns elsewhere are letters here."""
    ran, aside = carried_out(tmp_path / "kq [2025] *{a}", [*GOOD, *BAD])
    assert (ran.came.summary.counted.rows, len(aside)) == (3, 6)


@pytest.mark.parametrize("out", ["kq.csv", "kq.parquet"])
def test_a_damaged_table_is_told_as_such(tmp_path, out):
    """Its end can be read, its middle cannot; no output is left."""
    table = tmp_path / "ho.parquet"
    ids = {"id": [f"HK{n * n}" for n in range(3000)]}
    points = {name: [n % 11 for n in range(3000)] for name in IDS}
    pl.DataFrame({**ids, **points, "law_violation": ["không"] * 3000}).write_parquet(table)
    content = bytearray(table.read_bytes())
    content[100:400] = bytes(300)
    table.write_bytes(content)
    with pytest.raises(CdhtError) as caught:
        run(WANTED, table, tmp_path / out, written, lambda _: None)
    assert [notice.code for notice in caught.value.notices] == ["table.not_parquet"]
    assert list(tmp_path.iterdir()) == [table]


@pytest.mark.parametrize("out", ["kq.csv", "kq.xlsx", "kq.parquet"])
def test_columns_of_any_name_come_back(tmp_path, out):
    """What the table calls a column is no name that the run needs; slips are told of them too."""
    table = tmp_path / "ho.parquet"
    odd_frame = odd().with_columns(pl.Series("id", ["1", "2"]))
    odd_frame.write_parquet(table)
    aside: list[Aside] = []

    def write_aside(path, found):
        aside.extend(found)
        path.touch()

    ran = run(WANTED, table, tmp_path / out, write_aside, lambda _: None)
    assert ran.came.summary.counted.rows == 1
    assert {(each.row, each.value) for each in aside} == {(2, "x")}
    if out == "kq.parquet":
        results = pl.read_parquet(tmp_path / out)
        assert results.select(odd_frame.columns).equals(odd_frame.head(1))


def test_two_runs_do_not_write_to_one_output_at_once(tmp_path):
    """The second is refused, the first finishes, its receipt tells of its own table; then the
    output is free again.
    """
    (tmp_path / "khac.csv").write_text("\n".join([HEAD, *GOOD[:1]]), encoding="utf-8")
    (tmp_path / "ho.csv").write_text("\n".join([HEAD, *GOOD]), encoding="utf-8")
    out = tmp_path / "kq.csv"
    refused = []

    def other(name):
        if name in STEPS[1:]:
            with pytest.raises(CdhtError) as caught:
                run(WANTED, tmp_path / "khac.csv", out, written, lambda _: None)
            refused.extend(notice.code for notice in caught.value.notices)

    run(WANTED, tmp_path / "ho.csv", out, written, other)
    assert refused == ["table.in_use"] * 3
    sealed = json.loads(receipt_of(out).read_text("utf-8"))["sealed"]
    assert sealed["table"]["file"] == "ho.csv"
    assert sealed["output"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    run(WANTED, tmp_path / "khac.csv", out, written, lambda _: None)
    assert not list(tmp_path.glob(".*"))


def test_a_run_of_another_process_is_waited_for_and_none_that_is_gone(tmp_path):
    """While it lives its folder is its own; once it was killed, the next run clears up."""
    (tmp_path / "ho.csv").write_text("\n".join([HEAD, *GOOD]), encoding="utf-8")
    out = tmp_path / "kq.csv"
    hold = (
        "import sys, time; from pathlib import Path; from assessment.batch.held import held\n"
        "with held(Path(sys.argv[1]), Path(sys.argv[2])): print('here', flush=True); time.sleep(60)"
    )
    call = [sys.executable, "-c", hold, str(tmp_path / ".kq.csv.part"), str(out)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout.readline() == "here\n"
            with pytest.raises(CdhtError) as caught:
                run(WANTED, tmp_path / "ho.csv", out, written, lambda _: None)
        finally:
            process.kill()
    assert [notice.code for notice in caught.value.notices] == ["table.in_use"]
    assert (tmp_path / ".kq.csv.part").exists()
    run(WANTED, tmp_path / "ho.csv", out, written, lambda _: None)
    assert not list(tmp_path.glob(".*"))
