"""Registers of classes as volunteers keep them: what is read, and what is named as wrong."""

from __future__ import annotations

import datetime as dt
import unicodedata
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from assessment.errors import RegisterError, UsageError
from assessment.intake.register import read_register, stated_of
from assessment.model.register import UNKNOWN, Amount, Counted, Span
from assessment.register import add_up

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "lop-hoc"
HEADS = "STT,Ngày,Nhóm,Chuyên đề,Số lượt người"
YEAR = Span(date(2019, 1, 1), date(2019, 12, 31))


@pytest.fixture
def table(tmp_path):
    """A register of these lines below the usual heads, read."""

    def made(*lines, heads=HEADS, name="so.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text("\n".join((heads, *lines)), encoding=encoding)
        return read_register(path)

    return made


@pytest.fixture
def workbook(tmp_path):
    """An Excel file: a list of rows a sheet."""

    def made(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name.replace("_", " "))
            for row in rows:
                sheet.append(row)
        path = tmp_path / "so.xlsx"
        book.save(path)
        return path

    return made


def told(notices):
    return [(notice.code, notice.place.line, notice.place.path) for notice in notices]


def sums(register, period=None, *stated):
    return add_up([register], period, stated)


def counts(tally):
    return tally[Counted.CLASSES], tally[Counted.ATTENDANCES]


# --- the seeds' own registers ----------------------------------------------------------


def test_mao_khe_adds_up_and_counts_no_people():
    """101 classes and 12.734 attendances in six groups, as printed; "người học" are no people."""
    register = read_register(EXAMPLES / "mao-khe-2012-2013.csv")
    tally = sums(register, None, *stated_of("101 lớp với 12.734 người học", "--stated"))
    assert counts(tally) == (Amount.of(101), Amount.of(12_734))
    assert [s.amounts[Counted.CLASSES].low for s in tally.groups.values()] == [36, 17, 4, 2, 33, 9]
    assert [check.agrees for check in tally.checks] == [True, True, True]
    assert tally.slips == ()
    assert [n.code for n in tally.warnings] == ["register.people_are_attendances"]
    assert tally[Counted.PEOPLE] is None
    assert register.said_of_people == "Số người học"


def test_ai_thuong_states_55_and_lists_54():
    """The slip is named by its cell, with what is stated and what adds up."""
    tally = sums(read_register(EXAMPLES / "ai-thuong-2021-2022.csv"))
    assert counts(tally) == (Amount.of(54), Amount.of(4407))
    (slip,) = tally.slips
    assert told([slip]) == [("register.sum_of_classes", 9, "B9")]
    assert (slip.params["stated"], slip.params["sum"]) == (Amount.of(55), Amount.of(54))
    assert slip.params["listed"] == " (12 + 11 + 10 + 21)"


def test_my_tho_states_round_numbers_only():
    """26 classes add up; "trên 1.100" and "gần 900" bound the attendances, and are named."""
    tally = sums(read_register(EXAMPLES / "my-tho-phuong-4-2016.csv"))
    assert counts(tally) == (Amount.of(26), Amount(1101))
    rough = "register.rough_amount"
    assert told(tally.warnings) == [(rough, 5, "D5"), (rough, 6, "D6")]
    assert [check.agrees for check in tally.checks] == [True, None]
    assert tally.slips == ()


# --- files -----------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_csv_of_any_make_is_read(tmp_path, delimiter, encoding, form):
    """Comma, semicolon or tab, with BOM or without, accents composed or not."""
    lines = [HEADS.split(","), ["1", "15/3/2019", "Pháp luật", '"Đất đai; nhà, ở"', " 45 "]]
    text = unicodedata.normalize(form, "\r\n".join(delimiter.join(line) for line in lines))
    path = tmp_path / "so.csv"
    path.write_bytes(text.encode(encoding))
    (held,) = read_register(path).classes
    assert (held.group, held.topic, held.attendances) == (
        "Pháp luật",
        "Đất đai; nhà, ở",
        Amount.of(45),
    )


def test_a_file_of_another_kind_is_refused(tmp_path):
    """By its ending, before it is opened."""
    with pytest.raises(UsageError, match=r"register\.unknown_format"):
        read_register(tmp_path / "so.docx")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "register.no_table"),
        ("Tên,Tuổi\nAn,40".encode(), "register.no_table"),
        (HEADS.encode(), "register.no_classes"),
        (f"{HEADS}\n,,,Tổng,0".encode(), "register.no_classes"),
        (HEADS.encode("utf-16"), "file.not_text"),
    ],
)
def test_what_is_no_register_is_refused(tmp_path, content, code):
    """No heads, no rows, no text: told as such, without a traceback."""
    path = tmp_path / "so.csv"
    path.write_bytes(content)
    with pytest.raises(RegisterError) as found:
        read_register(path)
    assert [notice.code for notice in found.value.notices] == [code]


