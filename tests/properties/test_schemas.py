"""Schemas against the program, on generated files: no false alarm, and no slip of shape unseen."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.errors import RulesetError
from tests.editor import accepts, refusals
from tests.strategies import Case, Tree, cases, load, trees


@given(trees())
def test_a_generated_ruleset_passes(tree: Tree):
    """Every valid ruleset, with short forms or without, passes the schema of rulesets."""
    assert refusals("ruleset", tree) == []


@given(cases())
def test_a_generated_dossier_passes_both_schemas(case: Case):
    """Every dossier that the program scores passes the general schema and its ruleset's own."""
    assert refusals("dossier", case.content) == []
    assert refusals("dossier", case.content, case.ruleset) == []


@given(trees(), st.data())
def test_a_key_unknown_to_the_program_is_unknown_to_the_schema(tree: Tree, data: st.DataObject):
    """Wherever the program refuses a key as unknown, an editor marks it."""
    bent = copy.deepcopy(tree)
    node = data.draw(st.sampled_from([n for n in _nodes(bent) if isinstance(n, dict)]))
    node["khoa_la"] = data.draw(st.sampled_from(["1", None, {"text": "a"}]))
    assume("shape.unknown_key" in _codes(bent))
    assert not accepts("ruleset", bent)


@given(trees(), st.data())
def test_schema_and_program_agree_on_a_bent_ruleset(tree: Tree, data: st.DataObject):
    """One value lost or changed: refused for its shape by both, or for its shape by neither."""
    bent = copy.deepcopy(tree)
    node = data.draw(st.sampled_from([n for n in _nodes(bent) if n]))
    place = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
    if data.draw(st.booleans()):
        del node[place]
    else:
        node[place] = data.draw(st.sampled_from([None, "", "chữ", "70%", "7", [], {}, ["a"]]))
        handed_down = place in ("basis", "source") and not node[place]  # whatever stands there
        assume(not handed_down or node[place] is None)
    codes = _codes(bent)
    if not codes:
        assert refusals("ruleset", bent) == []
    elif all(code.startswith("shape.") for code in codes):
        assert not accepts("ruleset", bent), codes


def _codes(tree: Tree) -> set[str]:
    try:
        load(tree)
    except RulesetError as error:
        return {notice.code for notice in error.notices}
    return set()


def _nodes(node: Any) -> list[Any]:
    """The mappings and lists of a tree."""
    if isinstance(node, dict | list):
        parts = node.values() if isinstance(node, dict) else node
        return [node, *(found for part in parts for found in _nodes(part))]
    return []
