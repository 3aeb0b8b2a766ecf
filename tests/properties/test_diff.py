"""Comparing rulesets: every witness shows its change, and what has none changes nothing."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import assume, event, given
from hypothesis import strategies as st

from assessment.errors import RulesetError
from assessment.files import Tree
from assessment.intake.read import dossier_from_content
from assessment.model.difference import Effect
from assessment.model.outcome import Status
from assessment.model.quantity import ZERO, plain
from assessment.model.ruleset import Ruleset
from assessment.model.scored import Kind
from assessment.rulebook.cases.mutants import mutants
from assessment.rulebook.diff import diff, first_difference
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.proof.witness import scored
from tests.strategies import cases, load, most_of, shown, trees

DOSSIERS = 6
"""Drawn for each pair of rulesets that are said to agree."""


@dataclass(frozen=True, repr=False)
class Altered:
    """A ruleset, and the same with one figure moved, or one thing removed or turned."""

    name: str
    before: Ruleset
    after: Ruleset

    def __repr__(self) -> str:
        content = yaml.safe_dump(dict(self.before.content), allow_unicode=True, sort_keys=False)
        return f"{self.name}\n{content}"

    def _repr_pretty_(self, printer: Any, _cycle: object) -> None:
        printer.text(repr(self))


@st.composite
def moved(draw: st.DrawFn) -> Altered:
    """An indicator put into another criterion, one of the two able not to apply; the maxima follow."""
    tree = draw(trees().filter(lambda t: len(t["criteria"]) > 1))
    first, second = draw(st.permutations(range(len(tree["criteria"]))))[:2]
    then = draw(st.sampled_from(["full", "left_out"]))
    able = draw(st.sampled_from([first, second]))
    tree["criteria"][able]["may_not_apply"] = {"when": "không có đối tượng", "then": then}
    for rating in tree["ratings"]:
        for when in (rating.get("when"), rating.get("disadvantaged", {}).get("when")):
            (when or {}).pop("no_criterion_at", None)
    other = deepcopy(tree)
    home, target = other["criteria"][first], other["criteria"][second]
    assume(len(home["indicators"]) > 1)
    index = draw(st.integers(0, len(home["indicators"]) - 1))
    target["indicators"].append(home["indicators"].pop(index))
    for criterion in (home, target) if "scale" in tree else ():
        assume(knows_points(criterion))
        criterion["max"] = plain(sum(map(most_of, criterion["indicators"]), ZERO))
    return Altered(f"{first} -> {second}, {able}: {then}", load(tree), load(other))


def knows_points(node: Any) -> bool:
    """Whether no points below a node are null."""
    if isinstance(node, list):
        return all(map(knows_points, node))
    if not isinstance(node, dict):
        return True
    return node.get("points", "") is not None and all(map(knows_points, node.values()))


@st.composite
def altered(draw: st.DrawFn) -> Altered:
    if draw(st.integers(0, 3)) == 0:
        return draw(moved())
    before = load(draw(trees()))
    mutant = draw(st.sampled_from(list(mutants(before.content))))
    try:
        after = ruleset_of(Tree(mutant.content))
    except RulesetError:
        assume(False)
    return Altered(mutant.name, before, after)


def complete_dossier(data: st.DataObject, ruleset: Ruleset) -> dict[str, Any]:
    """A dossier that states all evidence; a share of nothing may leave an item open still."""
    case = data.draw(cases(st.just(ruleset), inspected=False))
    evidence = {key: shown(value) for key, value in case.world.items()}
    return {**case.content, "evidence": evidence}


def results(ruleset: Ruleset, content: dict[str, Any]) -> object:
    """All that one of the two rulesets makes of a dossier."""
    one = scored(ruleset, dossier_from_content(content, "ho-so.yaml"))
    if one.assessment is None:
        return "refused"
    items = {id_: one.shows(Kind.INDICATOR, id_) for id_ in ruleset.indicators}
    gates = [one.shows(Kind.GATE, gate.id) for gate in ruleset.gates]
    return items, gates, one.shows(Kind.RATING)


def leaves_open(ruleset: Ruleset, content: dict[str, Any]) -> bool:
    one = scored(ruleset, dossier_from_content(content, "ho-so.yaml"))
    if one.assessment is None:
        return False
    found = (*one.assessment.findings.values(), *one.assessment.score.gates)
    return any(finding.status is Status.INSUFFICIENT_EVIDENCE for finding in found)


@given(altered(), st.data())
def test_an_altered_figure_is_shown_or_changes_nothing(pair, data):
    """A witness is scored differently by both; without one, drawn dossiers are scored alike."""
    found = diff(pair.before, pair.after)
    event(f"effect: {found.effect}")
    if found.witnesses:
        assert first_difference(pair.before, pair.after) is not None
    for witness in found.witnesses:
        dossier = dossier_from_content(witness.content, "ho-so.yaml")
        old = scored(pair.before, dossier).shows(witness.kind, witness.before_id)
        new = scored(pair.after, dossier).shows(witness.kind, witness.after_id)
        assert (old, new) == witness.shown
        assert old != new
    if found.effect is Effect.NONE:
        assert first_difference(pair.before, pair.after) is None
        for _ in range(DOSSIERS):
            content = complete_dossier(data, data.draw(st.sampled_from([pair.before, pair.after])))
            if not leaves_open(pair.before, content):
                assert results(pair.before, content) == results(pair.after, content)


@given(altered())
def test_the_other_way_round_is_the_mirror(pair):
    """Comparing B with A finds what comparing A with B does, added and removed exchanged."""
    there, back = diff(pair.before, pair.after), diff(pair.after, pair.before)
    assert there.effect == back.effect
    assert {(a.kind, a.effect) for a in there.alterations} == {
        (a.kind, a.effect) for a in back.alterations
    }
    kept = [sorted((old.id, new.id) for old, new in one.kept) for one in (there, back)]
    assert kept[0] == sorted((old, new) for new, old in kept[1])


@given(trees())
def test_a_ruleset_does_not_differ_from_itself(tree):
    """Two readings of one file have no alterations."""
    found = diff(load(tree), load(tree))
    assert found.same
    assert found.witnesses == ()
