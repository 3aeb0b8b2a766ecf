"""What volunteers type: the kinds of slips of two tables, each with its reason."""

from __future__ import annotations

import unicodedata
from datetime import date, time

from tests.volunteer import (
    AREA,
    BOUND,
    BOUNDS,
    HEADER,
    NO_ID,
    NO_SIGN,
    NO_VALUE,
    NOBODY,
    NOTHING,
    OPTION,
    ROW,
    STEP,
    TOTAL,
    TWICE,
    UNKEPT,
    WRONG,
    YES_NO,
    Cell,
    Nobody,
    Slip,
)

LAW = "law_violation"


def nfd(text: str) -> str:
    """As a Mac, or an old Unikey, types it: marks apart from their letters."""
    return unicodedata.normalize("NFD", text)


def _well(kind: str, why: str, name: str, typed: object, well: str | None) -> Slip:
    return Slip(kind, why, {name: typed}, {name: well})


def _aside(kind: str, why: str, name: str, typed: object, code: str) -> Slip:
    return Slip(kind, why, {name: typed}, aside={name: code})


# --- households: points, yes or no -------------------------------------------------------

HOUSEHOLD_COLUMNS = {
    "stt": ("STT", ""),
    "id": ("Mã hộ", ""),
    "name": ("Chủ hộ", ""),
    "hamlet": ("Thôn", ""),
    "A1.1": ("Tiêu chí 1", "A1.1"),
    "A1.2": ("", "A1.2. Học lực"),
    "A1.3": ("", "a1.3"),
    "A2.1": ("Tiêu chí 2", "A2.1"),
    "A2.2": ("", "A2.2 "),
    "A2.3": ("", "A2.3"),
    "A3.1": ("Tiêu chí 3", "A3.1"),
    "A3.2": ("", "A3.2"),
    "A4.1": ("Tiêu chí 4", "A4.1"),
    "A4.2": ("", "A4.2"),
    LAW: ("Có thành viên vi phạm pháp luật bị xử lý trong năm", ""),
    "area": (nfd("Khu vực"), ""),
    "applies.A1": ("applies.A1", ""),
    "note": ("Ghi chú", ""),
    ROW: ("", ""),
}
_ITEMS = [name for name in HOUSEHOLD_COLUMNS if name[0] == "A"]


def _household(points: str, **others: str) -> dict[str, str]:
    scored = dict(zip(_ITEMS, points.split(), strict=True))
    return {"name": "Nguyễn Văn Mẫu", "hamlet": "Thôn Đông", **scored, LAW: "không", **others}


HOUSEHOLDS = [
    _household("8 8 8 8 8 8 8 8 8 8"),
    _household("10 9 9 10 7 6 9 8 9 10", hamlet="Cộng Hòa"),
    _household("5 6 7 6 7 6 7 7 6 5", hamlet="Trung Bình"),
    _household("9 9 9 9 9 9 9 9 9 9", law_violation="có", name="Tống Văn Cộng"),
    _household("7 7 7 7 7 7 7 7 7 7", area="standard", note="tổng số 5 người; đã kiểm tra"),
]

