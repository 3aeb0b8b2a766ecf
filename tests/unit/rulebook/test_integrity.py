"""What must hold across a ruleset: each break is one notice at its place, and sound rules pass."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.errors import RulesetError
from tests.samples import LEVELS, POINTS, bent

QUESTION = "kind: yes_no, key: plan, points: 1"


def problems(load, text):
    with pytest.raises(RulesetError) as refused:
        load(text)
    return [(n.code, n.place.path) for n in refused.value.notices]


def test_the_samples_are_sound(load_text):
    """The rulesets that the other tests bend pass every check."""
    assert load_text(POINTS).scale.max == 4
    assert [level.id for level in load_text(LEVELS).levels] == ["muc_do_1", "muc_do_2"]


def test_every_break_is_told_at_once(load_text):
    """Three breaks in one file are three notices."""
    text = bent(
        POINTS,
        ("over: adults}", "over: grown_ups}"),
        ("scale: {max: 4", "scale: {max: 5"),
        ("Kế hoạch, type: yes_no", "Kế hoạch, type: count"),
    )
    assert set(problems(load_text, text)) == {
        ("ruleset.undeclared_key", "criteria[0].indicators[0].ratio.over"),
        ("ruleset.unused_key", "evidence.adults"),
        ("ruleset.sum_of_criteria", "scale.max"),
        ("ruleset.wrong_key_type", "criteria[0].indicators[1].key"),
    }


def test_an_undeclared_key_is_answered_with_the_nearest(load_text):
    """The evidence key that was probably meant is named."""
    with pytest.raises(RulesetError) as refused:
        load_text(bent(POINTS, ("of: learners", "of: learner")))
    notice = next(n for n in refused.value.notices if n.code == "ruleset.undeclared_key")
    assert (notice.params["key"], notice.params["nearest"]) == ("learner", "learners")


@pytest.mark.parametrize(
    ("step", "sound"), [("0.5", True), ("1", True), ("1.5", False), ("2", False)]
)
def test_points_stand_on_the_step(load_text, step, sound):
    """3 points and 1 point stand on steps of a half and of one, not of one and a half or two."""
    text = bent(POINTS, ("step: 0.5", f"step: {step}"))
    if sound:
        assert load_text(text).scale.step == Decimal(step)
    else:
        assert {code for code, _ in problems(load_text, text)} == {"ruleset.off_step"}


@pytest.mark.parametrize("step", ["0", "-0.5"])
def test_a_step_is_above_zero(load_text, step):
    """A scale that has no step is refused with its place, not met with a crash."""
    assert problems(load_text, bent(POINTS, ("step: 0.5", f"step: {step}")))


@pytest.mark.parametrize("points", ["-1", "4.5"])
def test_points_stand_within_the_scale(load_text, points):
    """Points below zero or above the scale's maximum are refused."""
    text = bent(POINTS, ("{otherwise: true, points: 0}", f"{{otherwise: true, points: {points}}}"))
    found = problems(load_text, text)
    assert ("ruleset.off_step", "criteria[0].indicators[0].levels[1].points") in found


def test_an_unknown_figure_is_no_break(load_text):
    """`points: null` says that nobody knows the figure: a lower level may say so."""
    text = bent(
        POINTS, ("    - {otherwise", "    - {at_least: 40%, points: null}\n    - {otherwise")
    )
    assert load_text(text).criteria[0].indicators[0].levels[1].points is None


def test_a_checklist_earns_the_sum_of_its_parts(load_text):
    """The parts of a checklist add up to its share of the criterion."""
    parts = "kind: checklist, parts: [{key: plan, points: 0.5}, {key: staff, points: 0.5}]"
    text = bent(POINTS, (QUESTION, parts)) + "  staff: {label: Cán bộ, type: yes_no}\n"
    assert load_text(text).criteria[0].indicators[1].most == 1
    assert problems(
        load_text, bent(text, ("{key: staff, points: 0.5}", "{key: staff, points: 1}"))
    ) == [("ruleset.sum_of_indicators", "criteria[0].max")]


