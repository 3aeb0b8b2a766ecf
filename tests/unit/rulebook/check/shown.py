"""What a witness must show, worked out without the proofs: by scoring it, and many others.

One function a code. Each gets the unfit ruleset, what was found, the witness scored afresh,
and dossiers drawn at random; it asserts that what was found is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content
from assessment.model.flaw import Flaw
from assessment.model.item import (
    AllOf,
    AnswerLevel,
    BestOf,
    ChoiceLevel,
    Item,
    Judged,
    ThresholdLevel,
)
from assessment.model.outcome import Assessment, Condition, Finding, Remark, Share, Status
from assessment.model.quantity import Ratio, plain
from assessment.model.ruleset import Ruleset
from scorers import score as score_item
from tests.unit.rulebook.check.worlds import Worlds

MANY = 60


@dataclass
class Case:
    """One thing found, and all that is needed to see for oneself."""

    ruleset: Ruleset
    flaw: Flaw

    @property
    def params(self) -> Any:
        return self.flaw.notice.params

    @property
    def content(self) -> Any:
        assert self.flaw.witness is not None, self.flaw.notice.code
        return self.flaw.witness.dossier

    @property
    def scored(self) -> Assessment:
        """The witness, scored again."""
        return self.score(self.content)

    def score(self, content: Any) -> Assessment:
        return assess(self.ruleset, dossier_from_content(content, ""))

    def worlds(self, seed: int = 1) -> Iterator[Assessment]:
        """Many dossiers of the witness's kind of subject."""
        subject = dict(self.flaw.witness.dossier["subject"]) if self.flaw.witness else None
        return Worlds(self.ruleset, seed).assessed(MANY, subject)

    @property
    def item(self) -> Item:
        return next(i for i in self.ruleset.every_item() if i.id == self.params["id"])

    def finding(self, assessment: Assessment) -> Finding:
        return next(f for f in findings(assessment) if f.item.id == self.params["id"])

    def found(self) -> list[Finding]:
        """What the item comes to in the witness and in many dossiers, where it is asked."""
        seen = list(self._seen())
        assert seen
        return seen

    def _seen(self) -> Iterator[Finding]:
        for assessment in [self.scored, *self.worlds()]:
            for found in findings(assessment):
                own = found.item.id == self.params["id"]
                asked = own and found.status is not Status.NOT_APPLICABLE
                counted = Remark.NOTHING_COUNTED not in found.remarks
                if asked and counted and not of_nothing(found):
                    yield found

    def with_value(self, value: Any) -> Finding:
        """What the item comes to with another value of its own."""
        evidence = dict(self.content["evidence"])
        item = self.item
        key = getattr(item, "key", None) or getattr(item, "number", None) or item_count(item)
        if isinstance(value, Ratio):
            ratio = level_of(self).ratio or item.ratio
            evidence |= {ratio.of: str(value.part), ratio.over: str(value.whole)}
        elif isinstance(value, str):
            evidence[key] = value
        else:
            evidence[key] = plain(Decimal(value))
        return self.finding(self.score({**self.content, "evidence": evidence}))


def of_nothing(found: Finding) -> bool:
    """Whether a share of nothing was met by what the ruleset says that means."""
    return any(isinstance(seen, Share) and seen.whole == 0 for seen in found.seen)


def item_count(item: Item) -> str:
    return getattr(item, "count", None) or ""


def findings(assessment: Assessment) -> Iterator[Finding]:
    for criterion in assessment.score.criteria:
        for found in criterion.findings:
            yield found
            yield from found.parts
    yield from assessment.score.gates


def level_of(case: Case) -> Any:
    """The level that stands at the place of what was found."""
    path = case.flaw.notice.place.path
    index = int(path.rpartition("levels[")[2].rstrip("]"))
    away = case.scored.disadvantaged
    levels = (
        case.item.levels_by_area[away] if hasattr(case.item, "levels_by_area") else case.item.levels
    )
    return levels[index]


# --- levels ----------------------------------------------------------------------------


def gap(case: Case) -> None:
    found = case.finding(case.scored)
    assert found.reached is None
    assert found.missing == ()
    assert found.points.low == found.points.high == 0


def out_of_reach(case: Case) -> None:
    if isinstance(case.item, Judged):
        limit = Fraction(*case.item.full_at.at_least.limit)
        assert all(share < limit for share in shares(case))
        return
    level = level_of(case)
    for found in case.found():
        assert found.reached != level
        assert not (level.level and found.levels.get(level.level))


