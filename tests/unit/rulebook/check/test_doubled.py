"""An id that stands twice silences what it touches, and nothing else."""

from __future__ import annotations

from copy import deepcopy

import pytest

from assessment.errors import RulesetError
from assessment.files import parse_yaml, tree_of
from assessment.rulebook.check.run import check_ruleset
from tests.unit.rulebook.check.seeds import BASES, text_of

DOUBLED = {
    "indicator": ("day-du", "criteria", 1, "indicators", 0),
    "part": ("day-du", "criteria", 0, "indicators", 1, "parts", 0),
    "criterion": ("day-du", "criteria", 1),
    "gate": ("day-du", "gates", 0),
    "exclusion": ("day-du", "exclusions", 0),
    "rating": ("day-du", "ratings", 0),
    "option": ("day-du", "evidence", "movement", "options", 0),
    "interpretation": ("diem", "interpretations", 0),
    "level": ("muc-do", "levels", 0),
    "unit type": ("don-vi", "unit_types", 0),
}
PART = "A.2.1"
"""The id that the part goes by."""
SHADOWED = {
    "day-du": ("{at_least: 60%, points: 3,", "{at_least: 85%, points: 3,"),
    "diem": ("{at_least: 5, points: 1.5}", "{at_least: 12, points: 1.5}"),
    "muc-do": ("{level: muc_do_2, at_least: 30%}", "{level: muc_do_2, at_least: 130%}"),
    "don-vi": ("{level: muc_do_2, at_least: 30%}", "{level: muc_do_2, at_least: 130%}"),
}
"""A second level behind the first; a level that no value reaches."""


def content_of(base):
    return parse_yaml(text_of(base), None, RulesetError).content


def flaws_of(content):
    return check_ruleset(tree_of(content, "x.yaml", RulesetError))[1]


def codes(flaws):
    return {flaw.notice.code for flaw in flaws}


def at(content, steps):
    for step in steps:
        content = content[step]
    return content


def named(content, steps=()):
    """The ways to all entries of lists that have an id."""
    within = content.items() if isinstance(content, dict) else enumerate(content)
    for name, value in within:
        if isinstance(value, dict) and "id" in value and isinstance(name, int):
            yield (*steps, name)
        if isinstance(value, dict | list):
            yield from named(value, (*steps, name))


def doubled(content, steps):
    """The content with an entry standing twice; a part has an id of its own only there."""
    content = deepcopy(content)
    siblings = at(content, steps[:-1])
    siblings.append({"id": PART, **siblings[steps[-1]]})
    return content


@pytest.mark.parametrize("entry", DOUBLED.values(), ids=DOUBLED)
def test_a_doubled_id_hides_no_flaw_of_another_item(entry):
    """Both are told: the id, and the levels of an indicator that has nothing to do with it."""
    base, *steps = entry
    text = text_of(base)
    old, new = SHADOWED[base]
    assert text.count(old) == 1
    content = parse_yaml(text.replace(old, new), None, RulesetError).content
    alone = codes(flaws_of(content)) & {"proof.level_shadowed", "proof.level_out_of_reach"}
    assert alone
    assert alone | {"ruleset.duplicate_id"} <= codes(flaws_of(doubled(content, steps)))


@pytest.mark.parametrize("base", [path.stem for path in sorted(BASES.glob("*.yaml"))])
def test_nothing_false_is_said_of_the_rest(base):
    """Whatever entry of a sound ruleset stands twice: nothing is proved but by what is sound."""
    content = content_of(base)
    sound = codes(flaws_of(content))
    entries = list(named(content))
    assert len(entries) > 10
    for steps in entries:
        found = flaws_of(doubled(content, steps))
        assert "ruleset.duplicate_id" in codes(found), steps
        assert {code for code in codes(found) - sound if code.startswith("proof.")} == set(), steps
