"""Papers beside results are filled in by hand; no run takes them away unasked."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.test_cli_certify_docx import ROWS, papers, run, write

PAPER = "kq.giay-cong-nhan.docx"


def state(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def fill_in(path):
    """Write the number of a decision by hand."""
    paper = docx.Document(path)
    paper.add_paragraph("Số 12/QĐ-UBND")
    paper.save(path)


@pytest.fixture
def given(tmp_path):
    """A table with its results and papers, one of which was filled in."""
    table = write(tmp_path / "ho.csv", ROWS[:3])
    run(table, tmp_path / "kq.csv", "--docx")
    fill_in(tmp_path / PAPER)
    return table


@pytest.mark.parametrize("options", [["--docx"], [], ["--docx", "--paper", "danh-sach"]])
def test_a_paper_filled_in_is_not_written_over(given, tmp_path, options):
    """With papers or without: nothing changes, and the paper is named."""
    before = state(tmp_path)
    refused = run(given, tmp_path / "kq.csv", *options, code=2).stderr
    assert "table.paper_by_hand" in refused
    assert PAPER in refused
    assert state(tmp_path) == before
    run(given, tmp_path / "kq.csv", *options, "--overwrite")
    assert state(tmp_path).get(PAPER) != before[PAPER]


@pytest.mark.parametrize("name", ["kq.danh-sach.docx", "kq.giay-cong-nhan-3.docx"])
@pytest.mark.parametrize("options", [["--docx"], []])
def test_a_paper_that_no_run_made_is_kept(tmp_path, name, options):
    """On the first run too, when there is no receipt."""
    (tmp_path / name).write_bytes(b"cua toi")
    table = write(tmp_path / "ho.csv", ROWS[:1])
    refused = run(table, tmp_path / "kq.csv", *options, code=2).stderr
    assert "table.paper_by_hand" in refused
    assert (tmp_path / name).read_bytes() == b"cua toi"
    assert not (tmp_path / "kq.csv").exists()


def test_a_folder_in_a_paper_s_place_is_told_first(tmp_path):
    """Nothing is written, and the folder stays."""
    (tmp_path / "kq.danh-sach.docx").mkdir()
    table = write(tmp_path / "ho.csv", ROWS[:1])
    assert "table.paper_by_hand" in run(table, tmp_path / "kq.csv", "--docx", code=2).stderr
    assert not (tmp_path / "kq.csv").exists()


def test_in_a_folder_a_table_that_did_not_change_leaves_its_papers_alone(tmp_path):
    """Another table was corrected; only its papers are made again."""
    folder, out = tmp_path / "xa", tmp_path / "kq"
    folder.mkdir()
    for stem in "ab":
        write(folder / f"{stem}.csv", ROWS[:1])
    run(folder, out, "--docx")
    fill_in(out / "a.giay-cong-nhan.docx")
    kept = (out / "a.giay-cong-nhan.docx").read_bytes()
    write(folder / "b.csv", ROWS[:3])
    before = (out / "b.giay-cong-nhan.docx").read_bytes()
    assert "Giữ nguyên kết quả của 1 bảng" in run(folder, out, "--docx").stdout
    assert (out / "a.giay-cong-nhan.docx").read_bytes() == kept
    assert (out / "b.giay-cong-nhan.docx").read_bytes() != before
    (out / "b.giay-cong-nhan.docx").unlink()
    run(folder, out, "--docx")
    assert len(papers(out)) == 4


@pytest.mark.parametrize("held", ["kq.csv", PAPER, "kq.bien-nhan.json", "kq.loi.csv"])
def test_a_file_open_elsewhere_stops_the_run_before_anything_moves(tmp_path, monkeypatch, held):
    """As Word and Excel hold files on Windows; the file is named, and all is as it was."""
    table = write(tmp_path / "ho.csv", ROWS)
    run(table, tmp_path / "kq.csv", "--docx")
    write(table, ROWS[2:])
    before, plain = state(tmp_path), Path.open

    def opened(self, mode="r", *args, **kwargs):
        if self.name == held and self.parent == tmp_path and "+" in mode:
            raise PermissionError(13, "open elsewhere", str(self))
        return plain(self, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", opened)
    refused = run(table, tmp_path / "kq.csv", "--docx", code=2).stderr
    assert "usage.cannot_write" in refused
    assert held in refused.replace("\n", "")
    assert state(tmp_path) == before
    monkeypatch.undo()
    run(table, tmp_path / "kq.csv", "--docx")


@pytest.mark.parametrize("moved", [PAPER, "kq.danh-sach.docx", "kq.loi.csv", "kq.bien-nhan.json"])
def test_what_fails_on_the_way_is_named_and_done_by_the_next_run(tmp_path, monkeypatch, moved):
    """The next run knows the new output for its own, and finishes."""
    table = write(tmp_path / "ho.csv", ROWS)
    run(table, tmp_path / "kq.csv", "--docx")
    write(table, ROWS[2:])
    plain = Path.replace

    def replaced(self, target):
        if Path(target).name == moved:
            raise PermissionError(13, "open elsewhere", str(target))
        return plain(self, target)

    monkeypatch.setattr(Path, "replace", replaced)
    refused = run(table, tmp_path / "kq.csv", "--docx", code=2).stderr
    assert "table.half_moved" in refused
    assert moved in refused.replace("\n", "")
    monkeypatch.undo()
    run(table, tmp_path / "kq.csv", "--docx")
    sealed = json.loads((tmp_path / "kq.bien-nhan.json").read_text("utf-8"))["sealed"]
    assert sealed["counts"]["rows"] == "5"
    assert not list(tmp_path.glob(".*"))