def shares(case: Case) -> Iterator[Fraction]:
    for assessment in case.worlds():
        seen = next(f for f in findings(assessment) if f.item.id == case.params["id"]).seen
        share = seen[0].share if seen else None
        if share and share.whole:
            yield Fraction(share.part, share.whole)


def shadowed(case: Case) -> None:
    level = level_of(case)
    assert holds(case, level)
    assert all(found.reached != level for found in case.found())


def overlap(case: Case) -> None:
    assert holds(case, level_of(case))
    line = int(case.params["other"])
    others = [x for i, x in enumerate(case.item.levels) if place_of(case, i) == line]
    assert any(holds(case, other) for other in others)


def place_of(case: Case, index: int) -> int:
    steps = case.flaw.notice.place.path.split(".")
    assert steps
    head = case.flaw.notice.place.path.rpartition(".levels[")[0]
    lines = case.ruleset._tree.lines
    return next(line for path, line in lines.items() if _path(path) == f"{head}.levels[{index}]")


def _path(steps: tuple[Any, ...]) -> str:
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def holds(case: Case, level: Any) -> bool:
    """Whether a level's own condition holds at the witness, compared here and not by a scorer."""
    evidence = case.content["evidence"]
    if isinstance(level, AnswerLevel):
        return all(evidence[key] == "true" for key in case.item.keys)
    if level.otherwise:
        return True
    if isinstance(level, ChoiceLevel):
        entry = case.ruleset.evidence[case.item.key]
        options = [option.id for option in entry.options]
        chosen = evidence[case.item.key]
        if level.option:
            return chosen == level.option
        return options.index(chosen) <= options.index(level.at_least)
    assert isinstance(level, ThresholdLevel)
    ratio = level.ratio or case.item.ratio
    if ratio:
        value = Fraction(int(evidence[ratio.of]), int(evidence[ratio.over]))
    else:
        value = Fraction(evidence[case.item.number or case.item.count])
    if level.at_least is not None:
        return value >= Fraction(*level.at_least.limit)
    return value <= Fraction(*level.at_most.limit)


def reversal(case: Case) -> None:
    low, high = case.with_value(case.params["value"]), case.with_value(case.params["more"])
    assert low.points.low == case.params["points"]
    assert high.points.low == case.params["fewer"]
    assert low.points.low != high.points.low
    at_most = any(getattr(level, "at_most", None) for level in case.item.levels)
    at_least = any(getattr(level, "at_least", None) for level in case.item.levels)
    less_is_better = at_most and not at_least
    assert (high.points.low > low.points.low) == less_is_better


def no_gain(case: Case) -> None:
    level = level_of(case)
    below = case.item.levels[case.item.levels.index(level) + 1]
    assert case.finding(case.scored).reached == level
    assert level.points == below.points


def area_asks_more(case: Case) -> None:
    usual = {**case.content, "subject": {**case.content["subject"], "area": "standard"}}
    here, there = case.finding(case.scored), case.finding(case.score(usual))
    assert here.points.low == case.params["points"] < case.params["usual"] == there.points.low


def always_met(case: Case) -> None:
    if isinstance(case.item, Judged):
        limit = Fraction(*case.item.full_at.at_least.limit)
        assert all(share >= limit for share in shares(case))
        return
    level = level_of(case).level
    assert all(found.levels.get(level) is True for found in case.found())


def asks_less(case: Case) -> None:
    found = case.finding(case.scored)
    titles = {level.title: level.id for level in case.ruleset.levels}
    assert found.levels[titles[case.params["level"]]] is True
    assert found.levels[titles[case.params["lower"]]] is False


def asks_no_more(case: Case) -> None:
    titles = {level.title: level.id for level in case.ruleset.levels}
    high, low = titles[case.params["level"]], titles[case.params["lower"]]
    assert all(found.levels.get(high) is found.levels.get(low) for found in case.found())


def skipped(case: Case) -> None:
    titles = {level.title: level.id for level in case.ruleset.levels}
    rating = case.scored.rating
    assert titles[case.params["level"]] in rating.when.levels
    lower = titles[case.params["lower"]]
    missed = {f.item.id for f in case.scored.findings.values() if f.levels.get(lower) is False}
    assert missed == set(case.params["id"].split(", "))


# --- items -----------------------------------------------------------------------------


def irrelevant(case: Case) -> None:
    results = set()
    for found in case.found():
        if found.status is not Status.INSUFFICIENT_EVIDENCE:
            results.add((found.points, tuple(sorted(found.levels.items()))))
    assert len(results) == 1


