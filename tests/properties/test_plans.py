"""Plans against every dossier that could be made: nothing cheaper, nothing overlooked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Any, NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.item import Judged, Threshold
from assessment.model.outcome import Assessment
from assessment.model.plan import Cost, Costs, Target
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.whatif.changes import text_of
from assessment.whatif.plan import Limits, Planner
from assessment.whatif.settle import missing
from tests.strategies import Draw, load, tangled_trees, trees

MOST = 600
"""Dossiers tried for one ruleset."""


class Tried(NamedTuple):
    """A dossier that could be made: what is moved, at what cost, and what it comes to."""

    moved: dict[str, Any]
    cost: Fraction
    result: Assessment


class Field:
    """Every dossier that can be made of one, by a definition of its own."""

    def __init__(self, ruleset: Ruleset, evidence: dict[str, Any], subject: dict[str, str]) -> None:
        self.ruleset = ruleset
        self.evidence = evidence
        self.subject = subject
        self.away = subject.get("area") in (
            ruleset.areas.disadvantaged_scale_for if ruleset.areas else ()
        )
        stay = {ratio.over for ratio in ruleset.ratios} | {x.key for x in ruleset.exclusions}
        self.used = {key for item in self.asked() for key in item.keys} - stay
        self.domains = {key: list(self.domain(key)) for key in self.keys()}

    def asked(self) -> Iterator[Any]:
        """The simple items that this subject is asked; nothing of them is left out here."""
        for item in (*self.ruleset.indicators.values(), *self.ruleset.gates):
            if self.concerns(item.applies_to):
                yield from (part for part in item.simple if self.concerns(part.applies_to))

    def concerns(self, audience: Any) -> bool:
        if audience is None:
            return True
        kind, public = self.subject.get("unit_type"), self.subject.get("public") == "true"
        if audience.unit_type is not None and kind not in audience.unit_type:
            return False
        if audience.not_unit_type is not None and kind in audience.not_unit_type:
            return False
        return audience.public is None or audience.public == public

    def keys(self) -> list[str]:
        judged = [item.id for item in self.asked() if isinstance(item, Judged)]
        return [*(key for key in self.ruleset.evidence if key in self.used), *judged]

    def domain(self, key: str) -> Iterator[Any]:
        """Every value worth a thought, and None: as it is."""
        yield None
        now = self.evidence.get(key)
        entry = self.ruleset.evidence.get(key)
        if entry is None:
            item = self.ruleset.indicators[key]
            step = self.ruleset.scale.step
            values = [step * n for n in range(int(item.most / step) + 1)]
        elif entry.type is EvidenceType.YES_NO:
            values = [False, True]
        elif entry.type is EvidenceType.CHOICE:
            values = list(entry.labels)
        elif entry.type is EvidenceType.COUNT:
            low = int(entry.at_least or 0)
            values = list(range(low, self.top(key) + 1))
        else:
            bounds = [entry.at_least, entry.at_most]
            values = [
                Decimal(at.numerator) / at.denominator
                for at, _ in self.limits(key)
                if (bounds[0] is None or at >= bounds[0]) and (bounds[1] is None or at <= bounds[1])
            ]
        yield from (value for value in dict.fromkeys(values) if value != now)

    def top(self, key: str) -> int:
        """Above every limit that it, or a part of it, is held against; within its bounds."""
        inside = {key}
        for _ in self.ruleset.evidence:
            inside |= {p for p, wholes in self.ruleset.wholes.items() if inside & set(wholes)}
        limits = [limit for part in inside for limit, _ in self.limits(part)]
        at = max((-(-limit.numerator // limit.denominator) for limit in limits), default=0)
        entry = self.ruleset.evidence[key]
        most = max(at + 1, 8)
        return most if entry.at_most is None else min(most, int(entry.at_most))

    def limits(self, key: str) -> Iterator[tuple[Fraction, bool]]:
        """The limits that a key is held against, in its own units; whether at least."""
        for item in self.asked():
            if isinstance(item, Judged) and item.full_at and item.full_at.ratio.of == key:
                yield from self.of_whole(item.full_at.ratio.over, item.full_at.at_least, least=True)
            if isinstance(item, Threshold):
                for level in item.levels_by_area[self.away]:
                    ratio = level.ratio or item.ratio
                    figure = level.at_least or level.at_most
                    if figure is None or not self.concerns(level.applies_to):
                        continue
                    least = level.at_least is not None
                    if ratio is None and key in (item.count, item.number):
                        yield Fraction(*figure.limit), least
                    elif ratio and ratio.of == key:
                        yield from self.of_whole(ratio.over, figure, least=least)

    def of_whole(self, over: str, figure: Any, *, least: bool) -> Iterator[tuple[Fraction, bool]]:
        """A share of a whole; of one that is missing, what its bounds make sure of."""
        entry = self.ruleset.evidence[over]
        bound = entry.at_most if least else entry.at_least or 0
        whole = self.evidence.get(over, bound)
        if whole is not None:
            yield Fraction(*figure.limit) * Fraction(whole), least

    # --- what a move costs -------------------------------------------------------------

    def price(self, costs: Costs, key: str, value: Any) -> Fraction:
        cost = costs.of(key)
        steps, units = self.away_from(key, value)
        return Fraction(cost.each) * units + Fraction(cost.step) * max(1, steps)

    def away_from(self, key: str, value: Any) -> tuple[int, Fraction]:
        now = self.evidence.get(key)
        entry = self.ruleset.evidence.get(key)
        if entry is None:
            return int(abs(value - (now or 0)) / self.ruleset.scale.step), Fraction(0)
        if entry.type is EvidenceType.YES_NO:
            return 1, Fraction(0)
        if entry.type is EvidenceType.CHOICE:
            order = list(entry.labels)[::-1]
            return abs(order.index(value) - (order.index(now) if now else 0)), Fraction(0)
        low, high = sorted((Fraction(now or 0), Fraction(value)))
        if entry.type is EvidenceType.NUMBER:
            return len({at for at, _ in self.limits(key) if low < at <= high}), high - low
        passed = {
            n
            for n in range(int(low) + 1, int(high) + 1)
            for at, least in self.limits(key)
            if (n - 1 < at <= n if least else n - 1 <= at < n)
        }
        return len(passed), high - low

    # --- every dossier -----------------------------------------------------------------

    def size(self) -> int:
        size = 1
        for domain in self.domains.values():
            size *= len(domain)
        return size

    def every(self, costs: Costs) -> Iterator[Tried]:
        for values in product(*self.domains.values()):
            moved = {k: v for k, v in zip(self.domains, values, strict=True) if v is not None}
            if not self.fits(moved):
                continue
            try:
                result = assess(self.ruleset, self.dossier(moved), missing="zero")
            except DossierError:
                continue
            yield Tried(
                moved, sum((self.price(costs, k, v) for k, v in moved.items()), Fraction(0)), result
            )

    def fits(self, moved: dict[str, Any]) -> bool:
        now = {**self.evidence, **moved}
        return all(
            now[part] <= now[whole]
            for part, wholes in self.ruleset.wholes.items()
            for whole in wholes
            if now.get(part) is not None
            and now.get(whole) is not None
            and (part in moved or whole in moved)
        )

    def dossier(self, moved: dict[str, Any]) -> Any:
        stated = {k: v for k, v in {**self.evidence, **moved}.items() if v is not None}
        return dossier_from_content(
            {
                "subject": self.subject,
                "ruleset": self.ruleset.id,
                "evidence": {key: text_of(value) for key, value in stated.items()},
            },
            "",
        )


@st.composite
def fields(draw: Draw) -> Field:
    """A small ruleset, and a dossier of small numbers, some of them missing."""
    ruleset = load(draw(trees() | tangled_trees()))
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


def is_allowed(tried: Tried, limits: Limits) -> bool:
    keys = set(tried.moved)
    return (
        keys.isdisjoint(limits.locked)
        and (limits.only is None or keys <= limits.only)
        and (limits.budget is None or tried.cost <= limits.budget)
        and (limits.max_changes is None or len(keys) <= limits.max_changes)
    )


@st.composite
def questions(draw: Draw) -> tuple[Field, Costs, Limits, Target]:
    field = draw(fields())
    assume(field.size() <= MOST)
    try:
        assess(field.ruleset, field.dossier({}), missing="zero")
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


@given(questions())
def test_the_plans_are_the_cheapest_there_are(question):
    """The first plan, and each next best, costs what the cheapest of all dossiers left costs."""
    field, costs, limits, target = question
    planner = Planner(field.ruleset, field.dossier({}), costs, limits)
    left = [t for t in field.every(costs) if is_allowed(t, limits) and reaches(t.result, target)]
    plans = list(planner.cheapest(target, best=3))
    for plan in plans:
        assert plan.optimal
        assert reaches(plan.result, target)
        assert Fraction(plan.cost) == min(tried.cost for tried in left)
        changes = {task.change.key: task.change.after for task in plan.tasks}
        left = [tried for tried in left if not contains(field, tried.moved, changes)]
    if len(plans) < 3 and (not plans or plans[-1].tasks):
        assert left == []


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
    else:
        places = [field.evidence.get(key) or 0, one, other]
    start, here, there = (Fraction(place) for place in places)
    if there == start:
        return True
    return here >= there if there > start else here <= there


@given(questions())
def test_the_most_for_a_budget_is_the_most_there_is(question):
    """No dossier within the limits has more points; none with as many costs less."""
    field, costs, limits, _ = question
    assume(field.ruleset.in_points)
    plan = Planner(field.ruleset, field.dossier({}), costs, limits).most()
    tried = [t for t in field.every(costs) if is_allowed(t, limits)]
    most = max(t.result.score.points.low for t in tried)
    assert plan.result.score.points.low == most
    assert Fraction(plan.cost) == min(t.cost for t in tried if t.result.score.points.low == most)


@given(questions())
def test_what_stands_in_the_way_is_the_least_that_does(question):
    """Where there is no plan, the best result is the best of all dossiers within the limits."""
    field, costs, limits, target = question
    planner = Planner(field.ruleset, field.dossier({}), costs, limits)
    assume(next(planner.cheapest(target), None) is None)
    found = planner.no_plan(target)
    assert found.obstacles
    tried = [t for t in field.every(costs) if is_allowed(t, limits)]
    order = [rating.id for rating in field.ruleset.ratings]

    def rank(result: Assessment) -> tuple[int, Decimal]:
        worst = max(order.index(r.id) for r in result.score.determination.possible)
        return worst, -(result.score.points.low if result.score.points else Decimal(0))

    assert rank(found.best) == min(rank(t.result) for t in tried)


# --- missing evidence ------------------------------------------------------------------


@st.composite
def gaps(draw: Draw) -> Field:
    """A dossier of which a few pieces, denominators among them, are missing."""
    field = draw(fields())
    for key in draw(st.frozensets(st.sampled_from(sorted(field.ruleset.evidence)), max_size=3)):
        field.evidence.pop(key, None)
    return field


def supplied(field: Field, keys: tuple[str, ...]) -> Iterator[Assessment]:
    """Every dossier that shows these as well, counts up to 8, nothing settled."""
    domains = []
    for key in keys:
        entry = field.ruleset.evidence.get(key)
        if entry is not None and entry.type is EvidenceType.COUNT:
            domains.append(range(int(entry.at_least or 0), min(8, int(entry.at_most or 8)) + 1))
        else:
            domains.append([value for value in field.domain(key) if value is not None])
    for values in product(*domains):
        moved = dict(zip(keys, values, strict=True))
        if field.fits(moved):
            with suppress(DossierError):
                yield assess(field.ruleset, field.dossier(moved))


@given(gaps())
def test_no_fewer_pieces_make_sure_of_a_rating(field):
    """Where a set of missing pieces is named, no smaller one makes sure of the rating."""
    try:
        now = assess(field.ruleset, field.dossier({}))
    except DossierError:
        assume(False)
    known = field.evidence.keys()
    judged = [i.id for i in field.asked() if isinstance(i, Judged)]
    absent = [key for key in (*field.ruleset.evidence, *judged) if key not in known]
    assume(len(absent) <= 5)
    for settling in missing(field.ruleset, field.dossier({})).settlings:
        target = Target(settling.rating)
        sizes = [len(found) for found in settling.sets]
        assert sizes == sorted(sizes)
        fewest = sizes[0] if sizes else len(absent) + 1
        assume(sum(1 for size in range(fewest) for _ in combinations(absent, size)) <= 40)
        for size in range(min(fewest, 3)):
            for keys in combinations(absent, size):
                assert not any(reaches(result, target) for result in supplied(field, keys))
    assert now.missing == () or missing(field.ruleset, field.dossier({})).stakes
