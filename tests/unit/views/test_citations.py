"""Marks of sources in a ruleset's texts, and what they stand for."""

from __future__ import annotations

import pytest

from assessment.rulebook.catalog import Catalog
from assessment.views.citations import Citations

SOURCES = {"PD": "pháp điển", "S1": "báo A", "S2": "báo B", "S2b": "dự thảo", "S3": "báo C"}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Điều 3.4; nội dung theo S2", ["S2"]),
        ("PD; Điều 9.1 (S1, S3)", ["PD", "S1", "S3"]),
        ("S1 đến S3", ["S1", "S2", "S2b", "S3"]),
        ("S1–S2", ["S1", "S2"]),
        ("S2b, S2 to S3", ["S2", "S2b", "S3"]),
        ("S3 đến S1", ["S1", "S3"]),
        ("S21, S2c, XS1, PDF, bao-cao-S1.pdf, S.S2", []),
        ("", []),
    ],
)
def test_marks_are_found_as_whole_words(text: str, marks: list[str]):
    """A range cites all within it; the order is that of the ruleset."""
    assert Citations(SOURCES).cited([text]) == {mark: SOURCES[mark] for mark in marks}


def test_a_mark_of_several_texts_is_told_once():
    """What each stands for is read once, at the end."""
    assert list(Citations(SOURCES).cited(["S2", "S1, S2", "S2"])) == ["S1", "S2"]


def test_a_ruleset_without_sources_cites_none():
    """Nothing stands in for a mark."""
    assert Citations({}).cited(["S1, Điều 3"]) == {}


def test_every_source_that_the_citizen_s_ruleset_cites_is_told():
    """Of the ruleset whose every figure rests on such marks."""
    ruleset = Catalog().get("citizen-qd324-2023")
    assert ruleset is not None
    texts = [criterion.title.source for criterion in ruleset.criteria]
    assert list(Citations(ruleset.sources).cited(texts)) == ["S21b", "S23", "S24", "S25", "S26"]
