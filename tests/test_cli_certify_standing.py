"""What stands where `cdht certify` would write is not lost."""

from __future__ import annotations

import json
import sys

import pytest

from assessment.model.digest import digest
from tests.test_cli_certify import HEAD, cells, run
from tests.test_cli_certify_many import run as run_many


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "ho.csv"
    path.write_text("\n".join(";".join(row) for row in (HEAD, cells("1"))), encoding="utf-8")
    return path


def changed(out):
    out.write_text(out.read_text("utf-8").replace("Nguyễn Văn A", "Đã gọi điện"), "utf-8")
    return out.read_bytes()


def test_the_receipt_of_an_output_that_stands_is_kept(table, tmp_path):
    """Results of one name and two endings share its place, also when changed; gone, it is free."""
    run(table, tmp_path / "kq.csv")
    receipt = (tmp_path / "kq.bien-nhan.json").read_bytes()
    refused = run(table, tmp_path / "kq.xlsx", code=2).stderr
    assert "table.receipt_taken" in refused
    assert "kq.bien-nhan.json" in refused
    assert "kq.csv" in refused
    assert not (tmp_path / "kq.xlsx").exists()
    assert (tmp_path / "kq.bien-nhan.json").read_bytes() == receipt
    changed(tmp_path / "kq.csv")
    assert "table.receipt_taken" in run(table, tmp_path / "kq.xlsx", code=2).stderr
    run(table, tmp_path / "kq.xlsx", "--receipt", str(tmp_path / "bn.json"))
    (tmp_path / "kq.csv").unlink()
    run(table, tmp_path / "kq.parquet")


def test_the_receipt_of_a_rolled_up_table_is_kept(table, tmp_path):
    """Also where the table that stands has the name of the output."""
    run(table, tmp_path / "kq.csv")
    told = json.loads((tmp_path / "kq.bien-nhan.json").read_text("utf-8"))["sealed"]["output"]
    parts = {"ruleset": {}, "subject": "hamlet", "inputs": [], "groups": [], "output": told}
    content = {"format": "cdht-rollup/1", "sha256": digest(parts), "sealed": parts}
    (tmp_path / "kq.bien-nhan.json").write_text(json.dumps(content), encoding="utf-8")
    assert "table.receipt_taken" in run(table, tmp_path / "kq.csv", code=2).stderr


def test_results_that_somebody_wrote_into_are_kept(table, tmp_path):
    """Unless the changes may go."""
    out = tmp_path / "kq.csv"
    run(table, out)
    run(table, out)
    notes = changed(out)
    refused = run(table, out, code=2).stderr
    assert "table.output_changed" in refused
    assert "--overwrite" in refused
    assert out.read_bytes() == notes
    run(table, out, "--overwrite")
    assert out.read_bytes() != notes


def test_in_a_folder_such_a_table_is_told_and_kept(table, tmp_path):
    """With exit code 3; the others are done."""
    folder = tmp_path / "bang"
    folder.mkdir()
    for name in ("a.csv", "b.csv"):
        (folder / name).write_bytes(table.read_bytes())
    out = tmp_path / "kq"
    run_many(folder, "--out", out)
    notes = changed(out / "a.csv")
    page = run_many(folder, "--out", out, code=3).stdout
    assert "table.output_changed" in page
    assert "Giữ nguyên kết quả của 1 bảng" in page
    assert (out / "a.csv").read_bytes() == notes
    run_many(folder, "--out", out, "--overwrite")
    assert (out / "a.csv").read_bytes() != notes


def test_a_run_killed_before_its_last_step_is_no_change(table, tmp_path):
    """Its results stand beside the receipt of the run before, and the draft of their own."""
    out, receipt = tmp_path / "kq.csv", tmp_path / "kq.bien-nhan.json"
    run(table, out)
    before = receipt.read_bytes()
    run(table, out, "--lang", "en", "--missing", "zero")
    table.write_text(table.read_text("utf-8").replace(";8;", ";9;", 1), encoding="utf-8")
    run(table, out)
    receipt.rename(tmp_path / ".kq.bien-nhan.json.part")
    receipt.write_bytes(before)
    run(table, out)