def test_the_best_of_several_ways_earns_the_most_of_one(load_text):
    """The ways of `best_of` do not add up: the best one counts in the sum."""
    ways = (
        "kind: best_of, parts: [{kind: yes_no, key: plan, points: 1},"
        " {kind: yes_no, key: staff, points: 0.5}]"
    )
    text = bent(POINTS, (QUESTION, ways)) + "  staff: {label: Cán bộ, type: yes_no}\n"
    assert load_text(text).criteria[0].indicators[1].most == 1


def test_ids_are_unique_among_indicators_parts_gates_and_evidence(load_text):
    """An indicator may not share its id with a piece of evidence: both are keys of a dossier."""
    text = POINTS + '  "1.1": {label: Tỷ lệ, type: percentage, checked_only: true}\n'
    assert problems(load_text, text) == [("ruleset.duplicate_id", "evidence.1.1.id")]


@pytest.mark.parametrize(
    ("levels", "sound"),
    [
        ("[{option: good, points: 1}, {option: fair, points: 0.5}, {otherwise: true, points: 0}]", True),
        ("[{option: good, points: 1}, {option: fair, points: 0.5}, {option: poor, points: 0}]", True),
        ("[{at_least: fair, points: 1}, {otherwise: true, points: 0}]", True),
        ("[{at_least: good, points: 1}, {at_least: poor, points: 0}]", True),
        ("[{option: good, points: 1}, {option: fair, points: 0}]", False),
        ("[{at_least: fair, points: 1}]", False),
    ],
)  # fmt: skip
def test_every_option_earns_something_known(load_text, levels, sound):
    """A choice leaves no option out: by name, by "this one or better", or by the rest."""
    text = bent(
        POINTS,
        (QUESTION, f"kind: choice, key: plan, levels: {levels}"),
        (
            "type: yes_no",
            "type: choice, options: [{id: good, label: Tốt}, {id: fair, label: Khá}, {id: poor, label: Kém}]",
        ),
    )
    if sound:
        assert load_text(text).criteria[0].indicators[1].most == 1
    else:
        assert problems(load_text, text) == [("ruleset.no_otherwise", "criteria[0].indicators[1]")]


@pytest.mark.parametrize(
    ("number", "figure", "sound"),
    [("percentage", "40%", True), ("percentage", "40", False), ("number", "40", True), ("number", "40%", False)],
)  # fmt: skip
def test_a_limit_is_written_in_the_unit_of_its_number(load_text, number, figure, sound):
    """A percentage is compared with a percentage, a plain number with a plain number."""
    item = f"kind: threshold, number: plan, levels: [{{at_least: {figure}, points: 1}}, {{otherwise: true, points: 0}}]"
    text = bent(POINTS, (QUESTION, item), ("type: yes_no", f"type: {number}"))
    if sound:
        assert load_text(text).criteria[0].indicators[1].levels[0].at_least.text == figure
    else:
        code = "percent_of_number" if figure.endswith("%") else "no_percent_sign"
        assert problems(load_text, text) == [
            (f"ruleset.{code}", "criteria[0].indicators[1].levels[0]")
        ]


def test_a_variant_is_written_in_the_same_unit(load_text):
    """The threshold for disadvantaged areas is a percentage where the other one is."""
    text = bent(POINTS, ("50%, points: 3}", "50%, points: 3, disadvantaged: {at_least: 40}}"))
    assert problems(load_text, text) == [
        ("ruleset.no_percent_sign", "criteria[0].indicators[0].levels[0]")
    ]


@pytest.mark.parametrize(("figure", "sound"), [("100%", True), ("100", False)])
def test_full_points_of_a_judged_item_are_at_a_percentage(load_text, figure, sound):
    """`full_at: 100` would ask for a hundred times the whole; it is refused like any threshold."""
    item = f"kind: judged, max: 1, full_at: {{ratio: {{of: learners, over: adults}}, at_least: {figure}}}"
    text = bent(POINTS, (QUESTION, item), ("type: yes_no", "type: yes_no, checked_only: true"))
    if sound:
        assert load_text(text).criteria[0].indicators[1].full_at.at_least.text == figure
    else:
        assert [code for code, _ in problems(load_text, text)] == ["ruleset.no_percent_sign"]


