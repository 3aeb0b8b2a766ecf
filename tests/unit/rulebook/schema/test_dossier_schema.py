"""Dossiers: the general schema, and that of one ruleset with its keys, labels and options."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from assessment.engine.assess import assess
from assessment.errors import CdhtError, DossierError
from assessment.files import parse_yaml
from assessment.intake.read import dossier_of
from assessment.rulebook.catalog import Catalog
from assessment.rulebook.schema.build import schema_of
from tests.conformance.base import shipped
from tests.editor import accepts, as_seen, refusals
from tests.samples import ruleset_text

SHELF = Catalog([Path(__file__).resolve().parents[3] / "shelf"])

HEAD = "subject: {kind: commune, name: Xã A}\nperiod: {from: 2021-01-01, to: 2021-12-31}\nruleset: thu\n"

RUBRIC = """\
id: thu
subject: commune
title: Xã thử
document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
scale: {max: 20, step: 0.5}
criteria:
- id: "1"
  title: {text: Kết quả}
  max: 10
  indicators:
  - id: "1.1"
    text: Tỷ lệ người học
    kind: threshold
    ratio: {of: learners, over: adults}
    levels: [{at_least: 50%, points: 2}, {otherwise: true, points: 0}]
  - id: "1.2"
    text: Lượt học
    kind: threshold
    ratio: {of: visits, over: adults, may_exceed: true}
    levels: [{at_least: 150%, points: 2}, {otherwise: true, points: 0}]
  - {id: "1.3", text: Kế hoạch, kind: yes_no, key: plan, points: 2}
  - id: "1.4"
    text: Thư viện
    kind: choice
    key: library
    levels: [{option: tot, points: 2}, {otherwise: true, points: 0}]
  - id: "1.5"
    text: Giờ mở cửa
    kind: threshold
    number: hours
    levels: [{at_least: 7.5, points: 2}, {otherwise: true, points: 0}]
- id: "2"
  title: {text: Điều kiện}
  max: 10
  may_not_apply: {when: không có thư viện, then: full}
  indicators:
  - {id: "2.1", text: Sách, kind: judged, max: 2}
  - id: "2.2"
    text: Kế hoạch học tập
    kind: judged
    max: 5
    full_at: {ratio: {of: with_plan, over: adults}, at_least: 100%}
  - id: "2.3"
    text: Tăng trưởng
    kind: threshold
    number: growth
    levels: [{at_least: 5%, points: 3}, {otherwise: true, points: 0}]
exclusions:
- {id: x, text: Có vi phạm, key: violation}
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 2}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  learners: {label: Người học, unit: người, type: count}
  adults: {label: Người lớn, unit: người, type: count, at_most: 5000}
  visits: {label: Lượt học, type: count}
  with_plan: {label: Người có kế hoạch, type: count}
  plan: {label: Kế hoạch năm, type: yes_no}
  library: {label: Xếp loại thư viện, type: choice, options: [{id: tot, label: Thư viện tốt}, {id: kem, label: Kém}]}
  hours: {label: Giờ mở cửa, unit: giờ, type: number, at_least: 0, at_most: 24}
  growth: {label: Tăng trưởng, type: percentage}
  violation: {label: Có vi phạm, type: yes_no}
  staff: {label: Biên chế, type: count, checked_only: true}
