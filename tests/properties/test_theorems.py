"""What holds for every ruleset and every dossier, stated as theorems."""

from __future__ import annotations

import copy
import importlib.util
import itertools
import json
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from assessment.engine.assess import assess
from assessment.engine.crosscheck import cross_check
from assessment.engine.receipt import seal
from assessment.model.canonical import canonical
from assessment.model.item import (
    AllOf,
    BestOf,
    Checklist,
    Choice,
    Item,
    Judged,
    Threshold,
    YesNo,
)
from assessment.model.outcome import Assessment, Finding, Score, Truth
from assessment.model.quantity import Interval
from assessment.model.ruleset import EvidenceType, Ruleset
from assessment.replay import replay
from assessment.rulebook.catalog import Catalog
from tests.strategies import Case, cases, dossier, levels_trees, load, points_trees, shown

SHIPPED = tuple(Catalog().all())
shipped = st.sampled_from(SHIPPED)
any_case = cases() | cases(shipped)
small = settings(max_examples=max(15, settings().max_examples // 4))

_TRUTHS: dict[Truth, tuple[int, int]] = {False: (0, 0), None: (0, 1), True: (1, 1)}
"""Each truth as the interval of what it may still become."""


def scores(assessment: Assessment) -> tuple[Score, Score]:
    return assessment.score, assessment.claimed


def every_finding(score: Score) -> Iterator[Finding]:
    for criterion in score.criteria:
        for found in criterion.findings:
            yield found
            yield from found.parts


def spans(score: Score) -> dict[str, tuple[Any, Any]]:
    """Everything in a score that can still change, by name, as [low, high]."""
    found: dict[str, tuple[Any, Any]] = {}
    if score.points:
        found["total"] = (score.points.low, score.points.high)
    for criterion in score.criteria:
        if criterion.points:
            found[f"c {criterion.criterion.id}"] = (criterion.points.low, criterion.points.high)
        for item in criterion.findings:
            if item.points:
                found[f"i {item.item.id}"] = (item.points.low, item.points.high)
            for level, truth in item.levels.items():
                found[f"i {item.item.id} {level}"] = _TRUTHS[truth]
    for gate in score.gates:
        for level, truth in gate.levels.items():
            found[f"g {gate.item.id} {level}"] = _TRUTHS[truth]
    return found


def possible(assessment: Assessment) -> list[str]:
    return [rating.id for rating in assessment.score.determination.possible]


# --- points ----------------------------------------------------------------------------


@given(any_case)
def test_points_lie_within_zero_and_max(case: Case):
    """No indicator, criterion or total earns less than nothing or more than its maximum."""
    ruleset = case.ruleset
    for score in scores(case.assess()):
        for found in every_finding(score):
            if found.points and found.max:
                assert 0 <= found.points.low <= found.points.high <= found.max == found.item.most
        for criterion in score.criteria:
            if criterion.points:
                assert criterion.criterion.max is not None
                assert 0 <= criterion.points.low <= criterion.points.high <= criterion.criterion.max
        if ruleset.scale:
            assert score.points is not None
            assert 0 <= score.points.low <= score.points.high <= ruleset.scale.max


@given(any_case)
def test_total_is_the_sum_of_criteria_and_criteria_of_indicators(case: Case):
    """Indicators add up to their criterion and criteria to the total, at both ends.

    Where an indicator's points are null its criterion may come to all that it has.
    """
    for score in scores(case.assess()):
        if score.points is None:
            assert all(criterion.points is None for criterion in score.criteria)
            continue
        for criterion in score.criteria:
            found = total(f.points for f in criterion.findings)
            most = Interval(found.low, criterion.criterion.max)
            unknown = any(f.item.has_unknown_points for f in criterion.findings)
            assert criterion.points in ((found, most) if unknown else (found,))
        assert score.points == total(criterion.points for criterion in score.criteria)


def total(points: Any) -> Interval:
    listed = list(points)
    return Interval(
        sum((p.low for p in listed), Decimal(0)), sum((p.high for p in listed), Decimal(0))
    )


@given(any_case)
def test_points_are_steps_of_the_scale(case: Case):
    """Every end of every interval is a whole number of the scale's steps."""
    scale = case.ruleset.scale
    assume(scale)
    assert scale is not None
    for score in scores(case.assess()):
        for low, high in spans(score).values():
            if isinstance(low, Decimal):
                assert low % scale.step == 0
                assert high % scale.step == 0


# --- evidence --------------------------------------------------------------------------


def assert_narrower(before: Assessment, after: Assessment) -> None:
    old = spans(before.score)
    for name, (low, high) in spans(after.score).items():
        assert old[name][0] <= low <= high <= old[name][1], name
    assert set(possible(after)) <= set(possible(before))
    if before.score.determination.recognised is not None:
        assert after.score.determination.recognised is before.score.determination.recognised


@given(any_case, st.data())
def test_more_evidence_only_narrows_the_interval(case: Case, data: st.DataObject):
    """One more key leaves each indicator, criterion and total inside what was possible."""
    untold = case.untold()
    assume(untold)
    key = data.draw(st.sampled_from(untold))
    more = {**case.evidence, key: shown(case.world[key])}
    assert_narrower(case.assess(), case.assess(evidence=more))


@given(any_case)
def test_all_the_evidence_together_stays_inside_every_interval(case: Case):
    """The whole truth lies inside what a part of it, or bounds on it, left possible."""
    assert_narrower(case.assess(), case.assess(evidence=case.complete()))


@given(any_case)
def test_what_is_not_listed_as_missing_changes_nothing(case: Case):
    """Keys that are absent and not in `missing` can move no range and no rating."""
    before = case.assess()
    added = [key for key in case.untold() if key not in before.missing]
    assume(added)
    more = {**case.evidence, **{key: shown(case.world[key]) for key in added}}
    after = case.assess(evidence=more)
    assert possible(after) == possible(before)
    assert after.score.determination.recognised is before.score.determination.recognised
    if before.score.points:
        assert without_gates(after) == without_gates(before)


def without_gates(assessment: Assessment) -> dict[str, Any]:
    """What the points are; a gate may stay open where the rating no longer hangs on it."""
    return {k: v for k, v in spans(assessment.score).items() if not k.startswith("g ")}


@given(any_case)
def test_missing_names_only_keys_that_are_not_known(case: Case):
    """`missing` asks for no key twice and for none whose exact value was given."""
    assessment = case.assess()
    assert len(set(assessment.missing)) == len(assessment.missing)
    for key in assessment.missing:
        entry = case.ruleset.evidence.get(key)
        if entry and entry.type is not EvidenceType.COUNT:  # a count may wait for its whole
            claim = assessment.dossier.inspected.get(key) or assessment.dossier.evidence.get(key)
            assert claim is None or claim.value is None


@given(any_case)
def test_missing_evidence_never_raises_a_score(case: Case):
    """`--missing zero` gives the low end of the open range, and no completion gives less."""
    assume(not case.ruleset.has_unknown_figures)  # what nobody knows stays open
    open_, ruleset = case.assess(), case.ruleset
    zero = assess(ruleset, case.dossier(), missing="zero")
    assert zero.rating is not None
    if ruleset.in_points:
        assert zero.score.points == Interval(open_.score.points.low, open_.score.points.low)
        full = case.assess(evidence=case.complete())
        assert full.score.points.low >= zero.score.points.low
    for name, (low, high) in spans(zero.score).items():
        assert low == high == spans(open_.score)[name][0]


@given(cases(inspected=False))
def test_strict_evidence_counts_only_what_has_a_document(case: Case):
    """Under --strict-evidence a dossier scores as if it held its documented values alone."""
    documented = {
        key: claim
        for key, claim in case.evidence.items()
        if isinstance(claim, dict) and claim.get("documents")
    }
    strict = assess(case.ruleset, case.dossier(), strict=True)
    assert spans(strict.score) == spans(case.assess(evidence=documented).score)


@given(any_case)
def test_rejected_evidence_earns_no_more_than_its_absence_allows(case: Case):
    """What the inspection refuses stays inside the range of a dossier that never claimed it."""
    never = {exclusion.key for exclusion in case.ruleset.exclusions}
    key = min(set(case.evidence) - never - set(case.content.get("inspected", {})), default=None)
    assume(key is not None)
    refused = {**case.content.get("inspected", {}), key: {"rejected": "true", "reason": "thiếu"}}
    without = {k: claim for k, claim in case.evidence.items() if k != key}
    absent = case.assess(evidence=without)
    rejected = case.assess(inspected=refused)
    for name, (_, high) in spans(rejected.score).items():
        assert high <= spans(absent.score)[name][1]


# --- better and worse ------------------------------------------------------------------


def better_choice(case: Case, item: Choice) -> tuple[str, Any] | None:
    options = list(case.ruleset.evidence[item.key].labels)
    rank = options.index(str(case.world[item.key]))
    return (item.key, options[rank - 1]) if rank else None


def better_threshold(case: Case, item: Threshold) -> tuple[str, Any] | None:
    levels = [level for level in item.levels if not level.otherwise]
    up = 1 if levels[0].at_least else -1
    ratio = item.ratio
    key = ratio.of if ratio else item.count or item.number
    assert key is not None
    value = case.world[key] + up
    entry = case.ruleset.evidence[key]
    if entry.type is EvidenceType.COUNT and value < (entry.at_least or 0):
        return None
    if entry.at_least is not None and value < entry.at_least:
        return None
    if entry.at_most is not None and value > entry.at_most:
        return None
    if ratio and not ratio.may_exceed and value > case.world[ratio.over]:
        return None
    return key, value


def better(case: Case, item: Item) -> tuple[str, Any] | None:
    """A key of this item, and a value one better than the world's; None at the best."""
    match item:
        case Threshold():
            return better_threshold(case, item)
        case Choice():
            return better_choice(case, item)
        case YesNo():
            return (item.key, True) if case.world[item.key] is False else None
        case Checklist():
            return next(((p.key, True) for p in item.parts if not case.world[p.key]), None)
        case Judged():
            step = case.ruleset.scale.step
            value = case.world[item.id] + step
            return (item.id, value) if value <= item.max else None
        case BestOf() | AllOf():
            return next(filter(None, (better(case, part) for part in item.parts)), None)
    return None


@given(cases(inspected=False, densities=(7, 10)), st.data())
def test_a_better_value_never_scores_less(case: Case, data: st.DataObject):
    """One more of what is wanted, one less of what is not, a better option: never worse."""
    changes = filter(None, (better(case, item) for item in case.ruleset.every_item()))
    able = [(key, value) for key, value in changes if key in case.evidence]
    assume(able)
    key, value = data.draw(st.sampled_from(able))
    before = case.assess(evidence={**case.evidence, key: shown(case.world[key])})
    after = case.assess(evidence={**case.evidence, key: shown(value)})
    old = spans(before.score)
    for name, (low, high) in spans(after.score).items():
        assert low >= old[name][0], name
        assert high >= old[name][1], name
    order = [rating.id for rating in case.ruleset.ratings]
    assert order.index(possible(after)[0]) <= order.index(possible(before)[0])
    assert order.index(possible(after)[-1]) <= order.index(possible(before)[-1])


# --- order, repetition, second opinions --------------------------------------------------


def shuffled(tree: Any, chance: random.Random) -> Any:
    """The same mapping with its keys in another order, at every depth."""
    if isinstance(tree, dict):
        keys = list(tree)
        chance.shuffle(keys)
        return {key: shuffled(tree[key], chance) for key in keys}
    return [shuffled(item, chance) for item in tree] if isinstance(tree, list) else tree


@given(cases(), st.integers(0, 2**16))
def test_order_of_keys_and_indicators_does_not_matter(case: Case, seed: int):
    """Shuffling evidence, criteria, indicators, parts of best_of, gates moves nothing."""
    chance = random.Random(seed)  # noqa: S311
    tree = copy.deepcopy(case.tree)
    options = {key: entry.get("options") for key, entry in tree["evidence"].items()}
    tree = shuffled(tree, chance)
    for key, entry in tree["evidence"].items():
        if options[key]:
            entry["options"] = options[key]  # listed best first: their order is their meaning
    chance.shuffle(tree["criteria"])
    for criterion in tree["criteria"]:
        chance.shuffle(criterion["indicators"])
    chance.shuffle(tree.get("gates", []))
    before = case.assess()
    after = assess(load(tree), dossier(shuffled(case.content, chance)))
    assert spans(after.score) == spans(before.score)
    assert possible(after) == possible(before)
    assert set(after.missing) == set(before.missing)
    assert after.status is before.status
    assert after.placeholder_points == before.placeholder_points


@given(any_case)
def test_same_input_same_answer(case: Case):
    """Assessing twice, from texts read twice, gives the same result to the last figure."""
    again = case.ruleset if not case.tree else load(copy.deepcopy(case.tree))
    first = canonical(case.assess())
    assert canonical(assess(again, dossier(copy.deepcopy(case.content)))) == first


@given(any_case)
def test_the_two_evaluators_agree(case: Case):
    """durable-rules finds the same possible ratings, wherever it is installed."""
    installed = importlib.util.find_spec("durable_rules_engine") is not None
    for missing in ("open", "zero"):
        verdict = cross_check(assess(case.ruleset, case.dossier(), missing=missing))
        assert verdict == ("agree" if installed else "unavailable")


@given(case=any_case, missing=st.sampled_from(["open", "zero"]), strict=st.booleans())
def test_replay_of_a_receipt_is_identical(
    tmp_path_factory: pytest.TempPathFactory, case: Case, missing: Any, *, strict: bool
):
    """A receipt written to a file recomputes to its own result, with nothing to remark."""
    path = tmp_path_factory.getbasetemp() / "receipt.json"
    assessment = assess(case.ruleset, case.dossier(), missing=missing, strict=strict)
    receipt = seal(assessment, as_of=date(2026, 1, 1), verdict=cross_check(assessment))
    path.write_text(json.dumps(receipt, ensure_ascii=False), encoding="utf-8")
    found = replay(path, Catalog())
    assert (found.disagreements, found.remarks) == ((), ())
    assert found.sha256 == receipt["sha256"]


@small
@given(cases(), st.data())
def test_a_changed_receipt_never_replays(
    tmp_path_factory: pytest.TempPathFactory, case: Case, data: st.DataObject
):
    """Whatever is altered in what a receipt seals, the digest shows it."""
    assessment = case.assess()
    receipt = seal(assessment, as_of=date(2026, 1, 1), verdict="unavailable")
    sealed = json.loads(json.dumps(receipt["sealed"]))
    part = data.draw(st.sampled_from(["ruleset", "dossier", "result", "options"]))
    keys = ["strict"] if part == "options" else sorted(sealed[part])
    key = data.draw(st.sampled_from(keys))
    sealed[part][key] = "khác"
    path = tmp_path_factory.getbasetemp() / "changed.json"
    path.write_text(json.dumps({**receipt, "sealed": sealed}), encoding="utf-8")
    found = replay(path, Catalog())
    assert [notice.code for notice in found.disagreements] == ["receipt.tampered"]


# --- gates and exclusions --------------------------------------------------------------


def shut(item: Item, case: Case) -> tuple[str, str] | None:
    """Evidence that fails this gate; None where nothing can."""
    match item:
        case YesNo():
            return item.key, "false"
        case Choice():
            options = list(case.ruleset.evidence[item.key].labels)
            worst = options[-1]
            return (item.key, worst) if item.levels[0].at_least != worst else None
    return None


@given(cases(points_trees()), st.data())
def test_a_gate_beats_any_score(case: Case, data: st.DataObject):
    """A gate that fails leaves the last rating, unrecognised, and never touches the total."""
    ways = [way for gate in case.ruleset.gates if (way := shut(gate, case))]
    ways += [(exclusion.key, "true") for exclusion in case.ruleset.exclusions]
    assume(ways)
    key, value = data.draw(st.sampled_from(ways))
    inspected = {k: c for k, c in case.content.get("inspected", {}).items() if k != key}
    before = case.assess()
    after = case.assess(evidence={**case.evidence, key: value}, inspected=inspected)
    assert possible(after) == [case.ruleset.ratings[-1].id]
    assert after.score.determination.recognised is False
    assert after.score.points == before.score.points


@given(cases(levels_trees()), st.data())
def test_an_exclusion_beats_any_level(case: Case, data: st.DataObject):
    """An exclusion that applies leaves the last rating and every level as it was met."""
    assume(case.ruleset.exclusions)
    key = case.ruleset.exclusions[0].key
    inspected = {k: c for k, c in case.content.get("inspected", {}).items() if k != key}
    before = case.assess()
    after = case.assess(evidence={**case.evidence, key: "true"}, inspected=inspected)
    assert possible(after) == ["chua_dat"]
    assert spans(after.score) == spans(before.score)


# --- tightness -------------------------------------------------------------------------

_MOST_TRIED = 600


def candidates(ruleset: Ruleset, key: str) -> list[str] | None:
    """Every value that a missing key can have; None when they are too many."""
    item = ruleset.keyed_by_id.get(key)
    if isinstance(item, Judged):
        step = ruleset.scale.step
        return [shown(step * n) for n in range(int(item.max / step) + 1)]
    entry = ruleset.evidence[key]
    match entry.type:
        case EvidenceType.YES_NO:
            return ["true", "false"]
        case EvidenceType.CHOICE:
            return list(entry.labels)
        case EvidenceType.COUNT if entry.at_most is not None:
            return [str(n) for n in range(int(entry.at_least or 0), int(entry.at_most) + 1)]
    return None


def parts_fit(ruleset: Ruleset, known: dict[str, Any]) -> bool:
    for ratio in ruleset.ratios:
        pair = known.get(ratio.of), known.get(ratio.over)
        known_both = all(isinstance(value, str) for value in pair)
        if known_both and not ratio.may_exceed and int(pair[0]) > int(pair[1]):
            return False
    return True


def bounded(tree: dict[str, Any]) -> dict[str, Any]:
    """The ruleset with small counts only, so that every completion can be tried."""
    for key, entry in tree["evidence"].items():
        if entry["type"] == "count":
            entry.setdefault("at_most", "5" if key.startswith("phan") else "7")
    return tree


@given(
    cases(st.builds(bounded, points_trees() | levels_trees()), inspected=False, densities=(3, 6, 8))
)
def test_intervals_are_tight(case: Case):
    """The ends of an indicator's interval are exactly those that some completion gives."""
    exact = {key: shown(case.world[key]) for key in case.evidence if key not in case.by_percentage}
    ruleset = case.ruleset
    before = case.assess(evidence=exact)
    tried = False
    for id_, found in before.findings.items():
        own = keys_of(found.item)
        absent = [key for key in own if key not in exact]
        if isinstance(found.item, Judged) and id_ in exact:
            continue  # judged already: counts that said otherwise would contradict it
        if any(exact.get(key) == "0" for key in own if key.startswith("tong")):
            continue  # of a whole that is surely 0 there is no share to bound
        if shared_by_parts(found.item) & set(absent):
            continue  # each part's interval is tight; together they are an outer bound
        values = [candidates(ruleset, key) for key in absent]
        if not absent or any(value is None for value in values):
            continue
        together = list(itertools.islice(itertools.product(*values), _MOST_TRIED + 1))
        if len(together) > _MOST_TRIED:
            continue
        tried = True
        ends: list[dict[str, tuple[Any, Any]]] = []
        for chosen in together:
            more = {**exact, **dict(zip(absent, chosen, strict=True))}
            if parts_fit(ruleset, more):
                after = case.assess(evidence=more).score
                ends.append(spans(after))
        for name, (low, high) in spans(before.score).items():
            if name.split(" ")[:2] == ["i", id_]:
                assert low == min(end[name][0] for end in ends), name
                assert high == max(end[name][1] for end in ends), name
    if not tried:
        reject()


def shared_by_parts(item: Item) -> set[str]:
    """The keys that two parts of a composite item rest on."""
    if not isinstance(item, BestOf | AllOf):
        return set()
    used = [key for part in item.parts for key in keys_of(part)]
    return {key for key in used if used.count(key) > 1}


def keys_of(item: Item) -> list[str]:
    """The keys that an indicator's finding rests on."""
    match item:
        case Threshold():
            ratios = {level.ratio or item.ratio for ls in item.levels_by_area for level in ls}
            found = [item.number, item.count, *(k for r in ratios if r for k in (r.of, r.over))]
        case Choice() | YesNo():
            found = [item.key]
        case Checklist():
            found = [part.key for part in item.parts]
        case BestOf() | AllOf():
            found = [key for part in item.parts for key in keys_of(part)]
        case Judged():
            ratio = item.full_at.ratio if item.full_at else None
            found = [item.id, *((ratio.of, ratio.over) if ratio else ())]
        case _:
            raise AssertionError(item)
    return list(dict.fromkeys(key for key in found if key))
