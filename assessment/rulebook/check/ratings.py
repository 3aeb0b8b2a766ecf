"""Ratings against all totals and failures that there are: each is given, each bar stops somebody."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from assessment.files import Steps
from assessment.model.flaw import Flaw, Witness
from assessment.model.item import Item, MayNotApply
from assessment.model.quantity import ZERO
from assessment.model.ruleset import Rating
from assessment.rulebook.check.ground import Ground
from assessment.rulebook.proof.context import Context
from assessment.rulebook.proof.ratings import asked, holds, states_of
from assessment.rulebook.proof.watch import State, Watch
from assessment.rulebook.proof.witness import result_of, shows

_TRIES = 20
"""States tried for a rating, where what is reached is not sure."""


def rating_flaws(ground: Ground) -> Iterator[Flaw]:
    """Ratings never given, bars that stop nobody alone, totals out of reach."""
    for index, rating in enumerate(ground.ruleset.ratings):
        yield from _out_of_reach(ground, index, rating)
    yield from _never_alone(ground)
    yield from _rated_on_nothing(ground)
    if ground.ruleset.in_points and not ground.ruleset.has_unknown_figures:
        yield from _total(ground)
        yield from _left_out(ground)


def _barring(ground: Ground) -> frozenset[Watch]:
    """The gates and exclusions, which every rating but the last asks about."""
    gates = [Watch("gate", gate.id) for gate in ground.ruleset.gates]
    exclusions = [Watch("exclusion", exclusion.id) for exclusion in ground.ruleset.exclusions]
    return frozenset((*gates, *exclusions))


def _among(ground: Ground, contexts: list[Context]) -> list[Context] | None:
    """Whom a flaw is confined to; None: it touches everybody."""
    return None if len(contexts) == len(ground.contexts) else contexts


# --- ratings ---------------------------------------------------------------------------


def _out_of_reach(ground: Ground, index: int, rating: Rating) -> Iterator[Flaw]:
    """No dossier of some kinds of subject gets the rating; or none was found that does."""
    never: list[Context] = []
    undecided: list[Context] = []
    shown = False
    for context in ground.contexts:
        given = _is_given(ground, rating, context, shown=shown)
        shown = shown or given is True
        if given is False:
            never.append(context)
        elif given is None and not ground.ruleset.has_unknown_figures:
            undecided.append(context)
    where = ("ratings", index)
    params: dict[str, Any] = {"id": rating.id, "title": rating.title}
    if never:
        context = never[0]
        nearest = _nearest(ground, rating, context)
        witness = ground.shown(context, nearest) if nearest else None
        among = _among(ground, never)
        yield ground.error("proof.rating_out_of_reach", where, witness, among=among, **params)
    if undecided:
        yield ground.warning("proof.undecided", where, among=_among(ground, undecided), **params)


def _is_given(ground: Ground, rating: Rating, context: Context, *, shown: bool) -> bool | None:
    """Whether a dossier gets the rating; None: it may be, and none was found.

    Args:
        shown: a dossier of another kind of subject was scored to it, so that where what is
            reached is sure one more need not be.
    """
    reach = ground.reach(context)
    if shown and reach.exact and any(states_of(ground.ruleset, rating, reach, context)):
        return True
    tried = False
    for wide in (False, True):
        states = states_of(ground.ruleset, rating, ground.reach(context, wide=wide), context)
        for state in islice(states, _TRIES):
            tried = True
            witness = ground.shown(context, state, wide=wide)
            if witness and witness.shows.get("rating") == rating.id:
                return True
    return None if tried else False


def _nearest(ground: Ground, rating: Rating, context: Context) -> State | None:
    """A state that meets what the rating asks and is given a better one; else the best there is."""
    best: State | None = None
    for failing, totals in ground.reach(context).groups():
        state = State(totals.most, failing)
        if best is None:
            best = state
        if holds(ground.ruleset, rating, state, context):
            return state
    return best


def _never_alone(ground: Ground) -> Iterator[Flaw]:
    """A gate or an exclusion that stops nobody whom another does not stop as well."""
    barring = _barring(ground)
    groups = _stopped(ground, wide=False)
    if frozenset() not in groups:
        return
    for steps, watch in _bars(ground):
        if frozenset({watch}) in groups:
            continue
        groups = _stopped(ground, wide=True)
        stopped = [failing for failing in groups if watch in failing]
        if stopped and frozenset({watch}) not in stopped:
            others = frozenset.intersection(*stopped) - {watch} or barring - {watch}
            other = ", ".join(sorted(w.id for w in others))
            yield ground.warning("proof.never_stops_alone", steps, id=watch.id, other=other)


def _stopped(ground: Ground, *, wide: bool) -> set[frozenset[Watch]]:
    """What stops dossiers: each set of gates and exclusions once."""
    barring = _barring(ground)
    reaches = [ground.reach(context, wide=wide) for context in ground.contexts]
    return {failing & barring for reach in reaches for failing, _ in reach.groups()}


def _bars(ground: Ground) -> Iterator[tuple[Steps, Watch]]:
    for index, gate in enumerate(ground.ruleset.gates):
        yield ("gates", index), Watch("gate", gate.id)
    for index, exclusion in enumerate(ground.ruleset.exclusions):
        yield ("exclusions", index), Watch("exclusion", exclusion.id)


# --- totals ----------------------------------------------------------------------------


def _total(ground: Ground) -> Iterator[Flaw]:
    """Kinds of subject of which no dossier has the whole scale, or only one that is stopped."""
    scale = ground.ruleset.scale
    if scale is None:
        return
    for code, barring in (
        ("proof.total_not_attained", frozenset[Watch]()),
        ("proof.total_only_when_stopped", _barring(ground)),
    ):
        tops = {context: _top(ground, context, barring) for context in ground.contexts}
        short = [c for c, top in tops.items() if top is not None and top.total < scale.max]
        if short:
            top = tops[short[0]]
            assert top is not None
            witness = ground.shown(short[0], top)
            lost = ", ".join(_below_most(ground, witness)) if witness else ""
            params: dict[str, Any] = {"most": scale.max, "points": top.total, "items": lost}
            among = _among(ground, short)
            yield ground.error(code, ("scale", "max"), witness, among=among, **params)
            return


def _top(ground: Ground, context: Context, barring: frozenset[Watch]) -> State | None:
    """The highest total with none of these failing."""
    states = [
        State(totals.most, failing)
        for failing, totals in ground.reach(context).groups()
        if failing.isdisjoint(barring)
    ]
    return max(states, key=lambda state: state.total, default=None)


def _below_most(ground: Ground, witness: Witness) -> Iterator[str]:
    """The indicators that lack points in a dossier."""
    assessment = result_of(ground.ruleset, witness.dossier).assessment
    if assessment is not None:
        for id_, found in assessment.findings.items():
            if found.points is not None and found.points.low < found.item.most:
                yield id_


def _left_out(ground: Ground) -> Iterator[Flaw]:
    """A rating that is out of reach for those to whom an item does not apply."""
    for rule, most, id_, steps in _may_not_apply(ground):
        if rule.then != "left_out":
            continue
        for rating in ground.ruleset.ratings:
            lost = [c for c in ground.contexts if _loses(ground, rating, c, id_)]
            if lost:
                params: dict[str, Any] = {"id": id_, "title": rating.title, "points": most}
                among = _among(ground, lost)
                yield ground.warning("proof.left_out_loses_rating", steps, among=among, **params)
                break


def _rated_on_nothing(ground: Ground) -> Iterator[Flaw]:
    """A rating for those who state no evidence, but that nothing applies to them."""
    ruleset = ground.ruleset
    applies = {id_: "false" for _, _, id_, _ in _may_not_apply(ground)}
    for context in ground.contexts if applies else ():
        subject = context.subject(ruleset)
        content = {"subject": subject, "ruleset": ruleset.id, "applies": applies, "evidence": {}}
        result = result_of(ruleset, content)
        rating = result.assessment.rating if result.assessment else None
        if rating and not rating.otherwise:
            steps = next(steps for _, _, _, steps in _may_not_apply(ground))
            witness = Witness(content, shows(result), ruleset)
            params = {"id": rating.id, "title": rating.title}
            yield ground.warning("proof.rated_on_nothing", steps, witness, **params)
            return


def _may_not_apply(ground: Ground) -> Iterator[tuple[MayNotApply, Decimal, str, Steps]]:
    for index, criterion in enumerate(ground.ruleset.criteria):
        if criterion.may_not_apply:
            most = sum((item.most for item in criterion.indicators), ZERO)
            where = ("criteria", index, "may_not_apply")
            yield criterion.may_not_apply, most, criterion.id, where
    for item, steps in ground.indicators():
        whole = ground.ruleset.criteria[int(steps[1])].may_not_apply
        if item.may_not_apply and (whole is None or whole.then != "full"):
            yield item.may_not_apply, item.most, item.id, (*steps, "may_not_apply")


def _loses(ground: Ground, rating: Rating, context: Context, left_out: str) -> bool:
    """Whether those of a kind who get the rating never get it without this item or criterion."""
    when = asked(ground.ruleset, rating, context)
    if rating.otherwise or when is None or when.total is None:
        return False
    top = _top(ground, context, frozenset())
    kept = ZERO
    for criterion in ground.ruleset.criteria:
        in_full = criterion.may_not_apply and criterion.may_not_apply.then == "full"
        for item in criterion.indicators:
            if left_out not in (criterion.id, item.id):
                kept += item.most if in_full else _most_in(ground, item, context)
    return top is not None and top.total >= when.total.at_least > kept


def _most_in(ground: Ground, item: Item, context: Context) -> Decimal:
    """The most points that those of a kind can have of an item."""
    found = ground.outcomes(item, context)
    if item.has_unknown_figures or (item.may_not_apply and item.may_not_apply.then == "full"):
        return item.most
    return max((outcome.points or ZERO for outcome in found), default=ZERO)