_SCORED_AS_8 = [
    ("a number kept as text", "cells set to Text", "8"),
    ("spaces behind", "typed with the space bar", "8  "),
    ("spaces before", "typed with the space bar", "  8"),
    ("a non-breaking space", "pasted from a web page", "\xa08\xa0"),
    ("a zero-width space", "pasted from Zalo", "8\u200b"),
    ("a mark of direction", "pasted from a web page", "\u200e8"),
    ("a line break", "Alt+Enter behind the number", "8\n"),
    ("a comma before a zero", "Vietnamese decimals", "8,0"),
    ("a dot before a zero", "English decimals", "8.0"),
    ("a sign before it", "typed as a gain", "+8"),
    ("a zero before it", "typed in two digits", "08"),
    ("a float", "what a sum in Excel leaves", 8.000000000000002),
    ("a unit only shown", "the format adds the word", Cell(8, '0" điểm"')),
    ("a formula", "worked out by Excel", Cell(8, formula="=4+4")),
    ("a formula that gives text", "worked out by Excel", Cell("8", formula='=TEXT(8,"0")')),
    ("a comment", "a remark on the cell", Cell(8, comment="chị Lan chấm")),
]
_MISSING = [
    ("an empty cell", "not known yet", None),
    ("spaces only", "rubbed out with the space bar", "   "),
    ("a formula that gives nothing", "prepared for later", Cell(NOTHING, formula='=IF(1,"","")')),
]
_POINTS_ASIDE = [
    ("above the maximum", "12 of 10", 12, BOUNDS),
    ("far above the maximum", "a key pressed twice", 88, BOUNDS),
    ("a negative number", "points taken away", -1, BOUNDS),
    ("a half step", "where whole points are asked", 8.5, STEP),
    ("a half step in text", "where whole points are asked", "8,5", STEP),
    ("a share for points", "8 of 10 as a decimal", 0.8, STEP),
    ("a percent cell", "a format from another column", Cell(0.8, "0%"), WRONG),
    ("a percent in text", "80% of the points", "80%", WRONG),
    ("a word", "written out", "tám", WRONG),
    ("a roman number", "written out", "VIII", WRONG),
    ("a unit typed", "10 points, in words", "10 điểm", WRONG),
    ("a unit typed close", "9.5 points, short", "9.5đ", WRONG),
    ("of the maximum", "8 of 10", "8/10", WRONG),
    ("about", "not sure", "~8", WRONG),
    ("a range", "not sure", "8-9", WRONG),
    ("at least", "not sure", ">=8", WRONG),
    ("two numbers", "two members of the family", "8 9", WRONG),
    ("two numbers with a semicolon", "two members of the family", "8;9", WRONG),
    ("a date", "8/5 typed, Excel made it a day", date(2019, 5, 8), WRONG),
    ("a time", "8:30 typed", time(8, 30), WRONG),
    ("a question mark", "not known", "?", WRONG),
    ("a dash", "nothing", "-", WRONG),
    ("not available", "nothing", "n/a", WRONG),
    ("a tick for points", "done", "✓", WRONG),
    ("an x for points", "done", "x", WRONG),
    ("a truth for points", "a box ticked", True, WRONG),
    ("an error #REF!", "a column was deleted", Cell("#REF!", formula="=#REF!+1"), WRONG),
    ("an error #N/A", "not found elsewhere", Cell("#N/A", formula="=NA()"), WRONG),
    ("an error #DIV/0!", "nobody to divide by", Cell("#DIV/0!", formula="=1/0"), WRONG),
    ("a formula without a value", "saved by another program", Cell(UNKEPT, formula="=4+4"), WRONG),
    ("a formula as text", "typed behind an apostrophe", "=4+4", WRONG),
    ("an exponent", "pasted from a machine", "1E+01", WRONG),
    ("full-width digits", "typed with a Chinese keyboard", "\uff18", WRONG),
    ("Arabic digits", "typed with another keyboard", "\u0668", WRONG),
    ("a dot left alone", "typed in a hurry", "8.", WRONG),
    ("letter O for zero", "typed in a hurry", "1O", WRONG),
    ("an apostrophe doubled", "typed to keep text", "'8", WRONG),
    ("a long sentence", "the reason in the cell of points", "Đi học đủ, trừ em út ốm " * 20, WRONG),
]
_YES = [
    ("x", "ticked"),
    ("X", "ticked"),
    ("Có ", "a space behind"),
    ("CÓ", "capitals"),
    (nfd("có"), "marks apart"),
    ("TRUE", "exported"),
    ("\u200bcó", "pasted from Zalo"),
]
_NO = [
    ("KHÔNG", "capitals"),
    ("Không\xa0", "pasted"),
    (nfd("không"), "marks apart"),
    ("false", "exported"),
]
_NEITHER = ["✓", "v", "k", "ko", "khong", "co", "yes", "0", "1", "-", "chưa rõ", "không có"]