def test_the_file_that_cannot_be_written_is_named(table, tmp_path):
    """The receipt and not the results; and the folder that is not there."""
    nowhere = tmp_path / "khong-co/bn.json"
    refused = run(table, tmp_path / "kq.csv", "--receipt", str(nowhere), code=2).stderr
    assert "usage.no_folder" in refused
    assert str(nowhere) in refused
    (tmp_path / "bn.json").mkdir()
    refused = run(table, tmp_path / "kq.csv", "--receipt", str(tmp_path / "bn.json"), code=2).stderr
    assert str(tmp_path / "bn.json") in refused
    assert not (tmp_path / "kq.csv").exists()


def test_a_rolled_up_table_that_somebody_changed_is_kept(table, tmp_path):
    """No run replaces it, whatever its receipt says of it."""
    run(table, tmp_path / "kq.csv")
    told = {"file": "kq.csv", "sha256": "0" * 64}
    parts = {"ruleset": {}, "subject": "hamlet", "inputs": [], "groups": [], "output": told}
    content = {"format": "cdht-rollup/1", "sha256": digest(parts), "sealed": parts}
    (tmp_path / "kq.bien-nhan.json").write_text(json.dumps(content), encoding="utf-8")
    assert "table.receipt_taken" in run(table, tmp_path / "kq.csv", code=2).stderr


@pytest.mark.parametrize("near", [(), ("--near", "90")])
def test_the_lists_of_another_output_are_kept(table, tmp_path, near):
    """Of results that differ in nothing but their ending, wherever the receipt goes."""
    low = cells("4", *["6"] * 10)
    text = table.read_text("utf-8") + "\n" + "\n".join(map(";".join, (low, cells("3", "12"))))
    clean, slips = table, tmp_path / "sai.csv"
    slips.write_text(text, encoding="utf-8")
    other = ("--receipt", str(tmp_path / "bn.json"))
    run(slips, tmp_path / "kq.csv", *near)
    lists = {path: path.read_bytes() for path in tmp_path.glob("kq.*.csv")}
    assert len(lists) == 1 + len(near) // 2
    for table_ in (slips, clean):
        refused = run(table_, tmp_path / "kq.xlsx", *other, *near, code=2).stderr
        assert "table.beside_taken" in refused
        assert "kq.csv" in refused
    assert {path: path.read_bytes() for path in tmp_path.glob("kq.*.csv")} == lists
    assert not (tmp_path / "kq.xlsx").exists()
    run(slips, tmp_path / "kq.csv", *near)
    (tmp_path / "kq.csv").unlink()
    run(slips, tmp_path / "kq.xlsx", *other, *near)


def test_the_own_lists_of_an_output_are_written_again(table, tmp_path):
    """Its receipt tells them, wherever it is; a table of that name may stand beside them."""
    slips = tmp_path / "kq.xlsx.csv"
    slips.write_text(table.read_text("utf-8") + "\n" + ";".join(cells("3", "12")), "utf-8")
    other = ("--receipt", str(tmp_path / "bn.json"))
    for _ in range(2):
        run(slips, tmp_path / "kq.csv", *other)
    (tmp_path / "kq.parquet").touch()
    run(slips, tmp_path / "kq.csv", *other)
    assert (tmp_path / "kq.loi.csv").exists()


def test_a_folder_that_no_run_wrote_is_kept(table, tmp_path):
    """Though it holds parts of a table and nothing else; an empty one may go."""
    out = tmp_path / "kq.parquet"
    out.mkdir()
    part = out / "0.parquet"
    part.write_bytes(b"PAR1")
    for options in ((), ("--overwrite",)):
        assert "table.not_results" in run(table, out, *options, code=2).stderr
        assert part.read_bytes() == b"PAR1"
    part.unlink()
    run(table, out)
    assert out.is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("name", ["kq.csv", "bn.json", "kq.loi.csv"])
@pytest.mark.parametrize("stands", [True, False])
def test_a_link_is_not_replaced(table, tmp_path, name, stands):
    """By results, a receipt or a list: it would be gone, and what it leads to stay as it was."""
    target = tmp_path / "elsewhere"
    if stands:
        target.write_text("a")
    (tmp_path / name).symlink_to(target)
    with table.open("a", encoding="utf-8") as file:
        file.write("\n" + ";".join(cells("3", "12")))
    refused = run(table, tmp_path / "kq.csv", "--receipt", str(tmp_path / "bn.json"), code=2).stderr
    assert "table.out_is_link" in refused
    assert "elsewhere" in refused
    assert (tmp_path / name).is_symlink()
    assert target.exists() == stands
