"""`cdht score --format docx` and `cdht template`: papers in Word, by our layout or a user's own."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from assessment.engine.assess import assess
from assessment.intake.read import read_dossier
from assessment.rulebook.catalog import Catalog
from assessment.views.word.content import content
from cli import main
from tests.wordtext import SOFFICE, blocks, printed, said

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
COMMUNE = EXAMPLES / "xa-tien-tan-2019.yaml"
FEW_WORDS = 10
SIGNERS = 30
"""Words of receivers and signers, and some."""
VARIABLE = re.compile(r"`(\w+)`")


def run(*args: str | Path):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def written(folder: Path, *lines: str) -> Path:
    """A template of these paragraphs."""
    document, file = docx.Document(), folder / "mau.docx"
    for line in lines:
        document.add_paragraph(line)
    document.save(str(file))
    return file


def filled(folder: Path, template: Path, dossier: Path = COMMUNE):
    out = folder / "giay-to.docx"
    return run("score", dossier, "--format", "docx", "--template", template, "--out", out), out


def test_all_papers_of_a_commune_are_one_document(tmp_path: Path):
    """One command makes what is handed in."""
    out = tmp_path / "giay-to.docx"
    found = run("score", COMMUNE, "--format", "docx", "--out", out)
    assert (found.exit_code, found.stdout) == (0, "")
    told = said(out)
    for title in ("TỜ TRÌNH", "BÁO CÁO", "BIÊN BẢN", "PHIẾU TỰ ĐÁNH GIÁ CHO ĐIỂM"):
        assert title in told
    assert "93,5 / 100" in told


def test_papers_are_picked_by_name_in_the_order_of_a_dossier(tmp_path: Path):
    """`--paper` leaves out the others."""
    out = tmp_path / "giay-to.docx"
    run(
        "score",
        COMMUNE,
        "--format",
        "docx",
        "--paper",
        "bien-ban",
        "--paper",
        "to-trinh",
        "--out",
        out,
    )
    told = said(out)
    assert "PHIẾU TỰ ĐÁNH GIÁ" not in told
    assert told.index("TỜ TRÌNH") < told.index("BIÊN BẢN")


@pytest.mark.parametrize("ruleset", ["tt44-2014", "commune-tt25-2023"])
def test_our_template_filled_is_our_paper(tmp_path: Path, ruleset: str):
    """What `cdht template` writes gives the same paper as no template."""
    dossier = {"tt44-2014": COMMUNE, "commune-tt25-2023": EXAMPLES / "xa-mau-tt25-2024.yaml"}[
        ruleset
    ]
    template, own = tmp_path / "mau.docx", tmp_path / "own.docx"
    assert run("template", ruleset, "--out", template).exit_code == 0
    found, out = filled(tmp_path, template, dossier)
    assert found.exit_code == 0
    run("score", dossier, "--format", "docx", "--out", own)
    assert blocks(out) == blocks(own)


def test_an_edited_template_is_followed(tmp_path: Path):
    """A user's own words stay, and values come where the user wants them."""
    template = written(
        tmp_path,
        "Xã tôi: {{ ten | upper }}, {{ tong_diem }}",
        "{%p for tieu_chi in cac_tieu_chi %}",
        "{{ tieu_chi.so }}={{ tieu_chi.ket_qua }}",
        "{%p endfor %}",
    )
    found, out = filled(tmp_path, template)
    assert (found.exit_code, found.stdout) == (0, "")
    assert blocks(out)[:3] == ["Xã tôi: XÃ TIÊN TÂN, 93,5 / 100", "1=8", "2=6"]


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        (["{{ ten "], "word.unclosed_tag", "{{ ten"),
        (["{%p for a in cac_tieu_chi %}"], "word.unclosed_block", "{% endfor %}"),
        (["x {% endif %}"], "word.stray_end", "{% endif %}"),
        (
            ["{%p for t in cac_tieu_chi %}", "{%p if ten %}", "{%p endfor %}"],
            "word.stray_end",
            "{% endfor %}",
        ),
        (["{% fr x in y %}"], "word.unknown_tag", "Có phải: for?"),
        (["{{ ten | uper }}"], "word.unknown_filter", "Có phải: upper?"),
        (["{% if ten is nothing %}a{% endif %}"], "word.unknown_filter", "nothing"),
        (["{{ ten tinh }}"], "word.bad_tag", "{{ ten tinh }}"),
        (["{{ tong_dien }}"], "word.unknown_variable", "tong_diem"),
        (
            ["{%p for t in cac_tieu_chi %}", "{{ t.toi_daa }}", "{%p endfor %}"],
            "word.unknown_variable",
            "toi_da",
        ),
        (["{{ ten.__class__ }}"], "word.forbidden", "__class__"),
        (["x {% if not ten %}", "{%p endif %}"], "word.torn", "endif"),
        (["{{ 1 / 0 }}"], "word.fails", "division"),
        (["{% for i in range(3) %}{% endfor %}"], "word.unknown_variable", "range"),
        (["{{ ten * 400000000 }}"], "word.forbidden", "*"),
        (["{{ '%99999999d' % 1 }}"], "word.forbidden", "%"),
        (["{{ 9 ** 9 ** 9 }}"], "word.forbidden", "**"),
        (["{{ '%9d' | format(1) }}"], "word.unknown_filter", "format"),
        (["{{ ten }}", "Tên ten }}"], "word.left_over", "Tên ten }}"),
        (["của xã Tiên Tân, 93,5 điểm"], "word.no_tags", "cdht template"),
        (["{{r ten}}"], "word.torn", "endif"),
        (["{{p ten}}"], "word.torn", "endif"),
        (["{% include 'x' %}"], "word.forbidden", "include"),
    ],
)
def test_a_broken_template_is_told_and_nothing_written(
    tmp_path: Path, lines: list[str], code: str, told: str
):
    """Each fault has its code, and says what is wrong."""
    found, out = filled(tmp_path, written(tmp_path, *lines))
    assert found.exit_code == 3
    assert f"[{code}]" in found.output
    assert told.lower() in found.output.lower()
    assert "mau.docx" in found.output
    assert not out.exists()


def bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"0" * (65 << 20))


def entities(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def macros(file: Path) -> None:
    plain = file.with_name("plain.docx")
    docx.Document().save(str(plain))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = (
                old.read(name)
                .replace(
                    b"officedocument.wordprocessingml.document.main+xml",
                    b"ms-word.document.macroEnabled.main+xml",
                )
                .replace(b"vnd.openxmlformats-ms-word", b"vnd.ms-word")
            )
            new.writestr(name, data)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda file: file.write_text("a;b\n1;2\n"), "word.not_a_document"),
        (
            lambda file: file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 512),
            "word.not_a_document",
        ),
        (entities, "word.not_a_document"),
        (macros, "word.not_a_document"),
        (bomb, "word.too_large"),
        (lambda file: file.write_bytes(b"0" * ((16 << 20) + 1)), "word.too_large"),
        (lambda file: None, "file.not_found"),
    ],
    ids=["renamed csv", "password", "entities", "macros", "bomb", "large", "absent"],
)
def test_what_is_no_template_is_refused(tmp_path: Path, make, code: str):
    """Renamed, locked, macro and swollen files are told apart from templates."""
    template = tmp_path / "mau.docx"
    make(template)
    found, out = filled(tmp_path, template)
    assert found.exit_code == 3
    assert f"[{code}]" in found.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--format", "docx"], "usage.missing_argument"),
        (["--paper", "phieu"], "word.only_docx"),
        (["--template", "mau.docx", "--format", "pdf", "--out", "a.pdf"], "word.only_docx"),
        (
            ["--format", "docx", "--paper", "phieu", "--template", "m.docx", "--out", "a.docx"],
            "word.paper_or_template",
        ),
    ],
)
def test_options_that_do_not_go_together_are_told(args: list[str], code: str):
    """A wish that would be ignored is refused."""
    found = run("score", COMMUNE, *args)
    assert found.exit_code == 2
    assert f"[{code}]" in found.output


