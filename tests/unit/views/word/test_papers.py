"""The papers of a dossier: which there are, what they say, how they are laid out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import dropwhile, islice, takewhile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from assessment.engine.assess import Missing, assess
from assessment.intake.read import dossier_from_content, read_dossier
from assessment.model.dossierpapers import DOSSIER_PAPERS
from assessment.model.outcome import Assessment
from assessment.rulebook.catalog import Catalog
from assessment.views.word.content import content
from assessment.views.word.fill import fill
from assessment.views.word.papers import papers_of, possible_papers, template
from tests.paperoracle import Oracle
from tests.wordtext import blocks, paragraphs, said

pytestmark = pytest.mark.usefixtures("untraced")

TODAY = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[4] / "examples"
DOSSIERS = sorted(
    file.relative_to(EXAMPLES).as_posix()
    for folder in (EXAMPLES, EXAMPLES / "pho-cap")
    for file in folder.glob("*.yaml")
)
ON_ONE_SHEET = 15
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


def inspected(name: str, **found: dict[str, object]) -> Assessment:
    """An example, these pieces of evidence inspected."""
    return changed(name, inspected=found)


def changed(name: str, missing: Missing = "open", **sections: object) -> Assessment:
    """An example with other sections."""
    dossier = read_dossier(EXAMPLES / name)
    made = dossier_from_content({**dossier.content, **sections}, name)
    return assess(Catalog().choose(made, TODAY, None, ()), made, missing=missing)


CASES = {
    **{name: partial(assessed, name) for name in DOSSIERS},
    "an exclusion inspected": partial(
        inspected,
        "ho-gia-dinh-2018.yaml",
        law_violation={
            "value": "có",
            "reason": "quyết định xử phạt ngày 04/5/2018",
            "documents": ["qd-15.pdf"],
        },
    ),
    "an exclusion that nobody claimed": partial(
        changed,
        "ho-gia-dinh-2018.yaml",
        missing="zero",
        evidence={"A1.1": "10"},
        inspected={"law_violation": {"value": "không"}},
    ),
    "gates inspected": partial(
        inspected,
        "dong-ho-2018.yaml",
        households_recognised={"value": "20", "documents": ["kiem-ke.xlsx"], "by": "Hội KH xã"},
        has_fund={"rejected": "true"},
    ),
    "one count of a share refused": partial(
        inspected, "dong-ho-2018.yaml", households_recognised={"rejected": "true"}
    ),
    "left out in full": partial(changed, "ho-gia-dinh-2018.yaml", applies={"A1": "false"}),
    "left out": partial(
        changed,
        "xa-mau-tt25-2024.yaml",
        subject={"kind": "province", "name": "Tỉnh Mẫu"},
        ruleset="province-tt25-2023",
        evidence={},
        applies={"3.1": "false"},
    ),
    "nothing given": partial(changed, "xa-mau-tt25-2024.yaml", evidence={}),
    "levels inspected": partial(
        inspected,
        "xa-mau-tt25-2024.yaml",
        awareness_work={"value": "không", "reason": "không có ảnh"},
        library_digital={"rejected": "true"},
    ),
}


@pytest.fixture(params=CASES, scope="module")
def case(request: pytest.FixtureRequest) -> Assessment:
    return CASES[request.param]()


def rows(paper: io.BytesIO, head: str) -> list[list[str]]:
    """The rows of the tables that begin with this word, without their heads."""
    tables = [t for t in docx.Document(paper).tables if t.cell(0, 0).text == head]
    every = [row.cells for t in tables for row in t.rows[1:] if not row.cells[0].tables]
    return [[cell.text.strip() for cell in cells] for cells in every]


def lines(paper: io.BytesIO, after: str, until: str = "\0") -> list[str]:
    """The paragraphs after the one with this end, before one with that beginning, or all."""
    told = [text.strip() for text in paragraphs(paper)]
    below = dropwhile(lambda line: not line.endswith(after), told)
    wanted = takewhile(lambda line: not line.startswith(until), islice(below, 1, None))
    return [line for line in wanted if line]


def test_the_sheet_tells_all_of_every_item(case: Assessment):
    """Each criterion, indicator, gate and exclusion: scale, evidence, claimed and found."""
    paper, oracle = papers(case, "phieu"), Oracle(case)
    for row, (wanted, evidence) in zip(rows(paper, "Mục"), oracle.sheet(), strict=True):
        told = row[2].split("\n") if row[2] else []
        shown = [*row[:2], "…", *row[3:]] if wanted[2] == "…" else row
        assert shown == wanted
        if wanted[2] == "…":
            assert len(told) == len(evidence)
            for line, texts in zip(told, evidence, strict=True):
                assert [text for text in texts if text not in line] == []
                assert line.startswith(texts[0])
    if len(case.findings) <= ON_ONE_SHEET:
        title = "CHO ĐIỂM" if case.ruleset.in_points else "CHỈ TIÊU"
        about, *told = lines(paper, title, "* Thang")
        assert about.startswith(f"“{case.ruleset.title}” ")
        assert told == list(oracle.result())


def test_the_minutes_tell_claimed_and_found_and_why(case: Assessment):
    """Each criterion, indicator, gate and exclusion in its row, the result below."""
    paper, oracle = papers(case, "bien-ban"), Oracle(case)
    assert rows(paper, "Mục") == oracle.minutes()
    assert lines(paper, "III. KẾT LUẬN", "Ý kiến") == list(oracle.result())


def test_the_report_tells_what_was_found(case: Assessment):
    """Criteria, gates, result, what is missing and to be done, line by line; and documents."""
    paper, oracle = papers(case, "bao-cao"), Oracle(case)
    told = lines(paper, "II. KẾT QUẢ TỪNG TIÊU CHÍ", "Trên đây là báo cáo")
    assert told == list(oracle.report())
    assert rows(paper, "STT") == oracle.documents()
    [closing] = [text for text in paragraphs(paper) if text.startswith("Trên đây")]
    annexed = closing.endswith(", kèm theo danh mục minh chứng./.")
    assert annexed == ("DANH MỤC MINH CHỨNG" in paragraphs(paper)) == bool(oracle.documents())


def test_the_submission_tells_the_result(case: Assessment):
    """The result as it is counted, what the unit claimed, and how much is missing."""
    count = len(case.missing)
    missing = [f"- Còn {count} số liệu chưa có."] if count else []
    told = lines(papers(case, "to-trinh"), "với kết quả như sau:", "Hồ sơ kèm theo")
    assert told == [*Oracle(case).result(), *missing]


def test_each_case_of_the_oracle_is_what_its_name_says():
    """The cases hold what the examples have none of: each inspected, refused, open, left out."""
    excluded, gates, full, out, open_ = (
        blocks(papers(CASES[name](), "bien-ban"))
        for name in (
            "an exclusion inspected",
            "gates inspected",
            "left out in full",
            "left out",
            "nothing given",
        )
    )
    [row] = [row.split(" | ") for row in excluded if row.startswith("LT 1 |")]
    assert row[3:5] == ["không", "có: loại"]
    assert row[5].endswith(": quyết định xử phạt ngày 04/5/2018")
    assert any("Chưa được xếp" in line and "vi phạm pháp luật" in line for line in excluded)
    refused = [row.split(" | ")[3:] for row in gates if row.startswith("ĐK 2 |")]
    reason = "Dòng họ có quỹ khuyến học, khuyến tài: đoàn kiểm tra không chấp nhận"
    assert refused == [["đạt", "không đạt", reason]]
    assert [row.split(" | ")[3] for row in full if row.startswith("A1.1 |")] == ["10"]
    assert [row.split(" | ")[2] for row in out if row.startswith("3.1 |")] == ["không xét"]
    assert "chưa đạt" not in " ".join(open_)
    assert [row.split(" | ")[2] for row in open_ if row.startswith("1 |")] == [
        "chưa rõ Mức độ 1, Mức độ 2"
    ]


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
        ("xa-tien-tan-2019.yaml", DOSSIER_PAPERS),
        ("xa-mau-tt25-2024.yaml", ("to-trinh", "bao-cao", "phieu")),
        ("don-vi-tt24-2024.yaml", ("to-trinh", "bao-cao", "phieu")),
        ("don-vi-tt22-2022.yaml", DOSSIER_PAPERS),
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


def test_what_is_left_out_for_nothing_is_not_told_as_no_points():
    """Nobody reads a failure in what was not asked for, with points or without."""
    case = CASES["left out in full"]()
    first, *others = case.ruleset.criteria
    rule = first.may_not_apply.model_copy(update={"then": "left_out"})
    criteria = (first.model_copy(update={"may_not_apply": rule}), *others)
    found = assess(case.ruleset.model_copy(update={"criteria": criteria}), case.dossier)
    told = {row[0]: row[3] for row in rows(papers(found, "bien-ban"), "Mục")}
    assert (told["A1"], told["A1.1"], told["A2.1"]) == ("không xét", "không xét", "10")
    levels = content(CASES["left out"](), "", TODAY)["cac_tieu_chi"]
    assert {item["toi_da"] for criterion in levels for item in criterion["chi_tieu"]} == {""}


def test_gates_of_a_long_ruleset_have_a_sheet_of_their_own():
    """They belong to no criterion's page."""
    commune, clan = assessed("xa-tien-tan-2019.yaml"), assessed("dong-ho-2018.yaml")
    ruleset = commune.ruleset.model_copy(update={"gates": clan.ruleset.gates})
    gates = {"dieu_kien": content(clan, "", TODAY)["dieu_kien"]}
    paper = fill(template(["phieu"], ruleset), content(commune, "", TODAY) | gates)
    told = blocks(io.BytesIO(paper))
    titles = [n for n, block in enumerate(told) if block.startswith("PHIẾU TỰ ĐÁNH GIÁ")]
    assert len(titles) == 16
    assert [block[:4] for block in told[titles[-1] :] if block.startswith("ĐK")] == ["ĐK 1", "ĐK 2"]


