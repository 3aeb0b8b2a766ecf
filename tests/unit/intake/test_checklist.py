"""A filled checklist is read back from Excel and from Markdown, whatever was moved in it."""

from __future__ import annotations

import openpyxl
import pytest

from assessment.errors import CdhtError, DossierError, UsageError
from assessment.intake.checklist import read_checklist

HEADS = [
    "Mã",
    "Nội dung",
    "Con số",
    "Hiện ghi",
    "Theo văn bản chính thức",
    "Nguồn (trang, điều)",
    "Người đối chiếu",
]
ENGLISH = [
    "Item",
    "What",
    "Figure",
    "Shown now",
    "According to the official text",
    "Source (page, article)",
    "Compared by",
]
TOP = ["Bộ tiêu chí", "mini"]
LINE = ["1.1", "số điểm", "points", "2", "đúng", "tr. 3", "An"]


def excel(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def markdown(path, *rows):
    lines = ["# Bảng", "", "lời dặn"]
    for row in rows:
        lines += [f"| {' | '.join(row)} |"] if row else [""]
        if row in (HEADS, ENGLISH, TOP):
            lines.append("|" + " --- |" * len(row))
    path.write_text("\n".join(lines), encoding="utf-8")


WRITERS = {".xlsx": excel, ".md": markdown}
both = pytest.mark.parametrize("suffix", WRITERS)


@pytest.fixture
def made(tmp_path):
    def make(suffix, *rows):
        path = tmp_path / f"bang{suffix}"
        WRITERS[suffix](path, *rows)
        return path

    return make


def refused(path, error=DossierError):
    with pytest.raises(error) as found:
        read_checklist(path)
    return [(notice.code, notice.place.line) for notice in found.value.notices]


@both
@pytest.mark.parametrize("heads", [HEADS, ENGLISH])
def test_filled_rows_are_read_and_blank_ones_counted(made, suffix, heads):
    """Each row with an official value names its figure, what was printed, and what was filled in."""
    top = [{"Mã": "Bộ tiêu chí"}.get(heads[0], "Ruleset"), "mini"]
    blank = [*LINE[:4], "", "", ""]
    found = read_checklist(made(suffix, top, heads, ["Nhóm một"], LINE, blank, []))
    assert (found.ruleset, found.blank) == ("mini", 1)
    (row,) = found.filled
    assert row[1:] == ("1.1:points", "2", "đúng", "tr. 3", "An")
    assert row.place.path == "1.1:points"


def test_the_place_is_the_row_of_the_sheet(made):
    """A row is known by the number that Excel shows beside it."""
    (row,) = read_checklist(made(".xlsx", TOP, HEADS, ["Nhóm"], LINE)).filled
    assert row.place.line == 4


def test_the_place_is_the_line_of_the_file(made):
    """In Markdown it is the line that an editor shows."""
    path = made(".md", TOP, HEADS, LINE)
    (row,) = read_checklist(path).filled
    assert path.read_text("utf-8").splitlines()[row.place.line - 1].startswith("| 1.1")


@both
def test_columns_are_found_by_their_heads(made, suffix):
    """Columns may be moved, added or left out, but for those that name a figure and its value."""
    order = [4, 0, 3, 2]
    heads, line = ([row[n] for n in order] for row in (HEADS, LINE))
    found = read_checklist(made(suffix, TOP, [*heads, "Ghi chú"], [*line, "xem lại"]))
    assert found.filled[0][1:] == ("1.1:points", "2", "đúng", "", "")


@both
def test_a_head_may_be_repeated(made, suffix):
    """Each group of figures may have a table of its own, in its own order of columns."""
    found = read_checklist(made(suffix, TOP, HEADS, LINE, [], HEADS[::-1], LINE[::-1]))
    assert [row.official for row in found.filled] == ["đúng", "đúng"]


@both
def test_what_is_no_checklist_is_refused(made, suffix):
    """Without the heads, or without the ruleset's id, a file is no checklist."""
    assert refused(made(suffix, TOP, LINE)) == [("confirm.not_a_checklist", None)]
    assert refused(made(suffix, HEADS, LINE)) == [("confirm.not_a_checklist", None)]
    assert refused(made(suffix, TOP, HEADS[:3], LINE)) == [("confirm.not_a_checklist", None)]


def problems(path):
    return [(notice.code, notice.place.line) for notice in read_checklist(path).problems]


def test_a_source_or_a_name_without_a_value_is_told(made):
    """A row somebody began is not counted as blank; its number is kept."""
    begun = [[*LINE[:4], "", "tr. 3", ""], [*LINE[:4], "", "", "An"], [*LINE[:4], "", "", ""]]
    path = made(".xlsx", TOP, HEADS, *begun)
    assert problems(path) == [("confirm.no_official", 3), ("confirm.no_official", 4)]
    assert read_checklist(path).blank == 1


@both
def test_a_value_without_its_figure_is_not_lost_in_silence(made, suffix):
    """A row whose item or figure was wiped out is told, with its number."""
    rows = [["", *LINE[1:]], [*LINE[:2], "", *LINE[3:]]]
    assert [code for code, _ in problems(made(suffix, TOP, HEADS, *rows))] == [
        "confirm.nameless_row"
    ] * 2


def test_formulas_are_refused_where_they_are_asked_for(made):
    """A formula in a column that is read is told, all at once; elsewhere it does no harm."""
    rows = [[*LINE[:4], "=1+1", "tr. 3", ""], LINE, [*LINE[:5], "=A1", ""], [*LINE, "=B2"]]
    path = made(".xlsx", TOP, HEADS, *rows)
    assert problems(path) == [("sheet.formula", 3), ("sheet.formula", 5)]
    assert [row.place.line for row in read_checklist(path).filled] == [4, 6]
    assert len(read_checklist(made(".xlsx", TOP, HEADS, LINE, [*LINE, "=B2"])).filled) == 2


@pytest.mark.parametrize("name", ["bang.csv", "bang.xls", "bang.ods", "bang", "bang.docx"])
def test_other_files_are_refused(tmp_path, name):
    """Only Excel's own format and Markdown are read back."""
    path = tmp_path / name
    path.write_text("a", encoding="utf-8")
    assert refused(path, UsageError) == [("confirm.unknown_format", None)]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (r"| 1.1 | a \| b | points | 2 | đúng | tr. 3 | An |", "đúng"),
        (r"| 1.1 | a \\ | `points` | 2 | `đúng` | tr. 3 | An |", "đúng"),
        ("|1.1|a|points|2|đúng|tr. 3|An|", "đúng"),
        ("  | 1.1 | a | points | 2 | đúng | tr. 3 | An", "đúng"),
        ("| 1.1 | a | points | 2 | đúng |", "đúng"),
        ("| 1.1 | a | points | 2 | a\tb | tr. 3 |", "a b"),
    ],
)
def test_markdown_as_people_write_it(tmp_path, line, cells):
    """Escaped bars, code marks, narrow and cut rows are read as meant."""
    path = tmp_path / "bang.md"
    markdown(path, TOP, HEADS)
    path.write_text(path.read_text("utf-8") + f"\n{line}\n", encoding="utf-8")
    (row,) = read_checklist(path).filled
    assert (row.name, row.official) == ("1.1:points", cells)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe\x00", "file.not_text"),
        (b"a\n" * 20_001, "sheet.too_large"),
        (b"a" * (4 * 1024 * 1024 + 1), "sheet.too_large"),
        (b"| " + b"a" * 20_000 + b" |", "sheet.cell_too_long"),
    ],
    ids=["encoding", "lines", "bytes", "cell"],
)
def test_markdown_is_bounded(tmp_path, data, code):
    """What is no text, or too much of it, is refused before it is read."""
    path = tmp_path / "bang.md"
    path.write_bytes(data)
    assert refused(path)[0][0] == code


@both
def test_a_missing_file_is_told(tmp_path, suffix):
    """A file that is not there, or is a folder, ends in one notice."""
    assert refused(tmp_path / f"bang{suffix}", CdhtError) == [("file.not_found", None)]
    (tmp_path / f"thu-muc{suffix}").mkdir()
    assert refused(tmp_path / f"thu-muc{suffix}", CdhtError) == [("file.unreadable", None)]
