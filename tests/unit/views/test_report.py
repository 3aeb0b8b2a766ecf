"""The explained report on paper: everything in it, nothing of a dossier as markup."""

from __future__ import annotations

import io
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content, read_dossier
from assessment.model.outcome import Assessment
from assessment.model.plan import Target
from assessment.rulebook.catalog import Catalog
from assessment.views.legible import breakable, legible
from assessment.views.report.content import Way, content
from assessment.views.report.pdf import render
from assessment.views.seal import Seal
from assessment.whatif.plan import Planner
from assessment.wording import Words
from tests.samples import EXAMPLES as DOSSIERS

pytestmark = pytest.mark.usefixtures("untraced")

SEAL = Seal("9f3c" * 16, "agree", date(2026, 11, 22))
EXAMPLES = Path(__file__).parents[3] / "examples"
HOSTILE = (
    '=HYPERLINK("http://a","b")',
    "{{ x }}",
    "#let x = 1",
    "<script>alert(1)</script>",
    "*đậm* _nghiêng_ $x$ `mã` @nhãn \\",
    "= Tiêu đề",
)


def assessed(name: str | Path) -> Assessment:
    dossier = read_dossier(EXAMPLES / name)
    ruleset = Catalog().choose(dossier, date(2026, 11, 22), None, ())
    return assess(ruleset, dossier)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def joined(pdf: bytes) -> str:
    """The whole text with no white space, which line breaks put anywhere."""
    return "".join("".join(pages(pdf)).split())


def every_text(said: Any) -> list[str]:
    """Each text that the content holds, but for the drawing of the code."""
    if isinstance(said, dict):
        return [text for key, value in said.items() if key != "code" for text in every_text(value)]
    if isinstance(said, list | tuple):
        return [text for value in said for text in every_text(value)]
    return [said] if isinstance(said, str) else []


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_everything_said_stands_on_the_pages(name: str):
    """No sentence of the content is cut or lost in the layout, for any example."""
    said = content(assessed(name), Words(), SEAL)
    shown = joined(render(said))
    markers = {"good", "provisional", "blocking", "plain", "vi"}
    lost = [
        text
        for text in every_text({k: v for k, v in said.items() if k not in ("labels", "title")})
        if text not in markers and "".join(text.split()) not in shown
    ]
    assert lost == []


def test_the_same_result_gives_the_same_bytes():
    """A report is reproducible: no clock, no random name."""
    said = content(assessed("xa-tien-tan-2019.yaml"), Words(), SEAL)
    assert render(said) == render(said)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_dossier_is_never_markup(text: str):
    """Names, notes and reasons stand on the page as they were typed."""
    dossier = dossier_from_content(
        {
            "subject": {"kind": "commune", "name": text},
            "ruleset": "tt44-2014",
            "evidence": {"households": {"value": "1662", "note": text, "by": text}},
        },
        "thu.yaml",
    )
    ruleset = Catalog().choose(dossier, date(2026, 11, 22), None, ())
    shown = joined(render(content(assess(ruleset, dossier), Words(), SEAL)))
    assert shown.count("".join(text.split())) >= 3


def test_every_font_is_embedded():
    """A page looks the same on a machine without our fonts."""
    reader = PdfReader(
        io.BytesIO(render(content(assessed("xa-ai-thuong-2021.yaml"), Words(), SEAL)))
    )
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & font.keys() for font in fonts)


def test_the_receipt_s_digest_is_on_the_last_page():
    """Whoever holds the paper can compare it with the receipt's file."""
    assert SEAL.sha256 in "".join(
        pages(render(content(assessed("ho-gia-dinh-2018.yaml"), Words(), SEAL)))[-1].split()
    )


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_an_indicator_stays_on_one_page(path: Path):
    """No heading is cut from what follows, no evidence from its working."""
    said = content(assessed(path), Words(), SEAL)
    shown = [bare(page) for page in pages(render(said))]
    blocks = [*said["gates"], *(each for one in said["criteria"] for each in one["indicators"])]
    blocks += [part for block in blocks for part in block["parts"]]
    for block in blocks:
        head = bare(f"{block['id']}{block['text']}")
        texts = [head, *map(bare, lines_of(block)), *(bare(p["text"]) for p in block["parts"][:1])]
        assert [page for page in shown if all(text in page for text in texts)], block["id"]


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_numbered_and_the_first_sums_up(path: Path, language: Any):
    """A summary of one page stands alone, and a longer one leaves no page nearly white."""
    said = content(assessed(path), Words(language), SEAL)
    shown = [bare(page) for page in pages(render(said))]
    for number, page in enumerate(shown, 1):
        assert f"{bare(said['footer'])}{number}/{len(shown)}" in page
    assert bare(said["labels"]["indicators"]) in shown[1]
    assert bare(said["criteria"][0]["indicators"][0]["text"]) in shown[1]