def test_a_template_may_name_the_total_claimed_and_the_total_counted():
    """The two are not the same thing."""
    variables = content(assessed("xa-tien-tan-2019-kiem-tra.yaml"), "", TODAY)
    assert (variables["tong_diem"], variables["tong_diem_tu_cham"]) == ("91 / 100", "93,5")


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
    told = said(papers(found, *DOSSIER_PAPERS))
    assert told.count(" ".join(text.split())) >= 3


def test_signs_that_no_document_may_hold_are_left_out():
    """A name with control signs makes a document that opens."""
    assessment = assessed("ho-gia-dinh-2018.yaml")
    variables = content(assessment, "0" * 64, TODAY) | {
        "ten_goi": "Hộ\x00 số\x0b 12\ufffe",
        "co_quan": "a\x1fb",
    }
    layout = template(["to-trinh"], assessment.ruleset)
    assert "Hộ số 12 ," in said(io.BytesIO(fill(layout, variables)))


def test_pages_are_as_the_decree_asks():
    """A4, left margin 30 mm, Times New Roman, numbers on top from each paper's second page."""
    document = docx.Document(papers(assessed("xa-tien-tan-2019.yaml")))
    assert len(document.sections) == len(DOSSIER_PAPERS)
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
    assert xml.count('w:pgNumType w:start="1"') == xml.count("<w:sectPr") == len(DOSSIER_PAPERS)
    assert any(b"PAGE" in header for header in headers)