def never_asked(case: Case) -> None:
    """Nobody is asked; of a part nothing is found at all where its indicator is not asked."""
    assessed = Worlds(case.ruleset, 2).assessed(MANY)
    found = [f for assessment in assessed for f in findings(assessment)]
    own = [f.status for f in found if f.item.id == case.params["id"]]
    assert found
    assert set(own) <= {Status.NOT_APPLICABLE}


def part_irrelevant(case: Case) -> None:
    """Without the part the item comes to the same."""
    owner = next(
        item
        for item in case.ruleset.indicators.values()
        if any(
            getattr(part, "id", part.key if hasattr(part, "key") else "") == case.params["id"]
            or getattr(part, "key", "") == case.params["id"]
            for part in getattr(item, "parts", ())
        )
    )
    if not isinstance(owner, BestOf | AllOf):
        assert next(p for p in owner.parts if p.key == case.params["id"]).points == 0
        return
    rest = tuple(part for part in owner.parts if part.id != case.params["id"])
    without = owner.model_copy(update={"parts": rest})
    without.__dict__.pop("most", None)
    for content in contents(case):
        evidence = evidence_of(case.ruleset, content)
        both = [score_item(item, evidence) for item in (owner, without)]
        if all(f.status is not Status.INSUFFICIENT_EVIDENCE for f in both):
            assert both[0].points == both[1].points
            assert both[0].levels == both[1].levels


def contents(case: Case) -> Iterator[Any]:
    worlds = Worlds(case.ruleset, 3)
    yield case.content
    yield from worlds.consistent(MANY, dict(case.content["subject"]))


def evidence_of(ruleset: Ruleset, content: Any) -> Any:
    from assessment.engine.admit import admit  # noqa: PLC0415

    return admit(ruleset, dossier_from_content(content, ""), strict=False).counted


def counted_twice(case: Case) -> None:
    key = case.params["key"]
    no = {**case.content, "evidence": {**case.content["evidence"], key: "false"}}
    gained = case.finding(case.scored).points.low - case.finding(case.score(no)).points.low
    parts = [part.points for part in case.item.parts if part.key == key]
    assert gained == sum(parts)
    assert len(parts) > 1


def maximum(case: Case) -> None:
    assert case.finding(case.scored).points.low == case.params["points"] < case.params["most"]
    assert all(found.points.low <= case.params["points"] for found in case.found())


def gate_cannot_fail(case: Case) -> None:
    assert all(found.levels.get("met") is not False for found in case.found())


def gate_cannot_be_met(case: Case) -> None:
    assert all(found.levels.get("met") is not True for found in case.found())


# --- ratings and totals ----------------------------------------------------------------


def rating_out_of_reach(case: Case) -> None:
    for assessment in [case.scored, *case.worlds()]:
        assert assessment.rating is None or assessment.rating.id != case.params["id"]


def total_not_attained(case: Case) -> None:
    assert case.scored.score.points.low == case.params["points"] < case.params["most"]
    for assessment in case.worlds():
        assert within(assessment, case)


def total_only_when_stopped(case: Case) -> None:
    assert case.scored.score.points.low == case.params["points"] < case.params["most"]
    assert not stopped(case.scored)
    for assessment in case.worlds():
        assert stopped(assessment) or within(assessment, case)


def within(assessment: Assessment, case: Case) -> bool:
    """Whether a known total is no higher than is said, and an open one not surely the whole."""
    points = assessment.score.points
    if points.exact:
        return points.low <= case.params["points"]
    return points.low < case.params["most"]


def stopped(assessment: Assessment) -> set[str]:
    """The gates that are missed and the exclusions that apply."""
    score = assessment.score
    missed = {gate.item.id for gate in score.gates if gate.levels.get("met") is False}
    return missed | {exclusion.id for exclusion, truth in score.exclusions if truth}


def never_stops_alone(case: Case) -> None:
    for assessment in Worlds(case.ruleset, 4).assessed(MANY):
        assert stopped(assessment) != {case.params["id"]}


def condition_idle(case: Case) -> None:
    for own, _ in conditions(case):
        assert own.truth is not False


def condition_implied(case: Case) -> None:
    """Of those who are given no better rating."""
    for own, others in conditions(case):
        assert own.truth is not False or any(other.truth is not True for other in others)