def test_a_criterion_s_title_is_not_left_at_the_foot_of_a_page():
    """It stands with its source and its first indicator."""
    for name in ("xa-tien-tan-2019.yaml", "xa-tien-tan-82.yaml", "xa-ai-thuong-2021.yaml"):
        said = content(assessed(name), Words(), SEAL)
        shown = [bare(page) for page in pages(render(said))][1:]
        for one in said["criteria"]:
            first = one["indicators"][0]
            head = bare(f"{one['id']}{one['title']}")
            found = [page for page in shown if bare(first["text"]) in page and head in page]
            assert found, (name, one["id"])


# --- what it says, and how often -----------------------------------------------------------


def item(said: Any, id_: str) -> Any:
    """An indicator, a gate or a part of one, as the content holds it."""
    found = [*said["gates"], *(each for one in said["criteria"] for each in one["indicators"])]
    for entry in found:
        found += entry["parts"]
    return next(entry for entry in found if entry["id"] == id_)


def line(said: Any, id_: str, label: str) -> list[str]:
    lines = {line["label"]: line["entries"] for line in item(said, id_)["lines"]}
    return lines.get(label, [])


def dossier_of(name: str, evidence: dict[str, Any], **others: Any) -> Assessment:
    dossier = dossier_from_content(
        {"subject": {"kind": "commune", "name": name}, "evidence": evidence, **others}, "thu.yaml"
    )
    return assess(Catalog().choose(dossier, date(2026, 11, 22), None, ()), dossier)


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_arrow_stands_for_a_word(path: Path, language: Any):
    """A report is sentences and figures, in each language."""
    said = content(assessed(path), Words(language), SEAL)
    assert [text for text in every_text(said) if "→" in text or "->" in text] == []


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_no_key_of_a_dossier_stands_in_a_report(path: Path):
    """Readers of paper have no file before them."""
    assessment = assessed(path)
    keys = {key for key in assessment.ruleset.evidence if "_" in key}
    said = " ".join(every_text(content(assessment, Words(), SEAL)))
    assert [key for key in keys if key in said] == []


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_an_indicator_says_each_thing_once(path: Path):
    """No line of an indicator repeats another, nor does a part repeat what it is a part of."""
    said = content(assessed(path), Words(), SEAL)
    for criterion in said["criteria"]:
        for entry in criterion["indicators"]:
            texts = [t for each in (entry, *entry["parts"]) for t in lines_of(each)]
            shared = [t for t in texts if texts.count(t) > 1 and t.partition(": ")[2]]
            assert [t for t in shared if not shared_evidence(t, entry)] == []


def lines_of(entry: Any) -> list[str]:
    return [text for line in entry["lines"] for text in line["entries"]]


def shared_evidence(text: str, entry: Any) -> bool:
    """A number, or a scale, that several parts look at stands with each of them."""
    return sum(text in lines_of(part) for part in entry["parts"]) > 1


def test_an_answer_is_not_worked_out_again():
    """A yes and its points stand once: the evidence below, the points beside the title."""
    said = content(assessed("xa-tien-tan-2019.yaml"), Words(), SEAL)
    assert line(said, "1.3", "Số liệu") == [
        "Chỉ tiêu xã hội học tập có trong kế hoạch kinh tế - xã hội: có; minh họa"
    ]
    assert (line(said, "1.3", "Phép tính"), line(said, "1.3", "Kết quả")) == ([], [])
    assert item(said, "1.3")["outcome"] == "1/1 điểm"


def test_a_share_is_worked_out_in_a_sentence():
    """The working names counts, share and level reached."""
    said = content(assessed("xa-tien-tan-2019.yaml"), Words(), SEAL)
    [told] = line(said, "9.1", "Phép tính")
    assert told.endswith('1.118 / 1.662 hộ = 67,27%; mức "từ 60%": 3 điểm')


def test_the_best_of_several_ways_says_so():
    """Of the two ways to the points of poverty, the parts hold the figures."""
    said = content(assessed("xa-tien-tan-2019.yaml"), Words(), SEAL)
    assert line(said, "11.1", "Kết quả") == [
        'tính theo cách có lợi nhất: mức "không quá 2%": 4 điểm'
    ]
    assert line(said, "11.1", "Số liệu") == []
    assert len(line(said, "11.1.2", "Số liệu")) == 2


def test_points_given_by_an_assessor_have_their_unit():
    """ "9 điểm" with its reason, not the title again and a bare number."""
    said = content(assessed("cong-dan-2024.yaml"), Words(), SEAL)
    assert line(said, "1.1", "Số liệu") == [
        "9 điểm; lý do: đọc báo, nghe tin đều; ít đọc sách; minh họa"
    ]