HOUSEHOLD_SLIPS = [
    *(_well(kind, why, "A2.1", typed, "8") for kind, why, typed in _SCORED_AS_8),
    *(_well(kind, why, "A2.1", typed, None) for kind, why, typed in _MISSING),
    *(_aside(kind, why, "A2.1", typed, code) for kind, why, typed, code in _POINTS_ASIDE),
    *(_well(f"yes as {typed!r}", why, LAW, typed, "có") for typed, why in _YES),
    *(_well(f"no as {typed!r}", why, LAW, typed, "không") for typed, why in _NO),
    *(_aside(f"neither: {typed!r}", "no answer", LAW, typed, WRONG) for typed in _NEITHER),
    _well("a truth for no", "a box not ticked", LAW, False, "không"),
    _well("a truth for yes", "a box ticked", LAW, True, "có"),
    _aside("a number for yes", "1 means yes to some", LAW, 1, WRONG),
    _well("does not apply", "no child of school age", "applies.A1", "Không ", "không"),
    _aside("perhaps does not apply", "not sure", "applies.A1", "không rõ", YES_NO),
    _well("an area by its code", "as documented", "area", "standard ", "standard"),
    _well("an area in words", "as people call it", "area", "Vùng khó khăn", "disadvantaged"),
    _aside("a landscape for an area", "mountains are not always poor", "area", "miền núi", AREA),
    Slip("an id of digits", "numbered by hand", {"id": 70001}),
    Slip("an id as a float", "numbered by Excel", {"id": 70002.0}, {}),
    Slip("an id that lost its zeros", "007 became 7", {"id": 7}),
    Slip("an id in spaces", "typed with the space bar", {"id": "  HK-S1 "}),
    Slip("an id with an unseen sign", "pasted from Zalo", {"id": "HK-S2\u200b"}),
    _aside("no id", "forgotten", "id", None, NO_ID),
    _aside("spaces for an id", "rubbed out", "id", "  ", NO_ID),
    _aside(
        "an id that is an error",
        "looked up elsewhere",
        "id",
        Cell("#N/A", formula="=NA()"),
        NO_VALUE,
    ),
    _aside(
        "an id without a value",
        "saved by another program",
        "id",
        Cell(UNKEPT, formula="=B1"),
        NO_VALUE,
    ),
    _aside("an id twice", "numbered twice", "id", "HK-D1", TWICE),
    _aside("an id twice, there", "numbered twice", "id", "HK-D1", TWICE),
    _aside("an id in small letters", "the same household", "id", "hk-d2", TWICE),
    _aside("an id in capitals", "the same household", "id", "HK-D2", TWICE),
    _aside("an id with a space", "the same household", "id", "HK -D3", TWICE),
    _aside("an id without a space", "the same household", "id", "HK-D3", TWICE),
    _aside("an id with marks apart", "the same household", "id", nfd("Hộ-4"), TWICE),
    _aside("an id with marks", "the same household", "id", "Hộ-4", TWICE),
    Slip(
        "columns swapped",
        "pasted one column off",
        {"A4.2": "không", LAW: "8"},
        aside={"A4.2": WRONG, LAW: WRONG},
    ),
    Slip(
        "a row pasted one cell off",
        "a cell was inserted",
        {"A4.2": "8", LAW: "8", "area": "không", ROW: "ghi chú"},
        aside={ROW: "table.too_many_cells", LAW: WRONG, "area": AREA},
    ),
    Slip(
        "a note right of the table",
        "a remark without a header",
        {ROW: "xem lại"},
        aside={ROW: "table.too_many_cells"},
    ),
    Slip(
        "several slips in a row",
        "typed at the end of the day",
        {"A1.1": "11", "A2.2": "bảy", "A4.1": 7.5, LAW: "?"},
        aside={"A1.1": BOUNDS, "A2.2": WRONG, "A4.1": STEP, LAW: WRONG},
    ),
    _well("a name like a total", "a person", "name", "Tống Thị Tổng Cộng Hòa", "-"),
    _well("a name with marks apart", "a Mac", "name", nfd("Hoàng Thị Ngọc Ánh"), "-"),
    _well("no name", "forgotten", "name", None, "-"),
    _well("a note like a total", "a remark", "note", "Tổng cộng 5 người", "-"),
    _well("a hamlet like a mean", "its name", "hamlet", "Bình Quân", "-"),
]