"""


@cache
def rubric():
    return ruleset_text(RUBRIC)


def scores(text):
    """Whether the program scores the dossier, with or without warnings."""
    try:
        assess(rubric(), dossier_of(parse_yaml(text, "ho-so.yaml", DossierError)))
    except CdhtError:
        return False
    return True


def section(name="evidence", ruleset=None):
    schema = schema_of("dossier", ruleset or rubric())
    return schema, schema["properties"][name]["properties"]


# --- values ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "learners: 60",
        'learners: "60"',
        "learners: ",
        "learners: -1",
        "learners: 60 người",
        "learners: 1,662",
        "learners: 16.5",
        "learners: true",
        "learners: [60]",
        "learners: 1000000000000",
        "learners: 1000000000001",
        'learners: "4.407"',
        "learners: {value: 60, documents: [a.pdf], by: Hội, note: sổ, reason: vì, illustrative: true}",
        "learners: {value: 60, illustrative: có}",
        "learners: {value: 60, parts: {nam: 30, nữ: 30}}",
        "learners: {at_least: 60}",
        "learners: {at_least: 60, at_most: 70}",
        "learners: {at_least: nhiều}",
        "learners: {value: 60, documents: a.pdf}",
        "learners: {value: 60, rejected: true}",
        "learners: {valu: 60}",
        "learners: {}",
        "adults: 5000",
        "adults: 5001",
        "adults: {at_most: 5001}",
        "plan: có",
        "plan: KHÔNG",
        "plan: x",
        "plan: true",
        "plan: False",
        "plan: 1",
        "plan: yes",
        "plan: đã có",
        "plan: “có”",
        "plan: {value: có}",
        "plan: {at_least: có}",
        "library: tot",
        "library: Thư viện tốt",
        "library: kém cỏi",
        "library: {value: kem}",
        "library: {at_least: kem}",
        "hours: 7,5",
        "hours: 7.5",
        'hours: "24"',
        "hours: 24",
        "hours: 24.5",
        "hours: -1",
        "hours: bảy",
        "hours: {at_least: 7.5}",
        "growth: 5%",
        "growth: 5,25 %",
        "growth: 5",
        "growth: -5%",
        "growth: 100%",
        "growth: 101%",
        "growth: {at_most: 5%}",
        '"1.1": 43,85%',
        '"1.1": 43.85',
        '"1.1": 100.1%',
        '"1.1": trên 70%',
        '"1.1": {at_least: 70%}',
        '"1.2": 150%',
        '"2.1": 1.5',
        '"2.1": 1,5',
        '"2.1": 1.25',
        '"2.1": 2',
        '"2.1": 2.5',
        '"2.1": -1',
        '"2.1": {value: 1, reason: thiếu sách}',
        '"2.1": {at_least: 1}',
        '"2.1": 50%',
        '"2.2": 4.5',
        '"2.2": 80%',
        '"2.2": {at_least: 80%}',
        '"1.3": có',
        "violation: không",
        "staff: 4",
        "no_such_key: 4",
    ],
)
def test_schema_and_program_agree_on_a_value(line):
    """What the schema of a ruleset takes the program scores, and the other way round."""
    text = f"{HEAD}evidence:\n  {line}\n"
    assert accepts("dossier", as_seen(text), rubric()) == scores(text), refusals(
        "dossier", as_seen(text), rubric()
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("learners: 4.407", "the program reads thousands, and warns"),
        ("library: TOT", "the program forgives capitals"),
    ],
)
def test_what_the_program_forgives_an_editor_marks(line, why):
    """A value that is taken with a guess is worth a mark while one writes."""
    text = f"{HEAD}evidence:\n  {line}\n"
    assert scores(text), why
    assert not accepts("dossier", as_seen(text), rubric())


@pytest.mark.parametrize(
    "lines",
    [
        "inspected: {learners: {rejected: true, reason: văn bản cũ}}",
        "inspected: {learners: {rejected: có}}",
        "inspected: {learners: 50}",
        "inspected: {plan: {value: không, reason: không thấy}}",
        "inspected: ",
        "evidence: ",
        "applies: {}",
        'applies: {"2": không}',
        'applies: {"2": đúng}',
        'applies: {"1": không}',
        "note: Ghi chú",
        "previous: {level: muc_do_1, decided: 2020-01-01}",
        "ghi chú: a",
    ],
)
def test_schema_and_program_agree_on_a_section(lines):
    """Sections may be empty; only what may be left out is offered as such."""
    text = f"{HEAD}{lines}\n"
    assert accepts("dossier", as_seen(text), rubric()) == scores(text)


def test_a_step_that_binary_numbers_miss_is_left_to_the_program():
    """Tenths have no exact form in an editor: 0.3 must not be told that it is no multiple of 0.1."""
    ruleset = ruleset_text(RUBRIC.replace("step: 0.5", "step: 0.1"))
    for points in ("0.3", "0.7", "1.9"):
        text = f'{HEAD}evidence: {{"2.1": {points}}}\n'
        assert refusals("dossier", as_seen(text), ruleset) == []


# --- what an editor says ---------------------------------------------------------------


def test_a_key_says_its_label_its_type_and_what_asks_for_it():
    """The Vietnamese name and unit first, then how to write it, then where it counts."""
    _, keys = section()
    assert keys["learners"]["description"].splitlines() == [
        "Người học (người)",
        "Cần một số nguyên. Chỉ ghi chữ số (không âm, không kèm đơn vị, không dùng dấu phẩy),"
        " ví dụ 4407; chưa có số liệu thì để trống.",
        "Dùng ở: 1.1 Tỷ lệ người học",
    ]
    assert (
        "Dùng ở: 1.1 Tỷ lệ người học; 1.2 Lượt học; 2.2 Kế hoạch" in keys["adults"]["description"]
    )
    assert keys["violation"]["description"].endswith("Trường hợp loại trừ: Có vi phạm")
    assert keys["staff"]["description"].endswith("Chỉ để kiểm tra chéo.")


def test_an_id_says_what_may_stand_under_it():
    """A share known as a percentage, an assessor's points, or either."""
    _, keys = section()
    assert keys["1.1"]["description"].startswith("Tỷ lệ người học\nTỷ lệ phần trăm kèm dấu %")
    assert "từ 0 đến 2, bước 0,5" in keys["2.1"]["description"]
    assert "từ 100% thì đủ điểm" in keys["2.2"]["description"]
    assert {"1.3", "1.4", "1.5"}.isdisjoint(keys)


