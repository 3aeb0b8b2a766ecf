"""Vietnamese names: their order, and which are the same."""

from __future__ import annotations

import unicodedata

import pytest

from assessment.model.alphabet import alphabetical


@pytest.mark.parametrize(
    "names",
    [
        ["Xã Ái Thượng", "Xã Ân Tình", "Xã Bình An", "Xã Dương", "Xã Đông", "Xã Em"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"],
        ["Hoa Sen", "Hòa An", "Hòa Bình", "Hỏa Tiến", "Hóa An"],
        ["co", "cô", "cơ", "cu", "cư"],
        ["Thôn 2", "Thôn 02a", "Thôn 10", "Thôn Đông"],
        ["Tân", "Tân An", "Tân Bình"],
    ],
)
def test_names_stand_as_in_a_vietnamese_dictionary(names):
    """Letters come before tones, đ after d, ă and â after a, numbers by their size."""
    backwards = names[::-1]
    assert sorted(backwards, key=alphabetical) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xã Hòa Bình", "Xã Hoà Bình"),
        ("Thuỵ Khuê", "Thụy Khuê"),
        ("XÃ ĐÔNG", "xã  đông"),
        ("Xã Nghĩa-Lộ", "Xã Nghĩa Lộ"),
        ("Xã Ưng Hoè", unicodedata.normalize("NFD", "Xã Ưng Hòe")),
        ("Tổ 007", "Tổ 7"),
        ("Thôn Đông", "Thôn \u00d0ông"),
        ("Thôn Đông", "Thôn \u0189ông"),
        ("Thôn Đông", "Thôn Đô\u200bng\ufeff"),
    ],
)
def test_one_name_written_in_two_ways(one, other):
    """Case, spaces, encoding and the vowel that bears the tone make no other name."""
    assert alphabetical(one) == alphabetical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tân Hòa", "Tân Hóa"),
        ("Đông", "Dông"),
        ("An", "Ân"),
        ("Xã 1", "Xã 11"),
        ("Xã An", "Phường An"),
        ("Œ", "Æ"),
    ],
)
def test_other_names_stay_others(one, other):
    """A tone, a mark, a digit, or the kind of place tells names apart."""
    assert alphabetical(one) != alphabetical(other)


def test_a_number_of_many_thousand_digits():
    """It is only compared, so its length does not matter."""
    assert alphabetical("9" * 10_000) > alphabetical("1" * 9_999)
