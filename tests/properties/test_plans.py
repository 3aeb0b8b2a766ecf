"""Plans against every dossier that could be made: nothing cheaper, nothing overlooked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.errors import DossierError, Place
from assessment.model.item import Judged
from assessment.model.outcome import Assessment
from assessment.model.plan import Cost, Costs, Limits, Piece, Target
from assessment.model.quantity import Ratio
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.model.whatif import Setting
from assessment.whatif.changes import suppose, text_of
from assessment.whatif.plan import Planner
from assessment.whatif.settle import missing
from tests.every_dossier import Field, Stated, Tried
from tests.every_gap import Gaps
from tests.strategies import Draw, load, tangled_trees, trees

MOST = 300
"""Dossiers tried for one ruleset."""


@st.composite
def fields(draw: Draw, *, may_be_left_out: bool = False) -> Field:
    """A small ruleset, and a dossier of small numbers, some of them missing."""
    tree = draw(trees() | tangled_trees())
    for criterion in tree["criteria"] if may_be_left_out else ():
        rule = {"when": "không có", "then": draw(st.sampled_from(["full", "left_out"]))}
        criterion.setdefault("may_not_apply", rule)
    ruleset = load(tree)
    evidence: dict[str, Any] = {}
    for key in [*ruleset.evidence]:
        entry = ruleset.evidence[key]
        shown = draw(st.integers(0, 5)) > 0
        match entry.type:
            case EvidenceType.YES_NO:
                value: Any = draw(st.booleans())
            case EvidenceType.CHOICE:
                value = draw(st.sampled_from(list(entry.labels)))
            case EvidenceType.COUNT:
                value = max(draw(st.integers(0, 6)), int(entry.at_least or 0))
            case _:
                value = Decimal(draw(st.integers(0, 12))) / 2
        if shown:
            evidence[key] = value
    for item in ruleset.indicators.values():
        if isinstance(item, Judged) and draw(st.booleans()):
            evidence[item.id] = ruleset.scale.step * draw(
                st.integers(0, int(item.max / ruleset.scale.step))
            )
    subject = {
        "kind": ruleset.subject.value,
        "name": "A",
        "area": draw(st.sampled_from(["standard", "disadvantaged"])),
    }
    if ruleset.subject.value == "unit":
        subject |= {
            "unit_type": draw(st.sampled_from(["mam_non", "gdtx", "dai_hoc"])),
            "public": draw(st.sampled_from(["true", "false"])),
        }
    return Field(ruleset, evidence, subject)


@st.composite
def stated_fields(draw: Draw) -> Field:
    """The same, some of it left out, known by a bound, stated as a share, or inspected."""
    plain = draw(fields(may_be_left_out=True))
    ruleset, evidence, subject = plain.ruleset, dict(plain.evidence), plain.subject
    some = st.integers(0, 3).map(lambda n: n == 0)
    bounds: dict[str, tuple[int | None, int | None]] = {}
    for key, entry in ruleset.evidence.items():
        if entry.type in (EvidenceType.COUNT, EvidenceType.NUMBER) and draw(some):
            ends = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
            bounds[key] = draw(st.sampled_from([(ends[0], None), (None, ends[1]), tuple(ends)]))
            evidence.pop(key, None)
    shares: dict[str, tuple[int | None, int | None]] = {}
    for id_, item in ruleset.keyed_by_id.items():
        if not isinstance(item, Judged) and draw(some):
            low = 5 * draw(st.integers(0, 20))
            high = min(100, low + 5 * draw(st.integers(0, 4)))
            shares[id_] = draw(st.sampled_from([(low, None), (None, high), (low, high)]))
            evidence.pop(draw(st.sampled_from([item.ratio.of, item.ratio.over])), None)
    parts = [*ruleset.criteria, *ruleset.indicators.values()]
    keys = [*evidence, *bounds, *shares]
    stated = Stated(
        bounds,
        shares,
        left_out=frozenset(part.id for part in parts if part.may_not_apply and draw(some)),
        inspected=frozenset(key for key in keys if draw(some)),
        refused=frozenset(key for key in ruleset.evidence if key not in keys and draw(some)),
        bare=frozenset(key for key in keys if draw(some)),
        strict=draw(st.booleans()),
    )
    return Field(ruleset, evidence, subject, stated)


@st.composite
def costs_of(draw: Draw, field: Field) -> Costs:
    """Costs for some of the keys, in quarters; a step elsewhere."""
    amounts = st.sampled_from(["0", "0.25", "0.5", "1", "2", "7"])
    found = {
        key: Cost(each=draw(amounts), step=draw(amounts))
        for key in field.domains
        if draw(st.booleans())
    }
    return Costs(default=draw(st.sampled_from(["1", "0.5"])), costs=found)


def target_of(draw: Draw, ruleset: Ruleset) -> Target:
    if ruleset.scale and draw(st.booleans()):
        steps = int(ruleset.scale.max / ruleset.scale.step)
        return Target(points=ruleset.scale.step * draw(st.integers(1, steps)))
    return Target(draw(st.sampled_from(ruleset.ratings[:-1])))


def reaches(result: Assessment, target: Target) -> bool:
    """By the printed result alone."""
    if target.points is not None:
        return result.score.points.low >= target.points
    order = [rating.id for rating in result.ruleset.ratings]
    return all(
        order.index(r.id) <= order.index(target.rating.id)
        for r in result.score.determination.possible
    )


def allowed_of(field: Field, costs: Costs, limits: Limits) -> list[Tried]:
    """Every dossier within the limits. A share stated itself is as what it counts."""
    items = {item.id: item for item in field.ruleset.every_item()}
    names = {
        key: {key, *(r.of for r in getattr(items.get(key), "ratios", ()))} for key in field.domains
    }

    def is_allowed(moved: dict[str, Any], cost: Fraction) -> bool:
        return (
            all(names[key].isdisjoint(limits.locked) for key in moved)
            and (limits.only is None or all(names[key] & limits.only for key in moved))
            and (limits.budget is None or cost <= limits.budget)
            and (limits.max_changes is None or len(moved) <= limits.max_changes)
        )

    return list(field.every(costs, is_allowed))


@st.composite
def questions(draw: Draw) -> tuple[Field, Costs, Limits, Target]:
    field = draw(fields() | stated_fields())
    assume(field.size() <= MOST)
    try:
        assess(field.ruleset, field.dossier({}), missing="zero", strict=field.stated.strict)
    except DossierError:
        assume(False)
    keys = st.sampled_from(sorted(field.domains) or ["-"])
    some = st.frozensets(keys, max_size=2)
    limits = Limits(
        locked=draw(some),
        only=draw(st.none() | st.frozensets(keys)),
        budget=draw(st.none() | st.integers(0, 12).map(Decimal)),
        max_changes=draw(st.none() | st.integers(0, 3)),
    )
    if draw(st.booleans()):
        limits = Limits()
    return field, draw(costs_of(field)), limits, target_of(draw, field.ruleset)


def planner_of(field: Field, costs: Costs, limits: Limits) -> Planner:
    return Planner(field.ruleset, field.dossier({}), costs, limits, strict=field.stated.strict)


@settings(max_examples=500)
@given(questions())
def test_the_plans_are_the_cheapest_there_are(question):
    """The first plan, and each next best, costs what the cheapest of all dossiers left costs."""
    field, costs, limits, target = question
    planner = planner_of(field, costs, limits)
    left = [t for t in allowed_of(field, costs, limits) if reaches(t.result, target)]
    plans = list(planner.cheapest(target, best=3))
    for plan in plans:
        assert plan.optimal
        assert reaches(plan.result, target)
        fewest = min((tried.cost, len(tried.moved)) for tried in left)
        assert (Fraction(plan.cost), len(plan.tasks)) == fewest
        changes = {task.change.key: task.change.after for task in plan.tasks}
        left = [tried for tried in left if not contains(field, tried.moved, changes)]
    if len(plans) < 3 and (not plans or plans[-1].tasks):
        assert left == []


@given(questions())
def test_the_changes_of_a_plan_supposed_reach_its_total(question):
    """Set one by one in a what-if, they come to the points and the rating that the plan shows."""
    field, costs, limits, target = question
    planner = planner_of(field, costs, limits)
    for plan in planner.cheapest(target, best=2):
        changes = [task.change for task in plan.tasks]
        wanted = [Setting(c.key, "=", text_of(c.after), Place(path=c.key)) for c in changes]
        _, after = suppose(planner.now, wanted)
        assert after.score.points == plan.result.score.points
        assert after.rating == plan.result.rating


def contains(field: Field, moved: dict[str, Any], changes: dict[str, Any]) -> bool:
    """Whether these moves go at least as far as a plan's, in each of its changes."""
    return all(
        key in moved and is_as_far(field, key, moved[key], to) for key, to in changes.items()
    )