@pytest.mark.parametrize(
    "when", ["{total: {at_least: 5}}", "{no_criterion_at: 0}", "{no_indicator_below: 1}"]
)
def test_a_rating_of_levels_asks_for_no_points(load_text, when):
    """A ruleset without points cannot ask for them: such a rating would be given to all."""
    assert problems(load_text, bent(LEVELS, ("{levels: [muc_do_1]}", when)))


def test_a_checklist_has_no_place_in_a_ruleset_of_levels(load_text):
    """A checklist earns points only: among levels it would neither meet nor miss any."""
    text = bent(
        LEVELS, ("kind: yes_no, key: plan", "kind: checklist, parts: [{key: plan, points: 1}]")
    )
    assert problems(load_text, text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("when: {levels: [muc_do_1]}}",
         "when: {levels: [muc_do_1]}, disadvantaged: {when: {levels: [muc_do_9]}}}"),
        ("evidence:\n",
         "interpretations:\n- {id: i, where: Điều 1, text: Hiểu thế,"
         " affects: {level_gap: {reached: muc_do_9, missed: muc_do_1}}}\nevidence:\n"),
        ("key: plan}", "key: plan, applies_to: {unit_type: [nowhere]}}"),
        ("evidence:\n",
         "upgrade: {from: muc_do_9, to: muc_do_2, after_months: 24, counted: từ ngày}\nevidence:\n"),
    ],
    ids=["rating in an area", "gap of an interpretation", "kind of unit", "upgrade"],
)  # fmt: skip
def test_what_is_referred_to_is_there(load_text, old, new):
    """A level or a kind of unit that the ruleset lacks is refused wherever it is named."""
    assert problems(load_text, bent(LEVELS, (old, new)))


def test_a_ruleset_has_points_or_levels(load_text):
    """Without a scale and without levels, that is what is told, not what follows from it."""
    text = bent(
        LEVELS,
        ("levels:\n- {id: muc_do_1, title: Mức độ 1}\n- {id: muc_do_2, title: Mức độ 2}\n", ""),
    )
    assert "ruleset.no_scale" in {code for code, _ in problems(load_text, text)}


def test_a_scale_and_levels_do_not_stand_together(load_text):
    """A ruleset scores in points or in levels; with both, nothing could reach a level."""
    assert problems(load_text, POINTS + "levels:\n- {id: muc_do_1, title: Mức độ 1}\n")


def test_the_last_rating_takes_the_rest_and_no_other_does(load_text):
    """`otherwise` stands on the last rating only."""
    text = bent(POINTS, ("when: {total: {at_least: 2}}", "otherwise: true"))
    assert problems(load_text, text) == [("ruleset.otherwise_not_last", "ratings[0]")]


def test_a_rating_asks_for_something_or_takes_the_rest(load_text):
    """A rating without a condition, and without the rest, has no meaning."""
    text = bent(POINTS, (", when: {total: {at_least: 2}}", ""))
    assert problems(load_text, text) == [("ruleset.bad_condition", "ratings[0]")]


def test_evidence_for_checks_only_may_stand_unused(load_text):
    """A key that serves to check others needs no indicator; any other one does."""
    unused = POINTS + "  people: {label: Dân số, type: count}\n"
    assert problems(load_text, unused) == [("ruleset.unused_key", "evidence.people")]
    assert (
        "people" in load_text(unused.replace("Dân số, ", "Dân số, checked_only: true, ")).evidence
    )


def test_a_whole_of_which_something_is_a_part_is_used(load_text):
    """`within` uses the key that it names, which must be a count."""
    text = bent(POINTS, ("Người lớn, type: count", "Người lớn, type: count, within: people"))
    assert "people" in load_text(text + "  people: {label: Dân số, type: count}\n").evidence
    assert problems(load_text, text + "  people: {label: Dân số, type: yes_no}\n") == [
        ("ruleset.wrong_key_type", "evidence.adults.within")
    ]
