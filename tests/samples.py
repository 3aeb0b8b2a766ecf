"""Small rulesets and dossiers, as text, for the tests to bend."""

from __future__ import annotations

from pathlib import Path

from assessment.errors import DossierError, RulesetError
from assessment.files import parse_yaml
from assessment.intake.read import dossier_of
from assessment.model.dossier import Dossier
from assessment.model.ruleset import Ruleset
from assessment.rulebook.load import ruleset_of

EXAMPLES = sorted(
    path
    for path in (Path(__file__).resolve().parents[1] / "examples").rglob("*.yaml")
    if path.parent.name in {"examples", "pho-cap"}
)
"""The dossiers among the examples; beside them stand files of costs."""

POINTS = """\
id: mini
subject: commune
title: Xã nhỏ
document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
scale: {max: 4, step: 0.5}
criteria:
- id: "1"
  title: {text: Kết quả}
  max: 4
  indicators:
  - id: "1.1"
    text: Tỷ lệ người học
    kind: threshold
    ratio: {of: learners, over: adults}
    levels:
    - {at_least: 50%, points: 3}
    - {otherwise: true, points: 0}
  - {id: "1.2", text: Có kế hoạch, kind: yes_no, key: plan, points: 1}
ratings:
- {id: dat, title: Đạt, when: {total: {at_least: 2}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  learners: {label: Người học, type: count}
  adults: {label: Người lớn, type: count}
  plan: {label: Kế hoạch, type: yes_no}
"""
"""A ruleset in points: one threshold and one question."""

LEVELS = """\
id: mini-levels
subject: commune
title: Xã nhỏ
document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
levels:
- {id: muc_do_1, title: Mức độ 1}
- {id: muc_do_2, title: Mức độ 2}
criteria:
- id: "1"
  title: {text: Kết quả}
  indicators:
  - {id: "1.1", text: Có kế hoạch, kind: yes_no, key: plan}
  - {id: "1.2", text: Có kinh phí, kind: all_of, keys: [budget, donations]}
ratings:
- {id: muc_do_2, title: Mức độ 2, when: {levels: [muc_do_2]}}
- {id: muc_do_1, title: Mức độ 1, when: {levels: [muc_do_1]}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  plan: {label: Kế hoạch, type: yes_no}
  budget: {label: Kinh phí, type: yes_no}
  donations: {label: Đóng góp, type: yes_no}
"""
"""A ruleset of levels: one question and one of two parts."""

DOSSIER = """\
subject: {kind: commune, name: Xã A}
period: {from: 2021-01-01, to: 2021-12-31}
evidence:
  learners: 60
  adults: 100
  plan: có
"""


def bent(text: str, *changes: tuple[str, str]) -> str:
    """The text with each passage, which must stand in it once, replaced by another."""
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def ruleset_text(text: str, name: str = "ruleset.yaml") -> Ruleset:
    return ruleset_of(parse_yaml(text, name, RulesetError))


def dossier_text(text: str, name: str = "dossier.yaml") -> Dossier:
    return dossier_of(parse_yaml(text, name, DossierError))
