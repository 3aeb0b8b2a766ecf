"""Which values are not free of each other."""

from __future__ import annotations

import pytest

from assessment.errors import RulesetError
from assessment.files import Tree, parse_yaml
from assessment.rulebook.load import draft_of
from assessment.rulebook.proof.lines import Line, Nothing, lines_of
from assessment.rulebook.proof.ties import Ties
from tests.samples import POINTS


def ruleset(ratios, **evidence):
    """One threshold a ratio, over these counts."""
    content = parse_yaml(POINTS, None, RulesetError).content
    content["evidence"] = {
        key: {"label": key, "type": "count", **evidence.get(key, {})} for key in "abcde"
    }
    content["criteria"][0]["indicators"] = [
        {
            "id": f"1.{number}",
            "text": "X",
            "kind": "threshold",
            **({"ratio": ratio} if isinstance(ratio, dict) else {"count": ratio}),
            "levels": [
                {"at_least": "50%" if isinstance(ratio, dict) else "5", "points": "1"},
                {"otherwise": "true", "points": "0"},
            ],
        }
        for number, ratio in enumerate(ratios)
    ]
    return draft_of(Tree(content))[0]


def share(of, over, **more):
    return {"of": of, "over": over, **more}


def tied(found, empty=()):
    lines = lines_of(found, *found.indicators.values())
    return {
        frozenset((line.key + "/" + line.over).rstrip("/") for line in group)
        for group in Ties(found, lines, [Line("share", *pair) for pair in empty]).groups()
    }


@pytest.mark.parametrize(
    ("ratios", "evidence", "groups"),
    [
        ([share("a", "c"), share("b", "c")], {}, set()),
        ([share("a", "b"), share("b", "c")], {}, set()),
        ([share("a", "b"), share("b", "c"), share("a", "c")], {}, {"a/b b/c a/c"}),
        ([share("a", "c"), share("b", "c")], {"a": {"within": "b"}}, {"a/c b/c"}),
        ([share("a", "b"), share("c", "d")], {"b": {"within": "d"}}, set()),
        ([share("a", "b"), share("c", "b")], {"b": {"at_most": "9"}}, {"a/b c/b"}),
        ([share("a", "b"), share("c", "d")], {"d": {"at_most": "9"}}, set()),
        (
            [share("a", "b"), share("c", "d")],
            {"d": {"at_most": "9"}, "b": {"within": "d"}},
            {"a/b c/d"},
        ),
        ([share("a", "b"), "b"], {}, {"a/b b"}),
        (["a", "b"], {"a": {"within": "b"}}, {"a b"}),
        (["a", share("c", "b")], {"a": {"within": "b"}}, set()),
        ([share("a", "b"), share("b", "a", may_exceed="true")], {}, {"a/b b/a"}),
    ],
)
def test_lines_are_tied_where_taking_counts_larger_does_not_help(ratios, evidence, groups):
    """Circles, bounds, and parts that must not exceed; not a common whole that can grow."""
    found = ruleset(ratios, **evidence)
    assert tied(found) == {frozenset(group.split()) for group in groups}


def test_shares_of_one_whole_are_tied_where_nothing_means_something():
    """Nothing counted for the one is nothing counted for the other."""
    found = ruleset([share("a", "c", none_means="met"), share("b", "c")])
    assert tied(found, [("a", "c")]) == {frozenset({"a/c", "b/c"})}
    lines = lines_of(found, *found.indicators.values())
    settings = Ties(found, lines, [Line("share", "a", "c")]).settings(lines, (), 100)
    nothing = [{line: Nothing() in values for line, values in way.items()} for way in settings]
    assert [set(way.values()) for way in nothing] == [{False}, {True}]