def test_a_file_that_is_not_there_is_told(tmp_path):
    """Neither as CSV nor as Excel."""
    for name in ("so.csv", "so.xlsx"):
        with pytest.raises(RegisterError, match=r"file\.not_found"):
            read_register(tmp_path / name)


@pytest.mark.parametrize(("rows", "read"), [(9_999, True), (10_000, False)])
def test_rows_are_bounded(tmp_path, rows, read):
    """Ten thousand rows, the heads among them, and no more."""
    path = tmp_path / "so.csv"
    path.write_text("\n".join([HEADS, *["1,,A,B,3"] * rows]), encoding="utf-8")
    if read:
        assert len(read_register(path).classes) == rows
    else:
        with pytest.raises(RegisterError, match=r"sheet\.too_many_rows"):
            read_register(path)


@pytest.mark.parametrize(("length", "read"), [(2_000, True), (2_001, False)])
def test_cells_are_bounded(tmp_path, length, read):
    """Two thousand characters, and no more."""
    path = tmp_path / "so.csv"
    path.write_text(f"{HEADS}\n1,,A,{'B' * length},3", encoding="utf-8")
    if read:
        assert len(read_register(path).classes) == 1
    else:
        with pytest.raises(RegisterError, match=r"sheet\.cell_too_long"):
            read_register(path)


# --- heads -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heads",
    [
        "TT,Thời gian,Lĩnh vực,Nội dung,Số học viên",
        "Số TT,NGÀY THÁNG,Nhóm lớp,Tên lớp,Số người học",
        " stt , Ngày , nhóm nội dung , Tên chuyên đề , Lượt người tham dự ",
        "No,Date,Group,Topic,Learners",
    ],
)
def test_heads_are_known_in_several_wordings(table, heads):
    """Whatever the columns are called, the row says the same."""
    (held,) = table("1,15/3/2019,Pháp luật,Đất đai,45", heads=heads).classes
    assert held.span == Span(date(2019, 3, 15), date(2019, 3, 15))
    assert (held.group, held.topic, held.attendances) == ("Pháp luật", "Đất đai", Amount.of(45))


def test_titles_above_and_sub_heads_below_are_passed(table):
    """Title rows, blank lines, a second row of heads, the numbers of columns, heads repeated."""
    register = table(
        "",
        "STT,Nội dung,Số học viên,,Ghi chú",
        ",,Tổng số,Nữ,",
        "(1),(2),(3),(4),(5)",
        "1,Đất đai,45,20,",
        "STT,Nội dung,Số học viên,,Ghi chú",
        ",,Tổng số,Nữ,",
        "2,Hôn nhân,30,10,",
        heads="SỔ THEO DÕI LỚP HỌC,,,,",
    )
    tally = sums(register)
    assert tally[Counted.ATTENDANCES] == Amount.of(75)
    assert tally[Counted.WOMEN] == Amount.of(30)


def test_attendances_are_preferred_to_learners(table):
    """Where a register has both, attendances count, and the other column is named as unused."""
    register = table("1,Đất đai,30,90", heads="STT,Nội dung,Số người,Số lượt người")
    assert register.classes[0].attendances == Amount.of(90)
    assert told(register.warnings) == [("register.column_not_read", 1, "C1")]
    assert register.said_of_people == ""


