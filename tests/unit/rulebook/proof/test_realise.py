"""From values on lines to counts that a dossier can state."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assessment.files import Tree
from assessment.rulebook.load import draft_of
from assessment.rulebook.proof.lines import Line, Nothing
from assessment.rulebook.proof.pieces import Piece
from assessment.rulebook.proof.realise import realise

COUNT = {"label": "Số", "type": "count"}


def ruleset(**within):
    """A ruleset that declares the counts a to e, some of them within others."""
    evidence = {key: dict(COUNT) for key in "abcde"}
    for key, whole in within.items():
        evidence[key]["within"] = whole
    found, _ = draft_of(
        Tree(
            {
                "id": "x",
                "subject": "commune",
                "title": "X",
                "basis": "inferred",
                "source": "Điều 1",
                "document": {
                    "number": "1",
                    "title": "X",
                    "issued": "2020-01-01",
                    "in_force": {"from": "2020-01-01"},
                },
                "scale": {"max": "1", "step": "1"},
                "criteria": [
                    {
                        "id": "1",
                        "title": {"text": "X"},
                        "max": "1",
                        "indicators": [
                            {
                                "id": "1.1",
                                "text": "X",
                                "kind": "threshold",
                                "ratio": {"of": "a", "over": "b"},
                                "levels": [
                                    {"at_least": "50%", "points": "1"},
                                    {"otherwise": "true", "points": "0"},
                                ],
                            }
                        ],
                    }
                ],
                "ratings": [
                    {"id": "dat", "title": "Đạt", "when": {"total": {"at_least": "1"}}},
                    {"id": "chua_dat", "title": "Chưa đạt", "otherwise": "true"},
                ],
                "evidence": evidence,
            }
        )
    )
    return found


def share(of, over):
    return Line("share", of, over)


def at(text):
    return Piece(Fraction(text), Fraction(text), True, True)


def between(low, high):
    return Piece(Fraction(low), Fraction(high), False, False)


@pytest.mark.parametrize(
    ("shares", "counts"),
    [
        ({("a", "b"): at("7/10")}, {"a": 7, "b": 10}),
        ({("a", "b"): at("1/2"), ("c", "b"): at("1/3")}, {"a": 3, "b": 6, "c": 2}),
        ({("a", "b"): at("1/2"), ("b", "c"): at("1/3")}, {"a": 1, "b": 2, "c": 6}),
        ({("a", "b"): at("0")}, {"a": 0, "b": 1}),
        ({("a", "b"): at("1/2"), ("a", "c"): at("1/5")}, {"a": 1, "b": 2, "c": 5}),
        ({("a", "b"): Nothing()}, {"a": 0, "b": 0}),
    ],
)
def test_shares_get_the_smallest_counts_together(shares, counts):
    """Shares of one whole, or of a part that is a whole itself, are counted together."""
    assignment = {share(*keys): value for keys, value in shares.items()}
    assert realise(ruleset(), assignment) == counts


@pytest.mark.parametrize(
    "shares",
    [
        {("a", "b"): at("1/2"), ("b", "c"): at("1/2"), ("a", "c"): at("1/2")},
        {("a", "b"): Nothing(), ("c", "b"): at("1/2")},
        {("a", "b"): at("0"), ("c", "a"): at("1/2")},
    ],
)
def test_shares_that_contradict_each_other_have_no_counts(shares):
    """A circle that does not close, a share of nothing: nobody can state that."""
    assignment = {share(*keys): value for keys, value in shares.items()}
    assert realise(ruleset(), assignment) is None


def test_a_part_is_kept_within_its_whole():
    """Of two shares of one whole, the one within the other is no larger."""
    inside = {share("a", "c"): between("1/2", "9/10"), share("b", "c"): between("1/2", "3/5")}
    found = realise(ruleset(a="b"), inside)
    assert Fraction(1, 2) < Fraction(found["a"], found["c"]) < Fraction(9, 10)
    assert Fraction(1, 2) < Fraction(found["b"], found["c"]) < Fraction(3, 5)
    assert found["a"] <= found["b"]


def test_a_part_above_its_whole_cannot_be():
    """Where the inner share must be larger than the outer there is no dossier."""
    inside = {share("a", "c"): at("9/10"), share("b", "c"): at("1/2")}
    assert realise(ruleset(a="b"), inside) is None


def test_a_count_keeps_its_own_bounds_beside_a_share():
    """A count that is compared itself is multiplied into its piece, its share kept."""
    assignment = {
        share("a", "b"): at("1/3"),
        Line("number", "b"): Piece(Fraction(10), Fraction(20), True, True),
    }
    assert realise(ruleset(), assignment) == {"a": 4, "b": 12}