def test_levels_read_from_the_lowest_and_those_that_ask_the_same_as_one():
    """What each level of recognition asks, level first."""
    said = content(assessed("xa-mau-tt25-2024.yaml"), Words(), SEAL)
    assert line(said, "1.1", "Điều kiện") == ["Mức độ 1, mức độ 2: có"]
    assert line(said, "4.2", "Điều kiện") == ['Mức độ 1: từ "Mức độ 2" · Mức độ 2: từ "Mức độ 3"']
    said = content(assessed("don-vi-tt24-2024.yaml"), Words(), SEAL)
    [told] = line(said, "2.4", "Điều kiện")
    assert told.startswith("Mức độ 1: từ 50% (số thành viên có chứng nhận")


def test_the_area_stands_only_where_its_scale_is_another():
    """Once above, and at the indicators whose scale depends on it."""
    said = content(assessed("xa-tien-tan-2019.yaml"), Words(), SEAL)
    assert "Tính theo thang của khu vực thường." in said["reading"]
    here = Words().say("area.standard")
    assert here in line(said, "9.1", "Thang điểm")[0]
    assert here not in line(said, "1.1", "Thang điểm")[0]
    there = content(assessed("xa-mau-tt25-2024.yaml"), Words("en"), SEAL)
    assert "Counted by the scale of a standard area." in there["reading"]


def test_items_are_named_by_their_titles_where_they_are_first_met():
    """Why a rating is not reached, and the way up, which need not repeat a title."""
    now = assessed("xa-mau-tt25-2024.yaml")
    target = now.ruleset.ratings[0]
    planner = Planner(now.ruleset, now.dossier)
    way = Way(planner.now, target, next(planner.cheapest(Target(rating=target))))
    said = content(now, Words(), SEAL, way)
    assert "4.2 “Phổ cập giáo dục tiểu học”" in said["why"][0]
    assert said["plan"]["steps"][0].endswith(' thành "Mức độ 3" · chỉ tiêu 4.2')
    assert said["plan"]["remarks"] == ["Làm xong các việc này: Mức độ 2."]


def test_a_way_up_names_indicators_that_nothing_has_named():
    """Nobody looks up what 3.3 is."""
    now = assessed("xa-tien-tan-82.yaml")
    target = now.ruleset.ratings[0]
    planner = Planner(now.ruleset, now.dossier)
    way = Way(planner.now, target, next(planner.cheapest(Target(rating=target))))
    steps = content(now, Words(), SEAL, way)["plan"]["steps"]
    assert steps[0].endswith("chỉ tiêu 3.3 “Tỷ lệ thôn có chi hội khuyến học” (+2 điểm)")


def test_gates_have_numbers_and_conditions():
    """A gate's own id is for files."""
    said = content(assessed("dong-ho-2018.yaml"), Words(), SEAL)
    assert [gate["id"] for gate in said["gates"]] == ["ĐK 1", "ĐK 2"]
    assert line(said, "ĐK 1", "Điều kiện") == ["từ 50%"]
    assert line(said, "ĐK 2", "Kết quả") == []


def test_missing_evidence_is_told_by_name_with_what_it_may_bring():
    """Most first, and no working where nothing was seen."""
    said = content(assessed("xa-ai-thuong-2021.yaml"), Words(), SEAL)
    assert said["missing"]["head"] == "Còn thiếu 42 số liệu"
    assert said["missing"]["items"][0] == "Tổng số hộ: thêm đến 7 điểm"
    assert line(said, "1.1", "Còn thiếu") == ["Nghị quyết hoặc chỉ thị của cấp ủy"]
    assert line(said, "1.1", "Phép tính") == []


def test_evidence_settled_as_none_says_so():
    """A final score tells why there are no points."""
    assessment = assess(
        Catalog().get("tt44-2014"),
        read_dossier(EXAMPLES / "xa-ai-thuong-2021.yaml"),
        missing="zero",
    )
    said = content(assessment, Words(), SEAL)
    assert "không có minh chứng nên không tính" in line(said, "1.1", "Phép tính")[0]


def test_warnings_on_paper_name_no_line_of_a_file():
    """The evidence by its name; what a message says in words needs no path."""
    warned = content(assessed("xa-ai-thuong-2021.yaml"), Words(), SEAL)["warnings"]["items"]
    assert warned == [
        "Chưa ghi khu vực nên tính theo thang của khu vực thường.",
        "Số lớp của trung tâm trong năm: Ghi 55 nhưng các phần cộng lại 12 + 11 + 10 + 21 = 54.",
    ]