@pytest.mark.parametrize("command", ["score", "template"])
def test_a_paper_that_a_subject_has_not_is_refused(tmp_path: Path, command: str):
    """A citizen writes to no office; what papers there are is told."""
    out = tmp_path / "a.docx"
    of = {
        "score": [EXAMPLES / "cong-dan-2024.yaml", "--format", "docx"],
        "template": ["citizen-qd324-2023"],
    }
    found = run(command, *of[command], "--paper", "to-trinh", "--out", out)
    assert found.exit_code == 2
    assert "[word.no_such_paper]" in found.output
    assert "phieu (phiếu tự đánh giá)" in found.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("xa-ai-thuong-2021.yaml", [], "word.undetermined"),
        ("xa-ai-thuong-2021.yaml", ["--missing", "zero"], "word.not_eligible"),
        ("xa-tien-tan-2019.yaml", [], None),
    ],
)
def test_papers_that_are_not_to_be_signed_are_told(tmp_path: Path, name, options, code):
    """They are made, as a draft may be wanted, and never in silence."""
    out = tmp_path / "a.docx"
    found = run("score", EXAMPLES / name, *options, "--format", "docx", "--out", out)
    assert found.exit_code == 0
    notices = ("word.undetermined", "word.not_eligible")
    told = [each for each in notices if f"[{each}]" in found.stderr]
    assert told == ([code] if code else [])
    assert out.exists()


@pytest.mark.parametrize(
    ("args", "out", "code"),
    [
        (["--format", "docx"], "a.pdf", "office.other_ending"),
        (["--format", "pdf"], "a.docx", "office.other_ending"),
        (["--format", "xlsx"], "a", "office.other_ending"),
        ([], "a.docx", "office.other_ending"),
        (["--format", "json"], "a.xlsx", "office.other_ending"),
    ],
)
def test_a_file_has_the_ending_of_its_kind(tmp_path: Path, args: list[str], out: str, code: str):
    """Nobody gets a page of text that is called a Word file."""
    found = run("score", COMMUNE, *args, "--out", tmp_path / out)
    assert (found.exit_code, code in found.output) == (2, True)
    assert not (tmp_path / out).exists()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_file_that_people_may_have_written_in_stays(tmp_path: Path, kind: str):
    """Papers with numbers and days filled in, and filled forms, are nobody's to write over."""
    out = tmp_path / f"a.{kind}"
    out.write_bytes(b"filled in")
    found = run("score", COMMUNE, "--format", kind, "--out", out)
    assert (found.exit_code, "[office.exists]" in found.output) == (2, True)
    assert out.read_bytes() == b"filled in"


