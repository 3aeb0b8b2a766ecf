"""All at once: what keeps a ruleset from being used hides no defect of another item."""

from __future__ import annotations

import pytest

from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.rulebook.check.run import check_ruleset
from tests.unit.rulebook.check.seeds import text_of

SHADOWED = ("    - {at_least: 5, points: 1.5}\n", "    - {at_least: 12, points: 1.5}\n")
"""The second level of 1.2 behind the first."""

BLOCKING = {
    "undeclared key": ("ratio: {of: learners, over: adults}", "ratio: {of: learner, over: adults}"),
    "key of another type": ("{of: learners, over: adults}", "{of: register, over: adults}"),
    "unknown option": ("{option: du, points: 4}", "{option: duu, points: 4}"),
    "award of levels": ("{at_least: 60%, points: 2.5}", "{at_least: 60%, level: x}"),
    "no percent sign": ("{at_least: 60%, points: 2.5}", "{at_least: 60, points: 2.5}"),
    "two conditions": (
        "{at_least: 60%, points: 2.5}",
        "{at_least: 60%, at_most: 70%, points: 2.5}",
    ),
    "no maximum": ("  max: 9\n", "  max: null\n"),
    "part of nothing declared": (
        "unit: người, type: count}\n  adults",
        "unit: người, type: count, within: nope}\n  adults",
    ),
    "exclusion undeclared": (
        "\nratings:",
        "\nexclusions:\n- {id: X, text: x, key: nokey}\n\nratings:",
    ),
    "gate undeclared": (
        "\nratings:",
        "\ngates:\n- {id: G, text: x, kind: yes_no, key: nokey}\n\nratings:",
    ),
    "share of full points undeclared": (
        "{of: rooms_open, over: rooms}",
        "{of: rooms_opn, over: rooms}",
    ),
    "number undeclared": ("number: crowding", "number: crowdin"),
    "points below nothing": ("points: 0.5", "points: -0.5"),
}


@pytest.mark.parametrize("edit", BLOCKING.values(), ids=BLOCKING)
def test_a_defect_is_found_beside_what_blocks(edit):
    """The blocking problem and the shadowed level of another item are both told, each at its line."""
    text = text_of("diem")
    for old, new in (edit, SHADOWED):
        assert old in text
        text = text.replace(old, new, 1)
    _, flaws = check_ruleset(parse_yaml(text, "diem.yaml", RulesetError))
    [shadowed] = [flaw for flaw in flaws if flaw.notice.code == "proof.level_shadowed"]
    lines = text.splitlines()
    assert "at_least: 12" in lines[shadowed.notice.place.line - 1]
    assert shadowed.witness is not None
    assert shadowed.witness.shows["item"] == "1.2"
    assert any(flaw.notice.code.startswith(("ruleset.", "shape.")) for flaw in flaws)