def conditions(case: Case) -> Iterator[tuple[Condition, list[Condition]]]:
    """The condition of many dossiers of which it is asked, and those beside it."""
    kind = {"levels": "level"}.get(case.params["condition"], case.params["condition"])
    for assessment in Worlds(case.ruleset, 5).assessed(4 * MANY):
        for test in assessment.score.determination.tests:
            varies = test.rating.disadvantaged is not None
            away = "disadvantaged" in case.flaw.notice.place.path
            if test.rating.title != case.params["title"]:
                continue
            if varies and away != assessment.disadvantaged:
                continue
            for own in test.conditions:
                if (own.kind, own.figure) == (kind, case.params["limit"]):
                    yield own, [other for other in test.conditions if other is not own]


def rated_on_nothing(case: Case) -> None:
    assert not case.content["evidence"]
    assert case.scored.rating.id == case.params["id"]


def left_out_loses_rating(case: Case) -> None:
    areas = {group.get("area") for group in case.params.get("who", ())} or {None}
    for assessment in Worlds(case.ruleset, 6).assessed(4 * MANY):
        here = "disadvantaged" if assessment.disadvantaged else "standard"
        touched = areas <= {None, here} and not any(
            "types" in group or "but" in group or "public" in group
            for group in case.params.get("who", ())
        )
        if touched and assessment.dossier.applies.get(case.params["id"]) is False:
            assert assessment.rating is None or assessment.rating.title != case.params["title"]


def printed_gap(case: Case) -> None:
    total = case.scored.score.points.low
    assert total in case.params["totals"]
    assert not any(band_holds(rating, total) for rating in case.ruleset.ratings)
    assert case.scored.rating.title == case.params["rating"]


def printed_twice(case: Case) -> None:
    total = case.scored.score.points.low
    assert total == case.params["total"]
    assert sum(band_holds(rating, total) for rating in case.ruleset.ratings) > 1


def printed_otherwise(case: Case) -> None:
    total = case.scored.score.points.low
    assert total == case.params["total"]
    holding = [r.title for r in case.ruleset.ratings if band_holds(r, total)]
    assert case.params["title"] in holding
    assert case.scored.rating.title == case.params["rating"] not in holding


def printed_without(case: Case) -> None:
    total = case.scored.score.points.low
    assert total == case.params["total"]
    assert not any(band_holds(rating, total) for rating in case.ruleset.ratings)
    assert case.scored.rating.title == case.params["rating"]


def band_holds(rating: Any, total: Decimal) -> bool:
    return bool(rating.printed and rating.printed.from_ <= total <= rating.printed.to)


def no_bounds(case: Case) -> None:
    key = case.params["key"]
    assert abs(Decimal(case.content["evidence"][key])) == Decimal(10**12)
    assert case.scored.warnings == () or all(w.place.path != key for w in case.scored.warnings)


SHOWN: dict[str, Callable[[Case], None]] = {
    "proof.gap": gap,
    "proof.level_out_of_reach": out_of_reach,
    "proof.level_shadowed": shadowed,
    "proof.levels_overlap": overlap,
    "proof.more_is_worth_less": reversal,
    "proof.level_earns_no_more": no_gain,
    "proof.area_asks_more": area_asks_more,
    "proof.level_always_met": always_met,
    "proof.level_asks_less": asks_less,
    "proof.level_asks_no_more": asks_no_more,
    "proof.level_skipped": skipped,
    "proof.level_skipped_as_read": skipped,
    "proof.irrelevant": irrelevant,
    "proof.never_asked": never_asked,
    "proof.part_irrelevant": part_irrelevant,
    "proof.counted_twice": counted_twice,
    "proof.maximum_not_attained": maximum,
    "proof.gate_cannot_fail": gate_cannot_fail,
    "proof.gate_cannot_be_met": gate_cannot_be_met,
    "proof.rating_out_of_reach": rating_out_of_reach,
    "proof.total_not_attained": total_not_attained,
    "proof.total_only_when_stopped": total_only_when_stopped,
    "proof.never_stops_alone": never_stops_alone,
    "proof.condition_idle": condition_idle,
    "proof.condition_implied": condition_implied,
    "proof.left_out_loses_rating": left_out_loses_rating,
    "proof.rated_on_nothing": rated_on_nothing,
    "proof.printed_gap": printed_gap,
    "proof.printed_gap_as_read": printed_gap,
    "proof.printed_twice": printed_twice,
    "proof.printed_otherwise": printed_otherwise,
    "proof.printed_without": printed_without,
    "proof.no_bounds": no_bounds,
}
"""What each code must show. What is wrong on the face of a declaration needs no dossier."""

BY_WORLDS = frozenset(
    {
        "proof.never_asked",
        "proof.never_stops_alone",
        "proof.condition_idle",
        "proof.condition_implied",
        "proof.left_out_loses_rating",
    }
)
"""Codes of which many dossiers tell, and none alone."""
