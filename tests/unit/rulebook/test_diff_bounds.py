"""Where the proof has too many values to try, a comparison says so and goes on."""

from __future__ import annotations

import copy

import pytest

from assessment.files import Tree
from assessment.model.difference import Effect
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.diff import diff
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.proof import reach
from assessment.rulebook.proof.trials import TooManyTrials


@pytest.fixture
def changed_rating():
    before = Catalog().get("tt44-2014")
    content = copy.deepcopy(dict(before.content))
    content["ratings"][0]["when"]["total"]["at_least"] = "86"
    return before, ruleset_of(Tree(content))


def test_a_rating_that_cannot_be_decided_is_open(changed_rating, monkeypatch):
    """Neither a change nor the proof of none is claimed, and nothing is raised."""

    def too_many(self):
        raise TooManyTrials

    monkeypatch.setattr(reach.Reach, "groups", too_many)
    found = diff(*changed_rating)
    assert {alteration.effect for alteration in found.alterations} == {Effect.OPEN}