def test_a_column_said_twice_is_read_once(table):
    """Plan and result: the first is read, the second named."""
    register = table("1,Đất đai,30,25", heads="STT,Nội dung,Số học viên,Số học viên đạt")
    assert register.classes[0].attendances == Amount.of(30)
    assert told(register.warnings) == [("register.column_not_read", 1, "D1")]


# --- rows ------------------------------------------------------------------------------


def test_a_class_without_learners_is_missing_and_not_zero(table):
    """The class counts; attendances are then at least those known."""
    register = table("1,15/3/2019,A,B,45", "2,16/3/2019,A,C,")
    assert told(register.warnings) == [("register.no_learners", 3, "E3")]
    assert counts(sums(register)) == (Amount.of(2), Amount(45))


def test_a_cell_that_is_no_count_is_named(table):
    """A bad cell gives nothing; good rows stay."""
    register = table("1,,A,B,45", "2,,A,C,đông", "3,,A,D,12,5".replace("12,5", '"12,5"'))
    bad = "register.bad_amount"
    assert told(register.warnings) == [(bad, 3, "E3"), (bad, 4, "E4")]
    assert counts(sums(register)) == (Amount.of(3), Amount(45))


def test_zero_learners_are_zero(table):
    """A stated 0 is known."""
    assert counts(sums(table("1,,A,B,0"))) == (Amount.of(1), Amount.of(0))


def test_a_day_of_no_calendar_is_named_and_its_class_kept(table):
    """The class is counted, its day unknown."""
    register = table("1,31/2/2019,A,B,45")
    assert told(register.warnings) == [("register.bad_date", 2, "B2")]
    assert counts(sums(register, YEAR)) == (Amount.of(1), Amount.of(45))


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        ("31/12/2018", False),
        ("1/1/2019", True),
        ("31/12/2019", True),
        ("1/1/2020", False),
        ("12/2018", False),
        ("Từ 30/12/2018 đến 2/1/2019", True),
        ("", True),
    ],
)
def test_a_class_outside_the_period_is_named_and_not_counted(table, day, inside):
    """Eve, first day, last day and morrow; what reaches in and what has no day are counted."""
    tally = sums(table("1,1/6/2019,A,B,45", f"2,{day},A,C,30"), YEAR)
    assert counts(tally) == (
        (Amount.of(2), Amount.of(75)) if inside else (Amount.of(1), Amount.of(45))
    )
    outside = [] if inside else [("register.outside_period", 3, None)]
    assert told(tally.warnings) == outside


def test_the_same_row_twice_is_named(table):
    """Same day, group, topic and learners: named, and counted; another day is another class."""
    row = "15/3/2019,Pháp luật,Đất đai,45"
    tally = sums(table(f"1,{row}", f"2,{row}", "3,16/3/2019,Pháp luật,Đất đai,45"))
    assert told(tally.warnings) == [("register.row_twice", 3, None)]
    assert tally.warnings[0].params["other"] == "2"
    assert counts(tally) == (Amount.of(3), Amount.of(135))


def test_numbers_left_out_and_repeated_are_named(table):
    """1, 2, 2, 5: one row too many, or two too few; beginning again at 1 is a section."""
    numbers = ["1", "2", "2", "5", "1", "2"]
    register = table(*(f"{n},,A,B{i},3" for i, n in enumerate(numbers)))
    assert told(register.warnings) == [
        ("register.number_twice", 4, "A4"),
        ("register.number_left_out", 5, "A5"),
    ]


def test_a_group_left_empty_is_that_of_the_row_above(table):
    """As merged cells are exported; told once, with how many rows."""
    register = table("1,,Pháp luật,B,3", "2,,,C,4", "3,,,D,5", "4,,Dạy nghề,E,6")
    assert [held.group for held in register.classes] == ["Pháp luật"] * 3 + ["Dạy nghề"]
    assert told(register.warnings) == [("register.group_carried", 3, None)]
    assert register.warnings[0].params["count"] == 2


