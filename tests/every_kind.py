"""Two rulesets that use everything a ruleset may have: one in points, one of levels."""

from __future__ import annotations

from assessment.model.ruleset import Ruleset
from tests.samples import ruleset_text

_POINTS = """\
id: moi-loai-diem
subject: unit
unit_levels: [district]
title: Mọi loại mục, tính điểm
document: {number: 5/QĐ, title: Mẫu, issued: 2019-11-15, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 5
on_request_only: true
scale: {max: 42, step: 0.25}
areas: {disadvantaged_scale_for: [disadvantaged, extremely_disadvantaged]}
unit_types:
- {id: truong, text: trường học}
- {id: co_quan, text: cơ quan}
- {id: hop_tac_xa, text: hợp tác xã}
criteria:
- id: A
  title: {text: Số liệu}
  max: 20
  may_not_apply: {when: không có đối tượng, then: full}
  indicators:
  - id: A.1
    text: Một phần của cả thảy, vùng khó khăn so với số khác
    kind: threshold
    ratio: {of: registered, over: households}
    levels:
    - at_least: 80%
      points: 6
      disadvantaged: {at_least: 62.5%, ratio: {of: registered, over: families, may_exceed: true}}
    - {at_least: 60%, points: 3.25, disadvantaged: {at_least: 50%}}
    - {otherwise: true, points: 0.25}
  - id: A.2
    text: Có thể hơn cả thảy; không có ai thì đạt
    kind: threshold
    ratio: {of: places, over: children, may_exceed: true, none_means: met}
    levels:
    - {at_least: 120.5%, points: 4}
    - {at_least: 100%, points: 2}
    - {otherwise: true, points: 0}
  - id: A.3
    text: Một số, càng ít càng tốt
    kind: threshold
    number: distance
    levels:
    - {at_most: 2.5, points: 3}
    - {at_most: 7, points: 1, disadvantaged: {at_most: 9.75}}
    - {otherwise: true, points: 0}
  - id: A.4
    text: Một số đếm
    kind: threshold
    count: classes
    levels:
    - {at_least: 12, points: 4, disadvantaged: {at_least: 10}}
    - {at_least: 3, points: null}
    - {otherwise: true, points: 0}
    may_not_apply: {when: không có lớp, then: left_out}
  - id: A.5
    text: Một số phần trăm
    kind: threshold
    number: coverage
    levels:
    - {at_least: 99.5%, points: 3}
    - {at_least: 50%, points: 1}
    - {otherwise: true, points: 0}
- id: B
  title: {text: Hỏi và chọn}
  max: 14
  may_not_apply: {when: không có đối tượng, then: left_out}
  indicators:
  - {id: B.1, text: Có kế hoạch, kind: yes_no, key: plan, points: 2, applies_to: {public: true}}
  - id: B.2
    text: Đúng một mức
    kind: choice
    key: movement
    levels:
    - {option: tot, points: 3}
    - {option: kha, points: 1.5}
    - {otherwise: true, points: 0}
  - id: B.3
    text: Từ một mức trở lên
    kind: choice
    key: library
    levels:
    - {at_least: tot, points: 2}
    - {at_least: kha, points: 1}
    - {otherwise: true, points: 0}
    applies_to: {not_unit_type: [hop_tac_xa]}
  - id: B.4
    text: Danh mục
    kind: checklist
    parts:
    - {key: week, points: 1.25}
    - {key: contest, points: 0.75}
  - id: B.5
    text: Một trong các cách
    kind: best_of
    parts:
    - kind: threshold
      ratio: {of: trained, over: workers}
      levels:
      - {at_least: 33.3%, points: 3}
      - {otherwise: true, points: 0}
    - {kind: yes_no, key: centre, points: 1.5, applies_to: {unit_type: [truong, co_quan]}}
  - id: B.6
    text: Đủ cả
    kind: all_of
    keys: [report, budget]
    points: 1
  - id: B.7
    text: Đủ cả các phần
    kind: all_of
    points: 1
    parts:
    - {kind: yes_no, key: network}
    - {kind: threshold, count: computers, levels: [{at_least: 5}]}
- id: C
  title: {text: Người chấm cho điểm}
  max: 8
  indicators:
  - {id: C.1, text: Cho điểm, kind: judged, max: 4}
  - id: C.2
    text: Từ một tỷ lệ thì đủ điểm
    kind: judged
    max: 4
    full_at: {ratio: {of: attending, over: members}, at_least: 90%}
gates:
- {id: G1, text: Có ban chỉ đạo, kind: yes_no, key: committee}
- {id: G2, text: Ít nhất 20 hộ, kind: threshold, count: households, levels: [{at_least: 20}]}
exclusions:
- {id: X1, text: Có vụ việc nghiêm trọng, key: incident}
ratings:
- id: xuat_sac
  title: Xuất sắc
  when: {total: {at_least: 32}, no_criterion_at: 0, no_indicator_below: 0.5}
  disadvantaged: {when: {total: {at_least: 29.5}, no_criterion_at: 0}}
- {id: dat, title: Đạt, when: {total: {at_least: 21.25}, no_criterion_at: 0}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  households: {label: Số hộ, unit: hộ, type: count, at_least: 1}
  families: {label: Số gia đình, unit: gia đình, type: count}
  registered: {label: Số hộ đăng ký, unit: hộ, type: count}
  children: {label: Số trẻ, unit: trẻ, type: count}
  places: {label: Số chỗ, unit: chỗ, type: count, at_most: 9000}
  distance: {label: Khoảng cách, unit: km, type: number, at_least: 0}
  coverage: {label: Độ phủ, type: percentage}
  classes: {label: Số lớp, unit: lớp, type: count, at_most: 40}
  plan: {label: Có kế hoạch, type: yes_no}
  movement:
    label: Phong trào
    type: choice
    options:
    - {id: tot, label: Tốt}
    - {id: kha, label: Khá}
    - {id: yeu, label: Yếu}
  library:
    label: Thư viện
    type: choice
    options:
    - {id: tot, label: Tốt}
    - {id: kha, label: Khá}
    - {id: yeu, label: Yếu}
  week: {label: Có tuần lễ học tập, type: yes_no}
  contest: {label: Có hội thi, type: yes_no}
  workers: {label: Số lao động, unit: người, type: count}
  trained: {label: Số người được dạy nghề, unit: người, type: count}
  centre: {label: Có trung tâm, type: yes_no}
  report: {label: Có báo cáo, type: yes_no}
  budget: {label: Có kinh phí, type: yes_no}
  network: {label: Có mạng, type: yes_no}
  computers: {label: Số máy tính, unit: máy, type: count}
  members: {label: Số thành viên, unit: người, type: count}
  attending: {label: Số người dự, unit: người, type: count}
  committee: {label: Có ban chỉ đạo, type: yes_no}
  incident: {label: Có vụ việc, type: yes_no}
"""

