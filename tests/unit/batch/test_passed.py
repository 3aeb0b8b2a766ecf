"""Rows of no subject, told from those of subjects."""

from __future__ import annotations

import unicodedata

import pytest

from assessment.batch.heading import Heading
from assessment.batch.passed import ASIDE, HEADER, TOTAL, Flaw, passed

NAMES = ("STT", "Mã hộ", "Chủ hộ", "Thôn", "A1.1", "A1.2", "Ghi chú")
FIELDS = (None, "id", "name", "hamlet", "A1.1", "A1.2", None)
HEAD = Heading(NAMES, FIELDS, 1, len(NAMES))
WITHOUT_IDS = Heading(NAMES, (None, None, *FIELDS[2:]), 1, len(NAMES))


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "HK-1", "An", "Thôn 1", "8", "9", ""],
        ["1", "HK-1", "An", "Thôn 1", "", "", ""],
        ["", "HK-1", "", "", "", "", ""],
        ["", "HK 1", "", "", "", "", ""],
        ["1", "17", "Tống Văn Cộng", "Thôn 1", "8", "9", ""],
        ["1", "17", "An", "Cộng Hòa", "8", "9", ""],
        ["1", "17", "", "Trung Bình", "8", "9", ""],
        ["1", "17", "", "", "8", "9", "Tổng số 5 người"],
        ["1", "", "An", "Thôn 1", "8", "9", ""],
        ["1", "2", "3", "", "5", "6", ""],
        ["1", "", "", "", "có", "", ""],
    ],
)
def test_rows_of_subjects_are_not_passed_over(cells):
    """With values, or an id; names, hamlets and notes may look like totals."""
    assert passed(HEAD, cells) is None


@pytest.mark.parametrize("head", [HEAD, WITHOUT_IDS])
@pytest.mark.parametrize(
    "label",
    [
        "Tổng cộng",
        "TỔNG SỐ:",
        "Tổng",
        "Cộng",
        "Cộng thôn Đông",
        "I. Tổng cộng",
        "Toàn xã",
        unicodedata.normalize("NFD", "Tổng cộng"),
        " Tổng\u00a0cộng ",
    ],
)
@pytest.mark.parametrize("column", [0, 1, 2, 3])
def test_a_total_is_told_by_the_first_words_of_its_row(head, label, column):
    """Wherever they stand before the sums, whatever these are."""
    cells = ["", "", "", "", "8", "9", ""]
    cells[column] = label
    assert passed(head, cells) == Flaw(TOTAL, column)


@pytest.mark.parametrize("label", ["Bình quân", "Điểm trung bình", "Tỷ lệ %"])
def test_a_mean_is_told_where_an_id_should_be(label):
    """Or where there is no id at all."""
    assert passed(HEAD, ["", label, "", "", "8", "9", ""]) == Flaw(TOTAL, 1)
    assert passed(HEAD, [label, "", "", "", "8", "9", ""]) == Flaw(TOTAL, 0)
    assert passed(HEAD, ["", "", "An", label, "8", "9", ""]) is None


@pytest.mark.parametrize(
    ("cells", "at"),
    [
        (["Thôn Đông"], 0),
        (["", "Thôn 2"], 1),
        (["", "", "1. Tổ dân phố 5"], 2),
        (["12"], 0),
        (["", "", "", "", "", "", "chấm ngày 5/8"], 6),
        (["", "Người lập biểu", "", "", "Chủ tịch Hội"], 1),
        (["", "Nguyễn Thị Lan", "", "", "", "Trần Văn Hùng"], 1),
        (["", "", "", "", "", "Xã Mẫu, ngày 5 tháng 8"], 5),
    ],
)
def test_a_row_without_id_and_values_is_of_nobody(cells, at):
    """Sub-headings, signatures, days and notes; words of several are no value."""
    assert passed(HEAD, cells) == Flaw(ASIDE, at)


@pytest.mark.parametrize("head", [HEAD, WITHOUT_IDS])
def test_words_of_totals_behind_the_first_figure_are_no_total(head):
    """A rating, a note; where ids stand behind the figures, they are looked at there."""
    assert passed(head, ["1", "17", "", "", "Trung bình", "9", ""]) is None
    assert passed(head, ["1", "17", "", "", "8", "9", "Tổng cộng"]) is None
    behind = Heading(("A1.1", "Mã"), ("A1.1", "id"), 1, 2)
    assert passed(behind, ["80", "Tổng cộng"]) == Flaw(TOTAL, 1)


def test_a_mean_in_a_table_without_ids_is_told_by_the_name():
    """A hamlet may be called so."""
    assert passed(WITHOUT_IDS, ["", "", "Bình quân", "", "8", "9", ""]) == Flaw(TOTAL, 2)
    assert passed(WITHOUT_IDS, ["1", "", "", "Trung Bình", "8", "9", ""]) is None


def test_without_a_column_of_ids_a_row_without_values_is_of_nobody():
    """A name alone says nothing of a subject."""
    assert passed(WITHOUT_IDS, ["1", "", "An", "", "", "", ""]) == Flaw(ASIDE, 2)
    assert passed(WITHOUT_IDS, ["1", "", "An", "", "8", "", ""]) is None


@pytest.mark.parametrize(
    "cells",
    [
        list(NAMES),
        ["stt", "MÃ HỘ", "Chủ hộ", "", "A1.1", "8", ""],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["A", "B", "C", "D", "1", "2", "3"],
        ["A", "B", "C", "4", "5", "6", ""],
    ],
)
def test_the_header_again_is_of_nobody(cells):
    """As at the top of each page, or as numbers of the columns."""
    assert passed(HEAD, cells) == Flaw(HEADER, 0)


@pytest.mark.parametrize(
    "cells",
    [
        ["STT", "HK-1", "An", "Thôn 1", "8", "9", ""],
        ["1", "2", "4", "5", "6", "7", "8"],
        ["1", "2", "3", "4", "5", "", ""],
    ],
)
def test_fewer_names_or_numbers_are_no_header(cells):
    """Half of its cells, and six numbers in turn."""
    assert passed(HEAD, cells) is None