def is_as_far(field: Field, key: str, one: Any, other: Any) -> bool:
    entry = field.ruleset.evidence.get(key)
    if entry is not None and entry.type is EvidenceType.CHOICE:
        order = list(entry.labels)[::-1]
        now = field.evidence.get(key)
        places = [order.index(now) if now else 0, order.index(one), order.index(other)]
    elif isinstance(other, Ratio):
        places = [field.place(key), Fraction(*one), Fraction(*other)]
    else:
        places = [field.place(key), one, other]
    start, here, there = (Fraction(place) for place in places)
    if there == start:
        return True
    return here >= there if there > start else here <= there


@given(questions())
def test_the_most_for_a_budget_is_the_most_there_is(question):
    """No dossier within the limits has more points; none with as many costs less."""
    field, costs, limits, _ = question
    assume(field.ruleset.in_points)
    plan = planner_of(field, costs, limits).most()
    tried = allowed_of(field, costs, limits)
    most = max(t.result.score.points.low for t in tried)
    assert plan.result.score.points.low == most
    fewest = min((t.cost, len(t.moved)) for t in tried if t.result.score.points.low == most)
    assert (Fraction(plan.cost), len(plan.tasks)) == fewest


@given(questions())
def test_what_stands_in_the_way_is_the_least_that_does(question):
    """Where there is no plan, the best result is the best of all dossiers within the limits."""
    field, costs, limits, target = question
    planner = planner_of(field, costs, limits)
    assume(next(planner.cheapest(target), None) is None)
    found = planner.no_plan(target)
    assert found.obstacles
    tried = allowed_of(field, costs, limits)
    order = [rating.id for rating in field.ruleset.ratings]

    def rank(result: Assessment) -> tuple[int, Decimal]:
        worst = max(order.index(r.id) for r in result.score.determination.possible)
        return worst, -(result.score.points.low if result.score.points else Decimal(0))

    best = min(rank(t.result) for t in tried)
    assert rank(found.best.result) == best
    assert Fraction(found.best.cost) == min(t.cost for t in tried if rank(t.result) == best)
    enough = [
        t.cost
        for t in allowed_of(field, costs, replace(limits, budget=None))
        if reaches(t.result, target)
    ]
    if limits.budget is not None:
        assert found.enough == (min(enough) if enough else None)


