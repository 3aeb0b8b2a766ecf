"""Any ruleset, however broken, is checked to the end: flaws with their words, never a crash."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from assessment.codes import CODES
from assessment.errors import CdhtError, RulesetError
from assessment.files import Tree, parse_yaml, tree_of
from assessment.rulebook.check.run import check_ruleset
from assessment.wording import Words
from tests.unit.rulebook.check.seeds import BASES, text_of

LONGEST = 10
"""Seconds of work; a ruleset of these bases takes less than one."""

_TREES = [
    parse_yaml(text_of(path.stem), None, RulesetError).content
    for path in sorted(BASES.glob("*.yaml"))
]
_WORDS = (Words("vi"), Words("en"))
_ODD = [
    "0", "-1", "1", "0.5", "0%", "100%", "101%", "50%", "-5%", None, "", "true", "met", "x", "1e9",
    "999999999999999", "0.000000000001", "33.333333333333%", "1000000000000", [], {}, ["a"], "otherwise",
    "dat", "muc_do_1", "muc_do_2", "1.1", "A.1", "disadvantaged", "2020-01-01", "2019-02-30",
]  # fmt: skip

Steps = tuple[Any, ...]


def nodes(tree: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Everything in a tree with the way to it."""
    if steps:
        yield steps, tree
    within = tree.items() if isinstance(tree, dict) else ()
    for name, value in enumerate(tree) if isinstance(tree, list) else within:
        yield from nodes(value, (*steps, name))


def parent_of(tree: Any, steps: Steps) -> Any:
    for step in steps[:-1]:
        tree = tree[step]
    return tree


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """A sound ruleset with one to three things done to it."""
    tree = copy.deepcopy(draw(st.sampled_from(_TREES)))
    for _ in range(draw(st.integers(1, 3))):
        found = list(nodes(tree))
        steps, value = draw(st.sampled_from(found))
        parent, name = parent_of(tree, steps), steps[-1]
        match draw(st.sampled_from(["odd", "odd", "lost", "twice", "swapped", "another"])):
            case "odd":
                parent[name] = draw(st.sampled_from(_ODD))
            case "lost":
                del parent[name]
            case "twice" if isinstance(parent, list):
                parent.insert(name, copy.deepcopy(value))
            case "swapped" if isinstance(parent, list):
                parent.insert(0, parent.pop(name))
            case _:
                alike = [other for path, other in found if path[-1] == name]
                parent[name] = copy.deepcopy(draw(st.sampled_from(alike)))
    return tree


def edited(base: str, old: str, new: str) -> Any:
    text = text_of(base)
    assert old in text
    return parse_yaml(text.replace(old, new), None, RulesetError).content


@example(edited("diem", "step: 0.5", "step: 0"))
@example(edited("diem", "step: 0.5", "step: 0.000001"))
@example(edited("diem", "max: 4", "max: 999999999999"))
@example(edited("diem", "points: 4}", "points: 300000000000}"))
@example(edited("diem", "at_least: 60%", "at_least: null"))
@given(broken())
def test_any_ruleset_is_checked_to_the_end(content: Any):
    """Odd, lost, doubled and moved pieces are told in both languages, in a bounded time."""
    began = time.process_time()
    try:
        tree: Tree = tree_of(content, "thu-nghiem.yaml", RulesetError)
    except CdhtError:
        return
    _, flaws = check_ruleset(tree)
    for words in _WORDS:
        assert all(words.message(flaw.notice) for flaw in flaws)
    assert {flaw.notice.code for flaw in flaws} <= CODES
    assert time.process_time() - began < LONGEST