def test_each_paper_opens_with_the_country_and_its_motto():
    """Quốc hiệu and tiêu ngữ stand once on each; the sheets have them on their first page."""
    told = said(papers(assessed("xa-tien-tan-2019.yaml")))
    assert told.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc") == 4
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


def closings(paper: io.BytesIO) -> Iterator[list[str]]:
    """What stands in one unbroken row with each signature, line by line."""
    for table in docx.Document(paper).tables:
        cell = table.rows[-1].cells[0]
        if cell.tables and "(Ký, ghi rõ họ tên)" in cell.tables[-1].cell(0, 1).text:
            assert table.rows[-1]._tr.trPr.find(qn("w:cantSplit")) is not None
            above = [row.cells[0].paragraphs[0] for row in table.rows[-4:-1]]
            assert all(each.paragraph_format.keep_with_next for each in above)
            yield [each.text for each in (*above, *cell.paragraphs) if each.text.strip()]


@pytest.mark.parametrize("name", DOSSIERS)
def test_no_signature_stands_without_what_it_is_put_to(name: str):
    """The last lines and the signature are one row that no page breaks; all signatures have one."""
    assessment = assessed(name)
    for paper in papers_of(assessment.ruleset):
        made = papers(assessment, paper)
        signed = list(closings(made))
        with zipfile.ZipFile(made) as parts:
            xml = parts.read("word/document.xml").decode()
        per_signature = 1 if paper in {"to-trinh", "bao-cao"} else 2
        assert len(signed) * per_signature == xml.count("(Ký, ghi rõ họ tên)")
        assert signed
        assert all(signed)


