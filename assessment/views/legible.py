"""Text of a dossier as it is put on paper: nothing in it that is unseen and yet acts."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)
"""What turns the direction of a line, or hides between letters."""

_WORD = re.compile(r"\S+")
_LONG, _PIECE = 50, 20
_JOINTS = frozenset("/\\_.,;:&=?%#@+")
_BREAK = "\u200b"


def legible(text: str) -> str:
    """The text without what no one sees: signs of direction are left out, controls are spaces."""
    return _CONTROL.sub(" ", _UNSEEN.sub("", text))


def breakable(text: str) -> str:
    """The text with places where a line may break within words too long for any line."""
    return _WORD.sub(lambda word: _pieces(word[0]) if len(word[0]) > _LONG else word[0], text)


def _pieces(word: str) -> str:
    """A long word with a break after its joints, and after so many letters without any."""
    made, since = [], 0
    for letter in word:
        if since >= _PIECE and not unicodedata.combining(letter):
            made.append(_BREAK)
            since = 0
        made.append(letter)
        since = _PIECE if letter in _JOINTS else since + 1
    return "".join(made)
