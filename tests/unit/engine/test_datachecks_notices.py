"""What is told when the pieces of a dossier do not fit together: codes, places and words."""

from datetime import date
from decimal import Decimal

import pytest

from tests.samples import bent, ruleset_text
from tests.unit.engine.build import assessed, refused, warned

COMMUNE = """\
id: small
subject: commune
title: Bộ tiêu chí nhỏ
document:
  number: 1/2020
  title: Một văn bản
  issued: 2020-01-01
  in_force: {from: 2020-01-01, to: 2022-12-31}
basis: verbatim
source: Điều 1
scale: {max: 14, step: 0.5}
ratings:
- {id: tot, title: Tốt, when: {total: {at_least: 8}}}
- {id: dat, title: Đạt, when: {total: {at_least: 5}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "2"
  title: {text: Tỷ lệ}
  max: 8
  may_not_apply: {when: Không có, then: full}
  indicators:
  - id: "2.1"
    text: Người học
    kind: threshold
    ratio: {of: learners, over: adults}
    levels:
    - {at_least: 80%, points: 4, disadvantaged: {at_least: 60%}}
    - {otherwise: true, points: 0}
  - id: "2.2"
    text: Lượt học
    kind: threshold
    ratio: {of: visits, over: adults, may_exceed: true}
    levels: [{at_least: 80%, points: 4}, {otherwise: true, points: 0}]
- id: "1"
  title: {text: Được giao}
  max: 6
  indicators:
  - id: "1.2"
    text: Thành viên học
    kind: judged
    max: 4
    may_not_apply: {when: Không có, then: full}
    full_at: {ratio: {of: members, over: staff}, at_least: 100%}
  - {id: "1.1", text: Được giao, kind: judged, max: 2}
exclusions: [{id: crime, text: Có vi phạm, key: crime}]
evidence:
  adults: {label: Người lớn, type: count, unit: người}
  learners: {label: Người học, type: count, unit: người, within: adults}
  visits: {label: Lượt học, type: count, unit: lượt}
  staff: {label: Thành viên, type: count, unit: người}
  members: {label: Thành viên học, type: count, unit: người}
  groups: {label: Số nhóm, type: count, unit: nhóm, checked_only: true}
  houses: {label: Số hộ, type: count, unit: hộ, checked_only: true}
  crime: {label: Vi phạm, type: yes_no}
"""
RULESET = ruleset_text(COMMUNE)
UNIT = """\
id: small-unit
subject: unit
unit_levels: [commune, district]
title: Bộ tiêu chí nhỏ
document: {number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
scale: {max: 4, step: 0.5}
unit_types: [{id: truong, text: Trường học}, {id: co_quan, text: Cơ quan}]
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 2}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "1"
  title: {text: Một tiêu chí}
  max: 4
  indicators:
  - {id: "1.1", text: Có quỹ, kind: yes_no, key: fund, points: 4}
evidence:
  fund: {label: Có quỹ, type: yes_no}
"""


def told(notices):
    return [(n.code, n.place.path, dict(n.params)) for n in notices]


def warnings(evidence, code, **more):
    """The path and params of each warning of this code."""
    found = assessed(RULESET, evidence, **more).warnings
    return [(n.place.path, dict(n.params)) for n in found if n.code == code]


# --- a dossier that cannot be scored ---------------------------------------------------


def test_a_part_above_its_whole_is_told_with_both_counts():
    """Both keys, both labels, both counts; in the section where the part was given."""
    params = {
        "key": "learners", "part": 11, "over": "adults", "whole": 10,
        "label": "Người học", "over_label": "Người lớn",
    }  # fmt: skip
    evidence = {"adults": "10", "learners": "11"}
    code = "dossier.part_above_whole"
    assert told(refused(RULESET, evidence).notices) == [(code, "evidence.learners", params)]
    inspected = {"learners": {"value": "11", "reason": "x"}}
    again = refused(RULESET, {"adults": "10"}, inspected=inspected).notices
    assert told(again) == [(code, "inspected.learners", params)]


def test_a_part_may_be_above_a_whole_that_it_is_not_of():
    """Visits may be more than the people; a part without its whole is not held against it."""
    assert assessed(RULESET, {"adults": "10", "visits": "11"}).findings["2.2"].missing == ()
    assert assessed(RULESET, {"learners": "11"}).findings["2.1"].missing == ("adults",)


def test_an_exclusion_is_answered_not_refused():
    """The inspection may answer whether an exclusion applies; refusing the answer says nothing."""
    inspected = {"crime": {"rejected": "true"}}
    assert told(refused(RULESET, {"crime": "không"}, inspected=inspected).notices) == [
        ("dossier.exclusion_rejected", "inspected.crime", {"text": "Có vi phạm"})
    ]


