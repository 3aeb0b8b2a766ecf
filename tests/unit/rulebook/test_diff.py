"""Two rulesets side by side: what is altered, what that changes, and who moves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
import yaml

from assessment.errors import DossierError
from assessment.intake.read import dossier_from_content
from assessment.model.difference import Alteration, Diff, Direction, Effect, Move, Nature, Witness
from assessment.model.item import Judged
from assessment.model.quantity import plain
from assessment.model.scored import Kind
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.diff import diff
from assessment.rulebook.diff.moves import moves
from assessment.rulebook.proof.witness import scored
from tests.samples import DOSSIER, LEVELS, POINTS, bent, dossier_text, ruleset_text
from tests.unit.rulebook.kinds import KINDS, UNIT, compared


def only(found: Diff) -> Alteration:
    (alteration,) = found.alterations
    return alteration


def told(found: Diff) -> list[tuple[str, str, str]]:
    """Every change: whose, what, of what nature."""
    return [
        (alteration.id, change.what, change.nature.value)
        for alteration in found.alterations
        for change in alteration.changes
    ]


def rescored(found: Diff) -> Iterator[tuple[Witness, object, object]]:
    """Each witness, scored anew by both."""
    for witness in found.witnesses:
        dossier = dossier_from_content(witness.content, "nhan-chung.yaml")
        yield (
            witness,
            scored(found.before, dossier).shows(witness.kind, witness.before_id),
            scored(found.after, dossier).shows(witness.kind, witness.after_id),
        )


# --- every kind of change --------------------------------------------------------------

FIGURES = [
    ("limit", "at_least: 50%", "at_least: 60%", "1.1", "levels.at_least"),
    ("comparison", "at_least: 20%", "at_most: 20%", "1.1", "levels.at_least"),
    ("area limit", "disadvantaged: {at_least: 40%}", "disadvantaged: {at_least: 30%}", "1.1", "levels.disadvantaged.at_least"),
    ("area variant gone", ", disadvantaged: {at_least: 40%}", "", "1.1", "levels.disadvantaged"),
    ("level gone", "    - {at_least: 20%, points: 1}\n", "", "1.1", "levels"),
    ("level come", "    - {at_least: 20%, points: 1}\n", "    - {at_least: 20%, points: 1}\n    - {at_least: 10%, points: 0.5}\n", "1.1", "levels"),
    ("points", "{at_least: 20%, points: 1}", "{at_least: 20%, points: 1.5}", "1.1", "levels.points"),
    ("share", "{of: learners, over: adults, none_means: met}", "{of: learners, over: pupils, none_means: met}", "1.1", "ratio.over"),
    ("more than all", "over: adults, none_means: met", "over: adults, none_means: met, may_exceed: true", "1.1", "ratio.may_exceed"),
    ("share of nothing", ", none_means: met", "", "1.1", "ratio.none_means"),
    ("option", "{option: joint, points: 1}", "{option: none, points: 1}", "1.2", "levels.option"),
    ("full at", "at_least: 90%", "at_least: 80%", "1.3", "full_at.at_least"),
    ("checklist part", "{key: hall, points: 2}, {key: books, points: 2}", "{key: hall, points: 1}, {key: books, points: 3}", "2.1", "parts.points"),
    ("part of the best", "{at_least: 6, points: 2}", "{at_least: 6, points: 1}", "2.2", "parts.levels.points"),
    ("kind", "kind: all_of, keys: [plan, budget], points: 3", "kind: best_of, parts: [{kind: yes_no, key: plan, points: 3}, {kind: yes_no, key: budget, points: 3}]", "2.3", "kind"),
    ("gate", "kind: yes_no, key: safe}", "kind: choice, key: resolution, levels: [{at_least: joint}]}", "G1", "kind"),
    ("exclusion", "text: Vi phạm, key: violation", "text: Vi phạm, key: safe", "X1", "key"),
    ("rating", "total: {at_least: 16}", "total: {at_least: 15}", "tot", "when.total.at_least"),
    ("rating's condition", ", no_criterion_at: 6", "", "tot", "when.no_criterion_at"),
    ("rating in an area", "when: {total: {at_least: 8}}", "when: {total: {at_least: 9}}", "dat", "disadvantaged.when.total.at_least"),
    ("bound", "at_most: 100", "at_most: 99", "visits", "at_most"),
    ("option's name", "label: Chung", "label: Lồng ghép", "resolution", "options.label"),
    ("step", "step: 0.5", "step: 1", "scale", "scale.step"),
    ("areas", "[disadvantaged]", "[disadvantaged, extremely_disadvantaged]", "areas", "areas.disadvantaged_scale_for"),
    ("left out", "then: full", "then: left_out", "1", "may_not_apply.then"),
    ("no longer left out", "  may_not_apply: {when: không có ai, then: full}\n", "", "1", "may_not_apply"),
]  # fmt: skip
"""A name, what is bent, and the alteration and change that follow."""


@pytest.mark.parametrize(
    ("old", "new", "id_", "what"), [f[1:] for f in FIGURES], ids=[f[0] for f in FIGURES]
)
def test_a_figure_is_told_and_shown(old, new, id_, what):
    """Every figure that alters results is named, with a dossier that both score differently."""
    found = compared(KINDS, (old, new))
    alteration = next(a for a in found.alterations if a.id == id_)
    assert what in {change.what for change in alteration.changes}
    assert {change.nature for change in alteration.changes} == {Nature.FIGURE}
    assert alteration.effect is Effect.CHANGES
    assert alteration.witnesses
    for witness, before, after in rescored(found):
        assert (before, after) == witness.shown
        assert before != after


UNSCORED = [
    ("title", "title: Đủ kiểu", "title: Đủ các kiểu", ("title", "title", "wording")),
    ("item's text", "text: Tỷ lệ người học", "text: Người học", ("1.1", "text", "wording")),
    ("criterion's title", "{text: Điều kiện}", "{text: Các điều kiện}", ("2", "title.text", "wording")),
    ("gate's text", "text: An toàn, kind", "text: Bình yên, kind", ("G1", "text", "wording")),
    ("exclusion's text", "text: Vi phạm, key", "text: Sai phạm, key", ("X1", "text", "wording")),
    ("rating's title", "title: Tốt", "title: Loại tốt", ("tot", "title", "wording")),
    ("label", "label: Giải thưởng", "label: Giải", ("award", "label", "wording")),
    ("unit", "unit: người", "unit: lượt", ("learners", "unit", "wording")),
    ("in force", "in_force: {from: 2020-01-01}", "in_force: {from: 2020-01-02}", ("document", "document.in_force.from", "term")),
    ("validity", "months: 36", "months: 24", ("validity", "validity.months", "term")),
    ("deadline", "before: 02-28", "before: 03-31", ("procedure", "procedure.deadlines.before", "term")),
    ("source", "source: Điều 1\nscale", "source: Điều 2\nscale", ("source", "source", "ground")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "change"), [u[1:] for u in UNSCORED], ids=[u[0] for u in UNSCORED]
)
def test_what_is_not_scored_is_told_apart(old, new, change):
    """Wording, terms and sources are told, are no figures, and change no result."""
    found = compared(KINDS, (old, new))
    assert change in told(found)
    assert not any(a.of(Nature.FIGURE) for a in found.alterations)
    assert found.effect is Effect.NONE
    assert found.witnesses == ()
    assert all(a.effect is None for a in found.alterations)


def test_a_basis_is_a_ground_of_the_level_it_stands_in():
    """A figure confirmed changes its basis and source, and no figure."""
    found = compared(
        KINDS, ("{at_least: 20%, points: 1}", "{at_least: 20%, points: 1, points_basis: reported}")
    )
    assert told(found) == [("1.1", "levels.points_basis", "ground")]
    assert only(found).changes[0].path == "criteria[0].indicators[0].levels[1].points_basis"


@pytest.mark.parametrize(
    ("old", "new", "came"),
    [
        ("gates:\n", "gates:\n- {id: G2, text: Quỹ, kind: yes_no, key: plan}\n", (Kind.GATE, "G2")),
        ("exclusions:\n", "exclusions:\n- {id: X2, text: Bỏ học, key: books}\n", (Kind.EXCLUSION, "X2")),
        ("ratings:\n", "ratings:\n- {id: xs, title: Xuất sắc, when: {total: {at_least: 19}}}\n", (Kind.RATING, "xs")),
    ],
)  # fmt: skip
def test_what_came_or_went_is_whole(old, new, came):
    """A gate, an exclusion or a rating that one file lacks is added; turned round, removed."""
    before, after = ruleset_text(KINDS), ruleset_text(bent(KINDS, (old, new)))
    there, back = only(diff(before, after)), only(diff(after, before))
    assert (there.kind, there.id) == (back.kind, back.id) == came
    assert (there.added, there.removed) == (back.removed, back.added) == (True, False)
    assert there.effect is back.effect is Effect.CHANGES
    assert there.witnesses
    assert there.changes == back.changes == ()


def test_an_indicator_that_came_is_shown_by_what_it_earns():
    """An indicator that only the second asks is worth nothing in the first."""
    bends = (
        ("  max: 4\n", "  max: 5\n"),
        ("{max: 4,", "{max: 5,"),
        ("ratings:\n", "  - {id: '1.3', text: Có quỹ, kind: yes_no, key: plan, points: 1}\nratings:\n"),
    )  # fmt: skip
    found = compared(POINTS, *bends)
    came = next(a for a in found.alterations if a.added)
    (witness,) = came.witnesses
    assert witness.content["evidence"] == {"plan": "true"}
    assert witness.shown == ({}, {"points": "1"})
    assert [a.id for a in found.alterations if a.effect is Effect.NONE] == ["scale", "1"]


@pytest.mark.parametrize(
    ("id_", "what", "effect", "bends"),
    [
        ("1.1", "levels.order", Effect.CHANGES, [
            ("    - {at_least: 50%, points: 3, disadvantaged: {at_least: 40%}}\n", ""),
            ("    - {at_least: 20%, points: 1}\n",
             "    - {at_least: 20%, points: 1}\n    - {at_least: 50%, points: 3, disadvantaged: {at_least: 40%}}\n"),
        ]),
        ("ratings", "order", Effect.CHANGES, [
            ("- {id: tot, title: Tốt, when: {total: {at_least: 16}, no_criterion_at: 6}}\n", ""),
            ("- {id: chua_dat,",
             "- {id: tot, title: Tốt, when: {total: {at_least: 16}, no_criterion_at: 6}}\n- {id: chua_dat,"),
        ]),
        ("resolution", "options.order", Effect.NONE, [
            ("{id: own, label: Riêng}, {id: joint, label: Chung}", "{id: joint, label: Chung}, {id: own, label: Riêng}"),
        ]),
    ],
    ids=["levels", "ratings", "options"],
)  # fmt: skip
def test_an_order_is_a_figure_too(id_, what, effect, bends):
    """The first level or rating that holds counts; options that no level ranks may stand anyhow."""
    found = compared(KINDS, *bends)
    alteration = only(found)
    assert (alteration.id, alteration.effect) == (id_, effect)
    assert [change.what for change in alteration.changes] == [what]
    assert bool(alteration.witnesses) is (effect is Effect.CHANGES)


# --- witnesses -------------------------------------------------------------------------


def test_the_witness_is_the_smallest_dossier():
    """From 50% to 60%: one of two learns, which earned 3 points and earns none."""
    (witness,) = only(compared(POINTS, ("at_least: 50%", "at_least: 60%"))).witnesses
    assert witness.content["evidence"] == {"adults": "2", "learners": "1"}
    assert witness.shown == ({"points": "3"}, {"points": "0"})
    assert witness.everyone
    assert witness.content["ruleset"] == "mini"


def test_there_is_a_witness_for_each_pair_of_results():
    """Two figures of one indicator: each change of result has its dossier."""
    found = compared(
        KINDS, ("at_least: 50%, points: 3", "at_least: 60%, points: 3"),
        ("at_least: 20%, points: 1", "at_least: 20%, points: 1.5"),
    )  # fmt: skip
    pairs = {tuple(side["points"] for side in w.shown) for w in only(found).witnesses}
    assert pairs == {("1", "1.5"), ("3", "1.5")}


def test_a_variant_is_shown_in_its_area_only():
    """A limit for disadvantaged areas moves nobody else, and the witness is about one."""
    found = only(compared(KINDS, ("{at_least: 40%}", "{at_least: 45%}")))
    (witness,) = found.witnesses
    assert witness.content["subject"]["area"] == "disadvantaged"
    assert witness.content["evidence"] == {"adults": "5", "learners": "2"}
    assert not witness.everyone


def test_areas_change_what_a_part_asks():
    """A part with a milder limit is asked it in an area that is newly counted, both ways round."""
    all_of = "kind: all_of, keys: [plan, budget], points: 3"
    varied = (
        "kind: all_of, points: 3, parts: [{kind: yes_no, key: plan}, {kind: yes_no, key: budget}, "
        "{kind: threshold, count: visits, levels: [{at_least: 9, disadvantaged: {at_least: 5}}]}]"
    )
    plain = bent(KINDS, (all_of, varied), (", disadvantaged: {at_least: 40%}", ""))
    bend = ("[disadvantaged]", "[disadvantaged, extremely_disadvantaged]")
    before, after = ruleset_text(plain), ruleset_text(bent(plain, bend))
    for found in (diff(before, after), diff(after, before)):
        items = [w for w in only(found).witnesses if w.kind is Kind.INDICATOR]
        assert {w.content["evidence"]["visits"] for w in items} == {"5"}
        assert {w.content["subject"]["area"] for w in items} == {"extremely_disadvantaged"}


def test_an_audience_is_shown_by_the_unit_it_newly_asks():
    """An item that asks firms too is shown by a firm, of which it asks a level now."""
    found = only(compared(UNIT, ("{unit_type: [school]}", "{unit_type: [school, firm]}")))
    assert {w.content["subject"]["unit_type"] for w in found.witnesses} == {"firm"}
    assert {str(w.shown[0]) for w in found.witnesses} == {"{'asked': 'false'}"}
    assert [c.what for c in found.changes] == ["applies_to.unit_type"]


def test_a_unit_type_that_came_is_taken_now():
    """A dossier of a new kind of unit was refused, and is taken."""
    found = compared(UNIT, ("- {id: firm,", "- {id: bank, text: ngân hàng}\n- {id: firm,"))
    (witness,) = only(found).witnesses
    assert witness.content["subject"]["unit_type"] == "bank"
    assert witness.before.assessment is None
    assert witness.after.assessment is not None


def test_a_share_that_no_counts_have_is_stated_as_a_percentage():
    """Of at most two adults no share lies between 60% and 70%; a percentage does."""
    few = bent(POINTS, ("adults: {label: Người lớn, type: count}", "adults: {label: Người lớn, type: count, at_most: 2}"), ("at_least: 50%", "at_least: 60%"))  # fmt: skip
    (witness,) = only(compared(few, ("at_least: 60%", "at_least: 70%"))).witnesses
    assert witness.content["evidence"] == {"1.1": "60%"}
    assert witness.shown == ({"points": "3"}, {"points": "0"})


def test_a_narrower_bound_refuses_what_was_taken():
    """A hundred visits were taken and are refused; no result is different but that."""
    found = only(compared(KINDS, ("at_most: 100", "at_most: 99")))
    (witness,) = found.witnesses
    assert witness.content["evidence"] == {"visits": "100"}
    assert [notice.code for notice in witness.after.errors] == ["dossier.out_of_bounds"]
    assert witness.shown == ({}, {"errors": "dossier.out_of_bounds"})


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (KINDS, "{option: own, points: 2}", "{at_least: own, points: 2}"),
        (KINDS, "{at_least: 6, points: 2}, {otherwise", "{at_least: 6, points: 2}, {at_least: 5, points: 0}, {otherwise"),
        (KINDS, "visits: {label: Lượt thăm, type: count, at_most: 100}", "visits: {label: Lượt thăm, type: count, at_most: 100, at_least: 0}"),
        (LEVELS, "when: {levels: [muc_do_2]}", "when: {levels: [muc_do_2, muc_do_1]}"),
    ],
    ids=["best option", "level worth nothing", "bound at nought", "level within level"],
)  # fmt: skip
def test_a_figure_that_changes_nothing_is_proved_to(text, old, new):
    """A figure may be written otherwise and say the same: that is said, and by proof."""
    found = compared(text, (old, new))
    assert only(found).of(Nature.FIGURE)
    assert only(found).effect is found.effect is Effect.NONE
    assert found.witnesses == ()


def test_what_cannot_be_tried_is_left_open():
    """Sixteen parts turned from all to the best have too many values to try."""
    keys = [f"k{n}" for n in range(16)]
    declared = "".join(f"  {key}: {{label: {key}, type: yes_no}}\n" for key in keys)
    parts = ", ".join(f"{{kind: yes_no, key: {key}, points: 1}}" for key in keys)
    plan = "kind: yes_no, key: plan, points: 1"
    base = bent(
        POINTS,
        (plan, f"kind: all_of, keys: [{', '.join(keys)}], points: 1"),
        ("  plan: {label: Kế hoạch, type: yes_no}\n", declared),
    )
    found = compared(
        base, (f"all_of, keys: [{', '.join(keys)}], points: 1", f"best_of, parts: [{parts}]")
    )
    assert only(found).effect is found.effect is Effect.OPEN


# --- ratings ---------------------------------------------------------------------------


def test_a_rating_is_shown_by_a_whole_dossier():
    """A total that was good enough and is not: the dossier has that total, and both ratings."""
    found = compared(KINDS, ("total: {at_least: 16}", "total: {at_least: 17}"))
    (witness,) = only(found).witnesses
    assert witness.kind is Kind.RATING
    assert (witness.before_id, witness.after_id) == ("tot", "dat")
    assert witness.shown == ({"total": "16", "rating": "tot"}, {"total": "16", "rating": "dat"})
    assert found.ratings == (witness,)


def test_each_rating_has_the_witnesses_of_its_own_change():
    """Two ratings altered at once: each is shown by what it decides."""
    found = compared(
        KINDS, ("total: {at_least: 16}", "total: {at_least: 17}"), ("total: {at_least: 10}", "total: {at_least: 9}")
    )  # fmt: skip
    pairs = {a.id: [(w.before_id, w.after_id) for w in a.witnesses] for a in found.alterations}
    assert pairs == {"tot": [("tot", "dat")], "dat": [("chua_dat", "dat")]}


def test_an_indicator_may_move_the_rating_of_a_whole_dossier():
    """Points lost at one indicator cost a dossier at the edge its rating."""
    found = compared(KINDS, ("{at_least: 50%, points: 3, ", "{at_least: 55%, points: 3, "))
    moved = {(w.before_id, w.after_id) for w in found.ratings}
    assert ("tot", "dat") in moved
    assert all(before != after for _, before, after in rescored(found))


# --- which are the same ----------------------------------------------------------------


def test_an_indicator_is_found_again_by_its_evidence():
    """Renumbered and reworded, it is one indicator with another id; its dossiers by id are refused."""
    found = compared(POINTS, ('id: "1.1"', 'id: "1.9"'), ("Tỷ lệ người học", "Phần trăm học viên"))
    alteration = next(a for a in found.alterations if a.kind is Kind.INDICATOR)
    assert (alteration.before.id, alteration.after.id) == ("1.1", "1.9")
    assert {change.what for change in alteration.changes} == {"id", "text"}
    (witness,) = alteration.witnesses
    assert witness.content["evidence"] == {"1.1": "50%"}
    assert witness.after.assessment is None


def test_two_that_share_a_number_only_are_two():
    """One id, other evidence, other words: one is gone and one has come."""
    bends = (
        ("Có kế hoạch, kind: yes_no, key: plan", "Nhà văn hóa xã, kind: yes_no, key: hall"),
        ("  plan: {label: Kế hoạch,", "  hall: {label: Nhà văn hóa,"),
    )
    found = compared(POINTS, *bends)
    assert {(a.id, a.added) for a in found.alterations if a.kind is Kind.INDICATOR} == {
        ("1.2", True),
        ("1.2", False),
    }


def test_an_indicator_that_moves_house_is_told():
    """In another criterion it counts toward that one, and is left out with that one."""
    line = '  - {id: "2.1", text: Danh sách, kind: checklist, parts: [{key: hall, points: 2}, {key: books, points: 2}]}\n'
    bends = [
        (line, ""),
        ('- id: "2"\n', f'{line}- id: "2"\n'),
        ("{text: Kết quả}\n  max: 10", "{text: Kết quả}\n  max: 14"),
        ("{text: Điều kiện}\n  max: 10", "{text: Điều kiện}\n  max: 6"),
    ]
    moved = next(a for a in compared(KINDS, *bends).alterations if a.id == "2.1")
    assert [(c.what, c.before, c.after) for c in moved.changes] == [("criterion", "2", "1")]
    assert [(w.content["applies"], w.content["evidence"]) for w in moved.witnesses] == [
        ({"1": "false"}, {"hall": "false", "books": "false"})
    ]
    assert moved.witnesses[0].shown == ({"points": "0"}, {"asked": "false", "points": "4"})
    applies = bent(KINDS, ("  may_not_apply: {when: không có ai, then: full}\n", ""))
    moved = next(a for a in compared(applies, *bends).alterations if a.id == "2.1")
    assert moved.effect is Effect.OPEN  # a rating asks for no criterion at nought
    total_only = bent(applies, (", no_criterion_at: 6", ""))
    moved = next(a for a in compared(total_only, *bends).alterations if a.id == "2.1")
    assert moved.effect is Effect.NONE


def test_tt44_and_its_successor_measure_different_things():
    """The two share numbers but four indicators, found by their evidence; points against levels."""
    catalog = Catalog()
    found = diff(catalog.get("tt44-2014"), catalog.get("commune-tt25-2023"))
    pairs = [(old.id, new.id) for old, new in found.kept]
    assert pairs == [("5.3", "4.1"), ("5.4", "4.2"), ("5.5", "4.3"), ("5.6", "4.4")]
    assert (found.alike, found.held, found.effect) == (False, False, None)
    added = [a for a in found.alterations if a.kind is Kind.INDICATOR and a.added]
    removed = [a for a in found.alterations if a.kind is Kind.INDICATOR and a.removed]
    assert (len(added), len(removed)) == (15 - 4, 46 - 4)


def test_rulesets_for_other_subjects_are_not_held_against_dossiers():
    """What a commune's ruleset asks and a district's too: alike, without a dossier for both."""
    found = compared(POINTS, ("subject: commune", "subject: district"), ("50%", "60%"))
    assert (found.alike, found.held, found.effect) == (True, False, None)
    assert found.witnesses == ()
    assert told(found) == [("subject", "subject", "term"), ("1.1", "levels.at_least", "figure")]


def test_an_overlay_against_its_base():
    """Hà Nội asks 70% where the circular asks all: shown by seven of ten."""
    catalog = Catalog()
    base = catalog.get("unit-tt22-2020")
    found = diff(base, catalog.get("unit-tt22-2020", ["ha-noi-kh103-2021"]))
    alteration = only(found)
    assert (alteration.id, alteration.effect) == ("2.4", Effect.CHANGES)
    shares, judged = alteration.witnesses
    assert shares.content["evidence"] == {"members": "10", "members_advanced": "7"}
    assert shares.shown == ({"points": "0-5"}, {"points": "5"})
    assert judged.content["evidence"] == {"2.4": "0", "members": "10", "members_advanced": "7"}
    assert judged.shown == ({"points": "0"}, {"points": "5"})
    assert ("chua_dat", "trung_binh") in {(w.before_id, w.after_id) for w in found.ratings}


# --- who moves -------------------------------------------------------------------------


def moved(found: Diff, text: str = DOSSIER) -> Move:
    (move,) = moves(found, [("xa-a.yaml", dossier_text(text))])
    return move


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("total: {at_least: 2}", "total: {at_least: 4}", Direction.SAME),
        ("at_least: 50%", "at_least: 61%", Direction.DOWN),
        ("at_least: 50%", "at_least: 60%", Direction.SAME),
    ],
)
def test_a_dossier_goes_by_its_rating(old, new, direction):
    """60 of 100 adults learn and there is a plan: four points, "dat"; a limit above 60% costs it."""
    assert moved(compared(POINTS, (old, new))).direction is direction


def test_the_same_change_turned_round_goes_up():
    """What goes down one way goes up the other."""
    before, after = ruleset_text(POINTS), ruleset_text(bent(POINTS, ("50%", "61%")))
    assert moved(diff(after, before)).direction is Direction.UP


def test_what_moved_a_dossier_is_named_first_by_weight():
    """Both indicators are worth less; the share, which lost more, is named first."""
    bends = (("points: 3}", "points: 1}"), ("key: plan, points: 1", "key: plan, points: 3"))
    move = moved(compared(POINTS, *bends))
    found = [
        (i.before.item.id, str(i.before.points.low), str(i.after.points.low)) for i in move.items
    ]
    assert found == [("1.1", "3", "1"), ("1.2", "1", "3")]


def test_a_dossier_becomes_undetermined_where_more_is_asked():
    """An indicator that nobody has stated evidence for leaves the rating open; turned round, settled."""
    bends = (
        ("key: plan, points: 1", "key: hall, points: 1"),
        ("  plan: {label: Kế hoạch", "  plan: {label: Kế hoạch, checked_only: true, type: yes_no}\n  hall: {label: Nhà"),
        ("total: {at_least: 2}", "total: {at_least: 4}"),
    )  # fmt: skip
    before = ruleset_text(bent(POINTS, ("total: {at_least: 2}", "total: {at_least: 4}")))
    after = ruleset_text(bent(POINTS, *bends))
    assert moved(diff(before, after)).direction is Direction.UNDETERMINED
    assert moved(diff(after, before)).direction is Direction.DETERMINED


def test_one_dossier_that_is_refused_does_not_stop_the_others():
    """Unknown evidence, a broken file and a good dossier: each is reported for itself."""
    found = compared(POINTS, ("at_least: 50%", "at_least: 61%"))
    broken = DossierError()
    dossiers = [
        ("la.yaml", dossier_text(bent(DOSSIER, ("plan: có", "ke_hoach: có")))),
        ("hong.yaml", broken),
        ("tot.yaml", dossier_text(DOSSIER)),
    ]
    result = list(moves(found, dossiers))
    assert [move.direction for move in result] == [
        Direction.REFUSED,
        Direction.REFUSED,
        Direction.DOWN,
    ]
    assert [notice.code for notice in result[0].before.errors] == ["dossier.unknown_key"]
    assert result[1].items == ()


def test_missing_evidence_counts_as_asked():
    """Left open, a dossier without a plan stays undetermined; settled, it has a rating."""
    found = compared(POINTS, ("total: {at_least: 2}", "total: {at_least: 4}"))
    dossier = dossier_text(bent(DOSSIER, ("  plan: có\n", "")))
    (left_open,) = moves(found, [("a.yaml", dossier)])
    (settled,) = moves(found, [("a.yaml", dossier)], "zero")
    assert (left_open.direction, settled.direction) == (Direction.UNDETERMINED, Direction.DOWN)


def test_on_another_scale_only_recognition_is_compared():
    """Two rulesets whose ratings have other names: recognised or not decides up and down."""
    after = bent(
        POINTS, ("id: dat, title: Đạt", "id: kha, title: Khá"), ("id: chua_dat", "id: khong")
    )
    found = diff(ruleset_text(POINTS), ruleset_text(after))
    assert moved(found).direction is Direction.OTHER


# --- points that an assessor may give --------------------------------------------------


def _judged_maxima() -> list[tuple[str, str, str]]:
    """Every judged item of the shipped rulesets, with another max for it."""
    return [
        (ruleset.id, item.id, plain(item.max + by))
        for ruleset in Catalog().all()
        for item in ruleset.every_item()
        if isinstance(item, Judged)
        for by in (-1, 1)
        if item.max + by > 0
    ]


def _with_max(ruleset_id: str, **maxima: str) -> Diff:
    """A shipped ruleset against itself with other maxima, sums left unchecked."""
    before = Catalog().get(ruleset_id)
    assert before is not None
    named = {id_: Decimal(most) for id_, most in maxima.items()}
    criteria = tuple(
        criterion.model_copy(
            update={
                "indicators": tuple(
                    item.model_copy(update={"max": named[item.id]}) if item.id in named else item
                    for item in criterion.indicators
                )
            }
        )
        for criterion in before.criteria
    )
    after = before.model_copy(update={"criteria": criteria})
    return diff(before, after)


@pytest.mark.parametrize(("ruleset_id", "item_id", "most"), _judged_maxima())
def test_another_max_of_a_judged_item_is_shown(ruleset_id, item_id, most):
    """Points that only one of the two lets an assessor give are taken by it and refused by the other."""
    found = only(_with_max(ruleset_id, **{item_id: most}))
    assert (found.id, found.effect) == (item_id, Effect.CHANGES)
    assert any(
        (one.before.assessment is None) != (one.after.assessment is None) for one in found.witnesses
    )


def test_maxima_that_move_against_each_other_are_shown_on_both_sides():
    """Two more points here, two fewer there: the sum is as before, the marks taken are not."""
    found = _with_max("household-qd448-2015", **{"A3.1": "12", "A3.2": "8"})
    assert found.effect is Effect.CHANGES
    refused = {
        alteration.id: [(w.before.assessment is None, w.after.assessment is None) for w in alteration.witnesses]
        for alteration in found.alterations
    }  # fmt: skip
    assert refused == {"A3.1": [(True, False)], "A3.2": [(False, True)]}


def test_dossiers_written_for_something_else_are_foreign():
    """Another subject, or another ruleset by name; a mistake in one's own dossier is not."""
    found = compared(POINTS, ("at_least: 50%", "at_least: 60%"))
    own = bent(DOSSIER, ("  learners: 60\n", "  hoc_vien: 60\n"))
    others = f"ruleset: tt44-2014\n{own}"
    household = bent(DOSSIER, ("kind: commune", "kind: household"))
    texts = {"own": own, "others": others, "household": household}
    dossiers = [(name, dossier_from_content(yaml.safe_load(t), name)) for name, t in texts.items()]
    told_ = {move.name: (move.direction, move.foreign) for move in moves(found, dossiers)}
    assert told_ == {
        "own": (Direction.REFUSED, False),
        "others": (Direction.REFUSED, True),
        "household": (Direction.REFUSED, True),
    }
