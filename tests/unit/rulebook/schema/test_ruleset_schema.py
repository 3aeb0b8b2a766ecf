"""The written form of rulesets and overlays: the schema and the program agree on each piece."""

from __future__ import annotations

import pytest

from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.rulebook.overlay import LoadedOverlay
from assessment.rulebook.schema.build import schema_of
from tests.editor import accepts, as_seen, refusals
from tests.samples import LEVELS, POINTS, bent, ruleset_text

YES_NO = '{id: "1.2", text: Có kế hoạch, kind: yes_no, key: plan, points: 1}'
ALL_OF = '{id: "1.2", text: Có kinh phí, kind: all_of, keys: [budget, donations]}'
THRESHOLD = "- {at_least: 50%, points: 3}"
ITEM = '  - id: "1.1"\n    text: Tỷ lệ người học\n    kind: threshold\n'
RATIO = "    ratio: {of: learners, over: adults}\n    levels:\n    - {at_least: 50%, points: 3}\n    - {otherwise: true, points: 0}\n"
END = "evidence:\n  learners"


def parts(text):
    """The threshold as one of two ways."""
    one = "      ratio: {of: learners, over: adults}\n      levels: [{at_least: 50%, points: 3}, {otherwise: true, points: 0}]\n"
    other = "    - {kind: yes_no, key: plan, points: 3}\n"
    return bent(
        text,
        (
            ITEM + RATIO,
            f'  - id: "1.1"\n    text: Hai cách\n    kind: best_of\n    parts:\n    - kind: threshold\n{one}{other}',
        ),
    )


def loads(text):
    try:
        ruleset_text(text)
    except RulesetError:
        return False
    return True