def test_what_may_be_left_out_is_listed():
    """A criterion or an item that may not be left out is told with those that may."""
    assert told(refused(RULESET, {}, applies={"1": "false"}).notices) == [
        ("dossier.may_not_be_left_out", "applies.1", {"id": "1", "allowed": "1.2, 2"})
    ]
    assessed(RULESET, {}, applies={"2": "false", "1.2": "false"})


def test_the_ratings_that_may_have_been_recognised_are_listed():
    """The last rating is no recognition."""
    previous = {"level": "chua_dat", "decided": "2020-05-01"}
    assert told(refused(RULESET, {}, previous=previous).notices) == [
        (
            "dossier.unknown_previous_level",
            "previous.level",
            {"value": "chua_dat", "allowed": "tot, dat"},
        )
    ]


def test_another_subject_is_told_alone():
    """For a subject of another kind nothing else about it is asked."""
    about = {"kind": "unit", "level": "province", "unit_type": "truong"}
    assert told(refused(RULESET, {}, subject=about).notices) == [
        (
            "catalog.wrong_subject",
            "subject.kind",
            {"subject": "unit", "ruleset": "small", "wanted": "commune"},
        )
    ]


# --- units -----------------------------------------------------------------------------


def unit(applies_to=None):
    """The ruleset for units, its item for some of them only."""
    audience = f", applies_to: {applies_to}" if applies_to else ""
    return ruleset_text(bent(UNIT, (", key: fund", f", key: fund{audience}")))


ALLOWED = "truong (Trường học); co_quan (Cơ quan)"


@pytest.mark.parametrize(
    ("applies_to", "about", "expected"),
    [
        (None, {}, []),
        (None, {"level": "commune", "unit_type": "co_quan"}, []),
        (None, {"level": "district"}, []),
        (None, {"level": "province"},
         [("catalog.wrong_level", "subject.level",
           {"value": "province", "ruleset": "small-unit", "allowed": "commune, district"})]),
        (None, {"unit_type": "truong_hoc"},
         [("dossier.unknown_unit_type", "subject.unit_type",
           {"value": "truong_hoc", "nearest": "truong", "allowed": ALLOWED})]),
        (None, {"unit_type": "Cơ quản"},
         [("dossier.unknown_unit_type", "subject.unit_type",
           {"value": "Cơ quản", "nearest": "Cơ quan", "allowed": ALLOWED})]),
        ("{unit_type: [truong]}", {},
         [("dossier.unit_type_needed", "subject.unit_type", {"allowed": ALLOWED})]),
        ("{not_unit_type: [truong]}", {},
         [("dossier.unit_type_needed", "subject.unit_type", {"allowed": ALLOWED})]),
        ("{unit_type: [truong]}", {"unit_type": "truong"}, []),
        ("{public: true}", {}, [("dossier.public_needed", "subject.public", {})]),
        ("{public: true}", {"public": "false"}, []),
    ],
)  # fmt: skip
def test_a_unit_is_asked_what_its_ruleset_distinguishes(applies_to, about, expected):
    """The kind of unit, and whether it is public, only where some item depends on it."""
    ruleset = unit(applies_to)
    if expected:
        assert told(refused(ruleset, {}, subject=about).notices) == expected
    else:
        assert assessed(ruleset, {}, subject=about).warnings == ()


def test_a_ruleset_that_knows_no_kinds_takes_any():
    """Where no kinds of unit are listed, none is unknown."""
    kinds = "unit_types: [{id: truong, text: Trường học}, {id: co_quan, text: Cơ quan}]\n"
    plain = ruleset_text(bent(UNIT, (kinds, ""), ("unit_levels: [commune, district]\n", "")))
    about = {"unit_type": "xưởng", "level": "province"}
    assert assessed(plain, {}, subject=about).warnings == ()


# --- what looks wrong ------------------------------------------------------------------


def test_no_area_is_told_where_some_level_depends_on_it():
    """The place is the subject's area, which is not there."""
    assert warnings({}, "check.no_area", subject={"area": None}) == [("subject.area", {})]
    assert warnings({}, "check.no_area", subject={"area": "standard"}) == []


