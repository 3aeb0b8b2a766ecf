"""Scales in words: what each level asks, and what nobody knows yet."""

from __future__ import annotations

import pytest

from assessment.views.scales import Scales
from assessment.wording import Words
from tests.samples import POINTS, bent


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("50%, points: 3", "50%, points: 3", "từ 50%: 3 điểm"),
        ("50%, points: 3", "null, points: 3", "giới hạn chưa rõ: 3 điểm"),
        ("50%, points: 3", "50%, points: null", "từ 50%: chưa rõ"),
    ],
)
def test_a_level_that_nobody_knows_is_not_the_rest(load_text, old, new, line):
    """A limit and points that are null are said to be unknown."""
    ruleset = load_text(bent(POINTS, (old, new)))
    item = ruleset.criteria[0].indicators[0]
    lines = list(Scales(ruleset, Words("vi")).scale(item))
    assert lines[0] == line
    assert lines[-1].startswith("còn lại: ")
