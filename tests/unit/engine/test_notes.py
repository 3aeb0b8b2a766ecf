"""What a reader of the result must know: exactly the notes that touch it, with their words."""

from datetime import date

import pytest

from assessment.model.overlay import Confirmed
from assessment.model.ruleset import AppliedOverlay, ReadFigure
from tests.samples import bent, ruleset_text
from tests.unit.engine.build import assessed

POINTS = """\
id: small
subject: commune
title: Bộ tiêu chí nhỏ
document: {number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
scale: {max: 10, step: 0.5}
areas: {disadvantaged_scale_for: [disadvantaged]}
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 5}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "1"
  title: {text: Được giao}
  max: 4
  may_not_apply: {when: Không có, then: left_out}
  indicators:
  - id: "1.1"
    text: Thành viên học
    kind: judged
    max: 4
    full_at: {ratio: {of: members, over: staff}, at_least: 100%}
- id: "2"
  title: {text: Có quỹ}
  max: 6
  indicators:
  - id: "2.1"
    text: Có quỹ hoặc nhóm
    kind: best_of
    parts:
    - {id: "2.1.1", text: Có quỹ, kind: yes_no, key: fund, points: 6}
    - id: "2.1.2"
      text: Loại nhóm
      kind: choice
      key: group
      levels: [{option: to, points: 4}, {otherwise: true, points: 0}]
gates: [{id: plan_gate, text: Có kế hoạch, kind: yes_no, key: plan}]
exclusions: [{id: crime, text: Vi phạm, key: crime}]
evidence:
  members: {label: Thành viên học, type: count}
  staff: {label: Thành viên, type: count}
  fund: {label: Có quỹ, type: yes_no}
  group: {label: Loại nhóm, type: choice, options: [{id: to, label: To}, {id: NHO, label: Nhỏ}]}
  plan: {label: Có kế hoạch, type: yes_no}
  crime: {label: Có vi phạm, type: yes_no}
"""
WAYS = """\
    kind: best_of
    parts:
    - {id: "2.1.1", text: Có quỹ, kind: yes_no, key: fund, points: 6}
    - id: "2.1.2"
      text: Loại nhóm
      kind: choice
      key: group
      levels: [{option: to, points: 4}, {otherwise: true, points: 0}]
"""
UNKNOWN = """\
    kind: yes_no
    key: fund
    points: null
"""
GROUP = (
    "  group: {label: Loại nhóm, type: choice, "
    "options: [{id: to, label: To}, {id: NHO, label: Nhỏ}]}\n"
)
LEVELS = """\
id: small-levels
subject: unit
title: Bộ tiêu chí nhỏ
document: {number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
levels: [{id: muc_do_2, title: Mức độ 2}, {id: muc_do_1, title: Mức độ 1}]
ratings:
- {id: muc_do_2, title: Mức độ 2, when: {levels: [muc_do_2]}}
- {id: muc_do_1, title: Mức độ 1, when: {levels: [muc_do_1]}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "1"
  title: {text: Một tiêu chí}
  may_not_apply: {when: Không có, then: left_out}
  indicators:
  - id: "1.1"
    text: Có kế hoạch
    kind: yes_no
    key: plan
    levels: [{level: muc_do_2}]
  - id: "1.2"
    text: Có quỹ
    kind: yes_no
    key: fund
    levels: [{level: muc_do_2}, {level: muc_do_1}]
  - id: "1.3"
    text: Có tổ
    kind: yes_no
    key: group
    applies_to: {public: true}
    levels: [{level: muc_do_1}]
evidence:
  plan: {label: Có kế hoạch, type: yes_no}
  fund: {label: Có quỹ, type: yes_no}
  group: {label: Có tổ, type: yes_no}
"""


def read_as(text, affects):
    """The ruleset with one interpretation, which touches these results."""
    reading = (
        f"interpretations: [{{id: cach_doc, where: Điều 3, text: Hiểu thế, affects: {affects}}}]\n"
    )
    return ruleset_text(text + reading)


def noted(ruleset, evidence=None, **more):
    """Each note as its code, path and params."""
    found = assessed(ruleset, evidence, **more).notes
    return [(n.code, n.place.path, dict(n.params)) for n in found]


READING = (
    "note.interpretation",
    "Điều 3",
    {"id": "cach_doc", "where": "Điều 3", "text": "Hiểu thế"},
)


def judged(points):
    return {"1.1": {"value": points, "reason": "x"}}


BELOW = {"members": "4", "staff": "5"}


