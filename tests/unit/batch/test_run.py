"""A run from file to file: all of it or nothing."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import polars as pl
import pytest

from assessment.batch.run import STEPS, Aside, Wanted, aside_of, run
from assessment.batch.summary import Count
from assessment.errors import CdhtError
from assessment.rulebook.catalog import Catalog
from tests.unit.batch.test_certify import why

HOUSEHOLD = Catalog().get("household-qd448-2015")
CALLED = {"id": ("mã hộ",), "hamlet": ("thôn",)}
WANTED = Wanted(HOUSEHOLD, "open", CALLED, why)
IDS = tuple(HOUSEHOLD.indicators)
HEAD = ";".join(["Mã hộ", "Thôn", *IDS, "law_violation"])


def row(id_, hamlet, *points, violation="không"):
    cells = [*points, *["8"] * (len(IDS) - len(points))]
    return ";".join([id_, hamlet, *cells, violation])


GOOD = [row("1", "Thôn 1"), row("2", "Thôn 1", "", "10"), row("3", "Thôn 2", violation="x")]
BAD = [row("4", "Thôn 2", "11", "mười"), row("4", "Thôn 2"), row("", "Thôn 2"), "5;Thôn 2;8"]


def carried_out(tmp_path, lines, out="kq.csv"):
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
        Aside(5, "4", "id", "Mã hộ", "4", "table.id_twice"),
        Aside(5, "4", "A1.1", "A1.1", "11", "dossier.out_of_bounds"),
        Aside(5, "4", "A1.2", "A1.2", "mười", "dossier.wrong_type"),
        Aside(6, "4", "id", "Mã hộ", "4", "table.id_twice"),
        Aside(7, None, "id", "Mã hộ", None, "table.no_id"),
        Aside(8, "5", "", None, None, "table.too_few_cells"),
    ]
    assert (ran.aside, sum(ran.slips.values())) == (4, 6)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"ho.csv", out, aside_of(tmp_path / out).name}


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
    assert ran.summary.counted == Count(rows=3, recognised=2, undecided=0)
    assert dict(ran.summary.groups["hamlet"]) == {
        "Thôn 1": Count(2, 2, 0),
        "Thôn 2": Count(1, 0, 0),
    }
    assert dict(ran.summary.lost)["A1.1"] == Decimal(4)
    assert dict(ran.summary.lost)["A4.2"] == Decimal(6)


def test_digests_are_those_of_the_files(tmp_path):
    """A receipt can be checked with any tool."""
    ran, _ = carried_out(tmp_path, GOOD)
    files = (tmp_path / "ho.csv", tmp_path / "kq.csv")
    assert ran.digests == tuple(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)


def test_the_same_run_twice_gives_the_same_files(tmp_path):
    """Also over what an earlier run left; its second file goes when nothing is set aside."""
    carried_out(tmp_path, [*GOOD, *BAD])
    assert aside_of(tmp_path / "kq.csv").exists()
    first, _ = carried_out(tmp_path, GOOD)
    second, _ = carried_out(tmp_path, GOOD)
    assert first.digests == second.digests
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
