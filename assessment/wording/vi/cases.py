"""Tiếng Việt: codes and words of the rulebook's cases."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "cases.duplicate_id": (
        'Mã "{id}" đã dùng ở dòng {first} của bảng này.',
        "Đặt cho mỗi trường hợp một mã riêng.",
    ),
    "cases.nothing_expected": (
        'Trường hợp "{id}" phải ghi kết quả mong đợi: hoặc expect, hoặc ladder.',
        "Ghi một trong hai, ví dụ expect: {{total: 85, rating: tot}}.",
    ),
    "cases.unknown_ruleset": (
        'Không có bộ tiêu chí nào tên "{id}".',
        "Xem danh sách: cdht rules list",
    ),
    "cases.unknown_item": (
        'Bộ tiêu chí {ruleset} không có tiêu chí hay chỉ tiêu "{id}".',
        "Xem các mã: cdht rules show {ruleset}",
    ),
    "cases.ladder_without_item": (
        'Thang "{id}" ghi điểm, mức hoặc trạng thái mà chưa nói của chỉ tiêu nào.',
        'Thêm item, ví dụ item: "9.1".',
    ),
}

WORDS: dict[str, str] = {
    "trial.cases": "Trường hợp thử",
    "trial.no_cases": "chưa có",
    "trial.all_hold": "{count}, đúng cả",
    "trial.some_failed": "{count}, sai {failed}",
    "trial.differs": "{what}: bảng ghi {expected}, kết quả là {got}",
    "trial.coverage": "Độ phủ",
    "trial.goals.level": "mức điểm, mức độ {shown}/{count}",
    "trial.goals.gate": "điều kiện bắt buộc {shown}/{count}",
    "trial.goals.exclusion": "trường hợp loại trừ {shown}/{count}",
    "trial.goals.rating": "xếp loại {shown}/{count}",
    "trial.goals.area": "thang vùng khó khăn {shown}/{count}",
    "trial.not_shown": "Chưa thử",
    "trial.goal_met": "{id} {text}",
    "trial.goal_missed": "{id} {text} (khi không đạt)",
    "trial.goal_in_area": "{id} {text} (vùng khó khăn)",
    "trial.goal_rating": "xếp loại {title} [{id}]",
    "trial.goal_rating_in_area": "xếp loại {title} [{id}] (vùng khó khăn)",
    "trial.goal_applies": "loại trừ {id} {text} (khi có)",
    "trial.goal_does_not_apply": "loại trừ {id} {text} (khi không có)",
    "trial.mutants": "Bộ cố ý làm sai",
    "trial.fates": (
        "{count}: chương trình từ chối {refused}, bảng thử phát hiện {caught}, "
        "tương đương {equivalent}, chưa phát hiện {survived}"
    ),
    "trial.equivalent": "Tương đương (đã chứng minh: mọi hồ sơ đủ số liệu vẫn chấm như cũ):",
    "trial.witness": (
        "Chưa phát hiện. Với mỗi chỗ sai, hồ sơ ghi dưới nó cho kết quả khác: thêm hồ sơ ấy vào "
        "bảng thử, với kết quả đúng theo văn bản."
    ),
    "trial.unscored": (
        "Chưa phát hiện, vì không đổi điểm mà đổi lời báo lỗi, cảnh báo hoặc ghi chú: thêm "
        "trường hợp ghi error, warnings, notes hoặc no_notes."
    ),
    "trial.undecided": (
        "Chưa phát hiện, và có quá nhiều giá trị để chứng minh: thêm trường hợp quanh con số này."
    ),
    "trial.summary": "{rulesets} bộ, {cases} trường hợp thử, sai {failed}.",
    "trial.summary_mutants": "{count} bộ cố ý làm sai, chưa phát hiện {survived}.",
}
