"""What is altered between two rulesets, in sentences for the pages of the second."""

from __future__ import annotations

import pytest

from assessment.rulebook.catalog import Catalog
from assessment.rulebook.diff import diff
from assessment.views.differences import sentences, witness_files
from assessment.wording import Words
from tests.samples import POINTS
from tests.unit.rulebook.kinds import KINDS, UNIT, compared

VI = Words("vi")

SAID = [
    ("at_least: 50%, points: 3", "at_least: 60%, points: 3", "1.1: mức từ 50% (3 điểm) nay là từ 60%."),
    ("at_least: 20%, points: 1", "at_least: 25%, points: 1.5", "1.1: mức từ 20% (1 điểm) nay là từ 25% (1,5 điểm)."),
    ("at_least: 20%, points: 1", "at_least: 20%, points: 1.5", "1.1: mức từ 20%: 1 điểm nay là 1,5 điểm."),
    ("    - {at_least: 20%, points: 1}\n", "", "1.1: bỏ mức từ 20%: 1 điểm."),
    ("{at_least: 40%}", "{at_least: 30%}", "1.1: khu vực khó khăn: mức từ 40% (3 điểm) nay là từ 30%."),
    ("over: adults, none_means: met", "over: pupils, none_means: met", "1.1: tỷ lệ: trước Người học / Người lớn; nay Người học / Học sinh."),
    (", none_means: met", ", may_exceed: true", "1.1: tỷ lệ nay được vượt 100%; 0 trên 0 không còn được tính là đạt."),
    ("{option: joint, points: 1}", "{option: none, points: 1}", '1.2: mức "Chung" (1 điểm) nay là "Không".'),
    ("{option: own, points: 2}", "{at_least: own, points: 2}", '1.2: mức "Riêng" (2 điểm) nay là từ "Riêng" (không làm đổi kết quả nào).'),
    ("at_least: 90%", "at_least: 80%", "1.3: đủ 5 điểm từ 90% nay là từ 80%."),
    (", full_at: {ratio: {of: pupils, over: adults}, at_least: 90%}}", "}\n  - {id: '1.4', text: Học sinh, kind: threshold, count: pupils, levels: [{otherwise: true, points: 0}]}", "1.3: không còn đủ 5 điểm theo tỷ lệ (trước từ 90%)."),
    ("{key: hall, points: 2}, {key: books, points: 2}", "{key: hall, points: 1}, {key: books, points: 3}", '2.1: phần "Nhà văn hóa": 2 điểm nay là 1 điểm; phần "Tủ sách": 2 điểm nay là 3 điểm.'),
    ("{at_least: 6, points: 2}", "{at_least: 5, points: 2}", "2.2: Lượt thăm: mức từ 6 (2 điểm) nay là từ 5."),
    ("kind: all_of, keys: [plan, budget], points: 3", "kind: checklist, parts: [{key: plan, points: 1}, {key: budget, points: 2}]", "2.3: cách chấm: phải đủ mọi phần nay là cộng từng phần: Kế hoạch: 1 điểm · Kinh phí: 2 điểm."),
    ("then: full", "then: left_out", "Tiêu chí 1: khi không áp dụng (không có ai): tính đủ điểm nay là không tính."),
    ("  may_not_apply: {when: không có ai, then: full}\n", "", "Tiêu chí 1: không còn trường hợp không áp dụng (trước: không có ai)."),
    ("{when: không có ai,", "{when: vắng hết,", 'Tiêu chí 1: trường hợp không áp dụng: "không có ai" nay là "vắng hết".'),
    ("{id: G1, text: An toàn,", "{id: G1, text: Bình yên,", 'G1: lời văn: "An toàn" nay là "Bình yên".'),
    ("total: {at_least: 16}", "total: {at_least: 15}", 'Xếp loại "Tốt": cần từ 16 điểm, không tiêu chí nào bị điểm 6; nay cần từ 15 điểm, không tiêu chí nào bị điểm 6.'),
    ("{total: {at_least: 8}}", "{total: {at_least: 7}}", 'Xếp loại "Đạt": khu vực khó khăn: cần từ 8 điểm; nay cần từ 7 điểm.'),
    ("at_most: 100", "at_most: 99", 'Số liệu "Lượt thăm" [visits]: giá trị lớn nhất: trước 100; nay 99.'),
    ("{id: joint, label: Chung}, ", "{id: joint, label: Chung}, {id: two, label: Hai bên}, ", 'Số liệu "Nghị quyết" [resolution]: lựa chọn: thêm "Hai bên".'),
    ("[disadvantaged]", "[disadvantaged, extremely_disadvantaged]", "Khu vực khó khăn: khu vực dùng thang khó khăn: trước khu vực khó khăn; nay khu vực khó khăn, khu vực đặc biệt khó khăn."),
    ("[disadvantaged]", "[]", "Khu vực khó khăn: khu vực dùng thang khó khăn: trước khu vực khó khăn; nay không ghi."),
    ("step: 0.5", "step: 1", "Thang điểm: bước điểm: trước 0,5; nay 1."),
    ("in_force: {from: 2020-01-01}", "in_force: {from: 2020-01-01, to: 2025-12-31}", "Văn bản: ngày cuối còn hiệu lực: trước không ghi; nay 31/12/2025."),
    ("months: 36", "months: 24", "Thời hạn công nhận: số tháng: trước 36; nay 24."),
    ("starts: next_year", "starts: decision", "Thời hạn công nhận: ngày bắt đầu tính: trước đầu năm sau; nay ngày ra quyết định."),
    ("validity: {months: 36, counted: từ năm sau, starts: next_year}\n", "", "Thời hạn công nhận: bỏ 36 tháng, từ năm sau."),
    ("before: 02-28", "before: 03-31", "Quy trình: thời hạn: trước 28/02; nay 31/03."),
    ("  - {what: Nộp hồ sơ, before: 02-28}\n", "  - {what: Nộp hồ sơ, before: 02-28}\n  - {what: Xét, before: 05-31}\n", "Quy trình: thời hạn: thêm Xét (31/05)."),
    ("title: Đủ kiểu", "title: Đủ các kiểu", 'Tên bộ tiêu chí: "Đủ kiểu" nay là "Đủ các kiểu".'),
    ("gates:\n", "gates:\n- {id: G2, text: Quỹ, kind: yes_no, key: plan}\n", "Thêm G2  Quỹ."),
    ("exclusions:\n- {id: X1, text: Vi phạm, key: violation}\n", "", 'Bỏ trường hợp loại trừ "Vi phạm".'),
    ("ratings:\n", "ratings:\n- {id: xs, title: Xuất sắc, when: {total: {at_least: 19}}}\n", 'Thêm xếp loại "Xuất sắc": từ 19 điểm.'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sentence"), SAID, ids=[said for _, _, said in SAID])
def test_a_change_is_one_plain_sentence(old, new, sentence):
    """Every kind of change is said as an official says it, with the figures before and after."""
    assert sentence in sentences(compared(KINDS, (old, new)), VI)


MORE = [
    (
        [("max: 5, full_at", "max: 4, full_at"), ("{at_least: 50%, points: 3, dis", "{at_least: 50%, points: 4, dis")],
        "1.3: điểm tối đa: 5 nay là 4.",
    ),
    (
        [("{key: hall, points: 2}, {key: books, points: 2}", "{key: hall, points: 4}"), ("books: {label: Tủ sách,", "books: {label: Tủ sách, checked_only: true,")],
        '2.1: phần "Nhà văn hóa": 2 điểm nay là 4 điểm; bỏ phần "Tủ sách": 2 điểm.',
    ),
    (
        [("keys: [plan, budget]", "keys: [plan]"), ("budget: {label: Kinh phí,", "budget: {label: Kinh phí, checked_only: true,")],
        '2.3: bỏ phần "Kinh phí".',
    ),
    (
        [("{kind: yes_no, key: award, points: 3}", "{kind: yes_no, key: plan, points: 3}"), ("award: {label: Giải thưởng,", "award: {label: Giải thưởng, checked_only: true,")],
        "2.2: Kế hoạch: số liệu: trước Giải thưởng; nay Kế hoạch.",
    ),
    (
        [("kind: yes_no, key: award, points: 3", "kind: yes_no, key: award, points: 2")],
        "2.2: Giải thưởng: khi đạt: 3 điểm nay là 2 điểm.",
    ),
    (
        [("    - {at_least: 50%, points: 3, disadvantaged: {at_least: 40%}}\n", ""), ("    - {at_least: 20%, points: 1}\n", "    - {at_least: 20%, points: 1}\n    - {at_least: 50%, points: 3, disadvantaged: {at_least: 40%}}\n")],
        "1.1: các mức xếp lại: từ 20%: 1 điểm · từ 50%: 3 điểm · còn lại: 0 điểm.",
    ),
    (
        [("{at_least: 20%, points: 1}", "{at_least: 20%, ratio: {of: pupils, over: adults}, points: 1}")],
        "1.1: mức từ 20% (1 điểm) nay là từ 20% (học sinh).",
    ),
    (
        [("of: learners", "of: students"), ("learners: {label", "students: {label")],
        '1.1: số liệu "Người học": khóa learners nay là students.',
    ),
    (
        [("key: award", "key: prize"), ("award: {label", "prize: {label")],
        '2.2: Giải thưởng: số liệu "Giải thưởng": khóa award nay là prize.',
    ),
    (
        [('id: "1.2"', 'id: "1.20"')],
        "1.20: mã: 1.2 nay là 1.20 (không làm đổi kết quả nào).",
    ),
    (
        [("text: Nghị quyết\n    kind", "text: Nghị quyết\n    note: Của đảng ủy\n    kind")],
        '1.2: ghi chú: thêm "Của đảng ủy".',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("bends", "sentence"), MORE, ids=[sentence for _, sentence in MORE])
def test_changes_that_take_others_with_them(bends, sentence):
    """What cannot change alone is still said for itself."""
    assert sentence in sentences(compared(KINDS, *bends), VI)


SHOWN = [
    ("text: Vi phạm, key: violation", "text: Vi phạm, key: safe", "Vi phạm: có: trước có: loại; sau chưa rõ"),
    ("then: full", "then: left_out", "1 không áp dụng: trước 10 điểm; sau 0 điểm"),
    ("  may_not_apply: {when: không có ai, then: full}\n", "", '1 không áp dụng: trước 10 điểm; sau không nhận ("1" không được bỏ qua'),
    ("at_most: 100", "at_most: 99", 'Lượt thăm ghi "100": trước nhận; sau không nhận ("100" nằm ngoài khoảng từ 0 đến 99)'),
    ("step: 0.5", "step: 1", "1.3 người chấm cho 0,5/5 điểm: trước 0,5 điểm; sau không nhận"),
    ("{at_least: 40%}", "{at_least: 45%}", "khu vực khó khăn; 1.1 Người học: 2 / 5 = 40%: trước 3 điểm; sau 1 điểm"),
    ("ratings:\n", "ratings:\n- {id: xs, title: Xuất sắc, when: {total: {at_least: 19}}}\n", "hồ sơ đủ số liệu: trước 19 điểm, Tốt; sau 19 điểm, Xuất sắc"),
    (", no_criterion_at: 6", "", "tiêu chí bị điểm 6: 1: trước 16 điểm, Đạt; sau 16 điểm, Tốt"),
    ("gates:\n", "gates:\n- {id: G2, text: Quỹ, kind: yes_no, key: plan}\n", "G2 Kế hoạch: không: trước không có nội dung này; sau không đạt"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), SHOWN, ids=[said for _, _, said in SHOWN])
def test_a_witness_is_said_with_what_each_ruleset_makes_of_it(old, new, said):
    """Whom it is about, what it states, the result before and the result after."""
    found = [text for text, _ in witness_files(compared(KINDS, (old, new)), VI).values()]
    assert any(said in text for text in found), found


def test_a_unit_that_is_newly_taken():
    """A kind of unit that came is named; so are the levels met of an item for some units."""
    found = compared(UNIT, ("- {id: firm,", "- {id: bank, text: ngân hàng}\n- {id: firm,"))
    ((said, _),) = witness_files(found, VI).values()
    assert said.startswith('đơn vị loại "ngân hàng": trước không nhận')
    assert said.endswith("; sau nhận")
    found = compared(UNIT, ("{unit_type: [school]}", "{unit_type: [firm]}"))
    shown = [text for text, _ in witness_files(found, VI).values()]
    assert "trường học; 1.1 Kế hoạch: có: trước đạt mức độ 1; sau không xét" in shown
    assert "doanh nghiệp; 1.1 Kế hoạch: không: trước không xét; sau không đạt" in shown


def test_an_audience_is_said_by_kinds_of_unit():
    """Whom an item is for is said by the names of the kinds of unit."""
    (said,) = sentences(
        compared(UNIT, ("{unit_type: [school]}", "{not_unit_type: [firm], public: true}")), VI
    )
    assert (
        said == "1.1: áp dụng cho: trước chỉ trường học; nay mọi đơn vị trừ doanh nghiệp; công lập."
    )


def test_what_came_into_an_audience_from_all():
    """An item that was for all and is for some."""
    (said,) = sentences(
        compared(UNIT, ("key: budget}", "key: budget, applies_to: {public: false}}")), VI
    )
    assert said == "1.2: áp dụng cho: trước mọi đơn vị; nay ngoài công lập."


def test_sources_are_left_to_the_page():
    """A basis or a source that is another makes no sentence."""
    assert sentences(compared(POINTS, ("source: Điều 1", "source: Điều 2")), VI) == ()


def test_two_different_things_are_one_sentence():
    """Of a ruleset and its successor with other indicators only that is said, in either language."""
    catalog = Catalog()
    found = diff(catalog.get("tt44-2014"), catalog.get("commune-tt25-2023"))
    (said,) = sentences(found, VI)
    assert said.startswith("Hai bộ đo những điều khác nhau")
    assert len(sentences(found, Words("en"))) == 1


def test_no_witness_is_written_twice():
    """A dossier that shows two things is one file; names tell what each is about."""
    found = compared(
        KINDS,
        ("total: {at_least: 16}", "total: {at_least: 17}"),
        ("at_least: 90%", "at_least: 80%"),
    )
    files = witness_files(found, VI)
    contents = [str(content) for _, content in files.values()]
    assert len(set(contents)) == len(contents)
    assert {name.rpartition("-")[0] for name in files} == {"1.3", "xep-loai"}
