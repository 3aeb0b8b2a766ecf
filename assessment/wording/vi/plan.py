"""Tiếng Việt: nếu thì, và kế hoạch."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "plan.not_confirmed": (
        "Bộ chấm không xác nhận được kế hoạch mà bộ giải tìm ra.",
        "Không dùng kế hoạch này; báo cho người giữ chương trình.",
    ),
    "plan.no_points": (
        "Bộ tiêu chí {id} không tính điểm, hoặc danh hiệu không đòi tổng điểm nào.",
        "Chọn một bộ tiêu chí xét bằng tổng điểm: cdht rules list",
    ),
    "plan.one_target": (
        "Cần đúng một trong ba: --target, --maximise hoặc --evidence.",
        "Ghi --target kèm xếp loại hoặc số điểm. Các xếp loại: {ratings}.",
    ),
    "plan.evidence_alone": (
        "--evidence nói về số liệu còn thiếu, không đi cùng mục tiêu, công, giới hạn hay biểu đồ.",
        "Chỉ ghi thêm --best, --ruleset, --overlay, --strict-evidence nếu cần.",
    ),
    "plan.unknown_target": (
        'Bộ tiêu chí {ruleset} không có xếp loại "{value}", và đó cũng không phải là số điểm.',
        "Các xếp loại: {ratings}.",
    ),
    "plan.points_out_of_scale": (
        "Không thể đạt {value} điểm: thang điểm từ 0 đến {most}.",
        "Ghi một số điểm trong thang điểm.",
    ),
    "plan.not_in_points": (
        "Bộ tiêu chí {ruleset} xét theo mức độ, không tính điểm.",
        "Ghi --target kèm một trong: {ratings}.",
    ),
    "plan.unknown_key": (
        'Bộ tiêu chí {ruleset} không có số liệu hay chỉ tiêu "{key}".',
        "Xem tên các số liệu: cdht rules show {ruleset}",
    ),
    "plan.bad_budget": ('"{value}" không phải là số công.', "Ghi một số từ 0, ví dụ 7 hoặc 2,5."),
    "plan.bad_picture": (
        "Biểu đồ chỉ ghi được ra tệp .svg hoặc .png.",
        "Đổi đuôi tên tệp của --picture.",
    ),
    "plan.too_many_combinations": (
        "Chỉ tiêu {id} phụ thuộc quá nhiều số liệu cùng lúc, không lập kế hoạch được.",
        "Báo cho người giữ bộ tiêu chí: chỉ tiêu ấy cần tách ra.",
    ),
    "plan.unreachable": (
        "Không có cách nào đạt {target} trong giới hạn đã cho.",
        "Xem trang kết quả: có thể lên tới đâu, và điều gì cản trở.",
    ),
    "costs.unknown_key": (
        'Không có số liệu hay chỉ tiêu nào tên "{key}" trong bộ tiêu chí {ruleset}.',
        "Xem tên các số liệu: cdht rules show {ruleset}",
    ),
    "costs.not_counted": (
        '"{key}" không đếm được, nên không có công cho mỗi đơn vị (each).',
        "Ghi step: công cho mỗi bậc.",
    ),
    "costs.bad_amount": (
        '"{value}" không dùng làm công được: cần số từ 0 đến {most}, nhiều nhất {decimals} chữ số thập phân.',
        "Ghi số, ví dụ 0,5 hoặc 12.",
    ),
    "costs.too_fine": (
        "Chi phí quá chi tiết, hoặc quá chênh lệch nhau, nên không chứng minh được cách rẻ nhất.",
        "Làm tròn các con số, hoặc dùng đơn vị lớn hơn.",
    ),
    "costs.twice": (
        'Công của "{key}" ghi hai lần, lần kia dưới tên "{other}".',
        "Giữ lại một trong hai.",
    ),
}

WORDS: dict[str, str] = {
    # trang kế hoạch
    "plan.now": "HIỆN NAY",
    "plan.target": "MỤC TIÊU",
    "plan.limits": "GIỚI HẠN",
    "plan.result": "KẾT QUẢ",
    "plan.best": "CAO NHẤT",
    "plan.most": "nhiều điểm nhất",
    "plan.bound.budget": "công không quá {budget}",
    "plan.bound.max_changes": "không quá {count} việc",
    "plan.bound.locked": "giữ nguyên {keys}",
    "plan.bound.only": "chỉ đổi {keys}",
    "plan.head": "Cách ít công nhất: {count} việc, công {cost}",
    "plan.head_most": "Nhiều điểm nhất: {count} việc, công {cost}",
    "plan.proved": "đã chứng minh không có cách rẻ hơn",
    "plan.proved_most": "đã chứng minh không cách nào được nhiều điểm hơn, hay cùng điểm mà rẻ hơn",
    "plan.not_proved": "đã chứng minh không cách nào dưới công {bound}",
    "plan.others": "{count} cách khác:",
    "plan.cost": "công {cost}",
    "plan.gain": "{id} ({points} điểm)",
    "plan.reached": "Đã đạt mục tiêu, không cần làm thêm gì.",
    "plan.nothing_more": "Không thêm được điểm nào nữa trong giới hạn này.",
    "plan.none": "Không có cách nào đạt {target}.",
    "plan.in_the_way": "Muốn đạt thì phải gỡ:",
    "plan.obstacle.lock": "{label} [{key}]: không được đổi (--lock, --only)",
    "plan.obstacle.budget": "công không quá {budget}",
    "plan.obstacle.max_changes": "không quá {count} việc",
    "plan.obstacle.total": "tổng điểm: làm mọi việc có thể cũng không đủ điểm",
    "plan.obstacle.gate": "điều kiện bắt buộc {id} {text}: không đạt được",
    "plan.obstacle.exclusion": "trường hợp loại trừ: {text} (hồ sơ ghi có) [{key}]",
    "plan.obstacle.exclusion_open": "trường hợp loại trừ: {text} (chưa rõ có hay không) [{key}]",
    "plan.obstacle.criterion": "tiêu chí {id} {title}: không lên được mức cần",
    "plan.obstacle.indicator": "chỉ tiêu {id} {text}: không lên được mức cần",
    "plan.obstacle.level": "chỉ tiêu {id} {text}: không lên được mức độ cần",
    "plan.obstacle.missing": "còn thiếu {keys}",
    "plan.from_nothing": "bổ sung số liệu còn thiếu: {to}",
    "plan.becomes": "từ {from} thành {to}",
    "plan.share_up": "tăng từ {from} lên {to}",
    "plan.share_down": "giảm từ {from} xuống {to}",
    "plan.more": "thêm {amount}",
    "plan.fewer": "bớt {amount}",
    "plan.more_measured": "tăng {amount}",
    "plan.fewer_measured": "giảm {amount}",
    "plan.span_up": "(từ {from} lên {to})",
    "plan.span_down": "(từ {from} xuống {to})",
    "plan.foot": "Số liệu khác giữ nguyên; số liệu thiếu không tính. Kết quả trên do bộ chấm chấm lại. {receipt}",
    # biểu đồ
    "plan.picture.title": "Kế hoạch: {target}",
    "plan.picture.present": "hiện nay ({total})",
    "plan.picture.planned": "theo kế hoạch ({total})",
    "plan.picture.attainable": "có thể đạt ({total})",
    "plan.picture.most": "tối đa ({total})",
    "plan.picture.points": "điểm",
    "plan.picture.items": "số chỉ tiêu đạt {level}",
    # số liệu còn thiếu
    "plan.missing.none": "Không thiếu số liệu nào.",
    "plan.missing.count": "Còn thiếu {count} số liệu.",
    "plan.missing.possible": "còn có thể là {ratings}",
    "plan.missing.sure": "Để chắc chắn được {rating}, cần có ít nhất {count} số liệu sau đây, và phải đủ tốt:",
    "plan.missing.never": "{rating}: có thêm số liệu nào cũng chưa chắc được.",
    "plan.missing.or": "hoặc:",
    "plan.missing.stakes": "Điểm tùy thuộc vào từng số liệu thiếu:",
    "plan.missing.stake": "{label} [{key}]: {points} điểm ({items})",
    "plan.missing.stake_level": "{label} [{key}] ({items})",
}