def test_the_conclusion_of_minutes_is_on_the_page_of_its_signatures():
    """Who signs sees total, rating and why."""
    [signed] = closings(papers(assessed("xa-tien-tan-2019.yaml"), "bien-ban"))
    assert signed[:2] == ["III. KẾT LUẬN", "- Tổng số điểm: 93,5 / 100."]
    assert signed[-1].startswith("Biên bản lập xong")


@pytest.mark.parametrize(
    ("name", "said_of"),
    [
        ("xa-ai-thuong-2021.yaml", "kết quả chưa xác định; giấy này là bản nháp"),
        ("xa-tien-tan-2019.yaml", ""),
    ],
)
def test_a_draft_says_so_wherever_the_rating_is_told(name: str, said_of: str):
    """An undetermined result does not read as if ready to sign."""
    assessment = assessed(name)
    for paper in ("to-trinh", "bao-cao", "bien-ban"):
        noted = [text for text in paragraphs(papers(assessment, paper)) if "Lưu ý:" in text]
        assert all(said_of in text for text in noted)
        assert len(noted) == (0 if not said_of else 2 if paper == "to-trinh" else 1)


def test_a_result_that_is_not_eligible_says_so():
    """Nobody asks for a title without a word about it."""
    refused = changed("don-vi-tt22-2022.yaml", evidence={}, missing="zero")
    assert refused.score.determination.recognised is False
    told = paragraphs(papers(refused, "to-trinh"))
    assert "(Lưu ý: kết quả chưa đủ điều kiện công nhận)" in told
    assert "Lưu ý: kết quả chưa đủ điều kiện công nhận." in told


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("cong-dan-2024.yaml", ("phieu",)),
        ("thon-2018.yaml", ("phieu",)),
        ("xa-mau-tt25-2024.yaml", DOSSIER_PAPERS),
        ("pho-cap/thcs.yaml", DOSSIER_PAPERS),
    ],
)
def test_who_writes_to_no_office_has_the_sheet_only(name: str, wanted: tuple[str, ...]):
    """An office may ask for any paper, one that its document does not name too."""
    assert possible_papers(assessed(name).ruleset) == wanted


def test_marks_of_sources_are_read_where_they_stand():
    """Nobody has to know what S23 is, and papers that cite none say nothing of it."""
    told = paragraphs(papers(assessed("cong-dan-2024.yaml"), "phieu"))
    [read] = [text for text in told if text.startswith("Nguồn đã dẫn: ")]
    assert read.startswith("Nguồn đã dẫn: S23: baoquangngai.vn")
    assert all(mark in read for mark in ("S24", "S25", "S26"))
    assert "S21b" not in read
    assert "Nguồn đã dẫn" not in said(papers(assessed("xa-tien-tan-2019.yaml")))