_ITEM_LETTERS = "EFGHIJKLMN"
NOBODIES = [
    Nobody(
        "numbers of columns",
        "under the header",
        dict(zip("ABCDEFGHIJKLMNOPQR", range(1, 19), strict=True)),
        HEADER,
    ),
    Nobody("a sub-heading", "merged over the row", {"A": "Thôn Đông"}, NOBODY),
    Nobody("a sub-heading where ids stand", "typed under the ids", {"B": "Thôn 2"}, NOBODY),
    Nobody("a numbered sub-heading", "by hamlet", {"A": "II", "C": "Tổ dân phố số 5"}, NOBODY),
    Nobody("a blank row", "between hamlets", {}, None),
    Nobody(
        "a sub-total",
        "of a hamlet",
        {"A": "Cộng thôn Đông", **dict.fromkeys(_ITEM_LETTERS, 8)},
        TOTAL,
    ),
    Nobody(
        "a total where ids stand",
        "at the end",
        {"B": "TỔNG CỘNG", **dict.fromkeys(_ITEM_LETTERS, 10)},
        TOTAL,
    ),
    Nobody(
        "a total where names stand", "at the end", {"A": 5001, "C": "Tổng số:", "E": 40000}, TOTAL
    ),
    Nobody(
        "a mean", "at the end", {"B": "Điểm trung bình", **dict.fromkeys(_ITEM_LETTERS, 9)}, TOTAL
    ),
    Nobody(
        "the header again",
        "at the top of a printed page",
        {
            "A": "STT",
            "B": "Mã hộ",
            "C": "Chủ hộ",
            "D": "Thôn",
            "E": "A1.1",
            "F": "A1.2. Học lực",
            "G": "A1.3",
        },
        HEADER,
    ),
    Nobody("a number alone", "rows prepared and not used", {"A": 5002}, NOBODY),
    Nobody("the day", "under the table", {"M": "Xã Mẫu, ngày 5 tháng 8 năm 2019"}, NOBODY),
    Nobody("those who sign", "under the table", {"B": "NGƯỜI LẬP BIỂU", "M": "CHỦ TỊCH"}, NOBODY),
    Nobody("their names", "under the table", {"B": "Nguyễn Thị Lan", "M": "Trần Văn Hùng"}, NOBODY),
    Nobody("how to sign", "under the table", {"C": "(Ký, ghi rõ họ tên)"}, NOBODY),
    Nobody("a note", "under the table", {"A": "Ghi chú: chấm theo hướng dẫn 2019"}, NOBODY),
]

# --- communes: choices, counts, shares, numbers -------------------------------------------

COMMUNE_COLUMNS = {
    "stt": ("STT", ""),
    "id": ("Mã số", ""),
    "name": ("Tên đơn vị", ""),
    "party_resolution": ("Nghị quyết hoặc chỉ thị của cấp ủy", ""),
    "annual_plan": ("1.2", ""),
    "households_recognised": ("Số hộ được công nhận Gia đình học tập", ""),
    "households": ("Tổng số hộ", ""),
    "5.1": ("5.1", ""),
    "poverty_reduction_points": ("poverty_reduction_points", ""),
    "area": ("Khu vực", ""),
    "note": ("Ghi chú", ""),
}


def _commune(**others: str) -> dict[str, str]:
    told = {"name": "Xã Mẫu", "party_resolution": "rieng", "annual_plan": "có"}
    counts = {"households_recognised": "700", "households": "1000", "5.1": "40%"}
    return {**told, **counts, "poverty_reduction_points": "1.5", **others}


COMMUNES = [
    _commune(),
    _commune(party_resolution="Lồng ghép trong văn bản khác", households="1.118"),
    _commune(annual_plan="không", **{"5.1": "29,9%"}, area="disadvantaged"),
    _commune(households_recognised="0", poverty_reduction_points="0,5"),
]