def test_a_part_of_the_population_is_told_with_the_whole():
    """Both labels and both counts, where the part was given."""
    whole = ruleset_text(bent(COMMUNE, ("unit: lượt}", "unit: lượt, within: adults}")))
    evidence = {"adults": "10", "visits": "11"}
    [notice] = [
        n for n in assessed(whole, evidence).warnings if n.code == "check.part_of_population"
    ]
    assert told([notice]) == [
        (
            "check.part_of_population",
            "evidence.visits",
            {"label": "Lượt học", "part": 11, "over_label": "Người lớn", "whole": 10},
        )
    ]
    for shown in ({"visits": "11"}, {"adults": "10", "visits": "10"}):
        assert "check.part_of_population" not in warned(assessed(whole, shown))


def test_only_counts_are_parts_of_a_population():
    """A number, or an answer, is not larger than a count."""
    change = (
        "  crime: {label: Vi phạm, type: yes_no}",
        "  crime: {label: Vi phạm, type: yes_no, within: adults}\n  rate: {label: Mức, type: number, within: adults, checked_only: true}",
    )
    ruleset = ruleset_text(bent(COMMUNE, change))
    assert assessed(ruleset, {"adults": "0", "rate": "11,5", "crime": "có"}).warnings == ()


@pytest.mark.parametrize(
    ("start", "end", "told_of"),
    [("2019-01-01", "2019-12-31", True), ("2019-01-01", "2020-01-01", False),
     ("2022-01-01", "2022-12-31", False), ("2022-01-01", "2023-01-01", True)],
)  # fmt: skip
def test_a_period_outside_the_days_in_force_is_told_with_them(start, end, told_of):
    """The last day of the period lies within the days in force, both included."""
    found = warnings({}, "catalog.outside_period", period={"from": start, "to": end})
    params = {
        "ruleset": "small", "number": "1/2020", "end": date.fromisoformat(end),
        "from": date(2020, 1, 1), "to": date(2022, 12, 31),
    }  # fmt: skip
    assert found == ([("period", params)] if told_of else [])


def test_a_ruleset_without_an_end_stays_in_force():
    """No last day: no day is too late."""
    assert assessed(unit(), {}, period={"from": "2098-01-01", "to": "2099-01-01"}).warnings == ()


def test_no_period_is_told_with_the_document():
    """Nobody can say whether the ruleset was in force."""
    assert warnings({}, "catalog.period_unknown", period=None) == [
        ("period", {"ruleset": "small", "number": "1/2020"})
    ]


# --- judged points ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evidence", "code", "params"),
    [
        ({"1.1": "1,5"}, "check.no_reason", {"id": "1.1", "points": Decimal("1.5"), "max": 2}),
        ({"members": "5", "staff": "5", "1.2": {"value": "3", "reason": "x"}},
         "check.judged_and_counted", {"id": "1.2", "points": 3, "max": 4}),
        ({"members": "5", "staff": "5", "1.2": "3"},
         "check.judged_and_counted", {"id": "1.2", "points": 3, "max": 4}),
        ({"members": "4", "staff": "5", "1.2": "4"},
         "check.full_points_below_full", {"id": "1.2", "points": 4, "max": 4}),
    ],
)  # fmt: skip
def test_a_judgement_is_questioned_once(evidence, code, params):
    """The points given, the most there are, under the item's own id."""
    found = told(assessed(RULESET, evidence).warnings)
    assert found == [(code, f"evidence.{params['id']}", params)]


def test_a_judgement_of_the_inspection_is_questioned_in_its_section():
    """What the inspection judged is told where the inspection said it."""
    inspected = {"1.1": {"value": "1", "note": "xem tại chỗ"}}
    found = told(assessed(RULESET, {}, inspected=inspected).warnings)
    assert ("check.no_reason", "inspected.1.1", {"id": "1.1", "points": 1, "max": 2}) in found
    assert ("check.inspected_without_reason", "inspected.1.1", {}) in found


@pytest.mark.parametrize(
    "evidence",
    [
        {},
        {"1.1": "2"},
        {"1.1": {"value": "0", "reason": "x"}},
        {"members": "5", "staff": "5"},
        {"members": "5", "staff": "5", "1.2": "4"},
        {"1.2": "100%"},
    ],
)
def test_a_judgement_that_fits_is_not_questioned(evidence):
    """Full points, points with a reason, or no points at all."""
    assert assessed(RULESET, evidence).warnings == ()


def test_points_of_what_is_left_out_are_not_questioned():
    """An item that the dossier says does not apply is not held against points given for it."""
    assert assessed(RULESET, {"1.2": "3"}, applies={"1.2": "false"}).warnings == ()


def test_refused_points_are_not_questioned():
    """What the inspection refused is no judgement any more."""
    inspected = {"1.1": {"rejected": "true", "reason": "x"}}
    assert assessed(RULESET, {"1.1": "1"}, inspected=inspected).warnings == ()


