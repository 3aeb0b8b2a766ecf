"""What is told of a value that cannot be taken as it stands: its code, its place, its words."""

from decimal import Decimal

import pytest

from assessment.engine.admit import admit
from tests.samples import ruleset_text
from tests.unit.engine.build import assessed, dossier, refused

RULESET = ruleset_text("""\
id: small
subject: commune
title: Bộ tiêu chí nhỏ
document: {number: 1/2020, title: Một văn bản, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
scale: {max: 20, step: 0.5}
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 5}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
criteria:
- id: "1"
  title: {text: Một tiêu chí}
  max: 20
  indicators:
  - id: "1.1"
    text: Được giao
    kind: judged
    max: 4
    full_at: {ratio: {of: members, over: staff}, at_least: 100%}
  - {id: "1.2", text: Có quỹ, kind: yes_no, key: fund, points: 2}
  - id: "1.3"
    text: Lớp học
    kind: threshold
    count: classes
    levels: [{at_least: 4, points: 2}, {otherwise: true, points: 0}]
  - id: "1.4"
    text: Tăng thêm
    kind: threshold
    number: growth
    levels: [{at_least: 1.5, points: 2}, {otherwise: true, points: 0}]
  - id: "1.5"
    text: Lượt người học
    kind: threshold
    ratio: {of: visits, over: adults, may_exceed: true}
    levels: [{at_least: 80%, points: 2}, {otherwise: true, points: 0}]
  - id: "1.6"
    text: Mức độ
    kind: choice
    key: grade
    levels: [{option: cao, points: 2}, {otherwise: true, points: 0}]
  - id: "1.7"
    text: Người học
    kind: threshold
    ratio: {of: learners, over: adults}
    levels: [{at_least: 80%, points: 2}, {otherwise: true, points: 0}]
  - {id: "1.9", text: Hồ sơ, kind: checklist, parts: [{key: book, points: 1}, {key: plan, points: 1}]}
  - id: "1.8"
    text: Hài lòng
    kind: threshold
    number: pleased
    levels: [{at_least: 80%, points: 2}, {otherwise: true, points: 0}]
evidence:
  members: {label: Thành viên học, type: count}
  staff: {label: Thành viên, type: count}
  fund: {label: Có quỹ học tập, type: yes_no}
  book: {label: Có sổ, type: yes_no}
  plan: {label: Có kế hoạch, type: yes_no}
  classes: {label: Số lớp, type: count, at_least: 1, at_most: 20}
  growth: {label: Mức tăng, type: number}
  visits: {label: Lượt học, type: count}
  adults: {label: Người lớn, type: count}
  learners: {label: Người học, type: count}
  grade: {label: Mức độ đạt, type: choice, options: [{id: cao, label: Mức cao}, {id: thap, label: Mức thấp}]}
  pleased: {label: Tỷ lệ hài lòng, type: percentage}
""")
TOP = 10**12


def told(evidence, **more):
    """Each error as its code, path and params, sorted by these."""
    found = refused(RULESET, evidence, **more).notices
    return sorted((n.code, n.place.path, dict(n.params)) for n in found)


def misread(value, wanted, code="dossier.wrong_type"):
    return code, {"value": value, "wanted": wanted}


def outside(value, least, most):
    return "dossier.out_of_bounds", {"value": value, "least": least, "most": most}


