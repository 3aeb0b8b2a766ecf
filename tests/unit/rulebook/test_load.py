"""From file to ruleset: what is handed down, what short forms mean, and the digest."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from assessment.errors import RulesetError
from assessment.model.basis import Basis
from assessment.model.item import MET
from assessment.rulebook.load import load_ruleset, ruleset_from_content
from tests.samples import LEVELS, POINTS, bent


def first_item(ruleset):
    return ruleset.criteria[0].indicators[0]


# --- basis and source ------------------------------------------------------------------


def test_basis_and_source_are_handed_down_to_every_figure(load_text):
    """What the head states holds for criterion, indicator, level and rating alike."""
    ruleset = load_text(POINTS)
    item = first_item(ruleset)
    for figure in (ruleset.document, ruleset.scale, ruleset.criteria[0], ruleset.criteria[0].title,
                   item, *item.levels, *ruleset.ratings):  # fmt: skip
        assert (figure.basis, figure.source) == (Basis.VERBATIM, "Điều 1")


def test_the_nearest_statement_wins(load_text):
    """An indicator's own basis holds for its levels, a level's own for that level only."""
    text = bent(
        POINTS,
        ("    kind: threshold\n", "    kind: threshold\n    basis: reported\n    source: S2\n"),
        ("{at_least: 50%, points: 3}", "{at_least: 50%, points: 3, basis: placeholder}"),
    )
    ruleset = load_text(text)
    item = first_item(ruleset)
    assert (item.basis, item.source) == (Basis.REPORTED, "S2")
    assert (item.levels[0].basis, item.levels[0].source) == (Basis.PLACEHOLDER, "S2")
    assert item.levels[1].basis is Basis.REPORTED
    assert ruleset.criteria[0].indicators[1].basis is Basis.VERBATIM


def test_the_weaker_of_points_and_threshold_is_the_basis_of_a_level(load_text):
    """A level known verbatim whose points are a placeholder is a placeholder."""
    text = bent(POINTS, ("50%, points: 3}", "50%, points: 3, points_basis: placeholder}"))
    level = first_item(load_text(text)).levels[0]
    assert (level.basis, level.weakest_basis) == (Basis.VERBATIM, Basis.PLACEHOLDER)


def test_a_stated_threshold_basis_stands_in_place_of_the_level_own(load_text):
    """A placeholder level whose figures are both stated better is as good as those."""
    text = bent(
        POINTS,
        (
            "50%, points: 3}",
            "50%, points: 3, basis: placeholder, points_basis: verbatim, threshold_basis: reported}",
        ),
    )
    assert first_item(load_text(text)).levels[0].weakest_basis is Basis.REPORTED


def test_a_variant_for_disadvantaged_areas_has_its_own_basis(load_text):
    """Where another threshold holds, its own basis counts in the place of the level's."""
    text = bent(
        POINTS,
        (
            "{at_least: 50%, points: 3}",
            "{at_least: 50%, points: 3, disadvantaged: {at_least: 40%, basis: inferred}}",
        ),
    )
    standard, disadvantaged = first_item(load_text(text)).levels_by_area
    assert (standard[0].at_least.text, standard[0].weakest_basis) == ("50%", Basis.VERBATIM)
    assert disadvantaged[0].at_least.text == "40%"
    assert disadvantaged[0].weakest_basis is Basis.INFERRED
    assert disadvantaged[0].points == standard[0].points


# --- short forms -----------------------------------------------------------------------


def test_points_of_a_question_are_short_for_one_level(load_text):
    """`points: 1` on a question is what a yes earns."""
    (level,) = load_text(POINTS).criteria[0].indicators[1].levels
    assert (level.points, level.level) == (Decimal(1), None)


def test_an_answer_without_levels_counts_for_every_level(load_text):
    """In a ruleset of levels a yes meets each level, the best named first."""
    ruleset = load_text(LEVELS)
    assert [level.level for level in first_item(ruleset).levels] == ["muc_do_2", "muc_do_1"]


def test_keys_are_short_for_questions(load_text):
    """`keys: [a, b]` are two questions, numbered, named after their evidence."""
    item = load_text(LEVELS).criteria[0].indicators[1]
    assert [(p.id, p.kind, p.key, p.text) for p in item.parts] == [
        ("1.2.1", "yes_no", "budget", "Kinh phí"),
        ("1.2.2", "yes_no", "donations", "Đóng góp"),
    ]
    assert [level.level for level in item.parts[0].levels] == ["muc_do_2", "muc_do_1"]


