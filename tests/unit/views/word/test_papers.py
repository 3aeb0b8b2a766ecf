"""The papers of a dossier: which there are, what they say, how they are laid out."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content, read_dossier
from assessment.model.outcome import Assessment, Finding
from assessment.rulebook.catalog import Catalog
from assessment.views.word.content import content
from assessment.views.word.fill import fill
from assessment.views.word.papers import PAPERS, papers_of, template
from assessment.wording import Words
from tests.wordtext import blocks, said

TODAY = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[4] / "examples"
DOSSIERS = sorted(file.name for file in EXAMPLES.glob("*.yaml"))
HOSTILE = (
    '=HYPERLINK("http://a","b")',
    "{{ x }}",
    "{% for x in y %}",
    "{_{ x }_}",
    "#let x = 1",
    "<script>alert(1)</script>",
    "<w:br/>&amp;</w:t>",
)


def assessed(name: str) -> Assessment:
    dossier = read_dossier(EXAMPLES / name)
    return assess(Catalog().choose(dossier, TODAY, None, ()), dossier)


def papers(assessment: Assessment, *names: str) -> io.BytesIO:
    ruleset = assessment.ruleset
    layout = template(names or papers_of(ruleset), ruleset)
    return io.BytesIO(fill(layout, content(assessment, "9f3c" * 16, TODAY)))


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_sheet_has_every_indicator_once_with_its_result(name: str):
    """No indicator is lost or told twice, and each shows what was claimed and what was found."""
    assessment = assessed(name)
    rows = [row.split(" | ") for row in blocks(papers(assessment, "phieu")) if " | " in row]
    inspected = assessment.claimed is not assessment.score
    claimed = {f.item.id: f for c in assessment.claimed.criteria for f in c.findings}
    for id_, found in assessment.findings.items():
        [row] = [row for row in rows if row[0] == id_]
        assert row[1].startswith(found.item.text)
        if assessment.ruleset.in_points:
            assert row[-2] == points(claimed[id_])
            assert row[-1] == (points(found) if inspected else "")


def points(found: Finding) -> str:
    low, high = map(Words("vi").number, (found.points.low, found.points.high))
    return low if low == high else f"{low}–{high}"


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_minutes_have_every_criterion_and_indicator(name: str):
    """Each row stands there with what was claimed for it."""
    assessment = assessed(name)
    rows = [row.split(" | ")[0] for row in blocks(papers(assessment, "bien-ban")) if " | " in row]
    wanted = [c.criterion.id for c in assessment.score.criteria] + list(assessment.findings)
    assert sorted(row for row in rows if row in wanted) == sorted(wanted)


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("paper", ["to-trinh", "bao-cao"])
def test_letters_tell_the_result_and_what_is_provisional(name: str, paper: str):
    """What the page on the screen says of total and rating, the paper says too."""
    assessment = assessed(name)
    told, variables = said(papers(assessment, paper)), content(assessment, "0" * 64, TODAY)
    for sentence in ("tong_diem", "xep_loai", "tam_tinh"):
        assert " ".join(variables[sentence].split()) in told


def test_minutes_put_the_inspected_beside_the_claimed_with_the_reason():
    """An inspector sees what was claimed, what was found, and why it differs."""
    rows = blocks(papers(assessed("xa-tien-tan-2019-kiem-tra.yaml"), "bien-ban"))
    [row] = [row for row in rows if row.startswith("3.2 |")]
    assert row.split(" | ")[2:5] == ["2", "2", "1,5"]
    assert "một đoàn thể chỉ có kế hoạch của năm 2018" in row


def test_without_an_inspection_its_column_is_left_to_be_written():
    """Nobody finds figures of an inspection that there was not."""
    rows = blocks(papers(assessed("xa-tien-tan-2019.yaml"), "bien-ban"))
    [row] = [row for row in rows if row.startswith("3.2 |")]
    assert row.split(" | ")[3:] == ["2", "", ""]


def test_open_points_are_a_span_on_paper():
    """Evidence that is missing makes no zero of a span."""
    told = said(papers(assessed("xa-ai-thuong-2021.yaml")))
    assert "từ " in content(assessed("xa-ai-thuong-2021.yaml"), "", TODAY)["tong_diem"]
    assert "chưa xác định" in told


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("xa-tien-tan-2019.yaml", PAPERS),
        ("xa-mau-tt25-2024.yaml", ("to-trinh", "bao-cao", "phieu")),
        ("don-vi-tt24-2024.yaml", ("to-trinh", "bao-cao", "phieu")),
        ("don-vi-tt22-2022.yaml", PAPERS),
        ("pho-cap/thcs.yaml", ("bao-cao", "bien-ban", "phieu")),
        ("ho-gia-dinh-2018.yaml", ("phieu",)),
        ("thon-2018.yaml", ("phieu",)),
        ("dong-ho-2018.yaml", ("phieu",)),
        ("cong-dan-2024.yaml", ("phieu",)),
    ],
)
def test_a_dossier_has_the_papers_that_its_document_names(name: str, wanted: tuple[str, ...]):
    """TT 44 Điều 5.1, TT 25 Điều 9.1d, TT 24 Điều 10.1c, NĐ 20 Điều 26.2; else by the subject."""
    assert papers_of(assessed(name).ruleset) == wanted


def test_a_long_ruleset_has_a_page_for_each_criterion_a_short_one_a_table():
    """Each criterion's sheet can lie on its own folder of documents."""
    long, short = (
        blocks(papers(assessed(name), "phieu"))
        for name in ("xa-tien-tan-2019.yaml", "thon-2018.yaml")
    )
    assert sum(block.startswith("PHIẾU TỰ ĐÁNH GIÁ") for block in long) == 15
    assert sum(block.startswith("PHIẾU TỰ ĐÁNH GIÁ") for block in short) == 1


