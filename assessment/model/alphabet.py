"""Vietnamese names: their order in a dictionary, and whether two are the same name."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {mark: rank for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_WORD = re.compile(r"[0-9]+|[^\W_0-9]+")

_OTHER_D = {ord("ð"): "đ", ord("\u0256"): "đ"}
"""Letters of other languages that look like ours as capitals: Ð of Icelandic, \u0189 of Ewe."""

UNSEEN = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF))
"""Signs that no one sees, which text brings along from pages and other programs."""

Syllable = tuple[int, tuple[int, ...], tuple[int, ...], str]


def alphabetical(name: str) -> tuple[Syllable, ...]:
    """The key of a name: syllable by syllable its letters, then its tone; numbers by their size.

    Names of one key are the same name, however they are encoded, spaced, and capitalised,
    with Ð for Đ or signs that no one sees, and whichever vowel bears the tone (Hoà, Hòa).

    >>> sorted(["Xã Đông", "Xã Dương", "Xã Ái", "Thôn 10", "Thôn 2"], key=alphabetical)
    ['Thôn 2', 'Thôn 10', 'Xã Ái', 'Xã Dương', 'Xã Đông']
    >>> alphabetical("Xã  Hoà Bình") == alphabetical("xã Hòa Bình")
    True

    """
    return tuple(_syllable(word) for word in _WORD.findall(_folded(name)))


def spelled_alike(name: str) -> str:
    """A name without what differs between ways to write it, as `alphabetical` tells names apart.

    >>> spelled_alike("THÔN  Đông Hoà") == spelled_alike("Thôn Đông Hòa")
    True

    """
    folded = _folded(name)
    return " ".join(map(_toned_last, _WORD.findall(folded))) or folded.strip()


def caseless(text: str) -> str:
    """Text as an answer is compared with the options that there are."""
    return unicodedata.normalize("NFC", text).casefold().strip()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold().translate(UNSEEN).translate(_OTHER_D))


def _toned_last(word: str) -> str:
    if word.isdecimal():
        return word.lstrip("0") or "0"
    marks = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in marks if mark in _TONES)
    letters = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", letters) + tones


def _syllable(word: str) -> Syllable:
    if word.isdecimal():
        digits = word.lstrip("0")
        return 0, (len(digits),), (), digits
    tones: list[int] = []
    letters: list[int] = []
    for letter in word:
        marks = unicodedata.normalize("NFD", letter)
        tones += [_TONES[mark] for mark in marks if mark in _TONES]
        toneless = "".join(mark for mark in marks if mark not in _TONES)
        plain = unicodedata.normalize("NFC", toneless)
        letters.append(_LETTERS.get(plain, len(_LETTERS) + ord(plain[:1] or letter)))
    return 1, tuple(letters), tuple(tones), ""