def test_parts_of_all_of_earn_nothing_themselves(load_text):
    """In points, the parts of `all_of` are met or not, and the whole earns the points."""
    text = bent(
        POINTS,
        ("kind: yes_no, key: plan, points: 1", "kind: all_of, keys: [plan, budget], points: 1"),
    )
    item = load_text(text + "  budget: {label: Kinh phí, type: yes_no}\n").criteria[0].indicators[1]
    assert [part.levels[0].level for part in item.parts] == [MET, MET]
    assert (item.levels[0].points, item.most) == (Decimal(1), Decimal(1))


def test_a_gate_is_met_or_not(load_text):
    """A gate states no points; its one level is being met."""
    text = POINTS + "  staff: {label: Cán bộ, type: yes_no}\n"
    (gate,) = load_text(
        text + "gates:\n- {id: G1, text: Có cán bộ, kind: yes_no, key: staff}\n"
    ).gates
    assert [(level.level, level.points) for level in gate.levels] == [(MET, None)]


# --- content and digest ----------------------------------------------------------------


def test_the_content_is_the_file_without_what_was_filled_in(load_text):
    """A receipt embeds what the ruleset's author wrote, as text."""
    content = load_text(POINTS).content
    assert content["scale"] == {"max": "4", "step": "0.5"}
    assert content["criteria"][0]["indicators"][1]["points"] == "1"


def test_a_ruleset_comes_back_equal_from_its_content(load_text):
    """Embedded in a receipt, through JSON and back, a ruleset is the same ruleset."""
    for text in (POINTS, LEVELS):
        ruleset = load_text(text)
        again = ruleset_from_content(json.loads(json.dumps(ruleset.content)), "receipt")
        assert again.model_dump() == ruleset.model_dump()
        assert again.digest == ruleset.digest


def test_the_digest_is_of_what_is_said(load_text):
    """Comments, blank lines, quotes and the order of keys do not count."""
    written = load_text(POINTS).digest
    head, rest = POINTS.split("basis: verbatim\n")
    assert load_text("# lời dẫn\n\n" + POINTS.replace('id: "1.2"', "id: '1.2'")).digest == written
    assert load_text(f"basis: verbatim\n{head}{rest}").digest == written


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at_least: 50%", "at_least: 51%"),
        ("{at_least: 2}", "{at_least: 2.5}"),
        ("title: Xã nhỏ", "title: Xã lớn"),
        ("source: Điều 1", "source: Điều 2"),
        ("basis: verbatim", "basis: reported"),
    ],
)
def test_the_digest_changes_with_every_figure_and_word(load_text, old, new):
    """A threshold, a rating, a title, a source or a basis changed gives another digest."""
    assert load_text(bent(POINTS, (old, new))).digest != load_text(POINTS).digest


def test_the_digest_sees_which_option_is_better(load_text):
    """Options are ranked by their order, so two orders are two rulesets."""
    text = bent(
        POINTS,
        ("kind: yes_no, key: plan, points: 1",
         "kind: choice, key: plan, levels: [{at_least: good, points: 1}, {otherwise: true, points: 0}]"),
        ("type: yes_no", "type: choice, options: [{id: good, label: Tốt}, {id: fair, label: Khá}]"),
    )  # fmt: skip
    other = bent(
        text,
        (
            "{id: good, label: Tốt}, {id: fair, label: Khá}",
            "{id: fair, label: Khá}, {id: good, label: Tốt}",
        ),
    )
    assert load_text(text).digest != load_text(other).digest


# --- files -----------------------------------------------------------------------------


def test_a_file_is_loaded_and_its_problems_name_it(tmp_path):
    """A good file gives a ruleset; a bad one names file, line and key."""
    path = tmp_path / "mini.yaml"
    path.write_text(POINTS, encoding="utf-8")
    assert load_ruleset(path).id == "mini"
    path.write_text(bent(POINTS, ("points: 3}", "points: 2}")), encoding="utf-8")
    with pytest.raises(RulesetError) as refused:
        load_ruleset(path)
    (notice,) = refused.value.notices
    assert (notice.code, notice.place.file) == ("ruleset.sum_of_indicators", str(path))
    assert (notice.place.path, notice.place.line) == ("criteria[0].max", 11)


@pytest.mark.parametrize("text", ["{}\n", "criteria: x\n", "criteria: [1, [2], {}]\n",
                                  "evidence: []\ncriteria: [{indicators: [{kind: all_of, keys: x}]}]\n",
                                  "levels: 5\nscale: y\ngates: [3]\n"])  # fmt: skip
def test_a_file_of_any_other_shape_is_refused_without_a_crash(load_text, text):
    """Filling in short forms never stumbles over what is not there or of another kind."""
    with pytest.raises(RulesetError) as refused:
        load_text(text)
    assert refused.value.notices