# --- shares ----------------------------------------------------------------------------


def test_a_share_of_nothing_is_told_under_its_whole():
    """0 of 0 points to the whole, in the section where it was given."""
    evidence = {"adults": "0", "learners": "0"}
    assert warnings(evidence, "check.nothing_counted") == [("evidence.adults", {"key": "adults"})]
    inspected = {"adults": {"value": "0", "reason": "x"}}
    found = warnings({"learners": "0"}, "check.nothing_counted", inspected=inspected)
    assert found == [("inspected.adults", {"key": "adults"})]


def test_a_share_that_its_counts_do_not_allow_is_told_under_its_item():
    """A stated share above what bounded counts leave possible."""
    evidence = {"adults": "100", "learners": {"at_most": "50"}, "2.1": "60%"}
    assert warnings(evidence, "check.share_disagrees") == [("evidence.2.1", {"id": "2.1"})]
    assert warnings({**evidence, "2.1": "50%"}, "check.share_disagrees") == []


STATED = {
    "id": "2.1", "stated": "50%", "part": 40, "whole": 100, "computed": Decimal("40.00"),
    "fitting": None, "fitting_label": None, "fitting_count": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("others", "fitting"),
    [
        ({}, (None, None, None)),
        ({"houses": "80"}, ("houses", "Số hộ", 80)),
        ({"houses": "80", "staff": "80"}, ("staff", "Thành viên", 80)),
        ({"groups": "80", "houses": "80"}, ("groups", "Số nhóm", 80)),
        ({"houses": {"at_most": "80"}}, (None, None, None)),
        ({"houses": "0", "crime": "có"}, (None, None, None)),
    ],
)
def test_a_wrong_percentage_names_the_whole_that_fits(others, fitting):
    """Of the counts that make it right one of the same unit comes first, else the first given."""
    evidence = {"adults": "100", "learners": "40", "2.1": " 50% ", **others}
    named = dict(zip(("fitting", "fitting_label", "fitting_count"), fitting, strict=True))
    assert warnings(evidence, "check.stated_percentage") == [("evidence.2.1", {**STATED, **named})]


def test_a_wrong_percentage_of_a_judged_item_is_told_too():
    """The share that gives full points is held against its counts like any other."""
    evidence = {"staff": "10", "members": "4", "1.2": "50%"}
    [(path, params)] = warnings(evidence, "check.stated_percentage")
    assert (path, params["id"], params["computed"]) == ("evidence.1.2", "1.2", 40)


def test_a_wrong_percentage_shows_on_which_side_of_the_stated_one_it_lies():
    """Enough digits that the computed share does not print as the stated one."""
    evidence = {"adults": "100000", "learners": "59996", "2.1": "59,9970%"}
    [(_, params)] = warnings(evidence, "check.stated_percentage")
    assert params["computed"] == Decimal("59.996")


@pytest.mark.parametrize(
    ("learners", "stated", "told_of"),
    [("405", "40%", False), ("410", "40%", True), ("409", "40%", False), ("390", "40%", True),
     ("391", "40%", False), ("401", "40,0%", True), ("400", "40,1%", True), ("400", "40,0%", False)],
)  # fmt: skip
def test_a_whole_unit_of_the_last_digit_is_too_much(learners, stated, told_of):
    """Rounding and cutting stay within a unit; a unit off is another number."""
    evidence = {"adults": "1000", "learners": learners, "2.1": stated}
    assert bool(warnings(evidence, "check.stated_percentage")) is told_of


def test_a_share_of_itself_is_not_what_was_meant():
    """That all learners are learners does not explain a stated 100 %."""
    evidence = {"adults": "100", "learners": "40", "2.1": "100%", "crime": "có"}
    [(_, params)] = warnings(evidence, "check.stated_percentage")
    assert params["fitting"] is None


@pytest.mark.parametrize(
    "evidence",
    [
        {"adults": "100", "2.1": "50%"},
        {"learners": "40", "2.1": "50%"},
        {"adults": "0", "learners": "0", "2.1": "50%"},
        {"adults": "100", "learners": {"at_least": "40"}, "2.1": "50%"},
        {"staff": "10", "members": "4", "1.2": {"value": "3", "reason": "x"}},
        {"adults": "100", "learners": "40", "visits": "10", "2.1": "40%"},
    ],
)
def test_only_a_percentage_beside_its_two_counts_can_be_wrong(evidence):
    """Without both counts, or where points were given and no share, nothing is computed."""
    assert warnings(evidence, "check.stated_percentage") == []