def test_an_option_says_its_label():
    """Ids and labels are offered, the ids with their labels beside them."""
    schema, keys = section()
    form = schema["definitions"][keys["library"]["$ref"].rpartition("/")[2]]
    value = form["anyOf"][0]
    assert value["enum"] == ["tot", "kem", "Thư viện tốt", "Kém"]
    assert value["enumDescriptions"][:2] == ["Thư viện tốt", "Kém"]
    assert "tot (Thư viện tốt); kem (Kém)" in value["errorMessage"]


def test_only_the_inspection_rejects():
    """`rejected` is offered in what was inspected, and nowhere else."""
    for name, offered in (("evidence", False), ("inspected", True)):
        schema, keys = section(name)
        form = schema["definitions"][keys["plan"]["$ref"].rpartition("/")[2]]
        assert ("rejected" in form["then"]["properties"]) is offered


def test_forms_are_shared():
    """Keys of one type and the same bounds refer to one form."""
    _, keys = section()
    assert keys["learners"]["$ref"] == keys["visits"]["$ref"]
    assert keys["learners"]["$ref"] != keys["adults"]["$ref"]


def test_an_unquoted_id_is_known():
    """Editors that keep 1.1 a number look for it by a pattern."""
    (pattern,) = schema_of("dossier", rubric())["properties"]["evidence"]["patternProperties"]
    assert pattern == r"^(?:1\.1|1\.2|2\.1|2\.2)$"


def test_the_ruleset_the_subject_and_its_kinds_are_settled():
    """A unit's dossier names the levels and kinds of unit of its ruleset, with their names."""
    ruleset = SHELF.get("mini-unit")
    schema = schema_of("dossier", ruleset)
    subject = schema["definitions"]["Subject"]["properties"]
    assert schema["title"] == "Hồ sơ: Xã nhỏ"
    assert schema["properties"]["ruleset"]["enum"] == ["mini-unit"]
    assert subject["kind"]["enum"] == ["unit"]
    assert subject["level"]["enum"] == ["district"]
    assert subject["unit_type"]["enum"] == ["school", "office"]
    assert subject["unit_type"]["enumDescriptions"] == ["Trường học", "Cơ quan"]
    previous = schema["definitions"]["Previous"]["properties"]
    assert previous["level"]["enum"] == ["muc_do_1"]


def test_every_key_that_the_program_knows_is_offered():
    """All the declared keys and all the ids of every share and judged item, and nothing else."""
    ruleset = shipped("tt44-2014")
    _, keys = section(ruleset=ruleset)
    assert set(keys) == set(ruleset.evidence) | set(ruleset.keyed_by_id)


# --- any dossier -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (HEAD + "evidence: {a: 1, b: có, c: true, d: , '5.1': 70%, e: {value: 3}}\n", True),
        (HEAD + "evidence: {a: {value: 3, valu: 4}}\n", False),
        (HEAD + "evidence: {a: [3]}\n", False),
        (HEAD + "evidence: {a: {rejected: true}}\n", False),
        (HEAD + "inspected: {a: {rejected: true}}\n", True),
        (HEAD + "applies: {A1: không}\n", True),
        (HEAD + "applies: {A1: mai}\n", False),
        (HEAD.replace("commune", "xã"), False),
        (HEAD.replace("}\nperiod", ", public: có, unit_type: a, level: district}\nperiod"), True),
        (HEAD.replace("2021-12-31", "31/12/2021"), False),
        ("ruleset: thu\n", False),
    ],
)
def test_any_dossier_is_held_to_its_shape(text, taken):
    """Without a ruleset the keys are free; what stands around them is not."""
    assert accepts("dossier", as_seen(text)) is taken, refusals("dossier", as_seen(text))
