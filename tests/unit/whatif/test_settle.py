"""Missing evidence: what it is worth, and the fewest pieces that settle a rating."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from assessment.engine.assess import assess
from assessment.intake.read import dossier_from_content
from assessment.model.plan import Change, Piece
from assessment.views.missing import render
from assessment.whatif.changes import changed
from assessment.whatif.settle import missing
from assessment.wording import Words
from tests.samples import LEVELS, bent, dossier_text, ruleset_text
from tests.unit.whatif.lowered import example, ruleset

TT44 = "tt44-2014"


def test_nothing_missing_leaves_nothing_to_settle():
    """A complete dossier has one rating, no stakes and no sets."""
    found = missing(ruleset(TT44), example("xa-tien-tan-2019"))
    assert (found.stakes, found.settlings) == ((), ())


@pytest.mark.parametrize("total", [1, 7, 250, 40_000])
def test_each_set_makes_sure_of_its_rating_whatever_the_totals_are(total):
    """Shown as the set says, each share of any total, no worse rating is left possible."""
    dossier = example("xa-ai-thuong-2021")
    found = missing(ruleset(TT44), dossier, best=2)
    ratings = [rating.id for rating in found.now.ruleset.ratings]
    assert [settling.rating.id for settling in found.settlings] == ["tot", "kha", "trung_binh"]
    for settling in found.settlings:
        assert len(settling.sets) == 2
        for pieces in settling.sets:
            changes = [Change(piece.key, None, value_of(piece, total)) for piece in pieces]
            result = assess(ruleset(TT44), changed(dossier, changes))
            possible = {rating.id for rating in result.score.determination.possible}
            assert possible <= set(ratings[: ratings.index(settling.rating.id) + 1])


def value_of(piece, total):
    """A share of a total as a count, on the side of its bound."""
    if piece.after is None:
        return total
    if piece.over is None:
        return piece.after
    count = Fraction(*piece.after) * total
    return math.ceil(count) if piece.bound == "at_least" else math.floor(count)


def test_a_total_is_asked_for_with_its_part():
    """An empty hamlet: eight pieces, each total beside the share that it needs; 0 of 0 is none."""
    hamlet = ruleset("hamlet-qd448-2015")
    empty = {**example("thon-2018").content, "evidence": {}, "inspected": None}
    found = missing(hamlet, dossier_from_content(empty, ""))
    [settling] = found.settlings
    pieces = settling.sets[0]
    assert len(pieces) == 8
    totals = {piece.key for piece in pieces if piece.after is None}
    assert totals == {piece.over for piece in pieces if piece.over}
    assert totals
    for piece in pieces:
        if piece.over:
            assert piece.bound == "at_least"
            assert Fraction(*piece.after) > 0


def test_where_the_total_is_known_the_count_is_named():
    """118 children, all else but the shares at full marks: from 116 of them in school is enough."""
    hamlet = ruleset("hamlet-qd448-2015")
    full = dict.fromkeys(("C1.1", "C1.2", "C1.3", "C3.1", "C3.2", "C3.3"), "10")
    content = {**example("thon-2018").content, "evidence": {"children": "118", **full}}
    [settling] = missing(hamlet, dossier_from_content(content, ""), best=1).settlings
    assert settling.sets == ((Piece("children_in_school", 116, "at_least"),),)


def test_a_total_of_known_parts_lies_between():
    """More households lower one share and another the better: from where to where it is sure."""
    content = example("xa-tien-tan-82").content
    evidence = {k: v for k, v in content["evidence"].items() if k != "households"}
    dossier = dossier_from_content({**content, "evidence": evidence}, "")
    [settling] = missing(ruleset(TT44), dossier, best=1).settlings
    [[piece]] = settling.sets
    assert piece.key == "households"
    assert piece.after == 1587  # as many as have clean water: there are no fewer
    for count, sure in ((piece.after, True), (piece.upto, True), (piece.upto + 1, False)):
        result = assess(ruleset(TT44), changed(dossier, [Change("households", None, count)]))
        assert (result.rating.id == settling.rating.id) is sure


def test_a_part_of_a_list_is_worth_its_own_points():
    """Two boxes of 12.1 that nobody has ticked are one point each, not two."""
    content = example("xa-tien-tan-82").content
    evidence = dict(content["evidence"])
    for key in ("women_in_committee", "girls_equal_access"):
        del evidence[key]
    found = missing(ruleset(TT44), dossier_from_content({**content, "evidence": evidence}, ""))
    assert [(stake.points, stake.items) for stake in found.stakes] == [(1, ("12.1",))] * 2


def test_what_the_inspection_refused_is_not_missing():
    """A refused box earns nothing, and nobody is asked to show it again."""
    found = missing(ruleset(TT44), example("xa-tien-tan-2019-kiem-tra"))
    assert (found.stakes, found.settlings) == ((), ())


def test_better_ratings_take_no_fewer_pieces():
    """The smallest sets grow with the rating."""
    found = missing(ruleset(TT44), example("xa-ai-thuong-2021"), best=1)
    sizes = [len({piece.key for piece in settling.sets[0]}) for settling in found.settlings]
    assert sizes == sorted(sizes, reverse=True)


def test_stakes_are_the_points_open_for_want_of_each_piece():
    """Every missing piece has its stake, the most points first, and the items that ask for it."""
    found = missing(ruleset(TT44), example("xa-ai-thuong-2021"))
    assert {stake.key for stake in found.stakes} == set(found.now.missing)
    points = [stake.points for stake in found.stakes]
    assert points == sorted(points, reverse=True)
    first = found.stakes[0]
    spans = [found.now.findings[id_].points for id_ in first.items]
    assert first.points == sum(span.high - span.low for span in spans)


def test_an_exclusion_that_nobody_answered_has_to_be():
    """A household is sure of the title only when the offence is denied as well."""
    household = ruleset("household-qd448-2015")
    dossier = example("ho-gia-dinh-2018")
    content = {**dossier.content, "evidence": dict(dossier.content["evidence"])}
    del content["evidence"]["law_violation"]
    found = missing(household, dossier_from_content(content, ""))
    [settling] = found.settlings
    [[change]] = settling.sets
    assert (change.key, change.after) == ("law_violation", False)


AGAINST_ITSELF = bent(
    LEVELS,
    (
        "kind: yes_no, key: plan}",
        "kind: threshold, ratio: {of: p, over: w}, levels: [{at_least: 40%, level: muc_do_2}]}",
    ),
    (
        "kind: all_of, keys: [budget, donations]}",
        "kind: threshold, ratio: {of: p, over: w}, levels: [{at_most: 30%, level: muc_do_2}]}",
    ),
    ("  plan: {label: Kế hoạch, type: yes_no}", "  p: {label: P, type: count}"),
    ("  budget: {label: Kinh phí, type: yes_no}", "  w: {label: W, type: count}"),
    ("  donations: {label: Đóng góp, type: yes_no}\n", ""),
    ("- {id: muc_do_1, title: Mức độ 1}\n", ""),
    ("- {id: muc_do_1, title: Mức độ 1, when: {levels: [muc_do_1]}}\n", ""),
)
"""A share that has to be at least 40% and at most 30%."""


@pytest.mark.parametrize(
    ("evidence", "proved", "said"),
    [
        ("{w: 100}", True, "có thêm số liệu nào cũng chưa chắc được"),
        ("{}", False, "chưa tìm thấy số liệu nào thêm vào thì chắc được"),
    ],
)
def test_nothing_is_called_impossible_that_is_not_proved(evidence, proved, said):
    """Whole known, every count is tried; both counts missing, only shares of any total are."""
    dossier = dossier_text(f"subject: {{kind: commune, name: A}}\nevidence: {evidence}\n")
    found = missing(ruleset_text(AGAINST_ITSELF), dossier)
    assert [(settling.sets, settling.proved) for settling in found.settlings] == [((), proved)]
    assert said in " ".join(render(found, Words("vi")).split())
