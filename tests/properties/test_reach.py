"""What is proved of a ruleset, held against the engine: nothing is missed, nothing is made up."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content
from assessment.model.item import MET
from assessment.model.outcome import Assessment, CriterionResult, Finding, Status
from assessment.model.ruleset import Ruleset
from assessment.rulebook.proof.context import Context, contexts
from assessment.rulebook.proof.ratings import rating_at
from assessment.rulebook.proof.reach import Reach
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.watch import State, Watch, watches
from assessment.rulebook.proof.witness import dossier_content
from tests.strategies import (
    Case,
    cases,
    consistent,
    load,
    shown,
    tangled_trees,
    trees,
)

complete = cases(trees() | tangled_trees(), inspected=False, densities=(10,))


def whole_truth(case: Case) -> Assessment:
    """The assessment of all that is true in the case's world."""
    evidence = {key: shown(value) for key, value in case.world.items()}
    return case.assess(evidence=evidence)


def state_of(assessment: Assessment) -> State:
    """The total and what fails, read from the engine's own findings."""
    score = assessment.score
    failing = frozenset(w for w in watches(assessment.ruleset) if fails(w, assessment))
    return State(score.points.low if score.points else 0, failing)


def fails(watch: Watch, assessment: Assessment) -> bool:
    score = assessment.score
    match watch.kind:
        case "gate":
            return any(g.item.id == watch.id and g.levels.get(MET) is False for g in score.gates)
        case "exclusion":
            return any(e.id == watch.id and truth for e, truth in score.exclusions)
        case "level":
            return any(f.levels.get(watch.id) is False for f in asked(score.criteria))
        case "indicator":
            return any(f.points.low < watch.limit for f in asked(score.criteria))
    return any(c.points.low <= watch.limit for c in score.criteria if c.applies and any(asked([c])))


def asked(criteria: list[CriterionResult]) -> Iterator[Finding]:
    for criterion in criteria:
        if criterion.applies:
            yield from (f for f in criterion.findings if f.status is not Status.NOT_APPLICABLE)


def kind_of(case: Case) -> Context:
    """The kind of subject that the case's dossier is about."""
    subject = case.dossier().subject
    wanted = Context(subject.area, subject.unit_type, subject.public)
    seen = wanted.evidence(case.ruleset, {})
    return next(
        context
        for context in contexts(case.ruleset)
        if told(case.ruleset, context.evidence(case.ruleset, {})) == told(case.ruleset, seen)
    )


def told(ruleset: Ruleset, seen) -> list[bool]:
    return [
        ruleset.has_area_variants and seen.disadvantaged,
        *(seen.concerns(audience) for audience in ruleset.audiences),
    ]


@given(complete)
def test_whatever_a_dossier_comes_to_is_among_the_states(case: Case):
    """Total, failures and rating of every complete dossier are reached, whatever it says."""
    assume(consistent(case.ruleset, case.world))
    assessment = whole_truth(case)
    score = assessment.score
    assume(
        all(
            f.status is not Status.INSUFFICIENT_EVIDENCE for c in score.criteria for f in c.findings
        )
    )
    assume(all(g.status is not Status.INSUFFICIENT_EVIDENCE for g in score.gates))
    context = kind_of(case)
    state = state_of(assessment)
    assert state in set(Reach(case.ruleset, context).states())
    open_ = assessment.rating is None and case.ruleset.has_unknown_figures
    assert open_ or rating_at(case.ruleset, state, context) is assessment.rating


@given(complete)
def test_whatever_rating_is_sure_is_reached_in_the_widest_sense(case: Case):
    """A rating that a dossier gets though it leaves an item open is not said to be out of reach."""
    assume(consistent(case.ruleset, case.world))
    assessment = whole_truth(case)
    assume(assessment.rating is not None)
    context = kind_of(case)
    states = Reach(case.ruleset, context, wide=True).states()
    assert any(rating_at(case.ruleset, state, context) is assessment.rating for state in states)


@given(trees() | tangled_trees(), st.data())
def test_every_state_has_a_dossier_that_the_engine_scores_so(tree, data: st.DataObject):
    """The evidence found for a state is scored to its total, its failures and its rating."""
    ruleset = load(tree)
    context = data.draw(st.sampled_from(contexts(ruleset)))
    reach = Reach(ruleset, context)
    states = list(reach.states())
    assume(states)
    for state in data.draw(st.lists(st.sampled_from(states), min_size=1, max_size=8, unique=True)):
        try:
            content = dossier_content(ruleset, context, reach.evidence(state))
        except TooManyTrials:
            content = None
        if content is None:
            assert not reach.exact
            continue
        assessment = assess(ruleset, dossier_from_content(content, ""))
        if reach.exact:
            assert state_of(assessment) == state
            assert assessment.rating is rating_at(ruleset, state, context)