def test_groups_typed_alike_are_one_and_nearly_alike_are_named(table):
    """Accents and case do not part groups; a slip in a letter does, and is named; numbers do."""
    tally = sums(table("1,,Pháp luật,B,3", "2,,PHÁP  LUẬT,C,4", "3,,Pháp luậtt,D,5"))
    assert [sum_.rows for sum_ in tally.groups.values()] == [2, 1]
    assert told(tally.warnings) == [("register.groups_alike", 4, None)]
    tally = sums(table("1,,Nhóm 1: lớp học,B,3", "2,,Nhóm 2: lớp học,C,4"))
    assert tally.warnings == ()


def test_signatures_and_empty_numbered_rows_are_no_classes(table):
    """What is neither class nor total is set aside with its text; blank numbered rows are nothing."""
    register = table("1,,A,B,3", "2", "", ",,Người lập,,Giám đốc", ",,,,Xã A ngày 5/6/2019")
    assert len(register.classes) == 1
    texts = [(place.line, text) for place, text in register.set_aside]
    assert texts == [(5, "Người lập Giám đốc"), (6, "Xã A ngày 5/6/2019")]


def test_topics_that_begin_like_totals_are_classes(table):
    """Cộng đồng học tập, Tổng kết năm học: words of topics, not of totals."""
    rows = ("1,,A,Cộng đồng học tập,3", ",5/6/2019,A,Tổng kết năm học,4")
    register = table(*rows, ",7/6/2019,A,Cộng tác viên dân số,5")
    assert counts(sums(register)) == (Amount.of(3), Amount.of(12))
    assert register.totals == ()


def test_more_women_or_new_people_than_learners_is_a_slip(table):
    """Equal is right; one more is not."""
    heads = "STT,Nội dung,Số lượt người,Nữ,Học viên mới"
    tally = sums(table("1,B,30,30,30", "2,C,30,31,30", "3,D,30,0,31", heads=heads))
    assert told(tally.slips) == [
        ("register.more_women_than_learners", 3, None),
        ("register.more_people_than_attendances", 4, None),
    ]
    assert tally[Counted.PEOPLE] == Amount.of(91)


def test_a_table_below_the_register_is_not_read(table):
    """Sums by group under other heads would count twice; where they begin is told."""
    other = (",,,,", "STT,Nhóm,Số lớp,Số lượt người", "1,Luật,2,75")
    register = table("1,,Luật,Đất đai,45", "2,,Luật,Hôn nhân,30", *other)
    assert counts(sums(register)) == (Amount.of(2), Amount.of(75))
    assert told(register.warnings) == [("register.another_table", 5, None)]


@pytest.mark.parametrize("label", ["Lũy kế", "Mang sang", "Trong đó nữ", "Bình quân một lớp"])
def test_what_sums_up_otherwise_is_no_class(table, label):
    """Carried over, so far, of which, on average: set aside."""
    register = table("1,,Luật,Đất đai,45", f",,{label},,45")
    assert counts(sums(register)) == (Amount.of(1), Amount.of(45))
    assert len(register.set_aside) == 1


# --- totals ----------------------------------------------------------------------------


def test_totals_of_groups_and_of_all_are_checked(table):
    """Each against its own rows; one that is off is named, the others agree."""
    tally = sums(
        table(
            ",,Nhóm 1: Pháp luật,,",
            "1,,,Đất đai,45",
            "2,,,Hôn nhân,30",
            ",,Cộng,,75",
            ",,Nhóm 2: Dạy nghề,,",
            "1,,,May,20",
            ",,Cộng,,21",
            ",,Tổng cộng,3 lớp,95",
        )
    )
    assert [(check.label, check.agrees) for check in tally.checks] == [
        ("Cộng", True),
        ("Cộng", False),
        ("Tổng cộng", True),
        ("Tổng cộng", True),
    ]
    assert told(tally.slips) == [("register.sum_of_attendances", 8, "E8")]
    assert list(tally.groups) == ["Nhóm 1: Pháp luật", "Nhóm 2: Dạy nghề"]


def test_sections_all_summed_alike_have_no_total_of_all(table):
    """The last "Cộng" is of the last section, as those before it are of theirs."""
    rows = ("1,,A,B,3", ",,Cộng,,3", "1,,C,D,4", ",,Cộng,,4")
    assert [check.agrees for check in sums(table(*rows)).checks] == [True, True]


