"""What the formulas of a form make of what people type, beside what the program reads."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Any

import openpyxl
import pytest

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.model.form import Column, Kind
from assessment.rulebook.catalog import Catalog
from assessment.views.form.sheets import AT
from tests.forms import read
from tests.libreoffice import SOFFICE, WHY, recalculated
from tests.typedforms import Made, Row, made, rows_of, typed_into

TT44 = Catalog().get("tt44-2014")
OPEN, MEND, NOTHING = "open", "mend", Made(None, None, None)
COUNTS: dict[Any, Any] = {
    "1662": 1662, "1.662": 1662, "1 662": 1662, "12.345.678": 12_345_678, " 12\u00a0": 12, "012": 12,
    "1.5": MEND, "12.34": MEND, "1.2345": MEND, "12.34.567": MEND, "0.123": MEND, "12,0": MEND,
    "1,662": MEND, "50%": MEND, "chưa có": MEND, True: MEND,
    "26B": MEND, "60-70": OPEN, "55 (năm 2019)": OPEN, "55 (58)": OPEN, "55 (luật: 12": OPEN,
    "55 (luật: 12; nghề: 43)": 55, "55, trong đó: 12 luật, 43 nghề": 55, "55 (ước tính)": 55,
    "-": NOTHING, "…": NOTHING, "?": NOTHING, "  ": NOTHING,
    "dưới 5": Made(None, None, 4), "không quá 5": Made(None, None, 5),
    "trên 70": Made(None, 71, None), "từ 70 trở lên": Made(None, 70, None),
    "từ 1.000 đến 1.200": Made(None, 1000, 1200), "trên 1.5": MEND, "từ 1.5 đến 3": MEND,
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("untraced")

ODD = {
    "268trẻ": OPEN, "26b.": OPEN, "~1987": MEND, "~ 1987": OPEN, "≈50": MEND, "50+": MEND, "50?": MEND,
    "khoảng 50": OPEN, "dưới5": OPEN, "60đến70": OPEN, "*": MEND, "~": MEND,
    unicodedata.normalize("NFD", "trên 70"): OPEN, unicodedata.normalize("NFD", "26 hộ"): OPEN,
    unicodedata.normalize("NFD", "55, trong đó: 12 luật, 43 nghề"): OPEN,
}  # fmt: skip
SHARES: dict[Any, Any] = {
    "43,85%": 0.4385, "43.85 %": 0.4385, "75% (theo báo cáo)": 0.75, 0.7: 0.7,
    "70": MEND, "0,75": MEND, "70%%": MEND, "75% (năm 2019)": OPEN, "7 0%": OPEN,
    "từ 60 đến 70%": Made(None, 0.6, 0.7), "từ 60% đến 70%": Made(None, 0.6, 0.7),
    "từ 60% đến 70": MEND, "trên 70%": Made(None, 0.7, None), "dưới 5%": Made(None, None, 0.05),
}  # fmt: skip
NUMBERS: dict[Any, Any] = {"0,6": 0.6, "1.000": 1, "0,5e1": OPEN, "5,": MEND}
ANSWERS = {
    "✓": False,
    "yes": False,
    "X ": False,
    True: False,
    "no": False,
    unicodedata.normalize("NFD", "Có"): False,
    unicodedata.normalize("NFD", "không"): False,
    "-": False,
    "đã có": True,
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory) -> dict[Kind, list[Row]]:
    path = typed_into(tmp_path_factory.mktemp("trong") / "phieu.xlsx", TT44, {})
    found = sorted(rows_of(openpyxl.load_workbook(path)), key=lambda row: row.kind)
    return {kind: list(of) for kind, of in groupby(found, key=lambda row: row.kind)}


@pytest.fixture(scope="module")
def forms(rows, tmp_path_factory) -> tuple[dict[Row, Any], Any, dict[Row, Any], Any, set[Any]]:
    """All that is typed as figures in one form, all answers in another; recalculated in one run."""
    folder = tmp_path_factory.mktemp("go")
    shares = rows[Kind.PERCENTAGE]
    figures = {
        **dict(zip(rows[Kind.COUNT], COUNTS, strict=False)),
        **dict(zip(shares, SHARES, strict=False)),
        **dict(zip(rows[Kind.NUMBER], NUMBERS, strict=False)),
    }
    answers = dict(zip(rows[Kind.YES_NO], ANSWERS, strict=False))
    files = [
        typed_into(folder / "so.xlsx", TT44, figures),
        typed_into(folder / "co-khong.xlsx", TT44, answers),
    ]
    books = [openpyxl.load_workbook(file, data_only=True) for file in recalculated(files, folder)]
    with pytest.raises(DossierError) as found:
        assess(TT44, read(files[0]))
    refused = {(n.place.cell.sheet, n.place.cell.at) for n in found.value.notices}
    return figures, books[0], answers, books[1], refused


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
def test_formulas_read_a_figure_as_the_program_does_or_leave_it_open(forms):
    """Figures, groups, shares, ranges, parts: the same, or to be mended where they are refused."""
    figures, book, _, _, refused = forms
    for row, text in figures.items():
        wanted = {Kind.COUNT: COUNTS, Kind.PERCENTAGE: SHARES, Kind.NUMBER: NUMBERS}[row.kind][text]
        found = made(book, row)
        is_open = found.value is None and found.least in (None, 0) and found.most is None
        if wanted == MEND:
            assert found.to_mend, text
            assert (row.sheet, row.at) in refused, text
        elif wanted == OPEN:
            assert is_open, text
        else:
            assert found == (wanted if isinstance(wanted, Made) else (wanted, None, None)), text
            assert (row.sheet, row.at) not in refused, text
    assert len(figures) >= len(COUNTS) + len(SHARES)


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
def test_the_top_counts_the_cells_to_mend(forms):
    """Every word of yes, no and nothing is understood; a sentence is not."""
    figures, book, answers, answered, _ = forms
    mended = sum(made(book, row).to_mend for row in figures)
    assert book.worksheets[0]["C4"].value == f"Số ô phải sửa: {mended}"
    assert len(answers) == len(ANSWERS)
    assert answered.worksheets[0]["C4"].value == "Số ô phải sửa: 1"


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
def test_the_front_sheet_counts_what_is_filled_in(forms):
    """Of each section; what says nothing is not counted, nor a share in the place of its counts."""
    figures, book, answers, answered, _ = forms
    for typed, found in ((figures, book), (answers, answered)):
        asked = (row for row in typed if row.kind is not Kind.PERCENTAGE)
        said = {row for row in asked if str(typed[row]).strip() not in ("", "-", "…", "?")}
        progress = dict(_progress(found))
        sheets = {row.sheet for row in said}
        assert {name: progress[name] for name in sheets} == {
            name: sum(row.sheet == name for row in said) for name in sheets
        }


def _progress(book: Any) -> Any:
    for row in book.worksheets[0].iter_rows(min_row=10):
        if str(row[1].value).startswith("đã ghi "):
            yield row[0].value, int(row[1].value.split()[2].partition("/")[0])


@pytest.mark.skipif(SOFFICE is None, reason=WHY)
def test_nothing_is_reckoned_from_what_the_program_refuses(rows, tmp_path):
    """Odd words are marked or left open, and so is a part above its whole: the total is a range."""
    counts = rows[Kind.COUNT]
    part, whole = (
        next(row for row in counts if row.key == key) for key in ("under3_in_nursery", "under3")
    )
    odd = dict(zip(counts, ODD, strict=False))
    files = [
        typed_into(tmp_path / "la.xlsx", TT44, odd),
        typed_into(tmp_path / "hon.xlsx", TT44, {part: 300, whole: 268}),
        typed_into(tmp_path / "bang.xlsx", TT44, {part: 268, whole: 268}),
    ]
    found, above, equal = (
        openpyxl.load_workbook(file, data_only=True) for file in recalculated(files, tmp_path)
    )
    assert len(odd) == len(ODD)
    with pytest.raises(DossierError) as told:
        assess(TT44, read(files[0]))
    refused = {(n.place.cell.sheet, n.place.cell.at) for n in told.value.notices}
    for row, text in odd.items():
        assert made(found, row).to_mend == (ODD[text] == MEND), text
        assert ODD[text] != MEND or (row.sheet, row.at) in refused, text
    assert _points(above, part) == _points(found, part)
    assert above.worksheets[0]["C4"].value == "Số ô phải sửa: 1"
    assert _points(equal, part)[0] > _points(above, part)[0] == 0


def _points(book: Any, row: Row) -> tuple[int, int]:
    """The least and the most points of the criterion of a row, of the items that it asks for."""
    said = str(book[row.sheet].cell(2, AT[Column.INSPECTED] + 1).value).rpartition(": ")[2]
    low, _, high = said.partition("–")
    return int(low), int(high or low)
