"""`cdht certify --docx`: a list that asks for titles, and certificates, beside the results."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from assessment.batch import titles as batch
from assessment.model.titlepapers import CERTIFICATE, LIST
from assessment.views.word.titles import template
from cli import main
from tests.test_cli_certify import HEAD, HOUSEHOLD, IDS
from tests.wordtext import paragraphs

COLUMNS = [*HEAD[:3], "Xã", *HEAD[3:]]


def row(id_, name, points="8", *, hamlet="Thôn Đông", first=None, violation="không"):
    judged = [points if first is None else first, *[points] * (len(IDS) - 1)]
    return [id_, name, hamlet, "Xã Tiên Tân", *judged, violation]


ROWS = [
    row("H1", "Trần Văn An"),
    row("H2", "Lê Thị Bình", "5"),
    row("H3", "Phạm Văn Chi", hamlet="Thôn Đoài"),
    row("H4", "Vũ Thị Dung", "7", first=""),
    row("H5", "Đỗ Văn Em", first=""),
    row("H6", "Bùi Thị Giang", "mười"),
    row("H7", "Hồ Văn Hà", hamlet="THÔN ĐÔNG", violation="có"),
    row("H8", "Ngô Thị Hoa", "9", hamlet="thôn  đông"),
]
GIVEN = ["Trần Văn An", "Đỗ Văn Em", "Ngô Thị Hoa", "Phạm Văn Chi"]
"""Who has a title for sure, in the order of the list."""


def write(path, rows) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([COLUMNS, *rows])
    return path


@pytest.fixture
def table(tmp_path) -> Path:
    return write(tmp_path / "ho.csv", ROWS)


def run(table, out, *options, code=0):
    call = ["certify", str(table), "--ruleset", HOUSEHOLD.id, "--out", str(out), *options]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == code, result.output
    return result


def papers(folder) -> list[str]:
    return sorted(path.name for path in folder.glob("*.docx"))


def lines(path) -> list[str]:
    """The paragraphs outside tables."""
    return paragraphs(path)


def cells(path) -> list[list[str]]:
    """The rows of the list, without the head."""
    ruled = next(t for t in docx.Document(path).tables if t.cell(0, 0).text == "TT")
    return [[cell.text for cell in row.cells] for row in ruled.rows if not row.cells[0].tables][1:]


# --- what is on them -------------------------------------------------------------------


def test_the_list_has_every_row_with_a_title_and_no_other(table, tmp_path):
    """Grouped by hamlet however it is written, numbered through, with sums and points."""
    run(table, tmp_path / "kq.csv", "--docx")
    assert cells(tmp_path / "kq.danh-sach.docx") == [
        ["Thôn Đông: 3 hộ"] * 5,
        ["1", "H1", "Trần Văn An", "80 điểm", ""],
        ["2", "H5", "Đỗ Văn Em", "72–82 điểm", "chưa có số liệu A1.1"],
        ["3", "H8", "Ngô Thị Hoa", "90 điểm", ""],
        ["Thôn Đoài: 1 hộ"] * 5,
        ["4", "H3", "Phạm Văn Chi", "80 điểm", ""],
        ["Tổng cộng: 4 hộ"] * 5,
    ]


def test_the_list_tells_who_is_not_on_it_and_that_it_is_provisional(table, tmp_path):
    """How many fall short, are open, were set aside; that figures are placeholders, once."""
    run(table, tmp_path / "kq.csv", "--docx", "--period", "2025")
    said = lines(tmp_path / "kq.danh-sach.docx")
    assert "Đề nghị công nhận “Gia đình học tập” năm 2025" in said
    assert "Kính gửi: Ủy ban nhân dân xã Tiên Tân" in said
    assert (
        "Không có tên trong danh sách: 2 hộ chưa đạt; 1 hộ chưa xác định, vì thiếu số liệu;"
        " 1 hộ có lỗi trong bảng, chưa chấm." in said
    )
    assert sum(line.startswith("Tạm tính:") for line in said) == 1


def test_each_row_with_a_title_has_one_certificate(table, tmp_path):
    """On a page of its own, in the order of the list, with its hamlet and the office."""
    run(table, tmp_path / "kq.csv", "--docx", "--period", "2025-2026")
    document = docx.Document(tmp_path / "kq.giay-cong-nhan.docx")
    said = [each.text for each in document.paragraphs]
    names = [line for line in said if line in {each[1].upper() for each in ROWS}]
    assert names == [name.upper() for name in GIVEN]
    begun = [each for each in document.paragraphs if each.paragraph_format.page_break_before]
    assert len(begun) == len(GIVEN)
    assert said.count("GIẤY CÔNG NHẬN") == len(GIVEN)
    assert said.count("Năm học 2025-2026") == len(GIVEN)
    assert said.count("ỦY BAN NHÂN DÂN XÃ TIÊN TÂN") == len(GIVEN)
    assert "Thôn Đoài, xã Tiên Tân" in said
    assert [t.cell(0, 1).text.splitlines() for t in document.tables] == [
        ["Tiên Tân, ngày … tháng … năm …", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    ] * len(GIVEN)
    [page] = document.sections
    assert page.page_width > page.page_height


def test_what_is_provisional_stands_on_no_certificate(table, tmp_path):
    """It is told once, on a page before them that is not handed out."""
    run(table, tmp_path / "kq.csv", "--docx")
    said = lines(tmp_path / "kq.giay-cong-nhan.docx")
    [place] = [number for number, line in enumerate(said) if line.startswith("Tạm tính:")]
    assert place < said.index("GIẤY CÔNG NHẬN")


def test_papers_are_vietnamese_whatever_the_language_of_the_page(table, tmp_path):
    """And the page tells where they are, in its own language."""
    page = run(table, tmp_path / "kq.csv", "--docx", "--lang", "en").stdout
    assert f"Certificates: {tmp_path / 'kq.giay-cong-nhan.docx'}" in page
    assert "The papers leave the year open" in page
    assert "GIẤY CÔNG NHẬN" in lines(tmp_path / "kq.giay-cong-nhan.docx")
    assert "Năm ………………" in lines(tmp_path / "kq.giay-cong-nhan.docx")


HOSTILE = [
    '=HYPERLINK("http://x.vn";"bấm")',
    "{{ x }}",
    "{% for a in b %}",
    "#let x = 1",
    "<script>alert(1)</script>",
    "</w:t><w:br/>",
    "A & B",
]


def test_names_are_text_whatever_they_look_like(tmp_path):
    """No formula, tag, markup or element comes of them."""
    rows = [row(f"H{n}", name, hamlet=name) for n, name in enumerate(HOSTILE)]
    run(write(tmp_path / "ho.csv", rows), tmp_path / "kq.xlsx", "--docx")
    found = cells(tmp_path / "kq.danh-sach.docx")
    assert [each[2] for each in found if each[1].startswith("H")] == HOSTILE
    assert [each[0] for each in found[:-1:2]] == [f"{name}: 1 hộ" for name in HOSTILE]
    said = lines(tmp_path / "kq.giay-cong-nhan.docx")
    assert [line for line in said if line in {name.upper() for name in HOSTILE}] == [
        name.upper() for name in HOSTILE
    ]


def test_a_long_name_is_cut_and_signs_that_no_one_sees_go(tmp_path):
    """A certificate stays one page; no sign turns the text around."""
    rows = [row("H1", "Nguyễn " * 60), row("H2", "An\u202e Bình\u200b")]
    run(write(tmp_path / "ho.csv", rows), tmp_path / "kq.csv", "--docx")
    first, second = (each[2] for each in cells(tmp_path / "kq.danh-sach.docx")[1:3])
    assert (len(first), first[-1], second) == (100, "…", "An Bình")


# --- which there are --------------------------------------------------------------------


def test_one_paper_may_be_asked_for(table, tmp_path):
    """`--paper` leaves out the other, which an earlier run left."""
    run(table, tmp_path / "kq.csv", "--docx")
    assert papers(tmp_path) == ["kq.danh-sach.docx", "kq.giay-cong-nhan.docx"]
    run(table, tmp_path / "kq.csv", "--docx", "--paper", LIST)
    assert papers(tmp_path) == ["kq.danh-sach.docx"]
    run(table, tmp_path / "kq.csv")
    assert papers(tmp_path) == []


def test_no_row_with_a_title_makes_no_paper(tmp_path):
    """The page says so, and papers of an earlier run go."""
    run(write(tmp_path / "ho.csv", ROWS[:1]), tmp_path / "kq.csv", "--docx")
    assert len(papers(tmp_path)) == 2
    table = write(tmp_path / "ho.csv", ROWS[1:2])
    page = run(table, tmp_path / "kq.csv", "--docx").stdout
    assert "Không lập danh sách, giấy công nhận: không có dòng nào đủ điều kiện." in page
    assert papers(tmp_path) == []


def test_the_receipt_tells_every_paper(table, tmp_path):
    """By name and digest, and which papers were asked for."""
    run(table, tmp_path / "kq.csv", "--docx")
    sealed = json.loads((tmp_path / "kq.bien-nhan.json").read_text("utf-8"))["sealed"]
    told = {each["file"]: each["sha256"] for each in sealed["others"]}
    for name in papers(tmp_path):
        assert told[name] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert sealed["options"]["papers"] == "danh-sach, giay-cong-nhan"


def test_the_same_table_makes_the_same_papers(table, tmp_path):
    """On any day: no paper tells when it was made."""
    run(table, tmp_path / "a.csv", "--docx", "--as-of", "2025-01-01")
    run(table, tmp_path / "b.csv", "--docx", "--as-of", "2026-06-01")
    for name in (LIST, CERTIFICATE):
        first, second = (tmp_path / f"{stem}.{name}.docx" for stem in "ab")
        assert first.read_bytes() == second.read_bytes()


def test_json_tells_where_they_are(table, tmp_path):
    """By the name of the paper; null where none were asked for."""
    told = json.loads(run(table, tmp_path / "kq.csv", "--docx", "--format", "json").stdout)
    assert told["papers"] == {
        LIST: [str(tmp_path / "kq.danh-sach.docx")],
        CERTIFICATE: [str(tmp_path / "kq.giay-cong-nhan.docx")],
    }
    told = json.loads(run(table, tmp_path / "kq.csv", "--format", "json").stdout)
    assert told["papers"] is None


@pytest.mark.parametrize(("at_once", "sizes"), [(5, [4]), (4, [4]), (3, [3, 1]), (1, [1] * 4)])
def test_many_certificates_are_several_documents(table, tmp_path, monkeypatch, at_once, sizes):
    """Each holds so many at most, and together they hold each row once."""
    monkeypatch.setattr("assessment.commands.titlepapers.AT_ONCE", at_once)
    run(table, tmp_path / "kq.csv", "--docx", "--paper", CERTIFICATE)
    ends = ["", "-2", "-3", "-4"][: len(sizes)]
    files = [tmp_path / f"kq.giay-cong-nhan{end}.docx" for end in ends]
    assert papers(tmp_path) == sorted(file.name for file in files)
    assert [lines(file).count("GIẤY CÔNG NHẬN") for file in files] == sizes
    said = [line for file in files for line in lines(file)]
    assert [said.count(name.upper()) for name in GIVEN] == [1] * len(GIVEN)


@pytest.mark.parametrize(("most", "code"), [(4, 0), (3, 2)])
def test_too_many_titles_are_refused_before_anything_is_written(
    table, tmp_path, monkeypatch, most, code
):
    """At the bound papers are made; above it nothing at all stands there."""
    monkeypatch.setattr(batch, "MOST", most)
    result = run(table, tmp_path / "kq.csv", "--docx", code=code)
    assert (tmp_path / "kq.csv").exists() == (code == 0)
    assert ("[titles.too_many]" in result.stderr) == (code == 2)


# --- templates --------------------------------------------------------------------------


def own_template(path, name, said) -> Path:
    """Ours with a line more."""
    document = docx.Document(BytesIO(template(name)))
    document.paragraphs[0].insert_paragraph_before(said)
    document.save(path)
    return path


def test_a_template_of_the_user_is_used_instead_of_ours(table, tmp_path):
    """For the one paper that is named; its digest stands in the receipt."""
    own = own_template(tmp_path / "mau.docx", LIST, "Mẫu của xã: {{ danh_hieu }}, {{ tong_so }}")
    out = tmp_path / "kq.csv"
    run(table, out, "--docx", "--paper", LIST, "--template", str(own))
    assert "Mẫu của xã: Gia đình học tập, 4" in lines(tmp_path / "kq.danh-sach.docx")
    sealed = json.loads((tmp_path / "kq.bien-nhan.json").read_text("utf-8"))["sealed"]
    assert sealed["options"]["template"] == hashlib.sha256(own.read_bytes()).hexdigest()


def test_a_template_that_fails_leaves_everything_as_it_was(table, tmp_path):
    """Its mistake is named, and no result is written."""
    own = own_template(tmp_path / "mau.docx", CERTIFICATE, "{{ danh_hieuu }}")
    options = ["--docx", "--paper", CERTIFICATE, "--template", str(own)]
    result = run(table, tmp_path / "kq.csv", *options, code=3)
    assert "[word.unknown_variable]" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ho.csv", "mau.docx"]


def test_the_template_is_never_written_over(table, tmp_path):
    """Results may not go where it stands, nor a paper."""
    own = own_template(tmp_path / "kq.danh-sach.docx", LIST, "Mẫu")
    before = own.read_bytes()
    options = ["--docx", "--paper", LIST, "--template", str(own)]
    result = run(table, tmp_path / "kq.csv", *options, code=2)
    assert "[usage.would_overwrite]" in result.stderr
    folder = tmp_path / "bang"
    folder.mkdir()
    write(folder / "kq.csv", ROWS)
    result = run(folder, tmp_path, *options, code=2)
    assert "[usage.would_overwrite]" in result.stderr
    assert own.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--paper", LIST], "titles.docx_needed"),
        (["--template", "mau.docx"], "titles.docx_needed"),
        (["--docx", "--template", "mau.docx"], "titles.one_paper"),
        (
            ["--docx", "--template", "mau.docx", "--paper", LIST, "--paper", CERTIFICATE],
            "titles.one_paper",
        ),
        (["--docx", "--spark", "local[1]"], "titles.not_on_spark"),
    ],
)
def test_options_that_do_not_go_together_are_refused(table, tmp_path, options, code):
    """As a mistake of usage, before anything is read."""
    result = run(table, tmp_path / "kq.csv", *options, code=2)
    assert f"[{code}]" in result.stderr
    assert not (tmp_path / "kq.csv").exists()


# --- several tables -----------------------------------------------------------------------


def test_every_table_of_a_folder_has_its_papers(tmp_path):
    """Results kept from a run without papers do not stand for a run with them."""
    folder, out = tmp_path / "xa", tmp_path / "kq"
    folder.mkdir()
    write(folder / "a.csv", ROWS[:1])
    write(folder / "b.csv", ROWS[1:3])
    run(folder, out)
    assert papers(out) == []
    run(folder, out, "--docx")
    assert papers(out) == [
        f"{stem}.{name}.docx" for stem in "ab" for name in ("danh-sach", "giay-cong-nhan")
    ]
    assert "Giữ nguyên kết quả của 2 bảng" in run(folder, out, "--docx").stdout
    assert not re.search("Trần Văn An|Phạm Văn Chi", run(folder, out, "--docx").output)
    run(folder, out)
    assert papers(out) == []


def test_the_page_says_which_column_would_tell_who_gives_the_title(tmp_path):
    """A table that has it is told nothing; nor is one of which no committee decides by a place."""
    told = "Giấy tờ để trống nơi công nhận"
    table = write(tmp_path / "ho.csv", ROWS)
    assert told not in run(table, tmp_path / "kq.csv", "--docx").stdout
    rows = [line.replace(";Xã;", ";Ghi chú;") for line in table.read_text("utf-8-sig").splitlines()]
    (tmp_path / "khong-xa.csv").write_text("\n".join(rows), encoding="utf-8")
    page = " ".join(run(tmp_path / "khong-xa.csv", tmp_path / "kq2.csv", "--docx").stdout.split())
    assert f'{told}, vì bảng không có cột "Xã"' in page


def test_a_name_behind_docx_is_no_table(tmp_path):
    """The option takes none; what was meant as a folder of papers is not taken for a table."""
    table = write(tmp_path / "ho.csv", ROWS)
    refused = run(table, tmp_path / "kq.csv", "--docx", str(tmp_path / "giay"), code=2).stderr
    assert "titles.takes_no_name" in refused
    assert not (tmp_path / "kq.csv").exists()