@pytest.mark.parametrize(
    ("first", "last", "below", "sum_"),
    [
        ((), "18", (), None),
        ((), "18", (",,Tổng cộng,,18",), None),
        ((), "18", (",,Tổng số lớp: 4 lớp,,",), None),
        ((",,Cộng,,7",), "18", (), None),
        ((",,Cộng,,7",), "11", (), None),
        ((), "11", (), 18),
        ((), "19", (), 18),
        ((",,Cộng,,7",), "12", (), 11),
    ],
)
def test_a_lone_total_below_the_last_section_may_be_of_all(table, first, last, below, sum_):
    """Of all where it is their sum, whatever stands around it; else it is held to what it is of."""
    rows = ("I,,Pháp luật,,", "1,,,B,3", "2,,,C,4", *first, "II,,Dạy nghề,,", "1,,,D,5", "2,,,E,6")
    slips = sums(table(*rows, f",,Cộng,,{last}", *below)).slips
    assert [slip.params["sum"] for slip in slips] == ([Amount.of(sum_)] if sum_ else [])


def test_a_section_that_is_the_whole_sum_keeps_its_own_total(table):
    """Nobody came to the other section's class: each "Cộng" is of its own section all the same."""
    rows = ("I,,Luật,,", "1,,,B,7", ",,Cộng,,7", "II,,Nghề,,", "1,,,D,0", ",,Cộng,,0")
    assert [check.agrees for check in sums(table(*rows)).checks] == [True, True]


def test_a_total_names_its_group(table):
    """Wherever it stands."""
    rows = ("1,,Nhóm 1: Luật,B,3", "2,,Nhóm 2: Nghề,C,4", "3,,Nhóm 1: Luật,D,5")
    tally = sums(table(*rows, ",,Cộng nhóm 1,,8", ",,Cộng nhóm nghề,,4", ",,Tổng,,12"))
    assert [check.agrees for check in tally.checks] == [True, True, True]


def test_a_total_may_stand_at_the_head(table):
    """Then it is of all that follows."""
    tally = sums(table(",,Tổng số,,7", "1,,A,B,3", "2,,A,C,4"))
    assert [check.agrees for check in tally.checks] == [True]


def test_what_is_numbered_with_letters_over_others_states_their_sum(table):
    """I and II over 1, 2: headings with sums; alone, they are rows themselves."""
    tally = sums(table("I,,Pháp luật,,8", "1,,,B,3", "2,,,C,4", "II,,Dạy nghề,,6", "1,,,D,6"))
    assert counts(tally) == (Amount.of(3), Amount.of(13))
    assert told(tally.slips) == [("register.sum_of_attendances", 2, "E2")]
    alone = table("I,Pháp luật,12,50", "II,Dạy nghề,3,20", heads="TT,Nhóm,Số lớp,Số lượt")
    assert counts(sums(alone)) == (Amount.of(15), Amount.of(70))


def test_a_total_that_rows_cannot_tell_is_held_against_subtotals(table):
    """A class without learners leaves its section's sum open; all sections' sums still tell."""
    rows = ("1,,A,B,3", "2,,A,C,", ",,Cộng,,9", "1,,D,E,4", ",,Cộng,,4")
    assert sums(table(*rows, ",,Tổng cộng,,13")).slips == ()
    slip = sums(table(*rows, ",,Tổng cộng,,14")).slips[0]
    assert told([slip]) == [("register.sum_of_attendances", 7, "E7")]
    assert (slip.params["sum"], slip.params["listed"]) == (Amount.of(13), " (9 + 4)")


def test_months_may_be_sections_too(table):
    """A heading of a month gives the day of rows that have none."""
    register = table("Tháng 3/2019,,,,", "1,,A,B,3", "Tháng 1/2020,,,,", "1,,A,C,4")
    assert counts(sums(register, YEAR)) == (Amount.of(1), Amount.of(3))


