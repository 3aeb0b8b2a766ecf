"""Theorems of ruleset mutation, over generated rulesets."""

from __future__ import annotations

import copy

from hypothesis import given

from assessment.engine.assess import assess
from assessment.errors import DossierError, RulesetError
from assessment.files import Tree
from assessment.intake.read import dossier_from_content
from assessment.model.digest import digest
from assessment.rulebook.cases.full import full_marks
from assessment.rulebook.cases.mutants import mutants
from assessment.rulebook.load import ruleset_of
from tests import strategies


@given(strategies.trees())
def test_mutants_are_named_apart_and_leave_the_ruleset_as_it_is(tree):
    """No two mutants share a name or are the ruleset itself, and making them changes nothing."""
    before = copy.deepcopy(tree)
    found = list(mutants(tree))
    assert tree == before
    assert len({mutant.name for mutant in found}) == len(found)
    assert digest(tree) not in {digest(mutant.content) for mutant in found}


@given(strategies.trees())
def test_a_mutant_is_refused_with_a_code_or_can_be_scored(tree):
    """No mutant breaks loader or engine: what is not refused scores a dossier, or refuses it."""
    ruleset = strategies.load(tree)
    subject = {"kind": ruleset.subject.value, "name": "x"}
    if ruleset.unit_types:
        subject |= {"unit_type": ruleset.unit_types[0].id, "public": "true"}
    content = {"subject": subject, "evidence": full_marks(ruleset)}
    dossier = dossier_from_content(content, "x")
    for mutant in mutants(tree):
        try:
            changed = ruleset_of(Tree(mutant.content))
            assert assess(changed, dossier).score.determination.possible
        except (RulesetError, DossierError) as refused:
            assert refused.notices  # noqa: PT017 - either outcome is right, with its reasons
