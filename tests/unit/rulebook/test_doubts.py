"""What a confirmation brings about that speaks against it."""

from __future__ import annotations

from assessment.errors import RulesetError
from assessment.files import parse_yaml
from assessment.rulebook.doubts import new_doubts
from assessment.rulebook.load import ruleset_of
from assessment.rulebook.overlay import LoadedOverlay
from tests.samples import LEVELS, bent

MEETINGS = bent(
    LEVELS,
    (
        '{id: "1.1", text: Có kế hoạch, kind: yes_no, key: plan}',
        '{id: "1.1", text: Số buổi, kind: threshold, count: meetings, '
        "levels: [{level: muc_do_2, at_least: 5, basis: inferred}, {level: muc_do_1, at_least: 0}]}",
    ),
    ('  - {id: "1.2", text: Có kinh phí, kind: all_of, keys: [budget, donations]}\n', ""),
    ("when: {levels: [muc_do_2]}", "when: {levels: [muc_do_1, muc_do_2]}"),
    ("  plan: {label: Kế hoạch, type: yes_no}\n", "  meetings: {label: Số buổi, type: count}\n"),
    ("  budget: {label: Kinh phí, type: yes_no}\n", ""),
    ("  donations: {label: Đóng góp, type: yes_no}\n", ""),
)
CONFIRMED = """\
id: dc
base: mini-levels
confirmed: {by: Nguyễn Văn A, on: 2026-11-22}
changes:
- {item: "1.1", figure: "levels[0].at_least", was: "5", to: "0", source: tr. 2}
"""


def test_a_second_flaw_of_one_code_at_one_place_is_told():
    """Everybody met level 1 before; that now everybody meets level 2 as well is new, and alone."""
    base = parse_yaml(MEETINGS, "mini-levels.yaml", RulesetError)
    after = LoadedOverlay(parse_yaml(CONFIRMED, "dc.yaml", RulesetError)).over(base)
    doubts = new_doubts(ruleset_of(base), ruleset_of(after))
    idle = [f.notice for f in doubts if f.notice.code == "proof.condition_idle"]
    assert [(n.place.path, n.params["limit"]) for n in idle] == [
        ("ratings[0].when.levels", "muc_do_2")
    ]