@pytest.mark.parametrize(
    ("affects", "shown", "more", "touched"),
    [
        # a total in a gap between two bands
        ("{total_between: [{above: 2, below: 3}]}", {**judged("2"), "fund": "không", "group": "NHO"}, {}, False),
        ("{total_between: [{above: 2, below: 3}]}", {**judged("2,5"), "fund": "không", "group": "NHO"}, {}, True),
        ("{total_between: [{above: 2, below: 3}]}", {**judged("3"), "fund": "không", "group": "NHO"}, {}, False),
        ("{total_between: [{above: 2, below: 3}]}", judged("2,5"), {}, False),
        # an indicator with evidence, a part that is met
        ("{indicators: ['1.1']}", judged("2"), {}, True),
        ("{indicators: ['1.1']}", {"fund": "có"}, {}, False),
        ("{indicators: ['2.1.1']}", {"fund": "có"}, {}, True),
        ("{indicators: ['2.1.1']}", {"fund": "không"}, {}, False),
        ("{indicators: ['2.1.2']}", {"fund": "có"}, {}, False),
        ("{indicators: ['2']}", {"fund": "có"}, {}, False),
        # points given below the share that gives them all
        ("{below_full: ['1.1']}", {**BELOW, **judged("3")}, {}, True),
        ("{below_full: ['1.1']}", {**BELOW, "members": "5", **judged("3")}, {}, False),
        ("{below_full: ['1', '2.1.1']}", {**BELOW, **judged("3")}, {}, False),
        # what does not apply
        ("{not_applied: ['1']}", {}, {"applies": {"1": "false"}}, True),
        ("{not_applied: ['1']}", {}, {"applies": {"1": "true"}}, False),
        ("{not_applied: ['1']}", {}, {}, False),
        ("{not_asked: true}", {}, {"applies": {"1": "false"}}, True),
        ("{not_asked: true}", {}, {}, False),
        ("{not_asked: false}", {}, {"applies": {"1": "false"}}, False),
        # the area
        ("{area: true}", {}, {"subject": {"area": "disadvantaged"}}, True),
        ("{area: true}", {}, {"subject": {"area": "standard"}}, False),
        ("{area: false}", {}, {"subject": {"area": "disadvantaged"}}, False),
        # an answer
        ("{evidence: {fund: ['true']}}", {"fund": "có"}, {}, True),
        ("{evidence: {fund: ['true']}}", {"fund": "không"}, {}, False),
        ("{evidence: {fund: ['false']}}", {"fund": "không"}, {}, True),
        ("{evidence: {fund: ['true']}}", {}, {}, False),
        ("{evidence: {group: ['NHO', 'to']}}", {"group": "to"}, {}, True),
        ("{evidence: {group: ['to']}}", {"group": "NHO"}, {}, False),
        ("{evidence: {group: ['NHO']}}", {"group": "NHO"}, {}, True),
        # a criterion for which nothing was shown
        ("{without_points: true}", {}, {"missing": "zero"}, True),
        ("{without_points: true}", {}, {}, False),
        ("{without_points: false}", {}, {"missing": "zero"}, False),
        ("{without_points: true}", {**judged("0"), "fund": "không", "group": "NHO"}, {}, False),
        ("{without_points: true}", {**judged("2")}, {"missing": "zero"}, True),
        ("{without_points: true}", {"fund": "có"}, {"missing": "zero", "applies": {"1": "false"}}, False),
        # a day
        ("{from_date: 2022-06-30}", {}, {"period": {"from": "2022-01-01", "to": "2022-06-29"}}, False),
        ("{from_date: 2022-06-30}", {}, {"period": {"from": "2022-01-01", "to": "2022-06-30"}}, True),
        ("{from_date: 2022-06-30}", {}, {"period": None}, False),
        # nothing
        ("{}", judged("2"), {"subject": {"area": "disadvantaged"}}, False),
    ],
)  # fmt: skip
def test_an_interpretation_is_noted_where_it_touches_the_result(affects, shown, more, touched):
    """Just there: not a half point, a day or an answer beside it."""
    found = noted(read_as(POINTS, affects), shown, **more)
    assert [note for note in found if note[0] == "note.interpretation"] == (
        [READING] if touched else []
    )


@pytest.mark.parametrize(
    ("shown", "touched"),
    [
        ({"plan": "có", "fund": "không", "group": "có"}, False),
        ({"plan": "không", "fund": "có", "group": "có"}, True),
        ({"plan": "có", "fund": "có", "group": "có"}, False),
        ({"plan": "không", "fund": "có"}, False),
        ({"fund": "có", "group": "có"}, False),
        ({"plan": "không", "fund": "có", "group": "không"}, False),
    ],
)
def test_a_gap_between_levels_is_one_reached_and_one_missed(shown, touched):
    """Every indicator surely meets the one level, some indicator surely misses the other."""
    ruleset = read_as(LEVELS, "{level_gap: {reached: muc_do_1, missed: muc_do_2}}")
    found = noted(ruleset, shown, subject={"public": "true"})
    assert found == ([READING] if touched else [])


def test_levels_that_nobody_is_asked_for_leave_no_gap():
    """Where every item is left out nothing is reached and nothing missed."""
    ruleset = read_as(LEVELS, "{level_gap: {reached: muc_do_1, missed: muc_do_2}}")
    assert noted(ruleset, {}, subject={"public": "true"}, applies={"1": "false"}) == []


