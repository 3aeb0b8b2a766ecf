"""Mutants hunted: a weak table lets them live, a strong one does not."""

from __future__ import annotations

import pytest

from assessment.engine.assess import assess
from assessment.files import Tree
from assessment.intake.read import dossier_from_content
from assessment.model.trial import Fate
from assessment.rulebook.cases import hunt as module
from assessment.rulebook.cases.hunt import hunt
from assessment.rulebook.cases.mutants import mutants
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.proof.trials import TooManyTrials
from tests import samples
from tests.unit.rulebook.cases.build import HEAD, MINI, STRONG, WEAK, cases

LIMIT = "1.1 levels[0].at_least 50% -> 51%"
DAY = "document.in_force.from 2020-01-01 -> 2020-01-02"


def fates(ruleset, found, only=None):
    return {result.name: result for result in hunt(ruleset, found, only)}


def test_a_weak_table_lets_mutants_live(tmp_path):
    """One case with full marks does not see a limit move: the mutant survives."""
    result = fates(MINI, cases(tmp_path, HEAD + WEAK))[LIMIT]
    assert (result.fate, result.by) == (Fate.SURVIVED, "")


def test_a_survivor_comes_with_a_dossier_that_shows_it(tmp_path):
    """Scored by both, the witness comes out differently: added as a case it catches the mutant."""
    result = fates(MINI, cases(tmp_path, HEAD + WEAK))[LIMIT]
    [content] = [m.content for m in mutants(MINI.content) if m.name == LIMIT]
    dossier = dossier_from_content(result.witness, "witness")
    points = [
        assess(ruleset, dossier).findings["1.1"].points
        for ruleset in (MINI, ruleset_of(Tree(content)))
    ]
    assert points[0] != points[1]


def test_a_strong_table_accounts_for_every_mutant(tmp_path):
    """Below, at and above each limit: nothing survives, and the case that caught it is named."""
    found = fates(MINI, cases(tmp_path, HEAD + STRONG))
    assert {result.name for result in found.values() if result.fate is Fate.SURVIVED} == set()
    assert found[LIMIT][1:3] == (Fate.CAUGHT, "bang:nguoi-hoc@501")
    assert found["rating dat removed"].fate is Fate.REFUSED
    assert found["rating dat when.total.at_least 2 -> 2.5"].fate is Fate.EQUIVALENT


def test_what_the_loader_refuses_is_caught_by_its_code(tmp_path):
    """A maximum that no longer adds up needs no case."""
    result = fates(MINI, cases(tmp_path, HEAD + WEAK))["scale.max 4 -> 4.5"]
    assert (result.fate, result.by) == (Fate.REFUSED, "ruleset.sum_of_criteria")


def test_what_is_proved_to_change_nothing_is_equivalent(tmp_path):
    """No total lies between 1 and 3, so the limit may stand anywhere between them."""
    found = fates(MINI, cases(tmp_path, HEAD + WEAK))
    for name in ("2 -> 1.5", "2 -> 2.5"):
        assert found[f"rating dat when.total.at_least {name}"].fate is Fate.EQUIVALENT
    step = samples.bent(samples.POINTS, ("points: 1}", "points: 1.5}"), ("max: 4\n", "max: 4.5\n"))
    ruleset = samples.ruleset_text(step.replace("{max: 4,", "{max: 4.5,"))
    found = fates(ruleset, ())
    assert found["rating dat when.total.at_least 2 -> 1.5"].fate is Fate.SURVIVED


def test_what_no_score_shows_is_not_called_equivalent(tmp_path):
    """A day of the time in force moves no point, yet a case that expects a warning catches it."""
    weak = fates(MINI, cases(tmp_path, HEAD + WEAK))[DAY]
    assert weak[1:] == (Fate.SURVIVED, "unscored", None)
    strong = fates(MINI, cases(tmp_path, HEAD + STRONG))[DAY]
    assert strong[1:3] == (Fate.CAUGHT, "bang:hieu-luc@2020-01-01")


def test_what_cannot_be_proved_is_not_called_equivalent(tmp_path, monkeypatch):
    """Too many values to try: the mutant counts as alive."""

    def undecided(before, after):
        raise TooManyTrials

    monkeypatch.setattr(module, "first_difference", undecided)
    result = fates(MINI, cases(tmp_path, HEAD + WEAK))[LIMIT]
    assert result[1:] == (Fate.SURVIVED, "undecided", None)


def test_only_the_items_wanted_are_hunted(tmp_path):
    """An overlay answers for what it changes and for nothing else."""
    found = fates(MINI, cases(tmp_path, HEAD + WEAK), only={"1.2"})
    assert set(found) == {"1.2 removed", "1.2 points 1 -> 0.5", "1.2 points 1 -> 1.5"}


@pytest.mark.parametrize("text", [samples.POINTS, samples.LEVELS])
def test_every_mutant_has_a_fate(text):
    """One result a mutant, in their order, whatever the table."""
    ruleset = samples.ruleset_text(text)
    names = [mutant.name for mutant in mutants(ruleset.content)]
    assert [result.name for result in hunt(ruleset, ())] == names
    assert {result.fate for result in hunt(ruleset, ())} <= set(Fate) - {Fate.CAUGHT}