def test_marks_of_sources_are_told_at_the_end():
    """A range of marks stands for all within it; a report without marks has no list."""
    said = content(assessed("cong-dan-2024.yaml"), Words(), SEAL)
    assert [each["mark"] for each in said["sources"]["items"]] == [
        "S21b",
        "S23",
        "S24",
        "S25",
        "S26",
    ]
    assert said["reading"] == ["Ký hiệu S21b, S23, S24, S25, S26 chỉ nguồn ghi ở cuối phiếu."]
    assert content(assessed("xa-mau-tt25-2024.yaml"), Words(), SEAL)["sources"] is None


def test_articles_without_a_document_are_of_the_one_named():
    """Whoever reads "Điều 6.1" knows of what."""
    said = content(assessed("xa-mau-tt25-2024.yaml"), Words(), SEAL)
    assert said["reading"][0] == (
        "Điều, khoản không ghi tên văn bản là của văn bản 25/2023/TT-BGDĐT."
    )


def test_a_report_says_that_other_papers_are_to_be_signed():
    """Nobody looks for the place to sign."""
    lines = content(assessed("xa-tien-tan-2019.yaml"), Words(), SEAL)["receipt"]["lines"]
    assert lines[-1].startswith("Phiếu này để đọc và đối chiếu; giấy để ký là bộ giấy tờ Word")


# --- what nobody sees, and what no line holds ----------------------------------------------

UNSEEN = "\u202e\u202c\u2066\u2069\u200e\u200f\u061c\u200b\u2060\ufeff\u00ad"


def hostile(text: str) -> Assessment:
    note = f"ghi {text} chú"
    given = {"value": "1662", "note": note, "by": note, "documents": [f"bao-cao{text}fdp.exe"]}
    return dossier_of(f"Xã{text} Lạ", {"households": given}, ruleset="tt44-2014")


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_unseen_signs_are_left_out(sign: str):
    """A name cannot be turned about, nor hide what it is."""
    said = content(hostile(sign), Words(), SEAL)
    assert [text for text in every_text(said) if sign in text] == []
    assert said["subject"] == "Xã Lạ"
    assert "bao-caofdp.exe" in line(said, "9.1", "Số liệu")[0]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x7f", "\x85", "\ufffe", "\ud800"])
def test_control_characters_are_spaces(sign: str):
    """They neither stop the setting nor leave a box on the page."""
    assert legible(f"a{sign}b") == "a b"


WORDS_TOO_LONG = (
    "abcdefghij" * 30,
    "https://example.org/" + "abc/def?x=" * 30,
    "ế" * 300,
    "e\u0302\u0301" * 300,
)


@pytest.mark.parametrize("word", WORDS_TOO_LONG, ids=["letters", "address", "marked", "apart"])
def test_long_words_break(word: str):
    """Every letter of a word that no line holds is within the page."""
    said = content(hostile(f" {word}"), Words(), SEAL)
    pieces = breakable(word).split("\u200b")
    assert "".join(pieces) == word
    assert max(map(len, pieces)) <= 60
    assert not any(unicodedata.combining(piece[0]) for piece in pieces)
    shown = unicodedata.normalize("NFC", joined(render(said)).replace("\u200b", ""))
    assert unicodedata.normalize("NFC", word[:60]) in shown


@pytest.mark.parametrize(("length", "breaks"), [(49, 0), (50, 0), (51, 2)])
def test_words_that_a_line_holds_stay_whole(length: int, breaks: int):
    """Names of files are copied from a report as they are."""
    assert breakable("a" * length).count("\u200b") == breaks


def test_a_digest_stays_whole():
    """It is copied from the page."""
    assert SEAL.sha256 in joined(render(content(hostile(""), Words(), SEAL)))


def test_a_long_name_is_cut_at_the_foot_only():
    """The foot keeps to its line; the head has all of it."""
    said = content(hostile("x" * 200), Words(), SEAL)
    assert said["subject"] == f"Xã{'x' * 200} Lạ"
    assert said["footer"].startswith(f"Xã{'x' * 58}… · ")


def test_a_note_longer_than_a_page_breaks_over_pages():
    """Nothing of it is cut."""
    note = " ".join(f"câu{number}" for number in range(3000))
    shown = joined(render(content(hostile(note), Words(), SEAL)))
    assert "câu0" in shown
    assert shown.count("câu2999") >= 2


def test_an_open_criterion_is_not_marked_as_lost():
    """Where points are still to come nothing bars; where none are, it does."""
    roles = {
        one["id"]: one["role"]
        for one in content(assessed("xa-ai-thuong-2021.yaml"), Words(), SEAL)["criteria"]
    }
    assert (roles["1"], roles["7"]) == ("provisional", "good")