@pytest.mark.parametrize(("public", "touched"), [("true", False), ("false", True)])
def test_an_item_that_is_not_asked_of_the_unit_is_noted(public, touched):
    """Items for other units."""
    ruleset = read_as(LEVELS, "{not_asked: true}")
    assert noted(ruleset, {}, subject={"public": public}) == ([READING] if touched else [])


def test_a_ruleset_of_levels_has_no_total_in_a_gap():
    """Without points there is no total to lie between two bands."""
    ruleset = read_as(LEVELS, "{total_between: [{above: -1, below: 100}]}")
    assert noted(ruleset, {"plan": "có"}, subject={"public": "true"}) == []


def test_a_reading_that_touches_no_score_is_not_noted():
    """An interpretation without `affects` stands in the rulebook only."""
    plain = POINTS + "interpretations: [{id: cach_doc, where: Điều 3, text: Hiểu thế}]\n"
    assert noted(ruleset_text(plain), judged("2")) == []


# --- figures that nobody knows, evidence that is not there ------------------------------


def test_an_unknown_figure_is_noted_under_its_item():
    """The item whose points are null, once it is the one that counts."""
    unknown = ruleset_text(bent(POINTS, (WAYS, UNKNOWN), (GROUP, "")))
    assert noted(unknown, {"fund": "có"}) == [("note.unknown_figure", "2.1", {"id": "2.1"})]
    assert noted(unknown, {"fund": "không"}) == []


def test_what_was_settled_for_want_of_evidence_is_listed():
    """Items, gates and exclusions, in the order of the ruleset."""
    found = noted(ruleset_text(POINTS), {"fund": "có"}, missing="zero")
    assert found == [("note.missing_as_zero", None, {"ids": "1.1, plan_gate, crime"})]
    complete = {**judged("2"), "fund": "có", "plan": "có", "crime": "không"}
    assert noted(ruleset_text(POINTS), complete, missing="zero") == []
    assert noted(ruleset_text(POINTS), {"fund": "có"}) == []


def test_illustrative_values_are_counted_and_named():
    """A dossier that shows how it is done says so."""
    shown = {
        "fund": {"value": "có", "illustrative": "true"},
        "members": {"value": "4", "illustrative": "true"},
        "staff": {"value": "4", "illustrative": "false"},
    }
    assert noted(ruleset_text(POINTS), shown) == [
        ("note.illustrative", "evidence", {"count": 2, "keys": "fund, members"})
    ]


# --- what was laid over the ruleset -----------------------------------------------------


def laid_over(**fields):
    """The ruleset as if an overlay had been merged into it."""
    overlay = AppliedOverlay.model_validate({"id": "lop", "sha256": "0" * 64, **fields})
    return ruleset_text(POINTS).model_copy(update={"overlays": (overlay,)})


def test_guidance_of_a_locality_is_noted_by_title_and_number():
    """Whoever reads the result knows that it is not the law's own scale alone."""
    local = laid_over(title="Hướng dẫn", number="103/KH")
    assert noted(local) == [("note.overlay", None, {"title": "Hướng dẫn", "number": "103/KH"})]


def test_figures_read_by_several_people_are_counted_for_each():
    """Nobody is said to have read what a row gives to someone else."""
    own = ReadFigure(figure="1.1:max", to="4", source="Phụ lục I")
    other = ReadFigure(figure="2.1:points", to="6", source="Phụ lục I", by="Trần Bình")
    confirmed = Confirmed(by="Nguyễn Văn A", on=date(2026, 3, 1))
    ((_, _, params),) = noted(laid_over(confirmed=confirmed, figures=(own, other, own)))
    assert params["by"] == "Nguyễn Văn A (2), Trần Bình (1)"
    ((_, _, params),) = noted(laid_over(confirmed=confirmed, figures=(other,)))
    assert params["by"] == "Trần Bình"


def test_a_confirmation_is_noted_with_who_when_and_what_changed():
    """How many figures, from which sources, and which ones were corrected."""
    figures = (
        ReadFigure(figure="1.1:max", to="4", source="Phụ lục I"),
        ReadFigure(figure="2.1:points", to="6", was="5", source="Phụ lục II"),
        ReadFigure(figure="2.2:points", to="6", was="null", source="Phụ lục I"),
    )
    confirmed = Confirmed(by="Nguyễn Văn A", on=date(2026, 3, 1))
    assert noted(laid_over(confirmed=confirmed, figures=figures)) == [
        (
            "note.confirmed",
            "lop",
            {
                "by": "Nguyễn Văn A",
                "on": date(2026, 3, 1),
                "count": 3,
                "sources": ("Phụ lục I", "Phụ lục II"),
                "corrected": (("2.1:points", "5", "6"), ("2.2:points", "null", "6")),
            },
        )
    ]