def test_a_report_is_made_anew(tmp_path: Path):
    """Nobody writes into a PDF."""
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")
    assert run("score", COMMUNE, "--format", "pdf", "--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_template_with_a_cell_left_empty_is_told(tmp_path: Path):
    """A cell of which a tag took the only paragraph would have Word mend the document."""
    document, template = docx.Document(), tmp_path / "mau.docx"
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "{%p if not ten %}"
    cell.add_paragraph("{%p endif %}")
    document.save(str(template))
    found, _ = filled(tmp_path, template)
    assert "[word.torn]" in found.output


def test_a_template_is_never_written_over(tmp_path: Path):
    """Neither by `cdht template`, nor by the papers made from it."""
    template = written(tmp_path, "của tôi")
    before = template.read_bytes()
    assert "[office.exists]" in run("template", "tt44-2014", "--out", template).output
    found = run("score", COMMUNE, "--format", "docx", "--template", template, "--out", template)
    assert "[usage.would_overwrite]" in found.output
    assert template.read_bytes() == before


def test_a_template_tells_what_was_written_in_words_or_json(tmp_path: Path):
    """The next command stands there to be copied."""
    told = run("template", "tt44-2014", "--paper", "phieu", "--out", tmp_path / "a.docx").output
    assert "phiếu tự đánh giá" in told
    assert "--template" in told
    found = run("template", "tt44-2014", "--format", "json", "--out", tmp_path / "b.docx")
    assert json.loads(found.stdout)["papers"] == ["to-trinh", "bao-cao", "bien-ban", "phieu"]


@pytest.mark.parametrize("paper", ["danh-sach", "giay-cong-nhan"])
def test_papers_of_titles_have_templates_of_their_own(tmp_path: Path, paper: str):
    """What `cdht template` writes is what `cdht certify --docx` takes, with the same result."""
    table, template = EXAMPLES / "bang" / "ho-gia-dinh.csv", tmp_path / "mau.docx"
    id_ = "household-qd448-2015"
    found = run("template", id_, "--paper", paper, "--out", template)
    assert found.exit_code == 0
    assert f"--docx --paper {paper} --template" in found.output
    call = ("certify", table, "--ruleset", id_, "--docx", "--paper", paper)
    run(*call, "--out", tmp_path / "a.csv")
    run(*call, "--template", template, "--out", tmp_path / "b.csv")
    ours, own = (blocks(tmp_path / f"{name}.{paper}.docx") for name in "ab")
    assert ours == own


def test_papers_of_titles_are_no_part_of_a_dossier(tmp_path: Path):
    """One template is of one of them."""
    papers = ("--paper", "danh-sach", "--paper", "phieu")
    found = run("template", "household-qd448-2015", *papers, "--out", tmp_path / "a.docx")
    assert (found.exit_code, "[titles.one_paper]" in found.output) == (2, True)


def test_every_variable_is_documented_and_no_other():
    """docs/giay-to.md names what templates may name."""
    dossier = read_dossier(COMMUNE)
    assessment = assess(Catalog().choose(dossier, date(2026, 11, 22), None, ()), dossier)
    variables = content(assessment, "", date(2026, 11, 22))
    criterion = variables["cac_tieu_chi"][0]
    page = (ROOT / "docs" / "giay-to.md").read_text("utf-8")
    for head, names in (
        ("Biến của hồ sơ", variables),
        ("Biến của một tiêu chí", criterion),
        ("Biến của một chỉ tiêu", criterion["chi_tieu"][0]),
    ):
        section = page.split(f"### {head}\n")[1].split("\n#")[0]
        told = [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| `")]
        assert sorted(VARIABLE.findall(" ".join(told))) == sorted(names)


@pytest.mark.skipif(SOFFICE is None, reason="soffice (LibreOffice) is not here")
@pytest.mark.parametrize(
    "name",
    [
        "xa-tien-tan-2019.yaml",
        "xa-tien-tan-2019-kiem-tra.yaml",
        "xa-mau-tt25-2024.yaml",
        "thon-2018.yaml",
        "pho-cap/tieu-hoc.yaml",
    ],
)
def test_libreoffice_prints_the_papers(tmp_path: Path, name: str):
    """Each criterion's sheet is one page; no page is empty, or has a signature alone."""
    out = tmp_path / "giay-to.docx"
    run("score", EXAMPLES / name, "--format", "docx", "--out", out)
    made = printed(out, tmp_path)
    if made is None:
        pytest.skip("this LibreOffice has no Writer")
    pages = [page.extract_text() for page in PdfReader(made).pages]
    if name.startswith("xa-tien-tan"):
        assert sum("PHIẾU TỰ ĐÁNH GIÁ CHO ĐIỂM" in page for page in pages) == 15
        assert all("(Ký, ghi rõ họ tên)" in p for p in pages if "PHIẾU TỰ ĐÁNH GIÁ" in p)
    assert all(len(page.split()) > FEW_WORDS for page in pages)
    for page in pages:
        above, signed, _ = page.partition("(Ký, ghi rõ họ tên)")
        assert not signed or len(above.split()) > SIGNERS