def test_provisional_scales_are_marked_on_the_sheet_and_no_others():
    """A point that rests on a placeholder is told where it stands."""
    provisional, official = (
        said(papers(assessed(name), "phieu"))
        for name in ("xa-tien-tan-2019.yaml", "don-vi-tt24-2024.yaml")
    )
    assert "| 2*" in " ".join(blocks(papers(assessed("xa-tien-tan-2019.yaml"), "phieu")))
    assert "* Thang điểm tạm" in provisional
    assert "*" not in official


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_stays_text(text: str):
    """Neither a tag, nor markup, nor a field can be made of a name or a note."""
    assessment = assessed("ho-gia-dinh-2018.yaml")
    written = {
        **assessment.dossier.content,
        "subject": {"kind": "household", "name": text},
    }
    written["evidence"] = {
        **written["evidence"],
        "A1.1": {"value": "10", "note": text, "documents": [text], "by": text},
    }
    found = assess(assessment.ruleset, dossier_from_content(written, "x.yaml"))
    told = said(papers(found, *PAPERS)).replace("{{", "{_{").replace("}}", "}_}")
    wanted = " ".join(text.split()).replace("{{", "{_{").replace("}}", "}_}")
    assert told.count(wanted) >= 3


def test_signs_that_no_document_may_hold_are_left_out():
    """A name with control signs makes a document that opens."""
    assessment = assessed("ho-gia-dinh-2018.yaml")
    variables = content(assessment, "0" * 64, TODAY) | {
        "ten": "Hộ\x00 số\x0b 12\ufffe",
        "co_quan": "a\x1fb",
    }
    layout = template(["to-trinh"], assessment.ruleset)
    assert "Hộ số 12 ," in said(io.BytesIO(fill(layout, variables)))


def test_pages_are_as_the_decree_asks():
    """A4, left margin 30 mm, Times New Roman, numbers on top from each paper's second page."""
    document = docx.Document(papers(assessed("xa-tien-tan-2019.yaml")))
    assert len(document.sections) == len(PAPERS)
    for section in document.sections:
        lengths = (
            section.page_width,
            section.page_height,
            section.left_margin,
            section.right_margin,
        )
        assert [round(length / Mm(1)) for length in lengths] == [210, 297, 30, 15]
        assert section.different_first_page_header_footer
        assert not "".join(p.text for p in section.first_page_header.paragraphs)
    assert document.styles["Normal"].font.name == "Times New Roman"
    with zipfile.ZipFile(papers(assessed("xa-tien-tan-2019.yaml"))) as parts:
        xml = parts.read("word/document.xml").decode()
        headers = [parts.read(name) for name in parts.namelist() if "word/header" in name]
    assert xml.count('w:pgNumType w:start="1"') == xml.count("<w:sectPr") == len(PAPERS)
    assert any(b"PAGE" in header for header in headers)


def test_each_paper_opens_with_the_country_and_its_motto():
    """Quốc hiệu and tiêu ngữ stand on each paper but the sheets."""
    told = said(papers(assessed("xa-tien-tan-2019.yaml")))
    assert told.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc") == 3
    for sign in ("TTr", "BC", "BB"):
        assert f"/{sign}-UBND" in told


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2025-06-30", "Trưởng phòng Giáo dục và Đào tạo"),
        ("2025-07-01", "Giám đốc Sở Giáo dục và Đào tạo"),
    ],
)
def test_the_paper_goes_to_who_decides_on_the_last_day_of_the_period(day: str, wanted: str):
    """TT 25 Điều 9.2đ, and the end of districts on 01/07/2025."""
    assessment = assessed("xa-mau-tt25-2024.yaml")
    written = {**assessment.dossier.content, "period": {"from": "2024-07-01", "to": day}}
    found = assess(assessment.ruleset, dossier_from_content(written, "x.yaml"))
    assert content(found, "", TODAY)["kinh_gui"] == wanted


def test_papers_are_the_same_each_time():
    """The same result makes the same papers."""
    assessment = assessed("xa-tien-tan-2019.yaml")
    assert blocks(papers(assessment)) == blocks(papers(assessment))