@pytest.mark.parametrize(
    ("key", "claim", "expected"),
    [
        ("fund", " 1 ", misread("1", "yes_no")),
        ("fund", "", misread("", "yes_no")),
        ("fund", "“có”", misread("“có”", "yes_no", "dossier.curly_quotes")),
        ("classes", "nhiều", misread("nhiều", "count")),
        ("classes", "trên 3", misread("trên 3", "count", "dossier.bound_in_words")),
        ("classes", "0", outside("0", 1, 20)),
        ("classes", "21", outside("21", 1, 20)),
        ("classes", {"at_least": "vài"}, misread("vài", "count")),
        ("classes", {"at_least": "2", "at_most": "vài"}, misread("vài", "count")),
        ("classes", {"at_least": "2", "at_most": "21"}, outside("21", 1, 20)),
        ("classes", {"at_least": "0", "at_most": "20"}, outside("0", 1, 20)),
        ("adults", "1000000000001", outside("1000000000001", 0, TOP)),
        ("growth", "hai", misread("hai", "number")),
        ("growth", {"at_most": "hai"}, misread("hai", "number")),
        ("growth", {"at_least": "1", "at_most": "hai"}, misread("hai", "number")),
        ("growth", "1000000000000,5", outside("1000000000000,5", -TOP, TOP)),
        ("growth", {"at_least": "1", "at_most": "1000000000001"},
         outside("1000000000001", -TOP, TOP)),
        ("growth", {"at_least": "-1000000000001"}, outside("-1000000000001", -TOP, TOP)),
        ("pleased", "rất", misread("rất", "percentage")),
        ("pleased", "rất %", misread("rất %", "percentage")),
        ("pleased", " -1% ", outside("-1%", "0%", "100%")),
        ("pleased", "100,5%", outside("100,5%", "0%", "100%")),
        ("pleased", {"at_least": "80%", "at_most": "101%"}, outside("101%", "0%", "100%")),
        ("pleased", "80", ("dossier.no_percent_sign",
                           {"value": "80", "of": "pleased", "over": "pleased"})),
        ("1.7", "80", ("dossier.no_percent_sign",
                       {"value": "80", "of": "learners", "over": "adults"})),
        ("1.7", "100,5%", outside("100,5%", "0%", "100%")),
        ("1.1", {"at_least": "8", "at_most": "90%"},
         ("dossier.no_percent_sign", {"value": "8", "of": "members", "over": "staff"})),
        ("1.1", "ba", misread("ba", "points")),
        ("1.1", " 5 ", outside("5", 0, 4)),
        ("1.1", "-0,5", outside("-0,5", 0, 4)),
        ("1.1", "0,3", ("dossier.off_step", {"value": "0,3", "step": Decimal("0.5")})),
        ("1.1", {"at_least": "2"}, ("dossier.bound_not_allowed", {})),
        ("fund", {"at_least": "có"}, ("dossier.bound_not_allowed", {})),
        ("grade", {"at_most": "cao"}, ("dossier.bound_not_allowed", {})),
        ("classes", {"value": "2", "at_least": "1"}, ("dossier.bound_not_allowed", {})),
        ("classes", {"value": "2", "at_most": "3"}, ("dossier.bound_not_allowed", {})),
        ("classes", {"at_least": "5", "at_most": "4"},
         ("dossier.bounds_reversed", {"low": "5", "high": "4"})),
        ("grade", " trung bình ", ("dossier.unknown_option", {
            "value": "trung bình", "nearest": None,
            "allowed": "cao (Mức cao); thap (Mức thấp)"})),
        ("grade", "Mức thập", ("dossier.unknown_option", {
            "value": "Mức thập", "nearest": "Mức thấp",
            "allowed": "cao (Mức cao); thap (Mức thấp)"})),
        ("classes", {"value": "5", "parts": {"a": "2", "b": "ba"}}, misread("ba", "count")),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_told_as_it_was_written(key, claim, expected):
    """The text at fault, what is wanted in its place or between which ends, and where it stands."""
    code, params = expected
    assert told({key: claim}) == [(code, f"evidence.{key}", params)]


def test_each_bound_at_fault_is_told():
    """Two bounds that cannot be read are two errors at one place."""
    wrong = told({"classes": {"at_least": "vài", "at_most": "21"}})
    assert [params["value"] for _, _, params in wrong] == ["21", "vài"]


@pytest.mark.parametrize(
    ("key", "nearest", "label"),
    [
        ("clases", "classes", "Số lớp"),
        ("Số LỚP", "classes", "Số lớp"),
        ("1.2", "fund", "Có quỹ học tập"),
        ("1.3", "classes", "Số lớp"),
        ("1.4", "growth", "Mức tăng"),
        ("1.9", None, None),
        ("1.11", "1.1", None),
        ("zzz", None, None),
    ],
)
def test_an_unknown_key_is_told_with_the_one_that_was_meant(key, nearest, label):
    """A near key, a key's own label, or the id of an item that has a key of its own."""
    params = {"key": key, "ruleset": "small", "nearest": nearest, "label": label}
    assert told({key: "1"}) == [("dossier.unknown_key", f"evidence.{key}", params)]


def test_keys_are_looked_for_among_the_first_fifty_errors():
    """A table in the wrong form is not compared key by key; labels are still known."""
    evidence = {f"clases{number}": "1" for number in range(51)} | {"Số lớp": "1"}
    wrong = refused(RULESET, evidence).notices
    meant = {n.params["key"]: n.params["nearest"] for n in wrong}
    assert [meant[f"clases{number}"] for number in (0, 49, 50)] == ["classes", "classes", None]
    assert meant["Số lớp"] == "classes"


def test_an_inspection_that_says_nothing_is_told():
    """Under each key the inspection states a value or refuses the claim; one slip hides no other."""
    inspected = {
        "classes": {"note": "đã xem"},
        "fund": {"rejected": "true", "reason": "x"},
        "adults": {"reason": "x"},
        "growth": {"value": "hai"},
    }
    assert told({"classes": {"note": "chưa rõ"}}, inspected=inspected) == [
        ("dossier.nothing_inspected", "inspected.adults", {}),
        ("dossier.nothing_inspected", "inspected.classes", {}),
        ("dossier.wrong_type", "inspected.growth", {"value": "hai", "wanted": "number"}),
    ]


# --- what is taken ---------------------------------------------------------------------


def taken(key, claim):
    """The reading of one claim."""
    admitted = admit(RULESET, dossier(RULESET, {key: claim}), strict=False)
    assert admitted.errors == ()
    return admitted.counted.readings[key]


@pytest.mark.parametrize(
    ("key", "claim", "value", "low", "high"),
    [
        ("classes", "1", 1, 1, 1),
        ("classes", "20", 20, 20, 20),
        ("classes", {"at_least": "1"}, None, 1, 20),
        ("classes", {"at_most": "20"}, None, 1, 20),
        ("growth", "-1000000000000", Decimal(-TOP), -TOP, -TOP),
        ("growth", "1000000000000", Decimal(TOP), TOP, TOP),
        ("growth", {"at_least": "2"}, None, 2, TOP),
        ("growth", {"at_most": "2"}, None, -TOP, 2),
        ("pleased", "100%", None, 1, 1),
        ("pleased", {"at_least": "0%"}, None, 0, 1),
        ("1.5", {"at_most": "300%"}, None, 0, 3),
    ],
)
def test_both_ends_are_taken(key, claim, value, low, high):
    """What lies at an end of what is allowed is read; the end not given is the one declared."""
    reading = taken(key, claim)
    ends = [end and (end.part, end.whole) for end in (reading.low, reading.high)]
    assert (reading.key, reading.value, ends) == (key, value, [(low, 1), (high, 1)])


def test_a_share_that_may_exceed_all_has_no_upper_end():
    """A lower bound on visits leaves every higher share possible."""
    assert taken("1.5", {"at_least": "80%"}).high == (1, 0)


@pytest.mark.parametrize(
    ("key", "claim"),
    [("fund", "có"), ("grade", "cao"), ("grade", "Mức cao"), ("1.1", "3,5"), ("1.1", "90%"),
     ("1.1", {"at_most": "90%"}), ("1.7", "80%"), ("1.7", {"at_least": "80%"})],
)  # fmt: skip
def test_a_reading_names_its_key(key, claim):
    """Every reading says of which key, and keeps the claim behind it."""
    reading = taken(
        key, {"note": "theo sổ", **(claim if isinstance(claim, dict) else {"value": claim})}
    )
    assert (reading.key, reading.claim.note) == (key, "theo sổ")


def test_thousands_are_told_with_the_count_that_was_read():
    """A dot before three digits is taken for thousands, and the official can see how."""
    [notice] = [
        n for n in assessed(RULESET, {"adults": " 4.407 "}).warnings if n.code == "check.thousands"
    ]
    assert (notice.place.path, dict(notice.params)) == (
        "evidence.adults",
        {"value": "4.407", "count": "4407"},
    )


def test_parts_that_do_not_add_up_are_listed():
    """The sum stated, the sum found and its parts in order."""
    claim = {"value": "20", "parts": {"a": "12", "b": "7"}}
    [notice] = [
        n
        for n in assessed(RULESET, {"classes": claim}).warnings
        if n.code == "check.parts_do_not_add_up"
    ]
    assert (notice.place.path, dict(notice.params)) == (
        "evidence.classes",
        {"stated": 20, "sum": 19, "listed": "12 + 7"},
    )