@pytest.mark.parametrize(
    ("people", "counted", "codes"),
    [
        ("74 người", Amount.of(74), []),
        ("75 người", None, ["register.people_are_attendances"]),
        ("76 người", None, ["register.more_people_than_attendances"]),
    ],
)
def test_people_are_never_more_than_attendances(table, people, counted, codes):
    """Fewer may be people; as many are the attendances themselves; more cannot be."""
    register = table("1,,A,B,45", "2,,A,C,30")
    tally = sums(register, None, *stated_of(people, "--stated"))
    assert tally[Counted.PEOPLE] == counted
    assert [notice.code for notice in (*tally.slips, *tally.warnings)] == codes


# --- several files and sheets ----------------------------------------------------------


def test_registers_are_added_up_by_group(table):
    """Groups of one name in two files are one; the same class in both is named."""
    one = table("1,15/3/2019,Pháp luật,Đất đai,45", name="quy-1.csv")
    two = table("1,15/3/2019,pháp luật,Đất đai,45", name="quy-2.csv")
    tally = add_up([one, two])
    assert counts(tally) == (Amount.of(2), Amount.of(90))
    assert list(tally.groups) == ["Pháp luật"]
    assert [notice.code for notice in tally.warnings] == ["register.row_twice"]
    assert tally.warnings[0].params["other"] == f"2, {one.file}"


def test_excel_days_and_numbers_are_read(workbook):
    """Cells that Excel keeps as days and numbers, below a title, with a merged group."""
    day = dt.datetime(2019, 3, 15)  # noqa: DTZ001 - a cell knows no time zone
    rows = [["SỔ LỚP"], HEADS.split(","), [1, day, "Luật", "B", 30], [2, 43539, None, "C", 45.0]]
    register = read_register(workbook(Sheet=rows))
    spans = {held.span for held in register.classes}
    assert spans == {Span(date(2019, 3, 15), date(2019, 3, 15))}
    assert counts(sums(register)) == (Amount.of(2), Amount.of(75))
    assert told(register.warnings) == [("register.group_carried", 4, "Sheet")]


def test_every_sheet_with_a_table_is_read_but_those_that_sum_up(workbook):
    """Quarters count; a sheet "Tổng hợp", a hidden one and notes do not; cells name their sheet."""
    row = [1, None, "Luật", "B", 30]
    path = workbook(
        Quý_I=[HEADS.split(","), row, [None, None, "Tổng", None, 31]],
        Quý_II=[HEADS.split(","), row],
        Tổng_hợp=[["Nhóm", "Số lớp", "Số lượt"], ["Luật", 2, 60]],
        Ẩn=[HEADS.split(","), row],
        Nháp=[["ghi nhớ"]],
    )
    book = openpyxl.load_workbook(path)
    book["Ẩn"].sheet_state = "hidden"
    book.save(path)
    register = read_register(path)
    tally = sums(register)
    assert counts(tally) == (Amount.of(2), Amount.of(60))
    assert told(tally.slips) == [("register.sum_of_attendances", 3, "Quý I!E3")]
    left_out = "register.sheet_left_out"
    assert told(register.warnings) == [(left_out, None, "Tổng hợp"), (left_out, None, "Ẩn")]


def test_a_formula_without_a_result_is_named(workbook):
    """A program that never opened the file in Excel leaves none; the cell is unknown."""
    rows = [HEADS.split(","), [1, None, "A", "B", "=10+20"], [None, None, "Tổng", None, "=E2"]]
    register = read_register(workbook(Sheet=rows))
    formula = "register.formula"
    assert told(register.warnings) == [(formula, 2, "Sheet!E2"), (formula, 3, "Sheet!E3")]
    assert register.classes[0].attendances == UNKNOWN
    assert register.totals[0].stated == ()


def test_a_formula_counts_as_what_excel_last_made_of_it(tmp_path):
    """The sum that people see: here one that leaves out a row."""
    path = tmp_path / "so.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Lớp")
        for index, row in enumerate(
            [HEADS.split(","), [1, "", "A", "B", 30], [2, "", "A", "C", 4]]
        ):
            sheet.write_row(index, 0, row)
        sheet.write(3, 2, "Tổng")
        sheet.write_formula(3, 4, "=SUM(E2:E2)", value=30)
    tally = sums(read_register(path))
    assert told(tally.slips) == [("register.sum_of_attendances", 4, "Lớp!E4")]
    assert tally.warnings == ()