@pytest.mark.parametrize("text", [POINTS, LEVELS, parts(POINTS)], ids=["points", "levels", "parts"])
def test_a_small_ruleset_passes(text):
    """Basis and source stated once, levels left out, parts without id and text: all are taken."""
    assert loads(text)
    assert refusals("ruleset", as_seen(text)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("step: 0.5", 'step: "0,5"', id="number as text"),
        pytest.param("max: 4, step", "max: 4.0, step", id="decimals"),
        pytest.param("at_least: 50%", "at_least: 50 %", id="space before the sign"),
        pytest.param("at_least: 50%", 'at_least: "50%"', id="quoted share"),
        pytest.param("at_least: 50%", "at_least: một nửa", id="share in words"),
        pytest.param("at_least: 50%", "at_least: ", id="no limit"),
        pytest.param("otherwise: true, points", 'otherwise: "true", points', id="quoted truth"),
        pytest.param("otherwise: true, points", "otherwise: đúng, points", id="truth in words"),
        pytest.param('id: "1.2"', "id: 1.2", id="unquoted id"),
        pytest.param('id: "1.2"', "id: -1.2", id="id below nought"),
        pytest.param('id: "1.2"', 'id: "một"', id="id with accents"),
        pytest.param("issued: 2020-01-01", 'issued: "2020-01-01"', id="quoted day"),
        pytest.param("issued: 2020-01-01", "issued: 2020", id="year for a day"),
        pytest.param("title: Xã nhỏ", "title: 2026", id="number for text"),
        pytest.param("title: Xã nhỏ", "title: ", id="no title"),
        pytest.param("title: Xã nhỏ", "title: [Xã]", id="list for text"),
        pytest.param(", key: plan, points: 1", ", key: plan, levels: [{points: 1}]", id="levels spelt out"),
        pytest.param(", points: 1}", "}", id="neither points nor levels"),
        pytest.param("points: 1}", "points: 1, levels: [{points: 1}]}", id="points and levels"),
        pytest.param("points: 1}", "points: 1, points_source: Điều 2}", id="points with a source"),
        pytest.param("points: 1}", "points: 1, basis: reported, source: S1}", id="own basis"),
        pytest.param("points: 1}", "points: 1, basis: nguyên văn}", id="basis in words"),
        pytest.param("points: 1}", "points: 1, note: }", id="empty note"),
        pytest.param("points: 1}", "points: 1, applies_to: }", id="empty section"),
        pytest.param("points: 1}", "points: 1, count: plan}", id="field of another kind"),
        pytest.param("kind: yes_no, ", "", id="no kind"),
        pytest.param(THRESHOLD, "- ", id="empty level"),
        pytest.param("    ratio: {of: learners, over: adults}\n", "", id="nothing to compare"),
        pytest.param(THRESHOLD, "- {at_least: 50%, points: 3, disadvantaged: {at_least: 40%}}", id="area"),
        pytest.param(THRESHOLD, "- {at_least: 50%, points: 3, disadvantaged: {points: 2}}", id="points by area"),
        pytest.param("max: 4\n  indicators", "indicators", id="criterion without max"),
        pytest.param("scale: {max: 4, step: 0.5}\n", "", id="neither scale nor levels"),
        pytest.param("criteria:\n", "levels: [{id: a, title: A}]\ncriteria:\n", id="scale and levels"),
        pytest.param("criteria:\n", "overlays: a\ncriteria:\n", id="overlays in words"),
        pytest.param(END, "sources: {S1: báo}\nchanges: {2026-01-01: đầu}\n" + END, id="free keys"),
        pytest.param(END, "procedure: {data_period: cả năm}\n" + END, id="period in one sentence"),
        pytest.param(END, "procedure: {data_period: {text: năm, from: 01-01, to: 12-31}}\n" + END, id="period"),
        pytest.param(END, "procedure: {council: {members_at_least: 5, odd: true}}\n" + END, id="whole number"),
        pytest.param(END, "procedure: {council: {members_at_least: năm, odd: true}}\n" + END, id="number in words"),
        pytest.param(END, "procedure: {deadlines: [{what: nộp, before: 31-12-2020}]}\n" + END, id="no month-day"),
        pytest.param(END, "interpretations: [{id: a, where: b, text: c, affects: {evidence: {plan: [true]}}}]\n" + END, id="truth as text"),
        pytest.param("type: yes_no}", "type: yes_no, unit: }", id="empty unit"),
        pytest.param("plan: {label: Kế hoạch, type: yes_no}", "plan: {label: Kế hoạch, type: có}", id="type in words"),
        pytest.param("plan: {label: Kế hoạch, type: yes_no}", "kế hoạch: {label: Kế hoạch, type: yes_no}", id="key with accents"),
    ],
)  # fmt: skip
def test_schema_and_program_agree_on_a_ruleset_in_points(old, new):
    """What the schema takes the program takes, and the other way round."""
    text = bent(POINTS, (old, new))
    assert accepts("ruleset", as_seen(text)) == loads(text), refusals("ruleset", as_seen(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(ALL_OF, ALL_OF.replace("budget, donations", ""), id="no keys"),
        pytest.param(ALL_OF, ALL_OF.replace("keys: [budget, donations]", "keys: budget"), id="keys as text"),
        pytest.param(ALL_OF, ALL_OF.replace("keys", "parts").replace("budget", "{kind: yes_no, key: budget}").replace("donations", "{kind: yes_no, key: donations}"), id="parts"),
        pytest.param(ALL_OF, ALL_OF.replace(", keys: [budget, donations]", ""), id="neither"),
        pytest.param(ALL_OF, ALL_OF.replace("]}", "], levels: [{level: muc_do_1}]}"), id="levels"),
        pytest.param("kind: yes_no, key: plan}", "kind: yes_no, key: plan, levels: [{level: muc_do_2}]}", id="level"),
        pytest.param("text: Có kế hoạch, ", "", id="indicator without text"),
    ],
)  # fmt: skip
def test_schema_and_program_agree_on_a_ruleset_of_levels(old, new):
    """The short forms of levels and of all_of are told from what only looks like them."""
    text = bent(LEVELS, (old, new))
    assert accepts("ruleset", as_seen(text)) == loads(text), refusals("ruleset", as_seen(text))


def test_an_unusual_notation_of_a_number_is_left_to_the_program():
    """An editor sees only the number: 5e-1 is one half to it, and refused by the program."""
    text = bent(POINTS, ("step: 0.5", "step: 5e-1"))
    assert refusals("ruleset", as_seen(text)) == []
    assert not loads(text)


