"""The papers of titles: who is on them, where, from whom, and how they are laid out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple

import docx
import pytest
from docx.oxml.ns import qn

from assessment.model.register import Span
from assessment.model.titlepapers import CERTIFICATE, LIST, TITLE_PAPERS, Occasion
from assessment.rulebook.catalog import Catalog
from assessment.views.word.fill import fill
from assessment.views.word.titlecontent import Titles
from assessment.views.word.titles import template

HOUSEHOLD = "household-qd448-2015"
DOTS = "………………"


class Row(NamedTuple):
    about: dict[str, str | None]
    low: Decimal | None = Decimal(80)
    high: Decimal | None = Decimal(80)
    rating: str | None = "dat"
    missing: str | None = None


def titles(*rows, ruleset=HOUSEHOLD, period=None, provisional=False, counts=(0, 0, 0)):
    found = Catalog().get(ruleset)
    return Titles(rows, Occasion(found, period, *counts, provisional))


def household(**about):
    return Row({"id": "H1", "name": "Trần Văn An", **about})


def groups(*rows, **said):
    return [(each["ten"], each["so_dong"]) for each in titles(*rows, **said).listed()["cac_nhom"]]


def certificates(*rows, **said):
    return list(titles(*rows, **said).certificates(1, len(rows))["cac_giay"])


# --- groups -----------------------------------------------------------------------------


def test_rows_are_grouped_by_hamlet_in_the_order_of_the_table():
    """However a hamlet is written; rows without one have a group that says so."""
    rows = [household(hamlet=name) for name in ("Thôn Hoà", "Bến", None, "THÔN  HÒA")]
    assert groups(*rows) == [("Thôn Hoà", "2"), ("Bến", "1"), ("Không ghi thôn, tổ dân phố", "1")]


def test_hamlets_of_several_communes_are_told_apart():
    """The commune is named where there is more than one."""
    rows = [household(hamlet="Thôn 1", commune=name) for name in ("Xã A", "Xã B", "xã a")]
    assert groups(*rows) == [("Thôn 1, Xã A", "2"), ("Thôn 1, Xã B", "1")]
    assert groups(*rows[::2]) == [("Thôn 1", "2")]


def test_without_hamlets_clans_group_and_without_both_communes():
    """A table with neither has one group without a name."""
    assert groups(household(clan="Họ Trần")) == [("Họ Trần", "1")]
    communes = [household(commune=name) for name in ("Xã A", "Xã B")]
    assert groups(*communes) == [("Xã A", "1"), ("Xã B", "1")]
    assert groups(household()) == [("", "1")]


def test_a_hamlet_is_no_group_of_itself():
    """In a table of hamlets the column of hamlets tells whom, not where."""
    row = Row({"id": "T1", "hamlet": "Thôn Đông", "commune": "Xã A"})
    assert groups(row, ruleset="hamlet-qd448-2015") == [("", "1")]
    [paper] = certificates(row, ruleset="hamlet-qd448-2015")
    assert (paper["ten"], paper["noi_o"], paper["doi_tuong"]) == ("Thôn Đông", "Xã A", "")


@pytest.mark.parametrize(
    ("about", "lived"),
    [
        ({"unit": "Trường THCS Mẫu"}, "Trường THCS Mẫu"),
        ({"unit": "Trường THCS Mẫu", "commune": "Xã A"}, "Xã A"),
        ({"unit": " "}, ""),
        ({}, ""),
    ],
)
def test_a_citizen_without_a_place_is_told_by_the_unit(about, lived):
    """Two of one name are told apart; a place goes before."""
    row = Row({"id": "C1", "name": "Nguyễn Văn A", **about})
    [paper] = certificates(row, ruleset="citizen-qd324-2023")
    assert paper["noi_o"] == lived


def test_citizens_are_grouped_by_their_unit_however_it_is_written():
    """And those of no unit have a group of their own."""
    units = ("Trường A", "trường  a", "", "Trạm B")
    rows = [Row({"id": name, "name": name, "unit": name}) for name in units]
    assert groups(*rows, ruleset="citizen-qd324-2023") == [
        ("Trường A", "2"),
        ("Không ghi đơn vị", "1"),
        ("Trạm B", "1"),
    ]


LONG = "Tổ dân phố khu tập thể nhà máy xi măng Bút Sơn số {}"


def test_hamlets_that_differ_at_the_end_of_a_long_name_are_two():
    """In the list, and on the certificates."""
    rows = [household(hamlet=LONG.format(number), commune="Xã Tiên Tân") for number in "12"]
    assert groups(*rows) == [(LONG.format("1"), "1"), (LONG.format("2"), "1")]
    assert [paper["noi_o"] for paper in certificates(*rows)] == [
        f"{LONG.format(number)}, xã Tiên Tân" for number in "12"
    ]
    endless = [household(hamlet="x" * 500 + number) for number in "12"]
    assert [rows for _, rows in groups(*endless)] == ["1", "1"]
    assert {len(name) for name, _ in groups(*endless)} == {200}


@pytest.mark.parametrize(
    ("name", "household_is", "citizen_is"),
    [
        ("Trần Văn An", "Gia đình ông (bà)", "Ông (bà)"),
        ("Ông Văn Tùng", "Gia đình", ""),
        ("Bà Lê Thị Bình", "Gia đình", ""),
        ("Gia đình ông An", "", ""),
        ("Hộ ông An", "", ""),
    ],
)
def test_a_name_is_addressed_once(name, household_is, citizen_is):
    """Ông is a surname too: the family is named as one all the same."""
    [paper] = certificates(household(name=name))
    assert paper["doi_tuong"] == household_is
    [paper] = certificates(household(name=name), ruleset="citizen-qd324-2023")
    assert paper["doi_tuong"] == citizen_is


@pytest.mark.parametrize(
    ("role", "said"), [("Học sinh", ""), ("thành viên", "Ông (bà)"), ("", "Ông (bà)")]
)
def test_learners_are_called_by_their_name(role, said):
    """Nobody calls a pupil Ông or Bà."""
    [paper] = certificates(household(role=role), ruleset="citizen-qd324-2023")
    assert paper["doi_tuong"] == said


def test_the_rules_are_cited_with_their_author_once():
    """And what is quoted in their title is quoted as in the rest of the paper."""
    for ruleset, said in (
        (HOUSEHOLD, "(bộ tiêu chí khung các danh hiệu học tập giai đoạn 2016 - 2020)"),
        ("citizen-qd324-2023", "(bộ tiêu chí “Công dân học tập”)"),
    ):
        found = titles(household(), ruleset=ruleset).listed()
        assert found["trich_yeu"] == said
        assert found["van_ban"].endswith(" của Hội Khuyến học Việt Nam")


@pytest.mark.parametrize("other", ["", None, "Xã B"])
def test_a_place_that_not_every_row_has_is_not_that_of_the_list(other):
    """A blank is not taken for what stands in other rows."""
    rows = [household(commune="Xã A"), household(commune=other)]
    assert "xã A" not in titles(*rows).listed()["kinh_gui"]
    assert "xã A" in titles(*rows[:1]).listed()["kinh_gui"]


def test_numbers_run_through_the_groups_and_certificates_have_the_same():
    """So a certificate is found by its number in the list."""
    rows = [household(name=name, hamlet=place) for name, place in zip("abc", "121", strict=True)]
    found = titles(*rows)
    listed = {
        row["so"]: row["ten"] for each in found.listed()["cac_nhom"] for row in each["cac_dong"]
    }
    assert listed == {"1": "a", "2": "c", "3": "b"}
    assert {each["so"]: each["ten"] for each in certificates(*rows)} == listed
    middle = found.certificates(2, 2)
    assert [each["ten"] for each in middle["cac_giay"]] == ["c"]
    assert middle["so_giay"] == "1"


def test_how_far_certificates_are_is_told():
    """After each, its number."""
    told: list[int] = []
    list(titles(household(), household()).certificates(1, 2, told.append)["cac_giay"])
    assert told == [1, 2]


# --- whom -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "name", "address"),
    [
        ({}, "Trần Văn An", "Gia đình ông (bà)"),
        ({"name": "Hộ ông An"}, "Hộ ông An", ""),
        ({"name": "GIA ĐÌNH BÀ AN"}, "GIA ĐÌNH BÀ AN", ""),
        ({"name": "Bàng Văn An"}, "Bàng Văn An", "Gia đình ông (bà)"),
        ({"name": " "}, "H1", "Gia đình ông (bà)"),
        ({"name": None, "id": None}, DOTS, "Gia đình ông (bà)"),
    ],
)
def test_whom_a_certificate_names(about, name, address):
    """The name, else the id, else dots; addressed unless the name already does."""
    [paper] = certificates(household(**about))
    assert (paper["ten"], paper["doi_tuong"]) == (name, address)


def test_the_list_tells_points_rank_and_what_was_not_shown():
    """Points as an interval while open; a rank only where there are several."""
    open_ = household()._replace(low=Decimal("70.5"), high=Decimal(82), missing="A1.1, A2.3")
    [group] = titles(open_).listed()["cac_nhom"]
    [row] = group["cac_dong"]
    assert row["ket_qua"] == "70,5–82 điểm"
    assert row["ghi_chu"] == "chưa có số liệu A1.1, A2.3"


def test_a_ruleset_of_levels_has_ranks_and_no_points():
    """A rank that is not decided is left to be written in."""
    unit = Row({"id": "D1", "name": "Trường A"}, None, None, "muc_do_2")
    rows = [unit, unit._replace(rating=None)]
    ruleset = "unit-province-tt24-2023"
    [group] = titles(*rows, ruleset=ruleset).listed()["cac_nhom"]
    assert [row["ket_qua"] for row in group["cac_dong"]] == ["Mức độ 2", ""]
    papers = certificates(*rows, ruleset=ruleset)
    assert [paper["xep_loai"] for paper in papers] == ["Mức độ 2", DOTS]


def test_one_rank_is_not_told_beside_its_title():
    """Every household on the list has the same."""
    assert [paper["xep_loai"] for paper in certificates(household())] == [""]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0), ""),
        ((1200, 0, 0), "1.200 hộ chưa đạt"),
        ((0, 1, 2), "1 hộ chưa xác định, vì thiếu số liệu; 2 hộ có lỗi trong bảng, chưa chấm"),
    ],
)
def test_who_is_not_on_the_list(counts, said):
    """Counted by why, and nothing where nobody is."""
    assert titles(household(), counts=counts).listed()["khong_co_ten"] == said


# --- from whom and when -----------------------------------------------------------------

PLACES = {"commune": "Xã Tiên Tân", "district": "Thành phố Phủ Lý", "province": "Tỉnh Hà Nam"}
AFTER = Span(date(2026, 1, 1), date(2026, 12, 31))
BEFORE = Span(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("ruleset", "period", "office", "on_behalf", "signer"),
    [
        (HOUSEHOLD, None, "Ủy ban nhân dân xã Tiên Tân", "TM. Ủy ban nhân dân", "Chủ tịch"),
        ("unit-district-tt24-2023", None, "Ủy ban nhân dân thành phố Phủ Lý", "", "Chủ tịch"),
        ("unit-province-tt24-2023", None, "Ủy ban nhân dân tỉnh Hà Nam", "", "Chủ tịch"),
        ("unit-tt22-2020", None, f"Ủy ban nhân dân {DOTS}", "", "Chủ tịch"),
        ("commune-tt25-2023", BEFORE, "Phòng Giáo dục và Đào tạo", "", "Trưởng phòng"),
        ("commune-tt25-2023", AFTER, "Sở Giáo dục và Đào tạo", "", "Giám đốc"),
        ("commune-tt25-2023", None, DOTS, "", DOTS),
        ("province-tt25-2023", None, "Bộ Giáo dục và Đào tạo", "", "Bộ trưởng"),
        ("citizen-qd324-2023", None, DOTS, "", DOTS),
    ],
)
def test_who_gives_the_title(ruleset, period, office, on_behalf, signer):
    """By the procedure of the ruleset at the end of the period; where it is not sure, dots."""
    row = Row({"id": "1", "name": "A", **PLACES})
    found = titles(row, ruleset=ruleset, period=period)
    told = found.certificates(1, 1)
    [paper] = told["cac_giay"]
    assert (paper["co_quan"], told["thay_mat"], told["nguoi_ky"]) == (office, on_behalf, signer)
    assert found.listed()["kinh_gui"] == office


@pytest.mark.parametrize(
    ("commune", "office", "town"),
    [
        ("Phường Lê Lợi", "Ủy ban nhân dân phường Lê Lợi", "Lê Lợi"),
        ("Tiên Tân", f"Ủy ban nhân dân {DOTS} Tiên Tân", "Tiên Tân"),
        (None, f"Ủy ban nhân dân {DOTS}", DOTS),
    ],
)
def test_the_committee_of_a_commune(commune, office, town):
    """Its kind is never guessed."""
    [paper] = certificates(household(commune=commune))
    assert (paper["co_quan"], paper["dia_danh"]) == (office, town)


def test_a_list_of_several_communes_goes_to_none_of_them():
    """Each certificate is that of its own commune."""
    rows = [household(commune=name) for name in ("Xã A", "Xã B")]
    assert titles(*rows).listed()["kinh_gui"] == f"Ủy ban nhân dân {DOTS}"
    offices = [paper["co_quan"] for paper in certificates(*rows)]
    assert offices == ["Ủy ban nhân dân xã A", "Ủy ban nhân dân xã B"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2025, 1, 1), (2025, 12, 31), "năm 2025"),
        ((2025, 9, 1), (2026, 8, 31), "năm học 2025-2026"),
        ((2025, 9, 1), (2027, 8, 31), "từ 01/09/2025 đến 31/08/2027"),
        ((2025, 1, 1), (2025, 6, 30), "từ 01/01/2025 đến 30/06/2025"),
    ],
)
def test_the_period_in_words(first, last, said):
    """A year, a school year, or from a day to a day."""
    told = titles(household(), period=Span(date(*first), date(*last))).listed()
    assert told["ky"] == said
    assert told["nam"] == str(last[0])


def test_no_period_leaves_the_year_open():
    """It is written by hand."""
    told = titles(household()).listed()
    assert (told["ky"], told["nam"]) == (f"năm {DOTS}", DOTS)


# --- layout -----------------------------------------------------------------------------


def made(name, *rows, **said):
    found = titles(*rows, **said)
    variables = found.listed() if name == LIST else found.certificates(1, len(rows))
    return docx.Document(BytesIO(fill(template(name), variables)))


def test_the_head_of_the_list_stands_on_every_page_and_no_row_breaks():
    """As the properties of its rows ask of Word."""
    document = made(LIST, *[household(hamlet="Thôn 1")] * 3)
    [table] = [each for each in document.tables if each.cell(0, 0).text == "TT"]
    heads = [row for row in table.rows if row._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert [row.cells[0].text for row in heads] == ["TT"]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    closing = table.rows[-1].cells[0]
    assert all(
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows[-4:-1]
    )
    assert closing.paragraphs[0].text == "Danh sách này có 3 hộ."
    assert closing.tables[-1].cell(0, 0).text.startswith("NGƯỜI LẬP DANH SÁCH")


def test_a_certificate_is_a_framed_page_on_its_side_without_a_number():
    """A4, alike at both sides."""
    document = made(CERTIFICATE, household())
    [page] = document.sections
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    assert page.left_margin == page.right_margin
    sides = page._sectPr.find(qn("w:pgBorders"))
    assert {side.tag for side in sides} == {
        qn(f"w:{s}") for s in ("top", "left", "bottom", "right")
    }
    assert "PAGE" not in "".join(page.header._element.itertext())


@pytest.mark.parametrize("length", [32, 33])
def test_a_name_that_one_line_cannot_hold_is_set_smaller(length):
    """And not in capitals; it stands there once either way."""
    name = "n" * length
    document = made(CERTIFICATE, household(name=name))
    [said] = [each for each in document.paragraphs if each.text.lower() == name]
    assert (said.text == name) == (length == 33)
    assert (said.runs[0].font.size.pt < 30) == (length == 33)


def closing(document):
    """The paragraphs on one page with the signatures."""
    return document.tables[-1].rows[-1].cells[0].paragraphs


@pytest.mark.parametrize("provisional", [False, True])
@pytest.mark.parametrize("name", TITLE_PAPERS)
def test_provisional_figures_are_told_once_and_only_where_there_are(name, provisional):
    """In each document; the page before certificates is there for that alone."""
    document = made(name, household(), household(), provisional=provisional)
    said = [each.text for each in (*document.paragraphs, *closing(document))]
    assert sum(line.startswith("Tạm tính:") for line in said) == provisional
    assert said.count("TỜ NÀY KHÔNG PHÁT") == (provisional and name == CERTIFICATE)
