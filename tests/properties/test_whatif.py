"""What-if against the engine: nothing moves by itself, and margins are exact."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.model.outcome import Assessment, Finding
from assessment.model.plan import Change
from assessment.whatif.changes import changed, suppose
from assessment.whatif.compare import compare
from assessment.whatif.effects import Effect, effect_of
from assessment.whatif.margins import margins
from assessment.whatif.sensitivity import sensitivity
from tests.properties.test_plans import Field, fields
from tests.strategies import Draw


@st.composite
def results(draw: Draw) -> Assessment:
    """A dossier of a small ruleset, scored."""
    field: Field = draw(fields())
    missing: Literal["open", "zero"] = draw(st.sampled_from(["open", "zero"]))
    try:
        return assess(field.ruleset, field.dossier({}), missing=missing)
    except DossierError:
        assume(False)
        raise AssertionError from None


def findings(now: Assessment) -> list[Finding]:
    return [*now.findings.values(), *now.score.gates]


def found(now: Assessment, item: str, part: str) -> tuple[Finding, Finding]:
    """An item's finding, and that of a part of it."""
    whole = next(f for f in findings(now) if f.item.id == item)
    return whole, next((p for p in whole.parts if p.item.id == part), whole)


def with_count(now: Assessment, key: str, count: int) -> Assessment | None:
    with suppress(DossierError):
        made = changed(now.dossier, [Change(key, None, count)])
        return assess(now.ruleset, made, missing=now.options.missing)
    return None


@given(results())
def test_without_a_change_nothing_moves(now):
    """No setting: the same dossier, the same result, and no difference."""
    supposed, after = suppose(now, ())
    assert supposed == ()
    assert after.dossier.content == now.dossier.content
    assert compare(now, after).same


@given(results())
def test_a_loss_is_the_fewest_that_lose_a_level(now):
    """One fewer than the loss keeps what the item comes to; the loss does not."""
    for margin in margins(now):
        loss = margin.loss
        if loss is None or loss.takes.unit == "percentage_points":
            continue
        key, count = loss.key, now.dossier.evidence[loss.key].value
        if now.ruleset.evidence[key].type.value != "count":
            continue
        assert loss.takes.amount.whole == 1
        amount = loss.takes.amount.part * (1 if loss.takes.more else -1)
        whole, _ = found(now, margin.item, margin.finding.item.id)
        for step, loses in ((amount, True), (amount - (1 if amount > 0 else -1), False)):
            result = with_count(now, key, int(count) + step)
            if result is not None:
                then, _ = found(result, margin.item, margin.finding.item.id)
                assert effect_of(then).is_below(effect_of(whole)) is loses


@given(results())
def test_the_result_of_a_loss_is_a_loss(now):
    """In the dossier that is shown with a loss, counted or not, the item comes to less."""
    for margin in margins(now):
        if margin.loss and margin.loss.result:
            whole, _ = found(now, margin.item, "")
            then, _ = found(margin.loss.result, margin.item, "")
            assert effect_of(then).is_below(effect_of(whole))


@given(results())
def test_a_gain_reaches_the_next_level(now):
    """What a gain takes, and no less, brings the item more, and as much as is said."""
    for margin in margins(now):
        gain = margin.gain
        if gain is None or not gain.alone or gain.takes.unit == "percentage_points":
            continue
        if now.ruleset.evidence[gain.key].type.value != "count":
            continue
        takes, count = gain.takes, int(now.dossier.evidence[gain.key].value)
        amount = takes.amount.part
        whole, _ = found(now, margin.item, "")
        for step, gains in ((amount, True), (amount - 1, False)):
            result = with_count(now, gain.key, count + (step if takes.more else -step))
            if result is not None:
                before, then = effect_of(whole), effect_of(found(result, margin.item, "")[0])
                assert before.is_below(then) is gains
                assert not gains or then.points - before.points == gain.points


@given(results())
def test_margins_are_sorted_by_rating_and_fragility(now):
    """What costs the rating first, each by the loss in proportion; what cannot be lost last."""
    order = [(m.loss and not m.loss.rating_falls, m.fragility) for m in margins(now)]
    known = [one for one in order if one[1] is not None]
    assert order == [*sorted(known), *[(None, None)] * (len(order) - len(known))]
    assert all(0 <= fragility <= 1 for _, fragility in known)


@given(results())
def test_a_level_up_is_better_and_a_level_down_worse(now):
    """Each shift is a dossier in which the item comes to more, or to less."""
    for one in sensitivity(now):
        before = effect_of(one.finding)
        for shift, better in ((one.up, True), (one.down, False)):
            if shift is None:
                continue
            made = changed(now.dossier, shift.changes)
            again = assess(now.ruleset, made, missing=now.options.missing)
            assert again.score == shift.result.score
            after: Effect = effect_of(found(again, one.finding.item.id, "")[0])
            assert before.is_below(after) if better else after.is_below(before)