COMMUNE_SLIPS = [
    *(
        _well(f"an option as {typed!r}", why, "party_resolution", typed, "rieng")
        for typed, why in [
            ("Có văn bản riêng", "by its label"),
            ("CÓ VĂN BẢN RIÊNG", "in capitals"),
            (nfd("Có văn bản riêng"), "marks apart"),
            (" rieng ", "in spaces"),
        ]
    ),
    _well(
        "an option on two lines",
        "Alt+Enter",
        "party_resolution",
        Cell("Có văn bản\nriêng", "General"),
        "rieng",
    ),
    *(
        _aside(f"no option: {typed!r}", "not one of them", "party_resolution", typed, OPTION)
        for typed in ["riêng", "có", "x", "Có văn bản", "?"]
    ),
    *(
        _well(f"a count as {typed!r}", why, "households", typed, well)
        for typed, why, well in [
            ("1118", "kept as text", "1118"),
            ("1.118", "dots between thousands", "1118"),
            (Cell(1118, "#,##0"), "commas only shown", "1118"),
            (1118.0, "a float", "1118"),
            (" 1118 ", "in spaces", "1118"),
            ("01118", "a zero before it", "1118"),
            (Cell(1118, formula="=1000+118"), "worked out", "1118"),
            (Cell(1.118e3, "0.00E+00"), "shown with an exponent", "1118"),
        ]
    ),
    *(
        _aside(f"no count: {typed!r}", why, "households", typed, WRONG)
        for typed, why in [
            ("1,118", "English thousands"),
            ("1 118", "a space between thousands"),
            ("1.118 hộ", "a unit typed"),
            ("12,5", "a half"),
            ("1.1180", "wrong groups"),
            ("khoảng 1100", "about"),
            ("1E+03", "an exponent"),
            ("1000+118", "a sum in text"),
            ("\uff11\uff10", "full-width digits"),
            ("−5", "a typed minus"),
        ]
    ),
    _aside("a count in words", "more than", "households", "hơn 1000", BOUND),
    _aside("a count with decimals", "a mean", "households", 1000.5, WRONG),
    _aside("a negative count", "a correction", "households", -1000, WRONG),
    _aside("a day for a count", "10/5 typed", "households", date(2019, 5, 10), WRONG),
    _aside("a huge count", "a phone number", "households", 1e13, WRONG),
    Slip(
        "a part above its whole",
        "columns confused",
        {"households_recognised": "1001", "households": "1000"},
        aside={"households_recognised": "dossier.part_above_whole"},
    ),
    *(
        _well(f"a share as {typed!r}", why, "5.1", typed, well)
        for typed, why, well in [
            (Cell(0.4, "0%"), "a percent cell", "40%"),
            (Cell(0.405, "0%"), "shown as 41%", "40.5%"),
            (Cell(40, '0"%"'), "a sign only shown", "40%"),
            ("40 %", "a space before the sign", "40%"),
            ("40,5%", "Vietnamese decimals", "40.5%"),
            (Cell(0.4, "0%", "=2/5"), "worked out", "40%"),
        ]
    ),
    *(
        _aside(f"no share: {typed!r}", why, "5.1", typed, code)
        for typed, why, code in [
            ("40", "no sign", NO_SIGN),
            (40, "no sign", NO_SIGN),
            (0.4, "a format lost", NO_SIGN),
            ("700%", "a dot lost", BOUNDS),
            (Cell(7, "0%"), "7 typed in a percent cell", BOUNDS),
            (">=40%", "at least", WRONG),
            ("trên 40%", "more than", BOUND),
            ("40-45%", "a range", WRONG),
            ("2/5", "a fraction", WRONG),
            ("40% ?", "not sure", WRONG),
            ("-5%", "below nothing", BOUNDS),
        ]
    ),
    *(
        _well(f"a number as {typed!r}", why, "poverty_reduction_points", typed, "1.5")
        for typed, why in [
            ("1,5", "Vietnamese decimals"),
            ("1.5", "English decimals"),
            (1.5, "a number"),
            (" 1,50 ", "a zero behind"),
        ]
    ),
    *(
        _aside(f"no number: {typed!r}", why, "poverty_reduction_points", typed, WRONG)
        for typed, why in [
            ("1,5 điểm", "a unit typed"),
            ("1,5%", "a sign typed"),
            ("giảm 1,5", "words"),
            ("1.5.0", "two dots"),
            ("1E-1", "an exponent"),
        ]
    ),
]
COMMUNE_NOBODIES = [
    Nobody("a sub-heading", "by district", {"A": "Huyện Đông"}, NOBODY),
    Nobody("a total", "at the end", {"C": "Tổng cộng", "F": 5000, "G": 9000}, TOTAL),
    Nobody(
        "letters and numbers of columns",
        "under the header",
        dict(zip("ABCDEFGHIJK", ["A", "B", "C", *range(1, 9)], strict=True)),
        HEADER,
    ),
]
