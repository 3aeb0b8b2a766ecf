"""Rulesets with an item of each kind, to be bent and compared."""

from __future__ import annotations

from assessment.model.difference import Diff
from assessment.rulebook.diff import diff
from tests.samples import bent, ruleset_text

KINDS = """\
id: kinds
subject: commune
title: Đủ kiểu
document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
scale: {max: 20, step: 0.5}
areas: {disadvantaged_scale_for: [disadvantaged]}
criteria:
- id: "1"
  title: {text: Kết quả}
  max: 10
  may_not_apply: {when: không có ai, then: full}
  indicators:
  - id: "1.1"
    text: Tỷ lệ người học
    kind: threshold
    ratio: {of: learners, over: adults, none_means: met}
    levels:
    - {at_least: 50%, points: 3, disadvantaged: {at_least: 40%}}
    - {at_least: 20%, points: 1}
    - {otherwise: true, points: 0}
  - id: "1.2"
    text: Nghị quyết
    kind: choice
    key: resolution
    levels:
    - {option: own, points: 2}
    - {option: joint, points: 1}
    - {otherwise: true, points: 0}
  - {id: "1.3", text: Chấm, kind: judged, max: 5, full_at: {ratio: {of: pupils, over: adults}, at_least: 90%}}
- id: "2"
  title: {text: Điều kiện}
  max: 10
  indicators:
  - {id: "2.1", text: Danh sách, kind: checklist, parts: [{key: hall, points: 2}, {key: books, points: 2}]}
  - id: "2.2"
    text: Cách có lợi
    kind: best_of
    parts:
    - {kind: yes_no, key: award, points: 3}
    - {kind: threshold, count: visits, levels: [{at_least: 12, points: 3}, {at_least: 6, points: 2}, {otherwise: true, points: 0}]}
  - {id: "2.3", text: Đủ cả, kind: all_of, keys: [plan, budget], points: 3}
gates:
- {id: G1, text: An toàn, kind: yes_no, key: safe}
exclusions:
- {id: X1, text: Vi phạm, key: violation}
ratings:
- {id: tot, title: Tốt, when: {total: {at_least: 16}, no_criterion_at: 6}}
- {id: dat, title: Đạt, when: {total: {at_least: 10}}, disadvantaged: {when: {total: {at_least: 8}}}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  learners: {label: Người học, unit: người, type: count}
  pupils: {label: Học sinh, type: count}
  adults: {label: Người lớn, type: count}
  resolution:
    label: Nghị quyết
    type: choice
    options: [{id: own, label: Riêng}, {id: joint, label: Chung}, {id: none, label: Không}]
  hall: {label: Nhà văn hóa, type: yes_no}
  books: {label: Tủ sách, type: yes_no}
  award: {label: Giải thưởng, type: yes_no}
  visits: {label: Lượt thăm, type: count, at_most: 100}
  plan: {label: Kế hoạch, type: yes_no}
  budget: {label: Kinh phí, type: yes_no}
  safe: {label: An toàn, type: yes_no, checked_only: true}
  violation: {label: Vi phạm, type: yes_no, checked_only: true}
validity: {months: 36, counted: từ năm sau, starts: next_year}
procedure:
  deadlines:
  - {what: Nộp hồ sơ, before: 02-28}
"""
"""A ruleset in points with an item of each kind, a gate and an exclusion."""

UNIT = """\
id: unit-mini
subject: unit
title: Đơn vị nhỏ
document: {number: 1/QĐ, title: Mẫu, issued: 2020-01-01, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 1
levels:
- {id: muc_do_1, title: Mức độ 1}
unit_types:
- {id: school, text: trường học}
- {id: firm, text: doanh nghiệp}
criteria:
- id: "1"
  title: {text: Kết quả}
  indicators:
  - {id: "1.1", text: Có kế hoạch, kind: yes_no, key: plan, applies_to: {unit_type: [school]}}
  - {id: "1.2", text: Có kinh phí, kind: yes_no, key: budget}
ratings:
- {id: muc_do_1, title: Mức độ 1, when: {levels: [muc_do_1]}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  plan: {label: Kế hoạch, type: yes_no}
  budget: {label: Kinh phí, type: yes_no}
"""


def compared(text: str, *bends: tuple[str, str]) -> Diff:
    """A ruleset against itself with some passages replaced."""
    return diff(ruleset_text(text), ruleset_text(bent(text, *bends), "after.yaml"))