@pytest.mark.parametrize(
    ("before", "inspected"),
    [
        ({}, {}),
        ({"2.1": "40%"}, {}),
        ({"adults": "100", "learners": "40", "2.1": "40%"}, {}),
        ({"2.1": "40%", "2.2": {"at_least": "30%"}}, {"staff": {"value": "10", "reason": "x"}}),
    ],
)
def test_every_stated_percentage_is_looked_at(before, inspected):
    """One that cannot be checked, or is right, does not hide a later one that is wrong."""
    evidence = {**before, "staff": "10", "members": "4", "1.2": "50%"}
    found = warnings(evidence, "check.stated_percentage", inspected=inspected)
    assert [path for path, _ in found] == ["evidence.1.2"]


def test_the_inspections_percentages_are_all_looked_at():
    """Its own second one too, though the first is the claim's."""
    evidence = {"adults": "100", "learners": "40", "2.1": "40%", "staff": "10", "members": "4"}
    inspected = {"1.2": {"value": "50%", "reason": "x"}}
    found = warnings(evidence, "check.stated_percentage", inspected=inspected)
    assert [path for path, _ in found] == ["inspected.1.2"]


def test_the_inspection_answers_for_its_own_percentages_only():
    """A claimed slip is told once; the inspection's own slip in its own section."""
    claimed = {"adults": "100", "learners": "40", "2.1": "50%"}
    fund = {"1.1": {"value": "2", "reason": "x"}}
    code = "check.stated_percentage"
    assert [path for path, _ in warnings(claimed, code, inspected=fund)] == ["evidence.2.1"]
    stated = {"2.1": {"value": "60%", "reason": "x"}}
    found = warnings({"adults": "100", "learners": "40"}, code, inspected=stated)
    assert [(path, params["stated"]) for path, params in found] == [("inspected.2.1", "60%")]
    both = warnings(claimed, code, inspected={**stated, **fund})
    assert sorted((path, params["stated"]) for path, params in both) == [
        ("evidence.2.1", "50%"), ("inspected.2.1", "60%"),
    ]  # fmt: skip


def test_slips_of_the_claim_are_told_beside_an_inspection():
    """A part above its whole that the inspection put right is a warning at the claim, no error."""
    inspected = {"learners": {"value": "9", "reason": "đếm lại"}}
    evidence = {"adults": "10", "learners": "11"}
    [(path, params)] = warnings(evidence, "dossier.part_above_whole", inspected=inspected)
    assert (path, params["part"]) == ("evidence.learners", 11)


# --- upgrades --------------------------------------------------------------------------

LEVELS = """\
id: small-levels
subject: commune
title: Bộ tiêu chí nhỏ
document: {number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
levels: [{id: muc_do_2, title: Mức độ 2}, {id: muc_do_1, title: Mức độ 1}]
ratings:
- {id: muc_do_2, title: Mức độ 2, when: {levels: [muc_do_2]}}
- {id: muc_do_1, title: Mức độ 1, when: {levels: [muc_do_1]}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
upgrade: {from: muc_do_1, to: muc_do_2, after_months: 12, counted: từ ngày quyết định}
criteria:
- id: "1"
  title: {text: Một tiêu chí}
  indicators:
  - id: "1.1"
    text: Số lớp
    kind: threshold
    count: classes
    levels: [{level: muc_do_2, at_least: 4}, {level: muc_do_1, at_least: 2}]
evidence:
  classes: {label: Số lớp, type: count}
"""


@pytest.mark.parametrize(
    ("classes", "previous", "end", "early"),
    [
        ("4", "muc_do_1", "2021-03-09", True),
        (None, "muc_do_1", "2021-03-09", True),
        ("4", "muc_do_1", "2021-03-10", False),
        ("3", "muc_do_1", "2021-03-09", False),
        ("4", "muc_do_2", "2021-03-09", False),
        ("4", None, "2021-03-09", False),
        ("4", "muc_do_1", None, False),
    ],
)
def test_an_upgrade_before_its_time_is_told_with_its_day(classes, previous, end, early):
    """Only where the higher level is possible, and the lower one was recognised too lately."""
    found = assessed(
        ruleset_text(LEVELS),
        {"classes": classes} if classes else {},
        period=end and {"from": "2020-04-01", "to": end},
        previous=previous and {"level": previous, "decided": "2020-03-10"},
    ).warnings
    params = {
        "level": "mức độ 1", "decided": date(2020, 3, 10),
        "months": 12, "earliest": date(2021, 3, 10),
    }  # fmt: skip
    expected = [("check.upgrade_too_early", "previous.decided", params)] if early else []
    assert [one for one in told(found) if one[0] == "check.upgrade_too_early"] == expected
