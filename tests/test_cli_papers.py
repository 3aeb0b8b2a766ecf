"""`cdht score --format pdf`: a result as a file of an office."""

from __future__ import annotations

import io
from pathlib import Path

from click.testing import CliRunner
from pypdf import PdfReader

from cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"


def run(*args: str | Path):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def text(file: Path) -> str:
    pages = PdfReader(io.BytesIO(file.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_report_is_written_with_total_rating_and_receipt(tmp_path: Path):
    """The paper says what the page on the screen says."""
    out = tmp_path / "phieu.pdf"
    found = run("score", EXAMPLES / "xa-tien-tan-2019.yaml", "--format", "pdf", "--out", out)
    assert (found.exit_code, found.stdout) == (0, "")
    assert "phieu.pdf: 93,5 / 100, Loại tốt (tạm tính)" in found.stderr
    assert "93,5 / 100" in text(out)
    assert "Loại tốt (tạm tính): đủ điều kiện công nhận" in text(out)
    assert "Mã biên nhận (SHA-256)" in text(out)


def test_a_report_shows_the_cheapest_way_up(tmp_path: Path):
    """Below the best rating, the paper names the least work for the next one."""
    out = tmp_path / "phieu.pdf"
    assert (
        run("score", EXAMPLES / "xa-tien-tan-82.yaml", "--format", "pdf", "--out", out).exit_code
        == 0
    )
    assert "Cách ít việc nhất để lên loại tốt" in text(out)
    assert "thêm 3 thôn (từ 4 lên 7)" in text(out)


def test_no_way_is_shown_from_the_best_rating(tmp_path: Path):
    """There is nothing above the best rating."""
    out = tmp_path / "phieu.pdf"
    run("score", EXAMPLES / "xa-tien-tan-2019.yaml", "--format", "pdf", "--out", out)
    assert "Cách ít việc nhất" not in text(out)


def test_a_report_in_english(tmp_path: Path):
    """The paper speaks the language asked for."""
    out = tmp_path / "sheet.pdf"
    run(
        "score", EXAMPLES / "ho-gia-dinh-2018.yaml", "--format", "pdf", "--lang", "en", "--out", out
    )
    assert "Explained score sheet" in text(out)


def test_without_a_file_nothing_is_thrown_at_the_terminal():
    """A PDF goes to a file."""
    found = run("score", EXAMPLES / "xa-tien-tan-2019.yaml", "--format", "pdf")
    assert found.exit_code == 2
    assert "usage.missing_argument" in found.output
    assert "--out" in found.output


def test_a_dossier_is_not_overwritten(tmp_path: Path):
    """The paper never takes the place of what it was made from."""
    dossier = tmp_path / "xa.yaml"
    dossier.write_bytes((EXAMPLES / "xa-tien-tan-2019.yaml").read_bytes())
    found = run("score", dossier, "--format", "pdf", "--out", dossier)
    assert found.exit_code == 2
    assert "usage.would_overwrite" in found.output
    assert dossier.read_bytes() == (EXAMPLES / "xa-tien-tan-2019.yaml").read_bytes()


def test_a_wrong_dossier_leaves_the_old_report(tmp_path: Path):
    """Bad input never loses work."""
    dossier, out = tmp_path / "xa.yaml", tmp_path / "phieu.pdf"
    dossier.write_text(
        "subject: {kind: commune, name: X}\nruleset: tt44-2014\nevidence: {sai: 1}\n",
        encoding="utf-8",
    )
    out.write_bytes(b"old")
    assert run("score", dossier, "--format", "pdf", "--out", out).exit_code == 3
    assert out.read_bytes() == b"old"