def test_keys_and_parts_together_are_refused():
    """An editor says what the program would pass over: the keys would hide the parts."""
    text = bent(
        LEVELS,
        ("keys: [budget, donations]", "keys: [budget], parts: [{kind: yes_no, key: donations}]"),
    )
    assert refusals("ruleset", as_seen(text)) != []


def test_what_the_program_writes_is_not_offered():
    """Applied overlays are named by the program alone."""
    schema = schema_of("ruleset")
    assert "overlays" not in schema["properties"]
    assert "AppliedOverlay" not in schema["definitions"]


def test_a_kind_is_explained_and_decides_what_is_offered():
    """Each of the seven kinds has its meaning, and its own fields once it is named."""
    items = schema_of("ruleset")["definitions"]["Criterion"]["properties"]["indicators"]["items"]
    kind = items["properties"]["kind"]
    assert len(kind["enum"]) == len(kind["enumDescriptions"]) == len(items["allOf"]) == 7
    assert {branch["then"]["$ref"].rpartition("/")[2] for branch in items["allOf"]} == {
        "AllOf", "BestOf", "Checklist", "Choice", "Judged", "Threshold", "YesNo",
    }  # fmt: skip


# --- overlays --------------------------------------------------------------------------

OVERLAY = """\
id: xa-a
base: mini
title: Hướng dẫn
document: {number: 1/HD, title: Hướng dẫn, issued: 2021-01-01, in_force: {from: 2021-01-01}}
basis: reported
source: Điều 1
applies_to: {province: Hà Nội}
changes:
- {item: "1.1", figure: "levels[0].at_least", to: 40%}
"""

CONFIRMATION = """\
id: xac-nhan
base: mini
confirmed: {by: Nguyễn Văn A, on: 2026-01-05}
changes:
- {item: "1.1", figure: "levels[0].at_least", was: 50%, to: 40%, source: Phụ lục trang 3}
"""


def loads_overlay(text):
    try:
        LoadedOverlay(parse_yaml(text, "overlay.yaml", RulesetError))
    except RulesetError:
        return False
    return True


@pytest.mark.parametrize("text", [OVERLAY, CONFIRMATION], ids=["local", "confirmation"])
def test_an_overlay_passes(text):
    """A locality's guidance, and a confirmation, which states other things."""
    assert loads_overlay(text)
    assert refusals("overlay", as_seen(text)) == []


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        pytest.param(OVERLAY, "to: 40%", "to: 4", id="number"),
        pytest.param(OVERLAY, "to: 40%", "to: true", id="truth"),
        pytest.param(OVERLAY, "to: 40%", "to: [a]", id="list"),
        pytest.param(OVERLAY, ", to: 40%", "", id="no value"),
        pytest.param(OVERLAY, 'item: "1.1", ', "", id="of the whole ruleset"),
        pytest.param(OVERLAY, "basis: reported", "basis: báo", id="basis in words"),
        pytest.param(OVERLAY, "province", "tinh", id="unknown key"),
        pytest.param(OVERLAY, "applies_to: {province: Hà Nội}\n", "", id="only when named"),
        pytest.param(OVERLAY, "base: mini\n", "", id="no base"),
        pytest.param(CONFIRMATION, ", source: Phụ lục trang 3", "", id="no source"),
        pytest.param(CONFIRMATION, "changes:", "title: Xác nhận\nchanges:", id="title of another kind"),
        pytest.param(CONFIRMATION, "by: Nguyễn Văn A, ", "", id="nobody"),
        pytest.param(CONFIRMATION, "2026-01-05", "05/01/2026", id="day in words"),
    ],
)  # fmt: skip
def test_schema_and_program_agree_on_an_overlay(text, old, new):
    """What the schema takes the program takes, and the other way round."""
    text = bent(text, (old, new))
    assert accepts("overlay", as_seen(text)) == loads_overlay(text), refusals(
        "overlay", as_seen(text)
    )
