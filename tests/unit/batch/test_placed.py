"""What is written beside its place first: by one run at a time, and nothing else is lost."""

from __future__ import annotations

import json
import sys

import pytest

from assessment.batch.placed import clear_up, placed, put
from assessment.errors import UsageError
from tests.rolling import certified, household, run

HAMLET = "hamlet-qd448-2015"


def test_an_output_is_moved_when_it_is_done(tmp_path):
    """And the folder of the run is gone."""
    out = tmp_path / "kq.csv"
    out.write_text("old")
    with placed(out) as folder:
        (folder / "kq.csv").write_text("new")
        assert out.read_text() == "old"
        put(folder, out)
    assert [path.name for path in tmp_path.iterdir()] == ["kq.csv"]
    assert out.read_text() == "new"


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    """An output that was on its way out comes back."""
    left = tmp_path / ".kq.parquet.part"
    (left / "before").mkdir(parents=True)
    (left / "before" / "0.parquet").touch()
    (left / "half").touch()
    clear_up(tmp_path / "kq.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["kq.parquet"]
    assert (tmp_path / "kq.parquet" / "0.parquet").exists()


def test_a_roll_up_waits_for_nobody_who_writes_there(tmp_path):
    """It is refused while another command writes to the same table, and not afterwards."""
    results = certified(tmp_path, [household("1", "Thôn Đông")])
    call = ["rollup", results, "--to", HAMLET, "--lists", "all"]
    call += ["--out", tmp_path / "thon.csv", "--format", "json"]
    with placed(tmp_path / "thon.csv"):
        (error,) = json.loads(run(*call, code=2).stdout)["errors"]
    assert error["code"] == "table.in_use"
    assert not (tmp_path / "thon.csv").exists()
    run(*call)
    assert (tmp_path / "thon.csv").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_refused_before_anything_is_made(tmp_path):
    """Whether it leads anywhere or not."""
    out = tmp_path / "kq.csv"
    out.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError) as caught, placed(out):
        pass
    assert caught.value.notices[0].code == "table.out_is_link"
    assert [path.name for path in tmp_path.iterdir()] == ["kq.csv"]