# --- missing evidence ------------------------------------------------------------------


@st.composite
def gaps(draw: Draw) -> Gaps:
    """A dossier of which a few pieces are missing, of some shares both counts."""
    field = draw(fields())
    names = st.sampled_from(sorted(field.ruleset.evidence) or ["-"])
    gone = set(draw(st.frozensets(names, max_size=3)))
    if field.ruleset.ratios:
        ratio = draw(st.sampled_from(field.ruleset.ratios))
        gone |= draw(st.sampled_from([set(), {ratio.of, ratio.over}]))
    for key in gone:
        field.evidence.pop(key, None)
    found = Gaps(field)
    assume(found.is_plain() and len(found.absent) <= 5)
    try:
        assess(field.ruleset, field.dossier({}))
    except DossierError:
        assume(False)
    return found


def pieces_of(found: tuple[Piece, ...]) -> set[str]:
    return {piece.key for piece in found}


@given(gaps())
def test_no_fewer_pieces_make_sure_of_a_rating(gaps):
    """No smaller set than the first makes sure of the rating, a share by both counts or not at all."""
    field = gaps.field
    for settling in missing(field.ruleset, field.dossier({})).settlings:
        target = Target(settling.rating)
        sizes = [len(pieces_of(found)) for found in settling.sets]
        assert sizes == sorted(sizes)
        fewest = sizes[0] if sizes else len(gaps.absent) + 1
        for size in range(min(fewest, 4)):
            for keys in combinations(gaps.absent, size):
                assert not any(reaches(result, target) for result in gaps.shown(keys))


@given(gaps(), st.integers(1, 30), st.data())
def test_what_each_piece_has_to_come_to_makes_sure(gaps, total, data):
    """As each piece says, or beyond its bound, whatever the totals are: the rating is sure."""
    field = gaps.field
    for settling in missing(field.ruleset, field.dossier({}), best=2).settlings:
        for found in settling.sets:
            moved = {p.key: total for p in found if p.after is None}
            for piece in found:
                if piece.after is not None:
                    far = data.draw(st.booleans())
                    moved[piece.key] = gaps.value(piece, moved, far=far)
            assume(None not in moved.values() and field.fits(moved))
            with suppress(DossierError):
                result = assess(field.ruleset, field.dossier(moved))
                assert reaches(result, Target(settling.rating))