_LEVELS = """\
id: moi-loai-muc
subject: unit
unit_levels: [district]
title: Mọi loại mục, theo mức
document: {number: 6/QĐ, title: Mẫu, issued: 2019-11-15, in_force: {from: 2020-01-01}}
basis: verbatim
source: Điều 6
on_request_only: true
levels:
- {id: muc_1, title: Mức 1}
- {id: muc_2, title: Mức 2}
areas: {disadvantaged_scale_for: [extremely_disadvantaged]}
unit_types:
- {id: truong, text: trường học}
- {id: co_quan, text: cơ quan}
- {id: hop_tac_xa, text: hợp tác xã}
criteria:
- id: "1"
  title: {text: Một}
  may_not_apply: {when: không có đối tượng, then: left_out}
  indicators:
  - id: "1.1"
    text: Tỷ lệ biết chữ
    kind: threshold
    ratio: {of: literate, over: people, none_means: met}
    levels:
    - {level: muc_2, at_least: 95%, disadvantaged: {at_least: 90%}}
    - {level: muc_1, at_least: 90%, disadvantaged: {at_least: 85.5%}}
  - id: "1.2"
    text: Số buổi
    kind: threshold
    count: meetings
    levels:
    - {level: muc_2, at_least: 12, applies_to: {unit_type: [truong]}}
    - {level: muc_1, at_least: 6}
  - {id: "1.3", text: Có kế hoạch, kind: yes_no, key: plan}
  - id: "1.4"
    text: Có kinh phí
    kind: yes_no
    key: budget
    levels:
    - {level: muc_2, applies_to: {public: true}}
    - {level: muc_1}
    may_not_apply: {when: không có kinh phí, then: full}
- id: "2"
  title: {text: Hai}
  indicators:
  - id: "2.1"
    text: Mức thư viện
    kind: choice
    key: library
    levels:
    - {level: muc_2, at_least: tot}
    - {level: muc_1, at_least: kha}
    applies_to: {not_unit_type: [co_quan]}
  - id: "2.2"
    text: Đủ cả
    kind: all_of
    parts:
    - {kind: yes_no, key: state}
    - kind: threshold
      ratio: {of: donors, over: households}
      levels:
      - {level: muc_2, at_least: null}
      - {level: muc_1, at_least: 10%}
  - id: "2.3"
    text: Có mạng hoặc có máy
    kind: best_of
    parts:
    - {kind: yes_no, key: network}
    - {kind: yes_no, key: computers, applies_to: {public: false}}
  - id: "2.4"
    text: Người bỏ học
    kind: threshold
    number: dropouts
    levels:
    - {level: muc_2, at_most: 0.5}
    - {level: muc_1, at_most: 1.25, disadvantaged: {at_most: 2}}
  - {id: "2.5", text: Đủ giấy tờ, kind: all_of, keys: [report, register]}
ratings:
- {id: muc_2, title: Mức 2, when: {levels: [muc_1, muc_2]}}
- {id: muc_1, title: Mức 1, when: {levels: [muc_1]}}
- {id: chua_dat, title: Chưa đạt, otherwise: true}
evidence:
  people: {label: Số người, unit: người, type: count}
  literate: {label: Số người biết chữ, unit: người, type: count}
  meetings: {label: Số buổi sinh hoạt, unit: buổi, type: count, at_most: 400}
  plan: {label: Có kế hoạch, type: yes_no}
  budget: {label: Có kinh phí, type: yes_no}
  library:
    label: Thư viện
    type: choice
    options:
    - {id: tot, label: Tốt}
    - {id: kha, label: Khá}
    - {id: yeu, label: Yếu}
  state: {label: Có kinh phí nhà nước, type: yes_no}
  donors: {label: Số hộ góp, unit: hộ, type: count}
  households: {label: Số hộ, unit: hộ, type: count}
  network: {label: Có mạng, type: yes_no}
  computers: {label: Có máy tính, type: yes_no}
  dropouts: {label: Phần trăm bỏ học, type: number, at_least: 0}
  report: {label: Có báo cáo, type: yes_no}
  register: {label: Có sổ, type: yes_no}
"""


def every_kind() -> tuple[Ruleset, Ruleset]:
    """In points, and of levels."""
    return ruleset_text(_POINTS), ruleset_text(_LEVELS)
