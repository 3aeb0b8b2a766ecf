"""The first dossier that two rulesets score differently."""

from __future__ import annotations

import copy
import json

import pytest

from assessment.files import Tree
from assessment.model.difference import Effect
from assessment.model.outcome import Status
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.diff import diff, first_difference
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.proof.trials import TooManyTrials
from assessment.rulebook.proof.witness import result_of, shows
from tests.samples import LEVELS, bent, ruleset_text
from tests.unit.rulebook.check.seeds import text_of


@pytest.fixture(scope="module")
def shelf():
    return Catalog()


def changed(ruleset, change):
    content = copy.deepcopy(dict(ruleset.content))
    change(content)
    return ruleset_of(Tree(content))


def item(content, id_):
    return next(i for c in content["criteria"] for i in c["indicators"] if i["id"] == id_)


def set_limit(id_, index, limit):
    return lambda content: item(content, id_)["levels"][index].update(at_least=limit)


def drop_gate_of(index):
    def change(content):
        del content["ratings"][index]["when"]["no_criterion_at"]

    return change


DIFFERENT = {
    "a limit moved up": ("tt44-2014", set_limit("9.1", 0, "71%")),
    "a limit moved down": ("tt44-2014", set_limit("9.1", 0, "69%")),
    "a limit moved by a hundredth": ("tt44-2014", set_limit("9.1", 0, "70.01%")),
    "a condition of a rating dropped": ("tt44-2014", drop_gate_of(2)),
    "a rating's total moved by half a point": (
        "tt44-2014",
        lambda c: c["ratings"][1]["when"]["total"].update(at_least="70.5"),
    ),
    "a share that may not exceed any more": (
        "tt44-2014",
        lambda c: item(c, "4.4")["ratio"].pop("may_exceed"),
    ),
    "nothing counted means nothing": (
        "tt44-2014",
        lambda c: item(c, "6.1")["ratio"].pop("none_means"),
    ),
    "the full share of a judged item": (
        "unit-tt22-2020",
        lambda c: item(c, "2.1")["full_at"].update(at_least="99%"),
    ),
    "the area's own scale": ("commune-tt25-2023", lambda c: c.pop("areas")),
    "one area fewer": (
        "tt44-2014",
        lambda c: c["areas"].update(disadvantaged_scale_for=["disadvantaged"]),
    ),
    "an item for others": (
        "unit-district-tt24-2023",
        lambda c: item(c, "2.4").pop("applies_to"),
    ),
    "what may not apply": (
        "household-qd448-2015",
        lambda c: next(x for x in c["criteria"] if "may_not_apply" in x).pop("may_not_apply"),
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_difference_is_shown_by_a_dossier(shelf, name):
    """The dossier found is scored differently by the two rulesets."""
    id_, change = DIFFERENT[name]
    before = shelf.get(id_)
    after = changed(before, change)
    content = first_difference(before, after)
    assert content is not None
    shown = [result_of(ruleset, content) for ruleset in (before, after)]
    whole = [shows(result) for result in shown]
    items = [
        [shows(result, i) for i in before.every_item()] if result.assessment else None
        for result in shown
    ]
    assert (whole[0], items[0]) != (whole[1], items[1])


SAME = {
    "nothing at all": ("tt44-2014", lambda c: None),
    "a basis": ("tt44-2014", lambda c: c.update(basis="reported")),
    "a wording": ("tt44-2014", lambda c: item(c, "9.1").update(text="Khác")),
    "a count between whole numbers": ("tt44-2014", set_limit("2.4", 0, "3.5")),
    "a total that no dossier has": (
        "tt44-2014",
        lambda c: c["ratings"][0]["when"]["total"].update(at_least="85"),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_what_changes_no_score_is_proved_the_same(shelf, name):
    """Where no dossier can tell two rulesets apart none is found."""
    id_, change = SAME[name]
    before = shelf.get(id_)
    assert first_difference(before, changed(before, change)) is None


def test_each_pair_of_ratings_is_shown_once(shelf):
    """Dropping "no criterion at 0" from every rating moves dossiers from the last to three others."""
    before = shelf.get("tt44-2014")

    def change(content):
        for index in range(3):
            drop_gate_of(index)(content)

    found = diff(before, changed(before, change)).ratings
    moves = [(witness.before_id, witness.after_id) for witness in found]
    assert len(moves) == len(set(moves))
    assert set(moves) == {("chua_dat", "tot"), ("chua_dat", "kha"), ("chua_dat", "trung_binh")}


@pytest.mark.parametrize("turned", [False, True])
def test_evidence_renamed_on_one_side_is_a_difference(shelf, turned):
    """The old name is taken by one ruleset and refused by the other: a difference, and no failure."""
    before = shelf.get("tt44-2014")
    text = json.dumps(dict(before.content), default=str)
    after = ruleset_of(
        Tree(json.loads(text.replace("households_recognised", "households_learning")))
    )
    pair = (after, before) if turned else (before, after)
    content = first_difference(*pair)
    assert content is not None
    results = [result_of(ruleset, content) for ruleset in pair]
    assert sorted(one.assessment is None for one in results) == [False, True]


def test_maxima_that_move_against_each_other_are_a_difference(shelf):
    """Two more points for one judged item and two fewer for another are not proved the same."""
    before = shelf.get("household-qd448-2015")

    def change(content):
        item(content, "A3.1").update(max="12")
        item(content, "A3.2").update(max="8")

    assert first_difference(before, changed(before, change)) is not None


def test_a_bound_let_go_is_shown_by_a_number_beyond_it(shelf):
    """What one ruleset refuses and the other takes lies just outside the bound."""
    before = shelf.get("tt44-2014")
    after = changed(before, lambda c: c["evidence"]["poverty_reduction_points"].pop("at_most"))
    content = first_difference(before, after)
    assert content["evidence"] == {"poverty_reduction_points": "101"}
    assert result_of(before, content).errors
    assert not result_of(after, content).errors


def test_what_it_cannot_tell_is_not_called_the_same(shelf):
    """Items that changed their criterion, where a rating looks at criteria, are not proved away."""
    before = shelf.get("tt44-2014")

    def swap(content):
        one, other = content["criteria"][11]["indicators"], content["criteria"][12]["indicators"]
        one[:], other[:] = list(other), list(one)

    with pytest.raises(TooManyTrials):
        first_difference(before, changed(before, swap))


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("", None),
        ("  may_not_apply: {when: không có ai, then: left_out}\n", {"2": "false"}),
    ],
)
def test_a_criterion_that_may_not_apply_takes_what_moved_with_it(rule, shown):
    """Moved to another criterion an item is the same, but where that may be left out with its items."""
    second = '- id: "2"\n  title: {text: Kinh phí}\n' + rule + "  indicators:\n"
    item_ = '  - {id: "1.2", text: Có kinh phí, kind: all_of, keys: [budget, donations]}\n'
    other = '  - {id: "2.1", text: Đã góp, kind: yes_no, key: gift}\n'
    text = bent(LEVELS, ("ratings:\n", f"{second}{other}ratings:\n"), ("  donations: ", "  gift: {label: Góp, type: yes_no}\n  donations: "))  # fmt: skip
    moved = bent(text, (item_, ""), (other, f"{other}{item_}"))
    pair = ruleset_text(text), ruleset_text(moved)
    content = first_difference(*pair)
    assert (content and content["applies"]) == shown
    if content:
        found = [result_of(ruleset, content).finding("1.2").status for ruleset in pair]
        assert found.count(Status.NOT_APPLICABLE) == 1


@pytest.mark.parametrize(("then", "points"), [("left_out", ["0", "2"]), ("full", ["2", "0-2"])])
@pytest.mark.parametrize("turned", [False, True])
def test_points_that_moved_are_left_out_with_their_criterion(then, points, turned):
    """Where the most points of both criteria follow the move, the total of those without one tells."""
    rule = f"  max: 9\n  may_not_apply: {{when: không có ai, then: {then}}}\n"
    line = '  - {id: "1.3", text: Có sổ theo dõi, kind: yes_no, key: register, points: 2}\n'
    text = bent(text_of("diem"), (", no_criterion_at: 5", ""), (", no_criterion_at: 4", ""), ("  max: 9\n", rule))  # fmt: skip
    moved = bent(text, (line, ""), ("  max: 9\n", "  max: 7\n"), ("  max: 11\n", "  max: 13\n"), ("\nratings:", f"{line}\nratings:"))  # fmt: skip
    pair = ruleset_text(text), ruleset_text(moved)
    content = first_difference(*(reversed(pair) if turned else pair))
    assert content["applies"] == {"1": "false"}
    assert [result_of(ruleset, content).finding("1.3").points.text for ruleset in pair] == points


def test_an_item_whose_evidence_was_renamed_is_not_proved_the_same():
    """No dossier states it in the words of both, so that nothing shows whether it is the same."""
    text = text_of("diem")
    found = diff(ruleset_text(text), ruleset_text(text.replace("learners", "students")))
    effects = {alteration.id: alteration.effect for alteration in found.alterations}
    assert effects["1.1"] is Effect.OPEN


def test_an_exclusion_that_only_one_has_is_a_difference(shelf):
    """A dossier that it stops in the one is not stopped in the other."""
    before = shelf.get("tt44-2014")

    def exclude(content):
        content["exclusions"] = [{"id": "x", "text": "Vi phạm", "key": "violation"}]
        content["evidence"]["violation"] = {"label": "Vi phạm", "type": "yes_no"}

    content = first_difference(before, changed(before, exclude))
    assert content["evidence"] == {"violation": "true"}
